"""What the desk's lists have in common: the event that they are kept to, and what they were narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.http import HttpRequest, QueryDict

from events.desk import access
from events.models import Event

OF_EVENT = "event__id__exact"  # the list's parameter that names its event
NOT_NARROWING = {"event", OF_EVENT, "o", "p", "all", "e", "_popup", "_to_field"}


class ChosenForm(ActionForm):
    action = forms.ChoiceField(label="With the chosen")


def event_of(request: HttpRequest, parameter: str = OF_EVENT) -> Event | None:
    """The event that the list is kept to, or was that one came from, where one may see it. Asked for once a request."""
    kept: dict[str, Event | None] = request.__dict__.setdefault("_listed_events", {})
    came_from = QueryDict(request.GET.get("_changelist_filters", ""))
    wanted = request.GET.get(parameter) or came_from.get(parameter, "")
    if wanted not in kept:
        seen = access.seen_events(request.user)
        kept[wanted] = seen.filter(pk=wanted).first() if wanted.isdecimal() else None
    return kept[wanted]


def list_context(request: HttpRequest, event: Event | None, parameter: str = OF_EVENT) -> dict[str, Any]:
    """`everything`: the address of the same list, not narrowed, of the same event."""
    return {
        "event": event,
        "may_import": event is not None and access.may_edit(request.user, event.pk),
        "narrowed": any(value for name, value in request.GET.items() if name not in NOT_NARROWING),
        "everything": f"?{parameter}={event.pk}" if event else "?",
    }
