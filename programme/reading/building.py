"""From entries and bodies to the Programme, with uids that are keys within this reading only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from programme.model import Appearance, Day, Event, Kind, Panel, Programme, Role, Room, Speaker, Track, When
from programme.names import fold
from programme.reading.body import Body
from programme.reading.days import Days
from programme.reading.entries import Entry
from programme.reading.labels import is_conversation
from programme.reading.people import Person
from programme.reading.times import DAY, as_time
from programme.reading.titles import is_french, may_be_initial, without_honorific
from programme.reading.values import NAMED, Options, Origin


@dataclass(slots=True)
class Part:
    """An item with everything that was read of it; `order` is its place in the programme once it is sorted."""

    entry: Entry
    body: Body
    last: int  # number of its last line
    people: list[Person] = field(default_factory=list)  # each once

    @property
    def room(self) -> str:
        return self.entry.anchor.heading.facts.room or self.body.room

    @property
    def uid(self) -> str:
        return self.entry.anchor.heading.facts.uid

    @property
    def track(self) -> str:
        return self.entry.anchor.heading.facts.track or self.body.track

    @property
    def cancelled(self) -> bool:
        return self.entry.anchor.heading.facts.cancelled or self.body.cancelled

    @property
    def kind(self) -> Kind:
        """What the heading says, else a talk where somebody speaks."""
        heading = self.entry.anchor.heading
        talk = heading.kind == "other" and not heading.facts.uid and (self.people or is_conversation(heading.title))
        return "talk" if talk else heading.kind

    @property
    def name(self) -> str:
        heading = self.entry.anchor.heading
        label = f"{heading.label.capitalize()} {heading.number}".strip()
        return f"“{label}: {heading.title}”" if heading.number and not heading.untitled else f"“{heading.title}”"


class _Names:
    """Gives each name one uid, however it is capitalised or spaced."""

    def __init__(self, prefix: str) -> None:
        self.prefix, self.uids = prefix, dict[str, str]()
        self.first: dict[str, str] = {}

    def uid(self, name: str) -> str:
        if not name:
            return ""
        uid = self.uids.setdefault(fold(name), f"{self.prefix}{len(self.uids) + 1}")
        self.first.setdefault(uid, name)
        return uid


def know_french(parts: Sequence[Part], texts: Iterable[str]) -> None:
    """Says of those with “M.” before their surname alone that it is an honorific, where the document is French."""
    people = [(part.body.people, place) for part in parts for place in range(len(part.body.people))]
    unsure = [(found, place) for found, place in people if may_be_initial(found[place].name)]
    if unsure and is_french(texts):
        for found, place in unsure:
            found[place] = found[place]._replace(french=True)


def sort_parts(parts: Sequence[Part], ordered: bool) -> list[Part]:
    """The parts by date and time. One without a time stays behind the one it stands behind in the document."""
    if not ordered or not any(part.entry.date for part in parts):
        return list(parts)
    keyed: list[tuple[bool, str, int, int, Part]] = []
    last: dict[object, int] = {}
    for number, part in enumerate(parts):
        entry = part.entry
        start = entry.start if entry.start is not None else last.get(entry.date, 0)
        last[entry.date] = start
        keyed.append((entry.date is None, str(entry.date), start, number, part))
    return [part for *_, part in sorted(keyed, key=lambda key: key[:4])]


def build(parts: Sequence[Part], title: str, timezone: str, zone: str, days: Days) -> tuple[Programme, list[Origin]]:
    """`parts` in the order of the programme."""
    rooms, tracks, speakers = _Names("r"), _Names("t"), _Names("s")
    titles: dict[str, tuple[str, str]] = {}
    panels, origins = [], []
    keys = {part.uid: f"{NAMED}{part.uid}" for part in parts if part.uid}  # the first of each
    for number, part in enumerate(parts, 1):
        people = tuple(_appearance(person, part, speakers, titles) for person in part.people)
        heading = part.entry.anchor.heading
        panels.append(
            Panel(
                uid=keys.pop(part.uid, f"p{number}"),
                title=heading.title,
                kind=part.kind,
                number=heading.number,
                abstract=part.body.abstract,
                when=heading.facts.when or _when(part.entry),
                room=rooms.uid(part.room),
                track=tracks.uid(part.track),
                language=heading.facts.language or part.body.language,
                links=tuple(dict.fromkeys((*heading.facts.links, *part.body.links))),
                state="cancelled" if part.cancelled else "confirmed",
                people=people,
            )
        )
        lines = tuple(person.line for person in part.people)
        names = tuple(without_honorific(person.name, person.french) for person in part.people)
        origins.append(Origin(part.entry.line, part.last, lines, names))
    dates = {panel.when.date for panel in panels if panel.when.date} | set(days.themes)
    programme = Programme(
        event=Event(title=title, timezone=timezone, timezone_as_written=zone),
        days=tuple(Day(date, days.themes.get(date, "")) for date in sorted(dates)),
        rooms=tuple(Room(uid, name) for uid, name in rooms.first.items()),
        tracks=tuple(Track(uid, name) for uid, name in tracks.first.items()),
        speakers=tuple(_speaker(uid, name, *titles[uid]) for uid, name in speakers.first.items()),
        panels=tuple(panels),
    )
    return programme, origins


def _appearance(person: Person, part: Part, speakers: _Names, titles: dict[str, tuple[str, str]]) -> Appearance:
    """`titles`: by uid, what stands before and after the name, where the document first gives it."""
    honorific, name, after = person.titles
    uid = speakers.uid(name)
    known = titles.get(uid, ("", ""))
    titles[uid] = known[0] or honorific, known[1] or after
    inferred = part.kind == "keynote" and not person.labelled and not part.uid
    role: Role = "keynote" if inferred else person.role
    return Appearance(uid, role, person.billing, person.paper, person.state)


def _speaker(uid: str, name: str, honorific: str, post_nominal: str) -> Speaker:
    return Speaker(uid, name, honorific, post_nominal=post_nominal)


def _when(entry: Entry) -> When:
    """The wall clock. Hours past midnight are the next day's."""
    start, end, date = entry.hours.start, entry.hours.end, entry.date
    if start is None:
        return When(date=date)
    shift = start // DAY
    last = None
    if date is not None:
        first = date + timedelta(days=shift)
        final = date + timedelta(days=end // DAY) if end is not None else first
        date, last = first, final if final != first else None
    return When(date, as_time(start), as_time(end) if end is not None else None, last)


def event_title(options: Options, found: str) -> str:
    return options.title or found
