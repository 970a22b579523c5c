"""The programme that compresses worst: everybody in it is somebody else."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from uuid import UUID

from programme.model import Appearance, Day, Panel, Programme, Room, Speaker, Track, When
from tests.builders import make_event

FIRST_DAY = date(2021, 5, 19)
BEGINS = [*"bcdfghjklmnprstvwz", "br", "ch", "dr", "fl", "gr", "kr", "pl", "sh", "st", "tr"]
MIDDLES = [*"aeiou", "ai", "ea", "ou"]
ENDS = ["", "", *"lmnrst", "nd", "rk"]
POSITIONS = (
    "Director of",
    "Professor of",
    "Minister of",
    "Fellow in",
    "Editor for",
    "Chair of",
    "Adviser on",
    "Head of",
)
DAYS, ROOMS, PANELS, IN_PANEL = 3, 12, 300, 4


def crowd(slug: str = "crowd") -> Programme:
    """300 panels on three days in twelve rooms, and 1,200 speakers, each in one of them, whose names and billings have
    nothing in common but words: the same at each run."""
    chance = random.Random(5)  # noqa: S311
    words = [_word(chance) for _ in range(1500)]
    given = [_word(chance).title() for _ in range(300)]

    def text(least: int, most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(least, most))).capitalize()

    def billing() -> str:
        return f"{chance.choice(POSITIONS)} {text(1, 2)}, {text(2, 3).title()}"

    speakers = tuple(
        Speaker(_uid(2, n), f"{chance.choice(given)} {_word(chance).title()}{_word(chance)}")
        for n in range(PANELS * IN_PANEL)
    )
    rooms = tuple(Room(_uid(3, n), f"{text(1, 1)} {n + 1}") for n in range(ROOMS))
    tracks = tuple(Track(_uid(4, n), text(1, 2)) for n in range(6))
    return Programme(
        make_event(slug=slug, title="The crowd"),
        tuple(Day(FIRST_DAY + timedelta(days=n), text(2, 4)) for n in range(DAYS)),
        rooms,
        tracks,
        speakers,
        tuple(
            Panel(
                _uid(1, n),
                text(5, 9),
                abstract=f"{text(30, 60)}.",
                when=_when(n),
                room=rooms[n % ROOMS].uid,
                track=chance.choice(tracks).uid,
                people=tuple(Appearance(each.uid, billing=billing()) for each in speakers[n * IN_PANEL :][:IN_PANEL]),
            )
            for n in range(PANELS)
        ),
    )


def _when(number: int) -> When:
    day, of_day = divmod(number, PANELS // DAYS)
    minutes = 9 * 60 + 60 * (of_day // ROOMS)
    return When(FIRST_DAY + timedelta(days=day), time(minutes // 60), time((minutes + 50) // 60, (minutes + 50) % 60))


def _word(chance: random.Random) -> str:
    return "".join(
        chance.choice(BEGINS) + chance.choice(MIDDLES) + chance.choice(ENDS) for _ in range(chance.randint(1, 3))
    )


def _uid(kind: int, number: int) -> str:
    return str(UUID(int=(0xC0 << 72) + (kind << 64) + number))
