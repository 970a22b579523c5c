"""Times that are on no clock: within the hour that a zone skips when summer time begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from programme.comparing import say_when
from programme.model import Panel, Programme, When
from programme.reading.values import Note, Origin


def drop_unreal_times(programme: Programme, origins: Sequence[Origin]) -> tuple[Programme, list[Note]]:
    """The programme with such times left empty, and a note for each. Without a zone nobody can tell."""
    if not programme.event.timezone:
        return programme, []
    notes: list[Note] = []
    panels = []
    for panel, origin in zip(programme.panels, origins, strict=True):
        real = _real(panel.when, programme.zone)
        if real != panel.when:
            notes.append(_note(panel, origin.first, programme.event.timezone))
        panels.append(replace(panel, when=real))
    return (replace(programme, panels=tuple(panels)) if notes else programme), notes


def _real(when: When, zone: ZoneInfo) -> When:
    if when.date is None or when.start is None:
        return when
    if not _is_on_a_clock(when.date, when.start, zone):
        return When(when.date)
    last = when.end_date or when.date
    if when.end is None or _is_on_a_clock(last, when.end, zone):
        return when
    return When(when.date, when.start)


def _is_on_a_clock(day: date, moment: time, zone: ZoneInfo) -> bool:
    if not _is_changed(day, zone):
        return True
    said = datetime.combine(day, moment, zone)
    return said.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == said.replace(tzinfo=None)


@lru_cache(maxsize=256)
def _is_changed(day: date, zone: ZoneInfo) -> bool:
    """Whether the clocks of a zone are changed on a day."""
    begins, ends = (datetime.combine(on, time(), zone) for on in (day, day + timedelta(days=1)))
    return begins.utcoffset() != ends.utcoffset()


def _note(panel: Panel, line: int, zone: str) -> Note:
    message = (
        f"“{panel.title}” ({say_when(panel.when)}): the clocks in {zone} skip this time on that day. It was left empty."
    )
    return Note("no-such-time", "warning", message, (line,))
