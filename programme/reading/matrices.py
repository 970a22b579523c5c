"""A table of times down and rooms, tracks or days across, or turned: each filled cell is an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from programme.reading import words
from programme.reading.cells import read_day_cell
from programme.reading.headings import Facts, Heading, is_room, read_facts, read_heading
from programme.reading.marks import Broken, DayLine, Field, Mark
from programme.reading.splitting import split_line
from programme.reading.tables import Cell, Table, filled, read_column
from programme.reading.text import Source
from programme.reading.times import Span
from programme.reading.values import Note
from programme.reading.weaving import Weaver

Across = Literal["room", "track", "day"]
_MOST = 0.6  # of the rows, or cells, that must agree


@dataclass
class _Item:
    """A cell, the rows and columns that it covers, and the lines of cells below it that stand beside no time."""

    cell: Cell
    rows: list[int]
    columns: list[int]
    more: list[Source] = field(default_factory=list)

    @property
    def lines(self) -> list[Source]:
        return [*self.cell.lines, *self.more]


@dataclass(frozen=True)
class Matrix:
    """Where the names stand that run across, and the times that run down."""

    header: int  # row
    times: int  # column; one of dates may stand before it


def find_matrix(rows: Sequence[Sequence[Cell]], known: frozenset[str] = frozenset()) -> Matrix | None:
    """`known`: the names across the matrix before this one; below some of them, one row is enough."""
    for place, row in enumerate(rows[:5]):
        for times in (0, 1):
            least = 1 if known and {cell.flat for cell in row[times + 1 :] if cell} <= known else 2
            if _is_header(row, times) and _are_times(rows[place + 1 :], times, least):
                return Matrix(place, times)
    return None


def _is_header(row: Sequence[Cell], times: int) -> bool:
    names = [cell for cell in row[times + 1 :] if cell]
    if len(filled(names)) < 2 or len(filled(names)) < len(names) or any(len(cell.text) > 80 for cell in names):
        return False
    if any(read_span_cell(cell) or read_column(cell.text).use in ("title", "person", "abstract") for cell in names):
        return False
    heads = [read_column(cell.text).use for cell in row[: times + 1] if cell]
    return all(use in ("time", "start", "date", "day", "room", "track") for use in heads) and (
        times == 0 or bool(heads)
    )


def _are_times(rows: Sequence[Sequence[Cell]], times: int, least: int) -> bool:
    below = [row for row in rows if len(filled(row)) > 1]
    timed = sum(read_span_cell(row[times]) is not None for row in below if len(row) > times)
    return len(below) >= least and timed >= len(below) * _MOST


def turned(table: Table) -> Table | None:
    """The table with its rows as columns, where times stand across; None where they don't."""
    for row in table.rows[:3]:
        times = sum(read_span_cell(cell) is not None for cell in row[1:])
        if times >= 2 and times >= sum(bool(cell) for cell in row[1:]) * _MOST:
            width = table.width
            return Table([[row[place] if place < len(row) else Cell() for row in table.rows] for place in range(width)])
    return None


def read_span_cell(cell: Cell) -> Span | None:
    """The time in a cell that holds nothing else."""
    if not cell or len(cell.flat) > 60:
        return None
    facts = read_facts(cell.flat.strip("[]()"), cell.text.strip("[]()"), True)
    return facts.span if facts else None


