"""OpenDocument's .odt and .ods: their content is one XML file in an archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import archives
from programme.reading.formats.delimited import column_name
from programme.reading.grids import read_sheets, read_table
from programme.reading.limits import Limits
from programme.reading.marks import Furniture
from programme.reading.tables import Cell, Table, evened
from programme.reading.text import Source
from programme.reading.values import Options
from programme.reading.weaving import Weaver

_SPACES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}
_REPEATED_AT_MOST = 1000  # empty cells and rows are said once, with how often


def _name(short: str) -> str:
    space, _, name = short.partition(":")
    return f"{{{_SPACES[space]}}}{name}"


_P, _H, _LIST, _ITEM, _TABLE = map(_name, ("text:p", "text:h", "text:list", "text:list-item", "table:table"))
_ROW, _CELL, _COVERED = map(_name, ("table:table-row", "table:table-cell", "table:covered-table-cell"))
_BREAKS = {_name("text:tab"): "\t", _name("text:line-break"): "\n"}
_GONE = frozenset(map(_name, ("office:annotation", "text:note", "text:tracked-changes")))


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    archives.check(content, limits)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            body = etree.fromstring(archive.read("content.xml"), parser).find(f".//{_name('office:body')}")
            styles = (
                etree.fromstring(archive.read("styles.xml"), parser) if "styles.xml" in archive.namelist() else None
            )
    except (*archives.DAMAGED, KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableError(
            "the file looks like an OpenDocument but is damaged. Open it in LibreOffice and save it again"
        ) from error
    if body is None:
        raise UnreadableError("the document has no text in it. Check that it is the right one")
    return _Reader(body, styles, limits).read()


class _Reader:
    def __init__(self, body: Any, styles: Any, limits: Limits) -> None:
        self.body, self.styles, self.limits = body, styles, limits
        self.sheets = body.find(_name("office:spreadsheet"))
        self.weaver = Weaver("odt" if self.sheets is None else "ods")
        self.paragraphs = self.tables = 0
        self.gap = True

    def read(self) -> Document:
        if self.sheets is not None:
            self._spreadsheet()
        else:
            for part in self.body:
                self._blocks(part, bullet=False)
            self._apart()
        return self.weaver.document()

    def _blocks(self, parent: Any, bullet: bool) -> None:
        for element in parent:
            if element.tag == _TABLE:
                self.tables += 1
                read_table(self._table(element, f"table {self.tables}, "), self.weaver)
                self.gap = True
            elif element.tag in (_P, _H):
                self.paragraphs += 1
                for piece in self._lines(element, f"paragraph {self.paragraphs}", bullet):
                    self.weaver.text(piece)
            elif element.tag not in _GONE and isinstance(element.tag, str):
                self._blocks(element, bullet or element.tag == _ITEM)

    def _lines(self, element: Any, place: str, bullet: bool) -> Iterator[Source]:
        level = int(element.get(_name("text:outline-level")) or 1) if element.tag == _H else 0
        parts = [part for part in _text(element).split("\n") if part.strip()]
        self.gap = self.gap or not parts or bool(level)
        for number, part in enumerate(parts, 1):
            end = "\n" if bullet or number < len(parts) else "\n\n"
            first = bullet and number == 1
            yield self.weaver.number(part, place=place, gap=self.gap, level=level, bullet=first, end=end)
            self.gap = False

    def _table(self, table: Any, prefix: str) -> Table:
        rows: list[list[Cell]] = []
        down: dict[tuple[int, int], Cell] = {}
        for row in table.iter(_ROW):
            if next(row.iterancestors(_TABLE)) is not table:
                continue
            cells = self._row(row, prefix, len(rows), down)
            if len(rows) > self.limits.pieces:
                break
            rows += [cells] * (self._times(row, "rows") if not any(cells) else 1)
        while rows and not any(rows[-1]):
            rows.pop()
        return evened(rows)

    def _row(self, row: Any, prefix: str, number: int, down: dict[tuple[int, int], Cell]) -> list[Cell]:
        cells: list[Cell] = []
        for element in row:
            if element.tag not in (_CELL, _COVERED):
                continue
            times = self._times(element, "columns")
            if element.tag == _COVERED:
                cells += [down.get((number, len(cells) + place)) or Cell() for place in range(times)]
                continue
            cell = Cell(self._cell(element, f"{prefix}{column_name(len(cells))}{number + 1}"))
            cell.rows, cell.columns = (self._spanned(element, which) for which in ("rows", "columns"))
            for low in range(cell.rows):
                down |= {(number + low, len(cells) + right): cell for right in range(cell.columns)}
            cells += [cell] * (times if not cell else 1)
            cells += self._again(element, cell, times - 1)
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def _again(self, element: Any, cell: Cell, times: int) -> Iterator[Cell]:
        """The same text in the cells to the right, which the file says only once."""
        for _ in range(times if cell else 0):
            yield Cell(self._cell(element, cell.lines[0].place))

    def _cell(self, element: Any, place: str) -> list[Source]:
        found: list[Source] = []
        self.gap = False
        for inner in element.iter(_P, _H):
            if not any(above.tag in _GONE for above in inner.iterancestors()):
                bullet = any(above.tag == _ITEM for above in inner.iterancestors())
                found += self._lines(inner, place, bullet)
        return found

    def _times(self, element: Any, which: str) -> int:
        text = element.get(_name(f"table:number-{which}-repeated")) or "1"
        return min(int(text), _REPEATED_AT_MOST) if text.isdecimal() else 1

    def _spanned(self, element: Any, which: str) -> int:
        text = element.get(_name(f"table:number-{which}-spanned")) or "1"
        return min(int(text), _REPEATED_AT_MOST) if text.isdecimal() else 1

    def _spreadsheet(self) -> None:
        sheets = [sheet for sheet in self.sheets if sheet.tag == _TABLE]
        named = [(sheet.get(_name("table:name")) or "", sheet) for sheet in sheets]
        read_sheets(
            [(name, self._table(sheet, f"{name}!" if len(sheets) > 1 else "")) for name, sheet in named], self.weaver
        )

    def _apart(self) -> None:
        """Footnotes and comments, and the running headers and footers."""
        for element in self.body.iter(_name("text:note-body"), _name("office:annotation")):
            self._aside(element, "note")
        for element in self.styles.iter(_P) if self.styles is not None else ():
            self._aside(element, "header or footer")

    def _aside(self, element: Any, place: str) -> None:
        if text := " ".join("".join(element.itertext()).split()):
            self.weaver.mark(self.weaver.number(text, place=place), Furniture())


def _text(element: Any) -> str:
    """The text as it shows, with tabs, spaces and line breaks."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == _name("text:s"):
            parts.append(" " * min(int(child.get(_name("text:c")) or 1), 100))
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag not in _GONE and isinstance(child.tag, str):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
