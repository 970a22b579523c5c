"""A list with a heading for each column: a row is an item, or a person more of the item above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from programme.names import fold
from programme.reading.cells import read_day_cell, read_track_cell
from programme.reading.dates import Date
from programme.reading.headings import Facts, Heading, is_room, kind_of_title, read_heading
from programme.reading.marks import Broken, DayLine, Field
from programme.reading.rows import OWN, Read, Row
from programme.reading.tables import Cell, Column, filled, read_columns
from programme.reading.text import Source
from programme.reading.times import Span, read_span
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Note
from programme.reading.weaving import Weaver, with_gap

UNTITLED = "Untitled"


class ListReader:
    """Reads the rows below the headings of columns."""

    def __init__(self, weaver: Weaver, header: Sequence[Cell], columns: Sequence[Column]) -> None:
        self.weaver = weaver
        self.seen: set[int] = set()  # merged cells that were read already
        self.last: tuple[object, ...] | None = None
        self.span: Span | None = None
        self.date: Date | None = None
        self.room = self.track = ""
        self.letter: tuple[str, str] | None = None  # what the item above is called beside others: “Session”, “A”
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
                self.weaver.notes.append(note_column(column, cell.lines[0].number))

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
        else:
            self._put_stray(line)
        for other in rest:
            self.weaver.text(other)
        self.seen.add(id(cell))
        return True

    def _put_stray(self, piece: Source) -> None:
        """What stands alone in its row and is nothing for the rows below."""
        if not any(map(str.isalnum, piece.flat)):
            self.weaver.mark(piece, Field("ornament"))
        elif self.last is None and self.date is None:
            self.weaver.text(piece)  # above the first item: the event's title, perhaps
        else:
            self.weaver.mark(piece, Broken(heading=False))

    def _column_of(self, cell: Cell, row: Sequence[Cell]) -> str:
        if cell.columns > 1:
            return ""
        return next((column.use for other, column in zip(row, self.columns) if other is cell), "")

    def _put_day(self, piece: Source, day: DayLine) -> None:
        self.weaver.mark(piece, replace(day, sure=True))
        self.date, self.last, self.span = day.date, None, None
        self.room = self.track = ""

    def _row(self, row: Sequence[Cell]) -> None:
        read = Row(self.date)
        cells = list(self._cells(row))
        for cell, column in cells:
            read.take(cell, column)
        heading = self._heading(read) if read.title else self._untitled(read, row)
        self._settle_time(read, heading)
        if read.day:
            self._put_day(*read.day)
        key = (fold(read.title), str(self.date), _key(read.facts.span), fold(read.facts.room))
        again = heading is None or (key == self.last and any(column.use == "person" for _, column in cells))
        if again and self.last is None:
            for line, _ in read.own:
                self.weaver.mark(line, Broken(heading=False))
        elif again or heading is None:
            for line, use in read.own:
                self.weaver.mark(line, Field(use))
        else:
            self._item(read, heading)
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
            elif cell.rows > 1 and column.use in OWN:
                yield Read(cell), column

    def _settle_time(self, read: Row, heading: Heading | None) -> None:
        """The time of the row; that of the row above where the item clearly stands beside the one there."""
        facts = read.facts
        if read.start and (span := read_span(f"{read.start} - {read.end}" if read.end else read.start, 0, True)):
            facts.span = facts.span or span
        facts.room, facts.track = facts.room or self.room, facts.track or self.track
        if heading is None:
            return
        facts.take(heading.facts)
        if facts.span is None and self.span and not read.day and self._is_beside(heading, facts):
            facts.span = self.span
            message = f"“{read.title or heading.title}” has no time of its own; that of the row above was taken."
            self.weaver.notes.append(Note("time-from-above", "info", message, (read.own[0][0].number,)))
        self.span = facts.span
        self.letter = _lettered(heading)

    def _is_beside(self, heading: Heading, facts: Facts) -> bool:
        """Whether an item without a time is in another room or track than the one above, or is its B beside an A."""
        if facts.room or facts.track:
            return True
        before, letter = self.letter, _lettered(heading)
        return bool(before and letter and before[0] == letter[0] and ord(letter[1]) == ord(before[1]) + 1)

    def _heading(self, read: Row) -> Heading:
        line = read.own[0][0]
        if self.verbatim:
            heading = Heading(line.text, kind_of_title(line.flat), read.label, read.number)
        else:
            heading = read_heading(line.text, line.flat, True)
            heading.label, heading.number = read.label or heading.label, read.number or heading.number
        heading.kind = read.kind or heading.kind
        heading.untitled = False
        return heading

    def _untitled(self, read: Row, row: Sequence[Cell]) -> Heading | None:
        """The heading of an item whose title stands there but cannot be read; None for what adds to the item above."""
        lost = any(cell.lost and column.use == "title" for cell, column in zip(row, self.columns))
        if not lost or not read.own:
            return None
        message = "The title cannot be read: it is a formula that was never worked out."
        self.weaver.notes.append(Note("no-title", "warning", message, (read.own[0][0].number,)))
        return Heading(UNTITLED, read.kind or "other", read.label, read.number)

    def _item(self, read: Row, heading: Heading) -> None:
        heading.facts = read.facts
        self.weaver.item(heading, read.own)

    def _rest(self, cell: Cell, column: Column) -> None:
        """The lines of a cell that are not the heading's."""
        use = column.use
        if isinstance(cell, Read) or use in OWN or use in ("date", "day"):
            return
        if use == "title":
            for line in cell.lines[1:]:
                self.weaver.text(line)
            return
        uses = {"": NOT_UNDERSTOOD, "private": OUTSIDE, "subtitle": "abstract"}
        mark = Field(uses.get(use, use), column.role, names=self.names and use == "person")
        for number, line in enumerate(cell.lines):
            self.weaver.mark(with_gap(line, line.gap or not number), mark)


def _key(span: Span | None) -> object:
    return (span.start, span.end, span.duration) if span else None


def _lettered(heading: Heading) -> tuple[str, str] | None:
    """“Session A”, “Panel 1b”: what stands before the letter of an item that has others beside it, and the letter."""
    number = heading.number.casefold()
    if not heading.label or not number[-1:].isalpha() or not (len(number) == 1 or number[:-1].isdecimal()):
        return None
    return f"{heading.label} {number[:-1]}", number[-1]


def note_column(column: Column, line: int) -> Note:
    """The note about a column that is left out. `line`: the number of the piece with its heading."""
    if column.use == "private":
        message = f"Column “{column.heading}” was left out: such things are not for the public."
        return Note("private-column", "info", message, (line,))
    message = f"Column “{column.heading}” is not understood; it was left out."
    return Note("unknown-column", "warning", message, (line,))
