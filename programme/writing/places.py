"""Where panels take place: the one rule for pages, calendars, files, screens and paper, and what schema.org makes of it
(a Place, a VirtualLocation, or both)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from programme.model import Panel, Release
from programme.writing.plain_text import one_line
from programme.writing.saying import Say, as_written

_ONLINE = r"(?:online|on-line|virtual(?:ly)?|en ligne|virtuel(?:le)?|webinar|zoom|digital|remote)"
_WORDS = re.compile(rf"\b{_ONLINE}\b", re.IGNORECASE)
_ONLY = re.compile(rf"\W*{_ONLINE}(?:\W+(?:event|only|conference|via|on|{_ONLINE}))*\W*", re.IGNORECASE)
_HYBRID = re.compile(r"\b(?:hybrid|hybride)\b", re.IGNORECASE)

EVERYWHERE, ONLINE, UNKNOWN = "Everywhere", "Online", "Place not announced"
MODES = {(True, False): "Offline", (False, True): "Online", (True, True): "Mixed"}


def house(release: Release, say: Say = as_written) -> str:
    """Where something is that stands in no room: the whole house. “Online” only where something says so."""
    programme = release.programme
    if venue := one_line(programme.event.venue):
        return venue
    if programme.rooms:
        return say(EVERYWHERE)
    return say(ONLINE if _is_online(release, programme.panels) else UNKNOWN)


def place(release: Release, panel: Panel, say: Say = as_written) -> str:
    """Where a panel is, as one line; never empty: Giggity drops events without a LOCATION."""
    room = release.programme.room.get(panel.room)
    known = (room.name if room else "", release.programme.event.venue)
    return ", ".join(filter(None, map(one_line, known))) or house(release, say)


def attendance(release: Release, panels: Iterable[Panel]) -> str:
    """The eventAttendanceMode; empty where neither a place nor a stream is known."""
    panels = tuple(panels)
    mode = MODES.get((_is_somewhere(release), _is_online(release, panels)))
    return f"https://schema.org/{mode}EventAttendanceMode" if mode else ""


def location(release: Release, panels: Iterable[Panel], address: str, say: Say = as_written) -> Any:
    """A Place, a VirtualLocation, or a list of both; None where neither is known.

    `address`: the page that leads to the stream, where the stream has no address (of its own) yet.
    """
    panels = tuple(panels)
    found = [_place(release, panels, say)] if _is_somewhere(release) else []
    if _is_online(release, panels):
        streams = _streams(release, panels)
        one = streams.pop() if len(streams) == 1 else address
        found.append({"@type": "VirtualLocation", "url": one})
    return found[0] if len(found) == 1 else found or None


def _is_somewhere(release: Release) -> bool:
    """The venue is more than "Online", or there are rooms: what stands in none of them is in the whole house."""
    venue = release.programme.event.venue
    return not _ONLY.fullmatch(venue) if venue else bool(release.programme.rooms)


def _is_online(release: Release, panels: tuple[Panel, ...]) -> bool:
    venue = release.programme.event.venue
    return bool(_WORDS.search(venue) or _HYBRID.search(venue) or _streams(release, panels))


def _streams(release: Release, panels: tuple[Panel, ...]) -> set[str]:
    """The addresses at which these panels are shown live: their own, else their rooms'."""
    found = set()
    for panel in panels:
        own = [link.url for link in panel.links if link.rel == "stream"]
        room = release.programme.room.get(panel.room)
        found |= {*own} or {room.stream if room else ""}
    return {url for url in found if url.startswith(("https://", "http://"))}


def _place(release: Release, panels: tuple[Panel, ...], say: Say) -> dict[str, Any]:
    """The room in its venue, or the whole house where they are in several. A venue's name ends at its first comma."""
    venue = one_line(release.programme.event.venue)
    rooms = {panel.room for panel in panels}
    room = release.programme.room.get(rooms.pop()) if len(rooms) == 1 else None
    whole = house(release, say)
    around = {"@type": "Place", "name": whole.partition(",")[0], "address": whole}
    if room is None:
        return around
    name = one_line(room.name)
    inside = {"containedInPlace": around} if venue else {}
    return {"@type": "Place", "name": name, "address": venue or name, **inside}
