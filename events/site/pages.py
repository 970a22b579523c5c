"""The public pages of one release: pure functions Release -> str. No request, no user, no "now"."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events.site import (
    addresses,
    choosing,
    colours,
    following,
    grid,
    languages,
    markup,
    people,
    scripts,
    sections,
    shown,
    social,
    wording,
)
from events.site.choosing import EVERYTHING, Choice
from events.site.spoken import original, told
from events.site.store import MissingError
from events.site.values import Shown
from programme.model import Release
from programme.writing.places import house


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
    the panel or speaker that it is about, `under` the page of the menu that it is a part of."""
    event = release.programme.event
    menu = (
        (_("Schedule"), addresses.event(release)),
        (_("Speakers"), addresses.speakers(release)),
        (_("My schedule"), addresses.my(release)),
        (_("Changes"), addresses.changes(release)),
        (_("Subscribe"), addresses.subscribe(release)),
    )
    cities = wording.tongue().cities
    context = {
        "event": event,
        "event_lang": shown.lang(release),
        **{
            f"{field}_lang": told(release, "event", "", field, original(release)).lang
            for field in ("title", "organiser")
        },
        "contact": markup.contact_address(event.contact),
        "facts": shown.facts(release),
        "home": addresses.event(release),
        "whole": sections.whole(release),
        "tabs": [Tab(label, url, url == facts.get("under", path)) for label, url in menu],
        "title": title,
        "description": description,
        "canonical": settings.SITE_URL + path if path else "",
        "site": settings.SITE_URL,
        "languages": languages.versions(path),
        "calendar": calendar or addresses.calendar(release),
        "changes": addresses.changes(release),
        "changes_feed": addresses.changes_feed(release),
        "whole_calendar": addresses.calendar(release),
        "cities": json.dumps(dict(cities), ensure_ascii=False, separators=(",", ":")) if cities else "",
        "script": scripts.ADDRESS,
        "style": addresses.style(release) if is_styled(release) else "",
        **social.head(release, path, title, facts.get("about"), facts.get("choice")),
        "number": release.number,
        "version": release.published.isoformat(timespec="seconds"),
        "published": wording.plain_date(release.published.astimezone(release.programme.zone).date()),
    }
    return markup.unbroken(render_to_string(f"site/{template}", {**context, **facts}))


def is_styled(release: Release) -> bool:
    """Whether the event needs a stylesheet of its own."""
    programme = release.programme
    return bool(len(programme.rooms) > 1 or colours.is_colour(programme.event.colour) or _of_tracks(release))


def _of_tracks(release: Release) -> dict[str, str]:
    return {track.slug: track.colour for track in release.programme.tracks if colours.is_colour(track.colour)}


def now(release: Release) -> str:
    """The schedule, of which the script leaves what is on now and what comes next."""
    return _schedule(release, addresses.now(release), now=True)


def day(anchor: str) -> Callable[[Release], str]:
    """One page of a schedule that has a page a day."""

    def make(release: Release) -> str:
        if anchor not in sections.anchors(release):
            raise MissingError(_("%(event)s has no such day.") % {"event": release.programme.event.title})
        return _schedule(release, addresses.day(release, anchor), only=anchor)

    return make


def days(release: Release) -> str:
    """All its days."""
    return _schedule(release, addresses.days(release))


def schedule(release: Release, choice: Choice = EVERYTHING) -> str:
    """What is asked for; of a schedule with a page a day its first where that is everything."""
    first = sections.anchors(release)[0] if choice == EVERYTHING and sections.is_by_day(release) else ""
    return _schedule(release, addresses.event(release), choice, only=first)


def _schedule(release: Release, path: str, choice: Choice = EVERYTHING, *, now: bool = False, only: str = "") -> str:
    programme = release.programme
    described = " · ".join(filter(None, (programme.event.organiser, shown.facts(release))))
    found = sections.sections(release, choice, gridded=not now, only=only)
    panels = sum(not item.quiet for section in found for item in section.items)
    followed = following.calendars(release, choice)
    return render(
        release,
        "schedule.html",
        path,
        _("Now and next") if now else _("Schedule"),
        _("The programme: %(facts)s") % {"facts": described},
        # What is asked for by more than one thing has no calendar of its own: those of its parts hold more.
        followed[0].path if len(followed) == 1 else "",
        facts=shown.dates_and_place(release),
        house=house(release, _),
        zone_words=shown.zone_words(release, choice.zone(release)),
        now=now,
        under=path if now else addresses.event(release),
        language=programme.event.languages[0] if len(programme.event.languages) == 1 else "",
        sections=found,
        tabbed=sections.tabs(release, found, only),
        part=sections.whole(release) if only or choice.parted else "",
        choice=choice,
        query=choice.query(),
        groups=choosing.groups(release, choice),
        views=_views(release, choice),
        subscribe=addresses.subscribe(release),
        words=addresses.words(release),
        event_about=markup.to_html(programme.event.about),
        event_about_lang=told(release, "event", "", "about", original(release)).lang,
        everything=_everything(release, choice),
        panels=panels,
        followed=followed,
        gridded=any(section.grid for section in found),
    )


def _everything(release: Release, choice: Choice) -> str:
    """The whole schedule in the order and zone that are chosen."""
    wanted = Choice(view=choice.view, tz=choice.tz)
    return sections.whole(release) if wanted == EVERYTHING else choosing.address(release, wanted)


def _views(release: Release, choice: Choice) -> list[View]:
    """By day, as a list where that has rooms side by side, by track where there are tracks, and the titles alone of a
    programme that is long on a telephone."""
    named = [("", _("By day"))]
    named += [("list", _("As a list"))] if len(release.programme.rooms) > 1 else []
    named += [("tracks", _("By track"))] if len(release.programme.tracks) > 1 else []
    named += [("brief", _("In brief"))] if len(release.programme.panels) > people.MANY else []
    return [
        View(name, choosing.address(release, choice, view=view), choice.view == view, wide=view == "list")
        for view, name in (named if len(named) > 1 else [])
    ]


def words(release: Release) -> str:
    """By the address of each panel: the words by which the script finds it, which are those by which we do."""
    found = {panel.slug: choosing.searched(release, panel) for panel in release.programme.panels}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def style(release: Release) -> str:
    """What only this event's pages look like: its colour, those of its tracks, and the grids of its days."""
    if not is_styled(release):
        raise MissingError(_("%(event)s looks like every other event.") % {"event": release.programme.event.title})
    colour = release.programme.event.colour
    own = colours.stylesheet(colour) if colours.is_colour(colour) else ""
    return own + colours.of_tracks(_of_tracks(release)) + grid.stylesheet(sections.grids(release))
