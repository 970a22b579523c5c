"""Databases from when an import itself kept what it had changed: it is taken back all the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from events import edits, rows
from events.edits import RefusedError, undo_import
from events.models import Appearance, Day, Edit, Event, ImportRun, Panel, Room, TimeSlot, Track
from speakers.models import Speaker
from tests.builders import make_panel, make_programme
from tests.events.test_imports import DOCUMENT, MOVED, bring, edit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("plain_reader")]

THEN = [("events", "0011_sheets")]
MODELS: list[Any] = [Event, Day, Room, Track, TimeSlot, Speaker, Panel, Appearance]
Kept = dict[tuple[str, int], dict[str, Any]]


def kept_rows() -> Kept:
    data = [item for model in MODELS for item in json.loads(serializers.serialize("json", model.objects.all()))]
    return {(item["model"], item["pk"]): item["fields"] for item in data}


def effects(before: Kept, after: Kept) -> list[dict[str, Any]]:
    order = [model._meta.label_lower for model in MODELS]
    return [
        {"model": key[0], "pk": key[1], "before": before.get(key), "after": after.get(key)}
        for key in sorted(before.keys() | after.keys(), key=lambda key: (order.index(key[0]), key[1]))
        if before.get(key) != after.get(key)
    ]


def make_old(kept: dict[ImportRun, list[dict[str, Any]]]) -> None:
    """Make the database what it was before, with this kept of the imports, and bring it up to date."""
    MigrationExecutor(connection).migrate(THEN)
    try:
        old = MigrationExecutor(connection).loader.project_state(THEN).apps.get_model("events", "ImportRun")
        for run, said in kept.items():
            old.objects.filter(pk=run.pk).update(effects=said)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


def test_imports_from_before_the_journal_and_since_are_taken_back_row_by_row(event: Event) -> None:
    kept, texts = [kept_rows()], [rows.snapshot(event)]
    first = bring(event, DOCUMENT)
    kept.append(kept_rows())
    Edit.objects.all().delete()  # there was no journal
    with edits.recording(event, None) as by_hand:
        Panel.objects.filter(number="1").update(notes="by hand")
    kept.append(kept_rows())
    texts.append(rows.snapshot(event))
    changed = edit(edit(DOCUMENT, 1, when=MOVED, title="New title", people=()), 2, room="room-1", track="")
    second = bring(event, make_programme(items=(*changed.panels[:2], make_panel(9))))
    kept.append(kept_rows())
    make_old({first: effects(*kept[:2]), second: effects(*kept[2:])})
    assert list(Edit.objects.order_by("pk").values_list("run", flat=True)) == [first.pk, None, second.pk]
    with edits.recording(event, None) as made:
        Panel.objects.filter(number="1").update(title="By somebody else")
    assert made.edit == Edit.objects.latest("pk")
    with pytest.raises(RefusedError, match=r"panel “By somebody else” \(title\)"):
        undo_import(second)
    edits.undo(made.edit, None)
    undo_import(second)
    assert rows.snapshot(event) == texts[1]
    assert by_hand.edit
    edits.undo(Edit.objects.get(summary=by_hand.edit.summary), None)
    undo_import(first)
    assert rows.snapshot(event) == texts[0]


def test_an_import_that_only_took_a_time_slot_away_is_kept(event: Event) -> None:
    run = bring(event, DOCUMENT)
    Edit.objects.all().delete()
    fields = {"event": event.pk, "start": "2021-05-19T14:30:00Z", "end": "2021-05-19T15:45:00Z"}
    make_old({run: [{"model": "events.timeslot", "pk": 10_000, "before": fields, "after": None}]})
    (row,) = Edit.objects.get().rows.all()
    assert (row.model, row.name, row.before, row.after) == (
        "timeslot",
        "2021-05-19T14:30:00+00:00/2021-05-19T15:45:00+00:00",
        {},
        None,
    )


def test_an_import_whose_earlier_times_nobody_knows_is_not_taken_back(event: Event) -> None:
    bring(event, DOCUMENT)
    before = kept_rows()
    run = bring(event, edit(DOCUMENT, 1, when=MOVED))
    said = effects(before, kept_rows())
    for row in said:
        if row["model"] == "events.panel":
            row["before"]["slot"] = 10_000
    Edit.objects.all().delete()
    make_old({run: said})
    with pytest.raises(RefusedError, match="Edited since this import"):
        undo_import(run)
