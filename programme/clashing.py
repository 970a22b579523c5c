"""What cannot stand beside what: two panels in one place at a time, a person in two; and who hardly gets from one to
the next. The one rule: of a document that is read, of drafts that are checked, of running late, and of the board, where
static/desk/board/clashes.js asks the same of a panel in hand; tests/programme/clashes.json holds both to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

BESIDE_OTHERS = ("break", "registration")  # kinds that disturb nobody
What = TypeVar("What")
Holds = Literal["", "parts", "all"]  # what may stand within: nothing, what is part of a session, or anything


@dataclass(frozen=True, slots=True)
class Stay(Generic[What]):
    """`what` it is to the caller, as far as it can clash. `start` and `end`: minutes since a moment that all share.

    `room` is empty for the whole house, unless a `track` stands for it. `people`: the name of each by their key.
    `aside`: takes no place, as a break does not. `part`: may be part of a session that `holds` parts.
    """

    what: What
    start: int
    end: int
    room: str = ""
    track: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    aside: bool = False
    holds: Holds = ""
    part: bool = False

    @property
    def place(self) -> str:
        return self.room or self.track


@dataclass(frozen=True, slots=True)
class Clash(Generic[What]):
    """Two that meet from `start` to `end`, `one` begun no later than the `other`. `people`: the keys of who is in both,
    none where it is the place that clashes."""

    one: What
    other: What
    start: int
    end: int
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk(Generic[What]):
    """A person has `left` minutes from the room of `one`, which goes on to `end`, to that of the `other`."""

    one: What
    other: What
    person: str
    end: int
    left: int


def minute(moment: datetime) -> int:
    """Of a moment with its zone, in minutes that pass."""
    return int(moment.timestamp()) // 60


def is_aside(kind: str, *, heading: bool = False) -> bool:
    """Whether it takes no place. `heading`: it only says that others take place beside each other then."""
    return heading or kind in BESIDE_OTHERS


def overlap(one: Stay[What], other: Stay[What]) -> bool:
    return one.start < other.end and other.start < one.end


def is_within(inner: Stay[What], outer: Stay[What]) -> bool:
    """Whether one is among those of a session, or of parallel ones, that has a line of its own."""
    if inner.place != outer.place or not outer.start <= inner.start <= inner.end <= outer.end:
        return False
    return outer.holds == "all" or (outer.holds == "parts" and inner.part)


def share_place(one: Stay[What], other: Stay[What]) -> bool:
    """Whether both want one place for themselves; what has none wants all."""
    if one.aside or other.aside or (one.place and other.place and one.place != other.place):
        return False
    return not is_within(one, other) and not is_within(other, one)


def find(stays: Iterable[Stay[What]]) -> list[Clash[What]]:
    """Every two that clash, by their start; where two start and end at once, as they stand."""
    found: list[Clash[What]] = []
    running: list[Stay[What]] = []
    for each in sorted(stays, key=lambda stay: (stay.start, stay.end)):
        running = [other for other in running if other.end > each.start]
        for other in running:
            found.extend(_between(other, each))
        running.append(each)
    return found


def _between(one: Stay[What], other: Stay[What]) -> Iterator[Clash[What]]:
    if not overlap(one, other):
        return
    end = min(one.end, other.end)
    if share_place(one, other):
        yield Clash(one.what, other.what, other.start, end)
    if both := tuple(key for key in one.people if key in other.people):
        yield Clash(one.what, other.what, other.start, end, both)


def walks(stays: Iterable[Stay[What]], least: int) -> Iterator[Walk[What]]:
    """Who has less than so many minutes to another room. Where one of two has no room, nobody knows the way."""
    theirs: dict[str, list[Stay[What]]] = defaultdict(list)
    for stay in sorted(stays, key=lambda stay: (stay.start, stay.end)):
        for person in stay.people:
            theirs[person].append(stay)
    for person, its in theirs.items():
        for number, one in enumerate(its):
            for other in its[number + 1 :]:
                left = other.start - one.end
                if left >= least:
                    break
                if left >= 0 and one.room and other.room and one.room != other.room:
                    yield Walk(one.what, other.what, person, one.end, left)


def repeated(items: Iterable[tuple[Hashable, What]]) -> Iterator[tuple[What, What]]:
    """The first with a key, and each that has it again."""
    seen: dict[Hashable, What] = {}
    for key, item in items:
        first = seen.setdefault(key, item)
        if first is not item:
            yield first, item
