"""The pages that belong to no single event: the list of all, and "not found"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.site import addresses, languages, scripts, shown, wording
from events.site.values import Shown
from programme.model import Release


@dataclass(frozen=True, slots=True)
class Listed(Shown):
    """An event in the list."""

    title: str
    lang: SafeString
    url: str
    organiser: str
    facts: str
    counts: str  # 8 panels, 38 speakers


def events(releases: list[Release]) -> str:
    """The latest event first; those without a date after all others."""
    home = languages.here().prefix + "/"
    latest = sorted(releases, key=lambda release: (_last_day(release), release.slug), reverse=True)
    return render_to_string(
        "site/events.html",
        {
            "events": [_listed(release) for release in latest],
            "title": _("Events"),
            "description": _("Conferences and their programmes."),
            "script": scripts.ADDRESS,
            "canonical": f"{settings.SITE_URL}{home}",
            "languages": languages.versions(home),
            "site": settings.SITE_URL,
        },
    )


def not_found(path: str, message: str, release: Release | None, *, gone: bool = False) -> str:
    """What is not there, and where to go on: to the event that `path` lies in, where there is one. `gone`: it was."""
    return render_to_string(
        "site/not_found.html",
        {
            "title": _("No longer here") if gone else _("Not found"),
            "gone": gone,
            "path": path,
            "script": scripts.ADDRESS,
            "message": message or _("Nothing stands at %(path)s.") % {"path": path},
            "all_events": languages.here().prefix + "/",
            "event": release.programme.event if release else None,
            "event_lang": shown.lang(release) if release else "",
            "home": addresses.event(release) if release else "",
            "speakers": addresses.speakers(release) if release else "",
        },
    )


def _listed(release: Release) -> Listed:
    event = release.programme.event
    panels = sum(not shown.is_quiet(panel) for panel in release.programme.panels)
    return Listed(
        title=event.title,
        lang=shown.lang(release),
        url=addresses.event(release),
        organiser=event.organiser,
        facts=shown.dates_and_place(release),
        counts=", ".join(wording.counts(panels, len(release.programme.speakers))),
    )


def _last_day(release: Release) -> date:
    return max(release.programme.dates, default=date.min)
