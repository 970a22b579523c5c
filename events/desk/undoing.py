"""Take an import back, after a look at what goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events.desk import access
from events.desk.importing import run_or_404
from events.desk.pages import render_page, signed_in
from events.models import ImportRun
from events.plans import undoing
from events.plans.undoing import UndoRefusedError

WORDS = {
    "panel": "Panels",
    "speaker": "Speakers",
    "appearance": "People’s parts in panels",
    "room": "Rooms",
    "track": "Tracks",
    "timeslot": "Time slots",
    "day": "Days",
    "event": "The event’s facts",
}  # fmt: skip


def undo(request: HttpRequest, event: int, run: int) -> HttpResponse:
    found, kept = run_or_404(request, event, run)
    if request.method == "POST":
        access.refuse_unless_editor(request.user, found)
        try:
            undoing.undo(kept, signed_in(request))
        except UndoRefusedError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.path)
        messages.success(
            request, f"The import of “{kept.name}” was taken back. What is public stays as it is until you publish."
        )
        return HttpResponseRedirect(reverse("admin:event_overview", args=[found.pk]))
    return render_page(
        request,
        found,
        "undo",
        f"Take back the import of “{kept.name}”",
        run=kept,
        applied=kept.state == ImportRun.State.APPLIED,
        gone=_by_kind(effect for effect in kept.effects if effect["before"] is None),
        restored=_by_kind(effect for effect in kept.effects if effect["before"] is not None),
        section="import",
    )


def _by_kind(effects: Any) -> list[tuple[str, int, list[str]]]:
    """What kind of thing, how many of them, and their names where they have any."""
    found: dict[str, list[str]] = {}
    for effect in effects:
        fields = effect["before"] or effect["after"]
        name = fields.get("title") or fields.get("name") or ""
        found.setdefault(effect["model"].rpartition(".")[2], []).append(name)
    return [(WORDS[kind], len(found[kind]), [name for name in found[kind] if name]) for kind in WORDS if kind in found]
