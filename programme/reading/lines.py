"""What each line is, looked at alone: a heading, a day, a time, an ornament, something broken, or text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from programme.model import Role
from programme.reading import words
from programme.reading.dates import Date, DayName, read_date, read_day_name
from programme.reading.headings import (
    Facts,
    Heading,
    kind_of_title,
    leading_gap,
    read_facts,
    read_heading,
    read_label,
)
from programme.reading.naming import is_name
from programme.reading.text import LONGEST_HEADING, Source, flat
from programme.reading.times import read_span

LONGEST_TITLE = 40  # words; a longer line that begins or ends with a time is prose
LONGEST_DAY = 160  # characters


@dataclass(slots=True)
class DayLine:
    """A heading that begins a day: its date or its name, the theme after it. `sure`: the file's structure says so."""

    date: Date | None
    name: DayName | None
    theme: str = ""
    sure: bool = False


@dataclass(slots=True)
class TimeLine:
    """A line with a time and no title: it belongs to the title above or below."""

    facts: Facts


@dataclass(slots=True)
class Item:
    """A heading with its own time, or with a label and number and no time.

    `own` is given where the file's structure says which pieces make the heading, by their places: what each is used for.
    """

    heading: Heading
    own: dict[int, str] = field(default_factory=dict)

    @property
    def timed(self) -> bool:
        return self.heading.facts.span is not None


@dataclass(slots=True)
class Ornament:
    """A line of dashes, stars or the like."""


@dataclass(slots=True)
class Broken:
    """A line that cannot be read. `heading`: it has the form of a time, so that an item began here."""

    heading: bool


@dataclass(slots=True)
class Text:
    """Everything else: prose, people, page furniture."""


@dataclass(slots=True)
class Field:
    """A piece of the item above, of which the file's structure says what it is: “person”, “abstract”, “room”, …

    `role` is that of the people in it; `exact`: it is one name and nothing else.
    """

    use: str
    role: Role = "speaker"
    exact: bool = False


@dataclass(slots=True)
class Furniture:
    """A piece that the file's structure says is not part of the programme: a page's navigation, a running header."""


_TEXT, _ORNAMENTAL = Text(), Ornament()  # most lines are these: one of each is enough

Mark = DayLine | TimeLine | Item | Ornament | Broken | Text | Field | Furniture

_ORNAMENT = re.compile(r"[\W_]+")
_OPENED = re.compile(r"[\[(]?\s?(?=\d|[^\W\d_])")
_LOOKS_LIKE_A_TIME = re.compile(r"(?=.{0,6}[OoSslIZB|])[\dOoSslIZB|]{1,2}[:.][\dOoSslIZB|]{2}\s?(?:-|$|\s)")
_YEARS = re.compile(r"(?<!\d)([01]\d[0-5][05])(?=\s?-\s?[012]\d[0-5]\d(?!\d))")
_IN_BRACKETS = re.compile(r"\((?:0\d|1[0-7])[0-5][05]\s?-\s?[012]\d[0-5][05]\)$")
_CLOCK = re.compile(r"\d\s?(?:[:.h]\s?\d\d|[ap]\.?m\b)", re.IGNORECASE)
_WHEN = re.compile(rf"(?:{'|'.join(words.TIME_LABELS)})\s?:\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,:|(/-]*")
_OPENING_HOURS = re.compile(rf"\b(?:{'|'.join(words.OPENING_HOURS)})\b", re.IGNORECASE)
_WEEKDAY = rf"(?:{'|'.join(words.WEEKDAYS)})\b\.?"
_WEEK = re.compile(rf"{_WEEKDAY}(?:\s?(?:[-,&+/]|\b(?:to|and|au|et|bis|und|a|y|al|e)\b)\s?{_WEEKDAY})*", re.IGNORECASE)
_HASHES = re.compile(r"[#*=_~\s]*")


def four_digits(lines: Sequence[Source]) -> bool:
    """Whether 0930 is a time here: where a range begins a line that cannot be one of years.

    In brackets after a title it may well be one of years: only where several labelled lines end so, and no time is
    written otherwise, is it not.
    """
    if any((found := _YEARS.match(line.flat)) and int(found[1]) < 1800 for line in lines):
        return True
    labelled = sum(bool(_IN_BRACKETS.search(line.flat) and read_label(line.flat)[2]) for line in lines)
    return labelled >= 2 and not any(_CLOCK.search(line.flat) for line in lines)


def classify(line: Source, digits: bool) -> Mark:
    if len(line.flat) > LONGEST_HEADING:
        return _TEXT
    if _ORNAMENT.fullmatch(line.flat):
        return Broken(heading=False) if _is_rubbish(line.flat) else _ORNAMENTAL
    if day := _day(line, digits):
        return day
    if item := _led_by_time(line, digits) or _led_by_label(line, digits):
        return item
    if _LOOKS_LIKE_A_TIME.match(line.flat) and not line.flat[:2].isalpha():
        return Broken(heading=True)
    return Broken(heading=False) if _is_rubbish(line.flat) else _TEXT


def _is_rubbish(flat: str) -> bool:
    """Whether most of it is neither letters nor digits nor what stands between them."""
    if flat.isascii():
        return False
    odd = sum(unicodedata.category(char) in ("So", "Co", "Cn", "Cc") or char == "\ufffd" for char in flat)
    return odd * 2 > len(flat.replace(" ", ""))


