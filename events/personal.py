"""What is known of a person, wherever it is kept: found, given out, and taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from events import merging
from events.models import Address, Appearance, EditedRow, Event, ImportRun, Release
from events.withholding import NAME, Withheld, namesakes
from programme import form
from programme import model as value
from programme.matching import person_key
from programme.names import full_name
from speakers.models import Speaker, SpeakerMerge


@dataclass(frozen=True)
class Person:
    """A speaker and all that they were: the uids and names of those merged into them, and where they appeared."""

    speaker: Speaker
    uids: frozenset[str]
    names: tuple[str, ...]
    billings: frozenset[str]
    events: tuple[Event, ...]
    releases: tuple[Release, ...]  # in which they are named; without their content

    @property
    def withheld(self) -> Withheld:
        others = Speaker.objects.exclude(uid__in=self.uids).values_list("name", flat=True)
        alone = not namesakes(self.names, list(others))
        return Withheld(self.uids, frozenset({self.speaker.pk}), self.names, self.billings, {}, alone)


def find(speaker: Speaker) -> Person:
    merges = list(SpeakerMerge.objects.filter(absorbed__in=_absorbed(speaker)))
    uids = frozenset({str(speaker.uid), *(str(merge.absorbed) for merge in merges)})
    names = {speaker.name, str(speaker), *(merge.name for merge in merges)}
    parts = Appearance.objects.filter(speaker=speaker)
    billings = set(parts.values_list("billing", flat=True))
    named = list[Release]()
    known = Q(pk__in=parts.values("panel__event")) | Q(
        pk__in=Address.objects.filter(kind="speaker", uid__in=uids).values("event")
    )
    for uid in uids:
        known |= Q(pk__in=ImportRun.objects.filter(base__contains=uid).values("event"))
    events = tuple(Event.objects.filter(known).order_by("pk"))
    for row, release in releases_of(events):
        past = release.programme
        if there := [past.speaker[uid] for uid in uids if uid in past.speaker]:
            named.append(row)
        for who in there:
            names |= {who.name, full_name(who.name, who.honorific, who.post_nominal)}
        billings |= {part.billing for panel in past.panels for part in panel.people if part.speaker in uids}
    real = tuple(sorted(names - {NAME, ""}))
    billings |= _as_read(events, real) | _as_edited(speaker)
    return Person(speaker, uids, real, frozenset(billings - {""}), events, tuple(named))


def _as_read(events: tuple[Event, ...], names: tuple[str, ...]) -> set[str]:
    """What documents printed behind the name."""
    keys, found = set(map(person_key, names)), set[str]()
    for reading in ImportRun.objects.filter(event__in=events).values_list("reading", flat=True).iterator():
        people = (who for panel in reading.get("panels", ()) for who in panel["people"])
        found |= {who["billing"] or "" for who in people if person_key(who["name"]) in keys}
    return found


def _as_edited(speaker: Speaker) -> set[str]:
    parts = [str(pk) for pk in Appearance.objects.filter(speaker=speaker).values_list("pk", flat=True)]
    sides = EditedRow.objects.filter(model="appearance", key__in=parts).values_list("before", "after")
    return {side.get("billing", "") for pair in sides for side in pair if side}


def _absorbed(speaker: Speaker) -> list[UUID]:
    went = merging.where_they_went()
    return [UUID(uid) for uid, into in went.items() if into == str(speaker.uid)]


def releases_of(events: tuple[Event, ...]) -> Iterator[tuple[Release, value.Release]]:
    """One after the other: a large event has megabytes of them."""
    for row in Release.objects.filter(event__in=events).select_related("event").order_by("event", "number").iterator():
        release = form.loads(value.Release, row.content)
        row.content = ""
        yield row, release


def imports_naming(person: Person) -> list[tuple[ImportRun, list[str]]]:
    """Imports of their events whose document names them, with the lines that do."""
    withheld, found = person.withheld, []
    fields = ("event__title", "event__timezone", "name", "source", "state", "created_at", "reading", "digest")
    runs = ImportRun.objects.filter(event__in=person.events).select_related("event").only(*fields).order_by("pk")
    for run in runs.iterator():
        lines = [line["text"] for line in run.reading.get("lines", ()) if withheld.names_them(line.get("text", ""))]
        if lines or withheld.names_them(run.reading):
            found.append((run, lines))
    return found


def edited_rows(person: Person) -> Any:
    """What the journal keeps of their entry and of their parts in panels."""
    key = str(person.speaker.pk)
    parts = {str(pk) for pk in Appearance.objects.filter(speaker=person.speaker).values_list("pk", flat=True)}
    appearances = EditedRow.objects.filter(model="appearance", edit__event__in=person.events)
    for row in appearances.only("key", "before", "after"):
        if any(fields and fields.get("speaker") == person.speaker.pk for fields in (row.before, row.after)):
            parts.add(row.key)
    return EditedRow.objects.filter(Q(model="speaker", key=key) | Q(model="appearance", key__in=parts)).select_related(
        "edit__made_by", "edit__event"
    )


def json_without(text: str, withheld: Withheld) -> str:
    """A kept programme, written as it was kept."""
    if not text:
        return text
    return json.dumps(withheld.value(json.loads(text)), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
