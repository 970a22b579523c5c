"""Which day each sheet of a workbook is: by its name, the other sheets' names, and the dates in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from programme.reading.cells import read_day_cell
from programme.reading.dates import Date, DayName
from programme.reading.marks import DayLine
from programme.reading.tables import Table, filled
from programme.reading.text import flat


def days_of(tables: Sequence[tuple[str, Table]]) -> list[DayLine | None]:
    """The day of each sheet, None for one that is not named as a day.

    “Day 1” takes the one date that its cells give, and “12 May” before “Day 2” is day 1: others are counted from it.
    """
    days = [read_day_cell(flat(name), name) for name, _ in tables]
    if not any(day and _ordinal(day) and not day.date for day in days):
        return days
    named = [place for place, day in enumerate(days) if day]
    in_order = all(_ordinal(day) in (0, number) for number, day in enumerate(filter(None, days), 1))
    for number, place in enumerate(named, 1):
        day = days[place] or DayLine(None, None)
        date = day.date or (_date_in(tables[place][1]) if _ordinal(day) else None)
        name = day.name
        if date and not _ordinal(day) and in_order:
            name = replace(name, ordinal=number) if name else DayName(ordinal=number)
        days[place] = replace(day, date=date, name=name)
    return days


def _ordinal(day: DayLine) -> int:
    return day.name.ordinal if day.name else 0


def _date_in(table: Table) -> Date | None:
    """The one date that cells of the table give; None where they give several, or none."""
    cells = (cell for row in table.rows for cell in filled(row))
    found = [day.date for cell in cells if (day := read_day_cell(cell.flat, cell.text)) and day.date]
    dates = {(date.year, date.month, date.day, date.last) for date in found}
    return found[0] if len(dates) == 1 and not found[0].last else None
