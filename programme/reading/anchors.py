"""Where the items of the programme begin: headings, with the times that stand above or below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from programme.reading import words
from programme.reading.headings import Facts, Heading, give_time, kind_of_title, read_heading, read_label
from programme.reading.lines import LONGEST_TITLE, DayLine, Item, Mark, Text, TimeLine
from programme.reading.naming import is_name
from programme.reading.roles import read_role
from programme.reading.rooms import labelled_place
from programme.reading.splitting import split_line
from programme.reading.text import LONGEST_HEADING, Source, flat
from programme.reading.times import read_duration, read_span

_SHORTEST_FULL, _LONGEST_REST = 45, 15  # characters of a title that was wrapped, words of its second line
_SHORTEST_WRAPPED = 30  # characters; a title that is shorter was not broken for want of room


@dataclass(slots=True)
class Anchor:
    """An item's heading. `own` are the places of its lines: what each is used for."""

    heading: Heading
    own: dict[int, str] = field(default_factory=dict)
    group: str = ""  # the room or track above it that has a list of its own
    sure: bool = False  # the file's structure says that this is an item

    @property
    def first(self) -> int:
        return min(self.own)

    @property
    def last(self) -> int:
        return max(self.own)

    @property
    def title(self) -> int:
        """The place of the line with its title."""
        return next((place for place, use in self.own.items() if use == "heading"), self.first)

    @property
    def timed(self) -> bool:
        return self.heading.facts.span is not None

    @property
    def numbered(self) -> bool:
        return bool(self.heading.label and self.heading.number)


def find_anchors(lines: Sequence[Source], marks: Sequence[Mark], digits: bool) -> list[Anchor]:
    """Every heading, in the document's order; none of them looked at in its surroundings yet."""
    found: list[Anchor] = []
    taken = -1
    above = _titles_above(lines, marks)
    for place, mark in enumerate(marks):
        if place <= taken:
            continue
        anchor = None
        if isinstance(mark, Item):
            anchor = _of_item(mark, place, lines, marks, digits)
        elif isinstance(mark, TimeLine):
            anchor = _of_time(mark, place, lines, marks, digits, taken, above)
        if anchor:
            found.append(anchor)
            taken = anchor.last
    return found


def _of_item(item: Item, place: int, lines: Sequence[Source], marks: Sequence[Mark], digits: bool) -> Anchor:
    """A heading on one line, its title or its time below it where it has none."""
    if item.own:
        return Anchor(item.heading, dict(item.own), sure=True)
    anchor = _of_heading(item, place, lines, marks, digits)
    _take_rest(anchor, lines, marks)
    return anchor


def _take_rest(anchor: Anchor, lines: Sequence[Source], marks: Sequence[Mark]) -> None:
    """Takes in the rest of a title that was wrapped, and a duration on a line of its own."""
    for place in range(anchor.last + 1, min(anchor.last + 3, len(lines))):
        before, line, heading = lines[place - 1], lines[place], anchor.heading
        if line.gap or line.bullet or not isinstance(marks[place], Text):
            return
        if heading.span and not heading.span.ranged and (minutes := read_duration(line.flat.strip("()[] "))):
            heading.facts.duration = minutes
            anchor.own[place] = "time"
        elif len(anchor.own) == 1 and _is_wrapped(before, line, heading):
            heading.title = f"{heading.title} {line.text}"
            anchor.own[place] = "heading"


def _is_wrapped(before: Source, line: Source, heading: Heading) -> bool:
    """Whether a heading that fills its line goes on, in small letters, on the next."""
    full = len(before.flat) >= _SHORTEST_FULL and before.text.endswith(heading.title[-10:])
    return (
        full
        and line.text[:1].islower()
        and not before.flat.endswith((".", "?", "!", ":", ";", ")"))
        and not line.text.endswith((".", ";", ":", ","))
        and line.words <= _LONGEST_REST
        and read_role(line) is None
    )


