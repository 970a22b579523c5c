"""Plan, apply and undo over real drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from events import releases, rows, storing
from events.edits import RefusedError, undo_import
from events.models import Appearance, Day, Event, ImportRun, Panel, Room, TimeSlot
from events.plans import importing
from events.plans.importing import ImportRefusedError
from programme import form
from programme.model import Programme, When
from programme.planning import Plan
from programme.reading.values import Options
from programme.silence import WITHHELD
from speakers.models import Speaker
from tests.builders import make_panel, make_programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_reader")]

MOVED = When(date(2021, 5, 19), time(9, 30), time(10, 30))
DOCUMENT = make_programme(items=(make_panel(1, room="room-1"), make_panel(2, track="track-1"), make_panel(3)))


def prepare(event: Event, document: Programme, **options: Any) -> tuple[ImportRun, Plan]:
    run, _, plan = importing.prepare(event, form.dumps(document).encode(), "programme.txt", Options(), **options)
    assert plan is not None
    return run, plan


def bring(event: Event, document: Programme, **options: Any) -> ImportRun:
    run, _ = prepare(event, document, **options)
    importing.apply(run)
    return run


def edit(document: Programme, number: int, /, **facts: Any) -> Programme:
    panels = list(document.panels)
    panels[number - 1] = replace(panels[number - 1], **facts)
    return replace(document, panels=tuple(panels))


def said(plan: Plan) -> list[tuple[str, str]]:
    return [(change.code, change.title) for change in plan.changes]


def test_a_document_imported_twice_leaves_nothing_to_do(event: Event) -> None:
    bring(event, DOCUMENT)
    assert event.panels.count() == 3
    _, plan = prepare(event, DOCUMENT)
    assert (plan.summary, plan.conflicts) == ("nothing to do", ())


def test_a_public_download_takes_out_nobody_who_is_unconfirmed_and_no_draft(event: Event) -> None:
    bring(event, DOCUMENT)
    part = event.panels.get(number="1").appearances.get(speaker__name=DOCUMENT.speaker["speaker-1"].name)
    Appearance.objects.filter(pk=part.pk).update(state="invited")
    event.panels.filter(number="3").update(state="draft")
    people = tuple(one for one in DOCUMENT.panels[0].people if one.speaker != "speaker-1")
    public = edit(replace(DOCUMENT, panels=DOCUMENT.panels[:2], silent=(WITHHELD,)), 1, people=people)
    plans = [prepare(event, document)[1] for document in (public, replace(public, silent=()))]
    assert [(said(plan), len(plan.conflicts)) for plan in plans] == [([], 0), ([], 2)]


def test_desk_and_document_both_hold(event: Event) -> None:
    bring(event, DOCUMENT)
    panel = event.panels.get(number="1")
    panel.title = "Mended at the desk"
    panel.save()
    bring(event, edit(DOCUMENT, 1, when=MOVED))
    panel.refresh_from_db()
    assert (panel.title, str(panel.slot)) == ("Mended at the desk", "Wed 19 May 2021 09:30–10:30")


def test_a_panel_taken_out_is_cancelled_and_keeps_its_uid(event: Event) -> None:
    bring(event, DOCUMENT)
    uids = set(event.panels.values_list("uid", flat=True))
    bring(event, replace(DOCUMENT, panels=DOCUMENT.panels[1:]))
    assert event.panels.get(number="1").state == "cancelled"
    assert set(event.panels.values_list("uid", flat=True)) == uids


def test_a_run_keeps_what_happened(event: Event, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("ann")
    run, _ = prepare(event, DOCUMENT, user=user)
    importing.apply(run, user)
    run = ImportRun.objects.get(pk=run.pk)
    assert (run.state, run.applied_by, run.created_by, run.name) == ("applied", user, user, "programme.txt")
    assert bytes(run.document) == form.dumps(DOCUMENT).encode()
    assert run.plan["summary"] == "1 day, 1 room, 1 track, 4 speakers, 3 panels new; 1 event changed"


def test_another_source_does_not_cancel_what_the_first_brought(event: Event) -> None:
    bring(event, DOCUMENT)
    other = make_programme(items=(make_panel(7, title="Poster session"),))
    _, plan = prepare(event, other, source="posters")
    assert ("added", "Poster session") in said(plan)
    assert plan.cancellations == ()


def test_applying_refuses_when_the_desk_changed_since_the_preview(event: Event) -> None:
    bring(event, DOCUMENT)
    run, _ = prepare(event, edit(DOCUMENT, 1, when=MOVED))
    run.save()
    event.panels.filter(number="2").update(title="Changed meanwhile")
    with pytest.raises(ImportRefusedError, match="is now called “Changed meanwhile”"):
        importing.apply(run)
    assert ImportRun.objects.get(pk=run.pk).state == "previewed"


def test_applying_refuses_when_another_import_came_between(event: Event) -> None:
    bring(event, DOCUMENT)
    run, _ = prepare(event, edit(DOCUMENT, 1, when=MOVED))
    bring(event, replace(DOCUMENT, panels=DOCUMENT.panels[:2]))
    with pytest.raises(ImportRefusedError):
        importing.apply(run)


def test_applying_refuses_a_document_that_is_not_the_one_previewed(event: Event) -> None:
    run, _ = prepare(event, DOCUMENT)
    run.document = form.dumps(make_programme(1)).encode()
    with pytest.raises(ImportRefusedError, match="not the one that was previewed"):
        importing.apply(run)
    assert event.panels.count() == 0


def test_applying_twice_is_refused(event: Event) -> None:
    run = bring(event, DOCUMENT)
    with pytest.raises(ImportRefusedError, match="applied already"):
        importing.apply(run)


def test_an_undecided_conflict_is_refused_and_a_decided_one_is_followed(event: Event) -> None:
    bring(event, DOCUMENT)
    event.panels.filter(number="1").update(title="Desk")
    document = edit(DOCUMENT, 1, title="Document")
    run, plan = prepare(event, document)
    with pytest.raises(ImportRefusedError, match="nobody has decided"):
        importing.apply(run)
    bring(event, document, decisions={plan.conflicts[0].key: "document"})
    assert event.panels.get(number="1").title == "Document"


def test_an_archived_event_takes_no_import(event: Event) -> None:
    Event.objects.update(state="archived")
    event.refresh_from_db()
    run, _ = prepare(event, DOCUMENT)
    with pytest.raises(ImportRefusedError, match="archived"):
        importing.apply(run)


def test_undo_puts_back_exactly_what_was_there(event: Event) -> None:
    bring(event, DOCUMENT)
    Panel.objects.update(notes="private")
    Speaker.objects.update(bio="By hand.")
    before = rows.snapshot(event)
    changed = edit(edit(DOCUMENT, 1, when=MOVED, title="New title", people=()), 2, room="room-1", track="")
    changed = make_programme(items=(*changed.panels[:2], make_panel(9)))
    run = bring(event, replace(changed, speakers=tuple(replace(s, honorific="Hon.") for s in changed.speakers)))
    assert rows.snapshot(event) != before
    undo_import(run)
    assert rows.snapshot(event) == before
    assert ImportRun.objects.get(pk=run.pk).state == "undone"
    assert prepare(event, DOCUMENT)[1].changes == ()


def test_undoing_the_first_import_leaves_nothing_of_it(event: Event) -> None:
    before = rows.snapshot(event)
    undo_import(bring(event, DOCUMENT))
    assert rows.snapshot(event) == before
    counts = [model.objects.count() for model in (Panel, Appearance, TimeSlot, Day, Room, Speaker)]  # type: ignore[attr-defined]
    assert counts == [0] * 6


def test_undo_refuses_when_somebody_edited_since_and_says_what(event: Event) -> None:
    run = bring(event, DOCUMENT)
    event.panels.filter(number="2").update(title="Mended", notes="x")
    before = rows.snapshot(event)
    with pytest.raises(RefusedError, match="panel “Mended” \\(title, private notes\\)"):
        undo_import(run)
    assert rows.snapshot(event) == before


def test_undo_puts_back_only_what_it_changed_and_keeps_what_was_edited_beside_it(event: Event) -> None:
    bring(event, DOCUMENT)
    before = rows.snapshot(event)
    run = bring(event, edit(DOCUMENT, 1, when=MOVED, title="Tides"))
    event.panels.filter(number="1").update(abstract="By hand.", notes="x")
    part = Appearance.objects.filter(panel__number="1").earliest("pk")
    Appearance.objects.filter(pk=part.pk).update(state="declined")
    undo_import(run)
    after = rows.snapshot(event)
    panel = ("panel", str(part.panel_id))
    assert after.pop(panel) == {**before.pop(panel), "abstract": "By hand.", "notes": "x"}
    place = ("appearance", str(part.pk))
    assert after.pop(place) == {**before.pop(place), "state": "declined"}
    assert after == before


def test_undo_refuses_when_a_field_that_it_changed_was_edited_since(event: Event) -> None:
    bring(event, DOCUMENT)
    run = bring(event, edit(DOCUMENT, 1, when=MOVED, title="Tides"))
    event.panels.filter(number="1").update(title="Ebbs", notes="x")
    before = rows.snapshot(event)
    with pytest.raises(RefusedError, match=r"Edited since this import: panel “Ebbs” \(title\)\."):
        undo_import(run)
    assert rows.snapshot(event) == before


def test_undo_refuses_when_a_day_that_it_brought_has_got_a_theme(event: Event) -> None:
    run = bring(event, DOCUMENT)
    event.days.update(theme="Harbours")
    with pytest.raises(RefusedError, match=r"day “2021-05-19” \(theme\)"):
        undo_import(run)


def test_undo_refuses_when_something_was_added_to_what_it_brought(event: Event) -> None:
    run = bring(event, DOCUMENT)
    guest = Speaker.objects.create(name="Guest")
    Appearance.objects.create(panel=event.panels.get(number="1"), speaker=guest)
    before = rows.snapshot(event)
    with pytest.raises(RefusedError):
        undo_import(run)
    assert rows.snapshot(event) == before


def test_undo_refuses_when_a_speaker_is_needed_elsewhere(event: Event) -> None:
    run = bring(event, DOCUMENT)
    other = Event.objects.create(title="Other", slug="other", timezone="UTC")
    panel = Panel.objects.create(event=other, title="Elsewhere")
    Appearance.objects.create(panel=panel, speaker=Speaker.objects.earliest("pk"))
    with pytest.raises(RefusedError, match="needed since"):
        undo_import(run)
    assert event.panels.count() == 3


def test_whoever_comes_back_is_still_they(event: Event) -> None:
    bring(event, DOCUMENT)
    releases.publish(event)
    people = set(Speaker.objects.values_list("uid", flat=True))
    bring(event, edit(DOCUMENT, 1, people=()))
    releases.publish(event)
    bring(event, DOCUMENT)
    assert set(Speaker.objects.values_list("uid", flat=True)) == people


def test_an_import_undone_and_made_again_keeps_uids_and_addresses(event: Event) -> None:
    run = bring(event, DOCUMENT)
    first = releases.publish(event)
    undo_import(run)
    releases.publish(event)
    bring(event, DOCUMENT)
    third = releases.publish(event)
    assert first is not None
    assert third is not None
    assert [(p.uid, p.slug) for p in third.programme.panels] == [(p.uid, p.slug) for p in first.programme.panels]
    assert {(s.uid, s.slug) for s in third.programme.speakers} == {(s.uid, s.slug) for s in first.programme.speakers}
    assert third.tombstones == ()


def test_another_source_does_not_take_the_panels_of_the_first(event: Event) -> None:
    bring(event, DOCUMENT)
    event.panels.filter(number="1").update(title="Mended at the desk")
    other = make_programme(items=(make_panel(1), make_panel(8)))
    _, plan = prepare(event, other, source="other")
    bring(event, other, source="other", decisions={conflict.key: "desk" for conflict in plan.conflicts})
    _, plan = prepare(event, DOCUMENT)
    assert plan.cancellations == ()


def test_undo_refuses_when_a_room_it_brought_is_used_since(event: Event) -> None:
    bring(event, replace(DOCUMENT, panels=DOCUMENT.panels[1:]))
    run = bring(event, DOCUMENT)
    event.panels.filter(number="3").update(room=Room.objects.get())
    with pytest.raises(RefusedError, match="needed since by: “Harbours and Tides, Part 3”"):
        undo_import(run)


def test_an_event_can_be_deleted_with_all_that_is_its_own(event: Event) -> None:
    bring(event, DOCUMENT)
    event.delete()
    assert (Panel.objects.count(), TimeSlot.objects.count(), ImportRun.objects.count()) == (0, 0, 0)


def test_edits_elsewhere_do_not_stand_in_the_way_of_an_undo(event: Event) -> None:
    bring(event, DOCUMENT)
    run = bring(event, edit(DOCUMENT, 1, when=MOVED))
    event.panels.filter(number="3").update(title="Mended elsewhere")
    undo_import(run)
    assert event.panels.get(number="3").title == "Mended elsewhere"
    assert str(event.panels.get(number="1").slot) == "Wed 19 May 2021 09:00–09:50"


def test_only_the_last_import_can_be_undone(event: Event) -> None:
    first = bring(event, DOCUMENT)
    bring(event, edit(DOCUMENT, 1, when=MOVED))
    with pytest.raises(RefusedError, match="imported after it"):
        undo_import(first)


def test_a_failure_half_way_leaves_nothing(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    run, _ = prepare(event, DOCUMENT)
    before = rows.snapshot(event)

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(storing._Store, "_remove", fail)
    with pytest.raises(RuntimeError):
        importing.apply(run)
    assert rows.snapshot(event) == before
    assert ImportRun.objects.count() == 0
