"""The house style as Markdown."""

from __future__ import annotations

from itertools import pairwise

from programme.model import Programme
from programme.writing.house import Block, blocks

_TIGHT = frozenset({("person", "person"), ("person", "paper"), ("paper", "person")})
_MARKS = {"title": "# ", "day": "## ", "item": "### ", "person": "- "}


def write_markdown(programme: Programme) -> str:
    """The programme as .md (CommonMark, UTF-8, line feeds); abstracts are Markdown already."""
    found = list(blocks(programme, markdown=True))
    text = _line(found[0])
    for before, block in pairwise(found):
        text += ("\n" if (before.style, block.style) in _TIGHT else "\n\n") + _line(block)
    return f"{text}\n"


def _line(block: Block) -> str:
    if block.style in ("role", "abstract"):
        return f"{block.text}:"
    if block.style == "paper":
        return f"  {block.label}: {block.text}"
    if block.label:
        return f"{block.label}: {block.text}"
    return _MARKS.get(block.style, "") + block.text
