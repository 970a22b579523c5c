"""schedule.xml, schedule.json and calendars: real ones beside what an independent parser finds, and their mistakes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from programme.model import Appearance, Link, Panel, Programme, Release, Room, Speaker, Track, When
from programme.reading import Options, Reading, read
from programme.reading.values import NOT_UNDERSTOOD
from programme.writing.calendar import calendar, ics
from tests.builders import make_event

SCHEDULES = Path(__file__).parents[3] / "shared" / "schedules"
BERLIN, ADELAIDE = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Adelaide")
needs_schedules = pytest.mark.skipif(not SCHEDULES.is_dir(), reason="../shared/schedules is not beside the repository")


def found(reading: Reading) -> Counter[object]:
    """Title, start and end in UTC, room and people of each session."""
    programme = reading.programme
    return Counter(
        (
            panel.title,
            panel.when.span(programme.zone),
            programme.room[panel.room].name if panel.room else "",
            tuple(programme.speaker[part.speaker].name for part in panel.people),
        )
        for panel in programme.panels
    )


@needs_schedules
def test_a_real_schedule_xml_is_read_whole() -> None:
    content = (SCHEDULES / "31c3.schedule.xml").read_bytes()
    expected: Counter[object] = Counter()
    for event in ET.fromstring(content).iter("event"):  # noqa: S314 - a file of our own
        start = datetime.fromisoformat(event.findtext("date", ""))
        hours, minutes = map(int, event.findtext("duration", "").split(":"))
        people = tuple(" ".join((person.text or "").split()) for person in event.iter("person"))
        span = start.astimezone(UTC), start.astimezone(UTC) + timedelta(hours=hours, minutes=minutes)
        expected[(event.findtext("title", "").strip(), span, event.findtext("room"), people)] += 1
    reading = read(content, Options(timezone="Europe/Berlin"))
    assert sum(expected.values()) == 138
    assert {(title, span, room) for title, span, room, _ in expected} == {
        (title, span, room) for title, span, room, _ in found(reading)
    }
    names = {fold(name) for *_, people in expected for name in people}
    assert {fold(name) for *_, people in found(reading) for name in people} == names
    assert reading.complete
    asked = read(content, Options())
    assert [question.code for question in asked.questions] == ["timezone"]


def fold(name: str) -> str:
    """A name without what the reader tells apart from it: Dr, Prof."""
    return re.sub(r"^(?:Dr\.?|Prof\.?)\s+", "", name).casefold()


@needs_schedules
def test_a_real_calendar_is_read_whole() -> None:
    content = (SCHEDULES / "pycon-au-adelaide.ics").read_bytes()
    text = re.sub(r"\r?\n[ \t]", "", content.decode())
    expected = set()
    for event in text.split("BEGIN:VEVENT")[1:]:
        values = dict(re.findall(r"^([A-Z]+)(?:;[^:\n]*)?:(.*?)\r?$", event, re.MULTILINE))
        plain = {
            key: value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") for key, value in values.items()
        }
        start, end = (datetime.strptime(values[key], "%Y%m%dT%H%M%S") for key in ("DTSTART", "DTEND"))  # noqa: DTZ007
        span = tuple(moment.replace(tzinfo=ADELAIDE).astimezone(UTC) for moment in (start, end))
        expected.add((plain["SUMMARY"], span, plain["LOCATION"]))
    reading = read(content)
    assert len(reading.programme.panels) == len(expected) == 94
    got = {(title, span, room) for title, span, room, _ in found(reading)}
    whole = {
        (f"{title} - {', '.join(people)}" if people else title, span, room)
        for title, span, room, people in found(reading)
    }
    assert {(span, room) for _, span, room in got} == {(span, room) for _, span, room in expected}
    assert len(whole & expected) > 85  # the others have people whose titles or pronouns are told apart
    assert reading.programme.event.timezone == "Australia/Adelaide"
    assert reading.complete


CALENDAR = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Somebody//EN\r
X-WR-CALNAME:Estuary Forum\r
{events}END:VCALENDAR\r
"""


def events(*bodies: str) -> bytes:
    texts = "".join(f"BEGIN:VEVENT\r\n{body.strip()}\r\nEND:VEVENT\r\n" for body in bodies)
    return CALENDAR.format(events=texts).encode()


def test_one_uid_for_all_events_is_noted_and_all_are_read() -> None:
    reading = read(
        events(*(f"UID:x\nSUMMARY:Item {n}\nDTSTART:20240606T0{n}0000Z\nDTEND:20240606T0{n}3000Z" for n in range(8)))
    )
    assert len(reading.programme.panels) == 8
    assert [note.code for note in reading.notes if note.level == "warning"] == ["repeated-id"]


