"""The headings that begin a day, each looked at alone."""

from __future__ import annotations

import re

from programme.reading import words
from programme.reading.dates import Date, DayName, read_date, read_day_name
from programme.reading.headings import read_facts
from programme.reading.marks import DayLine
from programme.reading.rooms import labelled_place
from programme.reading.text import Source

LONGEST_DAY = 160  # characters
_FIRST = 60  # characters in which the first two words end
_WORDS = re.compile(r"[^\W_]+")
_BEGINNINGS = frozenset(
    word
    for terms in (
        words.WEEKDAYS_SHORT, words.MONTHS, words.DAYS, words.DAYS_LONG, words.ORDINALS, words.ORDINAL_ARTICLES,
        ("on", "le", "les", "am", "vom", "el", "los", "il", "the", "du", "date"),
    )
    for term in terms
    for word in _WORDS.findall(term.casefold())[:1]
)  # fmt: skip
_BETWEEN = re.compile(r"[\s,:|(/-]*")
_HASHES = re.compile(r"[#*=_~\s]*")
_TITLE_WORDS = ("programme", "program", "agenda", "schedule", "timetable", "programm", "programma", "programa")
_STEMS = ("program", "agenda", "schedul", "timetab")
_OF_THE_DAY = re.compile(
    rf"(?:{'|'.join(_TITLE_WORDS)})(?:\s(?:for|of|di|del|de|du|für|vom|para))?\s?[:-]?\s", re.IGNORECASE
)
_JOINT = r"\s?(?:[-,&+/]|\b(?:to|and|au|et|bis|und|a|y|al|e)\b)\s?"
_WEEKDAY = rf"(?:{'|'.join(words.WEEKDAYS)})\b\.?"
_SHORT = rf"\b(?:{'|'.join(sorted(words.WEEKDAYS_SHORT, key=len, reverse=True))})\b\.?"
WEEK = re.compile(rf"{_WEEKDAY}(?:{_JOINT}{_WEEKDAY})*", re.IGNORECASE)
WEEK_RANGE = re.compile(rf"{_SHORT}(?:{_JOINT}{_SHORT})+", re.IGNORECASE)
_PARTS = "|".join(sorted(map(re.escape, words.PARTS_OF_DAY), key=len, reverse=True))
PART_OF_DAY = re.compile(rf"(?:{_PARTS})(?:\s(?:sessions?|programme?))?\s?:?", re.IGNORECASE)


def read_day_line(line: Source, digits: bool) -> DayLine | None:
    """A date or the name of a day, alone or with a theme or a place after it."""
    flat = line.flat.rstrip("#*=_~ ")
    if len(flat) > LONGEST_DAY:
        return None
    start = _end(_HASHES, flat, 0)
    if flat[start : start + 7].casefold().startswith(_STEMS):
        start = _end(_OF_THE_DAY, flat, start)  # “Programme for Friday 24 May”
    if not _may_begin(flat, start):
        return None
    name = read_day_name(flat, start)
    place = _after(flat, name.stop) if name else start
    date = read_date(flat, place)
    if date is None and (name is None or not (name.ordinal or name.weekday) or _is_open(flat, start)):
        return None
    stop = date.stop if date else name.stop if name else 0
    if name is None and (second := read_day_name(flat, _after(flat, stop))) and second.ordinal:
        name, stop = second, second.stop
    rest = flat[stop:].lstrip(") ]")
    if not rest or rest == ".":
        return DayLine(date, name)
    begun = rest.lstrip(" ,|:-(")
    if facts := read_facts(begun, line.text[: len(flat)][-len(begun) :] if begun else "", digits):
        return None if facts.span else DayLine(date, name, room=facts.room)
    begin = stop + len(flat[stop:]) - len(rest)
    return _day_with_rest(line, date, name, rest, begin)


def _may_begin(flat: str, start: int) -> bool:
    """Whether the first words can be those of a day, which is quicker to see than what they say."""
    found = [word.casefold() for word in _WORDS.findall(flat, start, start + _FIRST)[:2]]
    if not found:
        return False
    return found[0][0].isdecimal() or found[0] in _BEGINNINGS or found[-1] in words.DAYS


def _is_open(flat: str, start: int) -> bool:
    """Days of the week with hours after them: when a house is open."""
    week = WEEK.match(flat, start)
    return bool(week and re.match(r"[\s:,(-]*\d{1,2}[:.h]\d\d", flat[week.end() :]))


def _day_with_rest(line: Source, date: Date | None, name: DayName | None, rest: str, begin: int) -> DayLine | None:
    """What follows a date is its theme after a colon, dash or bar; after a comma or bracket it is only a place."""
    mark = re.match(r"\s*(?::|\||-+(?=\s)|/|\()\s*", rest) or (re.match(r"\s-", rest) if name else None)
    prose = line.ends_sentence and line.words > 12
    if prose:
        return None
    if mark and "(" not in mark[0]:
        theme = line.text[begin + mark.end() :].strip(" #*=_~\u00a0")
        room, _ = labelled_place(theme)
        return DayLine(date, name, "" if room else theme, room=room)
    settled = date is not None and (date.year is not None or date.weekday is not None)
    if (
        mark
        or (date and re.match(r"\s*[·•]\s", rest))
        or (rest.lstrip().startswith(",") and settled and rest.lstrip(" ,")[:1].isupper())
    ):
        return DayLine(date, name, room=labelled_place(line.text[begin:].strip(" ,|:()·•-–—\u00a0"))[0])
    return None


def _after(flat: str, place: int) -> int:
    return _end(_BETWEEN, flat, place)


def _end(pattern: re.Pattern[str], flat: str, place: int) -> int:
    found = pattern.match(flat, place)
    return found.end() if found else place
