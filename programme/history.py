"""What may be told today of what earlier releases changed.

The rule: a text of an older change (a title, a name, a room, a billing) is told only where the current release says
the very same text somewhere, or where it is a time. Whatever was withdrawn, embargoed or renamed since is nobody's
business any more, also in a publisher's note. What this module does not know is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from programme.comparing import say_when, show
from programme.model import KINDS, PANEL_STATES, ROLES, Change, Programme, Room, Track, When

LONG = {"abstract", "bio", "photo", "links"}  # that these changed is told, not what they said
NAME_LETTERS, TITLE_LETTERS = 3, 5  # how long a word has to be to give somebody, or something, away
_DAY, _CLOCK, _END = r"[A-Z]\w{2} (\d{1,2} \w{3} \d{4})", r"(\d\d:\d\d)", r"(?: on (\d{1,2} \w{3}))?"
_TIME = re.compile(rf"(?:{_DAY})?(?:, )?(?:{_CLOCK})?(?:–{_CLOCK}{_END})?")


@dataclass(frozen=True, slots=True)
class Past:
    """An older release, as it is remembered. `published` is UTC."""

    number: int
    published: datetime
    note: str = ""
    changes: tuple[Change, ...] = ()
    withdrawn: int = 0  # panels that it took out and that are not public today; set by `told`


@dataclass(frozen=True, slots=True)
class Log:
    """The releases of an event, newest first; of older ones `changes` may have been left away.

    `uid` is the event's own, for ever. `names` are all that panels and speakers were ever called in public. `first` is
    what the first release said; that everything in it was new is not among its changes.
    """

    uid: str
    pasts: tuple[Past, ...] = ()
    names: frozenset[Name] = field(default_factory=frozenset)
    first: Programme = field(default_factory=Programme)


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    of_person: bool


def kept(change: Change) -> Change:
    """The change as it is remembered: without long texts."""
    return replace(change, before="", after="") if change.field in LONG else change


def names_in(programme: Programme) -> Iterable[Name]:
    yield from (Name(panel.title, False) for panel in programme.panels)
    yield from (Name(speaker.full_name, True) for speaker in programme.speakers)


def names(changes: Iterable[Change]) -> Iterable[Name]:
    """What the panels and speakers in these changes were called."""
    for change in changes:
        if change.subject in ("panel", "speaker"):
            person = change.subject == "speaker"
            yield Name(change.title, person)
            if change.code == "renamed":
                yield from (Name(text, person) for text in (change.before, change.after))
            if change.field == "people":
                yield from (Name(without_role(text), True) for text in (change.before, change.after) if text)


def told(log: Log, current: Programme) -> tuple[Past, ...]:
    """The log as it may be told while `current` is public: changes with today's titles and without what is gone."""
    public = public_texts(current)
    discreet = _Discreet(log.names, public)
    return tuple(
        replace(
            past,
            note=discreet.note(past.note),
            changes=tell(past.changes, current, public),
            withdrawn=sum(
                c.subject == "panel" and c.code == "removed" and c.uid not in current.panel for c in past.changes
            ),
        )
        for past in log.pasts
    )


def tell(changes: Iterable[Change], current: Programme, public: frozenset[str]) -> tuple[Change, ...]:
    found = (_tell(change, current, public) for change in changes)
    return tuple(change for change in found if change)


def public_texts(programme: Programme) -> frozenset[str]:
    """All short texts that a reader of this programme finds in it, and the words of our own vocabulary."""
    event = programme.event
    texts = {event.title, event.timezone, event.organiser, event.venue, event.contact, show(programme, event.languages)}
    texts |= {day.title for day in programme.days}
    texts |= {room.name for room in programme.rooms} | {track.name for track in programme.tracks}
    texts |= {room.stream for room in programme.rooms} | {f"{room.capacity}" for room in programme.rooms}
    for speaker in programme.speakers:
        texts |= {speaker.full_name, speaker.name, speaker.honorific, speaker.post_nominal}
    for panel in programme.panels:
        texts |= {panel.title, panel.number, panel.language}
        texts |= {text for part in panel.people for text in (part.billing, part.paper)}
    texts |= {words.language for words in programme.translations}
    return frozenset(texts | {*KINDS, *ROLES, *PANEL_STATES})


def read_when(text: str) -> When | None:
    """The inverse of comparing.say_when; None for every other text."""
    found = _TIME.fullmatch(text) if text else None
    if found is None:
        return None
    try:
        day = _date(found[1]) if found[1] else None
        start, end = (time.fromisoformat(clock) if clock else None for clock in (found[2], found[3]))
        last = _end_date(found[4], day) if found[4] else None
    except ValueError:
        return None
    when = When(day, start, end, last)
    return when if say_when(when) == text else None


def _date(text: str) -> date:
    return datetime.strptime(text, "%d %b %Y").replace(tzinfo=UTC).date()


def _end_date(text: str, first: date | None) -> date:
    """The first such day and month from the day on that it began."""
    if first is None:
        raise ValueError("an end on another day than none")
    found = _date(f"{text} {first.year}")
    return found if found >= first else _date(f"{text} {first.year + 1}")


def without_role(text: str) -> str:
    """ "Ada Berg (chair)" is Ada Berg."""
    name, _, role = text.rpartition(" (")
    return name if role.removesuffix(")") in ROLES else text


def owner(change: Change) -> str:
    """Whose role or billing it is that changed; empty where it is nobody's."""
    name, found, _ = change.field.rpartition("’s ")
    return name if found else ""


def _took_out(change: Change, current: Programme) -> bool:
    return change.subject == "panel" and change.code == "removed" and change.uid not in current.panel


def _tell(change: Change, current: Programme, public: frozenset[str]) -> Change | None:
    title = _title(change, current)
    if title is None or (owner(change) and owner(change) not in public):
        return None
    before, after = (_text(text, public) for text in (change.before, change.after))
    return replace(change, title=title, before=before, after=after)


def _title(change: Change, current: Programme) -> str | None:
    """What it is called today; None where it is not public."""
    if change.subject == "panel":
        return current.panel[change.uid].title if change.uid in current.panel else None
    if change.subject == "speaker":
        return current.speaker[change.uid].full_name if change.uid in current.speaker else None
    if change.subject == "event":
        return current.event.title
    if change.subject == "day":
        return change.uid if any(f"{day.date}" == change.uid for day in current.days) else None
    rooms_and_tracks: dict[str, Mapping[str, Room] | Mapping[str, Track]] = {
        "room": current.room,
        "track": current.track,
    }
    place: Room | Track | None = rooms_and_tracks.get(change.subject, {}).get(change.uid)
    return place.name if place else None


def _text(text: str, public: frozenset[str]) -> str:
    return text if read_when(text) or without_role(text) in public else ""


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", text.casefold())}


def _spaced(text: str) -> str:
    """The words with a space around each, so that one text is found in another as words."""
    words = re.findall(r"\w+", text.casefold())
    return f" {' '.join(words)} "


class _Discreet:
    """Keeps a note to itself that names what is not public."""

    def __init__(self, names: frozenset[Name], public: frozenset[str]) -> None:
        hidden = [name for name in names if name.text and name.text not in public]
        self._names = {_spaced(name.text) for name in hidden}
        known = _words(public)
        self._words = {
            word
            for name in hidden
            for word in _words([name.text]) - known
            if len(word) >= (NAME_LETTERS if name.of_person else TITLE_LETTERS)
        }

    def note(self, note: str) -> str:
        said = _spaced(note)
        return "" if _words([said]) & self._words or any(name in said for name in self._names) else note
