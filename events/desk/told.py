"""Edits of the journal as organisers read them: who, when, what, and each field before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.urls import reverse

from events import merging, telling
from events.desk import access
from events.desk.wording import Group, Row
from events.models import Edit, EditedRow, Event, Panel, Room, Track
from events.rows import Key
from speakers.models import Speaker

FEW = 12  # rows of an edit that a list shows; more stand on a page of their own
MOST = 300  # that such a page shows
NO_PART: frozenset[int] = frozenset()
REFERRING: dict[str, Any] = {"room": Room, "track": Track, "speaker": Speaker, "panel": Panel}
SAID_OF_NEW = {
    "panel": ("kind", "slot", "day", "room"),
    "appearance": ("role", "billing"),
    "day": ("theme",),
    "room": ("capacity",),
}
SOURCES = {
    "board": "on the timetable",
    "import": "by an import",
    "api": "by a program",
    "merge": "by merging two people",
    "speaker": "by the speaker",
    "proposals": "as a speaker proposed",
}


@dataclass(frozen=True)
class Told:
    """An edit. `more`: how many of its rows are not shown here."""

    edit: Edit
    summary: str
    how: str  # “on the timetable”; empty at a form of the desk
    groups: tuple[Group, ...]
    more: int
    zone: Any
    may_turn: bool
    apart: int | None  # of a merge: the record by which the two can be taken apart


class Names:
    """What the keys in rows of the journal stand for, looked up for all of them at once."""

    def __init__(self, rows: Iterable[EditedRow]) -> None:
        wanted: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for name, before, after in row.fields:
                if name in REFERRING:
                    wanted[name] |= {str(value) for value in (before, after) if value is not None}
        self.known: dict[Key, str] = {}
        for model, keys in wanted.items():
            self.known |= {(model, key): name for key, name in _now(model, keys)}
        gone = {(model, key) for model, keys in wanted.items() for key in keys} - self.known.keys()
        if gone:
            past = EditedRow.objects.filter(model__in={m for m, _ in gone}, key__in=[key for _, key in gone][:900])
            self.known |= {(row.model, row.key): row.name for row in past if (row.model, row.key) in gone}

    def say(self, field: str, value: Any, zone: ZoneInfo | Any) -> str:
        if value is None or value == "":
            return ""
        if field in REFERRING:
            return self.known.get((field, str(value)), f"a {field} that is gone")
        if field == "slot":
            return say_span(value, zone)
        if field == "day":
            day = date.fromisoformat(value)
            return f"{day:%a} {day.day} {day:%b %Y}"
        if field == "embargo":
            return say_moment(datetime.fromisoformat(value), zone)
        return str(value)


def tell(user: Any, edits: Sequence[Edit], clock: Any, about: Key | None = None, most: int = FEW) -> list[Told]:
    """As many queries for one edit as for many. `about`: the row on whose page they stand; only it is told of then.

    `clock`: the zone of edits of people, who belong to no event.
    """
    shown = _rows(user, edits, about, most)
    every = [row for rows in shown.values() for row in rows]
    names = Names(every)
    changeable = access.changeable_speakers(user, _people(every))
    counts = dict(EditedRow.objects.filter(edit__in=edits).order_by().values_list("edit").annotate(n=Count("pk")))
    parts = {pk: access.panels_of_part(user, pk) if pk else NO_PART for pk in {edit.event_id for edit in edits}}
    apart = merging.of_edits(edits)
    told: list[Told] = []
    for edit in edits:
        its, number = shown[edit.pk], counts.get(edit.pk, 0)
        zone = zone_of(edit.event, clock)
        groups = [group for row in its if (group := _group(row, names, zone, (row.model, row.key) == about))]
        part = parts[edit.event_id] if len(its) == number else NO_PART
        may = may_turn(user, edit, its, changeable, part) and edit.source != "merge"
        told.append(_told(edit, its, groups, number, zone, may, apart.get(edit.pk)))
    return told


def may_turn(
    user: Any,
    edit: Edit,
    rows: Sequence[EditedRow],
    changeable: set[int] | None = None,
    part: Collection[int] | None = None,
) -> bool:
    """Whether one may take an edit back or do it again: who may change all that it changed.

    `part`: the panels that a part editor changes; what touches nothing else is theirs to turn.
    """
    people = {int(row.key) for row in rows if row.model == "speaker" and row.before and row.after}
    if changeable is None:
        changeable = access.changeable_speakers(user, Speaker.objects.filter(pk__in=people))
    if edit.event_id is None:
        return bool(people) and people <= changeable
    if access.may_edit(user, edit.event_id):
        return people <= changeable
    mine = access.panels_of_part(user, edit.event_id) if part is None else part
    return bool(mine and rows) and edit.run_id is None and all(_is_of_part(row, edit, user, mine) for row in rows)


def _is_of_part(row: EditedRow, edit: Edit, user: Any, part: Collection[int]) -> bool:
    """Whether a part editor changes this themselves: a panel's words, its people, and who they added there."""
    if row.model == "panel":
        return (
            bool(row.before and row.after)
            and int(row.key) in part
            and not set(access.NOT_OF_A_PART) & set(row.after or ())
        )
    if row.model == "speaker":
        return row.before is None and edit.made_by_id == user.pk
    panels = {(fields or {}).get("panel") for fields in (row.before, row.after)} | {int(row.panel or 0)}
    return row.model in ("appearance", "translation") and panels - {None} <= set(part)


