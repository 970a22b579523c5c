"""The drafts' own rules, told as problems that name the field and the way out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from events import edits
from events.models import Event
from tests.api.client import Program
from tests.desk.builders import make_panel
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
EVENT = "events/harbour-2021/"


def errors(said: dict[str, Any]) -> dict[str, str]:
    return {each["field"]: each["message"] for each in said["errors"]}


@pytest.mark.parametrize(
    ("where", "sent", "field", "says"),
    [
        ("panels/", {"title": ""}, "title", "blank"),
        ("panels/", {}, "title", "required"),
        ("panels/", {"title": "X", "kind": "lecture"}, "kind", "not a valid choice"),
        ("panels/", {"title": "X", "tittle": "Y"}, "tittle", "What can be written: kind, number, title"),
        ("panels/", {"title": "X", "room": "nonsense"}, "room", "GET …/rooms/ lists"),
        ("panels/", {"title": "X", "slot": 10**30}, "slot", "GET …/slots/ lists"),
        ("panels/", {"title": "X", "uid": "1"}, "uid", "cannot be set"),
        ("panels/", {"title": "X", "end": "2021-05-19T10:00"}, "start", "An end needs a start."),
        ("panels/", {"title": "X", "start": "2021-05-19T10:00", "end": "2021-05-19T09:00"}, "end", "ends after"),
        ("panels/", {"title": "X", "links": [{"url": "ftp:x"}]}, "links.0.url", "valid URL"),
        ("slots/", {"start": "2021-05-19T10:00", "end": "2021-05-19T10:00"}, "end", "ends after it starts"),
        ("panels/", {"title": "X", "language": "<b>x</b>"}, "language", "Write a language’s code, as in fr"),
        ("slots/", {"start": "2027-03-28T02:30"}, "start", "02:30 does not exist on that day in Europe/Oslo"),
        ("slots/", {"start": "2027-03-28T01:30", "end": "2027-03-28T02:30"}, "end", "The same moment is 03:30."),
        ("panels/", {"title": "X", "start": "2027-03-28T02:15"}, "start", "the clocks go forward"),
        ("panels/", {"title": "X", "embargo": "2027-03-28T02:15:00"}, "embargo", "the clocks go forward"),
        ("slots/", {"start": "0001-01-01T00:00"}, "start", "out of range"),
        ("slots/", {"start": "9999-12-31T23:59:00-05:00"}, "start", "out of range"),
        ("rooms/", {"name": "Hall 0"}, "", "already exists"),
        ("tracks/", {"name": "X", "colour": "red"}, "colour", "#rrggbb"),
        ("days/", {"date": "2021-05-19"}, "", "already exists"),
    ],
)
def test_what_the_drafts_cannot_hold_is_refused(editor: Program, where: str, sent: Any, field: str, says: str) -> None:
    before = editor.get(EVENT + where)
    said = editor.post(EVENT + where, sent, 400)
    assert said["type"] == "urn:convenor:problem:invalid"
    assert says in errors(said)[field], said
    assert editor.get(EVENT + where) == before


def test_all_that_is_wrong_with_a_request_is_said_at_once(editor: Program, cast: Cast) -> None:
    day = {"day": "2021-05-19", "slot": cast.event.slots.first().pk}  # type: ignore[union-attr]
    wrong = {"kind": "lecture", "tittle": "Y", "uid": "1", "room": "none", "number": "1" * 41, "links": [{"url": "x"}]}
    said = errors(editor.post(f"{EVENT}panels/", {**wrong, **day}, 400))
    assert set(said) == {"title", "kind", "tittle", "uid", "room", "number", "links.0.url", "day"}
    url = f"{EVENT}panels/{cast.event.panels.get(title='Tides, Part 1').uid}/"
    said = errors(editor.change(url, {"title": "", "start": "noon", "end": None, "embargo": "soon"}, 400))
    assert set(said) == {"title", "start", "embargo"}
    facts = {"slug": "admin", "timezone": "Mars", "colour": "red", "state": "archived"}
    assert set(errors(editor.change(EVENT, facts, 400))) == set(facts)
    assert set(errors(editor.post(f"{EVENT}rooms/", {"name": "Hall 0", "capacity": -1}, 400))) == {"capacity", ""}


@pytest.mark.parametrize("sent", [[], "text", 7, None])
def test_what_is_no_object_is_refused(editor: Program, sent: Any) -> None:
    assert editor.read("post", f"{EVENT}rooms/", 400, sent if sent is not None else "null")["status"] == 400


def test_what_no_honest_program_sends_is_refused_and_never_an_error_of_the_server(
    editor: Program, cast: Cast, settings: Any
) -> None:
    deep = editor.read("post", f"{EVENT}rooms/", 400, "[" * 100_000)
    assert "brackets" in deep["detail"]
    settings.MAX_DOCUMENT_SIZE = 100
    large = editor.read("post", f"{EVENT}rooms/", 413, {"name": "x" * 200})
    assert large["type"] == "urn:convenor:problem:too-large"
    editor.post(f"{EVENT}rooms/", {"name": "القاعة الكبرى"})
    assert cast.event.rooms.filter(name="القاعة الكبرى").exists()


def test_a_room_of_another_event_is_not_there(editor: Program, cast: Cast) -> None:
    theirs = cast.other.rooms.first()
    assert theirs
    said = editor.post(f"{EVENT}panels/", {"title": "X", "room": str(theirs.uid)}, 400)
    assert "There is no room" in errors(said)["room"]
    editor.get(f"{EVENT}rooms/{theirs.uid}/", 404)


def test_what_others_need_is_not_deleted(editor: Program, cast: Cast) -> None:
    room = cast.event.panels.get(title="Tides, Part 1").room
    assert room
    said = editor.change(f"{EVENT}rooms/{room.uid}/", None, 409, "delete")
    assert "needed by “Tides, Part 1”" in said["detail"]


def test_a_panel_is_moved_by_its_start_and_keeps_its_length(editor: Program, cast: Cast) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    url, old = f"{EVENT}panels/{panel.uid}/", panel.slot_id
    said = editor.change(url, {"start": "2021-05-19T14:00"})
    assert (said["start"], said["end"]) == ("2021-05-19T14:00:00+02:00", "2021-05-19T14:50:00+02:00")
    assert not cast.event.slots.filter(pk=old).exists()
    said = editor.change(url, {"end": None})
    assert (said["start"], said["end"]) == ("2021-05-19T14:00:00+02:00", None)
    slot = cast.event.slots.create(start=datetime(2021, 5, 19, 6, tzinfo=UTC))
    assert editor.change(url, {"slot": slot.pk})["start"] == "2021-05-19T08:00:00+02:00"
    whole = editor.get(url)
    assert editor.change(url, {**whole, "start": "2021-05-19T09:00:00+02:00"}, method="put")["slot"] != slot.pk
    assert "either" in errors(editor.change(url, {"slot": None, "start": "2021-05-19T10:00"}, 400))["slot"]
    said = editor.change(url, {"start": None, "day": "2021-05-19"})
    assert (said["slot"], said["start"], said["day"]) == (None, None, "2021-05-19")
    assert editor.change(url, {"start": "2021-05-19T10:00"})["day"] is None


def test_a_language_that_was_taken_before_keeps_nothing_back(editor: Program, cast: Cast) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    cast.event.panels.filter(pk=panel.pk).update(language="Klingon")
    url = f"{EVENT}panels/{panel.uid}/"
    assert editor.change(url, {"title": "Lakes"})["language"] == "Klingon"
    assert "language" in errors(editor.change(url, {"language": "Elvish"}, 400))
    assert editor.change(url, {"language": "tlh"})["language"] == "tlh"


def test_a_time_without_an_offset_is_read_as_at_the_desk(editor: Program, cast: Cast) -> None:
    url = f"{EVENT}panels/{cast.event.panels.get(title='Tides, Part 1').uid}/"
    assert "does not exist" in errors(editor.change(url, {"start": "2027-03-28T02:30"}, 400))["start"]
    twice = editor.change(url, {"start": "2027-10-31T02:30"})  # the hour that comes twice: the first of them
    assert (twice["start"], twice["end"]) == ("2027-10-31T02:30:00+02:00", "2027-10-31T02:20:00+01:00")
    second = editor.change(url, {"start": "2027-10-31T02:30:00+01:00"})
    assert second["start"] == "2027-10-31T02:30:00+01:00"


def test_put_empties_what_it_leaves_out(editor: Program, cast: Cast) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    url = f"{EVENT}panels/{panel.uid}/"
    editor.change(url, {"abstract": "Why", "links": [{"url": "https://a.example/x", "rel": "stream"}]})
    said = editor.change(url, {"title": "Bare"}, method="put")
    names = ("title", "abstract", "links", "slot", "room", "kind", "state")
    assert [said[name] for name in names] == ["Bare", "", [], None, None, "panel", "confirmed"]
    assert len(said["people"]) == 1


@pytest.mark.parametrize("links", [[{"label": "x"}], [{"url": "https://a.example", "rel": "no"}], "https://a.example"])
def test_a_link_is_whole_even_where_only_links_are_sent(editor: Program, cast: Cast, links: Any) -> None:
    url = f"{EVENT}panels/{cast.event.panels.get(title='Tides, Part 1').uid}/"
    assert next(iter(errors(editor.change(url, {"links": links}, 400)))).startswith("links")


def test_people_are_changed_at_their_own_address(editor: Program, cast: Cast) -> None:
    url = f"{EVENT}panels/{cast.event.panels.get(title='Tides, Part 1').uid}/"
    said = editor.change(url, {"people": []}, 400)
    assert "…/people/" in errors(said)["people"]


def test_a_change_of_zone_leaves_the_clock_as_it_is(editor: Program, cast: Cast) -> None:
    editor.change(EVENT, {"timezone": "America/Toronto", "venue": "Pier 4"})
    url = f"{EVENT}panels/{cast.event.panels.get(title='Tides, Part 1').uid}/"
    assert editor.get(url)["start"] == "2021-05-19T10:00:00-04:00"
    said = "Changed the time zone of “Harbour Forum 2021” to America/Toronto, and its venue"
    assert str(edits.next_undo(cast.event)) == said


def test_what_is_an_owners_and_what_is_fixed(editor: Program, cast: Cast, program: Any) -> None:
    assert "owner" in errors(editor.change(EVENT, {"state": "archived"}, 400))["state"]
    owner = program(cast.owner)
    owner.post(f"{EVENT}releases/", {}, If_Match="*")
    assert "for life" in errors(owner.change(EVENT, {"slug": "elsewhere"}, 400))["slug"]
    assert owner.change(EVENT, {"state": "archived"})["state"] == "archived"
    assert "archived" in errors(owner.change(EVENT, {"title": "X"}, 400))["title"]
    assert "archived" in owner.post(f"{EVENT}rooms/", {"name": "X"}, 403)["detail"]
    assert owner.change(EVENT, {"state": "open"})["state"] == "open"


def test_staff_begin_an_event_and_own_it(cast: Cast, program: Any) -> None:
    owner, facts = program(cast.owner), {"title": "Next", "slug": "next", "timezone": "Europe/Paris"}
    assert owner.post("events/", facts)["languages"] == ["en"]
    assert Event.objects.get(slug="next").memberships.get().user == cast.owner
    assert "already" in errors(owner.post("events/", facts, 400))["slug"]
    assert "site itself" in errors(owner.post("events/", {**facts, "slug": "admin"}, 400))["slug"]
    program(cast.editor).post("events/", {**facts, "slug": "mine"}, 403)


def test_lists_have_pages_and_filters(editor: Program, cast: Cast) -> None:
    make_panel(cast.event, 2, kind="keynote")
    assert [p["title"] for p in editor.get(f"{EVENT}panels/?kind=keynote")["results"]] == ["Tides, Part 2"]
    page = editor.get(f"{EVENT}panels/?page_size=2")
    assert (page["count"], len(page["results"])) == (3, 2)
    assert len(editor.get(page["next"])["results"]) == 1
    editor.get(f"{EVENT}panels/?page=9", 404)
    assert errors(editor.get(f"{EVENT}panels/?kind=lecture", 400))["kind"].startswith("It can be one of panel, keynote")
    assert "no parameter" in editor.get(f"{EVENT}panels/?sort=x", 400)["detail"]


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_of_panels_takes_as_many_queries_for_one_as_for_thirty(
    editor: Program, cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(2, count + 1):
        make_panel(cast.event, number, room=cast.event.rooms.first())
    editor.get("")
    with django_assert_num_queries(5):
        editor.get(f"{EVENT}panels/")
