"""The people of a line: who, with which words after the name, in which role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from programme.model import AppearanceState, Role
from programme.reading import people_words
from programme.reading.keeping import kept
from programme.reading.naming import AND_WORD, is_couple, is_name, split_honorific, split_names
from programme.reading.papers import without_duration
from programme.reading.roles import is_placeholder, label_of, read_role, without_statements
from programme.reading.splitting import (
    BARE,
    SEPARATORS,
    TWO_LINES,
    Split,
    bracketed,
    ends_in_abbreviation,
    names_post,
    place_of,
    split_line,
)
from programme.reading.text import LONGEST_HEADING, Source
from programme.reading.text import flat as flat_text

__all__ = [
    "Person",
    "agreed",
    "cut_names",
    "give_billings",
    "habits",
    "holds_person",
    "is_placeholder",
    "read_people",
    "read_role",
    "split_line",
]

_BETWEEN_BRACKETED = re.compile(r"(?<=[)\]])\s*(?:[,;/•·]\s*)?(?:(?:and|et|und|y|e|&)\s+)?(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    name: str  # with the honorific
    billing: str
    role: Role
    labelled: bool
    state: AppearanceState
    line: int
    couple: bool = False
    paper: str = ""


def converse(text: str) -> bool:
    """Whether the text is about two people who talk with each other."""
    low = flat_text(text).casefold()
    for joint in people_words.CONVERSING:
        place = low.find(joint)
        if place > 0 and len(low) == len(text):
            return _is_person(text[:place]) and _is_person(text[place + len(joint) :])
    return False


class Habit(Counter[str]):
    """How many lines each separator sets a name off in, and who is certainly a person wherever the name stands."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def knows(self, split: Split) -> bool:
        return flat_text(split.name).casefold() in self.names


def habits(lines: Iterable[Source]) -> Habit:
    """How the lines set names off."""
    found = Habit()
    bare = False  # whether the line before is a name alone
    for line in lines:
        if line.ends_sentence and not ends_in_abbreviation(line.flat):
            bare = False
            continue
        label = read_role(line)
        start = label.start if label else 0
        split = split_line(line.text[start:], line.flat[start:])
        split = split or _couple(line.text[start:])
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
    for piece in _pieces(text, flat, labelled, plural, least=3 if cell else 2):
        piece = _drop_and(piece) if piece != text else piece
        if piece != text and is_placeholder(piece):
            continue
        label = label_of(piece, flat_text(piece)) if piece != text else None
        if label and label.start < len(piece):
            found += _one(piece[label.start :].strip(), label.role, True, line)
        else:
            found += _one(piece, role, labelled, line, single)
    return found


def _pieces(text: str, flat: str, labelled: bool, plural: bool, least: int) -> list[str]:
    """The texts of single people: cut at semicolons, between brackets, or at commas between nothing but names.

    `least`: how many names between commas are a list, and no name with an affiliation.
    """
    low = flat.casefold()
    for joint in people_words.CONVERSING:
        place = low.find(joint)
        if place >= 0:
            return [text[:place].rstrip(" ,"), text[place + len(joint) :]]
    listed = [piece.strip() for piece in text.split(";") if piece.strip()]
    if len(listed) > 1 and (labelled or all(_is_person(piece) for piece in listed)):
        return [one for piece in listed for one in (_bracketed_people(piece) or [piece])]
    if bracketed := _bracketed_people(text):
        return bracketed
    if labelled and (joined := _joined(text, plural)):
        return joined
    if labelled and plural and "," in flat:
        names = [part for piece in flat.split(",") for part in split_names(_drop_and(piece.strip()))]
        if len(names) >= least and all(is_name(name) for name in names):
            return names
    return _honoured(text) or [text]


def _honoured(text: str) -> list[str]:
    """The people of “Dr Ann Lee, Mr Bo Ray and Ms Cy Orr”: each of them has an honorific."""
    if not split_honorific(text)[0]:
        return []
    names = [part for piece in text.split(",") for part in split_names(_drop_and(piece.strip()))]
    return names if len(names) > 1 and all(map(_has_honorific, names)) else []


def _has_honorific(text: str) -> bool:
    """Whether a text is a name with an honorific, and no office: “Minister of Trade”, “Sindaco di Lecco”."""
    honorific, name = split_honorific(text)
    return bool(honorific) and name[:1].isupper() and is_name(text)


def _is_person(text: str) -> bool:
    label = label_of(text, flat_text(text))
    return split_line(text[label.start :] if label else text, flat_text(text)) is not None


def _bracketed_people(text: str) -> list[str]:
    """The people of “Ann Lee (Acme), Bo Ray (Beta) and Cy Orr (Gamma)”; empty where it is no such list."""
    if text.count("(") + text.count("[") < 2:
        return []
    pieces = [piece.strip() for piece in _BETWEEN_BRACKETED.split(text) if piece.strip()]
    splits = [split_line(piece, flat_text(piece)) for piece in pieces]
    if len(pieces) > 1 and all(
        split.separator == "(" or split.role if split else _is_bracketed_couple(piece)
        for piece, split in zip(pieces, splits, strict=True)
    ):
        return pieces
    return []


