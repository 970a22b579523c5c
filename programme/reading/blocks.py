"""What stands below a heading: the abstract, the people, and where the programme ends."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from programme.model import Role
from programme.reading import words
from programme.reading.headings import Heading
from programme.reading.layouts import lay_out
from programme.reading.lines import Broken, Field, Furniture, Mark, Ornament, Text
from programme.reading.marks import is_settled
from programme.reading.naming import is_name, split_honorific
from programme.reading.papers import paper_alone
from programme.reading.people import Person, converse, cut_names, give_billings, holds_person, read_people
from programme.reading.roles import is_placeholder, read_role, without_statements
from programme.reading.splitting import BARE, is_sentence, split_line
from programme.reading.text import LONGEST_HEADING, Source
from programme.reading.text import flat as smooth
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE

_HEADLESS = re.compile(r"\s*[:|,]\s?\S")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\S|©|\(c\)\s?\d{4}", re.IGNORECASE)
_LONGEST_CAPTION = 15  # words; a line without a full stop that is longer is prose
_SHORTEST_WRAPPED = 60  # characters; a line that is shorter was not broken for want of room
_GOING_ON = (
    ",",
    " &",
    " and",
    " of",
    " for",
    " the",
    " at",
    " in",
    " et",
    " de",
    " du",
    " des",
    " und",
    " für",
    " der",
)
_CANCELLED = re.compile(
    rf"\W*(?:(?:this|the|cette?|le|la|les|diese[rs]?|der|die|das|est[ae]|el|quest[ao]|il|o|a)\s)?"
    rf"(?:(?:{'|'.join(words.ITEM_WORDS)})\b[^.!?]{{0,40}}\s)?(?:{'|'.join(words.CANCELLED)})\W*",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(
    r"(?:affiliations?|organi[sz]ation|institution|position|company|rattachement|funktion|afiliación|affiliazione)\s?:\s*",
    re.IGNORECASE,
)
_FULL_LINE = 0.7  # of the paragraph's longest: a line at least so long was wrapped, a shorter one ended on purpose
# An item of these kinds seldom has an abstract: after a blank line, text below the last one is not its own.
_WITH_ABSTRACT = ("panel", "keynote", "talk", "workshop")


@dataclass(slots=True)
class Body:
    """The lines below one heading, each with its use; `open`, `nameless` and `broken` are line numbers to note."""

    uses: dict[int, str] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    abstract: str = ""
    room: str = ""
    track: str = ""
    cancelled: bool = False
    two_lines: list[int] = field(default_factory=list)  # numbers of lines with the role of who stands above
    open: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)


def read_body(
    heading: Heading, places: range, lines: Sequence[Source], marks: Sequence[Mark], habit: Counter[str], last: bool
) -> Body:
    """`habit`: how the document sets names off. `last`: nothing of the programme comes after, but a footer may."""
    if last:
        loose = (place for place in places if not isinstance(marks[place], Field))
        stop = next((place for place in loose if _is_footer(lines[place])), places.stop)
        body = _Reader(heading, range(places.start, stop), lines, marks, habit).read()
        _cut_tail(heading, body, lines, marks)
        body.uses |= dict.fromkeys(range(stop, places.stop), OUTSIDE)
    else:
        body = _Reader(heading, places, lines, marks, habit).read()
    prose = [place for place, use in sorted(body.uses.items()) if use == "abstract"]
    body.abstract = join_paragraphs([lines[place] for place in prose])
    return body


class _Reader:
    """Goes down the lines below one heading; what a line is depends on the one before it."""

    def __init__(
        self, heading: Heading, places: range, lines: Sequence[Source], marks: Sequence[Mark], habit: Counter[str]
    ) -> None:
        self.heading, self.places, self.lines, self.marks = heading, places, lines, marks
        self.body = Body()
        self.layout = lay_out([place for place in places if not is_settled(marks[place])], lines, marks, habit)
        self.separators = self.layout.separators
        self.paper = ""  # the title of a talk whose speaker stands below it
        self.role: Role = "speaker"
        self.grouped = False  # below a label such as “Speakers:”
        self.single = False  # whose label is for one person
        self.cell: Field | None = None  # the last cell of people, and how many people were there before it
        self.beside = 0

    def read(self) -> Body:
        broken = False
        for piece in self.heading.byline:
            named = self._named if self.heading.whole else self._one_named
            named(Field("person", exact=self.heading.whole), piece)
            self.role, self.grouped, self.single = "speaker", False, False
        for place in self.places:
            mark = self.marks[place]
            broken = broken or (isinstance(mark, Broken) and mark.heading)
            if broken or isinstance(mark, Broken):
                self.body.uses[place] = NOT_UNDERSTOOD
                self.body.broken.append(self.lines[place].number)
            elif isinstance(mark, Ornament):
                self.body.uses[place] = "ornament"
            elif isinstance(mark, Furniture):
                self.body.uses[place] = OUTSIDE
            elif isinstance(mark, Field):
                self.body.uses[place] = self._field(mark, self.lines[place])
            else:
                self.body.uses[place] = self._use(place)
        return self.body

    def _field(self, mark: Field, line: Source) -> str:
        """Takes in a piece of which the file's structure says what it is."""
        if mark.use == "person":
            if mark is not self.cell:
                self.cell, self.beside = mark, len(self.body.people)
            return self._named(mark, line)
        if mark.use == "billing":
            given = give_billings(self.body.people, self.beside, line.text)
            return "person" if given else NOT_UNDERSTOOD
        return mark.use

    def _named(self, mark: Field, line: Source) -> str:
        """People in a piece that holds nothing else."""
        if mark.exact:
            name = mark.name or line.text
            self.body.people.append(
                Person(name, mark.billing, mark.role, True, "confirmed", line.number, paper=mark.paper)
            )
            return "person"
        uses = [self._one_named(mark, piece) for piece in self._cut(line)]
        return next((use for use in ("person", "placeholder", "label") if use in uses), NOT_UNDERSTOOD)

    def _cut(self, line: Source) -> list[Source]:
        """The line at its semicolons: a label holds for what stands before the next one."""
        if ";" not in line.flat:
            return [line]
        texts = (text.strip() for text in line.text.split(";"))
        return [replace(line, text=text, flat=smooth(text)) for text in texts if text]

    def _one_named(self, mark: Field, line: Source) -> str:
        if not any(map(str.isalpha, line.flat)):
            return "label"  # a dash that stands for nobody
        if use := self._labelled(line) or self._open(line):
            return use
        role = self.role if self.grouped else mark.role
        if mark.names:
            found = [Person(name, "", role, True, "confirmed", line.number) for name in cut_names(line.text)]
        else:
            found = read_people(line.text, line.flat, role, True, line.number, True)
        self.body.people += found
        return "person" if found else NOT_UNDERSTOOD

    def _use(self, place: int) -> str:
        line = self.lines[place]
        if use := self._laid_out(place):
            return use
        if len(line.flat) > LONGEST_HEADING or self._goes_on(place):
            return "abstract"
        if _CANCELLED.fullmatch(line.flat):
            self.body.cancelled = True
            return "heading"
        return (
            self._labelled(line)
            or self._open(line)
            or self._person(place)
            or self._wrapped(place)
            or ("abstract" if self._is_prose(place) else NOT_UNDERSTOOD)
        )

    def _laid_out(self, place: int) -> str:
        """A line that says something about the person above or below it: the role, or the title of the talk."""
        line, layout = self.lines[place], self.layout
        above = layout.papers.get(place, layout.billings.get(place, place))
        if above > place:
            self.paper = paper_alone(line.text) or line.text
            return "person"
        if above == place or self.body.uses.get(above) != "person" or not self.body.people:
            return ""
        person = self.body.people[-1]
        if place in layout.papers:
            self.body.people[-1] = replace(person, paper=paper_alone(line.text) or line.text)
            return "person"
        stated = without_statements(_AFFILIATION.sub("", line.text.rstrip(";")))
        said = f"{person.billing}, {stated.text}" if person.billing else stated.text
        self.body.people[-1] = replace(person, billing=said, role=stated.role or person.role)
        self.body.two_lines.append(line.number)
        return "person"

    def _is_prose(self, place: int) -> bool:
        """Whether a line that is nothing else belongs to the abstract: below people it has to read like it."""
        line = self.lines[place]
        if not self.body.people or is_sentence(line) or line.words > _LONGEST_CAPTION:
            return True
        if not line.gap and self._before(place) == "abstract":
            return True
        for below in range(place + 1, self.places.stop):
            after = self.lines[below]
            if after.gap or after.bullet:
                return False
            if is_sentence(after):
                return True
        return False

    def _goes_on(self, place: int) -> bool:
        """Whether the line before is prose that has not come to its end."""
        before = self.lines[place - 1]
        if place in self.layout.named or place in self.layout.single or self._is_plain(place, before):
            return False
        return (
            self._before(place) == "abstract"
            and not self.lines[place].gap
            and not self.lines[place].bullet
            and not before.ends_sentence
            and read_role(self.lines[place]) is None
        )

    def _is_plain(self, place: int, before: Source) -> bool:
        """Whether a line has the form of the block's people, and the one before did not break off for want of room."""
        line = self.lines[place]
        split = split_line(line.text, line.flat) if len(self.separators) == 1 else None
        if split is None or split.separator not in self.separators:
            return False
        return split.separator != "," or len(before.flat) < _SHORTEST_WRAPPED

    def _before(self, place: int) -> str:
        return self.body.uses.get(place - 1, "")

    def _labelled(self, line: Source) -> str:
        """A line that begins with a role, a room or a track."""
        name, colon, value = line.text.partition(":")
        low = name.strip().casefold()
        if colon and value.strip() and low in words.ROOM_LABELS:
            self.body.room = self.body.room or value.strip()
            return "room"
        if colon and value.strip() and low in words.TRACK_LABELS:
            self.body.track = self.body.track or value.strip()
            return "track"
        label = read_role(line)
        if label is None:
            return ""
        text, flat = line.text[label.start :].strip(), line.flat[label.start :].strip()
        if not text:
            self.role, self.grouped, self.single = label.role, True, not label.plural
            return "label"
        if is_placeholder(text):
            self.body.open.append(line.number)
            return "placeholder"
        if not (holds_person(flat, text) or split_line(text, flat, single=True)) or is_sentence(line):
            return ""
        self._add(read_people(text, flat, label.role, True, line.number, label.plural))
        if any(is_placeholder(piece) for piece in text.split(";") if piece.strip() != text):
            self.body.open.append(line.number)
        self.role, self.grouped, self.single = (label.role, True, False) if label.plural else ("speaker", False, False)
        return "person"

    def _open(self, line: Source) -> str:
        """A place without a person yet, or a role without a name."""
        if is_placeholder(line.text):
            self.body.open.append(line.number)
            return "placeholder"
        if _HEADLESS.match(line.flat):
            self.body.nameless.append(line.number)
            return NOT_UNDERSTOOD
        return ""

    def _person(self, place: int) -> str:
        line = self.lines[place]
        single = place in self.layout.single
        if place in self.layout.titled:
            self.paper, text = self.layout.titled[place]
            self._add(read_people(text, smooth(text), self.role, self.grouped, line.number, False))
            return "person"
        known = single or place in self.layout.named
        if not known and (is_sentence(line) or not self._is_person(place) or self._begins_prose(place)):
            return ""
        self._add(read_people(line.text, line.flat, self.role, self.grouped, line.number, False, single))
        if self.single:
            self.role, self.grouped, self.single = "speaker", False, False
        return "person"

    def _add(self, found: list[Person]) -> None:
        """Takes people in, with the title that stands above the first of them."""
        if self.paper and found:
            found[0] = replace(found[0], paper=self.paper)
            self.paper = ""
        self.body.people += found

    def _is_person(self, place: int) -> bool:
        line = self.lines[place]
        if place in self.layout.topics:
            return False
        split = split_line(line.text, line.flat, single=self.grouped)
        if converse(line.text):
            return True
        if split is None:
            return (self.grouped or line.bullet or bool(self.separators)) and holds_person(line.flat, line.text)
        if self.grouped and split.separator == ":" and place not in self.layout.single:
            return is_name(split.name)  # “Music: The Trio”
        if self.grouped or split.separator in self.separators:
            return True
        if split.separator == BARE:
            return self._before(place) == "person" or self._bare_below(place)
        return (
            line.bullet or bool(split_honorific(split.name)[0]) or bool((split.role or split.paper) and split.separator)
        )

    def _begins_prose(self, place: int) -> bool:
        """Whether the line goes on, in small letters, to the end of a sentence."""
        for below in range(place + 1, self.places.stop):
            line = self.lines[below]
            if line.gap or line.bullet or not line.text[:1].islower():
                return False
            if is_sentence(line):
                return True
        return False

    def _bare_below(self, place: int) -> bool:
        """Whether the next line is a person too, so that a lone name is the first of several."""
        if place + 1 not in self.places:
            return False
        below = self.lines[place + 1]
        split = split_line(below.text, below.flat)
        return split is not None and (split.separator == BARE or split.separator in self.separators)

    def _wrapped(self, place: int) -> str:
        """The rest of a person's line, wrapped."""
        line = self.lines[place]
        if self._before(place) != "person" or line.gap or line.bullet or not self.body.people:
            return ""
        before = self.lines[place - 1]
        deeper = line.indent > before.indent + (2 if before.bullet else 0) and not before.text.endswith((".", ";"))
        if not (line.text[:1].islower() or before.flat.casefold().endswith(_GOING_ON) or _is_open(before) or deeper):
            return ""
        person = self.body.people[-1]
        comma = "," if before.text.endswith(",") and person.billing else ""
        self.body.people[-1] = replace(person, billing=f"{person.billing}{comma} {line.text.rstrip(';')}".strip())
        return "person"


