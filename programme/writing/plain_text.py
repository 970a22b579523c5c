"""Markdown and stray characters turned into text that any program can show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_markdown = MarkdownIt("commonmark", {"html": False})  # as on pages, where a tag is text
# What may mean something in CommonMark: most abstracts have none of it, and parsing is most of the work.
_MARKED = re.compile(r"[*_`\[\]<>&\\#!~=+]|^ {4}|^ *(?:-|\d+[.)])|  $", re.MULTILINE)
_BLANK = re.compile(r"\n[ \n]*\n")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Nothing to strip in the common case, and a regular expression sees that at once.
_UNSHOWABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without control characters and halves of characters; every kind of line end is a line feed.

    Several calendar programs lose a whole feed over one such character.
    """
    return _UNSHOWABLE.sub(lambda found: " " if found[0] == "\t" else "", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", clean(text)).split())


@lru_cache(4096)  # the same abstract stands in the feeds of its event, day, room, track and speakers
def plain(markdown: str) -> str:
    """Readable text of CommonMark: paragraphs apart by a blank line, list items by a line end, links with addresses."""
    source, text = clean(markdown), ""
    if not _MARKED.search(source):
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in _BLANK.split(source.strip()))
    for block, tight in _blocks(_markdown.parse(source)):
        text += ("" if not text else "\n" if tight else "\n\n") + block
    return text


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Each block's text, and whether it follows the one before without a blank line."""
    marker, depth, tight, began = "", 0, False, False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth, began = depth + 1, True
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            marker = "  " * (depth - 1) + (f"{token.info}{token.markup} " if token.info else "- ")
        elif token.type == "paragraph_open":
            tight = token.hidden and not (began and depth == 1)
            began = began and not token.hidden
        elif token.type in ("inline", "fence", "code_block"):
            block = _inline(token.children or ()) if token.type == "inline" else token.content
            if block.strip():
                yield marker + block.strip(), tight
            marker, tight = "", False


def _inline(tokens: Sequence[Token]) -> str:
    text, links = "", list[tuple[int, str]]()
    for token in tokens:
        if token.type == "link_open":
            links.append((len(text), str(token.attrs["href"])))
        elif token.type == "link_close":
            start, address = links.pop()
            text += f" ({address})" if address.removeprefix("mailto:") != text[start:] else ""
        else:
            text += _word(token)
    return text


def _word(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    return token.content if token.type in ("text", "code_inline", "image") else ""
