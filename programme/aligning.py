"""The same programme in two documents of two languages: which panel is which, and who is who in it.

Panels are paired by day and start; where several begin at once, by what says the same in every language: the number,
the end, the room and the people's names. Only what can be nothing else is paired; all that is left over is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from programme.comparing import say_when
from programme.model import Appearance, Panel, Programme
from programme.names import bare
from programme.translating import FIELDS, parts
from programme.words import Subject, Translation

PLACES: tuple[Subject, ...] = ("track", "room")
ASIDE = {"break", "registration", "social"}

Key = Callable[[Programme, Panel], Hashable]
Parts = list[tuple[str, Appearance]]


@dataclass(frozen=True)
class Alignment:
    """`pairs`: panels of the first programme with those of the second. `mismatches`: sentences for a person to read, of
    what has no pair, and of pairs whose facts differ."""

    pairs: tuple[tuple[Panel, Panel], ...]
    translations: tuple[Translation, ...]
    mismatches: tuple[str, ...]


def align(ours: Programme, theirs: Programme, language: str) -> Alignment:
    """What `theirs`, which is in `language`, says of what `ours` has. Both are in the same zone."""
    aligner = _Aligner(ours, theirs, language)
    aligner.align()
    return Alignment(tuple(aligner.pairs), tuple(aligner.found), tuple(aligner.mismatches))


class _Aligner:
    def __init__(self, ours: Programme, theirs: Programme, language: str) -> None:
        self.ours, self.theirs, self.language = ours, theirs, language
        self.pairs: list[tuple[Panel, Panel]] = []
        self.found: list[Translation] = []
        self.mismatches: list[str] = []

    def align(self) -> None:
        self._take("event", "", self.theirs.event)
        dates = {day.date for day in self.ours.days}
        for day in self.theirs.days:
            if day.date in dates:
                self._take("day", f"{day.date}", day)
        for one, other in self._panels():
            if (one.kind in ASIDE) != (other.kind in ASIDE):
                kinds = (_with_article(one.kind), _with_article(other.kind))
                self._tell(one, f"is {kinds[0]} here, and {kinds[1]} in the document: “{other.title}”")
                continue
            if one.when != other.when:
                self._tell(one, f"ends at another time in the document: {say_when(other.when)}")
            self.pairs.append((one, other))
            self._take("panel", one.uid, other)
            self._people(one, other)
        self._places()

    def _places(self) -> None:
        """What the document calls a track or room that stands where ours does, and only there; others are told."""
        for what in PLACES:
            known, said = getattr(self.ours, what), getattr(self.theirs, what)
            both = ((getattr(one, what), getattr(two, what)) for one, two in self.pairs)
            pairs = list(dict.fromkeys(pair for pair in both if all(pair)))
            names = {bare(place.name) for place in known.values()}
            for uid, other in pairs:
                name, told = known[uid].name, said[other].name
                alone = [uid in pair or other in pair for pair in pairs].count(True) == 1
                if bare(name) == bare(told):
                    continue
                if alone and bare(told) not in names:
                    self._take(what, uid, said[other])
                else:
                    self.mismatches.append(f"The {what} “{name}” is “{told}” in the document, which is not kept.")

    def _take(self, subject: Subject, uid: str, said: object) -> None:
        for field in FIELDS[subject]:
            if text := getattr(said, field):
                self.found.append(Translation(subject, uid, field, self.language, text))

    def _panels(self) -> Iterator[tuple[Panel, Panel]]:
        both = (*self.ours.in_order, *self.theirs.in_order)
        for at in dict.fromkeys((panel.when.date, panel.when.start) for panel in both):
            left, right = (
                [panel for panel in programme.in_order if (panel.when.date, panel.when.start) == at]
                for programme in (self.ours, self.theirs)
            )
            yield from self._at_once(left, right, timed=at[1] is not None)

    def _at_once(self, left: list[Panel], right: list[Panel], *, timed: bool) -> Iterator[tuple[Panel, Panel]]:
        """The pairs among panels that begin at the same time, or that have none yet."""
        alone = len(left) == len(right) == 1
        for key in () if timed and alone else KEYS:
            for one, other in self._unique(left, right, key):
                left.remove(one)
                right.remove(other)
                yield one, other
        if timed and len(left) == len(right) == 1:
            yield left.pop(), right.pop()
        for panel in left:
            self._tell(panel, "may be any of several in the document" if right else "is not in the document")
        for panel in right:
            self._tell(panel, "of the document may be any of several here" if left else "is only in the document")

    def _unique(self, left: list[Panel], right: list[Panel], key: Key) -> list[tuple[Panel, Panel]]:
        ones, others = (
            [(key(p, panel), panel) for panel in row] for p, row in ((self.ours, left), (self.theirs, right))
        )
        found = []
        for value in dict.fromkeys(value for value, _ in ones if value):
            same = [[panel for known, panel in row if known == value] for row in (ones, others)]
            if len(same[0]) == len(same[1]) == 1:
                found.append((same[0][0], same[1][0]))
        return found

    def _people(self, one: Panel, other: Panel) -> None:
        """By name where it is equal; the rest in order where as many are left here as there."""
        left, right = list(parts(one)), list(parts(other))
        for mine in tuple(left):
            known = [their for their in right if self._name(their, self.theirs) == self._name(mine, self.ours)]
            if known:
                left.remove(mine)
                right.remove(known[0])
                self._take("appearance", mine[0], known[0][1])
        if len(left) != len(right):
            self._tell(one, f"has {self._names(left, self.ours)}; the document has {self._names(right, self.theirs)}")
            return
        for mine, their in zip(left, right, strict=True):
            if mine[1].role != their[1].role:
                names = (self._names([mine], self.ours), self._names([their], self.theirs))
                self._tell(one, f"has {names[0]} as {mine[1].role}, the document {names[1]} as {their[1].role}")
            else:
                self._take("appearance", mine[0], their[1])

    def _name(self, part: tuple[str, Appearance], programme: Programme) -> str:
        return bare(programme.speaker[part[1].speaker].name)

    def _names(self, rest: Parts, programme: Programme) -> str:
        return ", ".join(programme.speaker[part.speaker].full_name for _, part in rest) or "nobody else"

    def _tell(self, panel: Panel, what: str) -> None:
        when = say_when(panel.when)
        self.mismatches.append(f"“{panel.title}”{f' ({when})' if when else ''} {what}.")


def _with_article(kind: str) -> str:
    if kind == "other":
        return "of no special kind"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _number(programme: Programme, panel: Panel) -> Hashable:
    """Panel 2 is Table ronde 2."""
    return tuple(re.findall(r"\d+", panel.number)) or panel.number.casefold()


def _end(programme: Programme, panel: Panel) -> Hashable:
    return panel.when.end and (panel.when.end_date, panel.when.end)


def _room(programme: Programme, panel: Panel) -> Hashable:
    return bare(programme.room[panel.room].name) if panel.room else ""


def _names(programme: Programme, panel: Panel) -> Hashable:
    return frozenset(bare(programme.speaker[part.speaker].name) for part in panel.people)


def _title(programme: Programme, panel: Panel) -> Hashable:
    return bare(panel.title)


KEYS: tuple[Key, ...] = (_names, _number, _room, _end, _title)