def test_a_calendar_behind_markup_is_read() -> None:
    content = b"<html><body>\r\nHTTP/1.1 200 OK\r\n" + events(
        "SUMMARY:Rivers\nDTSTART:20240606T090000Z\nDURATION:PT45M"
    )
    programme = read(content, Options(timezone="Europe/Amsterdam")).programme
    assert [(p.title, p.when) for p in programme.panels] == [("Rivers", When(date(2024, 6, 6), time(11), time(11, 45)))]


def test_times_without_a_zone_are_asked_about_and_kept_as_written() -> None:
    reading = read(events("SUMMARY:Rivers\nDTSTART:20240606T090000\nDTEND:20240606T100000"))
    assert [question.code for question in reading.questions] == ["timezone"]
    told = read(
        events("SUMMARY:Rivers\nDTSTART:20240606T090000\nDTEND:20240606T100000"), Options(timezone="Europe/Oslo")
    )
    assert told.programme.panels[0].when == When(date(2024, 6, 6), time(9), time(10))


def test_windows_names_and_own_definitions_of_zones_are_known() -> None:
    content = events("SUMMARY:Rivers\nDTSTART;TZID=Eastern Standard Time:20240606T090000\nDURATION:PT1H")
    assert read(content).programme.event.timezone == "America/New_York"
    defined = (
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0330\r\n"
        "TZOFFSETTO:+0330\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    event = "BEGIN:VEVENT\r\nSUMMARY:Rivers\r\nDTSTART;TZID=Ours:20240606T090000\r\nEND:VEVENT\r\n"
    reading = read(CALENDAR.format(events=defined + event).encode(), Options(timezone="UTC"))
    assert reading.programme.panels[0].when.start == time(5, 30)


def test_what_a_calendar_says_twice_or_not_at_all_is_noted() -> None:
    reading = read(
        events(
            "SUMMARY:Yoga\nDTSTART:20240606T070000Z\nRRULE:FREQ=DAILY",
            "SUMMARY:Fair\nDTSTART;VALUE=DATE:20240606",
            "SUMMARY:Cancelled: Dykes\nDTSTART:20240606T090000Z\nSTATUS:CANCELLED",
            "SUMMARY:Dykes\nDTSTART:20240606T090000Z\nthis is no property",
        ),
        Options(timezone="UTC"),
    )
    codes = {note.code for note in reading.notes}
    assert {"recurring", "all-day", "cancelled", "broken-line"} <= codes
    assert [panel.state for panel in reading.programme.panels].count("cancelled") == 1


def test_our_own_feed_is_read_back() -> None:
    panel = Panel(
        "8a0f5d8e-0000-4000-8000-000000000001", "Who Owns a River?", "keynote", "", "What a river is.\n\nIn law.",
        When(date(2021, 5, 19), time(9), time(10, 15)), "r1", "t1",
        links=(Link("https://a.example/live", rel="stream"),),
        people=(Appearance("s1", "moderator", "Editor, Tidewater"), Appearance("s2", "speaker", "", "Locks")),
        slug="who", changed=datetime(2021, 5, 1, tzinfo=UTC),
    )  # fmt: skip
    programme = Programme(
        replace(make_event(), timezone="Europe/Amsterdam", venue="", title="Forum"),
        rooms=(Room("r1", "Aula"),), tracks=(Track("t1", "Water"),),
        speakers=(Speaker("s1", "Ada Larsen", slug="ada"), Speaker("s2", "Bo Raymond", slug="bo")),
        panels=(panel, replace(panel, uid="8a0f5d8e-0000-4000-8000-000000000002", title="Open end",
                               when=When(date(2021, 5, 19), time(11)), people=())),
    )  # fmt: skip
    release = Release(1, datetime(2021, 5, 1, tzinfo=UTC), programme)
    feed = ics(calendar(release, "https://schedule.example", programme.panels, name="Forum"))
    got = read(feed, Options(timezone="Europe/Amsterdam")).programme
    assert [(p.title, p.kind, p.abstract, p.when, p.links) for p in got.panels] == [
        (p.title, p.kind, p.abstract, p.when, p.links) for p in programme.panels
    ]
    assert [(got.speaker[p.speaker].name, p.role, p.billing, p.paper) for p in got.panels[0].people] == [
        ("Ada Larsen", "moderator", "Editor, Tidewater", ""), ("Bo Raymond", "speaker", "", "Locks")
    ]  # fmt: skip
    assert (got.rooms[0].name, got.tracks[0].name, got.event.title) == ("Aula", "Water", "Forum")


XML = """<?xml version='1.0' encoding='utf-8'?><schedule><version>1</version>
<conference><title>Forum</title></conference>
<day index='1' date='2024-06-06' start='2024-06-06T09:00:00+02:00' end='2024-06-07T04:00:00+02:00'>
<room name='Aula'>{events}</room></day></schedule>"""


def schedule(*bodies: str) -> bytes:
    return XML.format(events="".join(f"<event id='1' guid='g'>{body}</event>" for body in bodies)).encode()


def test_a_session_after_midnight_is_on_the_date_after_its_day() -> None:
    reading = read(
        schedule("<title>Late</title><start>22:00</start><duration>01:00</duration>",
                 "<title>Night</title><start>01:00</start><duration>00:30</duration>"),
        Options(timezone="Europe/Amsterdam"),
    )  # fmt: skip
    assert [(p.title, str(p.when.date)) for p in reading.programme.panels] == [
        ("Late", "2024-06-06"),
        ("Night", "2024-06-07"),
    ]
    assert "repeated-id" in {note.code for note in reading.notes}


def test_an_element_that_nobody_knows_is_not_understood() -> None:
    reading = read(schedule("<title>A</title><start>10:00</start><weather>rain</weather>"), Options(timezone="UTC"))
    assert [line.text for line in reading.ledger if line.use == NOT_UNDERSTOOD] == ["rain"]
    assert "weather" in " ".join(note.message for note in reading.notes)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (schedule("<title>A</wrong>"), "the XML is broken at line"),
        (b"<!DOCTYPE schedule [<!ENTITY a 'b'>]>" + schedule("<title>&a;</title>").partition(b"?>")[2], "entities"),
        (b'{"schedule": {"conference": {"days": [', "broken"),
        (b'{"weather": ["rain"], "name": "x"}', "no schedule"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no events"),
        (b"[" * 100_000 + b'"' + b"]" * 100_000, "nested"),
    ],
)  # fmt: skip
def test_a_broken_schedule_is_refused_with_its_reason(content: bytes, said: str) -> None:
    reading = read(content)
    assert [note.level for note in reading.notes] == ["error"]
    assert said in reading.notes[0].message


