"""Links to a preview: made, handed out, and ended."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from events import previews
from events.desk import access
from events.desk.pages import signed_in
from events.models import Event, Preview

LOOK_DAYS = 1  # how long a link works that somebody at the desk opens for a look
OFFERED = [(days, f"{days} day{'' if days == 1 else 's'}") for days in previews.DAYS]


@dataclass(frozen=True)
class Link:
    preview: Preview
    address: str


@require_POST
def share(request: HttpRequest, event: int) -> HttpResponse:
    """Make a link; with `look`, go there at once."""
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    if "look" in request.POST:
        made = previews.make(found, LOOK_DAYS, signed_in(request), "a look from the desk")
        return HttpResponseRedirect(f"{previews.root(made)}/{found.slug}/")
    here = HttpResponseRedirect(f"{reverse('admin:event_publish', args=[found.pk])}#preview")
    days = request.POST.get("days", "")
    if days not in {f"{offered}" for offered in previews.DAYS}:
        messages.error(request, "No link was made: choose how long it is to work.")
        return here
    previews.make(found, int(days), signed_in(request), request.POST.get("purpose", "").strip())
    messages.success(request, "The link is ready to be sent. Whoever has it sees the preview, without an account.")
    return here


@require_POST
def end(request: HttpRequest, event: int, preview: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    previews.end(get_object_or_404(found.previews, pk=preview))
    messages.success(request, "The link shows nothing any more.")
    return HttpResponseRedirect(f"{reverse('admin:event_publish', args=[found.pk])}#preview")


def links(event: Event) -> list[Link]:
    """Those that work, the newest first."""
    rows = event.previews.filter(ended_at=None, until__gt=timezone.now()).select_related("made_by", "event")
    return [Link(row, previews.address(row)) for row in rows]
