"""From a release to what serializers write: plain dictionaries with absolute addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from events.site import addresses
from programme.model import Appearance, Day, Link, Panel, Release, Room, Speaker, Track
from programme.translating import languages

Row = dict[str, Any]


def address(name: str, **where: str) -> str:
    """The absolute address of a page of this API, by the name of its pattern."""
    return settings.SITE_URL + reverse(f"api:{name}", kwargs=where)


def root() -> Row:
    return {"events": address("events"), "schema": address("schema"), "docs": address("docs")}


def event(release: Release) -> Row:
    facts, dates = release.programme.event, release.programme.dates
    collections = ("days", "rooms", "tracks", "panels", "speakers")
    return {
        **{name: getattr(facts, name) for name in ("slug", "title", "timezone", "organiser", "venue")},
        **{name: getattr(facts, name) for name in ("about", "contact", "colour", "clock")},
        "languages": list(languages(release.programme)),
        "first_day": dates[0] if dates else None,
        "last_day": dates[-1] if dates else None,
        "release": release.number,
        "published": release.published,
        **{name: address(name, event=release.slug) for name in collections},
        "page": settings.SITE_URL + addresses.event(release),
        "calendar": settings.SITE_URL + addresses.calendar(release),
    }


def days(release: Release) -> list[Day]:
    """Every date of the programme, without a title where nobody gave it one."""
    titles = {day.date: day.title for day in release.programme.days}
    return [Day(date, titles.get(date, "")) for date in release.programme.dates]


def day(release: Release, day: Day) -> Row:
    timed = any(panel.when.date == day.date and panel.when.start for panel in release.programme.panels)
    return {
        "date": day.date,
        "title": day.title,
        "panels": _panels(release, "day", day.date.isoformat()),
        "calendar": settings.SITE_URL + addresses.day_calendar(release, day.date) if timed else None,
    }


def room(release: Release, room: Room) -> Row:
    return {
        **{name: getattr(room, name) for name in ("slug", "name", "capacity", "stream")},
        "panels": _panels(release, "room", room.slug),
        "calendar": settings.SITE_URL + addresses.room_calendar(release, room),
    }


def track(release: Release, track: Track) -> Row:
    return {
        **{name: getattr(track, name) for name in ("slug", "name", "colour")},
        "panels": _panels(release, "track", track.slug),
        "calendar": settings.SITE_URL + addresses.track_calendar(release, track),
    }


def panel(release: Release, panel: Panel) -> Row:
    programme = release.programme
    start, end = _span(release, panel)
    return {
        **{name: getattr(panel, name) for name in ("uid", "slug", "number", "title", "kind", "abstract", "language")},
        "status": panel.state,
        "day": panel.when.date,
        "start": start,
        "end": end,
        "timezone": programme.event.timezone,
        "room": _named(programme.room, panel.room),
        "track": _named(programme.track, panel.track),
        "links": [_link(link) for link in panel.links],
        "people": [_person(release, part) for part in panel.people],
        "to_come": panel.to_come,
        "sequence": panel.sequence,
        "changed": panel.changed,
        "url": address("panel", event=release.slug, slug=panel.slug),
        "page": settings.SITE_URL + addresses.panel(release, panel),
        "calendar": settings.SITE_URL + addresses.panel_calendar(release, panel),
    }


def speaker(release: Release, speaker: Speaker) -> Row:
    return {
        **{
            name: getattr(speaker, name)
            for name in ("uid", "slug", "name", "honorific", "post_nominal", "bio", "photo")
        },
        "links": [_link(link) for link in speaker.links],
        "url": address("speaker", event=release.slug, slug=speaker.slug),
        "page": settings.SITE_URL + addresses.speaker(release, speaker),
        "calendar": settings.SITE_URL + addresses.speaker_calendar(release, speaker),
    }


def speaker_with_panels(release: Release, person: Speaker) -> Row:
    parts = release.appearances[person.uid]
    return {**speaker(release, person), "panels": [_part(release, panel, part) for panel, part in parts]}


def _part(release: Release, panel: Panel, part: Appearance) -> Row:
    start, end = _span(release, panel)
    return {
        "panel": panel.slug,
        "title": panel.title,
        "status": panel.state,
        "start": start,
        "end": end,
        **{name: getattr(part, name) for name in ("role", "billing", "paper")},
        "url": address("panel", event=release.slug, slug=panel.slug),
    }


def _person(release: Release, part: Appearance) -> Row:
    speaker = release.programme.speaker[part.speaker]
    return {
        "speaker": speaker.slug,
        "name": speaker.full_name,
        **{name: getattr(part, name) for name in ("role", "billing", "paper")},
        "url": address("speaker", event=release.slug, slug=speaker.slug),
    }


def _named(things: Mapping[str, Room] | Mapping[str, Track], uid: str) -> Row | None:
    thing = things.get(uid)
    return {"slug": thing.slug, "name": thing.name} if thing else None


def _link(link: Link) -> Row:
    return {"url": link.url, "label": link.label, "rel": link.rel}


def _span(release: Release, panel: Panel) -> tuple[datetime | None, datetime | None]:
    """Start and end in the event's zone."""
    zone = release.programme.zone
    start, end = panel.when.span(zone) or (None, None)
    return start and start.astimezone(zone), end and end.astimezone(zone)


def _panels(release: Release, parameter: str, value: str) -> str:
    return f"{address('panels', event=release.slug)}?{parameter}={value}"
