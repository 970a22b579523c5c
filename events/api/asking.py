"""What a request asks for in its query: filters of panels, and which page of a list.

What is misspelt is an error and says so: an app that filters by nothing shows the wrong programme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.request import Request

from programme.model import KINDS, Panel, Release

FILTERS = ("day", "room", "track", "speaker", "kind")
PAGING = ("page", "page_size")
PAGE_SIZE, LARGEST_PAGE = 50, 200
SHOWN = 20  # allowed values in a message

T = TypeVar("T")


def parameters(request: Request, allowed: Sequence[str]) -> dict[str, str]:
    """The query as names and values. Raises ParseError for a name that is not allowed or stands there twice."""
    for name, values in request.query_params.lists():
        if name not in allowed:
            takes = f"It takes {', '.join(allowed)}." if allowed else "It takes none."
            raise ParseError(f"There is no parameter “{name}” here. {takes}")
        if len(values) > 1:
            raise ParseError(f"The parameter “{name}” is given {len(values)} times. Give it once.")
    return request.query_params.dict()


def chosen_panels(release: Release, asked: dict[str, str]) -> list[Panel]:
    """The panels in order that pass every filter of FILTERS that is asked for."""
    programme = release.programme
    rooms = {room.slug: room.uid for room in programme.rooms}
    tracks = {track.slug: track.uid for track in programme.tracks}
    people = {speaker.slug: speaker.uid for speaker in programme.speakers}
    allowed: dict[str, Iterable[str]] = {
        "day": [date.isoformat() for date in programme.dates],
        "room": rooms,
        "track": tracks,
        "speaker": people,
        "kind": KINDS,
    }
    passes: dict[str, Callable[[Panel, str], bool]] = {
        "day": lambda panel, day: panel.when.date is not None and panel.when.date.isoformat() == day,
        "room": lambda panel, slug: panel.room == rooms[slug],
        "track": lambda panel, slug: panel.track == tracks[slug],
        "speaker": lambda panel, slug: any(part.speaker == people[slug] for part in panel.people),
        "kind": lambda panel, kind: panel.kind == kind,
    }
    wanted = {name: asked[name] for name in FILTERS if name in asked}
    for name, value in wanted.items():
        _check(name, value, list(allowed[name]))
    return [panel for panel in programme.in_order if all(passes[name](panel, wanted[name]) for name in wanted)]


def _check(name: str, value: str, allowed: list[str]) -> None:
    if value not in allowed:
        more = f" and {len(allowed) - SHOWN} more" if len(allowed) > SHOWN else ""
        known = f"one of {', '.join(allowed[:SHOWN])}{more}" if allowed else "nothing: there is none"
        raise ParseError(f"The parameter “{name}” is “{value}”. It can be {known}.")


def page_of(
    request: Request, asked: dict[str, str], things: Sequence[T], row: Callable[[T], dict[str, Any]]
) -> dict[str, Any]:
    """One page as PageSerializer writes it. What is on it becomes rows when they are written: for a 304, never."""
    size = _number(asked, "page_size", PAGE_SIZE, LARGEST_PAGE)
    page = _number(asked, "page", 1)
    pages = max(1, -(-len(things) // size))
    if page > pages:
        raise NotFound(f"There is no page {page}. The last is page {pages}.")

    def link(number: int) -> str | None:
        query = urlencode({**asked, "page": number})
        return f"{settings.SITE_URL}{request.path}?{query}" if 1 <= number <= pages else None

    return {
        "count": len(things),
        "next": link(page + 1),
        "previous": link(page - 1),
        "results": map(row, things[(page - 1) * size : page * size]),
    }


def _number(asked: dict[str, str], name: str, default: int, most: int | None = None) -> int:
    text = asked.get(name, str(default))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number < 1 or (most and number > most):
        limit = f" to {most}" if most else " on"
        raise ParseError(f"The parameter “{name}” is “{text}”. It is a whole number from 1{limit}.")
    return number
