"""A file taken apart: the pieces that every format is brought to before it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from programme.reading.head import Head
from programme.reading.lines import Mark
from programme.reading.text import Source
from programme.reading.values import Note


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

    def tell(self, head: Head) -> None:
        """Puts what the structure says of the event before what was read in the text."""
        head.title = self.head.title or head.title
        head.zone, head.timezone = self.head.zone or head.zone, self.head.timezone or head.timezone
        head.dates = self.head.dates or head.dates
        head.uses |= self.head.uses
