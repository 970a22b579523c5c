"""The lines of a calendar (RFC 5545, 3.1): decoded, unfolded, and taken apart into name, parameters and value."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar.parser import Contentline

from programme.reading.formats.markup import clean
from programme.reading.text import Source, decode
from programme.reading.values import Note

_BEGINS = re.compile(rb"(?:^|[>\s;])BEGIN\s*:\s*V(?:CALENDAR|EVENT)\b", re.IGNORECASE)
_HOLDS = re.compile(rb"^\s*DTSTART\b|^\s*END\s*:\s*VCALENDAR", re.IGNORECASE | re.MULTILINE)
_CUT_CHARACTER = re.compile(rb"\r*\n[ \t](?=[\x80-\xbf])")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_LOOK = 200_000  # bytes in which the calendar has to begin
_INSIDE = re.compile(r"(?<=[>;])\s*(?=BEGIN\s*:\s*V(?:CALENDAR|EVENT)\b)", re.IGNORECASE)
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*(?=[;:])")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_STANDARD = (
    "BEGIN END VERSION PRODID CALSCALE METHOD NAME COLOR IMAGE SOURCE REFRESH-INTERVAL UID DTSTAMP CREATED "
    "LAST-MODIFIED SEQUENCE CLASS TRANSP PRIORITY GEO RECURRENCE-ID RRULE RDATE EXDATE EXRULE ATTACH COMMENT "
    "CONTACT RELATED-TO RESOURCES REQUEST-STATUS CONFERENCE URL ATTENDEE ORGANIZER DESCRIPTION SUMMARY DTSTART "
    "DTEND DURATION LOCATION STATUS CATEGORIES TZID TZURL TZNAME TZOFFSETFROM TZOFFSETTO DUE COMPLETED "
    "PERCENT-COMPLETE FREEBUSY ACTION TRIGGER REPEAT STRUCTURED-DATA STYLED-DESCRIPTION LOCATION-TYPE "
    "PARTICIPANT-TYPE CALENDAR-ADDRESS"
)
_NAMES = frozenset(_STANDARD.split())


@dataclass(frozen=True, slots=True)
class Property:
    """`value` as it stands, escapes and all. `more`: a broken line that goes on with the property before it."""

    name: str
    params: dict[str, str]
    value: str
    pieces: tuple[Source, ...]  # the lines of a description; otherwise one
    more: bool = False

    @property
    def piece(self) -> Source:
        return self.pieces[0]

    @property
    def text(self) -> str:
        return plain(self.value)


def plain(value: str) -> str:
    """A text without its escapes."""
    return clean(_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)).strip()


def texts(value: str) -> list[str]:
    """The texts of a list, which commas set apart."""
    return [text for part in re.split(r"(?<!\\)(?:\\\\)*,", value) if (text := plain(part))]


def is_known(name: str) -> bool:
    return name in _NAMES or name.startswith("X-")


def is_calendar(content: bytes) -> bool:
    """Whether a calendar begins somewhere in it, whatever stands before: a mail's head, a page's markup."""
    whole = content.replace(b"\x00", b"") if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else content
    begins = _BEGINS.search(whole[:_LOOK])
    return bool(begins and _HOLDS.search(whole.replace(b"\r", b"\n"), begins.start()))


def decoded(content: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text. Control characters are left out; a character that was cut by a fold is put together again."""
    if content[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        content = _CUT_CHARACTER.sub(b"", content.translate(None, _CONTROLS))
    text, notes = decode(content)
    return _INSIDE.sub("\n", clean(re.sub("\r+\n", "\n", text or "")), count=1), notes


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The content lines, each with the number of its first line."""
    number, kept = 0, ""
    for place, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and kept:
            kept += line[1:]
            continue
        if kept.strip():
            yield number, kept
        number, kept = place, line
    if kept.strip():
        yield number, kept


def parts(line: str) -> tuple[str, dict[str, str], str]:
    """Name, parameters and value; an empty name for what is no property: text whose fold was lost."""
    found = _NAME.match(line)
    name = found[1].upper() if found else ""
    if found is None or not (is_known(name) or found[1].isupper()):
        return "", {}, line
    if line[found.end()] == ":":
        return name, {}, line[found.end() + 1 :]
    try:
        _, params, _ = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        return name, {}, line.partition(":")[2]
    return name, {key.upper(): str(params[key]).strip('"') for key in params}, line[_value_start(line) :]


def _value_start(line: str) -> int:
    """Where the value begins: behind the first colon that stands in no quotes."""
    quoted = False
    for place, char in enumerate(line):
        quoted ^= char == '"'
        if char == ":" and not quoted:
            return place + 1
    return len(line)
