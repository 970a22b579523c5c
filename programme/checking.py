"""Checks a programme for what cannot be, what is missing, and what its organisers will want to look at.

Findings, never errors: an organiser may overbook for an hour. A faultless programme gives none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from programme.findings import (
    Finding,
    Rules,
    Thing,
    as_fact,
    in_order,
    say_day,
    say_names,
    say_time,
    standing,
    starts,
)
from programme.lacking import find_lacking
from programme.model import Panel, Programme, Speaker, When
from programme.reading.clashes import Slot, find_clashes
from programme.reading.parallel import is_parallel
from programme.reading.times import DAY, as_time
from programme.same import likely

MOST_COMPARED = 5_000  # people whose names are compared with each other

Hours = tuple[int, int]


def check(
    programme: Programme,
    *,
    empty: Sequence[tuple[str, When]] = (),
    apart: Collection[frozenset[str]] = (),
    today: date | None = None,
    rules: Rules | None = None,
) -> tuple[Finding, ...]:
    """The findings about drafts as they are held in full, the worst first.

    `empty`: a key and the time of each slot that no panel stands in. `apart`: pairs of speakers' uids of whom somebody
    said that they are two people. `today`: the date in the event's zone; without it nothing is said of streams.
    """
    rules = rules or Rules()
    panels = sorted(standing(programme), key=lambda panel: starts(panel.when))
    return in_order(
        [
            *_clashes(programme, panels),
            *_tight_walks(programme, panels, rules),
            *_gaps(programme, panels, rules),
            *_empty_slots(empty),
            *_duplicate_names(programme, apart),
            *find_lacking(programme, rules, today),
        ]
    )


def hours(when: When) -> Hours | None:
    """Start and end in minutes of its date, an end on a later date that much later; None where one is not known."""
    if when.date is None or when.start is None or when.end is None:
        return None
    days = (when.end_date - when.date).days if when.end_date else 0
    start, end = (clock.hour * 60 + clock.minute for clock in (when.start, when.end))
    return start, end + days * DAY


def people_of(programme: Programme, panel: Panel) -> tuple[Speaker, ...]:
    """Who is expected there, each once."""
    uids = dict.fromkeys(part.speaker for part in panel.people if part.state != "declined")
    return tuple(programme.speaker[uid] for uid in uids)


def _clashes(programme: Programme, panels: Sequence[Panel]) -> Iterator[Finding]:
    """Two at one time in a place, a person in two places, one number twice: as readings of documents are checked."""
    place = {panel.uid: order for order, panel in enumerate(programme.panels)}
    slots = [_slot(programme, panel, place[panel.uid]) for panel in panels if not _is_heading(panel)]
    say = {"overlap": _say_overlap, "same-speaker": _say_twice, "duplicate-number": _say_number}
    for note in find_clashes([slot for slot in slots if slot.day]):
        one, other = (programme.panels[line // _PEOPLE] for line in note.lines)
        yield say[note.code](programme, one, other, note.lines[1] % _PEOPLE)


def _is_heading(panel: Panel) -> bool:
    """Whether it only says that others take place beside each other then."""
    return not panel.room and not panel.people and is_parallel(panel.title.partition(":")[0])


_PEOPLE = 10_000  # a line stands for a panel, and its remainder for one of its people


def _slot(programme: Programme, panel: Panel, place: int) -> Slot:
    room, track = programme.room.get(panel.room), programme.track.get(panel.track)
    people = enumerate(panel.people[: _PEOPLE - 1])
    return Slot(
        name=panel.title,
        line=place * _PEOPLE,
        day=panel.when.date,
        hours=hours(panel.when),
        kind=panel.kind,
        room=room.name if room else "",
        track=track.name if track else "",
        number=(panel.kind, panel.number.casefold()) if panel.number else None,
        rules=is_parallel(panel.title.partition(":")[0]),
        labelled=bool(panel.number),
        people=tuple(
            (part.speaker, programme.speaker[part.speaker].name, place * _PEOPLE + order)
            for order, part in people
            if part.state != "declined"
        ),
    )


def _say_overlap(programme: Programme, one: Panel, other: Panel, _: int) -> Finding:
    room = programme.room.get(one.room) if one.room == other.room else None
    facts, at = (as_fact(one), as_fact(other)), starts(other.when)
    if room:
        message = f"{room.name} is booked twice {_together(one, other)}: {say_names((one.title, other.title))}."
        return Finding("room-twice", message, (Thing.of(one), Thing.of(other), Thing.of(room)), facts, at)
    house = next((panel for panel in (one, other) if not panel.room), None)
    why = f" {say_names([house.title])} has no room, so it takes the whole house." if house else ""
    message = f"{say_names((one.title, other.title))} overlap {_together(one, other)}.{why}"
    return Finding("overlap", message, (Thing.of(one), Thing.of(other)), facts, at)


def _say_twice(programme: Programme, one: Panel, other: Panel, person: int) -> Finding:
    speaker = programme.speaker[other.people[person].speaker]
    message = (
        f"{speaker.full_name} is in two panels at once {_together(one, other)}: {say_names((one.title, other.title))}."
    )
    about = (Thing.of(speaker), Thing.of(one), Thing.of(other))
    return Finding("person-twice", message, about, (as_fact(one), as_fact(other)), starts(other.when))


def _say_number(programme: Programme, one: Panel, other: Panel, _: int) -> Finding:
    message = f"{say_names((one.title, other.title))} have the same number, {one.number}, on {say_day(one.when)}."
    about = (Thing.of(one), Thing.of(other))
    return Finding("duplicate-number", message, about, (str(one.when.date), one.number), starts(one.when))


def _together(one: Panel, other: Panel) -> str:
    """When two panels that overlap do: “on Wed 19 May from 10:00 to 10:30”."""
    first, second = hours(one.when), hours(other.when)
    if first is None or second is None:
        return f"on {say_day(one.when)}"
    start, end = max(first[0], second[0]), min(first[1], second[1])
    return f"on {say_day(one.when)} from {as_time(start):%H:%M} to {as_time(end):%H:%M}"


def _tight_walks(programme: Programme, panels: Sequence[Panel], rules: Rules) -> Iterator[Finding]:
    """A person who has to be in another room, all but at once. Where a panel has no room, nobody knows the way."""
    days: dict[tuple[str, date], list[tuple[Hours, Panel]]] = defaultdict(list)
    for panel in panels:
        span = hours(panel.when)
        if span is None or panel.when.date is None:
            continue
        for part in panel.people:
            if part.state != "declined":
                days[part.speaker, panel.when.date].append((span, panel))
    for (uid, _), theirs in days.items():
        for (span, one), (coming, other) in pairwise(sorted(theirs, key=lambda timed: timed[0])):
            left = coming[0] - span[1]
            if one.room and other.room and one.room != other.room and 0 <= left < rules.walk:
                yield _say_walk(programme, programme.speaker[uid], one, other, left)


def _say_walk(programme: Programme, speaker: Speaker, one: Panel, other: Panel, left: int) -> Finding:
    rooms = [programme.room[panel.room].name for panel in (one, other)]
    time = f"{left} minute{'' if left == 1 else 's'}" if left else "no time"
    message = (
        f"{speaker.full_name} has {time} to walk from {rooms[0]} to {rooms[1]} on {say_day(other.when)}, between "
        f"{say_names((one.title, other.title))} at {other.when.start:%H:%M}."
    )
    about = (Thing.of(speaker), Thing.of(one), Thing.of(other))
    return Finding("tight-walk", message, about, (as_fact(one), as_fact(other)), starts(other.when))


def _gaps(programme: Programme, panels: Sequence[Panel], rules: Rules) -> Iterator[Finding]:
    """Stretches of a day with nothing on anywhere. The same hours on every day are the programme's habit: said once."""
    longest = rules.gap if any(panel.kind == "break" for panel in panels) else rules.pause
    days: dict[date, list[tuple[Hours, Panel]]] = defaultdict(list)
    for panel in panels:
        if panel.when.date and (span := hours(panel.when)):
            days[panel.when.date].append((span, panel))
    found: dict[Hours, list[Panel]] = defaultdict(list)
    for timed in days.values():
        for empty, before in _holes(timed, longest):
            found[empty].append(before)
    for (start, end), last in found.items():
        first = [say_day(panel.when) for panel in last]
        when = f"on {first[0]}" if len(first) == 1 else f"on {len(first)} days ({', '.join(first)})"
        message = (
            f"Nothing is on from {as_time(start):%H:%M} to {as_time(end):%H:%M} {when}. A break can be entered too."
        )
        facts = (f"{start} {end}", *(str(panel.when.date) for panel in last))
        yield Finding("gap", message, (Thing.of(programme.event),), facts, starts(last[0].when))


