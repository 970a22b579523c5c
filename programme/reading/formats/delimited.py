"""Tables in plain text: comma-separated files, and what was copied out of a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from programme.reading.formats import markdown
from programme.reading.tables import Cell, Table, evened
from programme.reading.text import source

DELIMITERS = "\t;,|"
_BAR = re.compile(r"(?<!\\)\|")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def column_name(place: int) -> str:
    """The letters of a column, as spreadsheets call it; the first is 0."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = _LETTERS[rest] + name
    return name


def cut_row(line: str, delimiter: str) -> list[str]:
    """The texts of the cells of one line."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def cells_of(row: Sequence[str], line: int, number: int) -> list[Cell]:
    """`line`: of the file, where the row begins; `number`: of the row."""
    cells = []
    for place, text in enumerate(row):
        name = f"{column_name(place)}{number}"
        lines, gap = [], False
        for offset, part in enumerate(re.split(r"\r\n|\r|\n", text)):
            if part.strip():
                lines.append(source(line + offset, part, gap=gap, place=name, end="\n"))
            gap = not part.strip()
        cells.append(Cell(lines))
        line += len(re.findall(r"\r\n|\r|\n", text))
    return cells


def _marked_row(line: str, number: int) -> list[Cell]:
    """The cells of a row between bars, without Markdown's marks."""
    if "|" not in line or markdown.is_ruler(line):
        piece = markdown.clean(source(number, line))
        return [Cell([piece] if line.strip() else [])]
    cells = []
    for place, text in enumerate(_BAR.split(line.strip().strip("|"))):
        parts = [part for part in markdown.plain(text.strip()).split("\n") if part.strip()]
        name = f"{column_name(place)}{number}"
        names = [name if not count else f"{name}, line {count + 1}" for count in range(len(parts))]
        cells.append(Cell([source(number, part, place=where, end="\n") for part, where in zip(parts, names)]))
    return cells


def read_rows(lines: Sequence[str], delimiter: str, first: int) -> Iterator[list[Cell]]:
    """The rows of these lines, the first of which has this number in the file. Raises csv.Error."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    before = 0
    for number, row in enumerate(reader, 1):
        yield cells_of(row, first + before, number + first - 1)
        before = reader.line_num


def as_table(lines: Sequence[str], delimiter: str, first: int, marked: bool = False) -> Table | None:
    """The table that the lines make; None where they cannot be cut. `marked`: in Markdown's way."""
    if marked and delimiter == "|":
        return barred_table(lines, first)
    try:
        rows = list(read_rows(lines, delimiter, first))
    except csv.Error:
        return None
    return evened(rows)


def barred_table(lines: Sequence[str], first: int) -> Table:
    """The table that lines between bars make, in Markdown's way; `first`: the number of its first line."""
    return evened([_marked_row(line, first + place) for place, line in enumerate(lines)])
