"""schedule.json as c3voc, frab and pretalx write it (schema: voc/schedule, validator/json/schema.json).

Lists of sessions, as pretalx's API and Sessionize give them, and our own programme.json are read as well.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from programme import silence
from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import own_json
from programme.reading.formats.day_frames import DayFrame, begins_in_the_evening
from programme.reading.formats.links import address_slug
from programme.reading.formats.markup import clean, one_line, prose
from programme.reading.formats.moments import clock, is_place, iso_moment
from programme.reading.formats.records import Collection
from programme.reading.formats.schedule_shapes import (
    LISTS,
    conference_of,
    events_of,
    holds_sessions,
    is_session,
    rooms_of,
    text_of,
)
from programme.reading.formats.sessionize import by_id, resolved
from programme.reading.formats.sessions import Leaf, Setting, read_session, use_of
from programme.reading.limits import Limits
from programme.reading.text import decode
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Options
from programme.writing.slots import GENERATOR, house_guid

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:\{\s*\"|\[\s*[\[{\"])")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_AROUND = {"title": "title", "time_zone_name": "zone", "name": "title"}
_AROUND_OURS = {"title": "title", "timezone": "zone"}
_PROSE = ("abstract", "description", "subtitle")
_SILENT = (silence.DAYS, silence.NUMBER, silence.ROLE, silence.BILLING, silence.PAPER)
_SILENT_OURS = (
    *(silence.DAYS, silence.PANELS, silence.PEOPLE, silence.NUMBER, silence.PAPER),
    *(silence.MARKUP, silence.NAMES, silence.LINKS),
)
_WANTED = (
    "the JSON is no schedule. A schedule.json with “schedule” and “conference” is read, and lists of sessions with "
    "“title” and “start”"
)


def is_json(content: bytes) -> bool:
    wide = content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return bool(_BEGINS.match(content[:1000].replace(b"\x00", b"") if wide else content))


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    """Raises UnreadableError for JSON that is broken, or is no schedule."""
    wide = content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    text, notes = decode(content if wide else content.translate(None, _CONTROLS))
    found = Collection("json")
    try:
        _Schedule(found).read(_loaded(text or ""))
    except RecursionError:
        raise UnreadableError("the JSON is nested deeper than any schedule. Check that it is the right file") from None
    found.weaver.notes += notes
    if not found.records:
        raise UnreadableError("the schedule has no sessions in it. Export it again once it has some")
    return found.document(options)


def _loaded(text: str) -> object:
    """The data, with numbers as they are written."""
    try:
        return json.loads(
            text, strict=False, object_pairs_hook=_members, parse_int=str, parse_float=str, parse_constant=str
        )
    except ValueError as error:
        raise UnreadableError(f"the JSON is broken ({error}). Export it again, or mend it there") from None


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, of which nothing is lost where a name stands in it twice: lists are joined, values kept apart."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name not in made:
            made[name] = value
        elif isinstance(made[name], list) and isinstance(value, list):
            made[name] = [*made[name], *value]
        else:
            made[f"{name} ({sum(other.startswith(f'{name} (') for other in made) + 2})"] = value
    return made


class _Schedule:
    def __init__(self, found: Collection) -> None:
        self.found = found
        self.setting = Setting()
        self.groups = 0
        self.people: Mapping[str, Mapping[str, Any]] = {}
        self.rooms: Mapping[str, Mapping[str, Any]] = {}

    def read(self, data: object) -> None:
        conference, path = conference_of(data)
        if conference is not None:
            self._tell_beside(data, path)
            self._ours_or_not(data, conference)
            self._conference(conference, path)
            return
        if own_json.is_ours(data) and isinstance(data, Mapping):
            self._ours(data)
            return
        self.people, self.rooms = by_id(data, "speakers"), by_id(data, "rooms")
        if not holds_sessions(data):
            raise UnreadableError(_WANTED)
        self._group(data, "")

    def _ours_or_not(self, data: object, conference: Mapping[str, Any]) -> None:
        """Whether we wrote this schedule.json, and what its room for the whole house is called."""
        generator = data.get("generator") if isinstance(data, Mapping) else None
        self.setting.ours = isinstance(generator, Mapping) and generator.get("name") == GENERATOR
        self.found.weaver.silent = _SILENT_OURS if self.setting.ours else _SILENT
        guid, rooms = house_guid(address_slug(text_of(conference.get("url")))), conference.get("rooms")
        for room in rooms if self.setting.ours and isinstance(rooms, list) else ():
            if isinstance(room, Mapping) and room.get("guid") == guid:
                self.setting.house = one_line(text_of(room.get("name")), as_written=True)

    def _ours(self, data: Mapping[str, Any]) -> None:
        """Our own programme.json."""
        event = data["event"]
        self.setting.ours, self.found.weaver.silent = True, own_json.SILENT
        self._in_zone(text_of(event.get("timezone")))
        self.found.title = one_line(text_of(event.get("title")), as_written=True)
        self.found.themes.update(own_json.themes(data))
        for key, value in data.items():
            if key == "event":
                for name, fact in event.items():
                    self._tell(fact, f"event.{name}", _AROUND_OURS.get(name, OUTSIDE))
            elif key != "panels":
                self._tell(value, key, OUTSIDE)
        for number, panel in enumerate(data["panels"]):
            self._panel(panel, f"panels[{number}]")

    def _panel(self, panel: object, path: str) -> None:
        if not isinstance(panel, Mapping):
            self._tell(panel, path, NOT_UNDERSTOOD)
            return
        day = iso_moment(text_of(panel.get("day")))
        self.setting = replace(self.setting, day=DayFrame(day.local.date() if day else None))
        leaves: list[Leaf] = []
        for key, value in panel.items():
            self._leaves(leaves, value, own_json.name_of(str(key)), f"{path}.{key}", 0)
        read_session(self.found, leaves, self.setting)

    def _in_zone(self, name: str) -> None:
        self.found.timezone = name
        if is_place(name):
            self.setting.zone, self.setting.zone_name = ZoneInfo(name), name

    def _group(self, data: object, path: str) -> None:
        """Sessions wherever they are put together: in a list, in pages of results, by day and room."""
        if isinstance(data, list):
            for number, item in enumerate(data):
                if is_session(item):
                    self._session(resolved(item, self.people, self.rooms), f"{path}[{number}]")
                else:
                    self._group(item, f"{path}[{number}]")
        elif isinstance(data, Mapping):
            for key, value in data.items():
                inner = f"{path}.{key}".lstrip(".")
                if key in LISTS and holds_sessions(value):
                    self._group(value, inner)
                else:
                    self._tell(value, inner, OUTSIDE)
        else:
            self._tell(data, path, NOT_UNDERSTOOD)

    def _tell_beside(self, data: object, path: str) -> None:
        """What stands around the conference: the version, the generator."""
        outer = data if path == "conference" else data["schedule"] if isinstance(data, Mapping) else {}
        for key, value in outer.items() if isinstance(outer, Mapping) else ():
            if key != "conference":
                self._tell(value, key, OUTSIDE)
        if outer is not data and isinstance(data, Mapping):
            for key, value in data.items():
                if key != "schedule":
                    self._tell(value, key, OUTSIDE)

    def _conference(self, conference: Mapping[str, Any], path: str) -> None:
        self._in_zone(text_of(conference.get("time_zone_name")))
        self.found.title = one_line(text_of(conference.get("title")), as_written=self.setting.ours)
        for key, value in conference.items():
            if key != "days":
                self._tell(value, key, _AROUND.get(key, OUTSIDE))
        days = conference.get("days")
        for number, day in enumerate(days if isinstance(days, list) else []):
            if isinstance(day, Mapping):
                self._day(day, f"{path}.days[{number}]")
            else:
                self._tell(day, f"days[{number}]", NOT_UNDERSTOOD)

    def _day(self, day: Mapping[str, Any], path: str) -> None:
        rooms = day.get("rooms")
        listed = list(rooms_of(rooms, as_written=self.setting.ours))
        starts = [
            text_of(event.get("start")) for *_, events in listed for event in events if isinstance(event, Mapping)
        ]
        date, first, last = (iso_moment(text_of(day.get(key))) for key in ("date", "day_start", "day_end"))
        change = clock(text_of(day.get("day_change")))
        begins = date.local.date() if date else first.local.date() if first else None
        frame = DayFrame(begins, first, last, change, begins_in_the_evening(starts))
        for key, value in day.items():
            if key == "rooms" and listed:
                self._tell_rooms(value, f"{path}.rooms")
            else:
                self._tell(value, f"{path}.{key}", "date" if key in ("date", "day_start", "day_end") else OUTSIDE)
        for name, key, events in listed:
            self.setting = replace(self.setting, day=frame, room=name)
            self._tell(name, f"{path}.{key}", "room")
            for number, event in enumerate(events):
                place = f"{path}.{key}[{number}]"
                if isinstance(event, Mapping):
                    self._session(event, place)
                else:
                    self._tell(event, place, NOT_UNDERSTOOD)
        self.setting = replace(self.setting, room="")

    def _tell_rooms(self, rooms: object, path: str) -> None:
        """What stands beside the events of the rooms."""
        pairs = rooms.items() if isinstance(rooms, Mapping) else enumerate(rooms) if isinstance(rooms, list) else ()
        for key, room in pairs:
            place = f"{path}.{key}" if isinstance(key, str) else f"{path}[{key}]"
            if isinstance(room, Mapping):
                events = events_of(room)
                for name, value in room.items():
                    if name != "name" and value is not events:
                        self._tell(value, f"{place}.{name}", OUTSIDE)
            elif not isinstance(room, list):
                self._tell(room, place, NOT_UNDERSTOOD)

    def _session(self, session: Mapping[str, Any], path: str) -> None:
        leaves: list[Leaf] = []
        for key, value in session.items():
            self._leaves(leaves, value, str(key), f"{path}.{key}", 0)
        read_session(self.found, leaves, self.setting)

    def _leaves(self, leaves: list[Leaf], value: object, name: str, path: str, group: int) -> None:
        """The values below a field; those of one item of a list belong together."""
        if isinstance(value, Mapping):
            for key, inner in value.items():
                self._leaves(leaves, inner, f"{name}/{key}", f"{path}.{key}", group or self._number())
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                self._leaves(leaves, inner, name, f"{path}[{number}]", group or self._number())
        else:
            self._leaf(leaves, value, name, path, group)

    def _leaf(self, leaves: list[Leaf], value: object, name: str, path: str, group: int) -> None:
        text = clean(_said(value))
        if use_of(name) in _PROSE:
            text = prose(text, as_written=self.setting.ours)
        if text.strip():
            leaves.append(Leaf(name, self.found.piece(text, path), text.strip(), group))

    def _number(self) -> int:
        self.groups += 1
        return self.groups

    def _tell(self, value: object, path: str, use: str) -> None:
        """Values around the sessions, with all that is in them."""
        if isinstance(value, Mapping):
            for key, inner in value.items():
                self._tell(inner, f"{path}.{key}", OUTSIDE if use != NOT_UNDERSTOOD else use)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                self._tell(inner, f"{path}[{number}]", OUTSIDE if use != NOT_UNDERSTOOD else use)
        elif (text := clean(_said(value))).strip():
            self.found.around.append((self.found.piece(text, path), use))


def _said(value: object) -> str:
    if value is None or value == "":
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
