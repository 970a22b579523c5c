"""What a file is that is more than text, by its first bytes and by what is packed in it."""

from __future__ import annotations

from collections.abc import Callable

from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import (
    archives,
    calendar_forms,
    calendars,
    content_lines,
    frab,
    opendocument,
    schedule_json,
    sheets,
    word,
)
from programme.reading.limits import Limits
from programme.reading.values import Options

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_OTHERS = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x1f\x8b": "packed with gzip",
    b"Rar!": "a packed archive", b"7z\xbc\xaf": "a packed archive", b"\x00\x00\x00": "a film or a picture",
}  # fmt: skip


Opener = Callable[[bytes, Options, Limits], Document]


def opener_of(content: bytes) -> Opener | None:
    """What takes the file apart; None for text. Raises UnreadableError for a file of a kind that is not read."""
    _refuse(content)
    if b"%PDF-" in content[:1024]:
        from programme.reading.formats import portable  # its library takes 14 MiB of every process that knows it

        return portable.take_apart
    if content.startswith(_PACKED):
        return _of_archive(content)
    known: tuple[tuple[Callable[[bytes], bool], Opener], ...] = (
        (content_lines.is_calendar, calendars.take_apart),
        (calendar_forms.is_xcal, calendar_forms.take_xcal_apart),
        (calendar_forms.is_jcal, calendar_forms.take_jcal_apart),
        (frab.is_schedule, frab.take_apart),
        (schedule_json.is_json, schedule_json.take_apart),
    )
    return next((opener for is_one, opener in known if is_one(content)), None)


def _refuse(content: bytes) -> None:
    """Raises UnreadableError for a file of a kind that is known and not read."""
    if content.startswith(_OLD_OFFICE):
        raise UnreadableError(
            "the file is in the old format of Word or Excel, or has a password. Save it as .docx or .xlsx, without one"
        )
    if content.lstrip()[:5] == b"{\\rtf":
        raise UnreadableError("the file is Rich Text. Save it as .docx or as plain text")
    for start, name in _OTHERS.items():
        if content.startswith(start):
            raise UnreadableError(
                f"the file is {name}. Give the programme as text, a Word file, a spreadsheet or a page"
            )


def _of_archive(content: bytes) -> Callable[[bytes, Options, Limits], Document]:
    names = archives.names_in(content)
    if "word/document.xml" in names:
        return word.take_apart
    if "xl/workbook.xml" in names:
        return sheets.take_apart
    if "content.xml" in names:
        return opendocument.take_apart
    raise UnreadableError("the file is a packed archive, but no Word file or spreadsheet. Unpack it and give one file")
