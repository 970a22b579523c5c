"""Calendars with the mistakes that real ones have; and that no line of any is lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.model import Panel, Room, When
from programme.reading import Options, Reading, read
from programme.reading.naming import split_honorific
from programme.reading.values import NOT_UNDERSTOOD
from programme.writing.calendar import calendar
from programme.writing.calendar import ics as write
from tests.builders import make_event, make_programme, make_release

SCHEDULES = Path(__file__).parents[3] / "shared" / "schedules"
needs_schedules = pytest.mark.skipif(not SCHEDULES.is_dir(), reason="../shared/schedules is not beside the repository")
BERLIN = ZoneInfo("Europe/Berlin")

TALK = (
    "UID:1\nDTSTART;TZID=Europe/Berlin:20200501T100000\nDTEND;TZID=Europe/Berlin:20200501T110000\n"
    "SUMMARY:Flüsse und Meere\nLOCATION:Saal"
)


def ics(*events: str, head: str = "", product: str = "-//Somebody//EN") -> str:
    bodies = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:{product}\n{head}{bodies}END:VCALENDAR\n".replace("\n", "\r\n")


def codes(reading: Reading) -> set[str]:
    return {note.code for note in reading.notes} - {"text-outside"}


def whens(reading: Reading) -> list[When]:
    return [panel.when for panel in reading.programme.panels]


@needs_schedules
def test_the_people_of_each_session_of_a_real_calendar_are_those_in_its_titles() -> None:
    content = (SCHEDULES / "pycon-au-adelaide.ics").read_bytes()
    text = re.sub(r"\r?\n[ \t]", "", content.decode())
    expected = Counter[object]()
    for summary in re.findall(r"^SUMMARY:(.*?)\r?$", text, re.MULTILINE):
        title, _, names = re.sub(r"\\(.)", r"\1", summary).rpartition(" - ")
        expected[(title, tuple(bare(name) for name in names.split(", ") if name))] += 1
    programme = read(content).programme
    assert expected == Counter(
        (p.title, tuple(programme.speaker[a.speaker].name for a in p.people)) for p in programme.panels
    )


def bare(name: str) -> str:
    return split_honorific(" ".join(name.split()))[1]


@pytest.mark.parametrize(
    "content",
    [
        ics(TALK).encode(),
        ("<html><body><pre>" + ics(TALK) + "</pre></body></html>").encode(),
        ("From: a@example.org\r\nSubject: Programme\r\n\r\n" + ics(TALK)).encode(),
        ics(TALK).encode().replace("ü".encode(), b"\xc3\r\n \xbc"),  # folded within a character
        ics(TALK).replace("und", "u\r\n nd").replace("\r\n", "\r\r\n").encode(),
        ics(TALK).replace("\r\n", "\r").encode(),
        ics(TALK).replace("\r\n", "\n", 3).encode(),
        ics(TALK).encode("latin-1"),
        ics(TALK).encode("utf-16"),
        ics(TALK).replace("und", "u\x00n\x0bd").encode(),
        ics(TALK).replace("END:VEVENT\r\nEND:VCALENDAR\r\n", "").encode(),
        ics(TALK.replace("SUMMARY", "summary")).encode(),
        ics(TALK.replace("Europe/Berlin", "W. Europe Standard Time")).encode(),
        ics(TALK.replace("Europe/Berlin", "/example.org/2005/Europe/Berlin")).encode(),
        ics(TALK, head="X-WR-TIMEZONE:UTC\n").encode(),
        ics("UID:1\nDTSTART:20200501T080000Z\nDURATION:PT1H\nSUMMARY:Flüsse und Meere\nLOCATION:Saal",
            head="X-WR-TIMEZONE:Europe/Berlin\n").encode(),
    ],
)  # fmt: skip
def test_a_calendar_is_read_however_it_was_damaged(content: bytes) -> None:
    reading = read(content, Options(timezone="Europe/Berlin"))
    programme = reading.programme
    found = [(p.title, p.when, programme.room[p.room].name) for p in programme.panels]
    assert found == [("Flüsse und Meere", When(date(2020, 5, 1), time(10), time(11)), "Saal")]
    assert codes(reading) <= {"encoding", "not-closed"}


def test_lines_whose_fold_was_lost_go_on_with_the_text_before_them() -> None:
    reading = read(
        ics(TALK.replace("SUMMARY:Flüsse und", "SUMMARY:Flüsse\nund") + "\nDESCRIPTION:One.\nTwo: more.").encode()
    )
    panel = reading.programme.panels[0]
    assert (panel.title, panel.abstract) == ("Flüsse und Meere", "One.\nTwo: more.")
    assert codes(reading) == {"broken-line"}
    assert not [line for line in reading.ledger if line.use == NOT_UNDERSTOOD]


def test_five_uids_for_88_events_are_88_sessions() -> None:
    events = [f"UID:{n % 5}\nSUMMARY:Item {n}\nDTSTART:202405{n // 8 + 1:02}T{n % 8 + 9:02}0000Z" for n in range(88)]
    reading = read(ics(*events).encode())
    assert len(reading.programme.panels) == 88
    assert next(note.message for note in reading.notes if note.code == "repeated-id").startswith(
        "88 sessions share 5 ids"
    )


def test_an_event_repeated_in_every_field_is_read_once() -> None:
    reading = read(ics(TALK, TALK, TALK.replace("Saal", "Foyer")).encode())
    assert len(reading.programme.panels) == 2
    assert {"repeated-session", "repeated-id"} <= codes(reading)


def test_sessions_in_several_zones_are_told_in_that_of_most() -> None:
    other = TALK.replace("Berlin", "London").replace("UID:1", "UID:3")
    reading = read(ics(TALK, TALK.replace("UID:1", "UID:2"), other).encode())
    assert reading.programme.event.timezone == "Europe/Berlin"
    assert sorted(str(when.start) for when in whens(reading)) == ["10:00:00", "10:00:00", "11:00:00"]
    assert "several-zones" in codes(reading)


def test_a_zone_that_nobody_knows_is_asked_about() -> None:
    reading = read(ics(TALK.replace("Europe/Berlin", "Somewhere")).encode())
    assert whens(reading) == [When(date(2020, 5, 1), time(10), time(11))]
    assert [question.code for question in reading.questions] == ["timezone"]
    assert "unknown-zone" in codes(reading)


def test_both_halves_of_the_hour_that_is_repeated_are_told_apart() -> None:
    first = "UID:1\nSUMMARY:A\nDTSTART:20201025T003000Z\nDTEND:20201025T013000Z"
    second = "UID:2\nSUMMARY:B\nDTSTART:20201025T013000Z\nDTEND:20201025T023000Z"
    reading = read(ics(first, second).encode(), Options(timezone="Europe/Berlin"))
    spans = [when.span(BERLIN) for when in whens(reading)]
    begins = datetime(2020, 10, 25, 0, 30, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert spans == [(begins, begins + hour), (begins + hour, begins + 2 * hour)]


def test_a_title_in_a_calendar_stays_whole_unless_pretalx_wrote_it() -> None:
    events = [TALK.replace("Flüsse und Meere", title) for title in ("A - Ann Lee", "B - Bo Ray", "C (Di Fox)", "D - ")]
    others = read(ics(*events).encode()).programme
    assert sorted(panel.title for panel in others.panels) == ["A - Ann Lee", "B - Bo Ray", "C (Di Fox)", "D -"]
    assert not others.speakers
    events[2] = TALK.replace("Flüsse und Meere", "C - c - fox\\, Gil Ek")
    ours = read(ics(*events, product="-//pretalx//pretalx.com//").encode()).programme
    assert sorted(panel.title for panel in ours.panels) == ["A", "B", "C - c", "D"]
    assert sorted(speaker.name for speaker in ours.speakers) == ["Ann Lee", "Bo Ray", "Gil Ek", "fox"]


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from([
    "SUMMARY:A", "DTSTART:20200501T100000Z", "DTSTART:nonsense", "X-WEATHER:rain", "WEATHER:rain", "rain and more",
    "LOCATION:Saal", "RRULE:FREQ=DAILY", "ATTENDEE;CN=\"Ann Lee\";ROLE=CHAIR:mailto:a@example.org", "CATEGORIES:A,B",
]), min_size=1, max_size=6), max_size=4))  # fmt: skip
def test_each_line_of_a_calendar_stands_in_the_ledger_once(events: list[list[str]]) -> None:
    content = ics(TALK, *("\n".join(lines) for lines in events))
    reading = read(content.encode())
    assert len(reading.ledger) == sum(bool(line.strip()) for line in content.splitlines())


def test_our_own_feed_tells_rooms_from_the_venue_and_says_what_is_cancelled() -> None:
    base = make_programme(4)
    first, second, third, fourth = base.panels
    panels = (
        replace(first, room="room-1", track="track-1"),
        replace(second, room="room-2", state="cancelled", kind="workshop"),
        replace(third, number="", abstract=""),
        replace(fourth, when=replace(fourth.when, end=None), kind="break", title="Pause; and, so on", people=()),
    )
    rooms = (*base.rooms, Room("room-2", "Aula, North"))
    programme = replace(base, panels=panels, rooms=rooms, event=make_event(venue="Town Hall, Quay 1"))
    release = make_release(programme=programme)
    feed = write(calendar(release, "https://schedule.example", panels, name="Harbour Forum 2021"))
    got = read(feed, Options(timezone="America/Toronto")).programme

    def said(programme: object, panel: Panel) -> tuple[object, ...]:
        assert isinstance(programme, type(base))
        room = programme.room[panel.room].name if panel.room else ""
        people = [(programme.speaker[a.speaker].full_name, a.role, a.billing) for a in panel.people]
        return panel.title, panel.kind, panel.when, room, panel.state, people

    assert [said(got, panel) for panel in got.panels] == [said(programme, panel) for panel in programme.panels]
    assert got.event.title == "Harbour Forum 2021"
