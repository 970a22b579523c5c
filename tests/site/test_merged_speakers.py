"""A published address outlives a merge: pages and the API lead on, and calendars keep every panel."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from events import merging, releases
from events.models import Appearance, Event
from programme.model import Former
from speakers.models import Speaker, SpeakerMerge
from tests.desk.builders import make_event, make_panel

pytestmark = pytest.mark.django_db
PAGE, FEED, API = (
    "/harbour-2021/speakers/{}/",
    "/harbour-2021/speakers/{}.ics",
    "/api/v1/events/harbour-2021/speakers/{}/",
)


@pytest.fixture
def event(db: None) -> Event:
    """Joost in panel 1, J. in panel 2; published."""
    event = make_event()
    for number, name in enumerate(("Joost Hiltermann", "J. Hiltermann"), 1):
        panel = make_panel(event, number)
        Appearance.objects.create(panel=panel, speaker=Speaker.objects.create(name=name))
    releases.publish(event)
    return event


@pytest.fixture
def merged(event: Event) -> SpeakerMerge:
    kept, absorbed = (Speaker.objects.get(name=name) for name in ("Joost Hiltermann", "J. Hiltermann"))
    record = merging.merge(kept.pk, absorbed.pk, {}, None).record
    releases.publish(event)
    return record


def titles(client: Client, slug: str) -> list[str]:
    text = client.get(FEED.format(slug)).content.decode()
    text = text.replace("\\,", ",")
    return [line.removeprefix("SUMMARY:") for line in text.split("\r\n") if line.startswith("SUMMARY:")]


def test_the_old_page_leads_to_the_new(client: Client, merged: SpeakerMerge) -> None:
    for pattern, site in ((PAGE, ""), (API, settings.SITE_URL)):
        response = client.get(pattern.format("j-hiltermann"))
        assert response.status_code == 302
        assert response["Location"].removeprefix(site) == pattern.format("joost-hiltermann")
        assert client.get(pattern.format("joost-hiltermann")).status_code == 200
        assert client.get(pattern.format("nobody")).status_code == 404


def test_both_calendars_hold_every_panel(client: Client, merged: SpeakerMerge) -> None:
    assert titles(client, "joost-hiltermann") == titles(client, "j-hiltermann") == ["Tides, Part 1", "Tides, Part 2"]


def test_who_followed_a_name_hears_of_a_panel_withdrawn_before_the_merge(client: Client, event: Event) -> None:
    panel = event.panels.get(title="Tides, Part 2")
    extra = make_panel(event, 3)
    joost, other = (Speaker.objects.get(name=name) for name in ("Joost Hiltermann", "J. Hiltermann"))
    Appearance.objects.create(panel=extra, speaker=other)
    panel.delete()
    releases.publish(event)
    merging.merge(joost.pk, other.pk, {}, None)
    releases.publish(event)
    assert titles(client, "j-hiltermann") == ["Tides, Part 1", "Cancelled: Tides, Part 2", "Tides, Part 3"]


def test_taken_apart_each_has_their_own_again(client: Client, event: Event, merged: SpeakerMerge) -> None:
    merging.take_apart(merged.pk, None)
    release = releases.publish(event)
    assert release
    assert release.former == ()
    assert client.get(PAGE.format("j-hiltermann")).status_code == 200
    assert [titles(client, slug) for slug in ("joost-hiltermann", "j-hiltermann")] == [
        ["Tides, Part 1", "No longer here: Tides, Part 2"], ["No longer here: Tides, Part 1", "Tides, Part 2"],
    ]  # fmt: skip
    merging.merge(*(Speaker.objects.get(name=name).pk for name in ("Joost Hiltermann", "J. Hiltermann")), {}, None)
    releases.publish(event)
    cache.clear()
    assert titles(client, "j-hiltermann") == ["Tides, Part 1", "Tides, Part 2"]
    feed = client.get(FEED.format("j-hiltermann")).content.decode()
    assert [line for line in feed.split("\r\n") if line.startswith("SEQUENCE")] == ["SEQUENCE:2", "SEQUENCE:3"]


def test_going_back_shows_them_as_they_were(client: Client, event: Event, merged: SpeakerMerge) -> None:
    releases.go_back(event, 1)
    assert client.get(PAGE.format("j-hiltermann")).status_code == 200


def test_a_release_says_where_addresses_lead_and_names_nobody(event: Event, merged: SpeakerMerge) -> None:
    release = releases.newest(event)
    assert release
    assert release.former == (Former("speaker", str(merged.absorbed), "j-hiltermann", str(merged.kept)),)
