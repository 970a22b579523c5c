"""One grammar for the times of a programme: 09:00, 9.30, 14h30, 0930, 10:30 AM, noon, and what stretches between two.

A time is read where it stands, at a given place of a flat line; what it means (which half of the day, before or
after midnight) is decided by `settle`, once both ends are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from typing import NamedTuple

from programme.reading import words
from programme.reading.durations import find_duration
from programme.reading.durations import read_duration as read_duration
from programme.reading.zone_names import read_zone as read_zone
from programme.reading.zone_names import zone_at
from programme.reading.zone_names import zone_hint as zone_hint

DAY = 24 * 60  # minutes
LONGEST_INFERRED = 10 * 60  # minutes; “9 – 5” ends in the afternoon, but “10:45 – 10:30” is a mistake
EVENING, SMALL_HOURS = 18 * 60, 6 * 60  # an end in the small hours of what began in the evening is on the next day


class Clock(NamedTuple):
    """A time as written: `half` is "am", "pm" or empty; `sure` where it can only be a time of the 24 hour clock."""

    hour: int
    minute: int = 0
    half: str = ""
    sure: bool = False
    bare: bool = False  # just a number: a time only beside another one

    @property
    def valid(self) -> bool:
        return self.minute < 60 and (self.hour < 24 or (self.hour == 24 and self.minute == 0))

    @property
    def minutes(self) -> int:
        """Since midnight; an hour over 12 means what it says, whatever follows it."""
        hour = self.hour
        if self.half and hour <= 12:
            hour = hour % 12 + (12 if self.half == "pm" else 0)
        return hour * 60 + self.minute

    @property
    def open(self) -> bool:
        """Whether it may be before or after noon."""
        return not self.half and not self.sure and 1 <= self.hour <= 12


class Span(NamedTuple):
    """What was read: a start, an end or a duration in minutes or neither, the zone as written, where it stops."""

    start: Clock
    end: Clock | None
    stop: int
    zone: str = ""
    duration: int = 0
    digits: bool = False  # 0930: four digits that may be a year
    text: str = ""

    def until(self, stop: int) -> Span:
        """The same, with what was read after it."""
        return self._replace(stop=stop)

    @property
    def ranged(self) -> bool:
        return self.end is not None or self.duration > 0


class Hours(NamedTuple):
    """A span that is settled, in minutes since the midnight its day begins with; with the codes of what to note."""

    start: int | None = None
    end: int | None = None
    codes: tuple[str, ...] = ()


def _any(terms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, terms), key=len, reverse=True))


_I = re.IGNORECASE
_TWELVE = r"(?:12(?:[:.]00)?\s|(?:24|00|0)[:.]00\s)?"
_NAMED = re.compile(
    rf"{_TWELVE}(?:({_any(words.NOON)})|({_any(words.MIDNIGHT)}))\b(\s(?:{_any(words.AND_A_HALF)})\b)?", _I
)
_COLON = re.compile(r"(\d{1,2})(?:\s?:\s?|\.\s?)(\d{2})(?:(?!\d)|(?=\d[A-Z]|(?:19|20)\d\d\s))", _I)
_HOUR = re.compile(r"(\d{1,2})\s?(?:h|heures?|horas?|hrs?|uhr|uur)(?:\s?(\d{2}))?(?![\w])", _I)
_DIGITS = re.compile(r"([012]\d)(\d[05])(?!\d)")
_BARE = re.compile(r"(\d{1,2})(?![\d:.,]\d|\d)")
_HALF = re.compile(r"\s?([ap])\.?\s?m\b\.?|(?<=\d)([ap])(?![\w)]|\.\s)", _I)
_UNIT = re.compile(r"\s?(?:h|hrs?|hours|uhr|uur|heures|horas|o'clock)\b", _I)
_UNTIL = re.compile(rf"\s?(?:-+|>|→|~)\s?|\s(?:{_any(words.UNTIL)})\s", _I)
_OPEN_END = re.compile(
    rf"\s?(?:-+|>|→|~)\s?(?:\(\s?)?(?:(?:{_any(words.OPEN_ENDS)})(?!\w)|(?:{_any(words.LATE_ENDS)})(?=\s\s|\s?[:|]\s?\S))\)?",
    _I,
)
_OCLOCK = re.compile(rf"\b(?:{_any(words.OCLOCK)})\s$", _I)
_OTHER = re.compile(r"\s*(?:[/|,;=]|\s-\s)?\s*[(\[]?\s*(?=\d)")
_CITY = re.compile(
    r"\s?(?:\(|in\s)?((?:[A-Z][\w.'-]+)(?:\s(?:[A-Z][\w.'-]+|de))?(?:\s[A-Z][\w.'-]+)?)\)?(?=\s*[/|,;=·]|\s-\s|\s\s|\s?:|$)"
)
_CLOSING = re.compile(r"\s?[)\]]")
_APART = re.compile(r"\s*(?:$|[)\],:|])|\s{2}")
_FROM = re.compile(rf"(?:(?:{_any(words.FROM)})\s+|(?:{_any(words.TIME_LABELS)})\s?:\s*)+", _I)


def read_span(flat: str, start: int, digits: bool, hours: bool = False) -> Span | None:
    """The time or range of times at `start`.

    `digits`: whether four digits (0930) are times in this document; `hours`: whether “2-3” is from two to three.
    """
    prefix = _FROM.match(flat, start)
    if prefix and (span := _span(flat, prefix.end(), digits, hours)):
        return span
    if prefix and _OCLOCK.search(prefix[0]) and (found := _BARE.match(flat, prefix.end())):
        clock = Clock(int(found[1]), sure=True)
        return Span(clock, None, found.end(), text=flat[start : found.end()]) if clock.valid else None
    return _span(flat, start, digits, hours)


def _span(flat: str, start: int, digits: bool, hours: bool) -> Span | None:
    first = _clock(flat, start, digits)
    if first is None:
        return None
    begin, stop, four = first
    zone, stop = zone_at(flat, stop)
    link = _UNTIL.match(flat, stop)
    last = _clock(flat, link.end(), digits) if link else None
    if link is None or last is None or (four and not last[2]) or not _is_range(first, link[0], last, flat, hours):
        if begin.bare:
            return None
        if until := _OPEN_END.match(flat, stop):
            return Span(begin, None, until.end(), zone, 0, four, flat[start:stop].strip())
        minutes, stop = find_duration(flat, stop)
        return Span(begin, None, stop, zone, minutes, four, flat[start:stop].strip())
    end, stop, _ = last
    after, stop = zone_at(flat, stop)
    begin, end = begin._replace(bare=False), end._replace(bare=False)
    return Span(begin, end, stop, after or zone, 0, four, flat[start:stop].strip())


def _is_range(first: tuple[Clock, int, bool], link: str, last: tuple[Clock, int, bool], flat: str, hours: bool) -> bool:
    """Whether two clocks are a start and an end, where one of them may be a mere number.

    A number beside a time counts where nothing but a dash stands between them (“9-10:30”); set off by spaces it may as
    well begin a title, unless nothing follows it.
    """
    begin, end = first[0], last[0]
    tight = not link.startswith(" ") or link.strip().isalpha()
    if begin.bare and end.bare:
        return hours and begin.valid and end.valid
    if begin.bare:
        return begin.valid and (hours or tight or flat[last[1] - 1].isalpha() or flat[last[1] - 1] == ".")
    if end.bare:
        return end.valid and (hours or (not link.startswith(" ") and not link.endswith(" ")) or _ends(flat, last[1]))
    return True


def join(first: Span, last: Span) -> Span | None:
    """Two columns, a start and an end, as one range; None where they are not."""
    if (
        first.ranged
        or last.ranged
        or last.start.bare
        or not last.start.valid
        or first.zone
        or first.digits != last.digits
    ):
        return None
    if last.start.minutes <= first.start.minutes and not last.start.open:
        return None
    return first._replace(end=last.start, stop=last.stop, zone=last.zone, text=f"{first.text} - {last.text}")


def read_others(flat: str, span: Span, digits: bool) -> tuple[Span, tuple[Span, ...], int]:
    """The time, the same time in other zones right after it, and where they stop.

    “/ 15:00 CET”, “(9:00-10:00 EDT)”, “Geneva | 08:00 New York”.
    """
    if not span.zone and (named := _in_cities(flat, span, digits)):
        return named
    found: list[Span] = []
    stop = span.stop
    while gap := _OTHER.match(flat, stop):
        other = read_span(flat, gap.end(), digits)
        if other is None or not other.zone:
            break
        found.append(other)
        closing = _CLOSING.match(flat, other.stop)
        stop = closing.end() if closing else other.stop
    return span, tuple(found), stop


def _in_cities(flat: str, span: Span, digits: bool) -> tuple[Span, tuple[Span, ...], int] | None:
    """“14:00 Geneva | 08:00 New York”: the time, those in other cities and where they stop; at least two name one."""
    found: list[Span] = []
    stop = span.stop
    following: Span | None = span
    while following and not following.zone and (city := _CITY.match(flat, following.stop)):
        found.append(following._replace(zone=city[1], stop=city.end()))
        stop = city.end()
        gap = _OTHER.match(flat, stop)
        following = read_span(flat, gap.end(), digits) if gap else None
    if found and following and following.zone:  # “10:00 Lisbon / 5:00 ET”
        found.append(following)
        stop = following.stop
    return (found[0], tuple(found[1:]), stop) if len(found) > 1 else None


def _ends(flat: str, stop: int) -> bool:
    """Whether nothing follows, or something that is set off."""
    return bool(_APART.match(flat, stop))


def _clock(flat: str, start: int, digits: bool) -> tuple[Clock, int, bool] | None:
    """The time at `start`, where it stops, and whether it is written in four digits."""
    if named := _NAMED.match(flat, start):
        return Clock(12 if named[1] else 24, 30 if named[3] else 0, sure=True), named.end(), False
    for form in (_COLON, _HOUR):
        if found := form.match(flat, start):
            zero = found[1].startswith("0") or int(found[1]) > 12 or form is _HOUR
            clock = Clock(int(found[1]), int(found[2] or 0), sure=zero)
            return *_half(clock, flat, found.end()), False
    if digits and (found := _DIGITS.match(flat, start)):
        unit = _UNIT.match(flat, found.end())
        return Clock(int(found[1]), int(found[2]), sure=True), unit.end() if unit else found.end(), True
    if found := _BARE.match(flat, start):
        clock, stop = _half(Clock(int(found[1]), bare=True), flat, found.end())
        return (clock, stop, False) if clock.valid else None
    return None


def _half(clock: Clock, flat: str, stop: int) -> tuple[Clock, int]:
    """The clock with its am or pm, where one follows."""
    if found := _HALF.match(flat, stop):
        half = (found[1] or found[2]).lower() + "m"
        return clock._replace(half=half if clock.hour <= 12 else "", bare=False, sure=clock.hour > 12), found.end()
    if unit := _UNIT.match(flat, stop):
        return clock._replace(bare=False, sure=True), unit.end()
    return clock, stop


def settle(span: Span) -> Hours:
    """What the span means. Nothing is repaired: an end that cannot be is left out and said to be so."""
    if not span.start.valid:
        return Hours(codes=("bad-time",))
    if span.end is None:
        start = span.start.minutes
        return Hours(start, start + span.duration if span.duration else None, () if span.duration else ("no-end",))
    if not span.end.valid:
        return Hours(span.start.minutes, None, ("bad-time",))
    start, end, codes = _halves(span.start, span.end)
    if end > start:
        return Hours(start, end, codes)
    if start >= EVENING and end <= SMALL_HOURS:
        return Hours(start, end + DAY, (*codes, "past-midnight"))
    return Hours(start, None, (*codes, "end-before-start"))


def _halves(first: Clock, last: Clock) -> tuple[int, int, tuple[str, ...]]:
    """Both ends in minutes, am and pm carried backwards from the end, or forwards with a code to note."""
    start, end = first.minutes, last.minutes
    if last.half and first.open:
        start = first._replace(half=last.half).minutes
        if start >= end:
            start = first._replace(half="am" if last.half == "pm" else "pm").minutes
        return start, end, ()
    if first.half and last.open:
        end = last._replace(half=first.half).minutes
        if end <= start:
            end = last._replace(half="pm" if first.half == "am" else "am").minutes
        return start, end, ("am-pm-inferred",)
    afternoon = last.open and (first.open or first.minutes == 12 * 60)
    if end <= start and afternoon and start < end + DAY // 2 <= start + LONGEST_INFERRED:
        return start, end + DAY // 2, ("am-pm-inferred",)
    return start, end, ()


def as_time(minutes: int) -> time:
    return time(minutes % DAY // 60, minutes % 60)
