"""How long something takes: “20 minutes”, “(45')”, “1h30”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from programme.reading import words


def _any(terms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, terms), key=len, reverse=True))


_I = re.IGNORECASE
_MINUTES = r"(?:minutes?|mins?\b\.?|minuten|minutos|minuti|'(?!\w))"
_LONG = r"(?:hours?|hrs?|heures?|stunden?|std\.?|horas?|ore|ora)\b"
_NOT_OF = rf"(?!\s(?:{_any(words.OF)})\s)"
_DURATION = re.compile(rf"[\s,-]*[(\[]?\s?(\d{{1,3}})\s?{_MINUTES}\s?[)\]]?{_NOT_OF}", _I)
_HOURS_LONG = re.compile(
    rf"[\s,-]*[(\[]?\s?(\d{{1,2}})\s?{_LONG}(?:\s?(\d{{1,2}})\s?{_MINUTES})?\s?[)\]]?{_NOT_OF}", _I
)
_HOURS_SHORT = re.compile(rf"(?:(\d{{1,2}})\s?h(?:\s?(\d{{1,2}})(?:\s?{_MINUTES})?)?|(1/2|½)\s?h)", _I)
_HOURS_AND_MINUTES = re.compile(
    rf"(\d{{1,2}})\s?(?:h|{_LONG[:-2]})\s?(?:and\s|et\s|und\s)?(\d{{1,2}})\s?{_MINUTES}", _I
)


_BEFORE = " \t\u00a0,-(["


def find_duration(flat: str, stop: int) -> tuple[int, int]:
    """The minutes that stand at a place, 0 for none; and where they stop."""
    if found := _DURATION.match(flat, stop):
        return int(found[1]), found.end()
    if found := _HOURS_LONG.match(flat, stop):
        return int(found[1]) * 60 + int(found[2] or 0), found.end()
    return 0, stop


def read_duration(text: str, beside: bool = False) -> int:
    """The minutes, where the text is a duration and nothing else; otherwise 0.

    `beside`: it stands beside a time, so that “1h30” is no time of its own.
    """
    first = text.lstrip(_BEFORE)[:1]
    if not first.isdecimal() and first != "½":
        return 0  # most texts are none, which is quickly seen
    if whole := _HOURS_AND_MINUTES.fullmatch(text):
        return int(whole[1]) * 60 + int(whole[2])
    if beside and (short := _HOURS_SHORT.fullmatch(text.strip("()[] "))):
        return 30 if short[3] else int(short[1]) * 60 + int(short[2] or 0)
    minutes, stop = find_duration(text, 0)
    return minutes if stop == len(text) else 0
