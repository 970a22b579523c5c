"""Calendar feeds over HTTP: which panels, under which name. programme/writing/calendar.py writes them.

Plain views on purpose: Google sends no Accept header, Nextcloud one without */*, and both are to get the calendar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from events.site import store
from programme import addresses
from programme.model import KINDS, Panel, Release
from programme.writing.calendar import calendar, panels_with_time


@dataclass(frozen=True, slots=True)
class Feed:
    """What of a release stands in a feed. `page` is the path of the page that shows the same."""

    name: str  # empty for the event's own
    panels: Iterable[Panel]
    page: str = ""


@require_safe
def whole(request: HttpRequest, event: str) -> HttpResponseBase:
    return _serve(request, event, lambda release: Feed("", panels_with_time(release)))


@require_safe
def day(request: HttpRequest, event: str, day: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        panels = [panel for panel in panels_with_time(release) if f"{panel.when.date}" == day]
        if not panels:
            raise store.MissingError(f"{release.programme.event.title} has nothing on {day}.")
        date = dt.date.fromisoformat(day)
        return Feed(f"{date:%A} {date.day} {date:%B %Y}", panels, f"{addresses.event(release)}?day={day}")

    return _serve(request, event, chosen)


@require_safe
def room(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        place = _named(release.programme.rooms, slug, "room")
        panels = [panel for panel in panels_with_time(release) if panel.room == place.uid]
        return Feed(place.name, panels, f"{addresses.event(release)}?room={slug}")

    return _serve(request, event, chosen)


@require_safe
def track(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        theme = _named(release.programme.tracks, slug, "track")
        panels = [panel for panel in panels_with_time(release) if panel.track == theme.uid]
        return Feed(theme.name, panels, f"{addresses.event(release)}?track={slug}")

    return _serve(request, event, chosen)


@require_safe
def kind(request: HttpRequest, event: str, kind: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        panels = [panel for panel in panels_with_time(release) if panel.kind == kind]
        if not panels:
            raise store.MissingError(
                f"{release.programme.event.title} has nothing of the kind “{kind}”. Kinds are {', '.join(KINDS)}."
            )
        return Feed(kind.capitalize(), panels, f"{addresses.event(release)}?kind={kind}")

    return _serve(request, event, chosen)


@require_safe
def speaker(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        person = _named(release.programme.speakers, slug, "speaker")
        # Somebody may have two parts in one panel.
        panels = {panel.uid: panel for panel, _ in release.appearances[person.uid]}
        return Feed(person.full_name, panels.values(), addresses.speaker(release, person))

    return _serve(request, event, chosen)


@require_safe
def panel(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        found = [panel for panel in panels_with_time(release) if panel.slug == slug]
        # Known but without a time: an empty feed, which fills once the time is known.
        named = found[0] if found else _named(release.programme.panels, slug, "panel")
        return Feed(named.title, found, addresses.panel(release, named))

    return _serve(request, event, chosen)


class Slugged(Protocol):
    @property
    def slug(self) -> str: ...


Named = TypeVar("Named", bound=Slugged)


def _named(things: Iterable[Named], slug: str, what: str) -> Named:
    for thing in things:
        if thing.slug == slug:
            return thing
    raise store.MissingError(f"There is no {what} “{slug}” in this programme.")


def _serve(request: HttpRequest, slug: str, chosen: Callable[[Release], Feed]) -> HttpResponseBase:
    def make(release: Release) -> bytes:
        feed, event = chosen(release), release.programme.event
        name = f"{feed.name} – {event.title}" if feed.name else event.title
        page = feed.page or addresses.event(release)
        return calendar(release, settings.SITE_URL, feed.panels, name=name, page=page)

    return store.serve(request, slug, make, content_type="text/calendar; charset=utf-8", last_modified=_newest_change)


def _newest_change(release: Release) -> dt.datetime | None:
    """Of any panel, not only of those in the feed: the feed of a day changes too when a panel leaves it, and who asks
    with nothing but If-Modified-Since would be told that it has not. A feed that is the same keeps its ETag.
    """
    panels = (*release.programme.panels, *release.tombstones)
    return max((panel.changed for panel in panels if panel.changed), default=None)
