"""Take an import back, after a look at what goes."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events import edits
from events.desk import access
from events.desk.importing import run_or_404
from events.desk.pages import render_page, signed_in
from events.models import EditedRow, ImportRun

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
    changed = list(EditedRow.objects.filter(edit__run=kept).only("model", "name", "before"))
    return render_page(
        request,
        found,
        "undo",
        f"Take back the import of “{kept.name}”",
        run=kept,
        applied=kept.state == ImportRun.State.APPLIED,
        gone=_by_kind(row for row in changed if row.before is None),
        restored=_by_kind(row for row in changed if row.before is not None),
        section="import",
    )


def _by_kind(changed: Iterable[EditedRow]) -> list[tuple[str, int, list[str]]]:
    """What kind of thing, how many of them, and their names where people give them any."""
    found: dict[str, list[str]] = {}
    for row in changed:
        found.setdefault(row.model, []).append(row.name if row.model in NAMED else "")
    return [(WORDS[kind], len(found[kind]), [name for name in found[kind] if name]) for kind in WORDS if kind in found]
