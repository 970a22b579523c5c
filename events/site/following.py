"""Calendars to subscribe to, as pages lead to them."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from events.site import addresses, shown, wording
from events.site.choosing import Choice
from events.site.values import Shown
from programme.leaving import part
from programme.model import KINDS, Release


@dataclass(frozen=True, slots=True)
class Feed(Shown):
    """A calendar to subscribe to. `size` is said only where the whole is too large for some programs."""

    name: str
    url: str  # https
    webcal: str
    size: str = ""

    @property
    def path(self) -> str:
        return self.url.removeprefix(settings.SITE_URL)

    @classmethod
    def at(cls, name: str, path: str, size: str = "") -> Feed:
        url = settings.SITE_URL + path
        return cls(name, url, f"webcal://{url.split('://', 1)[1]}", size)


def calendars(release: Release, choice: Choice) -> list[Feed]:
    """Those of the day, room, track and kind that are asked for. What is looked for by words has none, nor has what is
    in one language, nor several of a kind."""
    if choice.several:
        return []
    programme = release.programme
    day = next((day for day in programme.dates if day.isoformat() in choice.day), None)
    kind = next((kind for kind in KINDS if kind in choice.kind), None)
    found: list[tuple[str, str]] = []
    if day and part(release, lambda panel: panel.when.date == day):
        found.append((wording.heading(wording.day_name(day)), addresses.day_calendar(release, day)))
    rooms = [room for room in programme.rooms if room.slug in choice.room]
    tracks = [track for track in programme.tracks if track.slug in choice.track]
    found += [(room.name, addresses.room_calendar(release, room)) for room in rooms]
    found += [(track.name, addresses.track_calendar(release, track)) for track in tracks]
    if kind and part(release, lambda panel: panel.kind == kind):
        found.append((wording.heading(shown.kind_label(kind)), addresses.kind_calendar(release, kind)))
    return [Feed.at(name, path) for name, path in found]
