"""One grammar for dates, and for the headings that begin a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from programme.reading import words


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written. Without a year `year` is None; `swapped` says that day and month could be read the other way.

    `last` is the end of a range such as 7–8 June: (month, day).
    """

    day: int
    month: int
    year: int | None
    weekday: int | None  # Monday is 1
    stop: int
    last: tuple[int, int] | None = None
    swapped: bool = False
    day_first: bool | None = None  # of a date in digits, where it is certain

    def on(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def turned(self) -> Date:
        """The date with day and month the other way round."""
        return replace(self, day=self.month, month=self.day, swapped=False)

    @property
    def ends(self) -> bool:
        """Whether the last day of a range is one; 31 June is none."""
        return (
            self.last is None or Date(self.last[1], self.last[0], self.year, None, 0).on(self.year or 2001) is not None
        )

    @property
    def resolved(self) -> date | None:
        return self.on(self.year) if self.year else None


@dataclass(frozen=True, slots=True)
class DayName:
    """What a heading calls its day: the second one, or a Tuesday; 0 where it does not say."""

    ordinal: int = 0
    weekday: int = 0
    day: int = 0  # of the month, which it does not name
    stop: int = 0


def _any(terms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, terms), key=len, reverse=True))


_I = re.IGNORECASE
_MONTH, _WEEKDAY = rf"({_any(words.MONTHS)})\b\.?", rf"({_any(words.WEEKDAYS)})\b\.?"
_SHORT_DAY = rf"({_any(words.WEEKDAYS_SHORT)})\b\.?"
_PART = rf"(?:[\s,-]*\b(?:{_any(words.PARTS_OF_DAY)})\b)?"
_ARTICLES = ("on", "le", "les", "am", "vom", "el", "los", "il", "the", "du")
_ARTICLE = rf"(?:(?:{_any(_ARTICLES)}|date:?)\s+)?"
_LEAD = re.compile(rf"{_ARTICLE}(?:{_SHORT_DAY}{_PART}[\s,/|(-]*(?:(?:the|le|den|der|el|dem|dia)\s)?)?", _I)
_TRAIL = re.compile(rf"[\s,/|(-]+{_SHORT_DAY}\)?{_PART}(?=\s*(?:$|[)\]|:,;]|-\s))", _I)
_BEGINNINGS = frozenset(word[:2] for word in (*words.MONTHS, *words.WEEKDAYS_SHORT, *_ARTICLES, "date"))
_NTH = r"(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|\.)?(?!\d)"
_OF = r"\s*(?:of\s|de\s|d')?\s*"
_YEAR = r"(?:,?\s*(?:de\s|del\s)?\s*((?:19|20)\d\d)\b)?"
_TO = rf"\s?(?:[-/&]|\b(?:to|and|et|au|und|bis|y|al|e|a|и|по)\b)\s?(?:{_SHORT_DAY},?\s)?"
_SINGLE = re.compile(rf"{_NTH}{_OF}{_MONTH}{_YEAR}", _I)
_RANGE = re.compile(rf"{_NTH}(?:,\s?\d{{1,2}}){{0,3}}(?:{_OF}{_MONTH}{_YEAR})?{_TO}{_NTH}{_OF}{_MONTH}{_YEAR}", _I)
_MONTH_DAY = re.compile(rf"{_MONTH}\s?{_NTH}(?:{_TO}(?:{_MONTH}\s)?{_NTH})?{_YEAR}", _I)
_ISO = re.compile(r"((?:19|20)\d\d)([-/])(\d\d)\2(\d\d)(?!\d)")
_DASHED = re.compile(rf"(\d{{1,2}})-({_any(words.MONTHS)})-((?:19|20)\d\d|\d\d)(?!\d)", _I)
_SHORT = re.compile(rf"(\d{{1,2}})\s({_any(words.MONTHS)})\.?\s'?(\d\d)(?=\s?(?:$|\)))", _I)
_NUMERIC = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?!\d)")
_DAYS = _any(words.DAYS)
_DAY_N = re.compile(
    rf"(?:(?:{_any(words.DAYS_LONG)}|(?:[^\W\d_]+\s)?(?:{_DAYS}))\s?(?:n?°\s?)?(\d{{1,2}}|{_any(words.NUMBERS)})\b(?!\s?(?:of|de|von)\b)"
    rf"|(?:{_any(words.ORDINAL_ARTICLES)})?({_any(words.ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th|er|re|e|ème|[.º°ª]))\s(?:{_DAYS})\b)",
    _I,
)
_DAY_ONLY = re.compile(rf"(?:{_any(words.DAYS_LONG)})(?=\s?(?::|-\s))", _I)
_PLAIN_WEEKDAY = re.compile(rf"{_WEEKDAY}(?=\s*(?:$|[:|]|-\s))", _I)
_WEEKDAY_DAY = re.compile(rf"{_WEEKDAY},?\s(?:the\s|den\s|le\s|día\s|dia\s)?{_NTH}(?=\s*(?:$|[:|]|-\s))", _I)
_HINT = re.compile(
    rf"\d\s?(?:st|nd|rd|th|er|\.)?{_OF}(?:{_any(words.MONTHS)})|(?:{_any(words.MONTHS)})\.?\s\d|\d/\d|\d\.\d|\d-\w", _I
)


