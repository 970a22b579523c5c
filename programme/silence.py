"""What a format has no words for is not said by a file of it, and so a plan leaves it as it is.

A reader names in `Programme.silent` what its format cannot say, and in `Programme.unread` what stands in the document
but cannot be read. `heard` then puts in what was known before: the last document's words, else the desk's. To the merge
that is what the document says, and nothing of it changes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import Any

from programme.comparing import FIELDS, keyed_people
from programme.model import Appearance, Day, Link, Panel, Programme, Room, Speaker, When
from programme.names import full_name
from programme.writing.frab import LONGEST
from programme.writing.plain_text import one_line, plain
from programme.writing.slots import web_address

DAYS = "days"  # days that are not listed, and themes
PANELS = "panels"  # what is not listed is not gone: it has no time, or is not public
PEOPLE = "people"  # who is not listed has not left: they are not public, or stand in the panel twice
MARKUP = "markup"  # abstracts are plain text
NAMES = "names"  # honorific, name and what stands after it are one text
NOBODY = "nobody"  # a panel that lists nobody says nothing of its people
LINKS = "links"  # addresses without what they are called, a room's stream among them
STREAMS = "streams"  # of the links only those, and those of rooms
PLACES = "places"  # room and venue are one text
WITHHELD = "withheld"  # a public download of it lists nothing that is held back (programme/withheld.py)
LENGTH = "length"  # nothing lasts a day
# An empty value of these says nothing.
NUMBER, KIND, TRACK, LANGUAGE, LINKED = "number", "kind", "track", "language", "linked"
ROLE, BILLING, PAPER = "role", "billing", "paper"

_PANEL = {NUMBER: "number", KIND: "kind", TRACK: "track", LANGUAGE: "language", LINKED: "links"}
_NOTHING = {"kind": ("other", "talk"), "role": ("speaker",)}  # what a reader says where the file says nothing


def heard(reading: Programme, base: Programme, drafts: Programme) -> Programme:
    """The reading, which has the uids of what is known, with what it is silent about as it was known before."""
    silent = frozenset(reading.silent) - {WITHHELD}
    if any(each.panel not in base.panel and each.panel not in drafts.panel for each in reading.unread):
        silent |= {PANELS}  # such a row may be any of those that are not found
    if not silent and not reading.unread:
        return replace(reading, silent=())
    listener = _Listener(silent, base, drafts)
    panels = [listener.panel(panel, unread) for panel, unread in _with_unread(reading)]
    if PANELS in listener.silent:
        read = {panel.uid for panel in panels}
        panels += [panel for panel in base.panels if panel.uid not in read]
    told = replace(
        reading,
        event=replace(reading.event, **{name: getattr(base.event, name) for name in _unsaid(reading)}),
        days=tuple(listener.days(reading.days)),
        speakers=tuple(map(listener.speaker, reading.speakers)),
        panels=tuple(panels),
        silent=(),
        unread=(),
    )
    return _with_needed(told, base, drafts)


def _with_unread(reading: Programme) -> Iterator[tuple[Panel, list[str]]]:
    fields: dict[str, list[str]] = {}
    for each in reading.unread:
        fields.setdefault(each.panel, []).append(each.field)
    return ((panel, fields.get(panel.uid, [])) for panel in reading.panels)


def placed(reading: Programme, *known: Programme) -> Programme:
    """The reading with its rooms apart from the venue, which is known, where its format writes both as one text."""
    if PLACES not in reading.silent:
        return reading
    venues = [venue for programme in known if (venue := one_line(programme.event.venue))]
    names = {room.uid: _room(room.name, venues) for room in reading.rooms}
    firsts = {name: uid for uid, name in reversed(names.items())}
    return replace(
        reading,
        rooms=tuple(Room(uid, name) for name, uid in reversed(firsts.items()) if name),
        panels=tuple(
            replace(panel, room=firsts[names[panel.room]] if names.get(panel.room) else "") for panel in reading.panels
        ),
    )


def _room(place: str, venues: Sequence[str]) -> str:
    for venue in venues:
        if place == venue:
            return ""
        if place.endswith(f", {venue}"):
            return place.removesuffix(f", {venue}")
    return place


def _unsaid(reading: Programme) -> Iterator[str]:
    return (name for name in FIELDS["event"] if not getattr(reading.event, name))


def _with_needed(told: Programme, base: Programme, drafts: Programme) -> Programme:
    """With the rooms, tracks and people of what was put in."""

    def needed(name: str, uids: Iterable[str]) -> tuple[Any, ...]:
        known = {item.uid: item for programme in (drafts, base, told) for item in getattr(programme, name)}
        have = {item.uid for item in getattr(told, name)}
        return (*getattr(told, name), *(known[uid] for uid in dict.fromkeys(uids) if uid in known and uid not in have))

    return replace(
        told,
        rooms=needed("rooms", (panel.room for panel in told.panels)),
        tracks=needed("tracks", (panel.track for panel in told.panels)),
        speakers=needed("speakers", (part.speaker for panel in told.panels for part in panel.people)),
    )


class _Listener:
    def __init__(self, silent: frozenset[str], base: Programme, drafts: Programme) -> None:
        self.silent, self.base, self.drafts = silent, base, drafts

    def days(self, said: Sequence[Day]) -> Iterator[Day]:
        if DAYS not in self.silent:
            yield from said
            return
        known = {day.date: day for programme in (self.drafts, self.base) for day in programme.days}
        read = {day.date: day for day in said}
        yield from (day if day.title else known.get(day.date, day) for day in said)
        yield from (day for day in self.base.days if day.date not in read)

    def speaker(self, said: Speaker) -> Speaker:
        known = self._known(said.uid)
        if NAMES not in self.silent or known is None:
            return said
        names = (known.full_name, full_name(known.name, known.honorific, ""))
        if one_line(said.full_name) not in map(one_line, names):
            return said
        return replace(said, name=known.name, honorific=known.honorific, post_nominal=known.post_nominal)

    def _known(self, uid: str) -> Speaker | None:
        return self.base.speaker.get(uid) or self.drafts.speaker.get(uid)

    def panel(self, said: Panel, unread: Sequence[str]) -> Panel:
        source = self.base if said.uid in self.base.panel else self.drafts
        known = source.panel.get(said.uid)
        if known is None:
            return said
        values = {
            field: getattr(known, field)
            for code, field in _PANEL.items()
            if code in self.silent and _says_nothing(field, getattr(said, field))
        }
        lines = (field for field in ("title", "number") if getattr(said, field) == one_line(getattr(known, field)))
        values |= {field: getattr(known, field) for field in lines}  # such a format has texts of one line
        if MARKUP in self.silent and said.abstract.split() in (known.abstract.split(), plain(known.abstract).split()):
            values["abstract"] = known.abstract
        if LENGTH in self.silent and _is_cut(said.when, known.when):
            values["when"] = known.when
        if STREAMS in self.silent:
            values["links"] = known.links
        elif LINKS in self.silent:
            room = self.drafts.room.get(known.room)
            values["links"] = _links(said.links, known.links, room.stream if room else "")
        values |= {"people": tuple(self._people(said, known))} | {field: getattr(known, field) for field in unread}
        return replace(said, **values)

    def _people(self, said: Panel, known: Panel) -> list[Appearance]:
        if PEOPLE in self.silent:
            return self._among(said.people, known.people)
        parts = keyed_people(known)
        read = [self._part(part, parts.get(key)) for key, part in keyed_people(said).items()]
        return read if read or NOBODY not in self.silent else list(known.people)

    def _among(self, said: Sequence[Appearance], known: Sequence[Appearance]) -> list[Appearance]:
        """Those of the file among those who were known, who stay where they stand."""
        found: dict[int, Appearance] = {}
        new: dict[int, list[Appearance]] = {}
        last = -1
        for part in said:
            place = _place(part, known, found)
            if place is None:
                new.setdefault(last, []).append(part)
            else:
                found[place], last = self._part(part, known[place]), place
        if list(found) != sorted(found):  # the file has another order
            return [*found.values(), *chain(*new.values()), *(p for n, p in enumerate(known) if n not in found)]
        kept = chain(*([found.get(place, part), *new.get(place, ())] for place, part in enumerate(known)))
        return [*new.get(-1, ()), *kept]

    def _part(self, said: Appearance, known: Appearance | None) -> Appearance:
        if NAMES in self.silent and (who := self._known(said.speaker)):
            said = replace(said, billing=_behind(one_line(who.post_nominal), said.billing))
        if known is None:
            return said
        fields = (field for field in (ROLE, BILLING, PAPER) if field in self.silent)
        values = {field: getattr(known, field) for field in fields if _says_nothing(field, getattr(said, field))}
        if NAMES in self.silent:  # such a format has texts of one line
            same = (field for field in (BILLING, PAPER) if getattr(said, field) == one_line(getattr(known, field)))
            values |= {field: getattr(known, field) for field in same}
        return replace(said, state=known.state if PEOPLE in self.silent else said.state, **values)


def _place(said: Appearance, known: Sequence[Appearance], taken: Container[int]) -> int | None:
    """Where somebody stands among those who were known: in the part that is most like theirs."""
    places = [place for place, part in enumerate(known) if part.speaker == said.speaker and place not in taken]

    def likeness(place: int) -> tuple[bool, bool, bool]:
        part = known[place]
        return part.role == said.role, one_line(part.billing) == said.billing, one_line(part.paper) == said.paper

    return max(places, key=likeness, default=None)


def _behind(post_nominal: str, billing: str) -> str:
    """The billing without the letters after the name, which stand before it."""
    return (
        billing.removeprefix(post_nominal).lstrip(", ") if f"{billing}, ".startswith(f"{post_nominal}, ") else billing
    )


def _says_nothing(field: str, value: object) -> bool:
    return value in _NOTHING.get(field, ("", ()))


def _is_cut(said: When, known: When) -> bool:
    """Whether it lasts longer than the file can say, and begins when the file says."""
    if (said.date, said.start) != (known.date, known.start):
        return False
    lasts, lasted = _length(said), _length(known)
    return lasts is not None and lasted is not None and lasts == LONGEST < lasted


def _length(when: When) -> timedelta | None:
    if not (when.date and when.start and when.end):
        return None
    days = ((when.end_date or when.date) - when.date).days
    minutes = (when.end.hour - when.start.hour) * 60 + when.end.minute - when.start.minute
    return timedelta(days=days, minutes=minutes)


def _links(said: tuple[Link, ...], known: tuple[Link, ...], stream: str) -> tuple[Link, ...]:
    """Those of the file, as they are called where they are known; a room's stream is none of a panel's links."""
    names = {web_address(link.url): link for link in reversed(known)}
    own = tuple(names.get(web_address(link.url), link) for link in said if link.url in names or not _is(link, stream))
    written = [address for link in known if (address := web_address(link.url))]
    return known if list(dict.fromkeys(written)) == [web_address(link.url) for link in own] else own


def _is(link: Link, stream: str) -> bool:
    return bool(stream) and web_address(stream) == web_address(link.url)
