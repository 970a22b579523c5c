"""What is noted of many sessions at once: one note for each code, with how many they are and where the first is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from programme.reading.text import Source
from programme.reading.values import OUTSIDE, Level, Note

_MOST_NAMED = 12  # names of fields in a note
_MOST_LINES = 20

# {sessions} is “1 session” or “3 sessions”, {where} where the first of them are.
_SAID: dict[str, tuple[Level, str]] = {
    "start-differs": ("warning", "{sessions}: date and start disagree; the date was kept. {where}"),
    "end-differs": ("warning", "{sessions}: end and duration disagree; the end was kept. {where}"),
    "end-before-start": ("warning", "{sessions} would end before the start; the end was left out. {where}"),
    "bad-date": ("warning", "{sessions}: the date cannot be read; it was left empty. {where}"),
    "bad-time": ("warning", "{sessions}: a time or duration cannot be read; it was left empty. {where}"),
    "bad-language": ("warning", "{sessions}: what it says of its language is none; it was left empty. {where}"),
    "past-midnight": (
        "warning",
        "{sessions}: in the small hours of a day that began before midnight; put on the date after it. {where}",
    ),
    "no-title": ("warning", "{sessions}: there is no title. {where}"),
    "no-name": ("warning", "{sessions}: a person has no name and was left out. {where}"),
    "all-day": ("info", "{sessions}: all day, so without a time. {where}"),
    "recurring": (
        "warning",
        "{sessions}: it takes place again; only the first time was read. Add the others by hand. {where}",
    ),
    "several-zones": ("info", "{sessions}: told in another time zone; the time was converted. {where}"),
    "unknown-zone": ("warning", "{sessions}: the time zone is not known; the time was kept as written. {where}"),
    "people-from-title": ("info", "{sessions}: people were read at the end of the title. {where}"),
    "repeated-session": ("info", "{sessions}: repeated word for word, read once. {where}"),
    "room-differs": ("warning", "{sessions}: the room is not that of the list around it; it was kept. {where}"),
    "broken-line": ("warning", "{sessions}: a line is broken; it was read as more of the line before. {where}"),
    "not-closed": ("warning", "{sessions}: the end is missing; what is there was read. {where}"),
}


@dataclass(slots=True)
class Tally:
    """Counts what is to be noted while a file is taken apart."""

    found: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    outside: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    unknown: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    whole: list[Note] = field(default_factory=list)  # about the file

    def say(self, code: str, *numbers: int) -> None:
        """Counts sessions, each by the number of a piece of it."""
        self.found[code] += numbers

    def repeated(self, keys: int, numbers: list[int]) -> None:
        """Sessions that share what should be theirs alone."""
        told = "one id" if keys == 1 else f"{keys} ids"
        message = f"{len(numbers)} sessions share {told} between them; all were read. {_where(numbers)}"
        self.whole.append(Note("repeated-id", "warning", message, tuple(numbers[:_MOST_LINES])))

    def left_out(self, piece: Source, use: str, name: str = "") -> None:
        names = self.outside if use == OUTSIDE else self.unknown
        names[name or _name_of(piece.place)].append(piece.number)

    def notes(self) -> Iterator[Note]:
        yield from self.whole
        for code, numbers in self.found.items():
            level, message = _SAID[code]
            said = "1 session" if len(numbers) == 1 else f"{len(numbers)} sessions"
            text = message.format(sessions=said, where=_where(sorted(numbers)))
            yield Note(code, level, text, tuple(sorted(numbers)[:_MOST_LINES]))
        if self.outside:
            message = f"Left out as not part of the programme: {_names(self.outside)}."
            yield Note("text-outside", "info", message, _firsts(self.outside))
        if self.unknown:
            message = f"Not understood and left out: {_names(self.unknown)}. {_where(list(_firsts(self.unknown)))}"
            yield Note("not-understood", "warning", message, _firsts(self.unknown))


def _where(numbers: list[int]) -> str:
    first = ", ".join(str(number) for number in numbers[:3])
    more = ", and others" if len(numbers) > 3 else ""
    return f"See {'line' if len(numbers) == 1 else 'lines'} {first}{more}."


def _names(found: dict[str, list[int]]) -> str:
    named = [f"{name} ({len(numbers)})" if len(numbers) > 1 else name for name, numbers in found.items()]
    more = len(named) - _MOST_NAMED
    return ", ".join(named[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _firsts(found: dict[str, list[int]]) -> tuple[int, ...]:
    return tuple(sorted(numbers[0] for numbers in found.values())[:_MOST_LINES])


def _name_of(place: str) -> str:
    """The last part of an address: “event 6561/persons/person@id” is a “person@id”."""
    for mark in ("/", ".", " "):
        if mark in place:
            place = place.rpartition(mark)[2]
    return place.rpartition("@")[2]
