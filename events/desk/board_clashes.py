"""Which panels cannot stand as they do: two in one place at a time, a person in two. Instants, so nights and clocks
that change make no difference. static/desk/board/clashes.js asks the same of a panel while it is dragged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from events.models import Appearance, Event, Panel

People = Mapping[int, tuple[tuple[int, str], ...]]  # key and name of everybody, by the panel's key
BESIDE_OTHERS = ("break", "registration")  # kinds that disturb nobody


@dataclass(frozen=True, slots=True)
class Stay:
    """A panel as far as it can clash. `end` is known; `room` is None for the whole house."""

    panel: Panel
    start: datetime
    end: datetime
    room: int | None
    people: tuple[tuple[int, str], ...]  # key and name


@dataclass(frozen=True, slots=True)
class Clash:
    """Two panels that meet from `start` to `end`; `people` who are in both, none where it is the place that clashes."""

    one: Panel
    other: Panel
    start: datetime
    end: datetime
    people: tuple[str, ...] = ()
    room: str = ""  # where both are; empty with the whole house

    @property
    def key(self) -> tuple[int, int, tuple[str, ...]]:
        """The same clash, whenever it is."""
        one, other = sorted((self.one.pk, self.other.pk))
        return one, other, self.people

    @property
    def said(self) -> str:
        both = f"“{self.one}” and “{self.other}”"
        if self.people:
            verb = "is" if len(self.people) == 1 else "are"
            return f"{' and '.join(self.people)} {verb} in {both} at once"
        where = f"in {self.room}" if self.room else "and one of them is for the whole house"
        return f"{both} overlap {where}"


def people_of(event: Event) -> People:
    """Who is expected in each panel of an event, in one query."""
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    parts = Appearance.objects.filter(panel__event=event).exclude(state="declined").order_by("panel", "order", "pk")
    for panel, speaker, name in parts.values_list("panel", "speaker", "speaker__name"):
        known = found.get(panel, ())
        if (speaker, name) not in known:
            found[panel] = (*known, (speaker, name))
    return found


def stay(panel: Panel, start: datetime | None, end: datetime | None, people: People) -> Stay | None:
    """None for what cannot clash: cancelled, or without a known start and end."""
    if panel.state == "cancelled" or start is None or end is None:
        return None
    return Stay(panel, start, end, panel.room_id, people.get(panel.pk, ()))


def stays(panels: Iterable[Panel], people: People) -> list[Stay]:
    """Of panels with their slots and rooms loaded."""
    found = (stay(panel, panel.slot.start, panel.slot.end, people) for panel in panels if panel.slot)
    return [each for each in found if each]


def find(those: Iterable[Stay]) -> list[Clash]:
    """By their start."""
    found: list[Clash] = []
    running: list[Stay] = []
    for each in sorted(those, key=lambda stay: (stay.start, stay.end, stay.panel.pk)):
        running = [other for other in running if other.end > each.start]
        for other in running:
            found.extend(_between(other, each))
        running.append(each)
    return found


def _between(one: Stay, other: Stay) -> Iterable[Clash]:
    start, end = other.start, min(one.end, other.end)
    same = one.room == other.room
    if (same or None in (one.room, other.room)) and not {one.panel.kind, other.panel.kind} & {*BESIDE_OTHERS}:
        room = str(one.panel.room) if same and one.panel.room else ""
        yield Clash(one.panel, other.panel, start, end, room=room)
    both = tuple(name for key, name in one.people if any(key == their for their, _ in other.people))
    if both:
        yield Clash(one.panel, other.panel, start, end, both)
