"""What a file is that is more than text, by its first bytes and by what is packed in it."""

from __future__ import annotations

from collections.abc import Callable

from programme.reading.documents import Document, UnreadableError
from programme.reading.limits import Limits
from programme.reading.values import Options

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def opener_of(content: bytes) -> Callable[[bytes, Options, Limits], Document] | None:
    """What takes the file apart; None for text. Raises UnreadableError for a file of another known kind."""
    if content.startswith(_OLD_OFFICE):
        raise UnreadableError("the file is in the old format of Word or Excel. Save it as .docx or .xlsx")
    if content.lstrip()[:5] == b"{\\rtf":
        raise UnreadableError("the file is Rich Text. Save it as .docx or as plain text")
    return None
