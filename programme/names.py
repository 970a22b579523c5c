"""Names of people: when two spellings are one name, and how a name stands in a list.

The rules for lists, which are those of indexes in English, near enough, and need no list of countries:

- by family name, which is the last word: Joost R. Hiltermann stands under H; a single name stands under itself;
- a name given as “Hiltermann, Joost”, or with one part in capitals (“HILTERMANN Joost”, “KIM Jong Un”), says itself
  which part is the family name;
- capitalised particles count (Di Ruggiero: D, Van den Berg: V), those in lower case do not (de Kerckhove: K, van der
  Berg: B, bin Salman: S), nor does an Arabic article (Al-Ketbi: K, الحداد: ح);
- two family names joined by “y”, “i” or “e” stay together (Santamaría y Vélez: S);
- what follows a name (Jr., III) does not count;
- Chinese, Japanese and Korean script as it stands, family name first; other scripts as Latin does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "abd abdel abdul abu af al ap av ben bin bint da dal das de degli dei del della den der des di do dos du el het "
    "ibn la las le les lo los mac ould san santa st st. 't te ten ter van vom von zu zum zur"
)
GENERATIONS = _words("jr jr. jnr jnr. sr sr. snr snr. ii iii iv")
_INITIALS_BEHIND = _words("phd ph.d. md m.d. esq esq. obe mp")  # where nobody has split them off
_JOINTS = frozenset(("y", "i", "e"))
_ARTICLES = frozenset(("al", "el"))
_ARTICLE = re.compile(r"(?i)\A(?:al|el|as|ash|ad|ar|an|at|az)[-‐‑]|\Aال(?=\w{2})")
_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_VOWELS = frozenset("aeiou")
_JOINED = 4  # words at least in a name with two family names: Ana Silva e Costa


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `name` is given and family name as written, “Family, Given” put in order; `family` has its
    particles. Where nothing tells the two apart, all of it is the family name."""

    name: str
    given: str = ""
    family: str = ""
    honorific: str = ""
    post_nominal: str = ""  # without the comma before it: “OBE, PhD”, “(ret.)”


def fold(text: str) -> str:
    """The key under which equal names meet: case, spaces, no-break spaces and typographic apostrophes do not count."""
    if text.isascii():
        return " ".join(text.split()).casefold()
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‐", "-").replace("‑", "-")
    return " ".join(plain.split()).casefold()


def bare(text: str) -> str:
    """The text without accents and apostrophes, in small letters, as lists are sorted by it: Ø as O."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return plain.casefold().translate(_PLAIN).replace("'", "").replace("’", "")


def full_name(name: str, honorific: str, post_nominal: str) -> str:
    """As it is printed: “Dr. Hilary Munt, OBE”, “Gen. Carl Hess (ret.)”."""
    mark = " " if post_nominal.startswith("(") else ", "
    return f"{honorific} {name}{mark if post_nominal else ''}{post_nominal}".strip()


@lru_cache(maxsize=8192)
def take_apart(name: str, honorific: str = "", post_nominal: str = "") -> Name:
    """A name that is already without its honorific and the letters after it."""
    name = " ".join(name.split())
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma and before and after and "," not in after and after.casefold() not in GENERATIONS | _INITIALS_BEHIND:
        return Name(f"{after} {before}", after, before, honorific, post_nominal)
    words = name.split()
    first, end = _family(words)
    given = words[:first] or [word for word in words[end:] if word.casefold() not in GENERATIONS]
    return Name(name, " ".join(given), " ".join(words[first:end]).rstrip(","), honorific, post_nominal)


def family_name(name: str) -> str:
    """The family name as a list is sorted by it: without what does not count."""
    words = take_apart(name).family.split()
    while len(words) > 1 and (words[0].islower() or words[0].casefold() in _ARTICLES):
        del words[0]
    return _ARTICLE.sub("", " ".join(words))


def sort_key(name: str) -> str:
    """A text by which names sort: the family name, then the whole."""
    return f"{bare(family_name(name))}  {bare(take_apart(name).name)}".rstrip()


def _family(words: list[str]) -> tuple[int, int]:
    """Where in a name the family name begins and ends."""
    end = len(words)
    while end > 1 and words[end - 1].strip(",").casefold() in GENERATIONS | _INITIALS_BEHIND:
        end -= 1
    if not words:
        return 0, 0
    if unicodedata.name(words[0][0], "").startswith(_ASIAN):
        return 0, 1
    if place := _in_capitals(words[:end]):
        return place
    first = end - 1
    if end >= _JOINED and words[first - 1] in _JOINTS:
        first -= 2
    while first > 1 and words[first - 1].casefold() in PARTICLES:
        first -= 1
    if first == 1 and words[0].islower() and words[0] in PARTICLES:
        first = 0  # “van Gogh”
    return first, end


def _in_capitals(words: list[str]) -> tuple[int, int] | None:
    """The part of a name that stands in capitals, at its beginning or end, the rest not."""
    loud = [_is_loud(word) for word in words]
    if all(loud) or not any(loud):
        return None
    if loud[0]:
        return 0, loud.index(False)
    if loud[-1]:
        first = len(loud) - loud[::-1].index(False)
        while first > 1 and words[first - 1].casefold() in PARTICLES:
            first -= 1
        return first, len(loud)
    return None


def _is_loud(word: str) -> bool:
    """Whether a word is set in capitals, and isn't initials: LI, but not JR."""
    letters = [sign for sign in word if sign.isalpha()]
    if len(letters) < 2 or not word.isupper() or "." in word:
        return False
    return len(letters) > 2 or bare(letters[-1]) in _VOWELS
