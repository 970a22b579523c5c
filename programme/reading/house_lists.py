"""A list in the house style, .csv or .xlsx: the columns that we write, a row an item."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from programme import house_style as style
from programme.house_people import read_person
from programme.model import KINDS, PANEL_STATES, Role
from programme.reading.dates import read_date
from programme.reading.documents import Document
from programme.reading.formats.delimited import column_name, read_rows
from programme.reading.head import is_zone
from programme.reading.house_items import Found, Item, Part, when_of
from programme.reading.languages import language_of
from programme.reading.text import Source, flat
from programme.reading.values import NOT_UNDERSTOOD, Note
from programme.silence import DAYS, PANELS

_PLACE = re.compile(r"(?P<sheet>.*!)?(?P<column>[A-Z]{1,2})(?P<row>\d+)")
_ROLES = {labels[0].casefold(): role for role, labels in style.ROLES.items()}
_FIELDS = {
    "Date": "when", "Start": "when", "End": "when", "Kind": "kind", "Number": "number", "Room": "room",
    "Track": "track", "Language": "language", "State": "state", "People": "people", "Abstract": "abstract",
    "Links": "links",
}  # fmt: skip
_UNWORKED = (
    "its formula was never worked out, or gives an error. Open the sheet in Excel and save it, or write what it means"
)
_OF_THE_DAY = {"Date", "Theme", "Time zone"}  # a row of nothing else has no item
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")  # what a formula gives that cannot be worked out
_USES = {
    "Date": "date", "Start": "time", "End": "time", "Kind": "label", "Number": "label", "Title": "heading",
    "Room": "room", "Track": "track", "Language": "language", "State": "status", "People": "person",
    "Abstract": "abstract", "Links": "link", "Theme": "day", "Time zone": "zone",
}  # fmt: skip


def is_list(document: Document) -> bool:
    """Whether the first row has the columns of the house style, in their order."""
    first = document.pieces[: len(style.COLUMNS)]
    return tuple(piece.written for piece in first) == style.COLUMNS and all(piece.place for piece in first)


def cut_list(text: str) -> Document | None:
    """The cells of a text that is a list in the house style; None for any other."""
    lines = text.splitlines(keepends=True)
    for delimiter in ",;":
        if not lines or lines[0].strip() != delimiter.join(style.COLUMNS):
            continue
        try:
            rows = list(read_rows([line.rstrip("\r\n") for line in lines], delimiter, 1))
        except csv.Error:
            return None
        return Document([line for row in rows for cell in row for line in cell.lines], format="csv")
    return None


@dataclass
class Row:
    """The places of a row's cells, by column; `lost`: of those that nobody can read, none where only a formula stands.

    `unread`: the fields of which it says something that cannot be read.
    """

    sheet: str
    number: int
    cells: dict[str, list[int]] = field(default_factory=dict)
    lost: dict[str, list[int]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def cell(self, column: str) -> str:
        return f"{self.sheet}{column_name(style.COLUMNS.index(column))}{self.number}"

    @property
    def places(self) -> list[int]:
        return sorted(place for cells in (self.cells, self.lost) for places in cells.values() for place in places)


@dataclass
class ListReader(Found):
    """Goes through the rows; the cells of one are known by their places.

    A cell that cannot be read says nothing of its field, and a row without a title nothing of its panel: what was
    known of them stays.
    """

    rows: dict[int, Row] = field(default_factory=dict)
    zones: dict[str, Row] = field(default_factory=dict)  # as written, each with the first row that says so

    def read(self) -> None:
        heading = len(style.COLUMNS)
        for place, piece in enumerate(self.document.pieces):
            row, column = self._cell(piece.place)
            self.uses[place] = "label" if place < heading else _USES.get(column, NOT_UNDERSTOOD)
            if row and column and place >= heading:
                cells = row.lost if _ERROR.fullmatch(piece.written) else row.cells
                cells.setdefault(column, []).append(place)
        for where in self.document.lost:
            row, column = self._cell(where)
            if row and column:
                row.lost.setdefault(column, [])
        for _, row in sorted(self.rows.items()):
            self._row(row)
        self._zone()

    def _cell(self, where: str) -> tuple[Row | None, str]:
        """The row that a cell is in, None for one of another sheet; and its column, empty for one that is not ours."""
        found, first = _PLACE.fullmatch(where), _PLACE.fullmatch(self.document.pieces[0].place)
        if not found or not first or found["sheet"] != first["sheet"]:
            return None, ""
        number = int(found["row"])
        return self.rows.setdefault(number, Row(found["sheet"] or "", number)), _column(found["column"])

    def _row(self, row: Row) -> None:
        cells, title = row.cells, self._text(row.cells, "Title")
        for column in row.lost:
            self._unread(row, column, _UNWORKED)
        day = self._day(row)
        if zone := self._text(cells, "Time zone"):
            self.zones.setdefault(zone, row)
        if not title:
            if (cells.keys() | row.lost.keys()) - _OF_THE_DAY:
                self._untitled(row)
            return
        item = Item(cells["Title"][0], title, number=self._text(cells, "Number"), unread=row.unread)
        item.room, item.track = self._text(cells, "Room"), self._text(cells, "Track")
        item.language = language_of(said := self._text(cells, "Language"))
        if said and not item.language:
            self._unread(row, "Language", f"“{said}” is no language; write its code, as in fr or pt-BR")
        prose = self._pieces(cells, "Abstract")
        item.prose = [piece._replace(written=style.unguard(piece.written)) for piece in prose[:1]] + prose[1:]
        self._settled(item, row)
        self._hours(item, row, day)
        self._people(item, cells)
        self._links(item, row)
        self.items.append(item)
        self.owners |= dict.fromkeys(row.places, item)

    def _pieces(self, cells: dict[str, list[int]], column: str) -> list[Source]:
        return [self.document.pieces[place] for place in cells.get(column, [])]

    def _text(self, cells: dict[str, list[int]], column: str) -> str:
        return style.unguard(" ".join(piece.written for piece in self._pieces(cells, column)))

    def _unread(self, row: Row, column: str, problem: str) -> None:
        """Notes that a cell says nothing. The problem names what stands in it."""
        row.unread += [_FIELDS[column]] if column in _FIELDS else []
        self.silent += (DAYS,) if column in ("Date", "Theme") else ()
        message = f"Cell {row.cell(column)} ({column}) cannot be read: {problem}. What was there before is kept."
        self._note(row, "unread-cell", message, row.cells.get(column) or row.lost.get(column) or [])

    def _note(self, row: Row, code: str, message: str, places: Sequence[int]) -> None:
        self.uses |= dict.fromkeys(places, NOT_UNDERSTOOD)
        self.said |= set(places)
        lines = tuple(dict.fromkeys(self.document.pieces[place].number for place in places or row.places[:1]))
        self.notes.append(Note(code, "warning", message, lines))

    def _untitled(self, row: Row) -> None:
        where = f"Row {row.sheet.replace('!', ', ')}{row.number}"
        message = (
            f"{where} has no title that can be read: its panel stays as it is, and so does every other that is missing "
            "from the sheet. Write the title, or delete the row to cancel its panel."
        )
        columns = [column for column in row.cells if column not in _OF_THE_DAY]
        self._note(row, "no-title", message, [place for column in columns for place in row.cells[column]])
        self.silent += (PANELS,)

    def _zone(self) -> None:
        """The first zone that is one counts."""
        known = next(filter(is_zone, self.zones), "")
        self.head["Time zone"] = known or next(iter(self.zones), "")
        for zone, row in self.zones.items():
            if zone == known:
                continue
            problem = "is another one than above" if is_zone(zone) else "is none that is known"
            kept = f"{known} was kept" if known else "it was left out"
            message = f"Cell {row.cell('Time zone')}: the time zone “{zone}” {problem}; {kept}. An event has one zone."
            code = "zone-differs" if is_zone(zone) else "unknown-zone"
            self._note(row, code, message, row.cells["Time zone"])

    def _day(self, row: Row) -> date | None:
        written = self._text(row.cells, "Date")
        found = read_date(flat(written), 0) if written else None
        day = found.resolved if found and not found.swapped else None
        if day:
            self.days[day] = self.days.get(day) or self._text(row.cells, "Theme")
        elif written:
            self._unread(row, "Date", f"“{written}” is no date, or can be two; write it as in 2021-05-19")
        return day

    def _settled(self, item: Item, row: Row) -> None:
        """The kind and the state, as one of the words for them."""
        kind, state = self._text(row.cells, "Kind").casefold(), self._text(row.cells, "State").casefold()
        item.kind = next((known for known in KINDS if known == kind), None)
        if kind and item.kind is None:
            self._unread(row, "Kind", f"“{kind}” is none of {', '.join(KINDS)}")
        if state in PANEL_STATES:
            item.state = state
        elif state:
            self._unread(row, "State", f"“{state}” is none of {', '.join(PANEL_STATES)}")

    def _hours(self, item: Item, row: Row, day: date | None) -> None:
        start, end = (_clock(self._text(row.cells, column)) for column in ("Start", "End"))
        hours = style.read_hours(f"{start} – {end}" if end else start) if start else style.Hours()
        item.when = when_of(hours or style.Hours(), day)
        if hours is None:
            column = "End" if style.read_hours(start) and not style.read_hours(f"00:00 – {end}") else "Start"
            written = self._text(row.cells, column)
            self._unread(row, column, f"“{written}” is no time of a day; write it as in 09:30")
        elif hours.end and item.when.end is None:
            self._unread(row, "End", f"“{end}” is not after the start; write the next day’s as in “01:00 the next day”")

    def _people(self, item: Item, cells: dict[str, list[int]]) -> None:
        for number, place in enumerate(cells.get("People", [])):
            piece = self.document.pieces[place]
            text = piece.written if number else style.unguard(piece.written)
            label, _, rest = text.partition(":")
            role: Role | None = _ROLES.get(label.strip().casefold())
            if label == "Paper" and item.people:
                item.people[-1].paper = style.unescape(rest.strip())
            else:
                named = read_person(rest.strip() if role else text)
                item.people.append(Part(named, role or "speaker", piece.number))

    def _links(self, item: Item, row: Row) -> None:
        for piece in self._pieces(row.cells, "Links"):
            links = style.read_link(piece.written)
            item.links += links or ()
            if links is None:
                self._unread(row, "Links", f"“{piece.written}” holds no address; write one a line, as in https://…")


def _column(letters: str) -> str:
    place = ord(letters) - ord("A") if len(letters) == 1 else len(style.COLUMNS)
    return style.COLUMNS[place] if place < len(style.COLUMNS) else ""


def _clock(text: str) -> str:
    """“9:05:00” as “09:05”; what stands behind it stays."""
    found = re.match(r"(\d{1,2}):(\d\d)(?::00)?(?=$|\s)", text)
    return f"{int(found[1]):02}:{found[2]}{text[found.end() :]}" if found else text
