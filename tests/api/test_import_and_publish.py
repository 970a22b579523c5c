"""From a document to a public programme with a token alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from events.models import Edit
from tests.api.client import Program
from tests.desk.builders import DOCUMENT, make_panel
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
EVENT = "events/harbour-2021/"


def upload(editor: Program, text: str = DOCUMENT, **said: Any) -> str:
    """Where the import is."""
    return str(editor.post(f"{EVENT}imports/", {"text": text, "name": "agenda.txt", **said})["url"])


def test_a_document_is_read_applied_and_taken_back(editor: Program, cast: Cast) -> None:
    before = cast.event.panels.count()
    url = upload(editor)
    said = editor.get(url)
    assert (said["state"], said["questions"], said["plan"]["conflicts"]) == ("previewed", [], [])
    assert len([change for change in said["plan"]["changes"] if change["subject"] == "panel"]) >= 2
    assert cast.event.panels.count() == before
    editor.post(f"{url}apply/", {}, 428)
    applied = editor.post(f"{url}apply/", {}, 200, If_Match=editor.etag(url))
    assert (applied["state"], cast.event.panels.count()) == ("applied", before + 2)
    assert Edit.objects.filter(event=cast.event).count() == 1
    assert "applied already" in editor.post(f"{url}apply/", {}, 409, If_Match="*")["detail"]
    assert editor.post(f"{url}undo/", {}, 200, If_Match=editor.etag(url))["state"] == "undone"
    assert cast.event.panels.count() == before


def test_what_is_asked_is_answered_and_the_plan_made_anew(editor: Program) -> None:
    url = upload(
        editor, "Day 1\n10:00 - 11:00 Nets\nAda Larsen, Director\n\nDay 2\n10:00 - 11:00 Eels\nJon Berg, Mayor\n"
    )
    said = editor.get(url)
    assert [question["code"] for question in said["questions"]] == ["start-date"]
    assert said["plan"] == {}
    seen = editor.etag(url)
    answered = editor.read("patch", url, 200, {"start_date": "2021-05-19"}, If_Match=seen)
    assert answered["questions"] == []
    assert answered["options"]["start_date"] == "2021-05-19"
    assert answered["plan"]["changes"]
    editor.read("patch", url, 412, {"start_date": "2021-05-20"}, If_Match=seen)


@pytest.mark.parametrize("first", [True, False])
def test_a_zone_that_is_said_is_the_events_when_the_import_is_applied(editor: Program, cast: Cast, first: bool) -> None:
    if not first:
        editor.post(f"{upload(editor)}apply/", {}, 200, If_Match="*")
    url = upload(editor)
    assert editor.get(url)["options"]["timezone"] == cast.event.timezone
    said = editor.change(url, {"timezone": "Lisbon"})
    assert said["options"]["timezone"] == "Europe/Lisbon"
    editor.post(f"{url}apply/", {}, 200, If_Match="*")
    cast.event.refresh_from_db()
    assert cast.event.timezone == "Europe/Lisbon"
    slot = cast.event.panels.get(title="Dredging in Practice").slot
    assert slot
    assert f"{slot.start.astimezone(cast.event.zone):%H:%M}" == "11:30"


def test_an_import_that_somebody_overtook_is_refused(editor: Program, cast: Cast) -> None:
    url = upload(editor)
    seen = editor.etag(url)
    make_panel(cast.event, 5)
    assert "changed the desk" in editor.post(f"{url}apply/", {}, 409, If_Match=seen)["detail"]
    editor.change(url, {})  # read and planned anew
    editor.post(f"{url}apply/", {}, 200, If_Match=editor.etag(url))


def test_conflicts_are_decided_by_their_key(editor: Program, cast: Cast) -> None:
    first = upload(editor)
    editor.post(f"{first}apply/", {}, 200, If_Match="*")
    cast.event.panels.filter(title="Dredging in Practice").update(title="Dredging at Home")
    url = upload(editor, DOCUMENT.replace("Dredging in Practice", "Dredging Abroad"))
    [conflict] = editor.get(url)["plan"]["conflicts"]
    assert "nobody has decided" in editor.post(f"{url}apply/", {}, 409, If_Match="*")["detail"]
    editor.change(url, {"decisions": {conflict["key"]: "document"}})
    editor.post(f"{url}apply/", {}, 200, If_Match=editor.etag(url))
    assert cast.event.panels.filter(title="Dredging Abroad").exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "document"),
        ({"text": "x", "timezone": "Atlantis"}, "timezone"),
        ({"text": "x", "start_date": "soon"}, "start_date"),
        ({"text": "x", "day_titles": {"soon": "X"}}, "day_titles"),
    ],
)
def test_what_is_no_document_is_refused(editor: Program, sent: Any, field: str) -> None:
    assert [e["field"] for e in editor.post(f"{EVENT}imports/", sent, 400)["errors"]] == [field]


def test_what_is_published_is_what_one_has_read(editor: Program, cast: Cast, client: Client) -> None:
    seen = editor.etag(f"{EVENT}publication/")
    assert editor.get(f"{EVENT}publication/")["next"] == 1
    make_panel(cast.event, 2, title="Late Addition")
    editor.post(f"{EVENT}releases/", {}, 428)
    said = editor.post(f"{EVENT}releases/", {}, 412, If_Match=seen)
    assert said["current"] == editor.get(f"{EVENT}publication/")
    made = editor.post(f"{EVENT}releases/", {"note": "At last"}, If_Match=editor.etag(f"{EVENT}publication/"))
    assert (made["number"], made["note"], made["published_by"]) == (1, "At last", "editor")
    assert client.get("/api/v1/events/harbour-2021/").json()["release"] == 1
    assert editor.get(f"{EVENT}publication/") == {"public": 1, "next": None, "changes": []}
    assert "nothing to publish" in editor.post(f"{EVENT}releases/", {}, 409, If_Match="*")["detail"]


def test_one_goes_back_to_a_release_that_one_has_looked_at(editor: Program, cast: Cast) -> None:
    editor.post(f"{EVENT}releases/", {}, If_Match="*")
    cast.event.panels.filter(title="Tides, Part 1").update(title="Ebb")
    editor.post(f"{EVENT}releases/", {}, If_Match="*")
    first = f"{EVENT}releases/1/"
    assert [change["code"] for change in editor.get(first)["back"]] == ["renamed"]
    assert editor.post(f"{first}back/", {}, If_Match=editor.etag(first))["number"] == 3
    assert [release["number"] for release in editor.get(f"{EVENT}releases/")["results"]] == [3, 2, 1]
    editor.get(f"{EVENT}releases/9/", 404)


def test_publishing_twice_under_one_key_is_one_release(editor: Program, cast: Cast) -> None:
    for _ in range(2):
        assert editor.post(f"{EVENT}releases/", {}, If_Match="*", Idempotency_Key="k")["number"] == 1
    assert cast.event.releases.count() == 1
