"""Markdown as a flat list of plain values, for a typesetter that must not be handed anything that it could run.

Nothing is nested, however deep it was written: a block says how far it is indented, a run of text how it is set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from programme.writing.linking import markdown

Form = Literal["paragraph", "heading", "bullet", "number", "code", "rule"]
Run = dict[str, str | bool]  # "text", and where they hold "bold", "italic", "code", and "url"

DEEPEST = 4  # levels of indentation; what is written deeper stands there too

_markdown = markdown()
_FLAGS = {"strong": "bold", "em": "italic"}


@dataclass(frozen=True, slots=True)
class Block:
    """`indent`: of the block's text, in levels. `number`: of an item in a numbered list."""

    form: Form
    runs: tuple[Run, ...]
    indent: int = 0
    number: int = 0


def prose(text: str) -> list[Block]:
    """The blocks of a Markdown text, in order. Pictures are their descriptions; addresses of the web are links."""
    return list(_Flat().blocks(_markdown.parse(text)))


class _Flat:
    def __init__(self) -> None:
        self._lists: list[int | None] = []  # the next number of each list that is open, None for bullets
        self._quotes = 0
        self._item = False  # whether the next paragraph is the first of an item
        self._heading = False

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            if token.type == "inline":
                yield self._text(runs(token.children or []))
            elif token.type in ("code_block", "fence"):
                yield Block("code", ({"text": token.content.rstrip("\n")},), self._indent())
            elif token.type == "hr":
                yield Block("rule", (), self._indent())
            else:
                self._step(token)

    def _step(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(int(token.attrGet("start") or 1) if token.tag == "ol" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            self._item = True
        elif token.type == "list_item_close":
            self._item = False
        elif token.tag == "blockquote":
            self._quotes += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            self._heading = token.nesting > 0

    def _text(self, found: tuple[Run, ...]) -> Block:
        if not self._item:
            return Block("heading" if self._heading else "paragraph", found, self._indent())
        self._item = False
        number = self._lists[-1]
        if number is None:
            return Block("bullet", found, self._indent())
        self._lists[-1] = number + 1
        return Block("number", found, self._indent(), number)

    def _indent(self) -> int:
        return min(DEEPEST, len(self._lists) + self._quotes)


def runs(tokens: Sequence[Token]) -> tuple[Run, ...]:
    """The inside of a paragraph. A line break that was asked for is a line feed."""
    found: list[Run] = []
    style: dict[str, int] = {}
    url = ""
    for token in tokens:
        if flag := _FLAGS.get(token.tag):
            style[flag] = style.get(flag, 0) + token.nesting
        elif token.tag == "a":
            url = str(token.attrGet("href") or "") if token.nesting > 0 else ""
        elif text := _said(token):
            run: Run = {"text": text, **{name: True for name, open_ in style.items() if open_}}
            run |= {"code": True} if token.type == "code_inline" else {}
            run |= {"url": url} if url else {}
            found.append(run)
    return tuple(found)


def _said(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return breaks.get(token.type, token.content)
