"""The commands, as somebody types them."""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from events.models import Event, ImportRun, Panel
from tests.needs import need_shared

pytestmark = pytest.mark.django_db

DOCUMENT = """
Wednesday, 19 May 2021: Harbours

Panel 1: Who Owns the Tide? (10:30 AM - 11:45 AM)

Ada Fenwick: Director, Silt Institute
Omar Haddad: Editor, The Ledger

Panel 2: Ports and Power (12:00 PM - 1:15 PM)

Ines Roy: Actuary, Harbour Mutual
Ben Okafor: Poet
"""
DAYS = {"2021-05-19": "Wed 19 May 2021", "2021-05-20": "Thu 20 May 2021"}
OPTIONS = {"title": "Harbour Forum", "timezone": "America/Toronto"}


def run(name: str, *args: Any, **options: Any) -> str:
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "harbours.txt"
    file.write_text(DOCUMENT)
    return file


def test_the_customers_document_is_imported_whole_and_again_leaves_nothing_to_do() -> None:
    gold = json.loads(need_shared("programmes/mesf-2021.json").read_text())
    told = gold["options"]
    options = {"title": told["title"], "timezone": told["timezone"]}
    days = ["--start-date", told["start_date"]]
    days += [arg for day in told["days"] for arg in ("--day-title", f"{day['date']}={day['title']}")]
    file = need_shared("programmes/mesf-2021.txt")
    run("import_programme", file, *days, **options)
    found = [
        (
            str(panel.slot),
            panel.title,
            [(str(part.speaker), part.billing, part.role) for part in panel.appearances.all()],
        )
        for panel in Panel.objects.order_by("slot__start")
    ]
    assert found == [
        (
            f"{DAYS[session['day']]} {session['start']}–{session['end']}",
            session["title"],
            [(person["name"], person["role_text"], person["part"]) for person in session["people"]],
        )
        for session in gold["sessions"]
    ]
    assert "Plan: nothing to do" in run("import_programme", file, *days, **options)
    assert ImportRun.objects.count() == 1


def test_a_dry_run_shows_the_plan_and_changes_nothing(document: Path) -> None:
    said = run("import_programme", document, dry_run=True, **OPTIONS)
    assert "Plan: 1 day, 4 speakers, 2 panels new" in said
    assert said.endswith("Dry run: nothing was changed.\n")
    assert Event.objects.count() == 0


def test_desk_and_document_both_hold_and_a_vanished_panel_is_cancelled(document: Path) -> None:
    run("import_programme", document, publish=True, **OPTIONS)
    Panel.objects.filter(number="1").update(title="Who Owns the Tides?")
    document.write_text(DOCUMENT.replace("10:30 AM", "10:15 AM"))
    run("import_programme", document, **OPTIONS)
    assert str(Panel.objects.get(title="Who Owns the Tides?").slot) == "Wed 19 May 2021 10:15–11:45"
    document.write_text(DOCUMENT.replace("10:30 AM", "10:15 AM").partition("Panel 2")[0])
    assert "“Ports and Power” is cancelled" in run("import_programme", document, publish=True, **OPTIONS)


