"""The journal in people's words: what a row is called, what of it changed, and who did it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from events import clocks, untouched
from events.models import Edit, EditedRow, Event
from events.rows import MODELS, Fields, Key, Rows

NAMED = 2  # rows that a summary names
MOST = 5  # rows that a refusal names
WORDS = {"timeslot": "time slot", "event": "event", "appearance": "part"}
# What people call the fields that are called otherwise in the models; empty: not worth a word.
FIELDS = {
    "slot": "time",
    "post_nominal": "letters after the name",
    "email": "e-mail",
    "notes": "private notes",
    "stream": "stream link",
    "bio": "biography",
    "sort_name": "",
    "imported": "",
    "created_by": "",
    "uid": "",
    "event": "",
    "panel": "",
}


def field_name(name: str) -> str:
    return FIELDS.get(name, name.replace("_", " "))


def named(event: Event | None, key: Key, before: Fields | None, after: Fields | None, found: Rows) -> EditedRow:
    """A row of the journal, not saved, with the name that the row has or had."""
    fields = found.get(key, {})
    panel = str(fields.get("panel") or "") if key[0] in ("appearance", "translation") else ""
    row = EditedRow(model=key[0], key=key[1], panel=panel, before=before, after=after)
    row.name = _name(event, key, fields, found)[:500]
    return row


def summary(changed: list[EditedRow]) -> str:
    """As in "Changed panel “Rivers”: time, room", made of the rows that matter most to people.

    A time zone goes before all, without the panels that keep their time on the clock by it.
    """
    told = [row for row in changed if row.model not in ("timeslot", "day")] or changed
    told.sort(key=lambda row: list(MODELS).index(row.model) if row.model != "panel" else -1)
    if zone := [row for row in told if _zone(row)]:
        told = zone + [row for row in told if row not in zone and not _only_moved(row)]
    parts = [_said(row) for row in told[:NAMED]]
    if len(told) > NAMED:
        counts = Counter(word(row) for row in told[NAMED:])
        parts.append(", ".join(f"{count} more {noun}{'s' if count > 1 else ''}" for noun, count in counts.items()))
    return "; ".join(parts)


def changed_since(row: EditedRow, fields: list[str]) -> str:
    names = ", ".join(filter(None, map(field_name, fields)))
    return f"{word(row).capitalize()} “{row.name}” was changed{f' ({names})' if names else ''}"


def edited_since(changed: list[EditedRow], now: Rows) -> str:
    """What of an import was changed since, as it is called now. `before`: what an untouched row would be."""
    said = [edited_now(row, now) for row in changed[:MOST]]
    more = f" and {len(changed) - MOST} more" if len(changed) > MOST else ""
    return f"Edited since this import: {'; '.join(said)}{more}. Undoing would lose that, so nothing was changed."


def edited_now(row: EditedRow, now: Rows) -> str:
    """As in "panel “Rivers” (title, private notes)", "the place of “Ann Lee” in “Rivers” (state)"."""
    found = now.get((row.model, row.key), {})
    thing = f"{word(row)} “{found.get('title') or found.get('name') or row.name}”"
    if row.model == "appearance" and found:
        speaker, panel = (now.get((name, str(found[name])), {}) for name in ("speaker", "panel"))
        thing = f"the place of “{speaker.get('name', '')}” in “{panel.get('title', '')}”"
    names = ", ".join(filter(None, map(field_name, untouched.edited(row, found)))) if found else "deleted"
    return f"{thing} ({names})" if names else thing


def by(edit: Edit) -> str:
    """As in "ada, 19 May at 14:02: Moved “Rivers”"."""
    at = edit.made_at.astimezone(clocks.of_edit(edit))
    return f"{edit.made_by or 'somebody'}, {at.day} {at:%B at %H:%M}: {edit.summary}"


def word(row: EditedRow) -> str:
    return WORDS.get(row.model, row.model)


def _said(row: EditedRow) -> str:
    if row.before is None:
        return f"Added {word(row)} “{row.name}”"
    if row.after is None:
        return f"Deleted {word(row)} “{row.name}”"
    if zone := _zone(row):
        others = ", ".join(name for name in map(field_name, row.after) if name not in ("", "timezone"))
        return f"Changed the time zone of “{row.name}” to {zone}{f', and its {others}' if others else ''}"
    names = ", ".join(filter(None, (field_name(name) for name in row.after)))
    return f"Changed {word(row)} “{row.name}”{f': {names}' if names else ''}"


def _zone(row: EditedRow) -> str:
    """The new time zone of an event; empty where that did not change."""
    return str((row.after or {}).get("timezone", "")) if row.model == "event" and row.before else ""


def _only_moved(row: EditedRow) -> bool:
    return row.model == "panel" and row.before is not None and list(filter(field_name, row.after or {})) == ["slot"]


def _name(event: Event | None, key: Key, fields: Fields, found: Rows) -> str:
    if key[0] == "appearance":
        speaker = found.get(("speaker", str(fields["speaker"])), {})
        panel = found.get(("panel", str(fields["panel"])), {})
        return f"{speaker.get('name', '')} in {panel.get('title', '')}"
    if key[0] == "timeslot":
        return _span(key[1], event)
    if key[0] == "translation":
        return f"{fields['text']} ({fields['language']})"
    return str(fields.get("title") or fields.get("name") or key[1])


def _span(span: str, event: Event | None) -> str:
    start, _, end = span.partition("/")
    zone: Any = event.zone if event else None
    said = datetime.fromisoformat(start).astimezone(zone).strftime("%a %d %b %H:%M")
    return f"{said}–{datetime.fromisoformat(end).astimezone(zone):%H:%M}" if end else said
