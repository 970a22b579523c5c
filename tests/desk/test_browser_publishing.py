"""Publishing in a real browser as an organiser does it: hand out a link, choose a time, decide an import."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from events import releases
from events.models import Appearance, Event
from events.plans import importing
from tests.desk.builders import DOCUMENT, make_event, make_member, make_panel, make_programme, make_run
from tests.desk.test_browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event() -> Event:
    """Published, edited since, with somebody who has not said yes yet."""
    event = make_event()
    make_programme(event, 4)
    releases.publish(event)
    event.panels.filter(title="Tides, Part 1").update(title="Tides, Mended")
    make_panel(event, 6, title="Unheard Of")
    Appearance.objects.filter(panel__title="Tides, Part 2").update(state="invited")
    return event


def publish_page(page: Page, event: Event) -> None:
    sign_in(page, make_member(event, "editor", "editor"))
    page.goto(reverse("admin:event_publish", args=[event.pk]))


def serious(page: Page) -> list[Any]:
    page.wait_for_load_state()
    return [
        found["id"] for found in Axe().run(page).response["violations"] if found["impact"] in ("serious", "critical")
    ]


def test_a_link_is_handed_out_looked_at_by_a_stranger_and_ended(page: Page, event: Event, live_server: Any) -> None:
    publish_page(page, event)
    assert serious(page) == []
    page.get_by_label("A link for").fill("The board of trustees")
    page.get_by_label("A link for").press("Tab")
    page.get_by_label("Works for").select_option("7")
    page.get_by_role("button", name="Make a link to share").press("Enter")
    address = page.get_by_label("The board of trustees").input_value()
    browser = page.context.browser
    assert browser
    stranger = browser.new_context(base_url=live_server.url).new_page()
    stranger.goto(address.replace("http://127.0.0.1:8000", live_server.url))
    assert stranger.get_by_text("Preview of release 2, not public").is_visible()
    stranger.get_by_role("link", name="Unheard Of").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Unheard Of")
    expect(stranger.get_by_text("Preview of release 2, not public")).to_be_visible()
    assert serious(stranger) == []
    page.get_by_role("button", name="End it for The board of trustees").press("Enter")
    page.get_by_text("The link shows nothing any more.").wait_for()
    stranger.reload()
    assert stranger.get_by_text("This preview was ended.").is_visible()
    stranger.context.close()


def test_a_release_is_scheduled_and_cancelled_by_keyboard_on_a_phone(page: Page, event: Event) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    publish_page(page, event)
    page.get_by_label("A note to readers").fill("As planned.")
    page.get_by_text("or publish it at a time").press("Enter")
    at = timezone.now().astimezone(event.zone) + timedelta(days=1)
    page.get_by_label("Publish at").fill(f"{at:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Schedule it").press("Enter")
    page.get_by_text("Scheduled for").first.wait_for()
    assert event.scheduled_releases.get().note == "As planned."
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Cancel the scheduled release").press("Enter")
    page.get_by_text("Cancelled: nothing is published by itself any more.").wait_for()


def test_the_head_of_every_page_says_what_is_public(page: Page, event: Event) -> None:
    sign_in(page, make_member(event, "editor", "editor"))
    for url in (
        reverse("admin:event_overview", args=[event.pk]),
        f"{reverse('admin:events_panel_changelist')}?event__id__exact={event.pk}",
        reverse("admin:import_upload", args=[event.pk]),
    ):
        page.goto(url)
        page.locator(".public-state", has_text="changes since").wait_for()
        assert page.locator(".public-state").inner_text().startswith("Release 1, published ")


@pytest.mark.parametrize("width", [390, 1280])
def test_desk_and_document_are_compared_and_decided_in_place(page: Page, width: int) -> None:
    event = make_event()
    importing.apply(make_run(event))
    event.panels.filter(title="Dredging in Practice").update(title="Dredging, Mended")
    run = make_run(event, DOCUMENT.replace("Dredging in", "Dredging in Deep").replace("10:00 - 11:00", "10:15 - 11:15"))
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, make_member(event, "editor", "editor"))
    page.goto(reverse("admin:import_review", args=[event.pk, run.pk]))
    assert serious(page) == []
    page.get_by_role("radio", name="title of Dredging, Mended: Take Dredging in Deep Practice").press("Space")
    page.get_by_role("button", name="Apply to the drafts").press("Enter")
    page.get_by_text("Imported:").wait_for()
    assert set(event.panels.values_list("title", flat=True)) == {
        "Dredging in Deep Practice",
        "A New Order of the Ports",
    }
