"""Who stands on the line of a title: “Title (Name, Acme)”, “Title – Name, Acme”, “Dr Name: Title”, “Welcome: Ms. Name”.

The shape of a name is weak evidence (“Trade (Latin America)”): a form counts where the items of the document agree on
it, or where a title such as Dr, or a role, says that a person is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programme.reading import people_words, words
from programme.reading.headings import Heading, kind_of_title, read_heading
from programme.reading.naming import is_name, split_honorific, split_names
from programme.reading.post_words import OFFICES_FIRST
from programme.reading.roles import is_placeholder, read_role
from programme.reading.splitting import split_line
from programme.reading.text import LONGEST_HEADING, Source, flat

_NOBODYS = ("break", "registration", "social")
_BY = re.compile(r"(?<=[\w?!»”)]),?\s(?:by|par|von|por)\s(?:(?:le|la|the)\s)?(?=[^\W\d_a-z])")
_QUOTED = re.compile(r"[«“„\"‘].{3,}[»”“\"’]")
_DASH = re.compile(r"\s[-–—]+\s")
_STOP = re.compile(r"(?<=\w[\w)\]])[.?!…][”»\"]?\s+(?=[^\W\d_a-z])")
_MOST = 0.6  # of the items that may have people, where nothing but the shape of a name speaks for a form
_LONGEST_BEGINNING = 60  # characters
NAME, BILLED, CERTAIN = 1, 2, 3
_SHORTENED = frozenset(word.rstrip(".") for word in people_words.HONORIFICS if word.endswith("."))


@dataclass(frozen=True, slots=True)
class _Cut:
    title: str
    people: tuple[str, ...]
    strength: int


def find_bylines(headings: Sequence[tuple[Heading, Source]], others: Iterable[Source] = ()) -> None:
    """Takes people out of titles. Each heading comes with the line of its title.

    `others`: the lines that are no headings. Who stands at the beginning of one of them is known as a person.
    """
    known: frozenset[str] | None = None
    eligible = [(h, line) for h, line in headings if h.kind not in _NOBODYS and len(h.title) <= LONGEST_HEADING]
    for form in (_after_bar, _after_stop, _in_brackets, _after_by, _after_dash, _before_colon, _after_colon):
        left = [(heading, line) for heading, line in eligible if not heading.byline]
        cuts = [(heading, line, cut) for heading, line in left if (cut := form(heading.title))]
        agreed = _agreed([cut for _, _, cut in cuts], len(eligible))
        if cuts and known is None:
            known = _beginnings(others)
        for heading, line, cut in cuts:
            if agreed or cut.strength == CERTAIN or _are_known(cut, known or frozenset()):
                heading.title = cut.title
                if heading.kind == "other":  # “Table ronde” of “Table ronde, animée par …”
                    heading.kind = words.LABELS.get(cut.title.casefold()) or kind_of_title(flat(cut.title))
                _take_room(heading)
                heading.byline = tuple(line._replace(text=text, flat=flat(text)) for text in cut.people)


def _beginnings(lines: Iterable[Source]) -> frozenset[str]:
    """The first words of each line, and of what stands behind its first word, as names are made of."""
    found: set[str] = set()
    for line in lines:
        parts = line.flat[:_LONGEST_BEGINNING].replace(",", " ").split()
        found |= {" ".join(parts[start:stop]) for start in (0, 1) for stop in range(start + 2, start + 5)}
    return frozenset(found)


def _are_known(cut: _Cut, known: frozenset[str]) -> bool:
    """Whether each of those in a byline stands elsewhere, too."""
    splits = [(text, split_line(text, flat(text))) for text in cut.people]
    names = [name for text, split in splits for name in split_names(split.name if split else text)]
    return all(is_name(name) and flat(split_honorific(name)[1]) in known for name in names)


def _take_room(heading: Heading) -> None:
    """The room that stood between the title and the people."""
    rest = read_heading(heading.title, flat(heading.title), digits=False)
    if rest.facts.room and not heading.facts.room and rest.title and not rest.label:
        heading.title, heading.facts.room = rest.title, rest.facts.room


def _agreed(cuts: Sequence[_Cut], eligible: int) -> bool:
    billed = sum(cut.strength >= BILLED for cut in cuts)
    return billed >= 2 or (len(cuts) >= 3 and len(cuts) >= eligible * _MOST)


def _strength(text: str) -> int:
    """How surely the text names people and nothing else; 0 where it does not."""
    text = text.strip()
    if not text or text[-1] in "?!":
        return 0
    piece = Source(0, text, text, flat(text), False, 0, False)
    if (label := read_role(piece)) and label.start < len(text):
        return CERTAIN if _strength(text[label.start :]) else 0
    if is_placeholder(text):
        return BILLED
    split = split_line(text, flat(text))
    if split:
        if split_honorific(split.name)[0]:
            return CERTAIN
        return BILLED if split.billing else NAME
    names = [name for part in text.split(",") for name in split_names(part.strip())]
    return NAME if len(names) > 1 and all(map(is_name, names)) else 0


def _with_office(text: str) -> str:
    """“Olga Marin, Dean, Faculty of Arts” of “Dean Olga Marin, Faculty of Arts”; empty where no office comes first."""
    named, comma, rest = text.strip().partition(",")
    parts = named.split()
    count = next((place for place, part in enumerate(parts) if part.casefold() not in OFFICES_FIRST), len(parts))
    name = " ".join(parts[count:])
    if not count or len(parts) - count < 2 or not named[0].isupper() or not is_name(name):
        return ""
    return f"{name}, {' '.join(parts[:count])}{comma}{rest}"


def _after_bar(title: str) -> _Cut | None:
    """“Clean bunkers | Coral Hall | Ann Lee, Acme”: the last of several columns."""
    before, bar, people = title.rpartition("|")
    strength = _strength(people) if bar and before.strip() else 0
    return _Cut(before.rstrip(), (people.strip(),), strength) if strength else None


def _in_brackets(title: str) -> _Cut | None:
    opening = title.rfind("(")
    if not title.endswith(")") or opening < 1:
        return None
    _, *pieces = _DASH.split(title[:opening])
    if pieces and is_name(pieces[-1].strip()):
        return None  # “Welcome – Ann Lee (Acme)”
    inner = title[opening + 1 : -1]
    if people := _with_office(inner):
        return _Cut(title[:opening].rstrip(), (people,), CERTAIN)
    strength = _strength(inner)
    return _Cut(title[:opening].rstrip(), (inner.strip(),), strength) if strength else None


def _after_by(title: str) -> _Cut | None:
    """“Welcome by Ms. Name (Acme)”: sure where more than the name stands there."""
    found = _BY.search(title)
    if found is None:
        return None
    rest, before = title[found.end() :], title[: found.start()]
    who, colon, what = rest.partition(": ")
    if colon and before.casefold() in words.LABELS and _strength(who) >= NAME:
        return _Cut(what.strip(), (who,), CERTAIN)  # “Keynote by Ann Lee, Acme: Deep roots”
    if (people := _with_office(rest)) or _strength(rest) >= BILLED:
        head, _, last = before.rpartition(" ")
        role = f"{last} {title[found.start() : found.end()].strip(' ,')}"  # “Workshop animé par …”
        if head and role.casefold() in people_words.ROLES:
            return _Cut(head.rstrip(" ,"), (f"{role} {people or rest}",), CERTAIN)
        return _Cut(before, (people or rest,), CERTAIN)
    return None


def _after_dash(title: str) -> _Cut | None:
    """The pieces at the end that name people, behind at least one that does not."""
    parts = _DASH.split(title)
    if len(parts) < 2:
        return None
    strengths = [_strength(part) for part in parts]
    first = len(parts)
    while first > 1 and strengths[first - 1]:
        first -= 1
    if first == len(parts):
        return None
    stop = [found.start() for found in _DASH.finditer(title)][first - 1]
    return _Cut(title[:stop], tuple(part.strip() for part in parts[first:]), max(strengths[first:]))


def _before_colon(title: str) -> _Cut | None:
    name, colon, rest = title.partition(":")
    strength = _strength(name) if colon and rest.startswith(" ") and rest.strip() else 0
    if strength == BILLED and _QUOTED.fullmatch(rest.strip()):
        strength = CERTAIN  # “Ann Lee (Acme): «Deep roots»”
    return _Cut(rest.strip(), (name.strip(),), strength) if strength else None


def _after_colon(title: str) -> _Cut | None:
    """Only where a title such as Dr, or a role, makes it sure."""
    before, colon, name = title.partition(":")
    if colon and (people := _with_office(name.strip())):
        return _Cut(before.strip(), (people,), CERTAIN)
    strength = _strength(name) if colon and name.startswith(" ") else 0
    return _Cut(before.strip(), (name.strip(),), strength) if strength == CERTAIN else None


def _after_stop(title: str) -> _Cut | None:
    """“Deep roots. Ann Lee (Acme)”: behind a sentence's end."""
    for found in reversed(list(_STOP.finditer(title))):
        before = title[: found.start()]
        if before.count("(") > before.count(")") or before.split()[-1].strip("(").casefold() in _SHORTENED:
            continue  # “Water (Prof. Dr. Ann Lee)”
        if strength := _strength(title[found.end() :]):
            return _Cut(title[: found.end()].rstrip().removesuffix("."), (title[found.end() :],), strength)
    return None
