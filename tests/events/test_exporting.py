"""The programme as a document: on the command line, at the desk, and back again."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from events import drafts, releases
from events.exporting import FORMATS
from events.models import Event, Panel
from tests.desk.builders import make_event, make_panel, make_programme, make_user
from tests.needs import need_shared

pytestmark = pytest.mark.django_db


def run(name: str, *args: Any, **options: Any) -> str:
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def forum() -> Event:
    """The customer's programme, imported from their own document."""
    told = json.loads(need_shared("programmes/mesf-2021.json").read_text())["options"]
    days = [arg for day in told["days"] for arg in ("--day-title", f"{day['date']}={day['title']}")]
    run(
        "import_programme", need_shared("programmes/mesf-2021.txt"), "--start-date", told["start_date"], *days,
        title=told["title"], timezone=told["timezone"], event="mesf-2021", publish=True,
    )  # fmt: skip
    return Event.objects.get()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("source", ["programme", "communications"])
def test_what_is_exported_and_imported_again_leaves_nothing_to_do(
    forum: Event, tmp_path: Path, form: str, source: str
) -> None:
    file = tmp_path / f"programme.{form}"
    assert run("export_programme", "mesf-2021", output=file) == f"Wrote 9 panels to {file} ({FORMATS[form].label}).\n"
    before = drafts.load(forum)
    said = run("import_programme", file, event="mesf-2021", source=source)
    assert said.splitlines()[-1] == "Plan: nothing to do"
    assert drafts.load(forum) == before


def test_what_an_office_edited_is_all_that_changes(forum: Event, tmp_path: Path) -> None:
    file = tmp_path / "programme.docx"
    run("export_programme", "mesf-2021", output=file)
    edited = docx.Document(str(file))
    for paragraph in edited.paragraphs:
        if paragraph.text.startswith("Panel 1: A New Middle East"):
            paragraph.text = paragraph.text.replace("(10:30 – 11:45)", "(10.00 am - 11:15)")
        if paragraph.text.startswith("End of"):
            paragraph.insert_paragraph_before("Panel 5: Ports at Night (6:30 PM – 7:30 PM)", style="Heading 2")
            paragraph.insert_paragraph_before("Moderator: Ada Fenwick, Director, Silt Institute")
    edited.save(str(file))
    said = run("import_programme", file, event="mesf-2021")
    assert "“A New Middle East Security Architecture in the Making” moves from Wed 19 May 2021, 10:30–11:45" in said
    assert "to Wed 19 May 2021, 10:00–11:15" in said
    assert "Plan: 1 speaker, 1 panel new; 1 panel changed" in said
    night = Panel.objects.get(number="5")
    found = [(str(part.speaker), part.role, part.billing) for part in night.appearances.all()]
    assert found == [("Ada Fenwick", "moderator", "Director, Silt Institute")]


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_typed_at_the_desk_comes_back(client: Client, tmp_path: Path, form: str) -> None:
    event = make_event()
    panel = make_panel(event)
    client.force_login(make_user("root", is_superuser=True, is_staff=True))
    url = reverse("admin:events_panel_change", args=[panel.pk])
    page = client.get(url)
    typed = {name: value for name, value in page.context["adminform"].form.initial.items() if value is not None}
    forms = [part.formset for part in page.context["inline_admin_formsets"]]
    for formset in forms:
        typed |= {f"{formset.prefix}-{name}": value for name, value in formset.management_form.initial.items()}
        for row in formset.initial_forms:
            typed |= {row.add_prefix(name): value for name, value in row.initial.items() if value is not None}
            typed[row.add_prefix("id")] = row.instance.pk
    client.post(url, {**typed, "abstract": "One.\r\n\r\n- two\r\n- three"})
    panel.refresh_from_db()
    assert panel.abstract == "One.\n\n- two\n- three"
    file = tmp_path / f"programme.{form}"
    run("export_programme", event.slug, output=file)
    assert run("import_programme", file, event=event.slug).splitlines()[-1] == "Plan: nothing to do"


def test_a_release_is_what_the_public_saw(forum: Event) -> None:
    Panel.objects.filter(title__startswith="A New Middle East").update(title="Renamed")
    assert "Renamed" in run("export_programme", "mesf-2021")
    assert "Renamed" not in run("export_programme", "mesf-2021", release=1)
    assert releases.load("mesf-2021", 1).number == 1


def test_private_notes_are_in_no_export(tmp_path: Path) -> None:
    event = make_event()
    make_programme(event, 2)
    Panel.objects.update(notes="The minister may not come.")
    for form in FORMATS.values():
        content = form.write(drafts.load(event))
        assert b"minister" not in content
    texts = [p.text for p in docx.Document(_saved(tmp_path, "docx", event)).paragraphs]
    cells = [str(c.value) for row in openpyxl.load_workbook(_saved(tmp_path, "xlsx", event)).active for c in row]  # type: ignore[union-attr]
    assert not any("minister" in text for text in (*texts, *cells))


def _saved(folder: Path, form: str, event: Event) -> str:
    file = folder / f"programme.{form}"
    run("export_programme", event.slug, output=file)
    return str(file)


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    make_event()
    file = tmp_path / "programme.md"
    file.write_text("mine")
    with pytest.raises(CommandError, match="Say --force to write over it"):
        run("export_programme", "harbour-2021", output=file)
    assert file.read_text() == "mine"
    run("export_programme", "harbour-2021", output=file, force=True)
    assert file.read_text().startswith("# Harbour Forum 2021\n")


@pytest.mark.parametrize(
    ("args", "options", "message"),
    [
        (["nowhere"], {}, "There is no event at /nowhere/"),
        (["harbour-2021"], {"format": "docx"}, "Word cannot be printed"),
        (["harbour-2021"], {"output": Path("programme.pages")}, "does not end with the name of a format"),
        (["harbour-2021"], {"release": 7}, "has no release 7"),
        (["harbour-2021"], {"output": Path("/nowhere/at/all.txt")}, "cannot be written"),
    ],
)
def test_a_refusal_says_what_to_do(args: list[str], options: dict[str, Any], message: str) -> None:
    make_event()
    with pytest.raises(CommandError, match=message):
        run("export_programme", *args, **options)


@pytest.mark.parametrize("form", FORMATS)
def test_the_desk_gives_the_same_document(client: Client, form: str) -> None:
    event = make_event()
    make_programme(event)
    client.force_login(make_user("root", is_superuser=True, is_staff=True))
    url = reverse("admin:event_download", args=[event.pk, form])
    answer = client.get(url)
    assert answer.content == FORMATS[form].write(drafts.load(event))
    assert answer["Content-Disposition"] == f'attachment; filename="harbour-2021.{form}"'
    assert url in client.get(reverse("admin:event_overview", args=[event.pk])).content.decode()
    assert client.get(reverse("admin:event_download", args=[event.pk, "exe"])).status_code == 404
