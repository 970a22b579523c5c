"""Screens in the house, as a server gives them out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from events.messages import Message
from events.site import known, store
from programme.model import Room
from tests.published import Published
from tests.site.forum import make_forum
from tests.site.reading import page, texts

SCREENS = "/gulf-2021/screens/"
LUNCH = Message("", "Lunch", datetime(2021, 5, 19, 16, tzinfo=UTC), datetime(2021, 5, 19, 17, tzinfo=UTC))


def titles(client: Client, screen: str) -> list[str]:
    return [entry["title"] for entry in client.get(f"{SCREENS}{screen}.json").json()["entries"]]


@pytest.mark.usefixtures("forum")
def test_every_room_has_a_screen_and_the_foyer_one_of_all(client: Client) -> None:
    links = page(client, SCREENS).xpath("//main//a/@href")
    assert links == [f"{SCREENS}{name}/" for name in ("foyer", "great-hall", "library")]
    for link in links:
        found = page(client, link)
        assert client.get(found.body.get("data-address")).status_code == 200
    assert client.get(f"{SCREENS}nowhere/").status_code == 404
    assert client.get(f"{SCREENS}nowhere.json").status_code == 404


@pytest.mark.usefixtures("forum")
def test_a_door_shows_its_room_and_what_is_for_the_whole_house(client: Client) -> None:
    house = ["Registration", "Coffee", "Trade & Diplomacy", "Closing Address"]
    assert sorted(titles(client, "great-hall")) == sorted([*house, "A New Security Architecture"])
    assert sorted(titles(client, "library")) == sorted([*house, "Night of Debate"])
    assert sorted(titles(client, "foyer")) == sorted([*house, "A New Security Architecture", "Night of Debate"])


def test_a_screen_tells_times_as_its_event_does(client: Client, forum: Published) -> None:
    forum.show(make_forum(clock="24"))
    found = client.get(f"{SCREENS}foyer.json").json()
    assert (found["clock"], found["entries"][-1]["time"]) == ("24", "17:00")


@pytest.mark.usefixtures("forum")
def test_a_screen_is_told_all_that_it_needs_to_go_on_alone(client: Client) -> None:
    found = client.get(f"{SCREENS}foyer.json").json()
    assert (found["zone"], found["build"]) == ("America/Toronto", store.BUILD)
    assert found["days"] == {"2021-05-19": "Wednesday 19 May", "2021-05-20": "Thursday 20 May"}
    assert found["entries"][1] == {
        "start": "2021-05-19T14:30:00Z",
        "end": "2021-05-19T15:45:00Z",
        "date": "2021-05-19",
        "time": "10:30–11:45 am",
        "label": "Panel 1",
        "title": "A New Security Architecture",
        "place": "Great Hall",
        "people": [["Dr. Sanam Vakil", "Moderator"], ["Ferry de Kerckhove", ""]],
    }
    cancelled = next(entry for entry in found["entries"] if entry.get("cancelled"))
    assert cancelled["title"] == "Trade & Diplomacy"
    address = found["entries"][-1]  # nobody has said when it ends
    assert (address["start"], address["end"]) == ("2021-05-20T21:00:00Z", "2021-05-20T22:00:00Z")


def test_a_room_called_foyer_has_a_screen_of_its_own(client: Client, published: Published) -> None:
    forum = make_forum()
    rooms = (Room("hall", "Foyer", slug="foyer"), *forum.programme.rooms[1:])
    published.show(replace(forum, programme=replace(forum.programme, rooms=rooms)))
    assert page(client, SCREENS).xpath("//main//a/@href")[:2] == [f"{SCREENS}foyer/", f"{SCREENS}foyer_/"]
    assert "Night of Debate" in titles(client, "foyer")
    assert "Night of Debate" not in titles(client, "foyer_")


def test_a_message_changes_the_data_and_nothing_else(client: Client, forum: Published) -> None:
    address, screen = f"{SCREENS}foyer.json", f"{SCREENS}foyer/"
    before, shown = client.get(address), client.get(screen)
    again = client.get(address, headers={"If-None-Match": before["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert before["Cache-Control"] == "no-cache"
    assert "Last-Modified" not in before
    forum.said = {"gulf-2021": (LUNCH,)}
    store.cache.clear()
    after = client.get(address, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.json()["messages"] == [
        {"text": "Lunch", "start": "2021-05-19T16:00:00Z", "end": "2021-05-19T17:00:00Z"}
    ]
    assert client.get(screen)["ETag"] == shown["ETag"]


def test_nobody_asks_the_database_for_messages_more_than_once_in_a_while(
    client: Client, forum: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "CHECK_SECONDS", 60)
    client.get(f"{SCREENS}foyer.json")
    forum.said = {"gulf-2021": (replace(LUNCH, end=LUNCH.end + timedelta(days=1)),)}
    assert client.get(f"{SCREENS}foyer.json").json()["messages"] == []


@pytest.mark.usefixtures("forum")
def test_without_javascript_a_door_has_its_list_and_asks_again(client: Client) -> None:
    found = page(client, f"{SCREENS}great-hall/")
    assert found.xpath("//noscript/meta[@http-equiv='refresh']/@content") == ["60"]
    assert texts(found, "//main//h2") == ["Wednesday 19 May", "Thursday 20 May"]
    assert "12:00–1:15 pm Cancelled Trade & Diplomacy" in texts(found, "//main//li")


def test_an_event_without_times_says_so(client: Client, published: Published) -> None:
    forum = make_forum()
    undated = tuple(panel for panel in forum.programme.panels if panel.uid == "t")
    published.show(replace(forum, programme=replace(forum.programme, panels=undated)))
    assert texts(page(client, f"{SCREENS}foyer/"), "//main") == ["Nothing is on the programme here"]
    assert titles(client, "foyer") == []
