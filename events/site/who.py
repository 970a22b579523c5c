"""The pages about people: everybody by family name, and each of them. Pure functions Release -> str."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from events.site import addresses, markup, named, pages, panels, people, shown, wording
from events.site.spoken import Told, original, told
from events.site.values import Shown
from programme import translating
from programme.model import Appearance, Panel, Release, Speaker


@dataclass(frozen=True, slots=True)
class Part(Shown):
    """A panel that somebody appears in."""

    title: str
    url: str
    label: str  # Panel 1
    when: str  # Wed 19 May, 10:30–11:45 am
    role: str
    billing: str
    paper: str
    cancelled: bool
    title_in: Told
    billing_in: Told
    paper_in: Told


@dataclass(frozen=True, slots=True)
class Billing(Shown):
    text: str
    said_in: Told


@dataclass(frozen=True, slots=True)
class Entry(Shown):
    """Somebody in the list."""

    name: str
    url: str
    billings: tuple[Billing, ...]
    parts: tuple[Part, ...]


def speakers(release: Release) -> str:
    everybody = release.programme.speakers
    if len(everybody) >= people.MANY:
        groups = people.by_letter(everybody)
    else:
        groups = [("", sorted(everybody, key=people.sort_key))] if everybody else []
    return pages.render(
        release,
        "speakers.html",
        addresses.speakers(release),
        _("Speakers"),
        _("Who speaks at %(event)s, and when.") % {"event": release.programme.event.title},
        count=len(everybody),
        groups=[(letter, [_entry(release, speaker) for speaker in group]) for letter, group in groups],
        lettered=len(everybody) >= people.MANY,
    )


@dataclass(frozen=True, slots=True)
class Elsewhere(Shown):
    """Another event that somebody appears in."""

    title: str
    url: str  # of their page in it
    facts: str


def speaker(slug: str) -> Callable[[Release, list[Release]], str]:
    """The page, which names the other events among all releases that the same person appears in."""

    def make(release: Release, everything: list[Release]) -> str:
        found = named.speaker(release, slug)
        return _speaker(release, found, _elsewhere(release, found, everything))

    return make


def _elsewhere(release: Release, speaker: Speaker, everything: list[Release]) -> list[Elsewhere]:
    """The latest first."""
    found = [
        (max(other.programme.dates, default=date.min), other, other.programme.speaker[speaker.uid])
        for other in everything
        if other.slug != release.slug and speaker.uid in other.programme.speaker
    ]
    return [
        Elsewhere(other.programme.event.title, addresses.speaker(other, there), shown.dates_and_place(other))
        for _day, other, there in sorted(found, key=lambda each: (each[0], each[1].slug), reverse=True)
    ]


def _speaker(release: Release, speaker: Speaker, elsewhere: list[Elsewhere]) -> str:
    entry = _entry(release, speaker)
    appearances = release.appearances[speaker.uid]
    timed = any(panel.when.span(release.programme.zone) for panel, _part in appearances)
    calendar = addresses.speaker_calendar(release, speaker) if timed else ""
    return pages.render(
        release,
        "speaker.html",
        addresses.speaker(release, speaker),
        speaker.full_name,
        "; ".join((speaker.full_name, *(billing.text for billing in entry.billings))),
        calendar,
        about=speaker,
        speaker=entry,
        own_billing=len(entry.billings) > 1,
        initials=people.initials(speaker.name),
        photo=shown.photo(speaker),
        bio=markup.to_html(speaker.bio),
        links=panels.labelled(speaker.links),
        own_calendar=calendar,
        code=addresses.speaker_code(release, speaker),
        elsewhere=elsewhere,
    )


def _entry(release: Release, speaker: Speaker) -> Entry:
    parts = [_part(release, panel, part) for panel, part in release.appearances[speaker.uid]]
    return Entry(
        name=speaker.full_name,
        url=addresses.speaker(release, speaker),
        billings=tuple(dict.fromkeys(Billing(part.billing, part.billing_in) for part in parts if part.billing)),
        parts=tuple(parts),
    )


def _part(release: Release, panel: Panel, part: Appearance) -> Part:
    day = wording.short_day(panel.when.date) if panel.when.date else _("Date to be announced")
    times = wording.times(panel.when, release.programme)
    written, uid = original(release, panel), next(uid for uid, each in translating.parts(panel) if each is part)
    return Part(
        title=panel.title,
        url=addresses.panel(release, panel),
        label=shown.label(panel),
        when=f"{day}, {times}" if times else day,
        role=shown.role_label(part),
        billing=part.billing,
        paper=part.paper,
        cancelled=panel.state == "cancelled",
        title_in=told(release, "panel", panel.uid, "title", written),
        billing_in=told(release, "appearance", uid, "billing", written),
        paper_in=told(release, "appearance", uid, "paper", written),
    )
