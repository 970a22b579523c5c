"""People in a numbered list: “1. Ann Lee, Acme”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from programme.reading.splitting import split_line, title_first
from programme.reading.text import LONGEST_HEADING, Source

_NUMBER = re.compile(r"[(\[]?(\d{1,2})[.)\]]+\s+(?=[^\W\d_“„«\"])")


def without_numbers(lines: Sequence[Source], blocks: Iterable[Sequence[int]]) -> Sequence[Source]:
    """The lines, with bullets in place of numbers where most of what a block counts up from one are people.

    `blocks`: the places of the lines of each.
    """
    changed: dict[int, Source] = {}
    for block in blocks:
        found = {place: match for place in block if (match := _NUMBER.match(lines[place].flat))}
        counted = [int(match[1]) for match in found.values()]
        if len(counted) < 2 or counted != list(range(1, len(counted) + 1)):
            continue
        bare = {place: _from(lines[place], match.end()) for place, match in found.items()}
        people = sum(_is_person(line) for line in bare.values())
        if people * 4 >= len(bare) * 3:
            changed |= bare
    return [changed.get(place, line) for place, line in enumerate(lines)] if changed else lines


def _from(line: Source, start: int) -> Source:
    return line._replace(text=line.text[start:], flat=line.flat[start:], bullet=True)


def _is_person(line: Source) -> bool:
    if len(line.flat) > LONGEST_HEADING:
        return False
    return split_line(line.text, line.flat) is not None or title_first(line.text) is not None
