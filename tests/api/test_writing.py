"""Reading and writing the drafts with a token."""

from __future__ import annotations

from typing import Any

import pytest

from events.models import Edit
from speakers.models import Speaker
from tests.api.client import Program
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
EVENT = "events/harbour-2021/"


def test_the_root_says_who_one_is_and_what_one_may(editor: Program) -> None:
    said = editor.get("")
    assert [said[name] for name in ("user", "scopes", "only_event", "expires")] == [
        "editor", ["read", "write", "publish"], None, None
    ]  # fmt: skip


def test_an_event_with_the_way_to_its_parts(editor: Program) -> None:
    page = editor.get("events/")
    assert (page["count"], page["next"], [e["slug"] for e in page["results"]]) == (1, None, ["harbour-2021"])
    event = editor.get(EVENT)
    assert page["results"] == [event]
    assert [event[n] for n in ("title", "timezone", "languages", "release")] == [
        "Harbour Forum 2021", "Europe/Oslo", ["en"], None
    ]  # fmt: skip
    for url in event["parts"].values():
        editor.get(url.removeprefix("http://127.0.0.1:8000"))


def panel(editor: Program, title: str = "Tides, Part 1") -> dict[str, Any]:
    return next(p for p in editor.get(f"{EVENT}panels/")["results"] if p["title"] == title)


def test_a_panel_as_it_stands(editor: Program, cast: Cast) -> None:
    found = panel(editor)
    assert [found[n] for n in ("start", "end", "day", "links", "state")] == [
        "2021-05-19T10:00:00+02:00", "2021-05-19T10:50:00+02:00", None, [], "confirmed"
    ]  # fmt: skip
    assert [(p["name"], p["role"]) for p in found["people"]] == [("Ada harbour-2021 1", "speaker")]
    assert editor.get(f"{EVENT}panels/{found['uid']}/") == found


def test_every_kind_of_row_is_added_changed_and_deleted(editor: Program, cast: Cast) -> None:
    person = editor.post("speakers/", {"name": " Wu  Ling", "email": "wu@example.org"})
    assert person["name"] == "Wu Ling"
    rows = {
        "days/": ({"date": "2021-05-20", "theme": "Ships"}, {"theme": "Boats"}),
        "rooms/": ({"name": "Attic", "capacity": 30}, {"capacity": 40}),
        "tracks/": ({"name": "Law", "colour": "#112233"}, {"colour": "#445566"}),
        "slots/": ({"start": "2021-05-20T09:00", "end": "2021-05-20T10:00"}, {"end": "2021-05-20T10:30:00+02:00"}),
        "panels/": ({"title": "Nets"}, {"title": "Knots"}),
        f"panels/{panel(editor)['uid']}/people/": ({"speaker": person["uid"]}, {"role": "moderator"}),
    }
    for where, (new, change) in rows.items():
        made = editor.post(EVENT + where, new)
        assert editor.get(made["url"].removeprefix("http://127.0.0.1:8000")) == made
        url = made["url"].removeprefix("http://127.0.0.1:8000")
        changed = editor.change(url, change)
        assert changed == {**made, **change, **({"start": made["start"]} if "start" in made else {})}, where
        assert editor.read("put", url, 200, changed, If_Match=editor.etag(url)) == changed, where
        assert editor.read("delete", url, 204, None, If_Match=editor.etag(url)) is None
        editor.get(url, 404)
    assert Edit.objects.filter(event=cast.event, source="api", made_by=cast.editor).count() == 3 * len(rows)
    url = f"/api/v1/desk/speakers/{person['uid']}/"
    assert editor.change(url, {"bio": "Born *here*."})["bio"] == "Born *here*."
    assert editor.read("delete", url, 204, None, If_Match=editor.etag(url)) is None
    assert not Speaker.objects.filter(name="Wu Ling").exists()
    assert Edit.objects.filter(event=None, source="api").count() == 3
