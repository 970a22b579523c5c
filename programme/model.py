"""The Programme: the one value that readers make, writers take, comparing takes two of and merging three.

Everything is frozen and compared by value. Times are wall clock in the event's zone until `When.span` turns them into
UTC. A `uid` names a thing for life once it has reached the drafts; in a fresh reading it is only a key within that
reading ("p1", "s3"). `slug`, `sequence` and `changed` are given by a release and are empty before.
"""

from __future__ import annotations

import datetime as dt  # for the two classes that have a field called date
from collections.abc import Mapping, Sized
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from programme.names import full_name
from programme.words import Translation, Words, by_language

Kind = Literal["panel", "keynote", "talk", "workshop", "opening", "closing", "break", "registration", "social", "other"]
Role = Literal["speaker", "moderator", "chair", "keynote", "discussant", "facilitator", "host", "interpreter"]
PanelState = Literal["draft", "confirmed", "cancelled"]
AppearanceState = Literal["invited", "confirmed", "declined"]
Clock = Literal["", "24"]  # 2:30 pm; 14:30

KINDS: tuple[Kind, ...] = get_args(Kind)
QUIET = {"break", "registration", "social"}
ROLES: tuple[Role, ...] = get_args(Role)
PANEL_STATES: tuple[PanelState, ...] = get_args(PanelState)
APPEARANCE_STATES: tuple[AppearanceState, ...] = get_args(AppearanceState)


def is_quiet(kind: str, people: Sized) -> bool:
    """Whether an item happens around the programme, and is not counted as a panel: where nobody speaks in it."""
    return kind in QUIET and not people


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what to call it. `rel` says what it leads to: stream, recording, slides, or empty."""

    url: str
    label: str = ""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What holds for the whole conference. `timezone` is an IANA name, empty where nobody has said it yet."""

    title: str = ""
    slug: str = ""
    timezone: str = ""
    timezone_as_written: str = ""
    organiser: str = ""
    venue: str = ""
    languages: tuple[str, ...] = ()
    colour: str = ""  # #rrggbb
    about: str = ""  # Markdown
    contact: str = ""  # an e-mail address or a URL
    clock: Clock = ""  # in which English readers are told times


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the programme and its theme."""

    date: dt.date
    title: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    uid: str
    name: str
    capacity: int | None = None  # seats
    stream: str = ""  # URL
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    uid: str
    name: str
    colour: str = ""  # #rrggbb
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person. `name` is without the honorific and without what stands after it (`post_nominal`, as in "OBE, PhD");
    `photo` is a URL; `bio` is Markdown."""

    uid: str
    name: str
    honorific: str = ""
    bio: str = ""
    photo: str = ""
    links: tuple[Link, ...] = ()
    slug: str = ""
    post_nominal: str = ""

    @property
    def full_name(self) -> str:
        return full_name(self.name, self.honorific, self.post_nominal)


@dataclass(frozen=True, slots=True)
class When:
    """When a panel takes place, as far as it is known: wall clock in the event's zone.

    `end_date` is set only where the end falls on another date than `date`. The second of two equal wall clock times
    (the hour repeated when summer time ends) is the `time` with fold=1.
    """

    date: dt.date | None = None
    start: time | None = None
    end: time | None = None
    end_date: dt.date | None = None

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime | None] | None:
        """Start and end in UTC; the end is None where none is known; None without a date and a start."""
        if self.date is None or self.start is None:
            return None
        start = datetime.combine(self.date, self.start, zone).astimezone(UTC)
        if self.end is None:
            return start, None
        return start, datetime.combine(self.end_date or self.date, self.end, zone).astimezone(UTC)

    @classmethod
    def of_span(cls, start: datetime, end: datetime | None, zone: ZoneInfo) -> When:
        """The wall clock of two UTC instants; the inverse of `span`."""
        local, last = start.astimezone(zone), end.astimezone(zone) if end else None
        return cls(
            date=local.date(),
            start=local.time(),
            end=last.time() if last else None,
            end_date=last.date() if last and last.date() != local.date() else None,
        )


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker's part in a panel. `billing` is the role text as printed; `paper` the title of their talk inside it."""

    speaker: str  # Speaker.uid
    role: Role = "speaker"
    billing: str = ""
    paper: str = ""
    state: AppearanceState = "confirmed"


@dataclass(frozen=True, slots=True)
class Panel:
    """One item of the programme, a coffee break included. `room` and `track` are uids, empty for the whole house."""

    uid: str
    title: str
    kind: Kind = "panel"
    number: str = ""  # as written: "1", "ONE", "A1"
    abstract: str = ""  # Markdown
    when: When = When()
    room: str = ""
    track: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    state: PanelState = "confirmed"
    people: tuple[Appearance, ...] = ()
    slug: str = ""
    sequence: int = 0  # iCalendar SEQUENCE (RFC 5545, 3.8.7.4)
    changed: datetime | None = None  # UTC; when a release last changed it
    to_come: int = 0  # in a release: how many people are still to be announced


@dataclass(frozen=True, slots=True)
class Unread:
    """A field of a panel that a document says something of, which nobody can read."""

    panel: str  # Panel.uid
    field: str


