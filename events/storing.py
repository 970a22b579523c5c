"""Writing a Programme into the drafts: the models that organisers edit are made to equal the value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from events.models import Appearance, Day, Event, Panel, Room, TimeSlot, Track
from programme import model as value
from programme.links import write_links
from speakers.models import Speaker


class DraftsError(ValueError):
    """The programme says something that the drafts cannot hold; the message names it."""


def store(event: Event, before: value.Programme, after: value.Programme) -> None:
    """Make the drafts, which are `before`, equal `after`; to be called in a transaction that loaded `before`.

    Writes what differs. Panels are never deleted. What a draft cannot hold (a start without a date) stays out of it.
    Raises DraftsError.
    """
    job = _Store(event, before, after)
    job.write()


@dataclass
class _Store:
    event: Event
    before: value.Programme
    after: value.Programme
    rows: dict[str, Any] = field(default_factory=dict)  # by uid: rooms, tracks, speakers
    days: dict[date, Day] = field(default_factory=dict)
    slots: dict[tuple[datetime, datetime | None], TimeSlot] = field(default_factory=dict)

    def write(self) -> None:
        self._write_event()
        self._write_things(Room, self.before.rooms, self.after.rooms)
        self._write_things(Track, self.before.tracks, self.after.tracks)
        self._write_speakers()
        self._write_days()
        self._write_slots()
        left = self._write_panels()
        self._remove(left)

    def _write_event(self) -> None:
        if self.after.event == self.before.event:
            return
        facts = self.after.event
        for name in ("title", "timezone", "organiser", "venue", "about", "contact", "colour", "clock"):
            setattr(self.event, name, getattr(facts, name))
        self.event.languages = " ".join(facts.languages)
        _check(self.event, facts.title)
        self.event.save()

    def _write_things(self, kind: type[Room] | type[Track], before: Iterable[Any], after: Iterable[Any]) -> None:
        known = {str(row.uid): row for row in kind._default_manager.filter(event=self.event)}
        was = {item.uid: item for item in before}
        new: list[Any] = []
        for order, item in enumerate(after, 1):
            row = known.get(item.uid) or kind(event=self.event, uid=UUID(item.uid))
            self.rows[item.uid] = row
            if was.get(item.uid) == item:
                continue
            for name in ("name", "capacity", "stream", "colour"):
                if hasattr(item, name) and hasattr(row, name):
                    setattr(row, name, getattr(item, name))
            if isinstance(row, Room) and not row.pk:
                row.order = order
            _check(row, item.name)
            if row.pk:
                row.save()
            else:
                new.append(row)
        kind._default_manager.bulk_create(new)

    def _write_speakers(self) -> None:
        uids = [speaker.uid for speaker in self.after.speakers]
        known = {str(row.uid): row for row in _in_batches(Speaker.objects.all(), "uid", uids)}
        new = []
        for item in self.after.speakers:
            row = known.get(item.uid)
            if row is None:
                row = Speaker(uid=UUID(item.uid), bio=item.bio, links=write_links(item.links))
                new.append(row)
            self.rows[item.uid] = row
            said = (item.name, item.honorific, item.post_nominal)
            if row.pk and (row.name, row.honorific, row.post_nominal) == said:
                continue
            row.name, row.honorific, row.post_nominal = said
            _check(row, item.name)
            if row.pk:
                row.save()
        Speaker.objects.bulk_create(new)

    def _write_days(self) -> None:
        self.days = {day.date: day for day in self.event.days.all()}
        themes = {panel.when.date: "" for panel in self.after.panels if panel.when.date and not panel.when.start}
        themes |= {day.date: day.title for day in self.after.days}
        was = {day.date: day.title for day in self.before.days}
        for when, theme in sorted(themes.items()):
            row = self.days.setdefault(when, Day(event=self.event, date=when))
            if row.pk and was.get(when) == theme:
                continue
            row.theme = theme
            _check(row, str(when))
            row.save()

    def _write_slots(self) -> None:
        self.slots = {(slot.start, slot.end): slot for slot in self.event.slots.all()}
        spans = {panel.when.span(self.event.zone) for panel in self.after.panels} - {None} - self.slots.keys()
        new = [TimeSlot(event=self.event, start=span[0], end=span[1]) for span in spans if span]
        new.sort(key=lambda slot: (slot.start, slot.end or slot.start))
        for slot in new:
            _check(slot, str(slot))
        TimeSlot.objects.bulk_create(new)
        self.slots |= {(slot.start, slot.end): slot for slot in new}

    def _write_panels(self) -> set[int]:
        """Returns the slots that panels have left."""
        rows = {str(row.uid): row for row in self.event.panels.all()}
        new: list[Panel] = []
        changed: list[Panel] = []
        left: set[int | None] = set()
        for panel in self.after.panels:
            if self.before.panel.get(panel.uid) == panel and self.before.event.timezone == self.after.event.timezone:
                continue
            row = rows.get(panel.uid) or Panel(event=self.event, uid=UUID(panel.uid))
            left.add(row.slot_id)
            self._fill(row, panel)
            (changed if row.pk else new).append(row)
            rows[panel.uid] = row
        Panel.objects.bulk_create(new)
        for row in changed:
            row.save()
        touched = [*new, *changed]
        self._write_people(touched)
        return {pk for pk in left if pk} - {row.slot_id for row in touched}

    def _fill(self, row: Panel, panel: value.Panel) -> None:
        for name in ("kind", "number", "title", "abstract", "language", "state"):
            setattr(row, name, getattr(panel, name))
        row.links = write_links(panel.links)
        span = panel.when.span(self.event.zone)
        row.slot = self.slots[span] if span else None
        row.day = self.days[panel.when.date] if panel.when.date and not span else None
        row.room = self.rows[panel.room] if panel.room else None
        row.track = self.rows[panel.track] if panel.track else None
        _check(row, panel.title)

    def _write_people(self, panels: list[Panel]) -> None:
        """The appearances of these panels, each kept as the row that it is."""
        parts: dict[int, list[Appearance]] = {}
        for part in _in_batches(Appearance.objects.order_by("order", "pk"), "panel_id", [row.pk for row in panels]):
            parts.setdefault(part.panel_id, []).append(part)
        wanted = [part for row in panels for part in self._people(row, parts.get(row.pk, []))]
        Appearance.objects.filter(pk__in=[part.pk for known in parts.values() for part in known]).delete()
        Appearance.objects.bulk_update(
            [part for part in wanted if part.pk], ["role", "billing", "paper", "state", "order"], batch_size=100
        )
        Appearance.objects.bulk_create([part for part in wanted if not part.pk])

    def _people(self, row: Panel, known: list[Appearance]) -> list[Appearance]:
        """The panel's appearances as they are to be; takes from `known` the rows that they are."""
        people = list(enumerate(self.after.panel[str(row.uid)].people))
        found: dict[int, Appearance] = {}
        for exactly in (True, False):  # rows that stay as they are first, so that two never swap and collide
            for order, item in people:
                pk = self.rows[item.speaker].pk
                same = (p for p in known if p.speaker_id == pk and (not exactly or _place(p) == _place(item)))
                if order not in found and (part := next(same, None)):
                    known.remove(part)
                    found[order] = part
        for order, item in people:
            part = found.setdefault(order, Appearance(panel=row, speaker=self.rows[item.speaker]))
            part.role, part.billing, part.paper, part.state = item.role, item.billing, item.paper, item.state
            part.order = order
            _check(part, f"{row.title}, {part.speaker.name}")
        return [found[order] for order, _ in people]

    def _remove(self, slots: set[int]) -> None:
        """What nothing needs any more: slots that panels left; days, rooms and tracks that `after` does not have."""
        self.event.slots.filter(pk__in=slots, panels=None).delete()
        dates = {day.date for day in self.before.days} - {day.date for day in self.after.days}
        self.event.days.filter(date__in=dates, panels_without_a_time=None).delete()
        for rows, before, after in (
            (self.event.rooms, self.before.rooms, self.after.rooms),
            (self.event.tracks, self.before.tracks, self.after.tracks),
        ):
            gone = {item.uid for item in before} - {item.uid for item in after}
            rows.filter(uid__in=gone, panels=None).delete()


def _place(part: Appearance | value.Appearance) -> tuple[str, str]:
    """What may be there once for each speaker of a panel."""
    return part.role, part.paper


def _in_batches(rows: QuerySet[Any], name: str, keys: list[Any], size: int = 500) -> list[Any]:
    """SQLite takes only so many parameters in one statement."""
    return [row for n in range(0, len(keys), size) for row in rows.filter(**{f"{name}__in": keys[n : n + size]})]


def _check(row: models.Model, name: str) -> None:
    """The row's own rules; that a reference exists and a value is unique is left to the database."""
    try:
        row.clean_fields(exclude=[f.name for f in row._meta.fields if f.is_relation])
        row.clean()
    except ValidationError as error:
        raise DraftsError(f"“{name}”: {' '.join(error.messages)}") from error
