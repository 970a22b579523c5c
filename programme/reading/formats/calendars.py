"""Calendars (RFC 5545): each VEVENT is a session, each property a piece.

Lines are unfolded and taken apart one by one, so that a broken one costs itself only; icalendar reads their parameters
and the time zones that a calendar defines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.parser import Contentline
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from programme.model import ROLES, Link, Role
from programme.reading.documents import Document, UnreadableError
from programme.reading.formats.markup import clean, one_line, prose
from programme.reading.formats.moments import Moment, is_place, length, placed
from programme.reading.formats.records import Collection, Record, kind_of, without_cancelled
from programme.reading.formats.sessions import is_address
from programme.reading.limits import Limits
from programme.reading.marks import Field
from programme.reading.naming import is_name
from programme.reading.roles import role_of
from programme.reading.text import Source, decode
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Options

_BEGIN = re.compile(rb"^\s*BEGIN\s*:\s*VCALENDAR", re.IGNORECASE | re.MULTILINE)
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_NAME = re.compile(r"[A-Za-z0-9-]+[;:]")
_HEADING = {"SUMMARY": "title", "DTSTART": "date", "DTEND": "time", "DURATION": "time", "LOCATION": "room",
            "STATUS": "status", "CATEGORIES": "label"}  # fmt: skip
_KNOWN = frozenset(
    [
        "UID",
        "DTSTAMP",
        "CREATED",
        "LAST-MODIFIED",
        "SEQUENCE",
        "CLASS",
        "TRANSP",
        "PRIORITY",
        "GEO",
        "RECURRENCE-ID",
        "RRULE",
        "RDATE",
        "EXDATE",
        "ATTACH",
        "COMMENT",
        "CONTACT",
        "RELATED-TO",
        "RESOURCES",
        "REQUEST-STATUS",
        "COLOR",
        "IMAGE",
        "CONFERENCE",
        "URL",
        "ATTENDEE",
        "ORGANIZER",
        "DESCRIPTION",
        "TZID",
    ]
)
_REPEATS = ("RRULE", "RDATE")
_OURS = "-//Convenor//"
# A person in the description of our own feeds (programme/writing/calendar.py).
_PERSON = re.compile(rf"({'|'.join(role.capitalize() for role in ROLES)}): ([^,]+?)(?:, (.+?))?(?:: “(.*)”)?")
_ENDLESS, _STREAM = "End not announced.", "Stream: "


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    params: dict[str, str]
    value: str  # as it stands, escapes and all
    pieces: tuple[Source, ...]  # the lines of a description; otherwise one

    @property
    def piece(self) -> Source:
        return self.pieces[0]

    @property
    def text(self) -> str:
        return clean(_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)).strip()


@dataclass(slots=True)
class _Event:
    properties: list[_Property] = field(default_factory=list)
    closed: bool = False

    def first(self, name: str) -> _Property | None:
        return next((prop for prop in self.properties if prop.name == name), None)

    def text(self, name: str) -> str:
        found = self.first(name)
        return found.text if found else ""


def is_calendar(content: bytes) -> bool:
    return bool(_BEGIN.search(content[:200_000].replace(b"\x00", b"")))


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    text, notes = decode(content)
    if text is None:
        text, notes = content.decode("utf-8", "replace"), ()
    reader = _Calendar()
    reader.found.weaver.notes += notes
    reader.read(clean(text))
    if not reader.found.records:
        raise UnreadableError("the calendar has no events in it. Export it again once it has some")
    return reader.found.document(options)


class _Calendar:
    def __init__(self) -> None:
        self.found = Collection("ics")
        self.stack: list[str] = []
        self.event: _Event | None = None
        self.count = 0
        self.product = ""
        self.zones: dict[str, list[str]] = {}
        self.zone_lines: list[str] = []
        self.default = ""  # X-WR-TIMEZONE

    def read(self, text: str) -> None:
        events: list[_Event] = []
        for number, line in _unfolded(text):
            self._line(number, line, events)
        if self.event is not None:
            events.append(self.event)
        if self.default and is_place(self.default):
            self.found.timezone = self.default
        for event in events:
            self._take(event)

    def _line(self, number: int, line: str, events: list[_Event]) -> None:
        name, params, value = _parts(line)
        if name in ("BEGIN", "END") and not params:
            self._bound(name, value.strip().upper(), line, events)
        elif not self.stack:
            self._around(line, f"line {number}, outside the calendar", OUTSIDE)
        elif self.event is not None and self.stack[-1] == "VEVENT":
            self.event.properties.append(self._property(name, params, value, line))
        else:
            self._of_calendar(name, value, line)

    def _property(self, name: str, params: dict[str, str], value: str, line: str) -> _Property:
        place = f"event {self.count} {name or 'line'}"
        if name != "DESCRIPTION":
            return _Property(name, params, value, (self.found.piece(line, place),))
        pieces, gap = [], True
        for number, text in enumerate(prose(_Property(name, params, value, ()).text).split("\n"), 1):
            if text.strip():
                where = f"{place}, line {number}"
                pieces.append(self.found.weaver.number(text, place=where, gap=gap))
            gap = not text.strip()
        return _Property(name, params, value, tuple(pieces) or (self.found.piece(line, place),))

    def _bound(self, edge: str, component: str, line: str, events: list[_Event]) -> None:
        self._around(line, f"{edge} {component}", OUTSIDE)
        if edge == "BEGIN":
            self._begin(component, events)
        self.zone_lines.append(line)
        if edge == "END":
            self._end(component, events)

    def _begin(self, component: str, events: list[_Event]) -> None:
        if component == "VEVENT":
            if self.event is not None:
                events.append(self.event)  # the one before was not closed
            self.count += 1
            self.event = _Event()
        if component == "VTIMEZONE":
            self.zone_lines = []
        self.stack.append(component)

    def _end(self, component: str, events: list[_Event]) -> None:
        if component in self.stack:
            while self.stack.pop() != component:
                pass
        if component == "VEVENT" and self.event is not None:
            self.event.closed = True
            events.append(self.event)
            self.event = None
        elif component == "VTIMEZONE":
            name = next((line.partition(":")[2].strip() for line in self.zone_lines if line.startswith("TZID")), "")
            self.zones[name] = list(self.zone_lines)

    def _of_calendar(self, name: str, value: str, line: str) -> None:
        self.zone_lines.append(line)
        text = _Property(name, {}, value, (self.found.piece(line, f"calendar {name or 'line'}"),))
        use = OUTSIDE if name else NOT_UNDERSTOOD
        if name == "PRODID":
            self.product = text.text
        elif name in ("X-WR-CALNAME", "NAME") and self.stack == ["VCALENDAR"]:
            self.found.title = self.found.title or one_line(text.text)
            use = "title"
        elif name == "X-WR-TIMEZONE":
            self.default, use = text.text, "zone"
        self.found.around.append((text.piece, use))

    def _around(self, line: str, place: str, use: str) -> None:
        if line.strip():
            self.found.around.append((self.found.piece(line, place), use))

    def _take(self, event: _Event) -> None:
        """Makes a record of the event."""
        if not event.properties:
            return
        title, stopped = without_cancelled(one_line(event.text("SUMMARY")))
        start, end = self._times(event)
        own = [(p.piece, use) for name, use in _HEADING.items() if (p := event.first(name))]
        if not own or not (title or start):
            self.found.around += [(piece, NOT_UNDERSTOOD) for prop in event.properties for piece in prop.pieces]
            return
        self._note(event, own[0][0].number)
        ours = self.product.startswith(_OURS)
        if ours and _ENDLESS in event.text("DESCRIPTION"):
            end = None
        title, byline = self._byline(event, title)
        categories = [one_line(text) for text in event.text("CATEGORIES").split(",") if text.strip()]
        kinds = [kind for text in categories if (kind := kind_of(text, "")) != "other"]
        room = one_line(event.text("LOCATION"))
        self.found.records.append(
            Record(
                title,
                tuple(own),
                tuple(self._below(event, ours, own)),
                start,
                end,
                kind=kinds[-1] if kinds else kind_of("", title),
                room="" if ours and room == "Online" else room,
                track=categories[0] if ours and len(categories) > 1 else "",
                links=tuple(self._links(event, ours)),
                cancelled=stopped or event.text("STATUS").upper() == "CANCELLED",
                keys=tuple(("uid", uid) for uid in (event.text("UID"),) if uid and not event.first("RECURRENCE-ID")),
                content=tuple((prop.name, tuple(prop.params.items()), prop.value) for prop in event.properties),
                byline=byline,
            )
        )

    def _note(self, event: _Event, number: int) -> None:
        say = self.found.tally.say
        if not event.closed:
            say("not-closed", number)
        if any(event.first(name) for name in _REPEATS):
            say("recurring", number)
        if any(not prop.name for prop in event.properties):
            say("broken-line", number)

    def _times(self, event: _Event) -> tuple[Moment | None, Moment | None]:
        first = event.first("DTSTART")
        start = self._moment(first)
        number = first.piece.number if first else 0
        if start is None:
            if first:
                self.found.tally.say("bad-date", number)
            return None, None
        if start.all_day:
            self.found.tally.say("all-day", number)
            return start, None
        end = self._moment(event.first("DTEND"))
        lasts = length(event.text("DURATION")) if event.first("DURATION") else None
        if end is None and lasts:
            end = start.later(lasts)
        if end is not None and end - start <= timedelta():
            if end - start < timedelta():
                self.found.tally.say("end-before-start", number)
            end = None
        return start, end

    def _moment(self, prop: _Property | None) -> Moment | None:
        found = _STAMP.fullmatch(prop.value.strip()) if prop else None
        if prop is None or found is None:
            return None
        year, month, day, hour, minute, second, universal = found.groups()
        try:
            parts = int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
            local = datetime(*parts)  # noqa: DTZ001 - a wall clock
        except ValueError:
            return None
        if hour is None:
            return Moment(local, all_day=True)
        if universal:
            return Moment(local, local.replace(tzinfo=UTC), "UTC")
        name = prop.params.get("TZID", "").strip('"') or self.default
        zone, known = self._zone(name)
        if name and zone is None:
            self.found.tally.say("unknown-zone", prop.piece.number)
        return placed(local, zone, known)

    def _zone(self, name: str) -> tuple[tzinfo | None, str]:
        """The zone of a TZID, and its IANA name where it has one."""
        plain = WINDOWS_TO_OLSON.get(name, name)
        for candidate in (plain, "/".join(plain.split("/")[-2:]), "/".join(plain.split("/")[-3:])):
            if is_place(candidate):
                return ZoneInfo(candidate), candidate
        lines = self.zones.get(name)
        return (_defined("\r\n".join(lines)) if lines else None), name

    def _byline(self, event: _Event, title: str) -> tuple[str, tuple[str, ...]]:
        """The title, and the people whom pretalx puts at its end."""
        summary = event.first("SUMMARY")
        head, dash, tail = title.rpartition(" - ")
        names = tail.split(", ")
        if dash and summary and "pretalx" in self.product.casefold() and _are_people(names):
            self.found.tally.say("people-from-title", summary.piece.number)
            return head, tuple(names)
        return title, ()

    def _below(self, event: _Event, ours: bool, own: Sequence[tuple[Source, str]]) -> Iterator[tuple[Source, Field]]:
        """What stands below the heading: people, the abstract, addresses, and what is not for the programme."""
        heading = {id(piece) for piece, _ in own}
        for prop in event.properties:
            if id(prop.piece) in heading:
                continue
            if mark := _attending(prop):
                yield prop.piece, mark
            elif prop.name == "DESCRIPTION":
                yield from ((piece, _described(piece) if ours else Field("abstract")) for piece in prop.pieces)
            elif prop.name in ("URL", "CONFERENCE") and is_address(prop.text):
                yield prop.piece, Field("link")
            else:
                yield prop.piece, Field(OUTSIDE if _is_known(prop.name) else NOT_UNDERSTOOD)

    def _links(self, event: _Event, ours: bool) -> Iterator[Link]:
        for prop in event.properties:
            if prop.name == "URL" and not ours and is_address(prop.text):
                yield Link(prop.text)
            elif prop.name == "CONFERENCE" and is_address(prop.text):
                yield Link(prop.text, prop.params.get("LABEL", "").strip('"'), "stream")
            elif prop.name == "DESCRIPTION" and ours:
                streams = (piece.text for piece in prop.pieces if piece.text.startswith(_STREAM))
                yield from (Link(text.removeprefix(_STREAM), rel="stream") for text in streams)


def _described(piece: Source) -> Field:
    """What a line of the description in one of our own feeds is."""
    if found := _PERSON.fullmatch(piece.text):
        role: Role = next(role for role in ROLES if role.capitalize() == found[1])
        return Field("person", role, True, name=found[2], billing=found[3] or "", paper=found[4] or "")
    if piece.text.startswith(_STREAM):
        return Field("link")
    return Field(OUTSIDE if piece.text == _ENDLESS or is_address(piece.text) else "abstract")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The content lines, each with the number of its first line; one that is none goes on with the one before."""
    number, kept = 0, ""
    for place, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and kept:
            kept += line[1:]
        else:
            if kept.strip():
                yield number, kept
            number, kept = place, line.rstrip("\r")
    if kept.strip():
        yield number, kept


