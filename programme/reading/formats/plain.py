"""Plain text: prose, with or without Markdown's marks, and tables in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from programme.reading.documents import Document
from programme.reading.formats import delimited, markdown
from programme.reading.grids import is_programme, read_table
from programme.reading.house_lists import cut_list
from programme.reading.people_tables import people_columns
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
    found = _find_table(lines, marked)
    if found is None:
        return _without_programme_table(lines, pieces, marked, notes)
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


def _without_programme_table(
    lines: Sequence[str], pieces: Sequence[Source], marked: bool, notes: tuple[Note, ...]
) -> Document:
    """Text, in which tables of Markdown may name the people of items."""
    found = _people_tables(lines) if marked else []
    if not found:
        return Document(pieces, notes=notes, format="md" if marked else "txt")
    weaver = Weaver("md", lined=True, notes=list(notes))
    end = 0
    for first, table in found:
        for piece in _between(pieces, end, first):
            weaver.text(piece)
        read_table(table, weaver)
        end = first + len(table.rows)
    for piece in _between(pieces, end, len(lines)):
        weaver.text(piece)
    return weaver.document()


def _people_tables(lines: Sequence[str]) -> list[tuple[int, Table]]:
    """The first line, from 0, of each table between bars that lists people; and the table, a row for each line."""
    found: list[tuple[int, Table]] = []
    for place, line in enumerate(lines[1:], 1):
        if not markdown.is_ruler(line) or "|" not in lines[place - 1]:
            continue
        last = next((other for other in range(place, len(lines)) if "|" not in lines[other]), len(lines))
        table = delimited.as_table(lines[place - 1 : last], "|", place, True)
        if table and people_columns(table):
            found.append((place - 1, table))
    return found


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
    counts = [len(filled(row)) for row in table.rows if filled(row)]
    several = sum(count > 1 for count in counts)
    return len(counts) >= _FEWEST and several >= len(counts) * _MOST


def _end(table: Table) -> int:
    """The last line, from 0, that the table's cells reach."""
    return max((line.number for row in table.rows for cell in row for line in cell.lines), default=1) - 1
