"""The items of a programme on their way to a date: entries in sections, and the blocks that days are made of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from programme.reading import words
from programme.reading.anchors import Anchor
from programme.reading.dates import number_value
from programme.reading.lines import DayLine
from programme.reading.times import DAY, EVENING, SMALL_HOURS, Hours, settle

Direction = Literal["rising", "falling", "unknown"]
MORNING = 90  # minutes after a block's first start within which the next day may begin


@dataclass(slots=True)
class Entry:
    """An item, its settled hours, and its date once it is known; `block` counts from 0 in the document."""

    anchor: Anchor
    line: int  # number of the heading's line
    hours: Hours = field(default_factory=Hours)
    date: date | None = None
    block: int = 0

    @property
    def start(self) -> int | None:
        return self.hours.start

    @property
    def number(self) -> int:
        """What its number counts; 0 for none."""
        number = self.anchor.heading.number
        return number_value(number) or words.ORDINALS.get(number.casefold(), 0)


@dataclass(slots=True)
class Section:
    """The items below one heading of a day, or below none. `line` is the heading's number."""

    day: DayLine | None
    line: int
    entries: list[Entry] = field(default_factory=list)


def settle_hours(sections: Sequence[Section]) -> None:
    """Gives each entry its hours; where a document leaves out am and pm, the order of the items tells them."""
    clocks = [
        clock
        for section in sections
        for entry in section.entries
        if (span := entry.anchor.heading.span)
        for clock in (span.start, span.end)
        if clock
    ]
    halves = any(clock.half for clock in clocks)
    plain = not any(clock.sure and clock.hour > 12 and clock.hour != 24 for clock in clocks)
    for section in sections:
        highest = 0
        for entry in section.entries:
            span = entry.anchor.heading.span
            if span is None:
                continue
            entry.hours = settle(span)
            if (halves or plain) and span.start.open and not (span.end and span.end.half):
                entry.hours = _later(entry.hours, highest, span.start.hour)
            highest = max(highest, entry.start or 0)


def _later(hours: Hours, highest: int, hour: int) -> Hours:
    """The hours twelve hours later, where they would otherwise fall back behind what came before."""
    if hours.start is None or hour > 7 or hours.start >= highest or hours.start + DAY // 2 < highest:
        return hours
    end = hours.end
    if end is not None and end <= DAY // 2 + 60 and end < hours.start + DAY // 2:
        end += DAY // 2
    codes = (*(c for c in hours.codes if c != "am-pm-inferred"), "am-pm-inferred")
    return hours._replace(start=hours.start + DAY // 2, end=end, codes=codes)


def move_past_midnight(entries: Sequence[Entry]) -> None:
    """What begins in the small hours, after the evening's items of the same day, is on the next day."""
    highest = 0
    for entry in entries:
        start = entry.start
        if start is not None and start < SMALL_HOURS - 60 and highest >= EVENING:
            end = entry.hours.end + DAY if entry.hours.end is not None else None
            entry.hours = entry.hours._replace(start=start + DAY, end=end, codes=(*entry.hours.codes, "past-midnight"))
        highest = max(highest, entry.start or 0)


def direction(entries: Sequence[Entry]) -> Direction:
    """Which way a run of items goes. It falls only where numbers and times both do."""
    numbered = [entry for entry in entries if entry.number and entry.start is not None]
    pairs = list(itertools.pairwise(numbered))
    falls = sum(b.number < a.number and (b.start or 0) < (a.start or 0) for a, b in pairs)
    if falls * 2 > len(pairs):
        return "falling"
    starts = [entry.start for entry in entries if entry.start is not None]
    rising = sum(b > a for a, b in itertools.pairwise(starts))
    falling = sum(b < a for a, b in itertools.pairwise(starts))
    return "rising" if rising > falling else "unknown"


def cut_blocks(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Cuts the items into runs that look like days: where numbers or times begin again."""
    if direction(entries) == "falling":
        return _cut_falling(entries)
    blocks: list[list[Entry]] = []
    first = latest = 0
    for entry in entries:
        start = entry.start
        fresh = start is not None and start < latest and start <= first + MORNING
        if blocks and entry.anchor.group and entry.anchor.group != blocks[-1][-1].anchor.group:
            fresh, latest = False, 0  # a list of its own for each room
        if not blocks or fresh:
            blocks.append([])
            first = latest = start or 0
        blocks[-1].append(entry)
        if start is not None:
            first = first or start
            latest = max(latest, start)
    return blocks


def _cut_falling(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Runs that fall: a new one begins where the time rises, whether the numbers begin again or run on.

    Loose items are on the later side.
    """
    blocks: list[list[Entry]] = [[]]
    loose: list[Entry] = []
    last: Entry | None = None
    for entry in entries:
        if not entry.number or entry.start is None:
            loose.append(entry)
            continue
        if last and entry.start > (last.start or 0):
            stay = [e for e in loose if e.start is None or e.start <= (last.start or 0)]
            blocks[-1] += stay
            blocks.append([e for e in loose if e not in stay])
        else:
            blocks[-1] += loose
        loose, last = [], entry
        blocks[-1].append(entry)
    blocks[-1] += loose
    return blocks
