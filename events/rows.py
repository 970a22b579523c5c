"""The drafts of an event as rows of plain values: what the journal compares, keeps and writes back.

A time slot is known by its span and a day by its date, for they come and go with the panels that need them; a panel
says span and date, and no primary key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from events.models import Appearance, Day, Event, Panel, Room, TimeSlot, Track, Translation
from speakers.models import Speaker

Key = tuple[str, str]  # (model's name, key)
Fields = dict[str, Any]
Rows = dict[Key, Fields]

# In the order in which they can be written: what others refer to comes first.
MODELS: dict[str, type[models.Model]] = {
    "event": Event,
    "day": Day,
    "room": Room,
    "track": Track,
    "timeslot": TimeSlot,
    "speaker": Speaker,
    "panel": Panel,
    "appearance": Appearance,
    "translation": Translation,
}
BY_VALUE = ("day", "timeslot")  # these have no identity of their own
PARTS = 500  # SQLite takes only so many parameters in one statement


def key_of(row: models.Model) -> Key:
    """Of a row of one of MODELS."""
    name = str(row._meta.model_name)
    if isinstance(row, TimeSlot):
        return name, _span(row.start, row.end)
    return name, row.date.isoformat() if isinstance(row, Day) else str(row.pk)


def snapshot(event: Event | None, speakers: Iterable[int | str] = ()) -> Rows:
    """All that can be edited of an event, the people in it included, and the speakers with these primary keys."""
    found: Rows = {}
    wanted = {int(pk) for pk in speakers}
    if event is not None:
        found |= _of_event(event)
        wanted |= set(Appearance.objects.filter(panel__event=event).order_by().values_list("speaker", flat=True))
    keys = sorted(wanted)
    for n in range(0, len(keys), PARTS):
        found |= _plain("speaker", Speaker.objects.filter(pk__in=keys[n : n + PARTS]))
    return found


def between(before: Rows, after: Rows) -> list[tuple[Key, Fields | None, Fields | None]]:
    """What differs, in the order of MODELS: whole where a row is new or gone, else only the fields that differ."""
    keys = sorted(before.keys() | after.keys(), key=lambda key: (list(MODELS).index(key[0]), len(key[1]), key[1]))
    found: list[tuple[Key, Fields | None, Fields | None]] = []
    for key in keys:
        was, is_ = before.get(key), after.get(key)
        if was == is_:
            continue
        if was is None or is_ is None:
            found.append((key, was, is_))
        else:
            names = [name for name in was if was[name] != is_[name]]
            found.append((key, {name: was[name] for name in names}, {name: is_[name] for name in names}))
    return found


def write(event: Event | None, key: Key, fields: Mapping[str, Any]) -> None:
    """Make these fields of a row so, the row itself if it is not there. What it refers to is there already."""
    model = MODELS[key[0]]
    if key[0] == "timeslot":
        slot_of(event, key[1])
        return
    values = {name: _python(event, model, name, value) for name, value in fields.items()}
    if key[0] == "day":
        Day.objects.update_or_create(event=event, date=date.fromisoformat(key[1]), defaults=values)
        return
    rows = model._default_manager.filter(pk=key[1])
    if not rows.update(**values):
        model(pk=int(key[1]), **values).save_base(raw=True, force_insert=True)


def remove(event: Event | None, name: str, keys: Sequence[str]) -> None:
    """Rows of one of MODELS. A slot or a day that a panel needs stays."""
    gone = MODELS[name]._default_manager.all()
    if name == "timeslot":
        slots = TimeSlot.objects.filter(event=event).order_by().values_list("pk", "start", "end")
        wanted = set(keys)
        gone = gone.filter(panels=None)
        keys = [str(pk) for pk, start, end in slots if _span(start, end) in wanted]
    elif name == "day":
        gone = gone.filter(event=event, panels_without_a_time=None)
    for n in range(0, len(keys), PARTS):
        part = keys[n : n + PARTS]
        (gone.filter(date__in=part) if name == "day" else gone.filter(pk__in=part)).delete()


def plain(value: Any) -> Any:
    """The value of a form's field as rows hold it."""
    if isinstance(value, TimeSlot):
        return _span(value.start, value.end)
    if isinstance(value, Day):
        return value.date.isoformat()
    return value.pk if isinstance(value, models.Model) else _json(value)


def slot_of(event: Event | None, span: str) -> TimeSlot:
    start, end = _ends(span)
    return TimeSlot.objects.get_or_create(event=event, start=start, end=end)[0]


def _of_event(event: Event) -> Rows:
    found = _plain("event", Event.objects.filter(pk=event.pk))
    for day in Day.objects.filter(event=event):
        found["day", day.date.isoformat()] = {"theme": day.theme}
    found |= _plain("room", Room.objects.filter(event=event))
    found |= _plain("track", Track.objects.filter(event=event))
    spans: dict[int, str] = {}
    for pk, start, end in TimeSlot.objects.filter(event=event).order_by().values_list("pk", "start", "end"):
        spans[pk] = _span(start, end)
        found["timeslot", spans[pk]] = {}
    days = dict(Day.objects.filter(event=event).values_list("pk", "date"))
    for key, fields in _plain("panel", Panel.objects.filter(event=event)).items():
        fields["slot"] = spans.get(fields["slot"])
        found[key] = fields
    found |= _plain("appearance", Appearance.objects.filter(panel__event=event))
    found |= _plain("translation", Translation.objects.filter(event=event))
    for key, fields in found.items():
        if key[0] in ("panel", "translation") and fields["day"]:
            fields["day"] = days[fields["day"]].isoformat()
    return found


def _plain(name: str, query: QuerySet[Any]) -> Rows:
    fields = [field.name for field in MODELS[name]._meta.concrete_fields if not field.primary_key]
    rows = query.order_by().values_list("pk", *fields)
    return {(name, str(row[0])): {f: _json(value) for f, value in zip(fields, row[1:])} for row in rows}


def _json(value: Any) -> Any:
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _python(event: Event | None, model: type[models.Model], name: str, value: Any) -> Any:
    field = model._meta.get_field(name)
    if name == "slot":
        return slot_of(event, value) if value else None
    if name == "day":
        return Day.objects.get_or_create(event=event, date=value)[0] if value else None
    if isinstance(field, models.ForeignKey):
        return None if value is None else field.remote_field.model._default_manager.get(pk=value)
    return field.to_python(value)  # type: ignore[union-attr]


def _span(start: datetime, end: datetime | None) -> str:
    return f"{start.isoformat()}/{end.isoformat() if end else ''}"


def _ends(span: str) -> tuple[datetime, datetime | None]:
    start, _, end = span.partition("/")
    return datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None
