"""The schedule as it stands on other websites: small, with a stylesheet of its own. Pure functions Release -> str."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from events.site import addresses, colours, languages, pages, shown, wording
from events.site.oembed import iframe
from events.site.spoken import original, told
from events.site.store import MissingError
from events.site.values import Shown
from programme.model import Panel, Release, Room, Speaker, Track

FRAME_HEIGHT = 640  # pixels; embed.js makes a frame as high as what is in it


@dataclass(frozen=True, slots=True)
class Day(Shown):
    date: str  # 2021-05-19, or empty
    name: str
    tab: str
    items: tuple[shown.Item, ...]


@dataclass(frozen=True, slots=True)
class Snippet(Shown):
    """What to paste to embed a part of the schedule: an attribute of the script's tag, or the frame's address."""

    name: str
    attribute: str  # data-track="security"
    url: str


def page(part: str, slug: str, release: Release) -> str:
    """For a frame."""
    return render_to_string("site/embed.html", _facts(release, part, slug))


def fragment(part: str, slug: str, release: Release) -> str:
    """For embed.js: the list, with its style."""
    facts = {**_facts(release, part, slug), "inside": True, "style": mark_safe(style(release))}  # noqa: S308 (our own)
    return render_to_string("site/embed.html", facts)


def style(release: Release) -> str:
    """The stylesheet of both, with the event's colour."""
    colour = release.programme.event.colour
    return _stylesheet() + (_accent(colour) if colours.is_colour(colour) else "")


def how(release: Release) -> str:
    title = release.programme.event.title
    return pages.render(
        release,
        "embed_how.html",
        addresses.embed_how(release),
        _("On your website"),
        _("Put the schedule of %(title)s on any website, always up to date.") % {"title": title},
        **snippets(release),
    )


def snippets(release: Release) -> dict[str, Any]:
    """For templates/site/_embed.html."""
    site, event = settings.SITE_URL, release.programme.event
    said = _("%(title)s: the schedule") % {"title": event.title}
    spoken = languages.here()
    language = f' data-language="{spoken.code}"' if spoken.prefix else ""
    tag = f'<script async src="{site}/embed.js" data-event="{escape(release.slug)}"{language}></script>'
    link = f'<p><a href="{site}{addresses.event(release)}">{escape(said)}</a></p>'
    frame = iframe(site + addresses.embed(release), event.title, "100%", FRAME_HEIGHT)
    return {
        "by_script": f"{tag}\n{link}",
        "by_frame": f'{frame}\n<script async src="{site}/embed.js"></script>',
        "by_frame_alone": frame,
        "parts": list(_snippets(release)),
        "embed": addresses.embed(release),
    }


def _snippets(release: Release) -> Iterable[Snippet]:
    programme = release.programme
    dates = dict.fromkeys(panel.when.date for panel in programme.in_order if panel.when.date)
    places: tuple[tuple[str, tuple[Room | Track, ...]], ...] = (("room", programme.rooms), ("track", programme.tracks))
    found = [("day", day.isoformat(), wording.day_name(day)) for day in dates]
    found += [(kind, place.slug, place.name) for kind, known in places for place in known]
    for kind, slug, name in found:
        url = settings.SITE_URL + addresses.embed(release, f"{kind}s/{slug}")
        yield Snippet(name, f'data-{kind}="{slug}"', url)


def _facts(release: Release, part: str, slug: str) -> dict[str, Any]:
    event = release.programme.event
    name, panels = _chosen(release, part, slug)
    days = _days(release, panels)
    return {
        "event": event,
        "event_lang": shown.lang(release),
        "title_lang": told(release, "event", "", "title", original(release)).lang,
        "name": name,
        "facts": shown.facts(release),
        "days": days,
        "tabbed": len(days) > 1 and not part,
        "whole": part == "panels",
        "schedule": settings.SITE_URL + addresses.event(release),
        "subscribe": settings.SITE_URL + addresses.subscribe(release),
        "site": settings.SITE_URL,
        "stylesheet": addresses.embed_style(release),
        "zone": event.timezone,
    }


def _days(release: Release, panels: Iterable[Panel]) -> list[Day]:
    found: dict[str, list[Panel]] = {}
    for panel in panels:
        found.setdefault(f"{panel.when.date or ''}", []).append(panel)
    return [_day(release, date, row) for date, row in found.items()]


def _day(release: Release, date: str, panels: list[Panel]) -> Day:
    items = tuple(shown.item(release, panel) for panel in panels)
    day = panels[0].when.date
    if day is None:
        return Day("", _("To be announced"), _("To be announced"), items)
    return Day(date, wording.heading(wording.day_name(day)), wording.short_day(day), items)


def _chosen(release: Release, part: str, slug: str) -> tuple[str, Iterable[Panel]]:
    """What a part is called, and its panels in order. Raises MissingError."""
    programme = release.programme
    if not part:
        return "", programme.in_order
    if part == "days":
        panels = [panel for panel in programme.in_order if f"{panel.when.date}" == slug]
        if panels:
            return "", panels
    known: dict[str, Iterable[Room | Track | Panel | Speaker]] = {
        "rooms": programme.rooms,
        "tracks": programme.tracks,
        "panels": programme.panels,
        "speakers": programme.speakers,
    }
    one = next((one for one in known.get(part, ()) if one.slug == slug), None)
    if one is None:
        raise MissingError(_("%(event)s has nothing at this address to embed.") % {"event": programme.event.title})
    if isinstance(one, Panel):
        return "", [one]
    if isinstance(one, Speaker):
        return one.full_name, [panel for panel, _part in release.appearances[one.uid]]
    return one.name, [panel for panel in programme.in_order if one.uid in (panel.room, panel.track)]


@lru_cache(1)
def _stylesheet() -> str:
    return (settings.BASE_DIR / "static" / "site" / "embed.css").read_text(encoding="utf-8")


def _accent(colour: str) -> str:
    light, dark = (colours.readable(colour, grounds) for grounds in (colours.LIGHT_GROUNDS, colours.DARK_GROUNDS))
    return (
        f".embed {{ --accent: {light}; }}\n.embed[data-theme=dark] {{ --accent: {dark}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ .embed:not([data-theme=light]) {{ --accent: {dark}; }} }}\n"
    )
