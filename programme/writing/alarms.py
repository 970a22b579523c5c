"""Reminders for a calendar (RFC 5545, 3.6.6): only where somebody asked for them in their own."""

from __future__ import annotations

from datetime import timedelta

import icalendar

from programme.writing.calendar import Text

LONGEST = 24 * 60  # minutes


def add_alarms(feed: icalendar.Calendar, minutes: int) -> None:
    """A reminder so many minutes before each panel of the feed that takes place."""
    for event in feed.walk("VEVENT"):
        if event["status"] != "CANCELLED":
            event.add_component(_alarm(str(event["summary"]), minutes))


def _alarm(summary: str, minutes: int) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", Text(summary))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm
