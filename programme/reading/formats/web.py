"""HTML: a saved page or a part of one. Its headings, lists, tables, times and schema.org data are used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from programme.reading.dates import read_date
from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import cards, linked_data
from programme.reading.formats.time_elements import moment_of
from programme.reading.grids import read_table
from programme.reading.lines import is_generic
from programme.reading.marks import Field, Furniture, Mark
from programme.reading.tables import Cell, evened
from programme.reading.text import Source, flat
from programme.reading.values import Options
from programme.reading.weaving import Weaver

_BLOCKS = frozenset(cards.HEADINGS) | {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_UNSEEN = frozenset(["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "head"])
_FURNITURE = frozenset(["nav", "button", "select", "option", "input", "textarea"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_COLUMNS = re.compile(f" *{cards.COLUMN}[ {cards.COLUMN}]*")
_ROWS_IN = frozenset(("thead", "tbody", "tfoot"))
_LINKED_DATA = "application/ld+json"
DEEPEST = 400  # elements within one another


def take_apart(text: str, options: Options) -> Document:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(
            "the page has no text in it. Save it again from the browser, as a complete page"
        ) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableError(
            "the page's elements stand too deep in one another to be read. Copy the programme out of the page as "
            "text, or save the page as PDF"
        )
    return _Page(root).read(options)


class _Page:
    def __init__(self, root: Any) -> None:
        self.root, self.weaver = root, Weaver("html")
        self.line: list[str] = []
        self.gap = True
        self.level, self.bullet, self.furniture = 0, False, False
        self.found: list[Source] | None = None  # the lines of the cell or card that is read
        self.told: dict[int, Mark] = {}  # what the elements say of lines, by their numbers
        self.person = ""  # what the next line says of one person, in a box of theirs
        self.sessions = cards.find_sessions(root)
        self.people = cards.find_people(root, self.sessions)
        self.last = cards.find_end(root, self.sessions)  # the heading below which nothing is of the programme
        self.past = False
        self.title = ""

    def read(self, options: Options) -> Document:
        self._titles()
        self._data(options)
        body = self.root.find("body")
        self._walk(body if body is not None else self.root, 0)
        self._end()
        return self.weaver.document()

    def _data(self, options: Options) -> None:
        """What the page says for machines; where that is the whole programme, the text around it is left out."""
        scripts = [script.text or "" for script in self.root.iter("script") if script.get("type") == _LINKED_DATA]
        event = linked_data.find_event(scripts)
        if event is None:
            return
        sessions = linked_data.sessions_of(event, options)
        if len(sessions) >= linked_data.FEWEST:
            linked_data.weave(event, sessions, self.weaver)
            self.furniture = True
        else:
            linked_data.tell_event(event, self.weaver)

    def _titles(self) -> None:
        """The page's title; the event's too, where the page has just one heading of the first level."""
        for element in self.root.iter("title"):
            if text := _smooth("".join(element.itertext())):
                self.weaver.mark(self.weaver.number(text, place="title"), Furniture())
        first = [text for element in self.root.iter("h1") if (text := _smooth("".join(element.itertext())))]
        if len(first) == 1 and not is_generic(first[0]) and not read_date(flat(first[0]), 0):
            self.title = first[0]

    def _walk(self, element: Any, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _UNSEEN or depth > DEEPEST:
            return
        before = self.furniture
        self.past = self.past or element is self.last
        self.furniture = before or self.past or tag in _FURNITURE or _is_hidden(element)
        if tag == "br":
            self._end("\n")
        elif tag == "table" and self.found is None and not self._nests(element):
            self._end()
            self._table(element, depth)
        elif tag == "time" and (said := moment_of(element)):
            self.line.append(said)
        elif element in self.sessions and self.found is None and not self.furniture:
            self._session(element, tag, depth)
        elif tag in _BLOCKS:
            self._block(element, tag, depth)
        else:
            apart = tag == "span" and element.get("class") and "cap" not in element.get("class")
            self.line.append(" " if apart else "")  # what is styled by itself stands apart
            self._inside(element, depth)
            self.line.append(" " if apart else "")
        self.furniture = before

    def _inside(self, element: Any, depth: int) -> None:
        verbatim = element.tag == "pre"
        apart = not verbatim and cards.are_columns(element)
        self._say(element.text, verbatim)
        for child in element:
            if apart and (before := child.getprevious()) is not None:
                self.line.append(cards.joint(before, child))
            self._walk(child, depth + 1)
            if child.getprevious() is None and element in self.people:
                self.line.append(cards.COLUMN)  # after the name
            self._say(child.tail, verbatim)

    def _say(self, text: str | None, verbatim: bool = False) -> None:
        if not text:
            return
        if verbatim:
            for part in text.splitlines(keepends=True):
                self.line.append(part.rstrip("\r\n"))
                if part.endswith(("\n", "\r")):
                    self._end("\n")
        else:
            self.line.append(text)

    def _block(self, element: Any, tag: str, depth: int) -> None:
        self._end()
        level, bullet = self.level, self.bullet
        self.level, self.bullet = cards.HEADINGS.get(tag, self.level), tag == "li"
        if tag in cards.HEADINGS or tag in ("section", "article", "hr", "ul", "ol", "dl"):
            self.gap = True
        self.person = "person" if element in self.people else ""
        self._inside(element, depth)
        self._end("\n" if tag == "li" else "\n\n")
        self.person = ""
        self.level, self.bullet = level, bullet
        if tag in ("section", "article", "ul", "ol", "dl"):
            self.gap = True

    def _session(self, element: Any, tag: str, depth: int) -> None:
        """A card of one session: its title is the heading in it, wherever time and room stand."""
        self._end()
        self.found, self.gap = [], True
        self._block(element, tag, depth)
        self._end()
        lines, self.found = self.found, None
        read = cards.read_session([line for line in lines if line.number not in self.told])
        own = read[1] if read else []
        if read:
            self.weaver.item(*read)
        taken = {line.number for line, _ in own}
        for line in lines:
            if line.number not in taken:
                self._put(line)
        self.gap = True

    def _put(self, piece: Source) -> None:
        if mark := self.told.get(piece.number):
            self.weaver.mark(piece, mark)
        else:
            self.weaver.text(piece)

    def _tell(self, piece: Source) -> None:
        """Keeps what the elements around a line say of it."""
        if self.furniture or self.past:
            self.told[piece.number] = Furniture()
        elif self.person:
            self.told[piece.number] = Field(self.person)
            self.person = "billing"

    def _end(self, end: str = "\n\n") -> None:
        """Puts the line so far."""
        text = _smooth("".join(self.line))
        self.line = []
        if not text.strip("\u00a0 "):
            return
        place = f"line {self.weaver.count + 1}"
        piece = self.weaver.number(text, place=place, gap=self.gap, level=self.level, bullet=self.bullet, end=end)
        self.gap = self.bullet = False
        if text == self.title and self.level == 1 and not self.furniture:
            self.weaver.head.title = text
            self.weaver.told(piece, "title")
            return
        self._tell(piece)
        if self.found is not None:
            self.found.append(piece)
        else:
            self._put(piece)

    def _nests(self, table: Any) -> bool:
        """Whether it is a table that only lays a page out, with others in it."""
        return next(table.iterdescendants("table"), None) is not None

    def _table(self, element: Any, depth: int) -> None:
        made = evened(self._rows(element, depth))
        if self.furniture or self.past:
            for row in made.rows:
                for cell in row:
                    for line in cell.lines:
                        self.weaver.mark(line, Furniture())
                    cell.lines = []
        else:
            read_table(made, self.weaver)
        self.gap = True

    def _rows(self, table: Any, depth: int) -> list[list[Cell]]:
        """The rows with what spans several of them in each."""
        rows: list[list[Cell]] = []
        below: dict[int, tuple[Cell, int]] = {}  # by column: the cell that reaches down, and for how many rows yet
        for row in _rows_of(table):
            cells: list[Cell] = []
            for element in row:
                if element.tag not in ("td", "th"):
                    continue
                _take_down(cells, below)
                cell = Cell(self._lines(element, depth), _span(element, "rowspan"), _span(element, "colspan"))
                for _ in range(cell.columns):
                    if cell.rows > 1:
                        below[len(cells)] = cell, cell.rows - 1
                    cells.append(cell)
            _take_down(cells, below)
            rows.append(cells)
        return rows

    def _lines(self, cell: Any, depth: int) -> list[Source]:
        self.found, self.gap = [], False
        self._inside(cell, depth)
        self._end()
        lines, self.found = self.found, None
        return lines


def _take_down(cells: list[Cell], below: dict[int, tuple[Cell, int]]) -> None:
    """Puts the cells that reach down into this row at its next place."""
    while len(cells) in below:
        cell, left = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = cell, left - 1
        cells.append(cell)


def _rows_of(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in _ROWS_IN:
            yield from (row for row in element if row.tag == "tr")


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), 200) if text.isdecimal() else 1


def _smooth(text: str) -> str:
    text = _SPACE.sub(" ", text).strip(f" {cards.COLUMN}")
    return _COLUMNS.sub("   ", text) if cards.COLUMN in text else text


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").casefold()
    role = element.get("role") or ""
    return (
        "display:none" in style
        or element.get("hidden") is not None
        or role in ("navigation", "search")
        or cards.is_page_footer(element)
    )
