"""The board on a slow line: what is begun while a change is on its way is kept, or refused with a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from events import releases
from events.models import Event
from tests.desk.test_board_browser import halls, handle, open_board, says, slip, span

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def held_back(page: Page, event: Event, name: str) -> Callable[[], Route]:
    """What is next asked of this address is not answered, and given to the test."""
    held: list[Route] = []
    page.route(f"**{reverse(f'admin:event_{name}', args=[event.pk])}", lambda route: held.append(route), times=1)

    def asked() -> Route:
        for _ in range(500):
            if held:
                return held[0]
            page.wait_for_timeout(20)
        raise AssertionError("nothing was asked")

    return asked


def move_down(page: Page, title: str) -> None:
    """An hour."""
    handle(page, title).focus()
    for key in ("Enter", "PageDown", "Enter"):
        page.keyboard.press(key)


def test_nothing_is_begun_without_a_word_while_a_change_is_saved(page: Page) -> None:
    event = halls()
    open_board(page, event)
    move_down(page, "Tides, Part 1")
    says(page, "Moved “Tides, Part 1”")
    held = held_back(page, event, "board_move")
    move_down(page, "Tides, Part 2")
    expect(page.locator("#board")).to_have_attribute("aria-busy", "true")
    at = slip(page, "Tides, Part 3").bounding_box()
    assert at
    for begin in (
        lambda: handle(page, "Tides, Part 3").press("Enter"),
        lambda: page.keyboard.press("Control+z"),
        lambda: page.get_by_role("button", name="Undo").click(),
        lambda: page.mouse.click(at["x"] + 20, at["y"] + at["height"] / 2),
    ):
        page.evaluate("document.getElementById('board-says').textContent = ''")
        begin()
        says(page, "The change before this one is still being saved.")
        expect(page.locator(".lifted")).to_have_count(0)
    held().continue_()
    says(page, "Moved “Tides, Part 2” to Wed 19 May, 12:00–12:50, Hall 2")
    page.keyboard.press("Control+z")
    says(page, "Taken back: Moved “Tides, Part 2”")
    assert [span(event, f"Tides, Part {n}")[:5] for n in (1, 2, 3)] == ["11:00", "11:00", "12:00"]


def test_what_is_typed_in_the_form_outlives_a_drop(page: Page) -> None:
    event = halls()
    open_board(page, event)
    panel = event.panels.get(title="Tides, Part 1")
    page.goto(f"{reverse('admin:event_timetable', args=[event.pk])}?panel={panel.pk}")
    held = held_back(page, event, "board_move")
    move_down(page, "Tides, Part 2")
    page.get_by_label("Minutes").fill("77")
    held().continue_()
    says(page, "Moved “Tides, Part 2”")
    expect(page.get_by_label("Minutes")).to_be_focused()
    expect(page.get_by_label("Minutes")).to_have_value("77")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Made “Tides, Part 1” 77 minutes long")
    assert span(event, "Tides, Part 1") == "10:00–11:17 Hall 1"


@pytest.mark.parametrize("saved", [False, True])
def test_without_an_answer_nobody_knows_whether_it_was_saved(page: Page, saved: bool) -> None:
    event = halls()
    open_board(page, event)
    held = held_back(page, event, "board_move")
    move_down(page, "Tides, Part 1")
    if saved:
        held().fetch()  # and the answer is lost on its way
    held().abort()
    says(
        page,
        "The server could not be reached. It is not known whether the change was saved: load the page again to see.",
    )
    expect(page.locator("#board")).not_to_have_attribute("aria-busy", "true")
    page.reload()
    expect(slip(page, "Tides, Part 1")).to_contain_text("11:00" if saved else "10:00")


@pytest.mark.parametrize(
    ("status", "word"), [(502, "It is not known whether the change was saved"), (403, "Not saved.")]
)
def test_an_answer_that_is_an_error_says_so(page: Page, status: int, word: str) -> None:
    event = halls()
    open_board(page, event)
    held = held_back(page, event, "board_move")
    move_down(page, "Tides, Part 1")
    held().fulfill(status=status, body="")
    says(page, word)
    says(page, f"The server answered {status}.")


def test_the_head_keeps_the_newest_answer(page: Page) -> None:
    event = halls()
    releases.publish(event)
    held = held_back(page, event, "state")
    open_board(page, event)
    first = held()
    move_down(page, "Tides, Part 1")
    expect(page.locator(".public-state")).to_contain_text("change")
    before = page.locator(".public-state").inner_text()
    with page.expect_response(first.request.url):
        first.fulfill(json={"public": "Release 1", "since": "nothing changed since", "changes": 0, "url": "/"})
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    expect(page.locator(".public-state")).to_have_text(before)
