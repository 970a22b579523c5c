"""schedule.json, as c3voc's programs write and read it (schema: voc/schedule, validator/json/schema.json).

What frab.py says of cancelled slots holds here too. A person's role and affiliation are ours; the schema allows them.
"""

from __future__ import annotations

import json
import re
from typing import Any

from programme import addresses
from programme.model import Release, Room, Track
from programme.writing.plain_text import one_line
from programme.writing.saying import Say, as_written
from programme.writing.slots import GENERATOR, TIMESLOT, Slot, SlotDay, Slots, colour, known_rooms, web_address

SCHEMA = "https://c3voc.de/schedule/schema.json"
UNCOLOURED = "#808080"  # a track without a colour in an event without one
_REFERENCES = {"slides": "slides", "stream": "media", "recording": "media"}
_SLUG = re.compile(r"[a-z0-9_-]+[a-z0-9]")
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|.*UTC")  # as the schema's pattern finds it


def schedule_json(release: Release, site_url: str, say: Say = as_written) -> bytes:
    """`site_url` has no slash at its end. Raises NothingDatedError."""
    slots = Slots(release, site_url, say)
    written = {
        "$schema": SCHEMA,
        "generator": {"name": GENERATOR, "url": f"{site_url}/"},
        "schedule": {
            "url": slots.address(addresses.schedule_json(release)),
            "version": str(release.number),
            "base_url": slots.address(addresses.event(release)),
            "conference": _conference(slots),
        },
    }
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


def _conference(slots: Slots) -> dict[str, Any]:
    zone = slots.event.timezone
    return {
        "acronym": slots.acronym,
        "title": one_line(slots.event.title),
        "start": slots.days[0].date.isoformat(),
        "end": slots.days[-1].date.isoformat(),
        "daysCount": len(slots.days),
        "timeslot_duration": TIMESLOT,
        **({"time_zone_name": zone} if _ZONE.fullmatch(zone) else {}),
        **({"colors": {"primary": slots.colour}} if slots.colour else {}),
        "url": slots.address(addresses.event(slots.release)),
        "tracks": [_track(slots, track) for track in slots.programme.tracks],
        "rooms": [_room(slots, room) for room in known_rooms(slots)],
        "days": [_day(slots, day, index) for index, day in enumerate(slots.days, 1)],
    }


def _track(slots: Slots, track: Track) -> dict[str, Any]:
    """With a slug and a colour in any case: EventFahrplan reads nothing of a schedule in which a track has none."""
    return {
        "name": one_line(track.name),
        "slug": _slug(track.slug) or slots.guid("track", track.uid),
        "color": colour(track.colour) or slots.colour or UNCOLOURED,
    }


def _room(slots: Slots, room: Room) -> dict[str, Any]:
    slug = {"slug": room.slug} if _slug(room.slug) else {}
    capacity = {} if room.capacity is None else {"capacity": room.capacity}
    return {"name": one_line(room.name), "guid": slots.guid("room", room.uid), **slug, **capacity}


def _slug(text: str) -> str:
    return text if _SLUG.fullmatch(text) else ""


def _day(slots: Slots, day: SlotDay, index: int) -> dict[str, Any]:
    return {
        "index": index,
        "date": day.date.isoformat(),
        "day_start": day.start.isoformat(),
        "day_end": day.end.isoformat(),
        "rooms": {name: [_event(slots, slot) for slot in found] for name, found in day.rooms},
    }


def _event(slots: Slots, slot: Slot) -> dict[str, Any]:
    return {
        "guid": slot.guid,
        "id": slot.id,
        "date": slot.start.isoformat(),
        "start": f"{slot.start:%H:%M}",
        "end": slot.end.isoformat(),
        "duration": slot.lasts(),
        "room": slot.room,
        "slug": f"{slots.acronym}-{slot.panel.slug}",
        "url": slot.url,
        "title": slot.title,
        "subtitle": None,
        "track": one_line(slot.track.name) if slot.track else None,
        "type": slot.panel.kind,
        "language": slot.language or None,
        "abstract": slot.abstract,
        "description": slot.description or None,
        "persons": list(_persons(slots, slot)),
        "links": [
            {"url": link.url, "title": link.label, "type": _REFERENCES.get(link.rel, "web")}
            for link in slots.links(slot)
        ],
    }


def _persons(slots: Slots, slot: Slot) -> Any:
    for speaker, part, number in slots.people(slot):
        optional = {"affiliation": one_line(part.billing), "avatar": web_address(speaker.photo)}
        yield {
            "guid": slots.guid("speaker", speaker.uid),
            "id": number,
            "name": one_line(speaker.full_name),
            "url": slots.address(addresses.speaker(slots.release, speaker)),
            "role": part.role,
            **{name: value for name, value in optional.items() if value},
        }
