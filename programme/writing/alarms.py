"""Reminders for a calendar (RFC 5545, 3.6.6): only where somebody asked for them in their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import icalendar

from programme.model import Panel, Release
from programme.writing.calendar import Text, component, folded
from programme.writing.saying import Say, as_written

LONGEST = 24 * 60  # minutes


def calendar_with_alarms(
    release: Release,
    site_url: str,
    panels: Iterable[Panel],
    *,
    name: str,
    page: str,
    minutes: int,
    say: Say = as_written,
) -> bytes:
    """The feed as `calendar` writes it, with a reminder so many minutes before each panel that takes place."""
    feed = component(release, site_url, panels, name=name, page=page, say=say)
    for event in feed.walk("VEVENT"):
        if event["status"] != "CANCELLED":
            event.add_component(_alarm(str(event["summary"]), minutes))
    return b"".join(folded(line) for line in feed.content_lines() if line)


def _alarm(summary: str, minutes: int) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", Text(summary))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm
