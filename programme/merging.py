"""The three-way merge: the last document (base), the desk since (ours), the new document (theirs).

Field by field: what only the document changed is taken, what only the desk changed is kept, and where both changed the
same thing differently there is a conflict, to be decided as "document" or "desk"; until then the desk's stands. What
the document says without a base to compare with fills what is empty and conflicts with what is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from programme.comparing import FIELDS, Subject, keyed_people, say_when, show
from programme.model import Appearance, Day, Panel, Programme, Room, Speaker, Track, When

T = TypeVar("T", Day, Room, Track, Speaker, Panel, Appearance)
Decision = Literal["document", "desk"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Document and desk disagree. `key` names it for the decision; `before` is what the last document said."""

    key: str
    subject: Subject
    title: str
    field: str
    before: str
    desk: str
    document: str
    decided: Decision | Literal[""] = ""


@dataclass(frozen=True)
class Merged:
    """`result` is what the drafts would become; `base` what the next document is to be compared with."""

    result: Programme
    base: Programme
    conflicts: tuple[Conflict, ...] = ()


def merge(
    base: Programme, ours: Programme, theirs: Programme, decisions: Mapping[str, str] = MappingProxyType({})
) -> Merged:
    """Three programmes that share uids (see matching.identify) become one."""
    theirs = _with_vanished(base, theirs)
    job = _Merge(base, ours, theirs, decisions)
    result = Programme(
        event=job.event(),
        days=tuple(sorted(job.things("day", "days"), key=lambda day: day.date)),
        rooms=job.things("room", "rooms"),
        tracks=job.things("track", "tracks"),
        speakers=job.things("speaker", "speakers"),
        panels=tuple(job.panels()),
    )
    return Merged(_tidy(result, base, ours, theirs), theirs, tuple(job.conflicts))


def _with_vanished(base: Programme, theirs: Programme) -> Programme:
    """The new document with the panels that it no longer has, as cancelled: a panel is never deleted.

    They stay in the base as cancelled, so that a document that brings one back is seen to restore it.
    """
    gone = [replace(panel, state="cancelled") for panel in base.panels if panel.uid not in theirs.panel]

    def needed(name: str, uids: set[str]) -> list[Any]:
        have = {item.uid for item in getattr(theirs, name)}
        return [item for item in getattr(base, name) if item.uid in uids - have]

    return replace(
        theirs,
        rooms=(*theirs.rooms, *needed("rooms", {panel.room for panel in gone})),
        tracks=(*theirs.tracks, *needed("tracks", {panel.track for panel in gone})),
        speakers=(*theirs.speakers, *needed("speakers", {part.speaker for p in gone for part in p.people})),
        panels=(*theirs.panels, *gone),
    )  # fmt: skip


def keyed(programme: Programme, name: str) -> dict[str, Any]:
    """Its days by their date, or its rooms, tracks, speakers or panels by uid: what `name` says."""
    return {item.date.isoformat() if isinstance(item, Day) else item.uid: item for item in getattr(programme, name)}