def _is_bracketed_couple(text: str) -> bool:
    """“Ann and Bo Lee (Acme)”."""
    split = _first_cut(text)
    return split.separator == "(" and bool(split.billing) and is_couple(split.name)


def _joined(text: str, plural: bool) -> list[str]:
    """The two of “Ann Lee, Acme, and Bo Ray, Beta”; empty where the joint may be part of what somebody does."""
    for word in people_words.AND:
        joint = rf",\s+{re.escape(word)}\s+" if not plural else rf",?\s+{re.escape(word)}\s+"
        for found in re.finditer(joint, flat_text(text), re.IGNORECASE) if word in flat_text(text).casefold() else ():
            pieces = text[: found.start()].strip(), text[found.end() :].strip()
            first, second = (split_line(piece, flat_text(piece)) for piece in pieces)
            if first and second and first.billing and second.billing and first.separator == second.separator:
                return list(pieces)
    return []


def _drop_and(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in people_words.AND else text


def _one(text: str, role: Role, labelled: bool, line: int, single: bool = False) -> list[Person]:
    """One person, or two with the same words after their names."""
    text = without_duration(text.rstrip(" \u00a0;,"))
    split = split_line(text, flat_text(text), single=labelled or single) or _first_cut(text)
    names = split_names(split.name)
    couple = len(names) == 1 and is_couple(split.name)
    labelled = labelled or split.role is not None
    return [
        Person(name, split.billing, split.role or role, labelled, split.state, line, couple, split.paper)
        for name in names
    ]


@kept
def _first_cut(text: str) -> Split:
    """The first separator's cut, where no cut leaves a plain name: “Ann Lee and Bo Ray, Acme”."""
    stated = without_statements(text)
    text, flat = stated.text, flat_text(stated.text)
    for separator in SEPARATORS[:-1]:
        start, stop = place_of(flat, text, separator)
        name = text[: max(start, 0)].strip()
        if start > 0 and (len(split_names(name)) > 1 or is_couple(name)):
            billing = text[stop:].strip()
            if separator == "(":
                billing = bracketed(name, billing).billing
            return Split(separator, name, billing, stated.role, stated.state)
    place = -1 if len(split_names(text)) > 1 or is_couple(text) else flat.find(",")
    name, billing = (text[:place].strip(), text[place + 1 :].strip()) if place > 0 else (text, "")
    return Split("," if place > 0 else BARE, name, billing, stated.role, stated.state)


def _couple(text: str) -> Split | None:
    """“Ann Lee and Bo Ray (Acme)”, “Ann and Bo Lee, Acme”: two people, and what both do."""
    if len(text) > LONGEST_HEADING or not AND_WORD.search(text):
        return None
    split = _first_cut(text)
    return split if split.billing and (len(split_names(split.name)) > 1 or is_couple(split.name)) else None


def holds_person(flat: str, text: str) -> bool:
    """Whether the text begins with a name, or two joined by “and”."""
    if split_line(text, flat) or _bracketed_people(text):
        return True
    listed = [piece for piece in text.split(";") if piece.strip()]
    if len(listed) > 1:
        return all(_is_person(piece.strip()) or is_placeholder(piece) for piece in listed)
    split = _first_cut(text)
    return len(split_names(split.name)) > 1 or (is_couple(split.name) and bool(split.billing))


def agreed(lines: Sequence[Source], document: Counter[str]) -> frozenset[str]:
    """The separators that count in a block: what two of its lines agree on, else what the document does."""
    block = habits(lines)
    best = [separator for separator, count in block.most_common() if count >= 2 and separator != TWO_LINES]
    if best:
        return frozenset(best[:1])
    usual = [separator for separator, count in document.most_common() if count >= 2 and separator != TWO_LINES]
    return frozenset(usual[:2])


def give_billings(people: list[Person], first: int, text: str) -> bool:
    """Gives the words of a column of their own to the people from `first` on who have none; whether that is sure."""
    bare = [place for place in range(first, len(people)) if not people[place].billing]
    several = [piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip()]
    pieces = [text.strip()] if len(bare) == 1 else several
    if not bare or len(pieces) != len(bare):
        return False
    for place, piece in zip(bare, pieces, strict=True):
        people[place] = replace(people[place], billing=piece)
    return True


def cut_names(text: str) -> list[str]:
    """The names in a text that holds names and nothing else."""
    pieces = (piece.strip(" ,;\t") for piece in re.split(r"[;,\n]", text))
    return [name for piece in pieces if piece for name in split_names(_drop_and(piece))]
