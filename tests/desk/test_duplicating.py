"""An event once more for next year, and an event that goes for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events import edits, releases
from events.desk.duplicating import next_title
from events.models import Appearance, Event, Panel, Translation
from speakers.models import Speaker
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def duplicated(client: Client, event: Event, **said: Any) -> Event:
    response = client.post(reverse("admin:event_duplicate", args=[event.pk]), {"title": "Harbour Forum 2022", **said})
    assert response.status_code == 302, response.context["form"].errors
    return Event.objects.get(title="Harbour Forum 2022")


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("Harbour Forum 2021", "Harbour Forum 2022"),
        ("2019 Summit on 2030", "2019 Summit on 2031"),
        ("Harbour Forum", "Harbour Forum (next)"),
    ],
)
def test_the_next_ones_title_is_proposed(title: str, following: str) -> None:
    assert next_title(title) == following


def test_settings_rooms_tracks_and_members_come_along_and_nothing_else(cast: Cast, sign_in: SignIn) -> None:
    Event.objects.filter(pk=cast.event.pk).update(venue="Harbour House", languages="en no", colour="#112233")
    releases.publish(cast.event)
    new = duplicated(sign_in(cast.owner), cast.event, members="on")
    assert (new.slug, new.timezone, new.venue, new.languages, new.colour) == (
        "harbour-forum-2022", "Europe/Oslo", "Harbour House", "en no", "#112233"
    )  # fmt: skip
    assert [room.name for room in new.rooms.all()] == ["Hall 0", "Hall 1", "Hall 2"]
    assert not {room.uid for room in new.rooms.all()} & {room.uid for room in cast.event.rooms.all()}
    assert [(m.user.username, m.role) for m in new.memberships.order_by("user__username")] == [
        ("editor", "editor"), ("owner", "owner"), ("viewer", "viewer")
    ]  # fmt: skip
    assert (new.panels.count(), new.days.count(), new.slots.count(), new.releases.count()) == (0, 0, 0, 0)
    assert "Made like “Harbour Forum 2021”" in str(edits.of(new).first())


def test_panels_come_as_drafts_without_a_time_and_people_to_be_invited_anew(cast: Cast, sign_in: SignIn) -> None:
    old = cast.event.panels.get(title="Tides, Part 1")
    Panel.objects.filter(pk=old.pk).update(links="stream https://example.org/last-year", abstract="Ebb and flow.")
    Translation.objects.create(event=cast.event, panel=old, language="fr", field="title", text="Marées, partie 1")
    declined = Speaker.objects.create(name="Jon Berg")
    Appearance.objects.create(panel=old, speaker=declined, state="declined")
    Panel.objects.create(event=cast.event, title="Never held", state="cancelled")
    new = duplicated(sign_in(cast.owner), cast.event, panels="on", people="on")
    panel = new.panels.get(title="Tides, Part 1")
    assert (panel.slot, panel.day, panel.state, panel.links) == (None, None, "draft", "")
    assert panel.abstract == "Ebb and flow."
    assert panel.uid != old.uid
    assert panel.room
    assert panel.room.event == new
    assert [(part.speaker.name, part.state) for part in panel.appearances.all()] == [("Ada harbour-2021 1", "invited")]
    assert [words.text for words in panel.translations.all()] == ["Marées, partie 1"]
    assert not new.panels.filter(title="Never held").exists()
    assert new.memberships.count() == 1
    assert releases.preview(new) is None or not releases.preview(new).programme.panels  # type: ignore[union-attr]


def test_only_owners_make_another_and_people_come_with_panels_only(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("admin:event_duplicate", args=[cast.event.pk])
    for who, status in ((cast.stranger, 404), (cast.viewer, 403), (cast.editor, 403), (cast.owner, 200)):
        assert (who, sign_in(who).get(url).status_code) == (who, status)
    response = sign_in(cast.owner).post(url, {"title": "Next", "people": "on"})
    assert response.context["form"].errors == {"people": ["People come in their panels: take the panels too."]}
    assert Event.objects.count() == 2


def test_an_event_goes_only_by_its_name(cast: Cast, sign_in: SignIn) -> None:
    releases.publish(cast.event)
    url, client = reverse("admin:events_event_delete", args=[cast.event.pk]), sign_in(cast.owner)
    page = client.get(url).content.decode()
    for said in ("2 panels", "1 release", "/harbour-2021/ and every page below it: 2 of panels, 1 of speakers"):
        assert said in page
    wrong = client.post(url, {"name": "Harbour Forum"}).content.decode()
    assert "This is not its name. It is called: Harbour Forum 2021" in wrong
    assert Event.objects.filter(pk=cast.event.pk).exists()
    assert client.post(url, {"name": " harbour  forum 2021"}).status_code == 302
    assert not Event.objects.filter(pk=cast.event.pk).exists()
    assert Speaker.objects.filter(name="Ada harbour-2021 1").exists()
    assert Client().get("/harbour-2021/").status_code == 410


def test_with_the_event_may_go_who_is_in_no_other(cast: Cast, sign_in: SignIn) -> None:
    both = Speaker.objects.create(name="Jon Berg")
    for event in (cast.event, cast.other):
        Appearance.objects.create(panel=event.panels.first(), speaker=both)
    url = reverse("admin:events_event_delete", args=[cast.event.pk])
    sign_in(cast.owner).post(url, {"name": cast.event.title, "people": "on"})
    assert sorted(Speaker.objects.values_list("name", flat=True)) == ["Ada other 1", "Jon Berg"]
