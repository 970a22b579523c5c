"""The public pages of one release: pure functions Release -> str. No request, no user, no "now"."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events.site import choosing, colours, entries, files, grid, markup, scripts, sections, shown, social, wording
from events.site.choosing import EVERYTHING, Choice
from events.site.store import MissingError
from events.site.values import Shown
from programme import addresses
from programme.model import Link, Panel, Release, Room, Track

LINK_LABELS = {"stream": "Watch the stream", "recording": "Watch the recording", "slides": "Slides"}


@dataclass(frozen=True, slots=True)
class Tab(Shown):
    label: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class View(Tab):
    """An order that the schedule is shown in. `wide`: only where there is the width for another."""

    wide: bool


def render(
    release: Release, template: str, path: str, title: str, description: str, calendar: str = "", **facts: Any
) -> str:
    """A page of the event at `path`. `title` is what it is called without the event's own title; the fact `about` is
    the panel or speaker that it is about."""
    event = release.programme.event
    menu = (
        ("Schedule", addresses.event(release)),
        ("Speakers", addresses.speakers(release)),
        ("Subscribe", addresses.subscribe(release)),
    )
    context = {
        "event": event,
        "event_lang": shown.lang(release),
        "facts": shown.facts(release),
        "home": addresses.event(release),
        "tabs": [Tab(label, url, url == path) for label, url in menu],
        "title": title,
        "description": description,
        "canonical": settings.SITE_URL + path if path else "",
        "calendar": calendar or addresses.calendar(release),
        "changes": addresses.changes(release),
        "changes_feed": addresses.changes_feed(release),
        "whole_calendar": addresses.calendar(release),
        "script": scripts.ADDRESS,
        "style": addresses.style(release) if is_styled(release) else "",
        **social.head(release, path, title, facts.get("about")),
        "number": release.number,
        "published": wording.plain_date(release.published.astimezone(release.programme.zone).date()),
    }
    return render_to_string(f"site/{template}", {**context, **facts})


def is_styled(release: Release) -> bool:
    """Whether the event needs a stylesheet of its own."""
    return colours.is_colour(release.programme.event.colour) or len(release.programme.rooms) > 1


def now(release: Release) -> str:
    """The schedule, of which the script leaves what is on now and what comes next."""
    return schedule(release, now=True)


def schedule(release: Release, choice: Choice = EVERYTHING, *, now: bool = False) -> str:
    programme = release.programme
    described = " · ".join(filter(None, (programme.event.organiser, shown.facts(release))))
    found = sections.sections(release, choice)
    panels = sum(not item.quiet for section in found for item in section.items)
    return render(
        release,
        "schedule.html",
        addresses.now(release) if now else addresses.event(release),
        _("Now and next") if now else _("Schedule"),
        _("The programme: %(facts)s") % {"facts": described},
        facts=shown.dates_and_place(release),
        zone_words=shown.zone_words(release, choice.zone(release)),
        now=now,
        language=programme.event.languages[0] if len(programme.event.languages) == 1 else "",
        sections=found,
        tabbed=[section for section in found if section.items] if len(found) > 1 else [],
        choice=choice,
        groups=choosing.groups(release, choice),
        views=_views(release, choice),
        subscribe=addresses.subscribe(release),
        words=addresses.words(release),
        everything=choosing.address(release, Choice(view=choice.view, tz=choice.tz)),
        panels=panels,
        gridded=any(section.grid for section in found),
        version=release.published.isoformat(timespec="seconds"),
    )


def _views(release: Release, choice: Choice) -> list[View]:
    """By day, as a list where that has rooms side by side, and by track where there are tracks."""
    named = [("", _("By day"))]
    named += [("list", _("As a list"))] if len(release.programme.rooms) > 1 else []
    named += [("tracks", _("By track"))] if len(release.programme.tracks) > 1 else []
    return [
        View(name, choosing.address(release, choice, view=view), choice.view == view, wide=view == "list")
        for view, name in (named if len(named) > 1 else [])
    ]


def words(release: Release) -> str:
    """By the address of each panel: the words by which it is found that its page in the schedule does not show."""
    found = {
        panel.slug: choosing.searched(release, panel)
        for panel in release.programme.panels
        if panel.abstract and (len(release.programme.panels) > shown.MANY or markup.excerpt(panel.abstract)[1])
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def panel(slug: str) -> Callable[[Release], str]:
    def make(release: Release) -> str:
        found = next((panel for panel in release.programme.panels if panel.slug == slug), None)
        if found is None:
            raise MissingError(f"{release.programme.event.title} has no panel at this address.")
        return _panel(release, found)

    return make


def _panel(release: Release, panel: Panel) -> str:
    zone, day = release.programme.zone, panel.when.date
    theme = next((row.title for row in release.programme.days if row.date == day), "")
    timed = panel.when.span(zone) is not None
    before, after = _neighbours(release, panel)
    when = _when(panel, release)
    return render(
        release,
        "panel.html",
        addresses.panel(release, panel),
        panel.title,
        markup.excerpt(panel.abstract)[0] or f"{panel.title}, {when}",
        addresses.panel_calendar(release, panel) if timed else "",
        about=panel,
        item=shown.item(release, panel),
        when=when,
        times=wording.times(panel.when, zone),
        zone=wording.zone_at(shown.instants(release, [panel])[0]) if timed else "",
        utc=wording.utc_times(panel.when, zone) if release.programme.event.timezone not in ("UTC", "Etc/UTC") else None,
        day=wording.full_day(day) if day else "",
        day_anchor=day.isoformat() if day else shown.UNDATED,
        day_name=wording.day_name(day) if day else "To be announced",
        theme=theme,
        room=release.programme.room.get(panel.room),
        track=release.programme.track.get(panel.track),
        language=wording.language_name(panel.language),
        stream=_stream(release, panel),
        abstract=markup.to_html(panel.abstract),
        links=labelled(panel.links),
        panel_calendar=addresses.panel_calendar(release, panel) if timed else "",
        day_calendar=addresses.day_calendar(release, day) if timed and day else "",
        history=entries.of_panel(release, panel),
        before=before,
        after=after,
    )


def _when(panel: Panel, release: Release) -> str:
    """Wednesday 19 May 2021, 10:30–11:45 am, as far as it is known."""
    times = wording.times(panel.when, release.programme.zone)
    day = wording.full_day(panel.when.date) if panel.when.date else "date to be announced"
    return f"{day}, {times or 'time to be announced'}"


def _stream(release: Release, panel: Panel) -> str:
    """The room's stream, unless the panel has one of its own."""
    room = release.programme.room.get(panel.room)
    own = any(link.rel == "stream" for link in panel.links)
    return room.stream if room and not own and markup.is_web_address(room.stream) else ""


