"""The days of a schedule, which may go on past midnight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from programme.reading.formats.moments import Moment, clock
from programme.reading.times import EVENING, SMALL_HOURS


@dataclass(slots=True)
class DayFrame:
    """A day of the schedule as the file frames it: what its sessions' starts are counted from."""

    date: date | None = None
    first: Moment | None = None
    last: Moment | None = None
    change: timedelta | None = None  # of the clock: sessions before it belong to the night before
    evening: bool = False  # something begins in the evening


def change_of(day: DayFrame) -> timedelta:
    """Before which time of day a start belongs to the date after the day's own."""
    if day.change is not None:
        return day.change
    opens, closes = _after_midnight(day, day.first), _after_midnight(day, day.last) - timedelta(days=1)
    small = timedelta(minutes=SMALL_HOURS)
    limit = closes + timedelta(minutes=1) if closes >= timedelta() else small if day.evening else timedelta()
    return min(limit, opens) if opens > timedelta() else limit


def _after_midnight(day: DayFrame, moment: Moment | None) -> timedelta:
    """How long after its day begins; a negative time where that is not known."""
    if moment is None or day.date is None:
        return timedelta(-1)
    return moment.local - datetime.combine(day.date, time())


def begins_in_the_evening(starts: Iterable[str]) -> bool:
    return any((at := clock(start)) is not None and at >= timedelta(minutes=EVENING) for start in starts)
