"""Dates for the headings of days that give none, counted from a day that is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from programme.reading.dates import DayName
from programme.reading.entries import Section
from programme.reading.values import Note

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Counting:
    """Dates for headings without one: “Day 2” and “Tuesday”, counted from a day that is known."""

    def __init__(self, sections: Sequence[Section], told: list[date], year: int | None, notes: list[Note]) -> None:
        self.told, self.notes = told, notes
        self.last: tuple[int, date] | None = None  # the last dated heading: which day it says it is, and when
        dated = [s.day for s in sections if s.day and s.day.date and s.day.name and s.day.name.ordinal]
        self.first = None
        for day in dated[:1]:
            when = day.date.on(day.date.year or year or 0) if day.date and (day.date.year or year) else None
            self.first = when - timedelta(days=day.name.ordinal - 1) if when and day.name else None
        named = [
            (s.day.name.weekday, s.line)
            for s in sections
            if s.day and not s.day.date and s.day.name and not s.day.name.day
        ]
        weekdays = [(weekday, line) for weekday, line in named if weekday]
        if told and weekdays and told[0].isoweekday() not in [weekday for weekday, _ in weekdays] and len(told) == 1:
            self._begin_later(*weekdays[0])

    def _begin_later(self, weekday: int, line: int) -> None:
        """The first day is none of the weekdays of the headings: they are counted from the first that is."""
        first = self.told[0]
        self.told = [first + timedelta(days=(weekday - first.isoweekday()) % 7)]
        message = (
            f"Weekday: {first} is a {WEEKDAY_NAMES[first.weekday()]}, but line {line} says "
            f"{WEEKDAY_NAMES[weekday - 1]}. "
            f"The days were counted from {self.told[0]}."
        )
        self.notes.append(Note("weekday", "warning", message, (line,)))

    def dated(self, name: DayName, line: int) -> date | None:
        when = None
        if name.day:
            return self._of_month(name, line)
        if name.ordinal and self.first:
            when = self.first + timedelta(days=name.ordinal - 1)
        elif name.ordinal and self.told:
            return self._of_told(name.ordinal)
        elif name.weekday and self.last and name.weekday not in [day.isoweekday() for day in self.told]:
            when = self.last[1] + timedelta(days=(name.weekday - self.last[1].isoweekday()) % 7)
        elif name.weekday and self.told:
            return self.told[0] + timedelta(days=(name.weekday - self.told[0].isoweekday()) % 7)
        if when and not (name.weekday and self.told):
            message = f"The heading on line {line} has no date; {when} was counted from the heading that has one."
            self.notes.append(Note("counted-day", "info", message, (line,)))
        return when

    def _of_month(self, name: DayName, line: int) -> date | None:
        """“Friday 13”: the next day with that number, if it is that weekday."""
        first = self.last[1] if self.last else self.told[0] if self.told else None
        near = [first + timedelta(days=n) for n in range(31)] if first else []
        when = next((day for day in near if day.day == name.day), None)
        if when and when.isoweekday() != name.weekday:
            said = (
                f"{when} is a {WEEKDAY_NAMES[when.weekday()]}, but line {line} says {WEEKDAY_NAMES[name.weekday - 1]}"
            )
            self.notes.append(Note("weekday", "warning", f"Weekday: {said}. The date was kept.", (line,)))
        return when

    def _of_told(self, ordinal: int) -> date:
        return self.told[ordinal - 1] if ordinal <= len(self.told) else self.told[0] + timedelta(days=ordinal - 1)
