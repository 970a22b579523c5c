"""Cards of a page: a session with its title set as a heading and its time beside it, or a person in a box of its own.

What a page's style sets apart, its text alone runs together: here the elements tell what each piece is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from programme.reading.cells import kind_named, read_day_cell, read_track_cell
from programme.reading.headings import Facts, Heading, is_room, read_facts, read_heading
from programme.reading.naming import is_name
from programme.reading.splitting import BARE, split_line
from programme.reading.text import Source, flat
from programme.reading.times import read_span

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIGHEST = 2  # the level of a card's title; above it stands the page's own
_STEPS = 6  # from a title up to the card that it stands in
_FEWEST = 2  # cards
_MOST = 0.6  # of the boxes of one form that must name people
_MOST_WITHIN = 12  # elements in a box that holds one person
_LONGEST_ASIDE = 80  # characters of a room, track or kind
_BOLD = frozenset({"b", "strong"})
_IN_LINE = frozenset({"a", "abbr", "b", "bdi", "cite", "em", "font", "i", "mark", "small", "span", "strong", "u"})
_MARGINS = frozenset({"footer", "aside", "nav", "form"})
_TIME = re.compile(r"\d[:.hH]\s?\d\d|\d\s?[ap]\.?m\b|\d\s?[hH]\b|\d\s?Uhr", re.IGNORECASE)
_BOXES = frozenset({"li", "p", "div", "dd", "figcaption"})


def find_sessions(root: Any) -> set[Any]:
    """The elements that hold one session each: a heading of its own, and a time outside it; several of one form."""
    forms: dict[tuple[str, str], set[Any]] = defaultdict(set)
    for title in root.iter(*HEADINGS):
        if (card := _around(title)) is not None:
            forms[card.tag, title.tag].add(card)
    return {card for found in forms.values() if len(found) >= _FEWEST for card in found}


def _around(title: Any) -> Any:
    """The smallest element around a title that has a time in it and no other such title; None where there is none."""
    level, text = HEADINGS[title.tag], said(title)
    if level < _HIGHEST or not text or read_day_cell(flat(text), text) or read_span(flat(text), 0, True):
        return None
    element = title.getparent()
    for _ in range(_STEPS):
        if element is None or element.tag in ("body", "html", "table", "td"):
            return None
        if any(HEADINGS[other.tag] <= level for other in element.iter(*HEADINGS) if other is not title):
            return None
        if any(_is_time(text) for text in _texts(element, title)):
            return element if next(element.iter("table"), None) is None else None
        element = element.getparent()
    return None


def _texts(element: Any, title: Any) -> Iterator[str]:
    inner = set(title.iter())
    for child in element.iter():
        if child not in inner and isinstance(child.tag, str):
            yield child.text or ""
        if child is not element and (child is title or child not in inner):
            yield child.tail or ""


def _is_time(text: str) -> bool:
    text = " ".join(text.split())
    facts = _facts(text) if 0 < len(text) <= _LONGEST_ASIDE else None
    return facts is not None and facts.span is not None


def _facts(text: str) -> Facts | None:
    return read_facts(flat(text), text, True)


def read_session(lines: Sequence[Source]) -> tuple[Heading, list[tuple[Source, str]]] | None:
    """What the lines of a card say of its session, and each piece of that with its use; None where unclear."""
    titles = [line for line in lines if line.level]
    top = min((line.level for line in titles), default=0)
    title = next((line for line in titles if line.level == top), None)
    times = [line for line in lines if line is not title and _is_time(line.text)]
    if title is None or len(times) != 1 or sum(line.level == top for line in titles) != 1:
        return None
    heading = read_heading(title.text, title.flat, True)
    heading.untitled = False
    uses = {title.number: "heading", times[0].number: "time"}
    facts = _facts(times[0].text) or Facts()
    for line in _beside(lines, title, times[0]):
        if use := _aside(line, facts, heading):
            uses[line.number] = use
    facts.take(heading.facts)
    heading.facts = facts
    return heading, [(line, uses[line.number]) for line in lines if line.number in uses]


def _beside(lines: Sequence[Source], title: Source, time: Source) -> Iterator[Source]:
    """The lines before the title, and those right after title and time, that may say where and what it is."""
    own = [place for place, line in enumerate(lines) if line is title or line is time]
    for place, line in enumerate(lines[: own[1] + 3]):
        if place not in own and not line.level and len(line.text) <= _LONGEST_ASIDE:
            yield line


def _aside(line: Source, facts: Facts, heading: Heading) -> str:
    """What a short line beside a title is used for, having put it there; empty where it is something else."""
    stated = _facts(line.text)
    if stated and (stated.room or stated.track or stated.date or stated.cancelled or stated.duration):
        facts.take(stated)
        return "room" if stated.room else "track" if stated.track else "date" if stated.date else "time"
    if not facts.room and is_room(line.flat.casefold()) and split_line(line.text, line.flat) is None:
        facts.room = line.text
        return "room"
    if not facts.track and (track := read_track_cell(line.text)):
        facts.track = track
        return "track"
    if kind := kind_named(line.flat):
        heading.kind = heading.kind if heading.label else kind
        return "label"
    return ""


def find_people(root: Any, sessions: set[Any]) -> set[Any]:
    """The boxes that hold one person each: the name set strong, what the person does after it or below.

    One box alone tells nothing: most of those of the same form have to name people. Those below a heading that is
    neither a session's nor a day's are of the organisers, or of anybody.
    """
    forms: dict[tuple[str, bool], list[tuple[Any, bool, bool]]] = defaultdict(list)
    below = True
    for box in root.iter(*_BOXES, *HEADINGS, *_MARGINS):
        if box.tag in HEADINGS:
            below = _is_programme(box, sessions)
        elif box.tag in _MARGINS:
            below = False
        elif (form := _form(box)) is not None:
            forms[box.tag, form].append((box, below, is_person_name(said(box[0]))))
    found: set[Any] = set()
    for boxes in forms.values():
        named = sum(is_named for _, _, is_named in boxes)
        if named >= _FEWEST and named >= len(boxes) * _MOST:
            found |= {box for box, is_below, is_named in boxes if is_below and is_named}
    return found


def is_page_footer(element: Any) -> bool:
    """Whether an element is the footer of the page, not of one of its parts."""
    if element.tag != "footer":
        return False
    return not any(around.tag in ("article", "section", "main", "li") for around in element.iterancestors())


def find_end(root: Any, sessions: set[Any]) -> Any:
    """The heading behind the last session that begins something else, with no time below it; None without one."""
    end, level = None, 0
    for element in root.iter() if sessions else ():
        if not isinstance(element.tag, str):
            continue
        if element in sessions:
            end, level = None, max(HEADINGS[title.tag] for title in element.iter(*HEADINGS))
        elif level and end is None and element.tag in HEADINGS and HEADINGS[element.tag] <= level:
            end = None if _is_programme(element, sessions) else element
        if end is not None and (_is_time(element.text or "") or _is_time(element.tail or "")):
            end = None
    return end


def _is_programme(title: Any, sessions: set[Any]) -> bool:
    """Whether what stands below a heading is of a session, or of a day of them."""
    text = said(title)
    if HEADINGS[title.tag] < _HIGHEST or read_day_cell(flat(text), text) or _TIME.search(flat(text)):
        return True
    return any(element in sessions for element in title.iterancestors())


def _form(box: Any) -> bool | None:
    """Whether a line break stands after the words set strong that a box begins with; None where it has another form."""
    if not 0 < len(box) <= _MOST_WITHIN or (box.text or "").strip() or box[0].tag not in _BOLD:
        return None
    breaks = [child for child in box if child.tag == "br"]
    if len(breaks) > 1 or any(child.tag not in _IN_LINE for child in box if child.tag != "br"):
        return None
    tail = (box[0].tail or "").strip()
    if breaks:
        below = (breaks[0].tail or "") + "".join(said(other) + (other.tail or "") for other in breaks[0].itersiblings())
        return True if below.strip() and box.index(breaks[0]) == 1 and tail in ("", ",") else None
    return False if tail[:1].isupper() and not tail.endswith((".", "?", "!")) else None


def is_person_name(text: str) -> bool:
    """Whether a text is somebody's whole name and nothing else."""
    split = split_line(text, flat(text)) if text else None
    return split is not None and split.separator == BARE


def joint(before: Any, after: Any) -> str:
    """What stands between two elements of a line that only a page's style sets apart: a column, a space, nothing."""
    left, right = said(before), said(after)
    if min(len(left), len(right)) < 2 or not (right[0].isupper() or right[0].isdecimal()):
        return ""
    if is_name(left) and right[0].isupper() and "name" not in (after.get("class") or "").casefold():
        return COLUMN
    between = before.tail or left[-1:].isupper()
    return "" if between or not (left[-1].isalnum() or left[-1] in ")]") else " "


COLUMN = "\x1f"  # between columns of a line; it cannot stand in a page


def are_columns(element: Any) -> bool:
    """Whether an element holds nothing but several others that stand in a line."""
    if len(element) < 2 or (element.text or "").strip():
        return False
    return all(child.tag in _IN_LINE and not (child.tail or "").strip() for child in element)


def said(element: Any) -> str:
    """The text of an element, on one line."""
    return " ".join("".join(element.itertext()).split())
