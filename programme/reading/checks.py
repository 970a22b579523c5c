"""What a person should look at in what was read: clashes, repetitions, gaps, times that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from programme.names import fold
from programme.reading.building import Part
from programme.reading.clashes import Slot, find_clashes
from programme.reading.parallel import rules
from programme.reading.people import Person
from programme.reading.values import Level, Note

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
    yield from find_clashes([_slot(part) for part in parts])


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
    """One note for all of them: a whole programme may give starts only. Another for those that end with the next."""
    found = [part for part in parts if "no-end" in part.entry.hours.codes]
    if found:
        said = f"{found[0].name} has" if len(found) == 1 else f"{len(found)} items, {found[0].name} the first, have"
        yield Note("no-end", "info", f"{said} no end time.", tuple(sorted(part.entry.line for part in found)))
    ended = [part for part in found if part.entry.hours.end is not None]
    if ended:
        said = f"{len(ended)} items, {ended[0].name} the first, end" if len(ended) > 1 else f"{ended[0].name} ends"
        message = f"{said} when the next one begins, as was said; the document does not give these ends."
        yield Note("derived-end", "info", message, tuple(sorted(part.entry.line for part in ended)))


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


def _slot(part: Part) -> Slot:
    entry, heading = part.entry, part.entry.anchor.heading
    hours = entry.hours
    return Slot(
        name=part.name,
        line=entry.line,
        day=entry.date or entry.block,
        hours=(hours.start, hours.end) if hours.start is not None and hours.end is not None else None,
        kind=part.kind,
        room=part.room,
        track=part.track,
        number=(heading.label, heading.number.casefold()) if heading.number else None,
        cancelled=part.cancelled,
        rules=rules(heading),
        labelled=bool(heading.label),
        people=tuple((fold(person.titles[1]), person.name, person.line) for person in part.people),
    )
