"""The drafts as a table for each day: times down, rooms across. Pure over rows that were loaded before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from events.models import Day, Panel, Room


@dataclass
class Line:
    """What starts and ends together: `house` is for everybody, `cells` run parallel to the day's rooms."""

    time: str
    house: list[Panel]
    cells: list[list[Panel]]

    @property
    def has_cells(self) -> bool:
        return any(self.cells)


@dataclass
class Table:
    date: date
    theme: str
    rooms: list[Room]
    lines: list[Line] = field(default_factory=list)
    untimed: list[Panel] = field(default_factory=list)


def lay_out(panels: list[Panel], rooms: list[Room], days: list[Day], zone: ZoneInfo) -> tuple[list[Table], list[Panel]]:
    """The days in order, and the panels that have neither a time nor a day."""
    themes = {day.date: day.theme for day in days}
    by_date: dict[date, list[Panel]] = {day.date: [] for day in days}
    nowhere = []
    for panel in panels:
        when = _date(panel, zone)
        if when is None:
            nowhere.append(panel)
        else:
            by_date.setdefault(when, []).append(panel)
    tables = [_table(when, themes.get(when, ""), here, rooms, zone) for when, here in sorted(by_date.items())]
    return tables, nowhere


def _date(panel: Panel, zone: ZoneInfo) -> date | None:
    if panel.slot:
        return panel.slot.start.astimezone(zone).date()
    return panel.day.date if panel.day else None


def _table(when: date, theme: str, panels: list[Panel], rooms: list[Room], zone: ZoneInfo) -> Table:
    used = {panel.room_id for panel in panels if panel.slot}
    table = Table(when, theme, [room for room in rooms if room.pk in used])
    table.untimed = [panel for panel in panels if not panel.slot]
    slots: dict[tuple[datetime, datetime | None], list[Panel]] = {}
    for panel in panels:
        if panel.slot:
            slots.setdefault((panel.slot.start, panel.slot.end), []).append(panel)
    for (start, end), here in sorted(slots.items(), key=lambda item: (item[0][0], item[0][1] or item[0][0])):
        cells = [[panel for panel in here if panel.room_id == room.pk] for room in table.rooms]
        house = [panel for panel in here if panel.room_id is None]
        table.lines.append(Line(_time(start, end, zone), house, cells))
    return table


def _time(start: datetime, end: datetime | None, zone: ZoneInfo) -> str:
    return f"{start.astimezone(zone):%H:%M}" + (f"–{end.astimezone(zone):%H:%M}" if end else "")
