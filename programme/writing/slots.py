"""A release as frab's schedule.xml and c3voc's schedule.json have it: slots in rooms on days.

A panel is one slot; without a time it has none. A day is a date, from midnight to midnight: apps take the clock at a
day's end for the hour at which days change, and move whatever begins before it to the night after. (EventFahrplan takes
that clock in UTC, but asks it only where an event has no date with an offset. Ours have.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import count
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from programme import addresses
from programme.model import Appearance, Link, Panel, Release, Room, Speaker, Track
from programme.writing.calendar import ENDLESS, UNANNOUNCED
from programme.writing.places import EVERYWHERE, house
from programme.writing.plain_text import clean, one_line
from programme.writing.saying import Say, as_written, titled

GENERATOR = "Convenor"
LINK_LABELS = {"stream": "Stream", "recording": "Recording", "slides": "Slides"}
TIMESLOT = "00:05"  # what the starts are multiples of, near enough; no program that we know counts with it
_NAMESPACE = UUID("5b1d7f0e-6f0c-4c0e-9d1c-2f8f5f3b7a41")
_LARGEST = 2**31 - 1  # apps keep ids in 32 bits
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_IN_URLS = "%/:=&?~#+!$,;'@*[]"  # not (), at which EventFahrplan would end the address


class NothingDatedError(ValueError):
    """The release has no date, and neither format can say that."""

    def __init__(self, release: Release) -> None:
        super().__init__(f"{release.programme.event.title} has no dates yet, and so no schedule.")


@dataclass(frozen=True, slots=True)
class Slot:
    """`start` and `end` are in the event's zone, the end an hour later where nobody has announced it."""

    panel: Panel
    id: int
    guid: str
    title: str
    room: str
    track: Track | None
    start: datetime
    end: datetime
    url: str
    endless: str = ENDLESS

    @property
    def language(self) -> str:
        return one_line(self.panel.language)

    @property
    def description(self) -> str:
        """What its times do not say."""
        return "" if self.panel.when.end else self.endless

    @property
    def abstract(self) -> str:
        return clean(self.panel.abstract).strip()

    def lasts(self, longest: timedelta = timedelta.max) -> str:
        """hh:mm, rounded down; as time passes, also in the night on which clocks change."""
        minutes = min(self.end.astimezone(UTC) - self.start.astimezone(UTC), longest) // timedelta(minutes=1)
        return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class SlotDay:
    date: date
    start: datetime
    end: datetime
    rooms: tuple[tuple[str, tuple[Slot, ...]], ...]  # those in which there is something, in the programme's order


