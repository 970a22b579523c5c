"""The calendar as JSON (jCal, RFC 7265): the same components as in the .ics."""

from __future__ import annotations

import json
from collections.abc import Iterable

from programme.model import Panel, Release
from programme.writing.calendar import component
from programme.writing.saying import Say, as_written


def jcal(
    release: Release,
    site_url: str,
    panels: Iterable[Panel],
    *,
    name: str,
    description: str = "",
    page: str = "",
    say: Say = as_written,
) -> bytes:
    """Arguments and errors are those of `calendar`."""
    feed = component(release, site_url, panels, name=name, description=description, page=page, say=say)
    return json.dumps(feed.to_jcal(), ensure_ascii=False, separators=(",", ":")).encode()
