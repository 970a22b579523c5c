"""In which role somebody is, and whether the place is still open: labels before people, suffixes after them."""

from __future__ import annotations

import re
from typing import NamedTuple

from programme.model import AppearanceState, Role
from programme.reading import people_words, words
from programme.reading.keeping import kept
from programme.reading.naming import is_name, split_names
from programme.reading.text import Source
from programme.reading.text import flat as flat_text

_LONGEST_LABEL = 60  # characters
_MOST_WORDS_OPEN = 12  # of a place that is still open: “Representative of the Ministry of Finance (TBC)”
_LABEL_END = re.compile(r"\s?(?::|\||\s-+\s|\s{2,}|-+(?=\s)|\s-+(?=\S))\s*")
_BRACKETED_LABEL = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]\s?:?\s*")
_GENDERED = re.compile(r"(?:\s?[(/][a-z.·-]{1,6}\)?|[·.][a-z]{1,3}(?:[·.]s)?|[*_:/]-?in(?:nen)?)(?=$|\s)")
_NUMBERED = re.compile(r"\s(?:n[o°]\.?\s)?\d{1,2}\.?$")
_JOINED = re.compile(r"\s*(?:/|&|,|\+|\band\b|\bet\b|\bund\b|\by\b|\be\b)\s*")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]")
_SUFFIX = re.compile(r"(?<=\S)(?:\s+-+\s*|,\s*|\t\s*|\s{2,}|\s?\|\s?)(?=([^\W\d_][^,;:()|\t]{2,30})$)")
_PART_FIRST = re.compile(r"(?<=[(\[])([^()\[\],;:]{5,20}),\s*(?=[^()\[\]]+[)\]])")  # “(moderator, Acme)”
_LONGEST_SUFFIX = 60  # characters, with what sets it off
_WEIGHT: dict[Role, int] = {"moderator": 0, "chair": 1, "keynote": 2, "discussant": 3}
_OPEN = re.compile(
    rf"(?:^|(?<=[\s(\[,:-]))(?:{'|'.join(re.escape(word) for word in sorted(words.TO_BE_CONFIRMED, key=len)[::-1])})"
    r"(?=$|[\s)\],;:.-])"
)


class Label(NamedTuple):
    """A role that stands before a person, or above several."""

    role: Role
    plural: bool
    start: int  # where the people begin in the line


_AROUND = " *_·[]()"
_BEGINNINGS = frozenset(role[:2] for role in people_words.ROLES)  # what is no role is seldom looked at closer


class Stated(NamedTuple):
    """What a text about one person states beside the name and the words after it."""

    text: str  # without it
    role: Role | None
    state: AppearanceState


def role_of(name: str) -> tuple[Role, bool] | None:
    """(role, whether several people have it) that a label stands for, in one of its many forms."""
    if name.strip(_AROUND)[:2].lower() not in _BEGINNINGS:
        return None
    low = " ".join(_GENDERED.sub("", _NUMBERED.sub("", name.lower().strip(" *_·[]()"))).split())
    if low in people_words.ROLES:
        return people_words.ROLES[low], low in people_words.PLURAL_ROLES
    parts = [part for part in _JOINED.split(low) if part]
    if 1 < len(parts) <= 3 and all(part in people_words.ROLES for part in parts):
        roles = sorted((people_words.ROLES[part] for part in parts), key=lambda role: _WEIGHT.get(role, 9))
        return roles[0], any(part in people_words.PLURAL_ROLES for part in parts)
    return None


def read_role(line: Source) -> Label | None:
    """The role label that the line begins with: “Moderator:”, “Chaired by”, “Speakers”."""
    return label_of(line.text, line.flat)


@kept
def label_of(text: str, whole: str) -> Label | None:
    """As `read_role`, for a text and its flat form."""
    flat = re.sub(r":(?=in(?:nen)?\b)", "*", whole[:_LONGEST_LABEL].lower())
    flat = flat if "\t" not in text[:_LONGEST_LABEL] else _tabs_kept(text, flat, "|")
    if flat.startswith(people_words.ROLE_PHRASES):
        phrase = next(phrase for phrase in people_words.ROLE_PHRASES if flat.startswith(phrase))
        if (after := re.match(r"\s?[:-]?\s+", flat[len(phrase) :])) or len(phrase) == len(whole):
            return Label(
                people_words.ROLES[phrase],
                phrase in people_words.PLURAL_ROLES,
                len(phrase) + (after.end() if after else 0),
            )
    if (bracketed := _BRACKETED_LABEL.match(flat)) and (role := role_of(bracketed[1])):
        return Label(role[0], role[1], bracketed.end())
    return _marked(flat, whole) or _spoken(flat, text)


def _tabs_kept(text: str, flat: str, mark: str) -> str:
    """The flat text with a mark where the text has a tab."""
    return "".join(mark if char == "\t" else smooth for char, smooth in zip(text, flat, strict=False))


def _marked(flat: str, whole: str) -> Label | None:
    """A label with a mark after it, or alone on its line."""
    end = _LABEL_END.search(flat)
    if end is None:
        found = role_of(flat) if len(whole) <= _LONGEST_LABEL else None
        return Label(*found, len(whole)) if found else None
    found = role_of(flat[: end.start()])
    if found is None and flat[: end.start()].strip() in people_words.SPEECHES and _begins_with_name(whole[end.end() :]):
        found = ("speaker", False)
    return Label(*found, end.end()) if found else None


