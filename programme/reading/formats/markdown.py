"""Markdown: its marks are taken off what is looked at; what is kept, as abstracts are, keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from programme.reading import words
from programme.reading.text import Source, flat

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_MARKED = re.compile(r"[*_~`\[\\&<]")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_QUOTED = re.compile(r"(?:>\s?)+")
_RULED = r"(?:-{2,}:?|:-+:?|-:)\s*"
_RULER = re.compile(rf"\s*(?:\|\s*)?{_RULED}(?:\|\s*{_RULED})+(?:\|\s*)?$")
_STRONG = re.compile(r"\*\*\S.*?\S\*\*|\[[^\]]+\]\(\S+\)|__\S.*?\S__")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether the text has a heading of Markdown's, the ruler of a table, or several words set strong or linked."""
    strong = 0
    for line in lines:
        if _HEADING.match(line) or _RULER.match(line):
            return True
        strong += bool(_STRONG.search(line))
    return strong >= 2


def is_ruler(line: str) -> bool:
    """Whether the line is the one below the headings of a table's columns."""
    return bool(_RULER.match(line))


def is_heading(line: str) -> bool:
    return bool(_HEADING.match(line))


def clean(piece: Source) -> Source:
    """The piece with its text as a reader sees it."""
    text, level, bullet = piece.written, 0, piece.bullet
    if found := _HEADING.match(text):
        level, text, bullet = len(found[1]), found[2], False
    else:
        text = _QUOTED.sub("", piece.text, count=1) if piece.text.startswith(">") else piece.text
        if found := _NUMBERED.match(text):
            bullet, text = True, text[found.end() :]
    text = plain(text) or text
    return piece._replace(text=text, flat=flat(text), level=level, bullet=bullet)


def plain(text: str) -> str:
    """The text without marks; what is struck out is said to be cancelled."""
    if not _MARKED.search(text):
        return text
    token = _parser().parseInline(text.rstrip("\\"))[0]
    shown, struck, rest = _shown(token.children or [])
    if struck and (rest.strip(" ()[]:,-–—").casefold() in ("", *words.CANCELLED)):
        return f"{struck} ({rest.strip(' ()[]:,-–—') or 'cancelled'})"
    return shown.strip()


def _shown(tokens: Sequence[Token]) -> tuple[str, str, str]:
    """What is shown; of that, what is struck out, and the rest."""
    shown: list[str] = []
    struck: list[str] = []
    rest: list[str] = []
    out = False
    for token in tokens:
        if token.type in ("s_open", "s_close"):
            out = token.type == "s_open"
            continue
        text = token.content if token.type in ("text", "code_inline", "text_special") else ""
        if token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and _LINE_BREAK.match(token.content)
        ):
            text = "\n"
        shown.append(text)
        (struck if out else rest).append(text)
    return "".join(shown), "".join(struck).strip(), "".join(rest)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("strikethrough")
