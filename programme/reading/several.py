"""A text that may name several people, cut into texts about one each."""

from __future__ import annotations

import re

from programme.reading import people_words
from programme.reading.keeping import kept
from programme.reading.naming import AND_WORD, is_couple, is_name, split_honorific, split_names
from programme.reading.roles import is_placeholder, label_of, without_statements
from programme.reading.splitting import BARE, SEPARATORS, Split, bracketed, names_post, place_of, split_line
from programme.reading.text import LONGEST_HEADING
from programme.reading.text import flat as flat_text
from programme.reading.topic_words import is_topic

_FEWEST = 3  # names that are a list without a label
_LONGEST_FULL = 4  # words
_LONGEST_FIRST = 8  # words, honorifics included
_INITIALLED = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?){1,3}\s?[^\W\d_]{2}")
_BETWEEN_BRACKETED = re.compile(r"(?<=[)\]])\s*(?:[,;/•·]\s*)?(?:(?:and|et|und|y|e|&)\s+)?(?=\S)", re.IGNORECASE)


def cut_pieces(text: str, flat: str, labelled: bool, plural: bool, least: int) -> list[str]:
    """The texts of single people: cut at semicolons, between brackets, or at commas between nothing but names.

    `least`: how many names between commas are a list, and no name with an affiliation.
    """
    low = flat.casefold()
    for joint in people_words.CONVERSING:
        place = low.find(joint)
        if place >= 0:
            return [text[:place].rstrip(" ,"), text[place + len(joint) :]]
    if labels := _at_labels(text):
        return labels
    listed = [piece.strip() for piece in text.split(";") if piece.strip()]
    if len(listed) > 1 and (labelled or all(map(is_person, listed))):
        return [one for piece in listed for one in (_bracketed_people(piece) or [piece])]
    return (
        _bracketed_people(text)
        or (labelled and _after_label(text, plural, least))
        or _honoured(text)
        or ("," in flat and _by_commas(text))
        or [text]
    )


def _by_commas(text: str) -> list[str]:
    """The people of “Ann Lee, Oxford & Bo Ray, Leiden” and of “Ann Lee, Bo Ray and Cy Orr”; empty where what stands
    behind a name may be what somebody does, or where it is done."""
    if len(text.partition(",")[0].split()) > _LONGEST_FIRST:
        return []
    joints = list(AND_WORD.finditer(text))
    if len(joints) != 1:
        return []
    before, last = text[: joints[0].start()].strip(" ,"), text[joints[0].end() :].strip()
    listed = [piece.strip() for piece in before.split(",")]
    if "," not in last:
        names = [*listed, last]
        return names if len(names) >= _FEWEST and all(map(_is_full_name, names)) else []
    name, _, billing = (part.strip() for part in last.partition(","))
    both = len(listed) > 1 and _is_full_name(listed[0]) and _is_full_name(name) and bool(billing)
    return [before, last] if both and _is_house(listed[-1], billing) else []


def _is_house(text: str, other: str) -> bool:
    """Whether what stands before “and” is all of where somebody is: “Oxford”, not “Health” or “Institute for Gulf”.

    `other`: what stands behind the name after it.
    """
    parts = flat_text(text).casefold().split()
    if any(map(is_topic, parts)) and not names_post(flat_text(text)):
        return False
    joined = not people_words.PARTICLES.isdisjoint(parts) or not people_words.OF_AND_FOR.isdisjoint(parts)
    return not _is_full_name(text) and (not joined or names_post(flat_text(other)))


def _is_full_name(text: str) -> bool:
    """A given name and a surname, and nothing that houses are called by."""
    name = split_honorific(text)[1]
    return 2 <= len(name.split()) <= _LONGEST_FULL and is_name(text) and not names_post(flat_text(text))


def _after_label(text: str, plural: bool, least: int) -> list[str]:
    """The people after a label, at “and” or at commas; empty where there may be only one."""
    if joined := _joined(text, plural):
        return joined
    if plural and "," in flat_text(text):
        names = [part for piece in text.split(",") for part in split_names(drop_and(piece.strip()))]
        if len(names) >= least and all(is_name(name) for name in names):
            return names
    return []


