"""How people stand in a list: by family name, as programme/names.py finds it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from programme.model import Speaker
from programme.names import bare, family_name

MANY = 24  # from here on a list of people has letters to jump to


def sort_key(speaker: Speaker) -> tuple[str, str, str]:
    return bare(family_name(speaker.name)), bare(speaker.name), speaker.uid


def letter(speaker: Speaker) -> str:
    """What the speaker stands under: É under E, Ø under O, other scripts under their own letters."""
    return next((sign.upper() for sign in bare(family_name(speaker.name)) if sign.isalpha()), "#")


def by_letter(speakers: Iterable[Speaker]) -> list[tuple[str, list[Speaker]]]:
    return [(name, list(group)) for name, group in groupby(sorted(speakers, key=sort_key), key=letter)]


def initials(name: str) -> str:
    """Of the first name and the family name: Ferry de Kerckhove is FK. One letter in scripts that know no capitals."""
    words = name.split()
    parts = [words[0], family_name(name)] if len(words) > 1 else words
    signs = "".join(next((sign for sign in part if sign.isalpha()), "") for part in parts).upper()
    return signs if signs.isupper() else signs[:1]
