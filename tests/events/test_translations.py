"""A second document in another language, from the file to the public page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from events import drafts, edits, releases
from events.models import Appearance, Event, Panel, Translation

pytestmark = pytest.mark.django_db

ENGLISH = """Harbour Forum 2021
19 May 2021, Toronto time (EDT)

9:00 – 10:00  Panel 1: Who owns the quay?
Moderator: Ann Lee, Editor, The Quayside Letter
Bo Ek, President, Tidal University

10:30 – 11:30  Panel 2: Tides
Carl Ott, Minister of Ports
"""
FRENCH = """Forum des ports 2021
19 mai 2021, heure de Toronto

9 h 00 – 10 h 00  Panel 1 : À qui le quai ?
Modératrice : Ann Lee, rédactrice, La Lettre du quai
Bo Ek, président, Université des marées

10 h 30 – 11 h 30  Panel 2 : Les marées
Carl Ott, ministre des Ports

14 h 00 – 15 h 00  Panel 3 : Seulement en français
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Event:
    command("import_programme", tmp_path, ENGLISH, event="harbour-2021", timezone="America/Toronto")
    return Event.objects.get()


def command(name: str, folder: Path, text: str, **options: object) -> str:
    file, out = folder / f"{name}.txt", io.StringIO()
    file.write_text(text, encoding="utf-8")
    call_command(name, str(file), stdout=out, **options)
    return out.getvalue()


def translate(folder: Path, text: str = FRENCH, **options: object) -> str:
    return command("import_translation", folder, text, event="harbour-2021", language="fr", **options)


def texts() -> dict[tuple[str, str], str]:
    rows = Translation.objects.select_related("panel", "appearance__speaker")
    named = ((row.appearance.speaker.name if row.appearance else str(row.panel or ""), row) for row in rows)
    return {(name, row.field): row.text for name, row in named}


def test_each_text_finds_its_place_and_what_has_none_is_told(harbour: Event, tmp_path: Path) -> None:
    said = translate(tmp_path)
    found = texts()
    assert found["Who owns the quay?", "title"] == "À qui le quai ?"
    assert found["Tides", "title"] == "Les marées"
    assert found["Bo Ek", "billing"] == "président, Université des marées"
    assert found["Carl Ott", "billing"] == "ministre des Ports"
    assert "“Seulement en français” (Wed 19 May 2021, 14:00–15:00) is only in the document." in said
    assert "2 panels paired" in said


def test_it_is_one_edit_of_the_journal_and_is_taken_back(harbour: Event, tmp_path: Path) -> None:
    translate(tmp_path)
    first = texts()
    translate(tmp_path, FRENCH.replace("Les marées", "Des marées"))
    newest, whole, _ = edits.of(harbour)  # the last is the programme itself
    assert (str(whole), whole.source, whole.rows.count()) == ("Imported the words in “fr”", "import", len(first))
    assert [row.fields for row in newest.rows.all()] == [
        [("text", "Les marées", "Des marées"), ("imported", "Les marées", "Des marées")]
    ]
    edits.undo(newest, None)
    assert texts() == first
    edits.undo(whole, None)
    assert texts() == {}
    edits.redo(whole, None)
    assert texts() == first


def test_a_dry_run_changes_nothing(harbour: Event, tmp_path: Path) -> None:
    assert "Dry run: nothing was changed." in translate(tmp_path, dry_run=True)
    assert not Translation.objects.exists()


def test_the_same_document_again_plans_nothing(harbour: Event, tmp_path: Path) -> None:
    translate(tmp_path)
    assert "0 texts new, 0 changed, 0 left" in translate(tmp_path)


def test_what_the_desk_mended_stays(harbour: Event, tmp_path: Path) -> None:
    translate(tmp_path)
    row = Translation.objects.get(text="Les marées")
    row.text = "Marées"
    row.save()
    assert "0 texts new, 0 changed, 0 left" in translate(tmp_path)
    said = translate(tmp_path, FRENCH.replace("Les marées", "Des marées"))
    assert "left as the desk has it: the title of “Tides”: “Marées”, document “Des marées”" in said
    assert texts()["Tides", "title"] == "Marées"


def test_the_document_changes_what_nobody_else_did(harbour: Event, tmp_path: Path) -> None:
    translate(tmp_path)
    assert "1 changed" in translate(tmp_path, FRENCH.replace("Les marées", "Des marées"))
    assert texts()["Tides", "title"] == "Des marées"


def test_a_release_holds_the_words_of_what_is_public_only(harbour: Event, tmp_path: Path) -> None:
    translate(tmp_path)
    Appearance.objects.filter(speaker__name="Bo Ek").update(state="invited")
    Panel.objects.filter(title="Tides").update(state="draft")
    release = releases.publish(harbour)
    assert release is not None
    kept = {words.text for words in release.programme.translations}
    assert "À qui le quai ?" in kept
    assert not kept & {"président, Université des marées", "Les marées", "ministre des Ports"}


def test_a_translation_alone_is_worth_a_release(harbour: Event, tmp_path: Path) -> None:
    releases.publish(harbour)
    translate(tmp_path)
    release = releases.publish(harbour)
    assert release is not None
    assert {change.code for change in release.changes} == {"translated"}
    assert {panel.sequence for panel in release.programme.panels} == {1}
    assert releases.publish(harbour) is None


def test_an_import_in_the_first_language_leaves_translations_alone(harbour: Event, tmp_path: Path) -> None:
    translate(tmp_path)
    before = texts()
    moved = ENGLISH.replace("10:30 – 11:30  Panel 2: Tides", "12:30 – 13:30  Panel 2: Tides")
    command("import_programme", tmp_path, moved, event="harbour-2021", timezone="America/Toronto")
    assert Panel.objects.get(title="Tides").slot.start.hour == 16  # type: ignore[union-attr]  # UTC
    assert texts() == before
    assert drafts.load(harbour).translations == ()


def test_a_billing_needs_a_person_of_the_panel(harbour: Event) -> None:
    one, other = Panel.objects.order_by("pk")[:2]
    billing = Translation(event=harbour, panel=one, language="fr", field="billing", text="ministre")
    with pytest.raises(ValidationError, match="Choose the person whose it is"):
        billing.full_clean()
    billing.appearance = other.appearances.first()
    with pytest.raises(ValidationError, match="another panel"):
        billing.full_clean()


def test_what_is_no_language_or_event_is_refused(harbour: Event, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="as in fr"):
        command("import_translation", tmp_path, FRENCH, event="harbour-2021", language="French")
    with pytest.raises(CommandError, match="no event at /other/"):
        command("import_translation", tmp_path, FRENCH, event="other", language="fr")
