"""Calendars (RFC 5545): each VEVENT is a session, each property a piece.

Lines are unfolded and taken apart one by one, so that a broken one costs itself only; icalendar reads their parameters
and the time zones that a calendar defines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from programme import silence
from programme.model import Link
from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import own_feeds
from programme.reading.formats.calendar_zones import Zones
from programme.reading.formats.content_lines import Property, decoded, is_known, parts, plain, texts, unfolded
from programme.reading.formats.described import attending, labelled_people
from programme.reading.formats.links import is_address
from programme.reading.formats.markup import one_line, prose
from programme.reading.formats.moments import Moment, is_place, length
from programme.reading.formats.records import Collection, Record, kind_of, without_cancelled
from programme.reading.limits import Limits
from programme.reading.marks import Field
from programme.reading.naming import is_name
from programme.reading.text import Source
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Note, Options

_HEADING = {"SUMMARY": "title", "DTSTART": "date", "DTEND": "time", "DURATION": "time", "LOCATION": "room",
            "STATUS": "status", "CATEGORIES": "label"}  # fmt: skip
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT")
_REPEATS = ("RRULE", "RDATE")


@dataclass(slots=True)
class _Event:
    properties: list[Property] = field(default_factory=list)
    closed: bool = False

    def first(self, name: str) -> Property | None:
        return next((prop for prop in self.properties if prop.name == name), None)

    def whole(self, name: str) -> list[Property]:
        """The first of the name, and the broken lines that go on with it."""
        found: list[Property] = []
        for prop in self.properties:
            if prop.name == name and bool(found) == prop.more:
                found.append(prop)
        return found

    def text(self, name: str) -> str:
        return "\n".join(prop.text for prop in self.whole(name))


# A calendar of whoever wrote it says nothing of these where it says nothing.
_SILENT = (
    *(silence.DAYS, silence.NOBODY, silence.NUMBER, silence.KIND, silence.TRACK, silence.LANGUAGE, silence.LINKED),
    *(silence.ROLE, silence.BILLING, silence.PAPER, silence.MARKUP),
)


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    text, notes = decoded(content)
    return read_text(text, notes, "ics", options)


def read_text(text: str, notes: Sequence[Note], form: str, options: Options) -> Document:
    """`text` as .ics has it, whatever it was made of. Raises UnreadableError."""
    reader = _Calendar(form)
    reader.found.weaver.notes += notes
    reader.read(text)
    reader.found.weaver.silent = own_feeds.SILENT if reader.ours else _SILENT
    if not reader.found.records:
        raise UnreadableError("the calendar has no events in it. Export it again once it has some")
    return reader.found.document(options)


class _Calendar:
    def __init__(self, form: str) -> None:
        self.found = Collection(form)
        self.stack: list[str] = []
        self.event: _Event | None = None
        self.count = 0
        self.product = ""
        self.zones = Zones()
        self.zone_lines: list[str] = []
        self.venue = ""  # of our own feeds, behind the room
        self.bylined = False  # whether all titles end in people, as pretalx writes them

    def read(self, text: str) -> None:
        events: list[_Event] = []
        for number, line in unfolded(text):
            self._line(number, line, events)
        if self.event is not None:
            events.append(self.event)
        self.bylined = "pretalx" in self.product.casefold() and all(map(_ends_in_people, events))
        self.venue = own_feeds.venue([self._said(event.text("LOCATION")) for event in events])
        for event in events:
            self._take(event)
        self.found.timezone = self._own_zone()

    @property
    def ours(self) -> bool:
        """Whether we wrote it; known once its product is."""
        return own_feeds.is_ours(self.product)

    def _said(self, text: str) -> str:
        return one_line(text, as_written=self.ours)

    def _own_zone(self) -> str:
        """The calendar's own zone, where it says one and not most of its events another."""
        told = Counter(record.start.zone for record in self.found.records if record.start)
        own = self.zones.default
        bare = told.pop("UTC", 0) + told.pop(own, 0)
        return own if bare >= max(told.values(), default=0) and is_place(own) else ""

    def _line(self, number: int, line: str, events: list[_Event]) -> None:
        name, params, value = parts(line)
        if name in ("BEGIN", "END") and not params:
            self._bound(name, value.strip().upper(), line, events)
        elif not self.stack:
            self._around(line, f"line {number}, outside the calendar", OUTSIDE)
        elif self.event is not None and self.stack[-1] == "VEVENT":
            self.event.properties.append(self._property(name, params, value, line))
        else:
            self._of_calendar(name, value, line)

    def _property(self, name: str, params: dict[str, str], value: str, line: str) -> Property:
        """A line that is none goes on with the text before it."""
        before = self.event.properties[-1] if self.event and self.event.properties else None
        more = not name and before is not None and before.name in _TEXTS
        name = before.name if more and before else name
        place = f"event {self.count} {name or 'line'}"
        if name != "DESCRIPTION":
            return Property(name, params, value, (self.found.piece(line, place),), more)
        pieces, gap = [], not more
        for number, text in enumerate(prose(plain(value), as_written=self.ours).split("\n"), 1):
            if text.strip():
                where = f"{place}, line {number}"
                pieces.append(self.found.weaver.number(text, place=where, gap=gap))
            gap = not text.strip()
        return Property(name, params, value, tuple(pieces) or (self.found.piece(line, place),), more)

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
            self.zones.defined[name] = list(self.zone_lines)

    def _of_calendar(self, name: str, value: str, line: str) -> None:
        self.zone_lines.append(line)
        text = Property(name, {}, value, (self.found.piece(line, f"calendar {name or 'line'}"),))
        use = OUTSIDE if name else NOT_UNDERSTOOD
        if name == "PRODID":
            self.product = text.text
        elif name in ("X-WR-CALNAME", "NAME") and self.stack == ["VCALENDAR"]:
            self.found.title = self.found.title or self._said(text.text)
            use = "title"
        elif name == "X-WR-TIMEZONE":
            self.zones.default, use = text.text, "zone"
        self.found.around.append((text.piece, use))

    def _around(self, line: str, place: str, use: str) -> None:
        if line.strip():
            self.found.around.append((self.found.piece(line, place), use))

    def _take(self, event: _Event) -> None:
        """Makes a record of the event."""
        if not event.properties:
            return
        title, stopped = without_cancelled(self._said(event.text("SUMMARY")))
        start, end = self._times(event)
        own = [(prop.piece, use) for name, use in _HEADING.items() for prop in event.whole(name)]
        if not own or not (title or start):
            self.found.around += [(piece, NOT_UNDERSTOOD) for prop in event.properties for piece in prop.pieces]
            return
        ours, cancelled = self.ours, event.text("STATUS").upper() == "CANCELLED"
        if ours and cancelled and own_feeds.is_grave(self._said(event.text("SUMMARY")), event.text("URL")):
            self.found.around += [(piece, OUTSIDE) for prop in event.properties for piece in prop.pieces]
            return
        self._note(event, own[0][0].number)
        if ours and own_feeds.ENDLESS in event.text("DESCRIPTION"):
            end = None
        title, byline = self._byline(event, title)
        first = event.first("CATEGORIES")
        categories = [self._said(text) for text in texts(first.value)] if first else []
        kinds = [kind for text in categories if (kind := kind_of(text, "")) != "other"]
        kind = own_feeds.kind(categories) if ours else kinds[-1] if kinds else kind_of("", title)
        room = self._said(event.text("LOCATION"))
        room = own_feeds.room(room, self.venue) if ours else room
        self.found.records.append(
            Record(
                title,
                tuple(own),
                tuple(self._below(event, ours, own)),
                start,
                end,
                kind=kind,
                room=room,
                track=categories[0] if ours and len(categories) > 1 else "",
                links=tuple(self._links(event, ours)),
                cancelled=stopped or cancelled,
                keys=tuple(("uid", uid) for uid in (event.text("UID"),) if uid and not event.first("RECURRENCE-ID")),
                content=tuple((prop.name, tuple(prop.params.items()), prop.value) for prop in event.properties),
                byline=byline,
                uid=event.text("UID") if ours else "",
            )
        )

    def _note(self, event: _Event, number: int) -> None:
        say = self.found.tally.say
        if not event.closed:
            say("not-closed", number)
        if any(event.first(name) for name in _REPEATS):
            say("recurring", number)
        if any(prop.more or not prop.name for prop in event.properties):
            say("broken-line", number)

    def _times(self, event: _Event) -> tuple[Moment | None, Moment | None]:
        first = event.first("DTSTART")
        start = self.zones.moment(first)
        number = first.piece.number if first else 0
        if start is None:
            if first:
                self.found.tally.say("bad-date", number)
            return None, None
        if start.all_day:
            self.found.tally.say("all-day", number)
            return start, None
        if first and first.params.get("TZID") and start.exact is None:
            self.found.tally.say("unknown-zone", number)
        end = self.zones.moment(event.first("DTEND"))
        lasts = length(event.text("DURATION")) if event.first("DURATION") else None
        if end is None and lasts:
            end = start.later(lasts)
        if end is not None and end - start <= timedelta():
            if end - start < timedelta():
                self.found.tally.say("end-before-start", number)
            end = None
        return start, end

    def _byline(self, event: _Event, title: str) -> tuple[str, tuple[str, ...]]:
        """The title, and the people whom pretalx puts at its end."""
        summary = event.first("SUMMARY")
        if summary is None or "pretalx" not in self.product.casefold():
            return title, ()
        head, _, tail = (title + " ").rpartition(" - ")
        names = tail.split(", ") if tail.strip() else []
        if not head or not (self.bylined or (names and all(map(is_name, names)))):
            return title, ()
        if names:
            self.found.tally.say("people-from-title", summary.piece.number)
        return head.strip(), tuple(name.strip() for name in names)

    def _below(self, event: _Event, ours: bool, own: Sequence[tuple[Source, str]]) -> Iterator[tuple[Source, Field]]:
        """What stands below the heading: people, the abstract, addresses, and what is not for the programme."""
        heading = {id(piece) for piece, _ in own}
        for prop in event.properties:
            if id(prop.piece) in heading:
                continue
            if mark := attending(prop):
                yield prop.piece, mark
            elif prop.name == "DESCRIPTION":
                described = map(own_feeds.described, prop.pieces) if ours else labelled_people(prop.pieces)
                yield from zip(prop.pieces, described)
            elif prop.name in ("URL", "CONFERENCE") and is_address(prop.text):
                yield prop.piece, Field("link")
            else:
                yield prop.piece, Field(OUTSIDE if is_known(prop.name) else NOT_UNDERSTOOD)

    def _links(self, event: _Event, ours: bool) -> Iterator[Link]:
        for prop in event.properties:
            if prop.name == "URL" and not ours and is_address(prop.text):
                yield Link(prop.text)
            elif prop.name == "CONFERENCE" and not ours and is_address(prop.text):  # ours stands in the description too
                yield Link(prop.text, prop.params.get("LABEL", ""), "stream")
            elif prop.name == "DESCRIPTION" and ours:
                yield from own_feeds.streams(prop.pieces)


def _ends_in_people(event: _Event) -> bool:
    """Whether the title ends as pretalx writes it, with a dash and names, of which there may be none."""
    _, dash, tail = (one_line(event.text("SUMMARY")) + " ").rpartition(" - ")
    return bool(dash) and not any(map(str.isdigit, tail)) and all(len(name) <= 60 for name in tail.split(", "))