def labelled(links: tuple[Link, ...]) -> list[tuple[str, str]]:
    """Label and address of those that may be followed."""
    return [
        (
            link.label or LINK_LABELS.get(link.rel) or urlsplit(link.url).netloc.removeprefix("www."),
            link.url,
        )
        for link in links
        if markup.is_web_address(link.url)
    ]


def _neighbours(release: Release, panel: Panel) -> tuple[Tab | None, Tab | None]:
    """The panels before and after this one; coffee is no panel to go on to."""
    row = [other for other in release.programme.in_order if other is panel or not shown.is_quiet(other)]
    at = row.index(panel)
    found = [row[place] if 0 <= place < len(row) else None for place in (at - 1, at + 1)]
    before, after = (Tab(other.title, addresses.panel(release, other), False) if other else None for other in found)
    return before, after


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
        ("One day", [_day_feed(release, day) for day in days]),
        ("One room", [_room_feed(release, room) for room in programme.rooms if _used(timed, room)]),
        ("One track", [_track_feed(release, track) for track in programme.tracks if _used(timed, track)]),
    ]
    return render(
        release,
        "subscribe.html",
        addresses.subscribe(release),
        "Subscribe",
        f"{programme.event.title} in your own calendar, kept up to date: Apple, Google, Outlook, Thunderbird.",
        feed=Feed.at(programme.event.title, addresses.calendar(release)),
        groups=[(heading, feeds) for heading, feeds in groups if len(feeds) > 1],
        files=files.files(release),
    )


def _used(panels: list[Panel], where: Room | Track) -> bool:
    return any(where.uid in (panel.room, panel.track) for panel in panels)


def _day_feed(release: Release, day: date) -> Feed:
    return Feed.at(wording.day_name(day), addresses.day_calendar(release, day))


def _room_feed(release: Release, room: Room) -> Feed:
    return Feed.at(room.name, addresses.room_calendar(release, room))


def _track_feed(release: Release, track: Track) -> Feed:
    return Feed.at(track.name, addresses.track_calendar(release, track))


def style(release: Release) -> str:
    """What only this event's pages look like: its colour, and the grids of its days."""
    if not is_styled(release):
        raise MissingError(f"{release.programme.event.title} looks like every other event.")
    colour = release.programme.event.colour
    own = colours.stylesheet(colour) if colours.is_colour(colour) else ""
    return own + grid.stylesheet(sections.grids(release))
