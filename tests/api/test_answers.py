"""What the API says of small releases, exactly."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.test import Client

from programme.model import Appearance, Link, Room, Speaker, Track, When
from tests.builders import FIRST_DAY, make_event, make_panel, make_programme, make_release
from tests.published import Published

SITE = "http://127.0.0.1:8000"
API = f"{SITE}/api/v1"
EVENT = "/api/v1/events/harbour-2021/"


def get(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(path)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


@pytest.fixture(autouse=True)
def _shown(published: Published) -> None:
    """Nets at 10:30 in the hall with two people, and Eels, cancelled, without a time."""
    people = (Appearance("s", "moderator", "Mayor, Port-Réal"), Appearance("q", paper="Salt", billing="Clerk"))
    nets = make_panel(
        uid="u1",
        title="Nets",
        slug="nets",
        number="A1",
        abstract="*Why*",
        language="en",
        when=When(FIRST_DAY, time(10, 30), time(11, 45)),
        room="r",
        track="t",
        links=(Link("https://stream.example.org/1", "Live", "stream"),),
        people=people,
        sequence=2,
    )
    eels = make_panel(2, uid="u2", title="Eels", slug="eels", when=When(), state="cancelled", people=people[:1])
    programme = make_programme(
        items=(nets, eels),
        event=make_event(colour="#8a1f2b"),
        rooms=(Room("r", "Hall", 80, slug="hall"),),
        tracks=(Track("t", "Policy", "#123456", slug="policy"),),
        speakers=(
            Speaker("s", "Zoë Ángel", "Dr.", "Born *here*.", "https://p.example.org/z.jpg", slug="zoe"),
            Speaker("q", "Wu Ling", slug="wu", links=(Link("https://wu.example.org"),)),
        ),
    )
    published.show(make_release(programme=programme, number=7, published=datetime(2021, 5, 3, 9, 30, tzinfo=UTC)))


NETS = {
    "uid": "u1",
    "slug": "nets",
    "number": "A1",
    "title": "Nets",
    "kind": "panel",
    "status": "confirmed",
    "abstract": "*Why*",
    "day": "2021-05-19",
    "start": "2021-05-19T10:30:00-04:00",
    "end": "2021-05-19T11:45:00-04:00",
    "timezone": "America/Toronto",
    "room": {"slug": "hall", "name": "Hall"},
    "track": {"slug": "policy", "name": "Policy"},
    "language": "en",
    "links": [{"url": "https://stream.example.org/1", "label": "Live", "rel": "stream"}],
    "people": [
        {
            "speaker": "zoe",
            "name": "Dr. Zoë Ángel",
            "role": "moderator",
            "billing": "Mayor, Port-Réal",
            "paper": "",
            "url": f"{API}/events/harbour-2021/speakers/zoe/",
        },
        {
            "speaker": "wu",
            "name": "Wu Ling",
            "role": "speaker",
            "billing": "Clerk",
            "paper": "Salt",
            "url": f"{API}/events/harbour-2021/speakers/wu/",
        },
    ],
    "to_come": 0,
    "sequence": 2,
    "changed": "2021-04-27T12:00:00+00:00",
    "url": f"{API}/events/harbour-2021/panels/nets/",
    "page": f"{SITE}/harbour-2021/panels/nets/",
    "calendar": f"{SITE}/harbour-2021/panels/nets.ics",
}

WU = {
    "uid": "q",
    "slug": "wu",
    "name": "Wu Ling",
    "honorific": "",
    "post_nominal": "",
    "bio": "",
    "photo": "",
    "links": [{"url": "https://wu.example.org", "label": "", "rel": ""}],
    "url": f"{API}/events/harbour-2021/speakers/wu/",
    "page": f"{SITE}/harbour-2021/speakers/wu/",
    "calendar": f"{SITE}/harbour-2021/speakers/wu.ics",
}

HARBOUR = {
    "slug": "harbour-2021",
    "title": "Harbour Forum 2021",
    "timezone": "America/Toronto",
    "organiser": "Institute of Harbours",
    "venue": "Online",
    "about": "",
    "contact": "",
    "languages": ["en"],
    "colour": "#8a1f2b",
    "clock": "",
    "first_day": "2021-05-19",
    "last_day": "2021-05-19",
    "release": 7,
    "published": "2021-05-03T09:30:00+00:00",
    **{name: f"{API}/events/harbour-2021/{name}/" for name in ("days", "rooms", "tracks", "panels", "speakers")},
    "page": f"{SITE}/harbour-2021/",
    "calendar": f"{SITE}/harbour-2021/calendar.ics",
}


def one(result: dict[str, Any]) -> dict[str, Any]:
    return {"count": 1, "next": None, "previous": None, "results": [result]}


def test_the_root_says_where_everything_is(client: Client) -> None:
    assert get(client, "/api/v1/") == {"events": f"{API}/events/", "schema": f"{API}/schema/", "docs": f"{API}/docs/"}


def test_the_events(client: Client) -> None:
    assert get(client, "/api/v1/events/") == one(HARBOUR)
    assert get(client, EVENT) == HARBOUR


def test_the_days(client: Client) -> None:
    assert get(client, f"{EVENT}days/") == one(
        {
            "date": "2021-05-19",
            "title": "Theme of day 1",
            "panels": f"{API}/events/harbour-2021/panels/?day=2021-05-19",
            "calendar": f"{SITE}/harbour-2021/days/2021-05-19.ics",
        }
    )


def test_the_rooms(client: Client) -> None:
    assert get(client, f"{EVENT}rooms/") == one(
        {
            "slug": "hall",
            "name": "Hall",
            "capacity": 80,
            "stream": "",
            "panels": f"{API}/events/harbour-2021/panels/?room=hall",
            "calendar": f"{SITE}/harbour-2021/rooms/hall.ics",
        }
    )


def test_the_tracks(client: Client) -> None:
    assert get(client, f"{EVENT}tracks/") == one(
        {
            "slug": "policy",
            "name": "Policy",
            "colour": "#123456",
            "panels": f"{API}/events/harbour-2021/panels/?track=policy",
            "calendar": f"{SITE}/harbour-2021/tracks/policy.ics",
        }
    )


def test_a_panel(client: Client) -> None:
    assert get(client, f"{EVENT}panels/nets/") == NETS
    assert get(client, f"{EVENT}panels/")["results"][0] == NETS


def test_a_cancelled_panel_without_a_time_says_so(client: Client) -> None:
    eels = get(client, f"{EVENT}panels/eels/")
    assert [eels[name] for name in ("status", "day", "start", "end", "room", "track")] == ["cancelled", *[None] * 5]


def test_a_speaker_with_their_panels(client: Client) -> None:
    part = {
        "panel": "nets",
        "title": "Nets",
        "status": "confirmed",
        "start": "2021-05-19T10:30:00-04:00",
        "end": "2021-05-19T11:45:00-04:00",
        "role": "speaker",
        "billing": "Clerk",
        "paper": "Salt",
        "url": f"{API}/events/harbour-2021/panels/nets/",
    }
    assert get(client, f"{EVENT}speakers/wu/") == {**WU, "panels": [part]}
    assert get(client, f"{EVENT}speakers/")["results"][1] == WU


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("events/elsewhere/", "No event is published at /elsewhere/."),
        ("events/elsewhere/panels/", "No event is published at /elsewhere/."),
        ("events/harbour-2021/panels/gulls/", "There is no panel “gulls” in this programme."),
        ("events/harbour-2021/speakers/nobody/", "There is no speaker “nobody” in this programme."),
        ("events/harbour-2021/panels/?page=2", "There is no page 2. The last is page 1."),
        ("nonsense/", f"There is nothing at /api/v1/nonsense/. {API}/ says what there is."),
    ],
)
def test_what_is_not_there_is_404_as_json(client: Client, path: str, detail: str) -> None:
    assert get(client, f"/api/v1/{path}", 404) == {"detail": detail}


def test_an_address_without_its_slash_leads_to_the_one_with_it(client: Client) -> None:
    response = client.get("/api/v1/events")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/events/")
