"""schedule.xml and schedule.json with the mistakes that real ones have; and that no piece of any is lost."""

from __future__ import annotations

import itertools
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.model import When
from programme.reading import Reading, read
from programme.reading.naming import split_honorific
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE

SCHEDULES = Path(__file__).parents[3] / "shared" / "schedules"
needs_schedules = pytest.mark.skipif(not SCHEDULES.is_dir(), reason="../shared/schedules is not beside the repository")
BERLIN = ZoneInfo("Europe/Berlin")


def frab(*events: str, head: str = "<time_zone_name>Europe/Berlin</time_zone_name>", day: str = "") -> bytes:
    return (
        f"<?xml version='1.0' encoding='utf-8'?><schedule><conference><title>Forum</title>{head}</conference>"
        f"<day index='1' date='2024-06-06'{day}><room name='Aula'>{''.join(events)}</room></day></schedule>"
    ).encode()


def event(number: int, *more: str, **facts: str) -> str:
    told = {"date": "2024-06-06T10:00:00+02:00", "start": "10:00", "duration": "01:00", "title": "Rivers"} | facts
    fields = "".join(f"<{name}>{value}</{name}>" for name, value in told.items() if value)
    return f"<event id='{number}' guid='g{number}'>{fields}{''.join(more)}</event>"


def codes(reading: Reading) -> set[str]:
    return {note.code for note in reading.notes} - {"text-outside"}


def whens(reading: Reading) -> list[When]:
    return [panel.when for panel in reading.programme.panels]


@needs_schedules
def test_the_people_of_each_session_of_a_real_schedule_are_those_that_it_lists() -> None:
    content = (SCHEDULES / "31c3.schedule.xml").read_bytes()
    expected = Counter(
        (" ".join((e.findtext("title") or "").split()), tuple(bare(p.text or "") for p in e.iter("person")))
        for e in ET.fromstring(content).iter("event")  # noqa: S314 - a file of our own
    )
    programme = read(content).programme
    assert expected == Counter(
        (p.title, tuple(programme.speaker[a.speaker].name for a in p.people)) for p in programme.panels
    )


def bare(name: str) -> str:
    return split_honorific(" ".join(name.split()))[1]


@pytest.mark.parametrize(
    ("written", "start", "said"),
    [
        (event(1), "2024-06-06T08:00", set()),
        (event(1, date="2024-06-06T08:00:00Z"), "2024-06-06T08:00", set()),
        (event(1, date="2024-06-06T10:00:00"), "2024-06-06T08:00", set()),
        (event(1, date="2024-06-07T01:00:00+02:00", start="01:00"), "2024-06-06T23:00", set()),
        (event(1, start="11:00"), "2024-06-06T08:00", {"start-differs"}),
        (event(1, date=""), "2024-06-06T08:00", set()),
        (event(1, date="tomorrow"), "2024-06-06T08:00", {"bad-date"}),
        (event(1, date="2024-10-27T02:30:00+01:00", start="02:30"), "2024-10-27T01:30", set()),
        (event(1, date="2024-10-27T02:30:00+02:00", start="02:30"), "2024-10-27T00:30", set()),
    ],
)
def test_the_instant_of_a_session_is_what_the_schedule_says(written: str, start: str, said: set[str]) -> None:
    reading = read(frab(written))
    begins = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert [when.span(BERLIN) for when in whens(reading)] == [(begins, begins + timedelta(hours=1))]
    assert codes(reading) == said


def test_the_small_hours_belong_to_the_night_before_as_far_as_the_day_goes_on() -> None:
    late, night, dawn = (event(n, date="", start=at, title=at) for n, at in enumerate(("23:00", "03:00", "07:00")))
    for day in ("", " start='2024-06-06T09:00:00+02:00' end='2024-06-07T04:00:00+02:00'"):
        found = [
            (p.title, p.when.date.day if p.when.date else 0)
            for p in read(frab(late, night, dawn, day=day)).programme.panels
        ]
        assert found == [("07:00", 6), ("23:00", 6), ("03:00", 7)]
    changed = frab(late, night, dawn, head="<day_change>09:00:00</day_change>")
    assert [p.title for p in read(changed).programme.panels] == ["23:00", "03:00", "07:00"]


def test_a_session_over_a_day_ends_on_another_date() -> None:
    assert whens(read(frab(event(1, duration="26:30")))) == [
        When(date(2024, 6, 6), time(10), time(12, 30), date(2024, 6, 7))
    ]


