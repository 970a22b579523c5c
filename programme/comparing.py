"""What is different between two programmes, in words that people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from programme.model import Appearance, Change, Link, Panel, Programme, When

Subject = Literal["event", "day", "room", "track", "speaker", "panel"]

# The fields that say something, by subject; bookkeeping (uid, slug, sequence, changed) does not.
FIELDS: dict[Subject, tuple[str, ...]] = {
    "event": ("title", "timezone", "organiser", "venue", "languages", "colour", "clock", "about", "contact"),
    "day": ("title",),
    "room": ("name", "capacity", "stream"),
    "track": ("name", "colour"),
    "speaker": ("name", "honorific", "post_nominal", "bio", "photo", "links"),
    "panel": ("kind", "number", "title", "abstract", "when", "room", "track", "language", "links", "state"),
}

TO_COME = "people to be announced"  # the field's name in a change


def compare(old: Programme, new: Programme) -> tuple[Change, ...]:
    """The changes that lead from `old` to `new`, things in the order of `new`, what is gone last."""
    return (*_event(old, new), *_things(old, new), *_panels(old, new), *_translations(old, new))


def say_when(when: When) -> str:
    """As in "Wed 19 May 2021, 10:30–11:45"; empty where nothing is known."""
    day = f"{when.date:%a} {when.date.day} {when.date:%b %Y}" if when.date else ""
    start = f"{when.start:%H:%M}" if when.start else ""
    end = f"–{when.end:%H:%M}" if when.end else ""
    if when.end_date:
        end += f" on {when.end_date.day} {when.end_date:%b}"
    return ", ".join(filter(None, (day, start + end)))


def describe(change: Change) -> str:
    """The change as a sentence without a full stop."""
    before, after = _shorten(change.before), _shorten(change.after)
    kind = "" if change.subject == "panel" else f"{change.subject.capitalize()} "
    name = "The event" if change.subject == "event" else f"{kind}“{_shorten(change.title)}”"
    if change.field == "abstract":
        verb = "new" if not before else "taken out" if not after else "rewritten"
        return f"{name}: the abstract is {verb}"
    if sentence := _SENTENCES.get(change.code):
        text = sentence.format(name=name, kind=kind, before=before, after=after)
        return text.replace(" (was )", "").replace(" ()", "").replace(" from  to ", " to ")
    return f"{name}: {change.field} {_from_to(before, after)}"


_SENTENCES = {
    "added": "{name} is new ({after})",
    "removed": "{name} is taken out (was {before})",
    "cancelled": "{name} is cancelled",
    "restored": "{name} takes place after all",
    "moved": "{name} moves from {before} to {after}",
    "unscheduled": "{name} has no time any more (was {before})",
    "renamed": "{kind}“{before}” is now called “{after}”",
    "person-added": "{name}: {after} joins",
    "person-removed": "{name}: {before} is out",
    "translated": "{name} has other words in the language {after}",
    "people-reordered": "{name}: the people stand in another order ({after})",
}


def same_facts(old: Panel, new: Panel) -> bool:
    """Whether two states of a panel say the same, bookkeeping aside."""
    return replace(old, slug=new.slug, sequence=new.sequence, changed=new.changed) == new


def _from_to(before: str, after: str) -> str:
    if before and after:
        return f"changes from “{before}” to “{after}”"
    return f"is now “{after}”" if after else f"“{before}” is taken out"


def _shorten(text: str, limit: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _event(old: Programme, new: Programme) -> Iterator[Change]:
    for field in FIELDS["event"]:
        before, after = getattr(old.event, field), getattr(new.event, field)
        if before != after:
            yield Change("changed", "event", "", new.event.title, field, show(old, before), show(new, after))


def _things(old: Programme, new: Programme) -> Iterator[Change]:
    olds: dict[tuple[Subject, str], Any] = {(s, k): item for s, k, item in _keyed(old)}
    for subject, key, item in _keyed(new):
        was = olds.pop((subject, key), None)
        if was is None:
            yield Change("added", subject, key, _name(subject, item), after=item.title if subject == "day" else "")
            continue
        for field in FIELDS[subject]:
            before, after = getattr(was, field), getattr(item, field)
            if before != after:
                code = "renamed" if field == "name" else "changed"
                yield Change(code, subject, key, _name(subject, item), field, show(old, before), show(new, after))
    for (subject, key), item in olds.items():
        yield Change("removed", subject, key, _name(subject, item))


def _keyed(programme: Programme) -> Iterator[tuple[Subject, str, Any]]:
    yield from (("day", day.date.isoformat(), day) for day in programme.days)
    yield from (("room", room.uid, room) for room in programme.rooms)
    yield from (("track", track.uid, track) for track in programme.tracks)
    yield from (("speaker", speaker.uid, speaker) for speaker in programme.speakers)


def _name(subject: Subject, item: Any) -> str:
    if subject == "day":
        return f"{item.date:%a} {item.date.day} {item.date:%b %Y}"
    return str(item.full_name if subject == "speaker" else item.name)


def _panels(old: Programme, new: Programme) -> Iterator[Change]:
    for panel in new.in_order:
        was = old.panel.get(panel.uid)
        if was is None:
            yield Change("added", "panel", panel.uid, panel.title, after=say_when(panel.when))
        elif was != panel:
            yield from _panel(old, new, was, panel)
    for panel in old.in_order:
        if panel.uid not in new.panel:
            yield Change("removed", "panel", panel.uid, panel.title, before=say_when(panel.when))


def _panel(old: Programme, new: Programme, was: Panel, panel: Panel) -> Iterator[Change]:
    for field in FIELDS["panel"]:
        before, after = getattr(was, field), getattr(panel, field)
        if before != after:
            texts = (show(old, before, field), show(new, after, field))
            yield Change(_code(field, was, panel), "panel", panel.uid, panel.title, field, *texts)
    if was.to_come != panel.to_come:
        texts = (f"{was.to_come or ''}", f"{panel.to_come or ''}")
        yield Change("changed", "panel", panel.uid, panel.title, TO_COME, *texts)
    yield from _people(old, new, was, panel)


def _code(field: str, was: Panel, panel: Panel) -> str:
    if field == "when":
        return "unscheduled" if was.when.start and not panel.when.start else "moved"
    if field == "state" and panel.state == "cancelled":
        return "cancelled"
    if field == "state" and was.state == "cancelled":
        return "restored"
    return {"title": "renamed", "room": "room", "track": "track"}.get(field, "changed")


def _translations(old: Programme, new: Programme) -> Iterator[Change]:
    """One change for each panel, day, room, track or the event, and language: that its words in it are others now."""
    seen: dict[tuple[Subject, str, str], None] = {}
    for words in (*new.translations, *old.translations):
        key = (words.subject, words.uid, words.field)
        if old.translated.get(words.language, {}).get(key) != new.translated.get(words.language, {}).get(key):
            subject: Subject = "panel" if words.subject == "appearance" else words.subject
            seen[subject, words.uid.partition(" ")[0], words.language] = None
    titles = {
        "event": {"": new.event.title},
        "day": {f"{d.date}": f"{d.date}" for d in new.days},
        "room": {room.uid: room.name for room in new.rooms},
        "track": {track.uid: track.name for track in new.tracks},
        "panel": {panel.uid: panel.title for panel in new.panels},
    }
    for subject, uid, language in seen:
        title = titles[subject].get(uid)
        if title is not None:  # what is gone altogether is told of already
            yield Change("translated", subject, uid, title, "translation", after=language)


def keyed_people(panel: Panel) -> dict[tuple[str, int], Appearance]:
    """A panel's people by speaker and, for one who stands there more than once, the how-manieth time."""
    seen: dict[str, int] = {}
    people = {}
    for part in panel.people:
        seen[part.speaker] = seen.get(part.speaker, -1) + 1
        people[part.speaker, seen[part.speaker]] = part
    return people


