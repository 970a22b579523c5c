"""The desk's lists, in the words of who runs a conference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from lxml import html

from events.models import Appearance, Event, Room
from speakers.models import Speaker
from tests.desk.builders import make_event, make_member, make_panel

pytestmark = pytest.mark.django_db
PANELS = "/admin/events/panel/"


@pytest.fixture
def event() -> Event:
    event = make_event()
    hall = Room.objects.create(event=event, name="Great Hall")
    whole = make_panel(event, 1, title="Ports", room=hall, abstract="Why they matter.")
    event.panels.update(number="A1")
    for name in ("Bo", "Cy", "Di", "Ed", "Fi"):
        Appearance.objects.create(panel=whole, speaker=Speaker.objects.create(name=name), billing="x", order=1)
    make_panel(event, 2, title="Tides", slot=None, state="draft")
    return event


@pytest.fixture
def client(event: Event, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


def listed(client: Client, **asked: Any) -> dict[str, list[str]]:
    """The cells of each row by its title."""
    page = html.fromstring(client.get(PANELS, asked).content.decode())
    rows = [
        [cell.text_content() for cell in row.iterchildren()][1:]
        for row in page.xpath("//*[@id='result_list']/tbody/tr")
    ]
    return {row[2]: row for row in rows}


def test_a_panel_is_told_by_day_room_title_people_state_and_what_is_missing(client: Client, event: Event) -> None:
    shown = listed(client, event__id__exact=event.pk)
    when, room, title, people, state, missing = shown["A1 · Ports"]
    assert (when, room, title) == ("Wed 19 May 2021, 10:00–10:50", "Great Hall", "A1 · Ports")
    assert people == "Ada harbour-2021 1, Bo, Cy, Di and 2 more"
    assert (state, "abstract" in missing) == ("confirmed", False)
    assert shown["Tides"][0] == "no time"
    assert shown["Tides"][4] == "draft: not published"


def test_what_is_missing_can_be_looked_for(client: Client, event: Event) -> None:
    event.panels.filter(title="Tides").update(abstract="When it comes in.")
    make_panel(event, 3, title="Currents")
    assert [*listed(client, event__id__exact=event.pk, missing="abstract")] == ["Currents"]
    assert listed(client, event__id__exact=event.pk, missing="stream") == {}


def test_a_list_narrowed_to_nothing_leads_back_to_its_event(client: Client, event: Event) -> None:
    page = client.get(PANELS, {"event__id__exact": event.pk, "q": "no such words"}).content.decode()
    assert "Nothing fits what you asked for." in page
    assert f'<a href="?event__id__exact={event.pk}">Show everything</a>' in page


@pytest.mark.parametrize("name", ["panel", "room", "track", "day", "timeslot", "release", "importrun", "address"])
def test_no_list_or_form_talks_of_objects(client: Client, event: Event, name: str) -> None:
    for url in (reverse(f"admin:events_{name}_changelist"), f"/admin/events/{name}/add/?event={event.pk}"):
        page = html.fromstring(
            client.get(url, {"event__id__exact": event.pk} if "add" not in url else {}).content.decode()
        )
        words = page.text_content().lower()
        found = [bare for bare in ("select panel", "to change", "delete selected", "object") if bare in words]
        assert found == []


def test_a_room_leads_to_its_panels(client: Client, event: Event) -> None:
    page = client.get("/admin/events/room/", {"event__id__exact": event.pk})
    link = html.fromstring(page.content.decode()).find_class("field-how_many")[0].find("a")
    assert link.text == "1 panel"
    inside = html.fromstring(client.get(link.get("href")).content.decode())
    assert [cell.text_content() for cell in inside.find_class("field-shown_title")] == ["A1 · Ports"]


def test_deleting_asks_in_plain_words(client: Client, event: Event) -> None:
    panel, hall = event.panels.get(title="Ports"), event.rooms.get()
    asked = client.get(f"/admin/events/panel/{panel.pk}/delete/").content.decode()
    assert "Delete “Ports”?" in asked
    assert "cancel it instead" in asked
    assert "still in use" in client.get(f"/admin/events/room/{hall.pk}/delete/").content.decode()
    many = {"action": "delete_selected", "_selected_action": [panel.pk]}
    assert "Delete 1 panel?" in client.post(f"{PANELS}?event__id__exact={event.pk}", many).content.decode()
    assert client.post(PANELS, {**many, "post": "yes"}).status_code == 302
    assert not event.panels.filter(title="Ports").exists()
