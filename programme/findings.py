"""What checking a programme finds: each with what it is about and the facts that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal

from programme.model import Event, Panel, Programme, Room, Speaker, When

Severity = Literal["error", "warning", "info"]  # cannot be so; should be looked at; is missing or untidy
Kind = Literal["event", "room", "slot", "speaker", "panel"]

SEVERITIES: dict[str, Severity] = {
    "room-twice": "error",
    "person-twice": "error",
    "overlap": "warning",
    "duplicate-number": "warning",
    "no-slot": "warning",
    "no-stream": "warning",
    "no-people": "warning",
    "too-small": "warning",
    "duplicate-name": "warning",
    "tight-walk": "warning",
    "too-large": "info",
    "no-moderator": "info",
    "no-billing": "info",
    "no-abstract": "info",
    "gap": "info",
    "empty-slot": "info",
}
_RANK = {code: rank for rank, code in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a finding is about. `key` is the uid; of a slot what the caller gave with it, of the event empty."""

    kind: Kind
    key: str
    name: str

    @classmethod
    def of(cls, row: Panel | Speaker | Room | Event) -> Thing:
        if isinstance(row, Panel):
            return cls("panel", row.uid, row.title)
        if isinstance(row, Speaker):
            return cls("speaker", row.uid, row.full_name)
        return cls("room", row.uid, row.name) if isinstance(row, Room) else cls("event", "", row.title)


@dataclass(frozen=True)
class Finding:
    """`code` is stable, a key of SEVERITIES. `facts` are what it rests on: while they stay, it is the same finding.

    `at` is where it stands among those of its code: ISO date and time, or a name.
    """

    code: str
    message: str
    about: tuple[Thing, ...]
    facts: tuple[str, ...] = ()
    at: str = ""

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.code]

    @cached_property
    def key(self) -> str:
        """The code and what it is about, whatever the facts: under it somebody finds that it has come back."""
        return _digest(self.code, *sorted(f"{thing.kind} {thing.key}" for thing in self.about))

    @cached_property
    def fingerprint(self) -> str:
        """Of the code, what it is about and the facts; 64 hexadecimal digits."""
        return _digest(self.key, *self.facts)


@dataclass(frozen=True, slots=True)
class Rules:
    """Where something begins to be worth a word. All times are minutes."""

    walk: int = 5  # less than this between two rooms is tight
    gap: int = 45  # more than this with nothing on, in a programme that lists its breaks
    pause: int = 150  # the same in a programme that lists none
    fewest: int = 2  # people on a panel, beside who moderates
    most: int = 8


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst first, then by code, then by time or name."""
    return tuple(sorted(findings, key=lambda found: (_RANK[found.code], found.at, found.message)))


def by_thing(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """By the uid of each panel, speaker and room: the findings about it."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for thing in finding.about:
            if thing.kind in ("panel", "speaker", "room"):
                found.setdefault(thing.key, []).append(finding)
    return {key: tuple(its) for key, its in found.items()}


def say_day(when: When) -> str:
    """As in “Wed 19 May”; empty without a date."""
    return f"{when.date:%a} {when.date.day} {when.date:%b}" if when.date else ""


def say_time(when: When) -> str:
    """As in “10:30–11:45”."""
    end = f"–{when.end:%H:%M}" if when.end else ""
    return f"{when.start:%H:%M}{end}" if when.start else ""


def say_names(names: Iterable[str], most: int = 4) -> str:
    """As in “Rivers”, “Lakes” and 3 more."""
    quoted = [f"“{name}”" for name in names]
    if len(quoted) > most:
        return f"{', '.join(quoted[:most])} and {len(quoted) - most} more"
    return " and ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))


def starts(when: When) -> str:
    """A text by which panels sort by their time, what has none last."""
    return f"{when.date or '9999'} {when.start or '99'}"


def as_fact(panel: Panel) -> str:
    """When and where a panel is."""
    when = panel.when
    return f"{when.date} {when.start} {when.end_date or ''} {when.end} {panel.room}"


def standing(programme: Programme) -> tuple[Panel, ...]:
    """The panels that are to take place."""
    return tuple(panel for panel in programme.panels if panel.state != "cancelled")


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
