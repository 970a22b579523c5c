"""Excel's .xlsx: each sheet is a table; what a formula last gave counts, formulas are never worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import archives
from programme.reading.grids import read_sheets
from programme.reading.limits import Limits
from programme.reading.tables import Cell, Table, evened
from programme.reading.values import Note, Options
from programme.reading.weaving import Weaver

_LINK = re.compile(r'=\s*HYPERLINK\(\s*"(?:[^"]|"")*"\s*[,;]\s*"((?:[^"]|"")+)"\s*\)', re.IGNORECASE)
_ENDS = re.compile(r"\r\n|\r|\n|_x000D_\n?")


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    archives.check(content, limits)
    try:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(BytesIO(content))
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise UnreadableError(
            "the file looks like a spreadsheet but is damaged. Open it in Excel and save it again"
        ) from error
    return _Reader(book, formulas, limits).read()


class _Reader:
    def __init__(self, book: Any, formulas: Any, limits: Limits) -> None:
        self.sheets = [sheet for sheet in book.worksheets if sheet.max_row]
        self.formulas, self.limits = formulas, limits
        self.weaver = Weaver("xlsx")
        self.unworked: list[str] = []

    def read(self) -> Document:
        read_sheets([(sheet.title, self._table(sheet)) for sheet in self.sheets], self.weaver)
        self._note()
        return self.weaver.document()

    def _table(self, sheet: Any) -> Table:
        self._check(sheet)
        merged: dict[tuple[int, int], Cell] = {}
        for span in sheet.merged_cells.ranges:
            made = Cell(rows=span.max_row - span.min_row + 1, columns=span.max_col - span.min_col + 1)
            if made.rows * made.columns <= self.limits.pieces:
                merged |= {(r, c): made for r in range(span.min_row, span.max_row + 1) for c in _columns(span)}
        prefix = f"{sheet.title}!" if len(self.sheets) > 1 else ""
        rows = []
        for number, values in enumerate(sheet.iter_rows(values_only=True), sheet.min_row):
            cells = []
            for column, value in enumerate(values, sheet.min_column):
                cell = merged.get((number, column), Cell())
                where = f"{get_column_letter(column)}{number}"
                if not cell.lines:
                    said = _said(value) or self._unworked(sheet, where)
                    cell.lines, cell.lost = list(self._lines(said or "", prefix + where)), said is None
                    self.weaver.lost += [prefix + where] if cell.lost else []
                cells.append(cell)
            rows.append(cells)
        return evened(rows)

    def _check(self, sheet: Any) -> None:
        if sheet.max_column > self.limits.columns or sheet.max_row > self.limits.pieces:
            raise UnreadableError(
                f"sheet “{sheet.title}” reaches to row {sheet.max_row:,} and column {sheet.max_column:,}, more than "
                f"the {self.limits.pieces:,} and {self.limits.columns:,} that are read. Delete what is not programme"
            )

    def _unworked(self, sheet: Any, where: str) -> str | None:
        """What shows of a formula that nobody worked out: the label of a link; None where that cannot be said.

        Empty where the cell holds no formula.
        """
        value = self.formulas[sheet.title][where].value
        if isinstance(value, ArrayFormula):
            value = value.text
        if not (isinstance(value, str) and value.startswith("=")):
            return ""
        if found := _LINK.fullmatch(value):
            return found[1].replace('""', '"')
        self.unworked.append(where)
        return None

    def _lines(self, text: str, place: str) -> Iterator[Any]:
        gap = False
        for part in _ENDS.split(text):
            if part.strip():
                yield self.weaver.number(part, place=place, gap=gap)
            gap = not part.strip()

    def _note(self) -> None:
        if self.unworked:
            said = ", ".join(self.unworked[:5]) + (", …" if len(self.unworked) > 5 else "")
            message = (
                f"Cells with a formula that was never worked out were left empty: {said}. "
                "Open the file in Excel, save it, and read it again."
            )
            self.weaver.notes.append(Note("formula", "warning", message))


def _columns(span: Any) -> range:
    return range(span.min_col, span.max_col + 1)


def _said(value: object) -> str:
    """What a cell shows, as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
