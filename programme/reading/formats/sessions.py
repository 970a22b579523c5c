"""Sessions as schedule.xml and schedule.json state them: the same fields under the same names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo

from programme.model import KINDS, ROLES, Kind, Link, Role
from programme.reading.formats.day_frames import DayFrame, change_of
from programme.reading.formats.links import is_address, rel_of
from programme.reading.formats.markup import one_line
from programme.reading.formats.moments import Moment, clock, iso_moment, length, placed
from programme.reading.formats.names import BELOW, OUTSIDE_NAMES, PERSON_PARTS, USES
from programme.reading.formats.records import Collection, Record, kind_of, without_cancelled
from programme.reading.marks import Field
from programme.reading.roles import is_placeholder, role_of
from programme.reading.text import Source
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE
from programme.writing.calendar import ENDLESS

_STOPPED = ("cancelled", "canceled", "withdrawn", "rejected", "abgesagt", "annulé")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of a session: its name among the fields (“persons/name”), and which of several it belongs to."""

    name: str
    piece: Source
    value: str
    group: int = 0

    @property
    def use(self) -> str:
        """What it says, in the words of `names`; empty for a name that nobody knows."""
        return use_of(self.name)


@dataclass(slots=True)
class Setting:
    """What stands around a session."""

    day: DayFrame = field(default_factory=DayFrame)
    room: str = ""
    zone: tzinfo | None = None
    zone_name: str = ""
    ours: bool = False  # whether we wrote the file
    house: str = ""  # in a file of ours: what the room is called that stands for the whole house


def use_of(name: str) -> str:
    """A language at the end of a name (“title/en”) does not count."""
    if name in USES:
        return USES[name]
    if name in OUTSIDE_NAMES or name.startswith(BELOW):
        return OUTSIDE
    head, _, last = name.rpartition("/")
    if head in USES and len(last.split("-")[0]) == 2:
        return USES[head]
    return ""


def read_session(found: Collection, leaves: Sequence[Leaf], setting: Setting) -> None:
    """Adds the session to those that were found, or what it is made of to what was not understood."""
    reader = _Session(found, leaves, setting)
    record = reader.record()
    if record:
        found.records.append(record)
    else:
        found.around += [(leaf.piece, OUTSIDE if leaf.use == OUTSIDE else NOT_UNDERSTOOD) for leaf in leaves]


