"""What the columns of a list are that has no headings: told by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from programme.reading.cells import read_day_cell
from programme.reading.headings import is_room
from programme.reading.matrices import read_span_cell
from programme.reading.roles import is_placeholder, read_role
from programme.reading.several import holds_person
from programme.reading.tables import Cell, Column, filled

_MOST = 0.7  # of the cells in a column that are not empty
_FEWEST = 3  # rows and columns
_LONG = 90  # characters from which on a text is rather an abstract than a title


def infer_columns(rows: Sequence[Sequence[Cell]]) -> list[Column] | None:
    """The columns, where a time and a title are among them; otherwise None."""
    full = [row for row in rows if len(filled(row)) > 1]
    width = max(map(len, rows), default=0)
    if len(full) < _FEWEST or width < _FEWEST or len(full) * 2 < len([row for row in rows if filled(row)]):
        return None
    columns = [[row[place] for row in full if row[place]] for place in range(width)]
    uses = [_use(cells) for cells in columns]
    times = [place for place, use in enumerate(uses) if use == "time"]
    if not times:
        return None
    if len(times) > 1:
        uses[times[0]], uses[times[1]] = "start", "end"
    _settle_texts(uses, columns)
    return [Column(use) for use in uses] if "title" in uses else None


def _use(cells: Sequence[Cell]) -> str:
    """What a column is by itself; "text" where only the others can tell."""
    if not cells:
        return ""
    if _most(cells, lambda cell: read_day_cell(cell.flat, cell.text) is not None):
        return "date"
    if _most(cells, lambda cell: read_span_cell(cell) is not None):
        return "time"
    return "room" if _most(cells, lambda cell: is_room(cell.flat.casefold())) else "text"


def _settle_texts(uses: list[str], columns: Sequence[Sequence[Cell]]) -> None:
    """Which of the columns of text are rooms, people, titles, abstracts."""
    texts = [place for place, use in enumerate(uses) if use == "text"]
    named = [place for place in texts if _most(columns[place], _names_people)]
    for place in texts:
        cells = columns[place]
        distinct = len({cell.flat for cell in cells})
        if "room" not in uses and distinct > 1 and distinct * 2 <= len(cells) and max(len(c.flat) for c in cells) < 40:
            uses[place] = "room"
        elif place in named and any(other not in named for other in texts):
            uses[place] = "person"
    left = [place for place in texts if uses[place] == "text"]
    for place in left:
        cells = columns[place]
        long = sum(len(cell.flat) for cell in cells) > _LONG * len(cells)
        uses[place] = "abstract" if long else "title" if "title" not in uses else ""


def _names_people(cell: Cell) -> bool:
    line = cell.lines[0]
    return holds_person(line.flat, line.text) or is_placeholder(line.text) or read_role(line) is not None


def _most(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> bool:
    return sum(map(test, cells)) >= _MOST * len(cells)
