"""What is collected while a document in the house style is read, and the programme made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import cast

from programme import house_style as style
from programme.house_people import Named, Titles
from programme.model import (
    Appearance,
    AppearanceState,
    Day,
    Event,
    Kind,
    Link,
    Panel,
    PanelState,
    Programme,
    Role,
    Room,
    Speaker,
    Track,
    Unread,
    When,
)
from programme.names import fold
from programme.reading.documents import Document
from programme.reading.headings import Heading, kind_of_title
from programme.reading.text import Source
from programme.reading.times import DAY, as_time, settle
from programme.reading.titles import split_titles
from programme.reading.values import Note, Origin
from programme.silence import WITHHELD


@dataclass(slots=True)
class Part:
    """A person in an item; `line` is the number of their piece."""

    named: Named
    role: Role
    line: int
    paper: str = ""


@dataclass(slots=True)
class Item:
    """An item with what was read of it so far; the kind is None until title and people show it."""

    place: int
    title: str
    kind: Kind | None = None
    number: str = ""
    when: When = field(default_factory=When)
    state: PanelState = "confirmed"
    room: str = ""
    track: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    people: list[Part] = field(default_factory=list)
    prose: list[Source] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # fields of which something is said that cannot be read

    @property
    def abstract(self) -> str:
        text = ""
        for number, piece in enumerate(self.prose):
            before = self.prose[number - 1] if number else None
            if before:
                text += "\n\n" if piece.gap or before.end == "\n\n" else "\n"
            text += " " * piece.indent + piece.written.removeprefix(style.NO_HEADING)
        return text

    @property
    def shown_kind(self) -> Kind:
        shown = self.kind or kind_of_title(self.title)
        return "talk" if shown == "other" and self.people and self.kind is None else shown


@dataclass
class Found:
    """What was found in a document; `days` with their themes, `head` by label, `uses` and `owners` by place."""

    document: Document
    title: str = ""
    items: list[Item] = field(default_factory=list)
    days: dict[date, str] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    uses: dict[int, str] = field(default_factory=dict)
    owners: dict[int, Item] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    said: set[int] = field(default_factory=set)  # the places of which a note speaks
    silent: tuple[str, ...] = (WITHHELD,)

    def read(self) -> None:
        raise NotImplementedError


def strict_item(place: int, parted: style.Parted, day: date | None) -> Item:
    """An item from a heading as we write it."""
    state: PanelState = "cancelled" if parted.cancelled else "confirmed"
    return Item(place, parted.title, parted.kind, parted.number, when_of(parted.hours, day), state)


def when_of(hours: style.Hours, day: date | None) -> When:
    """The wall clock; an end that is not after its start, with no other date beside it, is the next day's at night."""
    if hours.start is None:
        return When(day)
    last = hours.last if hours.last != day else None
    if day and hours.later:
        last = day + timedelta(days=hours.later)
    end = hours.end
    if end and last is None and end <= hours.start:
        night = day is not None and hours.start >= time(18) and end <= time(6)
        last, end = (day + timedelta(days=1), end) if night and day else (None, None)
    return When(day, hours.start, end, last if end else None)


def loose_item(place: int, heading: Heading, day: date | None) -> Item:
    """An item from a heading as others write it."""
    facts = heading.facts
    when = When(day)
    if heading.span and (hours := settle(heading.span)) and hours.start is not None:
        later = day + timedelta(days=1) if day and hours.end is not None and hours.end >= DAY else None
        when = When(day, as_time(hours.start), None if hours.end is None else as_time(hours.end), later)
    labelled = heading.kind if heading.label or heading.number else None
    state: PanelState = "cancelled" if facts.cancelled else "confirmed"
    return Item(place, heading.title, labelled, heading.number, when, state, facts.room, facts.track)


@dataclass
class _Names:
    """Gives each name one uid, however it is capitalised."""

    prefix: str
    uids: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def uid(self, name: str) -> str:
        if not name:
            return ""
        uid = self.uids.setdefault(fold(name), f"{self.prefix}{len(self.uids) + 1}")
        self.first.setdefault(uid, name)
        return uid


def build(found: Found, days: dict[date, str], event: Event, lasts: dict[int, int]) -> tuple[Programme, list[Origin]]:
    """`lasts`: the number of the last piece of each item, by the place of its heading."""
    items, pieces = found.items, found.document.pieces
    rooms, tracks, speakers = _Names("r"), _Names("t"), _Names("s")
    titles: dict[str, Titles] = {}
    panels: list[Panel] = []
    origins: list[Origin] = []
    for number, item in enumerate(items, 1):
        panels.append(
            Panel(
                uid=f"p{number}",
                title=item.title,
                kind=item.shown_kind,
                number=item.number,
                abstract=item.abstract,
                when=item.when,
                room=rooms.uid(item.room),
                track=tracks.uid(item.track),
                language=item.language,
                links=item.links,
                state=item.state,
                people=tuple(_appearance(part, speakers, titles) for part in item.people),
            )
        )
        first = pieces[item.place].number
        people = tuple(part.line for part in item.people)
        names = tuple(titles_of(part).name for part in item.people)
        origins.append(Origin(first, max(first, lasts.get(item.place, first)), people, names))
    themes = {panel.when.date: "" for panel in panels if panel.when.date} | days
    programme = Programme(
        event=event,
        days=tuple(Day(day, theme) for day, theme in sorted(themes.items())),
        rooms=tuple(Room(uid, name) for uid, name in rooms.first.items()),
        tracks=tuple(Track(uid, name) for uid, name in tracks.first.items()),
        speakers=tuple(_speaker(uid, name, titles[uid]) for uid, name in speakers.first.items()),
        panels=tuple(panels),
        silent=found.silent,
        unread=tuple(Unread(f"p{number}", name) for number, item in enumerate(items, 1) for name in item.unread),
    )
    return programme, origins


def titles_of(part: Part) -> Titles:
    return part.named.titles or Titles(*split_titles(part.named.name))


def _appearance(part: Part, speakers: _Names, titles: dict[str, Titles]) -> Appearance:
    """`titles`: by uid, what stands before and after the name, where the document first gives it."""
    said = titles_of(part)
    uid = speakers.uid(said.name)
    known = titles.get(uid, said)
    titles[uid] = Titles(known.honorific or said.honorific, said.name, known.post_nominal or said.post_nominal)
    return Appearance(uid, part.role, part.named.billing, part.paper, cast(AppearanceState, part.named.state))


def _speaker(uid: str, name: str, titles: Titles) -> Speaker:
    return Speaker(uid, name, titles.honorific, post_nominal=titles.post_nominal)
