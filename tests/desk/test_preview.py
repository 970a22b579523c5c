"""The site as it would be, for who has the link: every page, nothing kept, and nothing once the link has ended."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from events import previews, releases
from events.models import Event, Panel, Preview
from events.site import store
from tests.desk.builders import make_event, make_panel, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db: None) -> Event:
    """Published, and edited since."""
    event = make_event()
    make_programme(event, 3)
    releases.publish(event)
    make_panel(event, 5, title="Unheard Of", abstract="Of the *quay*.")
    return event


@pytest.fixture
def link(event: Event) -> Preview:
    return previews.make(event, 3, None)


def get(link: Preview, path: str = "", **headers: Any) -> Any:
    return Client().get(f"{previews.root(link)}/{link.event.slug}/{path}", headers=headers)


def text(link: Preview, path: str = "") -> str:
    response = get(link, path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def test_a_stranger_sees_the_site_as_it_would_be(link: Preview) -> None:
    assert "Unheard Of" in text(link)
    assert "Preview of release 2, not public" in text(link)
    assert "Of the <em>quay</em>." in text(link, "panels/unheard-of/")
    assert "Unheard Of" in text(link, "changes/")
    assert "Unheard Of" in text(link, "changes/2/")
    assert "Ada harbour-2021 5" in text(link, "speakers/")
    assert "Unheard Of" not in Client().get(f"/{link.event.slug}/").content.decode()


def test_every_link_in_it_stays_in_it_and_leads_somewhere(link: Preview) -> None:
    root, seen, waiting = previews.root(link), set[str](), {f"{previews.root(link)}/{link.event.slug}/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        page = Client().get(path)
        assert page.status_code in (200, 404), path
        if page.status_code == 404:
            assert "A preview has the pages only" in page.content.decode(), path
        if page["Content-Type"].startswith("text/html"):
            found = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.content.decode())
            own = {urlsplit(each).path for each in found if link.event.slug in each}
            assert all(each.startswith(f"{root}/") for each in own), path
            waiting |= own - seen
    assert len(seen) > 20
    assert f"{root}/fr/{link.event.slug}/" in seen


def test_nothing_of_it_is_kept_or_found_by_searching(link: Preview) -> None:
    for path in ("", "panels/unheard-of/", "style.css", "words.json", "screens/foyer.json", "calendar.ics"):
        response = get(link, path)
        assert response["Cache-Control"] == "no-store, private", path
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive", path
        assert response["Referrer-Policy"] == "same-origin", path
        assert not response.has_header("ETag"), path
        assert not response.cookies, path
    assert get(link, "", if_none_match='"x"', accept_encoding="gzip").status_code == 200
    assert "say-all" not in text(link), "no page of it is kept for without a network"


@pytest.mark.parametrize(
    "path", ["calendar.ics", "schedule.json", "changes.atom", "programme.pdf", "my/", "panels/unheard-of.ics"]
)
def test_what_could_be_taken_away_is_left_out(link: Preview, path: str) -> None:
    response = get(link, path)
    assert response.status_code == 404
    assert "follow once the release is public" in response.content.decode()


def test_a_preview_of_a_first_release_gives_out_no_address_and_stores_no_release() -> None:
    event = make_event("first")
    make_panel(event, 1)
    link = previews.make(event, 1, None)
    assert "Preview of release 1, not public" in text(link)
    assert "Release 1" in text(link, "changes/")
    assert not event.releases.exists()
    assert not event.addresses.exists()
    assert Client().get("/first/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_what_was_previewed_is_not_what_is_served_after_publishing(link: Preview, event: Event) -> None:
    path = f"/{event.slug}/?view=list"
    assert "Unheard Of" in get(link, "?view=list").content.decode()
    event.panels.filter(title="Unheard Of").update(title="Heard Of")
    released = releases.publish(event)
    assert released
    assert released.number == 2
    store.current.forget()
    public = Client().get(path).content.decode()
    assert "Unheard Of" not in public
    assert "Heard Of" in public
    assert "Preview: the same as release 2, which is public" in text(link)


def test_what_is_held_back_is_not_in_a_preview(link: Preview, event: Event) -> None:
    Panel.objects.filter(title="Unheard Of").update(embargo=timezone.now() + timedelta(days=1))
    assert "Unheard Of" not in text(link)
    assert get(link, "panels/unheard-of/").status_code == 404


def test_a_link_that_ran_out_or_was_ended_or_forged_shows_nothing(link: Preview, event: Event) -> None:
    forged = Client().get(f"{previews.root(link)[:-1]}x/{event.slug}/")
    assert (forged.status_code, b"Unheard" in forged.content) == (404, False)
    previews.end(link)
    assert get(link).status_code == 410
    old = previews.make(event, 1, None)
    old.until = timezone.now() - timedelta(seconds=1)
    old.save()
    assert get(old).status_code == 410
    assert "has run out" in get(old).content.decode()


def test_a_link_shows_its_own_event_only(link: Preview) -> None:
    other = make_event("other", title="Another Forum")
    make_panel(other, 1)
    releases.publish(other)
    for path in ("/other/", "/", "/robots.txt", "/admin/", "/../admin/"):
        assert Client().get(f"{previews.root(link)}{path}").status_code == 404, path


def test_a_preview_is_only_looked_at(link: Preview) -> None:
    assert Client().post(f"{previews.root(link)}/{link.event.slug}/").status_code == 405
