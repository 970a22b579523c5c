"""The lines of a document in the house style: headings, facts, people and prose, as we write them or as others do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from programme import house_style as style
from programme.house_people import Named, read_person
from programme.model import Role
from programme.reading.headings import read_heading as read_any_heading
from programme.reading.house_items import Found, Part, loose_item, strict_item
from programme.reading.languages import language_of
from programme.reading.lines import classify
from programme.reading.marks import DayLine, Furniture
from programme.reading.marks import Item as ItemMark
from programme.reading.people import read_people
from programme.reading.roles import read_role
from programme.reading.several import holds_person
from programme.reading.text import LONGEST_HEADING, Source, flat, source
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Note

LONGEST_LINE = 2000  # characters of a heading; a longer line is prose
_HASHES = re.compile(r"(#{1,6})\s+")
_RULER = re.compile(r"[-=]{3,}")
_ROLES = {label.casefold(): role for role, labels in style.ROLES.items() for label in labels}
_FACTS = {fact.casefold(): fact for fact in style.FACTS}
_USES = {"Time zone": "zone", "dates": "date", "mark": "label", "Organiser": "label", "Venue": "label"}
_FACT_USES = {"Room": "room", "Track": "track", "Link": "link", "Paper": "person"}


@dataclass(frozen=True, slots=True)
class _Day:
    date: date | None
    theme: str = ""
    weekday: str = ""


def escape_abstract(line: str, markdown: bool = False) -> str:
    """A line of an abstract, so that it is read as one."""
    bare = line.lstrip()
    if not bare:
        return line
    hashes = markdown and _HASHES.match(bare)
    column = flat(bare[:2]) == "| "  # would be taken for a table's, with nothing in the column before it
    misread = bare.startswith(style.NO_HEADING) or hashes or column or _head_of(source(0, bare), bare, 0, None)
    return f"{line[: len(line) - len(bare)]}{style.NO_HEADING}{bare}" if misread else line


def _head_of(piece: Source, text: str, level: int, year: int | None) -> style.Parted | _Day | ItemMark | str | None:
    """The heading that a line is: an item's, as we write it or not, a day's, the end of it all; None for no heading."""
    if len(text) > LONGEST_LINE or text.startswith(style.NO_HEADING):
        return None
    if text == style.END:
        return style.END
    if text == style.NO_DATE:
        return _Day(None)
    if parted := style.read_heading(text):
        return parted
    if day := style.read_day(text):
        return _Day(*day)
    return _loose(source(piece.number, text), level, year)


def _loose(line: Source, level: int, year: int | None) -> _Day | ItemMark | None:
    """A heading that somebody else wrote: by the file's structure, or a label, number and time, or a whole date."""
    if len(line.flat) > LONGEST_HEADING:
        return None
    mark = classify(line, False)
    if isinstance(mark, DayLine) and mark.date and (mark.date.year or (level and year)):
        return _Day(mark.date.on(mark.date.year or year or 0), mark.theme)
    if isinstance(mark, ItemMark) and (level or (mark.timed and mark.heading.label and mark.heading.number)):
        return mark
    return ItemMark(read_any_heading(line.text, line.flat, False)) if level else None


