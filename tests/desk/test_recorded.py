"""What the admin's forms do is recorded, and nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events import edits
from events.models import Edit, Room
from speakers.models import Speaker
from tests.desk.conftest import Cast
from tests.desk.forms import filled

SignIn = Callable[[User], Client]


def save(client: Client, url: str, form: dict[str, Any], **changed: Any) -> Any:
    return client.post(url, {**form, **changed}, follow=True)


def two_at(url: str, cast: Cast, sign_in: SignIn) -> list[tuple[Client, dict[str, Any]]]:
    """Two people who have the same form open, each with what is in it."""
    clients = [sign_in(user) for user in (cast.owner, cast.editor)]
    return [(client, filled(client, url)) for client in clients]


@pytest.mark.django_db
def test_a_form_that_is_saved_is_one_edit(cast: Cast, sign_in: SignIn) -> None:
    panel, client = cast.event.panels.earliest("pk"), sign_in(cast.editor)
    url = f"/admin/events/panel/{panel.pk}/change/"
    save(client, url, filled(client, url), title="Lakes", **{"appearances-0-billing": "Mayor of Bergen"})
    edit = Edit.objects.get()
    assert edit.summary.startswith("Changed panel “Lakes”: title; Changed part “Ada harbour-2021 1 in Lakes”: billing")
    assert (edit.made_by, edit.event) == (cast.editor, cast.event)
    edits.undo(edit, cast.editor)
    panel.refresh_from_db()
    assert panel.title == "Tides, Part 1"


@pytest.mark.django_db
def test_what_two_people_enter_in_two_fields_is_kept_of_both(cast: Cast, sign_in: SignIn) -> None:
    room = cast.event.rooms.earliest("pk")
    url = f"/admin/events/room/{room.pk}/change/"
    (one, mine), (other, theirs) = two_at(url, cast, sign_in)
    save(other, url, theirs, capacity="80")
    save(one, url, mine, name="Great Hall")
    room.refresh_from_db()
    assert (room.name, room.capacity) == ("Great Hall", 80)


@pytest.mark.django_db
def test_what_two_people_enter_in_one_field_is_shown_to_the_second(cast: Cast, sign_in: SignIn) -> None:
    room = cast.event.rooms.earliest("pk")
    url = f"/admin/events/room/{room.pk}/change/"
    (one, mine), (other, theirs) = two_at(url, cast, sign_in)
    save(other, url, theirs, name="Great Hall")
    said = save(one, url, mine, name="Grand Hall")
    room.refresh_from_db()
    assert room.name == "Great Hall"
    text = unescape(said.content.decode())
    assert "editor changed this at" in text
    assert "to “Great Hall”. Yours stands here: save once more to keep it" in text
    save(one, url, filled(one, url, said), name="Grand Hall")
    room.refresh_from_db()
    assert room.name == "Grand Hall"


@pytest.mark.django_db
def test_people_of_a_panel_are_not_overwritten_unseen(cast: Cast, sign_in: SignIn) -> None:
    panel = cast.event.panels.earliest("pk")
    url = f"/admin/events/panel/{panel.pk}/change/"
    (one, mine), (other, theirs) = two_at(url, cast, sign_in)
    save(other, url, theirs, **{"appearances-0-billing": "Mayor of Bergen"})
    said = save(one, url, mine, **{"appearances-0-billing": "Queen"})
    assert panel.appearances.get().billing == "Mayor of Bergen"
    assert "editor changed this at" in unescape(said.content.decode())


@pytest.mark.django_db
def test_what_is_deleted_comes_back(cast: Cast, sign_in: SignIn) -> None:
    client, room = sign_in(cast.editor), Room.objects.create(event=cast.event, name="Cellar")
    client.post(f"/admin/events/room/{room.pk}/delete/", {"post": "yes"})
    edit = Edit.objects.get()
    assert (edit.summary, cast.event.rooms.filter(name="Cellar").count()) == ("Deleted room “Cellar”", 0)
    edits.undo(edit, cast.editor)
    assert cast.event.rooms.get(name="Cellar").uid == room.uid


@pytest.mark.django_db
def test_an_action_on_many_is_one_edit(cast: Cast, sign_in: SignIn) -> None:
    client, panels = sign_in(cast.editor), list(cast.event.panels.all())
    chosen = {"action": "cancel_panels", "_selected_action": [panel.pk for panel in panels]}
    client.post("/admin/events/panel/", chosen)
    edit = Edit.objects.get()
    assert edit.rows.count() == len(panels) == 2
    edits.undo(edit, cast.editor)
    assert set(cast.event.panels.values_list("state", flat=True)) == {"confirmed"}


@pytest.mark.django_db
def test_a_person_who_is_added_or_changed_is_an_edit_of_no_event(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.editor)
    save(client, "/admin/speakers/speaker/add/", filled(client, "/admin/speakers/speaker/add/"), name="Jon Berg")
    speaker = Speaker.objects.get(name="Jon Berg")
    url = f"/admin/speakers/speaker/{speaker.pk}/change/"
    save(client, url, filled(client, url), bio="Mayor.")
    told = [(edit.summary, edit.event) for edit in edits.of_row(speaker)]
    assert told == [("Changed speaker “Jon Berg”: biography", None), ("Added speaker “Jon Berg”", None)]
