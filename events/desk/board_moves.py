"""Putting panels elsewhere on the board: what a form asks for, and the writing of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.desk.timetables import beginning, minutes_between, say_span
from events.models import Day, Event, Panel, Room, TimeSlot

LONGEST = 2 * 24 * 60  # minutes
YEARS = range(1971, 2200)


class PlaceError(ValueError):
    """What the form asks for cannot be; the message says why and what to do."""


@dataclass(frozen=True)
class Place:
    """When (UTC) and where a panel is. Without a start it is in the tray, perhaps announced for a `day`."""

    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None
    room: Room | None = None

    @property
    def token(self) -> str:
        """Tells this place from every other."""
        start, end = (each.isoformat() if each else "" for each in (self.start, self.end))
        return f"{start} {end} {self.day or ''} {self.room.pk if self.room else ''}"

    def said(self, zone: ZoneInfo) -> str:
        """As in “Wed 19 May, 10:30–11:45, Hall B”."""
        room = self.room.name if self.room else "whole house"
        if self.start is None:
            return f"no time, announced for {self.day:%a} {self.day.day} {self.day:%b}" if self.day else "no time"
        local = self.start.astimezone(zone)
        return f"{local:%a} {local.day} {local:%b}, {say_span(self.start, self.end, zone)}, {room}"

    @classmethod
    def of_token(cls, token: str, event: Event) -> Place:
        """Raises PlaceError where no such place can be."""
        try:
            start, end, day, room = token.split(" ")
            begun, ended = (datetime.fromisoformat(each) if each else None for each in (start, end))
        except ValueError as error:
            raise PlaceError("The page said no place. Load it again.") from error
        if any(each and each.utcoffset() is None for each in (begun, ended)) or (ended and not begun):
            raise PlaceError("The page said no place. Load it again.")
        if begun and ended and not timedelta() < ended - begun <= timedelta(minutes=LONGEST):
            raise PlaceError(f"A panel is from 1 to {LONGEST} minutes long.")
        return cls(begun, ended, _date(day), _room(room, event))


def place_of(panel: Panel) -> Place:
    """Of a panel with its slot, day and room loaded."""
    if panel.slot:
        return Place(panel.slot.start, panel.slot.end, None, panel.room)
    return Place(None, None, panel.day.date if panel.day else None, panel.room)


def asked_place(asked: Mapping[str, str], event: Event, known: Place) -> Place:
    """The place that a form names: `date`, `time` (wall clock) or `minute` (of the day, as it passes), `length` in
    minutes (empty: as long as before) and `room` (empty: whole house). No time means the tray. Raises PlaceError."""
    room = _room(asked.get("room", ""), event)
    when = _date(asked.get("date", ""))
    if not asked.get("minute") and not asked.get("time"):
        return Place(day=when, room=room)
    if when is None:
        raise PlaceError("A time needs a day. Choose the day too.")
    start = _start(asked, when, event.zone)
    return Place(start, _end(asked.get("length", ""), start, known), None, room)


def spoken_place(said: Sequence[str], zone: ZoneInfo) -> Place:
    """Of a date, a begin and an end as inputs have them, by wall clocks; an end that is not after its begin is the next
    day's. Raises PlaceError."""
    day, begin, end = said
    when = _date(day)
    if not begin:
        if end:
            raise PlaceError("An end needs a begin. Say when it begins too.")
        return Place(day=when)
    if when is None:
        raise PlaceError("A time needs a day. Choose the day too.")
    start = _start({"time": begin}, when, zone)
    ends = [_start({"time": end}, when + timedelta(days=later), zone) for later in (0, 1)] if end else []
    return Place(start, next((at for at in ends if at > start), None))


def _room(text: str, event: Event) -> Room | None:
    if not text:
        return None
    room = event.rooms.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 18 else None
    if room is None:
        raise PlaceError("The room is not there any more. Choose another one.")
    return room


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise PlaceError(f"“{text}” is no date. Write it as in 2021-05-19.") from error
    if found.year not in YEARS:
        raise PlaceError(f"“{text}” is not a date of a conference. Write the year with four digits.")
    return found


def _start(asked: Mapping[str, str], when: date, zone: ZoneInfo) -> datetime:
    if minute := asked.get("minute"):
        if not minute.isdecimal() or int(minute) > LONGEST:
            raise PlaceError("The panel was dropped outside the day. Drop it on the board.")
        return beginning(when, zone) + timedelta(minutes=int(minute))
    text = asked["time"]
    try:
        clock = time.fromisoformat(text).replace(tzinfo=None, fold=1 if asked.get("later") else 0)
    except ValueError as error:
        raise PlaceError(f"“{text}” is no time. Write it as in 10:30.") from error
    start = datetime.combine(when, clock, zone).astimezone(UTC)
    if start.astimezone(zone).replace(tzinfo=None, fold=0) != datetime.combine(when, clock.replace(fold=0)):
        raise PlaceError(f"{text} does not exist on that day: clocks go forward over it. Choose another time.")
    return start


def _end(text: str, start: datetime, known: Place) -> datetime | None:
    if not text:
        return start + (known.end - known.start) if known.start and known.end else None
    if not text.isdecimal() or not 0 < int(text[:9]) <= LONGEST:
        raise PlaceError(f"“{text}” is no length. Write minutes, from 1 to {LONGEST}, or leave it empty.")
    return start + timedelta(minutes=int(text))


def put(event: Event, places: Iterable[tuple[Panel, Place]]) -> None:
    """Write where panels are now. Slots are found or made, and removed where nobody is left in them."""
    pairs = list(places)
    slots = _slots(event, {(place.start, place.end) for _, place in pairs if place.start})
    left = {panel.slot_id for panel, _ in pairs if panel.slot_id}
    for panel, place in pairs:
        panel.slot = slots[place.start, place.end] if place.start else None
        panel.day = _day(event, place.day) if place.day and not place.start else None
        panel.room = place.room
        panel.clean()
    Panel.objects.bulk_update([panel for panel, _ in pairs], ["slot", "day", "room"], batch_size=100)
    event.slots.filter(pk__in=left, panels=None).delete()


def _slots(
    event: Event, spans: set[tuple[datetime, datetime | None]]
) -> dict[tuple[datetime | None, datetime | None], TimeSlot]:
    found: dict[tuple[datetime | None, datetime | None], TimeSlot] = {}
    found |= {(slot.start, slot.end): slot for slot in (event.slots.all() if spans else ())}
    new = [TimeSlot(event=event, start=start, end=end) for start, end in spans - found.keys()]
    new.sort(key=lambda slot: (slot.start, slot.end or slot.start))
    TimeSlot.objects.bulk_create(new)
    return found | {(slot.start, slot.end): slot for slot in new}


def _day(event: Event, when: date) -> Day:
    return event.days.filter(date=when).first() or Day.objects.create(event=event, date=when)


def said_move(panel: Panel, before: Place, after: Place, zone: ZoneInfo) -> str:
    """As in “Moved “Rivers” to Wed 19 May, 10:30–11:45, Hall B”."""
    if after.start is None:
        where = f", announced for {after.day:%a} {after.day.day} {after.day:%b}" if after.day else ""
        return f"Took the time off “{panel}”{where}"
    if (before.start, before.room) == (after.start, after.room) and after.end:
        return f"Made “{panel}” {minutes_between(after.start, after.end)} minutes long"
    return f"Moved “{panel}” to {after.said(zone)}"
