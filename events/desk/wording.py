"""Changes as organisers read them: together by what they are about, what is lost first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from programme.comparing import describe
from programme.model import Change

ALARMING = {"cancelled", "removed", "person-removed", "unscheduled"}
FIELDS = {"when": "time", "people": "person", "language": "language", "links": "links", "state": "state"}


@dataclass(frozen=True)
class Row:
    """One field, before and after; where `text` is given, that says it all."""

    field: str
    before: str
    after: str
    text: str = ""
    alarming: bool = False


@dataclass(frozen=True)
class Group:
    """All that happens to one thing."""

    title: str
    about: str  # when it takes place, where it is new or gone
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    kind: str  # cancelled, changed, added, programme or speakers
    title: str
    groups: tuple[Group, ...]


TITLES = {
    "cancelled": "Cancelled or taken out",
    "changed": "Changed panels",
    "added": "New panels",
    "programme": "Event, days, rooms and tracks",
    "speakers": "Speakers",
}


def stored(changes: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    """The changes of a plan that was kept as JSON."""
    return tuple(Change(**{key: value for key, value in change.items() if key != "text"}) for change in changes)


def sections(changes: Iterable[Change]) -> list[Section]:
    things: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        things.setdefault((change.subject, change.uid), []).append(change)
    found: dict[str, list[Group]] = {kind: [] for kind in TITLES}
    for about in things.values():
        found[_kind(about)].append(_group(about))
    return [Section(kind, TITLES[kind], tuple(groups)) for kind, groups in found.items() if groups]


def sentences(changes: Iterable[Change], limit: int) -> list[str]:
    """The first of them in words, panels before what they stand in."""
    ordered = sorted(changes, key=lambda change: (change.code not in ALARMING, change.subject != "panel"))
    return [describe(change) for change in ordered[:limit]]


def _kind(about: list[Change]) -> str:
    if about[0].subject == "speaker":
        return "speakers"
    if about[0].subject != "panel":
        return "programme"
    codes = {change.code for change in about}
    if codes & {"cancelled", "removed"}:
        return "cancelled"
    return "added" if "added" in codes else "changed"


def _group(about: list[Change]) -> Group:
    first = about[0]
    title = {"event": "The event", "day": f"Day {first.title}"}.get(first.subject, first.title)
    if first.subject in ("room", "track"):
        title = f"{first.subject.capitalize()} “{first.title}”"
    whole = next((change for change in about if change.code in ("added", "removed")), None)
    rows = tuple(_row(change) for change in about if change is not whole)
    if whole is None:
        return Group(title, "", rows)
    verb = "new" if whole.code == "added" else "taken out"
    return Group(title, whole.after or whole.before or verb, rows)


def _row(change: Change) -> Row:
    alarming = change.code in ALARMING
    if change.code == "cancelled":
        return Row("", "", "", "is cancelled", alarming)
    if change.code == "restored":
        return Row("", "", "", "takes place after all")
    if change.code in ("person-added", "person-removed"):
        verb = f"{change.after} joins" if change.after else f"{change.before} is out"
        return Row("", "", "", verb, alarming)
    if change.code == "people-reordered":
        return Row("", "", "", f"people in another order: {change.after}")
    return Row(FIELDS.get(change.field, change.field), change.before, change.after, alarming=alarming)
