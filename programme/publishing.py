"""From the programme that may be public to the next Release: what changed, which calendars must be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Literal

from programme import leaving
from programme.comparing import compare, same_facts
from programme.model import Former, Panel, Programme, Release
from programme.translating import texts, translatable

Number = Callable[[Panel], Panel]
TOMBSTONE_DAYS = 30  # for how long at least calendars are told that a withdrawn panel is cancelled


@dataclass(frozen=True)
class History:
    """What earlier releases fixed for good: addresses by (kind, uid), and sequences of panels gone since by uid.

    `merged`: by the uid of speakers who were merged into others, the uid of whom they are now. `embargoed` are the uids
    of panels that are held back now: calendars that had them hear that they are cancelled, and no more.
    """

    slugs: Mapping[tuple[str, str], str]
    sequences: Mapping[str, int]
    merged: Mapping[str, str] = field(default_factory=dict)
    embargoed: frozenset[str] = frozenset()


def next_release(
    public: Programme, previous: Release | None, history: History, published: datetime, note: str = ""
) -> Release | None:
    """The release that makes `public` the programme, or None where the public sees no difference.

    `public` holds public facts only. `published` is UTC. `history` has an address for everything that is `shown`.
    """
    seen = previous.programme if previous else Programme()
    addressed = _addressed(shown(public, previous), history)
    merged = _merged(addressed, history)
    anew = partial(_number, previous=previous, history=history, published=published)
    numbered = _numbered(addressed, previous, merged, anew) if previous else map(anew, addressed.panels)
    programme = replace(addressed, panels=tuple(numbered))
    if programme == seen and not (previous and _tells_too_much(previous, history)):
        return None
    number = previous.number + 1 if previous else 1
    tombstones = leaving.hushed(_tombstones(programme, previous, published), history.embargoed, published)
    left = _lasting(leaving.left(programme, previous, tombstones, merged, published), programme, published)
    left = leaving.hushed(left, history.embargoed, published)
    former = _former((*tombstones, *left), programme, history, merged)
    return Release(number, published, programme, tombstones, former, compare(seen, programme), note, left)


def shown(public: Programme, previous: Release | None) -> Programme:
    """What the next release shows of it, in order: without what was cancelled before it was ever public."""
    seen = previous.programme.panel if previous else {}
    panels = tuple(panel for panel in public.in_order if panel.state != "cancelled" or panel.uid in seen)
    return pruned(replace(public, panels=panels))


def pruned(programme: Programme) -> Programme:
    """Only the days, rooms, tracks and speakers that a panel of it needs, and the translations of what it has."""
    dates = {panel.when.date for panel in programme.panels}
    places = {uid for panel in programme.panels for uid in (panel.room, panel.track)}
    people = {part.speaker for panel in programme.panels for part in panel.people}
    programme = replace(
        programme,
        days=tuple(day for day in programme.days if day.date in dates),
        rooms=tuple(room for room in programme.rooms if room.uid in places),
        tracks=tuple(track for track in programme.tracks if track.uid in places),
        speakers=tuple(speaker for speaker in programme.speakers if speaker.uid in people),
    )
    known = translatable(programme) if programme.translations else set()
    kept = tuple(words for words in programme.translations if (words.subject, words.uid) in known)
    return replace(programme, translations=kept)


def _addressed(programme: Programme, history: History) -> Programme:
    def slugged(kind: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(item, slug=history.slugs[kind, item.uid]) for item in items)

    return replace(
        programme,
        rooms=slugged("room", programme.rooms),
        tracks=slugged("track", programme.tracks),
        speakers=slugged("speaker", programme.speakers),
        panels=slugged("panel", programme.panels),
    )


def _numbered(programme: Programme, previous: Release, merged: Mapping[str, str], number: Number) -> Iterable[Panel]:
    """The panels with their sequences and when they last changed: as they were where nothing says otherwise."""
    for panel in programme.panels:
        was = previous.programme.panel.get(panel.uid)
        if (
            was
            and _entry(was, previous.programme) == _entry(panel, programme)
            and same_facts(was, panel)
            and not leaving.comes_back(panel, was, previous, merged)
        ):
            yield replace(panel, sequence=was.sequence, changed=was.changed)
        else:
            yield number(panel)


def _number(panel: Panel, previous: Release | None, history: History, published: datetime) -> Panel:
    """With a sequence higher than any that calendars have seen."""
    seen = max(history.sequences.get(panel.uid, -1), previous.sequences.get(panel.uid, -1) if previous else -1)
    return replace(panel, sequence=seen + 1, changed=published)


def _entry(panel: Panel, programme: Programme) -> tuple[object, ...]:
    """What a calendar entry says beyond the panel itself: names, places and the instant in UTC."""
    names = tuple(programme.speaker[part.speaker].full_name for part in panel.people)
    room, track = programme.room.get(panel.room), programme.track.get(panel.track)
    return (
        panel.when.span(programme.zone),
        names,
        (room.name, room.stream) if room else None,
        track.name if track else None,
        programme.event.venue,
        (*texts(programme, panel), *_venues(programme)),
    )


def _venues(programme: Programme) -> Iterator[str]:
    """The venue's names in the languages that have one: the first words in a language are told by the entries that
    they are in, and by no other."""
    key = ("event", "", "venue")
    return (words[key] for words in programme.translated.values() if key in words)


def _tombstones(programme: Programme, previous: Release | None, published: datetime) -> tuple[Panel, ...]:
    """What calendars show and the programme no longer has: withdrawn panels, and those that lost their time."""
    if previous is None:
        return ()
    timed = {panel.uid for panel in programme.panels if leaving.is_timed(panel)}
    graves = leaving.retold(previous.tombstones, programme, previous, published)
    for was in previous.programme.panels:
        if was.uid not in timed and was.when.span(previous.programme.zone):
            now = programme.panel.get(was.uid)
            sequence = now.sequence if now else was.sequence + 1
            graves.append(leaving.grave(was, sequence, published))
    return _lasting((grave for grave in graves if grave.uid not in timed), programme, published)


def _tells_too_much(previous: Release, history: History) -> bool:
    """Whether calendars still name a panel that was withdrawn first and put under embargo later."""
    return any(grave.title and grave.uid in history.embargoed for grave in (*previous.tombstones, *previous.left))


def _merged(programme: Programme, history: History) -> dict[str, str]:
    """By the uid of whom the programme once had: who of its people they are now."""
    return {
        uid: into
        for uid, into in history.merged.items()
        if into in programme.speaker and uid not in programme.speaker and ("speaker", uid) in history.slugs
    }


def _former(
    graves: tuple[Panel, ...], programme: Programme, history: History, merged: Mapping[str, str]
) -> tuple[Former, ...]:
    wanted: set[tuple[Literal["speaker", "room", "track"], str]] = {("speaker", uid) for uid in merged}
    for grave in graves:
        wanted |= {("speaker", part.speaker) for part in grave.people if part.speaker not in programme.speaker}
        wanted |= {("room", grave.room)} if grave.room and grave.room not in programme.room else set()
        wanted |= {("track", grave.track)} if grave.track and grave.track not in programme.track else set()
    return tuple(Former(kind, uid, history.slugs[kind, uid], merged.get(uid, "")) for kind, uid in sorted(wanted))


def _lasting(graves: Iterable[Panel], programme: Programme, published: datetime) -> tuple[Panel, ...]:
    return tuple(grave for grave in graves if not _expired(grave, programme, published))


def _expired(grave: Panel, programme: Programme, published: datetime) -> bool:
    """Whether its time is over and every calendar has had the time to hear of it."""
    span = grave.when.span(programme.zone)
    over = span is None or (span[1] or span[0]) < published
    return over and grave.changed is not None and published - grave.changed > timedelta(days=TOMBSTONE_DAYS)
