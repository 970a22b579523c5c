"""The schedule as readers use it, in Chromium: narrowed, searched, in their own zone, now, since their last visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from events.site import sections
from programme.model import Panel, Release, When
from tests.published import Published
from tests.site.conftest import Open
from tests.site.forum import FIRST, PUBLISHED, make_forum

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def shown(page: Page) -> Locator:
    """The titles of the panels in sight."""
    return page.locator("li.panel:visible h3")


def with_rooms() -> Release:
    """The forum, with two panels at one time in two rooms."""
    release = make_forum()
    beside = Panel(
        "b",
        "Oil and Water",
        when=When(FIRST, time(10, 30), time(11, 45)),
        room="library",
        slug="oil",
        changed=PUBLISHED,
    )
    return replace(release, programme=replace(release.programme, panels=(*release.programme.panels, beside)))


def test_what_is_looked_for_is_found_while_it_is_typed(visit: Open) -> None:
    page = visit("/gulf-2021/")
    page.get_by_role("searchbox").press_sequentially("KERCK")
    expect(shown(page)).to_have_text(["A New Security Architecture"])
    assert page.url.endswith("/gulf-2021/?q=KERCK")
    expect(page.get_by_role("status")).to_have_text("1 panel found. Show everything")
    page.get_by_role("searchbox").fill("what price")  # stands further on in the abstract
    expect(page.locator("li.panel:visible")).to_have_count(1)
    page.get_by_role("searchbox").fill("nobody at all")
    expect(page.get_by_role("status")).to_contain_text("Nothing in the programme is like that.")
    page.get_by_role("link", name="Show everything").click()
    expect(shown(page)).to_have_count(8)


def test_filters_stand_in_the_address_and_go_back(visit: Open) -> None:
    page = visit("/gulf-2021/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("group", name="Room").get_by_role("link", name="Library").click()
    expect(shown(page)).to_have_text(["Night of Debate"])
    assert page.url.endswith("/gulf-2021/?room=library")
    expect(page.get_by_role("group", name="Room").get_by_role("link", name="Library", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    page.go_back()
    expect(page.locator("li.panel:visible")).to_have_count(8)
    sent = visit("/gulf-2021/?kind=keynote", viewport={"width": 390, "height": 844})
    expect(shown(sent)).to_have_text(["Closing Address"])
    expect(sent.get_by_role("status")).to_contain_text("Keynote · 1 panel found. Show everything")
    expect(sent.get_by_role("link", name="Closing Address")).to_be_in_viewport()
    sent.get_by_text("Filter", exact=True).click()
    sent.get_by_role("group", name="Kind").get_by_role("link", name="All").click()
    expect(sent.locator("li.panel:visible")).to_have_count(8)


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("?room=library&utm_source=x", "?room=library&utm_source=x"),
        ("speakers/", "speakers/"),
        ("speakers/sanam-vakil/?utm_source=x", "speakers/sanam-vakil/"),
        ("panels/security/", "panels/security/"),
    ],
)
def test_every_page_is_shared_by_its_address(visit: Open, path: str, shared: str) -> None:
    page = visit(f"/gulf-2021/{path}")
    page.evaluate("navigator.share = undefined; navigator.clipboard.writeText = (text) => { window.taken = text; }")
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".shared")).to_have_text("The address is copied.")
    assert page.evaluate("taken").endswith(f"/gulf-2021/{shared}")


def test_several_of_a_kind_are_chosen_at_once(visit: Open) -> None:
    page = visit("/gulf-2021/")
    page.get_by_text("Filter", exact=True).click()
    rooms = page.get_by_role("group", name="Room")
    for room in ("Library", "Great Hall"):
        rooms.get_by_role("link", name=room).click()
    expect(shown(page)).to_have_text(["A New Security Architecture", "Night of Debate"])
    assert page.url.endswith("/gulf-2021/?room=library&room=great-hall")
    assert page.locator(".found a").last.get_attribute("href") == "/gulf-2021/my/"
    hrefs = [link.get_attribute("href") for link in rooms.get_by_role("link").all()]
    assert hrefs == ["/gulf-2021/", "/gulf-2021/?room=library", "/gulf-2021/?room=great-hall"]
    sent = visit("/gulf-2021/?room=library&room=great-hall", java_script_enabled=False)
    assert hrefs == [link.get_attribute("href") for link in sent.locator("a[data-field=room]").all()]
    rooms.get_by_role("link", name="Library").click()
    expect(shown(page)).to_have_text(["A New Security Architecture"])


def test_in_brief_stays_in_brief_while_it_is_narrowed(visit: Open) -> None:
    page = visit("/gulf-2021/?view=brief")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".abstract:visible, .people span:visible")).to_have_count(0)
    expect(page.get_by_role("link", name="Ferry de Kerckhove")).to_be_visible()
    page.get_by_role("searchbox").fill("what price")
    expect(page.locator("li.panel:visible h3")).to_have_text(["A New Security Architecture"])
    assert page.url.endswith("/gulf-2021/?q=what+price&view=brief")
    page.reload()
    expect(page.locator(".schedule[data-part]")).to_have_count(0)  # the whole of it is there, to be narrowed further
    expect(page.locator("li.panel:visible h3")).to_have_text(["A New Security Architecture"])
    expect(page.locator(".abstract:visible")).to_have_count(0)
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator(".abstract:visible")).to_have_count(0)
    assert page.url.endswith("/gulf-2021/?view=brief")
    expect(page.locator("li.panel:visible")).to_have_count(8)


def test_times_are_told_in_the_readers_zone_and_it_is_remembered(visit: Open) -> None:
    page = visit("/gulf-2021/", timezone_id="Asia/Tokyo")
    night = page.locator("[data-panel=night] .time")
    before = night.inner_text()
    page.get_by_role("button", name="Times in Tokyo").click()
    expect(page.locator(".facts")).to_contain_text("times where you are: Tokyo")
    assert night.inner_text().split() == ["Thu", "20", "May", "11:00", "am–2:00", "pm"]
    page.get_by_role("button", name="Add Night of Debate to my schedule").click()
    page.get_by_role("link", name="My schedule").click()
    expect(page.locator("#mine .time")).to_have_text("11:00 am–2:00 pm")
    expect(page.locator("header.event")).to_contain_text("times where you are: Tokyo")
    assert "Toronto" not in page.locator("body").inner_text()
    page.go_back()
    page.reload()
    page.get_by_role("button", name="Times in Toronto").click()
    expect(page.locator(".facts")).to_contain_text("times in Toronto")
    assert night.inner_text() == before


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Europe/London", "Asia/Kolkata", "America/Los_Angeles"])
def test_the_browser_tells_times_elsewhere_as_the_server_does(visit: Open, zone: str) -> None:
    def told(page: Page) -> list[list[str]]:
        said = page.locator("li.panel .time").all()
        return [each.text_content().replace("–", " –").split() for each in said]  # type: ignore[union-attr]

    page = visit("/gulf-2021/", timezone_id=zone)
    page.locator("button.zone").click()
    assert told(page) == told(visit(f"/gulf-2021/?tz={zone}", timezone_id=zone))


def test_an_event_of_24_hours_is_told_so_elsewhere_too(visit: Open, forum: Published) -> None:
    forum.show(make_forum(clock="24"))
    page = visit("/gulf-2021/", timezone_id="Asia/Tokyo")
    night = page.locator("[data-panel=night] .time")
    assert night.inner_text().split() == ["22:00–01:00", "Thu", "20", "May"]
    page.get_by_role("button", name="Times in Tokyo").click()
    assert night.inner_text().split() == ["Thu", "20", "May", "11:00–14:00"]


def test_nobody_is_offered_the_zone_they_are_in(visit: Open) -> None:
    assert visit("/gulf-2021/", timezone_id="America/New_York").locator("button.zone").count() == 0


def test_what_changed_since_the_last_visit_is_marked(visit: Open, forum: Published) -> None:
    page = visit("/gulf-2021/")
    assert page.locator("mark").count() == 0
    later = PUBLISHED + timedelta(days=1)
    first, second, *rest = make_forum().programme.panels
    moved = replace(second, changed=later, sequence=1)
    new = Panel("z", "Late Addition", when=When(FIRST, time(20)), slug="late", changed=later)
    programme = replace(make_forum().programme, panels=(first, moved, *rest, new))
    forum.show(Release(4, later, programme))
    page.reload()
    expect(page.locator("mark")).to_have_text(["Changed", "New"])
    assert page.locator("li.panel:has(mark)").evaluate_all("all => all.map((item) => item.dataset.panel)") == [
        *("security", "late")
    ]


@pytest.mark.parametrize(("width", "side_by_side"), [(1280, True), (390, False)])
def test_rooms_stand_side_by_side_where_there_is_the_width(
    visit: Open, forum: Published, width: int, side_by_side: bool
) -> None:
    forum.show(with_rooms())
    page = visit("/gulf-2021/", viewport={"width": width, "height": 800})
    one, other = (page.locator(f"[data-panel={name}]").bounding_box() for name in ("security", "oil"))
    assert one is not None
    assert other is not None
    assert (other["x"] > one["x"] + one["width"] - 1) == side_by_side
    assert page.locator("li.head:visible").count() == (2 if side_by_side else 0)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_panel_says_when_it_is_where_the_reader_is(visit: Open) -> None:
    page = visit("/gulf-2021/panels/security/", timezone_id="Europe/Berlin")
    assert "Wed 19 May, 4:30 pm–5:45 pm where you are, Berlin" in page.locator(".when").inner_text()


def test_what_is_narrowed_in_the_browser_offers_its_calendars(visit: Open) -> None:
    page = visit("/gulf-2021/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("group", name="Room").get_by_role("link", name="Library").click()
    link = page.locator(".found").get_by_role("link", name="Library")
    href = link.get_attribute("href")
    assert href is not None
    assert href.startswith("webcal://")
    assert href.endswith("/gulf-2021/rooms/library.ics")


@pytest.fixture
def _by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "LARGE", 2)


@pytest.mark.usefixtures("_by_day")
def test_a_day_of_a_large_schedule_searches_all_days(visit: Open) -> None:
    page = visit("/gulf-2021/days/2021-05-20/")
    expect(page.locator(".days [aria-current]")).to_have_text("Thu 20 May")
    day = shown(page).all_inner_texts()
    page.get_by_role("searchbox").press_sequentially("KERCK")
    expect(page.locator("li.panel:visible h3")).to_have_text(["A New Security Architecture"])
    expect(page.get_by_role("status")).to_have_text("1 panel found. Show everything")
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator("li.panel:visible")).to_have_count(8)
    assert set(day) < set(shown(page).all_inner_texts())


@pytest.mark.usefixtures("_by_day")
def test_addresses_within_a_large_schedule_lead_to_their_day(visit: Open, forum: Published) -> None:
    page = visit("/gulf-2021/#2021-05-20")
    page.wait_for_url("**/gulf-2021/days/#2021-05-20")
    page = visit("/gulf-2021/")
    assert page.url.endswith("/gulf-2021/")  # the event is over
    page.clock.set_fixed_time("2021-05-20T15:00:00Z")
    page.goto(page.url.replace("/gulf-2021/", "/gulf-2021/?"))
    page.goto(page.url.replace("?", ""))
    page.wait_for_url("**/gulf-2021/days/2021-05-20/")