def _of_heading(item: Item, place: int, lines: Sequence[Source], marks: Sequence[Mark], digits: bool) -> Anchor:
    """A heading with its title or its time below it where it has none."""
    anchor = Anchor(item.heading, {place: "heading"})
    below = place + 1
    if whole := _continued(item, place, lines, marks, digits):
        return Anchor(whole, {place: "heading", below: "heading"})
    if item.heading.untitled or _is_bare_label(item, place, lines):
        _take_title(anchor, lines, marks, digits)
        below = anchor.last + 1
    if not item.timed and below < len(lines):
        mark = marks[below]
        if isinstance(mark, TimeLine) and (
            not lines[below].gap or (item.heading.label and _is_free(below, lines, marks))
        ):
            anchor.heading.facts.take(mark.facts)
            anchor.own[below] = "time"
    return anchor


def _is_free(time: int, lines: Sequence[Source], marks: Sequence[Mark]) -> bool:
    """Whether a time below a gap has no title of its own right below it."""
    title = time + 1
    return title >= len(lines) or lines[title].gap or not _may_be_title(lines, marks, title)


def _is_bare_label(item: Item, place: int, lines: Sequence[Source]) -> bool:
    """Whether a title is only what such items are called, “Round table”, and something stands right below it."""
    bare = item.timed and item.heading.title.casefold() in words.LABELS
    return bare and place + 1 < len(lines) and not (lines[place + 1].gap or lines[place + 1].bullet)


def _continued(item: Item, place: int, lines: Sequence[Source], marks: Sequence[Mark], digits: bool) -> Heading | None:
    """The whole heading, where it was broken over two lines: before its title, within it, or within its time."""
    if place + 1 == len(lines) or not read_label(lines[place].flat)[2]:
        return None
    line, below, mark = lines[place], lines[place + 1], marks[place + 1]
    if below.gap or below.flat[-1] not in ")]" or len(line.flat) + len(below.flat) > LONGEST_HEADING:
        return None
    opened = line.flat.count("(") > line.flat.count(")")
    if not opened and (item.timed or below.bullet or not _may_continue(line, place + 1, mark, marks)):
        return None
    if item.heading.untitled and isinstance(mark, Item):
        return replace(mark.heading, kind=item.heading.kind, label=item.heading.label, number=item.heading.number)
    text = f"{line.text} {below.written}"
    whole = read_heading(text, flat(text), digits)
    return whole if whole.span else None