@dataclass(frozen=True)
class Programme:
    event: Event = Event()
    days: tuple[Day, ...] = ()
    rooms: tuple[Room, ...] = ()
    tracks: tuple[Track, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    panels: tuple[Panel, ...] = ()
    translations: tuple[Translation, ...] = ()
    silent: tuple[str, ...] = ()  # of a reading: what its format has no words for (programme/silence.py)
    unread: tuple[Unread, ...] = ()  # of a reading, too: it stays as it was known before

    @cached_property
    def zone(self) -> ZoneInfo:
        """Raises ZoneInfoNotFoundError or ValueError where the zone is not known yet."""
        return ZoneInfo(self.event.timezone)

    @cached_property
    def speaker(self) -> Mapping[str, Speaker]:
        return {speaker.uid: speaker for speaker in self.speakers}

    @cached_property
    def room(self) -> Mapping[str, Room]:
        return {room.uid: room for room in self.rooms}

    @cached_property
    def track(self) -> Mapping[str, Track]:
        return {track.uid: track for track in self.tracks}

    @cached_property
    def panel(self) -> Mapping[str, Panel]:
        return {panel.uid: panel for panel in self.panels}

    @cached_property
    def translated(self) -> Mapping[str, Words]:
        return by_language(self.translations)

    @cached_property
    def in_order(self) -> tuple[Panel, ...]:
        """The panels by time, room order, number and title; those without a time last, each day's after its own."""
        rooms = {room.uid: index for index, room in enumerate(self.rooms)}

        def place(panel: Panel) -> tuple[object, ...]:
            when = panel.when
            return (
                when.date is None,
                when.date or date.max,
                when.start is None,
                when.start or time.max,
                when.start.fold if when.start else 0,
                rooms.get(panel.room, -1),
                int(panel.number) if panel.number.isdecimal() else 0,
                panel.number,
                panel.title,
                panel.uid,
            )

        return tuple(sorted(self.panels, key=place))

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every date that has a heading or a panel, in order."""
        return tuple(sorted({d.date for d in self.days} | {p.when.date for p in self.panels if p.when.date}))


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two programmes, of one field of one thing.

    `code` is stable: added, removed, cancelled, restored, moved, unscheduled, renamed, room, track, person-added,
    person-removed, role, billing, paper, translated, or "changed" with the field's name in `field`.
    `before` and `after` are what a person reads, empty for none.
    """

    code: str
    subject: Literal["event", "day", "room", "track", "speaker", "panel"]
    uid: str
    title: str  # of the thing that changed
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Former:
    """A speaker, room or track that the programme no longer has: its address, without its name.

    `into` is the uid of the speaker who they are now, where two were merged: the address leads there.
    """

    kind: Literal["speaker", "room", "track"]
    uid: str
    slug: str
    into: str = ""


@dataclass(frozen=True)
class Release:
    """What the public sees: a numbered, immutable Programme with public facts only.

    Every panel, room, track and speaker in it has its slug, every panel its sequence and when it last changed.
    `tombstones` are panels that calendars must still be told are cancelled: withdrawn, or left without a time. They
    never stand on a page and carry title, time and place; their people are uids, for the feeds of those people.
    `left` is the like for panels that take place but have left the calendar of a room, day, track, kind or person.
    `former` are things that only these still refer to, so that their feeds can say so, and speakers who were
    merged into others. `published` is UTC. `written` is itself as it was first written, where this is it in another
    language.
    """

    number: int
    published: datetime
    programme: Programme
    tombstones: tuple[Panel, ...] = ()
    former: tuple[Former, ...] = ()
    changes: tuple[Change, ...] = ()
    note: str = ""
    left: tuple[Panel, ...] = ()
    written: Release | None = field(default=None, compare=False, repr=False)

    @property
    def slug(self) -> str:
        return self.programme.event.slug

    @property
    def entries(self) -> tuple[Panel, ...]:
        """All that stands in some calendar, what takes place first, then what tells of the newest change first."""
        return (*self.programme.in_order, *self.tombstones, *self.left)

    @cached_property
    def sequences(self) -> Mapping[str, int]:
        """By the uid of each panel: the highest sequence that some calendar shows."""
        return {panel.uid: panel.sequence for panel in sorted(self.entries, key=lambda panel: panel.sequence)}

    @cached_property
    def merged(self) -> Mapping[str, str]:
        """By the uid of each speaker who was merged into another: whom they are now."""
        return {former.uid: former.into for former in self.former if former.into}

    def moved_to(self, slug: str) -> Speaker | None:
        """Who the speaker of an address is now, where they were merged into somebody else."""
        into = next((former.into for former in self.former if former.slug == slug and former.into), "")
        return self.programme.speaker.get(into)

    @cached_property
    def appearances(self) -> Mapping[str, tuple[tuple[Panel, Appearance], ...]]:
        """By speaker uid: the panels in order that they appear in, each with their part in it."""
        found: dict[str, list[tuple[Panel, Appearance]]] = {speaker.uid: [] for speaker in self.programme.speakers}
        for panel in self.programme.in_order:
            for appearance in panel.people:
                found[appearance.speaker].append((panel, appearance))
        return {uid: tuple(parts) for uid, parts in found.items()}
