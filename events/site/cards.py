"""The pictures that links are shown with, as values for templates/paper/card.typ. Pure functions of a release."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.site import icons, shown, wording
from events.site.booklet import is_rtl
from programme.model import Panel, Release

MOST_LETTERS = 240  # of a title; at the smallest size no more would fit
MOST_OF_NAMES = 130


def of_event(release: Release) -> dict[str, Any]:
    panels = sum(not shown.is_quiet(panel) for panel in release.programme.panels)
    speakers = len(release.programme.speakers)
    counts = (
        ngettext("%(n)s panel", "%(n)s panels", panels) % {"n": panels} if panels else "",
        ngettext("%(n)s speaker", "%(n)s speakers", speakers) % {"n": speakers} if speakers else "",
    )
    event = release.programme.event
    facts = shown.dates_and_place(release)
    return _card(release, event.title, event.organiser, " · ".join(filter(None, counts)), facts)


def of_panel(release: Release, panel: Panel) -> dict[str, Any]:
    item = shown.item(release, panel)
    day = wording.full_day(panel.when.date) if panel.when.date else ""
    when = ", ".join(filter(None, (day, str(item.times or ""))))
    facts = " · ".join(filter(None, (when, shown.hall(release, panel))))
    above = " · ".join(filter(None, (release.programme.event.title, item.label)))
    names = [person.name for person in item.people]
    cancelled = _("Cancelled") if item.cancelled else ""
    return _card(release, item.title, above, named(names), facts, cancelled)


def _card(release: Release, title: str, above: str, people: str, when: str, cancelled: str = "") -> dict[str, Any]:
    return {
        "title": shortened(title, MOST_LETTERS),
        "rtl": is_rtl(title),
        "above": above,
        "above-rtl": is_rtl(above),
        "people": people,
        "when": shortened(when, MOST_OF_NAMES),
        "cancelled": cancelled,
        "accent": icons.colour(release),
        "light": icons.LIGHT,
    }


def named(names: list[str]) -> str:
    """As many names as two lines hold, and how many more there are."""
    told: list[str] = []
    for name in names:
        if told and sum(map(len, told)) + 3 * len(told) + len(name) > MOST_OF_NAMES:
            break
        told.append(shortened(name, MOST_OF_NAMES))
    more = len(names) - len(told)
    rest = ngettext("and %(n)s other", "and %(n)s others", more) % {"n": more} if more else ""
    return " · ".join(filter(None, (*map(_unbroken, told), rest.replace(" ", "\u00a0"))))


def _unbroken(name: str) -> str:
    """Names are broken over lines only where one would hardly fit on a line."""
    return name.replace(" ", "\u00a0") if len(name) < 50 else name


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"
