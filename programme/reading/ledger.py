"""The account of every line, and what is said about those that were left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from programme.reading.text import Source
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Line, Note, Question

_LONGEST_QUOTE = 60  # characters
_LINES = re.compile(r"\b[Ll]ines? \d+(?:(?: to | and |–|, )\d+)*")


def nothing_found(reason: str) -> Note:
    """`reason` says why, and ends with what to do."""
    return Note("no-programme", "error", f"No programme found: {reason}.")


def make_ledger(lines: Sequence[Source], uses: Mapping[int, str], panels: Mapping[int, int]) -> tuple[Line, ...]:
    """`uses` and `panels` by the line's place; what nobody used is outside."""
    found = (
        Line(line.number, uses.get(place, OUTSIDE), panels.get(place), line.written, line.place)
        for place, line in enumerate(lines)
    )
    return tuple(sorted(found, key=lambda line: line.number))


Said = TypeVar("Said", Note, Question)


def with_places(notes: Sequence[Said], lines: Sequence[Source]) -> tuple[Said, ...]:
    """What is said of a file without lines: what it calls a line is called by its place."""
    places = {line.number: line.place for line in lines if line.place}
    if not places:
        return tuple(notes)

    def said(found: re.Match[str]) -> str:
        numbers = [int(number) for number in re.findall(r"\d+", found[0])]
        if not all(number in places for number in numbers):
            return found[0]
        return re.sub(r"\d+", lambda number: places[int(number[0])], found[0].partition(" ")[2])

    return tuple(replace(note, message=_LINES.sub(said, note.message)) for note in notes)


def note_left_out(lines: Sequence[Source], uses: Mapping[int, str], said: Collection[int] = ()) -> Iterator[Note]:
    """One note for each stretch outside the programme and for each that was not understood.

    `said`: the places that another note speaks of already, as one about a whole column does.
    """
    for use, places in _stretches(lines, uses, said):
        first, last = lines[places.start], lines[places.stop - 1]
        where = f"line {first.number}, “{_quote(first)}”"
        if first is not last:
            where = f"lines {first.number} to {last.number}, “{_quote(first)}” to “{_quote(last)}”"
        numbers = (first.number,) if first is last else (first.number, last.number)
        if use == OUTSIDE:
            yield Note("text-outside", "info", f"Left out as not part of the programme: {where}.", numbers)
        else:
            yield Note("not-understood", "warning", f"Not understood and left out: {where}.", numbers)


def _stretches(lines: Sequence[Source], uses: Mapping[int, str], said: Collection[int]) -> Iterator[tuple[str, range]]:
    start = 0
    for place in range(1, len(lines) + 1):
        use = uses.get(start, OUTSIDE)
        if place == len(lines) or uses.get(place, OUTSIDE) != use or (place in said) != (start in said):
            if use in (OUTSIDE, NOT_UNDERSTOOD) and start not in said:
                yield use, range(start, place)
            start = place


def _quote(line: Source) -> str:
    return line.written if len(line.written) <= _LONGEST_QUOTE else line.written[:_LONGEST_QUOTE].rstrip() + "…"
