"""Somebody new, added from an event's list: which panel they join there, and where they are found while in none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from events.desk import access, lists
from events.desk.seen import SeenForm
from events.models import Appearance, EditedRow, Event, Panel
from programme.model import ROLES
from speakers.models import Speaker


class NewSpeakerForm(SeenForm):
    """`panels`: those that they may join."""

    panels: QuerySet[Panel]
    panel = forms.ModelChoiceField(
        Panel.objects.none(), required=False, empty_label="None yet", help_text="Which panel they join."
    )
    role = forms.ChoiceField(choices=[(role, role.capitalize()) for role in ROLES], required=False, initial="speaker")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["panel"].queryset = self.panels  # type: ignore[attr-defined]


def event_for(request: HttpRequest) -> Event | None:
    """The event that somebody is added for: ?event=, where one changes a panel of it."""
    event = None if "_popup" in request.GET else lists.event_of(request, "event")
    return event if event and (access.may_edit(request.user, event.pk) or open_panels(request, event)) else None


def open_panels(request: HttpRequest, event: Event) -> QuerySet[Panel]:
    """The panels of the event that one may put people into."""
    if access.may_edit(request.user, event.pk):
        return event.panels.order_by("slot__start", "title")
    return event.panels.filter(pk__in=access.panels_of_part(request.user, event.pk)).order_by("slot__start", "title")


def join(speaker: Speaker, panel: Panel, role: str) -> None:
    order = max(panel.appearances.values_list("order", flat=True), default=-1) + 1
    Appearance.objects.create(panel=panel, speaker=speaker, role=role or "speaker", order=order)


def say_where(request: HttpRequest, speaker: Speaker, event: Event) -> None:
    """Of somebody who was put into no panel."""
    url = f"{reverse('admin:events_panel_changelist')}?event__id__exact={event.pk}"
    said = '{} is not in a panel of this event yet: <a href="{}">put them in one</a>.'
    messages.info(request, format_html(said, speaker, url))


def waiting(event: int) -> QuerySet[Speaker]:
    """Who was added at the desk for this event, and is in no panel of any event."""
    added = EditedRow.objects.filter(edit__event=event, edit__source="desk", model="speaker", before__isnull=True)
    return Speaker.objects.filter(pk__in=[int(key) for key in added.values_list("key", flat=True)], appearances=None)
