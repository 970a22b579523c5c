"""A text about one person taken apart: the name, the words after it, and by which separator they are told apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from programme.model import AppearanceState, Role
from programme.reading import people_words, words
from programme.reading.keeping import kept
from programme.reading.naming import has_own_bracket, is_name, is_post, post_nominals_end
from programme.reading.papers import Papered, paper_after, paper_before, without_duration, without_quotes
from programme.reading.post_words import JOBS, POSTS
from programme.reading.roles import without_statements
from programme.reading.text import LONGEST_HEADING, Source
from programme.reading.text import flat as flat_text
from programme.reading.times import read_duration

SEPARATORS = (":", "|", "\t", " - ", ",", "(", "")
BARE = ""  # a name and nothing more
TWO_LINES = "\n"  # the role on the line below the name
AFTER_TITLE = "“”"  # the title of a talk, in quotes, and then who gives it
_DASH = re.compile(r"\s-+\s|(?<=\S)\s-+(?=\S)|-{2,}")
_AFTER_TITLE = re.compile(
    r"\s+[-–—]+\s+|\t\s*|\s{2,}|\s\|\s|:\s|(?:(?<=\w)\.|(?<=[?!]))\s(?![-–—|/])|\s?/\s|,?\s(?:by|par|von|por)\s"
)
_TABS = re.compile(r",?\s*\t\s*")
_FOOTNOTE = re.compile(r"(?:\s\*+|\s*[†‡]+)$")
_COLUMN = re.compile(r"\s*(?:\t| {2})\s*")
_CAPITALS, _SMALL = "A-ZÀ-ÖØ-Þ", "a-zß-ÿ"
_INVERTED = re.compile(
    rf"(?:[{_CAPITALS}]{{2,}}[-' ]?)+, [{_CAPITALS}][{_SMALL}]+"
    rf"(?:[ -][{_CAPITALS}][{_SMALL}]*\.?|-[{_SMALL}]+)*\s*(?=$|[,(:|])"
)
_LONGEST_INITIALS = 20  # characters
_INITIALS = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]\.\s?){2,}$")


class Split(NamedTuple):
    """A text about one person, taken apart."""

    separator: str
    name: str
    billing: str
    role: Role | None = None
    state: AppearanceState = "confirmed"
    paper: str = ""


def split_line(text: str, flat: str, single: bool = False) -> Split | None:
    """The name and billing in a text, by the first separator that leaves a name before it."""
    return None if len(flat) > LONGEST_HEADING else _split(text.rstrip(" \u00a0;,"), single)


@kept
def _split(text: str, single: bool) -> Split | None:
    text = without_duration(text.replace("**", "") if "**" in text else text)
    text = _FOOTNOTE.sub("", text) if text[-1:] in ("*", "†", "‡") else text
    papered = paper_after(text)
    stated = without_statements(papered.text if papered else text)
    split = _cut_name(stated.text, single)
    if split is None and (found := paper_before(text)):
        return _led_by_title(found)
    if split is None:
        return None
    paper = papered.paper if papered else split.paper
    billing, state = split.billing, stated.state
    head, comma, last = billing.rpartition(",")
    if comma and last.strip().casefold() in words.INVITED:
        billing, state = head, "invited"
    return Split(split.separator, split.name, billing, stated.role, state, paper)


def _led_by_title(papered: Papered) -> Split | None:
    stated = without_statements(papered.text)
    split = _cut_name(stated.text, single=False)
    if split is None:
        return None
    return split._replace(separator=AFTER_TITLE, role=stated.role, state=stated.state, paper=papered.paper)


def _cut_name(text: str, single: bool) -> Split | None:
    flat = flat_text(text)
    if inverted := _cut_inverted(text, flat, single):
        return inverted
    for separator in SEPARATORS:
        start, stop = place_of(flat, text, separator)
        if start <= 0:
            continue
        name, billing = text[:start].strip(), text[stop:].strip()
        if separator != BARE and name.endswith((")", "]")) and not has_own_bracket(name):
            continue  # what stands in the brackets comes first
        if not is_name(name, single) or (billing and read_duration(billing)):
            continue
        if separator == "," and not single and _is_no_billing(billing):
            return None
        if separator == "(":
            return bracketed(name, billing)
        billing = _TABS.sub(", ", billing) if "\t" in billing else billing  # what somebody does and where, in columns
        return Split(separator if billing or separator != "," else BARE, name, billing)
    return None


def _cut_inverted(text: str, flat: str, single: bool) -> Split | None:
    """“LEE, Ann (Acme)”; without a label only where more than a comma follows, or a post or a house after another one:
    “NATO, Brussels” is nobody."""
    found = _INVERTED.match(flat) if flat[:2].isupper() else None
    rest = text[found.end() :].lstrip() if found else ""
    if found is None or not (single or rest[:1] in ("(", ":", "|") or (rest[:1] == "," and names_post(rest))):
        return None
    name = text[: found.end()].rstrip()
    return bracketed(name, rest[1:]) if rest[:1] == "(" else Split(rest[:1], name, rest[1:].strip())


def _is_no_billing(text: str) -> bool:
    """Whether what stands after a comma is an address, or a sentence that goes on."""
    found = flat_text(text).casefold().split()
    return text[:1].isdigit() or any(word.strip(".,") in people_words.VERBS for word in found)


def place_of(flat: str, text: str, separator: str) -> tuple[int, int]:
    """Where the separator begins and ends; -1 where it isn't."""
    if separator == BARE:
        return (-1, -1) if flat.endswith((")", "]")) and not has_own_bracket(text) else (len(flat), len(flat))
    if separator in (" - ", "\t"):
        found = (_DASH.search(flat) if "-" in flat else None) if separator == " - " else _COLUMN.search(text)
        return found.span() if found else (-1, -1)
    place = _opened(flat) if separator == "(" else flat.find(separator)
    if separator == ",":
        end = post_nominals_end(flat, place) if place > 0 else place
        if end > place and flat[end:].lstrip().startswith("("):
            return -1, -1
        return end, end + 1 if flat[end : end + 1] in (",", "(") else end
    return place, place + 1