def _may_continue(line: Source, place: int, mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a line with a time is the rest of the heading above it; not a speaker's slot, nor one of several."""
    bare = read_label(line.flat)[3] == len(line.flat)
    if not _is_loose(mark) or (len(line.flat) < _SHORTEST_WRAPPED and not bare):
        return False
    following = next((other for other in marks[place + 1 :] if isinstance(other, Item | TimeLine | DayLine)), None)
    return not _is_loose(following)


def _is_loose(mark: Mark | None) -> bool:
    """A heading with a time and no label or usual word, that is nobody's name."""
    if not isinstance(mark, Item) or not mark.timed or mark.heading.label or mark.heading.kind != "other":
        return False
    return not is_name(mark.heading.title)


def _titles_above(lines: Sequence[Source], marks: Sequence[Mark]) -> bool:
    """Whether the titles stand above their times here: where more times can only have it so than the other way."""
    votes = 0
    for place, mark in enumerate(marks):
        if isinstance(mark, TimeLine):
            if place and lines[place - 1].level and not (place + 1 < len(lines) and lines[place + 1].level):
                votes += 1 + (not lines[place].gap)
                continue
            above = place > 0 and not lines[place].gap and _may_be_title(lines, marks, place - 1)
            below = place + 1 < len(lines) and _is_close(lines[place + 1]) and _may_be_title(lines, marks, place + 1)
            votes += above - below
    return votes > 0


def _is_close(below: Source) -> bool:
    """Whether a line belongs to the time above it: no gap between, or the file's structure says it is a heading."""
    return not below.gap or below.level > 0


def _may_be_title(lines: Sequence[Source], marks: Sequence[Mark], place: int) -> bool:
    named = isinstance(marks[place], Item) or not _names_person(lines[place])
    return named and _may_head(lines[place], marks[place])


def _of_time(
    time: TimeLine,
    place: int,
    lines: Sequence[Source],
    marks: Sequence[Mark],
    digits: bool,
    taken: int,
    titles_above: bool,
) -> Anchor | None:
    """A time on a line of its own: with the title right below it, else right above, else below a gap.

    `titles_above`: right above it comes first here.
    """
    between = [] if titles_above else _place_between(place, lines, marks)
    if between:
        room, track = labelled_place(lines[between[0]].text)
        time.facts.take(Facts(room=room, track=track))
        anchor = _joined(time, place, between[0] + 1, lines, marks, digits)
        anchor.own[between[0]] = "room" if room else "track"
        return anchor
    below, above = place + 1, place - 1
    upward = above > taken and not lines[place].gap and _may_be_title(lines, marks, above)
    if upward and titles_above:
        return _joined(time, place, above, lines, marks, digits)
    under = below < len(lines) and (_may_be_title(lines, marks, below) or _is_kind(lines[below], marks[below]))
    if under and _is_close(lines[below]):
        return _joined(time, place, below, lines, marks, digits)
    if upward:
        return _joined(time, place, above, lines, marks, digits)
    if under:
        return _joined(time, place, below, lines, marks, digits)
    return _untitled(time, place, lines, digits)


def _untitled(time: TimeLine, place: int, lines: Sequence[Source], digits: bool) -> Anchor | None:
    """An item whose only title is that it is to be confirmed: “14:00 TBC”."""
    span = read_span(lines[place].flat, 0, digits)
    if not time.facts.open or span is None:
        return None
    title = lines[place].text[span.stop :].strip(" :|-–—\t()[]")
    return Anchor(Heading(title, facts=time.facts), {place: "heading"}) if title else None


def _place_between(place: int, lines: Sequence[Source], marks: Sequence[Mark]) -> list[int]:
    """The line between a time and its title that names their room or track."""
    room, title = place + 1, place + 2
    if title >= len(lines) or lines[room].gap or not _is_close(lines[title]) or not isinstance(marks[room], Text):
        return []
    named = not lines[room].ends_sentence and any(labelled_place(lines[room].text))
    return [room] if named and _may_be_title(lines, marks, title) else []


def _is_kind(line: Source, mark: Mark) -> bool:
    """“Fireside Chat: Satellites Overhead” right below a time: what kind of item it is, and no person’s name."""
    said = read_label(line.flat)[0] or kind_of_title(line.flat) != "other"
    return bool(said) and not line.gap and _may_head(line, mark)


def _joined(
    time: TimeLine, place: int, title: int, lines: Sequence[Source], marks: Sequence[Mark], digits: bool
) -> Anchor:
    mark = marks[title]
    heading = mark.heading if isinstance(mark, Item) else read_heading(lines[title].text, lines[title].flat, digits)
    give_time(heading, time.facts)
    anchor = Anchor(heading, {place: "time", title: "heading"})
    if heading.untitled and title > place:
        _take_title(anchor, lines, marks, digits)
    return anchor


def _take_title(anchor: Anchor, lines: Sequence[Source], marks: Sequence[Mark], digits: bool) -> None:
    """Takes the line below a bare label for its title."""
    below = anchor.last + 1
    if below < len(lines) and _may_title(lines[below], marks[below]):
        title = read_heading(lines[below].text, lines[below].flat, digits)
        anchor.heading.title, anchor.heading.untitled = title.title, False
        anchor.heading.facts.take(title.facts)
        anchor.own[below] = "heading"


def _may_head(line: Source, mark: Mark) -> bool:
    return (isinstance(mark, Item) and not mark.timed) or (isinstance(mark, Text) and _is_title(line))


def _is_title(line: Source) -> bool:
    """Whether a line of text can be the title that a time or label nearby is missing."""
    return line.words <= LONGEST_TITLE and len(line.flat) <= LONGEST_HEADING and not line.text.endswith((".", ";", ","))


def _may_title(line: Source, mark: Mark) -> bool:
    """Whether a line below a bare label is its title and not the first of its people."""
    return isinstance(mark, Text) and _is_title(line) and not _names_person(line) and read_role(line) is None


def _names_person(line: Source) -> bool:
    """“Name: Role”, or a role with somebody after it: rather a person than a title."""
    label = read_role(line)
    start = label.start if label else 0
    split = split_line(line.text[start:], line.flat[start:])
    return split is not None and (label is not None or split.separator == ":")