class MatrixReader:
    """Reads a table in the order of its rows; where days run across, in that of its columns."""

    def __init__(self, weaver: Weaver, matrix: Matrix, rows: Sequence[Sequence[Cell]]) -> None:
        self.weaver, self.matrix = weaver, matrix
        self.width = max(map(len, rows))
        self.header = [*rows[matrix.header], *(Cell() for _ in range(self.width))][: self.width]
        self.across = _across(self.header[matrix.times :])
        self.done: set[int] = set()  # cells whose lines were put in their place
        for cell in filled(self.header[: matrix.times + 1]):
            self._put(cell, Field("label"))
        if self.across != "day":
            self._name_columns()
        self.rows = [[*row, *(Cell() for _ in range(self.width - len(row)))] for row in rows[matrix.header + 1 :]]
        self.spans = [read_span_cell(row[matrix.times]) for row in self.rows]

    def _name_columns(self) -> None:
        names = filled(self.header[self.matrix.times + 1 :])
        self.weaver.names = frozenset(cell.flat for cell in names)
        for cell in names:
            self._put(cell, Field(self.across))
        message = f"The columns {', '.join(f'“{cell.text}”' for cell in names)} were taken as {self.across}s."
        self.weaver.notes.append(Note(f"columns-as-{self.across}s", "info", message, (names[0].lines[0].number,)))

    def read(self) -> None:
        places = range(len(self.rows))
        if self.across == "day":
            for column in range(self.matrix.times + 1, self.width):
                cell = self.header[column]
                if cell and id(cell) not in self.done:
                    day = read_day_cell(cell.flat, cell.text) or DayLine(None, None)
                    self._put(cell, replace(day, sure=True))
                    self._emit(self._items(places, [column]))
            for row in self.rows:
                self._put(row[self.matrix.times], Field("time"))
            return
        for part in self._days(places):
            self._emit(self._items(part, range(self.matrix.times + 1, self.width)))

    def _days(self, places: range) -> Iterator[list[int]]:
        """The rows of each day, its heading put before them."""
        part: list[int] = []
        for place in places:
            row = self.rows[place]
            cells = filled(row)
            date = row[0] if self.matrix.times else cells[0] if len(cells) == 1 else None
            day = read_day_cell(date.flat, date.text) if date and id(date) not in self.done else None
            if day and date:
                yield part
                part = []
                self._put(date, replace(day, sure=True))
            if self.matrix.times or not day:
                part.append(place)
        yield part

    def _items(self, rows: Sequence[int], columns: Sequence[int]) -> list[_Item]:
        """The items in these rows and columns, in order of time."""
        found: list[_Item] = []
        for place in rows:
            for column in columns:
                cell = self.rows[place][column]
                if not cell or cell is self.rows[place][self.matrix.times]:
                    continue
                self._place(cell, place, column, found)
        return found

    def _place(self, cell: Cell, row: int, column: int, found: list[_Item]) -> None:
        known = next((item for item in reversed(found) if item.cell is cell), None)
        if known is None and self.spans[row] is None:
            above = next((item for item in reversed(found) if column in item.columns), None)
            if above is not None:
                above.more += cell.lines
                self.done.add(id(cell))
                return
        if known is None and (same := self._repeated(cell, row, found)):  # written in each column, not across them
            same.columns.append(column)
            self._put(cell, Field("heading"))
            return
        if known is None:
            known = _Item(cell, [], [])
            found.append(known)
        if row not in known.rows:
            known.rows.append(row)
        if column not in known.columns:
            known.columns.append(column)

    def _repeated(self, cell: Cell, row: int, found: Sequence[_Item]) -> _Item | None:
        return next((i for i in reversed(found) if i.rows[0] == row and i.cell.flat == cell.flat), None)

    def _emit(self, items: Sequence[_Item]) -> None:
        named = self._lines_are_people(items)
        for item in items:
            time = self.rows[item.rows[0]][self.matrix.times]
            own = [(item.cell.lines[0], "heading")]
            if self.across != "day" and id(time) not in self.done:
                self.done.add(id(time))
                own += [(line, "time") for line in time.lines]
            self.weaver.item(self._heading(item, items), own)
            for line in item.lines[1:]:
                if named and split_line(line.text, line.flat):
                    self.weaver.mark(line, Field("person"))
                else:
                    self.weaver.text(line)
        if self.across != "day":
            for place in sorted({row for item in items for row in item.rows}):
                self._put(self.rows[place][self.matrix.times], Field("time"))

    def _heading(self, item: _Item, items: Sequence[_Item]) -> Heading:
        line = item.cell.lines[0]
        heading = read_heading(line.text, line.flat, True)
        first, last = self.spans[item.rows[0]], self.spans[item.rows[-1]]
        facts = Facts(span=first, zone=first.zone if first else "")
        if first and last and last is not first:
            facts.span = first._replace(end=last.end, duration=0)
        alone = not any(other is not item and set(other.rows) & set(item.rows) for other in items)
        house = len(item.columns) == self.width - self.matrix.times - 1
        house = house or (alone and heading.kind in ("break", "registration", "social"))
        if self.across != "day" and not house:
            names = [self.header[column].text for column in item.columns if self.header[column]]
            setattr(facts, self.across, " / ".join(dict.fromkeys(names)))
        facts.take(heading.facts)
        heading.facts, heading.untitled = facts, False
        return heading

    def _lines_are_people(self, items: Sequence[_Item]) -> bool:
        """Whether what stands below the titles is mostly names."""
        below = [line for item in items for line in item.lines[1:]]
        named = sum(split_line(line.text, line.flat) is not None for line in below)
        return len(below) >= 2 and named >= len(below) * _MOST

    def _put(self, cell: Cell, mark: Mark) -> None:
        if id(cell) in self.done:
            return
        self.done.add(id(cell))
        for number, line in enumerate(cell.lines):
            self.weaver.mark(line, mark if not number or not isinstance(mark, DayLine) else Field("day"))

    def rest(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Says of every cell with words in it, of which no item was made, that it was not understood."""
        known = {id(piece) for piece in self.weaver.pieces}
        for row in rows:
            for cell in filled(row):
                for line in cell.lines:
                    if id(line) not in known:
                        known.add(id(line))
                        says = any(map(str.isalnum, line.flat))
                        self.weaver.mark(line, Broken(heading=False) if says else Field("ornament"))


def _across(header: Sequence[Cell]) -> Across:
    """What runs across; rooms, where nothing says otherwise."""
    names = filled(header[1:])
    if sum(read_day_cell(cell.flat, cell.text) is not None for cell in names) >= len(names) * _MOST:
        return "day"
    said = read_column(header[0].text).use if header and header[0] else ""
    tracks = sum(_is_track(cell.flat.casefold()) for cell in names)
    if said == "track" or tracks >= len(names) * _MOST:
        return "track"
    return "room"


def _is_track(low: str) -> bool:
    first = low.replace(":", " ").split()[0] if low.split() else ""
    return first in words.TRACK_LABELS and not is_room(low)
