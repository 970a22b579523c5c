"""A screen in a real browser through a day, with the clock in our hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from events.messages import Message
from events.site import store
from tests.published import Published
from tests.site.forum import make_forum

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Watch = Callable[..., Page]


@pytest.fixture
def watch(chromium: Browser, live_server: LiveServer, forum: Published) -> Iterator[Watch]:
    """Opens a screen at a moment of the event, in a house elsewhere in the world."""
    contexts = []

    def open_screen(at: str, room: str = "foyer", width: int = 1920, height: int = 1080) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, timezone_id="Asia/Tokyo")
        contexts.append(context)
        page = context.new_page()
        page.clock.install(time=datetime.fromisoformat(f"{at}-04:00"))
        page.goto(f"{live_server.url}/gulf-2021/screens/{room}/")
        page.wait_for_selector("body.live")
        return page

    yield open_screen
    for context in contexts:
        context.close()


def seen(page: Page, *places: str) -> list[str]:
    return [" ".join(page.locator(place).first.inner_text().split()) for place in places]


LEAD, NEXT = ".lead h2", ".next h2"
HALL = "/gulf-2021/screens/great-hall/"


def test_a_screen_goes_through_the_event(watch: Watch) -> None:
    page = watch("2021-05-18T09:00:00")
    assert seen(page, ".clock", LEAD, ".lead h3") == ["9:00 am Tuesday 18 May", "Wednesday 19 May", "Registration"]
    for at, *what in (
        ("2021-05-19T08:00:00", "Next at 9:00 am", "Registration", "Later"),
        ("2021-05-19T10:45:00", "Now", "A New Security Architecture", "Next"),
        ("2021-05-19T12:00:00", "Now", "Cancelled Trade & Diplomacy", "Next"),
        ("2021-05-19T14:00:00", "Next at 10:00 pm", "Night of Debate", "Thursday 20 May"),
        ("2021-05-20T00:30:00", "Now", "Night of Debate", "Next"),
    ):
        page.clock.pause_at(datetime.fromisoformat(f"{at}-04:00"))
        page.clock.run_for(1100)
        assert seen(page, LEAD, ".lead h3", NEXT) == what, at
    page.clock.pause_at(datetime.fromisoformat("2021-05-21T00:00:00-04:00"))
    page.clock.run_for(1100)
    assert seen(page, "main") == ["The event has ended"]


def test_a_screen_without_network_goes_on_and_says_since_when(watch: Watch) -> None:
    page = watch("2021-05-19T10:45:00", "great-hall")
    assert not page.locator(".stale").is_visible()
    page.context.set_offline(True)
    page.clock.run_for(75 * 60_000)
    assert seen(page, ".clock time", ".lead h3", ".stale") == [
        "12:00 pm",
        "Cancelled Trade & Diplomacy",
        "No news of the programme since 10:45 am",
    ]
    page.context.set_offline(False)
    page.clock.run_for(31_000)
    expect(page.locator(".stale")).to_be_hidden()


def until_kept(page: Page) -> None:
    script = page.locator("script[type=module]").get_attribute("src")
    page.evaluate(
        "async (paths) => { for (const path of paths)"
        " while (!(await caches.match(path))) await new Promise((on) => requestAnimationFrame(on)); }",
        [HALL, script, "/gulf-2021/style.css"],
    )


def test_a_screen_is_switched_on_again_without_network(watch: Watch) -> None:
    page = watch("2021-05-19T10:45:00", "great-hall")
    until_kept(page)
    page.context.set_offline(True)
    page.clock.run_for(30 * 60_000)
    page.reload()
    page.wait_for_selector("body.live")
    assert seen(page, LEAD, ".lead h3", ".stale") == [
        "Now",
        "A New Security Architecture",
        "No news of the programme since 10:45 am",
    ]
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"  # it has its style


@pytest.mark.parametrize("end", [Published.hide, Published.delete])
def test_a_screen_forgets_an_event_that_is_no_longer_public(
    watch: Watch, forum: Published, end: Callable[[Published, str], None]
) -> None:
    page = watch("2021-05-19T10:45:00", "great-hall")
    until_kept(page)
    end(forum, "gulf-2021")
    for _ in range(3):  # it may be a mistake of a moment
        with page.expect_response("**/great-hall.json"):
            page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("main")).to_have_text("Nothing is on the programme here")
    page.evaluate(
        "async (path) => { while (await caches.match(path)) await new Promise((on) => requestAnimationFrame(on)); }",
        HALL,
    )
    assert "Architecture" not in page.evaluate("JSON.stringify(localStorage)")
    forum.show(make_forum())
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".lead h3")).to_have_text("A New Security Architecture")
    until_kept(page)


def test_a_screen_follows_the_desk(watch: Watch, forum: Published) -> None:
    page = watch("2021-05-19T12:30:00")
    assert page.locator(".messages p").count() == 0
    noon, one = datetime(2021, 5, 19, 16, tzinfo=UTC), datetime(2021, 5, 19, 17, tzinfo=UTC)
    forum.said = {"gulf-2021": (Message("", "Lunch on the <terrace>", noon, one),)}
    store.cache.clear()
    page.clock.run_for(31_000)
    expect(page.locator(".messages p")).to_have_text("Lunch on the <terrace>")
    page.clock.run_for(30 * 60_000)
    expect(page.locator(".messages p")).to_have_count(0)


def test_a_screen_loads_a_new_version_of_the_site(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    page = watch("2021-05-19T12:30:00")
    monkeypatch.setattr(store, "BUILD", "another")
    with page.expect_navigation():
        page.clock.run_for(31_000)
    assert page.locator("body").get_attribute("data-build") == "another"


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (800, 600)])
def test_all_is_in_sight_and_bars_nobody(watch: Watch, width: int, height: int) -> None:
    page = watch("2021-05-19T10:45:00", "great-hall", width, height)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for item in page.locator(".lead li, .next li").all():
        box = item.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
