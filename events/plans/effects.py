"""Which rows an import changed, before and after: what taking it back needs, and what it goes by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core import serializers
from django.db import models
from django.db.models import QuerySet

from events.models import Appearance, Day, Event, Panel, Room, TimeSlot, Track
from speakers.models import Speaker

Rows = dict[tuple[str, int], dict[str, Any]]  # (model, primary key): its fields as JSON data
Effect = dict[str, Any]  # {"model": …, "pk": …, "before": fields or None, "after": fields or None}

# In the order in which they can be written: what others refer to comes first.
MODELS: dict[str, type[models.Model]] = {
    model._meta.label_lower: model for model in (Event, Day, Room, Track, TimeSlot, Speaker, Panel, Appearance)
}


def rows(event: Event, also: Iterable[tuple[str, int]] = ()) -> Rows:
    """Every row of the event's drafts, the speakers in it included, and the speakers in `also`."""
    speakers = {pk for label, pk in also if label == "speakers.speaker"}
    found: Rows = {}
    for query in (
        Event.objects.filter(pk=event.pk),
        *(model._default_manager.filter(event=event) for model in (Day, Room, Track, TimeSlot, Panel)),
        Appearance.objects.filter(panel__event=event),
        Speaker.objects.filter(appearances__panel__event=event).distinct(),
        *(Speaker.objects.filter(pk__in=part) for part in _parts(sorted(speakers))),
    ):
        found |= _data(query)
    return found


def between(before: Rows, after: Rows) -> list[Effect]:
    keys = sorted(before.keys() | after.keys(), key=lambda key: (list(MODELS).index(key[0]), key[1]))
    return [
        {"model": key[0], "pk": key[1], "before": before.get(key), "after": after.get(key)}
        for key in keys
        if before.get(key) != after.get(key)
    ]


def write(effects: Iterable[Effect]) -> None:
    """Make the rows of the effects what they were before, exactly; what did not exist goes.

    What was there comes back first, so that nothing refers any longer to what goes.
    """
    effects = sorted(effects, key=lambda effect: list(MODELS).index(effect["model"]))
    data = [
        {"model": effect["model"], "pk": effect["pk"], "fields": effect["before"]}
        for effect in effects
        if effect["before"] is not None
    ]
    for restored in serializers.deserialize("json", json.dumps(data)):
        restored.save()
    for effect in reversed(effects):
        if effect["before"] is None:
            MODELS[effect["model"]]._default_manager.filter(pk=effect["pk"]).delete()


def _data(query: QuerySet[Any]) -> Rows:
    found: Rows = {}
    for item in json.loads(serializers.serialize("json", query)):
        found[item["model"], item["pk"]] = item["fields"]
    return found


def _parts(keys: list[int], size: int = 500) -> list[list[int]]:
    return [keys[n : n + size] for n in range(0, len(keys), size)]
