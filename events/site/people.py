"""How people stand in a list: by family name, as programme/names.py finds it."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category

from programme.model import Speaker
from programme.names import bare, family_name

MANY = 24  # from here on a list of people has letters to jump to


def sort_key(speaker: Speaker) -> tuple[str, str, str]:
    return _in_index(speaker), bare(speaker.name), speaker.uid


def by_letter(speakers: Iterable[Speaker]) -> list[tuple[str, list[Speaker]]]:
    """Under what their names are sorted by, each once: É under E, Ø under O, other scripts under their own letters, and
    under # what begins with a number."""
    found: dict[str, list[Speaker]] = {}
    for speaker in sorted(speakers, key=sort_key):
        first = _in_index(speaker)[:1]
        found.setdefault(first.upper() if first.isalpha() else "#", []).append(speaker)
    return list(found.items())


def _in_index(speaker: Speaker) -> str:
    """The family name from its first letter or number on: neither quotation marks count nor the sign of an ʿayn."""
    name = bare(family_name(speaker.name))
    start = next((at for at, sign in enumerate(name) if sign.isalnum() and category(sign) != "Lm"), len(name))
    return name[start:]


def initials(name: str) -> str:
    """Of the first name and the family name: Ferry de Kerckhove is FK. One letter in scripts that know no capitals."""
    words = name.split()
    parts = [words[0], family_name(name)] if len(words) > 1 else words
    signs = "".join(next((sign for sign in part if sign.isalpha()), "") for part in parts).upper()
    return signs if signs.isupper() else signs[:1]
