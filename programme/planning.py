"""The Plan: what applying a reading would change, before anything is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from programme.comparing import compare
from programme.matching import NewUid, identify
from programme.meeting import People, Proposal, meet, with_those_said
from programme.merging import Conflict, merge
from programme.model import Change, Programme
from programme.silence import WITHHELD, heard
from programme.threeway import Difference, differences
from programme.uniting import unite
from programme.withheld import HeldBack, with_held_back

NOTHING = Programme()
NOBODY = People()


@dataclass(frozen=True)
class Plan:
    """`changes` lead from the drafts to `result`; `base` is what the next document of this source is compared with."""

    result: Programme
    base: Programme
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    proposals: tuple[Proposal, ...] = ()  # who is likely whom; until that is decided, they are two
    differences: tuple[Difference, ...] = ()  # the last document, the desk and this one, side by side

    @property
    def undecided(self) -> tuple[Conflict, ...]:
        return tuple(conflict for conflict in self.conflicts if not conflict.decided)

    @property
    def cancellations(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.code == "cancelled")

    @property
    def _unseen(self) -> str:
        """What of the new is cancelled already, which no page shows."""
        new = {change.uid for change in self.changes if (change.code, change.subject) == ("added", "panel")}
        count = sum(panel.uid in new and panel.state == "cancelled" for panel in self.result.panels)
        return f" ({count} of the new cancelled already, and not shown)" if count else ""

    @property
    def summary(self) -> str:
        """As in "9 panels, 38 speakers new; 1 panel cancelled"; "nothing to do" where the drafts already say it."""
        if not self.changes:
            return "nothing to do"
        counts = Counter((_VERBS.get(c.code, "changed"), c.subject) for c in _one_a_thing(self.changes))
        parts = []
        for verb in ("new", "cancelled", "removed", "changed"):
            things = [_count(n, subject) for (v, subject), n in counts.items() if v == verb]
            if things:
                parts.append(f"{', '.join(things)} {verb}")
        return "; ".join(parts) + self._unseen


_VERBS = {"added": "new", "cancelled": "cancelled", "removed": "removed"}


def _one_a_thing(changes: tuple[Change, ...]) -> list[Change]:
    """One change for each thing; that it is new, cancelled or removed goes before what else changes."""
    ordered = sorted(changes, key=lambda change: change.code in _VERBS)
    return list({(change.subject, change.uid): change for change in ordered}.values())


def _count(number: int, subject: str) -> str:
    return f"{number} {subject}{'' if number == 1 or subject == 'event' else 's'}"


def plan(
    reading: Programme,
    base: Programme,
    drafts: Programme,
    new_uid: NewUid,
    decisions: Mapping[str, str],
    past: Programme = NOTHING,
    people: People = NOBODY,
    held_back: HeldBack = frozenset(),
) -> Plan:
    """What `reading` would make of `drafts`, where `base` is the last reading applied from the same source.

    `new_uid` turns a reading's own key into the uid of something new; `decisions` say by conflict key "document" or
    "desk", and by a proposal's "same" or "different"; `past` holds panels and people that are no longer there and were
    public once. `held_back`: what public downloads leave out.
    """
    base, past = unite(base, people.merged), unite(past, people.merged)
    met = meet(reading, base, drafts, past, decisions, people)
    known = identify(met.reading, base, drafts, past, new_uid, met.said)
    if WITHHELD in reading.silent:
        known = with_held_back(known, base, held_back)
    known = heard(known, base, drafts)
    was, ours = with_those_said(met, base, drafts, people)
    merged = merge(was, ours, known, decisions)
    found = differences(was, ours, merged.base, merged.result, merged.conflicts)
    return Plan(merged.result, merged.base, compare(drafts, merged.result), merged.conflicts, met.proposals, found)
