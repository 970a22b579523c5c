"""Which language a page is offered in, in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.published import Published
from tests.site.conftest import Open
from tests.site.forum import make_forum
from tests.site.test_two_languages import bilingual

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFER = "Cette page existe en français."


def test_who_prefers_french_is_offered_it_once(visit: Open) -> None:
    page = visit("/gulf-2021/?room=great-hall", locale="fr-CA")
    page.get_by_role("link", name=OFFER).click()
    page.wait_for_url("**/fr/gulf-2021/?room=great-hall")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator(".copy")).to_have_count(0)


def test_who_declines_is_not_asked_again(visit: Open) -> None:
    page = visit("/gulf-2021/", locale="fr-CA")
    page.get_by_role("button", name="Non merci").click()
    expect(page.locator(".copy")).to_have_count(0)
    page.reload()
    expect(page.locator(".star").first).to_be_visible()
    assert page.get_by_role("link", name=OFFER).count() == 0


def test_who_chose_a_language_is_offered_it_on_links_from_others(visit: Open) -> None:
    page = visit("/gulf-2021/", locale="en-GB")
    assert page.get_by_role("link", name=OFFER).count() == 0
    page.get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/gulf-2021/")
    page.goto(page.url.replace("/fr/", "/"))
    expect(page.get_by_role("link", name=OFFER)).to_be_visible()


def test_the_browsers_own_times_are_french_too(visit: Open) -> None:
    page = visit("/fr/gulf-2021/", locale="fr-CA", timezone_id="Europe/Paris")
    page.get_by_role("button", name="Heures : Paris").click()
    assert " ".join(page.locator("#panel-security .time").inner_text().split()) == "16 h 30 – 17 h 45"


def test_words_in_two_languages_bar_nobody(visit: Open, forum: Published) -> None:
    forum.show(bilingual())
    for path in ("/fr/gulf-2021/", "/fr/gulf-2021/panels/security/"):
        page = visit(path, viewport={"width": 390, "height": 900})
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_cities_are_called_in_french_what_they_are_called_there(visit: Open, forum: Published) -> None:
    forum.show(make_forum(timezone="Europe/Warsaw"))
    page = visit("/fr/gulf-2021/", timezone_id="Asia/Tehran")
    assert "heures de Varsovie" in page.locator(".zone-words").inner_text()
    assert "Téhéran" in page.locator("button.zone").inner_text()
    page.locator("button.zone").click()
    assert "Varsovie" in page.locator("button.zone").inner_text()
