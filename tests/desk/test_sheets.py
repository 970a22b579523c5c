"""The programme out as a spreadsheet and in again: only what was edited in it changes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from events import edits
from events.models import Event, ImportRun, Panel, SheetExport
from tests.desk.builders import make_panel, make_user
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def event(cast: Cast) -> Event:
    make_panel(cast.event, 2)
    make_panel(cast.event, 3)
    return cast.event


@pytest.fixture
def client(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.editor)


def download(client: Client, event: Event, ending: str) -> bytes:
    response = client.post(reverse("admin:event_sheet", args=[event.pk]), {"format": ending})
    assert response["Content-Disposition"] == f'attachment; filename="harbour-2021.{ending}"'
    return response.content


def bring_back(client: Client, event: Event, name: str, content: bytes, **said: Any) -> ImportRun:
    newest = SheetExport.objects.first()
    data = {"export": newest.pk if newest else "", "file": SimpleUploadedFile(name, content), **said}
    response = client.post(reverse("admin:event_sheets", args=[event.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    run = event.imports.order_by("pk").last()
    assert run
    assert response["Location"] == reverse("admin:import_review", args=[event.pk, run.pk])
    assert client.get(response["Location"]).status_code == 200
    return run


def texts(run: ImportRun) -> list[str]:
    return [change["text"] for change in run.plan["changes"]]


def apply(client: Client, run: ImportRun, **decided: str) -> None:
    url = reverse("admin:import_apply", args=[run.event_id, run.pk])
    page = client.post(url, {"shown": run.uid, **decided}, follow=True).content.decode()
    assert "Imported:" in page, page[:2000]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_was_not_edited_changes_nothing(client: Client, event: Event, ending: str) -> None:
    run = bring_back(client, event, f"harbour.{ending}", download(client, event, ending))
    assert (run.plan["summary"], texts(run), run.plan["conflicts"]) == ("nothing to do", [], [])


def test_cells_that_were_edited_in_excel_are_what_changes(client: Client, event: Event) -> None:
    book = openpyxl.load_workbook(BytesIO(download(client, event, "xlsx")))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        cells = dict(zip(head, row, strict=True))
        if cells["Title"].value == "Tides, Part 2":
            cells["Title"].value, cells["Room"].value = "Tides and Towns", "Hall 2"
        if cells["Title"].value == "Tides, Part 3":
            cells["Start"].value, cells["End"].value = "15:00", "15:45"
    out = BytesIO()
    book.save(out)
    run = bring_back(client, event, "edited.xlsx", out.getvalue())
    assert sorted(texts(run)) == [
        "“Tides and Towns”: room is now “Hall 2”",
        "“Tides, Part 2” is now called “Tides and Towns”",
        "“Tides, Part 3” moves from Wed 19 May 2021, 12:00–12:50 to Wed 19 May 2021, 15:00–15:45",
    ]
    apply(client, run)
    assert str(event.panels.get(title="Tides and Towns").room) == "Hall 2"
    last = edits.next_undo(event)
    assert last
    edits.undo(last, None)
    assert event.panels.filter(title="Tides, Part 2", room=None).exists()


def test_what_others_changed_since_stays_or_is_asked_about(client: Client, event: Event) -> None:
    content = download(client, event, "csv").decode("utf-8-sig")
    Panel.objects.filter(event=event, title="Tides, Part 1").update(title="Renamed at the desk")
    event.panels.filter(title="Tides, Part 2").update(language="no")
    edited = content.replace('"Tides, Part 3"', "Ebb").replace('"Tides, Part 2",,,', '"Tides, Part 2",,,fr')
    run = bring_back(client, event, "edited.csv", edited.encode())
    assert texts(run) == ["“Tides, Part 3” is now called “Ebb”"]
    assert [(c["title"], c["field"], c["before"], c["desk"], c["document"]) for c in run.plan["conflicts"]] == [
        ("Tides, Part 2", "language", "", "no", "fr")
    ]
    apply(client, run, **{"conflict-0": "document"})
    assert event.panels.filter(title="Renamed at the desk").exists()
    assert event.panels.get(title="Tides, Part 2").language == "fr"


def test_a_row_that_was_deleted_is_proposed_as_cancelled(client: Client, event: Event) -> None:
    lines = download(client, event, "csv").decode("utf-8-sig").splitlines(keepends=True)
    kept = "".join(line for line in lines if "Part 2" not in line)
    assert texts(bring_back(client, event, "edited.csv", kept.encode())) == ["“Tides, Part 2” is cancelled"]


def test_what_cannot_be_read_in_a_sheet_stays_and_the_review_says_where(client: Client, event: Event) -> None:
    book = openpyxl.load_workbook(BytesIO(download(client, event, "xlsx")))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    first, second = (dict(zip(head, sheet[row], strict=True)) for row in (2, 3))
    first["Start"].value, first["Kind"].value, second["Title"].value = "25:99", "plenum", None
    first["Language"].value = "no"
    out = BytesIO()
    book.save(out)
    run = bring_back(client, event, "edited.xlsx", out.getvalue())
    assert [text.partition(": ")[2] for text in texts(run)] == ["language is now “no”"]
    page = client.get(reverse("admin:import_review", args=[event.pk, run.pk])).content.decode()
    assert [said in page for said in ("Cell B2 (Start)", "Cell D2 (Kind)", "Row 3 has no title")] == [True] * 3


def test_a_sheet_is_no_version_of_the_programmes_document(client: Client, event: Event) -> None:
    apply(client, bring_back(client, event, "edited.csv", download(client, event, "csv").replace(b"Part 3", b"Part 9")))
    page = client.get(reverse("admin:import_upload", args=[event.pk]))
    assert "source" not in page.context["form"].fields


def test_only_editors_take_a_sheet_and_few_are_kept(cast: Cast, event: Event, sign_in: SignIn) -> None:
    for user, status in ((cast.stranger, 404), (cast.viewer, 403), (cast.editor, 200)):
        assert (user, sign_in(user).get(reverse("admin:event_sheets", args=[event.pk])).status_code) == (user, status)
        url = reverse("admin:event_sheet", args=[event.pk])
        assert (user, sign_in(user).post(url, {"format": "csv"}).status_code) == (user, status)
    client = sign_in(cast.editor)
    assert client.post(reverse("admin:event_sheet", args=[event.pk]), {"format": "pdf"}).status_code == 404
    for _ in range(22):
        download(client, event, "csv")
    assert SheetExport.objects.filter(event=event).count() == 20
    missing = client.post(reverse("admin:event_sheets", args=[event.pk]), {})
    assert "Choose the edited file, or paste its cells." in str(missing.context["form"].errors)


def edited_in_excel(content: bytes, **titles: str) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            cell.value = titles.get(str(cell.value), cell.value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def begun_with_word(client: Client) -> Event:
    """An event that the desk made of a Word file."""
    word = Document()
    for text, level in (
        ("Harbour 2021", 0),
        ("Wednesday 19 May 2021", 1),
        ("09:00-10:00 Ebb", 2),
        ("10:00-11:00 Tides at work", 2),
    ):
        word.add_heading(text, level)
    out = BytesIO()
    word.save(out)
    file = SimpleUploadedFile("programme.docx", out.getvalue())
    client.post(reverse("admin:events_event_add"), {"timezone": "oslo", "file": file})
    run = ImportRun.objects.get(name="programme.docx")
    apply(client, run)
    return run.event


def offered(client: Client, event: Event) -> dict[str, str]:
    """What the page sends along for the choice of the export if nobody touches it."""
    form = client.get(reverse("admin:event_sheets", args=[event.pk])).context["form"]
    return {"export": form["export"].value() or ""} if "export" in form.fields else {}


@pytest.mark.parametrize("before", [0, 1])
def test_a_sheet_comes_back_on_the_page_that_was_open_before_it_was_downloaded(before: int) -> None:
    client = Client()
    client.force_login(make_user("ann", is_staff=True))
    event = begun_with_word(client)
    for _ in range(before):
        download(client, event, "xlsx")
    page = offered(client, event)
    event.panels.filter(title="Tides at work").update(title="Tides and work")
    content = edited_in_excel(download(client, event, "xlsx"), **{"Tides and work": "Tides and towns"})
    run = bring_back(client, event, "edited.xlsx", content, **{"export": "", **page})
    assert (texts(run), run.plan["conflicts"]) == (["“Tides and work” is now called “Tides and towns”"], [])


def test_the_last_one_is_ones_own_and_another_can_be_chosen(cast: Cast, event: Event, sign_in: SignIn) -> None:
    editor, owner = sign_in(cast.editor), sign_in(cast.owner)
    content = download(editor, event, "xlsx")
    event.panels.filter(title="Tides, Part 3").update(title="Renamed at the desk")
    download(owner, event, "xlsx")
    edited = edited_in_excel(content, **{"Tides, Part 2": "Ebb"})
    run = bring_back(editor, event, "edited.xlsx", edited, **offered(editor, event))
    assert texts(run) == ["“Tides, Part 2” is now called “Ebb”"]
    first = SheetExport.objects.order_by("pk")[0]
    assert texts(bring_back(owner, event, "edited.xlsx", edited, export=first.pk)) == texts(run)


@pytest.mark.parametrize("page", ["events_panel_changelist", "speakers_speaker_changelist"])
def test_the_lists_lead_to_it(client: Client, event: Event, page: str) -> None:
    name = "event" if page.startswith("speakers") else "event__id__exact"
    content = client.get(reverse(f"admin:{page}"), {name: event.pk}).content.decode()
    assert reverse("admin:event_sheets", args=[event.pk]) in content
