"""Where something is that stands in no room: said in one way by every page, calendar and file."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pdfplumber
import pytest
from django.test import Client

from programme.model import Link, Panel, Release
from tests.builders import make_event
from tests.published import Published
from tests.site.forum import make_forum
from tests.site.reading import page, texts
from tests.site.schema_org import problems

HALL = {"@type": "Place", "name": "Everywhere", "address": "Everywhere"}
STREAM = Link("https://example.org/plenary", "", "stream")


def plenary(venue: str = "", *links: Link) -> Release:
    """The forum in its rooms, and its closing address for all of them."""
    release = make_forum()
    programme = release.programme

    def told(panel: Panel) -> Panel:
        return replace(panel, links=links if panel.slug == "address" else ())

    event = make_event(title="Gulf Forum 2021", slug="gulf-2021", venue=venue)
    return replace(release, programme=replace(programme, event=event, panels=tuple(map(told, programme.panels))))


def node(client: Client, path: str) -> dict[str, Any]:
    (script,) = page(client, path).xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


@pytest.mark.parametrize(
    ("prefix", "venue", "said"),
    [("", "", "Everywhere"), ("/fr", "", "Partout"), ("", "Kempinski Hotel", "Kempinski Hotel")],
)
def test_every_output_says_the_same_of_a_panel_for_the_whole_house(
    client: Client, published: Published, prefix: str, venue: str, said: str
) -> None:
    published.show(plenary(venue))
    at = f"{prefix}/gulf-2021/"
    where = page(client, f"{at}panels/address/").xpath("//dl[@class='data']/div[2]")
    assert where[0].text_content() == ("Où" if prefix else "Where") + said
    assert f"LOCATION:{said}\r\n" in client.get(f"{at}panels/address.ics").content.decode()
    assert f'<room name="{said}"' in client.get(f"{at}schedule.xml").content.decode()
    entries = client.get(f"{at}screens/foyer.json").json()["entries"]
    assert [entry.get("place", "") for entry in entries if entry["title"] == "Closing Address"] == [said]
    assert node(client, f"{at}panels/address/")["location"]["name"] == said
    assert said in texts(page(client, at), "//li[@id='panel-address']//p[@class='label']")[0]
    with pdfplumber.open(io.BytesIO(client.get(f"{at}programme.pdf").content)) as pdf:
        written = " ".join(" ".join((each.extract_text() or "").split()) for each in pdf.pages)
    assert f"Closing Address · {said}" in written


def test_a_stream_does_not_take_it_out_of_the_house(client: Client, published: Published) -> None:
    published.show(plenary("", STREAM))
    found = node(client, "/gulf-2021/panels/address/")
    assert problems(found) == []
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert found["location"] == [HALL, {"@type": "VirtualLocation", "url": STREAM.url}]


def test_without_a_stream_it_is_in_the_house_and_so_is_the_event(client: Client, published: Published) -> None:
    published.show(plenary())
    found = node(client, "/gulf-2021/panels/address/")
    assert problems(found) == problems(node(client, "/gulf-2021/")) == []
    assert found["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert (found["location"], found["superEvent"]["location"]) == (HALL, HALL)


def test_what_has_no_time_and_no_room_yet_is_not_said_to_be_everywhere(client: Client, published: Published) -> None:
    published.show(plenary())
    assert "Everywhere" not in page(client, "/gulf-2021/panels/to-come/").text_content()
