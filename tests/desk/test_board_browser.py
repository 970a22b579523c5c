"""The timetable board in a real browser: by hand, by keyboard, by two people at once, and on a telephone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from events import checks, releases
from events.models import Event, Panel, Room, TimeSlot
from tests.desk.builders import make_event, make_member, make_panel
from tests.desk.test_browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


STEP = 9.6  # pixels for five minutes
REST = "frames => new Promise(done => (function next() { frames-- ? requestAnimationFrame(next) : done(); })())"
CENTRE = "element => element.scrollIntoView({block: 'center'})"  # away from edges, near which the board scrolls


def halls() -> Event:
    """Parts 1 to 3, each in a hall of its own, at 10:00, 11:00 and 12:00; one without a time; a plenary at 14:00."""
    event = make_event()
    for number in (1, 2, 3):
        make_panel(event, number, room=Room.objects.create(event=event, name=f"Hall {number}", order=number))
    make_panel(event, 5, title="Plenary")
    Panel.objects.create(event=event, title="Some time")
    return event


def open_board(page: Page, event: Event, name: str = "ann") -> None:
    page.set_viewport_size({"width": 1280, "height": 1000})
    sign_in(page, make_member(event, name, "editor", first_name=name.title()))
    page.goto(reverse("admin:event_timetable", args=[event.pk]))


def handle(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Move {title}", exact=True)


def slip(page: Page, title: str) -> Locator:
    return page.locator(".slip", has=page.get_by_role("link", name=title, exact=True))


def says(page: Page, words: str) -> None:
    expect(page.locator("#board-says")).to_contain_text(words)


def span(event: Event, title: str) -> str:
    panel = event.panels.select_related("slot", "room").get(title=title)
    if not panel.slot or not panel.slot.end:
        return "no time"
    start, end = (at.astimezone(event.zone) for at in (panel.slot.start, panel.slot.end))
    return f"{start:%H:%M}–{end:%H:%M} {panel.room or 'house'}"


def drag(page: Page, grip: Locator, right: float, down: float, shift: bool = False) -> None:
    grip.evaluate(CENTRE)
    box = grip.bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2, steps=4)
    if shift:
        page.keyboard.down("Shift")
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()
    if shift:
        page.keyboard.up("Shift")


def test_by_hand_a_panel_moves_grows_and_goes_back(page: Page) -> None:
    event = halls()
    releases.publish(event)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    open_board(page, event)
    head = page.locator(".room-head").nth(1).bounding_box()
    assert head
    drag(
        page, slip(page, "Tides, Part 1"), head["width"], STEP * 6
    )  # a room to the right, six steps of five minutes down
    says(page, "Moved “Tides, Part 1” to Wed 19 May, 10:30–11:20, Hall 2")
    assert span(event, "Tides, Part 1") == "10:30–11:20 Hall 2"
    expect(page.locator(".public-state")).to_contain_text("3 changes since")
    expect(page.get_by_role("heading", name="1 clash on this day")).to_be_visible()
    expect(page.locator("#open-findings")).to_contain_text(str(checks.count(event)))
    drag(page, slip(page, "Tides, Part 3").locator(".edge"), 0, STEP * 4)
    says(page, "Made “Tides, Part 3” 70 minutes long")
    page.keyboard.press("Control+z")
    says(page, "Taken back: Made “Tides, Part 3” 70 minutes long")
    page.keyboard.press("Control+z")
    says(page, "Taken back: Moved “Tides, Part 1”")
    assert span(event, "Tides, Part 1") == "10:00–10:50 Hall 1"
    page.keyboard.press("Control+Shift+Z")
    says(page, "Done again: Moved “Tides, Part 1”")
    assert [text for text in refused if "Content Security" in text] == []


@pytest.mark.parametrize("height", [1000, 1600])  # of the window: the day is higher than its frame, or is not
def test_hours_above_the_first_come_without_moving_what_is_in_hand(page: Page, height: int) -> None:
    event = halls()
    open_board(page, event)
    page.set_viewport_size({"width": 1280, "height": height})
    time, frame = slip(page, "Tides, Part 1").locator(".clock"), page.locator(".board-scroll").bounding_box()
    grip = handle(page, "Tides, Part 1").bounding_box()
    assert frame
    assert grip
    x, y = grip["x"] + 10, grip["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - STEP * 25, steps=50)  # from 10:00 to five minutes above the first hour
    page.evaluate(REST, 20)  # at rest it stays
    expect(time).to_have_text("07:55–08:45")
    page.mouse.up()
    says(page, "Moved “Tides, Part 1” to Wed 19 May, 07:55–08:45, Hall 1")
    grip, frame = handle(page, "Tides, Part 1").bounding_box(), page.locator(".board-scroll").bounding_box()
    assert grip
    assert frame
    page.mouse.move(x, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(x, frame["y"] + 20, steps=5)  # near the edge it scrolls, hour after hour
    expect(time).to_have_text(re.compile("^0[0-5]"))
    page.mouse.move(x, frame["y"] + 80, steps=5)
    page.evaluate(REST, 2)  # it follows once a frame
    hour, minute = map(int, time.inner_text()[:5].split(":"))
    page.mouse.move(x, frame["y"] + 80 + STEP * (90 - minute) / 5, steps=5)  # far from the lower edge
    late = f"{hour + 1:02}:30–{hour + 2:02}:20"
    expect(time).to_have_text(late)
    page.mouse.up()
    says(page, f"Moved “Tides, Part 1” to Wed 19 May, {late}, Hall 1")
    assert span(event, "Tides, Part 1") == f"{late} Hall 1"


def test_a_card_in_hand_says_the_time_at_which_it_would_be_dropped(page: Page) -> None:
    event = halls()
    open_board(page, event)
    part, waiting = slip(page, "Tides, Part 1"), slip(page, "Some time")
    handle(page, "Tides, Part 1").focus()
    for key, time in (("Enter", "10:00–10:50"), ("PageDown", "11:00–11:50"), ("+", "11:00–11:55")):
        page.keyboard.press(key)
        expect(part.locator(".clock")).to_have_text(time)
    page.keyboard.press("Escape")
    expect(part.locator(".clock")).to_have_text("10:00–10:50")
    handle(page, "Some time").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(waiting.locator(".clock")).to_have_text("08:05–09:05")
    page.keyboard.press("Escape")
    expect(waiting.locator(".clock")).to_have_count(0)


def test_by_hand_two_panels_swap_and_one_comes_from_the_tray(page: Page) -> None:
    event = halls()
    open_board(page, event)
    one, other = (slip(page, f"Tides, Part {n}").bounding_box() for n in (1, 2))
    assert one
    assert other
    drag(page, slip(page, "Tides, Part 1"), other["x"] - one["x"], other["y"] - one["y"], shift=True)
    says(page, "Swapped “Tides, Part 1” and “Tides, Part 2”")
    assert (span(event, "Tides, Part 1"), span(event, "Tides, Part 2")) == ("11:00–11:50 Hall 2", "10:00–10:50 Hall 1")
    slip(page, "Some time").evaluate(CENTRE)
    tray, plenary = slip(page, "Some time").bounding_box(), slip(page, "Plenary").bounding_box()
    assert tray
    assert plenary
    drag(page, slip(page, "Some time"), plenary["x"] + 20 - tray["x"], plenary["y"] + 100 - tray["y"])
    says(page, "Moved “Some time” to")
    assert span(event, "Some time").endswith("house")
    slip(page, "Some time").evaluate(CENTRE)
    placed, tray = slip(page, "Some time").bounding_box(), page.locator(".tray").bounding_box()
    assert placed
    assert tray
    drag(page, slip(page, "Some time"), tray["x"] + 20 - placed["x"], tray["y"] + 20 - placed["y"])
    says(page, "Took the time off “Some time”")


def test_by_keyboard_everything_is_said(page: Page) -> None:
    event = halls()
    other = event.panels.get(title="Tides, Part 2")
    other.appearances.create(speaker=event.panels.get(title="Tides, Part 1").appearances.get().speaker)
    open_board(page, event)
    handle(page, "Tides, Part 1").focus()
    page.keyboard.press("Enter")
    says(page, "Picked up. “Tides, Part 1”: 10:00–10:50, Hall 1")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    says(page, "10:30–11:20, Hall 1. 1 clash: Ada harbour-2021 1 also in “Tides, Part 2”")
    page.keyboard.press("ArrowRight")
    says(page, "2 clashes: overlaps “Tides, Part 2”; Ada harbour-2021 1 also in “Tides, Part 2”")
    page.keyboard.press("Escape")
    says(page, "is where it was")
    assert slip(page, "Tides, Part 1").get_attribute("data-start") == "600"
    page.keyboard.press("Enter")
    for key in ("PageDown", "ArrowUp", "ArrowRight", "ArrowRight", "+", "+", "-"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    says(page, "Moved “Tides, Part 1” to Wed 19 May, 10:55–11:50, Hall 3")
    expect(handle(page, "Tides, Part 1")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Delete")
    says(page, "Took the time off “Tides, Part 1”")
    expect(handle(page, "Tides, Part 1")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("PageDown")
    page.keyboard.press("Enter")
    says(page, "Moved “Tides, Part 1” to Wed 19 May, 09:00–10:00, Hall 3")
    assert span(event, "Tides, Part 1") == "09:00–10:00 Hall 3"


def test_the_form_says_what_would_clash_before_it_is_sent(page: Page) -> None:
    event = halls()
    open_board(page, event)
    panel = event.panels.get(title="Tides, Part 1")
    page.goto(f"{reverse('admin:event_timetable', args=[event.pk])}?panel={panel.pk}")
    told = page.locator("#move-says")
    page.get_by_label("Start").fill("11:30")
    expect(told).to_have_text("")
    page.get_by_label("Minutes").fill("180")
    expect(told).to_have_text("1 clash: overlaps “Plenary”")
    page.get_by_label("Room", exact=True).select_option("Whole house")
    expect(told).to_have_text("3 clashes: overlaps “Tides, Part 2”, “Tides, Part 3”, “Plenary”")
    page.get_by_label("Start").fill("")
    expect(told).to_have_text("")


def test_two_at_once_choose_which_is_to_stand(page: Page) -> None:
    event = halls()
    open_board(page, event)
    other = page.context.browser.new_context(base_url=page.url.split("/admin")[0]).new_page()  # type: ignore[union-attr]
    open_board(other, event, "bea")
    drag(other, slip(other, "Tides, Part 1"), 0, STEP * 12)
    says(other, "Moved “Tides, Part 1” to Wed 19 May, 11:00–11:50, Hall 1")
    drag(page, slip(page, "Tides, Part 1"), 0, STEP * 24)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Bea changed “Tides, Part 1” at")
    expect(alert).to_contain_text("Wed 19 May, 11:00–11:50, Hall 1")
    expect(alert).to_contain_text("Wed 19 May, 12:00–12:50, Hall 1")
    assert span(event, "Tides, Part 1") == "11:00–11:50 Hall 1"
    page.get_by_role("button", name="Use mine").click()
    expect(page.get_by_text("Moved “Tides, Part 1” to Wed 19 May, 12:00–12:50, Hall 1.")).to_be_visible()
    assert span(event, "Tides, Part 1") == "12:00–12:50 Hall 1"
    other.context.close()


def test_a_swap_that_met_another_change_asks_too(page: Page) -> None:
    event = halls()
    open_board(page, event)
    one, other = (slip(page, f"Tides, Part {n}").bounding_box() for n in (1, 2))
    assert one
    assert other
    TimeSlot.objects.filter(panels__title="Tides, Part 2").update(start="2021-05-19T13:00Z", end="2021-05-19T13:50Z")
    drag(page, slip(page, "Tides, Part 1"), other["x"] - one["x"], other["y"] - one["y"], shift=True)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Somebody changed “Tides, Part 2”")
    expect(alert).to_contain_text("“Tides, Part 2”: Wed 19 May, 15:00–15:50, Hall 2")
    expect(alert).to_contain_text("“Tides, Part 1”: Wed 19 May, 11:00–11:50, Hall 2")
    page.get_by_role("button", name="Use mine").click()
    expect(page.get_by_text("Swapped “Tides, Part 1” and “Tides, Part 2”.")).to_be_visible()
    assert (span(event, "Tides, Part 1"), span(event, "Tides, Part 2")) == ("11:00–11:50 Hall 2", "10:00–10:50 Hall 1")


def test_running_late_on_a_telephone(page: Page) -> None:
    event = halls()
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, make_member(event, "ann", "editor"))
    page.goto(reverse("admin:event_timetable", args=[event.pk]))
    page.get_by_role("link", name="Running late").click()
    page.get_by_label("What starts from").fill("11:00")
    page.get_by_label("Minutes later").fill("15")
    page.get_by_role("button", name="Show what follows").click()
    expect(page.get_by_text("11:15–12:05")).to_be_visible()
    with page.expect_navigation():  # to the board, whose script answers what is undone
        page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Moved the whole house 15 minutes later")
    assert span(event, "Tides, Part 2") == "11:15–12:05 Hall 2"
    page.get_by_role("button", name="Undo").click()
    says(page, "Taken back: Moved the whole house 15 minutes later")
    assert span(event, "Tides, Part 2") == "11:00–11:50 Hall 2"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_board_and_running_late_can_be_used(page: Page, width: int, scheme: Any) -> None:
    event = halls()
    for number in range(4):  # so many clashes that their list is scrolled
        make_panel(event, 1, title=f"Over it {number}", room=event.rooms.get(name="Hall 1"), state="draft")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, make_member(event, "ann", "editor"))
    board, late = (reverse(f"admin:event_{name}", args=[event.pk]) for name in ("timetable", "late"))
    panel = event.panels.get(title="Plenary")
    asked = "?day=2021-05-19&from=09:00&room=house&minutes=15&stretch=1"
    for url in (board, f"{board}?day=2021-05-19&panel={panel.pk}", late, late + asked):
        page.goto(url)
        found = Axe().run(page).response["violations"]
        serious = [(v["id"], n["html"]) for v in found if v["impact"] in ("serious", "critical") for n in v["nodes"]]
        assert (url, serious) == (url, [])
        assert (url, page.evaluate("document.documentElement.scrollWidth > innerWidth")) == (url, False)
