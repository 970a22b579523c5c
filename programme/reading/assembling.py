"""Puts the steps together: from lines to a Reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from programme.model import Event, Programme
from programme.reading.anchors import Anchor, find_anchors
from programme.reading.blocks import read_body
from programme.reading.body import Body
from programme.reading.building import Part, build, know_french, sort_parts
from programme.reading.bylines import find_bylines
from programme.reading.checks import check_parts, drop_repeated
from programme.reading.clocks import drop_unreal_times
from programme.reading.days import Days, give_dates
from programme.reading.documents import Document
from programme.reading.doubles import likely_doubles
from programme.reading.ends import derive_ends
from programme.reading.entries import Entry, Section, settle_hours
from programme.reading.evidence import in_programme
from programme.reading.head import LONGEST_LEAD, Head, is_zone, read_head, zone_in
from programme.reading.ledger import make_ledger, note_left_out, nothing_found, with_places
from programme.reading.lines import DayLine, Mark, bare_hours, classify, four_digits
from programme.reading.marks import is_settled
from programme.reading.numbered import without_numbers
from programme.reading.parallel import share
from programme.reading.people import Habit, habits
from programme.reading.series import find_numbers, find_places
from programme.reading.settling import settle_marks
from programme.reading.text import LONGEST_HEADING, Source
from programme.reading.times import zone_hint
from programme.reading.values import Note, Options, Question, Reading
from programme.reading.zones import check_written, check_zones, choose_zones


def read_document(document: Document, options: Options, notes: tuple[Note, ...]) -> Reading:
    """`notes` are those about the file as a whole."""
    lines, given = document.pieces, document.given
    digits = four_digits(lines)
    hours = bare_hours(lines)
    marks = [given.get(place) or classify(line, digits, hours) for place, line in enumerate(lines)]
    if len(given) * 2 < len(lines):
        settle_marks(lines, marks, digits)
        for place, mark in given.items():
            marks[place] = mark  # the file's structure knows better
    seen = share(find_anchors(lines, marks, digits), lines, marks)
    anchors = in_programme(seen, lines)
    if not anchors:
        return _no_programme(document, options, notes, seen)
    loose = [anchor for anchor in anchors if not anchor.heading.whole]
    find_places([anchor.heading for anchor in loose], frozenset())
    find_numbers([anchor.heading for anchor in anchors if not anchor.sure])
    own = {place for anchor in anchors for place in anchor.own}
    others = (line for place, line in enumerate(lines) if place not in own)
    find_bylines([(anchor.heading, lines[anchor.title]) for anchor in loose], others)
    head = read_head(lines, marks, anchors[0].first, options.start_date)
    document.tell(head)
    sections, uses = _sections(lines, marks, anchors, head)
    uses |= head.uses | document.told
    entries = [entry for section in sections for entry in section.entries]
    choose_zones(entries, options.timezone or head.timezone)
    settle_hours(sections)
    days = give_dates(sections, head, options)
    _ask_for_order(sections, head, days)
    parts, owners = _parts(lines, marks, anchors, sections, uses)
    know_french(parts, (line.flat for line in lines))
    notes += tuple(note for part in parts for note in drop_repeated(part))
    ends = derive_ends(parts, options.ends, days.backwards)
    ordered = sort_parts(parts, days.ordered)
    _zone_below(lines, uses, anchors[-1].last, head)
    timezone, zone, questions = _zone(anchors, head, options)
    programme, origins = build(ordered, options.title or head.title, timezone, zone, days)
    programme, unreal = drop_unreal_times(replace(programme, silent=document.silent), origins)
    index = {id(part): number for number, part in enumerate(ordered)}
    ledger = make_ledger(lines, uses, {place: index[id(part)] for place, part in owners.items()})
    notes += (
        *note_left_out(lines, uses, document.said),
        *_backwards(days, lines, anchors),
        *days.notes,
        *check_parts(ordered),
        *check_zones(entries),
        *check_written(zone, timezone, (entry.date for entry in entries if entry.date)),
        *likely_doubles(programme, origins),
        *unreal,
    )
    questions += (*days.questions, *ends)
    if not document.lined:
        notes, questions = with_places(notes, lines), with_places(questions, lines)
    return Reading(programme, ledger, notes, questions, tuple(origins), document.format)


def _no_programme(document: Document, options: Options, notes: tuple[Note, ...], seen: Sequence[Anchor]) -> Reading:
    """`seen`: what has the form of an item, and yet makes no programme."""
    reason = "no line has a time beside a title, and none is headed like “Panel 1: …”"
    if seen:
        first = document.pieces[seen[0].first]
        where = first.place or f"line {first.number}"
        reason = (
            f"a time and a title stand together in {where}, but nothing says that it is an item: neither an end of the "
            "time, nor a label and a number, nor people below it"
        )
    reason += (
        ". Check that it is the right file, and that each item has a heading with its time, "
        "as in “Panel 1: Title (10:30 AM – 11:45 AM)”"
    )
    ledger = make_ledger(document.pieces, {}, {})
    programme = Programme(Event(title=options.title, timezone=options.timezone if is_zone(options.timezone) else ""))
    return Reading(programme, ledger, (*notes, nothing_found(reason)), format=document.format)


def _sections(
    lines: Sequence[Source], marks: Sequence[Mark], anchors: Sequence[Anchor], head: Head
) -> tuple[list[Section], dict[int, str]]:
    """The items below each heading of a day. Days before the first item count only in the head."""
    first = anchors[0].first
    own = {place for anchor in anchors for place in anchor.own}
    starts = {anchor.first: anchor for anchor in anchors}
    sections = [Section(None, 0)]
    uses: dict[int, str] = {}
    for place, mark in enumerate(marks):
        if place in starts:
            sections[-1].entries.append(Entry(starts[place], lines[place].number))
        elif isinstance(mark, DayLine) and place not in own and (place in head.days or place > first):
            uses |= dict.fromkeys(range(place, place + 1 + mark.below), "day")
            sections.append(Section(mark, lines[place].number))
    return [section for section in sections if section.entries or section.day], uses


def _ask_for_order(sections: Sequence[Section], head: Head, days: Days) -> None:
    """Takes dates back where a number stands twice at one time, and nothing says that both are on the same day."""
    for section in sections if not head.dates and not days.questions else []:
        seen: dict[tuple[object, ...], Entry] = {}
        for entry in section.entries if section.day is None else []:
            heading = entry.anchor.heading
            first = seen.setdefault((heading.label, entry.number, entry.start, entry.date), entry)
            if first is entry or not (entry.number and entry.date) or heading.facts.date:
                continue
            message = (
                f"Lines {first.line} and {entry.line} have the same number and time. "
                "Put a heading with the date above each day."
            )
            days.questions.append(Question("order", message))
            days.ordered = False
            days.themes.clear()
            for other in section.entries:
                other.date = None
            return


def _parts(
    lines: Sequence[Source],
    marks: Sequence[Mark],
    anchors: Sequence[Anchor],
    sections: Sequence[Section],
    uses: dict[int, str],
) -> tuple[list[Part], dict[int, Part]]:
    """Each entry with what stands below it; fills in `uses`, and says which part each line belongs to."""
    entries = [entry for section in sections for entry in section.entries]
    bodies = [_below(anchor, number, anchors, marks, uses) for number, anchor in enumerate(anchors)]
    lines = without_numbers(lines, bodies)
    blocks = [habits(lines[place] for place in places if not is_settled(marks[place])) for places in bodies]
    habit = Habit()
    for block in blocks:
        habit.add(block)
    parts: list[Part] = []
    owners: dict[int, Part] = {}
    for entry, places, block in zip(entries, bodies, blocks, strict=True):
        last = entry is entries[-1]
        body: Body = read_body(entry.anchor.heading, places, lines, marks, habit, block, last)
        uses |= body.uses | entry.anchor.own
        held = [place for place, use in body.uses.items() if use != "outside"] + list(entry.anchor.own)
        part = Part(entry, body, max(lines[place].number for place in held))
        owners |= dict.fromkeys(held, part)
        parts.append(part)
    return parts, owners


def _below(
    anchor: Anchor, number: int, anchors: Sequence[Anchor], marks: Sequence[Mark], uses: dict[int, str]
) -> range:
    """The places of the lines below a heading, up to the next heading or day."""
    stop = anchors[number + 1].first if number + 1 < len(anchors) else len(marks)
    start = anchor.last + 1
    return range(start, next((place for place in range(start, stop) if uses.get(place) == "day"), stop))


def _zone_below(lines: Sequence[Source], uses: dict[int, str], last: int, head: Head) -> None:
    """What a line below the programme says of its times."""
    for place in range(last + 1, min(len(lines), last + LONGEST_LEAD)):
        if uses.get(place) == "outside" and len(lines[place].flat) <= LONGEST_HEADING:
            zone, timezone = zone_in(lines[place].flat)
            if zone or timezone:
                head.zone, head.timezone = head.zone or zone, head.timezone or timezone
                uses[place] = "zone"


def _zone(anchors: Sequence[Anchor], head: Head, options: Options) -> tuple[str, str, tuple[Question, ...]]:
    """The event's zone, the zone as written, and the question where nobody says it."""
    written = Counter(anchor.heading.facts.zone for anchor in anchors if anchor.heading.facts.zone)
    zone = written.most_common(1)[0][0] if written else head.zone
    if options.timezone:
        return (options.timezone if is_zone(options.timezone) else ""), zone, ()
    if head.timezone:
        return head.timezone, zone, ()
    message = "The time zone is not known. Give its IANA name, as in America/Toronto."
    if zone:
        likely = "" if zone.startswith("UTC") else zone_hint(zone)  # an offset is of many places
        hint = f"likely {likely}" if likely else "not one that tells the place"
        message = f"The document says “{zone}”, {hint}. Confirm the time zone by its IANA name."
    return "", zone, (Question("timezone", message),)


def _backwards(days: Days, lines: Sequence[Source], anchors: Sequence[Anchor]) -> tuple[Note, ...]:
    if not days.backwards:
        return ()
    first, last = lines[anchors[0].first].number, lines[anchors[-1].first].number
    message = f"The document runs backwards from line {first} to {last}: numbers and times fall. It was put in order."
    return (Note("order-reversed", "info", message, (first, last)),)
