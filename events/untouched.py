"""Whether what an edit left is there still, so that it can be taken back; an erased person is passed over."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from events import rows
from events.models import EditedRow
from events.rows import Fields, Rows
from events.withholding import FACTS, NAME

ERASED = {"speaker": {*FACTS, "name", "sort_name"}, "appearance": {"billing"}}  # of an erased person
DERIVED = {"sort_name"}  # of the name, by a rule that may have changed


def stands(row: EditedRow, now: Rows) -> bool:
    """Whether the row is now what it was `before`."""
    found = now.get((row.model, row.key))
    if row.model in rows.BY_VALUE and (row.before is None or (row.after is None and found is None)):
        return True  # it comes and goes with the panels that need it
    if row.before is None or found is None:
        return row.before is None and found is None
    return not edited(row, found)


def edited(row: EditedRow, found: Fields) -> list[str]:
    """The fields that are not what they were `before`, in the order of `found`: a database may keep JSON in another."""
    before = row.before or {}
    return [name for name, value in found.items() if before.get(name, value) != value and name not in DERIVED]


def without_erased(changed: list[EditedRow], now: Rows) -> list[EditedRow]:
    """What was erased is neither compared nor written: an erasure is no edit to keep, and nobody comes back by undo."""
    erased = {key[1] for key, fields in now.items() if key[0] == "speaker" and fields["name"] == NAME}
    return [left for row in changed if (left := _left(row, now, erased))] if erased else changed


def _left(row: EditedRow, now: Rows, erased: Collection[str]) -> EditedRow | None:
    found = now.get((row.model, row.key))
    if row.model == "translation" and found is None:
        said = row.before or row.after or {}
        part = now.get(("appearance", str(said.get("appearance"))), {})
        return None if said.get("field") == "billing" and str(part.get("speaker")) in erased else row
    whose = row.key if row.model == "speaker" else str((found or {}).get("speaker", ""))
    if found is None or whose not in erased or row.model not in ERASED:
        return row
    row.before, row.after = (_kept(fields, ERASED[row.model]) for fields in (row.before, row.after))
    return None if row.after == {} else row  # nothing is left to change


def _kept(fields: Any, gone: Collection[str]) -> Fields | None:
    return None if fields is None else {name: value for name, value in fields.items() if name not in gone}
