"""The calendar as JSON (jCal, RFC 7265): the same components as in the .ics."""

from __future__ import annotations

import json

import icalendar


def jcal(feed: icalendar.Calendar) -> bytes:
    return json.dumps(feed.to_jcal(), ensure_ascii=False, separators=(",", ":")).encode()
