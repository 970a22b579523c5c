"""The panels of an event as programme/clashing.py asks for them, and what it finds in the words of the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from events.models import Appearance, Event, Panel
from programme import clashing
from programme.checking import holds, is_heading, is_part
from programme.clashing import Clash, Stay, Walk, is_aside, minute
from programme.findings import Rules

People = Mapping[int, dict[str, str]]  # key and name of everybody, by the panel's key
LEAST = Rules().walk  # minutes to another room


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong between two panels from `start` to `end`, in words. `key`: the same, whenever it is."""

    one: Panel
    other: Panel
    start: datetime
    end: datetime
    said: str
    key: tuple[int, int, tuple[str, ...], bool]


def people_of(event: Event) -> People:
    """Who is expected in each panel of an event, in one query."""
    found: dict[int, dict[str, str]] = {}
    parts = Appearance.objects.filter(panel__event=event).exclude(state="declined").order_by("panel", "order", "pk")
    for panel, speaker, name in parts.values_list("panel", "speaker", "speaker__name"):
        found.setdefault(panel, {})[str(speaker)] = name
    return found


def stay(panel: Panel, start: datetime | None, end: datetime | None, people: People) -> Stay[Panel] | None:
    """None for what cannot clash: cancelled, or without a known start and end."""
    if panel.state == "cancelled" or start is None or end is None:
        return None
    theirs = people.get(panel.pk, {})
    return Stay(
        panel,
        minute(start),
        minute(end),
        room=str(panel.room_id or ""),
        track=f"track {panel.track_id}" if panel.track_id else "",
        people=theirs,
        aside=is_aside(panel.kind, heading=is_heading(panel.title, panel.room_id, theirs)),
        holds=holds(panel.title, panel.number),
        part=is_part(panel.kind, panel.number),
    )


def stays(panels: Iterable[Panel], people: People) -> list[Stay[Panel]]:
    """Of panels with their slots and rooms loaded."""
    found = (stay(panel, panel.slot.start, panel.slot.end, people) for panel in panels if panel.slot)
    return [each for each in found if each]


def find(those: Iterable[Stay[Panel]], people: People) -> list[Told]:
    """By their start."""
    return [_clash(each, people) for each in clashing.find(those)]


def walks(those: Iterable[Stay[Panel]], people: People) -> list[Told]:
    """Who hardly gets from one room to another, by the time."""
    found = (_walk(each, people) for each in clashing.walks(those, LEAST))
    return sorted(found, key=lambda told: (told.start, told.said))


def _clash(clash: Clash[Panel], people: People) -> Told:
    one, other = clash.one, clash.other
    both, names = f"“{one}” and “{other}”", [people[one.pk][key] for key in clash.people]
    if names:
        said = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} in {both} at once"
    elif one.room_id and one.room_id == other.room_id:
        said = f"{both} overlap in {one.room}"
    elif one.room_id or other.room_id or one.track_id != other.track_id or not one.track_id:
        said = f"{both} overlap and one of them is for the whole house"
    else:
        said = f"{both} overlap in one track"
    return _told(one, other, (clash.start, clash.end), said, clash.people)


def _walk(walk: Walk[Panel], people: People) -> Told:
    one, other = walk.one, walk.other
    left = f"{walk.left} minute{'' if walk.left == 1 else 's'}" if walk.left else "no time"
    name = people[one.pk][walk.person]
    said = f"{name} has {left} to walk from “{one}” in {one.room} to “{other}” in {other.room}"
    return _told(one, other, (walk.end, walk.end + walk.left), said, (walk.person,), walk=True)


def _told(
    one: Panel, other: Panel, span: tuple[int, int], said: str, people: tuple[str, ...], *, walk: bool = False
) -> Told:
    start, end = (datetime.fromtimestamp(60 * minute, UTC) for minute in span)
    first, second = sorted((one.pk, other.pk))
    return Told(one, other, start, end, said, (first, second, people, walk))
