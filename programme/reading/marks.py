"""What a line can be."""

from __future__ import annotations

from dataclasses import dataclass, field

from programme.model import Role
from programme.reading.dates import Date, DayName
from programme.reading.headings import Facts, Heading


@dataclass(slots=True)
class DayLine:
    """A heading that begins a day: its date or its name, the theme after it. `sure`: the file's structure says so."""

    date: Date | None
    name: DayName | None
    theme: str = ""
    sure: bool = False
    room: str = ""  # of the whole day
    below: int = 0  # how many of the lines below it state its theme


@dataclass(slots=True)
class TimeLine:
    """A line with a time and no title: it belongs to the title above or below."""

    facts: Facts


@dataclass(slots=True)
class Item:
    """A heading with its own time, or with a label and number and no time.

    `own` is given where the file's structure says which pieces make the heading: what each is used
    for, by its place.
    """

    heading: Heading
    own: dict[int, str] = field(default_factory=dict)

    @property
    def timed(self) -> bool:
        return self.heading.facts.span is not None


@dataclass(slots=True)
class Ornament:
    """A line of dashes, stars or the like."""


@dataclass(slots=True)
class Broken:
    """A line that cannot be read. `heading`: it has the form of a time, so that an item began here."""

    heading: bool


@dataclass(slots=True)
class Text:
    """Everything else: prose, people, page furniture."""


@dataclass(slots=True)
class Field:
    """A piece of the item above, of which the file's structure says what it is: “person”, “abstract”, “room”, …

    `role` is that of the people in it; `exact`: it is one name and nothing else; `names`: names and nothing else.
    `name`, `billing` and `paper`: the one person in it, where the structure tells them from what else stands there.
    """

    use: str
    role: Role = "speaker"
    exact: bool = False
    names: bool = False
    name: str = ""
    billing: str = ""
    paper: str = ""


@dataclass(slots=True)
class Furniture:
    """A piece that the file's structure says is not part of the programme: a page's navigation, a running header."""


Mark = DayLine | TimeLine | Item | Ornament | Broken | Text | Field | Furniture


def is_settled(mark: Mark) -> bool:
    """Whether the file's structure says all that there is to say of a piece, so that its text tells no more."""
    return isinstance(mark, Field) and (mark.exact or mark.use not in ("person", "billing"))
