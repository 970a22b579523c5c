"""What we write, read again and planned against the drafts that it was made of, changes nothing: what a format cannot
say is left as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from programme.comparing import describe
from programme.model import Appearance, Link, Panel, Programme, Release, Room, Speaker, Track, When
from programme.planning import NOTHING, Plan, plan
from programme.publishing import pruned
from programme.reading import Options, read
from programme.writing.calendar import calendar, ics, panels_with_time
from programme.writing.frab import schedule_xml
from programme.writing.jcal import jcal
from programme.writing.markdown import write_markdown
from programme.writing.schedule_json import schedule_json
from programme.writing.sheets import write_csv, write_workbook
from programme.writing.text import write_text
from programme.writing.word import write_word
from programme.writing.xcal import xcal
from tests.builders import FIRST_DAY, make_event, make_panel, make_programme, make_release
from tests.programme.programmes import in_use, programmes
from tests.programme.released import SITE, plain, released

T = TypeVar("T", Room, Track, Speaker)
ZONE = Options(timezone="America/Toronto")
FEEDS = {"ics": ics, "xcal": xcal, "jcal": jcal}
SCHEDULES = {"xml": schedule_xml, "json": schedule_json}
LISTS: dict[str, Callable[[Programme], bytes]] = {
    "csv": write_csv,
    "xlsx": write_workbook,
    "docx": write_word,
    "md": lambda found: write_markdown(found).encode(),
    "txt": lambda found: write_text(found).encode(),
}
FORMS = (*FEEDS, *SCHEDULES, *LISTS)


def written(release: Release, form: str) -> bytes:
    if form in FEEDS:
        return FEEDS[form](calendar(release, SITE, panels_with_time(release), name=release.programme.event.title))
    return SCHEDULES[form](release, SITE) if form in SCHEDULES else LISTS[form](release.programme)


def planned(document: bytes, drafts: Programme, base: Programme = NOTHING) -> Plan:
    reading = read(document, ZONE)
    assert reading.complete, reading.notes
    return plan(reading.programme, base, drafts, lambda key: f"new {key}", {})


def changes(document: bytes, drafts: Programme, base: Programme = NOTHING) -> list[str]:
    made = planned(document, drafts, as_read(base))
    return [*map(describe, made.changes), *(f"{each.field} of {each.title}?" for each in made.conflicts)]


def make_forum() -> Programme:
    """One of everything that some format has no word for."""
    night = When(FIRST_DAY, time(22), time(1, 30), FIRST_DAY + timedelta(1))
    long = When(FIRST_DAY, time(9), time(17), FIRST_DAY + timedelta(2))
    stream, slides = Link("https://s.example/1", "Watch it", "stream"), Link("https://a.example/s", "Slides", "slides")
    twice = (Appearance("speaker-1", "chair", "Editor"), Appearance("speaker-1", paper="On Tides"))
    coffee = {"title": "Coffee", "kind": "break", "number": "", "people": (), "when": When(FIRST_DAY, time(16))}
    items = (
        make_panel(1, room="room-1", track="track-1", links=(stream,)),
        make_panel(2, title="Salt", kind="keynote", state="cancelled", language="fr", links=(slides,)),
        make_panel(3, title="Night", room="room-2", when=night),
        make_panel(4, **coffee),
        make_panel(5, **coffee, room="room-2"),
        make_panel(6, title="No Time", when=When(FIRST_DAY)),
        make_panel(7, title="No Date", when=When()),
        make_panel(8, title="Exhibition", kind="other", when=long),
        make_panel(9, title="Twice", people=twice),
    )
    hall = Room("room-1", "Great Hall", 200, slug="great-hall")
    programme = make_programme(
        items=items,
        rooms=(hall, Room("room-2", "Quay", stream="https://s.example/q", slug="quay")),
        tracks=(Track("track-1", "Policy, Law", "#ff0000", slug="policy"),),
        event=make_event(venue="Port Hotel, 1 Quay Street", colour="#ff0000"),
    )
    return replace(programme, speakers=tuple(replace(one, post_nominal="OBE") for one in programme.speakers))


def as_drafts(programme: Programme) -> Programme:
    """Without what only a release gives."""

    def bare(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(replace(item, slug="") for item in items)

    return replace(
        programme,
        event=replace(programme.event, slug=""),
        rooms=bare(programme.rooms),
        tracks=bare(programme.tracks),
        speakers=bare(programme.speakers),
        panels=tuple(replace(panel, slug="", changed=None, sequence=0) for panel in programme.panels),
    )


def as_read(programme: Programme) -> Programme:
    """Without what no document says."""
    return replace(
        programme,
        event=replace(programme.event, colour=""),
        rooms=tuple(Room(room.uid, room.name) for room in programme.rooms),
        tracks=tuple(Track(track.uid, track.name) for track in programme.tracks),
        speakers=tuple(replace(speaker, bio="") for speaker in programme.speakers),
    )


@pytest.mark.parametrize("venue", ["Port Hotel, 1 Quay Street", "", "Online"])
@pytest.mark.parametrize("based", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_changes(form: str, based: bool, venue: str) -> None:
    forum = make_forum()
    forum = replace(forum, event=replace(forum.event, venue=venue))
    drafts = as_drafts(forum)
    assert changes(written(make_release(programme=forum), form), drafts, drafts if based else NOTHING) == []


@pytest.mark.parametrize("form", [*FEEDS, *SCHEDULES])
def test_what_is_not_public_is_neither_cancelled_nor_taken_out(form: str) -> None:
    forum = make_forum()
    drafts = as_drafts(forum)
    panels = (replace(forum.panels[0], people=forum.panels[0].people[1:], to_come=1), *forum.panels[2:])
    public = pruned(replace(forum, panels=panels))
    assert changes(written(make_release(programme=public), form), drafts, drafts) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("based", [True, False])
def test_spaces_that_do_not_break_stay(form: str, based: bool) -> None:
    forum = make_forum()
    people = tuple(replace(part, paper="Ports\xa0: qui paie", billing="n°\xa05") for part in forum.panels[0].people)
    first = replace(forum.panels[0], title="«\xa0Marées\u202f» et ports", people=people)
    spaced = replace(forum, panels=(first, *forum.panels[1:]))
    drafts = as_drafts(spaced)
    assert changes(written(make_release(programme=spaced), form), drafts, drafts if based else NOTHING) == []


@pytest.mark.parametrize("form", FEEDS)
def test_what_calendars_say_of_withdrawn_panels_makes_none(form: str) -> None:
    forum = make_forum()
    nameless = Panel(
        "00000000-0000-4000-8000-000000000099", "", when=When(FIRST_DAY, time(8)), state="cancelled", slug="g"
    )
    gulls = replace(nameless, uid="00000000-0000-4000-8000-000000000098", title="Gulls")
    graves = tuple(replace(grave, changed=forum.panels[0].changed) for grave in (nameless, gulls))
    release = make_release(programme=forum, tombstones=graves)
    assert changes(written(release, form), as_drafts(forum)) == []


@pytest.mark.parametrize("form", FORMS)
def test_what_a_format_can_say_is_heard(form: str) -> None:
    forum = make_forum()
    drafts = as_drafts(forum)
    first = replace(
        forum.panels[0], title="Harbours and Winds", when=When(FIRST_DAY, time(9, 30), time(10)), room="room-2"
    )
    moved = replace(forum, panels=(first, *forum.panels[1:]))
    assert changes(written(make_release(programme=moved), form), drafts, drafts) == [
        "“Harbours and Tides, Part 1” is now called “Harbours and Winds”",
        "“Harbours and Winds” moves from Wed 19 May 2021, 09:00–09:50 to Wed 19 May 2021, 09:30–10:00",
        "“Harbours and Winds”: room changes from “Great Hall” to “Quay”",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_what_looks_like_markup_comes_back_as_it_was_written(form: str) -> None:
    forum = make_forum()
    first = replace(
        forum.panels[0],
        title="R&amp;D <b>at sea</b>",
        abstract="Say &amp; and &quot;tide&quot;, not &lt;b&gt;.\n\nAnd <b>why</b>.",
        people=(Appearance("speaker-1", billing="Salt &amp; Co", paper="&amp; tides"),),
    )
    rooms = tuple(replace(room, name=f"Quay &amp; {room.uid}") for room in forum.rooms)
    tracks = tuple(replace(track, name="Law &amp; Tides") for track in forum.tracks)
    public = replace(forum, panels=(first, *forum.panels[1:]), rooms=rooms, tracks=tracks)
    drafts = as_drafts(public)
    assert changes(written(make_release(programme=public), form), drafts, drafts) == []


@settings(max_examples=60, deadline=None, phases=(Phase.generate,))
@given(programmes(), st.sampled_from((*FEEDS, *SCHEDULES)), st.booleans(), st.data())
def test_nothing_changes_whatever_is_in_it(programme: Programme, form: str, based: bool, data: st.DataObject) -> None:
    whole = in_use(plain(programme))
    release = released(whole)
    drafts = as_drafts(release.programme)
    kept = [panel for panel in release.programme.panels if data.draw(st.booleans())]
    people = [tuple(part for part in panel.people if data.draw(st.booleans())) for panel in kept]
    panels = tuple(replace(panel, people=public) for panel, public in zip(kept, people, strict=True))
    public = replace(release, programme=pruned(replace(release.programme, panels=panels)))
    if any(panel.when.start for panel in panels):
        assert changes(written(public, form), drafts, drafts if based else NOTHING) == []


@settings(max_examples=30, deadline=None, phases=(Phase.generate,))
@given(programmes(), st.sampled_from(tuple(LISTS)), st.booleans())
def test_nothing_changes_in_the_house_style(programme: Programme, form: str, based: bool) -> None:
    drafts = in_use(plain(programme))
    assert changes(LISTS[form](drafts), drafts, drafts if based else NOTHING) == []


def test_another_calendar_takes_out_no_numbers_kinds_or_themes() -> None:
    forum = make_forum()
    document = written(make_release(programme=forum), "ics").replace(b"-//Convenor//", b"-//Somebody//")
    told = changes(document, as_drafts(forum), as_drafts(forum))
    assert not [one for one in told if "number" in one or "title “" in one or "kind" in one or "language" in one]


def test_a_plan_says_what_of_the_new_nobody_will_see() -> None:
    made = planned(written(make_release(programme=make_forum()), "csv"), replace(NOTHING, event=make_event()))
    assert made.summary.endswith("(1 of the new cancelled already, and not shown)")
