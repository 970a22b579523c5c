"""The titles of talks inside an item: beside a name, or on a line of their own above or below it."""

from __future__ import annotations

import re
from typing import NamedTuple

from programme.reading import people_words
from programme.reading.durations import read_duration
from programme.reading.text import flat

_QUOTED = r"“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|\"[^\"]+\"|‘[^‘’]+’|\*[^*\s][^*]*\*|_[^_\s][^_]*_"
_AFTER = re.compile(rf"(?:\s*[:,;]\s*|\s+[-–—]+\s*|\t\s*|\s{{2,}}|(?<=[)\]])\s*)({_QUOTED})[.;]?$")
_BEFORE = re.compile(rf"({_QUOTED})[.,:;]?\s*(?:[-–—|/]\s*|(?:by|par|von|por|de|di|da)\s+)?(?=\S)")
_WHOLE = re.compile(rf"(?:{_QUOTED})[.;]?")
_BRACKETED_NUMBER = re.compile(r"\s*[(\[]\s?(\d[^()\[\]]{0,15})[)\]]")
_QUOTES = '“”„«»"‘’*_ \u00a0'


class Papered(NamedTuple):
    """A text about a person, and the title that was taken off it."""

    text: str
    paper: str


def paper_after(text: str) -> Papered | None:
    """“Ann Lee (Acme): “A title””: the title, in quotes or italics, set off at the end."""
    found = _AFTER.search(text) if text[-1:] in '”“»"’*_.;' else None
    return Papered(text[: found.start()].rstrip(), found[1].strip(_QUOTES)) if found else None


def paper_before(text: str) -> Papered | None:
    """““A title”, Ann Lee (Acme)”: the title first, in quotes or italics."""
    found = _BEFORE.match(text)
    return Papered(text[found.end() :], found[1].strip(_QUOTES)) if found else None


def without_duration(text: str) -> str:
    """The text without a bracket that says how long a talk is: “Who pays? (20 min)”."""
    for found in _BRACKETED_NUMBER.finditer(text) if "(" in text or "[" in text else ():
        if read_duration(flat(found[1])):
            return (text[: found.start()] + text[found.end() :]).strip()
    return text


def without_quotes(title: str) -> str:
    return title.strip(_QUOTES)


def paper_alone(text: str) -> str:
    """The title, where a text is nothing but one in quotes or italics, or one with a label: “Paper: A title”."""
    text = without_duration(text)
    if _WHOLE.fullmatch(text):
        return text.rstrip(".;").strip(_QUOTES)
    label, colon, title = text.partition(":")
    return title.strip(_QUOTES) if colon and label.strip().casefold() in people_words.PAPER_LABELS else ""
