"""Word's .docx: paragraphs, tables, content controls, text boxes; tracked insertions count, deletions do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import archives
from programme.reading.grids import read_table
from programme.reading.limits import Limits
from programme.reading.marks import Furniture
from programme.reading.tables import Cell, Table, evened
from programme.reading.text import Source
from programme.reading.values import Options
from programme.reading.weaving import Weaver

_HEADING = re.compile(r"heading (\d)|^(title)$")
_LIST = ("list bullet", "list number")
_BREAK = re.compile(r"[\n\x0b\x0c]")
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT, _PARAGRAPH, _TABLE, _ROW, _CELL = map(qn, ("w:t", "w:p", "w:tbl", "w:tr", "w:tc"))
_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({qn("w:del"), qn("w:moveFrom"), _BOX, _FALLBACK})
_INSIDE = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:moveTo", "w:smartTag")))
_APART = ("footnotes", "endnotes", "comments")


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    archives.check(content, limits)
    try:
        return _Reader(docx.Document(BytesIO(content))).read()
    except UnreadableError:
        raise
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise UnreadableError(
            "the file looks like a Word document but is damaged. Open it in Word and save it again"
        ) from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document, self.weaver = document, Weaver("docx")
        styles = [style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
        self.styles = {style.style_id: (style.name or "").casefold() for style in styles}
        self.paragraphs = self.tables = 0
        self.gap = True

    def read(self) -> Document:
        self._margins("header")
        self._blocks(self.document.element.body)
        self._margins("footer")
        self._apart()
        return self.weaver.document()

    def _blocks(self, parent: Any) -> None:
        for element in _children(parent):
            if element.tag == _TABLE:
                self.tables += 1
                read_table(self._table(element, f"table {self.tables}"), self.weaver)
                self.gap = True
            else:
                self.paragraphs += 1
                for piece in self._paragraph(element, f"paragraph {self.paragraphs}"):
                    self.weaver.text(piece)

    def _paragraph(self, element: Any, place: str) -> Iterator[Source]:
        """The lines of a paragraph, several where it is broken by hand; then those of the text boxes in it."""
        style = self._style(element)
        found = _HEADING.search(style)
        level = int(found[1] or 1) if found else 0
        bullet = style.startswith(_LIST) or element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        parts = [part for part in _BREAK.split(_text(element)) if part.strip()]
        self.gap = self.gap or not parts or bool(found)
        for number, part in enumerate(parts, 1):
            end = "\n" if bullet or number < len(parts) else "\n\n"
            first = bullet and number == 1
            yield self.weaver.number(part, place=place, gap=self.gap, level=level, bullet=first, end=end)
            self.gap = False
        for box in _boxes(element):
            for inner in _children(box):
                if inner.tag == _PARAGRAPH:
                    yield from self._paragraph(inner, f"{place}, text box")

    def _style(self, element: Any) -> str:
        """The name of a paragraph's style, as Word calls it in English, in small letters."""
        found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.styles.get(found.get(qn("w:val")), "") if found is not None else ""

    def _table(self, element: Any, place: str) -> Table:
        rows: list[list[Cell]] = []
        for number, row in enumerate(_within(element, _ROW), 1):
            cells: list[Cell] = [Cell() for _ in range(_value(row, "w:trPr/w:gridBefore"))]
            for cell in _within(row, _CELL):
                column = len(cells)
                where = f"{place}, row {number}, column {column + 1}"
                made = self._merged(cell, rows, column) or Cell(list(self._cell(cell, where)))
                made.columns = max(1, _value(cell, "w:tcPr/w:gridSpan"))
                cells += [made] * made.columns
            rows.append(cells)
        return evened(rows)

    def _merged(self, cell: Any, rows: list[list[Cell]], column: int) -> Cell | None:
        """The cell above that this one goes on."""
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is None or merge.get(qn("w:val")) == "restart" or not rows or column >= len(rows[-1]):
            return None
        above = rows[-1][column]
        above.rows += 1
        return above

    def _cell(self, cell: Any, place: str) -> Iterator[Source]:
        self.gap = False
        for element in _children(cell):
            if element.tag == _PARAGRAPH:
                yield from self._paragraph(element, place)
                continue
            for row in self._table(element, place).rows:
                for inner in row:
                    yield from inner.lines
                    inner.lines = []

    def _margins(self, which: str) -> None:
        """The running headers and footers: text of the document, but not of its programme."""
        seen: set[str] = set()
        for section in self.document.sections:
            for element in getattr(section, which)._element.iter(_PARAGRAPH):
                text = " ".join(_text(element).split())
                if text and text not in seen:
                    seen.add(text)
                    self.weaver.mark(self.weaver.number(text, place=which), Furniture())

    def _apart(self) -> None:
        """Footnotes and comments, which are kept in parts of their own."""
        for part in self.document.part.package.iter_parts():
            name = str(part.partname).rpartition("/")[2].removesuffix(".xml")
            if name not in _APART:
                continue
            root = part.element if hasattr(part, "element") else parse_xml(part.blob)
            for element in root.iter(_PARAGRAPH):
                if text := " ".join(_text(element).split()):
                    self.weaver.mark(self.weaver.number(text, place=name), Furniture())


def _children(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables in an element, those in content controls and insertions too."""
    for element in parent:
        if element.tag in (_PARAGRAPH, _TABLE):
            yield element
        elif element.tag in _INSIDE:
            yield from _children(element)


def _within(parent: Any, tag: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _INSIDE:
            yield from _within(element, tag)


def _text(element: Any) -> str:
    """The text as it shows, with tabs and line breaks."""
    parts = []
    for child in element:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _BREAKS and child.getparent().tag != qn("w:tabs"):
            parts.append(_BREAKS[child.tag])
        elif child.tag not in _GONE and isinstance(child.tag, str):
            parts.append(_text(child))
    return "".join(parts)


def _boxes(element: Any) -> Iterator[Any]:
    for box in element.iter(_BOX):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield box


def _value(element: Any, path: str) -> int:
    found = element.find("/".join(map(qn, path.split("/"))))
    text = found.get(qn("w:val"), "") if found is not None else ""
    return min(int(text), 100) if text.isdecimal() else 0
