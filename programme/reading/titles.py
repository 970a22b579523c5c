"""A name as it is printed, taken apart: honorific, name, post-nominal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from programme.names import GENERATIONS, Name, take_apart
from programme.reading import people_words as words
from programme.reading.keeping import kept
from programme.reading.naming import split_honorific
from programme.reading.text import flat

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_LEADING = re.compile(r"[(\[]([^()\[\]]{1,20})[)\]]\s*")
_SERVICES = {"ias", "ifs", "ips", "irs", "frsl", "frcs", "vsm", "avsm", "pvsm", "dl", "jp", "mvo", "lvo"}
_LETTERS = (words.POST_NOMINALS | _SERVICES) - GENERATIONS  # “Jr.” is part of the name
_RETIRED = {"ret.", "ret", "retd", "retd.", "ret'd", "rtd", "rtd.", "i. r.", "a.d.", "a. d.", "e.r.", "em."}
_AFTER_HONORIFIC = {"emerita", "emeritus", "émérite"}  # “Prof. Emerita Ruth Okello”
_PEERS = {"lord", "lady", "baroness", "baron", "viscount", "viscountess"}


@kept
def split_titles(full: str, french: bool = False) -> tuple[str, str, str]:
    """(honorific, name, post-nominal), as written; the last without the comma before it.

    `french`: whether the document is, so that “M. Petit” is Monsieur Petit and nobody with an initial.
    """
    full = " ".join(full.split())
    name, after = _without_letters(full)
    honorific, name = split_honorific(name)
    honorific, name = (honorific, name) if french else _initial(honorific, name)
    honorific, name = _brackets_before(honorific, name)
    honorific, name = _peer(honorific, name)
    return honorific, name, after


def without_honorific(full: str, french: bool = False) -> str:
    """The name with what stands after it, as written: “Hilary Munt, OBE” of “Dr. Hilary Munt, OBE”."""
    full = " ".join(full.split())
    return full.removeprefix(split_titles(full, french)[0]).lstrip(", ")


def may_be_initial(full: str) -> bool:
    """Whether it depends on the document's language what stands before the name: “M. Petit”."""
    return "M." in full and split_titles(full) != split_titles(full, french=True)


def is_french(texts: Iterable[str]) -> bool:
    """Whether a word of them is one that only French programmes have."""
    return any(
        not words.FRENCH.isdisjoint(word.strip(".,:;()") for word in text.casefold().replace("’", "'").split())
        for text in texts
    )


def parse(full: str) -> Name:
    """The printed name in all its parts: “Prof. Dr. Anna van der Berg, OBE”, “HILTERMANN, Joost”."""
    honorific, name, after = split_titles(full)
    return take_apart(name, honorific, after)


def _without_letters(text: str) -> tuple[str, str]:
    """The text and the letters after the name, which may stand after commas, in brackets, or in capitals alone."""
    found: list[str] = []
    while piece := _last_letters(text):
        rest = text[: len(text) - len(piece)].rstrip()
        if not rest.strip(", "):
            break
        bracket = piece.lstrip().startswith(("(", "["))
        found.insert(0, piece.strip())
        if not bracket and rest.endswith(","):
            found[0] = f",{found[0]}"
        text = rest.rstrip(", ")
    joined = " ".join(found).replace(" ,", ", ").lstrip(",")
    return text, joined


def _last_letters(text: str) -> str:
    """What stands last in a name and is no part of it; empty where nothing does."""
    bracket = _BRACKET.search(text)
    if bracket:
        inside = flat(bracket[1]).casefold()
        known = inside in _LETTERS or inside in _RETIRED
        return bracket[0] if known else ""
    before, _, last = text.rpartition(" ")
    low = last.casefold().rstrip(",")
    if low not in _LETTERS:
        return ""
    after_comma = before.rstrip().endswith(",")
    loud = sum(sign.isupper() for sign in last) > 1
    # Without a comma only what stands in capitals, and not where it may be the surname: “Li MA”, “Ann SC”.
    return last if after_comma or (loud and len(before.split()) > 1 and not before.isupper()) else ""


def _initial(honorific: str, name: str) -> tuple[str, str]:
    """“M. Petit” has an initial, “M. Jean Petit” an honorific."""
    before, _, last = honorific.rpartition(" ")
    if last == "M." and sum(word not in words.PARTICLES for word in name.split()) < 2:
        return before, f"{last} {name}"
    return honorific, name


def _brackets_before(honorific: str, name: str) -> tuple[str, str]:
    """“Dr.” and “(Mrs.) Sharmila Kelkar”; “Justice” and “(Rtd) Efua Dankwa”; “Prof.” and “Emerita Ruth Okello”."""
    while honorific:
        bracket = _LEADING.match(name)
        if bracket and (split_honorific(f"{bracket[1]} X")[0] or bracket[1].casefold() in _RETIRED):
            piece = bracket[0].rstrip()
        elif " " in name and name.split(" ", 1)[0].casefold() in _AFTER_HONORIFIC:
            piece = name.split(" ", 1)[0]
        else:
            break
        more, rest = split_honorific(name[len(piece) :].lstrip())
        honorific, name = f"{honorific} {piece} {more}".rstrip(), rest
    return honorific, name


def _peer(honorific: str, name: str) -> tuple[str, str]:
    """Somebody whose one name is a title's: “Lord Wexcombe”, “Baroness Tavy of Lydford”."""
    if honorific and name.startswith("the "):
        honorific, name = f"{honorific} the", name[4:]
    before, _, last = honorific.rpartition(" ")
    if last.casefold() in _PEERS and (" " not in name or " of " in name):
        return before, f"{last} {name}"
    return honorific, name
