"""Sessions that a file states field by field, brought to the pieces and marks that every format is read from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from programme.model import Kind, Link
from programme.reading import words
from programme.reading.dates import Date
from programme.reading.documents import Document
from programme.reading.formats.moments import Moment, common_zone, is_place, when
from programme.reading.formats.tallies import Tally
from programme.reading.head import is_zone
from programme.reading.headings import Facts, Heading, kind_of_title
from programme.reading.languages import language_of
from programme.reading.marks import DayLine, Field
from programme.reading.text import Source, flat
from programme.reading.times import Clock, Span
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Options
from programme.reading.weaving import Weaver

_CANCELLED = re.compile(rf"\W*(?:{'|'.join(words.CANCELLED)})\b\s*[:\])*–-]+\s*(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_UNTITLED = "Untitled"
_FIRST = datetime(1, 1, 1)  # noqa: DTZ001 - a wall clock
_KINDS: dict[str, Kind] = {
    "panel": "panel", "podium": "panel", "keynote": "keynote", "talk": "talk", "lightning": "talk",
    "workshop": "workshop", "hands-on": "workshop", "training": "workshop", "opening": "opening", "closing": "closing",
    "break": "break", "registration": "registration", "social": "social", "party": "social", "concert": "social",
    "other": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """A session with the pieces that it is read from.

    `own`: the pieces of its heading, the first the one it is known by, each with its use. `fields`: what stands below.
    `day`: its date, where it has no start. `keys`: what the file calls it by, each with the key's name. `content`: all
    that it says, for telling one that is repeated word for word.
    """

    title: str
    own: tuple[tuple[Source, str], ...]
    fields: tuple[tuple[Source, Field], ...] = ()
    start: Moment | None = None
    end: Moment | None = None
    day: date | None = None
    kind: Kind = "other"
    room: str = ""
    track: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    cancelled: bool = False
    keys: tuple[tuple[str, str], ...] = ()
    content: object = None
    byline: tuple[str, ...] = ()  # people who stand in the title's piece
    label: str = ""  # the panel's number, as written
    uid: str = ""  # in a file of our own

    @property
    def number(self) -> int:
        return self.own[0][0].number

    @property
    def date(self) -> date | None:
        return self.start.local.date() if self.start else self.day


@dataclass(slots=True)
class Collection:
    """All that a file says: its sessions, and the pieces about the event as a whole with their uses."""

    format: str
    weaver: Weaver = field(init=False)
    tally: Tally = field(default_factory=Tally)
    records: list[Record] = field(default_factory=list)
    around: list[tuple[Source, str]] = field(default_factory=list)
    themes: dict[date, str] = field(default_factory=dict)
    title: str = ""
    timezone: str = ""  # as the file says it for all of its times, where it does

    def __post_init__(self) -> None:
        self.weaver = Weaver(self.format)

    def piece(self, text: str, place: str) -> Source:
        """The next piece, in the file's order, set off from the one before."""
        return self.weaver.number(text, place=place, gap=True)

    def document(self, options: Options) -> Document:
        """The sessions in the order of their times, each date with one heading."""
        _tell_around(self)
        zone = _settle_zone(self, options)
        kept = [_in_zone(record, zone) for record in _once(self)]
        _note_repeated_keys(kept, self.tally)
        order = sorted(enumerate(kept), key=lambda found: _order(*found))
        latest: date | None = None
        for _, record in order:
            _weave(self, record, zone, fresh=record.date != latest)
            latest = record.date
        self.weaver.notes += self.tally.notes()
        return self.weaver.document()


def kind_of(kind: str, title: str) -> Kind:
    """What the file calls the session (“lecture”, “Lightning Talk”), else what its title says."""
    low = kind.casefold().replace("_", " ").strip()
    if low in words.LABELS:
        return words.LABELS[low]
    for word in (low, *_WORD.findall(low)):
        if word in _KINDS and word != "other":
            return _KINDS[word]
    known = next((words.LABELS[word] for word in _WORD.findall(low) if word in words.LABELS), None)
    said = known or kind_of_title(low)
    return said if said != "other" else kind_of_title(title)


def without_cancelled(title: str) -> tuple[str, bool]:
    """The title without the word before it that says that the session is cancelled, and whether there is one."""
    found = _CANCELLED.match(title)
    return (title[found.end() :], True) if found else (title, False)


def _tell_around(found: Collection) -> None:
    for piece, use in found.around:
        if use in (OUTSIDE, NOT_UNDERSTOOD):
            found.tally.left_out(piece, use)
            found.weaver.mark(piece, Field(use))
        else:
            found.weaver.told(piece, use)
    found.weaver.head.title = found.title