@dataclass
class LinesReader(Found):
    """Goes down the pieces."""

    day: date | None = None
    began: bool = False  # the first day or item was read
    ended: bool = False
    in_prose: bool = False
    role: Role | None = None  # of the people below a label
    marked: bool = False  # headings are marked as Markdown's

    def read(self) -> None:
        self.marked = self.document.lined and self._is_marked()
        for place, piece in enumerate(self.document.pieces):
            use = self._use(place, piece)
            self.uses[place] = use
            if self.items and not self.ended and use not in (OUTSIDE, "day", "ornament"):
                self.owners[place] = self.items[-1]

    def _use(self, place: int, piece: Source) -> str:
        if self.ended or isinstance(self.document.given.get(place), Furniture):
            return OUTSIDE
        if _RULER.fullmatch(piece.written) and self.uses.get(place - 1) in ("title", "day"):
            return "ornament"
        text, level = self._text(piece)
        if place == 0 and (level or self._is_underlined()):
            self.title = style.unescape(text)
            return "title"
        if not self.began and "mark" not in self.head and (said := style.read_head(text)):
            self.head.setdefault(said[0], style.unescape(said[1]))
            return _USES.get(said[0], "label")
        if level or not self._may_be_fact(piece, text):
            found = _head_of(piece, text, level, self.day.year if self.day else None)
            if found is not None:
                return self._headed(place, piece, found)
        if not self.items:
            return self._before_items(text)
        return self._below(piece, text)

    def _text(self, piece: Source) -> tuple[str, int]:
        """The piece's text and the level that it has as a heading, 0 for none."""
        if self.marked:
            hashes = _HASHES.match(piece.written)
            return (piece.written[hashes.end() :], len(hashes[1])) if hashes else (piece.written, 0)
        return piece.written, 0 if self.document.lined else piece.level

    def _is_marked(self) -> bool:
        """Whether headings are marked as Markdown's: the title is, or what stands below the head."""
        pieces = self.document.pieces
        below = next(place for place, piece in enumerate(pieces) if style.is_mark(piece.written)) + 1
        first = pieces[0] if not self._is_underlined() else None
        return any(_HASHES.match(piece.written) for piece in (first, *pieces[below : below + 1]) if piece)

    def _may_be_fact(self, piece: Source, text: str) -> bool:
        """Whether the line can be a fact or a person of the item above, whatever its end looks like."""
        listed = piece.bullet and not self.document.lined
        return bool(self.items) and not self.in_prose and (listed or style.is_below(text))

    def _is_underlined(self) -> bool:
        pieces = self.document.pieces
        return len(pieces) > 1 and bool(_RULER.fullmatch(pieces[1].written)) and not pieces[1].gap

    def _before_items(self, text: str) -> str:
        if not self.title and not self.began and len(text) <= LONGEST_HEADING:
            self.title = style.unescape(text)
            return "title"
        return OUTSIDE

    def _headed(self, place: int, piece: Source, found: style.Parted | _Day | ItemMark | str) -> str:
        self.began, self.in_prose, self.role = True, False, None
        if isinstance(found, str):
            self.ended = True
            return "label"
        if isinstance(found, _Day):
            return self._begin_day(piece, found)
        if isinstance(found, style.Parted):
            self.items.append(strict_item(place, found, self.day))
        else:
            self.items.append(loose_item(place, found.heading, self.day))
        return "heading"

    def _begin_day(self, piece: Source, day: _Day) -> str:
        self.day = day.date
        if day.date is None:
            if piece.written.lstrip("# ") != style.NO_DATE:
                message = f"There is no such date as on line {piece.number}; it was left empty."
                self.notes.append(Note("bad-date", "warning", message, (piece.number,)))
            return "day"
        self.days[day.date] = self.days.get(day.date) or day.theme
        if day.weekday and day.weekday != style.weekday(day.date):
            message = (
                f"Weekday: {day.date} is a {style.weekday(day.date)}, but line {piece.number} says {day.weekday}. "
                "The date was kept."
            )
            self.notes.append(Note("weekday", "warning", message, (piece.number,)))
        return "day"

    def _below(self, piece: Source, text: str) -> str:
        """What a piece below an item's heading is used for."""
        if self.in_prose:
            return self._prose(piece)
        label, colon, value = text.partition(":")
        low = label.strip(" *").casefold()
        value = (value.removeprefix("**") if label.startswith("**") else value).strip()
        if colon and not value and low == style.ABSTRACT.casefold():
            self.in_prose = True
            return "label"
        if colon and not value and low in _ROLES:
            self.role = _ROLES[low]
            return "label"
        listed = piece.bullet and self.role is not None  # in Word; somebody may be called Paper
        if colon and value and low in _FACTS and not listed:
            return self._fact(_FACTS[low], style.unescape(value), piece)
        return self._person(piece, text) or self._loose_label(piece, text) or self._prose(piece)

    def _prose(self, piece: Source) -> str:
        self.in_prose = True
        self.items[-1].prose.append(piece)
        return "abstract"

    def _fact(self, fact: str, value: str, piece: Source) -> str:
        """Takes in what a labelled line says of the item."""
        item = self.items[-1]
        if fact == "Paper":
            if not item.people:
                return NOT_UNDERSTOOD
            item.people[-1].paper = value
        elif fact == "Link":
            links = style.read_link(value)
            if links is None:
                return NOT_UNDERSTOOD
            item.links += links
        elif fact == "Language":
            item.language = language_of(value)
            return "language" if item.language else NOT_UNDERSTOOD
        elif fact == "Status":
            return self._status(value)
        else:
            setattr(item, fact.lower(), value)
        return _FACT_USES.get(fact, "label")

    def _status(self, value: str) -> str:
        low = value.casefold()
        if low not in ("draft", "cancelled", "confirmed"):
            return NOT_UNDERSTOOD
        self.items[-1].state = "draft" if low == "draft" else "cancelled" if low == "cancelled" else "confirmed"
        return "status"

    def _person(self, piece: Source, text: str) -> str:
        """A person's line below a role: after a bullet, or one that begins with a name."""
        bullet = style.BULLET.match(text)
        if self.role is None or not (bullet or piece.bullet or holds_person(flat(text), text)):
            return ""
        named = read_person(text[bullet.end() :] if bullet else text)
        self.items[-1].people.append(Part(named, self.role, piece.number))
        return "person"

    def _loose_label(self, piece: Source, text: str) -> str:
        """A role as others write it, with somebody after it or not."""
        line = source(piece.number, text)
        label = read_role(line) if len(text) <= LONGEST_HEADING else None
        if label is None:
            return ""
        rest = line.text[label.start :].strip()
        if not rest:
            self.role = label.role
            return "label"
        if not holds_person(flat(rest), rest):
            return ""
        for person in read_people(rest, flat(rest), label.role, True, piece.number, label.plural):
            named = Named(person.name, None, person.billing, person.state)
            self.items[-1].people.append(Part(named, person.role, piece.number, person.paper))
        return "person"
