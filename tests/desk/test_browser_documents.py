"""Documents as newcomers have them, in a real browser: a copied page, a Word file, a spreadsheet, made public."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.desk.builders import make_user
from tests.desk.test_browser import sign_in
from tests.reading import files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEB_PAGE = """<!doctype html><body><nav><a href="/">Home</a> <a href="/events">Events</a></nav>
<h1>Estuary Forum</h1><p>Rotterdam</p><h2>Day 1</h2>
<table><tr><th>Time</th><th>Session</th><th>Speakers</th><th>Room</th></tr>
<tr><td>09:00–09:30</td><td>Registration</td><td></td><td>Foyer</td></tr>
<tr><td>09:30–10:45</td><td>Who Owns a River?</td><td>Ada Larsen, Editor, Tidewater</td><td>Aula</td></tr></table>
<h2>Day 2</h2><table><tr><th>Time</th><th>Session</th><th>Speakers</th><th>Room</th></tr>
<tr><td>10:00–11:30</td><td>After the Dykes</td><td>Dirk van Houten, Engineer</td><td>Aula</td></tr></table></body>"""


def begin(page: Page, title: str) -> None:
    sign_in(page, make_user("ann", is_staff=True))
    page.get_by_label("What is the event called?").fill(title)
    page.get_by_label("In which time zone are its times?").fill("Europe/Amsterdam")
    page.get_by_role("button", name="Create the event").click()
    page.locator("#content").get_by_role("link", name="Import a programme").first.click()
    page.wait_for_url("**/import/")


def read_again(page: Page) -> None:
    with page.expect_navigation():  # the page that is left may say as much, and offers the same
        page.get_by_role("button", name="Answer, and read it again").click()


def apply_and_publish(page: Page, slug: str, titles: tuple[str, ...]) -> None:
    page.get_by_role("button", name="Apply to the drafts").click()
    page.get_by_role("link", name="Look it over and publish").click()
    page.get_by_role("button", name="Publish release 1").click()
    expect(page.get_by_text("Release 1 is public.")).to_be_visible()
    page.goto(f"/{slug}/")
    for title in titles:
        expect(page.get_by_text(title).locator("visible=true").first).to_be_visible()


def test_a_page_that_was_copied_is_pasted_and_published(page: Page, live_server: Any) -> None:
    begin(page, "Estuary Forum")
    address = page.url
    page.set_content(WEB_PAGE)
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    page.goto(address)
    page.get_by_label("The programme’s text").click()
    page.keyboard.press("Control+V")
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("First day").fill("2024-06-06")
    read_again(page)
    expect(page.get_by_text("Found 3 items: 2 panels, 1 break or other, with 2 people")).to_be_visible()
    apply_and_publish(page, "estuary-forum", ("Who Owns a River?", "After the Dykes", "Dirk van Houten"))


def test_a_word_file_is_uploaded_and_published(page: Page) -> None:
    begin(page, "Estuary Forum")
    undated = files.LINES.replace(", 6 June 2024", "").replace(", 7 June 2024", "").replace(", 6–7 June 2024", "")
    page.get_by_label("Or a file").set_input_files(
        {"name": "Programme FINAL v3.docx", "mimeType": "application/msword", "buffer": files.as_word(undated)}
    )
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("First day").fill("2024-06-06")
    read_again(page)
    expect(page.get_by_text("Found 4 items: 2 panels, 2 breaks and others, with 5 people")).to_be_visible()
    apply_and_publish(page, "estuary-forum", ("Who Owns a River?", "After the Dykes", "Ewa Nowak"))


def test_a_spreadsheet_is_uploaded_asked_about_and_published(page: Page) -> None:
    begin(page, "Estuary Forum")
    rows = [
        (row[0].replace("2024-06-06", "06/07/2024").replace("2024-06-07", "07/07/2024"), *row[1:]) for row in files.ROWS
    ]
    sheet = files.as_spreadsheet((files.HEADINGS, *rows))
    page.get_by_label("Or a file").set_input_files({"name": "list.xlsx", "mimeType": "", "buffer": sheet})
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("Dates in digits").select_option("day-first")
    read_again(page)
    expect(page.get_by_text("Found 4 items: 2 panels, 2 breaks and others, with 5 people")).to_be_visible()
    apply_and_publish(page, "estuary-forum", ("Saturday 6 July", "Who Owns a River?", "Ewa Nowak"))


def test_what_cannot_be_read_is_said_and_changes_nothing(page: Page) -> None:
    begin(page, "Estuary Forum")
    page.get_by_label("Or a file").set_input_files(
        {"name": "programme.doc", "mimeType": "", "buffer": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900)}
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Save it as .docx or .xlsx").first).to_be_visible()
    expect(page.get_by_role("button", name="Apply to the drafts")).to_have_count(0)
