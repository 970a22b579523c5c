"""Takes files apart, whatever they are: a module for each format, all of them to the same pieces.

What a file is, its content says, never its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import containers, plain, web
from programme.reading.limits import Limits
from programme.reading.text import decode, note_line_ends
from programme.reading.values import Options

_LOOKED_AT = 5_000  # characters
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_TAGS = re.compile(r"\s*<(?:div|table|section|article|main|h[1-6]|ul|ol|p|meta|!--)\b[^<]*>", re.IGNORECASE)

Opener = Callable[[bytes, Options, Limits], Document]

_EMPTY = "the file is empty. Check that it is the right one"
_NOT_TEXT = (
    "the file is neither text nor a document of a kind that is known (a picture, perhaps). "
    "Save the programme as .docx, .odt, .pdf, .html, .xlsx, .csv or plain text"
)


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    """The pieces of the file. Raises UnreadableError, and nothing else, where it cannot be taken apart."""
    if len(content) > limits.size:
        raise UnreadableError(
            f"the file has {len(content) / 1e6:.1f} MB, more than the {limits.size / 1e6:g} MB that are read. "
            "Save it without pictures, or only the part with the programme"
        )
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableError(_EMPTY)
    opener = containers.opener_of(content)
    document = opener(content, options, limits) if opener else _open_text(content, options, limits)
    if not document.pieces:
        raise UnreadableError(_EMPTY)
    _check(document, limits)
    return document


def _open_text(content: bytes, options: Options, limits: Limits) -> Document:
    text, notes = decode(content)
    if text is None:
        raise UnreadableError(_NOT_TEXT)
    if _PAGE.search(text[:_LOOKED_AT]) or _TAGS.match(text[:_LOOKED_AT]):
        return web.take_apart(text, options)
    return plain.take_apart(text, notes + note_line_ends(text))


def _check(document: Document, limits: Limits) -> None:
    if len(document.pieces) > limits.pieces:
        raise UnreadableError(
            f"the file has {len(document.pieces):,} lines or cells, more than the {limits.pieces:,} that are read. "
            "Save only the part with the programme"
        )
    longest = max(document.pieces, key=lambda piece: len(piece.written))
    if len(longest.written) > limits.line:
        raise UnreadableError(
            f"line {longest.number} has {len(longest.written):,} characters, more than the {limits.line:,} that are "
            "read. Check that the file is a programme, and break its lines"
        )
