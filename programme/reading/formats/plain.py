"""Plain text: prose, with or without Markdown's marks, and tables in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from programme.reading.documents import Document
from programme.reading.formats import delimited, markdown
from programme.reading.grids import is_programme, read_table
from programme.reading.house_lists import cut_list
from programme.reading.people_tables import is_ruler, people_columns
from programme.reading.tables import LONGEST_COLUMN, Table, filled, read_column
from programme.reading.text import Source, sources
from programme.reading.values import Note
from programme.reading.weaving import Weaver

_LOOKED_AT = 400  # lines in which the headings of a table's columns are looked for
_WIDEST = 5_000  # characters of a line with the headings of columns
_ATTEMPTS = 6  # lines with which a table is tried to begin
_FEWEST = 2  # lines of a table
_MOST = 0.7  # of its lines: how many have several cells


def take_apart(text: str, notes: tuple[Note, ...]) -> Document:
    if house := cut_list(text):
        return replace(house, notes=notes)
    pieces = sources(text)
    lines = text.splitlines()
    marked = markdown.is_markdown(lines)
    if marked:
        pieces = list(map(markdown.clean, pieces))
    tables = _bar_tables(lines) if marked else []
    if tables:
        return _with_tables(lines, pieces, tables, notes)
    found = _find_table(lines, marked)
    if found is None:
        return Document(pieces, notes=notes, format="md" if marked else "txt")
    first, last, table, delimiter = found
    alone = not any(piece.number - 1 < first or piece.number - 1 > last for piece in pieces)
    kind = "md" if marked else "txt" if not alone else "tsv" if delimiter == "\t" else "csv"
    weaver = Weaver(kind, lined=True, notes=list(notes))
    for piece in _between(pieces, 0, first):
        weaver.text(piece)
    read_table(table, weaver)
    for piece in _between(pieces, last + 1, len(lines)):
        weaver.text(piece)
    return weaver.document()


def _with_tables(
    lines: Sequence[str], pieces: Sequence[Source], tables: Sequence[tuple[int, Table]], notes: tuple[Note, ...]
) -> Document:
    """Text with tables of Markdown in it, one for each day or for the people of each item."""
    weaver = Weaver("md", lined=True, notes=list(notes))
    end = 0
    for first, table in tables:
        for piece in _between(pieces, end, first):
            weaver.text(piece)
        read_table(table, weaver)
        end = first + len(table.rows)
    for piece in _between(pieces, end, len(lines)):
        weaver.text(piece)
    return weaver.document()


def _bar_tables(lines: Sequence[str]) -> list[tuple[int, Table]]:
    """The tables between bars: the first line of each, from 0, and the table, a row for each line.

    All of them where one is a programme, which may go on below a heading; else those that list people.
    """
    barred = [place for place, line in enumerate(lines) if "|" in line and not markdown.is_heading(line)]
    starts = [above for above, place in pairwise(barred) if place == above + 1 and markdown.is_ruler(lines[place])]
    tables: list[tuple[int, Table]] = []
    for first, stop in pairwise([*starts, len(lines)]):
        last = barred[bisect_left(barred, stop) - 1]
        tables.append((first, delimited.barred_table(lines[first : last + 1], first + 1)))
    if any(_is_regular(table) and is_programme(table) for _, table in tables):
        return tables
    closed = [(first, _closed(table, lines[first : first + len(table.rows)])) for first, table in tables]
    return [(first, table) for first, table in closed if people_columns(table)]


def _closed(table: Table, lines: Sequence[str]) -> Table:
    """The table up to its first line without a bar."""
    return Table([row for row, _ in takewhile(lambda pair: "|" in pair[1], zip(table.rows, lines))])


def _between(pieces: Sequence[Source], first: int, stop: int) -> list[Source]:
    return [piece for piece in pieces if first <= piece.number - 1 < stop]


def _find_table(lines: Sequence[str], marked: bool) -> tuple[int, int, Table, str] | None:
    """The first and last line, from 0, of a table that is a programme; the table, and what delimits its cells."""
    for delimiter in delimited.DELIMITERS:
        places = [place for place, line in enumerate(lines[:_LOOKED_AT]) if delimiter in line[:_WIDEST]]
        beginnings = [place for place in places if _may_begin(lines[place], delimiter)]
        for place in beginnings[:_ATTEMPTS]:
            last = max(other for other, line in enumerate(lines) if delimiter in line)
            table = delimited.as_table(lines[place : last + 1], delimiter, place + 1, marked)
            if table and _is_regular(table) and is_programme(table):
                return place, max(last, _end(table)), table, delimiter
    return None


def _may_begin(line: str, delimiter: str) -> bool:
    """Whether the line can be the first of a table: the headings of a list's columns, or a matrix's names."""
    if len(line) > _WIDEST:
        return False
    texts = [text.strip().strip('"') for text in line.split(delimiter)]
    if delimiter in "\t;":
        return sum(map(bool, texts)) >= 2
    return sum(bool(text) and len(text) <= LONGEST_COLUMN and bool(read_column(text).use) for text in texts) >= 2


def _is_regular(table: Table) -> bool:
    """Whether most rows have as many cells as the widest but a few, so that it is no prose with commas in it."""
    counts = [len(cells) for row in table.rows if (cells := filled(row)) and not is_ruler(cells)]
    several = sum(count > 1 for count in counts)
    return len(counts) >= _FEWEST and several >= len(counts) * _MOST


def _end(table: Table) -> int:
    """The last line, from 0, that the table's cells reach."""
    return max((line.number for row in table.rows for cell in row for line in cell.lines), default=1) - 1
