"""What stays private for now, why, and how readers are told of people who are not named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from events import edits, releases
from events.desk import access
from events.desk.pages import signed_in
from events.desk.seen import who_changed
from events.models import Appearance, Event


@dataclass(frozen=True)
class LeftOut:
    """What stays private for now: how it is called, why, and where to change that."""

    title: str
    why: str
    url: str


@require_POST
def hold_back(request: HttpRequest, event: int) -> HttpResponse:
    """Choose whether people who are not named are counted."""
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    here = HttpResponseRedirect(reverse("admin:event_publish", args=[found.pk]))
    choice = request.POST.get("held_back", "")
    if choice not in Event.HeldBack.values:
        messages.error(request, "Nothing was changed: choose one of the two.")
        return here
    said = f"People who are held back are {Event.HeldBack(choice).label}"
    with edits.recording(found, signed_in(request), said, source="publishing"):
        row = Event.objects.get(pk=found.pk)
        others = row.held_back not in (choice, request.POST.get("was", row.held_back))
        if not others:
            row.held_back = choice
            row.save()
    if others:
        theirs, yours = row.get_held_back_display(), Event.HeldBack(choice).label
        changed = f"{who_changed(row, ('held_back',))}: they are {theirs} now"
        messages.warning(request, f"Nothing was changed. {changed}. Yours was “{yours}”: choose it again to keep it.")
        return here
    messages.success(request, f"{said}. Readers see that with the next release.")
    return here


def left_out(event: Event) -> list[LeftOut]:
    now = timezone.now()
    return [*_panels(event, now), *_people(event, now)]


def _panels(event: Event, now: datetime) -> Iterator[LeftOut]:
    last = releases.newest(event)
    known = set(last.programme.panel) if last else set()
    for panel in event.panels.filter(Q(state="draft") | Q(state="cancelled") | Q(embargo__gt=now)):
        if panel.state == "draft":
            why = "it is a draft. Confirm it to publish it."
        elif panel.embargo and panel.embargo > now:
            why = f"embargo until {_say(panel.embargo, event)}. Publish again after that."
        elif str(panel.uid) not in known:
            why = "it was cancelled before it was ever public."
        else:
            continue
        yield LeftOut(panel.title, why, reverse("admin:events_panel_change", args=[panel.pk]))


def _people(event: Event, now: datetime) -> Iterator[LeftOut]:
    parts = Appearance.objects.filter(panel__event=event).filter(~Q(state="confirmed") | Q(embargo__gt=now))
    for part in parts.exclude(panel__state="draft").select_related("speaker", "panel"):
        why = f"{part.state}, not confirmed."
        if part.state == "confirmed" and part.embargo:
            why = f"embargo until {_say(part.embargo, event)}. Publish again after that."
        url = reverse("admin:events_panel_change", args=[part.panel_id])
        yield LeftOut(f"{part.speaker} in “{part.panel}”", why, url)


def _say(moment: datetime, event: Event) -> str:
    local = moment.astimezone(event.zone)
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"
