"""Items without a time among others: headings that say so, or that the file's structure makes like theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from programme.reading import words
from programme.reading.headings import read_heading
from programme.reading.marks import DayLine, Item, Mark, Text
from programme.reading.roles import read_role
from programme.reading.rooms import labelled_place
from programme.reading.splitting import split_line
from programme.reading.text import Source

_LONGEST = 20  # words
_FEWEST = 2  # items with a time, of whose headings another heading is one
_STILL_OPEN = "|".join(
    sorted(map(re.escape, {*words.TO_BE_CONFIRMED, *words.OPEN_TIMES, *words.STILL_OPEN}), key=len, reverse=True)
)
_OPEN = re.compile(rf"\s*[(\[](?:{'|'.join(words.TIME_LABELS)})\s?:?\s(?:{_STILL_OPEN})[)\]]$", re.IGNORECASE)


def mark_untimed(lines: Sequence[Source], marks: list[Mark], digits: bool) -> None:
    """Makes items of “The choir (time to be announced)” and of headings like those of the items around, which have
    a room or people of their own right below."""
    levels = Counter(
        lines[place].level for place, mark in enumerate(marks) if isinstance(mark, Item) and mark.timed and not mark.own
    )
    for place, mark in enumerate(marks):
        line = lines[place]
        if not isinstance(mark, Text) or line.words > _LONGEST or not (line.gap or line.level):
            continue
        found = _OPEN.search(line.flat)
        alike = line.level and levels[line.level] >= _FEWEST and _is_peopled(place, lines, marks)
        if read_role(line) or not (found or (alike and split_line(line.text, line.flat) is None)):
            continue
        stop = found.start() if found else len(line.flat)
        heading = read_heading(line.text[:stop], line.flat[:stop], digits)
        heading.facts.open = bool(found)
        marks[place] = Item(heading)


def _is_peopled(place: int, lines: Sequence[Source], marks: Sequence[Mark]) -> bool:
    """Whether the line right below names a room, a track or somebody with a label."""
    below = place + 1
    if below >= len(lines) or isinstance(marks[below], Item | DayLine):
        return False
    return any(labelled_place(lines[below].text)) or read_role(lines[below]) is not None
