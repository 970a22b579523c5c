"""A list in the house style, .csv or .xlsx: the columns that we write, a row an item."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from datetime import date
from typing import cast, get_args

from programme import house_style as style
from programme.house_people import read_person
from programme.links import LinkError, read_links
from programme.model import KINDS, PanelState, Role
from programme.reading.dates import read_date
from programme.reading.documents import Document
from programme.reading.formats.delimited import read_rows
from programme.reading.house_items import Found, Item, Part, when_of
from programme.reading.text import Source, flat
from programme.reading.values import NOT_UNDERSTOOD, Note

_PLACE = re.compile(r"(?:.*!)?([A-Z]{1,2})(\d+)")
_ROLES = {labels[0].casefold(): role for role, labels in style.ROLES.items()}
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
class ListReader(Found):
    """Goes through the rows; the cells of one are known by their places."""

    rows: dict[int, dict[str, list[int]]] = field(default_factory=dict)

    def read(self) -> None:
        for place, piece in enumerate(self.document.pieces):
            found = _PLACE.fullmatch(piece.place)
            column = _column(found[1]) if found else ""
            self.uses[place] = "label" if place < len(style.COLUMNS) else _USES.get(column, NOT_UNDERSTOOD)
            if found and column and place >= len(style.COLUMNS):
                self.rows.setdefault(int(found[2]), {}).setdefault(column, []).append(place)
        for _, cells in sorted(self.rows.items()):
            self._row(cells)

    def _row(self, cells: dict[str, list[int]]) -> None:
        day = self._day(cells)
        if zone := self._text(cells, "Time zone"):
            self.head.setdefault("Time zone", zone)
        title = self._text(cells, "Title")
        if not title:
            for column in cells.keys() - {"Date", "Theme", "Time zone"}:
                self.uses |= dict.fromkeys(cells[column], NOT_UNDERSTOOD)
            return
        item = Item(cells["Title"][0], title, number=self._text(cells, "Number"))
        item.room, item.track = self._text(cells, "Room"), self._text(cells, "Track")
        item.language = self._text(cells, "Language")
        prose = self._pieces(cells, "Abstract")
        item.prose = [piece._replace(written=style.unguard(piece.written)) for piece in prose[:1]] + prose[1:]
        self._settled(item, cells)
        self._hours(item, cells, day)
        self._people(item, cells)
        self._links(item, cells)
        self.items.append(item)
        self.owners |= {place: item for places in cells.values() for place in places}

    def _pieces(self, cells: dict[str, list[int]], column: str) -> list[Source]:
        return [self.document.pieces[place] for place in cells.get(column, [])]

    def _text(self, cells: dict[str, list[int]], column: str) -> str:
        return style.unguard(" ".join(piece.written for piece in self._pieces(cells, column)))

    def _day(self, cells: dict[str, list[int]]) -> date | None:
        written = self._text(cells, "Date")
        if not written:
            return None
        found = read_date(flat(written), 0)
        day = found.resolved if found and not found.swapped else None
        if day is None:
            self.uses |= dict.fromkeys(cells["Date"], NOT_UNDERSTOOD)
            line = self._pieces(cells, "Date")[0].number
            message = f"The date on line {line}, “{written}”, is none or can be read in two ways; it was left empty."
            self.notes.append(Note("ambiguous-date", "warning", message, (line,)))
            return None
        self.days[day] = self.days.get(day) or self._text(cells, "Theme")
        return day

    def _settled(self, item: Item, cells: dict[str, list[int]]) -> None:
        """The kind and the state, as one of the words for them."""
        kind, state = self._text(cells, "Kind").casefold(), self._text(cells, "State").casefold()
        item.kind = next((known for known in KINDS if known == kind), None)
        if kind and item.kind is None:
            self.uses |= dict.fromkeys(cells["Kind"], NOT_UNDERSTOOD)
        if state in get_args(PanelState):
            item.state = cast(PanelState, state)
        elif state:
            self.uses |= dict.fromkeys(cells["State"], NOT_UNDERSTOOD)

    def _hours(self, item: Item, cells: dict[str, list[int]], day: date | None) -> None:
        start, end = _clock(self._text(cells, "Start")), _clock(self._text(cells, "End"))
        hours = style.read_hours(f"{start} – {end}" if end else start) if start else style.Hours()
        if hours is None:
            self.uses |= dict.fromkeys([*cells.get("Start", []), *cells.get("End", [])], NOT_UNDERSTOOD)
        item.when = when_of(hours or style.Hours(), day)

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

    def _links(self, item: Item, cells: dict[str, list[int]]) -> None:
        for place in cells.get("Links", []):
            try:
                item.links += read_links(self.document.pieces[place].written)
            except LinkError:
                self.uses[place] = NOT_UNDERSTOOD


def _column(letters: str) -> str:
    place = ord(letters) - ord("A") if len(letters) == 1 else len(style.COLUMNS)
    return style.COLUMNS[place] if place < len(style.COLUMNS) else ""


def _clock(text: str) -> str:
    """“9:05:00” as “09:05”; what stands behind it stays."""
    found = re.match(r"(\d{1,2}):(\d\d)(?::00)?(?=$|\s)", text)
    return f"{int(found[1]):02}:{found[2]}{text[found.end() :]}" if found else text
