"""Times that were broken over two lines of a narrow column: “09:00 –” with “10:30” below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_CLOCK = r"\d{1,2}(?:\s?[:.hH]\s?\d{2}|\d{2}|\s?h)?(?:\s?[ap]\.?m\.?)?(?:\s?Uhr)?"
_DASH = r"(?:[-‐‑‒–—]+|to|until|bis|à|a|al)"
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_OPEN = re.compile(rf"{_CLOCK}\s?{_DASH}", re.IGNORECASE)
_DASHED = re.compile(rf"{_DASH}\s?{_CLOCK}", re.IGNORECASE)
_LONE_DASH = re.compile(r"[-‐‑‒–—]+")
_NEAR = 3  # points between the left edges of what stands in one column
_CLOSE = 1.5  # of a line's height: the most between a line and the next of its cell


def join_times(rows: Sequence[list[Any]], wide: float) -> list[list[Any]]:
    """The lines, each a list of words from left to right, with the end of a time on the line of its beginning.

    `wide`: of a letter's height, the distance from which on words stand in several columns.
    """
    found: list[list[Any]] = []
    for row in rows:
        stop = _column_end(row, wide)
        before = _column_end(found[-1], wide) if found else 0
        if found and _goes_on(found[-1][:before], row[:stop]):
            last = found[-1][before - 1]
            found[-1][before:before] = [_beside(word, last) for word in row[:stop]]
            row = row[stop:]
        if row:
            found.append(row)
    return found


def _column_end(row: Sequence[Any], wide: float) -> int:
    """The place behind the last word of the first column."""
    for place in range(1, len(row)):
        if row[place]["x0"] - row[place - 1]["x1"] > wide * (row[place]["bottom"] - row[place]["top"]):
            return place
    return len(row)


def _goes_on(before: Sequence[Any], below: Sequence[Any]) -> bool:
    first, second = _text(before), _text(below)
    height = before[0]["bottom"] - before[0]["top"]
    if abs(before[0]["x0"] - below[0]["x0"]) > _NEAR or below[0]["top"] - before[0]["bottom"] > height * _CLOSE:
        return False
    if _OPEN.fullmatch(first):
        return bool(_TIME.fullmatch(second))
    return bool(_TIME.fullmatch(first) and (_DASHED.fullmatch(second) or _LONE_DASH.fullmatch(second)))


def _text(words: Sequence[Any]) -> str:
    return " ".join(word["text"] for word in words)


def _beside(word: Any, last: Any) -> Any:
    """The word, put right behind the last of the column above, so that it leaves the distance to the next as it is."""
    return {**word, "x0": last["x1"], "x1": last["x1"], "top": last["top"], "bottom": last["bottom"]}
