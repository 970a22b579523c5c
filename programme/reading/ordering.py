"""What runs of items show of the order of their days, and where they show nothing and it has to be asked for."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Sequence

from programme.reading.entries import Entry
from programme.reading.times import SMALL_HOURS


def _has_rooms(blocks: Sequence[Sequence[Entry]]) -> bool:
    """Whether items may be at one time because they are in several rooms."""
    return any(entry.anchor.heading.facts.room or entry.anchor.group for block in blocks for entry in block)


def days_clash(blocks: Sequence[Sequence[Entry]]) -> bool:
    """Whether each block has a start of the one before it, so that they are hardly one day."""
    if len(blocks) < 2 or _has_rooms(blocks):
        return False
    starts = [{entry.start for entry in block if entry.number and entry.start is not None} for block in blocks]
    return all(one & other for one, other in itertools.pairwise(starts))


def lost_heading(blocks: Sequence[Sequence[Entry]]) -> bool:
    """Whether numbers run on while the times begin again in the morning, as on another day without its heading."""
    if len(blocks) < 2 or _has_rooms(blocks):
        return False
    if any((block[0].start or 0) < SMALL_HOURS for block in blocks[1:]):
        return False  # the night goes on
    numbered = [[entry.number for entry in block if entry.number] for block in blocks]
    return all(numbered) and all(max(a) < min(b) and len(a) > 1 for a, b in itertools.pairwise(numbered))


def numbers_against(blocks: Sequence[Sequence[Entry]], falling: bool) -> bool:
    """Whether numbers that run on from block to block show another order of the days than times within them."""
    numbered = [numbers for block in blocks if (numbers := [entry.number for entry in block if entry.number])]
    pairs = list(itertools.pairwise(numbered))
    later = (min(b) > max(a) if falling else max(b) < min(a) for a, b in pairs)
    return bool(pairs) and all(later)


def mostly_falls(entries: Sequence[Entry], falling: bool) -> bool:
    """Whether times fall more often than they rise, though nothing else says that the last day stands first."""
    starts = [entry.start for entry in entries if entry.start is not None]
    falls, rises = (sum(map(way, starts, starts[1:])) for way in (operator.gt, operator.lt))
    return not falling and falls > rises


def repeats(block: Sequence[Entry]) -> bool:
    """Whether a number stands twice in what should be one day."""
    numbered = [(entry.anchor.heading.label, entry.number) for entry in block if entry.number]
    return len(set(numbered)) < len(numbered)
