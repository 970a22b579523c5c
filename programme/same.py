"""Whether two names are likely one person's, and why. A proposal to people: nothing is merged because of it.

Names that are equal when folded are the same. Others are likely one where the family name is, and the rest agrees as
far as it goes: initials, a middle name left out, another order, accents, script, hyphens, particles, or one letter
in a long name. Different family names are never likely, nor are short forms (Bob and Robert).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, Literal, TypeVar

from anyascii import anyascii

from programme.names import GENERATIONS, PARTICLES, bare, fold, take_apart

K = TypeVar("K", bound=Hashable)

LONG_GIVEN = 6  # letters from which on one that differs may be a slip
LONG_FAMILY = 8
CROWD = 6  # where more people than that have something in common, it tells nothing

_ARTICLE = re.compile(r"\A(?:al|el|as|ash|ad|ar|an|at|az)-")
_NOT_LETTERS = re.compile(r"[^\w]+")
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


@dataclass(frozen=True, slots=True)
class Likeness:
    verdict: Literal["same", "likely", "no"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pair(Generic[K]):
    """Two people who are the same by name, or likely so."""

    one: K
    other: K
    likeness: Likeness


NO = Likeness("no")


def judge(one: str, other: str) -> Likeness:
    """Of two names without honorific and post-nominal."""
    return _judge(_form(one), _form(other))


def likely(people: Mapping[K, str]) -> list[Pair[K]]:
    """The pairs among people, by their names; as many steps as there are people and pairs, near enough."""
    return list(_pairs({}, people))


def likely_between(known: Mapping[K, str], new: Mapping[K, str]) -> list[Pair[K]]:
    """The pairs of somebody new (`one`) and somebody known (`other`)."""
    index = _Index[K]()
    for key, name in known.items():
        index.add(key, _form(name))
    return [pair for key, name in new.items() for pair in index.pairs(key, _form(name))]


def _pairs(known: Mapping[K, str], people: Mapping[K, str]) -> Iterator[Pair[K]]:
    index = _Index[K]()
    for key, name in (*known.items(), *people.items()):
        form = _form(name)
        for pair in index.pairs(key, form):
            yield Pair(pair.other, pair.one, pair.likeness)
        index.add(key, form)


@dataclass(frozen=True, slots=True)
class _Form:
    """A name as it is compared: small Latin letters without accents."""

    folded: str
    words: tuple[str, ...]  # all of it
    given: tuple[str, ...]
    family: str
    particles: tuple[str, ...]
    generation: str
    latin: bool  # whether it is written in Latin letters

    @property
    def letters(self) -> str:
        return "".join(self.words)


class _Index(Generic[K]):
    """People by what likely pairs have in common, so that not everybody is compared with everybody."""

    def __init__(self) -> None:
        self.blocks: dict[Hashable, dict[K, _Form]] = defaultdict(dict)

    def add(self, key: K, form: _Form) -> None:
        turned = _turned(form)
        for block in (*_blocks(form), ("turned", *_family_block(turned))) if turned else _blocks(form):
            if len(self.blocks[block]) <= CROWD:
                self.blocks[block][key] = form

    def pairs(self, key: K, form: _Form) -> Iterator[Pair[K]]:
        seen: dict[K, _Form] = {}
        for block in (*_blocks(form), *_turned_blocks(form)):
            people = self.blocks.get(block, {})
            if len(people) <= CROWD:
                seen |= people
        for other, its in seen.items():
            likeness = _judge(form, its)
            if likeness.verdict != "no":
                yield Pair(key, other, likeness)


def _blocks(form: _Form) -> Iterator[Hashable]:
    yield form.folded
    yield "letters", form.letters
    yield "words", tuple(sorted(form.words))
    if form.given:
        yield "family", *_family_block(form)
    if form.given and len(form.family) >= LONG_FAMILY - 1:
        for place in range(1, len(form.family)):
            yield "slip", form.given, form.family[:place] + form.family[place + 1 :]
        yield "slip", form.given, form.family


def _turned_blocks(form: _Form) -> Iterator[Hashable]:
    """Where those are found whose family name is this one's first word, or whose first word is this one's."""
    if form.given:
        yield "turned", *_family_block(form)
    if turned := _turned(form):
        yield "family", *_family_block(turned)


def _family_block(form: _Form) -> tuple[str, str]:
    return form.family, form.given[0][0]


def _turned(form: _Form) -> _Form | None:
    """The name with its first word as the family name: “Lopez M.”; None where that cannot be."""
    if not form.given or form.particles or len(form.words) < 2 or len(form.words[0]) == 1:
        return None
    return replace(form, given=form.words[1:], family=form.words[0])


@lru_cache(maxsize=8192)
def _form(name: str) -> _Form:
    parts = take_apart(name)
    family = [word for part in parts.family.split() for word in _words(_ARTICLE.sub("", bare(part)))]
    first = 0
    while first < len(family) - 1 and family[first] in PARTICLES:
        first += 1
    words = tuple(word for part in name.split() for word in _words(part))
    generation = [word for word in words if word in GENERATIONS]
    return _Form(
        folded=fold(name),
        words=tuple(word for word in words if word not in GENERATIONS),
        given=tuple(word for part in parts.given.split() for word in _words(part) if word not in GENERATIONS),
        family="".join(family[first:]),
        particles=tuple(family[:first]),
        generation=generation[0] if generation else "",
        latin=name.isascii() or bare(name).isascii(),
    )


def _words(text: str) -> list[str]:
    """The words of a text in plain letters: Jürgen and Juergen alike, Иванов as Ivanov, “J.R.” as two."""
    plain = bare(text)
    if not plain.isascii():
        plain = anyascii(plain).casefold()
    for long, short in _UMLAUTS:
        plain = plain.replace(long, short)
    return [word for word in _NOT_LETTERS.sub(" ", plain).split() if word]


def _judge(one: _Form, other: _Form) -> Likeness:
    if one.folded == other.folded:
        return Likeness("same", "the same name")
    if not one.words or not other.words or (one.generation and other.generation and one.generation != other.generation):
        return NO
    if not one.latin and not other.latin:
        return NO  # two that sound alike may be written apart: 王小明, 王晓鸣
    reason = _as_a_whole(one, other) or _by_parts(one, other) or _in_another_order(one, other)
    if reason and one.generation != other.generation:
        reason = f"{reason}, and only one is “{one.generation or other.generation}”"
    return Likeness("likely", reason) if reason else NO


def _as_a_whole(one: _Form, other: _Form) -> str:
    if one.letters == other.letters:
        if one.latin != other.latin:
            return "the same name in another script"
        return "the same letters, but for accents, capitals, hyphens or spaces" if one.words else ""
    if len(one.words) > 1 and sorted(one.words) == sorted(other.words):
        return "the same names in another order"
    return ""


def _by_parts(one: _Form, other: _Form) -> str:
    if not one.given or not other.given:
        return ""
    if one.family == other.family:
        given = _given(one.given, other.given)
        if given is None:
            return ""
        particles = "a particle of the family name differs" if one.particles != other.particles else ""
        return ", ".join(filter(None, (given, particles))) or "the family name is spelt another way"
    slip = one.given == other.given and len(one.given[0]) > 1 and min(len(one.family), len(other.family))
    if slip and max(len(one.family), len(other.family)) >= LONG_FAMILY and _one_letter(one.family, other.family):
        return "one letter of the family name differs"
    return ""


def _in_another_order(one: _Form, other: _Form) -> str:
    """Why they are likely one, where one of them has the family name first: “Lopez M.”, “Hiltermann Joost”."""
    for form, against in ((one, other), (other, one)):
        turned = _turned(form)
        if turned and turned.family == against.family and 0 < len(turned.given) <= len(against.given):
            reason = _given(turned.given, against.given)
            if reason is not None:
                return ", ".join(filter(None, ("the same names in another order", reason)))
    return ""


def _given(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """What tells two lists of given names apart, in words; empty for nothing, None where they are two people's."""
    if one == other:
        return ""
    if "".join(one) == "".join(other):
        return "given names joined or apart"
    reasons = dict.fromkeys(_word(*pair) for pair in zip(one, other, strict=False))
    if None not in reasons:
        left_out = len(one) != len(other)
        return ", ".join(filter(None, (*reasons, "a middle name left out" if left_out else "")))
    return _middle_left_out(one, other)


def _middle_left_out(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """Where the shorter list is the longer one with some in the middle left out: “Anna Rosa” and “Anna Maria Rosa”."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long) or _word(short[0], long[0]) is None:
        return None
    rest = iter(long[1:])
    if all(any(_word(word, its) is not None for its in rest) for word in short[1:]):
        return "a middle name left out"
    return None


def _word(one: str, other: str) -> str | None:
    """Why two given names may be one; None where they are not."""
    if one == other:
        return ""
    if min(len(one), len(other)) == 1:
        return "an initial stands for a given name" if one[0] == other[0] else None
    last = one[-1] == other[-1]  # Daniel and Daniela, Francesco and Francesca are two
    if min(len(one), len(other)) >= LONG_GIVEN and last and _one_letter(one, other):
        return "one letter of a given name differs"
    return None


def _one_letter(one: str, other: str) -> bool:
    """Whether one letter is another, one too many, or two neighbours changed places; never the first."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        swapped = one[start + 1 : start + 2] + one[start : start + 1] + one[start + 2 :] == other[start:]
        return swapped or one[start + 1 :] == other[start + 1 :]
    short, long = sorted((one, other), key=len)
    return short[start:] == long[start + 1 :]
