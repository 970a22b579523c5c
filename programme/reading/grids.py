"""Reads a table in whichever way it is one."""

from __future__ import annotations

from collections.abc import Sequence

from programme.reading.dates import find_dates
from programme.reading.day_sheets import days_of
from programme.reading.headings import is_room
from programme.reading.inferring import infer_columns
from programme.reading.lists import ListReader, note_column
from programme.reading.marks import DayLine, Field, Furniture
from programme.reading.matrices import MatrixReader, find_matrix, read_span_cell, turned
from programme.reading.people_tables import is_of_all, people_columns, read_people_table
from programme.reading.tables import (
    HEADER_WITHIN,
    LONGEST_COLUMN,
    Cell,
    Column,
    Table,
    filled,
    find_header,
    is_private,
    read_columns,
)
from programme.reading.values import OUTSIDE, Note
from programme.reading.weaving import Weaver, with_gap

LONGEST_HEAD = 12  # cells of a sheet that only says what the event is called and when it is


def is_programme(table: Table) -> bool:
    """Whether the table is a list or matrix, and does not only lay text out."""
    rows = table.rows
    if find_header(rows) is not None or find_matrix(rows) is not None or _turned_matrix(table) is not None:
        return True
    return infer_columns(rows) is not None


def read_table(table: Table, weaver: Weaver) -> None:
    header = find_header(table.rows)
    if header is not None and _is_list(table.rows, header):
        _lay_out(table.rows[:header], weaver)
        columns = read_columns(table.rows[header]) or []
        weaver.columns = columns
        ListReader(weaver, table.rows[header], columns).rows(table.rows[header + 1 :])
        return
    if people := people_columns(table):
        if is_of_all(weaver.pieces):
            _put_aside(table, weaver)
        else:
            read_people_table(table, people, weaver)
        return
    _withhold(table, weaver)
    if not _read_matrix(table, weaver):
        other = _turned_matrix(table)
        if (other is None or not _read_matrix(other, weaver)) and not _read_bare(table, weaver):
            _lay_out(table.rows, weaver)


def _withhold(table: Table, weaver: Weaver) -> None:
    """Takes out of a table that is no list what stands below a heading that says that it is not for the public."""
    for number, row in enumerate(table.rows[:HEADER_WITHIN]):
        cells = [cell for cell in filled(row) if cell.columns == 1]
        if len(cells) < 2 or any(len(cell.text) > LONGEST_COLUMN for cell in cells):
            continue
        for place, cell in enumerate(row):
            if any(cell is other for other in cells) and is_private(cell.text) and not is_room(cell.flat.casefold()):
                weaver.notes.append(note_column(Column("private", heading=cell.text), cell.lines[0].number))
                for withheld in (below[place] for below in table.rows[number:]):
                    for line in withheld.lines if withheld.columns == 1 else ():
                        weaver.mark(line, Field(OUTSIDE))
                    withheld.lines = [] if withheld.columns == 1 else withheld.lines


def _read_bare(table: Table, weaver: Weaver) -> bool:
    """A list without headings of its columns: those of the list before it, or told by what stands in them."""
    if _goes_on(table, weaver.columns):
        ListReader(weaver, [], weaver.columns).rows(table.rows)
        return True
    columns = infer_columns(table.rows)
    if columns is None:
        return False
    weaver.columns = columns
    first = next(line for row in table.rows for cell in row for line in cell.lines)
    said = ", ".join(column.role if column.use == "person" else column.use or "?" for column in columns)
    message = f"The table has no headings of columns. By what stands in them they were taken as: {said}."
    weaver.notes.append(Note("columns-inferred", "info", message, (first.number,)))
    ListReader(weaver, [], columns).rows(table.rows)
    return True


def read_sheets(tables: Sequence[tuple[str, Table]], weaver: Weaver) -> None:
    """The sheets of a workbook, by name; beside one that is a programme, those that are none stay outside."""
    tables = [(name, table) for name, table in tables if any(map(filled, table.rows))]
    programmes = [name for name, table in tables if is_programme(table)]
    days = days_of(tables) if len(tables) > 1 else [None]
    for (name, table), day in zip(tables, days):
        if programmes and name not in programmes and not (day or _is_head(name, table, programmes, tables)):
            _put_aside(table, weaver)
            continue
        if day:
            sure = DayLine(day.date, day.name, day.theme, sure=True)
            weaver.mark(weaver.number(name, place=f"sheet “{name}”", gap=True), sure)
        read_table(table, weaver)


def _is_head(name: str, table: Table, programmes: Sequence[str], tables: Sequence[tuple[str, Table]]) -> bool:
    """Whether a sheet before those of the programme only says when it is, so that it is the head of the document."""
    names = [other for other, _ in tables]
    cells = [cell for row in table.rows for cell in filled(row)]
    if len(cells) > LONGEST_HEAD or names.index(name) > names.index(programmes[0]):
        return False
    timed = any(read_span_cell(cell) is not None for cell in cells)
    return not timed and any(found for cell in cells for found in find_dates(cell.flat))


def _put_aside(table: Table, weaver: Weaver) -> None:
    for row in table.rows:
        for cell in filled(row):
            for line in cell.lines:
                weaver.mark(line, Furniture())


def _goes_on(table: Table, columns: Sequence[Column]) -> bool:
    """Whether the table has the columns of the one before it: on the next page, or for the next day."""
    times = [place for place, column in enumerate(columns) if column.use in ("time", "start")]
    if len(columns) != table.width or not times:
        return False
    rows = [row for row in table.rows if len(filled(row)) > 1]
    timed = sum(read_span_cell(row[times[0]]) is not None for row in rows)
    return bool(rows) and timed * 2 >= len(rows)


def _is_list(rows: Sequence[Sequence[Cell]], header: int) -> bool:
    """Two columns, of which one is the time, only lay text out: what stands beside the time is read as text."""
    columns = [column.use for column in read_columns(rows[header]) or [] if column.use]
    return len(columns) > 2


def _read_matrix(table: Table, weaver: Weaver) -> bool:
    matrix = find_matrix(table.rows, weaver.names)
    if matrix is None:
        return False
    _lay_out(table.rows[: matrix.header], weaver)
    reader = MatrixReader(weaver, matrix, table.rows)
    reader.read()
    reader.rest(table.rows[matrix.header :])
    return True


def _turned_matrix(table: Table) -> Table | None:
    other = turned(table)
    return other if other and find_matrix(other.rows) else None


def _lay_out(rows: Sequence[Sequence[Cell]], weaver: Weaver) -> None:
    """The lines of the cells one after the other, a gap before each row."""
    seen: set[int] = set()
    for row in rows:
        first = True
        for cell in filled(row):
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            for line in cell.lines:
                weaver.text(with_gap(line, first))
                first = False
