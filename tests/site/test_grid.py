"""Where panels stand in the grid of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from events.site import grid
from programme.model import Panel, Release, Room, When
from tests.builders import make_programme, make_release

DAY = date(2021, 5, 19)


def panel(uid: str, start: str, end: str, room: str = "") -> Panel:
    when = When(DAY, time.fromisoformat(start), time.fromisoformat(end) if end else None)
    return Panel(uid, uid, when=when, room=room, slug=uid)


def drawn(*panels: Panel) -> grid.Grid | None:
    rooms = (Room("r1", "Great Hall", slug="hall"), Room("r2", "Library", slug="library"))
    release: Release = make_release(programme=replace(make_programme(items=panels), rooms=rooms))
    return grid.grid(release, panels)


def test_rooms_are_columns_and_what_is_of_the_whole_house_fills_them() -> None:
    found = drawn(
        panel("open", "09:00", "10:00"),
        panel("a", "10:00", "11:00", "r1"),
        panel("b", "10:00", "12:00", "r2"),
        panel("c", "11:00", "12:00", "r1"),
    )
    assert found is not None
    assert found.columns == "n2"
    assert [(head.name, head.place) for head in found.rooms] == [("Great Hall", "c2 d3"), ("Library", "c3 d4")]
    assert found.places == {"open": "a2 z3 c2 d4", "a": "a3 z4 c2 d3", "b": "a3 z5 c3 d4", "c": "a4 z5 c2 d3"}
    assert [(hour.name, hour.place) for hour in found.hours] == [
        ("9:00 am", "a2 z3"),
        ("10:00 am", "a3 z4"),
        ("11:00 am", "a4 z5"),
    ]


def test_nothing_hides_anything_where_panels_overlap() -> None:
    found = drawn(
        panel("a", "10:00", "11:00", "r1"),
        panel("b", "10:30", "11:30", "r1"),
        panel("c", "10:00", "11:00", "r2"),
        panel("desk", "09:00", "17:00"),
    )
    assert found is not None
    assert [(head.name, head.place) for head in found.rooms] == [
        ("", "c2 d3"),
        ("Great Hall", "c3 d5"),
        ("Library", "c5 d6"),
    ]
    assert {uid: place.split()[2] for uid, place in found.places.items()} == {
        "desk": "c2",
        "a": "c3",
        "b": "c4",
        "c": "c5",
    }


def test_what_is_of_the_whole_house_stands_beside_others_where_rooms_are_free() -> None:
    rooms = tuple(Room(f"r{number}", f"Room {number}", slug=f"room-{number}") for number in range(1, 5))
    panels = [panel(f"p{number}", "09:00", "10:00", f"r{number}") for number in range(1, 5)]
    panels += [panel("dinner", "19:00", "22:00"), panel("choir", "20:00", "23:00", "r1")]
    found = grid.grid(make_release(programme=replace(make_programme(items=panels), rooms=rooms)), panels)
    assert found is not None
    assert [head.name for head in found.rooms] == ["Room 1", "Room 2", "Room 3", "Room 4"]
    assert (found.columns, found.places["dinner"], found.places["choir"]) == ("n4", "a4 z6 c3 d6", "a5 z7 c2 d3")


def test_what_has_no_time_yet_stands_below_the_rest_over_all_rooms() -> None:
    untimed = [Panel(uid, uid, when=When(DAY), room=room, slug=uid) for uid, room in (("x", "r2"), ("y", ""))]
    found = drawn(panel("a", "10:00", "11:00", "r1"), panel("b", "10:00", "12:00", "r2"), *untimed)
    assert found is not None
    assert (found.places["x"], found.places["y"]) == ("a5 z6 c2 d4", "a6 z7 c2 d4")
    assert [(hour.name, hour.place) for hour in found.hours] == [("10:00 am", "a2 z4"), ("", "a5 z7")]
    assert ".grid > .z7 { grid-row-end: 7; }" in grid.stylesheet([found])


def test_one_room_is_a_list() -> None:
    assert (
        drawn(panel("a", "10:00", "11:00", "r1"), panel("b", "11:00", "12:00", "r1"), panel("c", "12:00", "")) is None
    )


def test_a_panel_without_an_end_is_drawn_for_an_hour() -> None:
    found = drawn(panel("a", "10:00", "", "r1"), panel("b", "11:00", "12:00", "r2"))
    assert found is not None
    assert found.places == {"a": "a2 z3 c2 d3", "b": "a3 z4 c3 d4"}
    rules = grid.stylesheet([found])
    assert ".grid > .z4 { grid-row-end: 4; }" in rules
    assert ".grid.n2 { --rooms: 2; }" in rules