def _parts(line: str) -> tuple[str, dict[str, str], str]:
    """Name, parameters and value; an empty name for what is no property."""
    if not _NAME.match(line):
        return "", {}, line
    try:
        name, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        name, _, value = line.partition(":")
        return name.partition(";")[0].strip().upper(), {}, value
    raw = value if "\\" not in line else line[_value_start(line) :]
    return name.upper(), {key.upper(): str(params[key]) for key in params}, raw


def _value_start(line: str) -> int:
    """Where the value begins: behind the first colon that stands in no quotes."""
    quoted = False
    for place, char in enumerate(line):
        quoted ^= char == '"'
        if char == ":" and not quoted:
            return place + 1
    return len(line)


@cache
def _defined(lines: str) -> tzinfo | None:
    """The zone that a VTIMEZONE defines."""
    try:
        zone = Timezone.from_ical(lines + "\r\n")
        return zone.to_tz() if isinstance(zone, Timezone) else None
    except Exception:  # the library raises whatever a broken definition makes it stumble over
        return None


def _attending(prop: _Property) -> Field | None:
    """What a person's property says of them, where it has their name and says that they speak or lead."""
    name, role = prop.params.get("CN", "").strip('"'), prop.params.get("ROLE", "").strip('"')
    if prop.name != "ATTENDEE" or not is_name(name):
        return None
    told = role_of(role.replace("-", " ").casefold())
    if told:
        return Field("person", told[0], True, name=name)
    return Field("person", "chair", True, name=name) if role.upper() == "CHAIR" else None


def _are_people(names: Sequence[str]) -> bool:
    return bool(names) and all(len(name) <= 60 and not any(map(str.isdigit, name)) for name in names)


def _is_known(name: str) -> bool:
    return name in _KNOWN or name in _HEADING or name.startswith("X-")