def say_span(span: str, zone: Any) -> str:
    """As in “Wed 19 May 2021, 10:30–11:45”."""
    first, _, last = span.partition("/")
    start = datetime.fromisoformat(first).astimezone(zone)
    end = f"–{datetime.fromisoformat(last).astimezone(zone):%H:%M}" if last else ""
    return f"{start:%a} {start.day} {start:%b %Y, %H:%M}{end}"


def say_moment(at: datetime, zone: Any) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%B %Y, %H:%M}"


def zone_of(event: Event | None, clock: Any) -> Any:
    return event.zone if event else clock


def url_of(row: EditedRow) -> str:
    """Where the row is edited; empty where it is gone or has no page."""
    if row.model == "speaker":
        return reverse("admin:speakers_speaker_change", args=[row.key])
    if row.model in ("panel", "room", "track"):
        return reverse(f"admin:events_{row.model}_change", args=[row.key])
    return reverse("admin:events_panel_change", args=[row.panel]) if row.panel else ""


def _rows(user: Any, edits: Sequence[Edit], about: Key | None, most: int) -> dict[int, list[EditedRow]]:
    """The rows that are shown, by their edit. Who is nobody's business here is left out."""
    found: dict[int, list[EditedRow]] = {edit.pk: [] for edit in edits}
    wanted = EditedRow.objects.filter(edit__in=edits).order_by("pk")
    if about:
        wanted = wanted.filter(model=about[0], key=about[1]) | (
            wanted.filter(panel=about[1]) if about[0] == "panel" else wanted.none()
        )
    alone = {edit.pk for edit in edits if edit.event_id is None}
    seen = {str(pk) for pk in access.seen_speakers(user).values_list("pk", flat=True)} if alone else set()
    for row in wanted.iterator(chunk_size=500):
        hidden = row.edit_id in alone and row.key not in seen
        if not hidden and len(found[row.edit_id]) < most:
            found[row.edit_id].append(row)
    return found


def _told(
    edit: Edit, rows: list[EditedRow], groups: list[Group], number: int, zone: Any, may: bool, apart: int | None
) -> Told:
    whole = edit.event_id is not None or len(rows) == number  # else it names people who are not shown here
    summary = edit.summary if whole else telling.summary(list(rows))
    more = number - len(rows) if edit.event_id else 0
    return Told(edit, summary, SOURCES.get(edit.source, ""), tuple(groups), more, zone, whole and may, apart)


def _group(row: EditedRow, names: Names, zone: Any, itself: bool) -> Group | None:
    """What happened to a row, on whose own page `itself` says that it stands; None where nobody would miss it."""
    if row.model == "timeslot":
        return None
    title = row.name if row.model == "appearance" else f"{telling.word(row).capitalize()} “{row.name}”"
    if row.before is None or row.after is None:
        fields = row.after or row.before or {}
        facts = [names.say(name, fields.get(name), zone) for name in SAID_OF_NEW.get(row.model, ())]
        verb = "added" if row.before is None else "deleted"
        return Group(title, ", ".join([verb, *filter(None, facts)]), ())
    told = tuple(
        Row(label, names.say(name, before, zone), names.say(name, after, zone))
        for name, before, after in row.fields
        if (label := telling.field_name(name))
    )
    return Group("" if itself else title, "", told) if told else None


def _people(rows: Iterable[EditedRow]) -> list[Speaker]:
    keys = {int(row.key) for row in rows if row.model == "speaker"}
    return list(Speaker.objects.filter(pk__in=list(keys)[:900]))


def _now(model: str, keys: set[str]) -> list[tuple[str, str]]:
    """The names of those that there still are."""
    numbers = sorted(int(key) for key in keys)
    rows: list[tuple[str, str]] = []
    for n in range(0, len(numbers), 500):
        found = REFERRING[model]._default_manager.filter(pk__in=numbers[n : n + 500])
        rows += [(str(row.pk), str(row)) for row in found]
    return rows
