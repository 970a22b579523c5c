"""The desk in a real browser: from signing in to the public page, with a keyboard's labels and a phone's width."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from events import merging, releases
from events.models import Appearance, Event, Membership
from events.plans import importing
from speakers.models import Speaker, SpeakerMerge
from tests.desk.builders import DOCUMENT, make_event, make_member, make_programme, make_run, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UNDATED = DOCUMENT.replace("Wednesday 19 May 2021", "Day 1")


def sign_in(page: Page, user: User) -> None:
    page.goto("/admin/")
    page.get_by_label("User name or e-mail").fill(user.username)
    page.get_by_label("Password").fill("secret")
    with page.expect_navigation():  # what comes next finds a page that has its scripts, and a session
        page.get_by_role("button", name="Sign in").click()


def test_from_a_document_to_the_public_page(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    sign_in(page, make_user("ann", is_staff=True))
    page.get_by_label("What is the event called?").fill("Harbour Forum 2021")
    page.get_by_label("In which time zone are its times?").fill("Oslo")
    page.get_by_role("button", name="Create the event").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Forum 2021")
    page.locator("#content").get_by_role("link", name="Import a programme").first.click()
    page.get_by_label("The programme’s text").fill(UNDATED)
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("First day").fill("2021-05-19")
    with page.expect_navigation():
        page.get_by_role("button", name="Answer, and read it again").click()
    page.get_by_role("button", name="Apply to the drafts").click()
    page.get_by_role("link", name="Look it over and publish").click()
    page.get_by_role("button", name="Publish release 1").click()
    expect(page.get_by_text("Release 1 is public. Calendars follow when they next ask.")).to_be_visible()
    page.goto("/harbour-forum-2021/")
    assert page.get_by_text("A New Order of the Ports").first.is_visible()
    assert refused == []


def test_a_person_is_found_while_typing(page: Page) -> None:
    event = make_event()
    make_programme(event)
    sign_in(page, make_member(event, "editor", "editor"))
    panel = event.panels.get(title="Some time that day")
    page.goto(reverse("admin:events_panel_change", args=[panel.pk]))
    page.get_by_role("button", name="Add another Person").click()
    page.locator("#appearances-0 .select2-selection").click()
    page.locator(".select2-search__field").fill("Ada")
    page.locator(".select2-results__option", has_text="Ada harbour-2021 1").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(re.compile(r"/events/panel/\?event"))  # the list: it is saved
    assert [str(part.speaker) for part in panel.appearances.all()] == ["Ada harbour-2021 1"]


def test_two_are_made_one_and_two_again_with_the_keyboard(page: Page) -> None:
    event = lived_in()
    sign_in(page, User.objects.get(username="ann"))
    page.goto(reverse("admin:speakers_speaker_changelist"))
    page.get_by_role("link", name="Likely the same person").press("Enter")
    page.get_by_role("link", name=re.compile(r"The same person.*Ada Larsen")).press("Enter")
    expect(page.get_by_role("radio", name="Ada Larsen").last).to_be_checked()  # the fuller name
    page.get_by_role("radio", name="A. Larsen").first.press("Space")
    page.get_by_role("button", name="Make them one").press("Enter")
    page.get_by_text("The two are one now: Ada Larsen.").wait_for()
    page.get_by_role("link", name=re.compile("Take apart.*Ada Larsen")).press("Enter")
    page.get_by_role("button", name="Take them apart").press("Enter")
    page.get_by_text("are two again. Publish to show it.").wait_for()
    assert event.panels.filter(speakers__name="A. Larsen").count() == 1


def pages_of(event: Event) -> list[str]:
    first, second = event.imports.order_by("pk")
    two = Speaker.objects.filter(name__endswith="Larsen").values_list("pk", flat=True)
    return [
        reverse("admin:index"),
        *(reverse(f"admin:{name}", args=[event.pk]) for name in (
            "event_overview", "event_timetable", "event_checks", "event_history", "import_upload", "event_publish",
            "events_event_change")),
        reverse("admin:panel_why", args=[event.pk, event.panels.order_by("pk")[0].pk]),
        reverse("admin:import_review", args=[event.pk, second.pk]),
        reverse("admin:import_undo", args=[event.pk, first.pk]),
        reverse("admin:event_release", args=[event.pk, 1]),
        f"{reverse('admin:same_person')}?event={event.pk}",
        reverse("admin:merge_speakers", args=list(two)),
        reverse("admin:take_apart", args=[SpeakerMerge.objects.get().pk]),
    ]  # fmt: skip


def lived_in() -> Event:
    """An event with something of everything: two releases, an import applied and one with a conflict."""
    event = make_event(organiser="Institute of Harbours")
    importing.apply(make_run(event))
    releases.publish(event)
    event.panels.filter(title="Dredging in Practice").update(title="Dredging in Practice, Mended")
    releases.publish(event)
    event.panels.filter(title="A New Order of the Ports").update(state="cancelled")
    for name in ("A. Larsen", "Berg Jon"):
        speaker = Speaker.objects.create(name=name, bio="Born by the sea.")
        Appearance.objects.create(panel=event.panels.get(slot__start__hour=9), speaker=speaker)
    kept, absorbed = Speaker.objects.filter(name__contains="Berg").order_by("pk")
    merging.merge(kept.pk, absorbed.pk, {}, None)
    make_run(event, DOCUMENT.replace("Dredging in", "Dredging in Deep").replace("Sanam Vikander", "S. Vikander"))
    Membership.objects.create(event=event, user=make_user("ann", is_staff=True), role="owner")
    return event


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_the_desk_can_be_used(page: Page, width: int, scheme: Any) -> None:
    """Nothing serious for axe, nothing that has to be scrolled sideways."""
    event = lived_in()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, User.objects.get(username="ann"))
    for url in pages_of(event):
        page.goto(url)
        found = Axe().run(page).response["violations"]
        serious = [
            (url, item["id"], node["html"])
            for item in found
            if item["impact"] in ("serious", "critical")
            for node in item["nodes"]
        ]
        assert serious == []
        assert (url, page.evaluate("document.documentElement.scrollWidth > innerWidth")) == (url, False)