def test_people_without_names_are_noted_and_open_places_kept_out() -> None:
    persons = "<persons><person id='1'>Ann Lee</person><person id='2'/><person id='3'>TBA</person></persons>"
    reading = read(frab(event(1, persons)))
    assert [speaker.name for speaker in reading.programme.speakers] == ["Ann Lee"]
    assert codes(reading) == {"no-name", "to-be-confirmed"}


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (frab(event(1, title="Rivers & Seas")), "Rivers & Seas"),
        (frab(event(1, title="Rivers&nbsp;&eacute;")), "Rivers é"),
        (frab(event(1, title="Ri\x0bvers")), "Rivers"),
        (frab(event(1, title="Flüsse")).decode().encode("latin-1"), "Flüsse"),
        (frab(event(1, title="Flüsse")).replace(b"utf-8", b"klingon"), "Flüsse"),
    ],
)
def test_xml_that_is_not_well_formed_is_mended_where_nothing_is_lost_by_it(written: bytes, title: str) -> None:
    reading = read(written)
    assert [panel.title for panel in reading.programme.panels] == [title]
    assert codes(reading) == {"mended"}


def test_neither_entities_nor_depth_cost_memory() -> None:
    names = "abcdefghij"
    grown = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in itertools.pairwise(names))
    laughs = f"<!DOCTYPE schedule [<!ENTITY a '{'ha' * 10}'>{grown}]>".encode()
    body = frab(event(1, title="&j;")).partition(b"?>")[2]
    for content in (laughs + body, laughs + body.replace(b"'Aula'", b"'&j;'"), frab(event(1, "<a>" * 5000))):
        assert [note.level for note in read(content).notes] == ["error"]


SESSION = {"id": 1, "guid": "a", "title": "Rivers", "date": "2024-06-06T10:00:00+02:00", "start": "10:00",
           "duration": "01:00", "persons": [{"id": 4, "name": "Ann Lee", "public_name": "Ann Lee"}]}  # fmt: skip


def schedule_json(rooms: str) -> bytes:
    return (
        '{"schedule": {"version": "1", "conference": {"title": "Forum", "time_zone_name": "Europe/Berlin", "days": ['
        f'{{"index": 1, "date": "2024-06-06", "rooms": {rooms}}}]}}}}}}'
    ).encode()


def test_a_room_that_stands_twice_in_a_json_object_loses_no_session() -> None:
    first, second = json.dumps(SESSION), json.dumps({**SESSION, "guid": "b", "id": 2, "title": "Seas"})
    reading = read(schedule_json(f'{{"Aula": [{first}], "Aula": [{second}, "stray"]}}'))
    assert [panel.title for panel in reading.programme.panels] == ["Rivers", "Seas"]
    assert [line.text for line in reading.ledger if line.use == NOT_UNDERSTOOD] == ["stray"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-16"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("Rivers", "Ri\x0bvers").encode(),
        lambda text: text.replace("Rivers", "Ri\\ud800vers\\u0000").encode(),
        lambda text: text.replace('"id": 4', f'"id": {"9" * 5000}').encode(),
    ],
)
def test_json_is_read_in_every_encoding_and_with_odd_values(change: object) -> None:
    assert callable(change)
    reading = read(change(schedule_json(json.dumps({"Aula": [SESSION]})).decode()))
    assert [(panel.title, panel.when.start) for panel in reading.programme.panels] == [("Rivers", time(10))]


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    elif value is not None and str(value).strip():
        yield str(value).strip()


words = st.text("abc é&<>\"'\n", max_size=12)
persons = st.lists(
    st.fixed_dictionaries({"id": st.integers(0, 9)}, optional={"name": words, "weather": words}), max_size=3
)
session = st.fixed_dictionaries(
    {"title": words, "start": st.sampled_from(["09:00", "23:00", "01:00", "x", ""])},
    optional={"duration": words, "track": words, "persons": persons, "weather": words, "type": words, "room": words},
)


@settings(max_examples=60)
@given(st.lists(session, min_size=1, max_size=4))
def test_each_value_of_a_json_schedule_stands_in_the_ledger_once(sessions: list[dict[str, object]]) -> None:
    whole = [SESSION, *sessions]
    reading = read(schedule_json(json.dumps({"Aula": whole})))
    values = [*leaves(whole), "1", "Forum", "Europe/Berlin", "1", "2024-06-06", "Aula"]
    assert len(reading.ledger) == len(values)
    assert [line.number for line in reading.ledger] == list(range(1, len(values) + 1))
    assert sum(line.use not in (OUTSIDE, NOT_UNDERSTOOD) for line in reading.ledger) > 5


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["title", "start", "abstract", "weather", "url", "track"]), words), max_size=5
        ),
        max_size=4,
    )
)
def test_each_text_and_attribute_of_an_xml_schedule_stands_in_the_ledger_once(
    events: list[list[tuple[str, str]]],
) -> None:
    root = ET.fromstring(frab(event(1)))  # noqa: S314 - a file of our own
    room = next(root.iter("room"))
    for number, fields in enumerate(events, 2):
        made = ET.SubElement(room, "event", id=str(number))
        for name, value in fields:
            ET.SubElement(made, name).text = value
    reading = read(ET.tostring(root))
    pieces = sum(bool((e.text or "").strip()) + sum(bool(v.strip()) for v in e.attrib.values()) for e in root.iter())
    assert len(reading.ledger) == pieces
