"""What a person should look at in what was read: clashes, repetitions, gaps, times that cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from programme.names import fold
from programme.reading.building import Part
from programme.reading.parallel import rules
from programme.reading.people import Person
from programme.reading.times import as_time
from programme.reading.values import Level, Note

_HOUSE, _ANYWHERE = "(whole house)", "(anywhere)"  # what stands for no room, and for all of them
_TIMES: dict[str, tuple[Level, str]] = {
    "bad-time": ("warning", "“{text}” is no such time: what cannot be was left out of {name}."),
    "end-before-start": ("warning", "{name} would end before it starts (“{text}”); the end was left out."),
    "past-midnight": ("warning", "{name} goes past midnight; that part of it was put on the next day."),
    "am-pm-inferred": (
        "warning",
        "am/pm of {name} (“{text}”) is not written; it was taken from the order of the times.",
    ),
}


def check_parts(parts: Sequence[Part]) -> Iterator[Note]:
    """The notes about single items, then those about several."""
    for part in parts:
        yield from _check_hours(part)
        yield from _check_lines(part)
    yield from _without_end(parts)
    yield from _repeated_numbers(parts)
    yield from _overlaps(parts)
    yield from _same_speakers(parts)


def drop_repeated(part: Part) -> Iterator[Note]:
    """Keeps each person of the part once and notes who stands there again."""
    seen: dict[str, Person] = {}
    for person in part.body.people:
        key = fold(person.titles[1])
        if first := seen.get(key):
            message = f"{person.name} is listed twice in {part.name}; the first line was kept."
            yield Note("duplicate-person", "warning", message, (first.line, person.line))
        else:
            seen[key] = person
            part.people.append(person)


def _check_hours(part: Part) -> Iterator[Note]:
    entry, span = part.entry, part.entry.anchor.heading.span
    if span is None:
        yield Note("no-time", "warning", f"{part.name} has no time.", (entry.line,))
        return
    for code in entry.hours.codes:
        if code not in _TIMES:
            continue
        level, text = _TIMES[code]
        yield Note(code, level, text.format(name=part.name, text=span.text), (entry.line,))


def _without_end(parts: Sequence[Part]) -> Iterator[Note]:
    """One note for all of them: a whole programme may give starts only."""
    found = [part for part in parts if "no-end" in part.entry.hours.codes]
    if found:
        said = f"{found[0].name} has" if len(found) == 1 else f"{len(found)} items, {found[0].name} the first, have"
        yield Note("no-end", "info", f"{said} no end time.", tuple(sorted(part.entry.line for part in found)))


def _check_lines(part: Part) -> Iterator[Note]:
    heading, body = part.entry.anchor.heading, part.body
    if part.cancelled:
        yield Note("cancelled", "info", f"{part.name} is marked as cancelled.", (part.entry.line,))
    if heading.facts.zones:
        taken = heading.facts.zone or "the first"
        message = f"{part.name} gives its time in more than one time zone; that in {taken} was taken."
        yield Note("time-zones", "info", message, (part.entry.line,))
    if heading.facts.open:
        yield Note("to-be-confirmed", "info", f"{part.name} is still to be confirmed (TBC).", (part.entry.line,))
    if body.open:
        message = f"A place in {part.name} is still to be confirmed (TBC)."
        yield Note("to-be-confirmed", "info", message, tuple(body.open))
    if body.two_lines:
        message = f"In {part.name} what people do stands on the line below the name; check that each has their own."
        yield Note("two-lines", "info", message, tuple(body.two_lines))
    for line in body.nameless:
        yield Note("no-name", "warning", f"A person in {part.name} has no name; the line was left out.", (line,))
    for person in part.people:
        yield from _check_person(person, part)


def _check_person(person: Person, part: Part) -> Iterator[Note]:
    if person.state == "invited":
        message = f"{person.name} is still to be confirmed (TBC) in {part.name}."
        yield Note("to-be-confirmed", "info", message, (person.line,))
    if person.couple:
        message = f"“{person.name}” looks like two people; the names could not be split safely."
        yield Note("two-people", "warning", message, (person.line,))


def _repeated_numbers(parts: Sequence[Part]) -> Iterator[Note]:
    seen: dict[tuple[object, ...], Part] = {}
    for part in parts:
        heading = part.entry.anchor.heading
        if not heading.number:
            continue
        key = (part.entry.date or part.entry.block, heading.label, heading.number.casefold())
        first = seen.setdefault(key, part)
        if first is not part:
            message = f"The number of {first.name} and {part.name} is the same on one day."
            yield Note("duplicate-number", "warning", message, (first.entry.line, part.entry.line))


def _hours(part: Part) -> tuple[int, int] | None:
    """Start and end in minutes; None where either is not known."""
    hours = part.entry.hours
    return (hours.start, hours.end) if hours.start is not None and hours.end is not None else None


def _by_day(parts: Iterable[Part]) -> list[list[Part]]:
    days: dict[object, list[Part]] = defaultdict(list)
    for part in parts:
        if _hours(part) and not part.cancelled:
            days[part.entry.date or part.entry.block].append(part)
    return [sorted(day, key=lambda part: _hours(part) or (0, 0)) for day in days.values()]


def _overlaps(parts: Sequence[Part]) -> Iterator[Note]:
    """Items that overlap in one room, or at all where no room is given. One note for an item."""
    for day in _by_day(part for part in parts if part.kind not in ("break", "registration")):
        latest: dict[str, Part] = {}
        for part in day:
            room = fold(part.room or part.track)
            if _is_within(part, latest.get(room or _HOUSE)):
                continue
            for key in (room, _HOUSE) if room else (_ANYWHERE,):
                before = latest.get(key)
                if before and (clash := _clash(before, part)):
                    message = (
                        f"{before.name} and {part.name} overlap{f' in {part.room}' if part.room else ''}, from {clash}."
                    )
                    yield Note("overlap", "warning", message, (before.entry.line, part.entry.line))
                    break
            for key in (room or _HOUSE, _ANYWHERE):
                known = latest.get(key)
                if not known or (_hours(known) or (0, 0))[1] < (_hours(part) or (0, 0))[1]:
                    latest[key] = part


def _is_within(part: Part, ruling: Part | None) -> bool:
    """Whether an item is one of those of a session, or of parallel ones, that has its own line above them."""
    if ruling is None or ruling.entry.line > part.entry.line:
        return False
    outer, inner = _hours(ruling), _hours(part)
    heading = ruling.entry.anchor.heading
    if not outer or not inner or not outer[0] <= inner[0] <= inner[1] <= outer[1]:
        return False
    return rules(heading) or (bool(heading.label) and not part.entry.anchor.heading.label)


def _clash(first: Part, second: Part) -> str:
    """From when to when two items overlap; empty where they don't. `first` begins no later."""
    a, b = _hours(first), _hours(second)
    if not a or not b or a[1] <= b[0]:
        return ""
    return f"{as_time(b[0]):%H:%M} to {as_time(min(a[1], b[1])):%H:%M}"


def _same_speakers(parts: Sequence[Part]) -> Iterator[Note]:
    for day in _by_day(parts):
        latest: dict[str, tuple[Part, Person]] = {}
        for part in day:
            for person in part.people:
                key = fold(person.titles[1])
                before = latest.get(key)
                if before and (clash := _clash(before[0], part)):
                    message = (
                        f"The same speaker, {person.name}, is in {before[0].name} and {part.name} at the same time, "
                        f"from {clash}."
                    )
                    yield Note("same-speaker", "warning", message, (before[1].line, person.line))
                if not before or (_hours(before[0]) or (0, 0))[1] < (_hours(part) or (0, 0))[1]:
                    latest[key] = (part, person)
