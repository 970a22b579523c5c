"""What was public and has been deleted: gone for good, and nothing of it kept but its address."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from events import drafts, releases, storing
from events.desk.deleting import delete_event
from events.models import Event
from tests.builders import make_programme
from tests.desk.test_personal import kept
from tests.events.test_drafts import with_uuids
from tests.site.reading import page

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("", "now/", "panels/harbours-and-tides-part-1/", "speakers/", "my/", "programme.json", "app.webmanifest")
CALENDARS = ("calendar.ics", "my.ics", "days/2021-05-19.ics", "panels/harbours-and-tides-part-1.ics", "changes.atom")


@pytest.fixture
def event() -> Event:
    event = Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")
    with transaction.atomic():
        storing.store(event, drafts.load(event), with_uuids(make_programme(1)))
    return event


def test_its_addresses_are_gone_in_every_language(client: Client, event: Event) -> None:
    releases.publish(event)
    assert client.get("/harbour-2021/").status_code == 200
    delete_event(event)
    for name in (*PAGES, *CALENDARS):
        for path in (f"/harbour-2021/{name}", f"/fr/harbour-2021/{name}"):
            assert client.get(path).status_code == 410, path
    for path in ("", "panels/", "speakers/ada-speaker-1/"):
        answer = client.get(f"/api/v1/events/harbour-2021/{path}")
        assert (answer.status_code, "has been deleted" in answer.json()["detail"]) == (410, True), path
    assert client.get("/harbour-2020/").status_code == 404


def test_the_page_says_so_and_leads_to_the_other_events(client: Client, event: Event) -> None:
    releases.publish(event)
    delete_event(event)
    said = page(client, "/fr/harbour-2021/", status=410)
    assert said.xpath("string(//h1)") == "N’est plus ici"
    assert "/harbour-2021/" in said.xpath("string(//p[@class='lead'])")
    assert said.xpath("//main//a/@href") == ["/fr/"]


def test_nothing_is_kept_of_it_but_its_address(event: Event) -> None:
    releases.publish(event)
    cache.set("page:of-it", "Harbour Forum 2021")
    delete_event(event, people=True)
    assert [(model, text) for model, text in kept() if "harbour" in text] == [("FormerEvent", "harbour-2021")]
    assert cache.get("page:of-it") is None


def test_what_was_never_public_was_never_there(client: Client, event: Event) -> None:
    delete_event(event)
    assert client.get("/harbour-2021/").status_code == 404


def test_an_address_is_alive_again_with_another_event(client: Client, event: Event) -> None:
    releases.publish(event)
    delete_event(event)
    again = Event.objects.create(title="Harbour Forum", slug="harbour-2021", timezone="America/Toronto")
    with transaction.atomic():
        storing.store(again, drafts.load(again), with_uuids(make_programme(1)))
    releases.publish(again)
    assert client.get("/harbour-2021/").status_code == 200
