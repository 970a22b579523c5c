"""What lines are once their neighbours are known: before that each was looked at alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from programme.reading import words
from programme.reading.dates import read_day_name
from programme.reading.event_times import mark_event_time
from programme.reading.headings import Heading, kind_of_title, read_heading
from programme.reading.marks import DayLine, Furniture, Item, Mark, Ornament, Text, TimeLine
from programme.reading.parallel import mark_parallel
from programme.reading.rooms import labelled_place
from programme.reading.splitting import split_line
from programme.reading.text import Source
from programme.reading.times import Span, settle
from programme.reading.untimed import mark_untimed

_WORD = re.compile(r"[^\W\d_]+")
_FAR = 7  # days from those of the event
_LONGEST_THEME = 14  # words
_THEME = re.compile(rf"(?:{'|'.join(words.THEME_LABELS)})\s?:\s*(?=\S)", re.IGNORECASE)
_USUAL = frozenset(
    word for kind, signs in words.TITLE_KINDS if kind in ("break", "registration", "social") for word in signs
)


def settle_marks(lines: Sequence[Source], marks: list[Mark], digits: bool) -> None:
    """Corrects `marks` where the lines around tell more."""
    _settle_days(lines, marks)
    _leave_out_lists_of_days(lines, marks)
    _leave_out_other_events(marks)
    _leave_out_doubles(lines, marks)
    _leave_out_letters_end(lines, marks)
    _take_themes(lines, marks)
    _mark_breaks(lines, marks)
    _mark_cancelled(lines, marks, digits)
    mark_untimed(lines, marks, digits)
    mark_event_time(marks)
    mark_parallel(lines, marks, digits)


def _settle_days(lines: Sequence[Source], marks: list[Mark]) -> None:
    """Makes a date with hours the heading of its day, where the item below it stands on its own within them."""
    for place, mark in enumerate(marks[:-1]):
        if not (isinstance(mark, TimeLine) and mark.facts.date and mark.facts.span and mark.facts.span.ranged):
            continue
        below = next((other for other in marks[place + 1 :] if not isinstance(other, Text | Ornament)), None)
        apart = lines[place + 1].gap or below is marks[place + 1]
        if apart and isinstance(below, Item) and below.heading.span and _within(below.heading.span, mark.facts.span):
            marks[place] = DayLine(mark.facts.date, None)
            below.heading.facts.zone = below.heading.facts.zone or mark.facts.zone


def _leave_out_lists_of_days(lines: Sequence[Source], marks: list[Mark]) -> None:
    """“Day 1: Water | Day 2: Trade”, on one line or on two that follow each other: what the days are about, and no
    heading of any."""
    for place, mark in enumerate(marks):
        if not (isinstance(mark, DayLine) and mark.date is None and not mark.sure):
            continue
        after = marks[place + 1] if place + 1 < len(marks) else None
        below = isinstance(after, DayLine) and after.date is None and not lines[place + 1].gap
        several = any(read_day_name(piece.strip(), 0) for piece in mark.theme.split("|")[1:])
        if several or below:
            marks[place] = Text()
            if below:
                marks[place + 1] = Text()


def _leave_out_other_events(marks: list[Mark]) -> None:
    """Where days have headings, a full date and time above them are the event's, and those far off another event's."""
    headed: list[int] = []
    days: list[date] = []
    for place, mark in enumerate(marks):
        if isinstance(mark, DayLine) and mark.date and (day := mark.date.resolved):
            headed.append(place)
            days.append(day)
    for place, mark in enumerate(marks):
        written = mark.heading.facts.date if isinstance(mark, Item) and not mark.own else None
        when = written.resolved if written else None
        if not when or not days:
            continue
        if place < headed[0] and when in days:
            marks[place] = Text()
        elif place > headed[-1] and min(abs((when - day).days) for day in days) > _FAR:
            marks[place] = Furniture()


def _leave_out_doubles(lines: Sequence[Source], marks: list[Mark]) -> None:
    """Of a heading in two languages on two lines, “Séance 1 : …” and “Session 1: …”, that by the time is the item."""
    for place in range(len(marks) - 2):
        first, second, time = marks[place : place + 3]
        if not (isinstance(first, Item) and isinstance(second, Item) and isinstance(time, TimeLine)):
            continue
        a, b = first.heading, second.heading
        close = not (lines[place + 1].gap or lines[place + 2].gap or first.own or first.timed or second.timed)
        if close and a.number and a.number == b.number and a.label != b.label:
            marks[place] = Furniture()


def _within(inner: Span, outer: Span) -> bool:
    item, day = settle(inner), settle(outer)
    if item.start is None or day.start is None or day.end is None:
        return False
    return day.start <= item.start and (item.end or item.start) <= day.end


def _leave_out_letters_end(lines: Sequence[Source], marks: list[Mark]) -> None:
    """What follows “Kind regards” is not of the programme, unless a day or several items stand there."""
    for place, line in enumerate(lines):
        if line.words > 4 or not _signs_off(line):
            continue
        after = marks[place:]
        if sum(isinstance(mark, Item) for mark in after) <= 2 and not any(isinstance(mark, DayLine) for mark in after):
            marks[place:] = [Furniture()] * len(after)
            return


def _signs_off(line: Source) -> bool:
    said = " ".join(_WORD.findall(line.flat.casefold()))
    return said in words.SIGN_OFFS or (line.flat.endswith(",") and said in words.SIGN_OFFS_SHORT)


def _mark_cancelled(lines: Sequence[Source], marks: list[Mark], digits: bool) -> None:
    """Makes an item of “CANCELLED: Rivers”, which needs neither time nor number."""
    for place, mark in enumerate(marks):
        line = lines[place]
        if isinstance(mark, Text) and line.words <= 30 and line.flat[:1].isalpha() and ":" in line.flat[:20]:
            first = line.flat.partition(":")[0].strip().casefold()
            if first in words.CANCELLED and not line.ends_sentence:
                marks[place] = Item(read_heading(line.text, line.flat, digits))


def _take_themes(lines: Sequence[Source], marks: list[Mark]) -> None:
    """A line between a day's heading and its first item is the day's theme, where it says so or is a title."""
    for place, mark in enumerate(marks[:-2]):
        if not isinstance(mark, DayLine) or mark.theme or mark.sure or not isinstance(marks[place + 1], Text):
            continue
        line = lines[place + 1]
        label = _THEME.match(line.flat)
        if label or (isinstance(marks[place + 2], Item | TimeLine) and not line.gap and _is_theme(line)):
            marks[place] = replace(mark, theme=line.text[label.end() if label else 0 :].strip(' #*=_"“”«»'), below=1)


def _is_theme(line: Source) -> bool:
    if (
        line.words > _LONGEST_THEME
        or line.ends_sentence
        or line.bullet
        or ":" in line.flat
        or not line.text[0].isupper()
    ):
        return False
    known = " ".join(line.text.casefold().split()) in words.GENERIC_TITLES or kind_of_title(line.flat) != "other"
    if known or any(labelled_place(line.text)) or line.words < 2:
        return False
    split = split_line(line.text, line.flat)
    return (split is None or line.text.isupper()) and not any(char.isdigit() or char in "@/" for char in line.flat)


def _mark_breaks(lines: Sequence[Source], marks: list[Mark]) -> None:
    """Makes an item of “Lunch” that stands alone between others, without a time."""
    for place, mark in enumerate(marks):
        if not isinstance(mark, Text) or not _is_break(lines[place]):
            continue
        after = marks[place + 1] if place + 1 < len(marks) else None
        loose = after is None or lines[place + 1].gap or isinstance(after, Item | DayLine)
        timed = (isinstance(after, TimeLine) and not lines[place + 1].gap) or (
            place > 0 and isinstance(marks[place - 1], TimeLine) and not lines[place].gap
        )
        untitled = place > 0 and isinstance(before := marks[place - 1], Item) and before.heading.untitled
        if loose and not timed and not untitled and (lines[place].gap or isinstance(after, Item)):
            title = lines[place].text.strip(" *#_")
            marks[place] = Item(Heading(title, kind_of_title(title)))


def _is_break(line: Source) -> bool:
    """Nothing but usual words: “Coffee break”, “Pause déjeuner”."""
    if line.words > 4 or line.bullet or not line.text.strip(" *#_")[:1].isupper():
        return False
    found = [word.casefold() for word in line.flat.strip(" *#_").split()]
    usual = [word for word in found if word in _USUAL]
    return bool(usual) and all(word in _USUAL or word in words.BREAK_LINKS for word in found)
