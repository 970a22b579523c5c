"""The line that says when the whole event takes place: “Thursday 6 June 2024, 9:00 – 16:30”."""

from __future__ import annotations

from collections.abc import Sequence

from programme.reading.headings import Facts
from programme.reading.marks import DayLine, Item, Mark, TimeLine
from programme.reading.times import Clock, Span, settle

_FEWEST = 2  # items below it that have a time and no date


def mark_event_time(marks: list[Mark]) -> None:
    """Makes a day's heading of the first time in the document, where it has a date and rules all that follow.

    It does where no other time or heading has a date, and where it is a range that all the items begin in, or the start
    of the first of them. Else it is the time of an item: “6 June 2024, 9:00” above “Registration”.
    """
    timed = [(place, facts) for place, mark in enumerate(marks) if (facts := _facts(mark)) and facts.span]
    if len(timed) <= _FEWEST or timed[0][1].date is None or any(facts.date for _, facts in timed[1:]):
        return
    place, facts = timed[0]
    if not isinstance(marks[place], TimeLine) or any(isinstance(mark, DayLine) for mark in marks):
        return
    if facts.span and _rules(facts.span, [other.span for _, other in timed[1:] if other.span]):
        marks[place] = DayLine(facts.date, None, room=facts.room)
        timed[1][1].zone = timed[1][1].zone or facts.zone


def _facts(mark: Mark) -> Facts | None:
    if isinstance(mark, TimeLine):
        return mark.facts
    return mark.heading.facts if isinstance(mark, Item) and not mark.own else None


def _rules(span: Span, others: Sequence[Span]) -> bool:
    """Whether a time is that of all the others together."""
    hours = settle(span)
    if hours.start is None:
        return False
    starts = [_after(other.start, hours.start) for other in others]
    if span.end is None:
        return not span.duration and hours.start == starts[0]
    return hours.end is not None and hours.start <= min(starts) and max(starts) < hours.end


def _after(clock: Clock, start: int) -> int:
    """The time in minutes; in the afternoon where it would else be before `start`, and may be."""
    return clock.minutes + 12 * 60 if clock.open and clock.minutes < start else clock.minutes
