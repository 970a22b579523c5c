"""The notes about items of a document that cannot stand beside each other, by the rule of programme/clashing.py. Of all
that an item meets in its place, and for each person in theirs, the one is told that goes on longest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from programme.clashing import Stay, is_aside, is_within, overlap, repeated
from programme.model import Kind
from programme.names import fold
from programme.reading.times import as_time
from programme.reading.values import Note

_HOUSE, _ANYWHERE = "(whole house)", "(anywhere)"  # what stands for no room, and for all of them


@dataclass(frozen=True, slots=True)
class Slot:
    """An item as far as it can clash. `hours` are minutes of its day, both known; `number` is the key of its number.

    `people`: the folded name, the name as it is shown, and the line of each. `rules`: whether others stand below it
    that share its time; `labelled`: whether a label stands before its title.
    """

    name: str
    line: int
    day: object
    hours: tuple[int, int] | None
    kind: Kind
    room: str = ""
    track: str = ""
    number: tuple[str, str] | None = None
    cancelled: bool = False
    rules: bool = False
    labelled: bool = False
    people: tuple[tuple[str, str, int], ...] = ()


def find_clashes(slots: Sequence[Slot]) -> Iterator[Note]:
    """`slots` in the order of the programme."""
    for first, slot in repeated(((slot.day, *slot.number), slot) for slot in slots if slot.number):
        message = f"The number of {first.name} and {slot.name} is the same on one day."
        yield Note("duplicate-number", "warning", message, (first.line, slot.line))
    for day in (days := _by_day(slots)):
        yield from _overlaps(day)
    for day in days:
        yield from _same_speakers(day)


def _by_day(slots: Iterable[Slot]) -> list[list[Stay[Slot]]]:
    """Those that take place, by their start."""
    days: dict[object, list[Stay[Slot]]] = defaultdict(list)
    for slot in slots:
        if slot.hours and not slot.cancelled:
            days[slot.day].append(_stay(slot, *slot.hours))
    return [sorted(day, key=lambda stay: (stay.start, stay.end)) for day in days.values()]


def _stay(slot: Slot, start: int, end: int) -> Stay[Slot]:
    return Stay(
        slot,
        start,
        end,
        room=fold(slot.room),
        track=fold(slot.track),
        aside=is_aside(slot.kind),
        holds="all" if slot.rules else "parts" if slot.labelled else "",
        part=not slot.labelled,
    )


def _overlaps(day: Iterable[Stay[Slot]]) -> Iterator[Note]:
    """Items that overlap in one room, or at all where no room is given. One note for an item."""
    latest: dict[str, Stay[Slot]] = {}
    for stay in (stay for stay in day if not stay.aside):
        ruling = latest.get(stay.place or _HOUSE)
        if ruling and ruling.what.line <= stay.what.line and is_within(stay, ruling):
            continue
        for key in (stay.place, _HOUSE) if stay.place else (_ANYWHERE,):
            before = latest.get(key)
            if before and overlap(before, stay):
                slot, where = stay.what, f" in {stay.what.room}" if stay.what.room else ""
                message = f"{before.what.name} and {slot.name} overlap{where}, {_hours(before, stay)}."
                yield Note("overlap", "warning", message, (before.what.line, slot.line))
                break
        for key in (stay.place or _HOUSE, _ANYWHERE):
            if key not in latest or latest[key].end < stay.end:
                latest[key] = stay


def _hours(first: Stay[Slot], second: Stay[Slot]) -> str:
    """From when to when two items overlap. `first` begins no later."""
    return f"from {as_time(second.start):%H:%M} to {as_time(min(first.end, second.end)):%H:%M}"


def _same_speakers(day: Iterable[Stay[Slot]]) -> Iterator[Note]:
    latest: dict[str, tuple[Stay[Slot], int]] = {}
    for stay in day:
        for key, name, line in stay.what.people:
            before = latest.get(key)
            if before and before[0] is not stay and overlap(before[0], stay):
                both = f"{before[0].what.name} and {stay.what.name}"
                message = f"The same speaker, {name}, is in {both} at the same time, {_hours(before[0], stay)}."
                yield Note("same-speaker", "warning", message, (before[1], line))
            if not before or before[0].end < stay.end:
                latest[key] = (stay, line)
