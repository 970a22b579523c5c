"""An event of many days, in Chromium: what an address or a tab names is what the reader comes to."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from programme.model import Release
from tests.builders import make_panel, make_programme, make_release
from tests.published import Published
from tests.site.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WAYS: list[dict[str, Any]] = [
    {"viewport": {"width": width, "height": 844}, "java_script_enabled": script, "reduced_motion": motion}
    for width, script, motion in [
        (390, True, "no-preference"),
        (390, False, "no-preference"),
        (390, True, "reduce"),
        (768, True, "no-preference"),
        (1280, False, "no-preference"),
    ]
]


def fortnight() -> Release:
    """14 days of eight panels, of which some have a long text and some have none."""
    texts = ["", "Which harbours shall be dredged, and who pays? " * 12, "In brief."]
    items = tuple(make_panel(n, abstract=texts[n % 3]) for n in range(1, 113))
    return make_release(programme=make_programme(items=items))


def settle(page: Page) -> None:
    """Until the page has come to rest: asked from here, as without JavaScript no frame can be waited for there."""
    still, at = 0, -1
    while still < 4:
        page.wait_for_timeout(50)
        still, at = (still + 1 if (now := page.evaluate("scrollY")) == at else 0), now


def stands(page: Page, selector: str) -> None:
    """It is the first thing below what stays in sight, once the page has come to rest."""
    settle(page)
    tabs = page.locator(".tools").bounding_box() or page.locator(".days").bounding_box()
    found = page.locator(selector).bounding_box()
    assert tabs is not None
    assert found is not None
    assert tabs["y"] + tabs["height"] - 1 <= found["y"] < 130


@pytest.mark.parametrize("way", WAYS)
def test_a_tab_leads_to_its_day(visit: Open, forum: Published, way: dict[str, Any]) -> None:
    forum.show(fortnight())
    page = visit("/harbour-2021/", **way)
    days = page.get_by_role("navigation", name="Days")
    for name, anchor in (("Wed 26 May", "2021-05-26"), ("Tue 1 Jun", "2021-06-01"), ("Fri 21 May", "2021-05-21")):
        tab = days.get_by_role("link", name=name)
        tab.click()
        stands(page, f"[id='{anchor}']")
        expect(tab).to_have_css("color", "rgb(253, 252, 249)")  # it is lit


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("anchor", ["2021-05-29", "panel-harbours-and-tides-part-100"])
def test_an_address_opens_at_what_it_names(visit: Open, forum: Published, way: dict[str, Any], anchor: str) -> None:
    forum.show(fortnight())
    page = visit(f"/harbour-2021/#{anchor}", **way)
    stands(page, f"[id='{anchor}']")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [390, 1280])
def test_days_beyond_the_edge_are_hinted_at(visit: Open, forum: Published, width: int, direction: str) -> None:
    forum.show(fortnight())
    page = visit("/harbour-2021/", viewport={"width": width, "height": 844})
    page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
    row = page.locator(".days")
    fade = """row => [
      getComputedStyle(row, "::after").backgroundImage.includes("to right"), getComputedStyle(row).scrollbarWidth,
    ]"""
    assert row.evaluate(fade) == [direction == "rtl", "thin" if width > 640 else "none"]
    last = row.get_by_role("link").last
    last.focus()
    expect(last).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [390, 1280])
def test_while_it_goes_on_it_opens_on_today(visit: Open, forum: Published, width: int) -> None:
    forum.show(fortnight())
    page = visit("/healthz", viewport={"width": width, "height": 844})
    page.clock.set_fixed_time("2021-05-29T13:00:00Z")
    page.goto(page.url.replace("/healthz", "/harbour-2021/"))
    stands(page, "[id='2021-05-29']")