def test_a_conflict_is_shown_refused_and_decided(document: Path) -> None:
    run("import_programme", document, **OPTIONS)
    Panel.objects.filter(number="1").update(title="Desk")
    document.write_text(DOCUMENT.replace("Who Owns the Tide?", "Document"))
    with pytest.raises(CommandError, match=r"nobody has decided yet: “Desk” \(title\)"):
        run("import_programme", document, **OPTIONS)
    with pytest.raises(CommandError, match="Nothing is to be decided about typo"):
        run("import_programme", document, "--decide", "typo=desk", **OPTIONS)
    run("import_programme", document, "--decide", "all=document", **OPTIONS)
    assert Panel.objects.get(number="1").title == "Document"


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"Dear all, lunch is at 12:30.", OPTIONS, "No programme found"),
        (b"", OPTIONS, "No programme found"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", OPTIONS, "No programme found"),
        (DOCUMENT.encode(), {"title": "Harbour Forum"}, "(--timezone)"),
        (DOCUMENT.encode(), {"timezone": "America/Toronto"}, "--title"),
        (DOCUMENT.replace("Wednesday, 19 May 2021: Harbours", "").encode(), OPTIONS, "(--start-date)"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_the_way_out(
    tmp_path: Path, content: bytes, options: dict[str, str], message: str
) -> None:
    file = tmp_path / "document"
    file.write_bytes(content)
    with pytest.raises(CommandError) as caught:
        run("import_programme", file, **options)
    assert message in str(caught.value)
    assert str(caught.value).endswith("Nothing was changed.")
    assert (Event.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_files_that_are_not_there_or_too_large_are_refused(tmp_path: Path, settings: Any, document: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run("read_programme", tmp_path / "nowhere")
    settings.MAX_DOCUMENT_SIZE = 10
    with pytest.raises(CommandError, match="a programme document may have"):
        run("read_programme", document)


def test_publish_and_go_back_say_what_they_do(document: Path) -> None:
    run("import_programme", document, publish=True, **OPTIONS)
    assert run("publish", "harbour-forum") == "Nothing to publish: the public already sees this.\n"
    Panel.objects.filter(number="1").update(title="Renamed")
    assert run("publish", "harbour-forum").endswith("Published release 2 of Harbour Forum: 1 change\n")
    back = "  “Renamed” is now called “Who Owns the Tide?”\n{} release 3 of Harbour Forum: 1 change\n"
    assert run("publish", "harbour-forum", "--go-back", "1", dry_run=True) == back.format("Would publish")
    assert run("publish", "harbour-forum", "--go-back", "1") == back.format("Published")
    for number in ("0", "9"):
        with pytest.raises(CommandError, match=f"has no release {number}"):
            run("publish", "harbour-forum", "--go-back", number)
    with pytest.raises(CommandError, match="There is no event at /nowhere/"):
        run("publish", "nowhere")


def test_undo_says_what_it_did_and_what_stands_in_its_way(document: Path) -> None:
    run("import_programme", document, **OPTIONS)
    number = ImportRun.objects.get().pk
    Panel.objects.filter(number="1").update(title="Renamed")
    with pytest.raises(CommandError, match="Edited since this import"):
        run("undo_import", number)
    Panel.objects.filter(number="1").update(title="Who Owns the Tide?")
    assert run("undo_import", number).startswith(f"Import {number} (harbours.txt) is undone")
    assert Panel.objects.count() == 0
    with pytest.raises(CommandError, match="There is no import 999"):
        run("undo_import", 999)


def test_a_new_event_is_given_to_its_owner(document: Path) -> None:
    with pytest.raises(CommandError, match="There is no account “nina”"):
        run("import_programme", document, owner="nina", **OPTIONS)
    assert not Event.objects.exists()
    User.objects.create_user("nina")
    run("import_programme", document, owner="nina", **OPTIONS)
    assert [member.username for member in Event.objects.get().members.all()] == ["nina"]


def test_ends_that_are_not_given_are_asked_about_and_block_nothing(tmp_path: Path) -> None:
    file = tmp_path / "starts.txt"
    file.write_text(
        "19 May 2021\n\n09:00 Opening remarks\n09:30 Panel 1: Tides\nAda Fenwick, Poet\n11:00 Coffee break\n"
    )
    asked = run("import_programme", file, **OPTIONS)
    assert "Does each end when the next one begins?" in asked
    assert "(--ends) [ends]" in asked
    assert {panel.slot.end for panel in Panel.objects.all() if panel.slot} == {None}
    answered = run("import_programme", file, "--ends", "next", **OPTIONS)
    assert "[derived-end]" in answered
    again = run("import_programme", file, **OPTIONS)  # the answer is remembered
    assert "[ends]" not in again
    assert sorted(panel.slot.end is not None for panel in Panel.objects.all() if panel.slot) == [False, True, True]
    assert json.loads(run("read_programme", file, "--json", **OPTIONS))["questions"][0]["code"] == "ends"
    assert json.loads(run("read_programme", file, "--json", "--ends", "empty", **OPTIONS))["questions"] == []


def test_what_an_embargo_holds_back_is_the_reason_that_nothing_is_published(document: Path) -> None:
    run("import_programme", document, publish=True, **OPTIONS)
    Panel.objects.filter(number="1").update(embargo=timezone.now() + timedelta(days=1))
    assert "Published release 2" in run("publish", "harbour-forum")
    assert run("publish", "harbour-forum", "--go-back", "1") == (
        "Nothing to publish: what release 1 showed beyond what is public is held back today, "
        "under embargo or not confirmed.\n"
    )


def test_what_was_cancelled_before_it_was_public_is_said_to_be_nowhere(document: Path) -> None:
    run("import_programme", document, **OPTIONS)
    Panel.objects.filter(number="1").update(state="cancelled")
    assert "“Who Owns the Tide?” is not shown: it was cancelled before it was ever public" in run(
        "publish", "harbour-forum"
    )


@pytest.mark.parametrize("port", ["abc", "0", "70000", ""])
def test_the_demo_begins_nothing_on_what_is_no_port(port: str) -> None:
    asked = ["make", "demo", f"PORT={port}"]
    done = subprocess.run(asked, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert done.stderr.startswith(f"“{port}” is no port. A port is a number from 1 to 65535")
    assert done.stdout == ""
