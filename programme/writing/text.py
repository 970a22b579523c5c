"""The house style as plain text."""

from __future__ import annotations

from itertools import pairwise

from programme.model import Programme
from programme.writing.house import Block, blocks

_APART = frozenset({"mark", "day", "item", "prose", "end", "dates"})  # with a blank line before them
_CLOSE = frozenset({"abstract"})  # with what stands below them


def write_text(programme: Programme) -> str:
    """The programme as .txt (UTF-8, line feeds); paragraphs are not wrapped."""
    found = list(blocks(programme))
    lines = _lines(found[0])
    for before, block in pairwise(found):
        if block.style in _APART and before.style not in _CLOSE:
            lines.append("")
        lines += _lines(block)
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> list[str]:
    if block.style in ("title", "day"):
        return [block.text, ("=" if block.style == "title" else "-") * max(3, min(len(block.text), 100))]
    if block.style in ("role", "abstract"):
        return [f"{block.text}:"]
    if block.style == "person":
        return [f"- {block.text}"]
    if block.style == "paper":
        return [f"  {block.label}: {block.text}"]
    return [f"{block.label}: {block.text}" if block.label else block.text]
