"""Which panel, person, room and track of a new reading is which that we already know.

A document carries no identities, so they are found by what people would go by: title, day, number, time and people.
`identify` gives the reading the uids of what it matches; what it does not match is new. A match is only ever made where
one candidate stands out; a panel that could be two others is taken for new, which the plan then shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from programme.model import Panel, Programme, Room, Speaker, Track
from programme.names import fold
from programme.reading.titles import split_titles
from programme.reading.values import NAMED
from programme.silence import placed

Named = TypeVar("Named", Room, Track, Speaker)
NewUid = Callable[[str], str]  # a reading's own key -> a uid for life

ALIKE = 0.75  # SequenceMatcher.ratio() from which on two titles or names are taken for one mended


def identify(
    reading: Programme,
    base: Programme,
    ours: Programme,
    past: Programme,
    new_uid: NewUid,
    said: Mapping[str, str] = MappingProxyType({}),
) -> Programme:
    """The reading with the uids of what it matches, looked for in this order.

    `base`, the last reading of this source; `ours`, the drafts; `past`, what is in neither and was public once.
    `said`: the uids of people whom somebody said to be known, by the reading's keys.
    """
    reading = placed(reading, base, ours)
    rooms = _by_name(reading.rooms, base.rooms, ours.rooms)
    tracks = _by_name(reading.tracks, base.tracks, ours.tracks)
    speakers = {**said, **known_by_name(reading, base, ours, past)}
    panels = _Matcher(reading, speakers).run(base, ours, past)
    speakers |= _renamed_speakers(reading, base, speakers, panels)
    known = {**rooms, **tracks, **speakers, **panels}
    keys = [item.uid for items in (reading.rooms, reading.tracks, reading.speakers, reading.panels) for item in items]
    uids = {key: known.get(key) or new_uid(key) for key in keys}
    return rekey(reading, uids)


def known_by_name(reading: Programme, base: Programme, ours: Programme, past: Programme) -> dict[str, str]:
    """The uids of the reading's people whose very names are known, by its keys.

    Those who are left are looked for among those who are left, an honorific or post-nominal in the name aside.
    """
    programmes = (base, ours, past)
    found = _by_name(reading.speakers, *(programme.speakers for programme in programmes))
    taken = set(found.values())
    left = [speaker for speaker in reading.speakers if speaker.uid not in found]
    others = ([speaker for speaker in programme.speakers if speaker.uid not in taken] for programme in programmes)
    return found | _by_name(left, *others, key=person_key) if left else found


@lru_cache(maxsize=8192)
def person_key(name: str) -> str:
    """Under which the names of one person meet, wherever the honorific stands."""
    return fold(split_titles(name)[1])


def rekey(programme: Programme, uids: Mapping[str, str]) -> Programme:
    """The programme with other uids; those that are not named stay."""

    def uid(old: str) -> str:
        return uids.get(old, old)

    return replace(
        programme,
        rooms=tuple(replace(room, uid=uid(room.uid)) for room in programme.rooms),
        tracks=tuple(replace(track, uid=uid(track.uid)) for track in programme.tracks),
        speakers=tuple(replace(speaker, uid=uid(speaker.uid)) for speaker in programme.speakers),
        panels=tuple(
            replace(
                panel,
                uid=uid(panel.uid),
                room=uid(panel.room),
                track=uid(panel.track),
                people=tuple(replace(part, speaker=uid(part.speaker)) for part in panel.people),
            )
            for panel in programme.panels
        ),
        unread=tuple(replace(each, panel=uid(each.panel)) for each in programme.unread),
    )


def alike(one: str, other: str) -> bool:
    """Whether one text could be the other, mended."""
    matcher = SequenceMatcher(None, fold(one), fold(other), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _by_name(items: Iterable[Named], *known: Iterable[Named], key: Callable[[str], str] = fold) -> dict[str, str]:
    """The reading's uid -> the uid we know, by name. The last reading goes before the desk; namesakes match nobody."""
    names: dict[str, str] = {}
    for programme in reversed(known):
        uids: dict[str, set[str]] = defaultdict(set)
        for item in programme:
            uids[key(item.name)].add(item.uid)
        names |= {name: next(iter(same)) for name, same in uids.items() if len(same) == 1}
    found = {item.uid: names[key(item.name)] for item in items if key(item.name) in names}
    firsts = {uid: own for own, uid in reversed(found.items())}  # nobody is two people of one reading
    return {own: uid for uid, own in firsts.items()}


