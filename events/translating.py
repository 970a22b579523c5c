"""Translations at the desk: read into a programme, and brought up to date from a second document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from events.models import Appearance, Event, Translation
from programme.model import Programme
from programme.translating import parts
from programme.words import Translation as Words

Key = tuple[str, str, str, str]  # subject, uid, field, language


def translated(programme: Programme, event: Event) -> Programme:
    """The programme with all translations that the drafts have of it, in one order."""
    found = [
        Words(row.subject, uid, field, code, row.text) for (_, uid, field, code), row in rows(programme, event).items()
    ]
    return replace(programme, translations=tuple(sorted(found, key=lambda words: _key(words))))


def rows(programme: Programme, event: Event) -> dict[Key, Translation]:
    """The drafts' translations by what they translate. `programme` is what the drafts say."""
    known = list(Translation.objects.filter(event=event).select_related("day", "room", "track", "panel", "appearance"))
    uids = _appearances(programme, event) if any(row.appearance_id for row in known) else {}
    names = {row.pk: uid for uid, row in uids.items()}
    return {(row.subject, uid, row.field, row.language): row for row in known if (uid := _uid(row, names)) is not None}


def _uid(row: Translation, names: Mapping[int, str]) -> str | None:
    if row.appearance_id:
        return names.get(row.appearance_id)
    thing = row.panel or row.room or row.track
    return str(thing.uid) if thing else f"{row.day.date}" if row.day else ""


def _appearances(programme: Programme, event: Event) -> dict[str, Appearance]:
    """By the uids of programme/translating.py; drafts hold appearances in the order that the programme has."""
    found: dict[str, list[Appearance]] = {}
    for row in Appearance.objects.filter(panel__event=event).select_related("panel").order_by("order", "pk"):
        found.setdefault(str(row.panel.uid), []).append(row)
    return {
        uid: row
        for panel in programme.panels
        for (uid, _), row in zip(parts(panel), found.get(panel.uid, ()), strict=False)
    }


def _key(words: Words) -> Key:
    return words.subject, words.uid, words.field, words.language


@dataclass(frozen=True)
class Changes:
    """What a document changes of the drafts' translations. `kept`: what somebody wrote otherwise at the desk since."""

    new: tuple[Words, ...]
    changed: tuple[tuple[Words, str], ...]  # with the text of before
    kept: tuple[tuple[Words, str], ...]  # with the desk's text

    def __bool__(self) -> bool:
        return bool(self.new or self.changed)


def plan(programme: Programme, event: Event, wanted: Iterable[Words]) -> Changes:
    """The same document again plans nothing. Where the desk has written something else than the document that was
    imported last, and this document says a third thing, the desk's stays and is listed."""
    known = rows(programme, event)
    new, changed, kept = list[Words](), list[tuple[Words, str]](), list[tuple[Words, str]]()
    for words in wanted:
        row = known.get(_key(words))
        if row is None:
            new.append(words)
        elif words.text not in (row.text, row.imported):
            (changed if row.text == row.imported else kept).append((words, row.text))
    return Changes(tuple(new), tuple(changed), tuple(kept))


@transaction.atomic
def apply(programme: Programme, event: Event, changes: Changes) -> None:
    known = rows(programme, event)
    for words, _ in changes.changed:
        row = known[_key(words)]
        row.text = row.imported = words.text
        row.save()
    days = {f"{day.date}": day for day in event.days.all()}
    rooms = {str(room.uid): room for room in event.rooms.all()}
    tracks = {str(track.uid): track for track in event.tracks.all()}
    panels = {str(panel.uid): panel for panel in event.panels.all()}
    people = _appearances(programme, event)
    made = [
        Translation(
            event=event,
            day=days[words.uid] if words.subject == "day" else None,
            room=rooms.get(words.uid),
            track=tracks.get(words.uid),
            panel=panels.get(words.uid.partition(" ")[0]),
            appearance=people.get(words.uid) if words.subject == "appearance" else None,
            language=words.language,
            field=words.field,
            text=words.text,
            imported=words.text,
        )
        for words in changes.new
    ]
    Translation.objects.bulk_create(made)
