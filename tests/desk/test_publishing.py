"""Publishing at the desk: what is shown is what becomes public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import releases
from events.models import Event
from tests.desk.builders import make_event, make_member, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db: None) -> Event:
    event = make_event()
    make_panel(event, 1)
    make_panel(event, 2)
    return event


@pytest.fixture
def client(event: Event, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


def page(client: Client, event: Event) -> Any:
    return client.get(reverse("admin:event_publish", args=[event.pk]))


def publish(client: Client, event: Event, **data: Any) -> list[str]:
    shown = page(client, event).context["shown"]
    response = client.post(reverse("admin:event_publish", args=[event.pk]), {"shown": shown, **data})
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_first_release_says_what_becomes_public(client: Client, event: Event) -> None:
    said = page(client, event).content.decode()
    assert "This is the first release of Harbour Forum 2021. What becomes public: 2 panels and 2 people" in said
    assert publish(client, event, note="It begins.") == ["Release 1 is public. Calendars follow when they next ask."]
    release = event.releases.get()
    assert release.published_by
    assert (release.number, release.published_by.username, release.note) == (1, "editor", "It begins.")


def test_changes_are_shown_by_panel_before_and_after(client: Client, event: Event) -> None:
    publish(client, event)
    event.panels.filter(title="Tides, Part 1").update(title="Tides, Mended")
    event.panels.filter(title="Tides, Part 2").update(state="cancelled")
    sections = page(client, event).context["sections"]
    said = [
        (section.kind, group.title, row.field, row.before, row.after, row.text)
        for section in sections
        for group in section.groups
        for row in group.rows
    ]
    assert said == [
        ("cancelled", "Tides, Part 2", "", "", "", "is cancelled"),
        ("changed", "Tides, Mended", "title", "Tides, Part 1", "Tides, Mended", ""),
    ]


def test_what_changed_since_one_looked_is_not_published(client: Client, event: Event) -> None:
    shown = page(client, event).context["shown"]
    make_panel(event, 3)
    response = client.post(reverse("admin:event_publish", args=[event.pk]), {"shown": shown})
    assert [str(m) for m in get_messages(response.wsgi_request)] == [
        "Nothing was published: the drafts changed since you looked. Read the new list, then publish."
    ]
    assert not event.releases.exists()


def test_with_nothing_to_publish_there_is_no_button(client: Client, event: Event) -> None:
    publish(client, event)
    said = page(client, event).content.decode()
    assert "Nothing to publish: the public sees everything that may be public, as release 1." in said
    assert "Publish release" not in said
    assert publish(client, event) == ["There was nothing to publish: the public sees this programme already."]


def test_an_event_without_panels_has_nothing_to_publish(client: Client, event: Event) -> None:
    event.panels.all().delete()
    assert publish(client, event) == ["There was nothing to publish: the public sees this programme already."]
    assert not event.releases.exists()


def test_what_stays_private_is_named_with_its_reason(client: Client, event: Event) -> None:
    until = timezone.now() + timedelta(days=400)
    make_panel(event, 3, title="Secret", embargo=until)
    make_panel(event, 4, title="Half done", state="draft")
    make_panel(event, 5, title="Never was", state="cancelled")
    event.panels.get(title="Tides, Part 1").appearances.update(state="invited")
    local = until.astimezone(event.zone)
    assert {(left.title, left.why) for left in page(client, event).context["left_out"]} == {
        ("Secret", f"embargo until {local:%a} {local.day} {local:%b %Y %H:%M}. Publish again after that."),
        ("Half done", "it is a draft. Confirm it to publish it."),
        ("Never was", "it was cancelled before it was ever public."),
        ("Ada harbour-2021 1 in “Tides, Part 1”", "invited, not confirmed."),
    }


def test_going_back_shows_what_would_change_and_leaves_the_drafts(client: Client, event: Event) -> None:
    publish(client, event)
    event.panels.filter(title="Tides, Part 1").update(title="Mistake")
    publish(client, event)
    url = reverse("admin:event_release", args=[event.pk, 1])
    assert [g.title for s in client.get(url).context["back"] for g in s.groups] == ["Tides, Part 1"]
    response = client.post(reverse("admin:event_go_back", args=[event.pk, 1]), {"newest": 2})
    assert str(list(get_messages(response.wsgi_request))[-1]).startswith("Release 3 is public and says what release 1")
    newest = releases.newest(event)
    assert newest
    assert {panel.title for panel in newest.programme.panels} == {"Tides, Part 1", "Tides, Part 2"}
    assert event.panels.filter(title="Mistake").exists()


def test_going_back_is_refused_where_another_release_came_between(client: Client, event: Event) -> None:
    publish(client, event)
    event.panels.filter(title="Tides, Part 1").update(title="Second")
    publish(client, event)
    client.post(reverse("admin:event_go_back", args=[event.pk, 1]), {"newest": 1})
    assert event.releases.count() == 2


def test_a_panel_with_a_time_zone_of_the_event_is_told_in_it(client: Client, event: Event) -> None:
    """08:00 UTC is 10:00 in Oslo, on the timetable as anywhere at the desk."""
    assert event.panels.filter(slot__start=datetime(2021, 5, 19, 8, tzinfo=UTC)).exists()
    days = client.get(reverse("admin:event_timetable", args=[event.pk])).context["days"]
    assert [line.time for line in days[0].lines] == ["10:00–10:50", "11:00–11:50"]
