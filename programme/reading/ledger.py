"""The account of every line, and what is said about those that were left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from programme.reading.text import Source
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Line, Note

_LONGEST_QUOTE = 60  # characters


def nothing_found(reason: str) -> Note:
    """`reason` says why, and ends with what to do."""
    return Note("no-programme", "error", f"No programme found: {reason}.")


def make_ledger(lines: Sequence[Source], uses: Mapping[int, str], panels: Mapping[int, int]) -> tuple[Line, ...]:
    """`uses` and `panels` by the line's place; what nobody used is outside."""
    return tuple(Line(line.number, uses.get(place, OUTSIDE), panels.get(place)) for place, line in enumerate(lines))


def note_left_out(lines: Sequence[Source], uses: Mapping[int, str]) -> Iterator[Note]:
    """One note for each stretch outside the programme and for each that was not understood."""
    for use, places in _stretches(lines, uses):
        first, last = lines[places.start], lines[places.stop - 1]
        said = f"line {first.number}, “{_quote(first)}”"
        if first is not last:
            said = f"lines {first.number} to {last.number}, “{_quote(first)}” to “{_quote(last)}”"
        numbers = (first.number,) if first is last else (first.number, last.number)
        if use == OUTSIDE:
            yield Note("text-outside", "info", f"Left out as not part of the programme: {said}.", numbers)
        else:
            yield Note("not-understood", "warning", f"Not understood and left out: {said}.", numbers)


def _stretches(lines: Sequence[Source], uses: Mapping[int, str]) -> Iterator[tuple[str, range]]:
    start = 0
    for place in range(1, len(lines) + 1):
        use = uses.get(start, OUTSIDE)
        if place == len(lines) or uses.get(place, OUTSIDE) != use:
            if use in (OUTSIDE, NOT_UNDERSTOOD):
                yield use, range(start, place)
            start = place


def _quote(line: Source) -> str:
    return line.written if len(line.written) <= _LONGEST_QUOTE else line.written[:_LONGEST_QUOTE].rstrip() + "…"
