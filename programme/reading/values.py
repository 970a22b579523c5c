"""What reading a document gives: the programme in it, and an account of every line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from programme.model import Appearance, Panel, Programme

Level = Literal["info", "warning", "error"]
Order = Literal["", "as-written", "last-first"]
DateOrder = Literal["", "day-first", "month-first"]
Ends = Literal["", "next", "empty"]

OUTSIDE = "outside"  # the line is not part of the programme
LINED = ("txt", "md", "csv", "tsv")  # formats whose pieces have the numbers of the file's lines
NAMED = "uid:"  # before the key of a panel of which a file of our own says the uid
NOT_UNDERSTOOD = "not-understood"  # it is, but it could not be read


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says that the document does not. `day_titles` are pairs of a date and its theme.

    `order`: whether days without headings stand in their order, or the last first.
    `date_order`: how 05/06/2024 is read. `ends`: whether items that give a start only end when the next one begins.
    """

    title: str = ""
    timezone: str = ""  # IANA name
    start_date: date | None = None
    day_titles: tuple[tuple[date, str], ...] = ()
    order: Order = ""
    date_order: DateOrder = ""
    ends: Ends = ""


class Line(NamedTuple):
    """What one line that is not blank was used for, and in which panel (an index into `programme.panels`).

    In a file without lines it is one piece: a paragraph, a line of a cell, an element, a property. `place` then says
    where it stands, as in "Sheet1!B5"; `number` counts the pieces.
    """

    number: int  # from 1
    use: str
    panel: int | None = None
    text: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should look at. `code` is stable; the message says what, where and what was done."""

    code: str
    level: Level
    message: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the document does not tell: timezone, start-date, order, date-order, ends.

    It has to be told before the programme can be used, unless it is `optional`.
    """

    code: str
    message: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a panel was read: its first and last line, and the line of each of its people, in their order.

    `names` are theirs as written, without what stands before them but with what stands behind: "Hilary Munt, OBE".
    """

    first: int
    last: int
    people: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A programme, maybe incomplete, with its ledger. `origins` runs parallel to `programme.panels`."""

    programme: Programme
    ledger: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()
    origins: tuple[Origin, ...] = ()
    format: str = "txt"  # what the file is: "docx", "csv", …

    @property
    def complete(self) -> bool:
        """Whether it can be planned: a programme was found and nothing is left that has to be asked."""
        return bool(self.programme.panels) and not self.needed and all(n.level != "error" for n in self.notes)

    @property
    def needed(self) -> tuple[Question, ...]:
        """The questions without whose answers it cannot be planned."""
        return tuple(question for question in self.questions if not question.optional)


def where(reading: Reading, numbers: Sequence[int]) -> str:
    """The places of pieces as a person finds them: “lines 3, 5” or “cell B5”; empty for none."""
    shown = list(numbers[:6])
    places = {} if reading.format in LINED else {line.number: line.place for line in reading.ledger if line.place}
    if all(number in places for number in shown):
        said = list(dict.fromkeys(places[number] for number in shown))
    else:
        said = [str(number) for number in shown]
        said[:1] = [f"line{'s' if len(numbers) > 1 else ''} {said[0]}"] if said else []
    return ", ".join(said) + (", …" if len(numbers) > len(shown) else "")


_CALENDARS = ("ics", "xcal", "jcal")
_UNITS = {"xml": "elements", "json": "values", **dict.fromkeys(_CALENDARS, "properties")}


def unit(file_format: str) -> str:
    """What the pieces of a file are called."""
    if file_format in ("csv", "tsv", "xlsx", "ods"):
        return "cells"
    return _UNITS.get(file_format, "lines")


def as_json(reading: Reading) -> dict[str, Any]:
    """The published form of a reading (docs/reading.md); null where the document says nothing."""
    programme = reading.programme
    return {
        "event": {
            "title": programme.event.title or None,
            "timezone": programme.event.timezone or None,
            "timezone_as_written": programme.event.timezone_as_written or None,
        },
        "days": [{"date": day.date.isoformat(), "title": day.title or None} for day in programme.days],
        "panels": [
            _panel(programme, panel, origin) for panel, origin in zip(programme.panels, reading.origins, strict=True)
        ],
        "format": reading.format,
        "lines": [
            {"number": line.number, "use": line.use, "panel": line.panel, "text": line.text}
            | ({"place": line.place} if line.place else {})
            for line in reading.ledger
        ],
        "notes": [
            {"code": note.code, "level": note.level, "message": note.message, "lines": list(note.lines)}
            for note in reading.notes
        ],
        "questions": [
            {"code": question.code, "message": question.message} | ({"optional": True} if question.optional else {})
            for question in reading.questions
        ],
    }


def _panel(programme: Programme, panel: Panel, origin: Origin) -> dict[str, Any]:
    when = panel.when
    return {
        "kind": panel.kind,
        "number": panel.number or None,
        "title": panel.title,
        "abstract": panel.abstract or None,
        "date": when.date.isoformat() if when.date else None,
        "start": when.start.isoformat("minutes") if when.start else None,
        "end": when.end.isoformat("minutes") if when.end else None,
        "end_date": when.end_date.isoformat() if when.end_date else None,
        "room": programme.room[panel.room].name if panel.room else None,
        "track": programme.track[panel.track].name if panel.track else None,
        "cancelled": panel.state == "cancelled",
        "lines": [origin.first, origin.last],
        "people": [
            _person(programme, part, line, name)
            for part, line, name in zip(
                panel.people, origin.people, origin.names or ("",) * len(panel.people), strict=True
            )
        ],
    }


def _person(programme: Programme, part: Appearance, line: int, written: str) -> dict[str, Any]:
    speaker = programme.speaker[part.speaker]
    return {
        "name": written or speaker.name,
        "honorific": speaker.honorific or None,
        "billing": part.billing or None,
        "role": part.role,
        "paper": part.paper or None,
        "line": line,
    } | ({"post_nominal": speaker.post_nominal} if speaker.post_nominal else {})
