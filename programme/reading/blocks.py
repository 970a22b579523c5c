"""What stands below a heading, and where the programme ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from programme.reading import words
from programme.reading.bodies import BodyReader
from programme.reading.body import Body
from programme.reading.gathering import labelled_link
from programme.reading.headings import Heading
from programme.reading.lines import Field, Mark, Text
from programme.reading.people import Habit
from programme.reading.prose import join_paragraphs
from programme.reading.text import LONGEST_HEADING, Source
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE

_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\S|©|\(c\)\s?\d{4}", re.IGNORECASE)
# What a letter ends with; the sender's name comes below it.
_SIGN_OFF = re.compile(
    r"(?:best|cheers|(?:many |with )?thanks|yours(?: \w+)?|sincerely|cordialement|bien à vous),"
    r"|(?:(?:un )?saludos?|abraços),"
    r"|(?:(?:with )?(?:best|kind(?:est)?|warm(?:est)?) )?(?:regards|wishes)[,!]?"
    r"|(?:mit freundlichen|viele|herzliche|beste) grüße[n]?[,!]?|(?:cordiali|distinti) saluti[,!]?|atenciosamente[,!]?",
    re.IGNORECASE,
)
# An item of these kinds seldom has an abstract: after a blank line, text below the last one is not its own.
_WITH_ABSTRACT = ("panel", "keynote", "talk", "workshop")


def read_body(
    heading: Heading,
    places: range,
    lines: Sequence[Source],
    marks: Sequence[Mark],
    habit: Habit,
    block: Habit,
    last: bool,
) -> Body:
    """`habit`: how the document sets names off; `block`: how these lines do. `last`: nothing of the programme comes
    after, but a footer may."""
    if last:
        loose = (place for place in places if not isinstance(marks[place], Field))
        stop = next((place for place in loose if _is_footer(lines[place])), places.stop)
        body = BodyReader(heading, range(places.start, stop), lines, marks, habit).read()
        _cut_tail(heading, body, lines, marks)
        body.uses |= dict.fromkeys(range(stop, places.stop), OUTSIDE)
    else:
        body = BodyReader(heading, places, lines, marks, habit, block).read()
    prose = [place for place, use in sorted(body.uses.items()) if use == "abstract"]
    body.abstract = join_paragraphs([lines[place] for place in prose])
    return body


def _is_footer(line: Source) -> bool:
    """A line that belongs to the page or the organisers, not to the programme."""
    if _SIGN_OFF.fullmatch(line.flat):
        return True
    if labelled_link(line):
        return False
    first = {word.strip(".,:;!|()").casefold() for word in line.flat[:80].split()[:3]}
    return bool(first & words.FOOTER) or (len(line.flat) <= LONGEST_HEADING and bool(_ADDRESS.search(line.flat)))


def _cut_tail(heading: Heading, body: Body, lines: Sequence[Source], marks: Sequence[Mark]) -> None:
    """Marks as outside what follows the last item: text below its people, or below a gap where it needs none."""
    used = ("person", "label", "placeholder", "room", "track", "language", "link")
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
