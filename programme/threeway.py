"""The last document, the desk and the new document side by side: every fact that is not the same in all three."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from programme.comparing import FIELDS, Subject, keyed_people, show
from programme.merging import Conflict, keyed, say_part
from programme.model import Appearance, Panel, Programme

UNSAID = {("speaker", "bio"), ("speaker", "photo"), ("speaker", "links")}  # no document says them
Outcome = Literal["document", "desk", "undecided"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact in its three states, as people read them, and whose of them the drafts would have.

    `key` is that of the conflict where there is one. `is_conflict`: somebody decides, or has decided.
    """

    key: str
    subject: Subject
    uid: str
    title: str
    field: str
    then: str
    desk: str
    now: str
    outcome: Outcome
    is_conflict: bool = False


def differences(
    base: Programme, desk: Programme, now: Programme, result: Programme, conflicts: Iterable[Conflict]
) -> tuple[Difference, ...]:
    """Of all that the desk has. `base` and `now` are what the last and the new document say, `result` what merging them
    with the desk gives; all share uids. What is new altogether, or has no other version, is not among them."""
    job = _Job(base, desk, now, result, {conflict.key: conflict for conflict in conflicts})
    return (*job.event(), *job.things(), *job.people())


@dataclass
class _Job:
    base: Programme
    desk: Programme
    now: Programme
    result: Programme
    conflicts: Mapping[str, Conflict]

    def event(self) -> Iterator[Difference]:
        for field in FIELDS["event"]:
            now = getattr(self.now.event, field)
            if now:
                facts = (getattr(self.base.event, field) or None, getattr(self.desk.event, field), now)
                result = getattr(self.result.event, field)
                yield from self._field(f"event:{field}", "event", "", self.desk.event.title, field, facts, result)

    def things(self) -> Iterator[Difference]:
        for subject, name in (("panel", "panels"), ("day", "days"), ("room", "rooms"), ("track", "tracks")):
            yield from self._things(subject, name)  # type: ignore[arg-type]  # mypy takes these for any text
        yield from self._things("speaker", "speakers")

    def _things(self, subject: Subject, name: str) -> Iterator[Difference]:
        base, now, result = (keyed(p, name) for p in (self.base, self.now, self.result))
        for uid, item in keyed(self.desk, name).items():
            if uid not in now or uid not in result:
                continue
            for field in FIELDS[subject]:
                if (subject, field) not in UNSAID:
                    was = getattr(base[uid], field) if uid in base else None
                    facts = (was, getattr(item, field), getattr(now[uid], field))
                    title, key = getattr(item, "title", "") or getattr(item, "name", ""), f"{subject}:{uid}:{field}"
                    yield from self._field(key, subject, uid, title, field, facts, getattr(result[uid], field))

    def _field(
        self, key: str, subject: Subject, uid: str, title: str, field: str, facts: tuple[Any, Any, Any], result: Any
    ) -> Iterator[Difference]:
        was, desk, now = facts
        if now == desk or (was is None and result == desk and key not in self.conflicts):
            return
        programmes = (self.base, self.desk, self.now)
        then, here, there = (show(p, fact, field) for p, fact in zip(programmes, facts, strict=True))
        outcome, is_conflict = self._outcome(key, is_document=result == now)
        yield Difference(key, subject, uid, title, field, then, here, there, outcome, is_conflict)

    def _outcome(self, key: str, *, is_document: bool) -> tuple[Outcome, bool]:
        conflict = self.conflicts.get(key)
        if conflict:
            return conflict.decided or "undecided", True
        return "document" if is_document else "desk", False

    def people(self) -> Iterator[Difference]:
        for panel in self.desk.panels:
            now, result = self.now.panel.get(panel.uid), self.result.panel.get(panel.uid)
            if now is not None and result is not None:
                yield from self._people(panel, self.base.panel.get(panel.uid), now, result)

    def _people(self, panel: Panel, was: Panel | None, now: Panel, result: Panel) -> Iterator[Difference]:
        base, desk, there, merged = (keyed_people(p) if p else {} for p in (was, panel, now, result))
        for key in dict.fromkeys((*desk, *there, *base)):
            place = f"panel:{panel.uid}:person:{key[0]}:{key[1]}"
            parts = (base.get(key), desk.get(key), there.get(key))
            yield from self._person(panel, place, key[0], parts, merged.get(key))

    def _person(
        self,
        panel: Panel,
        place: str,
        uid: str,
        parts: tuple[Appearance | None, Appearance | None, Appearance | None],
        result: Appearance | None,
    ) -> Iterator[Difference]:
        was, desk, now = parts
        name = next(p.speaker[uid].full_name for p in (self.now, self.desk, self.base) if uid in p.speaker)
        if desk is not None and now is not None:
            for field in ("role", "billing", "paper"):
                facts = (getattr(was, field) if was else None, getattr(desk, field), getattr(now, field))
                said, to_be = f"{name}’s {field}", getattr(result, field) if result else ""
                yield from self._field(f"{place}:{field}", "panel", panel.uid, panel.title, said, facts, to_be)
        elif not (desk is None and now is None) and not (was is None and now is None):
            outcome, is_conflict = self._outcome(place, is_document=(result is None) == (now is None))
            then, here, there = (say_part(part) for part in parts)
            yield Difference(place, "panel", panel.uid, panel.title, name, then, here, there, outcome, is_conflict)
