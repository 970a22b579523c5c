"""The notes about a programme in the house style, which are those about any other: clashes, and people who are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from programme import house_style as style
from programme.model import Panel, Programme, When
from programme.names import fold
from programme.reading.clashes import Slot, find_clashes
from programme.reading.doubles import likely_doubles
from programme.reading.parallel import is_parallel
from programme.reading.times import DAY
from programme.reading.values import Note, Origin


def check_programme(programme: Programme, origins: Sequence[Origin]) -> Iterator[Note]:
    """`origins` runs parallel to the programme's panels. Nothing of the programme changes because of a note."""
    slots = (_slot(panel, origin, programme) for panel, origin in zip(programme.panels, origins, strict=True))
    yield from find_clashes([slot for slot in slots if slot.day])
    yield from likely_doubles(programme, origins)


def _slot(panel: Panel, origin: Origin, programme: Programme) -> Slot:
    room, track = programme.room.get(panel.room), programme.track.get(panel.track)
    names = [programme.speaker[part.speaker] for part in panel.people]
    return Slot(
        name=_name(panel),
        line=origin.first,
        day=panel.when.date,
        hours=_hours(panel.when),
        kind=panel.kind,
        room=room.name if room else "",
        track=track.name if track else "",
        number=(panel.kind, panel.number.casefold()) if panel.number else None,
        cancelled=panel.state == "cancelled",
        rules=is_parallel(panel.title.partition(":")[0]),
        labelled=bool(panel.number),
        people=tuple(
            (fold(speaker.name), speaker.full_name, line) for speaker, line in zip(names, origin.people, strict=True)
        ),
    )


def _name(panel: Panel) -> str:
    label = f"{style.KINDS[panel.kind]} {panel.number}: " if panel.number else ""
    return f"“{label}{panel.title}”"


def _hours(when: When) -> tuple[int, int] | None:
    """Start and end in minutes of the day; an end on another date is that much later."""
    if when.start is None or when.end is None:
        return None
    days = (when.end_date - when.date).days if when.end_date and when.date else 0
    start, end = (clock.hour * 60 + clock.minute for clock in (when.start, when.end))
    return start, end + days * DAY
