"""What the desk says on the screens: by whom, from when to when, and at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import messages, releases
from events.models import Room, ScreenMessage
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
ADD, LIST = "admin:events_screenmessage_add", "admin:events_screenmessage_changelist"


def facts(**more: Any) -> dict[str, Any]:
    """From 12 to 13 on the clock in Oslo, in a summer to come."""
    return {"text": "Lunch is served.", "room": "", "start": "2099-05-19T12:00", "end": "2099-05-19T13:00", **more}


@pytest.mark.parametrize("who", ["owner", "editor"])
def test_what_is_said_is_on_every_screen_without_a_release(
    cast: Cast, sign_in: SignIn, who: str, django_capture_on_commit_callbacks: Any
) -> None:
    releases.publish(cast.event)
    address = "/harbour-2021/screens/foyer.json"
    before = cast.event.releases.count()
    assert Client().get(address).json()["messages"] == []
    user = getattr(cast, who)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(user).post(f"{reverse(ADD)}?event={cast.event.pk}", facts())
    assert answer.status_code == 302
    assert Client().get(address).json()["messages"] == [
        {"text": "Lunch is served.", "start": "2099-05-19T10:00:00Z", "end": "2099-05-19T11:00:00Z"}
    ]
    assert cast.event.releases.count() == before
    row = ScreenMessage.objects.get()
    assert row.created_by == user
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(user).post(reverse("admin:events_screenmessage_delete", args=[row.pk]), {"post": "yes"})
    assert Client().get(address).json()["messages"] == []


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("stranger", 404), ("nobody", 302)])
def test_others_say_nothing(cast: Cast, sign_in: SignIn, who: str, status: int) -> None:
    answer = sign_in(getattr(cast, who)).post(f"{reverse(ADD)}?event={cast.event.pk}", facts())
    assert answer.status_code == status
    assert not ScreenMessage.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "x" * 201}, {"end": "2099-05-19T12:00"}, {"end": ""}, {"room": "other"}]
)
def test_what_cannot_be_shown_is_refused(cast: Cast, sign_in: SignIn, wrong: dict[str, Any]) -> None:
    if wrong == {"room": "other"}:
        wrong = {"room": Room.objects.filter(event=cast.other).values_list("pk", flat=True)[0]}
    answer = sign_in(cast.editor).post(f"{reverse(ADD)}?event={cast.event.pk}", facts(**wrong))
    assert answer.status_code == 200
    assert "errornote" in answer.content.decode()
    assert not ScreenMessage.objects.exists()


def test_what_is_over_or_of_a_hidden_event_is_told_to_nobody(cast: Cast) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    for start, end in ((now - 2 * hour, now - hour), (now - hour, now + hour), (now + hour, now + 2 * hour)):
        ScreenMessage.objects.create(event=cast.event, text=f"Until {end:%H:%M}", start=start, end=end)
    assert len(messages.said()["harbour-2021"]) == 2
    cast.event.state = "hidden"
    cast.event.save()
    assert messages.said() == {}


def test_a_message_for_a_room_goes_to_its_door_only(cast: Cast) -> None:
    releases.publish(cast.event)
    room, other = Room.objects.filter(event=cast.event, panels__isnull=False).distinct()[:1].get(), "foyer"
    end = datetime(2099, 1, 1, tzinfo=UTC)
    ScreenMessage.objects.create(event=cast.event, text="Other door, please", room=room, end=end)
    slug = cast.event.addresses.get(kind="room", uid=room.uid).slug
    said = {name: Client().get(f"/harbour-2021/screens/{name}.json").json()["messages"] for name in (slug, other)}
    assert ([message["text"] for message in said[slug]], said[other]) == (["Other door, please"], [])


def test_the_list_says_times_on_the_events_clock(cast: Cast, sign_in: SignIn) -> None:
    start = datetime(2099, 5, 19, 10, tzinfo=UTC)
    ScreenMessage.objects.create(event=cast.event, text="Lunch", start=start, end=start + timedelta(hours=1))
    found = sign_in(cast.viewer).get(reverse(LIST)).content.decode()
    assert "Tue 19 May, 12:00" in found
    assert "Tue 19 May, 13:00" in found
