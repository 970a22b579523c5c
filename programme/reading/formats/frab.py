"""schedule.xml as Pentabarf, frab and pretalx write it (schema: voc/schedule, validator/xsd/schedule.xml.xsd)."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from lxml import etree

from programme.reading.documents import Document, UnreadableError
from programme.reading.formats.markup import clean, prose
from programme.reading.formats.moments import clock, is_place, iso_moment
from programme.reading.formats.records import Collection
from programme.reading.formats.sessions import DayFrame, Leaf, Setting, begins_in_the_evening, read_session, use_of
from programme.reading.limits import Limits
from programme.reading.text import decode
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Note, Options

_ROOT = re.compile(rb"<schedule[\s>]")
_INNER = re.compile(rb"<(?:conference|day|version|generator)\b")
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_ENTITY = re.compile(r"&(#\d+;|#x[0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)?")
_OWN_ENTITIES = ("amp;", "lt;", "gt;", "quot;", "apos;")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_LOOK = 100_000  # bytes in which the schedule has to begin
_FIX = "Export the schedule again, or mend the file there"

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


def is_schedule(content: bytes) -> bool:
    head = content[:_LOOK].replace(b"\x00", b"")
    root = _ROOT.search(head)
    return bool(root and _INNER.search(head, root.end()) and b"<html" not in head[: root.start()].lower())


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    """Raises UnreadableError, with the line, for XML that is broken or defines entities."""
    before, text, notes = _cut(content)
    root, mended = _parse(text)
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


def _cut(content: bytes) -> tuple[str, bytes | str, tuple[Note, ...]]:
    """What stands before the schedule, and the schedule: as bytes where its encoding can be left to the parser."""
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or content[:1] == b"\x00" or content[1:2] == b"\x00":
        return "", content, ()
    places = (content.find(sign) for sign in (b"<?xml", b"<schedule", b"<!"))
    start = min(place for place in places if place >= 0)
    before = content[:start].removeprefix(codecs.BOM_UTF8).strip()
    if b"<!" in before:
        start, before = 0, b""
    notes: tuple[Note, ...] = ()
    text: bytes | str = content[start:]
    if b"encoding" not in content[start : content.find(b">", start) + 1]:
        text, notes = _decoded(content[start:])
    return before.decode("utf-8", "replace"), text, notes


def _decoded(content: bytes) -> tuple[str, tuple[Note, ...]]:
    text, notes = decode(content.translate(None, _CONTROLS))
    return _DECLARED.sub("", text or "", count=1), notes


def _parse(text: bytes | str) -> tuple[etree._Element, str]:
    """The root, and what had to be mended. Only mends what is lost by no reading of it."""
    try:
        return _parsed(text), ""
    except etree.XMLSyntaxError as error:
        first = error
    whole = text if isinstance(text, str) else _decoded(text)[0]
    mended = _mended(whole)
    said = "its encoding is not the one that it names"
    if mended != whole or (isinstance(text, bytes) and text.translate(None, _CONTROLS) != text):
        said = "stray “&” and characters that XML does not have"
    try:
        return _parsed(mended), said
    except etree.XMLSyntaxError:
        line = first.lineno or 1
        raise UnreadableError(f"the XML is broken at line {line} ({_reason(first)}). {_FIX}") from None


def _reason(error: etree.XMLSyntaxError) -> str:
    if "depth" in str(error.msg):
        return "elements stand within each other deeper than in any schedule"
    return re.sub(r", line \d+, column \d+.*$", "", str(error.msg or "not well formed"), flags=re.DOTALL)[:200]


def _parsed(text: bytes | str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=True)
    try:
        root = etree.fromstring(text, parser)
    except ValueError as error:  # an encoding that lxml does not know, or a declaration in decoded text
        raise UnreadableError(f"the XML cannot be decoded ({error}). Save it as UTF-8") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]
        raise UnreadableError(
            "the XML defines entities, which are not read because they can hide anything. Export it without"
        )
    return root


def _mended(text: str) -> str:
    """The text with “&” that stands for itself escaped, HTML's entities resolved, and control characters taken out."""
    parts = _CDATA.split(_UNSHOWABLE.sub("", text))
    return "".join(part if place % 2 else _ENTITY.sub(_entity, part) for place, part in enumerate(parts))


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _OWN_ENTITIES:
        return found[0]
    plain = html.unescape(found[0])
    return "&amp;" + name if plain == found[0] else html.escape(_UNSHOWABLE.sub("", plain))


class _Schedule:
    """Goes through the elements in their order and counts each text and attribute as a piece."""

    def __init__(self, found: Collection) -> None:
        self.found = found
        self.setting = Setting()
        self.events = 0
        self.days = 0
        self.groups = 0  # of fields that belong together: a person's, a link's

    def read(self, root: etree._Element) -> None:
        self._around(root, "schedule")
        self._zone(root)
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
        self.setting = replace(self.setting, room=name)
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
        place = f"event {element.get('id') or element.get('guid') or self.events}"
        leaves: list[Leaf] = []
        for name, value in _attributes(element):
            self._leaf(leaves, f"@{name}", value, f"{place}@{name}", 0)
        for text in (element.text, *(child.tail for child in element)):
            self._leaf(leaves, "text", text, place, 0)
        for child in element:
            self._field(leaves, child, _name(child), place)
        read_session(self.found, leaves, self.setting)

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
            text = prose(text)
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
