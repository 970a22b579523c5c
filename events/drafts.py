"""The drafts as a Programme: the models that organisers edit, read as a value. Written they are by events.storing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from events import translating
from events.models import Appearance, Event, Panel
from programme import model as value
from programme.links import read_links
from programme.publishing import pruned
from programme.withheld import HeldBack
from speakers.models import Speaker


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


def held_back_parts(event: Event, at: datetime) -> HeldBack:
    """What the public does not see: panels that are drafts or under embargo; people who are, or are unconfirmed."""
    panels = event.panels.filter(Q(state="draft") | Q(embargo__gt=at)).values_list("uid", flat=True)
    parts = {(panel, *part) for panel, those in _nameless(event, at).items() for part in those}
    return frozenset(parts | {(str(uid), "", "") for uid in panels})


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
        about=event.about,
        contact=event.contact,
        clock=event.clock,  # type: ignore[arg-type]  # the database's constraint says so
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