def _at_labels(text: str) -> list[str]:
    """The parts of “Moderator: Ann Lee | Panel: Bo Ray, Cy Orr”, which may be without the first label."""
    parts = [part.strip() for part in text.split("|")]
    labels = [label_of(part, flat_text(part)) for part in parts[1:]]
    if labels and all(label and label.start < len(part) for label, part in zip(labels, parts[1:])):
        return parts
    return _at_later_labels(text) if ";" in text and ":" in text else []


def _at_later_labels(text: str) -> list[str]:
    """The parts of “Chair: Ann Lee; Speakers: Bo Ray; Cy Orr”, a label of several with all that follow it."""
    parts: list[str] = []
    several = False  # whether the part that was begun last is about several
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    for piece in pieces:
        label = label_of(piece, flat_text(piece)) if ":" in piece else None
        if label is None and several:
            parts[-1] += f"; {piece}"
            continue
        several = bool(label and label.plural and parts)
        parts.append(piece)
    return parts if len(parts) < len(pieces) else []


def _honoured(text: str) -> list[str]:
    """The people of “Dr Ann Lee, Mr Bo Ray and Ms Cy Orr”, “A. Lee, B. Ray”: what no affiliation has before it."""
    if not (split_honorific(text)[0] or _INITIALLED.match(text)):
        return []
    names = [part for piece in text.split(",") for part in split_names(drop_and(piece.strip()))]
    alike = all(map(_has_honorific, names)) or all(_INITIALLED.match(name) and is_name(name) for name in names)
    return names if len(names) > 1 and alike else []


def _has_honorific(text: str) -> bool:
    """Whether a text is a name with an honorific, and no office: “Minister of Trade”, “Sindaco di Lecco”."""
    honorific, name = split_honorific(text)
    return bool(honorific) and name[:1].isupper() and is_name(text)


def are_listed(text: str) -> bool:
    """Whether a text names several people, each with words after the name: “Ann Lee, Acme; Bo Ray, Beta”."""
    splits = [split_line(piece.strip(), flat_text(piece.strip())) for piece in text.split(";")]
    return len(splits) > 1 and all(split and split.billing and split.separator != ":" for split in splits)


def is_person(text: str) -> bool:
    label = label_of(text, flat_text(text))
    return split_line(text[label.start :] if label else text, flat_text(text)) is not None


def _bracketed_people(text: str) -> list[str]:
    """The people of “Ann Lee (Acme), Bo Ray (Beta) and Cy Orr (Gamma)”; empty where it is no such list."""
    if text.count("(") + text.count("[") < 2:
        return []
    pieces = [piece.strip() for piece in _BETWEEN_BRACKETED.split(text) if piece.strip()]
    splits = [split_line(piece, flat_text(piece)) for piece in pieces]
    if len(pieces) > 1 and all(
        split.separator == "(" or split.role if split else _is_bracketed_couple(piece) or _is_labelled(piece)
        for piece, split in zip(pieces, splits, strict=True)
    ):
        return pieces
    return []


def _is_labelled(text: str) -> bool:
    """“moderated by Ann Lee”."""
    label = label_of(text, flat_text(text))
    return label is not None and 0 < label.start < len(text) and is_name(text[label.start :])


def _is_bracketed_couple(text: str) -> bool:
    """“Ann and Bo Lee (Acme)”."""
    split = first_cut(text)
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


def drop_and(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in people_words.AND else text


@kept
def first_cut(text: str) -> Split:
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


def couple_of(text: str) -> Split | None:
    """“Ann Lee and Bo Ray (Acme)”, “Ann and Bo Lee, Acme”: two people, and what both do."""
    if len(text) > LONGEST_HEADING or not AND_WORD.search(text):
        return None
    split = first_cut(text)
    return split if split.billing and (len(split_names(split.name)) > 1 or is_couple(split.name)) else None


def holds_person(flat: str, text: str) -> bool:
    """Whether the text begins with a name, or two joined by “and”."""
    if split_line(text, flat) or _bracketed_people(text):
        return True
    listed = [piece for piece in text.split(";") if piece.strip()]
    if len(listed) > 1:
        return all(is_person(piece.strip()) or is_placeholder(piece) for piece in listed)
    split = first_cut(text)
    return len(split_names(split.name)) > 1 or (is_couple(split.name) and bool(split.billing))
