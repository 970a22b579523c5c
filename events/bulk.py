"""Many panels or people changed at once: first as a plan that can be looked at, then written as it was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.models import Appearance, Panel
from speakers.models import Speaker

NONE = "none"  # what empties a field; an empty choice leaves it as it is
OWN = ("kind", "language", "state")  # of a panel, besides what it refers to
PLACES = ("room", "track")


@dataclass(frozen=True)
class Step:
    """One field of a panel, or of somebody's part in it. `write` makes it so."""

    panel: int
    title: str
    field: str
    before: str
    after: str
    write: Callable[[], Any]


@dataclass(frozen=True)
class Left:
    """What cannot be so, and why."""

    title: str
    why: str


@dataclass(frozen=True)
class Planned:
    steps: tuple[Step, ...]
    left: tuple[Left, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Of what is shown: only that is written."""
        shown = repr([(step.panel, step.title, step.field, step.before, step.after) for step in self.steps])
        return hashlib.sha256(shown.encode()).hexdigest()[:16]

    def summary(self) -> str:
        """As in “Changed kind and room in 3 panels”."""
        fields = list(dict.fromkeys(step.field for step in self.steps))
        count = len({step.panel for step in self.steps})
        what = " and ".join([", ".join(fields[:-1]), fields[-1]] if len(fields) > 1 else fields)
        return f"Changed {what} in {count} panel{'' if count == 1 else 's'}"

    def write(self) -> None:
        """To be called while the journal records."""
        for step in self.steps:
            step.write()


def plan_panels(panels: Iterable[Panel], wanted: Mapping[str, Any]) -> Planned:
    """`wanted`: kind, language, state as words; room and track as rows, or NONE; `moderator` a speaker; `answer` the
    state of everybody in them. What is empty stays as it is."""
    steps: list[Step] = []
    for panel in panels:
        steps += _of_panel(panel, wanted)
        parts = list(panel.appearances.all())
        if wanted.get("answer"):
            steps += _states(parts, wanted["answer"])
        if (moderator := wanted.get("moderator")) and not _there(parts, moderator):
            steps.append(_added(panel, parts, moderator))
    return Planned(tuple(steps))


def plan_people(parts: Sequence[Appearance], wanted: Mapping[str, Any]) -> Planned:
    """`wanted`: `role` and `answer` of these parts."""
    steps: list[Step] = []
    left: list[Left] = []
    taken = {(part.panel_id, part.speaker_id, part.role, part.paper) for part in parts}
    for part in parts:
        role = wanted.get("role")
        if role and role != part.role:
            if (key := (part.panel_id, part.speaker_id, role, part.paper)) in taken:
                left.append(Left(_name(part), f"is {role} there already"))
            else:
                taken.add(key)
                steps.append(_set(part, "role", role, _name(part)))
    if wanted.get("answer"):
        steps += _states(parts, wanted["answer"])
    return Planned(tuple(steps), tuple(left))


def _of_panel(panel: Panel, wanted: Mapping[str, Any]) -> Iterator[Step]:
    for name in (*OWN, *PLACES):
        value = wanted.get(name)
        if not value:
            continue
        value = (None if name in PLACES else "") if value == NONE else value
        if getattr(panel, name) != value:
            yield _set(panel, name, value, panel.title)


def _states(parts: Iterable[Appearance], state: str) -> Iterator[Step]:
    return (_set(part, "state", state, _name(part)) for part in parts if part.state != state)


def _set(row: Any, name: str, value: Any, title: str) -> Step:
    def write() -> None:
        setattr(row, name, value)
        row.save(update_fields=[name])

    is_part = isinstance(row, Appearance)
    field = "answer" if is_part and name == "state" else name
    before = str(getattr(row, name) or "none")
    return Step(row.panel_id if is_part else row.pk, title, field, before, str(value or "none"), write)


def _there(parts: Iterable[Appearance], speaker: Speaker) -> bool:
    return any(part.speaker_id == speaker.pk and part.role == "moderator" for part in parts)


def _added(panel: Panel, parts: Sequence[Appearance], speaker: Speaker) -> Step:
    order = max((part.order for part in parts), default=-1) + 1

    def write() -> None:
        Appearance.objects.create(panel=panel, speaker=speaker, role="moderator", order=order)

    now = ", ".join(part.speaker.name for part in parts if part.role == "moderator")
    return Step(panel.pk, panel.title, "moderator", now or "none", f"{now}, {speaker}" if now else str(speaker), write)


def _name(part: Appearance) -> str:
    return f"{part.speaker}, “{part.panel}”"
