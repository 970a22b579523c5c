"""PDF with a text layer: its tables by the lines drawn around their cells, the rest as lines of words.

A line that goes on in small letters where the one before had no room left is put together with it again; what stands
far apart on a line is set apart as columns are.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber

from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import wrapped_times
from programme.reading.grids import read_table
from programme.reading.limits import Limits
from programme.reading.marks import Furniture
from programme.reading.naming import is_name
from programme.reading.tables import Cell, Table, evened
from programme.reading.values import Options
from programme.reading.weaving import Weaver

MOST_PAGES = 300
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.|seite|página|pagina|pag\.)\s*)?\d{1,3}(?:\s*(?:/|of|de|von|di|sur)\s*\d{1,3})?[-–—|\s]*",
    re.IGNORECASE,
)
_PRINTED_FROM = re.compile(r"(?:https?|file)://\S*\s+\d+/\d+")  # what browsers put below a page, and above it:
_PRINTED_ON = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": ""}
_EDGE = 2  # lines at the top and at the bottom of a page that may repeat on each
_COLUMN, _GAP, _FULL = 1.5, 1.75, 0.88  # of a letter's height; of a line's; of the width that a line may have

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every small flaw of a file


@dataclass(slots=True)
class _Line:
    """A line of words; distances in points from the page's left and top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    full: bool = False  # it reaches as far as lines do: the next one may go on with its paragraph


@dataclass(slots=True)
class _Page:
    blocks: list[_Line | list[list[list[_Line]]]]  # lines, and tables of rows of cells of lines

    @property
    def lines(self) -> list[_Line]:
        return [block for block in self.blocks if isinstance(block, _Line)]


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise UnreadableError(f"the PDF has more than {MOST_PAGES} pages. Save only those with the programme")
            pages = [_page(page) for page in pdf.pages]
    except UnreadableError:
        raise
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        if "password" in type(error).__name__.lower() or "password" in repr(error).lower():
            raise UnreadableError("the PDF is protected by a password. Save it without one") from error
        raise UnreadableError("the PDF is damaged. Save it again, or give the programme as a Word file") from error
    if not any(page.blocks for page in pages):
        raise UnreadableError(
            "the PDF has no text in it, only pictures of pages. Give the file that it was made from, or run a text "
            "recognition on it first"
        )
    return _weave(pages)


def _page(page: Any) -> _Page:
    tables = [table for table in page.find_tables() if len(table.rows) > 1]
    words = page.extract_words(x_tolerance_ratio=0.15, keep_blank_chars=False)
    boxes = [table.bbox for table in tables]
    apart = [word for word in words if not any(_within(word, box) for box in boxes)]
    placed: list[tuple[float, _Line | list[list[list[_Line]]]]] = [
        (line.top, line) for line in _lines(apart, page.width)
    ]
    for table in tables:
        rows = [
            [_lines([w for w in words if cell and _within(w, cell)], cell=cell) for cell in row.cells]
            for row in table.rows
        ]
        placed.append((table.bbox[1], rows))
    page.close()
    return _Page([block for _, block in sorted(placed, key=lambda found: found[0])])


