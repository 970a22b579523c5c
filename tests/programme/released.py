"""Programmes as a release has them, and what of them another program is to find again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from programme.model import Link, Panel, Programme, Release, When
from programme.writing.calendar import UNANNOUNCED
from programme.writing.plain_text import one_line
from tests.builders import FIRST_DAY, make_event, make_panel, make_programme, make_release

SITE = "https://schedule.example.org"
PUBLISHED = datetime(2021, 5, 3, 9, 30, tzinfo=UTC)
Facts = tuple[object, ...]


def make_busy() -> Release:
    """One of everything that is difficult for somebody."""
    items = (
        make_panel(1, room="room-1", track="track-1", links=(Link("https://s.example/1", "", "stream"),)),
        make_panel(2, title="Salt", state="cancelled", language="fr"),
        make_panel(3, title="Night", when=When(FIRST_DAY, time(22), time(1, 30), FIRST_DAY + timedelta(1))),
        make_panel(4, title="Small Hours", when=When(FIRST_DAY + timedelta(1), time(0, 30), time(2))),
        make_panel(5, title="No End", when=When(FIRST_DAY, time(23, 30))),
        make_panel(6, title="No Time", when=When(FIRST_DAY)),
        make_panel(7, title="No Date", when=When()),
        make_panel(8, title="Exhibition", when=When(FIRST_DAY, time(9), time(17), FIRST_DAY + timedelta(2))),
        make_panel(9, title="Trap", abstract="a\x0bb\x00<b>&", links=(Link("javascript:alert(1)"), Link("https://[x"))),
    )
    grave = Panel(
        "g", "Gulls", when=When(FIRST_DAY, time(8)), state="cancelled", slug="gulls", changed=items[0].changed
    )
    programme = make_programme(items=items, event=make_event(colour="#ff0000"))
    return make_release(programme=programme, tombstones=(grave,))


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


def plain(programme: Programme) -> Programme:
    """The same rooms, times, kinds, states and parts, in words that nobody mistakes for others."""
    names = ("Ada Smith", "Bo Chan", "María-José O’Neil", "Wangari Maathai", "Ferry de Kerckhove")
    return replace(
        programme,
        event=replace(programme.event, title="Harbour Forum", venue="Port Hotel", organiser="Institute of Harbours"),
        rooms=tuple(replace(room, name=f"Quay {number}") for number, room in enumerate(programme.rooms, 1)),
        tracks=tuple(replace(track, name=f"Law & Tides {number}") for number, track in enumerate(programme.tracks, 1)),
        speakers=tuple(
            replace(speaker, name=name, honorific="Dr." if speaker.honorific else "", post_nominal="")
            for speaker, name in zip(programme.speakers, names, strict=False)
        ),
        panels=tuple(
            replace(
                panel,
                title=f"Harbours and Tides <{number}>",
                abstract="Why it matters.\n\nAnd to *whom*.",
                people=tuple(
                    replace(part, billing="Editor, The Letter" if part.billing else "") for part in panel.people
                ),
            )
            for number, panel in enumerate(programme.panels, 1)
        ),
    )


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
    people: dict[str, tuple[str, ...]] = {}
    for part in panel.people:  # the first part of each
        name = one_line(programme.speaker[part.speaker].full_name)
        people.setdefault(name, (part.role, one_line(part.billing)) if roles else ())
    return (
        one_line(panel.title),
        start,
        end or (start + UNANNOUNCED if ends else None),
        one_line(room.name) if room else house,
        one_line(track.name) if track else "",
        panel.state == "cancelled",
        tuple(people.items()),
    )
