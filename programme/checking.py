"""Checks a programme for what cannot be, what is missing, and what its organisers will want to look at.

Findings, never errors: an organiser may overbook for an hour. A faultless programme gives none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from programme.clashing import Holds, Stay, is_aside, minute, repeated, walks
from programme.clashing import find as find_clashes
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
    stays = _stays(programme, panels)
    return in_order(
        [
            *_clashes(programme, stays),
            *_numbers(panels),
            *_tight_walks(programme, stays, rules),
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


def holds(title: str, number: str) -> Holds:
    """What may stand within a panel of the drafts: parallel ones below their heading, talks within a session."""
    return "all" if is_parallel(title.partition(":")[0]) else "parts" if number else ""


def is_part(kind: str, number: str) -> bool:
    """Whether it may be part of a session: a talk without a number of its own."""
    return kind == "talk" and not number


def is_heading(title: str, room: object, people: object) -> bool:
    """Whether a panel only says that others take place beside each other then."""
    return not room and not people and is_parallel(title.partition(":")[0])


def _stays(programme: Programme, panels: Iterable[Panel]) -> list[Stay[Panel]]:
    """Of the panels whose start and end are known."""
    return [
        Stay(
            panel,
            *span,
            room=panel.room,
            track=panel.track,
            people={speaker.uid: speaker.full_name for speaker in people_of(programme, panel)},
            aside=is_aside(panel.kind, heading=is_heading(panel.title, panel.room, panel.people)),
            holds=holds(panel.title, panel.number),
            part=is_part(panel.kind, panel.number),
        )
        for panel in panels
        if (span := _instants(programme, panel.when))
    ]


def _instants(programme: Programme, when: When) -> tuple[int, int] | None:
    """Start and end in minutes that pass, so that nights and clocks that change make no difference."""
    start, end = when.span(ZoneInfo(programme.event.timezone or "UTC")) or (None, None)
    return (minute(start), minute(end)) if start and end else None


def _numbers(panels: Iterable[Panel]) -> Iterator[Finding]:
    """One number twice on a day."""
    numbered = [panel for panel in panels if panel.number and panel.when.date]
    for one, other in repeated(((p.when.date, p.kind, p.number.casefold()), p) for p in numbered):
        message = f"{say_names((one.title, other.title))} have the same number, {one.number}, on {say_day(one.when)}."
        about = (Thing.of(one), Thing.of(other))
        yield Finding("duplicate-number", message, about, (str(one.when.date), one.number), starts(one.when))


def _clashes(programme: Programme, stays: Sequence[Stay[Panel]]) -> Iterator[Finding]:
    """Two at one time in a place, a person in two places."""
    for clash in find_clashes(stays):
        if not clash.people:
            yield _say_overlap(programme, clash.one, clash.other)
        for uid in clash.people:
            yield _say_twice(programme.speaker[uid], clash.one, clash.other)


def _say_overlap(programme: Programme, one: Panel, other: Panel) -> Finding:
    room = programme.room.get(one.room) if one.room == other.room else None
    facts, at = (as_fact(one), as_fact(other)), starts(other.when)
    if room:
        message = f"{room.name} is booked twice {_together(one, other)}: {say_names((one.title, other.title))}."
        return Finding("room-twice", message, (Thing.of(one), Thing.of(other), Thing.of(room)), facts, at)
    house = next((panel for panel in (one, other) if not panel.room), None)
    why = f" {say_names([house.title])} has no room, so it takes the whole house." if house else ""
    message = f"{say_names((one.title, other.title))} overlap {_together(one, other)}.{why}"
    return Finding("overlap", message, (Thing.of(one), Thing.of(other)), facts, at)


def _say_twice(speaker: Speaker, one: Panel, other: Panel) -> Finding:
    message = (
        f"{speaker.full_name} is in two panels at once {_together(one, other)}: {say_names((one.title, other.title))}."
    )
    about = (Thing.of(speaker), Thing.of(one), Thing.of(other))
    return Finding("person-twice", message, about, (as_fact(one), as_fact(other)), starts(other.when))


def _together(one: Panel, other: Panel) -> str:
    """When two panels that overlap do, `other` begun no earlier: “on Wed 19 May from 10:00 to 10:30”."""
    ends = [(panel.when.end_date or panel.when.date, panel.when.end) for panel in (one, other)]
    _, end = min((each for each in ends if all(each)), default=(None, None))
    return f"on {say_day(other.when)} from {other.when.start:%H:%M} to {end:%H:%M}"


def _tight_walks(programme: Programme, stays: Sequence[Stay[Panel]], rules: Rules) -> Iterator[Finding]:
    """A person who has to be in another room, all but at once."""
    for walk in walks(stays, rules.walk):
        yield _say_walk(programme, programme.speaker[walk.person], walk.one, walk.other, walk.left)


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
