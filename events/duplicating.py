"""An event once more, for next year: what it is like, without when it took place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import models, transaction
from django.db.models import QuerySet

from events import edits
from events.models import Appearance, Event, Membership, Panel, Room, Track, Translation


@dataclass(frozen=True)
class Taken:
    """What comes along beside settings, rooms and tracks. Panels come as drafts; people only with their panels."""

    panels: bool = False
    people: bool = False
    members: bool = True


def duplicate(event: Event, title: str, slug: str, taken: Taken, user: Any) -> Event:
    """A new event of which nothing is public and nothing has a time. Raises ValidationError for title or address.

    Left behind: days, times, links, embargoes, releases, imports, what was written to people. Everybody who comes along
    is to be invited anew.
    """
    with transaction.atomic():
        new = Event(title=title, slug=slug, state=Event.State.OPEN)
        for name in ("timezone", "organiser", "venue", "about", "contact", "languages", "colour", "clock"):
            setattr(new, name, getattr(event, name))
        new.full_clean()
        new.save()
        Membership.objects.create(event=new, user=user, role=Membership.Role.OWNER)
        if taken.members:
            others = event.memberships.exclude(user=user).exclude(role=Membership.Role.PART).order_by("pk")
            Membership.objects.bulk_create(Membership(event=new, user_id=m.user_id, role=m.role) for m in others)
        with edits.recording(new, user, f"Made like “{event}”", source="duplicate"):
            rooms, tracks = _copied(event.rooms.all(), event=new), _copied(event.tracks.all(), event=new)
            if taken.panels:
                _take_panels(event, new, {Room: rooms, Track: tracks}, people=taken.people)
    return new


def _copied(rows: Iterable[Any], **changed: Any) -> dict[int, Any]:
    """New rows like these, by the primary keys of these. They are saved in one go."""
    made: dict[int, Any] = {}
    for row in rows:
        values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
        if "uid" in values:
            values["uid"] = uuid4()
        for name in changed:
            values.pop(row._meta.get_field(name).attname)
        made[row.pk] = type(row)(**values, **changed)
    if made:
        type(next(iter(made.values())))._default_manager.bulk_create(made.values())
    return made


def _take_panels(event: Event, new: Event, places: dict[type[models.Model], dict[int, Any]], *, people: bool) -> None:
    kept = event.panels.exclude(state="cancelled").order_by("pk")
    emptied = {"event": new, "slot": None, "day": None, "embargo": None, "links": "", "state": "draft"}
    old = list(kept)
    for panel in old:
        panel.room = places[Room].get(panel.room_id or 0)
        panel.track = places[Track].get(panel.track_id or 0)
    panels = _copied(old, **emptied)
    parts = _take_people(kept, panels) if people else {}
    _take_translations(event, new, places, panels, parts)


def _take_people(kept: QuerySet[Panel], panels: dict[int, Panel]) -> dict[int, Appearance]:
    """Who declined last time is not asked again without somebody thinking of it."""
    parts = Appearance.objects.filter(panel__in=kept).exclude(state="declined").order_by("pk")
    made = {}
    for part in parts:
        made[part.pk] = Appearance(
            panel=panels[part.panel_id], speaker_id=part.speaker_id, role=part.role, billing=part.billing,
            order=part.order, state="invited",
        )  # fmt: skip
    wanted = {(part.panel.pk, part.speaker_id, part.role): part for part in made.values()}  # papers stay behind
    Appearance.objects.bulk_create(wanted.values())
    return {pk: part for pk, part in made.items() if part.pk}


def _take_translations(
    event: Event,
    new: Event,
    places: dict[type[models.Model], dict[int, Any]],
    panels: dict[int, Panel],
    parts: dict[int, Appearance],
) -> None:
    made = []
    for words in Translation.objects.filter(event=event, day=None).exclude(field="paper").order_by("pk"):
        lost = (words.panel_id and words.panel_id not in panels) or (
            words.appearance_id and words.appearance_id not in parts
        )
        if not lost and not (words.subject == "event" and words.field == "title"):
            copy = Translation(event=new, language=words.language, field=words.field, text=words.text)
            copy.room = places[Room].get(words.room_id or 0)
            copy.track = places[Track].get(words.track_id or 0)
            copy.panel = panels.get(words.panel_id or 0)
            copy.appearance = parts.get(words.appearance_id or 0)
            made.append(copy)
    Translation.objects.bulk_create(made)
