"""What tests of the reading show of a programme, and the page that they put it into."""

from __future__ import annotations

from datetime import date

from programme.reading import Options, Reading

OPTIONS = Options(timezone="Europe/Paris", start_date=date(2025, 5, 5))


def shown(reading: Reading) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The title, room and people of each panel."""
    programme = reading.programme
    return [
        (
            panel.title,
            programme.room[panel.room].name if panel.room else "",
            [(programme.speaker[p.speaker].full_name, p.billing) for p in panel.people],
        )
        for panel in programme.panels
    ]


def days(reading: Reading) -> list[tuple[str, str]]:
    """The title of each panel and when it begins, in the event's time."""
    return [
        (panel.title, f"{panel.when.date:%d} {panel.when.start:%H:%M}" if panel.when.date and panel.when.start else "")
        for panel in reading.programme.panels
    ]


def page(body: str) -> bytes:
    return f"<!doctype html><title>T</title><body><h1>Water Week</h1><h2>Monday 5 May 2025</h2>{body}</body>".encode()
