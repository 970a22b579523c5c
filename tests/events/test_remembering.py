"""What earlier releases changed, kept beside them: also of releases from before it was kept."""

from __future__ import annotations

from dataclasses import asdict
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from events import drafts, releases, storing
from events.models import Event, Panel, ReleaseChange
from programme import history
from programme.model import Change
from tests.builders import make_programme
from tests.events.test_drafts import with_uuids

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """Three releases."""
    event = Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")
    with transaction.atomic():
        storing.store(event, drafts.load(event), with_uuids(make_programme(3)))
    releases.publish(event)
    Panel.objects.filter(number="2").update(title="Renamed", abstract="A long and new text")
    releases.publish(event, note="Second")
    Panel.objects.filter(number="3").update(state="cancelled")
    releases.publish(event)
    return event


def kept() -> list[dict[str, Any]]:
    return list(ReleaseChange.objects.values("release", *asdict(Change("", "event", "", ""))))


def test_a_release_is_remembered_as_it_was_but_for_long_texts(event: Event) -> None:
    (third, second, first) = releases.log(event.slug, 3, newest=3).pasts
    assert [past.number for past in (third, second, first)] == [3, 2, 1]
    released = releases.load(event.slug, 2)
    assert second.changes == tuple(history.kept(change) for change in released.changes)
    assert (second.published, second.note, first.changes) == (released.published, "Second", ())
    assert "A long and new text" not in repr(kept())


def test_later_releases_are_no_part_of_an_earlier_log(event: Event) -> None:
    assert [past.number for past in releases.log(event.slug, 2, newest=9).pasts] == [2, 1]
    uid = str(Panel.objects.get(number="3").uid)
    assert releases.log_of_panel(event.slug, 2, uid) == ()
    (past,) = releases.log_of_panel(event.slug, 3, uid)
    assert [change.code for change in past.changes] == ["cancelled"]


def test_releases_from_before_are_remembered_from_their_content(event: Event) -> None:
    before = kept()
    ReleaseChange.objects.all().delete()
    import_module("events.migrations.0002_changes_and_screens").remember(apps, None)
    assert kept() == before
