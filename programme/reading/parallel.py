"""What several items share: one time above parallel sessions, one room or track above a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from programme.reading import label_words, words
from programme.reading.anchors import Anchor
from programme.reading.headings import Facts, Heading, give_time, read_heading
from programme.reading.keeping import kept
from programme.reading.marks import DayLine, Field, Item, Mark, Text, TimeLine
from programme.reading.rooms import labelled_place
from programme.reading.text import Source
from programme.reading.times import settle

_LONGEST = 20  # words of one of several parallel items
_KNOWN = label_words.PARALLEL | label_words.PARALLEL_NOUNS | words.NUMBERS.keys()
_MOST_TOKENS = 6
_LONGEST_PHRASE = max(phrase.count(" ") for phrase in label_words.PARALLEL_PHRASES) + 1
_TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_NUMBER = r"[A-Z]\d{0,2}|\d{1,2}[A-Za-z]?|[IVX]{1,4}"
_ROOM_FIRST = re.compile(r"[^:|]{4,40}?(?:\s+[-|]+\s+|\s?:\s+)\S")
_COUNTED = re.compile(rf"(?:([^\W\d_]+)\s)?({_NUMBER})\s?(?:[.:)]|-(?=\s)|(?=\s\s))\s+(?=\S)")


@kept
def is_parallel(title: str) -> bool:
    """Whether a title says that several things happen now, and no more: “Parallel sessions II”."""
    tokens = [token.casefold() for token in _TOKEN.findall(title)]
    if len(tokens) <= _LONGEST_PHRASE and " ".join(tokens) in label_words.PARALLEL_PHRASES:
        return True
    if not 0 < len(tokens) <= _MOST_TOKENS or not all(t in _KNOWN or t.isdecimal() or len(t) == 1 for t in tokens):
        return False
    return any(token in label_words.PARALLEL for token in tokens) or tokens[0] in label_words.PARALLEL_PLURALS


def rules(heading: Heading) -> bool:
    """Whether a heading rules the items below it, with a title of its own or without."""
    if heading.facts.span is None or heading.untitled:
        return False
    name, colon, _ = heading.title.partition(":")
    return is_parallel(name) or (bool(colon) and is_parallel(heading.title))


def mark_parallel(lines: Sequence[Source], marks: list[Mark], digits: bool) -> None:
    """Makes items of the lines below “Parallel sessions” that are counted, or that end with a room."""
    for place, mark in enumerate(marks):
        if isinstance(mark, TimeLine):
            _mark_placed(place, mark, lines, marks, digits)
            _mark_roomed(place, mark.facts, place + 1, lines, marks, digits)
        if isinstance(mark, Item) and mark.timed and mark.heading.facts.room and not mark.own:
            _mark_roomed(place, mark.heading.facts, place, lines, marks, digits)
        start = _ruling(place, mark, lines, marks)
        if start is None:
            continue
        below = list(_below(start, lines, marks))
        for form in (_counted, _roomed):
            found = [(number, heading) for number in below if (heading := form(lines[number], digits))]
            if len(found) >= 2:
                for number, heading in found:
                    marks[number] = Item(heading)
                break


def _ruling(place: int, mark: Mark, lines: Sequence[Source], marks: Sequence[Mark]) -> int | None:
    """The place of the last line of a heading that rules the items below it; None where it does not."""
    if isinstance(mark, Item):
        return place if not mark.own and rules(mark.heading) else None
    title = place + 1
    if isinstance(mark, TimeLine) and title < len(lines) and isinstance(marks[title], Text):
        return title if not lines[title].gap and is_parallel(lines[title].flat.rstrip(":")) else None
    return None


def _mark_placed(place: int, time: TimeLine, lines: Sequence[Source], marks: list[Mark], digits: bool) -> None:
    """Makes items of the titles below a bare time that each stand below a room or track of their own."""
    stop = next((n for n in range(place + 1, len(marks)) if not isinstance(marks[n], Text)), len(marks))
    found = [number for number in range(place + 1, stop - 1) if _places_title(number, lines)]
    if len(found) < 2 or found[0] != place + 1:
        return
    for number in found[1:]:
        heading = read_heading(lines[number + 1].text, lines[number + 1].flat, digits)
        room, track = labelled_place(lines[number].text)
        give_time(heading, time.facts)
        heading.facts.take(Facts(room=room, track=track))
        marks[number + 1] = Item(heading)
        marks[number] = Field("room" if room else "track")


def _mark_roomed(place: int, time: Facts, first: int, lines: Sequence[Source], marks: list[Mark], digits: bool) -> None:
    """Makes items of “Room 2 – Lakes” below “Room 1 – Rivers”, all at the time that stands at `place`."""
    if first >= len(marks):
        return
    stop = next((n for n in range(place + 1, len(marks)) if not isinstance(marks[n], Text)), len(marks))
    found = [(number, heading) for number in range(place + 1, stop) if (heading := _led_by_room(lines[number], digits))]
    rooms = {heading.facts.room for _, heading in found} | {time.room}
    if not found or len(rooms - {""}) < 2 or (first > place and found[0][0] != first):
        return
    for number, heading in found[first - place :]:
        give_time(heading, Facts(time.span, time.date, time.zone, zones=time.zones))
        marks[number] = Item(heading)


def _led_by_room(line: Source, digits: bool) -> Heading | None:
    """“Room 2 – Lakes”: what a line says that begins with a room and a dash or colon."""
    if line.words > _LONGEST or line.text.endswith((".", ";")) or not _ROOM_FIRST.match(line.flat):
        return None
    heading = read_heading(line.text, line.flat, digits)
    room = heading.facts.room
    return heading if room and heading.title and line.text.startswith(room) else None


def _places_title(number: int, lines: Sequence[Source]) -> bool:
    """Whether a line names a room or track and nothing else, with a title right below it."""
    title = lines[number + 1]
    if title.gap or title.words > _LONGEST or title.text.endswith((".", ";")):
        return False
    return any(labelled_place(lines[number].text)) and not any(labelled_place(title.text))


def _below(place: int, lines: Sequence[Source], marks: Sequence[Mark]) -> Iterator[int]:
    """The places of the text between a ruling line and the next item; none where items stand there already."""
    for number in range(place + 1, len(marks)):
        mark = marks[number]
        if isinstance(mark, Item | TimeLine | DayLine):
            return
        if isinstance(mark, Text) and lines[number].words <= _LONGEST and not lines[number].text.endswith((".", ";")):
            yield number


def _counted(line: Source, digits: bool) -> Heading | None:
    """“A. Rivers”, “Group 2: Lakes”, “Room B: Ponds”."""
    found = _COUNTED.match(line.flat)
    if not found:
        return None
    heading = read_heading(line.text[found.end() :], line.flat[found.end() :], digits)
    name = (found[1] or "").casefold()
    if found[1] and name in words.ROOM_FIRST:
        heading.facts.room = f"{found[1]} {found[2]}"
    elif found[1] and name in words.TRACK_LABELS:
        heading.facts.track = f"{found[1]} {found[2]}"
    elif not heading.number:
        heading.label, heading.number = name or "session", found[2]
    return heading


def _roomed(line: Source, digits: bool) -> Heading | None:
    heading = read_heading(line.text, line.flat, digits)
    return heading if heading.facts.room and heading.title else None


def share(anchors: Sequence[Anchor], lines: Sequence[Source], marks: Sequence[Mark]) -> list[Anchor]:
    """The anchors, with what they share: the time of a line that rules them, the room or track above them."""
    anchors = _share_times(anchors, marks)
    _share_places(anchors, lines, marks)
    taken = {place for anchor in anchors for place in anchor.own}
    for anchor in anchors:
        if not anchor.sure:
            _take_place_below(anchor, lines, marks, taken)
    return anchors


def _share_times(anchors: Sequence[Anchor], marks: Sequence[Mark]) -> list[Anchor]:
    found: list[Anchor] = []
    number = 0
    while number < len(anchors):
        anchor = anchors[number]
        ruled = _ruled(number, anchors, marks)
        for other in ruled:
            facts = anchor.heading.facts
            give_time(other.heading, type(facts)(anchor.heading.span, facts.date, facts.zone, zones=facts.zones))
        if ruled and is_parallel(anchor.heading.title):
            ruled[0].own |= anchor.own
        else:
            found.append(anchor)
        found += ruled
        number += 1 + len(ruled)
    return found


def _ruled(number: int, anchors: Sequence[Anchor], marks: Sequence[Mark]) -> list[Anchor]:
    """The items without a time of their own that are at the time of this one."""
    anchor = anchors[number]
    found: list[Anchor] = []
    if anchor.sure or not anchor.timed:
        return found
    ruling = rules(anchor.heading)
    for other in (anchors[place] for place in range(number + 1, len(anchors))):
        if other.timed or other.sure:
            break
        between = marks[(found[-1] if found else anchor).last + 1 : other.first]
        if any(isinstance(mark, DayLine) for mark in between):
            break
        if not (_is_child(other) if ruling else _is_beside(found[-1] if found else anchor, other, anchor)):
            break
        found.append(other)
    return found


def _is_child(other: Anchor) -> bool:
    facts = other.heading.facts
    return other.numbered or bool(facts.room or facts.track)


def _is_beside(before: Anchor, other: Anchor, ruling: Anchor) -> bool:
    """Whether an item without a time is at that of the one before: 1A and 1B, or two rooms below one time."""
    a, b = before.heading, other.heading
    if not (a.label and a.label == b.label and a.number and b.number):
        return False
    lettered = a.number[-1].isalpha() and b.number[-1].isalpha() and a.number[:-1] == b.number[:-1]
    if lettered and a.number.casefold() not in words.NUMBERS and ord(b.number[-1]) == ord(a.number[-1]) + 1:
        return True
    apart = (
        "time" in ruling.own.values() and min(ruling.own, key=lambda place: ruling.own[place] != "time") == ruling.first
    )
    return apart and bool(a.facts.room and b.facts.room) and a.facts.room != b.facts.room


def _take_place_below(anchor: Anchor, lines: Sequence[Source], marks: Sequence[Mark], taken: set[int]) -> None:
    """Takes in the lines right below a heading that name its room or track and nothing else."""
    for place in range(anchor.last + 1, min(anchor.last + 3, len(lines))):
        if lines[place].gap or place in taken or not _is_place(lines[place], marks[place]):
            return
        anchor.own[place] = _take(anchor, lines[place])


def _take(anchor: Anchor, line: Source) -> str:
    room, track = labelled_place(line.text)
    facts = anchor.heading.facts
    facts.room, facts.track = facts.room or room, facts.track or track
    return "room" if room else "track"


def _is_place(line: Source, mark: Mark) -> bool:
    return isinstance(mark, Text) and not line.ends_sentence and any(labelled_place(line.text))


def _heads(place: int, before: Anchor | None, listed: bool, lines: Sequence[Source], marks: Sequence[Mark]) -> bool:
    """Whether a room or track stands above a list of its own.

    It does where no item is before it, where it is set off from what is above and not from what is below, or where the
    times begin again below it; at the same time only if there was such a list before (`listed`).
    """
    below = marks[place + 1]
    span = below.heading.span if isinstance(below, Item) else below.facts.span if isinstance(below, TimeLine) else None
    if span is None:
        return False
    if before is None or before.heading.span is None or (lines[place].gap and not lines[place + 1].gap):
        return True
    first, last = settle(span).start, settle(before.heading.span).start
    return first is not None and last is not None and (first < last or (listed and first == last))


def _share_places(anchors: Sequence[Anchor], lines: Sequence[Source], marks: Sequence[Mark]) -> None:
    """Gives a room or track that stands above a list to the items of that list."""
    starts = {anchor.first: anchor for anchor in anchors}
    before: Anchor | None = None
    above: Source | None = None
    all_day = ""
    for place, mark in enumerate(marks):
        if isinstance(mark, DayLine):
            above = before = None
            all_day = mark.room
        elif (
            place + 1 in starts
            and _is_place(lines[place], mark)
            and _heads(place, before, above is not None, lines, marks)
        ):
            above = lines[place]
            room, _ = labelled_place(above.text)
            starts[place + 1].own[place] = "room" if room else "track"
            starts[place] = starts[place + 1]
        if anchor := starts.get(place):
            before = anchor
            inside = anchor.heading.kind not in ("break", "registration", "social")
            if above and not anchor.group and inside:
                _take(anchor, above)
            if inside and not anchor.sure:
                anchor.heading.facts.room = anchor.heading.facts.room or all_day
            anchor.group = above.text if above else ""
