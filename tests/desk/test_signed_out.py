"""Who is signed out while they type has it back; who goes back in the browser is asked before they add it twice."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from events.models import Event
from tests.desk.builders import make_event, make_member, make_panel
from tests.desk.test_browser import sign_in


@pytest.mark.django_db
def test_the_page_to_sign_in_says_that_nothing_was_saved_and_leads_back_to_the_form() -> None:
    event = make_event()
    referer = {"Referer": f"http://testserver/admin/events/event/{event.pk}/publish/"}
    answer = Client().post(f"/admin/events/event/{event.pk}/publish/at/", {"note": "As planned."}, headers=referer)
    assert answer.url == f"/admin/login/?next=%2Fadmin%2Fevents%2Fevent%2F{event.pk}%2Fpublish%2F&unsaved=1"  # type: ignore[attr-defined]
    assert "Nothing was saved: you were signed out meanwhile." in unescape(Client().get(answer.url).content.decode())  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/admin/"])
def test_nobody_is_led_elsewhere_after_signing_in(referer: str) -> None:
    answer = Client().post("/admin/events/room/add/?event=1", headers={"Referer": referer})
    assert answer.url == "/admin/login/?next=%2Fadmin%2Fevents%2Froom%2Fadd%2F%3Fevent%3D1&unsaved=1"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_who_only_asks_for_a_page_has_lost_nothing() -> None:
    assert "Nothing was saved" not in Client().get("/admin/events/room/", follow=True).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_was_typed_is_offered_after_signing_in_and_saved(page: Page) -> None:
    event: Event = make_event()
    panel = make_panel(event, 1)
    user = make_member(event, "editor", "editor")
    url = f"/admin/events/panel/{panel.pk}/change/"
    sign_in(page, user)
    page.goto(url)
    page.get_by_label("Title").fill("Lakes")
    page.get_by_label("Abstract").fill("Why lakes matter.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text(
        "Nothing was saved: you were signed out meanwhile. What you typed is kept in this tab, "
        "and offered to you once you have signed in."
    )
    page.get_by_label("User name or e-mail").fill(user.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Title")).to_have_value("Tides, Part 1")
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label("Title")).to_have_value("Lakes")
    expect(page.get_by_label("Abstract")).to_have_value("Why lakes matter.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    panel.refresh_from_db()
    assert (panel.title, panel.abstract) == ("Lakes", "Why lakes matter.")
    page.goto(url)
    expect(page.get_by_label("Title")).to_have_value("Lakes")
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => /typed|kept/.test(key))") == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_who_goes_back_to_a_form_that_was_sent_is_asked_before_it_adds_another(page: Page) -> None:
    event: Event = make_event()
    sign_in(page, make_member(event, "editor", "editor"))
    page.goto(f"/admin/events/room/add/?event={event.pk}")
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.locator("#id_name_error")).to_have_text("This field is required.")  # sent, and nothing was added
    page.get_by_label("Name", exact=False).first.fill("Pier")
    save.click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    page.go_back()
    page.get_by_label("Name", exact=False).first.fill("Long Pier")
    save.click()
    expect(page.get_by_role("alert")).to_have_text(
        "This form was sent already. Save once more if you want to add another."
    )
    assert [room.name for room in event.rooms.all()] == ["Pier"]
    save.click()
    expect(page.locator(".messagelist")).to_contain_text("Long Pier")
    assert {room.name for room in event.rooms.all()} == {"Pier", "Long Pier"}
