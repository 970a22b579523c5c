"""What an item calls itself: its label and number, and what kind of item it is."""

from __future__ import annotations

import itertools
import re

from programme.model import Kind
from programme.reading import label_words, words
from programme.reading.keeping import kept

_SEPARATOR = re.compile(r"\s*(?:[:|.)\]]|-+(?=\s)|\s-+)\s*|\s{2,}")
_NUMBER = re.compile(
    rf"\s?(?:n\s?[°º]\.?\s?|no\.?\s?|nr\.?\s?|#\s?)?"
    rf"(\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|[a-z]\d{{1,2}}|{'|'.join(sorted(words.NUMBERS, key=len, reverse=True))}|[a-h])"
    r"(?![\w'])",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"\s\((?:cont[.'’a-z]*d?\.?|suite|fortsetzung|forts\.|continuación|continuação|seguito|segue)\)", re.IGNORECASE
)
_PHRASE = re.compile(
    rf"({'|'.join(sorted(label_words.LABEL_PHRASES, key=len, reverse=True))})\s?(?::|\||-+(?=\s))\s*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_NUMBER_FIRST = re.compile(r"([IVX]{1,4}|\d{1,2})(?:\s?[ªº°.])?\s(?=[^\W\d_])")
_ORDINAL_LABEL = re.compile(rf"({'|'.join(sorted(words.ORDINALS, key=len, reverse=True))})\s", re.IGNORECASE)


@kept
def read_label(flat: str) -> tuple[Kind | None, str, str, int]:
    """The kind, label and number that the text begins with, and where its title begins; (None, "", "", 0) for none.

    A label with a number stands by itself ("Panel 2", "Table ronde n° 1"); one without needs a separator after it.
    """
    if (phrase := _PHRASE.match(flat)) and phrase.end() < len(flat):
        return label_words.LABEL_PHRASES[phrase[1].casefold()], phrase[1].casefold(), "", phrase.end()
    ordinal = _ORDINAL_LABEL.match(flat) or _NUMBER_FIRST.match(flat)
    start = ordinal.end() if ordinal else 0
    name, stop = _label_words(flat, start)
    if not name or (
        ordinal and flat[:1].isdecimal() and "." in ordinal[0] and stop < len(flat) and not _SEPARATOR.match(flat, stop)
    ):
        return None, "", "", 0
    kind = _label_kind(name)
    number = ordinal[1] if ordinal else ""
    if not number and (found := _NUMBER.match(flat, stop)):
        number, stop = found[1], found.end()
        if flat[stop : stop + 2] == " (" and (again := _CONTINUED.match(flat, stop)):
            stop = again.end()
    after = _SEPARATOR.match(flat, stop)
    if after:
        return kind, name, number, after.end()
    if stop == len(flat):
        return kind, name if number else "", number, stop if number else 0
    if number.isdecimal() and flat[stop] == " " and flat[stop + 1 : stop + 2].isupper():
        return kind, name, number, stop + 1
    return None, "", "", 0


def _label_words(flat: str, start: int) -> tuple[str, int]:
    """The longest run of label words, up to four, that has a label among them; and where it stops."""
    name, stop, place = "", start, start
    for _ in range(4):
        found = _WORD.match(flat, place)
        if not found:
            break
        low = flat[start : found.end()].casefold()
        last = found[0].casefold()
        pair = " ".join(low.split()[-2:])
        if last in words.LABELS or pair in words.LABELS:
            name, stop = low, found.end()
        elif last not in words.LABEL_EXTRAS and last not in _FIRST_WORDS:
            break
        elif name and last in words.LABEL_EXTRAS:
            name, stop = low, found.end()
        place = found.end() + 1 if flat[found.end() : found.end() + 1] == " " else len(flat)
    return name, stop


SAID = ("keynote", "workshop")  # kinds that are said beside a title, so that it need not be whole without them
_ENDS = frozenset(sign for kind, signs in words.TITLE_KINDS if kind in ("opening", "closing") for sign in signs)
_FIRST_WORDS = frozenset(label.split()[0] for label in words.LABELS if " " in label)


def _label_kind(name: str) -> Kind:
    parts = set(name.split())
    if "keynote" in parts or "keynotes" in parts:
        return "keynote"
    if parts & {"opening", "closing"}:
        return "opening" if "opening" in parts else "closing"
    pair = " ".join(name.split()[-2:])
    known = [words.LABELS[part] for part in (*name.split(), pair) if part in words.LABELS]
    return known[-1] if known else "panel"


def is_conversation(title: str) -> bool:
    """Whether people talk in an item, though nobody is named: “Seeds: a conversation”, “Fireside chat”."""
    found = [word.casefold() for word in _WORD.findall(title[:80])]
    return not words.TALKING.isdisjoint((*found, *(" ".join(pair) for pair in itertools.pairwise(found))))


def says_more(label: str) -> bool:
    """Whether a label says more than a kind of item can: “opening keynote”, “conférence de clôture”."""
    parts = _WORD.findall(label)
    return len(parts) > 1 and any(part.rpartition("'")[2] in _ENDS for part in parts)


def kind_of_title(title: str) -> Kind:
    """What an item is by the first words of its title; "other" where they do not say."""
    first = {word.casefold() for word in _WORD.findall(title[:80])[:3]}
    return next((kind for kind, signs in words.TITLE_KINDS if first & signs), "other")
