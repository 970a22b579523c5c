"""From the drafts to the pages, over a real database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events import drafts, releases, storing
from events.models import Event, Panel
from events.site import store
from tests.builders import make_programme
from tests.events.test_drafts import with_uuids

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "/harbour-2021/",
    "/harbour-2021/panels/harbours-and-tides-part-1/",
    "/harbour-2021/speakers/",
    "/harbour-2021/speakers/ada-speaker-1/",
    "/harbour-2021/subscribe/",
    "/harbour-2021/calendar.ics",
    "/harbour-2021/days/2021-05-19.ics",
    "/harbour-2021/speakers/ada-speaker-1.ics",
    "/harbour-2021/panels/harbours-and-tides-part-1.ics",
    "/api/v1/events/harbour-2021/panels/",
    "/api/v1/events/harbour-2021/speakers/",
)


@pytest.fixture
def fill() -> Callable[[int], Event]:
    def make(panels: int) -> Event:
        event = Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")
        with transaction.atomic():
            storing.store(event, drafts.load(event), with_uuids(make_programme(panels)))
        return event

    return make


@pytest.mark.parametrize("panels", [1, 300])
def test_a_page_costs_two_queries_at_first_and_none_then(
    client: Client,
    fill: Callable[[int], Event],
    panels: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    releases.publish(fill(panels))
    for path in ("/", *PAGES):
        store.current.forget()
        store.pages.clear()
        store._parsed.clear()
        cache.clear()
        with django_assert_num_queries(2, info=path):  # which release is public, and that release
            assert client.get(path).status_code == 200
        with django_assert_num_queries(0, info=path):
            assert client.get(path).status_code == 200
        # Another process of the node finds in the shared cache what this one made.
        store.pages.clear()
        store._parsed.clear()
        if not path.startswith("/api/"):
            with django_assert_num_queries(0, info=path):
                assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_public_before_the_first_release(client: Client, fill: Callable[[int], Event], path: str) -> None:
    fill(3)
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Harbours and Tides" not in answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_an_edit_shows_when_it_is_published_and_not_before(
    client: Client, fill: Callable[[int], Event], path: str
) -> None:
    event = fill(3)
    releases.publish(event)
    before = client.get(path).content
    Panel.objects.update(abstract="A SECRET", notes="A SECRET", title="A SECRET")
    store.current.forget()
    assert client.get(path).content == before
    releases.publish(event)
    assert client.get("/harbour-2021/").content.decode().count("A SECRET") >= 3


def test_an_edit_changes_one_entry_of_the_calendar(client: Client, fill: Callable[[int], Event]) -> None:
    event = fill(3)
    releases.publish(event)
    before = client.get("/harbour-2021/calendar.ics").content.decode().split("BEGIN:VEVENT")
    Panel.objects.filter(number="2").update(title="Renamed")
    releases.publish(event)
    after = client.get("/harbour-2021/calendar.ics").content.decode().split("BEGIN:VEVENT")
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(changed) == 1
    assert "SEQUENCE:0" in changed[0][0]
    assert "SEQUENCE:1" in changed[0][1]


def test_a_hidden_event_is_gone_and_comes_back(client: Client, fill: Callable[[int], Event]) -> None:
    event = fill(1)
    releases.publish(event)
    Event.objects.update(state="hidden")
    releases.announce()
    assert client.get("/harbour-2021/").status_code == 404
    Event.objects.update(state="open")
    releases.announce()
    assert client.get("/harbour-2021/").status_code == 200


def test_the_programme_is_shown_while_the_shared_cache_is_away(
    client: Client, fill: Callable[[int], Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    event = fill(1)

    def away(*args: Any) -> None:
        raise ConnectionError("no Redis")

    for name in ("get", "set", "add"):
        monkeypatch.setattr(cache, name, away)
    releases.publish(event)
    assert client.get("/harbour-2021/").status_code == 200


def test_the_programme_is_shown_while_the_database_is_away(
    client: Client, fill: Callable[[int], Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    releases.publish(fill(1))
    before = client.get("/harbour-2021/").content

    def away() -> None:
        raise DatabaseError("no database")

    monkeypatch.setattr(releases, "current_numbers", away)
    cache.delete(releases.CURRENT)
    assert client.get("/harbour-2021/").content == before