def _opened(flat: str) -> int:
    """Where the first bracket is that does not belong to the name."""
    place = flat.find("(")
    closed = flat.find(")", place)
    if 0 <= place < closed and has_own_bracket(flat[: closed + 1]):
        place = flat.find("(", closed)
    return place if place >= 0 else flat.find("[")


def bracketed(name: str, inside: str) -> Split:
    """“Acme)” after a name, or “Acme), Director”, or “Acme): The title of a talk”."""
    inner, _, rest = inside.partition("]" if "]" in inside and ")" not in inside else ")")
    if "(" in inner or not rest.strip():
        return Split("(", name, inside[:-1] if inside.endswith((")", "]")) else inside)
    said = rest.lstrip(" \u00a0:,;-–—")
    first = {word.strip(",.") for word in flat_text(said).casefold().split()[:4]}
    titled = rest.lstrip().startswith((":", "-", "–", "—")) or (said[:1].isupper() and said.count(" ") > 1)
    if titled and not first & POSTS:
        return Split("(", name, inner, paper=said)
    return Split("(", name, f"{inner}, {said}")


def ends_in_abbreviation(flat: str) -> bool:
    if not flat.endswith("."):
        return False
    return flat.casefold().endswith(words.ABBREVIATED) or bool(_INITIALS.search(flat[-_LONGEST_INITIALS:]))


def is_sentence(line: Source) -> bool:
    """Whether the line ends as prose does."""
    return line.text.endswith((".", "!", "?", "…", ".”", ".»")) and not ends_in_abbreviation(line.flat)


def title_first(text: str) -> tuple[str, str] | None:
    """The title of a talk and the text about who gives it, in “A title – Ann Lee, Acme” or “A title, by Ann Lee”."""
    text = without_duration(text)
    for found in reversed(list(_AFTER_TITLE.finditer(text))):
        rest = text[found.end() :].strip()
        before = text[: found.end()].rstrip()
        if found[0][0] == "." and (
            ends_in_abbreviation(before) or before.split()[-1].casefold() in people_words.HONORIFICS
        ):
            continue  # “What we owe to Dr. Ann Lee”
        split = split_line(rest, flat_text(rest))
        if split and split.separator != AFTER_TITLE and (split.billing or "by" in found[0]):
            return without_quotes(text[: found.start()]), rest
    return None


def names_post(flat: str) -> bool:
    """Whether one of the words is what a post or a house is called by."""
    return any(is_post(word.strip(".,;:()'\"")) for word in flat.lower().split())


def is_certain(split: Split) -> bool:
    """Whether the words after a name say that a person is meant: a role, a talk, or what a post is called by.

    The name of a house does not: “Senate House, University of London”.
    """
    if split.role or split.paper:
        return True
    said = [word.strip(".,;()") for word in flat_text(split.billing).lower().split()]
    described = split.separator == ":" or (said[:1] and said[0] in people_words.ARTICLES)  # “Blue Planet, a film by …”
    return not described and any(word in JOBS for word in said)


def one_name_cut(text: str, separator: str) -> tuple[str, str] | None:
    """What stands before and after the first separator of a line; None where there is none, or only an address."""
    start, stop = place_of(flat_text(text), text, separator)
    billing = text[stop:].strip() if start > 0 else ""
    if not any(char.isalpha() for char in billing) or "@" in billing or "://" in billing or "www." in billing:
        return None
    return text[:start].strip(), billing.removesuffix(")") if separator == "(" else billing
