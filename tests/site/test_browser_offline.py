"""The programme without a network, in Chromium with its service worker."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from events.site import scripts
from programme.model import Release
from tests.published import Published
from tests.site.conftest import Open
from tests.site.forum import PUBLISHED, make_forum

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COPIES = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found;
}"""


def next_release() -> Release:
    later = PUBLISHED + timedelta(days=1)
    release = make_forum()
    panels = [replace(p, title=p.title + "!", changed=later) if p.uid in "13" else p for p in release.programme.panels]
    programme = replace(release.programme, panels=tuple(panels))
    return replace(release, number=4, published=later, programme=programme)


def until(page: Page, question: str) -> None:
    """Wait until the promise of this comes true; Playwright's own wait takes any promise for true."""
    page.evaluate(f"async () => {{ while (!(await {question})) await new Promise((on) => setTimeout(on, 50)); }}")


def kept(page: Page, path: str) -> None:
    """Wait until there is a copy of this."""
    until(page, f"caches.match('{path}')")


def test_the_last_seen_programme_is_read_without_a_network(visit: Open, forum: Published) -> None:
    page = visit("/gulf-2021/", service_workers="allow")
    home = page.url
    page.locator(".star").first.click()
    kept(page, scripts.MY_ADDRESS)
    page.context.set_offline(True)
    page.goto(f"{home}my/")
    expect(page.locator("#mine h3")).to_have_text("Registration")
    page.goto(f"{home}?room=library")
    expect(page.locator("li.panel:visible h3")).to_have_text(["Night of Debate"])
    expect(page.get_by_text("No network: this copy is from")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1088px"  # it has its style
    page.goto(f"{home}panels/security/")
    expect(page.locator("h1")).to_have_text("No network")
    expect(page.get_by_role("list").get_by_role("link", name="My schedule")).to_be_visible()
    page.goto(home)
    expect(page.get_by_text("No network: this copy is from")).to_be_visible()
    forum.show(next_release())
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("The programme has changed: 2 changes.")).to_be_visible()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("li.panel h3").nth(1)).to_have_text("A New Security Architecture!")
    expect(page.locator("mark")).to_have_count(2)


def test_a_newer_release_seen_on_any_page_stands_without_a_network_on_all(visit: Open, forum: Published) -> None:
    page = visit("/gulf-2021/panels/security/", service_workers="allow")
    panel = page.url
    home = panel.replace("panels/security/", "")
    for path in ("/gulf-2021/", "/gulf-2021/offline/", scripts.MY_ADDRESS):
        kept(page, path)
    page.reload()
    kept(page, "/gulf-2021/panels/security/")
    forum.show(next_release())
    page.goto(f"{home}?track=security")
    last = "caches.match('/gulf-2021/offline/').then((copy) => copy.text())"
    until(page, f"{last}.then((text) => text.includes('Release 4'))")
    page.context.set_offline(True)
    for address, title in ((home, "li.panel h3 >> nth=1"), (panel, "h1")):
        page.goto(address)
        expect(page.get_by_text("No network: this copy is from")).to_be_visible()
        expect(page.locator(title)).to_have_text("A New Security Architecture!")


def test_an_open_page_tells_of_a_newer_release_without_a_reload(visit: Open, forum: Published) -> None:
    page = visit("/healthz")
    page.clock.install()
    page.goto(page.url.replace("/healthz", "/gulf-2021/"))
    page.wait_for_load_state("networkidle")
    page.clock.run_for("00:50")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    forum.show(next_release())
    page.clock.run_for("00:50")
    expect(page.get_by_text("The programme has changed: 2 changes.")).to_be_visible()
    assert [address.split("/gulf-2021/")[1] for address in asked] == ["offline/", ""]  # the least page first
    expect(page.locator("li.panel h3").nth(1)).to_have_text("A New Security Architecture")
    with page.expect_request("**/offline/"):
        page.clock.run_for("01:20")
    assert [address.split("/gulf-2021/")[1] for address in asked] == ["offline/", "", "offline/"]


