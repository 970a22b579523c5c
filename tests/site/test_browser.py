"""The pages in a real browser: reachable, readable, complete, and asking nobody else for anything."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.builders import make_release
from tests.published import Published
from tests.site.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/gulf-2021/",
    "/gulf-2021/panels/security/",
    "/gulf-2021/panels/trade/",
    "/gulf-2021/panels/to-come/",
    "/gulf-2021/speakers/",
    "/gulf-2021/speakers/sergio-marchi/",
    "/gulf-2021/subscribe/",
    "/gulf-2021/changes/",
    "/gulf-2021/my/",
    "/gulf-2021/offline/",
    "/gulf-2021/screens/",
    "/gulf-2021/screens/great-hall/",
    "/gulf-2021/embed/",
    "/gulf-2021/embed/how/",
    "/gulf-2021/not/there/",
    "/harbour-2021/",
    "/harbour-2021/speakers/",
    "/fr/gulf-2021/",
    "/fr/gulf-2021/panels/security/",
    "/fr/gulf-2021/subscribe/",
)

every_page = pytest.mark.parametrize("path", PAGES)


@every_page
def test_nothing_bars_anybody_at_any_width(visit: Open, path: str) -> None:
    page = visit(path)
    looks: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (390, "dark"))
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width, width
    page.emulate_media(forced_colors="active")
    assert page.evaluate("document.documentElement.scrollWidth") == width, "forced colours"


def test_long_words_and_names_stay_within_the_page(visit: Open, forum: Published) -> None:
    release = make_release(1)
    panel = release.programme.panels[0]
    for name in ("title", "abstract", "number"):
        object.__setattr__(panel, name, "Donaudampfschifffahrtsgesellschaftskapitän" * 4)
    forum.show(release)
    for path in ("/", f"/harbour-2021/panels/{panel.slug}/", "/harbour-2021/", "/harbour-2021/speakers/"):
        page = visit(path, viewport={"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_pages_are_complete_without_javascript(visit: Open) -> None:
    page = visit("/gulf-2021/", java_script_enabled=False)
    expect(page.locator("li.panel")).to_have_count(8)
    page.get_by_role("link", name="A New Security Architecture", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A New Security Architecture")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="Panel 1").click()
    expect(page).to_have_url(re.compile("/gulf-2021/#panel-security$"))


@every_page
@pytest.mark.usefixtures("forum")
def test_pages_ask_for_little_and_nobody_else(chromium: Browser, live_server: LiveServer, path: str) -> None:
    asked: list[str] = []
    problems: list[str] = []
    with chromium.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: problems.append(message.text))
        page.goto(f"{live_server.url}{path}", wait_until="networkidle")
    assert all(url.startswith(live_server.url) for url in asked), asked
    # The page, our stylesheet, the event's own, the script; on other pages than the schedule one thing more.
    assert len(asked) <= (4 if path == "/gulf-2021/" else 5), asked
    assert [problem for problem in problems if "404" not in problem] == []


def test_the_keyboard_reaches_everything_in_order(visit: Open) -> None:
    page = visit("/gulf-2021/", timezone_id="America/Toronto")
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent.trim()"))
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    wanted = ["Skip to the schedule", "Schedule", "Speakers", "My schedule", "Changes", "Subscribe"]
    wanted += ["Wed 19 May", "Thu 20 May", "To be announced", "Filter", "A New Security Architecture"]
    assert [name for name in reached if name in wanted] == wanted


def test_the_skip_link_shows_itself_and_skips(visit: Open) -> None:
    page = visit("/gulf-2021/")
    page.keyboard.press("Tab")
    assert page.get_by_role("link", name="Skip to the schedule").bounding_box()["height"] > 20  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Wed 19 May")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_day_opens_below_the_tabs(visit: Open, width: int) -> None:
    page = visit("/gulf-2021/", viewport={"width": width, "height": 500}, reduced_motion="reduce")
    page.get_by_role("navigation", name="Days").get_by_role("link", name="Thu 20 May").click()
    expect(page.get_by_role("heading", name="Thursday 20 May")).to_be_in_viewport()
    tabs = page.locator(".tools" if width > 640 else ".days").bounding_box()
    heading = page.get_by_role("heading", name="Thursday 20 May").bounding_box()
    assert tabs is not None
    assert heading is not None
    assert tabs["y"] == 0
    assert tabs["height"] < heading["y"] < 120


@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_day_stands_whole_in_its_row_while_it_is_read(visit: Open, width: int) -> None:
    page = visit("/gulf-2021/#2021-05-19", viewport={"width": width, "height": 500}, reduced_motion="reduce")
    first = page.get_by_role("navigation", name="Days").get_by_role("link").first
    expect(first).to_have_css("background-color", "rgb(27, 26, 23)")
    row, pill = page.locator(".days").bounding_box(), first.bounding_box()
    assert row is not None
    assert pill is not None
    assert pill["x"] >= row["x"]


def test_what_is_chosen_is_told_where_the_reader_chooses_the_colours(visit: Open) -> None:
    page = visit("/gulf-2021/?room=library", forced_colors="active")
    ground = "each => getComputedStyle(each).backgroundColor"
    page.get_by_text("Filter", exact=True).click()
    rooms = page.get_by_role("group", name="Room")
    chosen, other = (rooms.get_by_role("link", name=name, exact=True) for name in ("Library", "Great Hall"))
    assert chosen.evaluate(ground) != other.evaluate(ground)
    line = "each => getComputedStyle(each).borderBottomStyle"
    tabs = page.get_by_role("navigation", name="Event").get_by_role("link").all()
    assert [tab.evaluate(line) for tab in tabs] == ["solid", "none", "none", "none", "none"]


def test_who_asks_for_more_contrast_gets_lines_and_small_print_in_it(visit: Open) -> None:
    colour = "getComputedStyle(document.querySelector('.facts')).color"
    assert visit("/gulf-2021/", contrast="more").evaluate(colour) != visit("/gulf-2021/").evaluate(colour)


def test_paper_carries_the_programme_and_no_menus(visit: Open) -> None:
    page = visit("/gulf-2021/", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.get_by_role("navigation").count() == 0
    assert page.locator("li.panel:visible").count() == 8
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
