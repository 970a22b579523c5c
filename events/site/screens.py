"""Screens in the house: for the door of each room, and for the foyer. What is on now is the browser's to find.

A screen gets the whole list of its room with absolute times and goes on by itself for as long as it has no network.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events.messages import Message
from events.site import addresses, pages, shown, store, wording
from events.site.spoken import original, told
from events.site.store import MissingError, public, serve
from events.site.values import Shown
from programme.model import Panel, Release, Room

UNANNOUNCED = timedelta(hours=1)  # how long a panel is on whose end nobody has said, unless the next one begins


@dataclass(frozen=True, slots=True)
class Screen(Shown):
    name: str
    url: str


@public
def screens(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, overview)


@public
def screen(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    return serve(request, event, page(slug))


@public
def data(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    said = store.messages.all().get(event, ())
    return serve(request, event, programme(slug, said), content_type="application/json", state=repr(said))


def overview(release: Release) -> str:
    """The list of all screens."""
    rooms = release.programme.rooms
    doors = [Screen(room.name, addresses.screen(release, room)) for room in rooms]
    return pages.render(
        release,
        "screens.html",
        addresses.screens(release),
        _("Screens"),
        _("Screens for the doors and the foyer: what is on now, and what comes next."),
        foyer=addresses.screen(release, None),
        doors=doors,
    )


def page(slug: str) -> Callable[[Release], str]:
    """The page of a screen; without JavaScript, the list of all days."""

    def make(release: Release) -> str:
        room = _room(release, slug)
        programme = release.programme
        context = {
            "event": programme.event,
            "event_lang": shown.lang(release),
            "title_lang": told(release, "event", "", "title", original(release)).lang,
            "name": room.name if room else "",
            "style": addresses.style(release) if pages.is_styled(release) else "",
            "data": addresses.screen_data(release, room),
            "build": store.BUILD,
            "days": _days(release, room),
        }
        return render_to_string("site/screen.html", context)

    return make


def programme(slug: str, said: tuple[Message, ...]) -> Callable[[Release], str]:
    """What a screen has to know, as JSON."""

    def make(written: Release) -> str:
        release = store.spoken(written)
        room = _room(release, slug)
        panels = _panels(release, room)
        found = {
            "build": store.BUILD,
            "zone": release.programme.event.timezone,
            "clock": release.programme.event.clock,
            "days": {f"{day}": wording.heading(wording.day_name(day)) for day in {p.when.date for p in panels} if day},
            "entries": [_entry(release, panel, panels, room) for panel in panels],
            "messages": [
                _message(message) for message in said if not message.room or (room and message.room == room.uid)
            ],
        }
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    return make


def _room(release: Release, slug: str) -> Room | None:
    """None for the foyer."""
    if slug == addresses.screen_slug(None):
        return None
    found = next((room for room in release.programme.rooms if addresses.screen_slug(room) == slug), None)
    if found is None:
        raise MissingError(_("%(event)s has no room at this address.") % {"event": release.programme.event.title})
    return found


def _panels(release: Release, room: Room | None) -> list[Panel]:
    """Those with a time: of this room and of the whole house, or of every room."""
    zone = release.programme.zone
    timed = (panel for panel in release.programme.in_order if panel.when.span(zone))
    return [panel for panel in timed if room is None or panel.room in ("", room.uid)]


def _days(release: Release, room: Room | None) -> list[tuple[str, list[shown.Item]]]:
    days: dict[str, list[shown.Item]] = {}
    for panel in _panels(release, room):
        name = wording.heading(wording.day_name(panel.when.date)) if panel.when.date else ""
        days.setdefault(name, []).append(shown.item(release, panel))
    return list(days.items())


def _entry(release: Release, panel: Panel, panels: list[Panel], room: Room | None) -> dict[str, Any]:
    """What is empty or false is left out. `place` is said only where screens show more than one room."""
    item, start = shown.item(release, panel), _start(release, panel)
    found = {
        "start": _moment(start),
        "end": _moment(_end(release, panel, panels)),
        "date": f"{panel.when.date}",
        "time": f"{item.times}",
        "label": item.label,
        "title": panel.title,
        "lang": item.title_in.code,
        "place": item.hall if room is None else "",
        "people": [[p.name, p.role] for p in item.people] + ([[item.to_come, ""]] if item.to_come else []),
        "quiet": item.quiet,
        "cancelled": item.cancelled,
    }
    return {name: value for name, value in found.items() if value}


def _start(release: Release, panel: Panel) -> datetime:
    span = panel.when.span(release.programme.zone)
    assert span is not None  # noqa: S101 - _panels has seen it
    return span[0]


def _end(release: Release, panel: Panel, panels: list[Panel]) -> datetime:
    span = panel.when.span(release.programme.zone)
    start = _start(release, panel)
    if span and span[1] and span[1] > start:
        return span[1]
    later = [_start(release, other) for other in panels if other.room == panel.room]
    return min([at for at in later if at > start] + [start + UNANNOUNCED])


def _message(message: Message) -> dict[str, str]:
    return {"text": message.text, "start": _moment(message.start), "end": _moment(message.end)}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
