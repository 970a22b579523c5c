"""Lists of sessions that name people and rooms by their ids, as Sessionize's do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def by_id(data: object, name: str) -> dict[str, Mapping[str, Any]]:
    items = data.get(name) if isinstance(data, Mapping) else None
    listed = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    return {str(item["id"]): item for item in listed if "id" in item}


def resolved(
    session: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]], rooms: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Any]:
    """The session with the people and the room themselves where it only names their ids."""
    made = dict(session)
    speakers = session.get("speakers")
    if isinstance(speakers, list):
        made["speakers"] = [people.get(str(item), item) if not isinstance(item, Mapping) else item for item in speakers]
    room = rooms.get(str(session.get("roomId")))
    if room and not session.get("room"):
        made["room"] = room.get("name")
    return made
