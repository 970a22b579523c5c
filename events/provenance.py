"""Where a fact of the drafts comes from: the line of a document, or who changed it here, and what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.models import Edit, EditedRow, ImportRun
from programme import form
from programme.model import Panel, Programme
from programme.reading.values import LINED

HEADING = ("heading", "title", "subtitle")
# By the field of a draft: what the lines that say it are used for, as the ledger has it.
USES: Mapping[str, tuple[str, ...]] = {
    "title": HEADING,
    "number": ("number", *HEADING),
    "kind": ("kind", *HEADING),
    "slot": ("time", "start", "end", "date"),
    "day": ("time", "start", "end", "date"),
    "room": ("room",),
    "track": ("track",),
    "abstract": ("abstract",),
    "language": ("language",),
    "links": ("link", "links"),
    "state": ("state", "status"),
}
MOST_LINES = 4


@dataclass(frozen=True)
class Line:
    """A line of a document. `place` is how a person finds it: “line 12”, “Sheet1!B5”."""

    number: int
    place: str
    text: str


@dataclass(frozen=True)
class Step:
    """One time that a field was set. `before` and `after` are values of the journal; `new`: the row came with it."""

    edit: Edit
    before: Any
    after: Any
    new: bool = False
    lines: tuple[Line, ...] = ()


class Touches:
    """What the journal says of some rows, each field's steps the newest first. What was taken back counts no more."""

    def __init__(self, rows: Iterable[EditedRow]) -> None:
        self.rows = sorted(rows, key=lambda row: -row.edit_id)
        self.by_row: dict[tuple[str, str], list[EditedRow]] = {}
        for row in self.rows:
            self.by_row.setdefault((row.model, row.key), []).append(row)

    @classmethod
    def of(cls, model: str, keys: Sequence[str]) -> Touches:
        done = EditedRow.objects.filter(model=model, key__in=keys, edit__state=Edit.State.DONE)
        return cls(done.select_related("edit__made_by", "edit__event").order_by("-edit_id"))

    def steps(self, model: str, key: str, field: str) -> list[Step]:
        found: list[Step] = []
        for row in self.by_row.get((model, key), []):
            if row.after is None:
                break  # what was deleted and came back began anew
            if field in row.after:
                found.append(Step(row.edit, (row.before or {}).get(field), row.after[field], row.before is None))
            if row.before is None:
                break
        return found


class Documents:
    """The documents of some imports, read once each: which of their lines say a fact."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        wanted = {edit.run_id for edit in edits if edit.run_id}
        light = ImportRun.objects.filter(pk__in=wanted).only("name", "event_id", "reading", "base", "applied_at")
        self.runs = {run.pk: run for run in light}
        self._bases: dict[int, Programme] = {}

    def of_panel(self, run_id: int, uid: str, field: str) -> tuple[Line, ...]:
        """The lines that say a field of a panel; those of its heading where none is only for that."""
        run, (place, _) = self.runs[run_id], self._panel(run_id, uid)
        if place is None:
            return ()
        own = [line for line in run.reading["lines"] if line["panel"] == place]
        said = [line for line in own if line["use"] in USES.get(field, ())]
        if not said:
            said = [line for line in own if line["use"] in HEADING][:1] or own[:1]
        if field in ("slot", "day") and said and (day := _day_above(run, said[0]["number"])):
            said = [day, *said]
        return _lines(run, said)

    def of_person(self, run_id: int, panel: str, speaker: str) -> tuple[Line, ...]:
        """The line that names a person in a panel."""
        run, (place, read) = self.runs[run_id], self._panel(run_id, panel)
        if place is None or read is None:
            return ()
        people = run.reading["panels"][place]["people"]
        numbers = [its["line"] for part, its in zip(read.people, people, strict=False) if part.speaker == speaker]
        return _lines(run, [line for line in run.reading["lines"] if line["number"] in numbers])

    def of_speaker(self, run_id: int, speaker: str) -> tuple[Line, ...]:
        """The first line that names a person."""
        for panel in self._base(run_id).panels:
            if any(part.speaker == speaker for part in panel.people) and (
                lines := self.of_person(run_id, panel.uid, speaker)
            ):
                return lines[:1]
        return ()

    def _panel(self, run_id: int, uid: str) -> tuple[int | None, Panel | None]:
        """Which of the reading's panels it is: the base has them in the same order, and behind them what vanished."""
        read = self.runs[run_id].reading["panels"]
        for place, panel in enumerate(self._base(run_id).panels[: len(read)]):
            if panel.uid == uid:
                return (place, panel) if panel.title == read[place]["title"] else (None, None)
        return None, None

    def _base(self, run_id: int) -> Programme:
        if run_id not in self._bases:
            base = self.runs[run_id].base
            self._bases[run_id] = form.loads(Programme, base) if base else Programme()
        return self._bases[run_id]


def _day_above(run: ImportRun, number: int) -> Any:
    """The heading of the day that a line stands under."""
    days = [line for line in run.reading["lines"] if line["use"] == "day" and line["number"] <= number]
    return days[-1] if days else None


def _lines(run: ImportRun, lines: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    lined = run.reading.get("format", "txt") in LINED
    return tuple(
        Line(line["number"], (not lined and line.get("place")) or f"line {line['number']}", line["text"])
        for line in list(lines)[:MOST_LINES]
    )