def _holes(timed: Iterable[tuple[Hours, Panel]], longest: int) -> Iterator[tuple[Hours, Panel]]:
    """Each longer stretch, after which panel, unless what comes next is the evening's company."""
    last: tuple[int, Panel] | None = None
    for (start, end), panel in sorted(timed, key=lambda item: item[0]):
        if last and start - last[0] > longest and panel.kind != "social":
            yield (last[0], start), last[1]
        if last is None or end > last[0]:
            last = end, panel


def _empty_slots(empty: Sequence[tuple[str, When]]) -> Iterator[Finding]:
    for key, when in empty:
        name = f"{say_day(when)} {say_time(when)}"
        message = f"No panel stands in the time slot {name}."
        yield Finding("empty-slot", message, (Thing("slot", key, name),), (name,), starts(when))


def _duplicate_names(programme: Programme, apart: Collection[frozenset[str]]) -> Iterator[Finding]:
    """Two entries that are likely one person. Who sit together in a panel are two, unless their names are equal."""
    panels: dict[str, set[str]] = defaultdict(set)
    for panel in programme.panels:
        for part in panel.people:
            panels[part.speaker].add(panel.uid)
    names = {speaker.uid: speaker.name for speaker in programme.speakers if speaker.uid in panels}
    for pair in likely(names) if len(names) <= MOST_COMPARED else ():
        together = pair.likeness.verdict == "likely" and panels[pair.one] & panels[pair.other]
        if together or frozenset((pair.one, pair.other)) in apart:
            continue
        one, other = programme.speaker[pair.one], programme.speaker[pair.other]
        message = f"{say_names((one.full_name, other.full_name))} may be one person: {pair.likeness.reason}."
        yield Finding("duplicate-name", message, (Thing.of(one), Thing.of(other)), (one.name, other.name), one.name)