def _people(old: Programme, new: Programme, was: Panel, panel: Panel) -> Iterator[Change]:
    olds, news = keyed_people(was), keyed_people(panel)
    for key, part in news.items():
        name = new.speaker[part.speaker].full_name
        before = olds.get(key)
        if before is None:
            role = "" if part.role == "speaker" else f" ({part.role})"
            yield Change("person-added", "panel", panel.uid, panel.title, "people", after=name + role)
            continue
        for field in ("role", "billing", "paper", "state"):
            texts = getattr(before, field), getattr(part, field)
            if texts[0] != texts[1]:
                yield Change(field, "panel", panel.uid, panel.title, f"{name}’s {field}", *texts)
    for key, part in olds.items():
        if key not in news:
            name = old.speaker[part.speaker].full_name
            yield Change("person-removed", "panel", panel.uid, panel.title, "people", before=name)
    if [key for key in olds if key in news] != [key for key in news if key in olds]:
        names = ", ".join(new.speaker[part.speaker].name for part in panel.people)
        yield Change("people-reordered", "panel", panel.uid, panel.title, "people", after=names)


def _link(link: Link) -> str:
    """With what tells it from another one of the same address."""
    said = ", ".join(filter(None, (link.rel, link.label)))
    return f"{link.url} ({said})" if said else link.url


def show(programme: Programme, value: Any, field: str = "") -> str:
    """A field's value as a person reads it, uids resolved."""
    if isinstance(value, When):
        return say_when(value)
    if field == "room" and value:
        return programme.room[value].name
    if field == "track" and value:
        return programme.track[value].name
    if isinstance(value, tuple):
        return ", ".join(item if isinstance(item, str) else _link(item) for item in value)
    return "" if value is None else str(value)
