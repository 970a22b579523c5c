"""Panels that take place but have left a calendar: that of the room that they were to be in, of the day, the track.

Programs that only take up what a feed says keep what has gone from it. So a panel that leaves a calendar stays in it
for a while as an entry that says so, cancelled, as a tombstone does for a panel that is withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from programme.model import Appearance, Panel, Programme, Release

Belongs = Callable[[Panel], bool]
Merged = Mapping[str, str]  # by the uid of speakers who were merged into others, whom they are now


def grave(was: Panel, sequence: int, published: datetime) -> Panel:
    """What is left of a panel: nothing that it said, only what calendars file it under."""
    return Panel(
        was.uid,
        was.title,
        was.kind,
        was.number,
        when=was.when,
        room=was.room,
        track=was.track,
        state="cancelled",
        people=tuple(Appearance(part.speaker) for part in was.people),
        slug=was.slug,
        sequence=sequence,
        changed=published,
    )


def hushed(graves: Iterable[Panel], embargoed: Collection[str], published: datetime) -> tuple[Panel, ...]:
    """The graves, those of embargoed panels without a title: calendars say "No longer here: Panel" for it."""
    return tuple(_hushed(one, published) if one.uid in embargoed and one.title else one for one in graves)


def _hushed(one: Panel, published: datetime) -> Panel:
    sequence = one.sequence if one.changed == published else one.sequence + 1  # a new grave has one of its own
    return replace(one, title="", number="", sequence=sequence, changed=published)


def is_timed(panel: Panel) -> bool:
    return panel.when.date is not None and panel.when.start is not None


def filed_under(panel: Panel, merged: Merged) -> frozenset[tuple[str, object]]:
    """The calendars that a panel with a time stands in, besides its own and the event's."""
    places = (("day", panel.when.date), ("room", panel.room), ("track", panel.track), ("kind", panel.kind))
    people = (("speaker", uid) for uid in _followed(panel, merged))
    return frozenset(found for found in (*places, *people) if found[1])


def _followed(panel: Panel, merged: Merged) -> tuple[str, ...]:
    """The panel's people, and who they once were: whoever followed these follows the panel."""
    people = dict.fromkeys(part.speaker for part in panel.people)
    return (*people, *(uid for uid, into in merged.items() if into in people))


def fate(panel: Panel, programme: Programme) -> str:
    """What has become of a panel that a calendar shows no more, as its entry there says it."""
    now = programme.panel.get(panel.uid)
    if now is None and not panel.title:
        return "No longer here"  # held back, and perhaps not cancelled at all
    if now is None or now.state == "cancelled":
        return "Cancelled"
    return "No longer here" if is_timed(now) else "Postponed"


def standing(entry: Panel, programme: Programme) -> tuple[object, ...]:
    """What the entry of a grave says beyond itself."""
    room, track = programme.room.get(entry.room), programme.track.get(entry.track)
    place = (room.name if room else "", track.name if track else "", programme.event.venue)
    return (entry.when.span(programme.zone), *place, fate(entry, programme), entry.uid in programme.panel)


def retold(graves: Iterable[Panel], programme: Programme, previous: Release, published: datetime) -> list[Panel]:
    """The graves of the release before; with the next sequence where what their entries say changes."""
    return [
        one
        if standing(one, programme) == standing(one, previous.programme)
        else replace(one, sequence=one.sequence + 1, changed=published)
        for one in graves
    ]


def left(
    programme: Programme, previous: Release | None, tombstones: tuple[Panel, ...], merged: Merged, published: datetime
) -> tuple[Panel, ...]:
    """Of each panel, what stands in calendars that it was in before and is not in now, the newest first.

    `tombstones` are the next release's, which stand in the calendars of withdrawn panels themselves.
    """
    if previous is None:
        return ()
    now = {panel.uid: panel for panel in (*programme.panels, *tombstones) if is_timed(panel)}
    moved = []
    for was in filter(is_timed, (*previous.programme.panels, *previous.tombstones)):
        if was.uid in now and filed_under(was, previous.merged) - filed_under(now[was.uid], merged):
            people = tuple(Appearance(uid) for uid in _followed(was, previous.merged))
            sequence = max(was.sequence + 1, now[was.uid].sequence)
            moved.append(grave(replace(was, people=people), sequence, published))
    return _needed([*moved, *retold(previous.left, programme, previous, published)], now, merged)


def _needed(graves: Iterable[Panel], now: Mapping[str, Panel], merged: Merged) -> tuple[Panel, ...]:
    """Those that still stand in a calendar: not where the panel has come back, nor where a newer one stands."""
    covered = {uid: set(filed_under(panel, merged)) for uid, panel in now.items()}
    kept = []
    for one in graves:
        known, filed = covered.setdefault(one.uid, set()), filed_under(one, merged)
        if filed - known:
            known |= filed
            kept.append(one)
    return tuple(kept)


def comes_back(panel: Panel, was: Panel, previous: Release, merged: Merged) -> bool:
    """Whether a panel that says what it said before stands again in a calendar that has seen it leave."""
    graves = [one for one in previous.left if one.uid == panel.uid and one.sequence >= was.sequence]
    back = filed_under(panel, merged) - filed_under(was, previous.merged) if graves else frozenset()
    return any(filed_under(one, merged) & back for one in graves)


def part(release: Release, belongs: Belongs) -> list[Panel]:
    """What stands in the calendar of those that belong in it: panels, tombstones, and what panels left behind there."""
    found: dict[str, Panel] = {}
    for panel in release.entries:
        if is_timed(panel) and belongs(panel):
            found.setdefault(panel.uid, panel)
    return list(found.values())
