"""Which date each item has: from the headings of days, from the document's head, or from what a person says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from programme.reading.counting import WEEKDAY_NAMES, Counting
from programme.reading.dates import Date
from programme.reading.entries import Entry, Section, cut_blocks, direction, move_past_midnight
from programme.reading.head import Head
from programme.reading.ordering import days_clash, lost_heading, mostly_falls, numbers_against, repeats
from programme.reading.values import Note, Options, Order, Question

LAST_YEAR = 9000


@dataclass(slots=True)
class Days:
    """The days found: their themes, whether the document runs backwards, what to note and to ask."""

    themes: dict[date, str] = field(default_factory=dict)
    backwards: bool = False
    ordered: bool = True
    notes: list[Note] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def give_dates(sections: Sequence[Section], head: Head, options: Options) -> Days:
    """Sets the date of every entry that has one."""
    days = Days()
    reader = _Years(head, sections, options, days)
    told = _told(head, options, reader)
    counting = Counting(sections, told, reader.year, days.notes)
    blocks = 0
    for section in sections:
        entries = section.entries
        when = _of_section(section, counting, reader, days)
        if section.day is None and entries:
            _give_blocks(entries, _spare(told, sections, reader), days, options.order)
        else:
            spare = _spare(told, sections, reader) if head.dates else []
            _give_one(entries, when, section, days, options.order, spare)
        for block in cut_blocks(entries) if section.day is None else [entries]:
            for entry in block:
                entry.block = blocks
            move_past_midnight(block if direction(block) != "falling" else [])
            blocks += 1
        _own_dates(entries, reader, days)
    _contradiction(sections, head, options, days)
    _ask_for_dates(sections, days)
    _themes(options, days)
    return days


class _Years:
    """Turns dates as written into dates, with the year from elsewhere in the document where it is missing."""

    def __init__(self, head: Head, sections: Sequence[Section], options: Options, days: Days) -> None:
        written = [d.year for d in head.dates if d.year]
        written += [s.day.date.year for s in sections if s.day and s.day.date and s.day.date.year]
        told = options.start_date or min(_titled(options), default=None)
        self.year = next(iter(written), None) or (told.year if told else None) or head.year
        headings = [s.day.date for s in sections if s.day and s.day.date]
        own = [e.anchor.heading.facts.date for s in sections for e in s.entries if e.anchor.heading.facts.date]
        self.day_first = {d.day_first for d in (*head.dates, *headings, *own) if d.day_first is not None}
        if not self.day_first and options.date_order:
            self.day_first = {options.date_order == "day-first"}
        self.days, self.last = days, date.min

    def date(self, found: Date, line: int) -> date | None:
        """The date, or None with a note where there is no such day or no year."""
        found = self.settled(found)
        if found.swapped:
            self.ask_for_order(line)
            return None
        year = found.year or self.year
        if year is None:
            self._note("no-year", f"The date on line {line} has no year. Give the first day as the start date.", line)
            return None
        when = found.on(year)
        if when is None:
            self._note("bad-date", f"There is no such date as on line {line}; it was left empty.", line)
            return None
        if found.year is None and (self.last - when).days > 180:
            when = found.on(year + 1) or when
        self.last = when
        if found.weekday and found.weekday != when.isoweekday():
            name = WEEKDAY_NAMES[when.weekday()]
            said = f"line {line} says {WEEKDAY_NAMES[found.weekday - 1]}"
            message = f"Weekday: {when} is a {name}, but {said}. The date was kept."
            self._note("weekday", message, line)
        return when

    def settled(self, found: Date) -> Date:
        """The date with day and month as the document's others have them, where they show it."""
        if found.swapped and len(self.day_first) == 1:
            return replace(found, swapped=False) if True in self.day_first else found.turned()
        return found

    def ask_for_order(self, line: int) -> None:
        """Which of day and month stands first, asked once for all dates."""
        message = f"The date on line {line} can be read in two ways, so it was left empty."
        self._note("ambiguous-date", message, line)
        if not any(question.code == "date-order" for question in self.days.questions):
            asked = f"The date on line {line} can be read as day/month or as month/day. Say which."
            self.days.questions.append(Question("date-order", asked))

    def _note(self, code: str, message: str, line: int) -> None:
        self.days.notes.append(Note(code, "warning", message, (line,)))


