"""Instants and wall clock in files that say both, and the zone that a whole file is told in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from programme.model import When
from programme.reading.head import is_zone

_UNIVERSAL = ("UTC", "Etc/UTC", "Z", "GMT", "Etc/GMT", "UCT", "Zulu")
_CLOCK = re.compile(r"\s*(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*")
_LENGTH = re.compile(r"\s*(?:(\d+):)?(\d{1,3}):(\d{2})\s*")  # of three numbers the last are seconds
_ISO_LENGTH = re.compile(r"\s*([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\s*", re.IGNORECASE)
LONGEST = timedelta(days=366)  # of a session; what is longer is a mistake


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a file says it: the wall clock as written, and the instant where an offset or a zone gives one.

    `zone`: what the wall clock is told in, as an IANA name where the file has one, else as written ("UTC+01:00").
    """

    local: datetime  # without a zone
    exact: datetime | None = None  # with one
    zone: str = ""
    all_day: bool = False

    def in_zone(self, zone: ZoneInfo | None) -> datetime:
        """The wall clock in the zone, with its fold; as written where the instant or the zone is not known."""
        if self.exact is None or zone is None:
            return self.local
        try:
            return self.exact.astimezone(zone).replace(tzinfo=None)
        except OverflowError:  # in the first or last hours of the calendar
            return self.local

    def later(self, length: timedelta) -> Moment | None:
        """The moment so much later: in real time where the instant is known."""
        try:
            if self.exact is None:
                return replace(self, local=self.local + length)
            exact = (self.exact.astimezone(UTC) + length).astimezone(self.exact.tzinfo)
        except OverflowError:
            return None
        return replace(self, local=exact.replace(tzinfo=None), exact=exact)

    def __sub__(self, other: Moment) -> timedelta:
        if self.exact is not None and other.exact is not None:
            return self.exact - other.exact
        return self.local - other.local


def iso_moment(text: str, zone: tzinfo | None = None, name: str = "") -> Moment | None:
    """A date or a date with a time in ISO 8601, its offset before the zone that is given; None for anything else."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    found = found.replace(microsecond=0)
    if found.tzinfo is not None:
        return Moment(found.replace(tzinfo=None), found, offset_name(found))
    return placed(found, zone, name)


def placed(local: datetime, zone: tzinfo | None, name: str) -> Moment:
    """A wall clock in a zone, which is None where nobody says it."""
    return Moment(local, local.replace(tzinfo=zone) if zone else None, name)


def offset_name(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"


def clock(text: str) -> timedelta | None:
    """A time of day (09:30, 9:30:00) as time since midnight; 24:00 and more count on."""
    found = _CLOCK.fullmatch(text)
    if not found or int(found[2]) > 59 or int(found[1]) > 47:
        return None
    return timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3] or 0))


def length(text: str) -> timedelta | None:
    """A duration: 00:30, 1:30:00, P1D, PT45M or a number of minutes; None where it is none, or longer than a year."""
    try:
        found = _length(text)
    except OverflowError:
        return None
    return found if found is not None and abs(found) <= LONGEST else None


def _length(text: str) -> timedelta | None:
    if found := _LENGTH.fullmatch(text):
        if found[1]:
            return timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3]))
        return timedelta(hours=int(found[2]), minutes=int(found[3]))
    if text.strip().isdecimal():
        return timedelta(minutes=int(text))
    if (found := _ISO_LENGTH.fullmatch(text)) and any(found.groups()[1:]):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
        whole = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        return -whole if found[1] == "-" else whole
    return None


def is_place(name: str) -> bool:
    """Whether a name says which clocks are meant: an IANA name of a place or UTC; an abbreviation only hints at one."""
    return ("/" in name or name in _UNIVERSAL) and is_zone(name)


def common_zone(moments: Iterable[Moment | None]) -> str:
    """The zone that most of the moments are told in, empty where none says one."""
    named = Counter(moment.zone for moment in moments if moment and moment.zone)
    return named.most_common(1)[0][0] if named else ""


def when(start: Moment | None, end: Moment | None, zone: ZoneInfo | None, day: date | None = None) -> When:
    """The wall clock of a session in the zone. `day`: where only that is known, or the session lasts all of it."""
    if start is None:
        return When(day)
    if start.all_day:
        return When(start.local.date())
    first, final = start.in_zone(zone), end.in_zone(zone) if end else None
    return When(
        first.date(),
        first.time(),
        final.time() if final else None,
        final.date() if final and final.date() != first.date() else None,
    )