def _within(word: Any, box: Sequence[float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _lines(words: Sequence[Any], width: float = 0, cell: Sequence[float] | None = None) -> list[_Line]:
    """The words as lines, wrapped ones put together. `width`: of the page, whose margins are taken for equal; `cell`:
    the box that they stand in, as (left, top, right, bottom)."""
    rows: list[list[Any]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        height = word["bottom"] - word["top"]
        if rows and abs(word["bottom"] - rows[-1][-1]["bottom"]) < height * 0.5:
            rows[-1].append(word)
        else:
            rows.append([word])
    ordered = [sorted(row, key=lambda word: word["x0"]) for row in rows]
    return _unwrapped([_line(row) for row in wrapped_times.join_times(ordered, _COLUMN)], width, cell)


def _line(row: Sequence[Any]) -> _Line:
    text = ""
    for place, word in enumerate(row):
        if place:
            wide = word["x0"] - row[place - 1]["x1"] > _COLUMN * (word["bottom"] - word["top"])
            text += "   " if wide else " "
        text += "".join(_LIGATURES.get(letter, letter) for letter in word["text"])
    tops, bottoms = [word["top"] for word in row], [word["bottom"] for word in row]
    return _Line(text, row[0]["x0"], row[-1]["x1"], min(tops), max(bottoms))


def _unwrapped(lines: Sequence[_Line], width: float, cell: Sequence[float] | None) -> list[_Line]:
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    right = max(right, cell[2] - (left - cell[0]) if cell else width - 1.5 * left)
    found: list[_Line] = []
    for line in lines:
        before = found[-1] if found else None
        close = before and line.top - before.bottom < (line.bottom - line.top) * 0.7
        apart = cell and before and _names_next(before.text, line.text)
        if before and close and not apart and _goes_on(before, line, left, right):
            joint = "" if before.text.endswith("-") else " "
            found[-1] = _Line(before.text + joint + line.text, before.left, line.right, before.top, line.bottom)
        else:
            found.append(line)
    for line in found:
        line.full = line.right - left > (right - left) * _FULL
    return found


def _names_next(before: str, line: str) -> bool:
    """Whether two lines of a cell are of two people: “Ann Lee, Acme” and “Bo Ray, Beta” fill it and are not wrapped."""
    name, comma, _ = line.partition(",")
    return bool(comma) and "," in before and is_name(name.strip())


def _goes_on(before: _Line, line: _Line, left: float, right: float) -> bool:
    """Whether a line was broken for want of room: in small letters after a long one, or its first word had none."""
    if (
        before.text.endswith((".", "!", "?", ":"))
        or line.text.endswith(":")
        or before.right - left < (right - left) * _FULL
    ):
        return False
    word = line.text.split()[0]
    room = (line.right - line.left) * (len(word) + 1) / len(line.text)
    return line.text[:1].islower() or (before.right + room > right and line.left >= before.left - 1)


def _weave(pages: Sequence[_Page]) -> Document:
    weaver = Weaver("pdf")
    repeated = _repeated(pages)
    last: _Line | None = None  # also of the page before
    for number, page in enumerate(pages, 1):
        edges = {id(line) for line in (*page.lines[:_EDGE], *page.lines[-_EDGE:])}
        printed = any(_PRINTED_FROM.fullmatch(line.text) for line in page.lines[-1:])
        before: _Line | None = None
        count = 0
        for block in page.blocks:
            if isinstance(block, _Line):
                count += 1
                gap = before is None or block.top - before.bottom > (block.bottom - block.top) * (_GAP - 1)
                gap = gap and not (before is None and last and last.full and block.text[:1].islower())
                piece = weaver.number(block.text, place=f"page {number}, line {count}", gap=gap, end=_end(block))
                furniture = id(block) in edges and _is_furniture(block.text, printed, repeated)
                if furniture:
                    weaver.mark(piece, Furniture())
                    continue
                weaver.text(piece)
                before = last = block
            else:
                read_table(_table(block, weaver, number), weaver)
                before = None
    return weaver.document()


def _table(rows: Sequence[Sequence[Sequence[_Line]]], weaver: Weaver, page: int) -> Table:
    made = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, lines in enumerate(row, 1):
            place = f"page {page}, row {number}, column {column}"
            cells.append(Cell([weaver.number(line.text, place=place, end=_end(line)) for line in lines]))
        made.append(cells)
    return evened(made)


def _end(line: _Line) -> str:
    """How the next line of its paragraph is set off."""
    return " " if line.full else "\n"


def _is_furniture(text: str, printed: bool, repeated: frozenset[str]) -> bool:
    """Whether a line at the edge of a page is not part of its text: a running header, a page's number."""
    if printed and (_PRINTED_FROM.fullmatch(text) or _PRINTED_ON.match(text)):
        return True
    return _key(text) in repeated or bool(_PAGE_NUMBER.fullmatch(text))


def _repeated(pages: Sequence[_Page]) -> frozenset[str]:
    """What stands at the edge of at least two thirds of the pages, their numbers aside."""
    counted: Counter[str] = Counter()
    for page in pages:
        counted.update({_key(line.text) for line in (*page.lines[:_EDGE], *page.lines[-_EDGE:])})
    return frozenset(key for key, count in counted.items() if len(pages) > 2 and count * 3 >= len(pages) * 2)


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))
