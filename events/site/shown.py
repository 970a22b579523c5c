"""What the templates show: words and addresses, worked out from a release so that a template only sets them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.site import markup, wording
from events.site.values import Shown
from programme import addresses
from programme.model import Appearance, Panel, Release

KIND_LABELS = {
    "panel": "Panel",
    "keynote": "Keynote",
    "talk": "Talk",
    "workshop": "Workshop",
    "opening": "Opening",
    "closing": "Closing",
    "break": "Break",
    "registration": "Registration",
    "social": "Social",
    "other": "",
}
LABELLED = {"keynote", "workshop"}  # the others say what they are only where they have a number
QUIET = {"break", "registration", "opening", "closing", "social", "other"}
UNDATED = "to-be-announced"


@dataclass(frozen=True, slots=True)
class Person(Shown):
    name: str
    url: str
    role: str  # empty for who simply speaks
    billing: str
    paper: str


@dataclass(frozen=True, slots=True)
class Item(Shown):
    """A panel in the schedule."""

    anchor: str
    url: str  # empty where there is nothing more to read
    label: str
    title: str
    lang: SafeString  # ' lang="fr"', or nothing in an English event
    times: wording.Times | None
    place: str  # room, track and language
    excerpt: str
    more: bool
    people: tuple[Person, ...]
    quiet: bool
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Section(Shown):
    """A day of the schedule, or what has no date yet."""

    anchor: str
    heading: str
    tab: tuple[str, str]  # "Wed 19", "May"
    theme: str
    missing: str  # what stands where an item has no time
    items: tuple[Item, ...]


def sections(release: Release) -> list[Section]:
    programme = release.programme
    themes = {day.date: day.title for day in programme.days}
    found: dict[date | None, list[Item]] = {day: [] for day in programme.dates}
    for panel in programme.in_order:
        found.setdefault(panel.when.date, []).append(item(release, panel))
    named = wording.full_day if len({day.year for day in programme.dates}) > 1 else wording.day_name
    return [
        Section(
            anchor=day.isoformat(),
            heading=named(day),
            tab=(f"{wording.WEEKDAYS[day.weekday()][:3]} {day.day}", wording.MONTHS[day.month - 1][:3]),
            theme=themes.get(day, ""),
            missing="Time to be announced",
            items=tuple(items),
        )
        if day
        else Section(UNDATED, "To be announced", ("To be announced", ""), "", "Date to be announced", tuple(items))
        for day, items in found.items()
    ]


def item(release: Release, panel: Panel) -> Item:
    programme = release.programme
    cancelled, quiet = panel.state == "cancelled", is_quiet(panel)
    short, more = markup.excerpt(panel.abstract) if panel.abstract and not cancelled else ("", False)
    return Item(
        anchor=anchor(panel),
        url=addresses.panel(release, panel) if not quiet or panel.abstract or panel.links else "",
        label=label(panel),
        title=panel.title,
        lang=lang(release, panel),
        times=wording.times(panel.when, programme.zone),
        place=" · ".join(place(release, panel)),
        excerpt=short,
        more=more,
        people=persons(release, panel),
        quiet=quiet,
        cancelled=cancelled,
    )


def persons(release: Release, panel: Panel) -> tuple[Person, ...]:
    return tuple(_person(release, part) for part in panel.people)


def _person(release: Release, part: Appearance) -> Person:
    speaker = release.programme.speaker[part.speaker]
    return Person(speaker.full_name, addresses.speaker(release, speaker), role_label(part), part.billing, part.paper)


def role_label(part: Appearance) -> str:
    return "" if part.role == "speaker" else part.role.capitalize()


def is_quiet(panel: Panel) -> bool:
    """What happens around the programme: set smaller, unless somebody speaks in it."""
    return panel.kind in QUIET and not panel.people


def label(panel: Panel) -> str:
    """Panel 1, Keynote, Workshop A2; empty where the title says it or there is nothing to say."""
    kind, number = KIND_LABELS[panel.kind], panel.number
    if not number:
        return kind if panel.kind in LABELLED and not panel.title.casefold().startswith(kind.casefold()) else ""
    written_out = len(number.split()) > 1 or not kind  # "Session 4", "Table ronde 2"
    return number if written_out else f"{kind} {number}"


def place(release: Release, panel: Panel) -> list[str]:
    """Room, track, and the language where it is not simply the event's."""
    programme = release.programme
    words = [programme.room[panel.room].name] if panel.room else []
    if panel.track:
        words.append(programme.track[panel.track].name)
    if panel.language and (panel.language,) != programme.event.languages:
        words.append(f"in {wording.language_name(panel.language)}")
    return words


def anchor(panel: Panel) -> str:
    return f"panel-{panel.slug}"


def lang(release: Release, panel: Panel | None = None) -> SafeString:
    """The lang attribute of what the organisers wrote; the page around it is English."""
    languages = release.programme.event.languages
    code = (panel.language if panel else "") or (languages[0] if languages else "")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) or code.split("-")[0].lower() == "en":
        return SafeString("")
    return format_html(' lang="{}"', code)


def dates_and_place(release: Release) -> str:
    """19–20 May 2021 · Online"""
    days = release.programme.dates
    when = wording.date_range(days[0], days[-1]) if days else ""
    return " · ".join(filter(None, (when, release.programme.event.venue)))


def facts(release: Release) -> str:
    """19–20 May 2021 · Online · times in Toronto (EDT, UTC−4)"""
    programme = release.programme
    starts = instants(release, programme.panels)
    zone = wording.zone_words(programme.event.timezone, starts) if starts else ""
    return " · ".join(filter(None, (dates_and_place(release), zone)))


def instants(release: Release, panels: Iterable[Panel]) -> list[datetime]:
    """In order and in the event's zone: when each panel starts; noon of each day where none has a time yet."""
    zone = release.programme.zone
    spans = [span[0] for panel in panels if (span := panel.when.span(zone))]
    if not spans:
        spans = [datetime.combine(day, time(12), zone).astimezone(UTC) for day in release.programme.dates]
    return [at.astimezone(zone) for at in sorted(spans)]