def test_without_a_network_french_leads_back_to_what_can_be_read(visit: Open) -> None:
    page = visit("/gulf-2021/", service_workers="allow")
    kept(page, "/fr/gulf-2021/offline/")
    page.context.set_offline(True)
    page.get_by_role("link", name="Français").click()
    expect(page.locator("h1")).to_have_text("Hors ligne")
    page.get_by_role("list").get_by_role("link", name="Schedule", exact=True).click()
    expect(page.get_by_text("No network: this copy is from")).to_be_visible()


def test_what_the_schedule_leads_to_first_is_read_without_a_network(visit: Open) -> None:
    page = visit("/gulf-2021/", service_workers="allow")
    home = page.url
    kept(page, "/gulf-2021/now/")
    page.context.set_offline(True)
    page.goto(f"{home}now/")
    expect(page.locator("li.panel").first).to_be_attached()
    expect(page.get_by_text("No network: this copy is from")).to_be_visible()
    page.goto(f"{home}days/2021-05-20/")
    expect(page).to_have_url(f"{home}#2021-05-20")
    expect(page.get_by_role("heading", name="Thursday 20 May")).to_be_visible()


def test_without_a_network_every_address_of_the_site_leads_back(visit: Open) -> None:
    page = visit("/gulf-2021/", service_workers="allow")
    home = page.url
    kept(page, "/fr/gulf-2021/offline/")
    kept(page, "/gulf-2021/speakers/")
    page.context.set_offline(True)
    for path, title in (("/", "No network"), ("/harbour-2021/", "No network"), ("/fr/harbour-2021/", "Hors ligne")):
        page.goto(home.replace("/gulf-2021/", path))
        expect(page.locator("h1")).to_have_text(title)
        page.get_by_role("list").get_by_role("link", name="Schedule", exact=True).click()
        expect(page).to_have_url(home)


def test_a_browser_that_names_french_has_it_without_a_network(visit: Open) -> None:
    page = visit("/gulf-2021/", service_workers="allow", locale="fr-CA")
    kept(page, "/fr/gulf-2021/")


def test_only_public_pages_and_what_they_need_are_kept(visit: Open) -> None:
    page = visit("/gulf-2021/", service_workers="allow")
    kept(page, scripts.MY_ADDRESS)
    page.reload()
    for path in ("/admin/login/", "/api/v1/", "/gulf-2021/calendar.ics", "/gulf-2021/schedule.json"):
        page.evaluate("path => fetch(path)", path)
    page.goto(page.url.replace("/gulf-2021/", "/admin/login/"))
    page.goto(page.url.replace("/admin/login/", "/gulf-2021/speakers/"))
    kept(page, "/gulf-2021/speakers/")
    found = page.evaluate(COPIES)
    assert [path for path in found if path.startswith(("/admin", "/api")) or path.endswith((".ics", "json"))] == []
    assert {"/gulf-2021/", "/gulf-2021/my/", "/gulf-2021/offline/", "/gulf-2021/speakers/"} <= set(found)


def test_a_site_that_is_to_have_no_copies_takes_them_back(visit: Open, settings: Settings) -> None:
    page = visit("/gulf-2021/", service_workers="allow")
    kept(page, scripts.MY_ADDRESS)
    settings.OFFLINE = False
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    until(page, "caches.keys().then((found) => found.length === 0)")
    until(page, "navigator.serviceWorker.getRegistrations().then((found) => found.length === 0)")


def test_chromium_would_install_it(visit: Open) -> None:
    page = visit("/gulf-2021/", service_workers="allow")
    kept(page, scripts.MY_ADDRESS)
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert (found["url"].endswith("/gulf-2021/app.webmanifest"), found["errors"]) == (True, [])
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors] == ["in-incognito"]  # as every context of a test is
