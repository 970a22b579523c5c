"""What of a schedule is asked for: by day, room, track, kind and language, by words, in which order and in which zone.

It stands in the address (`?room=hall&room=library&q=water`), so that it can be kept, sent and used without JavaScript;
static/site/schedule.js does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, available_timezones

from django.http import QueryDict
from django.utils.translation import gettext as _

from events.site import addresses, shown, wording
from events.site.values import Shown
from programme.model import Panel, Release
from programme.names import bare
from programme.translating import texts
from programme.writing.plain_text import plain

SEVERAL = ("day", "room", "track", "kind", "language")  # of which more than one may be asked for
FIELDS = (*SEVERAL, "q", "view", "tz")
MOST = 50  # of one kind
VIEWS = ("", "list", "tracks", "brief")  # by day, rooms side by side where there is the width; list; by track; titles
LONGEST = 100  # characters of what is looked for
_NUMBER = re.compile(r"[0-9]+\Z")


@dataclass(frozen=True)
class Choice:
    """Empty fields ask for nothing, one with several values for any of them. What a release does not have (a room that
    is gone) is asked for all the same, and nothing is found."""

    day: tuple[str, ...] = ()  # 2021-05-19
    room: tuple[str, ...] = ()  # slugs
    track: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    q: str = ""
    view: str = ""  # one of VIEWS
    tz: str = ""  # IANA

    @classmethod
    def of(cls, query: QueryDict) -> Choice:
        """What a query asks for; a view or zone that nobody knows is left out."""
        said = {name: [text for each in query.getlist(name) if (text := each.strip()[:LONGEST])] for name in FIELDS}
        view, tz = ("".join(said[name][-1:]) for name in ("view", "tz"))
        return cls(
            **{name: tuple(dict.fromkeys(said[name]))[:MOST] for name in SEVERAL},
            q=" ".join(said["q"])[:LONGEST],
            view=view if view in VIEWS else "",
            tz=tz if tz in available_timezones() else "",
        )

    @property
    def filtered(self) -> bool:
        return bool(self.day or self.room or self.track or self.kind or self.language)

    @property
    def narrowed(self) -> bool:
        """Whether some of the programme is left out."""
        return self.filtered or bool(self.q)

    @property
    def parted(self) -> bool:
        """Whether the page is not all of the programme by day, for a script to narrow further."""
        return self.narrowed or bool(self.tz) or self.view not in ("", "brief")

    @property
    def kept(self) -> bool:
        """Whether few enough others ask for the same that the page is worth keeping."""
        return not self.q and not self.tz and not self.several

    @property
    def several(self) -> bool:
        """Whether more than one of a kind is asked for."""
        return any(len(getattr(self, name)) > 1 for name in SEVERAL)

    @cached_property
    def words(self) -> list[str]:
        return _folded(self.q).split()

    def zone(self, release: Release) -> ZoneInfo:
        return ZoneInfo(self.tz) if self.tz else release.programme.zone

    def query(self, **other: str | tuple[str, ...]) -> str:
        """The query that asks for the same but for `other`; empty for everything as it is."""
        said = {name: other.get(name, getattr(self, name)) for name in FIELDS}
        return urlencode({name: value for name, value in said.items() if value}, doseq=True)

    def takes(self, release: Release, panel: Panel) -> bool:
        programme = release.programme
        room, track = programme.room.get(panel.room), programme.track.get(panel.track)
        asked = (
            (self.day, panel.when.date.isoformat() if panel.when.date else shown.UNDATED),
            (self.room, room.slug if room else ""),
            (self.track, track.slug if track else ""),
            (self.kind, panel.kind),
            (self.language, language(release, panel)),
        )
        if any(wanted and found not in wanted for wanted, found in asked):
            return False
        return not self.words or _holds(searched(release, panel), self.words)


EVERYTHING = Choice()


def language(release: Release, panel: Panel) -> str:
    """The panel's language, or the event's where it has one."""
    languages = release.programme.event.languages
    return panel.language or (languages[0] if len(languages) == 1 else "")


def searched(release: Release, panel: Panel) -> str:
    """All words of a panel by which it is found, here and by the script: its label as it is shown, title, abstract,
    place, people with what they do, in the language that it was first written in and every one that it has been
    translated into."""
    release = release.written or release
    programme, panel = release.programme, release.programme.panel[panel.uid]
    state = _("Cancelled") if panel.state == "cancelled" else ""
    own = (state, shown.label(panel), panel.title, plain(panel.abstract), *shown.place(release, panel))
    people = (
        (programme.speaker[part.speaker].full_name, shown.role_label(part), part.billing, part.paper)
        for part in panel.people
    )
    return _folded(" ".join((*own, *(said for person in people for said in person), *texts(programme, panel))))


def _folded(text: str) -> str:
    """As `fold` in the script has it: without any marks, those that are letters' own (Hindi, Thai) among them."""
    return "".join(sign for sign in bare(text) if not unicodedata.category(sign).startswith("M"))


def _holds(text: str, words: Iterable[str]) -> bool:
    """A number is found only where it stands alone: “panel 2” is neither panel 12 nor one of 2021. Anything else is
    found within words, too."""
    return all(re.search(rf"\b{word}\b", text, re.ASCII) if _NUMBER.match(word) else word in text for word in words)


@dataclass(frozen=True, slots=True)
class Option(Shown):
    """A filter to follow. `field` and `value` are for the script, `url` for everybody."""

    name: str
    field: str
    value: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group(Shown):
    heading: str
    options: tuple[Option, ...]


def groups(release: Release, choice: Choice) -> list[Group]:
    """The filters of a programme; only those that leave something out."""
    programme = release.programme
    panels = [panel for panel in programme.in_order if not shown.is_quiet(panel)]
    rooms, tracks = {p.room for p in panels}, {p.track for p in panels}
    kinds, languages = {p.kind for p in panels}, {language(release, p) for p in panels} - {""}
    found = (
        ("day", _("Day"), [(day.isoformat(), wording.heading(wording.day_name(day))) for day in programme.dates]),
        ("room", _("Room"), [(room.slug, room.name) for room in programme.rooms if room.uid in rooms]),
        ("track", _("Track"), [(track.slug, track.name) for track in programme.tracks if track.uid in tracks]),
        ("kind", _("Kind"), [(str(kind), shown.kind_label(kind)) for kind in shown.KIND_LABELS if kind in kinds]),
        ("language", _("Language"), [(code, wording.language_label(code)) for code in sorted(languages)]),
    )
    return [
        Group(heading, tuple(_options(release, choice, field, values)))
        for field, heading, values in found
        if len(values) > 1
    ]


def _options(release: Release, choice: Choice, field: str, values: list[tuple[str, str]]) -> Iterable[Option]:
    """Each is asked for beside the others, or no longer."""
    here: tuple[str, ...] = getattr(choice, field)
    yield Option(_("All"), field, "", address(release, choice, **{field: ()}), not here)
    for value, name in values:
        wanted = tuple(each for each in here if each != value) if value in here else (*here, value)
        yield Option(name, field, value, address(release, choice, **{field: wanted}), value in here)


def address(release: Release, choice: Choice, **other: str | tuple[str, ...]) -> str:
    query = choice.query(**other)
    return addresses.event(release) + (f"?{query}" if query else "")
