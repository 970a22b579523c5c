"""Programmes as a release has them, and what of them another program is to find again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from programme.model import Panel, Programme, Release
from programme.writing.calendar import UNANNOUNCED
from programme.writing.plain_text import one_line

PUBLISHED = datetime(2021, 5, 3, 9, 30, tzinfo=UTC)
Facts = tuple[object, ...]


def released(programme: Programme, **facts: object) -> Release:
    """Everything has an address, every panel an instant of its last change."""
    programme = replace(
        programme,
        event=replace(programme.event, slug="harbour-2021"),
        rooms=tuple(replace(room, slug=f"room-{room.uid}") for room in programme.rooms),
        tracks=tuple(replace(track, slug=f"track-{track.uid}") for track in programme.tracks),
        speakers=tuple(replace(speaker, slug=f"speaker-{speaker.uid}") for speaker in programme.speakers),
        panels=tuple(_panel(panel) for panel in programme.panels),
    )
    return replace(Release(1, PUBLISHED, programme), **facts)  # type: ignore[arg-type]


def _panel(panel: Panel) -> Panel:
    state = "confirmed" if panel.state == "draft" else panel.state
    return replace(panel, slug=f"panel-{panel.uid}", changed=PUBLISHED, state=state)


def timed(programme: Programme, *, house: str = "", ends: bool = True, roles: bool = True) -> Counter[Facts]:
    """Of each panel that has a time: title, start, end, room, track, state, and its people in order.

    `house`: the room of what has none. `ends`: an hour is taken for an end that nobody has announced.
    """
    return Counter(
        _facts(programme, panel, house, ends, roles) for panel in programme.panels if panel.when.span(programme.zone)
    )


def _facts(programme: Programme, panel: Panel, house: str, ends: bool, roles: bool) -> Facts:
    start, end = panel.when.span(programme.zone) or (PUBLISHED, None)
    room, track = programme.room.get(panel.room), programme.track.get(panel.track)
    people = [
        (one_line(programme.speaker[part.speaker].full_name), *((part.role, one_line(part.billing)) if roles else ()))
        for part in panel.people
    ]
    return (
        one_line(panel.title),
        start,
        end or (start + UNANNOUNCED if ends else None),
        one_line(room.name) if room else house,
        one_line(track.name) if track else "",
        panel.state == "cancelled",
        tuple(dict.fromkeys(people)),
    )