def _titled(options: Options) -> set[date]:
    """The days for which a person gave a theme; the end of time is none."""
    return {day for day, _ in options.day_titles if day.year < LAST_YEAR}


def _told(head: Head, options: Options, reader: _Years) -> list[date]:
    """The days that are known apart from headings: from the document's head, or from the options."""
    for found in map(reader.settled, head.dates):
        if found.swapped:
            if not options.start_date:
                reader.ask_for_order(head.dated)
            continue
        first = found.on(found.year or reader.year or 0) if found.year or reader.year else None
        if first:
            last = date(first.year, *found.last) if found.last else first
            return [first + timedelta(days=n) for n in range(min((last - first).days, 30) + 1)]
    named = sorted(_titled(options) | ({options.start_date} if options.start_date else set()))
    if options.start_date:
        named = [day for day in named if day >= options.start_date]
    return named


def _of_section(section: Section, counting: Counting, reader: _Years, days: Days) -> date | None:
    """The date that the section's heading gives."""
    if section.day is None:
        return None
    when = None
    if section.day.date:
        when = reader.date(section.day.date, section.line)
    elif section.day.name:
        when = counting.dated(section.day.name, section.line)
    if when:
        counting.last = (section.day.name.ordinal if section.day.name else 0, when)
        days.themes[when] = days.themes.get(when) or section.day.theme
    return when


def _give_one(
    entries: Sequence[Entry], when: date | None, section: Section, days: Days, order: Order, spare: Sequence[date]
) -> None:
    """One date for all; but where the numbers begin again with the day, the heading of the next day was lost.

    `spare`: the days of the document's head for which no heading stands.
    """
    blocks = cut_blocks(entries)
    again = [b for b in blocks[1:] if {e.number for e in b if e.number} & {e.number for e in blocks[0] if e.number}]
    backwards = any(direction(block) == "falling" for block in blocks)
    days.backwards = days.backwards or backwards
    if not again and (days_clash(blocks) if backwards else lost_heading(blocks)):
        again = blocks[1:]
    if again and when and not backwards and len(blocks) == len(spare) + 1 and spare[0] > when:
        _lost(blocks, [when, *spare], section, days)
        return
    if not again or len(blocks) != len(again) + 1 or (section.day and section.day.sure):
        for entry in entries:
            entry.date = when
        return
    if order and when:
        days.backwards = days.backwards or order == "last-first"
        _follow(list(reversed(blocks)) if order == "last-first" else blocks, when, days)
        return
    for entry in blocks[0] if not backwards else []:
        entry.date = when
    lines = [again[0][0].line, again[-1][-1].line]
    message = (
        f"Lines {lines[0]} to {lines[1]} begin again, as another day would, but only one date is "
        f"given (line {section.line}). Say in which order the days stand, or put a heading with the date above each."
    )
    days.questions.append(Question("order", message))
    days.ordered = False


def _lost(blocks: Sequence[Sequence[Entry]], dates: Sequence[date], section: Section, days: Days) -> None:
    """Gives each block its day, where the document's head names just as many days as there are blocks."""
    for block, when in zip(blocks, dates, strict=True):
        days.themes.setdefault(when, "")
        for entry in block:
            entry.date = when
        if when != dates[0]:
            message = (
                f"Line {block[0].line} begins again, as another day would, without a heading. The head of the document "
                f"names one more day, {when}, which was taken."
            )
            days.notes.append(Note("counted-day", "warning", message, (block[0].line,)))


