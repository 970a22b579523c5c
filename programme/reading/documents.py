"""A file taken apart: the pieces that every format is brought to before it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from programme.reading.head import Head
from programme.reading.marks import Field, Mark
from programme.reading.text import Source
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Note


class UnreadableError(ValueError):
    """The file cannot be taken apart. The message says why, and ends with what to do."""


@dataclass(frozen=True)
class Document:
    """The pieces of a file in the order in which they are read, which need not be that of their numbers.

    `given`, by place in `pieces`: what the file's structure says a piece is; the others are looked at as text.
    `head`: what the file's structure says of the event, its `uses` by place.
    """

    pieces: Sequence[Source]
    given: Mapping[int, Mark] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    format: str = "txt"
    head: Head = field(default_factory=Head)
    lined: bool = True  # the numbers of the pieces are those of the file's lines
    silent: tuple[str, ...] = ()  # what the format has no words for (programme/silence.py)
    lost: tuple[str, ...] = ()  # the places of cells in which something stands that cannot be read: "Sheet1!B5"

    @property
    def told(self) -> dict[int, str]:
        """What the structure says that pieces are used for, by place; whether people were read is not among it."""
        fields = ((place, mark.use) for place, mark in self.given.items() if isinstance(mark, Field))
        return {place: use for place, use in fields if use not in ("person", "billing")}

    @property
    def said(self) -> frozenset[int]:
        """The places of what the structure says is left out: whoever took the file apart notes it together."""
        left_out = (OUTSIDE, NOT_UNDERSTOOD)
        return frozenset(
            place for place, mark in self.given.items() if isinstance(mark, Field) and mark.use in left_out
        )

    def tell(self, head: Head) -> None:
        """Puts what the structure says of the event before what was read in the text."""
        head.title = self.head.title or head.title
        head.zone, head.timezone = self.head.zone or head.zone, self.head.timezone or head.timezone
        head.dates = self.head.dates or head.dates
        head.uses |= self.head.uses
