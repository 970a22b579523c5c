"""Builders: what a test does not name is ordinary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from programme.model import Appearance, Day, Event, Panel, Programme, Release, Room, Speaker, Track, When

FIRST_DAY = date(2021, 5, 19)


def make_event(**facts: Any) -> Event:
    ordinary = {
        "title": "Harbour Forum 2021",
        "slug": "harbour-2021",
        "timezone": "America/Toronto",
        "organiser": "Institute of Harbours",
        "venue": "Online",
        "languages": ("en",),
    }
    return Event(**{**ordinary, **facts})


def make_panel(number: int = 1, /, **facts: Any) -> Panel:
    """Panel n of a day that starts at 9 and has a panel each hour, eight a day, with two speakers."""
    day, hour = divmod(number - 1, 8)
    ordinary: dict[str, Any] = {
        "uid": f"00000000-0000-4000-8000-{number:012}",
        "title": f"Harbours and Tides, Part {number}",
        "number": str(number),
        "abstract": f"Why part {number} matters.\n\nAnd to *whom*: the towns behind the quays.",
        "when": When(FIRST_DAY + timedelta(days=day), time(9 + hour), time(9 + hour, 50)),
        "people": (
            Appearance(f"speaker-{number}", "moderator", "Editor, The Quayside Letter"),
            Appearance(f"speaker-{number + 1}", "speaker", "Professor and Chair, Tidal University"),
        ),
        "slug": f"harbours-and-tides-part-{number}",
        "changed": datetime(2021, 4, 27, 12, tzinfo=UTC),
    }
    return Panel(**{**ordinary, **facts})


def make_programme(panels: int = 3, **facts: Any) -> Programme:
    items = facts.pop("items", None) or tuple(make_panel(n) for n in range(1, panels + 1))
    dates = sorted({panel.when.date for panel in items if panel.when.date})
    uids = sorted({part.speaker for panel in items for part in panel.people})
    ordinary: dict[str, Any] = {
        "event": make_event(),
        "days": tuple(Day(day, f"Theme of day {index}") for index, day in enumerate(dates, 1)),
        "rooms": (Room("room-1", "Great Hall", 200, slug="great-hall"),),
        "tracks": (Track("track-1", "Policy", slug="policy"),),
        "speakers": tuple(
            Speaker(uid, f"Ada {uid.title()}", honorific="Dr.", slug=f"ada-{uid}", bio="Born by the *sea*.")
            for uid in uids
        ),
        "panels": items,
    }
    return Programme(**{**ordinary, **facts})


def make_release(panels: int = 3, **facts: Any) -> Release:
    programme = facts.pop("programme", None) or make_programme(panels)
    ordinary: dict[str, Any] = {
        "number": 1,
        "published": datetime(2021, 4, 27, 12, tzinfo=UTC),
        "programme": programme,
    }
    return replace(Release(**ordinary), **facts)