def _settle_zone(found: Collection, options: Options) -> ZoneInfo | None:
    """The zone that all times are told in: the one that a person says, else the file's; None where nobody says it."""
    timed = [record for record in found.records if record.start and not record.start.all_day]
    written = common_zone(record.start for record in timed)
    # Plain UTC is what programs write that do not say where the event is.
    places = [record for record in timed if record.start and record.start.zone != "UTC" and is_place(record.start.zone)]
    chosen = found.timezone if is_place(found.timezone) else common_zone(record.start for record in places)
    head = found.weaver.head
    head.zone, head.timezone = chosen or found.timezone or written, chosen
    others = [record.number for record in places if record.start and record.start.zone != chosen]
    if others:
        found.tally.say("several-zones", *others)
    if options.timezone and is_zone(options.timezone):
        return ZoneInfo(options.timezone)
    return ZoneInfo(chosen) if chosen else None


def _in_zone(record: Record, zone: ZoneInfo | None) -> Record:
    """The record with the wall clock of its start in the zone."""
    if record.start is None or record.start.all_day:
        return record
    return replace(record, start=replace(record.start, local=record.start.in_zone(zone)))


def _once(found: Collection) -> list[Record]:
    """The records without those that repeat another in every field; what these were made of is left out."""
    seen: dict[object, Record] = {}
    kept: list[Record] = []
    for record in found.records:
        if record.content is not None and seen.setdefault(record.content, record) is not record:
            found.tally.say("repeated-session", record.number)
            for piece in (*(piece for piece, _ in record.own), *(piece for piece, _ in record.fields)):
                found.weaver.mark(piece, Field(OUTSIDE))
        else:
            kept.append(record)
    return kept


def _note_repeated_keys(records: Sequence[Record], tally: Tally) -> None:
    counts = Counter(key for record in records for key in record.keys)
    shared = {key for key, count in counts.items() if count > 1}
    again = [record.number for record in records if shared & set(record.keys)]
    if again:
        names = Counter(name for name, _ in shared)
        tally.repeated(max(names.values()), sorted(again))


def _order(place: int, record: Record) -> tuple[bool, date, datetime, str, int]:
    """Those without a date come first, before any heading of a day; all-day ones before the day's others."""
    if record.date is None:
        return False, date.min, _FIRST, "", place
    start = record.start.local if record.start and not record.start.all_day else _FIRST
    if record.start and record.start.exact and start != _FIRST:
        start = start.replace(fold=0)
    return True, record.date, start, record.room, place


def _weave(found: Collection, record: Record, zone: ZoneInfo | None, *, fresh: bool) -> None:
    weaver, own = found.weaver, list(record.own)
    if fresh and record.date and len(own) > 1:
        theme = found.themes.get(record.date, "")
        date_piece, _ = own.pop(_place_of_date(own))
        weaver.mark(date_piece, DayLine(_as_date(record.date), None, theme, sure=True))
    weaver.item(_heading(record, zone, found.tally), own)
    for piece, mark in record.fields:
        if mark.use in (OUTSIDE, NOT_UNDERSTOOD):
            found.tally.left_out(piece, mark.use)
        weaver.mark(piece, mark)


def _place_of_date(own: Sequence[tuple[Source, str]]) -> int:
    """The place of the piece that can be the heading of a day: the date, else whatever says when."""
    uses = [use for _, use in own]
    return next((uses.index(use) for use in ("date", "start") if use in uses), len(uses) - 1)


def _as_date(day: date) -> Date:
    return Date(day.day, day.month, day.year, None, 0)


def _heading(record: Record, zone: ZoneInfo | None, tally: Tally) -> Heading:
    facts = Facts(
        date=_as_date(record.date) if record.date else None,
        room=record.room,
        track=record.track,
        cancelled=record.cancelled,
        language=language_of(record.language),
        links=record.links,
        when=when(record.start, record.end, zone, record.day),
        uid=record.uid,
    )
    if record.start and not record.start.all_day:
        facts.span = _span(record.start, record.end, zone)
    if record.language and not facts.language:
        tally.say("bad-language", record.number)
    if not record.title:
        tally.say("no-title", record.number)
    byline = tuple(record.own[0][0]._replace(text=name, flat=flat(name)) for name in record.byline)
    title = record.title or _UNTITLED
    return Heading(title, record.kind, number=record.label, facts=facts, byline=byline, whole=True)


def _span(start: Moment, end: Moment | None, zone: ZoneInfo | None) -> Span:
    """The start and how long it lasts on the wall; in real time where the clock goes back in between."""
    first = start.in_zone(zone)
    minutes = 0
    if end:
        wall = end.in_zone(zone) - first
        minutes = int((wall if wall > timedelta() else end - start).total_seconds()) // 60
    return Span(Clock(first.hour, first.minute, sure=True), None, 0, duration=minutes)
