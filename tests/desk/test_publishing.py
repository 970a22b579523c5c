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
from lxml import html

from events import releases
from events.models import Event
from tests.desk.builders import make_event, make_member, make_panel
from tests.desk.test_access import panel_data

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


def publish_form(response: Any) -> Any:
    """The one with the note."""
    return next(form for form in html.fromstring(response.content.decode()).forms if form.get("class") == "publish")


def publish(client: Client, event: Event, **data: Any) -> list[str]:
    shown = page(client, event).context["shown"]
    response = client.post(reverse("admin:event_publish", args=[event.pk]), {"shown": shown, **data})
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_first_release_says_what_becomes_public(client: Client, event: Event) -> None:
    said = page(client, event).content.decode()
    assert "This is the first release of Harbour Forum 2021. What becomes public: 2 panels, with 2 people" in said
    assert '<details><summary>New panels <span class="count">2</span></summary>' in said
    assert publish(client, event, note="It begins.") == ["Release 1 is public. Calendars follow when they next ask."]
    release = event.releases.get()
    assert release.published_by
    assert (release.number, release.published_by.username, release.note) == (1, "editor", "It begins.")


def test_the_desk_and_the_public_count_alike(client: Client, event: Event) -> None:
    """An opening is counted, and a dinner at which somebody speaks; a break is not."""
    make_panel(event, 3, kind="opening").appearances.all().delete()
    make_panel(event, 4, kind="social")
    make_panel(event, 5, kind="break").appearances.all().delete()
    assert page(client, event).context["becoming"] == "5 items: 4 panels, 1 break or other"
    releases.publish(event)
    assert "The programme was published: 4 panels, " in client.get(f"/{event.slug}/changes/").content.decode()


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
    response = client.post(reverse("admin:event_publish", args=[event.pk]), {"shown": shown, "note": "Welcome, all"})
    assert response.status_code == 409
    assert response.context["wrong"] == (
        "Nothing was published: the drafts changed since you looked. Read the new list, then publish."
    )
    assert not event.releases.exists()
    form = publish_form(response)
    assert form.fields["note"] == "Welcome, all"
    assert form.action == reverse("admin:event_publish", args=[event.pk])
    client.post(form.action, {name: form.fields[name] for name in ("shown", "note")})
    assert event.releases.get().note == "Welcome, all"