class Slots:
    """`site_url` has no slash at its end."""

    def __init__(self, release: Release, site_url: str, say: Say = as_written) -> None:
        self.say = say
        self.release, self.programme, self.site_url = release, release.programme, site_url
        self.event, self.zone = release.programme.event, release.programme.zone
        self._ids = numbered(panel.uid for panel in release.programme.panels)
        self._person_ids = numbered(speaker.uid for speaker in release.programme.speakers)

    @property
    def acronym(self) -> str:
        """As both schemas have it: small letters, digits and _, at least four."""
        return re.sub(r"[^a-z0-9_]", "_", self.release.slug.lower()).ljust(4, "_")

    @property
    def colour(self) -> str:
        return colour(self.event.colour)

    @cached_property
    def house(self) -> str:
        """The room of what stands in no room: the whole house."""
        taken = {one_line(room.name) for room in self.programme.rooms}
        name = house(self.release, self.say)
        return self.say(EVERYWHERE) if name in taken else name

    @cached_property
    def days(self) -> tuple[SlotDay, ...]:
        """Raises NothingDatedError."""
        slots = tuple(self._slots())
        dates = sorted({*self.programme.dates, *(slot.start.date() for slot in slots)})
        if not dates:
            raise NothingDatedError(self.release)
        return tuple(self._day(day, [slot for slot in slots if slot.start.date() == day]) for day in dates)

    @property
    def has_house(self) -> bool:
        return any(name == self.house for day in self.days for name, _ in day.rooms)

    def address(self, path: str) -> str:
        return self.site_url + path

    def guid(self, kind: str, uid: str) -> str:
        """The uid itself where it is a UUID."""
        try:
            return str(UUID(uid))
        except ValueError:
            return _guid(self.release.slug, kind, uid)

    def people(self, slot: Slot) -> Iterator[tuple[Speaker, Appearance, int]]:
        """Each person once, with the first of their parts and their id."""
        seen = set[str]()
        for part in slot.panel.people:
            if part.speaker not in seen:
                seen.add(part.speaker)
                yield self.programme.speaker[part.speaker], part, self._person_ids[part.speaker]

    def links(self, slot: Slot) -> Iterator[Link]:
        """The panel's own, and its room's stream where it has none; each with a label, as apps need one."""
        room = self.programme.room.get(slot.panel.room)
        found = slot.panel.links
        if room and room.stream and not any(link.rel == "stream" for link in found):
            found = (*found, Link(room.stream, rel="stream"))
        for link in found:
            if url := web_address(link.url):
                yield Link(url, one_line(link.label) or self._label(link) or url, link.rel)

    def _label(self, link: Link) -> str:
        return self.say(LINK_LABELS[link.rel]) if link.rel in LINK_LABELS else ""

    def _slots(self) -> Iterator[Slot]:
        for panel in self.programme.in_order:
            if span := panel.when.span(self.zone):
                start, end = span
                title = one_line(panel.title) or self.say(panel.kind.capitalize())
                room = self.programme.room.get(panel.room)
                yield Slot(
                    panel,
                    self._ids[panel.uid],
                    self.guid("panel", panel.uid),
                    titled(self.say, "Cancelled", title) if panel.state == "cancelled" else title,
                    one_line(room.name) if room else self.house,
                    self.programme.track.get(panel.track),
                    start.astimezone(self.zone),
                    (end or start + UNANNOUNCED).astimezone(self.zone),
                    self.address(addresses.panel(self.release, panel)),
                    self.say(ENDLESS),
                )

    def _day(self, day: date, slots: list[Slot]) -> SlotDay:
        names = (self.house, *(one_line(room.name) for room in self.programme.rooms))
        rooms = {name: tuple(slot for slot in slots if slot.room == name) for name in names}
        start, end = (datetime.combine(day + timedelta(days=later), time(), self.zone) for later in (0, 1))
        return SlotDay(day, start, end, tuple((name, found) for name, found in rooms.items() if found))


def house_guid(slug: str) -> str:
    """The guid of the room that stands for the whole house, in the schedules of the event at this address."""
    return _guid(slug, "room", "")


def _guid(slug: str, kind: str, uid: str) -> str:
    return str(uuid5(_NAMESPACE, f"{slug}/{kind}/{uid}"))


def numbered(uids: Iterable[str]) -> dict[str, int]:
    """A number for each uid, made from the uid alone, so that it is the same in every release.

    Of two that would get the same, which happens to one event of 1,000 panels in 4,000, the second by its uid gets
    another.
    """
    found: dict[int, str] = {}
    for uid in sorted(set(uids)):
        tries = (_number(uid, attempt) for attempt in count())
        found[next(number for number in tries if number not in found)] = uid
    return {uid: number for number, uid in found.items()}


def _number(uid: str, attempt: int) -> int:
    seed = f"{uid}#{attempt}" if attempt else uid
    return int.from_bytes(sha256(seed.encode()).digest()[:8], "big") % _LARGEST + 1


def colour(written: str) -> str:
    """The colour where it is #rrggbb."""
    return written if _COLOUR.fullmatch(written) else ""


def web_address(url: str) -> str:
    """The address in ASCII, empty where it is none of http or https."""
    try:
        parts = urlsplit(clean(url).strip())
        if parts.scheme in ("http", "https") and parts.hostname and not any(map(str.isspace, parts.geturl())):
            return quote(parts.geturl(), safe=_IN_URLS)
    except ValueError:
        return ""
    return ""


def known_rooms(slots: Slots) -> Iterator[Room]:
    """One of each name, the whole house first if anything takes place in it."""
    if slots.has_house:
        yield Room("", slots.house)
    seen = {slots.house} if slots.has_house else set()
    for room in slots.programme.rooms:
        name = one_line(room.name)
        if name not in seen:
            seen.add(name)
            yield room
