"""schedule.xml as Pentabarf, frab and pretalx write it (schema: voc/schedule, validator/xsd/schedule.xml.xsd)."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from lxml import etree

from programme import silence
from programme.reading.documents import Document, UnreadableError
from programme.reading.formats.day_frames import DayFrame, begins_in_the_evening
from programme.reading.formats.links import address_slug
from programme.reading.formats.markup import clean, prose
from programme.reading.formats.moments import clock, is_place, iso_moment
from programme.reading.formats.records import Collection
from programme.reading.formats.sessions import Leaf, Setting, read_session, use_of
from programme.reading.formats.xml_text import cut, parse
from programme.reading.limits import Limits
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Note, Options
from programme.writing.slots import GENERATOR, house_guid

_ROOT = re.compile(rb"<schedule[\s>]")
_INNER = re.compile(rb"<(?:conference|day|version|generator)\b")
_LOOK = 100_000  # bytes in which the schedule has to begin

# Elements and attributes around the sessions: what they are used for. Those that nobody knows are not understood.
_AROUND = {"conference/title": "title", "conference/time_zone_name": "zone", "conference/day_change": "zone",
           "day@date": "date", "day@start": "date", "day@end": "date", "room@name": "room"}  # fmt: skip
_AROUND_OUTSIDE = frozenset(
    [
        "version",
        "url",
        "generator",
        "generator@name",
        "generator@system",
        "generator@version",
        "schedule@version",
        "day@index",
        "day@guid",
        "room@guid",
        "room@slug",
        "room@id",
        "room@description",
        "conference",
        "conference/acronym",
        "conference/subtitle",
        "conference/venue",
        "conference/city",
        "conference/start",
        "conference/end",
        "conference/days",
        "conference/timeslot_duration",
        "conference/base_url",
        "conference/logo",
        "conference/url",
        "conference/color",
        "conference/release",
        "conference/description",
        "conference/id",
        "conference/email",
        "conference/currency",
    ]
)
_AROUND_BELOW = tuple(f"conference{name}" for name in ("/track", "/color", "/tracks", "/rooms", "@", "/room"))
_PROSE = ("abstract", "description", "subtitle")
_SILENT = (silence.DAYS, silence.NUMBER, silence.ROLE, silence.BILLING, silence.PAPER)
_SILENT_OURS = (
    *(*_SILENT, silence.PANELS, silence.PEOPLE, silence.MARKUP, silence.NAMES, silence.LINKS, silence.LENGTH),
)


def is_schedule(content: bytes) -> bool:
    head = content[:_LOOK].replace(b"\x00", b"")
    root = _ROOT.search(head)
    return bool(root and _INNER.search(head, root.end()) and b"<html" not in head[: root.start()].lower())


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    """Raises UnreadableError, with the line, for XML that is broken or defines entities."""
    before, text, notes = cut(content)
    root, mended = parse(text)
    found = Collection("xml")
    found.weaver.notes += notes
    if mended:
        found.weaver.notes.append(Note("mended", "warning", f"The XML is not well formed and was mended: {mended}."))
    for number, line in enumerate(before.splitlines(), 1):
        if line.strip():
            found.around.append((found.piece(clean(line), f"before the schedule, line {number}"), OUTSIDE))
    _Schedule(found).read(root)
    if not found.records:
        raise UnreadableError("the schedule has no events in it. Export it again once it has some")
    return found.document(options)


class _Schedule:
    """Goes through the elements in their order and counts each text and attribute as a piece."""

    def __init__(self, found: Collection) -> None:
        self.found = found
        self.setting = Setting()
        self.events = 0
        self.days = 0
        self.named: Counter[str] = Counter()  # how many events are called that
        self.groups = 0  # of fields that belong together: a person's, a link's

    def read(self, root: etree._Element) -> None:
        self._around(root, "schedule")
        self._zone(root)
        generator = root.find("{*}generator")
        self.setting.ours = generator is not None and generator.get("name") == GENERATOR
        self.found.weaver.silent = _SILENT_OURS if self.setting.ours else _SILENT
        self.house = house_guid(address_slug(root.findtext("{*}conference/{*}base_url") or ""))
        for child in root:
            name = _name(child)
            if name == "day":
                self._day(child)
            elif name == "conference":
                self._conference(child)
            else:
                self._whole(child, name)
            self._tail(child, "schedule")

    def _zone(self, root: etree._Element) -> None:
        """The zone and the hour at which days change hold for all days, wherever they stand."""
        name = (root.findtext("{*}conference/{*}time_zone_name") or "").strip()
        self.found.timezone = name
        if is_place(name):
            self.setting.zone, self.setting.zone_name = ZoneInfo(name), name
        self.change = clock(root.findtext("{*}conference/{*}day_change") or "")

    def _conference(self, element: etree._Element) -> None:
        self._around(element, "conference")
        for child in element:
            name = f"conference/{_name(child)}"
            if name == "conference/title":
                self.found.title = self.found.title or " ".join("".join(map(str, child.itertext())).split())
            self._whole(child, name)
            self._tail(child, "conference")

    def _day(self, element: etree._Element) -> None:
        self.days += 1
        place = f"day {element.get('index') or self.days}"
        first, last = iso_moment(element.get("start") or ""), iso_moment(element.get("end") or "")
        day = iso_moment(element.get("date") or "")
        starts = [start.text or "" for start in element.iterfind("{*}room/{*}event/{*}start")]
        date = day.local.date() if day else first.local.date() if first else None
        frame = DayFrame(date, first, last, self.change, begins_in_the_evening(starts))
        self.setting = replace(self.setting, day=frame, room="")
        theme = " ".join((element.get("title") or element.get("name") or "").split())
        if date and theme:
            self.found.themes[date] = theme
        self._around(element, "day", place)
        for child in element:
            if _name(child) == "room":
                self._room(child, place)
            elif _name(child) == "event":
                self._event(child)
            else:
                self._whole(child, f"day/{_name(child)}", f"{place}/{_name(child)}")
            self._tail(child, place)

    def _room(self, element: etree._Element, place: str) -> None:
        name = " ".join((element.get("name") or "").split())
        place = f"{place}/room {name}".rstrip()
        house = name if self.setting.ours and element.get("guid") == self.house else ""
        self.setting = replace(self.setting, room=name, house=house)
        self._around(element, "room", place)
        for child in element:
            if _name(child) == "event":
                self._event(child)
            else:
                self._whole(child, f"room/{_name(child)}", f"{place}/{_name(child)}")
            self._tail(child, place)
        self.setting = replace(self.setting, room="")

    def _event(self, element: etree._Element) -> None:
        self.events += 1
        place = self._place_of(element)
        leaves: list[Leaf] = []
        for name, value in _attributes(element):
            self._leaf(leaves, f"@{name}", value, f"{place}@{name}", 0)
        for text in (element.text, *(child.tail for child in element)):
            self._leaf(leaves, "text", text, place, 0)
        for child in element:
            self._field(leaves, child, _name(child), place)
        read_session(self.found, leaves, self.setting)

    def _place_of(self, element: etree._Element) -> str:
        """What the event is called in notes; ids that stand twice are told apart."""
        named = f"event {element.get('id') or element.get('guid') or self.events}"
        self.named[named] += 1
        return named if self.named[named] == 1 else f"{named} (number {self.named[named]})"

    def _field(self, leaves: list[Leaf], element: etree._Element, name: str, place: str, group: int = 0) -> None:
        """A field of an event with what stands below it; text with tags in it is one piece."""
        if use_of(name) in _PROSE and len(element):
            self._leaf(leaves, name, _inner(element), f"{place}/{name}", 0)
            return
        for key, value in _attributes(element):
            self._leaf(leaves, f"{name}@{key}", value, f"{place}/{name}@{key}", group)
        for text in (element.text, *(child.tail for child in element)):
            self._leaf(leaves, name, text, f"{place}/{name}", group)
        for child in element:
            self._field(leaves, child, f"{name}/{_name(child)}", place, group or self._group())

    def _group(self) -> int:
        self.groups += 1
        return self.groups

    def _leaf(self, leaves: list[Leaf], name: str, value: str | None, place: str, group: int) -> None:
        text = clean(value or "")
        if use_of(name) in _PROSE:
            text = prose(text, as_written=self.setting.ours)
        if text.strip():
            leaves.append(Leaf(name, self.found.piece(text, place), text.strip(), group))

    def _whole(self, element: etree._Element, name: str, place: str = "") -> None:
        """An element around the sessions, with all that is in it."""
        place = place or name
        self._around(element, name, place)
        for child in element:
            self._whole(child, f"{name}/{_name(child)}", f"{place}/{_name(child)}")
            self._tail(child, place)

    def _around(self, element: etree._Element, name: str, place: str = "") -> None:
        place = place or name
        for key, value in _attributes(element):
            self._told(f"{name}@{key}", value, f"{place}@{key}")
        self._told(name, element.text, place)

    def _tail(self, element: etree._Element, place: str) -> None:
        self._told("text", element.tail, place)

    def _told(self, name: str, value: str | None, place: str) -> None:
        text = clean(value or "")
        if not text.strip():
            return
        known = name in _AROUND_OUTSIDE or name.startswith(_AROUND_BELOW) or "comment" in name
        left = OUTSIDE if known else NOT_UNDERSTOOD
        self.found.around.append((self.found.piece(text, place), _AROUND.get(name, left)))


def _name(element: etree._Element) -> str:
    """The name without its namespace; “comment” for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else "comment"


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    if isinstance(element.tag, str):
        yield from ((etree.QName(key).localname, str(value)) for key, value in element.attrib.items())


def _inner(element: etree._Element) -> str:
    """The text with its tags, as it stands in the file."""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)
