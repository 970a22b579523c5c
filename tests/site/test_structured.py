"""What search engines learn of the pages: schema.org Events and Persons as JSON-LD."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client

from programme import addresses
from programme.model import Release, Room, When
from programme.publishing import History, next_release
from programme.writing import structured
from programme.writing.places import attendance, location
from programme.writing.structured import Site
from tests.builders import make_event, make_panel, make_programme, make_release
from tests.published import Published
from tests.site.forum import FIRST, PUBLISHED, make_forum
from tests.site.mesf import mesf
from tests.site.reading import page
from tests.site.schema_org import missing_recommended, problems

SITE = "http://127.0.0.1:8000"
STATUS = "https://schema.org/Event"


def node(client: Client, path: str) -> dict[str, Any]:
    (script,) = page(client, path).xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


@pytest.mark.parametrize("make", [make_forum, mesf])
def test_every_page_is_valid_for_search_engines(client: Client, published: Published, make: Any) -> None:
    release: Release = make()
    published.show(release)
    programme = release.programme
    assert problems(node(client, addresses.event(release))) == []
    for panel in programme.panels:
        if panel.when.date:
            found = node(client, addresses.panel(release, panel))
            assert problems(found) == [], panel.title
            known = {"description": panel.abstract, "endDate": panel.when.end, "performer": panel.people}
            assert missing_recommended(found) == [name for name in known if not known[name]], panel.title
    for speaker in programme.speakers:
        assert problems(node(client, addresses.speaker(release, speaker))) == [], speaker.name


@pytest.mark.usefixtures("forum")
def test_a_panel_says_all_that_is_known(client: Client) -> None:
    found = node(client, "/gulf-2021/panels/security/")
    assert (found["startDate"], found["endDate"]) == ("2021-05-19T10:30:00-04:00", "2021-05-19T11:45:00-04:00")
    assert found["image"] == f"{SITE}/gulf-2021/panels/security/card.png"
    assert [place["@type"] for place in found["location"]] == ["Place", "VirtualLocation"]
    assert found["location"][0]["name"] == "Great Hall"
    assert found["location"][1]["url"] == "https://example.org/live"
    assert [(who["name"], who["description"]) for who in found["performer"]] == [
        ("Dr. Sanam Vakil", "Deputy Director, Chatham House"),
        ("Ferry de Kerckhove", "Former Ambassador to Egypt"),
    ]
    assert (found["superEvent"]["name"], found["organizer"]["name"]) == ("Gulf Forum 2021", "Institute of Harbours")
    assert found["description"].endswith("And at what price?")


@pytest.mark.usefixtures("forum")
def test_a_cancelled_panel_is_said_to_be_cancelled(client: Client) -> None:
    assert node(client, "/gulf-2021/panels/trade/")["eventStatus"] == f"{STATUS}Cancelled"


@pytest.mark.usefixtures("forum")
def test_a_panel_without_a_date_is_no_event_yet(client: Client) -> None:
    assert b"ld+json" not in client.get("/gulf-2021/panels/to-come/").content


def moved(when: When, before: When | None = None, **facts: Any) -> dict[str, Any]:
    """The second panel of a release that moves it there from `before`, or from 10 to 10:50 am of the first day."""
    known = make_panel(2) if before is None else make_panel(2, when=before)
    first = make_release(programme=make_programme(items=(make_panel(1), known, make_panel(3))))
    programme = replace(first.programme, **facts)
    panels = (programme.panels[0], replace(programme.panels[1], when=when), *programme.panels[2:])
    things = (("panel", panels), ("speaker", programme.speakers), ("room", programme.rooms))
    slugs = {(kind, item.uid): item.slug for kind, items in things for item in items}
    later = PUBLISHED + timedelta(days=1)
    second = next_release(replace(programme, panels=panels), first, History(slugs, {}), later)
    assert second is not None
    found = structured.panel(second, second.programme.panel[panels[1].uid], Site(SITE))
    assert found is not None
    assert problems(found) == []
    return found


def test_a_moved_panel_says_when_it_was_to_begin() -> None:
    found = moved(When(FIRST + timedelta(days=1), time(15), time(16)))
    assert (found["eventStatus"], found["previousStartDate"]) == (f"{STATUS}Rescheduled", "2021-05-19T10:00:00-04:00")


def test_a_panel_that_ends_later_is_not_rescheduled() -> None:
    assert moved(When(FIRST, time(10), time(12)))["eventStatus"] == f"{STATUS}Scheduled"


def test_the_first_hour_on_the_announced_day_is_no_reschedule() -> None:
    hour = moved(When(FIRST, time(15)), before=When(FIRST))
    assert (hour["eventStatus"], hour.get("previousStartDate")) == (f"{STATUS}Scheduled", None)
    day = moved(When(FIRST + timedelta(days=1), time(15)), before=When(FIRST))
    assert (day["eventStatus"], day["previousStartDate"]) == (f"{STATUS}Rescheduled", f"{FIRST}")


def test_another_time_zone_is_another_start() -> None:
    found = moved(When(FIRST, time(10), time(10, 50)), event=make_event(timezone="Europe/Paris"))
    assert (found["startDate"], found["previousStartDate"]) == (
        "2021-05-19T10:00:00+02:00",
        "2021-05-19T10:00:00-04:00",
    )


@pytest.mark.parametrize(
    ("moves", "previous"),
    [
        ({}, None),
        ({"other": ["Wed 19 May 2021, 08:00–08:50"]}, None),
        ({"": ["Wed 19 May 2021, 08:00–08:50", "Tue 18 May 2021, 08:00"]}, "2021-05-19T08:00:00-04:00"),
        ({"": ["Wed 19 May 2021, 09:00–10:50", "Tue 18 May 2021"]}, "2021-05-18"),  # first only its end was moved
        ({"": ["", "no time"]}, None),
        ({"": ["Wed 19 May 2021"]}, None),  # its first hour
        ({"": ["Wed 19 May 2021", "Thu 20 May 2021, 08:00"]}, "2021-05-20T08:00:00-04:00"),
        ({"": ["Wed 19 May 2021, 08:00", "Wed 19 May 2021"]}, "2021-05-19T08:00:00-04:00"),
    ],
)
def test_a_panel_moved_by_an_earlier_release_stays_rescheduled(
    moves: dict[str, list[str]], previous: str | None
) -> None:
    release = make_release()
    panel = release.programme.panels[0]
    found = structured.panel(release, panel, Site(SITE, {uid or panel.uid: each for uid, each in moves.items()}))
    assert found is not None
    assert problems(found) == []
    assert found.get("previousStartDate") == previous


@pytest.mark.parametrize(
    ("venue", "room", "stream", "mode"),
    [
        ("Online", False, "", "Online"),
        ("en ligne (Zoom)", False, "", "Online"),
        ("Kempinski Hotel", True, "", "Offline"),
        ("Kempinski Hotel", True, "https://example.org/live", "Mixed"),
        ("Ottawa and online", False, "", "Mixed"),
        ("Hybrid: Ottawa", False, "", "Mixed"),
        ("", True, "", "Offline"),
        ("", False, "https://example.org/live", "Online"),
        ("", False, "", ""),
    ],
)
def test_where_it_takes_place_is_said_as_far_as_it_is_known(venue: str, room: bool, stream: str, mode: str) -> None:
    rooms = (Room("room-1", "Great Hall", stream=stream, slug="hall"),) if room else ()
    links = () if room or not stream else make_forum().programme.panels[1].links[:1]
    panel = make_panel(1, room="room-1" if room else "", links=links)
    release = make_release(programme=make_programme(items=(panel,), rooms=rooms, event=make_event(venue=venue)))
    assert attendance(release, [panel]) == (f"https://schema.org/{mode}EventAttendanceMode" if mode else "")
    places = location(release, [panel], f"{SITE}/x/")
    found = [place["@type"] for place in (places if isinstance(places, list) else [places] if places else [])]
    assert (
        found
        == {"Offline": ["Place"], "Online": ["VirtualLocation"], "Mixed": ["Place", "VirtualLocation"], "": []}[mode]
    )


def test_a_large_programme_lists_its_panels_in_short() -> None:
    small, large, huge = (structured.schedule(make_release(count), Site(SITE)) or {} for count in (50, 150, 151))
    assert (problems(small), problems(large, short=True), problems(huge)) == ([], [], [])
    assert set(large["subEvent"][0]) == {"@type", "@id", "name", "url", "startDate"}
    assert (len(small["subEvent"]), len(large["subEvent"]), "subEvent" in huge) == (50, 150, False)


def test_no_text_ends_the_script_that_it_stands_in(client: Client, published: Published) -> None:
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    published.show(
        make_release(programme=make_programme(items=(make_panel(1, title=evil),), event=make_event(title=evil)))
    )
    body = client.get("/harbour-2021/").content.decode()
    assert "alert(1)</script>" not in body
    assert node(client, "/harbour-2021/")["name"] == "</script><script>alert(1)</script><!-- &"
