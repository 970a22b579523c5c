"""programme.json: all that is public of an event in one file, each thing as the API says it; and its JSON Schema.

The schema is made from the API's own serializers, so neither can say what the other does not. What is added to the
file is no new version; what is taken away or renamed is.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from rest_framework import serializers

from events.api import rows
from events.api.serializers import (
    DaySerializer,
    EventSerializer,
    PanelSerializer,
    RoomSerializer,
    SpeakerSerializer,
    TrackSerializer,
)
from programme import addresses
from programme.model import Release

VERSION = 1
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class ProgrammeSerializer(serializers.Serializer[object]):
    event = EventSerializer()
    days = DaySerializer(many=True)
    rooms = RoomSerializer(many=True)
    tracks = TrackSerializer(many=True)
    panels = PanelSerializer(many=True, help_text="In order of time")
    speakers = SpeakerSerializer(many=True)


def programme_json(release: Release) -> str:
    programme = release.programme
    found = ProgrammeSerializer(
        {
            "event": rows.event(release),
            "days": [rows.day(release, day) for day in rows.days(release)],
            "rooms": [rows.room(release, room) for room in programme.rooms],
            "tracks": [rows.track(release, track) for track in programme.tracks],
            "panels": [rows.panel(release, panel) for panel in programme.in_order],
            "speakers": [rows.speaker(release, speaker) for speaker in programme.speakers],
        }
    )
    return _dumps({"$schema": _schema_url(), "version": VERSION, **found.data})


def programme_schema() -> str:
    """JSON Schema, draft 2020-12."""
    made = _object(ProgrammeSerializer())
    made["properties"] = {"$schema": {"const": _schema_url()}, "version": {"const": VERSION}, **made["properties"]}
    made["required"] = list(made["properties"])
    title = {"title": "A programme, as Convenor publishes it", "description": "Fields may be added to any object."}
    return _dumps({"$schema": _DIALECT, "$id": _schema_url(), **title, **made})


def _schema_url() -> str:
    return settings.SITE_URL + addresses.PROGRAMME_SCHEMA


def _dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _object(serializer: serializers.BaseSerializer[Any]) -> dict[str, Any]:
    fields = {name: _field(field) for name, field in serializer.fields.items()}  # type: ignore[attr-defined]
    return {"type": "object", "properties": fields, "required": list(fields)}


def _field(field: serializers.Field[Any, Any, Any, Any]) -> dict[str, Any]:
    found = _kind(field)
    if field.allow_null:
        found = {"anyOf": [found, {"type": "null"}]}
    return {**found, "description": str(field.help_text)} if field.help_text else found


def _kind(field: serializers.Field[Any, Any, Any, Any]) -> dict[str, Any]:
    if isinstance(field, serializers.ListSerializer | serializers.ListField):
        return {"type": "array", "items": _field(field.child)}  # type: ignore[arg-type] # ours all have one
    if isinstance(field, serializers.Serializer):
        return _object(field)
    if isinstance(field, serializers.ChoiceField):
        return {"type": "string", "enum": list(field.choices)}
    return next({**said} for kind, said in _plain().items() if isinstance(field, kind))


@cache
def _plain() -> dict[type, dict[str, Any]]:
    """What a field of one value holds, special ones first."""
    return {
        serializers.IntegerField: {"type": "integer"},
        serializers.DateTimeField: {"type": "string", "format": "date-time"},
        serializers.DateField: {"type": "string", "format": "date"},
        serializers.URLField: {"type": "string", "format": "uri"},
        serializers.SlugField: {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
        serializers.CharField: {"type": "string"},
    }
