"""The board in a browser of another zone and language, on a night on which clocks change, and after an import."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.models import Day, Panel, Room, TimeSlot
from events.plans import importing
from tests.desk.builders import make_event, make_run
from tests.desk.test_board_browser import handle, open_board, says, span

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_control_z_after_an_import_leads_to_its_own_page(page: Page) -> None:
    event = make_event()
    run = make_run(event)
    importing.apply(run)
    open_board(page, event)
    page.keyboard.press("Control+z")
    expect(page).to_have_url(re.compile(reverse("admin:import_undo", args=[event.pk, run.pk])))
    run.refresh_from_db()
    assert run.state == "applied"


def test_a_night_on_which_clocks_go_back_seen_from_another_zone(page: Page) -> None:
    event = make_event()
    start = datetime(2021, 10, 30, 21, 30, tzinfo=UTC)  # 23:30 in Oslo, where clocks go back at 03:00
    slot = TimeSlot.objects.create(event=event, start=start, end=start + timedelta(minutes=20))
    Room.objects.create(event=event, name="Hall")
    panel = Panel.objects.create(event=event, title="Night watch", slot=slot)
    page.goto("/admin/")
    browser = page.context.browser
    assert browser
    origin = page.evaluate("location.origin")
    far = browser.new_context(base_url=origin, timezone_id="America/New_York", locale="fr-CA").new_page()
    open_board(far, event)
    before = span(event, "Night watch")
    handle(far, "Night watch").focus()
    for key in ("Enter", *"++++", "Enter"):
        far.keyboard.press(key)
    says(far, "Made “Night watch” 40 minutes long")
    assert (before, span(event, "Night watch")) == ("23:30–23:50 house", "23:30–00:10 house")
    far.keyboard.press("Control+z")
    says(far, "Taken back: Made “Night watch” 40 minutes long")
    Day.objects.create(event=event, date=date(2021, 10, 31))
    Panel.objects.filter(pk=panel.pk).update(slot=None)
    far.goto(reverse("admin:event_timetable", args=[event.pk]) + "?day=2021-10-31")
    handle(far, "Night watch").focus()
    for key in ("Enter", *["PageUp"] * 5):
        far.keyboard.press(key)
    says(far, "“Night watch”: 02:00–03:00, Whole house")  # the second time that it is two
    far.keyboard.press("PageUp")
    says(far, "“Night watch”: 02:00–02:00, Whole house")
    far.keyboard.press("Enter")
    says(far, "Moved “Night watch” to Sun 31 Oct, 02:00–02:00, whole house")
    panel.refresh_from_db()
    assert panel.slot
    assert panel.slot.start == datetime(2021, 10, 31, 0, tzinfo=UTC)
    assert panel.slot.end == datetime(2021, 10, 31, 1, tzinfo=UTC)
    far.keyboard.press("Control+z")
    says(far, "Taken back: Moved “Night watch”")
    far.keyboard.press("Control+Shift+Z")
    says(far, "Done again: Moved “Night watch”")
    assert span(event, "Night watch") == "02:00–02:00 house"
    far.context.close()
