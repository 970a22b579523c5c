"""How people stand in a list: by family name.

The family name is the last word, and the capitalised particles before it belong to it (Di Ruggiero stands under D).
Particles in lower case do not count (de Kerckhove stands under K), nor does an Arabic article (Al-Ketbi: K), nor what
follows a name (Jr., III, PhD). That is what indexes in English do, near enough; it needs no list of countries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from programme.model import Speaker

PARTICLES = {
    *("af", "al", "ap", "av", "bin", "bint", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der"),
    *("des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "mac", "san", "st", "st.", "te", "ten"),
    *("ter", "van", "vom", "von", "zu", "zum", "zur"),
}
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "esq", "esq.", "obe", "mp"}
MANY = 24  # from here on a list of people has letters to jump to

_ARTICLE = re.compile(r"(?i)\A(?:al|el|as|ash|ad|ar|an|at|az)[-‐‑]")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


def family_name(name: str) -> str:
    words = [word.strip(",") for word in name.split()]
    while len(words) > 1 and words[-1].casefold() in SUFFIXES:
        words.pop()
    if not words:
        return ""
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in PARTICLES:
        first -= 1
    while first < len(words) - 1 and (words[first].islower() or words[first].casefold() in ("al", "el")):
        first += 1
    return _ARTICLE.sub("", " ".join(words[first:]))


def sort_key(speaker: Speaker) -> tuple[str, str, str]:
    return _fold(family_name(speaker.name)), _fold(speaker.name), speaker.uid


def letter(speaker: Speaker) -> str:
    """What the speaker stands under: É under E, Ø under O, other scripts under their own letters."""
    return next((sign.upper() for sign in _fold(family_name(speaker.name)) if sign.isalpha()), "#")


def by_letter(speakers: Iterable[Speaker]) -> list[tuple[str, list[Speaker]]]:
    return [(name, list(group)) for name, group in groupby(sorted(speakers, key=sort_key), key=letter)]


def initials(name: str) -> str:
    """Of the first name and the family name: Ferry de Kerckhove is FK. One letter in scripts that know no capitals."""
    words = name.split()
    parts = [words[0], family_name(name)] if len(words) > 1 else words
    signs = "".join(next((sign for sign in part if sign.isalpha()), "") for part in parts).upper()
    return signs if signs.isupper() else signs[:1]


def _fold(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return bare.casefold().translate(_PLAIN).replace("'", "").replace("’", "")
