"""Calendar feeds over HTTP: which panels, under which name. programme/writing/calendar.py writes them.

Plain views on purpose: Google sends no Accept header, Nextcloud one without */*, and both are to get the calendar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import icalendar
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from events.site import languages, store, wording
from events.site.feed_words import say
from events.site.store import public
from programme import addresses
from programme.leaving import part
from programme.model import KINDS, Former, Panel, Release, Room, Speaker, Track
from programme.writing.calendar import calendar, ics, panels_with_time

Named = TypeVar("Named", bound=Room | Track | Speaker | Former | Panel)


@dataclass(frozen=True, slots=True)
class Feed:
    """What of a release stands in a feed. `page` is the path of the page that shows the same."""

    name: str  # empty for the event's own
    panels: Iterable[Panel]
    page: str = ""


def everything(release: Release) -> Feed:
    """What stands in the event's own calendar."""
    return Feed("", panels_with_time(release))


@public
def whole(request: HttpRequest, event: str) -> HttpResponseBase:
    return _serve(request, event, everything)


@public
def day(request: HttpRequest, event: str, day: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        panels = part(release, lambda panel: f"{panel.when.date}" == day)
        if not panels:
            raise store.MissingError(f"{release.programme.event.title} has nothing on {day}.")
        date = dt.date.fromisoformat(day)
        return Feed(wording.heading(wording.full_day(date)), panels)

    return _serve(request, event, chosen)


@public
def room(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        known: list[Room | Former] = [*release.programme.rooms, *_former(release, "room")]
        place = _named(known, slug, "room")
        return Feed(_name(place), part(release, lambda panel: panel.room == place.uid))

    return _serve(request, event, chosen)


@public
def track(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        known: list[Track | Former] = [*release.programme.tracks, *_former(release, "track")]
        theme = _named(known, slug, "track")
        return Feed(_name(theme), part(release, lambda panel: panel.track == theme.uid))

    return _serve(request, event, chosen)


@public
def kind(request: HttpRequest, event: str, kind: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        panels = part(release, lambda panel: panel.kind == kind)
        if not panels:
            raise store.MissingError(
                f"{release.programme.event.title} has nothing of the kind “{kind}”. Kinds are {', '.join(KINDS)}."
            )
        return Feed(say(kind.capitalize()), panels)

    return _serve(request, event, chosen)


@public
def speaker(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        known: list[Speaker | Former] = [*release.programme.speakers, *_former(release, "speaker")]
        found = _named(known, slug, "speaker")
        person = release.moved_to(slug) or found if isinstance(found, Former) else found
        uids = {found.uid, person.uid}  # who followed somebody before a merge follows who they are now
        panels = part(release, lambda panel: any(each.speaker in uids for each in panel.people))
        page = addresses.speaker(release, person) if isinstance(person, Speaker) else ""
        return Feed(_name(person), panels, page)

    return _serve(request, event, chosen)


@public
def panel(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def chosen(release: Release) -> Feed:
        found = [panel for panel in panels_with_time(release) if panel.slug == slug]
        # Known but without a time: an empty feed, which fills once the time is known.
        named = found[0] if found else _named(release.programme.panels, slug, "panel")
        is_public = named.uid in release.programme.panel
        return Feed(named.title, found, addresses.panel(release, named) if is_public else "")

    return _serve(request, event, chosen)


def _former(release: Release, kind: str) -> list[Former]:
    """Of this kind: what only withdrawn panels refer to. Whoever subscribed to it is told of them."""
    return [former for former in release.former if former.kind == kind]


def _name(thing: Room | Track | Speaker | Former) -> str:
    if isinstance(thing, Former):
        return ""
    return thing.full_name if isinstance(thing, Speaker) else thing.name


def _named(things: Iterable[Named], slug: str, what: str) -> Named:
    for thing in things:
        if thing.slug == slug:
            return thing
    raise store.MissingError(f"There is no {what} “{slug}” in this programme.")


def written(release: Release, feed: Feed, write: Callable[[icalendar.Calendar], bytes] = ics) -> bytes:
    event = release.programme.event
    name = f"{feed.name} – {event.title}" if feed.name else event.title
    page, here = feed.page or addresses.event(release), settings.SITE_URL + languages.here().prefix
    return write(calendar(release, here, feed.panels, name=name, page=page, say=say))


def _serve(request: HttpRequest, slug: str, chosen: Callable[[Release], Feed]) -> HttpResponseBase:
    def make(release: Release) -> bytes:
        return written(release, chosen(release))

    # Last-Modified is the release's: a feed changes too when a panel leaves it or the event is renamed, and who asks
    # with nothing but If-Modified-Since would be told that it has not. A feed that is the same keeps its ETag.
    return store.serve(request, slug, make, content_type="text/calendar; charset=utf-8", words=True)