class _Matcher:
    """Pairs panels in rounds, surest first. What an earlier round paired, a later one does not see."""

    def __init__(self, reading: Programme, speakers: Mapping[str, str]) -> None:
        self.left = {panel.uid: panel for panel in reading.panels}
        self.speakers = speakers
        self.known: dict[str, list[Panel]] = {}
        self.found: dict[str, str] = {}

    def run(self, base: Programme, ours: Programme, past: Programme) -> dict[str, str]:
        self._by_uid({*base.panel, *ours.panel, *past.panel})
        # A panel of this source is looked for as its last document had it and as the desk has it now.
        self._know({p.uid: [p, *([ours.panel[p.uid]] if p.uid in ours.panel else [])] for p in base.panels})
        self._by_title()
        self._by_place()
        self._by_likeness()
        self._know({p.uid: [p] for p in ours.panels if p.uid not in base.panel})
        self._by_title()
        self._by_place()
        self._know({p.uid: [p] for p in past.panels})
        self._by_title()
        return self.found

    def _by_uid(self, known: Collection[str]) -> None:
        """Those of a file of our own say themselves which they are."""
        for key in [key for key in self.left if key.removeprefix(NAMED) in known and key.startswith(NAMED)]:
            self.found[key] = key.removeprefix(NAMED)
            del self.left[key]

    def _know(self, panels: dict[str, list[Panel]]) -> None:
        taken = set(self.found.values())
        self.known = {uid: versions for uid, versions in panels.items() if uid not in taken}

    def _by_title(self) -> None:
        self._pair(lambda p: (fold(p.title), p.when.date, p.when.start, p.number))
        self._pair(lambda p: (fold(p.title), p.when.date, p.number))
        self._pair(lambda p: (fold(p.title), p.when.date))
        self._pair(lambda p: (fold(p.title), p.number))
        self._pair(lambda p: fold(p.title))

    def _by_place(self) -> None:
        """Titles that were mended or replaced, where day and number or time stayed."""
        self._pair(lambda p: (p.when.date, p.kind, p.number) if p.number else None, self._resembles)
        self._pair(lambda p: (p.when.date, p.when.start, p.kind) if p.when.start else None, self._resembles)

    def _by_likeness(self) -> None:
        """What moved as well."""
        self._pair(lambda p: (p.kind, p.number) if p.number else None, self._resembles)
        self._pair(lambda p: (p.kind, p.when.date), self._resembles)

    def _pair(self, key: Callable[[Panel], Hashable], fits: Callable[[Panel, Panel], bool] | None = None) -> None:
        """Pair what shares a key (None: nothing does), nearest in time first where several do."""
        wanted: dict[Hashable, list[Panel]] = defaultdict(list)
        for panel in self.left.values():
            if (place := key(panel)) is not None:
                wanted[place].append(panel)
        candidates: dict[Hashable, dict[str, Panel]] = defaultdict(dict)
        for uid, versions in self.known.items():
            for version in versions:
                if (place := key(version)) in wanted:
                    candidates[place].setdefault(uid, version)
        for place, known in candidates.items():
            self._pair_group(wanted[place], known, fits)

    def _pair_group(
        self, wanted: list[Panel], known: Mapping[str, Panel], fits: Callable[[Panel, Panel], bool] | None
    ) -> None:
        near = sorted(
            (_distance(panel, other), panel.uid, uid)
            for panel in wanted
            for uid, other in known.items()
            if fits is None or fits(panel, other)
        )
        for _, key, uid in near:
            if key in self.left and uid in self.known:
                self.found[key] = uid
                del self.left[key], self.known[uid]

    def _resembles(self, panel: Panel, other: Panel) -> bool:
        """Whether the title was mended, or the abstract or most of the people are still the same.

        One person in common says enough only where the two stand at the same time.
        """
        if alike(panel.title, other.title) or (panel.abstract and fold(panel.abstract) == fold(other.abstract)):
            return True
        people = {self.speakers.get(part.speaker, "") for part in panel.people} - {""}
        others = {part.speaker for part in other.people}
        shared, enough = len(people & others), 1 if panel.when == other.when else 2
        return shared >= enough and 2 * shared >= max(len(panel.people), len(others))


def _distance(panel: Panel, other: Panel) -> tuple[int, int]:
    """How far apart two panels are: days, then minutes."""
    one, two = panel.when, other.when
    days = abs((one.date - two.date).days) if one.date and two.date else 0 if one.date == two.date else 10_000
    if one.start and two.start:
        return days, abs((one.start.hour - two.start.hour) * 60 + one.start.minute - two.start.minute)
    return days, 0 if one.start == two.start else 10_000


def _renamed_speakers(
    reading: Programme, base: Programme, speakers: Mapping[str, str], panels: Mapping[str, str]
) -> dict[str, str]:
    """Names that were mended in the document: in a panel that we know, one name is gone and a like one has come."""
    here = set(speakers.values())  # known people whom the document still names
    found: dict[str, str] = {}
    for panel in reading.panels:
        before = base.panel.get(panels.get(panel.uid, ""))
        if before is None:
            continue
        gone = [base.speaker[part.speaker] for part in before.people if part.speaker not in here]
        for part in panel.people:
            if part.speaker in speakers or part.speaker in found:
                continue
            name = reading.speaker[part.speaker].name
            candidates = [speaker for speaker in gone if alike(name, speaker.name)]
            if len(candidates) == 1:
                found[part.speaker] = candidates[0].uid
                here.add(candidates[0].uid)
                gone.remove(candidates[0])
    return found
