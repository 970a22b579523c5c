"""Drafts and the Programme: the models that organisers edit, read as a value and made to equal one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from events import translating
from events.models import Appearance, Day, Event, Panel, Room, TimeSlot, Track
from programme import model as value
from programme.links import read_links, write_links
from programme.publishing import pruned
from speakers.models import Speaker


class DraftsError(ValueError):
    """The programme says something that the drafts cannot hold; the message names it."""


def load(event: Event) -> value.Programme:
    """The drafts of an event in full, what is not public included. As many queries for one panel as for a thousand."""
    event = Event.objects.get(pk=event.pk)  # as it is now, whatever the caller holds
    panels = _panels(event)
    people = {part.speaker_id: part.speaker for panel in panels for part in panel.appearances.all()}
    return value.Programme(
        event=_event(event),
        days=tuple(value.Day(day.date, day.theme) for day in event.days.all()),
        rooms=tuple(value.Room(str(r.uid), r.name, r.capacity, r.stream) for r in event.rooms.all()),
        tracks=tuple(value.Track(str(track.uid), track.name, track.colour) for track in event.tracks.all()),
        speakers=tuple(speaker_value(people[pk]) for pk in sorted(people)),
        panels=tuple(_panel(panel, event) for panel in panels),
    )


def load_public(event: Event, at: datetime) -> value.Programme:
    """What of the drafts may be public at this moment: no drafts, nothing under embargo, nobody unconfirmed or under
    embargo."""
    return without_private(translating.translated(load(event), event), event, at)


def without_private(programme: value.Programme, event: Event, at: datetime) -> value.Programme:
    """The programme, an old release's perhaps, without what organisers hold back today."""
    held_back, nameless = embargoed(event, at), _nameless(event, at)
    is_told = Event.objects.filter(pk=event.pk, held_back=Event.HeldBack.TO_COME).exists() if nameless else False
    panels = tuple(
        _named_only(panel, nameless.get(panel.uid, frozenset()), is_told=is_told)
        for panel in programme.panels
        if panel.state != "draft" and panel.uid not in held_back
    )
    return pruned(replace(programme, panels=panels))


def _nameless(event: Event, at: datetime) -> dict[str, set[tuple[str, str]]]:
    """By the uid of their panel: the uids of who is not confirmed or under embargo, with their roles there."""
    parts = Appearance.objects.filter(panel__event=event).filter(~Q(state="confirmed") | Q(embargo__gt=at)).order_by()
    found: dict[str, set[tuple[str, str]]] = {}
    for panel, speaker, role in parts.values_list("panel__uid", "speaker__uid", "role"):
        found.setdefault(str(panel), set()).add((str(speaker), role))
    return found


def _named_only(panel: value.Panel, nameless: Collection[tuple[str, str]], *, is_told: bool) -> value.Panel:
    """Without the nameless; how many of them are still to come is said where `is_told`."""
    people = tuple(part for part in panel.people if (part.speaker, part.role) not in nameless)
    unknown = {speaker for speaker, _ in nameless} - {part.speaker for part in people}
    return replace(panel, people=people, to_come=len(unknown) if is_told and panel.state != "cancelled" else 0)


def embargoed(event: Event, at: datetime) -> frozenset[str]:
    """The uids of the panels under embargo at this moment."""
    return frozenset(str(uid) for uid in event.panels.filter(embargo__gt=at).values_list("uid", flat=True))


def _panels(event: Event) -> QuerySet[Panel]:
    parts = Prefetch("appearances", Appearance.objects.select_related("speaker"))
    return event.panels.select_related("slot", "day", "room", "track").prefetch_related(parts).order_by("pk")


def _event(event: Event) -> value.Event:
    return value.Event(
        title=event.title,
        slug=event.slug,
        timezone=event.timezone,
        organiser=event.organiser,
        venue=event.venue,
        languages=tuple(event.languages.split()),
        colour=event.colour,
    )


def speaker_value(speaker: Speaker) -> value.Speaker:
    return value.Speaker(
        uid=str(speaker.uid),
        name=speaker.name,
        honorific=speaker.honorific,
        post_nominal=speaker.post_nominal,
        bio=speaker.bio,
        photo=speaker.photo.url if speaker.photo else "",
        links=read_links(speaker.links),
    )


def _panel(panel: Panel, event: Event) -> value.Panel:
    return value.Panel(
        uid=str(panel.uid),
        title=panel.title,
        kind=panel.kind,  # type: ignore[arg-type]  # the database's constraint says so
        number=panel.number,
        abstract=panel.abstract,
        when=_when(panel, event),
        room=str(panel.room.uid) if panel.room else "",
        track=str(panel.track.uid) if panel.track else "",
        language=panel.language,
        links=read_links(panel.links),
        state=panel.state,  # type: ignore[arg-type]
        people=tuple(
            value.Appearance(str(part.speaker.uid), part.role, part.billing, part.paper, part.state)  # type: ignore[arg-type]
            for part in panel.appearances.all()
        ),
    )


def _when(panel: Panel, event: Event) -> value.When:
    if panel.slot:
        return value.When.of_span(panel.slot.start, panel.slot.end, event.zone)
    return value.When(date=panel.day.date if panel.day else None)


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
        for name in ("title", "timezone", "organiser", "venue", "colour"):
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
