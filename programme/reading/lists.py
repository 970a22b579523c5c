"""A list with a heading for each column: a row is an item, or a person more of the item above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from programme.links import LinkError, read_links
from programme.model import Kind
from programme.names import fold
from programme.reading import words
from programme.reading.cells import kind_named, read_day_cell, read_track_cell
from programme.reading.columns import LANGUAGES, SETTLED
from programme.reading.dates import Date, read_date
from programme.reading.headings import Facts, Heading, is_room, kind_of_title, read_facts, read_heading, read_label
from programme.reading.marks import Broken, DayLine, Field
from programme.reading.tables import Cell, Column, filled, read_columns
from programme.reading.text import Source
from programme.reading.times import Span, read_duration, read_span
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Note
from programme.reading.weaving import Weaver, with_gap

_OWN = ("time", "start", "end", "duration", "number", "label", "kind", "room", "track", "language", "status", "link")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:T|,?\s+)(?=\d{1,2}[:.h]\d\d)")
_SECONDS = re.compile(r"(\d[:.]\d\d):00\b")
_BRACKETS = re.compile(r"\s*[()\[\]]\s*")
_MINUTES = re.compile(r"(?:(\d{1,2})\s?[:h]\s?)?(\d{1,3})(?::00)?(?:\s?(?:m|min|minutes?|'))?")


@dataclass
class _Row:
    """What the cells of one row say; `own` are the pieces of the heading, each with its use."""

    facts: Facts = field(default_factory=Facts)
    title: str = ""
    kind: Kind | None = None
    label: str = ""
    number: str = ""
    own: list[tuple[Source, str]] = field(default_factory=list)
    day: tuple[Source, DayLine] | None = None
    start: str = ""
    end: str = ""


class ListReader:
    """Reads the rows below the headings of columns."""

    def __init__(self, weaver: Weaver, header: Sequence[Cell], columns: Sequence[Column]) -> None:
        self.weaver = weaver
        self.seen: set[int] = set()  # merged cells that were read already
        self.last: tuple[object, ...] | None = None
        self.span: Span | None = None
        self.date: Date | None = None
        self.room = self.track = ""
        self.header(header, columns)

    def header(self, row: Sequence[Cell], columns: Sequence[Column]) -> None:
        first = not hasattr(self, "columns")
        self.columns = columns
        uses = {column.use for column in columns}
        self.verbatim = bool(uses & {"kind", "number"})  # so that a title has no label in it
        self.names = "billing" in uses
        for cell in filled(row):
            for line in cell.lines:
                self.weaver.mark(line, Field("label"))
        for cell, column in zip(row, columns) if first else ():
            if cell and column.use in ("", "private"):
                self.weaver.notes.append(_note_column(column, cell.lines[0].number))

    def rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        for row in rows:
            cells = filled(row)
            if not cells:
                continue
            if columns := read_columns(row):
                self.header(row, columns)
            elif len(cells) == 1 and self._alone(cells[0], row):
                continue
            else:
                self._row(row)

    def _alone(self, cell: Cell, row: Sequence[Cell]) -> bool:
        """A row with one cell only: a day, a room or a track for the rows below it; whether it is one."""
        if id(cell) in self.seen:
            return True
        line, rest = cell.lines[0], cell.lines[1:]
        if day := read_day_cell(cell.flat, cell.text):
            self._put_day(line, day)
        elif is_room(cell.flat.casefold()):
            self.room = cell.text
            self.weaver.mark(line, Field("room"))
        elif track := read_track_cell(cell.text):
            self.track = track
            self.weaver.mark(line, Field("track"))
        elif self._column_of(cell, row) in ("person", "abstract", "title") or kind_of_title(cell.flat) != "other":
            return False
        elif any(map(str.isalnum, cell.flat)):
            self.weaver.mark(line, Broken(heading=False))
        else:
            self.weaver.mark(line, Field("ornament"))
        for other in rest:
            self.weaver.text(other)
        self.seen.add(id(cell))
        return True

    def _column_of(self, cell: Cell, row: Sequence[Cell]) -> str:
        if cell.columns > 1:
            return ""
        return next((column.use for other, column in zip(row, self.columns) if other is cell), "")

    def _put_day(self, piece: Source, day: DayLine) -> None:
        self.weaver.mark(piece, replace(day, sure=True))
        self.date, self.last, self.span = day.date, None, None
        self.room = self.track = ""

    def _row(self, row: Sequence[Cell]) -> None:
        read = _Row()
        cells = list(self._cells(row))
        for cell, column in cells:
            self._own(read, cell, column)
        self._settle_time(read)
        if read.day:
            self._put_day(*read.day)
        key = (fold(read.title), str(self.date), _key(read.facts.span), fold(read.facts.room))
        again = not read.title or (key == self.last and any(column.use == "person" for _, column in cells))
        if again and self.last is None:
            for line, _ in read.own:
                self.weaver.mark(line, Broken(heading=False))
        elif again:
            for line, use in read.own:
                self.weaver.mark(line, Field(use))
        else:
            self._item(read)
            self.last = key
        for cell, column in cells:
            self._rest(cell, column)

    def _cells(self, row: Sequence[Cell]) -> Iterator[tuple[Cell, Column]]:
        """The cells not read yet. A merged one counts in each of its rows, with its lines only in the first."""
        columns = [*self.columns, *(Column("") for _ in range(len(row) - len(self.columns)))]
        for cell, column in zip(row, columns):
            if not cell:
                continue
            if id(cell) not in self.seen:
                self.seen.add(id(cell))
                yield cell, column
            elif cell.rows > 1 and column.use in _OWN:
                yield _Read(cell), column

    def _own(self, read: _Row, cell: Cell, column: Column) -> None:
        """Takes a cell into the heading, where it says something about it."""
        use, lines = column.use, ([] if isinstance(cell, _Read) else cell.lines)
        if use == "title":
            read.title = cell.lines[0].text
            read.own.insert(0, (lines[0], "heading")) if lines else None
        elif use in ("date", "day"):
            self._own_date(read, cell, lines)
        elif use in _OWN:
            said = self._say(read, cell, column)
            uses = {"start": "time", "end": "time", "duration": "time", "kind": "label", "number": "label"}
            read.own += [(line, uses.get(use, use) if said else NOT_UNDERSTOOD) for line in lines]

    def _own_date(self, read: _Row, cell: Cell, lines: Sequence[Source]) -> None:
        day = read_day_cell(cell.flat, cell.text)
        if day is None:
            read.own += [(line, NOT_UNDERSTOOD) for line in lines]
            return
        same = day.date is not None and self.date is not None and _ymd(day.date) == _ymd(self.date)
        if lines and not same and read.day is None:
            read.day = lines[0], day
            lines = lines[1:]
        read.own += [(line, "date") for line in lines]

    def _say(self, read: _Row, cell: Cell, column: Column) -> bool:
        """Puts what the cell says into `read`; whether it was understood."""
        say = getattr(self, f"_say_{column.use}")
        read.facts.zone = read.facts.zone or column.zone
        understood: bool = say(read, cell)
        return understood

    def _say_time(self, read: _Row, cell: Cell) -> bool:
        text = _SECONDS.sub(r"\1", cell.flat)
        if (date := read_date(text, 0)) and (found := _CLOCK.match(text, date.stop)):
            self._dated(read, cell, date)
            text = text[found.end() :]
        text = _BRACKETS.sub(", ", text).strip(" ,")
        facts = read_facts(text, text, True)
        if facts is None or facts.span is None:
            return False
        read.facts.take(facts)
        return True

    def _dated(self, read: _Row, cell: Cell, date: Date) -> None:
        if (self.date is None or _ymd(date) != _ymd(self.date)) and read.day is None and not isinstance(cell, _Read):
            read.day = cell.lines.pop(0), DayLine(date, None)

    def _say_start(self, read: _Row, cell: Cell) -> bool:
        text = _SECONDS.sub(r"\1", cell.flat)
        if (date := read_date(text, 0)) and (found := _CLOCK.match(text, date.stop)):
            self._dated(read, cell, date)
            text = text[found.end() :]
        read.start = text
        return read_span(text, 0, True) is not None or text.isdecimal()

    def _say_end(self, read: _Row, cell: Cell) -> bool:
        text = _SECONDS.sub(r"\1", cell.flat)
        if (date := read_date(text, 0)) and (found := _CLOCK.match(text, date.stop)):
            text = text[found.end() :]
        read.end = text
        return read_span(text, 0, True) is not None or text.isdecimal()

    def _say_duration(self, read: _Row, cell: Cell) -> bool:
        found = _MINUTES.fullmatch(cell.flat.strip())
        read.facts.duration = int(found[1] or 0) * 60 + int(found[2]) if found else read_duration(cell.flat)
        return read.facts.duration > 0

    def _say_number(self, read: _Row, cell: Cell) -> bool:
        read.number = cell.text
        return True

    def _say_label(self, read: _Row, cell: Cell) -> bool:
        kind, label, number, _ = read_label(cell.flat)
        read.kind = read.kind or kind
        read.label, read.number = label, read.number or number
        return bool(label)

    def _say_kind(self, read: _Row, cell: Cell) -> bool:
        read.kind = kind_named(cell.flat) or read.kind
        return kind_named(cell.flat) is not None

    def _say_room(self, read: _Row, cell: Cell) -> bool:
        read.facts.room = cell.text
        return True

    def _say_track(self, read: _Row, cell: Cell) -> bool:
        read.facts.track = cell.text
        return True

    def _say_language(self, read: _Row, cell: Cell) -> bool:
        low = cell.flat.casefold()
        read.facts.language = LANGUAGES.get(low) or (low if _LANGUAGE.fullmatch(low) else "")
        return bool(read.facts.language)

    def _say_status(self, read: _Row, cell: Cell) -> bool:
        low = cell.flat.casefold()
        read.facts.cancelled = low in words.CANCELLED
        read.facts.open = low in words.TO_BE_CONFIRMED
        return read.facts.cancelled or read.facts.open or low in SETTLED

    def _say_link(self, read: _Row, cell: Cell) -> bool:
        try:
            read.facts.links += read_links("\n".join(line.written for line in cell.lines))
        except LinkError:
            return False
        return True

    def _settle_time(self, read: _Row) -> None:
        """The time of the row; that of the row above where only the room is another."""
        facts = read.facts
        if read.start and (span := read_span(f"{read.start} - {read.end}" if read.end else read.start, 0, True)):
            facts.span = facts.span or span
        facts.room, facts.track = facts.room or self.room, facts.track or self.track
        if facts.span is None and read.title and self.span and not read.day and (facts.room or facts.track):
            facts.span = self.span
            message = f"“{read.title}” has no time of its own; that of the row above was taken."
            self.weaver.notes.append(Note("time-from-above", "info", message, (read.own[0][0].number,)))
        self.span = facts.span if read.title else self.span

    def _item(self, read: _Row) -> None:
        line = read.own[0][0]
        if self.verbatim:
            heading = Heading(line.text, kind_of_title(line.flat), read.label, read.number)
        else:
            heading = read_heading(line.text, line.flat, True)
            heading.label, heading.number = read.label or heading.label, read.number or heading.number
        heading.kind = read.kind or heading.kind
        read.facts.take(heading.facts)
        heading.facts = read.facts
        heading.untitled = False
        self.weaver.item(heading, read.own)

    def _rest(self, cell: Cell, column: Column) -> None:
        """The lines of a cell that are not the heading's."""
        use = column.use
        if isinstance(cell, _Read) or use in _OWN or use in ("date", "day"):
            return
        if use == "title":
            for line in cell.lines[1:]:
                self.weaver.text(line)
            return
        uses = {"": NOT_UNDERSTOOD, "private": OUTSIDE, "subtitle": "abstract"}
        mark = Field(uses.get(use, use), column.role, names=self.names and use == "person")
        for number, line in enumerate(cell.lines):
            self.weaver.mark(with_gap(line, line.gap or not number), mark)


class _Read(Cell):
    """A merged cell whose lines were put in their place with an earlier row."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(list(cell.lines), cell.rows, cell.columns)


def _ymd(date: Date) -> tuple[int | None, int, int]:
    return date.year, date.month, date.day


def _key(span: Span | None) -> object:
    return (span.start, span.end, span.duration) if span else None


def _note_column(column: Column, line: int) -> Note:
    if column.use == "private":
        message = f"Column “{column.heading}” was left out: such things are not for the public."
        return Note("private-column", "info", message, (line,))
    message = f"Column “{column.heading}” is not understood; it was left out."
    return Note("unknown-column", "warning", message, (line,))
