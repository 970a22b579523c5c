"""The schedule while its event goes on, in Chromium: now and next, today, the line of the present minute."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.published import Published
from tests.site.conftest import Open
from tests.site.test_browser_schedule import shown, with_rooms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_now_and_next(visit: Open) -> None:
    page = visit("/")
    page.clock.set_fixed_time("2021-05-19T15:00:00Z")  # 11:00 in Toronto
    page.goto(page.url + "gulf-2021/")
    expect(page.locator("[data-on]")).to_have_attribute("data-panel", "security")
    expect(page.locator(".now-line + li")).to_have_attribute("data-panel", "coffee")
    page.get_by_role("link", name="Now and next").click()
    expect(page.locator("li.panel:visible h3")).to_have_text(["A New Security Architecture", "Coffee"])
    expect(page.locator(".days a:visible")).to_have_text(["Wed 19 May"])


def test_now_and_next_left_open_goes_on_through_the_event(visit: Open) -> None:
    page = visit("/")
    page.clock.install(time="2021-05-19T14:00:00Z")  # 10:00 in Toronto
    page.goto(page.url + "gulf-2021/now/")
    expect(shown(page)).to_have_text(["Registration", "A New Security Architecture"])
    page.clock.run_for("45:00")
    expect(shown(page)).to_have_text(["A New Security Architecture", "Coffee"])
    page.clock.run_for("02:00:00")  # 12:45, and what is on is cancelled
    expect(shown(page)).to_have_text(["Night of Debate"])
    expect(page.locator(".now-line + li")).to_have_attribute("data-panel", "night")
    page.clock.fast_forward("10:00:00")  # a tab that slept
    expect(shown(page)).to_have_text(["Night of Debate", "Closing Address"])
    expect(page.locator(".days a:visible")).to_have_text(["Wed 19 May", "Thu 20 May"])
    page.clock.fast_forward("24:00:00")
    expect(page.get_by_role("status")).to_have_text("Nothing is on now, and nothing comes next.")
    expect(shown(page)).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_what_is_looked_for_beside_now_and_next_is_looked_for_in_the_schedule(visit: Open, script: bool) -> None:
    page = visit("/healthz", java_script_enabled=script)
    page.clock.set_fixed_time("2021-05-19T15:00:00Z")
    page.goto(page.url.replace("/healthz", "/gulf-2021/now/?room=library"))  # which is not narrowed
    heading = page.get_by_role("heading", name="Now and next")
    expect(shown(page)).to_have_count(2 if script else 8)
    page.get_by_role("searchbox").fill("night of")
    expect(shown(page)).to_have_count(2 if script else 8)
    expect(page.get_by_role("status")).to_have_text("")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/gulf-2021/?q=night+of")
    expect(page.get_by_role("status")).to_have_text("1 panel found. Show everything")
    expect(shown(page)).to_have_text(["Night of Debate"])
    expect(heading).to_have_count(0)
    page.go_back()
    expect(heading).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("")
    if script:
        expect(page.get_by_role("searchbox")).to_have_value("")
        expect(shown(page)).to_have_text(["A New Security Architecture", "Coffee"])
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("group", name="Room").get_by_role("link", name="Library").click()
    page.wait_for_url("**/gulf-2021/?room=library")
    expect(shown(page)).to_have_text(["Night of Debate"])
    expect(heading).to_have_count(0)


def test_a_page_in_another_zone_stays_in_it(visit: Open) -> None:
    page = visit("/healthz", timezone_id="Europe/Berlin")
    page.clock.set_fixed_time("2021-05-20T02:30:00Z")
    page.goto(page.url.replace("/healthz", "/gulf-2021/?tz=Asia/Tokyo&room=library"))
    expect(shown(page)).to_have_text(["Night of Debate"])
    expect(page.locator(".now-line time")).to_have_text("11:30 am")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("group", name="Room").get_by_role("link", name="Great Hall").click()
    expect(shown(page)).to_have_text(["A New Security Architecture", "Night of Debate"])
    expect(page.locator("#panel-night .time")).to_have_text("Thu 20 May 11:00 am–2:00 pm")
    expect(page.locator(".facts")).to_contain_text("times in Tokyo")


def test_an_event_that_goes_on_opens_on_today_with_now_and_next_in_sight(visit: Open) -> None:
    page = visit("/", viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.clock.set_fixed_time("2021-05-20T15:00:00Z")
    page.goto(page.url + "gulf-2021/")
    heading = page.get_by_role("heading", name="Thursday 20 May").bounding_box()
    link = page.get_by_role("link", name="Now and next").bounding_box()
    assert heading is not None
    assert link is not None
    assert link["y"] + link["height"] <= heading["y"] < 120
    address = page.url
    page.goto("about:blank")
    page.goto(f"{address}#panel-security")
    expect(page.locator("#panel-security")).to_be_in_viewport()
    security = page.locator("#panel-security").bounding_box()
    assert security is not None
    assert 0 < security["y"] < 120


def test_the_present_minute_takes_the_place_of_the_hour_that_it_would_cover(visit: Open, forum: Published) -> None:
    forum.show(with_rooms())
    page = visit("/healthz")
    page.clock.set_fixed_time("2021-05-19T14:32:00Z")
    page.goto(page.url.replace("/healthz", "/gulf-2021/"))
    expect(page.locator(".hour.covered")).to_have_text("10:30 am")
    page.set_viewport_size({"width": 390, "height": 844})
    tops = page.locator(".event nav a").evaluate_all("links => links.map((link) => link.getBoundingClientRect().top)")
    assert len(set(tops)) == 1  # the menu is one row
    expect(page.get_by_role("link", name="Subscribe", exact=True)).to_be_in_viewport()