def test_a_note_stands_where_somebody_else_has_published_meanwhile(client: Client, event: Event) -> None:
    shown = page(client, event).context["shown"]
    releases.publish(event)
    response = client.post(reverse("admin:event_publish", args=[event.pk]), {"shown": shown, "note": "Welcome, all"})
    assert (response.status_code, publish_form(response).fields["note"]) == (409, "Welcome, all")


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
    event.panels.get(title="Tides, Part 2").appearances.update(embargo=until)
    local = until.astimezone(event.zone)
    assert {(left.title, left.why) for left in page(client, event).context["left_out"]} == {
        ("Secret", f"embargo until {local:%a} {local.day} {local:%b %Y %H:%M}. Publish again after that."),
        ("Half done", "it is a draft. Confirm it to publish it."),
        ("Never was", "it was cancelled before it was ever public."),
        ("Ada harbour-2021 1 in “Tides, Part 1”", "invited, not confirmed."),
        (
            "Ada harbour-2021 2 in “Tides, Part 2”",
            f"embargo until {local:%a} {local.day} {local:%b %Y %H:%M}. Publish again after that.",
        ),
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
    response = client.post(reverse("admin:event_go_back", args=[event.pk, 1]), {"newest": 1, "note": "Sorry, all"})
    assert event.releases.count() == 2
    assert response.status_code == 409
    assert dict(publish_form(response).fields).items() >= {"newest": "2", "note": "Sorry, all"}.items()


def post(client: Client, event: Event, name: str, *args: int, **data: Any) -> list[str]:
    """What is said afterwards."""
    response = client.post(reverse(f"admin:{name}", args=[event.pk, *args]), data)
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_one_line_says_what_is_public_and_what_is_not_yet(client: Client, event: Event) -> None:
    assert page(client, event).context["state"].words == "Nothing is public yet · ready for the first release"
    publish(client, event)
    row = event.releases.get()
    clock = f"{row.published_at.astimezone(event.zone):%H:%M} (Oslo time)"
    assert page(client, event).context["state"].words == f"Release 1, published {clock} · nothing changed since"
    event.panels.filter(title="Tides, Part 1").update(title="Tides, Mended")
    assert page(client, event).context["state"].words == f"Release 1, published {clock} · 1 change since"
    head = client.get(reverse("admin:event_state", args=[event.pk])).json()
    assert (head["public"], head["since"], head["changes"]) == (f"Release 1, published {clock}", "1 change since", 1)


def test_a_release_is_scheduled_shown_and_cancelled(client: Client, event: Event) -> None:
    at = (timezone.now().astimezone(event.zone) + timedelta(days=400)).replace(minute=5)
    said = post(client, event, "event_schedule", at=f"{at:%Y-%m-%dT%H:%M}", note="As planned.")
    when = f"{at.day} {at:%B %Y, %H:%M} (Oslo time)"
    assert said == [f"Scheduled for {when}. What the drafts say then becomes public."]
    row = event.scheduled_releases.get()
    assert (row.at.astimezone(event.zone).strftime("%H:%M"), row.note) == (f"{at:%H:%M}", "As planned.")
    text = page(client, event).content.decode()
    assert f"Scheduled for {when}" in text
    assert "As planned." in text
    assert post(client, event, "event_unschedule", row.pk) == ["Cancelled: nothing is published by itself any more."]
    assert "Scheduled for" not in page(client, event).content.decode()


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("", "This field is required."),
        ("2021-05-19T10:00", "That time is past. Publish now, or choose a later time."),
        ("9999-12-31T10:00", "That is more than five years ahead. Choose an earlier time."),
        ("2027-03-28T02:30", "02:30 does not exist on that day in Europe/Oslo"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_its_reason(client: Client, event: Event, at: str, why: str) -> None:
    response = client.post(reverse("admin:event_schedule", args=[event.pk]), {"at": at, "note": "As planned."})
    assert (response.status_code, response.context["wrong"]) == (400, "Nothing was scheduled.")
    assert why in response.context["time_form"].errors["at"][0]
    assert why in response.content.decode()
    fields = publish_form(response).fields
    assert (fields["at"] or "", fields["note"]) == (at, "As planned.")
    assert not event.scheduled_releases.exists()


def test_who_looks_at_the_desk_after_its_time_publishes_what_was_scheduled(client: Client, event: Event) -> None:
    event.scheduled_releases.create(at=timezone.now() - timedelta(minutes=1))
    assert "Nothing to publish" in page(client, event).content.decode()
    assert event.releases.count() == 1


def test_what_could_not_be_published_at_its_time_is_told(client: Client, event: Event) -> None:
    event.scheduled_releases.create(at=timezone.now(), state="refused", outcome="Something went wrong.")
    assert "was not published.</strong> Something went wrong." in page(client, event).content.decode()


def test_a_link_is_made_shown_and_ended(client: Client, event: Event) -> None:
    (said,) = post(client, event, "event_preview", days=7, purpose="The board of trustees")
    assert said == "The link is ready to be sent. Whoever has it sees the preview, without an account."
    link = event.previews.get()
    address = page(client, event).context["links"][0].address
    path = address.removeprefix("http://127.0.0.1:8000")
    assert "Tides, Part 1" in Client().get(path).content.decode()
    post(client, event, "event_preview_end", link.pk)
    assert Client().get(path).status_code == 410
    assert page(client, event).context["links"] == []
    assert post(client, event, "event_preview", days=900) == ["No link was made: choose how long it is to work."]


def test_a_look_from_the_desk_leads_to_a_preview(client: Client, event: Event) -> None:
    response = client.post(reverse("admin:event_preview", args=[event.pk]), {"look": 1}, follow=True)
    assert "Preview of release 1, not public" in response.content.decode()


def test_whether_people_who_are_not_named_are_counted_is_chosen(client: Client, event: Event) -> None:
    (said,) = post(client, event, "event_held_back", held_back="to-come")
    assert said.startswith("People who are held back are counted as “to be announced”.")
    event.refresh_from_db()
    assert event.held_back == "to-come"
    assert (
        post(client, event, "event_held_back", held_back="named")[-1] == "Nothing was changed: choose one of the two."
    )


def test_what_another_chose_meanwhile_stays_until_one_has_been_told(
    client: Client, event: Event, sign_in: Callable[[User], Client]
) -> None:
    """Both have looked when people were left out."""
    other = sign_in(make_member(event, "owner", "owner"))
    post(other, event, "event_held_back", was="left-out", held_back="to-come")
    (said,) = post(client, event, "event_held_back", was="left-out", held_back="left-out")
    assert said.startswith("Nothing was changed. owner changed this at ")
    assert said.endswith("they are counted as “to be announced” now. Yours was “left out”: choose it again to keep it.")
    event.refresh_from_db()
    assert event.held_back == "to-come"
    form = next(f for f in html.fromstring(page(client, event).content.decode()).forms if f.get("class") == "held-back")
    assert dict(form.fields).items() >= {"was": "to-come", "held_back": "to-come"}.items()
    client.post(form.action, {**form.fields, "held_back": "left-out"})
    event.refresh_from_db()
    assert event.held_back == "left-out"


def test_a_persons_embargo_is_set_by_the_events_clock(client: Client, event: Event) -> None:
    panel = event.panels.get(title="Tides, Part 1")
    part = panel.appearances.get()
    url = reverse("admin:events_panel_change", args=[panel.pk])
    data = panel_data(panel, **{"appearances-0-embargo": "2999-06-01T10:00"})
    assert client.post(url, data).status_code == 302
    part.refresh_from_db()
    assert part.embargo == datetime(2999, 6, 1, 8, tzinfo=UTC)
    assert 'value="2999-06-01T10:00"' in client.get(url).content.decode()
    release = releases.publish(event)
    assert release
    assert [speaker.name for speaker in release.programme.speakers] == ["Ada harbour-2021 2"]
