"""A run as organisers look it over: each line of the document beside what became of it. Pure, over what was kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from events.desk.wording import FIELDS
from events.models import ImportRun
from programme.comparing import say_when
from programme.model import When, is_quiet
from programme.reading.values import LINED, NOT_UNDERSTOOD, OUTSIDE, unit
from programme.reading.zone_names import zone_hint

SHORT = 6  # characters of a place that stands beside its text
FOLD = 4  # stretches of outside lines longer than this are folded
LEVELS = (("error", "Has to be mended"), ("warning", "Look at this"), ("info", "For your information"))


@dataclass(frozen=True)
class Line:
    number: int  # 0 where it goes on, or is blank
    place: str  # in a file without lines, or of cells
    text: str
    use: str  # the ledger's word; empty for a blank line
    label: str
    panel: int | None

    @property
    def name(self) -> str:
        """What stands beside it: a cell's name, else its number."""
        return self.place if 0 < len(self.place) <= SHORT else str(self.number or "")


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


@dataclass(frozen=True)
class Fact:
    """One fact in its three states. `place` is that of its conflict in the plan, None where nobody has to decide."""

    field: str
    then: str
    desk: str
    now: str
    outcome: str
    place: int | None


@dataclass(frozen=True)
class Thing:
    """A panel, person, room … of the desk, with all of it that is not the same in both documents and at the desk."""

    title: str
    facts: tuple[Fact, ...]

    @property
    def rank(self) -> int:
        """What has to be decided first, what stays as it is last."""
        return min(
            ("undecided", "document", "desk").index(f.outcome if f.place is None else "undecided") for f in self.facts
        )


def zone(run: ImportRun) -> str:
    """In one line: in which zone the times are read, and who said so; empty where nobody did."""
    read, notes = run.reading["event"], run.reading.get("notes", ())
    timezone, written = read["timezone"], read["timezone_as_written"]
    if not timezone:
        return ""
    names = f"says “{written}”" if written else "names none"
    if zone_hint(written or "") and not any(note["code"] == "zone-differs" for note in notes):
        return f"Times are read as {timezone} time, for the document {names}."
    events = "the browser’s zone" if run.options.get("proposed") else "the event’s zone"
    whose = events if timezone == run.event.timezone else "which was said with this document and becomes the event’s"
    return f"Times are read as {timezone} time, {whose}; the document {names}."


def things(plan: Mapping[str, Any]) -> list[Thing]:
    """The three states side by side, what is to be decided first."""
    places = {conflict["key"]: place for place, conflict in enumerate(plan.get("conflicts", ()))}
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for difference in plan.get("differences", ()):
        found.setdefault((difference["subject"], difference["uid"]), []).append(difference)
    made = [_thing(subject, each, places) for (subject, _), each in found.items()]
    return sorted(made, key=lambda thing: thing.rank)


def _thing(subject: str, found: list[Mapping[str, Any]], places: Mapping[str, int]) -> Thing:
    kind = "" if subject == "panel" else f"{subject.capitalize()} "
    facts = tuple(
        Fact(
            FIELDS.get(each["field"], each["field"]),
            each["then"],
            each["desk"],
            each["now"],
            each["outcome"],
            places.get(each["key"]) if each["is_conflict"] else None,
        )
        for each in found
    )
    return Thing(f"{kind}“{found[0]['title']}”" if kind else found[0]["title"], facts)


def alone(plan: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The conflicts about what the desk has no version of any more."""
    beside = {difference["key"] for difference in plan.get("differences", ())}
    conflicts = enumerate(plan.get("conflicts", ()))
    return [{**conflict, "place": place} for place, conflict in conflicts if conflict["key"] not in beside]


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
        **counted((panel.get("kind", "panel"), [one["name"] for one in panel["people"]]) for panel in panels),
        "lines": len(lines),
        "unit": unit(reading.get("format", "txt")),
        "outside": sum(line["use"] == OUTSIDE for line in lines),
        "lost": sum(line["use"] == NOT_UNDERSTOOD for line in lines),
    }


def counted(items: Iterable[tuple[str, Sequence[str]]]) -> dict[str, Any]:
    """What there is of a programme's `items`, as kinds and their people's names: `panels` and what else there is, in
    words; how many `people` there are, in how many `places`."""
    rows = list(items)
    names, panels = [name for _, people in rows for name in people], sum(not is_quiet(*row) for row in rows)
    said = f"{panels} panel{'' if panels == 1 else 's'}"
    if rest := len(rows) - panels:
        others = "break or other" if rest == 1 else "breaks and others"
        said = f"{len(rows)} item{'' if len(rows) == 1 else 's'}: {said}, {rest} {others}"
    return {"panels": len(rows), "said": said, "people": len(set(names)), "places": len(names)}


def panels(reading: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The panels as read, each with its time in words and the notes about its lines."""
    pressing = [note for note in reading.get("notes", ()) if note["level"] != "info"]
    places = _places(reading)
    found = []
    for index, panel in enumerate(reading.get("panels", ())):
        first, last = panel["lines"]
        about = [note for note in pressing if any(first <= line <= last for line in note["lines"])]
        at = places.get(first) or (f"line {first}" if first == last else f"lines {first}–{last}")
        found.append({**panel, "index": index, "when": _say_when(panel), "at": at, "notes": about})
    return found


def notes(reading: Mapping[str, Any]) -> list[Notes]:
    """The notes by level, each with the places that it speaks of: their numbers and what they are called."""
    places = _places(reading)
    found = []
    for level, title in LEVELS:
        said = [note for note in reading.get("notes", ()) if note["level"] == level]
        at = [[(number, places.get(number) or f"line {number}") for number in note["lines"]] for note in said]
        if said:
            found.append(Notes(level, title, tuple({**note, "at": here} for note, here in zip(said, at))))
    return found


def _places(reading: Mapping[str, Any]) -> dict[int, str]:
    """What the pieces of a file without lines are called, by number."""
    lined = reading.get("format", "txt") in LINED
    return {} if lined else {line["number"]: line["place"] for line in reading.get("lines", ()) if line.get("place")}


def _say_when(panel: Mapping[str, Any]) -> str:
    kinds = (("date", date), ("start", time), ("end", time), ("end_date", date))
    said: dict[str, Any] = {name: kind.fromisoformat(panel[name]) for name, kind in kinds if panel[name]}
    return say_when(When(**said)) or "no time found"
