"""What looks like a person's name, and what stands before one."""

from __future__ import annotations

import re
from functools import lru_cache

from programme.reading import words
from programme.reading.text import flat

LONGEST_NAME = 80  # characters
_BRACKET = re.compile(r"\s*[(\[“\"«][^()\[\]]{1,40}[)\]”\"»]")


def split_honorific(name: str) -> tuple[str, str]:
    """(honorific, name), as written. The last word is always the name's."""
    parts = name.split()
    count = 0
    while count < len(parts) - 1 and flat(parts[count]).casefold().rstrip(",") in words.HONORIFICS:
        count += 1
    if count and parts[0].casefold() == "the":
        count = 0
    if parts and parts[0].casefold() == "the" and len(parts) > 2 and parts[1].casefold() in words.HONORIFICS:
        honorific, rest = split_honorific(" ".join(parts[1:]))
        return f"{parts[0]} {honorific}", rest
    if not count:
        return "", name
    last = parts[count - 1]
    place = 0
    for part in parts[:count]:
        place = name.index(part, place) + len(part)
    return name[:place].rstrip(","), name[place:].strip() or last


@lru_cache(maxsize=4096)
def is_name(text: str, single: bool = False) -> bool:
    """Whether the text can be a person's name. `single`: whether one word is enough."""
    if not text or len(text) > LONGEST_NAME or any(char.isdigit() for char in text):
        return False
    honorific, name = split_honorific(_BRACKET.sub("", text).strip())
    parts = flat(name).split()
    least = 1 if single or honorific else 2
    if not least <= len(parts) <= 7 or not _is_capital(parts[-1]):
        return False
    return all(_is_name_word(part) for part in parts)


def _is_name_word(part: str) -> bool:
    low = part.casefold()
    bare = low.strip(".,'")
    if len(bare) == 1 and part[0].isupper():
        return True  # an initial
    if low in words.PARTICLES or bare in words.PARTICLES:
        return True
    if bare in words.NOT_NAMES or not all(char.isalpha() or char in ".'-" or _is_mark(char) for char in part):
        return False
    return _is_capital(part)


def _is_mark(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def _is_capital(part: str) -> bool:
    """Whether a word begins as a name's does; scripts without capitals always do."""
    head, _, rest = part.partition("'")
    first = (rest if len(head) == 1 and head.islower() and rest else part).lstrip("'.-")[:1]
    if first.isalpha() and not first.islower():
        return True
    return "-" in part and any(piece[:1].isupper() for piece in part.split("-"))


def split_names(text: str) -> list[str]:
    """The names in “Jane Doe and John Roe”; the text alone where it isn't sure that it is two whole names."""
    for word in words.AND:
        found = re.search(rf"\s{re.escape(word)}\s", text, re.IGNORECASE)
        if found:
            names = [text[: found.start()].strip(" ,"), text[found.end() :].strip()]
            if all(is_name(name) and len(split_honorific(name)[1].split()) > 1 for name in names):
                return names
    return [text]


def is_couple(text: str) -> bool:
    """“Ann and Bob Miller”: two people whose names share a word, so that they can't be told apart safely."""
    parts = text.split()
    joints = [index for index, part in enumerate(parts) if part.casefold() in words.AND and 0 < index < len(parts) - 1]
    return bool(joints) and all(_is_name_word(part) for index, part in enumerate(parts) if index not in joints)
