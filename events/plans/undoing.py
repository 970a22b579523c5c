"""Taking an import back: exactly what was there, unless somebody edited since."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from events.models import Edit, Event, ImportRun
from events.plans import effects
from events.plans.effects import Effect, Rows


class UndoRefusedError(ValueError):
    """The import cannot be taken back; nothing was changed. The message says what is in the way."""


def undo(run: ImportRun, user: User | None = None) -> None:
    """Put back what the run changed, row by row. Raises UndoRefusedError."""
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=run.event_id)
        run.refresh_from_db()
        _refuse_unless_last(run)
        now = effects.rows(event, [(effect["model"], effect["pk"]) for effect in run.effects])
        edited = [effect for effect in run.effects if now.get((effect["model"], effect["pk"])) != effect["after"]]
        if edited:
            raise UndoRefusedError(_say_edited(edited, now))
        wanted = dict(now)
        for effect in run.effects:
            wanted.pop((effect["model"], effect["pk"]), None)
            if effect["before"] is not None:
                wanted[effect["model"], effect["pk"]] = effect["before"]
        try:
            effects.write(run.effects)
        except (ProtectedError, RestrictedError) as error:
            others = ", ".join(f"“{row}”" for row in list(error.args[1])[:5])
            raise UndoRefusedError(
                f"What this import brought is needed since by: {others}. Change that first."
            ) from error
        except IntegrityError as error:
            raise UndoRefusedError(f"What was there before cannot stand beside what is there now: {error}") from error
        after = effects.rows(event, now)
        # A speaker who is in the event again, and whose own row nobody touched, is no addition.
        if {key: row for key, row in after.items() if key in wanted or key[0] != "speakers.speaker"} != wanted:
            raise UndoRefusedError("Something was added at the desk to what this import brought. Take that away first.")
        run.state, run.undone_at, run.undone_by = ImportRun.State.UNDONE, timezone.now(), user
        run.save(update_fields=["state", "undone_at", "undone_by"])
        Edit.objects.filter(run=run).update(state=Edit.State.UNDONE, turned_at=run.undone_at, turned_by=user)


def _refuse_unless_last(run: ImportRun) -> None:
    if run.state != ImportRun.State.APPLIED or run.applied_at is None:
        raise UndoRefusedError(f"This import is {run.get_state_display()}: there is nothing to take back.")
    later = run.event.imports.filter(state=ImportRun.State.APPLIED, applied_at__gt=run.applied_at).order_by(
        "-applied_at"
    )
    if newest := later.first():
        raise UndoRefusedError(f"“{newest.name}” was imported after it. Undo that first.")


def _say_edited(edited: list[Effect], now: Rows) -> str:
    names = []
    for effect in edited[:5]:
        row = now.get((effect["model"], effect["pk"]))
        fields = row or effect["after"] or effect["before"]
        kind = effect["model"].rpartition(".")[2]
        name = fields.get("title") or fields.get("name") or fields.get("billing") or fields.get("date") or ""
        what = [key for key, value in (row or {}).items() if effect["after"] and effect["after"].get(key) != value]
        names.append(f"{kind} “{name}” ({', '.join(what) if row else 'deleted'})")
    more = f" and {len(edited) - 5} more" if len(edited) > 5 else ""
    return f"Edited since this import: {'; '.join(names)}{more}. Undoing would lose that, so nothing was changed."
