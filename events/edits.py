"""The journal: recording what somebody does at the desk, telling it, taking it back and doing it again.

with edits.recording(event, user, "Moved “Rivers” to 10:30") as made:
    …
made.edit
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Max, ObjectDoesNotExist, ProtectedError, Q, QuerySet, RestrictedError
from django.db.models.functions import Coalesce
from django.utils import timezone

from events import rows, telling, untouched
from events.models import Appearance, Edit, EditedRow, Event, ImportRun
from events.rows import Rows
from speakers.models import Speaker

Turned = Edit.State


class RefusedError(ValueError):
    """The change cannot be taken back or done again; nothing was changed. The message says what is in the way."""


@dataclass
class Made:
    """`edit` is None until the block has ended, and where nothing changed. `people`: who is new and in no panel yet."""

    edit: Edit | None = None
    people: list[int] = field(default_factory=list)


@contextmanager
def recording(
    event: Event | None,
    user: Any,
    summary: str = "",
    source: str = "desk",
    *,
    speakers: Iterable[int | str] = (),
    run: ImportRun | None = None,
) -> Iterator[Made]:
    """All that is written within is one edit and one transaction, in which nobody else changes the event.

    `speakers`: primary keys of people who may change beside those in the event. An empty `summary` is made of what
    changed.
    """
    made, keys = Made(), list(speakers)
    with transaction.atomic():
        _lock(event)
        last = Speaker.objects.aggregate(last=Max("pk"))["last"] or 0
        before = rows.snapshot(event, keys)
        yield made
        after = rows.snapshot(event, [*keys, *made.people, *(key[1] for key in before if key[0] == "speaker")])
        # Who was there already, and is in the event only now, is nobody new.
        before |= {
            key: after[key] for key in after.keys() - before.keys() if key[0] == "speaker" and int(key[1]) <= last
        }
        if found := rows.between(before, after):
            known = before | after
            named = [telling.named(event, *change, known) for change in found]
            said = summary or telling.summary(named)
            made.edit = Edit.objects.create(
                event=event, summary=said[:500], source=source, run=run, made_by=user if user and user.pk else None
            )
            for row in named:
                row.edit = made.edit
            EditedRow.objects.bulk_create(named)


def of(event: Event) -> QuerySet[Edit]:
    """The edits of an event and of the people in it, newest first."""
    people = Appearance.objects.filter(panel__event=event).order_by().values_list("speaker", flat=True)
    keys = [str(pk) for pk in set(people)]
    theirs = EditedRow.objects.filter(model="speaker", key__in=keys[:900]).values("edit")
    return Edit.objects.filter(Q(event=event) | Q(event=None, pk__in=theirs)).select_related("made_by", "turned_by")


def of_row(row: models.Model) -> QuerySet[Edit]:
    """The edits of one row, and for a panel of the appearances in it, newest first."""
    name, key = rows.key_of(row)
    wanted = Q(model=name, key=key)
    if name == "panel":
        wanted |= Q(panel=key)
    found = EditedRow.objects.filter(wanted)
    if name in rows.BY_VALUE:
        found = found.filter(edit__event=row.event)  # type: ignore[attr-defined]
    return Edit.objects.filter(pk__in=found.values("edit")).select_related("made_by", "turned_by")


def last_of(row: models.Model) -> Edit | None:
    """Who touched the row last, by hand or by taking something back."""
    return of_row(row).annotate(at=Coalesce("turned_at", "made_at")).order_by("-at", "-pk").first()


def next_undo(event: Event) -> Edit | None:
    return Edit.objects.filter(event=event, state=Turned.DONE).first()


def next_redo(event: Event) -> Edit | None:
    """What was taken back last, unless something new was done since."""
    undone = Edit.objects.filter(event=event, state=Turned.UNDONE).order_by("-turned_at", "-pk").first()
    newest = Edit.objects.filter(event=event).first()
    return undone if undone and newest and undone.turned_at and undone.turned_at >= newest.made_at else None


def undo(edit: Edit, user: Any) -> None:
    """Put back what the edit changed, and only that. Raises RefusedError."""
    _turn(edit, user, Turned.DONE, Turned.UNDONE)


def redo(edit: Edit, user: Any) -> None:
    """Raises RefusedError."""
    _turn(edit, user, Turned.UNDONE, Turned.DONE)


def undo_import(run: ImportRun, user: Any = None) -> None:
    """Put back what the import changed, field by field, where nobody has touched that since. Raises RefusedError."""
    with transaction.atomic():
        _lock(run.event)
        run = ImportRun.objects.get(pk=run.pk)
        if run.state != ImportRun.State.APPLIED:
            raise RefusedError(f"This import is {run.get_state_display()}: there is nothing to take back.")
        if edit := Edit.objects.filter(run=run).first():
            undo(edit, user)
        else:
            _turn_run(run, user, Turned.UNDONE)


def in_the_way(run: ImportRun) -> tuple[list[EditedRow], Rows]:
    """What an import changed and somebody since, and all that is there now. `before`: what that would be, untouched."""
    changed = [_reversed(row) for row in EditedRow.objects.filter(edit__run=run)]
    now = rows.snapshot(run.event, [row.key for row in changed if row.model == "speaker"])
    return [row for row in untouched.without_erased(changed, now) if not untouched.stands(row, now)], now


def _turn(edit: Edit, user: Any, wanted: str, to: str) -> None:
    if edit.source == "merge":
        raise RefusedError("People who were merged are taken apart on the page of the one who stayed.")
    with transaction.atomic():
        _lock(edit.event)
        edit = Edit.objects.select_for_update(of=("self",)).get(pk=edit.pk)
        if edit.state != wanted:
            raise RefusedError(f"“{edit}” was {'taken back' if to == Turned.UNDONE else 'done again'} already.")
        if edit.event and edit.event.state == Event.State.ARCHIVED:
            raise RefusedError(f"{edit.event} is archived. Open it first.")
        if edit.run:
            _turn_run(edit.run, user, to)
        changed = list(edit.rows.all())
        _write(edit, changed if to == Turned.DONE else [_reversed(row) for row in changed])
        edit.state, edit.turned_at = to, timezone.now()
        edit.turned_by = user if user and user.pk else None
        edit.save(update_fields=["state", "turned_at", "turned_by"])


def later_import(run: ImportRun) -> ImportRun | None:
    """The newest of those that were applied after it."""
    later = ImportRun.objects.filter(event=run.event_id, state=ImportRun.State.APPLIED, applied_at__gt=run.applied_at)
    return later.order_by("-applied_at").first()


def _turn_run(run: ImportRun, user: Any, to: str) -> None:
    """The next import of the same document compares with the last that stands: only that one can be turned."""
    if newest := later_import(run):
        raise RefusedError(f"“{newest.name}” was imported after it. Undo that first.")
    if to == Turned.UNDONE:
        run.state, run.undone_at, run.undone_by = ImportRun.State.UNDONE, timezone.now(), user
    else:
        run.state, run.undone_at, run.undone_by = ImportRun.State.APPLIED, None, None
    run.save(update_fields=["state", "undone_at", "undone_by"])


def _reversed(row: EditedRow) -> EditedRow:
    return EditedRow(model=row.model, key=row.key, panel=row.panel, name=row.name, before=row.after, after=row.before)


def _write(edit: Edit, changed: list[EditedRow]) -> None:
    """Make the rows what they are to be `after`, if they are now what they were `before`."""
    people = [row.key for row in changed if row.model == "speaker"]
    now = rows.snapshot(edit.event, people)
    changed = untouched.without_erased(changed, now)
    if wrong := [row for row in changed if not untouched.stands(row, now)]:
        taken_back = edit.run_id and edit.state == Turned.DONE
        raise RefusedError(telling.edited_since(wrong, now) if taken_back else _say_wrong(edit, wrong[0], now))
    try:
        wanted = _write_rows(edit.event, changed, now)
    except (ProtectedError, RestrictedError) as error:
        others = ", ".join(f"“{row}”" for row in list(error.args[1])[:5])
        raise RefusedError(f"It is needed since by: {others}. Change that first.") from error
    except ObjectDoesNotExist as error:
        raise RefusedError("Something that it needs was deleted since. Bring that back first.") from error
    except IntegrityError as error:
        raise RefusedError("It cannot stand beside what is there now: something has its name or place.") from error
    after = rows.snapshot(edit.event, [key[1] for key in now if key[0] == "speaker"])
    if _settled(after) != _settled(wanted):
        raise RefusedError("More was added to it since. Take that away first.")


def _write_rows(event: Event | None, changed: list[EditedRow], now: Rows) -> Rows:
    """The rows as they should be then."""
    wanted = dict(now)
    for row in changed:
        if row.after is not None:
            rows.write(event, (row.model, row.key), row.after)
            wanted[row.model, row.key] = {**wanted.get((row.model, row.key), {}), **row.after}
    gone = [row for row in reversed(changed) if row.after is None]
    for model, those in groupby(gone, lambda row: row.model):
        rows.remove(event, model, [row.key for row in those])
    for row in gone:
        wanted.pop((row.model, row.key), None)
    return wanted


def _settled(found: Rows) -> Rows:
    """Without what comes and goes by itself: slots and days that a panel needs, people who join or leave."""
    return {key: fields for key, fields in found.items() if key[0] not in (*rows.BY_VALUE, "speaker")}


def _say_wrong(edit: Edit, row: EditedRow, now: Rows) -> str:
    found = now.get((row.model, row.key))
    fields = [] if found is None else untouched.edited(row, found)
    later = EditedRow.objects.filter(model=row.model, key=row.key, edit__pk__gt=edit.pk, edit__state=Turned.DONE)
    for other in later.select_related("edit__made_by").order_by("pk"):
        if not fields or found is None or not set(fields).isdisjoint({*(other.before or ()), *(other.after or ())}):
            return f"{telling.changed_since(row, fields)} since: {telling.by(other.edit)}. Undo that first."
    return f"{telling.changed_since(row, fields)} since, and the journal does not say by whom."


def _lock(event: Event | None) -> None:
    if event is not None:
        list(Event.objects.select_for_update().filter(pk=event.pk))


def moment(edit: Edit) -> datetime:
    return edit.turned_at or edit.made_at
