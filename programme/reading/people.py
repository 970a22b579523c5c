"""The people of a block: who, with which words after the name, in which role.

The separator between name and role is inferred for a whole block: two lines that agree are evidence, one is not unless
the rest of the document has the same habit, or a label or bullet says that here is a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from programme.model import AppearanceState, Role
from programme.reading import words
from programme.reading.naming import is_couple, is_name, split_names
from programme.reading.text import LONGEST_HEADING, Source
from programme.reading.text import flat as flat_text
from programme.reading.times import read_duration

SEPARATORS = (":", "|", "\t", " - ", ",", "(", "")
BARE = ""  # a name and nothing more
_DASH = re.compile(r"\s-+\s|(?<=\S)\s-+(?=\S)|-{2,}")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]")
_LABEL_END = re.compile(r"\s?(?::|\||\s-+\s)\s*")


@dataclass(frozen=True, slots=True)
class Person:
    name: str  # with the honorific
    billing: str
    role: Role
    labelled: bool
    state: AppearanceState
    line: int
    couple: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A role that stands before a person, or above several."""

    role: Role
    plural: bool
    start: int  # where the people begin in the line


@dataclass(frozen=True, slots=True)
class Split:
    """A line taken apart into a name and a billing."""

    separator: str
    name: str
    billing: str


def read_role(line: Source) -> Label | None:
    """The role label that the line begins with: “Moderator:”, “Chaired by”, “Speakers”."""
    flat = line.flat[:60].casefold()
    if flat.startswith(words.ROLE_PHRASES):
        for phrase in (phrase for phrase in words.ROLE_PHRASES if flat.startswith(phrase)):
            after = _LABEL_END.match(flat, len(phrase))
            return Label(words.ROLES[phrase], False, after.end() if after else len(phrase))
    end = _LABEL_END.search(flat)
    name = (flat[: end.start()] if end else flat).strip(" *_")
    name = re.sub(r"\s?[(/][a-z.·-]{1,4}\)?$", "", name)
    if name not in words.ROLES or (end is None and len(line.flat) > 60):
        return None
    if end is None and line.flat.strip() != line.flat[: len(flat)].strip():
        return None
    return Label(words.ROLES[name], name in words.PLURAL_ROLES, end.end() if end else len(line.flat))


def split_line(text: str, flat: str, single: bool = False) -> Split | None:
    """The name and billing in a text, by the first separator that leaves a name before it."""
    if len(flat) > LONGEST_HEADING:
        return None
    for separator in SEPARATORS:
        place, width = _place(flat, text, separator)
        if place < 0:
            continue
        name, billing = text[:place].strip(), text[place + width :].strip()
        if separator == "(" and billing.endswith((")", "]")):
            billing = billing[:-1]
        if is_name(_without_brackets(name)[0], single) and not (billing and read_duration(billing)):
            return Split(separator, name, billing)
    return None


def _place(flat: str, text: str, separator: str) -> tuple[int, int]:
    """Where the separator is and how wide; a place of -1 where it isn't."""
    if separator == BARE:
        return len(flat), 0
    if separator == " - ":
        found = _DASH.search(flat)
        return (found.start(), found.end() - found.start()) if found else (-1, 0)
    return (text if separator == "\t" else flat).find(separator), 1


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """The text without the brackets that state a role or that a place is open, and what they state."""
    if "(" not in text and "[" not in text:
        return text, []
    stated = [found[1] for found in _BRACKETS.finditer(text) if _states(found[1])]
    return _BRACKETS.sub(lambda found: "" if _states(found[1]) else found[0], text).strip(), stated


def _states(inner: str) -> bool:
    low = inner.strip().casefold()
    return low in words.ROLES or low in words.INVITED or low in words.TO_BE_CONFIRMED


def is_placeholder(text: str) -> bool:
    """A place that is still open: “Speaker TBC”, “Intervenant à confirmer”."""
    low = re.sub(r"[()\[\]:,]", " ", text.casefold())
    low = " ".join(low.split())
    if low in words.TO_BE_CONFIRMED:
        return True
    if not low.endswith(words.TO_BE_CONFIRMED) or len(low.split()) > 6:
        return False
    head = next(low.removesuffix(ending).strip() for ending in words.TO_BE_CONFIRMED if low.endswith(ending))
    return not head or any(word in words.ROLES for word in head.split()) or not _named(text)


def _named(text: str) -> bool:
    """Whether a name comes first in a text that ends with TBC or the like."""
    bare = _without_open(text)
    return split_line(bare, flat_text(bare)) is not None


def _without_open(text: str) -> str:
    """The text without the TBC, or the like, at its end."""
    low = text.casefold()
    if not low.rstrip(")]").endswith(words.TO_BE_CONFIRMED):
        return text
    for ending in sorted(words.TO_BE_CONFIRMED, key=len, reverse=True):
        if low.endswith((ending, f"({ending})", f"[{ending}]")):
            return text[: low.rindex(ending)].rstrip(" \u00a0,;:-–—([")
    return text