@dataclass
class _Merge:
    base: Programme
    ours: Programme
    theirs: Programme
    decisions: Mapping[str, str]
    conflicts: list[Conflict] = field(default_factory=list)

    def event(self) -> Any:
        """Facts that the document states. It may be silent, and what the desk said before any document stands.

        Its times are wall clock in its zone, so they are taken with that: it is the desk's own, or somebody said it.
        """
        base, ours, theirs = self.base.event, self.ours.event, self.theirs.event
        changed = {}
        for f in FIELDS["event"]:
            was, desk, document = getattr(base, f), getattr(ours, f), getattr(theirs, f)
            if f == "timezone":
                changed[f] = document or desk
            elif document and (was or not desk):
                changed[f] = self._field(f"event:{f}", "event", ours.title, f, was or None, desk, document)
        return replace(ours, **changed)

    def things(self, subject: Subject, name: str) -> tuple[Any, ...]:
        """Days, rooms, tracks or speakers."""
        return tuple(self._items(subject, *(keyed(p, name) for p in (self.base, self.ours, self.theirs))))

    def panels(self) -> list[Panel]:
        base, ours, theirs = self.base.panel, self.ours.panel, self.theirs.panel
        merged = self._items("panel", base, ours, theirs)
        return [self._with_people(base.get(p.uid), ours.get(p.uid), p, theirs.get(p.uid)) for p in merged]

    def _items(
        self, subject: Subject, base: Mapping[str, T], ours: Mapping[str, T], theirs: Mapping[str, T]
    ) -> list[T]:
        merged: list[T] = []
        for key in _order(list(base), list(ours), list(theirs)):
            was, desk, document = base.get(key), ours.get(key), theirs.get(key)
            if desk is not None and document is not None:
                merged.append(self._item(subject, key, was, desk, document))
            elif desk is not None:
                merged.append(desk)
            elif document is not None and (was is None or self._brought_back(key, was, document)):
                merged.append(document)
        return merged

    def _brought_back(self, key: str, was: T, document: T) -> bool:
        """Whether what the desk deleted is to be made again, because the document has changed it since."""
        if not isinstance(document, Panel) or not isinstance(was, Panel):
            return True  # stays only where a panel needs it: see _tidy
        if was == document or document.state == "cancelled":
            return False
        before, after = say_when(was.when), say_when(document.when)
        return self._decide(f"panel:{key}", "panel", document.title, "panel", before, "deleted", after) == "document"

    def _item(self, subject: Subject, key: str, was: T | None, desk: T, document: T) -> T:
        title = getattr(desk, "title", "") or getattr(desk, "name", "")
        values = {
            f: self._field(
                f"{subject}:{key}:{f}",
                subject,
                title,
                f,
                getattr(was, f) if was else None,
                getattr(desk, f),
                getattr(document, f),
            )
            for f in FIELDS[subject]
            if not (subject == "speaker" and f in ("bio", "photo", "links"))  # no document says them
        }
        return replace(desk, **values)

    def _field(self, key: str, subject: Subject, title: str, name: str, was: Any, desk: Any, document: Any) -> Any:
        if document in (desk, was):
            return desk
        if desk == was or (was is None and desk in ("", (), None, When())):
            return document
        if was is None and document in ("", (), None, When()):
            return desk
        shown = (show(p, v, name) for p, v in ((self.base, was), (self.ours, desk), (self.theirs, document)))
        return document if self._decide(key, subject, title, name, *shown) == "document" else desk

    def _decide(self, key: str, subject: Subject, title: str, name: str, before: str, desk: str, document: str) -> str:
        decided = self.decisions.get(key, "")
        known: Decision | Literal[""] = "document" if decided == "document" else "desk" if decided == "desk" else ""
        self.conflicts.append(Conflict(key, subject, title, name, before, desk, document, known))
        return known or "desk"

    def _with_people(self, was: Panel | None, desk: Panel | None, merged: Panel, document: Panel | None) -> Panel:
        if desk is None or document is None:
            return merged
        base, ours, theirs = (keyed_people(p) if p else {} for p in (was, desk, document))
        people = []
        for key in _order(list(base), list(ours), list(theirs)):
            part = self._person(merged, key, base.get(key), ours.get(key), theirs.get(key))
            if part is not None:
                people.append(part)
        return replace(merged, people=tuple(people))

    def _person(
        self,
        panel: Panel,
        key: tuple[str, int],
        was: Appearance | None,
        desk: Appearance | None,
        document: Appearance | None,
    ) -> Appearance | None:
        if desk == document or document == was:
            return desk
        if desk == was:
            return document
        name = (self.theirs.speaker.get(key[0]) or self.ours.speaker[key[0]]).full_name
        place = f"panel:{panel.uid}:person:{key[0]}:{key[1]}"
        if desk is None or document is None:
            texts = [say_part(part) for part in (was, desk, document)]
            decided = self._decide(place, "panel", panel.title, name, *texts)
            return document if decided == "document" else desk
        values = {
            f: self._field(
                f"{place}:{f}",
                "panel",
                panel.title,
                f"{name}’s {f}",
                getattr(was, f) if was else None,
                getattr(desk, f),
                getattr(document, f),
            )
            for f in ("role", "billing", "paper")
        }
        return replace(desk, **values)


def say_part(part: Appearance | None) -> str:
    return f"{part.role}: {part.billing or 'no billing'}" if part else "not in the panel"


K = TypeVar("K")


def _order(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K]) -> list[K]:
    """All keys in one order: the desk's where the desk moved something or the document did not, else the document's.

    What the leading order lacks is put behind the neighbour that it follows in the other.
    """
    common = set(base) & set(ours) & set(theirs)

    def of_common(keys: Sequence[K]) -> list[K]:
        return [key for key in keys if key in common]

    desk_leads = of_common(ours) != of_common(base) or of_common(theirs) == of_common(base)
    leading, other = (ours, theirs) if desk_leads else (theirs, ours)
    result, known = list(leading), set(leading)
    follows: dict[K | None, list[K]] = {}
    last: K | None = None
    for key in other:
        if key in known:
            last = key
        else:
            follows.setdefault(last, []).append(key)
    return [*follows.get(None, []), *(k for key in result for k in (key, *follows.get(key, [])))]


def _tidy(result: Programme, base: Programme, ours: Programme, theirs: Programme) -> Programme:
    """Without what no panel needs any more: rooms, tracks and days that the document brought and no longer has.

    What the desk made or changed stays, used or not.
    """
    used = {uid for panel in result.panels for uid in (panel.room, panel.track)}
    speaking = {part.speaker for panel in result.panels for part in panel.people}
    dates = {panel.when.date for panel in result.panels}
    said = {panel.when.date for panel in ours.panels}  # that there is such a day is nothing new

    def made_here(name: str, uid: str) -> bool:
        item = getattr(ours, name).get(uid)
        return item is not None and (uid in getattr(theirs, name) or item != getattr(base, name).get(uid))

    days = [{day.date: day for day in programme.days} for programme in (base, ours, theirs)]
    return replace(
        result,
        days=tuple(
            day
            for day in result.days
            if (day.title or day.date in days[1] or day.date not in said)
            and (
                day.date in dates
                or day.date in days[2]
                or (day.date in days[1] and days[1][day.date] != days[0].get(day.date))
            )
        ),
        rooms=tuple(room for room in result.rooms if room.uid in used or made_here("room", room.uid)),
        tracks=tuple(track for track in result.tracks if track.uid in used or made_here("track", track.uid)),
        speakers=tuple(speaker for speaker in result.speakers if speaker.uid in speaking),
    )
