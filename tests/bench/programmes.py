"""Large programmes, as documents and as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import NAMESPACE_DNS, UUID, uuid5

from programme.matching import rekey
from programme.model import Appearance, Day, Panel, Programme, Room, Speaker, When
from tests.builders import make_event

FIRST_DAY = date(2021, 5, 19)
BILLING = "Director of Research and Chair of the Department of Tides, University of the Marches"


def document(panels: int) -> bytes:
    """A programme of this many panels in the layout of the sample, eight a day."""
    lines = ["The Long Conference", ""]
    for number in range(panels):
        day, hour = divmod(number, 8)
        if hour == 0:
            when = FIRST_DAY + timedelta(days=day)
            lines += [f"{when:%A}, {when:%B} {when.day}, {when.year}: Theme {day + 1}", ""]
        lines += [
            f"Panel {hour + 1}: Harbours and Tides, Part {number} ({9 + hour}:00 – {9 + hour}:50)",
            "",
            "What has been kept, what has been broken, and what should the next permit say?",
            "",
            *(f"Ada Speaker-{_letters(3 * number + n)}: {BILLING}" for n in range(3)),
            "",
        ]
    return "\n".join(lines).encode()


def programme(panels: int = 1_000, speakers: int = 700, rooms: int = 20, slug: str = "large") -> Programme:
    """The large event of the peer's benchmark: as many sessions, people and rooms, over five days."""
    people = tuple(Speaker(_uid(2, n), f"Ada Speaker-{_letters(n)}", bio=f"Speaker {n}.") for n in range(speakers))
    days = -(-panels // (rooms * 10))
    return Programme(
        replace(make_event(), slug=slug, title="The large event"),
        tuple(Day(FIRST_DAY + timedelta(days=n), f"Theme {n}") for n in range(days)),
        tuple(Room(_uid(3, n), f"Room {n + 1}") for n in range(rooms)),
        (),
        people,
        tuple(_panel(n, rooms, people) for n in range(panels)),
    )


def ordinary() -> Programme:
    """300 panels in twelve rooms, on three days, as they mostly are: words and people come again."""
    value = programme(300, 210, 12, "ordinary")
    things = (*value.rooms, *value.speakers, *value.panels)
    return rekey(value, {each.uid: str(uuid5(NAMESPACE_DNS, each.uid)) for each in things})


def _panel(number: int, rooms: int, people: tuple[Speaker, ...]) -> Panel:
    slot, room = divmod(number, rooms)
    day, hour = divmod(slot, 10)
    return Panel(
        _uid(1, number),
        f"Harbours and Tides, Part {number}",
        abstract="What has been kept, what has been broken, and what should the next permit say?\n\n" * 3,
        when=When(FIRST_DAY + timedelta(days=day), time(9 + hour), time(9 + hour, 45)),
        room=_uid(3, room),
        people=tuple(Appearance(people[(number + n) % len(people)].uid, billing=BILLING) for n in range(2)),
    )


def _uid(kind: int, number: int) -> str:
    return str(UUID(int=(kind << 64) + number))


def _letters(number: int) -> str:
    """A name's ending without digits, as names are: a, b, … z, ba, bb, …"""
    text = ""
    while True:
        number, last = divmod(number, 26)
        text = chr(ord("a") + last) + text
        if not number:
            return text
