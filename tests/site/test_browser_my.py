"""Stars and “My schedule” as a reader uses them, in Chromium."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import time

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from events.models import Event, Picks
from programme.model import Release, When
from programme.picks import MOST, code
from programme.words import Translation
from tests.published import Published
from tests.site.conftest import Open
from tests.site.forum import FIRST, make_forum

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MY = "/gulf-2021/my/"
SECURITY = "Add A New Security Architecture to my schedule"
NIGHT = "Add Night of Debate to my schedule"


def link_to(*slugs: str) -> str:
    return f"{MY}#p={''.join(sorted(map(code, slugs)))}"


def moved() -> Release:
    """The forum's next release: security later and in another room, the night earlier and at the same time, the closing
    address gone."""
    release = make_forum()
    changed = {
        "security": {"when": When(FIRST, time(12, 30), time(13, 45)), "room": "library"},
        "night": {"when": When(FIRST, time(13), time(15))},
    }
    panels = [replace(p, **changed.get(p.slug, {})) for p in release.programme.panels if p.slug != "address"]
    return replace(release, number=4, programme=replace(release.programme, panels=tuple(panels)))


def has_chosen(page: Page, *titles: str) -> None:
    expect(page.locator("#mine li.panel h3")).to_have_text(titles)


def test_a_star_chooses_a_panel_in_every_tab(visit: Open) -> None:
    page = visit("/gulf-2021/")
    expect(page.locator("li.panel > button.star")).to_have_count(8)
    page.get_by_role("button", name=SECURITY).click()
    expect(page.get_by_role("button", name=SECURITY)).to_have_attribute("aria-pressed", "true")
    other = page.context.new_page()
    other.goto(page.url + "panels/security/")
    star = other.get_by_role("button", name=SECURITY)
    expect(star).to_have_attribute("aria-pressed", "true")
    star.press("Enter")
    expect(page.get_by_role("button", name=SECURITY)).to_have_attribute("aria-pressed", "false")


def test_there_is_no_star_without_javascript(visit: Open) -> None:
    page = visit("/gulf-2021/", java_script_enabled=False)
    assert page.get_by_role("button", name="my schedule").count() == 0
    page.get_by_role("link", name="My schedule").click()
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert page.locator("main :is(button, input):visible").count() == 0


def test_what_is_kept_may_be_anything(visit: Open) -> None:
    page = visit(MY)
    for kept in ("{", "[]", "null", "7", '{"security": 5, "../x": {}, "gone": {}}'):
        page.evaluate("kept => localStorage.setItem('convenor:gulf-2021:picks', kept)", kept)
        page.reload()
        expect(page.get_by_text(re.compile("Nothing chosen yet|No longer in the programme"))).to_be_visible()
        has_chosen(page)
    page.goto(page.url.removesuffix("my/"))
    page.get_by_role("button", name=SECURITY).click()
    page.get_by_role("link", name="My schedule").click()
    has_chosen(page, "A New Security Architecture")


def test_stars_hold_for_the_page_where_the_browser_keeps_nothing(visit: Open) -> None:
    page = visit("/")
    page.add_init_script("Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error('no'); }")
    page.goto(page.url + "gulf-2021/")
    page.get_by_role("button", name=SECURITY).click()
    expect(page.get_by_role("button", name=SECURITY)).to_have_attribute("aria-pressed", "true")


def test_a_link_takes_a_choice_to_another_device(visit: Open) -> None:
    page = visit(link_to("security", "night", "long-gone"))
    expect(page.get_by_role("heading", name="Take over 2 panels?")).to_be_visible()
    expect(page.get_by_text("No longer in the programme: 1.")).to_be_visible()
    page.get_by_role("button", name="Take them over").click()
    has_chosen(page, "A New Security Architecture", "Night of Debate")
    assert page.url.endswith(MY)
    expect(page.get_by_label("The link")).to_have_value(re.compile(f"{re.escape(link_to('security', 'night'))}$"))
    page.goto(page.url.removesuffix(MY) + link_to("humanitarian"))
    page.get_by_role("button", name="Add them to mine").click()
    has_chosen(page, "A New Security Architecture", "Night of Debate", "Humanitarian Diplomacy")
    page.goto(page.url.removesuffix(MY) + link_to("coffee"))
    page.get_by_role("button", name="Replace mine").click()
    has_chosen(page, "Coffee")


def test_more_than_a_code_or_a_calendar_holds_is_said(visit: Open) -> None:
    page = visit(MY)
    many = json.dumps({f"panel-{number}": {"title": f"Panel {number}"} for number in range(MOST + 1)})
    page.evaluate("many => localStorage.setItem('convenor:gulf-2021:picks', many)", many)
    page.reload()
    said = page.get_by_text("You have chosen 301 panels; a QR code or a calendar holds at most 300.")
    offered = [
        page.get_by_text("Show it as a QR code"),
        page.get_by_role("heading", name="In your calendar"),
        page.get_by_role("button", name="Make a calendar"),
        page.get_by_text("Without our server keeping anything"),
    ]
    expect(said).to_be_visible()
    for each in offered:
        expect(each).to_be_hidden()
    assert len(page.get_by_label("The link").input_value().split("#p=")[1]) == 7 * 301
    page.get_by_role("button", name="Remove").first.click()
    expect(said).to_be_hidden()
    for each in offered:
        expect(each).to_be_visible()
    offered[0].click()
    until_drawn = "(image) => image.decode().then(() => image.naturalWidth > 0)"
    assert page.locator("#qr img").evaluate(until_drawn)


def test_clashes_moves_and_withdrawals_are_told(visit: Open, forum: Published) -> None:
    page = visit(link_to("security", "night", "address"))
    page.get_by_role("button", name="Take them over").click()
    assert page.locator("#mine .notice").count() == 0
    forum.show(moved())
    page.reload()
    expect(page.locator("#mine li.panel")).to_have_count(2)
    security, night = page.locator("#mine li.panel").all()
    notices = [
        "At the same time as Night of Debate: 1:00 pm–1:45 pm",
        "Moved: was Wed 19 May, 10:30 am",
        "Room changed: was Great Hall Noted",
    ]
    expect(security.locator(".notice")).to_have_text(notices)
    expect(night).to_contain_text("Moved: was Wed 19 May, 10:00 pm")
    expect(page.locator("#mine .gone li")).to_have_text("Closing Address Remove")
    security.get_by_role("button", name="Noted").click()
    expect(page.locator("#mine .notice")).to_have_count(3)
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("#mine .gone")).to_have_count(0)
    page.get_by_role("button", name=SECURITY).press("Enter")
    has_chosen(page, "Night of Debate")
    expect(page.locator(":focus")).to_have_attribute("aria-label", NIGHT)


@pytest.mark.parametrize("where", ["", "?view=list", "panels/security/"])
def test_a_star_knows_the_room_from_where_it_was_set(visit: Open, forum: Published, where: str) -> None:
    page = visit(f"/gulf-2021/{where}")
    page.get_by_role("button", name=SECURITY).click()
    expect(page.get_by_role("button", name=SECURITY)).to_have_attribute("aria-pressed", "true")
    programme = make_forum().programme
    panels = tuple(replace(p, room="library") if p.slug == "security" else p for p in programme.panels)
    forum.show(replace(make_forum(), number=4, programme=replace(programme, panels=panels)))
    page.goto(page.url.split("/gulf-2021/")[0] + MY)
    expect(page.locator("#mine .notice")).to_have_text("Room changed: was Great Hall Noted")
    page.get_by_role("button", name="Noted").click()
    expect(page.locator("#mine .notice")).to_have_count(0)


def test_a_room_is_the_same_in_both_languages(visit: Open, forum: Published) -> None:
    programme = replace(
        make_forum().programme, translations=(Translation("room", "hall", "name", "fr", "Grande salle"),)
    )
    forum.show(replace(make_forum(), programme=programme))
    page = visit("/gulf-2021/")
    page.get_by_role("button", name=SECURITY).click()
    page.goto(page.url.replace("/gulf-2021/", f"/fr{MY}"))
    expect(page.locator("#mine .label")).to_contain_text("Grande salle")
    expect(page.locator("#mine .notice")).to_have_count(0)


def test_a_calendar_follows_the_stars_until_it_ends(visit: Open, client: Client) -> None:
    Event.objects.create(title="Gulf Forum 2021", slug="gulf-2021", timezone="America/Toronto")
    page = visit(link_to("security"))
    page.get_by_role("button", name="Take them over").click()
    page.get_by_role("button", name="Make a calendar").click()
    expect(page.get_by_role("link", name="Open in a calendar")).to_be_visible()
    address = page.locator("#https").input_value().removeprefix(page.url.removesuffix(MY))
    assert client.get(address).content.count(b"BEGIN:VEVENT") == 1
    page.goto(page.url.removesuffix("my/"))
    with page.expect_response("**/my/picks") as told:
        page.get_by_role("button", name=NIGHT).click()
    assert told.value.status == 204
    assert client.get(address).content.count(b"BEGIN:VEVENT") == 2
    page.goto(page.url + "my/")
    page.get_by_label("Remind me").select_option("10")
    expect(page.locator("#https")).to_have_value(re.compile(r"\.ics\?alarm=10$"))
    french = page.context.new_page()
    french.goto(page.url.replace("/gulf-2021/", "/fr/gulf-2021/"))
    expect(french.locator("#https")).to_have_value(page.url.replace(MY, f"/fr{address}"))
    page.get_by_role("button", name="New address").click()
    expect(page.get_by_text("the old one has ended")).to_be_visible()
    assert client.get(address).status_code == 410


def test_a_second_click_makes_no_second_calendar(visit: Open) -> None:
    Event.objects.create(title="Gulf Forum 2021", slug="gulf-2021", timezone="America/Toronto")
    page = visit(link_to("security"))
    page.get_by_role("button", name="Take them over").click()
    page.evaluate(
        "() => { const ask = fetch; window.held = [];"
        " window.fetch = (...what) => new Promise((on) => held.push(() => on(ask(...what)))); }"
    )
    for name, done, kept in (
        ("Make a calendar", "Open in a calendar", 1),
        ("New address", "the old one has ended", 1),
        ("End this calendar", "The calendar has ended", 0),
    ):
        page.get_by_role("button", name=name).dblclick()
        assert page.evaluate("held.length") == 1, name
        page.evaluate("held.pop()()")
        expect(page.get_by_text(done)).to_be_visible()
        assert Picks.objects.count() == kept, name
