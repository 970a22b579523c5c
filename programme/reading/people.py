"""The people of a line: who, with which words after the name, in which role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from programme.model import AppearanceState, Role
from programme.reading import people_words
from programme.reading.naming import is_couple, is_name, split_names
from programme.reading.papers import without_duration
from programme.reading.roles import is_placeholder, label_of, read_role
from programme.reading.several import couple_of, cut_pieces, drop_and, first_cut, is_person
from programme.reading.splitting import (
    BARE,
    TWO_LINES,
    Split,
    ends_in_abbreviation,
    names_post,
    split_line,
)
from programme.reading.text import Source
from programme.reading.text import flat as flat_text
from programme.reading.titles import split_titles

_FEWEST_ALIKE = 3  # lines of people


class Person(NamedTuple):
    name: str  # with the honorific
    billing: str
    role: Role
    labelled: bool
    state: AppearanceState
    line: int
    couple: bool = False
    paper: str = ""
    french: bool = False  # “M.” before the surname alone is Monsieur

    @property
    def titles(self) -> tuple[str, str, str]:
        """(honorific, name, post-nominal)."""
        return split_titles(self.name, self.french)


def converse(text: str) -> bool:
    """Whether the text is about two people who talk with each other."""
    low = flat_text(text).casefold()
    for joint in people_words.CONVERSING:
        place = low.find(joint)
        if place > 0 and len(low) == len(text):
            return is_person(text[:place]) and is_person(text[place + len(joint) :])
    return False


class Habit(Counter[str]):
    """How many lines each separator sets a name off in, and who is certainly a person wherever the name stands."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.lines = self.gaps = 0  # how many lines there are, and how many of them have a blank line above

    @property
    def spaced(self) -> bool:
        """Whether most lines have a blank line above, so that one says nothing."""
        return self.gaps * 4 > self.lines * 3

    def add(self, other: Habit) -> None:
        """Takes the lines of another block in."""
        self.update(other)
        self.names |= other.names
        self.lines += other.lines
        self.gaps += other.gaps

    def knows(self, split: Split) -> bool:
        return flat_text(split.name).casefold() in self.names


def habits(lines: Iterable[Source]) -> Habit:
    """How the lines set names off."""
    found = Habit()
    bare = False  # whether the line before is a name alone
    for line in lines:
        found.lines += 1
        found.gaps += line.gap
        if line.ends_sentence and not ends_in_abbreviation(line.flat):
            bare = False
            continue
        label = read_role(line)
        start = label.start if label else 0
        split = split_line(line.text[start:], line.flat[start:])
        split = split or couple_of(line.text[start:])
        if split and split.separator:
            found[split.separator] += 1
        elif split is None and bare and not line.gap and names_post(line.flat):
            found[TWO_LINES] += 1
        bare = split is not None and split.separator == BARE
        if split and label and start:
            found.names |= {flat_text(name).casefold() for name in split_names(split.name)}
    return found


def read_people(
    text: str,
    flat: str,
    role: Role,
    labelled: bool,
    line: int,
    plural: bool,
    *,
    single: bool = False,
    cell: bool = False,
) -> list[Person]:
    """The people in a text that is known to hold some: one, or several after a label.

    `plural`: there may be several; in a cell nothing says so. `single`: one name is enough.
    """
    found: list[Person] = []
    for piece in cut_pieces(text, flat, labelled, plural, least=3 if cell else 2):
        piece = drop_and(piece) if piece != text else piece
        if piece != text and is_placeholder(piece):
            continue
        label = label_of(piece, flat_text(piece)) if piece != text else None
        if label and label.start < len(piece):
            said = piece[label.start :].strip()
            found += read_people(said, flat_text(said), label.role, True, line, label.plural)
        else:
            found += _one(piece, role, labelled, line, single, several=plural and not cell)
    return found


def is_credit(text: str, plural: bool) -> bool:
    """Whether a sentence after a label is nothing but people: “Moderated by Ann Lee, Director, Acme.”"""
    found = read_people(text, flat_text(text), "speaker", True, 0, plural)
    return all(is_name(person.name) and not _tells(person.billing) for person in found)


def _tells(billing: str) -> bool:
    """Whether a sentence goes on in what stands after a name."""
    said = flat_text(billing).casefold().split()
    return said[:1] != [] and (said[0] in people_words.ARTICLES or bool(people_words.TELLING.intersection(said)))


def _one(text: str, role: Role, labelled: bool, line: int, single: bool = False, several: bool = False) -> list[Person]:
    """One person, or two with the same words after their names."""
    text = without_duration(text.rstrip(" \u00a0;,"))
    split = split_line(text, flat_text(text), single=labelled or single) or first_cut(text)
    names = split_names(split.name, several)
    couple = len(names) == 1 and is_couple(split.name)
    labelled = labelled or split.role is not None
    return [
        Person(name, split.billing, split.role or role, labelled, split.state, line, couple, split.paper)
        for name in names
    ]


def agreed(lines: Sequence[Source], block: Counter[str], document: Counter[str]) -> frozenset[str]:
    """The separators that count in a block: what two of its lines agree on, else what the document does."""
    best = [separator for separator, count in block.most_common() if count >= 2 and separator != TWO_LINES]
    more = _unmistakable(lines, block) if len(block) > 1 else frozenset[str]()
    if best:
        return frozenset(best[:1]) | more
    usual = [separator for separator, count in document.most_common() if count >= 2 and separator != TWO_LINES]
    return frozenset(usual[:2]) | more


def _unmistakable(lines: Sequence[Source], block: Counter[str]) -> frozenset[str]:
    """The separators that count in a block of several: where each line with it says what somebody does, and where
    all of three lines or more are people by one or another."""
    whole = [line for line in lines if not line.ends_sentence or ends_in_abbreviation(line.flat)]
    splits = [split_line(line.text, line.flat) for line in whole if read_role(line) is None]
    told: dict[str, list[bool]] = {}
    for split in splits:
        if split and split.separator != BARE:
            told.setdefault(split.separator, []).append(names_post(flat_text(split.billing)))
    alike = len(splits) >= _FEWEST_ALIKE and all(split and split.separator not in (BARE, ":") for split in splits)
    return frozenset(sign for sign, posts in told.items() if sign != ":" and (alike or all(posts)))


def give_billings(people: list[Person], first: int, text: str) -> bool:
    """Gives the words of a column of their own to the people from `first` on who have none; whether that is sure."""
    bare = [place for place in range(first, len(people)) if not people[place].billing]
    several = [piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip()]
    pieces = [text.strip()] if len(bare) == 1 else several
    if not bare or len(pieces) != len(bare):
        return False
    for place, piece in zip(bare, pieces, strict=True):
        people[place] = people[place]._replace(billing=piece)
    return True


def cut_names(text: str) -> list[str]:
    """The names in a text that holds names and nothing else."""
    pieces = (piece.strip(" ,;\t") for piece in re.split(r"[;,\n]", text))
    return [name for piece in pieces if piece for name in split_names(drop_and(piece))]