def read_date(flat: str, start: int) -> Date | None:
    """The date at `start`, its weekday before it."""
    if not _may_begin(flat, start):
        return None
    lead = _LEAD.match(flat, start)
    after = lead.end() if lead else start
    weekday = words.WEEKDAYS_SHORT[lead[1].lower()] if lead and lead[1] else None
    found = _named(flat, after, weekday) or _numeric(flat, after, weekday)
    if found is None or weekday or not (trail := _TRAIL.match(flat, found.stop)):
        return found
    weekday = words.WEEKDAYS_SHORT[trail[1].lower()]
    again = _named(flat, after, weekday) or _numeric(flat, after, weekday)
    return replace(again or found, stop=trail.end())


def _may_begin(flat: str, start: int) -> bool:
    """Whether a date may begin at a place, which is quicker to see than that it does not."""
    if flat[start : start + 1].isdecimal():
        return flat[start + 1 : start + 2] != ":" and flat[start + 2 : start + 3] != ":"  # 9:00
    return flat[start : start + 2].lower() in _BEGINNINGS


def _named(flat: str, start: int, weekday: int | None) -> Date | None:
    """A date, or a range of dates, that names its month."""
    if not flat[start : start + 1].isdecimal():
        return _month_first(flat, start, weekday)
    if found := _RANGE.match(flat, start):
        day, month, year, _, last_day, last_month, last_year = found.groups()
        until = words.MONTHS[last_month.lower()]
        first = words.MONTHS[month.lower()] if month else until
        return Date(int(day), first, _year(year or last_year), weekday, found.end(), (until, int(last_day)))
    if found := _DASHED.match(flat, start) or _SHORT.match(flat, start):
        return Date(int(found[1]), words.MONTHS[found[2].lower()], _century(found[3]), weekday, found.end())
    if found := _SINGLE.match(flat, start):
        return Date(int(found[1]), words.MONTHS[found[2].lower()], _year(found[3]), weekday, found.end())
    return None


def _month_first(flat: str, start: int, weekday: int | None) -> Date | None:
    """“June 3”, “June 3-4, 2024”."""
    if found := _MONTH_DAY.match(flat, start):
        month, day, _, last_month, last_day, year = found.groups()
        first = words.MONTHS[month.lower()]
        last = (words.MONTHS[last_month.lower()] if last_month else first, int(last_day)) if last_day else None
        return Date(int(day), first, _year(year), weekday, found.end(), last)
    return None


def _year(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _century(digits: str) -> int:
    """The year in full; of two digits it is one of this century."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _numeric(flat: str, start: int, weekday: int | None) -> Date | None:
    """A date in digits. Which is day and which is month is settled by size or weekday, otherwise left open."""
    if found := _ISO.match(flat, start):
        return Date(int(found[4]), int(found[3]), int(found[1]), weekday, found.end())
    if not (found := _NUMERIC.match(flat, start)):
        return None
    first, second = int(found[1]), int(found[3])
    year = _century(found[4])
    dates = [Date(first, second, year, weekday, found.end()), Date(second, first, year, weekday, found.end())]
    if found[2] == "." or first == second:
        return dates[0]
    real = [d for d in dates if d.resolved and (weekday is None or d.resolved.isoweekday() == weekday)]
    if len(real) == 1:
        return replace(real[0], day_first=real[0] is dates[0])
    return replace(dates[0], swapped=first <= 12 and second <= 12)


def find_dates(flat: str) -> Iterator[tuple[int, Date]]:
    """The dates anywhere in a line, each with where it begins, for the head of a document."""
    if not _HINT.search(flat):
        return
    place = 0
    for word in re.finditer(r"[^\W_]+", flat):
        if word.start() >= place and (found := read_date(flat, word.start())):
            place = found.stop
            yield word.start(), found


def read_day_name(flat: str, start: int) -> DayName | None:
    """“Day 2”, “Deuxième journée”, or a weekday that stands alone."""
    if found := _DAY_N.match(flat, start):
        number, ordinal = found.groups()
        return DayName(ordinal=_ordinal_value(ordinal) if ordinal else number_value(number), stop=found.end())
    if found := _DAY_ONLY.match(flat, start):
        return DayName(stop=found.end())
    if found := _WEEKDAY_DAY.match(flat, start):
        return DayName(weekday=words.WEEKDAYS[found[1].lower()], day=int(found[2]), stop=found.end())
    if found := _PLAIN_WEEKDAY.match(flat, start):
        return DayName(weekday=words.WEEKDAYS[found[1].lower()], stop=found.end())
    return None


def _ordinal_value(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else words.ORDINALS[text.lower()]


def number_value(text: str) -> int:
    """What “3”, “III” or “three” counts; 0 where it is no number."""
    return int(text) if text.isdecimal() else words.NUMBERS.get(text.lower(), 0)
