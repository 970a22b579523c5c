"""Running late: what is shown before anything is saved, what is then saved, and what readers get."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import edits, releases
from events.models import Event, Room
from tests.desk.builders import make_event, make_member, make_panel

pytestmark = pytest.mark.django_db
ASKED = {"day": "2021-05-19", "from": "11:00", "room": "house", "minutes": "15", "stretch": "1"}


@pytest.fixture
def event() -> Event:
    """Parts 1 and 3 at 10:00 and 12:00 in Hall A, Part 2 at 11:00 in Hall B, a dinner at 20:00; 50 minutes each."""
    event = make_event()
    halls = [Room.objects.create(event=event, name=name, order=n) for n, name in enumerate(("Hall A", "Hall B"))]
    for number in (1, 2, 3):
        make_panel(event, number, room=halls[(number + 1) % 2])
    make_panel(event, 11, title="Dinner")
    return event


@pytest.fixture
def client(event: Event, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


def url(event: Event) -> str:
    return reverse("admin:event_late", args=[event.pk])


def look(client: Client, event: Event, **asked: Any) -> Any:
    return client.get(url(event), {**ASKED, **asked})


def act(client: Client, event: Event, preview: Any, **asked: Any) -> Any:
    return client.post(url(event), {**ASKED, "shown": preview.fingerprint, **asked}, follow=True)


def times(event: Event) -> dict[str, str]:
    panels = event.panels.select_related("slot").order_by("slot__start")
    return {panel.title: f"{panel.slot.start.astimezone(event.zone):%H:%M}" for panel in panels if panel.slot}


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_what_follows_is_shown_and_nothing_is_saved(client: Client, event: Event) -> None:
    before = times(event)
    preview = look(client, event).context["preview"]
    assert [(shift.panel.title, shift.was, shift.becomes) for shift in preview.shifts] == [
        ("Tides, Part 2", "11:00–11:50", "11:15–12:05"),
        ("Tides, Part 3", "12:00–12:50", "12:15–13:05"),
        ("Dinner", "20:00–20:50", "20:15–21:05"),
    ]
    assert preview.clashes == []
    assert times(event) == before
    assert not edits.of(event).exists()


def test_on_another_day_the_form_begins_with_the_first_item(client: Client, event: Event) -> None:
    page = client.get(reverse("admin:event_late", args=[event.pk]))
    assert (page.context["fields"]["day"], page.context["fields"]["from"]) == ("2021-05-19", "10:00")


def test_the_rest_of_the_day_moves_as_one_change_and_back(client: Client, event: Event) -> None:
    before = times(event)
    response = act(client, event, look(client, event).context["preview"])
    assert said(response) == "Moved the whole house 15 minutes later from 11:00 on Wed 19 May. Publish to show it."
    assert list(times(event).values()) == ["10:00", "11:15", "12:15", "20:15"]
    assert event.slots.count() == 4
    edit = edits.of(event).get()
    edits.undo(edit, event.members.get())
    assert times(event) == before


def test_only_one_room_moves_and_what_it_then_meets_is_told(client: Client, event: Event) -> None:
    guest = event.panels.get(title="Tides, Part 2").appearances.get().speaker
    event.panels.get(title="Tides, Part 3").appearances.create(speaker=guest)
    make_panel(event, 4, title="Plenary")
    hall = event.rooms.get(name="Hall A")
    asked = {"room": str(hall.pk), "minutes": "-20", "from": "12:00"}
    preview = look(client, event, **asked).context["preview"]
    assert [shift.panel.title for shift in preview.shifts] == ["Tides, Part 3"]
    assert [clash.said for clash in preview.clashes] == [
        f"{guest} is in “Tides, Part 2” and “Tides, Part 3” at once",
    ]
    assert [c.said for c in look(client, event, **asked | {"minutes": "30"}).context["preview"].clashes] == [
        "“Tides, Part 3” and “Plenary” overlap and one of them is for the whole house"
    ]
    walks = look(client, event, **asked | {"minutes": "-10"}).context["preview"].walks
    assert [walk.said for walk in walks] == [
        f"{guest} has no time to walk from “Tides, Part 2” in Hall B to “Tides, Part 3” in Hall A"
    ]
    act(client, event, preview, **asked)
    assert times(event)["Tides, Part 3"] == "11:40"
    assert times(event)["Tides, Part 2"] == "11:00"


def test_what_is_under_way_ends_later_too_if_one_wants(client: Client, event: Event) -> None:
    asked = {"from": "10:20"}
    shifts = look(client, event, **asked).context["preview"].shifts
    assert (shifts[0].panel.title, shifts[0].becomes, shifts[0].stretched) == ("Tides, Part 1", "10:00–11:05", True)
    without = client.get(url(event), {**{k: v for k, v in ASKED.items() if k != "stretch"}, **asked})
    assert next(shift.panel.title for shift in without.context["preview"].shifts) == "Tides, Part 2"


def test_past_midnight_is_told(client: Client, event: Event) -> None:
    preview = look(client, event, minutes="200").context["preview"]
    assert [shift.panel.title for shift in preview.nights] == ["Dinner"]
    assert "Past midnight: “Dinner” 23:20–00:10" in look(client, event, minutes="200").content.decode()


def test_moved_and_published_at_once_with_a_note(client: Client, event: Event) -> None:
    releases.publish(event)
    event.panels.filter(title="Tides, Part 1").update(title="Tides, Mended")
    page = look(client, event)
    preview = page.context["preview"]
    assert len(preview.public) == 3
    assert preview.other_words == ["“Tides, Part 1” is now called “Tides, Mended”"] or len(preview.others) == 1
    response = act(client, event, preview, publish="1", note="A quarter of an hour late.")
    assert "Release 2 is public." in said(response)
    newest = releases.newest(event)
    assert newest
    assert newest.note == "A quarter of an hour late."
    assert {p.title: f"{p.when.start:%H:%M}" for p in newest.programme.panels}["Dinner"] == "20:15"


def test_what_changed_since_the_look_stops_it(client: Client, event: Event) -> None:
    preview = look(client, event).context["preview"]
    slot = event.panels.get(title="Dinner").slot
    assert slot
    slot.start -= timedelta(hours=1)
    slot.save()
    response = act(client, event, preview, publish="1", note="The lift is broken.")
    assert response.status_code == 409
    assert "the programme changed since you looked" in response.context["wrong"]
    assert '<textarea id="note" name="note" rows="2">The lift is broken.</textarea>' in response.content.decode()
    assert times(event)["Tides, Part 2"] == "11:00"
    assert response.context["preview"].shifts  # as it is now, to be looked at again


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"minutes": "0"}, "Give the minutes"),
        ({"minutes": "ten"}, "Give the minutes"),
        ({"minutes": "99999999999"}, "Give the minutes"),
        ({"from": "late"}, "Give the day"),
        ({"day": ""}, "Give the day"),
        ({"room": "99999"}, "not there any more"),
    ],
)
def test_what_cannot_be_is_said(client: Client, event: Event, asked: dict[str, str], words: str) -> None:
    assert words in look(client, event, **asked).content.decode()
    refused = client.post(url(event), {**ASKED, **asked, "note": "The lift is broken."}).content.decode()
    assert words in refused
    assert refused.count(">The lift is broken.</textarea>") == 1


def test_a_cancelled_panel_and_another_day_stay(client: Client, event: Event) -> None:
    event.panels.filter(title="Dinner").update(state="cancelled")
    make_panel(event, 30, title="The next day")
    moved = [shift.panel.title for shift in look(client, event).context["preview"].shifts]
    assert moved == ["Tides, Part 2", "Tides, Part 3"]


def test_a_viewer_looks_and_moves_nothing(event: Event, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(make_member(event, "viewer", "viewer"))
    page = look(client, event)
    assert b"Owners and editors move panels." in page.content
    assert act(client, event, page.context["preview"]).status_code == 403


def test_as_many_queries_for_many_panels(client: Client, event: Event) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            look(client, event)
        return len(found)

    few = count()
    for number in range(60):
        make_panel(event, 3 + number % 5, title=f"Beside {number}")
    assert count() == few
