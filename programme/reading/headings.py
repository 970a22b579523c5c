"""What a heading says: its time, its label and number, its title, its room."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields

from programme.model import Kind, Link, When
from programme.reading import words
from programme.reading.dates import Date, read_date
from programme.reading.labels import SAID, says_more
from programme.reading.labels import kind_of_title as kind_of_title
from programme.reading.labels import read_label as read_label
from programme.reading.rooms import cut_room, labelled_place, names_room
from programme.reading.rooms import is_room as is_room
from programme.reading.text import Source
from programme.reading.text import flat as flat_text
from programme.reading.times import Span, join, read_duration, read_others, read_span, read_zone

LONGEST_TAIL = 120  # characters in which a time or a room at the end of a heading is looked for


@dataclass(slots=True)
class Facts:
    """What stands beside a title: when, where, and whether it still takes place."""

    span: Span | None = None
    date: Date | None = None
    zone: str = ""
    room: str = ""
    track: str = ""
    duration: int = 0
    cancelled: bool = False
    open: bool = False  # to be confirmed
    zones: tuple[Span, ...] = ()  # the same time for other zones
    language: str = ""
    links: tuple[Link, ...] = ()
    when: When | None = None  # to the second and through the change of clocks, where the file's structure says it
    uid: str = ""  # in a file of our own, which then says exactly what it is

    def take(self, other: Facts) -> None:
        for name in _FACTS:
            if said := getattr(other, name):
                setattr(self, name, getattr(self, name) or said)


_FACTS = tuple(entry.name for entry in fields(Facts))


@dataclass(slots=True)
class Heading:
    title: str
    kind: Kind = "other"
    label: str = ""  # "panel", in lower case
    number: str = ""
    untitled: bool = False  # a label and no more: the title stands on another line
    facts: Facts = field(default_factory=Facts)
    byline: tuple[Source, ...] = ()  # who stands on the title's line
    whole: bool = False  # title and people are told apart by the file's structure

    @property
    def span(self) -> Span | None:
        """The time, a duration that stands apart from it included."""
        span = self.facts.span
        if span and not span.ranged and self.facts.duration:
            return span._replace(duration=self.facts.duration)
        return span


_PIECE = re.compile(r"[^,;|]*")
_GAP = re.compile(r"[\s,;|/]*(?:-\s)?")
_LEADING = re.compile(r"[\s:|,.;)\]>-]*")
_TRAILING = " \u00a0\t:|,;-–—"
_DURATION_LAST = re.compile(r"(?:\s-+\s|,\s|\s\|\s|\s{2,})(\d{1,3}\s?(?:'|[^\W\d_]+)\.?)$")
_DURATION_WITHIN = re.compile(r"\s(?:-+|\|)\s([1-9][^,;|()]{0,14}?)(?=\s(?:-+|\|)\s)")
_ROOM_BEHIND = re.compile(r"\d[^()\[\]]{0,12}([)\]])\s?(?:,|-(?=\s))\s?(?=[^()\[\]]{3,40}$)")
_SET_OFF = re.compile(r"\s*(?:\||-+(?=\s)|,|\s\s)\s*")
_TAIL_START = re.compile(r"(?:[\s,|;@-]|^)(?=\d|[a-zà]+\s?\d|noon|midi)", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„]\s?(?=\S)([^“”\"«»„]{2,})[”\"»“]|»([^«»]{2,})«")
_KIND_LAST = re.compile(rf"\s*\[({'|'.join(map(re.escape, words.LABELS))})\]$", re.IGNORECASE)  # “[workshop]”
_CANCELLED = re.compile(rf"^\W*(?:{'|'.join(words.CANCELLED)})\b[\s:!)\]*-]*", re.IGNORECASE)


_STRUCK = re.compile(r"(?:~~|<s>|<del>)\s*(.+?)\s*(?:~~|</s>|</del>)")
_CANCELLED_ASIDE = re.compile(rf"(?<=\w)\s?[(\[](?:{'|'.join(words.CANCELLED)})[)\]](?=\s*[:|.-])", re.IGNORECASE)
_CANCELLED_LAST = re.compile(
    rf"(?:\s?[:|,;]\s?|\s-+\s?|(?<=[)\]])\s)[*(\[]*(?:{'|'.join(words.CANCELLED)})[*)\]!.]*$", re.IGNORECASE
)


def read_facts(flat: str, text: str, digits: bool, hours: bool = False, bracketed: bool = True) -> Facts | None:
    """The facts that a line or a bracket states, where it states nothing else; otherwise None.

    `bracketed`: it is set off from the title, so that “Terrace” is a room.
    """
    facts, place = Facts(), 0
    while place < len(flat):
        gap = _GAP.match(flat, place)
        place = gap.end() if gap else place
        if place >= len(flat):
            break
        stop = _read_time(facts, flat, place, digits, hours)
        if stop is None and (found := _PIECE.match(flat, place)):
            piece = text[place : found.end()].strip()
            stop = found.end() if _read_words(facts, found[0].strip(), piece, bracketed) else None
        if stop is None:
            return None
        place = stop
    return facts


def _read_time(facts: Facts, flat: str, place: int, digits: bool, hours: bool) -> int | None:
    """Reads a date, a duration or a time into `facts`; where it stops, or None if there is none."""
    if not facts.date and (date := read_date(flat, place)):
        facts.date = date
        return date.stop
    found = _PIECE.match(flat, place)
    if found and not facts.duration and (minutes := read_duration(found[0].strip(), beside=facts.span is not None)):
        facts.duration = minutes
        return found.end()
    if span := read_span(flat, place, digits, hours):
        first, others, stop = read_others(flat, span, digits) if not span.zone else (span, (), span.stop)
        _take_span(facts, first if others else span)
        facts.zones += others
        return stop if others else span.stop
    return None


def _take_span(facts: Facts, span: Span) -> None:
    """The first time counts; one more is its end in a column of its own, or the same time for another zone."""
    if facts.span and (whole := join(facts.span, span)):
        facts.span = whole
    elif facts.span and span.zone:
        facts.zones += (span,)
    facts.span = facts.span or span
    facts.zone = facts.zone or span.zone


def give_time(heading: Heading, facts: Facts) -> None:
    """Gives a heading the time that stands before it, above or below. What looks like a time in it is a duration."""
    inner = heading.facts.span
    if inner and facts.span and not inner.ranged and not facts.duration:
        heading.facts.duration = heading.facts.duration or read_duration(flat_text(inner.text), beside=True)
    zone = heading.facts.zone
    heading.facts.span, heading.facts.zone = facts.span, facts.zone
    heading.facts.take(facts)
    heading.facts.zone = heading.facts.zone or zone


def _read_words(facts: Facts, flat: str, text: str, bracketed: bool) -> bool:
    """Whether the piece is a zone, a room, a track, or says that the item is cancelled or not settled."""
    low = flat.casefold()
    if zone := read_zone(flat):
        facts.zone = facts.zone or zone
    elif low in words.CANCELLED:
        facts.cancelled = True
    elif low in words.ONWARDS:
        pass  # it has no end, which is noted of every item without one
    elif low in words.TO_BE_CONFIRMED:
        facts.open = True
    else:
        room, track = labelled_place(text)
        if not (room or track) and bracketed and is_room(low) and kind_of_title(text) == "other":
            room = text
        facts.room, facts.track = facts.room or room, facts.track or track
        return bool(room or track)
    return True


def read_heading(text: str, flat: str, digits: bool) -> Heading:
    """The heading in a line whose leading time was taken off already."""
    facts = Facts()
    text, flat = _without_cancelled(text, flat, facts)
    named: Kind | None = None
    if flat.endswith("]") and (found := _KIND_LAST.search(flat)) and found.start():
        named = words.LABELS[found[1].casefold()]
        text, flat = text[: found.start()], flat[: found.start()]
    text, flat = _without_tail(text, flat, facts, digits)
    kind, label, number, start = read_label(flat)
    title = text[start:].strip(_TRAILING)
    if title and label and not number and (says_more(label) or (title[0].islower() and kind not in SAID)):
        title = text.strip(_TRAILING)  # “Closing plenary: the declaration” is more than a closing item
    if quoted := _QUOTED.fullmatch(title):
        title = (quoted[1] or quoted[2]).strip()
    return Heading(
        title or text.strip(_TRAILING), kind or named or kind_of_title(title), label, number, not title, facts
    )


def _without_cancelled(text: str, flat: str, facts: Facts) -> tuple[str, str]:
    """The text without the word, or the stroke through it, that says that the item does not take place."""
    low = flat.casefold()
    for form in (_CANCELLED, _CANCELLED_ASIDE, _CANCELLED_LAST) if any(word in low for word in words.CANCELLED) else ():
        found = form.search(flat)
        if found is None or (found.start() == 0) != (form is _CANCELLED):
            continue
        if form is not _CANCELLED or (found.end() < len(flat) and re.search(r"[:\]*)-]", found[0])):
            facts.cancelled = True
            text, flat = text[: found.start()] + text[found.end() :], flat[: found.start()] + flat[found.end() :]
    if flat[:1] in ("~", "<") and (found := _STRUCK.fullmatch(flat)):
        facts.cancelled = True
        text, flat = text[found.start(1) : found.end(1)], found[1]
    return text, flat


def _without_tail(text: str, flat: str, facts: Facts, digits: bool) -> tuple[str, str]:
    """The text without the brackets, time and room at its end; once more where a room stood behind the brackets."""
    if (found := _ROOM_BEHIND.search(flat)) and names_room(text[found.end() :]):
        facts.room, text, flat = text[found.end() :], text[: found.end(1)], flat[: found.end(1)]
    text, flat = _without_facts(text, flat, facts, digits)
    room = facts.room
    text, flat = _without_room(text, flat, facts)
    if facts.room != room and flat.endswith((")", "]")):
        text, flat = _without_facts(text, flat, facts, digits)
    return text, flat


def _without_facts(text: str, flat: str, facts: Facts, digits: bool) -> tuple[str, str]:
    """The text without the brackets at its end that state facts, and without a time that ends it."""
    while flat:
        opening = _last_bracket(flat)
        if opening is None:
            break
        stop = len(flat) - (flat[-1] in ")]")
        inner = read_facts(flat[opening + 1 : stop], text[opening + 1 : stop], digits)
        if inner is None:
            break
        facts.take(inner)
        flat = flat[:opening].rstrip(" ,:|-")
        text = text[: len(flat)]
    flat, text = _without_duration(flat, text, facts)
    if facts.span is None and (place := _bare_time(flat, facts, digits)) is not None:
        flat = flat[:place].rstrip(" ,:|;-(@")
        if not facts.date:
            flat = _without_date(flat, facts)
        text = text[: len(flat)]
    return text, flat


def _without_date(flat: str, facts: Facts) -> str:
    """The text without the date that stands before the time at its end, and is set off."""
    for found in _SET_OFF.finditer(flat, max(0, len(flat) - LONGEST_TAIL // 2)):
        date = read_date(flat, found.end())
        if date and date.stop == len(flat) and found.start():
            facts.date = date
            return flat[: found.start()]
    return flat


def _without_duration(flat: str, text: str, facts: Facts) -> tuple[str, str]:
    """The text without a duration that a dash, comma or bar sets off at its end, or on both sides."""
    found = _DURATION_LAST.search(flat) or _DURATION_WITHIN.search(flat)
    minutes = read_duration(found[1], beside=True) if found and not facts.duration else 0
    if not found or not minutes:
        return flat, text
    facts.duration = minutes
    return flat[: found.start()] + flat[found.end() :], text[: found.start()] + text[found.end() :]


def _last_bracket(flat: str) -> int | None:
    """Where the bracket opens that the text ends with, its closing lost or not."""
    if flat[-1] not in ")]":
        opening = flat.rfind("(")
        return opening if opening > flat.rfind(")") and read_span(flat, opening + 1, False) else None
    depth = 0
    for place in range(len(flat) - 1, max(-1, len(flat) - LONGEST_TAIL), -1):
        depth += (flat[place] in ")]") - (flat[place] in "([")
        if depth == 0:
            return place
    return None


def _bare_time(flat: str, facts: Facts, digits: bool) -> int | None:
    """Where a time begins that ends the text without brackets. A lone number is none, nor are four digits alone."""
    for found in _TAIL_START.finditer(flat, max(0, len(flat) - LONGEST_TAIL // 2)):
        place = found.end()
        span = read_span(flat, place, digits)
        others: tuple[Span, ...] = ()
        stop = span.stop if span else 0
        if span and span.zone:
            span, others, stop = read_others(flat, span, digits)
        if span and stop == len(flat) and place > 0 and (span.ranged or not span.digits):
            facts.span, facts.zone, facts.zones = span, span.zone, others
            return found.start()
    return None


def _without_room(text: str, flat: str, facts: Facts) -> tuple[str, str]:
    """The text without a room or track that is set off at its beginning or end."""
    start, stop, room, track = cut_room(text, flat, kind_of_title(flat) in ("break", "social", "registration"))
    facts.room, facts.track = facts.room or room, facts.track or track
    return text[start:stop].strip(_TRAILING), flat[start:stop].strip(_TRAILING)


def leading_gap(flat: str, start: int) -> int:
    """Where the title begins after a time at a line's start."""
    found = _LEADING.match(flat, start)
    return found.end() if found else start
