"""By which clock a moment is told: an event's own; for people, who belong to none, that of their newest event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from events.models import Appearance, Edit, Event
from speakers.models import Speaker


def of_people(keys: Iterable[Any], seen: QuerySet[Event] | None = None) -> dict[int, tzinfo]:
    """By primary key, of each who is in an event; in one of those `seen`, where they are given. One query."""
    parts = Appearance.objects.filter(speaker__in=list(keys)).order_by("panel__event")
    if seen is not None:
        parts = parts.filter(panel__event__in=seen)
    zones = parts.values_list("speaker", "panel__event__timezone").distinct()
    return {speaker: Event(timezone=zone).zone for speaker, zone in zones}


def of_person(speaker: Speaker, seen: QuerySet[Event] | None = None) -> tzinfo:
    return of_people([speaker.pk], seen).get(speaker.pk, timezone.get_default_timezone())


def of_edit(edit: Edit) -> tzinfo:
    if edit.event:
        return edit.event.zone
    people = edit.rows.filter(model="speaker").values_list("key", flat=True)[:1]
    return next(iter(of_people(map(int, people)).values()), timezone.get_default_timezone())
