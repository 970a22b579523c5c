"""A programme in another language, as far as its words have been translated; what has not stands as it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from programme.model import Appearance, Day, Event, Panel, Programme, Release, Room, Track
from programme.words import Words

T = TypeVar("T", Event, Day, Room, Track, Panel, Appearance)
Place = TypeVar("Place", Room, Track)

# The fields that have words, by subject.
FIELDS = {
    "event": ("title", "organiser", "venue", "about"),
    "day": ("title",),
    "room": ("name",),
    "track": ("name",),
    "panel": ("number", "title", "abstract"),
    "appearance": ("billing", "paper"),
}


def in_language(programme: Programme, language: str) -> Programme:
    """Itself where nothing of it has been translated."""
    words = programme.translated.get(language)
    if not words:
        return programme
    return replace(
        programme,
        event=_said(programme.event, words, "event", ""),
        days=tuple(_said(day, words, "day", f"{day.date}") for day in programme.days),
        rooms=_named(programme.rooms, words, "room"),
        tracks=_named(programme.tracks, words, "track"),
        panels=tuple(_panel(panel, words) for panel in programme.panels),
    )


def release_in(release: Release, language: str) -> Release:
    """What the public sees of it in another language: the same panels, uids and sequences."""
    programme = in_language(release.programme, language)
    return release if programme is release.programme else replace(release, programme=programme, written=release)


def languages(programme: Programme) -> tuple[str, ...]:
    """Those in which it can be read: what it was written in, and what it is translated to."""
    return tuple(dict.fromkeys((*programme.event.languages, *programme.translated)))


def _named(places: Sequence[Place], words: Words, subject: str) -> tuple[Place, ...]:
    """Files tell rooms and tracks apart by name: one whose name another has too keeps its first one."""
    said = [_said(place, words, subject, place.uid) for place in places]
    names = Counter(name for pair in zip(said, places, strict=True) for name in {one.name for one in pair})
    return tuple(now if names[now.name] == 1 else was for now, was in zip(said, places, strict=True))


def _panel(panel: Panel, words: Words) -> Panel:
    people = tuple(_said(part, words, "appearance", uid) for uid, part in parts(panel))
    return _said(replace(panel, people=people), words, "panel", panel.uid)


def _said(thing: T, words: Words, subject: str, uid: str) -> T:
    found = {field: text for field in FIELDS[subject] if (text := words.get((subject, uid, field)))}
    return replace(thing, **found) if found else thing  # type: ignore[arg-type]


def parts(panel: Panel) -> Iterator[tuple[str, Appearance]]:
    """A panel's appearances with the uids by which translations name them."""
    seen: dict[str, int] = {}
    for part in panel.people:
        before = seen.get(part.speaker, 0)
        seen[part.speaker] = before + 1
        yield f"{panel.uid} {part.speaker}{f' {before}' if before else ''}", part


def texts(programme: Programme, panel: Panel) -> Iterator[str]:
    """All that is said of a panel in other languages than it was first written in."""
    keys = [("panel", panel.uid, field) for field in FIELDS["panel"]]
    keys += [("appearance", uid, field) for uid, _ in parts(panel) for field in FIELDS["appearance"]]
    keys += [("room", panel.room, "name"), ("track", panel.track, "name")]
    for words in programme.translated.values():
        yield from (words[key] for key in keys if key in words)


def translatable(programme: Programme) -> set[tuple[str, str]]:
    """Subject and uid of all that may have translations."""
    days = {("day", f"{day.date}") for day in programme.days}
    people = {("appearance", uid) for panel in programme.panels for uid, _ in parts(panel)}
    uids = {"room": programme.room, "track": programme.track, "panel": programme.panel}
    return {("event", ""), *days, *((subject, uid) for subject, known in uids.items() for uid in known), *people}
