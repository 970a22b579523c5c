"""Where things stand on the public site: paths below the site's own URL. They never change once published."""

from __future__ import annotations

from datetime import date

from programme.model import Kind, Panel, Release, Room, Speaker, Track


def event(release: Release) -> str:
    return f"/{release.slug}/"


def panel(release: Release, panel: Panel) -> str:
    return f"/{release.slug}/panels/{panel.slug}/"


def speakers(release: Release) -> str:
    return f"/{release.slug}/speakers/"


def speaker(release: Release, speaker: Speaker) -> str:
    return f"/{release.slug}/speakers/{speaker.slug}/"


def subscribe(release: Release) -> str:
    return f"/{release.slug}/subscribe/"


def colour(release: Release) -> str:
    """The stylesheet with the event's own colour."""
    return f"/{release.slug}/colour.css"


def calendar(release: Release) -> str:
    return f"/{release.slug}/calendar.ics"


def day_calendar(release: Release, day: date) -> str:
    return f"/{release.slug}/days/{day.isoformat()}.ics"


def room_calendar(release: Release, room: Room) -> str:
    return f"/{release.slug}/rooms/{room.slug}.ics"


def track_calendar(release: Release, track: Track) -> str:
    return f"/{release.slug}/tracks/{track.slug}.ics"


def kind_calendar(release: Release, kind: Kind) -> str:
    return f"/{release.slug}/kinds/{kind}.ics"


def speaker_calendar(release: Release, speaker: Speaker) -> str:
    return f"/{release.slug}/speakers/{speaker.slug}.ics"


def panel_calendar(release: Release, panel: Panel) -> str:
    return f"/{release.slug}/panels/{panel.slug}.ics"
