"""Publish at a time: chosen on the page to publish from, and cancelled there."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from events import scheduling
from events.desk import access
from events.desk.pages import signed_in
from events.desk.publishing import TimeForm, show
from events.desk.state import say_moment
from events.scheduling import NotScheduledError


@require_POST
def schedule(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    form = TimeForm(found, request.POST)
    if not form.is_valid():
        return show(request, found, "Nothing was scheduled.", time_form=form, status=HTTPStatus.BAD_REQUEST)
    at: datetime = form.cleaned_data["at"]
    try:
        scheduling.schedule(found, at, request.POST.get("note", "").strip(), signed_in(request))
    except NotScheduledError as error:
        form.add_error("at", str(error))
        return show(request, found, "Nothing was scheduled.", time_form=form, status=HTTPStatus.BAD_REQUEST)
    messages.success(request, f"Scheduled for {say_moment(at, found)}. What the drafts say then becomes public.")
    return HttpResponseRedirect(reverse("admin:event_publish", args=[found.pk]))


@require_POST
def cancel(request: HttpRequest, event: int, scheduled: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    if scheduling.cancel(get_object_or_404(found.scheduled_releases, pk=scheduled), signed_in(request)):
        messages.success(request, "Cancelled: nothing is published by itself any more.")
    else:
        messages.info(request, "It was not waiting any more; nothing was changed.")
    return HttpResponseRedirect(reverse("admin:event_publish", args=[found.pk]))
