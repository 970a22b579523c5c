"""Speakers in a real browser: an organiser asks, a speaker answers and corrects, the organiser accepts."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core import mail
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from events import invitations, proposals, releases
from events.models import Appearance, Event, Mail
from speakers.models import Speaker
from tests.desk.builders import make_event, make_member, make_panel
from tests.desk.test_browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(db: None) -> Event:
    """One panel with Ada, who has not answered and has an address, and Jon, who has neither billing nor address."""
    event = make_event(organiser="Institute of Harbours", venue="Old Customs House")
    panel = make_panel(event, 2, title="Rivers and the towns that forgot them")
    Speaker.objects.update(name="Ada Larsen", email="ada@example.org")
    panel.appearances.update(state="invited")
    Appearance.objects.create(panel=panel, speaker=Speaker.objects.create(name="Jon Berg"), role="moderator")
    make_panel(event, 4, title="Locks").appearances.all().delete()
    Appearance.objects.create(panel=event.panels.get(title="Locks"), speaker=Speaker.objects.get(name="Ada Larsen"))
    return event


@pytest.fixture
def ann(event: Event) -> User:
    return make_member(event, "ann", "owner")


def own_page(event: Event, name: str = "Ada Larsen") -> str:
    link = invitations.link_of(event, Speaker.objects.get(name=name))
    return f"/{event.slug}/entry/{invitations.token(link)}/"


def picture(width: int = 900, height: int = 600) -> bytes:
    image, out = Image.new("RGB", (width, height), (40, 90, 140)), BytesIO()
    image.paste((200, 160, 90), (0, 0, width // 2, height))
    image.save(out, "JPEG")
    return out.getvalue()


def test_from_asking_to_an_accepted_correction_with_the_keyboard(page: Page, event: Event, ann: User) -> None:
    sign_in(page, ann)
    page.goto(f"/admin/speakers/speaker/?event={event.pk}")
    page.get_by_role("link", name="Write to speakers").press("Enter")
    page.get_by_role("button", name="Show what would be sent").press("Enter")
    page.get_by_role("heading", name="1 e-mail, not sent yet").wait_for()
    page.wait_for_load_state()
    assert page.get_by_text("2 e-mails").count() == 0
    assert mail.outbox == []
    page.get_by_role("button", name="Send those ticked (1)").press("Enter")
    page.get_by_text("Sent: 1 e-mail.").wait_for()
    link = next(line for line in mail.outbox[0].body.splitlines() if "/entry/" in line)
    page.context.clear_cookies()  # Ada has no account
    page.goto(link[link.index(f"/{event.slug}/") :])
    page.get_by_role("group", name="Will you be there? Rivers").get_by_label("Yes, I will").press("Space")
    page.get_by_role("button", name="Send my answer").press("Enter")
    page.get_by_text("The organisers have your answer.").wait_for()
    page.get_by_label("After the name").fill("OBE")
    page.get_by_label("Biography").fill("Born by the sea.")
    page.get_by_role("button", name="Propose these changes").press("Enter")
    page.get_by_text("2 of your proposals are waiting").wait_for()
    sign_in(page, ann)
    page.goto(f"/admin/speakers/speaker/?event={event.pk}")
    page.get_by_role("link", name="What they propose (2)").press("Enter")
    choices = page.get_by_role("radio", name="Accept theirs")
    expect(choices).to_have_count(2)
    for choice in choices.all():
        choice.press("Space")
    page.get_by_role("button", name="Do as chosen").press("Enter")
    page.get_by_text("Accepted: 2.").wait_for()
    ada = Speaker.objects.get(name="Ada Larsen")
    assert (ada.post_nominal, ada.bio) == ("OBE", "Born by the sea.")
    assert set(ada.appearances.values_list("state", flat=True)) == {"confirmed"}


def test_several_are_marked_at_once(page: Page, event: Event, ann: User) -> None:
    Appearance.objects.update(state="invited")
    sign_in(page, ann)
    page.goto(f"/admin/speakers/speaker/?event={event.pk}")
    page.get_by_label("Select all objects on this page for an action").press("Space")
    page.get_by_label("With the chosen").select_option("Mark as confirmed")
    page.get_by_role("button", name="Do it").press("Enter")
    page.get_by_text("confirmed. Publish to show it.").wait_for()
    assert set(Appearance.objects.values_list("state", flat=True)) == {"confirmed"}


def test_a_photo_is_cropped_by_mouse_and_by_keyboard(
    page: Page, event: Event, ann: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    ada = Speaker.objects.get(name="Ada Larsen")
    sign_in(page, ann)
    page.goto(reverse("admin:speaker_photo", args=[ada.pk]) + f"?event={event.pk}")
    page.get_by_label("The file").set_input_files({"name": "ada.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    square = page.locator(".crop-square")
    square.wait_for()
    expect(square).to_have_css("width", re.compile(r"^[1-9]\d\d"))  # drawn
    box = square.bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 360, box["y"] + 60, steps=5)
    page.mouse.up()
    assert page.get_by_label("From the left").input_value() == "100.0"
    square.press("-")
    square.press("Shift+ArrowLeft")
    assert float(page.get_by_label("Size, per cent").input_value()) < 100
    assert 90 < float(page.get_by_label("From the left").input_value()) < 100
    page.get_by_role("button", name="Use this photo").press("Enter")
    page.get_by_text("Ada Larsen has a photo now.").wait_for()
    ada.refresh_from_db()
    with Image.open(tmp_path / ada.photo.name) as kept:
        assert kept.width == kept.height
        assert kept.getpixel((kept.width - 5, 5))[2] > 100  # type: ignore[index]  # the blue right half
    assert refused == []


def test_times_stand_in_the_events_zone_and_in_ones_own(chromium: Browser, live_server: Any, event: Event) -> None:
    path = own_page(event)
    with chromium.new_context(base_url=live_server.url, timezone_id="America/New_York") as context:
        page = context.new_page()
        page.goto(path)
        when = page.locator(".own > li", has_text="Rivers")
        assert "11:00–11:50" in when.inner_text()
        assert "Wed 19 May, 05:00–05:50 in New York" in when.inner_text()
    with chromium.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path)
        assert "11:00–11:50" in page.locator(".own > li", has_text="Rivers").inner_text()
        page.get_by_label("No, I cannot").first.check()
        page.get_by_role("button", name="Send my answer").click()
        expect(page.get_by_text("The organisers have your answer.")).to_be_visible()


def pages_of(event: Event) -> list[str]:
    ada = Speaker.objects.get(name="Ada Larsen")
    return [
        own_page(event),
        f"/admin/speakers/speaker/?event={event.pk}",
        reverse("admin:speaker_entry", args=[event.pk, ada.pk]),
        reverse("admin:speaker_proposals", args=[event.pk]),
        reverse("admin:speaker_mails", args=[event.pk]),
        reverse("admin:speaker_mail", args=[event.pk, "changes"]),
        reverse("admin:speaker_photo", args=[ada.pk]),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_about_speakers_can_be_used(page: Page, event: Event, ann: User, width: int, scheme: Any) -> None:
    ada, parts = Speaker.objects.get(name="Ada Larsen"), Appearance.objects.filter(speaker__name="Ada Larsen")
    said = {(None, "bio"): "Born by the sea.", (None, "name"): "Ada B. Larsen", (parts[0].pk, "billing"): "Director"}
    proposals.propose(event, ada, list(parts), said)  # type: ignore[arg-type]
    facts = {"subject": "Will you be there?", "text": "Dear Ada", "address": ada.email, "kind": "invitation"}
    Mail.objects.create(event=event, speaker=ada.uid, key="1", state="sent", **facts)
    Mail.objects.create(event=event, speaker=ada.uid, key="2", state="failed", error="Refused: no such host", **facts)
    releases.publish(event)
    event.panels.filter(title="Locks").update(state="cancelled")
    releases.publish(event)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, ann)
    for url in pages_of(event):
        page.goto(url)
        if url.endswith("/changes/"):
            page.get_by_role("button", name="Show what would be sent").click()
            page.get_by_role("heading", name="1 e-mail, not sent yet").wait_for()
            page.wait_for_load_state()
        found = Axe().run(page).response["violations"]
        serious = [
            (url, item["id"], node["html"])
            for item in found
            if item["impact"] in ("serious", "critical")
            for node in item["nodes"]
        ]
        assert serious == []
        assert (url, page.evaluate("document.documentElement.scrollWidth > innerWidth")) == (url, False)
