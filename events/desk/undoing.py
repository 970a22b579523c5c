"""Take an import back, after a look at what goes."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events import edits, telling
from events.desk import access
from events.desk.importing import run_or_404
from events.desk.pages import render_page, signed_in
from events.models import EditedRow, Event, ImportRun
from events.rows import Rows

WORDS = {
    "panel": "Panels",
    "speaker": "Speakers",
    "appearance": "People’s parts in panels",
    "room": "Rooms",
    "track": "Tracks",
    "timeslot": "Time slots",
    "day": "Days",
    "event": "The event’s facts",
    "translation": "Words in other languages",
}  # fmt: skip
MOST = 20  # rows in the way that are named
NAMED = {"panel", "speaker", "room", "track", "event"}


def undo(request: HttpRequest, event: int, run: int) -> HttpResponse:
    found, kept = run_or_404(request, event, run)
    if request.method == "POST":
        access.refuse_unless_editor(request.user, found)
        try:
            edits.undo_import(kept, signed_in(request))
        except edits.RefusedError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.path)
        messages.success(
            request, f"The import of “{kept.name}” was taken back. What is public stays as it is until you publish."
        )
        return HttpResponseRedirect(reverse("admin:event_overview", args=[found.pk]))
    applied = kept.state == ImportRun.State.APPLIED
    wrong, now = edits.in_the_way(kept) if applied else ([], {})
    changed = list(EditedRow.objects.filter(edit__run=kept).only("model", "name", "before"))
    return render_page(
        request,
        found,
        "undo",
        f"Take back the import of “{kept.name}”",
        run=kept,
        applied=applied,
        later=edits.later_import(kept) if applied else None,
        wrong=[(telling.edited_now(row, now), _history(found, row, now)) for row in wrong[:MOST]],
        more=len(wrong[MOST:]),
        gone=_by_kind(row for row in changed if row.before is None),
        restored=_by_kind(row for row in changed if row.before is not None),
        section="import",
    )


def _history(event: Event, row: EditedRow, now: Rows) -> str:
    """Where what was done to a row can be taken back: on its own history, or its panel’s; else on the event's."""
    if row.panel and ("panel", row.panel) in now:
        return reverse("admin:events_panel_history", args=[row.panel])
    if (row.model, row.key) not in now or row.model not in NAMED:
        return reverse("admin:event_history", args=[event.pk])
    app = "speakers" if row.model == "speaker" else "events"
    return reverse(f"admin:{app}_{row.model}_history", args=[row.key])


def _by_kind(changed: Iterable[EditedRow]) -> list[tuple[str, int, list[str]]]:
    """What kind of thing, how many of them, and their names where people give them any."""
    found: dict[str, list[str]] = {}
    for row in changed:
        found.setdefault(row.model, []).append(row.name if row.model in NAMED else "")
    return [(WORDS[kind], len(found[kind]), [name for name in found[kind] if name]) for kind in WORDS if kind in found]