def _follow(blocks: Sequence[Sequence[Entry]], first: date, days: Days) -> None:
    """Gives each block the day after the one before."""
    for number, block in enumerate(blocks):
        when = first + timedelta(days=number)
        days.themes.setdefault(when, "")
        for entry in block:
            entry.date = when


def _spare(told: list[date], sections: Sequence[Section], reader: _Years) -> list[date]:
    """The days that no heading of a section stands for."""
    used = {s.day.date.on(s.day.date.year or reader.year or 1) for s in sections if s.day and s.day.date}
    return [day for day in told if day not in used]


def _give_blocks(entries: Sequence[Entry], told: list[date], days: Days, order: Order) -> None:
    """Items without a heading: their blocks are the days, in the order that numbers and times show."""
    blocks = cut_blocks(entries)
    ways = {direction(block) for block in blocks if len(block) > 1}
    falling = order == "last-first" or (not order and ways == {"falling"})
    shown = (falling or (ways == {"rising"} and not any(repeats(block) for block in blocks))) and not (
        numbers_against(blocks, falling) or mostly_falls(entries, falling)
    )
    shown = shown or bool(order)
    days.backwards = days.backwards or (falling and shown)
    if len(blocks) > 1 and not shown:
        lines = " and ".join(f"{block[0].line}–{block[-1].line}" for block in blocks)
        message = (
            f"The order of the days can't be told from the document (lines {lines}). "
            "Say whether the first day stands first, or put a heading with the date above each day."
        )
        days.questions.append(Question("order", message))
        days.ordered = False
        return
    if not told:
        return
    dates = told if len(told) >= len(blocks) else [told[0] + timedelta(days=n) for n in range(len(blocks))]
    for block, when in zip(reversed(blocks) if falling else blocks, dates, strict=False):
        days.themes.setdefault(when, "")
        for entry in block:
            entry.date = when


def _own_dates(entries: Sequence[Entry], reader: _Years, days: Days) -> None:
    """A date beside an item's own time goes before its heading's, and is that of what follows later without any."""
    last: Entry | None = None
    for entry in entries:
        if written := entry.anchor.heading.facts.date:
            entry.date = reader.date(written, entry.line)
            if entry.date:
                days.themes.setdefault(entry.date, "")
            last = entry
        elif entry.date is None and last and _is_later(entry, last):
            entry.date = last.date
            last = entry


def _is_later(entry: Entry, other: Entry) -> bool:
    """Whether the item begins after the other one, or with it, by the clock."""
    first, second = other.hours.start, entry.hours.start
    return first is not None and second is not None and first <= second


def _contradiction(sections: Sequence[Section], head: Head, options: Options, days: Days) -> None:
    if head.dropped:
        message = (
            f"The head of the document gives another date than the start date, {options.start_date}, that was given. "
            "The given one was used."
        )
        days.notes.append(Note("start-date", "warning", message, (head.dropped,)))
        return
    dates = [entry.date for section in sections for entry in section.entries if entry.date]
    if options.start_date and dates and min(dates) != options.start_date:
        message = (
            f"The document's first day is {min(dates)}, not {options.start_date} as was said. "
            "The document's dates were kept."
        )
        days.notes.append(Note("start-date", "warning", message))


def _ask_for_dates(sections: Sequence[Section], days: Days) -> None:
    dated = any(entry.date for section in sections for entry in section.entries)
    if not dated and not days.questions:
        message = "The document gives no date that can be used. Say which day is the first, as in 2021-05-19."
        days.questions.append(Question("start-date", message))


def _themes(options: Options, days: Days) -> None:
    """The themes that a person gives go before the document's."""
    for day, theme in options.day_titles:
        if day in days.themes:
            days.themes[day] = theme
        else:
            message = f"No item of the document falls on {day}, for which the theme “{theme}” was given."
            days.notes.append(Note("day-title", "warning", message))
