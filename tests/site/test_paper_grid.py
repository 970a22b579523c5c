"""The booklet's days at a glance: grids of rooms and times."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from events.site import booklet
from programme.model import When
from tests.builders import make_panel, make_programme, make_release
from tests.site.forum import FIRST, make_forum
from tests.site.test_paper import text_of


def test_days_with_rooms_beside_each_other_have_grids_of_few_rooms_each() -> None:
    rooms = tuple(replace(make_programme(1).rooms[0], uid=f"r{n}", name=f"Room {n}", slug=f"r-{n}") for n in range(10))
    items = tuple(make_panel(n + 1, when=make_panel(1).when, room=f"r{n}") for n in range(10))
    release = make_release(programme=make_programme(items=items, rooms=rooms))
    parts = booklet.booklet(release)["days"][0]["grid"]
    assert [part["columns"] for part in parts] == [5, 5]
    assert [head["name"] for part in parts for head in part["heads"]] == [room.name for room in rooms]
    assert [cell["item"]["title"].replace("\u00a0", " ") for part in parts for cell in part["cells"]] == [
        panel.title for panel in items
    ]
    assert booklet.booklet(make_release(3))["days"][0]["grid"] == []


def test_a_grid_has_a_row_for_each_start_and_none_for_what_is_empty() -> None:
    rooms = tuple(replace(make_programme(1).rooms[0], uid=f"r{n}", name=f"Room {n}", slug=f"r-{n}") for n in range(2))
    times = (("r0", time(9), time(12)), ("r1", time(9), time(10)), ("r1", time(11), time(12)), ("r0", time(22), None))
    items = tuple(make_panel(n, room=room, when=When(FIRST, *hours)) for n, (room, *hours) in enumerate(times, 1))
    (part,) = booklet.booklet(make_release(programme=make_programme(items=items, rooms=rooms)))["days"][0]["grid"]
    assert [(hour["name"], hour["row"]) for hour in part["hours"]] == [("9:00 am", 1), ("11:00 am", 2), ("10:00 pm", 3)]
    assert [(cell["row"], cell["rows"]) for cell in part["cells"]] == [(1, 2), (1, 1), (2, 1), (3, 1)]


def test_the_days_of_a_small_event_stand_at_a_glance_on_one_page() -> None:
    rooms = tuple(replace(make_programme(1).rooms[0], uid=f"r{n}", name=f"Room {n}", slug=f"r-{n}") for n in range(3))
    starts = [make_panel(8 * day + hour).when for day in range(3) for hour in (1, 3)]
    panels = [(when, room) for when in starts for room in rooms]
    items = tuple(make_panel(n, when=when, room=room.uid) for n, (when, room) in enumerate(panels, 1))
    pages = text_of(make_release(programme=make_programme(items=items, rooms=rooms, days=())))
    assert [page.startswith("At a glance") for page in pages].index(True) == 1
    assert [day in pages[1] for day in ("Wednesday 19 May", "Thursday 20 May", "Friday 21 May")] == [True] * 3
    assert pages[2].startswith("Wednesday 19 May")


def test_what_has_no_time_yet_is_listed_below_a_days_grid() -> None:
    rooms = make_programme(1).rooms
    rooms = (*rooms, replace(rooms[0], uid="r2", name="Library", slug="library"))
    items = tuple(make_panel(n, when=make_panel(1).when, room=room.uid) for n, room in enumerate(rooms, 1))
    open_yet = make_panel(3, when=When(make_panel(1).when.date), room="r2")
    made = booklet.booklet(make_release(programme=make_programme(items=(*items, open_yet), rooms=rooms)))["days"][0]
    (part,) = made["grid"]
    assert (len(part["cells"]), len(part["hours"])) == (2, 1)
    assert [item["missing"] for item in made["items"] if not item["times"]] == ["Time to be announced"]


def test_the_page_of_an_arabic_title_stands_beside_it_and_not_in_it() -> None:
    assert booklet.isolated("Peace: السلام") == "\u2068Peace: السلام\u2069"
    assert booklet.isolated("Peace") == "Peace"
    made = booklet.booklet(make_forum())["days"][0]["items"]
    assert [item["brief"] for item in made] == [item["title"] for item in made]
