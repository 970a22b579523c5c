"""A run as organisers look it over: each line of the document beside what became of it. Pure, over what was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from programme.comparing import say_when
from programme.model import When
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, unit

FOLD = 4  # stretches of outside lines longer than this are folded
LEVELS = (("error", "Has to be mended"), ("warning", "Look at this"), ("info", "For your information"))


@dataclass(frozen=True)
class Line:
    number: int  # 0 where it goes on, or is blank
    place: str  # in a file without lines
    text: str
    use: str  # the ledger's word; empty for a blank line
    label: str
    panel: int | None


@dataclass(frozen=True)
class Stretch:
    """Lines that stand together, folded where none of them is part of the programme."""

    lines: tuple[Line, ...]
    folded: bool

    @property
    def says(self) -> str:
        named = [line for line in self.lines if line.number]
        first, last = (line.place or f"line {line.number}" for line in (named[0], named[-1]))
        return f"Outside the programme: {first} to {last}"


@dataclass(frozen=True)
class Notes:
    level: str
    title: str
    notes: tuple[Mapping[str, Any], ...]


def stretches(reading: Mapping[str, Any]) -> list[Stretch]:
    """The document's pieces, together as long as they are all part of the programme or all outside of it."""
    found: list[tuple[bool, list[Line]]] = []
    last = 0
    for entry in reading.get("lines", ()):
        number, use = entry["number"], entry["use"]
        outside = use == OUTSIDE
        if not found or outside != found[-1][0]:
            found.append((outside, []))
        if number > last + 1 and last:
            found[-1][1].append(Line(0, "", "", "", "", None))  # a blank line, or several
        place, text = entry.get("place", ""), entry.get("text", "")
        found[-1][1].append(
            Line(number if number != last else 0, place, text, use, use.replace("-", " "), entry["panel"])
        )
        last = number
    return [Stretch(tuple(lines), outside and len(lines) > FOLD) for outside, lines in found]


def summary(reading: Mapping[str, Any]) -> dict[str, Any]:
    lines, panels = reading.get("lines", ()), reading.get("panels", ())
    return {
        "panels": len(panels),
        "people": sum(len(panel["people"]) for panel in panels),
        "lines": len(lines),
        "unit": unit(reading.get("format", "txt")),
        "outside": sum(line["use"] == OUTSIDE for line in lines),
        "lost": sum(line["use"] == NOT_UNDERSTOOD for line in lines),
    }


def panels(reading: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The panels as read, each with its time in words and the notes about its lines."""
    pressing = [note for note in reading.get("notes", ()) if note["level"] != "info"]
    found = []
    for index, panel in enumerate(reading.get("panels", ())):
        first, last = panel["lines"]
        about = [note for note in pressing if any(first <= line <= last for line in note["lines"])]
        found.append({**panel, "index": index, "when": _say_when(panel), "notes": about})
    return found


def notes(reading: Mapping[str, Any]) -> list[Notes]:
    said = [
        (level, title, tuple(n for n in reading.get("notes", ()) if n["level"] == level)) for level, title in LEVELS
    ]
    return [Notes(level, title, found) for level, title, found in said if found]


def _say_when(panel: Mapping[str, Any]) -> str:
    kinds = (("date", date), ("start", time), ("end", time), ("end_date", date))
    said: dict[str, Any] = {name: kind.fromisoformat(panel[name]) for name, kind in kinds if panel[name]}
    return say_when(When(**said)) or "no time found"
