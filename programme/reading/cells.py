"""What single cells of a table say: a day, a track, a kind."""

from __future__ import annotations

from programme.model import KINDS, Kind
from programme.reading import words
from programme.reading.dates import DayName, read_date, read_day_name
from programme.reading.headings import kind_of_title, read_label
from programme.reading.marks import DayLine
from programme.reading.times import read_span


def kind_named(flat: str) -> Kind | None:
    """The kind that a word in a column of kinds means."""
    low = flat.casefold().strip()
    if low in KINDS:
        return low
    if low in words.LABELS:
        return words.LABELS[low]
    kind, _, _, _ = read_label(f"{low} 1")
    found = kind_of_title(low)
    return kind or (found if found != "other" else None)


def read_day_cell(flat: str, text: str) -> DayLine | None:
    """The day in a cell that holds nothing else but its theme."""
    date, name = read_date(flat, 0), read_day_name(flat, 0)
    if date is None and name is None:
        return None
    if date is None and name:
        date = read_date(flat, name.stop + len(flat[name.stop :]) - len(flat[name.stop :].lstrip(" ,:|(-")))
    stop = date.stop if date else name.stop if name else 0
    theme = text[stop:].strip(" ,:|-–—()\u00a0")
    if flat[stop:].strip(" )") and (not theme or flat[stop] not in " ,:|-)"):
        return None
    if date and read_span(theme, 0, False):
        return None
    return DayLine(date, name if name is None or name.ordinal else DayName(weekday=name.weekday), theme)


def read_track_cell(text: str) -> str:
    name, colon, value = text.partition(":")
    return value.strip() if colon and name.strip().casefold() in words.TRACK_LABELS else ""
