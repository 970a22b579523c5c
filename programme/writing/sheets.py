"""The programme as a list, a row an item: .csv (RFC 4180, as Excel opens it) and .xlsx.

A cell never works as a formula: in .csv a text that begins like one has an apostrophe before it, in .xlsx it is marked
as text.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from programme import house_style as style
from programme.model import Panel, Programme
from programme.writing.house import say_person
from programme.writing.plain_text import one_line

_WIDTHS = (12, 8, 8, 12, 9, 44, 18, 18, 10, 11, 56, 70, 34, 30, 18)  # characters
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - core properties have no zone
_STAMP = (1980, 1, 1, 0, 0, 0)
_LONGEST = 32767  # characters in a cell of Excel's


class TooLongError(ValueError):
    """A text is longer than a cell may be; the message names the item."""


_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_WHEN_MADE = rb"\g<1>" + f"{_MADE:%Y-%m-%dT%H:%M:%SZ}".encode()


def write_csv(programme: Programme) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for Windows-1252."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(style.COLUMNS)
    for row in _rows(programme):
        writer.writerow([style.guard(cell, comma_separated=True) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def write_workbook(programme: Programme) -> bytes:
    """A workbook with one sheet; equal programmes give equal bytes. Raises TooLongError."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Programme"
    sheet.append(style.COLUMNS)
    for number, row in enumerate(_rows(programme), 2):
        for column, text in enumerate(row, 1):
            if len(text) > _LONGEST:
                raise TooLongError(f"“{row[5]}”: a cell of Excel’s holds {_LONGEST:,} characters; export a .csv.")
            cell = sheet.cell(number, column)
            cell.value = style.guard(text, comma_separated=False)
            if text:
                cell.data_type, cell.quotePrefix = "s", text[0] in "=+-@"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        head = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="F1ECE3")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.print_title_rows = "1:1"
    book.properties.title, book.properties.creator = (
        one_line(programme.event.title),
        one_line(programme.event.organiser),
    )
    book.properties.created = book.properties.modified = _MADE
    return _saved(book)


def _rows(programme: Programme) -> Iterator[list[str]]:
    """The cells of each item, in order of time; a day without items has a row of its own."""
    themes = {day.date: style.one_line(day.title) for day in programme.days}
    empty = set(themes) - {panel.when.date for panel in programme.panels}
    rows: list[tuple[date, list[str]]] = [
        (day, [day.isoformat(), *[""] * (len(style.COLUMNS) - 3), themes[day]]) for day in empty
    ]
    for panel in programme.in_order:
        day = panel.when.date or date.max
        rows.append((day, [*_row(programme, panel), themes.get(day, "")]))
    for _, row in sorted(rows, key=lambda found: found[0]):
        yield [*row, style.one_line(programme.event.timezone)]


def _row(programme: Programme, panel: Panel) -> list[str]:
    when = panel.when
    room, track = programme.room.get(panel.room), programme.track.get(panel.track)
    start, _, end = style.say_hours(when).partition(" – ") if when.start else ("", "", "")
    abstract = style.tidy(panel.abstract).split("\n")
    cells = (
        when.date.isoformat() if when.date else "",
        start,
        end,
        panel.kind,
        panel.number,
        panel.title,
        room.name if room else "",
        track.name if track else "",
        panel.language,
        panel.state,
    )
    return [
        *map(style.one_line, cells),
        "\n".join(_people(programme, panel)),
        "\n".join(map(style.shield, abstract)),
        "\n".join(map(style.say_link, panel.links)),
    ]


def _people(programme: Programme, panel: Panel) -> Iterator[str]:
    for part in panel.people:
        yield f"{style.ROLES[part.role][0]}: {say_person(programme, part)}"
        if style.one_line(part.paper):
            yield f"Paper: {style.escape(part.paper)}"


def _saved(book: openpyxl.Workbook) -> bytes:
    """The workbook with one date on all the files in its archive; the time of saving is not written."""
    written, settled = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _MODIFIED.sub(_WHEN_MADE, old.read(name)))  # openpyxl writes when it was saved
    return settled.getvalue()
