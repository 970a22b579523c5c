"""From nothing to an event: what one says, what the document says, and what one is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from playwright.sync_api import Page, expect

from events import releases
from events.desk.zones import zone_of
from events.models import Event, ImportRun
from speakers.models import Speaker
from tests.desk.builders import DOCUMENT, make_event, make_member, make_programme, make_user
from tests.desk.test_browser import sign_in as sign_in_at

pytestmark = pytest.mark.django_db
TITLED = f"Harbour Forum 2021\n\n{DOCUMENT}"


@pytest.fixture
def newcomer(client: Client) -> Client:
    client.force_login(make_user("ann", is_staff=True))
    return client


def begin(client: Client, **said: Any) -> Any:
    return client.post(reverse("admin:events_event_add"), said)


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return dict(response.context["form"].errors)


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        ("toronto", "America/Toronto"),
        ("New York", "America/New_York"),
        ("Montréal", "America/Toronto"),
        ("europe/paris", "Europe/Paris"),
        ("UTC", "UTC"),
        ("JST", "Asia/Tokyo"),
    ],
)
def test_a_zone_is_named_as_people_name_it(said: str, zone: str) -> None:
    assert zone_of(said) == zone


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Eastern time", "“Eastern time” may be America/Toronto or America/New_York. Write one of them."),
        ("Atlantis", "No city of the list is called “Atlantis”. Type the nearest large city, and choose."),
    ],
)
def test_what_names_no_zone_or_several_is_asked_again(said: str, answer: str) -> None:
    with pytest.raises(ValidationError) as error:
        zone_of(said)
    assert error.value.messages == [answer]


def test_title_zone_and_first_day_make_an_event(newcomer: Client) -> None:
    response = begin(newcomer, title="Forum für Häfen", timezone="oslo", first_day="2027-05-19")
    event = Event.objects.get()
    assert response["Location"] == reverse("admin:event_overview", args=[event.pk])
    assert (event.title, event.slug, event.timezone) == ("Forum für Häfen", "forum-fur-hafen", "Europe/Oslo")
    assert [day.date for day in event.days.all()] == [date(2027, 5, 19)]
    assert [(member.user.username, member.role) for member in event.memberships.all()] == [("ann", "owner")]


def test_an_address_is_nobody_elses(newcomer: Client) -> None:
    make_event("admin-days", title="Admin Days")
    begin(newcomer, title="Admin", timezone="Europe/Oslo")
    begin(newcomer, title="Admin days", timezone="Europe/Oslo")
    assert list(Event.objects.order_by("pk").values_list("slug", flat=True)[1:]) == ["admin-2", "admin-days-2"]
    taken = errors(begin(newcomer, title="Another", timezone="Europe/Oslo", slug="admin-days"))
    assert taken == {"slug": ["/admin-days/ is taken. Choose another, or leave it empty."]}


def test_a_document_goes_straight_to_its_review(newcomer: Client) -> None:
    file = SimpleUploadedFile("programme.txt", DOCUMENT.replace("Wednesday 19 May 2021", "Day 1").encode())
    response = begin(newcomer, title="Harbour Forum", timezone="Europe/Oslo", first_day="2021-05-19", file=file)
    run = ImportRun.objects.get()
    assert response["Location"] == reverse("admin:import_review", args=[run.event_id, run.pk])
    page = newcomer.get(response["Location"])
    assert page.context["questions"] in ([], ())
    assert page.context["conflicts"] == []
    assert not run.event.days.exists()  # the document brings its own


def test_the_document_says_what_the_event_is_called(newcomer: Client) -> None:
    begin(newcomer, timezone="Europe/Oslo", text=TITLED)
    assert Event.objects.get().title == "Harbour Forum 2021"


@pytest.mark.parametrize(
    ("line", "said", "proposed", "zone", "told"),
    [
        ("", "Europe/Berlin", "Europe/Berlin", "Europe/Berlin", ", the browser’s zone; the document names none."),
        ("", "Europe/Berlin", "", "Europe/Berlin", ", the event’s zone; the document names none."),
        ("Oslo time", "UTC", "UTC", "Europe/Oslo", ", for the document says “Oslo time”."),
        ("Oslo time", "UTC", "", "UTC", ", the event’s zone; the document says “Oslo time”."),
        ("Oslo time", "", "", "Europe/Oslo", ", for the document says “Oslo time”."),
        ("EST", "UTC", "UTC", "UTC", ", the browser’s zone; the document says “EST”."),
        ("local time", "UTC", "UTC", "UTC", ", the browser’s zone; the document says “local time”."),
    ],
)
def test_the_documents_zone_goes_before_the_browsers_and_the_review_says_which(
    newcomer: Client, line: str, said: str, proposed: str, zone: str, told: str
) -> None:
    text = TITLED.replace("2021\n", f"2021\nAll times are {line}\n", 1) if line else TITLED
    response = begin(newcomer, timezone=said, proposed=proposed, text=text)
    run = ImportRun.objects.get()
    assert (run.event.timezone, run.reading["event"]["timezone"]) == (zone, zone)
    page = newcomer.get(response["Location"])
    assert page.context["zone"] == f"Times are read as {zone} time{told}"
    assert page.context["zone"] in page.content.decode()


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Lisboa", "Europe/Lisbon"),
        ("Quito", "America/Guayaquil"),
        ("München", "Europe/Berlin"),
        ("Köln", "Europe/Berlin"),
        ("Ciudad de México", "America/Mexico_City"),
        ("nova iorque", "America/New_York"),
        ("Варшава", "Europe/Warsaw"),
        ("Den Haag", "Europe/Amsterdam"),
    ],
)
def test_a_city_is_a_zone_in_its_own_language(said: str, zone: str) -> None:
    assert zone_of(said) == zone


@pytest.mark.parametrize(
    ("was", "written", "clock"),
    [
        ("", "", ""),  # nothing is said of an afternoon
        ("11:30 - 12:30", "14:30 - 15:30", "24"),
        ("11:30 - 12:30", "14h30 - 15h30", "24"),
        ("11:30 - 12:30", "2:30 pm - 3:30 pm", ""),
        ("11:30 - 12:30 Dredging", "14:30 - 15:30 (8.30 a.m. in New York) Dredging", ""),
    ],
)
def test_times_are_told_as_the_document_writes_them(newcomer: Client, was: str, written: str, clock: str) -> None:
    begin(newcomer, timezone="Europe/Oslo", text=TITLED.replace(was, written) if was else TITLED)
    assert Event.objects.get().clock == clock


def test_a_file_is_not_chosen_twice(newcomer: Client) -> None:
    file = SimpleUploadedFile("FINAL v3.txt", DOCUMENT.encode())
    page = begin(newcomer, timezone="Europe/Oslo", file=file)
    assert errors(page) == {"title": ["An event needs a title, and the document does not say it."]}
    assert "FINAL v3.txt is here already." in page.content.decode()
    form = page.context["form"]
    begin(newcomer, title="Harbour Forum", timezone="Europe/Oslo", kept=form["kept"].value(), kept_name="FINAL v3.txt")
    run = ImportRun.objects.get()
    assert (bytes(run.document), run.name) == (DOCUMENT.encode(), "FINAL v3.txt")


@pytest.mark.parametrize(
    ("field", "content", "says"),
    [
        ("file", b"PK\x03\x04 cut off", "the file is damaged"),
        ("file", b"", "the file is empty"),
        ("text", b"Nothing with a time in it", "no line has a time beside a title"),
    ],
)
def test_what_no_programme_is_in_leaves_no_event_behind(
    newcomer: Client, field: str, content: bytes, says: str
) -> None:
    document = SimpleUploadedFile("programme.docx", content) if field == "file" else content.decode()
    page = begin(newcomer, title="Harbour Forum", timezone="Oslo", first_day="2021-05-19", **{field: document})
    assert says in " ".join(errors(page)[field])
    assert [page.context["form"][name].value() for name in ("title", "timezone", "first_day")] == [
        *("Harbour Forum", "Oslo", "2021-05-19"),
    ]
    assert "is here already" not in page.content.decode()  # it would be sent again
    assert not Event.objects.exists()
    assert not ImportRun.objects.exists()


def test_what_nobody_says_is_asked_for(newcomer: Client) -> None:
    assert errors(begin(newcomer)) == {
        "title": ["An event needs a title."],
        "timezone": ["An event needs a time zone."],
    }
    assert errors(begin(newcomer, text=TITLED)) == {
        "timezone": ["An event needs a time zone, and the document does not say it."]
    }
    assert not Event.objects.exists()


def test_the_front_page_begins_with_the_form_itself(newcomer: Client) -> None:
    page = newcomer.get(reverse("admin:index")).content.decode()
    assert 'name="first_day"' in page
    make_event()
    assert "Harbour Forum 2021" not in newcomer.get(reverse("admin:index")).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_six_clicks_from_a_new_account_and_a_word_file_to_a_published_schedule(page: Page, tmp_path: Path) -> None:
    """The zone is the browser's, the title and the days are the document's."""
    file, clicks = tmp_path / "Programme FINAL v3.docx", 0
    book = Document()
    for line in TITLED.splitlines():
        book.add_paragraph(line)
    book.save(str(file))
    sign_in_at(page, make_user("ann", is_staff=True))
    page.get_by_text("Your browser’s zone; a zone that the document names goes before it. There it is").wait_for()
    assert page.get_by_label("In which time zone are its times?").input_value() != ""
    page.get_by_label("Its programme, if there is one").set_input_files(file)  # a click, and one in the browser's box
    clicks += 2
    for name in ("Create the event", "Apply to the drafts", "Look it over and publish", "Publish release 1"):
        page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()
        clicks += 1
    expect(page.get_by_text("Release 1 is public. Calendars follow when they next ask.")).to_be_visible()
    assert clicks == 6
    page.goto("/harbour-forum-2021/")
    assert page.get_by_text("A New Order of the Ports").first.is_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_an_event_is_begun_with_the_keyboard(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in_at(page, make_user("ann", is_staff=True))
    found = Axe().run(page).response["violations"]
    assert [item["id"] for item in found if item["impact"] in ("serious", "critical")] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_label("What is the event called?").press("H")
    page.keyboard.type("arbour Forum")
    page.keyboard.press("Tab")
    page.keyboard.type("oslo")
    page.keyboard.press("Tab")
    page.keyboard.type("05192027")
    page.keyboard.press("Enter")
    page.wait_for_url("**/overview/")
    event = Event.objects.get()
    assert (event.title, event.timezone, event.days.get().date) == ("Harbour Forum", "Europe/Oslo", date(2027, 5, 19))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_to_make_again_delete_and_give_out_can_be_used(page: Page, width: int, scheme: Any) -> None:
    """Nothing serious for axe, nothing to be scrolled sideways; by the keyboard, an event is deleted by its name."""
    event = make_event()
    make_programme(event)
    releases.publish(event)
    person = Speaker.objects.get()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in_at(page, make_member(event, "owner", "owner", is_staff=True))
    last = reverse("admin:events_event_delete", args=[event.pk])
    urls = [reverse(f"admin:{name}", args=[event.pk]) for name in ("event_duplicate", "event_sheets")]
    for url in [reverse("admin:events_event_add"), reverse("admin:personal_data", args=[person.pk]), *urls, last]:
        page.goto(url)
        found = Axe().run(page).response["violations"]
        assert (url, [item["id"] for item in found if item["impact"] in ("serious", "critical")]) == (url, [])
        assert (url, page.evaluate("document.documentElement.scrollWidth > innerWidth")) == (url, False)
    page.get_by_label("Type the name of the event to delete it").press("H")
    page.keyboard.type("arbour Forum 2021")
    page.keyboard.press("Enter")
    page.get_by_text("“Harbour Forum 2021” was deleted, and all that was in it.").wait_for()
    assert not Event.objects.exists()