def habits(lines: Iterable[Source]) -> Counter[str]:
    """How many lines each separator sets a name off in."""
    found: Counter[str] = Counter()
    for line in lines:
        if not line.ends_sentence or line.flat.casefold().endswith(words.ABBREVIATED):
            label = read_role(line)
            start = label.start if label else 0
            split = split_line(line.text[start:], line.flat[start:])
            if split and split.separator:
                found[split.separator] += 1
    return found


def read_people(text: str, flat: str, role: Role, labelled: bool, line: int, plural: bool) -> list[Person]:
    """The people in a text that is known to hold some: one, or several after a label."""
    found: list[Person] = []
    for piece, smooth in _pieces(text, flat, labelled, plural):
        found += _one(piece, smooth, role, labelled, line)
    return found


def _pieces(text: str, flat: str, labelled: bool, plural: bool) -> list[tuple[str, str]]:
    """The texts of single people: cut at semicolons, or at commas between nothing but names."""
    low = flat.casefold()
    for joint in words.CONVERSING:
        place = low.find(joint)
        if place >= 0:
            end = place + len(joint)
            return [(text[:place].rstrip(" ,"), flat[:place].rstrip(" ,")), (text[end:], flat[end:])]
    if labelled and ";" in flat:
        return _cut(text, flat, ";")
    if labelled and plural and "," in flat:
        names = [part for piece, _ in _cut(text, flat, ",") for part in split_names(_drop_and(piece))]
        if len(names) > 2 and all(is_name(name) for name in names):
            return [(name, name) for name in names]
    return [(text, flat)]


def _drop_and(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in words.AND else text


def _cut(text: str, flat: str, mark: str) -> list[tuple[str, str]]:
    pieces, start = [], 0
    for part in flat.split(mark):
        end = start + len(part)
        if part.strip():
            pieces.append((text[start:end].strip(), flat[start:end].strip()))
        start = end + len(mark)
    return pieces


def _one(text: str, flat: str, role: Role, labelled: bool, line: int) -> list[Person]:
    """One person, or two with the same words after their names."""
    whole, stated = _without_brackets(text)
    smooth, _ = _without_brackets(flat)
    state: AppearanceState = "confirmed"
    if _without_open(smooth) != smooth:
        state, smooth = "invited", _without_open(smooth)
        whole = whole[: len(smooth)]
    for word in (s.strip().casefold() for s in stated):
        if word in words.ROLES:
            role, labelled = words.ROLES[word], True
        else:
            state = "invited"
    split = split_line(whole, smooth, single=labelled)
    if split is None:
        split = _first_cut(whole, smooth)
    names = split_names(split.name)
    if split.billing.casefold() in words.ROLES and words.ROLES[split.billing.casefold()] in ("moderator", "discussant"):
        role, labelled = words.ROLES[split.billing.casefold()], True
    couple = len(names) == 1 and is_couple(split.name)
    return [Person(name, split.billing, role, labelled, state, line, couple) for name in names]


def _first_cut(text: str, flat: str) -> Split:
    """The first separator's cut, where no cut leaves a plain name: “Ann Lee and Bo Ray, Acme”."""
    for separator in SEPARATORS[:-2]:
        place, width = _place(flat, text, separator)
        if place > 0 and (len(split_names(text[:place].strip())) > 1 or is_couple(text[:place].strip())):
            return Split(separator, text[:place].strip(), text[place + width :].strip())
    if len(split_names(text)) > 1 or is_couple(text):
        return Split(BARE, text, "")
    place = flat.find(",")
    return Split(",", text[:place].strip(), text[place + 1 :].strip()) if place > 0 else Split(BARE, text, "")


def holds_person(flat: str, text: str) -> bool:
    """Whether the text begins with a name, or two joined by “and”."""
    if split_line(text, flat):
        return True
    split = _first_cut(text, flat)
    return len(split_names(split.name)) > 1 or (is_couple(split.name) and bool(split.billing))


def agreed(lines: Sequence[Source], document: Counter[str]) -> frozenset[str]:
    """The separators that count in a block: what two of its lines agree on, else what the document does."""
    block = habits(lines)
    best = [separator for separator, count in block.most_common() if count >= 2]
    if best:
        return frozenset(best[:1])
    usual = [separator for separator, count in document.most_common() if count >= 2]
    return frozenset(usual[:2])


def give_billings(people: list[Person], text: str) -> bool:
    """Gives the words of a column of their own to the people before it who have none; whether they can be told apart."""
    bare = [place for place, person in enumerate(people) if not person.billing]
    pieces = (
        [text.strip()] if len(bare) == 1 else [piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip()]
    )
    if not bare or len(pieces) != len(bare):
        return False
    for place, piece in zip(bare, pieces):
        people[place] = replace(people[place], billing=piece)
    return True
