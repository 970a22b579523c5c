"""What each line below one heading is; it depends on the lines before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from programme.reading import words
from programme.reading.body import Body
from programme.reading.gathering import Gathering
from programme.reading.headings import Heading
from programme.reading.layouts import lay_out
from programme.reading.lines import Broken, Field, Furniture, Mark, Ornament
from programme.reading.marks import is_settled
from programme.reading.naming import is_name, split_honorific
from programme.reading.papers import paper_alone, without_duration
from programme.reading.people import Habit, converse, habits, read_people
from programme.reading.prose import LONGEST_CAPTION, begins_prose, is_open, leads_to_sentence
from programme.reading.roles import read_role, without_statements
from programme.reading.several import are_listed, holds_person
from programme.reading.splitting import BARE, Split, is_certain, is_sentence, split_line
from programme.reading.text import LONGEST_HEADING, Source
from programme.reading.text import flat as smooth
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE

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


class BodyReader:
    """Goes down the lines below one heading; what a line is depends on the one before it."""

    def __init__(
        self,
        heading: Heading,
        places: range,
        lines: Sequence[Source],
        marks: Sequence[Mark],
        habit: Habit,
        block: Habit | None = None,
    ) -> None:
        """`habit`: how the document sets names off; `block`: how these lines do, where that is known."""
        self.heading, self.places, self.lines, self.marks = heading, places, lines, marks
        self.body = Body()
        loose = [place for place in places if not is_settled(marks[place])]
        block = habits(lines[place] for place in loose) if block is None else block
        self.layout = lay_out(loose, lines, marks, habit, block)
        self.separators = self.layout.separators
        self.habit = habit
        self.taken = Gathering(self.body, heading.whole)

    def read(self) -> Body:
        broken = False
        for piece in self.heading.byline:
            self.taken.byline(piece)
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
                self.body.uses[place] = self.taken.field(mark, self.lines[place])
            else:
                self.body.uses[place] = self._use(place)
        return self.body

    def _use(self, place: int) -> str:
        line = self.lines[place]
        if use := self.taken.linked(line) or self._laid_out(place):
            return use
        if len(line.flat) > LONGEST_HEADING or self._goes_on(place):
            return "abstract"
        if _CANCELLED.fullmatch(line.flat):
            self.body.cancelled = True
            return "heading"
        return (
            self.taken.labelled(line)
            or self.taken.open(line)
            or self._person(place)
            or self._wrapped(place)
            or ("abstract" if self._is_prose(place) else NOT_UNDERSTOOD)
        )

    def _laid_out(self, place: int) -> str:
        """A line that says something about the person above or below it: the role, or the title of the talk."""
        line, layout = self.lines[place], self.layout
        above = layout.papers.get(place, layout.billings.get(place, place))
        if above > place:
            self.taken.paper = paper_alone(line.text) or without_duration(line.text)
            return "person"
        if above == place or self.body.uses.get(above) != "person" or not self.body.people:
            return ""
        if place in layout.papers:
            self.body.say_of_last(paper=paper_alone(line.text) or without_duration(line.text))
            return "person"
        stated = without_statements(_AFFILIATION.sub("", line.text.rstrip(";")))
        self.body.say_of_last(billing=stated.text, role=stated.role)
        self.body.two_lines.append(line.number)
        return "person"

    def _is_prose(self, place: int) -> bool:
        """Whether a line that is nothing else belongs to the abstract: below people it has to read like it."""
        line = self.lines[place]
        if not self.body.people or is_sentence(line) or line.words > LONGEST_CAPTION:
            return True
        if not line.gap and self._before(place) == "abstract":
            return True
        return leads_to_sentence(place, self.places.stop, self.lines)

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

    def _person(self, place: int) -> str:
        line = self.lines[place]
        single = place in self.layout.single
        if place in self.layout.titled:
            self.taken.paper, text = self.layout.titled[place]
            self.taken.add(read_people(text, smooth(text), self.taken.role, self.taken.grouped, line.number, False))
            return "person"
        known = single or place in self.layout.named
        if not known and (
            is_sentence(line) or not self._is_person(place) or begins_prose(place, self.places.stop, self.lines)
        ):
            return ""
        self.taken.add(
            read_people(line.text, line.flat, self.taken.role, self.taken.grouped, line.number, False, single=single)
        )
        if self.taken.single:
            self.taken.end_label()
        return "person"

    def _is_person(self, place: int) -> bool:
        line = self.lines[place]
        if place in self.layout.topics:
            return False
        split = split_line(line.text, line.flat, single=self.taken.grouped)
        if converse(line.text):
            return True
        if split is None:
            return (self.taken.grouped or line.bullet or bool(self.separators)) and holds_person(line.flat, line.text)
        if self.taken.grouped and split.separator == ":" and place not in self.layout.single:
            return is_name(split.name)  # “Music: The Trio”
        if self.taken.grouped or split.separator in self.separators:
            return True
        sure = split_honorific(split.name)[0] or self.habit.knows(split)
        return bool(sure) or self._is_told(place, split)

    def _is_told(self, place: int, split: Split) -> bool:
        """Whether what is around a name, or after it, says that a person is meant."""
        line = self.lines[place]
        if split.separator == BARE:
            return self._before(place) == "person" or self._bare_below(place)
        if line.bullet or is_certain(split) or are_listed(line.text):
            return True
        return split.separator == "(" and self._before(place) == "person" and not line.gap

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
        if not (line.text[:1].islower() or before.flat.casefold().endswith(_GOING_ON) or is_open(before) or deeper):
            return ""
        self.body.say_of_last(billing=line.text.rstrip(";"), joint=", " if before.text.endswith(",") else " ")
        return "person"