class _Session:
    def __init__(self, found: Collection, leaves: Sequence[Leaf], setting: Setting) -> None:
        self.found, self.leaves, self.setting = found, leaves, setting
        self.first: dict[str, Leaf] = {}
        self.spare: list[Leaf] = []  # says again what another has said
        for leaf in leaves:
            if leaf.use not in _MANY and self.first.setdefault(leaf.use, leaf) is not leaf:
                self.spare.append(leaf)
        self.problems: list[str] = []

    def _text(self, use: str) -> str:
        return self.first[use].value if use in self.first else ""

    def _line(self, text: str) -> str:
        return one_line(text, as_written=self.setting.ours)

    def record(self) -> Record | None:
        title, stopped = without_cancelled(self._line(self._text("title")))
        start, end = self._times()
        own = [(self.first[use].piece, use) for use in _OWN if use in self.first]
        if not own or not (title or start):
            return None
        kind = self._kind(title)
        room = self._line(self._text("room")) or self.setting.room
        if self.setting.room and room != self._line(self.setting.room):
            self.problems.append("room-differs")
        for code in dict.fromkeys(self.problems):
            self.found.tally.say(code, own[0][0].number)
        links = tuple(self._links())
        return Record(
            title,
            tuple(own),
            (*self._prose(), *self._people(kind), *self._others()),
            start,
            end,
            self.setting.day.date,
            kind,
            "" if room == self.setting.house else room,
            self._line(self._text("track")),
            self._text("language").strip(),
            links,
            stopped or self._text("status").strip().casefold() in _STOPPED,
            tuple((use, self._text(use)) for use in ("guid", "id") if use in self.first),
            (setting_key(self.setting), tuple((leaf.name, leaf.value) for leaf in self.leaves)),
            label=self._text("number"),
            uid=(self._text("uid") or self._text("guid")) if self.setting.ours else "",
        )

    def _kind(self, title: str) -> Kind:
        said = self._text("kind")
        own = next((kind for kind in KINDS if kind == said), None) if self.setting.ours else None
        return own or kind_of(said, title)

    def _times(self) -> tuple[Moment | None, Moment | None]:
        start = self._start()
        if start is None:
            return None, None
        lasts = self._length()
        end = self._moment("end")
        if self.setting.ours and self._text("description") == ENDLESS:
            end = lasts = None
        if end is not None and end - start <= timedelta():
            self.problems.append("end-before-start")
            end = None
        if end and lasts and end - start != lasts:
            self.problems.append("end-differs")
        return start, end or (start.later(lasts) if lasts else None)

    def _length(self) -> timedelta | None:
        """How long it takes; None where nobody says it."""
        text = self._text("duration").strip()
        lasts = length(text) if text else None
        if text and lasts is None:
            self.problems.append("bad-time")
        if lasts is not None and lasts < timedelta():
            self.problems.append("end-before-start")
        return lasts if lasts is not None and lasts > timedelta() else None

    def _moment(self, use: str) -> Moment | None:
        text = self._text(use).strip()
        if len(text) <= len("2014-12-27") or not text[:4].isdigit():
            return None
        found = iso_moment(text, self.setting.zone, self.setting.zone_name)
        if found is None:
            self.problems.append("bad-date")
        return found

    def _start(self) -> Moment | None:
        exact = self._moment("date") or self._moment("start")
        text = self._text("start").strip()
        at = clock(text)
        if exact is None:
            return self._counted(at, text)
        if at is not None and at not in self._clocks(exact):
            self.problems.append("start-differs")
        return exact

    def _clocks(self, moment: Moment) -> Iterator[timedelta]:
        """What clocks show at the moment, as written and in the schedule's zone."""
        seen = [moment.local]
        if moment.exact and self.setting.zone:
            seen.append(moment.exact.astimezone(self.setting.zone).replace(tzinfo=None))
        for local in seen:
            yield timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
            yield timedelta(hours=local.hour, minutes=local.minute)

    def _counted(self, at: timedelta | None, text: str) -> Moment | None:
        """The start on the date of its day, or on the next where the day goes on past midnight."""
        day, said = self.setting.day, self._text("date").strip()
        if said and len(said) == len("2014-12-27") and (own := iso_moment(said)):
            day = DayFrame(own.local.date(), change=day.change)
        if at is None or day.date is None:
            if text and at is None:
                self.problems.append("bad-time")
            elif text:
                self.problems.append("bad-date")
            return None
        if said and day is self.setting.day:
            self.problems.append("bad-date")
        later = at < change_of(day)
        if later:
            self.problems.append("past-midnight")
        try:
            local = datetime.combine(day.date, time()) + at + timedelta(days=later)
        except OverflowError:
            return None
        return self._placed(local, day)

    def _placed(self, local: datetime, day: DayFrame) -> Moment:
        """A time of the clock in the schedule's zone, else in that in which its day begins."""
        offset = day.first.exact.tzinfo if day.first and day.first.exact else None
        if self.setting.zone is None and offset is not None and day.first:
            return placed(local, offset, day.first.zone)
        return placed(local, self.setting.zone, self.setting.zone_name)

    def _prose(self) -> Iterator[tuple[Source, Field]]:
        """The paragraphs of the abstract: the subtitle first, then abstract and description, none of them twice."""
        seen = {""}
        for use in ("subtitle", "abstract", "description"):
            for leaf in self.leaves:
                if leaf.use == use:
                    again = leaf in self.spare or leaf.piece.written in seen
                    again |= self.setting.ours and leaf.value == ENDLESS
                    seen.add(leaf.piece.written)
                    yield leaf.piece, Field(OUTSIDE if again else "abstract")

    def _people(self, kind: Kind) -> Iterator[tuple[Source, Field]]:
        groups: dict[int, list[Leaf]] = {}
        for leaf in self.leaves:
            if leaf.use in _OF_PERSON:
                groups.setdefault(leaf.group, []).append(leaf)
        for group in groups.values():
            yield from self._person(group, kind)
        nameless = {leaf.group: leaf for leaf in self.leaves if leaf.group and leaf.name.startswith(PERSON_PARTS)}
        for number, leaf in nameless.items():
            if all(other.use != "person" for other in groups.get(number, ())):
                self.found.tally.say("no-name", leaf.piece.number)

    def _person(self, leaves: Sequence[Leaf], kind: Kind) -> Iterator[tuple[Source, Field]]:
        said = {leaf.use: leaf for leaf in reversed(leaves)}
        name = self._line(said["person"].value) if "person" in said else ""
        told = _role(self._line(said["role"].value)) if "role" in said else None
        role: Role = told or ("keynote" if kind == "keynote" and not self.setting.ours else "speaker")
        for leaf in leaves:
            if leaf is said.get("person"):
                billing = self._line(said["billing"].value) if "billing" in said else ""
                exact = not is_placeholder(name)
                paper = self._line(said["paper"].value) if "paper" in said else ""
                yield leaf.piece, Field("person", role, exact, name=name, billing=billing, paper=paper)
            elif leaf.use in ("billing", "paper") and name:
                yield leaf.piece, Field("person-billing")
            elif leaf is said.get("role") and told:
                yield leaf.piece, Field("role")
            else:
                yield leaf.piece, Field(OUTSIDE)

    def _links(self) -> Iterator[Link]:
        seen = set[str]()
        for leaf in self.leaves:
            url = leaf.value.strip()
            if self._leads(leaf) and url not in seen:
                seen.add(url)
                labels = (o.value for o in self._with(leaf) if o.use == "link-label" and not is_address(o.value))
                label = next(labels, "")
                kind = next((o.value for o in self._with(leaf) if o.use == "link-kind"), "")
                yield Link(url, self._line(label), rel_of(leaf.name, kind))

    def _leads(self, leaf: Leaf) -> bool:
        """Whether it is an address that the programme has: our own files give that of each panel's page too."""
        return leaf.use == "link" and is_address(leaf.value.strip()) and not (self.setting.ours and leaf.name == "url")

    def _with(self, leaf: Leaf) -> Iterable[Leaf]:
        return (other for other in self.leaves if leaf.group and other.group == leaf.group)

    def _others(self) -> Iterator[tuple[Source, Field]]:
        """All pieces that are neither the heading's, nor prose, nor people."""
        heading = {id(self.first[use]) for use in _OWN if use in self.first}
        for leaf in self.leaves:
            if id(leaf) in heading or leaf.use in _PROSE or leaf.use in _OF_PERSON:
                continue
            yield leaf.piece, Field(self._other(leaf))

    def _other(self, leaf: Leaf) -> str:
        if leaf.use == "link":
            return "link" if self._leads(leaf) else OUTSIDE
        if leaf.use in ("link-label", "link-kind"):
            linked = any(o.use == "link" and is_address(o.value.strip()) for o in self._with(leaf))
            return "link" if linked else OUTSIDE
        return (
            OUTSIDE if leaf.use in ("guid", "id", "uid", OUTSIDE) or leaf in self.spare else leaf.use or NOT_UNDERSTOOD
        )


_PROSE = ("subtitle", "abstract", "description")
_OF_PERSON = ("person", "billing", "role", "paper")
_MANY = (*_OF_PERSON, "link", "link-label", "link-kind", OUTSIDE, "")
_OWN = ("title", "number", "date", "start", "duration", "end", "room", "track", "kind", "language", "status")


def _role(text: str) -> Role | None:
    """One of our own words is meant as we mean it: in prose, a host may be a moderator."""
    own = next((role for role in ROLES if role == text.casefold()), None)
    told = role_of(text)
    return own or (told[0] if told else None)


def setting_key(setting: Setting) -> tuple[object, ...]:
    return setting.day.date, setting.room
