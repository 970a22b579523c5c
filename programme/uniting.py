"""Two people of a programme who are one: their parts in panels become one person's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from programme.model import Appearance, Panel, Programme, Speaker


class Part(Protocol):
    """What an appearance says, as a value or as a row."""

    @property
    def role(self) -> str: ...
    @property
    def billing(self) -> str: ...
    @property
    def paper(self) -> str: ...
    @property
    def state(self) -> str: ...


def is_double(one: Part, other: Part) -> bool:
    """Whether two parts in one panel are one part, said twice. Two papers are two, and so are two roles of weight."""
    if one.paper and other.paper and one.paper != other.paper:
        return False
    return one.role == other.role or any(part.role == "speaker" and not part.paper for part in (one, other))


def richness(part: Part) -> tuple[bool, bool, bool, int]:
    """Of two parts that are one, the richer stays: confirmed, with a paper, more than a speaker, the longer billing."""
    return part.state == "confirmed", bool(part.paper), part.role != "speaker", len(part.billing)


def unite(programme: Programme, uids: Mapping[str, str]) -> Programme:
    """The programme in which everybody whose uid is a key of `uids` is the person whose uid is its value."""
    if not uids.keys() & programme.speaker.keys():
        return programme
    speakers: dict[str, Speaker] = {}
    for speaker in programme.speakers:
        uid = uids.get(speaker.uid, speaker.uid)
        if uid == speaker.uid or uid not in speakers:
            speakers[uid] = replace(speaker, uid=uid)
    return replace(
        programme,
        speakers=tuple(speakers.values()),
        panels=tuple(replace(panel, people=_people(panel, uids)) for panel in programme.panels),
    )


def _people(panel: Panel, uids: Mapping[str, str]) -> tuple[Appearance, ...]:
    kept: list[tuple[str, Appearance]] = []  # with the uid that each had
    for part in panel.people:
        now = replace(part, speaker=uids.get(part.speaker, part.speaker))
        place = next((n for n, before in enumerate(kept) if _same_part(before, part.speaker, now)), None)
        if place is None:
            kept.append((part.speaker, now))
        elif _goes_before(part.speaker, now, kept[place]):
            kept[place] = part.speaker, now
    return tuple(part for _, part in kept)


def _same_part(before: tuple[str, Appearance], was: str, now: Appearance) -> bool:
    """Whether two parts, one person's now and two people's before, are one."""
    return before[1].speaker == now.speaker and before[0] != was and is_double(before[1], now)


def _goes_before(was: str, now: Appearance, other: tuple[str, Appearance]) -> bool:
    own = was == now.speaker  # of two that say as much, the one that was this person's already
    return (*richness(now), own) > (*richness(other[1]), not own)
