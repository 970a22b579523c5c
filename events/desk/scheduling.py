"""Publish at a time: chosen on the page to publish from, and cancelled there."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from events import scheduling
from events.desk import access
from events.desk.fields import WallClockField
from events.desk.pages import signed_in
from events.desk.state import say_moment
from events.models import Event
from events.scheduling import NotScheduledError


class TimeForm(forms.Form):
    """When to publish, by the event's wall clock."""

    use_required_attribute = False  # the note's form has another button, to publish now
    at = WallClockField(label="Publish at")

    def __init__(self, event: Event, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for field in self.fields.values():
            if isinstance(field, WallClockField):
                field.keep_to(event.zone, None)


@require_POST
def schedule(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    here = HttpResponseRedirect(reverse("admin:event_publish", args=[found.pk]))
    form = TimeForm(found, request.POST)
    if not form.is_valid():
        messages.error(request, f"Nothing was scheduled. {' '.join(map(str, form.errors['at']))}")
        return here
    at: datetime = form.cleaned_data["at"]
    try:
        scheduling.schedule(found, at, request.POST.get("note", "").strip(), signed_in(request))
    except NotScheduledError as error:
        messages.error(request, f"Nothing was scheduled. {error}")
        return here
    messages.success(request, f"Scheduled for {say_moment(at, found)}. What the drafts say then becomes public.")
    return here


@require_POST
def cancel(request: HttpRequest, event: int, scheduled: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    if scheduling.cancel(get_object_or_404(found.scheduled_releases, pk=scheduled), signed_in(request)):
        messages.success(request, "Cancelled: nothing is published by itself any more.")
    else:
        messages.info(request, "It was not waiting any more; nothing was changed.")
    return HttpResponseRedirect(reverse("admin:event_publish", args=[found.pk]))
