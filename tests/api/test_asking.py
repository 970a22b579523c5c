"""Filters and pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from programme.model import Room, Track
from tests.builders import FIRST_DAY, make_panel, make_programme, make_release
from tests.published import Published

EVENT = "/api/v1/events/harbour-2021/"
PANELS = f"{EVENT}panels/"


@pytest.fixture
def three(published: Published) -> None:
    """1 in the hall on policy, 2 a keynote in the attic, 9 on the second day, for the whole house."""
    items = (
        make_panel(1, slug="one", room="h", track="p"),
        make_panel(2, slug="two", room="a", kind="keynote"),
        make_panel(9, slug="nine", track="p"),
    )
    rooms = (Room("h", "Hall", slug="hall"), Room("a", "Attic", slug="attic"))
    tracks = (Track("p", "Policy", slug="policy"), Track("l", "Law", slug="law"))
    published.show(make_release(programme=make_programme(items=items, rooms=rooms, tracks=tracks)))


def slugs(client: Client, query: str) -> list[str]:
    response = client.get(f"{PANELS}?{query}")
    assert response.status_code == 200, response.content
    return [panel["slug"] for panel in response.json()["results"]]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["one", "two", "nine"]),
        (f"day={FIRST_DAY}", ["one", "two"]),
        (f"day={FIRST_DAY + timedelta(days=1)}", ["nine"]),
        ("room=attic", ["two"]),
        ("track=policy", ["one", "nine"]),
        ("track=law", []),
        ("speaker=ada-speaker-2", ["one", "two"]),
        ("kind=keynote", ["two"]),
        ("kind=break", []),
        (f"day={FIRST_DAY}&track=policy", ["one"]),
        ("track=policy&page=2&page_size=1", ["nine"]),
    ],
)
def test_filters_leave_what_passes_all_of_them(client: Client, query: str, expected: list[str]) -> None:
    assert slugs(client, query) == expected


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("room=cellar", "The parameter “room” is “cellar”. It can be one of hall, attic."),
        ("day=today", "The parameter “day” is “today”. It can be one of 2021-05-19, 2021-05-20."),
        ("track=", "The parameter “track” is “”. It can be one of policy, law."),
        (
            "speaker=x",
            "The parameter “speaker” is “x”. It can be one of ada-speaker-1, ada-speaker-10, ada-speaker-2, ",
        ),
        ("kind=Panel", "The parameter “kind” is “Panel”. It can be one of panel, keynote, talk, "),
        (
            "rooms=hall",
            "There is no parameter “rooms” here. It takes day, room, track, speaker, kind, page, page_size.",
        ),
        ("room=hall&room=attic", "The parameter “room” is given 2 times. Give it once."),
        ("page=0", "The parameter “page” is “0”. It is a whole number from 1 on."),
        ("page=two", "The parameter “page” is “two”. It is a whole number from 1 on."),
        ("page_size=201", "The parameter “page_size” is “201”. It is a whole number from 1 to 200."),
    ],
)
def test_what_is_misspelt_is_an_error_that_says_what_is_allowed(client: Client, query: str, detail: str) -> None:
    response = client.get(f"{PANELS}?{query}")
    assert response.status_code == 400
    assert response.json()["detail"].startswith(detail)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("path", ["/api/v1/", EVENT, f"{PANELS}one/", f"{EVENT}speakers/ada-speaker-1/"])
def test_addresses_of_one_thing_take_no_parameters(client: Client, path: str) -> None:
    response = client.get(f"{path}?room=hall")
    assert response.status_code == 400
    assert response.json() == {"detail": "There is no parameter “room” here. It takes none."}


def test_allowed_values_in_a_message_are_not_endless(client: Client, published: Published) -> None:
    published.show(make_release(60))
    detail = client.get(f"{PANELS}?speaker=x").json()["detail"]
    assert detail.endswith(" and 41 more.")


def test_pages_follow_each_other_and_keep_the_filters(client: Client, published: Published) -> None:
    published.show(make_release(120))
    path, found, queries = f"{PANELS}?kind=panel", [], []
    while path:
        page: dict[str, Any] = client.get(path).json()
        assert page["count"] == 120
        found += [panel["number"] for panel in page["results"]]
        queries.append((page["previous"], page["next"]))
        path = page["next"]
    start = "http://127.0.0.1:8000/api/v1/events/harbour-2021/panels/?kind=panel&page="
    assert queries == [(None, f"{start}2"), (f"{start}1", f"{start}3"), (f"{start}2", None)]
    assert found == [str(number) for number in range(1, 121)]


def test_200_rows_are_the_most_of_a_page(client: Client, published: Published) -> None:
    published.show(make_release(300))
    assert len(client.get(f"{PANELS}?page_size=200").json()["results"]) == 200


@pytest.mark.parametrize("collection", ["events/", *(f"events/harbour-2021/{c}/" for c in ("days", "rooms", "tracks"))])
def test_every_list_has_pages(client: Client, published: Published, collection: str) -> None:
    published.show(make_release(1))
    page = client.get(f"/api/v1/{collection}?page_size=1").json()
    assert (page["count"], len(page["results"])) == (1, 1)


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize("what", ["panels/", "speakers/", "days/", "panels/harbours-and-tides-part-1/", ""])
def test_nothing_asks_the_database(client: Client, published: Published, count: int, what: str) -> None:
    """There is no database in this test: any query fails it."""
    published.show(make_release(count))
    assert client.get(EVENT + what).status_code == 200