def _begins_with_name(flat: str) -> bool:
    return is_name(re.split(r"[,(]| - ", flat)[0].strip())


def _spoken(flat: str, text: str) -> Label | None:
    """A label with a name after it and no mark between them: “Moderator Ann Lee, Acme”, “with Ann Lee”."""
    first = flat.partition(" ")[0]
    if len(first) == len(flat) or (first not in people_words.SPOKEN_ROLES and first not in people_words.ACCOMPANIED):
        return None
    name = re.split(r"[,(]| - ", flat_text(text)[len(first) + 1 :])[0].strip()
    plural = first in people_words.ACCOMPANIED
    return (
        Label(people_words.ROLES[first], plural, len(first) + 1)
        if len(split_names(name)) > 1 or is_name(name)
        else None
    )


@kept
def without_statements(text: str) -> Stated:
    """Takes out what brackets or the text's end state: a role, that somebody is only invited, pronouns."""
    role: Role | None = None
    state: AppearanceState = "confirmed"
    bracketed = "(" in text or "[" in text
    for found in reversed(list(_BRACKETS.finditer(text))) if bracketed else ():
        kind = _kind(found[1])
        if not kind:
            continue
        text = text[: found.start()] + text[found.end() :]
        state = "invited" if kind == "open" else state
        if kind == "role" and (stated := role_of(flat_text(found[1]))):
            role = stated[0]
    if bracketed and role is None and "," in text:
        text, role = _with_part(text)
    text = text.strip(" \u00a0")
    bare = without_open(text)
    if bare != text:
        text, state = bare, "invited"
    smooth = _tabs_kept(text, flat_text(text), "\t") if "\t" in text else flat_text(text)
    for suffix in _SUFFIX.finditer(smooth, max(0, len(smooth) - _LONGEST_SUFFIX)):
        if last := _suffix_role(suffix, text):
            return Stated(text[: suffix.start()].rstrip(" \u00a0,"), last, state)
    return Stated(text, role, state)


def _with_part(text: str) -> tuple[str, Role | None]:
    """“Ann Lee (Acme)” and moderator of “Ann Lee (moderator, Acme)”; not so where it may be somebody's job."""
    for found in _PART_FIRST.finditer(text):
        stated = role_of(flat_text(found[1]))
        if stated and not stated[1] and _is_part_only(stated[0], found[1]):
            return text[: found.start(1)] + text[found.end() :], stated[0]
    return text, None


def _is_part_only(role: Role, name: str) -> bool:
    """Whether the word for a role is no job as well, as a chair's and a host's are."""
    return role in ("moderator", "discussant") and name.strip().casefold() not in people_words.JOBS_TOO


def _kind(inner: str) -> str:
    """What brackets state: a role, that a place is open, pronouns or the like; empty for words after a name."""
    low = flat_text(inner).strip().casefold()
    if low not in people_words.ACCOMPANIED and role_of(low):
        return "role"
    if low in words.INVITED or low in words.TO_BE_CONFIRMED:
        return "open"
    if low in people_words.ASIDES:
        return "aside"
    parts = [part for part in re.split(r"[/,\s]+", low) if part]
    return "aside" if parts and all(part in people_words.PRONOUNS for part in parts) else ""


def _suffix_role(suffix: re.Match[str], text: str) -> Role | None:
    """The role at a text's end. After a comma, or right after the name, a chair or a host may be somebody's job."""
    found = role_of(flat_text(suffix[1]))
    if found is None or found[1]:
        return None
    sure = _is_part_only(found[0], suffix[1])
    dashed = not suffix[0].startswith(",") and bool(re.search(r"[,(\t]|\s{2}", text[: suffix.start()]))
    return found[0] if sure or dashed else None


def without_open(text: str) -> str:
    """The text without the TBC, or the like, at its end."""
    low = text.casefold()
    if len(low) != len(text) or not low.rstrip(")] ").endswith(words.TO_BE_CONFIRMED):
        return text
    for ending in sorted(words.TO_BE_CONFIRMED, key=len, reverse=True):
        if low.endswith((f" {ending}", f"({ending})", f"[{ending}]", f"\u00a0{ending}")):
            return text[: low.rindex(ending)].rstrip(" \u00a0,;:-–—([")
    return text


@kept
def is_placeholder(text: str) -> bool:
    """A place that is still open: “Speaker TBC”, “Two further speakers to be announced”, “N.N., Acme”."""
    low = flat_text(text).casefold().strip(" ;")
    if low.count(" ") >= _MOST_WORDS_OPEN and len(low.split()) > _MOST_WORDS_OPEN:
        return False
    if low.startswith(people_words.STILL_TO_COME):
        return True
    found = _OPEN.search(low) if any(term in low for term in words.TO_BE_CONFIRMED) else None
    if found is None:
        return False
    before = re.sub(r"[()\[\]:,-]", " ", low[: found.start()]).split()
    if all(word in people_words.FURTHER or role_of(word) for word in before):
        return True
    return found.end() >= len(low.rstrip(")].")) and not _named(text)


def _named(text: str) -> bool:
    """Whether a name comes first in a text that ends with TBC or the like."""
    head = re.split(r"[,:(|\t]|\s-\s", without_open(flat_text(text)))[0]
    return is_name(head.strip()) or is_name(" ".join(head.split()[:2]).strip(" -"))
