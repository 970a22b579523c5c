"""Lines that may be of people, each looked at alone."""

from __future__ import annotations

from typing import NamedTuple

from programme.reading.naming import split_honorific
from programme.reading.papers import paper_alone
from programme.reading.roles import is_placeholder, label_of
from programme.reading.several import holds_person
from programme.reading.splitting import BARE, Split, is_sentence, split_line
from programme.reading.text import LONGEST_HEADING, Source


class View(NamedTuple):
    """A line looked at alone."""

    place: int
    line: Source
    split: Split | None
    labelled: bool
    label_only: bool
    prose: bool
    open: bool
    paper: str
    couple: bool = False  # two people who are not told apart, or who share what stands after their names

    @property
    def bare(self) -> bool:
        return self.split is not None and self.split.separator == BARE

    @property
    def whole(self) -> bool:
        """Whether it is a person with words after the name."""
        return self.split is not None and self.split.separator != BARE

    @property
    def loose(self) -> bool:
        """Whether it may be somebody's role or a title: none of the other things."""
        return not (self.prose or self.labelled or self.label_only or self.open or self.bare or self.paper)


def view_of(place: int, line: Source) -> View:
    if len(line.flat) > LONGEST_HEADING:
        return View(place, line, None, False, False, True, False, "")
    label = label_of(line.text, line.flat)
    start = label.start if label else 0
    rest, flat = line.text[start:].strip(), line.flat[start:].strip()
    split = split_line(rest, flat, single=label is not None) if rest else None
    return View(
        place,
        line,
        split,
        labelled=label is not None and bool(rest),
        label_only=label is not None and not rest,
        prose=is_sentence(line),
        open=is_placeholder(line.text),
        paper=paper_alone(line.text),
        couple=split is None and bool(rest) and holds_person(flat, rest),
    )


def has_honorific(view: View) -> bool:
    return view.split is not None and bool(split_honorific(view.split.name)[0])
