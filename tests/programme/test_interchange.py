"""schedule.xml, schedule.json, xCal and jCal: valid by what is published of them, and read back as they were."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from programme.model import Link, Panel, Programme, Release, Track, When
from programme.reading import Options, read
from programme.writing import slots
from programme.writing.calendar import calendar, ics, panels_with_time
from programme.writing.frab import LONGEST, schedule_xml
from programme.writing.schedule_json import UNCOLOURED, schedule_json
from tests.builders import FIRST_DAY, make_event, make_panel, make_programme, make_release
from tests.needs import need_program, need_shared
from tests.programme.programmes import programmes
from tests.programme.released import SITE, make_busy, plain, released, timed

AS_SHOWN = Options(timezone="America/Toronto", start_date=FIRST_DAY)


@cache
def xml_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(need_shared("schemas/schedule.xml.xsd")))


@cache
def json_validator() -> Any:
    schema = json.loads(need_shared("schemas/schema.json").read_bytes())
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def assert_valid(release: Release) -> None:
    xml_schema().validate(schedule_xml(release, SITE))
    json_validator().validate(json.loads(schedule_json(release, SITE)))


def events(release: Release) -> list[etree._Element]:
    return list(etree.fromstring(schedule_xml(release, SITE)).iter("event"))


def sessions(release: Release) -> list[dict[str, Any]]:
    days = json.loads(schedule_json(release, SITE))["schedule"]["conference"]["days"]
    return [session for day in days for room in day["rooms"].values() for session in room]


def test_both_validate_with_everything_that_is_difficult() -> None:
    assert_valid(make_busy())


def test_xmllint_finds_the_xml_valid(tmp_path: Path) -> None:
    program = need_program("xmllint", "apt-get install libxml2-utils")
    file = tmp_path / "schedule.xml"
    file.write_bytes(schedule_xml(make_busy(), SITE))
    schema = need_shared("schemas/schedule.xml.xsd")
    done = subprocess.run([program, "--noout", "--schema", schema, file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, f"{file} validates\n")


@pytest.mark.parametrize("slug", ["ab", "mesf-2021", "Gulf", "a-b-c", "2021"])
@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "Asia/Ho_Chi_Minh", "EST5EDT"])
def test_both_validate_for_every_kind_of_address_and_zone(slug: str, zone: str) -> None:
    assert_valid(make_release(programme=make_programme(event=make_event(slug=slug, timezone=zone))))


@settings(max_examples=40)
@given(programmes())
def test_both_validate_for_whatever_organisers_write(programme: Programme) -> None:
    release = released(programme)
    if programme.dates:
        assert_valid(release)
    else:
        with pytest.raises(slots.NothingDatedError, match="has no dates yet"):
            schedule_xml(release, SITE)


def test_each_slot_has_an_id_and_a_guid_that_no_release_changes() -> None:
    first = make_release(programme=make_programme(300))
    later = replace(first, number=2, programme=replace(first.programme, panels=first.programme.panels[100:]))
    ids = {event.findtext("title"): (event.get("id"), event.get("guid")) for event in events(first)}
    kept = {event.findtext("title"): (event.get("id"), event.get("guid")) for event in events(later)}
    assert kept == {title: ids[title] for title in kept}
    assert len({number for number, _ in ids.values()}) == len({guid for _, guid in ids.values()}) == 300
    assert all(0 < int(number or 0) < 2**31 for number, _ in ids.values())
    assert {(str(s["id"]), s["guid"]) for s in sessions(first)} == set(ids.values())


def test_a_guid_is_the_uid_that_calendars_have() -> None:
    panel = make_panel(1)
    assert [event.get("guid") for event in events(make_release(1))] == [panel.uid]


def test_two_that_would_get_the_same_id_get_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_LARGEST", 50)
    found = slots.numbered(str(number) for number in range(40))
    assert len(set(found.values())) == 40
    assert found == slots.numbered(str(number) for number in reversed(range(40)))


def test_what_has_no_time_or_is_withdrawn_has_no_slot_and_what_is_cancelled_says_so() -> None:
    titles = [event.findtext("title") or "" for event in events(make_busy())]
    assert "Cancelled: Salt" in titles
    assert not {"No Time", "No Date", "Gulls", "Cancelled: Gulls"} & set(titles)
    assert sorted(titles) == sorted(session["title"] for session in sessions(make_busy()))


def test_days_end_at_midnight_so_that_apps_move_nothing_to_the_night() -> None:
    days = list(etree.fromstring(schedule_xml(make_busy(), SITE)).iter("day"))
    assert [(day.get("index"), day.get("date"), day.get("start"), day.get("end")) for day in days] == [
        ("1", "2021-05-19", "2021-05-19T00:00:00-04:00", "2021-05-20T00:00:00-04:00"),
        ("2", "2021-05-20", "2021-05-20T00:00:00-04:00", "2021-05-21T00:00:00-04:00"),
    ]
    dates = {event.findtext("title"): day.get("date") for day in days for event in day.iter("event")}
    assert (dates["Night"], dates["Small Hours"]) == ("2021-05-19", "2021-05-20")


def test_nothing_lasts_a_day_in_the_xml() -> None:
    lasting = {event.findtext("title"): event.findtext("duration") for event in events(make_busy())}
    assert (lasting["Exhibition"], lasting["Night"], lasting["No End"]) == ("23:59", "03:30", "01:00")
    (exhibition,) = (session for session in sessions(make_busy()) if session["title"] == "Exhibition")
    assert (exhibition["duration"], exhibition["end"]) == ("56:00", "2021-05-21T17:00:00-04:00")


def test_what_takes_place_while_clocks_change_lasts_as_long_as_it_does() -> None:
    saturday, sunday = date(2021, 11, 6), date(2021, 11, 7)  # in Toronto clocks go back from 2:00 to 1:00
    items = (
        make_panel(1, title="Across", when=When(sunday, time(1, 30), time(1, 15, fold=1))),
        make_panel(2, title="Party", when=When(saturday, time(22), time(4), sunday)),
    )
    release = make_release(programme=make_programme(items=items))
    assert_valid(release)
    lasting = {"Across": "00:45", "Party": "07:00"}
    assert {event.findtext("title"): event.findtext("duration") for event in events(release)} == lasting
    assert {session["title"]: session["duration"] for session in sessions(release)} == lasting
    for form in ("xml", "json"):
        assert_comes_back(release, form)


def test_nothing_is_empty_that_has_to_be_an_address() -> None:
    root = etree.fromstring(schedule_xml(make_busy(), SITE))
    assert [e.tag for e in root.iter("url", "base_url", "feedback_url", "logo") if not (e.text or "").strip()] == []
    assert [link.get("href") for link in root.iter("link")] == ["https://s.example/1"]
    assert [link.text for link in root.iter("link")] == ["Stream"]
    assert root.findall(".//event[@code]") == []


@pytest.mark.parametrize(("of_event", "shown"), [("", UNCOLOURED), ("#ff0000", "#ff0000")])
def test_every_track_has_a_slug_and_a_colour_without_which_eventfahrplan_reads_nothing(
    of_event: str, shown: str
) -> None:
    tracks = (Track("t1", "Sea", "#00aaff", "sea"), Track("t2", "M", "", "m"))
    release = make_release(programme=make_programme(event=make_event(colour=of_event), tracks=tracks))
    assert_valid(release)
    sea, short = json.loads(schedule_json(release, SITE))["schedule"]["conference"]["tracks"]
    assert (sea["slug"], sea["color"], short["color"]) == ("sea", "#00aaff", shown)
    assert short["slug"]


def test_an_address_has_no_round_brackets_because_eventfahrplan_ends_it_at_them() -> None:
    link = Link("https://wiki.example.org/Quay_(harbour)", "Quay")
    release = make_release(programme=make_programme(items=(make_panel(links=(link,)),)))
    wanted = "https://wiki.example.org/Quay_%28harbour%29"
    assert [found.get("href") for found in events(release)[0].iter("link")] == [wanted]
    assert [found["url"] for found in sessions(release)[0]["links"]] == [wanted]


def test_what_takes_place_in_no_room_is_at_the_venue_or_everywhere() -> None:
    def house(venue: str) -> set[str]:
        programme = make_programme(event=make_event(venue=venue))
        return {event.findtext("room") or "" for event in events(make_release(programme=programme))}

    assert (house("Port Hotel"), house(""), house("Great Hall")) == ({"Port Hotel"}, {"Everywhere"}, {"Everywhere"})


def test_persons_have_guids_that_say_nothing_of_them() -> None:
    guids = {UUID(person["guid"]) for session in sessions(make_busy()) for person in session["persons"]}
    assert len(guids) == 9
    told = next(session["persons"][0] for session in sessions(make_busy()) if "Salt" in session["title"])
    assert (told["name"], told["role"], told["affiliation"]) == (
        "Dr. Ada Speaker-2", "moderator", "Editor, The Quayside Letter",
    )  # fmt: skip


@pytest.mark.parametrize("stem", ["mesf-2021", "02-agenda-24h-date-headings", "07-francais", "14-with-mistakes"])
@pytest.mark.parametrize("form", ["xml", "json", "ics"])
def test_a_shown_programme_comes_back(stem: str, form: str) -> None:
    programme = read(need_shared(f"programmes/{stem}.txt").read_bytes(), AS_SHOWN).programme
    assert_comes_back(released(programme), form)


@settings(max_examples=40)
@given(programmes(), st.sampled_from(("xml", "json", "ics")))
def test_whatever_takes_place_when_and_where_comes_back(programme: Programme, form: str) -> None:
    release = released(plain(programme))
    if timed(release.programme):
        assert_comes_back(release, form)


def assert_comes_back(release: Release, form: str) -> None:
    """But for what the form cannot say: a feed has no rooms apart from their venue, schedule.xml no roles."""
    roles = form != "xml"
    # A feed's times are UTC and it names no zone (CALENDARS.md, traps 1 and 8), so whoever imports it does.
    again = read(written(release, form), AS_SHOWN if form == "ics" else Options()).programme
    assert again.event.timezone == release.programme.event.timezone
    if form == "ics":
        again = without_venue(again, release.programme.event.venue)
    expected = timed(capped(release) if form == "xml" else release.programme, ends=False, roles=roles)
    assert timed(again, ends=False, roles=roles) == expected


def capped(release: Release) -> Programme:
    """schedule.xml has nothing that lasts a day."""
    return replace(release.programme, panels=tuple(shortened(release, panel) for panel in release.programme.panels))


def shortened(release: Release, panel: Panel) -> Panel:
    zone = release.programme.zone
    start, end = panel.when.span(zone) or (None, None)
    if start is None or end is None:
        return panel
    return replace(panel, when=When.of_span(start, min(end, start + LONGEST), zone))


def without_venue(programme: Programme, venue: str) -> Programme:
    """In “Hall, Hotel”, a reader knows the venue only where something takes place in another part of it."""
    names = {room.uid: room.name.removesuffix(f", {venue}") for room in programme.rooms}
    rooms = tuple(replace(room, name="" if names[room.uid] == venue else names[room.uid]) for room in programme.rooms)
    return replace(programme, rooms=rooms)


def written(release: Release, form: str) -> bytes:
    if form == "ics":
        return ics(calendar(release, SITE, panels_with_time(release), name=release.programme.event.title))
    return schedule_xml(release, SITE) if form == "xml" else schedule_json(release, SITE)
