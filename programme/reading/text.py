"""From bytes to numbered lines."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from programme.reading.codepages import NAMES, codepage_of
from programme.reading.values import Note

LONGEST_HEADING = 400  # characters; what is longer is a paragraph and is not looked at more closely

# Every space, dash and apostrophe as its plain form, one for one, so that a place in the flat text is the same place
# in the text as written.
_FLAT = str.maketrans(
    dict.fromkeys("\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200e", " ")
    | dict.fromkeys("\u200f\u202f\u205f\u2060\u3000\ufeff", " ")
    | dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
    | {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "：": ":", "（": "(", "）": ")", "∶": ":"}
)
_NOT_FLAT = re.compile(f"[{re.escape(''.join(map(chr, _FLAT)))}]")
_BULLET = re.compile(r"(?:[•‣▪●○◦·∙■□►➢✓*+#>o]|-{1,2})\s+(?=\S)")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_FEW_CONTROLS = 3
_ENDS = re.compile(r'"[^"]*"|(\r\n|\r|\n)')  # a quoted cell may have lines of its own (RFC 4180)
_BOM = "\ufeff"
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def flat(text: str) -> str:
    if text.isascii() and "\t" not in text:
        return text
    # Few characters have another form: finding them is quicker than asking for each.
    return _NOT_FLAT.sub(lambda found: _FLAT[ord(found[0])], text) if _NOT_FLAT.search(text) else text


class Source(NamedTuple):
    """A line of the document that is not blank.

    `written` is the line without the space around it, `text` also without a bullet before it, `flat` the same as
    `text` with plain spaces, dashes and apostrophes.
    """

    number: int  # from 1, as str.splitlines counts
    written: str
    text: str
    flat: str
    bullet: bool
    indent: int
    gap: bool  # a blank line, or the document's start, is right before it
    place: str = ""  # where it stands, in a file without lines: "Sheet1!B5"
    level: int = 0  # of a heading, where the file's structure says that it is one; 1 is the highest
    end: str = ""  # how it is set off from the next line of a paragraph; empty where it may only have been wrapped

    @property
    def ends_sentence(self) -> bool:
        return self.text.rstrip("”»\"')] \u00a0").endswith((".", "!", "?", "…"))

    @property
    def words(self) -> int:
        return self.flat.count(" ") + 1


def decode(document: bytes) -> tuple[str | None, tuple[Note, ...]]:
    """The text, or None where the bytes are no text; with notes about what was wrong."""
    for bom, encoding in _BOMS:
        if document.startswith(bom):
            text = document[len(bom) :].decode(encoding, errors="replace")
            if text and not text.splitlines()[0].strip():
                text = _BOM + text  # alone on its line, it is what that line says
            return _noted(text, ())
    notes: tuple[Note, ...] = ()
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError:
        text, name, mixed = _decoded_by_line(document)
        message = f"The document is not written in UTF-8. It was read as {name}; check its accents and dashes."
        if mixed:
            message = f"Some lines of the document are in UTF-8 and some in {name}. Check its accents and dashes."
        notes = (Note("encoding", "warning", message),)
    return _noted(text, notes)


def _noted(text: str, notes: tuple[Note, ...]) -> tuple[str | None, tuple[Note, ...]]:
    """The text without a few control characters, and a note of them; None where they are so many that it is no text."""
    found = list(_CONTROLS.finditer(text, 0))
    if len(found) > max(_FEW_CONTROLS, len(text) // 1000) or "\x00" in text:
        return None, notes
    if found:
        line = text.count("\n", 0, found[0].start()) + 1
        message = f"Line {line} has a sign that cannot be printed ({len(found)} in all). Each was read as a space."
        notes += (Note("mended", "warning", message, (line,)),)
        text = _CONTROLS.sub(" ", text)
    return text, notes


def note_line_ends(text: str) -> tuple[Note, ...]:
    if len({found[1] for found in _ENDS.finditer(text) if found[1]}) < 2:
        return ()
    return (Note("line-ends", "info", "The lines end in different ways. All were read as ends of lines."),)


def _decoded_by_line(document: bytes) -> tuple[str, str, bool]:
    """The text, each line in UTF-8 where it is, else in one other encoding; its name; whether both have accents."""
    lines = document.split(b"\n")
    decoded = [_decoded(line) for line in lines]
    page = codepage_of(b"".join(line for line, text in zip(lines, decoded) if text is None))
    mixed = any(text and not text.isascii() for text in decoded)
    texts = (line.decode(page, errors="replace") if text is None else text for line, text in zip(lines, decoded))
    return "\n".join(texts), NAMES[page], mixed


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def sources(text: str) -> list[Source]:
    """The lines that are not blank."""
    found: list[Source] = []
    last = -1
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        found.append(source(number, line, gap=number != last + 1))
        if found[-1].flat.strip():
            last = number
    return found


def source(
    number: int, line: str, *, gap: bool = False, place: str = "", level: int = 0, bullet: bool = False, end: str = ""
) -> Source:
    """One piece of a document. `bullet`: the file's structure says that it is an item of a list."""
    written = line.strip()
    smooth = flat(written)
    mark = _BULLET.match(smooth)
    start = mark.end() if mark else 2 * (smooth[:2] == "| " and smooth[-1] != "|")  # an empty first column
    indent = len(line) - len(line.lstrip())
    bullet = bullet or bool(mark)
    return Source(number, written, written[start:], smooth[start:], bullet, indent, gap, place, level, end)
