"""What titles of one document have in common: a word and a number before them, a place in brackets behind.

“Unit 1: …” tells nothing alone; beside “Unit 2: …” it is how this document numbers its items.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from programme.names import fold
from programme.reading.dates import number_value
from programme.reading.headings import Heading, kind_of_title
from programme.reading.naming import is_name
from programme.reading.text import flat

_NUMBERED = re.compile(
    r"(?P<label>[^\W\d_]+(?:[ -][^\W\d_]+)?\s)?(?:n[°º]\s?|#)?"
    r"(?P<number>[A-Z]?\d{1,2}|[IVX]{1,4})(?P<mark>\s?[.:)|]|\s-)\s+(?=\S)"
)
_DASH = re.compile(r"\s[-–—]+\s")
_BRACKET = re.compile(r"\s*\(([^()]{3,40})\)$")
_LONGEST_LABEL = 20  # characters


def find_numbers(headings: Sequence[Heading]) -> None:
    """Takes the numbers from the titles of at least two items that are numbered alike."""
    found: defaultdict[tuple[str, str], list[tuple[Heading, re.Match[str]]]] = defaultdict(list)
    for heading in headings:
        match = _NUMBERED.match(flat(heading.title)) if not heading.number else None
        label = (match["label"] or "").strip() if match else ""
        if match and len(label) <= _LONGEST_LABEL and (match["number"].isascii() and heading.title[match.end() :]):
            found[label.casefold(), match["mark"].strip()].append((heading, match))
    for (label, _), items in found.items():
        values = [match["number"] for _, match in items]
        if len(items) > 1 and len(set(values)) == len(values) and _is_series(values):
            for heading, match in items:
                heading.title = heading.title[match.end() :].strip()
                heading.number, heading.label = match["number"], label
                if heading.kind == "other":
                    heading.kind = kind_of_title(flat(heading.title)) if label == "" else "panel"


def _is_series(values: Sequence[str]) -> bool:
    """Whether the numbers can count something: of two at least one follows another of them, or a letter tells them."""
    if any(value[0].isalpha() and value[1:].isdecimal() for value in values):
        return True
    counted = {number_value(value) for value in values}
    return any(number + 1 in counted for number in counted)


def find_places(headings: Sequence[Heading], people: frozenset[str]) -> None:
    """Takes what stands in brackets behind several titles for the room. `people`: names in the document, folded."""
    behind = [(heading, match) for heading in headings if (match := _BRACKET.search(heading.title)) and match.start()]
    counted = Counter(fold(match[1]) for _, match in behind)
    for heading, match in behind:
        place = fold(match[1])
        if (
            counted[place] > 1
            and place not in people
            and not heading.facts.room
            and not _ends_with_name(heading, match)
        ):
            heading.facts.room = match[1].strip()
            heading.title = heading.title[: match.start()].rstrip()


def _ends_with_name(heading: Heading, bracket: re.Match[str]) -> bool:
    """Whether a bracket stands behind somebody's name that is set off: “Welcome – Ann Lee (Acme)”."""
    pieces = _DASH.split(heading.title[: bracket.start()])
    return len(pieces) > 1 and is_name(pieces[-1].strip())
