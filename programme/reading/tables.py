"""Tables: a list with a heading for each column, rooms across and times down, or a table that only lays text out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from programme.model import Role
from programme.reading.columns import (
    ASKED_FOR,
    ASKS_WHO,
    COLUMNS,
    PEOPLE_COLUMNS,
    PRIVATE_PHRASES,
    PRIVATE_WORDS,
)
from programme.reading.text import Source, flat
from programme.reading.times import read_zone

HEADER_WITHIN = 15  # rows
LONGEST_COLUMN = 60  # characters of a column's heading
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_GENDERED = re.compile(r"(?:[·.*:/_-](?:e|in|innen|r|ne|rice|a|s))+$")
_COUNT = re.compile(r"[\s_#.]*\d+$")
_PARTS = re.compile(r"\s*(?:/|&|\+|,|;|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_WHEN = frozenset({"time", "start", "date"})
_WHAT = frozenset({"title", "session"})


@dataclass
class Cell:
    """The lines of a cell that are not blank; in a merged cell, `rows` and `columns` say how far it reaches."""

    lines: list[Source] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    lost: bool = False  # something stands here that cannot be read

    @property
    def text(self) -> str:
        return " ".join(line.written for line in self.lines)

    @property
    def flat(self) -> str:
        return " ".join(line.flat for line in self.lines)

    def __bool__(self) -> bool:
        return bool(self.lines)


@dataclass
class Table:
    """Rows of equal length. A merged cell stands in all places that it covers, as the same object."""

    rows: list[list[Cell]]

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column: one of the words in `columns.COLUMNS`, "person" with a role, or empty for unknown."""

    use: str
    role: Role = "speaker"
    heading: str = ""
    zone: str = ""


def evened(rows: Sequence[list[Cell]]) -> Table:
    """The table with empty cells where rows are shorter than the longest."""
    width = max(map(len, rows), default=0)
    return Table([[*row, *(Cell() for _ in range(width - len(row)))] for row in rows])


def filled(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row with something in them, each once."""
    return list({id(cell): cell for cell in row if cell}.values())


@lru_cache(maxsize=1024)
def read_column(text: str) -> Column:
    """What the heading of a column says."""
    if is_private(text):
        return Column("private", heading=text)
    zone = next((zone for aside in _ASIDE.findall(text) if (zone := read_zone(flat(aside).strip()))), "")
    low = " ".join(flat(_ASIDE.sub("", text)).casefold().replace("_", " ").split()).strip(" :.*#?")
    for name in (low, _COUNT.sub("", low), low.removesuffix("s"), _GENDERED.sub("", low)):
        if name in PEOPLE_COLUMNS:
            return Column("person", PEOPLE_COLUMNS[name], text, zone)
        if name in COLUMNS:
            return Column(COLUMNS[name], heading=text, zone=zone)
    parts = [part for part in _PARTS.split(low) if part]
    known = [read_column(part) for part in parts] if len(parts) > 1 else []
    if known and all(column.use for column in known):
        first = min(known, key=lambda column: column.use not in ("title", "session", "person", "time"))
        return Column(first.use, first.role, text, zone)
    role = _asked_for(low)
    return Column("person" if role else "", role or "speaker", text)


def is_private(text: str) -> bool:
    """Whether the heading of a column says that it is for the organisers only."""
    low = " ".join(_WORD.findall(flat(text).casefold()))
    return not PRIVATE_WORDS.isdisjoint(low.split()) or any(phrase in low for phrase in PRIVATE_PHRASES)


def _asked_for(low: str) -> Role | None:
    """The role that a question such as “Who is talking” asks for."""
    first, *rest = low.split() or [""]
    if first not in ASKS_WHO:
        return None
    return next((role for word in rest for verb, role in ASKED_FOR.items() if word.startswith(verb)), None)


def read_columns(row: Sequence[Cell]) -> list[Column] | None:
    """The columns of a list, where the row is their headings: most are known, of them a time or date and a title."""
    texts = [cell.text for cell in row]
    if sum(bool(text) for text in texts) < 2 or any(len(text) > LONGEST_COLUMN for text in texts):
        return None
    columns = [read_column(text) if text else Column("") for text in texts]
    known = {column.use for column in columns if column.use}
    count = sum(bool(column.use) for column in columns)
    enough = count * 2 >= sum(bool(text) for text in texts)
    if not enough or not (known & _WHAT and (known & _WHEN or len(known) >= 3)):
        return None
    return _told_apart(columns)


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """The columns, where one is the title: beside a column of titles, “Session” holds labels; else it holds titles."""
    uses = [column.use for column in columns]
    titled = "title" in uses
    found: list[Column] = []
    for column in columns:
        use = column.use
        if use == "session":
            use = "label" if titled else "title"
            titled = True
        elif use == "title" and any(other.use == "title" for other in found):
            use = "subtitle"
        found.append(Column(use, column.role, column.heading, column.zone))
    return found


def find_header(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The place of the row with the columns' headings."""
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        if read_columns(row):
            return place
    return None


def as_lines(row: Sequence[Cell]) -> Iterator[Source]:
    """The lines of a row, cell by cell, for a table that only lays text out."""
    for cell in filled(row):
        yield from cell.lines
