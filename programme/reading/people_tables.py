"""A table of the people of one item, with columns such as name, organisation and role, below the item's heading."""

from __future__ import annotations

from collections.abc import Sequence

from programme.model import Role
from programme.reading.lists import note_column
from programme.reading.marks import Field
from programme.reading.roles import is_placeholder, role_of
from programme.reading.splitting import BARE, split_line
from programme.reading.tables import LONGEST_COLUMN, Cell, Column, Table, filled, read_column
from programme.reading.text import Source
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE
from programme.reading.weaving import Weaver, with_gap

_OF_PEOPLE = frozenset({"person", "billing", "private", ""})
_LONGEST_HEADING = 4  # words: “List of all speakers”
_MOST = 0.6  # of the cells below a heading that must hold people


def people_columns(table: Table) -> list[Column] | None:
    """The columns of a table of people: the first row is their headings; None where it is another table."""
    if len(table.rows) < 2 or len(filled(table.rows[0])) < 2:
        return None
    texts = [cell.text for cell in table.rows[0]]
    if any(len(text) > LONGEST_COLUMN for text in texts):
        return None
    columns = [read_column(text) if text else Column("") for text in texts]
    uses = [column.use for column in columns]
    if not _OF_PEOPLE.issuperset(uses) or uses.count("person") != 1 or "billing" not in uses:
        return None
    names = [row[uses.index("person")] for row in table.rows[1:] if not is_ruler(row)]
    names = [cell for cell in names if cell]
    named = sum(_is_name(cell) or is_placeholder(cell.text) for cell in names)
    return columns if names and named >= len(names) * _MOST else None


def read_people_table(table: Table, columns: Sequence[Column], weaver: Weaver) -> None:
    """Puts each row as one person, what stands in the other columns as the words after the name, or as the role."""
    for place, (cell, column) in enumerate(zip(table.rows[0], columns)):
        for line in cell.lines:
            weaver.mark(with_gap(line, not place), Field("label"))
        if cell and column.use in ("", "private"):
            weaver.notes.append(note_column(column, cell.lines[0].number))
    for row in table.rows[1:]:
        if is_ruler(row):
            weaver.mark(filled(row)[0].lines[0], Field("ornament"))
        else:
            _read_row(row, columns, weaver)


def is_of_all(pieces: Sequence[Source]) -> bool:
    """Whether a table below these pieces is of everybody who speaks, under a heading that is no item's own part."""
    places = [place for place, piece in enumerate(pieces) if piece.level]
    if not places:
        return False
    last = pieces[places[-1]]
    words = last.flat.split()
    named = len(words) <= _LONGEST_HEADING and any(role_of(word.strip(":")) for word in words)
    if not named or any(map(str.isdecimal, last.flat)):
        return False
    return any(pieces[place].level >= last.level and pieces[place].flat != last.flat for place in places[:-1])


def is_ruler(row: Sequence[Cell]) -> bool:
    """Whether the row only rules off what is above it."""
    cells = filled(row)
    return len(cells) == 1 and not any(map(str.isalnum, cells[0].flat))


def _is_name(cell: Cell) -> bool:
    split = split_line(cell.text, cell.flat)
    return split is not None and split.separator == BARE


def _read_row(row: Sequence[Cell], columns: Sequence[Column], weaver: Weaver) -> None:
    name = next((cell for cell, column in zip(row, columns) if column.use == "person"), Cell())
    role: Role | None = None
    said: list[tuple[Source, str]] = []
    billing: list[str] = []
    for cell, column in zip(row, columns):
        told = role_of(cell.text) if column.use == "billing" and not cell.text.isupper() else None  # MIT is no “mit”
        role = role or (told[0] if told else None)
        billing += [cell.text] if cell and column.use == "billing" and not told else []
        use = {"": NOT_UNDERSTOOD, "private": OUTSIDE, "billing": "label" if told else "person-billing"}.get(column.use)
        said += [(line, use) for line in cell.lines if use]
    for line in name.lines[:1]:
        exact = _is_name(name)
        mark = Field("person", role or "speaker", exact, name=name.text, billing=", ".join(billing) if exact else "")
        weaver.mark(line, mark)
    for line in name.lines[1:]:
        weaver.mark(line, Field("person-billing"))
    for line, use in said:
        weaver.mark(line, Field(use if name else NOT_UNDERSTOOD))