def _is_open(line: Source) -> bool:
    """Whether a bracket is not closed on the line."""
    return line.flat.count("(") > line.flat.count(")")


def _is_footer(line: Source) -> bool:
    """A line that belongs to the page or the organisers, not to the programme."""
    first = {word.strip(".,:;!|()").casefold() for word in line.flat[:80].split()[:3]}
    return bool(first & words.FOOTER) or (len(line.flat) <= LONGEST_HEADING and bool(_ADDRESS.search(line.flat)))


def _cut_tail(heading: Heading, body: Body, lines: Sequence[Source], marks: Sequence[Mark]) -> None:
    """Marks as outside what follows the last item: text below its people, or below a gap where it needs none."""
    used = ("person", "label", "placeholder", "room", "track")
    people = [place for place, use in body.uses.items() if use in used]
    stop: int | None = None
    if people:
        stop = max(people) + 1
    elif heading.kind not in _WITH_ABSTRACT:
        stop = next((place for place in body.uses if lines[place].gap), None)
    apart = False
    for place in range(stop, max(body.uses, default=0) + 1) if stop is not None else ():
        apart = apart or lines[place].gap
        if (body.uses.get(place) == "abstract" and not isinstance(marks[place], Field)) or (
            body.uses.get(place) == NOT_UNDERSTOOD and apart and isinstance(marks[place], Text)
        ):
            body.uses[place] = OUTSIDE


def join_paragraphs(lines: Sequence[Source]) -> str:
    """The lines as paragraphs with a blank line between them; wrapped lines are joined again."""
    paragraphs: list[list[Source]] = []
    for line in lines:
        if paragraphs and not line.gap and paragraphs[-1][-1].number == line.number - 1:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return "\n\n".join(_paragraph(paragraph) for paragraph in paragraphs)


def _paragraph(lines: Sequence[Source]) -> str:
    longest = max(len(line.written) for line in lines)
    text = lines[0].written
    for before, line in itertools.pairwise(lines):
        wrapped = not line.bullet and len(before.written) >= longest * _FULL_LINE
        goes_on = not before.ends_sentence and line.text[:1].islower() and not line.bullet
        text += (" " if goes_on else before.end or (" " if wrapped else "\n")) + line.written
    return text