SCHEDULE = b"""{"schedule": {"version": "1", "conference": {"title": "Forum", "time_zone_name": "Europe/Amsterdam",
    "days": [{"index": 1, "date": "2024-06-06", "rooms": {"Aula": [{"id": 1, "guid": "g", "title": "Rivers",
    "date": "2024-06-06T09:30:00+02:00", "start": "09:30", "duration": "01:15", "track": "Water", "language": "en",
    "abstract": "Short.", "description": "Long.", "persons": [{"id": 4, "name": "Ada Larsen"}],
    "links": [{"url": "https://a.example/s.pdf", "title": "Slides"}]}]}}]}}}"""


def test_a_schedule_json_says_all_that_it_has() -> None:
    programme = read(SCHEDULE).programme
    panel = programme.panels[0]
    assert (panel.title, panel.when, panel.language) == (
        "Rivers",
        When(date(2024, 6, 6), time(9, 30), time(10, 45)),
        "en",
    )
    assert (panel.abstract, programme.tracks[0].name, programme.rooms[0].name) == ("Short.\n\nLong.", "Water", "Aula")
    assert [speaker.name for speaker in programme.speakers] == ["Ada Larsen"]
    assert [link.url for link in panel.links] == ["https://a.example/s.pdf"]


SESSIONS = b"""{"sessions": [{"id": "1", "title": "Rivers", "startsAt": "2024-06-06T09:00:00",
    "endsAt": "2024-06-06T10:00:00", "speakers": ["s"], "roomId": 7}], "rooms": [{"id": 7, "name": "Aula"}],
    "speakers": [{"id": "s", "fullName": "Ada Larsen", "tagLine": "Editor"}]}"""


def test_sessionizes_lists_name_people_and_rooms_by_their_ids() -> None:
    programme = read(SESSIONS, Options(timezone="Europe/Oslo")).programme
    panel = programme.panels[0]
    assert (panel.title, panel.when, programme.rooms[0].name) == (
        "Rivers",
        When(date(2024, 6, 6), time(9), time(10)),
        "Aula",
    )
    assert [(programme.speaker[p.speaker].name, p.billing) for p in panel.people] == [("Ada Larsen", "Editor")]
