"""What the cells of one row of a list say of its item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from programme.links import LinkError, read_links
from programme.model import Kind
from programme.reading import words
from programme.reading.cells import kind_named, read_day_cell
from programme.reading.columns import LANGUAGES, SETTLED
from programme.reading.dates import Date, read_date
from programme.reading.headings import Facts, read_facts, read_label
from programme.reading.marks import DayLine
from programme.reading.tables import Cell, Column
from programme.reading.text import Source
from programme.reading.times import read_duration, read_span
from programme.reading.values import NOT_UNDERSTOOD

OWN = ("time", "start", "end", "duration", "number", "label", "kind", "room", "track", "language", "status", "link")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:T|,?\s+)(?=\d{1,2}[:.h]\d\d)")
_SECONDS = re.compile(r"(\d[:.]\d\d):00\b")
_BRACKETS = re.compile(r"\s*[()\[\]]\s*")
_MINUTES = re.compile(r"(?:(\d{1,2})\s?[:h]\s?)?(\d{1,3})(?::00)?(?:\s?(?:m|min|minutes?|'))?")


class Read(Cell):
    """A merged cell whose lines were put in their place with an earlier row."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(list(cell.lines), cell.rows, cell.columns)


@dataclass
class Row:
    """What the cells of one row say; `own` are the pieces of the heading, each with its use."""

    above: Date | None = None  # the day of the rows above
    facts: Facts = field(default_factory=Facts)
    title: str = ""
    kind: Kind | None = None
    label: str = ""
    number: str = ""
    own: list[tuple[Source, str]] = field(default_factory=list)
    day: tuple[Source, DayLine] | None = None
    start: str = ""
    end: str = ""

    def take(self, cell: Cell, column: Column) -> None:
        """Takes a cell into the heading, where it says something about it."""
        use, lines = column.use, ([] if isinstance(cell, Read) else cell.lines)
        if use == "title":
            self.title = cell.lines[0].text
            self.own.insert(0, (lines[0], "heading")) if lines else None
        elif use in ("date", "day"):
            self._own_date(cell, lines)
        elif use in OWN:
            said = self._say(cell, column)
            uses = {"start": "time", "end": "time", "duration": "time", "kind": "label", "number": "label"}
            if use == "link" and self.facts.track and not self.facts.links:
                use = "track"  # of a column headed “Stream”
            self.own += [(line, uses.get(use, use) if said else NOT_UNDERSTOOD) for line in lines]

    def _own_date(self, cell: Cell, lines: Sequence[Source]) -> None:
        day = read_day_cell(cell.flat, cell.text)
        if day is None:
            self.own += [(line, NOT_UNDERSTOOD) for line in lines]
            return
        same = day.date is not None and self.above is not None and _ymd(day.date) == _ymd(self.above)
        if lines and not same and self.day is None:
            self.day = lines[0], day
            lines = lines[1:]
        self.own += [(line, "date") for line in lines]

    def _say(self, cell: Cell, column: Column) -> bool:
        """Puts what the cell says into the row; whether it was understood."""
        say = getattr(self, f"_say_{column.use}")
        self.facts.zone = self.facts.zone or column.zone
        understood: bool = say(cell)
        if not understood and column.heading.strip().casefold() == "stream":
            self.facts.track, understood = self.facts.track or cell.text, True  # of a programme's tracks, then
        return understood

    def _say_time(self, cell: Cell) -> bool:
        text = _SECONDS.sub(r"\1", cell.flat)
        if (date := read_date(text, 0)) and (found := _CLOCK.match(text, date.stop)):
            self._dated(cell, date)
            text = text[found.end() :]
        text = _BRACKETS.sub(", ", text).strip(" ,")
        facts = read_facts(text, text, True)
        if facts is None or facts.span is None:
            return False
        self.facts.take(facts)
        return True

    def _dated(self, cell: Cell, date: Date) -> None:
        if (self.above is None or _ymd(date) != _ymd(self.above)) and self.day is None and not isinstance(cell, Read):
            self.day = cell.lines.pop(0), DayLine(date, None)

    def _say_start(self, cell: Cell) -> bool:
        text = _SECONDS.sub(r"\1", cell.flat)
        if (date := read_date(text, 0)) and (found := _CLOCK.match(text, date.stop)):
            self._dated(cell, date)
            text = text[found.end() :]
        self.start = text
        return read_span(text, 0, True) is not None or text.isdecimal()

    def _say_end(self, cell: Cell) -> bool:
        text = _SECONDS.sub(r"\1", cell.flat)
        if (date := read_date(text, 0)) and (found := _CLOCK.match(text, date.stop)):
            text = text[found.end() :]
        self.end = text
        return read_span(text, 0, True) is not None or text.isdecimal()

    def _say_duration(self, cell: Cell) -> bool:
        found = _MINUTES.fullmatch(cell.flat.strip())
        self.facts.duration = int(found[1] or 0) * 60 + int(found[2]) if found else read_duration(cell.flat)
        return self.facts.duration > 0

    def _say_number(self, cell: Cell) -> bool:
        self.number = cell.text
        return True

    def _say_label(self, cell: Cell) -> bool:
        kind, label, number, _ = read_label(cell.flat)
        self.kind = self.kind or kind
        self.label, self.number = label, self.number or number
        return bool(label)

    def _say_kind(self, cell: Cell) -> bool:
        self.kind = kind_named(cell.flat) or self.kind
        return kind_named(cell.flat) is not None

    def _say_room(self, cell: Cell) -> bool:
        self.facts.room = cell.text
        return True

    def _say_track(self, cell: Cell) -> bool:
        self.facts.track = cell.text
        return True

    def _say_language(self, cell: Cell) -> bool:
        low = cell.flat.casefold()
        self.facts.language = LANGUAGES.get(low) or (low if _LANGUAGE.fullmatch(low) else "")
        return bool(self.facts.language)

    def _say_status(self, cell: Cell) -> bool:
        low = cell.flat.casefold()
        self.facts.cancelled = low in words.CANCELLED
        self.facts.open = low in words.TO_BE_CONFIRMED
        return self.facts.cancelled or self.facts.open or low in SETTLED

    def _say_link(self, cell: Cell) -> bool:
        try:
            self.facts.links += read_links("\n".join(line.written for line in cell.lines))
        except LinkError:
            return False
        return True


def _ymd(date: Date) -> tuple[int | None, int, int]:
    return date.year, date.month, date.day
