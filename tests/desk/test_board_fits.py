"""The board of twelve rooms and long titles: what is to be seen of it on a telephone, and how it follows the hand."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.models import Event
from tests.desk.builders import LONG, make_fair, make_member
from tests.desk.test_browser import sign_in
from tests.programme.test_clashing import CASES, LEAST

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOX = "element => element.getBoundingClientRect().toJSON()"


def on_a_telephone(page: Page, event: Event) -> Page:
    browser = page.context.browser
    assert browser
    context = browser.new_context(
        base_url=page.evaluate("location.origin"),
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
    )
    phone = context.new_page()
    sign_in(phone, make_member(event, "ann", "editor"))
    phone.goto(reverse("admin:event_timetable", args=[event.pk]))
    return phone


@pytest.mark.parametrize("rooms", [1, 12])
def test_on_a_telephone_only_the_grid_scrolls_sideways(page: Page, rooms: int) -> None:
    event = make_fair(rooms, 2)
    page.goto("/admin/")
    phone = on_a_telephone(page, event)
    panel = event.panels.get(title__startswith="Plenary")
    for query in ("", f"?panel={panel.pk}"):
        phone.goto(reverse("admin:event_timetable", args=[event.pk]) + query)
        assert phone.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [390, 390]
    frame = phone.locator(".board-scroll")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth") == (rooms > 1)
    frame.evaluate("frame => frame.scrollTo(700, 0)")
    for part in (".handle", ".title", ".clock"):
        box = phone.locator(f".slip.wide {part}").evaluate(BOX)
        assert box["left"] >= 60
        assert box["right"] <= 380
    phone.context.close()


def test_a_short_slip_tells_its_time_first_and_its_whole_title_on_asking(page: Page) -> None:
    event = make_fair(12, 2)
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, make_member(event, "ann", "editor"))
    page.goto(reverse("admin:event_timetable", args=[event.pk]))
    slip = page.locator(".board > .slip").first
    outer, words, clock, handle = (
        slip.locator(part).evaluate(BOX) if part else slip.evaluate(BOX) for part in ("", ".words", ".clock", ".handle")
    )
    assert handle["right"] <= clock["left"]
    assert handle["left"] - outer["left"] < 8
    assert outer["top"] <= clock["top"]
    assert words["bottom"] <= outer["bottom"]
    expect(slip.locator(".title")).to_have_attribute("title", f"Hall 1, 07:00: {LONG}")
    expect(slip).to_have_attribute("aria-label", f"Hall 1, 07:00: {LONG}, 09:00–09:20, Hall 1")


def test_three_hundred_panels_in_twelve_rooms_follow_the_hand(page: Page) -> None:
    event = make_fair(12, 25)
    page.set_viewport_size({"width": 1280, "height": 1000})
    sign_in(page, make_member(event, "ann", "editor"))
    page.goto(reverse("admin:event_timetable", args=[event.pk]))
    slip = page.locator(".board > .slip").nth(40)
    slip.evaluate("slip => slip.scrollIntoView({block: 'center', inline: 'center'})")
    box = slip.evaluate(BOX)
    x, y = box["left"] + 20, box["top"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(120):
        page.mouse.move(x + step % 100, y + 6 * (step % 40 - 20))
    expect(page.locator("#board-says")).to_contain_text(re.compile(r"\d clash(es)?: overlaps"))
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("#board-says")).to_contain_text("is where it was")


MEET = """async ([url, cases, least]) => {
  const { index, meeting } = await import(url);
  const made = ({ id, people, aside, ...facts }) => ({
    panel: id, room: "", track: "", holds: "", ...facts,
    aside: aside ? "always" : "", people: (people || []).map((name) => [name, name]),
  });
  return cases.map(({ stays }) => stays.map(made).map((held, at, all) => {
    const found = meeting(held, index(held, all), least);
    const named = (others) => others.map((other) => [held.panel, (other.panel || other[0].panel)]);
    return [named(found.places), named(found.people), named(found.walks)];
  }));
}"""


def test_the_script_finds_what_the_rule_finds(page: Page) -> None:
    event = make_fair(1, 1)
    sign_in(page, make_member(event, "ann", "editor"))
    page.goto(reverse("admin:event_timetable", args=[event.pk]))
    found = page.evaluate(MEET, ["/static/desk/board/clashes.js", CASES, LEAST])
    for case, per_stay in zip(CASES, found, strict=True):
        for number, name in enumerate(("places", "people", "walks")):
            told = [tuple(pair) for its in per_stay for pair in its[number]]
            expected = {frozenset(pair) for pair in (each.split()[:2] for each in case.get(name, ()))}
            assert (case["case"], name, {frozenset(pair) for pair in told}) == (case["case"], name, expected)
            assert len(told) == 2 * len(expected), (case["case"], "each is found from both sides")
