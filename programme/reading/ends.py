"""Ends that a document does not give, where a person says that each item ends when the next one begins."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from programme.model import Kind, When
from programme.names import fold
from programme.reading.building import Part
from programme.reading.values import Ends, Question

FEWEST = 3  # items with a start only, of which nobody is asked about fewer
LONGEST = 4 * 60  # minutes; who begins longer before the next has more likely ended than gone on
_FOR_ALL: tuple[Kind, ...] = ("break", "registration", "social", "opening", "closing")  # wherever they take place


def derive_ends(parts: Sequence[Part], answer: Ends, backwards: bool) -> tuple[Question, ...]:
    """Gives ends to items with a start only, where most have no more and the answer is that the next one ends them.

    `parts` as the document has them; `backwards`: it begins with the last. The question, where nobody has answered it.
    """
    timed = [part for part in parts if part.entry.start is not None]
    open_ended = sum(_has_no_end(part) for part in timed)
    if answer == "empty" or open_ended < FEWEST or open_ended * 2 <= len(timed):
        return ()
    days: dict[object, list[Part]] = defaultdict(list)
    for part in reversed(timed) if backwards else timed:
        days[part.entry.date or part.entry.block].append(part)
    found = [(part, end) for day in days.values() for part, end in zip(day, _ends(day), strict=True)]
    derived = [(part, end) for part, end in found if end is not None and _has_no_end(part)]
    if derived and not answer:
        message = (
            "Most items say only when they begin. Does each end when the next one begins? "
            "Until somebody says so, the ends stay empty."
        )
        return (Question("ends", message, optional=True),)
    for part, end in derived:
        _give_end(part, end)
    return ()


def _has_no_end(part: Part) -> bool:
    """Whether the document gives none; one that cannot be is another thing, and not repaired."""
    when = part.entry.anchor.heading.facts.when
    return "no-end" in part.entry.hours.codes and (when is None or when.end is None)


def _ends(day: Sequence[Part]) -> list[int | None]:
    """When each item of a day ends, in minutes; None where nothing follows, or where it cannot be told what does.

    Rooms count where they are used beside each other. A room that never is may be the one for all, or go on beside the
    others: an end that is not the same in both cases stays open.
    """
    places = ["" if part.kind in _FOR_ALL else fold(part.room or part.track) for part in day]
    starts = [part.entry.start or 0 for part in day]
    beside = _beside(places, starts)
    ends = _next_starts([place if place in beside else "" for place in places], starts)
    if beside:
        apart = _next_starts(places, starts)
        ends = [one if one == other else None for one, other in zip(ends, apart, strict=True)]
    return [
        end if end is not None and end - start <= LONGEST else None for end, start in zip(ends, starts, strict=True)
    ]


def _beside(places: Sequence[str], starts: Sequence[int]) -> set[str]:
    """The places used beside each other: items begin there together, or each has a list of its own."""
    together: dict[int, set[str]] = defaultdict(set)
    placed = [(place, start) for place, start in zip(places, starts, strict=True) if place]
    for place, start in placed:
        together[start].add(place)
    found = {place for group in together.values() if len(group) > 1 for place in group}
    for (one, before), (other, after) in itertools.pairwise(placed):
        if one != other and after < before:
            found |= {one, other}
    return found


def _next_starts(places: Sequence[str], starts: Sequence[int]) -> list[int | None]:
    """The next later start in the same place or for all; for an item without a place, the next of all."""
    known: dict[str, list[int]] = defaultdict(list)
    for place, start in sorted(zip(places, starts, strict=True), key=lambda item: item[1]):
        known[place].append(start)
    everywhere = sorted(starts)
    found = []
    for place, start in zip(places, starts, strict=True):
        lists = (known[place], known[""]) if place else (everywhere,)
        later = [each[at] for each in lists if (at := bisect_right(each, start)) < len(each)]
        found.append(min(later, default=None))
    return found


def _give_end(part: Part, end: int) -> None:
    entry, facts = part.entry, part.entry.anchor.heading.facts
    length = timedelta(minutes=end - (entry.start or 0))
    entry.hours = entry.hours._replace(end=end)
    if facts.when and facts.when.date and facts.when.start:
        first = facts.when.date
        last = datetime.combine(first, facts.when.start) + length
        facts.when = When(first, facts.when.start, last.time(), last.date() if last.date() != first else None)
