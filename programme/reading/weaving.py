"""Puts pieces and what a file's structure says of them into the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from programme.reading.documents import Document
from programme.reading.head import Head
from programme.reading.headings import Heading
from programme.reading.marks import Field, Item, Mark
from programme.reading.tables import Column
from programme.reading.text import Source, source
from programme.reading.values import Note


@dataclass
class Weaver:
    """Collects a Document. `lined`: the numbers of its pieces are the file's own lines."""

    format: str
    lined: bool = False
    pieces: list[Source] = field(default_factory=list)
    given: dict[int, Mark] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    count: int = 0  # of the pieces that were numbered
    columns: Sequence[Column] = ()  # of the last list
    names: frozenset[str] = frozenset()  # across the last matrix: its rooms or tracks
    silent: tuple[str, ...] = ()  # what the format has no words for (programme/silence.py)
    lost: list[str] = field(default_factory=list)  # as in Document

    def number(
        self, text: str, *, place: str, gap: bool = False, level: int = 0, bullet: bool = False, end: str = "\n"
    ) -> Source:
        """The next piece of a file without lines; not put anywhere yet."""
        self.count += 1
        return source(self.count, text, gap=gap, place=place, level=level, bullet=bullet, end=end)

    def text(self, piece: Source) -> None:
        """A piece of which the structure says nothing: it is looked at as text."""
        self.pieces.append(piece)

    def mark(self, piece: Source, mark: Mark) -> None:
        self.given[len(self.pieces)] = mark
        self.pieces.append(piece)

    def item(self, heading: Heading, own: Iterable[tuple[Source, str]]) -> None:
        """An item with the pieces of its heading, one at least: what each is used for."""
        start = len(self.pieces)
        pieces = list(own)
        self.pieces += [piece for piece, _ in pieces]
        uses = {start + index: use for index, (_, use) in enumerate(pieces)}
        self.given[start] = Item(heading, own=uses)
        self.given |= {place: Field(use) for place, use in uses.items() if place != start}

    def told(self, piece: Source, use: str) -> None:
        """A piece that says something of the whole event, which the caller puts into `head`."""
        self.head.uses[len(self.pieces)] = use
        self.mark(piece, Field(use))

    def document(self) -> Document:
        notes, lost = tuple(self.notes), tuple(self.lost)
        return Document(self.pieces, self.given, notes, self.format, self.head, self.lined, self.silent, lost)


def with_gap(piece: Source, gap: bool) -> Source:
    return piece if piece.gap == gap else piece._replace(gap=gap)
