"""Links that add a panel to a calendar kept elsewhere. Unlike a subscription, what they add does not follow changes."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.conf import settings

from events.site import addresses
from events.site.feed_words import say
from programme.model import Panel, Release
from programme.writing.calendar import UNANNOUNCED
from programme.writing.places import place

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = (
    ("Outlook.com", "https://outlook.live.com/calendar/0/deeplink/compose"),
    ("Microsoft 365", "https://outlook.office.com/calendar/0/deeplink/compose"),
)


def ways(release: Release, panel: Panel) -> list[tuple[str, str]]:
    """Name and address of each; none for what has no time or does not take place."""
    span = panel.when.span(release.programme.zone)
    if span is None or panel.state == "cancelled":
        return []
    start, end = span[0], span[1] or span[0] + UNANNOUNCED
    page = settings.SITE_URL + addresses.panel(release, panel)
    where = place(release, panel, say)
    google = {
        "action": "TEMPLATE",
        "text": panel.title,
        "dates": f"{_basic(start)}/{_basic(end)}",
        "details": page,
        "location": where,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": panel.title,
        "startdt": _extended(start),
        "enddt": _extended(end),
        "body": page,
        "location": where,
    }
    return [
        ("Google", f"{GOOGLE}?{urlencode(google)}"),
        *((name, f"{address}?{urlencode(outlook)}") for name, address in OUTLOOK),
    ]


def _basic(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _extended(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
