"""Where sessions stand in the JSON of schedules, and in other lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from programme.reading.formats.markup import one_line

LISTS = ("sessions", "results", "talks", "submissions", "events", "data", "rooms")
_STARTS = ("start", "startsAt", "start_time", "date", "slot")


def conference_of(data: object) -> tuple[Mapping[str, Any] | None, str]:
    if not isinstance(data, Mapping):
        return None, ""
    for path, outer in (("schedule.conference", data.get("schedule")), ("conference", data)):
        conference = outer.get("conference") if isinstance(outer, Mapping) else None
        if isinstance(conference, Mapping) and "days" in conference:
            return conference, path
    return None, ""


def is_session(item: object) -> bool:
    return isinstance(item, Mapping) and ("title" in item or ("name" in item and any(key in item for key in _STARTS)))


def holds_sessions(data: object) -> bool:
    if isinstance(data, list):
        return any(is_session(item) or holds_sessions(item) for item in data)
    return isinstance(data, Mapping) and any(holds_sessions(data[name]) for name in LISTS if name in data)


def rooms_of(rooms: object, *, as_written: bool) -> Iterator[tuple[str, str, Sequence[object]]]:
    """The name, the path and the events of each room of a day: by name, or as a list of rooms with their events."""
    if isinstance(rooms, Mapping):
        for name, value in rooms.items():
            events = events_of(value) if isinstance(value, Mapping) else value
            if isinstance(events, list):
                yield one_line(name, as_written=as_written), f"rooms.{name}", events
    elif isinstance(rooms, list):
        for number, room in enumerate(rooms):
            if isinstance(room, Mapping) and (events := events_of(room)) is not None:
                yield one_line(text_of(room.get("name")), as_written=as_written), f"rooms[{number}]", events


def events_of(room: Mapping[str, Any]) -> list[object] | None:
    return next((room[key] for key in ("events", "talks", "sessions") if isinstance(room.get(key), list)), None)


def text_of(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
