"""Items of a programme that cannot stand beside each other: two at one time in one place, one person in two at a time,
one number twice on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    yield from _repeated_numbers(slots)
    yield from _overlaps(slots)
    yield from _same_speakers(slots)


def _repeated_numbers(slots: Sequence[Slot]) -> Iterator[Note]:
    seen: dict[tuple[object, ...], Slot] = {}
    for slot in slots:
        if slot.number is None:
            continue
        first = seen.setdefault((slot.day, *slot.number), slot)
        if first is not slot:
            message = f"The number of {first.name} and {slot.name} is the same on one day."
            yield Note("duplicate-number", "warning", message, (first.line, slot.line))


def _by_day(slots: Iterable[Slot]) -> list[list[tuple[tuple[int, int], Slot]]]:
    """Those that take place, with their hours, by their start."""
    days: dict[object, list[tuple[tuple[int, int], Slot]]] = defaultdict(list)
    for slot in slots:
        if slot.hours and not slot.cancelled:
            days[slot.day].append((slot.hours, slot))
    return [sorted(day, key=lambda timed: timed[0]) for day in days.values()]


def _overlaps(slots: Sequence[Slot]) -> Iterator[Note]:
    """Items that overlap in one room, or at all where no room is given. One note for an item."""
    for day in _by_day(slot for slot in slots if slot.kind not in ("break", "registration")):
        latest: dict[str, Slot] = {}
        for hours, slot in day:
            room = fold(slot.room or slot.track)
            if _is_within(slot, latest.get(room or _HOUSE)):
                continue
            for key in (room, _HOUSE) if room else (_ANYWHERE,):
                before = latest.get(key)
                if before and (clash := _clash(before, slot)):
                    where = f" in {slot.room}" if slot.room else ""
                    message = f"{before.name} and {slot.name} overlap{where}, from {clash}."
                    yield Note("overlap", "warning", message, (before.line, slot.line))
                    break
            for key in (room or _HOUSE, _ANYWHERE):
                known = latest.get(key)
                if not known or not known.hours or known.hours[1] < hours[1]:
                    latest[key] = slot


def _is_within(slot: Slot, ruling: Slot | None) -> bool:
    """Whether an item is one of those of a session, or of parallel ones, that has its own line above them."""
    if ruling is None or ruling.line > slot.line or not ruling.hours or not slot.hours:
        return False
    if not ruling.hours[0] <= slot.hours[0] <= slot.hours[1] <= ruling.hours[1]:
        return False
    return ruling.rules or (ruling.labelled and not slot.labelled)


def _clash(first: Slot, second: Slot) -> str:
    """From when to when two items overlap; empty where they don't. `first` begins no later."""
    a, b = first.hours, second.hours
    if not a or not b or a[1] <= b[0]:
        return ""
    return f"{as_time(b[0]):%H:%M} to {as_time(min(a[1], b[1])):%H:%M}"


def _same_speakers(slots: Sequence[Slot]) -> Iterator[Note]:
    for day in _by_day(slots):
        latest: dict[str, tuple[Slot, int]] = {}
        for hours, slot in day:
            for key, name, line in slot.people:
                before = latest.get(key)
                if before and before[0] is not slot and (clash := _clash(before[0], slot)):
                    both = f"{before[0].name} and {slot.name}"
                    message = f"The same speaker, {name}, is in {both} at the same time, from {clash}."
                    yield Note("same-speaker", "warning", message, (before[1], line))
                if not before or not before[0].hours or before[0].hours[1] < hours[1]:
                    latest[key] = (slot, line)
