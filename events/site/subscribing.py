"""The page that says how to subscribe to the calendars, and which there are. A pure function Release -> str."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from events.site import addresses, files, wording
from events.site.pages import render
from events.site.values import Shown
from programme.model import Panel, Release, Room, Track


@dataclass(frozen=True, slots=True)
class Feed(Shown):
    """A calendar to subscribe to."""

    name: str
    url: str  # https
    webcal: str

    @classmethod
    def at(cls, name: str, path: str) -> Feed:
        url = settings.SITE_URL + path
        return cls(name, url, f"webcal://{url.split('://', 1)[1]}")


def subscribe(release: Release) -> str:
    programme = release.programme
    timed = [panel for panel in programme.in_order if panel.when.span(programme.zone)]
    days = dict.fromkeys(panel.when.date for panel in timed if panel.when.date)
    groups = [
        (_("One day"), [_day_feed(release, day) for day in days]),
        (_("One room"), [_room_feed(release, room) for room in programme.rooms if _used(timed, room)]),
        (_("One track"), [_track_feed(release, track) for track in programme.tracks if _used(timed, track)]),
    ]
    return render(
        release,
        "subscribe.html",
        addresses.subscribe(release),
        _("Subscribe"),
        _("%(event)s in your own calendar, kept up to date: Apple, Google, Outlook, Thunderbird.")
        % {"event": programme.event.title},
        feed=Feed.at(programme.event.title, addresses.calendar(release)),
        groups=[(heading, feeds) for heading, feeds in groups if len(feeds) > 1],
        papers=files.papers(release),
        files=files.files(release),
    )


def _used(panels: list[Panel], where: Room | Track) -> bool:
    return any(where.uid in (panel.room, panel.track) for panel in panels)


def _day_feed(release: Release, day: date) -> Feed:
    return Feed.at(wording.heading(wording.day_name(day)), addresses.day_calendar(release, day))


def _room_feed(release: Release, room: Room) -> Feed:
    return Feed.at(room.name, addresses.room_calendar(release, room))


def _track_feed(release: Release, track: Track) -> Feed:
    return Feed.at(track.name, addresses.track_calendar(release, track))
