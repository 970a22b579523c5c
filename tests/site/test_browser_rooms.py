"""Rooms side by side, in Chromium: all of a day is on the page, and what is beside it is announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from playwright.sync_api import Page, expect

from programme.model import Panel, Release, Room, When
from tests.published import Published
from tests.site.conftest import Open
from tests.site.forum import ARABIC, FIRST, PUBLISHED, make_forum

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOP = "element => element.getBoundingClientRect().top"


def with_rooms(count: int) -> Release:
    """The forum and a day of five hours in so many rooms."""
    release = make_forum()
    rooms = tuple(Room(f"room-{n}", f"Room {n}", slug=f"room-{n}") for n in range(count))
    panels = tuple(
        Panel(
            f"{room.uid} {hour}",
            f"What is said at {hour} in {room.name}, and by whom",
            when=When(FIRST, time(hour, 15), time(hour + 1)),
            room=room.uid,
            slug=f"{room.slug}-{hour}",
            changed=PUBLISHED,
        )
        for hour in range(13, 18)
        for room in rooms
    )
    programme = replace(release.programme, rooms=release.programme.rooms + rooms)
    return replace(release, programme=replace(programme, panels=(*release.programme.panels, *panels)))


def top(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate(TOP))


@pytest.mark.parametrize("rooms", [2, 20])
def test_the_page_goes_down_and_only_rooms_go_sideways(visit: Open, forum: Published, rooms: int) -> None:
    forum.show(with_rooms(rooms))
    page = visit("/gulf-2021/")
    frame = page.locator(".frame").first
    assert frame.evaluate("frame => frame.scrollHeight - frame.clientHeight") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    box = frame.bounding_box()
    assert box is not None
    page.mouse.move(640, 700)
    page.mouse.wheel(0, 600)
    page.evaluate(
        "async () => { for (let n = 0; n < 900 && scrollY < 600; n++) await new Promise(requestAnimationFrame); }"
    )
    assert page.evaluate("scrollY") == 600
    names = page.locator(".rooms").first
    tools = page.locator(".tools").bounding_box()
    assert tools is not None
    assert abs(top(page, ".rooms") - tools["height"]) < 1
    wide = rooms == 20
    more = names.get_by_text("More rooms")
    expect(more).to_be_visible(visible=wide)
    if wide:
        expect(more).to_have_text("More rooms: 17")
        hour = page.locator(".hour").first
        at = hour.bounding_box()["x"]  # type: ignore[index]
        more.click()
        expect(more).to_have_text("More rooms: 13")
        assert hour.bounding_box()["x"] == at  # type: ignore[index]
        names.get_by_text("‹").click()
        expect(more).to_have_text("More rooms: 17")


def test_titles_break_between_words(visit: Open, forum: Published) -> None:
    release = with_rooms(15)
    title = "Representação política, democracia, e participação comparada: internacionalização"
    panels = tuple(replace(panel, title=title) for panel in release.programme.panels)
    forum.show(replace(release, programme=replace(release.programme, panels=panels)))
    words = visit("/gulf-2021/").locator(".grid [data-room=room-1] h3 a").first
    broken = """title => [...title.firstChild.data.matchAll(/\\S+/g)].filter((word) => {
      const range = document.createRange();
      range.setStart(title.firstChild, word.index);
      range.setEnd(title.firstChild, word.index + word[0].length);
      return range.getClientRects().length > 1;
    }).map(String)"""
    assert words.evaluate(broken) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_is_for_the_whole_house_is_named_beside_the_last_room_too(
    visit: Open, forum: Published, direction: str
) -> None:
    forum.show(with_rooms(20))
    page = visit("/gulf-2021/")
    page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
    words = page.locator(".frame h3", has_text="Registration")
    time = page.locator(".frame .quiet .time").first
    at = [found.bounding_box()["x"] for found in (words, time)]  # type: ignore[index]
    assert page.locator(".frame").first.evaluate(
        "(frame, by) => { frame.scrollLeft = by; return Math.abs(frame.scrollLeft); }",
        -9999 if direction == "rtl" else 9999,
    )
    now = [found.bounding_box()["x"] for found in (words, time)]  # type: ignore[index]
    assert now == pytest.approx(at, abs=2)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("Europe/Berlin", ["3:00 pm", "4:30 pm", "5:45 pm", "6:00 pm", "7:15 pm", "Thu 20 May 4:00 am"]),
        ("Asia/Kolkata", ["6:30 pm", "8:00 pm", "9:15 pm", "9:30 pm", "10:45 pm", "Thu 20 May 7:30 am"]),
    ],
)
def test_the_hours_beside_the_rooms_are_told_in_the_readers_zone(
    visit: Open, forum: Published, zone: str, hours: list[str]
) -> None:
    release = with_rooms(2)
    panels = tuple(
        panel for panel in release.programme.panels if panel.when.start not in map(time, range(14, 18), [15] * 4)
    )
    forum.show(replace(release, programme=replace(release.programme, panels=panels)))
    page = visit("/healthz", timezone_id=zone)
    page.clock.set_fixed_time("2021-05-19T16:40:00Z")
    page.goto(page.url.replace("/healthz", "/gulf-2021/"))
    said = page.locator("[data-day='2021-05-19'] .hour")
    there = ["9:00 am", "10:30 am", "11:45 am", "12:00 pm", "1:15 pm", "10:00 pm"]
    expect(said).to_have_text(there)
    page.locator("button.zone").click()
    expect(said).to_have_text(hours)
    page.reload()
    expect(said).to_have_text(hours)
    expect(page.locator(".now-line time")).to_have_text("6:40 pm" if zone == "Europe/Berlin" else "10:10 pm")
    page.get_by_role("button", name="Times in Toronto").click()
    expect(said).to_have_text(there)
    expect(page.locator(".now-line time")).to_have_text("12:40 pm")


def test_the_present_minute_strikes_through_nothing(visit: Open, forum: Published) -> None:
    forum.show(with_rooms(2))
    page = visit("/")
    page.clock.set_fixed_time("2021-05-19T17:30:00Z")  # 13:30 in Toronto
    page.goto(page.url + "gulf-2021/")
    expect(page.locator(".grid [data-on]")).to_have_count(2)
    line = page.locator(".now-line").bounding_box()
    card = page.locator("[data-panel=room-0-13]").bounding_box()
    assert line is not None
    assert card is not None
    assert card["y"] < line["y"] < card["y"] + card["height"]
    page.evaluate("scrollTo(0, 600)")
    seen = "([x, y]) => document.elementFromPoint(x, y).closest('.now-line, .panel').className"
    y = top(page, ".now-line") + 1
    assert "panel" in page.evaluate(seen, [card["x"] + card["width"] / 2, y])
    time_of_line = page.locator(".now-line time").bounding_box()
    assert time_of_line is not None
    assert "now-line" in page.evaluate(seen, [time_of_line["x"] + 5, time_of_line["y"] + 5])


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("path", ["/gulf-2021/panels/address/", "/gulf-2021/speakers/", "/gulf-2021/"])
def test_names_begin_where_the_lines_of_the_page_begin(visit: Open, path: str, direction: str) -> None:
    page = visit(path, viewport={"width": 390, "height": 844})
    page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
    row = page.locator("li", has=page.get_by_role("link", name=ARABIC)).last
    row.scroll_into_view_if_needed()
    edges = """(row, rtl) => [row, ...row.querySelectorAll("a, span:not([hidden])")].map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      const lines = [...range.getClientRects()].filter(({ width }) => width > 1);
      const at = lines.map(({ left, right }) => (rtl ? -right : left));
      return Math.round(Math.min(...at));
    })"""
    assert len(set(row.evaluate(edges, direction == "rtl"))) == 1
