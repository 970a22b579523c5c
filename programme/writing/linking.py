"""Markdown in which addresses of the web are links as they stand, but not in code or within another link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”«»]+", re.IGNORECASE)
_AFTER = ".,;:!?'’*_…"  # what ends the sentence, and not the address
_BRACKETS = {")": "(", "]": "["}


def markdown() -> MarkdownIt:
    """CommonMark without HTML, and with links at addresses."""
    made = MarkdownIt("commonmark", {"html": False})
    made.core.ruler.push("addresses", _link)
    return made


def _link(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and "://" in token.content:
            token.children = list(_linked(token.children))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += token.nesting if token.tag == "a" else 0
        if token.type == "text" and not inside:
            yield from _pieces(token.content)
        else:
            yield token


def _pieces(text: str) -> Iterator[Token]:
    done = 0
    for found in _ADDRESS.finditer(text):
        address = _trimmed(found[0])
        if not _has_host(address):
            continue
        yield _text(text[done : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": address})
        yield _text(address)
        yield Token("link_close", "a", -1)
        done = found.start() + len(address)
    yield _text(text[done:])


def _trimmed(address: str) -> str:
    """Without what follows it in its sentence: a stop, or a bracket that was opened before it."""
    while address and (address[-1] in _AFTER or _is_odd(address)):
        address = address[:-1]
    return address


def _is_odd(address: str) -> bool:
    opening = _BRACKETS.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
