"""Releases for later: at their time, once, with what the drafts say then."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from events import releases, scheduling
from events.models import Event, ScheduledRelease
from tests.desk.builders import make_event, make_panel, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    event = make_event()
    make_panel(event, 1)
    return event


def due(event: Event, **facts: Any) -> ScheduledRelease:
    """Scheduled a while ago, for a second ago."""
    return ScheduledRelease.objects.create(event=event, at=timezone.now() - timedelta(seconds=1), **facts)


def publish_due() -> str:
    said = StringIO()
    call_command("publish_due", stdout=said)
    return said.getvalue()


def test_at_its_time_the_drafts_are_published_as_they_are_then(event: Event) -> None:
    row, user = due(event, note="On time.", made_by=make_user("ada")), "ada"
    event.panels.update(title="Mended since")
    assert publish_due() == "harbour-2021: Release 1 was published.\n"
    release, stored = releases.newest(event), event.releases.get()
    assert release
    assert stored.published_by
    assert [panel.title for panel in release.programme.panels] == ["Mended since"]
    assert (release.note, stored.published_by.username) == ("On time.", user)
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("done", "Release 1 was published.")


def test_it_is_published_once_and_not_before_its_time(event: Event) -> None:
    scheduling.schedule(event, timezone.now() + timedelta(hours=1))
    assert publish_due() == ""
    ScheduledRelease.objects.update(at=timezone.now())
    assert publish_due() != ""
    event.panels.update(title="Later still")
    assert publish_due() == ""
    assert event.releases.count() == 1


def test_one_that_was_cancelled_is_not_published(event: Event) -> None:
    row = due(event)
    assert scheduling.cancel(row)
    assert not scheduling.cancel(row)
    assert publish_due() == ""
    assert not event.releases.exists()


def test_one_waits_at_a_time_and_never_for_what_is_past(event: Event) -> None:
    at = timezone.now() + timedelta(hours=1)
    with pytest.raises(scheduling.NotScheduledError, match="That time is past"):
        scheduling.schedule(event, timezone.now())
    scheduling.schedule(event, at)
    with pytest.raises(scheduling.NotScheduledError, match=r"already\. Cancel it first"):
        scheduling.schedule(event, at)


def test_without_changes_it_says_so_and_makes_no_release(event: Event) -> None:
    releases.publish(event)
    due(event)
    assert publish_due() == "harbour-2021: There was nothing to publish: the public saw this programme already.\n"
    assert event.releases.count() == 1


def test_one_event_in_trouble_does_not_stop_another(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    archived, broken = make_event("archived", state="archived"), make_event("broken")
    for each in (archived, broken):
        make_panel(each, 1)
    rows = [due(archived), due(broken), due(event)]
    publish = releases.publish

    def sometimes(event: Event, *rest: Any) -> Any:
        if event.slug == "broken":
            raise RuntimeError("as a disk may be full")
        return publish(event, *rest)

    monkeypatch.setattr(releases, "publish", sometimes)
    with pytest.raises(CommandError, match="the desk says what"):
        publish_due()
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["refused", "refused", "done"]
    assert publish_due() == "", "each is tried once"