def _day(line: Source, digits: bool) -> DayLine | None:
    """A date or the name of a day, alone or with a theme or a place after it."""
    flat = line.flat.rstrip("#*=_~ ")
    if len(flat) > LONGEST_DAY:
        return None
    start = _end(_HASHES, flat, 0)
    name = read_day_name(flat, start)
    place = _after(flat, name.stop) if name else start
    date = read_date(flat, place)
    if (date is None and name is None) or (date is None and _is_open(flat, start)):
        return None
    stop = date.stop if date else name.stop if name else 0
    if name is None and (second := read_day_name(flat, _after(flat, stop))) and second.ordinal:
        name, stop = second, second.stop
    rest = flat[stop:].lstrip(") ]")
    if not rest or rest == ".":
        return DayLine(date, name)
    if read_facts(rest.lstrip(" ,|:-("), rest, digits):
        return None if _has_time(rest, digits) else DayLine(date, name)
    begin = stop + len(flat[stop:]) - len(rest)
    return _day_with_rest(line, date, name, rest, begin)


def _is_open(flat: str, start: int) -> bool:
    """Days of the week with hours after them: when a house is open."""
    week = _WEEK.match(flat, start)
    return bool(week and re.match(r"[\s:,(-]*\d{1,2}[:.h]\d\d", flat[week.end() :]))


def _day_with_rest(line: Source, date: Date | None, name: DayName | None, rest: str, begin: int) -> DayLine | None:
    """What follows a date is its theme after a colon, dash or bar; after a comma or bracket it is only a place."""
    mark = re.match(r"\s*(?::|\||-+(?=\s)|/|\()\s*", rest) or (re.match(r"\s-", rest) if name else None)
    prose = line.ends_sentence and line.words > 12
    if prose:
        return None
    if mark and "(" not in mark[0]:
        theme = line.text[begin + mark.end() :].strip(" #*=_~\u00a0")
        return DayLine(date, name, theme)
    settled = date is not None and (date.year is not None or date.weekday is not None)
    if mark or (rest.lstrip().startswith(",") and settled and rest.lstrip(" ,")[:1].isupper()):
        return DayLine(date, name)
    return None


def _after(flat: str, place: int) -> int:
    return _end(_BETWEEN, flat, place)


def _end(pattern: re.Pattern[str], flat: str, place: int) -> int:
    found = pattern.match(flat, place)
    return found.end() if found else place


def _has_time(rest: str, digits: bool) -> bool:
    facts = read_facts(rest.lstrip(" ,|:-("), rest, digits)
    return bool(facts and facts.span)


def _led_by_time(line: Source, digits: bool) -> Mark | None:
    """A line that begins with a time, or that states a time and other facts and nothing else."""
    flat = line.flat
    label = _end(_WHEN, flat, 0)
    if facts := read_facts(flat[label:].strip("[]()"), line.text[label:].strip("[]()"), digits):
        if facts.span and (facts.span.ranged or not facts.span.digits or digits):
            return TimeLine(facts)
        return None
    span = read_span(flat, _end(_OPENED, flat, 0), digits)
    if span is None or span.start.bare:
        return None
    start = leading_gap(flat, span.stop)
    if start == span.stop and not span.ranged and not flat[start : start + 1].isspace():
        return None  # 10.30th, 12:30pm-ish
    rest, text = flat[start:], line.text[start:]
    if not span.ranged and _goes_on(flat, rest):
        return _TEXT
    if _is_prose(line, rest, span.ranged) or not rest:
        return None
    heading = read_heading(text, rest, digits)
    heading.facts.span = span
    heading.facts.zone = span.zone or heading.facts.zone
    return Item(heading)


def _goes_on(flat: str, rest: str) -> bool:
    """Whether what follows a time is the rest of a sentence, or the time is somebody's first name."""
    date = read_date(rest, 0)
    first = rest.split(maxsplit=1)[0] if rest else ""
    if (date and date.year) or (first in words.GO_ON and kind_of_title(rest) == "other"):
        return True
    if first.islower() and re.search(r"[.?!]\s[^\W\d_a-zà-ÿ]", rest):
        return True
    name = re.match(r"[^\W\d_][^:,]*(?=\s?[:,])", flat)
    if name is None or kind_of_title(rest) != "other" or read_label(rest)[1]:
        return False
    return is_name(name[0].strip())


def _is_prose(line: Source, rest: str, ranged: bool) -> bool:
    if line.words > LONGEST_TITLE:
        return True
    return line.text.endswith(".") and (rest[:1].islower() or (not ranged and line.words > 12))


def _led_by_label(line: Source, digits: bool) -> Item | None:
    """A line that ends with a time, or that begins with a label and a number."""
    if line.words > LONGEST_TITLE or line.text.endswith((".", ";")):
        return None
    if not (line.flat[-1] in ")]" or any(char.isdigit() for char in line.flat) or read_label(line.flat)[1]):
        return None
    heading = read_heading(line.text, line.flat, digits)
    span = heading.facts.span
    numbered = bool(heading.label and heading.number)
    if span is None:
        return Item(heading) if numbered else None
    bracketed = line.flat[-1] in ")]"
    if _OPENING_HOURS.search(heading.title) or _WEEK.fullmatch(flat(heading.title)):
        return None
    if not heading.title or (not bracketed and _ends_like_prose(heading, numbered)):
        return None
    return Item(heading)


def _ends_like_prose(heading: Heading, numbered: bool) -> bool:
    """A time at a line's end without brackets is a heading's only beside a label, a range, or a usual word."""
    span = heading.facts.span
    if numbered or heading.label:
        return False
    known = heading.kind != "other" and len(heading.title.split()) <= 6
    short = len(heading.title.split()) <= 15
    return not (known or (span is not None and span.end is not None and short and not heading.title.endswith(":")))


def is_generic(text: str) -> bool:
    """Whether a line only says that this is a programme, or is a page's furniture."""
    return " ".join(text.casefold().strip(" :.#*").split()) in words.GENERIC_TITLES
