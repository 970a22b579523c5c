"""Whether headings make a programme, and which of them belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from programme.reading.anchors import Anchor
from programme.reading.headings import Heading
from programme.reading.people import habits
from programme.reading.text import Source

_FEWEST = 3  # items with people below them that make a programme
_BESIDE = ("break", "social", "registration", "other")  # kinds that do not make a programme by themselves


def in_programme(anchors: Sequence[Anchor], lines: Sequence[Source]) -> list[Anchor]:
    """The anchors that belong to a programme; none where they do not make one.

    A heading without a time counts between two that have one, and elsewhere only with people of its own below it.
    """
    timed = [number for number, anchor in enumerate(anchors) if anchor.timed]
    kept = [
        anchor
        for number, anchor in enumerate(anchors)
        if anchor.timed
        or anchor.sure
        or (timed and timed[0] < number < timed[-1])
        or _has_people(anchors, number, lines)
    ]
    return kept if _is_programme(kept) or _is_peopled(kept, lines) or _is_short(kept, lines) else []


def _has_people(anchors: Sequence[Anchor], number: int, lines: Sequence[Source]) -> bool:
    start = anchors[number].last + 1
    stop = anchors[number + 1].first if number + 1 < len(anchors) else len(lines)
    found = habits(lines[start : min(stop, start + 30)])
    return any(count >= 2 for count in found.values())


def _is_short(anchors: Sequence[Anchor], lines: Sequence[Source]) -> bool:
    """“09:00 Opening” and “09:20 Rivers”, one of a usual kind and one with people below it."""
    known = any(anchor.heading.kind != "other" for anchor in anchors)
    return len(anchors) > 1 and known and _separators(anchors, lines, 1)


def _separators(anchors: Sequence[Anchor], lines: Sequence[Source], least: int) -> bool:
    """Whether so many lines below the headings are people, all set off in one way."""
    own = {place for anchor in anchors for place in anchor.own}
    below = range(anchors[0].first, min(anchors[-1].last + _FEWEST, len(lines)))
    found = habits(lines[place] for place in below if place not in own)
    return any(separator and count >= least for separator, count in found.items())


def _is_peopled(anchors: Sequence[Anchor], lines: Sequence[Source]) -> bool:
    """Whether times and titles have people below them, all set off in one way: “09:00 Rivers”, “Ann Lee, Acme”."""
    return len(anchors) >= _FEWEST and _separators(anchors, lines, _FEWEST)


def _is_programme(anchors: Sequence[Anchor]) -> bool:
    """One labelled heading with a time, or two ranges, or starts with usual words among them.

    Messages, fixtures and recipes have times too, but neither labels nor ranges nor a lunch break.
    """
    known = sum(anchor.heading.kind != "other" for anchor in anchors)
    labelled = sum(anchor.numbered and anchor.timed for anchor in anchors)
    bare = sum(anchor.numbered and not anchor.timed for anchor in anchors)
    ranges = sum(_has_range(anchor.heading) for anchor in anchors)
    if labelled >= 1 or bare >= 2 or ranges >= 2 or any(anchor.sure for anchor in anchors):
        return True
    if len(anchors) < 2:
        return False
    evening = known == len(anchors) and any(anchor.heading.kind not in _BESIDE for anchor in anchors)
    return evening or (ranges >= 1 and known >= 1) or (len(anchors) >= 3 and known >= 2)


def _has_range(heading: Heading) -> bool:
    """Whether a title stands beside a range; “10:30–11:00 works for me” is no title."""
    ranged = heading.span is not None and heading.span.ranged
    return ranged and (heading.kind != "other" or not heading.title[:1].islower())
