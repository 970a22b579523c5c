"""An import at the desk: from a document to the drafts, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events import edits, erasing, personal
from events.desk import reviewing
from events.models import Appearance, Event, ImportRun
from events.plans import importing
from events.withholding import NAME
from programme.reading.values import Options
from speakers.models import Speaker
from tests.desk.builders import DOCUMENT, make_event, make_member, make_run

pytestmark = pytest.mark.django_db
UNDATED = DOCUMENT.replace("Wednesday 19 May 2021", "Day 1")


@pytest.fixture
def event(db: None) -> Event:
    return make_event()


@pytest.fixture
def client(event: Event, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


def url(name: str, run: ImportRun) -> str:
    return reverse(f"admin:{name}", args=[run.event_id, run.pk])


def give(client: Client, event: Event, **data: Any) -> Any:
    return client.post(reverse("admin:import_upload", args=[event.pk]), {"timezone": "Europe/Oslo", **data})


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_pasted_document_is_read_and_changes_nothing(client: Client, event: Event) -> None:
    response = give(client, event, text=DOCUMENT)
    run = event.imports.get()
    assert response["Location"] == url("import_review", run)
    assert (run.state, run.name, run.created_by.username if run.created_by else "") == (
        "previewed", "pasted text", "editor"
    )  # fmt: skip
    page = client.get(response["Location"])
    assert page.context["read"] == {
        "panels": 2, "said": "2 panels", "people": 3, "places": 3, "lines": 7, "unit": "lines", "outside": 0, "lost": 0
    }  # fmt: skip
    assert event.panels.count() == 0


def test_an_uploaded_file_is_the_same_document(client: Client, event: Event) -> None:
    give(client, event, file=SimpleUploadedFile("programme.txt", DOCUMENT.encode()))
    assert event.imports.get().name == "programme.txt"
    assert bytes(event.imports.get().document) == DOCUMENT.encode()


def test_what_is_wrong_with_an_upload_is_said(client: Client, event: Event, settings: Any) -> None:
    settings.MAX_DOCUMENT_SIZE = 1024 * 1024
    large = SimpleUploadedFile("large.txt", b"x" * (3 * 1024 * 1024))
    assert give(client, event, file=large).context["form"].errors["file"] == [
        "This file has 3 MB; a programme may have 1 MB. Save it without pictures, or paste its text."
    ]
    assert give(client, event).context["form"].errors["text"] == [
        "Choose a file, or paste the programme’s text here."
    ]  # fmt: skip
    wrong = give(client, event, text="x", timezone="Atlantis", day_titles="Geopolitics").context["form"].errors
    assert set(wrong) == {"timezone", "day_titles"}
    assert event.imports.count() == 0


def test_a_question_is_answered_in_place(client: Client, event: Event) -> None:
    give(client, event, text=UNDATED)
    run = event.imports.get()
    page = client.get(url("import_review", run))
    assert [field.name for field in page.context["asked"]] == ["start_date"]
    assert run.plan == {}
    client.post(url("import_answer", run), {"start_date": "2021-05-19", "timezone": "Europe/Oslo"})
    run.refresh_from_db()
    assert run.options["start_date"] == "2021-05-19"
    assert run.plan["summary"] == "1 day, 3 speakers, 2 panels new"
    assert event.imports.count() == 1


def test_a_city_is_a_zone_and_what_is_none_leaves_nothing_to_apply(client: Client, event: Event) -> None:
    run = make_run(event)
    assert b"Apply to the drafts" in client.get(url("import_review", run)).content
    refused = client.post(url("import_answer", run), {"timezone": "Atlantis"})
    assert set(refused.context["form"].errors) == {"timezone"}
    assert b"Apply to the drafts" not in refused.content
    assert client.get(url("import_answer", run))["Location"] == url("import_review", run)
    client.post(url("import_answer", run), {"timezone": "New York"})
    run.refresh_from_db()
    assert run.options["timezone"] == run.reading["event"]["timezone"] == "America/New_York"


def test_a_question_that_may_stay_open_holds_up_nothing_and_its_answer_is_kept_for_the_event(
    client: Client, event: Event
) -> None:
    starts = DOCUMENT.replace("10:00 - 11:00", "10:00").replace("11:30 - 12:30", "11:30") + "\n13:00 Lunch\n"
    give(client, event, text=starts)
    run = event.imports.get()
    page = client.get(url("import_review", run))
    assert [field.name for field in page.context["asked"]] == ["ends"]
    assert page.context["needed"] is False
    assert run.plan["summary"].endswith("3 panels new")
    client.post(url("import_answer", run), {"ends": "next", "timezone": "Europe/Oslo"})
    run.refresh_from_db()
    assert [panel["end"] for panel in run.reading["panels"]] == ["11:30", "13:00", None]
    page = client.get(url("import_review", run))
    assert page.context["asked"] == []
    assert "derived-end" in [note["code"] for part in page.context["notes"] for note in part.notes]
    give(client, event, text=starts)
    again = event.imports.exclude(pk=run.pk).get()
    assert (again.options["ends"], again.reading["questions"]) == ("next", [])
    assert importing.options_for(event, "workshops", Options()).ends == "next"


def test_applying_writes_the_drafts_and_leads_on(client: Client, event: Event) -> None:
    run = make_run(event)
    response = client.post(url("import_apply", run), {"shown": run.uid})
    assert response["Location"] == reverse("admin:event_overview", args=[event.pk])
    assert [panel.title for panel in event.panels.all()] == ["A New Order of the Ports", "Dredging in Practice"]
    run.refresh_from_db()
    assert run.applied_by
    assert (run.state, run.applied_by.username) == ("applied", "editor")


def test_a_plan_that_was_read_again_since_is_not_applied(client: Client, event: Event) -> None:
    run = make_run(event)
    response = client.post(url("import_apply", run), {"shown": "another"})
    assert said(response) == ["Nothing was changed: the document was read again since you looked. Look once more."]
    assert event.panels.count() == 0


def changed_both(event: Event) -> ImportRun:
    """A title mended at the desk, and otherwise in the document."""
    importing.apply(make_run(event))
    event.panels.filter(title="Dredging in Practice").update(title="Dredging in Practice, Mended")
    return make_run(event, DOCUMENT.replace("Dredging in Practice", "Dredging in Deep Practice"))


@pytest.mark.parametrize(
    ("choice", "title"), [("desk", "Dredging in Practice, Mended"), ("document", "Dredging in Deep Practice")]
)
def test_a_conflict_is_decided_and_then_applied(client: Client, event: Event, choice: str, title: str) -> None:
    run = changed_both(event)
    assert [conflict["field"] for conflict in run.plan["conflicts"]] == ["title"]
    response = client.post(url("import_apply", run), {"shown": run.uid, "conflict-0": choice})
    assert said(response)[0].startswith("Imported: ")
    assert event.panels.get(slot__start__hour=9).title == title


def test_an_undecided_conflict_is_refused_and_the_plan_shown_again(client: Client, event: Event) -> None:
    run = changed_both(event)
    assert b"checked" not in client.get(url("import_review", run)).content.split(b'id="plan"')[1]
    response = client.post(url("import_apply", run), {"shown": run.uid})
    expected = "Desk and document disagree, and nobody has decided yet: “Dredging in Practice, Mended” (title)."
    assert said(response) == [f"Nothing was changed. {expected}"]
    assert event.panels.get(slot__start__hour=9).title == "Dredging in Practice, Mended"


def test_a_desk_that_changed_since_gives_a_fresh_plan(client: Client, event: Event) -> None:
    run = make_run(event)
    event.venue = "Bergen"
    event.save()
    old = run.uid
    response = client.post(url("import_apply", run), {"shown": run.uid})
    assert said(response)[0].startswith("Nothing was changed. Somebody changed the desk since this plan was shown:")
    run.refresh_from_db()
    assert run.uid != old
    assert said(client.post(url("import_apply", run), {"shown": run.uid}))[-1].startswith("Imported: ")


def test_a_document_that_would_cancel_most_is_warned_of(client: Client, event: Event) -> None:
    importing.apply(make_run(event))
    document = "Wednesday 19 May 2021\n\n15:00 - 16:00 Something Else\n\n16:30 - 17:30 And Another Thing\n"
    other = make_run(event, document)
    page = client.get(url("import_review", other))
    assert (page.context["cancelled"], page.context["standing"], page.context["too_many"]) == (2, 2, True)
    assert "This would cancel 2 of 2 panels." in page.content.decode()


def test_a_document_without_a_programme_says_so(client: Client, event: Event) -> None:
    give(client, event, text="Dear all,\nthank you for your letter.\nYours, Ada\n")
    page = client.get(url("import_review", event.imports.get())).content.decode()
    assert "No programme was found" in page
    assert "Apply to the drafts" not in page


def test_another_document_of_the_event_gets_a_name_of_its_own(client: Client, event: Event) -> None:
    importing.apply(make_run(event))
    assert set(give(client, event, text=DOCUMENT, source="", name="").context["form"].errors) == {"name"}
    give(client, event, text=DOCUMENT, source="", name="workshops")
    give(client, event, text=DOCUMENT, source="programme")
    assert [run.source for run in event.imports.all()][:2] == ["programme", "workshops"]


def test_an_import_is_taken_back_after_a_look_at_what_goes(client: Client, event: Event) -> None:
    run = make_run(event)
    importing.apply(run)
    page = client.get(url("import_undo", run))
    assert [(kind, count) for kind, count, _ in page.context["gone"]][:2] == [("Panels", 2), ("Speakers", 3)]
    client.post(url("import_undo", run))
    run.refresh_from_db()
    assert (run.state, event.panels.count()) == ("undone", 0)


def test_an_undo_that_would_lose_something_is_refused(client: Client, event: Event) -> None:
    run = make_run(event)
    importing.apply(run)
    event.panels.filter(title="Dredging in Practice").update(title="Mended")
    response = client.post(url("import_undo", run))
    assert said(response) == [
        "Edited since this import: panel “Mended” (title). Undoing would lose that, so nothing was changed."
    ]


def test_what_is_in_the_way_of_an_undo_is_told_with_what_to_do_first(client: Client, event: Event) -> None:
    run = make_run(event)
    importing.apply(run)
    with edits.recording(event, None) as made:
        part = Appearance.objects.get(speaker__name="Ada Larsen")
        Appearance.objects.filter(pk=part.pk).update(state="declined")
    said_of_it = "the place of “Ada Larsen” in “A New Order of the Ports” (state)"
    assert said(client.post(url("import_undo", run))) == [
        f"Edited since this import: {said_of_it}. Undoing would lose that, so nothing was changed."
    ]
    page = client.get(url("import_undo", run))
    history = reverse("admin:events_panel_history", args=[part.panel_id])
    assert page.context["wrong"] == [(said_of_it, history)]
    assert "Take this import back" not in page.content.decode()
    assert made.edit
    assert f'action="{reverse("admin:edit_undo", args=[made.edit.pk])}"' in client.get(history).content.decode()
    edits.undo(made.edit, None)
    assert client.get(url("import_undo", run)).context["wrong"] == []
    client.post(url("import_undo", run))
    assert event.panels.count() == 0


def test_an_edit_of_what_an_import_did_not_touch_is_not_in_the_way(client: Client, event: Event) -> None:
    importing.apply(make_run(event))
    later = make_run(event, DOCUMENT.replace("11:30 - 12:30", "13:30 - 14:30"))
    importing.apply(later)
    panel = event.panels.filter(title="Dredging in Practice")
    with edits.recording(event, None):
        panel.update(abstract="By hand.")
    assert "Take this import back" in client.get(url("import_undo", later)).content.decode()
    client.post(url("import_undo", later))
    assert (str(panel.get().slot), panel.get().abstract) == ("Wed 19 May 2021 11:30–12:30", "By hand.")


def test_a_later_import_is_named_as_what_to_take_back_first(client: Client, event: Event) -> None:
    run = make_run(event)
    importing.apply(run)
    later = make_run(event, DOCUMENT.replace("Dredging in Practice", "Dredging in Theory"))
    importing.apply(later)
    page = client.get(url("import_undo", run)).content.decode()
    assert f'<a href="{url("import_undo", later)}">Take that back first</a>' in page


def erase(name: str) -> Speaker:
    speaker = Speaker.objects.get(name=name)
    erasing.erase(personal.find(speaker), None)
    return speaker


def test_an_erasure_is_not_in_the_way_of_taking_the_import_back(client: Client, event: Event) -> None:
    run = make_run(event)
    importing.apply(run)
    erase("Ada Larsen")
    assert client.get(url("import_undo", run)).context["wrong"] == []
    client.post(url("import_undo", run))
    run.refresh_from_db()
    assert (run.state, event.panels.count(), Speaker.objects.count()) == ("undone", 0, 0)


def test_who_was_erased_does_not_come_back_by_undo(client: Client, event: Event) -> None:
    importing.apply(make_run(event))
    later = make_run(event, DOCUMENT.replace("Institute of Harbours", "Institute of Tides"))
    importing.apply(later)
    speaker = erase("Ada Larsen")
    Speaker.objects.filter(pk=speaker.pk).update(sort_name="withheld name")
    assert said(client.post(url("import_undo", later))) == [
        "The import of “programme.txt” was taken back. What is public stays as it is until you publish."
    ]
    later.refresh_from_db()
    speaker.refresh_from_db()
    part = Appearance.objects.get(speaker=speaker)
    assert (later.state, speaker.name, speaker.sort_name, part.billing) == (
        "undone", NAME, "withheld name", ""
    )  # fmt: skip


def test_the_document_is_downloaded_and_never_shown(client: Client, event: Event) -> None:
    run = make_run(event)
    response = client.get(url("import_document", run))
    assert response.content == DOCUMENT.encode()
    assert {name: response[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": 'attachment; filename="programme.txt"',
        "X-Content-Type-Options": "nosniff",
    }


def test_markup_in_a_document_stays_text(client: Client, event: Event) -> None:
    run = make_run(event, DOCUMENT.replace("Dredging in Practice", "<script>alert(1)</script>"))
    page = client.get(url("import_review", run)).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_every_line_stands_in_the_review_once() -> None:
    uses = dict.fromkeys((1, 2, 3, 4, 6, 10), "outside") | {7: "heading", 9: "person"}
    lines = [{"number": n, "use": use, "panel": None, "text": "Dear all"} for n, use in sorted(uses.items())]
    found = reviewing.stretches({"lines": lines})
    assert [(stretch.folded, [line.number for line in stretch.lines]) for stretch in found] == [
        (True, [1, 2, 3, 4, 0, 6]), (False, [7, 0, 9]), (False, [10])
    ]  # fmt: skip


def test_three_states_stand_side_by_side_and_are_decided_there(client: Client, event: Event) -> None:
    run = changed_both(event)
    page = client.get(url("import_review", run))
    (thing,) = page.context["things"]
    assert [(fact.field, fact.then, fact.desk, fact.now, fact.outcome) for fact in thing.facts] == [
        ("title", "Dredging in Practice", "Dredging in Practice, Mended", "Dredging in Deep Practice", "undecided")
    ]
    assert page.content.decode().count('name="conflict-0"') == 2
    client.post(url("import_apply", run), {"shown": run.uid, "conflict-0": "desk"})
    (fact,) = client.get(url("import_review", run)).context["things"][0].facts
    assert fact.outcome == "desk", "the record says what was decided"


def test_what_only_the_desk_changed_is_told_to_stay(client: Client, event: Event) -> None:
    importing.apply(make_run(event))
    event.panels.filter(title="Dredging in Practice").update(title="Mended")
    page = client.get(url("import_review", make_run(event, DOCUMENT.replace("10:00 - 11:00", "10:15 - 11:15"))))
    assert [thing.title for thing in page.context["things"]] == ["A New Order of the Ports"]
    assert [thing.title for thing in page.context["kept"]] == ["Mended"]


def test_what_nobody_decided_may_stay_as_the_desk_has_it(client: Client, event: Event) -> None:
    run = changed_both(event)
    response = client.post(url("import_apply", run), {"shown": run.uid, "rest": "desk"})
    assert said(response)[0].startswith("Imported: ")
    assert event.panels.get(slot__start__hour=9).title == "Dredging in Practice, Mended"


def test_a_panel_deleted_at_the_desk_and_moved_in_the_document_is_asked_about(client: Client, event: Event) -> None:
    importing.apply(make_run(event))
    event.panels.get(title="Dredging in Practice").delete()
    run = make_run(event, DOCUMENT.replace("11:30 - 12:30", "12:00 - 13:00"))
    (conflict,) = client.get(url("import_review", run)).context["conflicts"]
    assert (conflict["title"], conflict["desk"], conflict["place"]) == ("Dredging in Practice", "deleted", 0)
    client.post(url("import_apply", run), {"shown": run.uid, "conflict-0": "document"})
    assert event.panels.filter(title="Dredging in Practice").exists()


def test_breaks_are_no_panels_and_nobody_counts_twice() -> None:
    found = reviewing.counted([("panel", ["Ada", "Jon"]), ("keynote", ["Ada"]), ("break", []), ("registration", [])])
    assert found == {"panels": 4, "said": "4 items: 2 panels, 2 breaks and others", "people": 2, "places": 3}
    assert reviewing.counted([("panel", ["Ada"])])["said"] == "1 panel"
