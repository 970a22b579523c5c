"""The names of time zones as they stand beside a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from programme.reading import zone_words


def _any(terms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, terms), key=len, reverse=True))


_OFFSET = r"(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d{2})?"
_REGION = rf"(?:{_any(n.title() for n in zone_words.ZONE_NAMES)})(?:\s(?:Standard|Daylight|Summer))?(?:\s[Tt]ime)?"
_LOCAL = (
    r"(?:[A-Z][a-z]+\s|[Ll]ocal\s){1,2}[Tt]ime|[Ll]ocal\s\([A-Z][a-z]+\)\s[Tt]ime|heure\s(?:locale|d[e']\s?[A-Z][\w-]+)"
)
_ZONE = re.compile(rf"\s?,?\s?(?:[(\[]\s?)?({_OFFSET}|{_REGION}|{_LOCAL}|(?:{_any(zone_words.ZONES)})\b)(?:\s?[)\]])?")
_CITY = re.compile(rf"\b({_any(zone_words.CITIES)})\b")


def zone_at(flat: str, stop: int) -> tuple[str, int]:
    """The zone as written, one name or a name and its offset."""
    first = _ZONE.match(flat, stop)
    if first is None or first[1].partition(" ")[0].casefold() in zone_words.NOT_A_ZONE:
        return "", stop
    second = _ZONE.match(flat, first.end())
    end = second.end() if second else first.end()
    whole = flat[stop:end].strip(" ,")
    return (whole if second else first[1]), end


def read_zone(flat: str) -> str:
    """The zone that the text names and nothing else, or empty."""
    zone, stop = zone_at(flat, 0)
    return zone if stop == len(flat) else ""


@lru_cache(maxsize=64)
def zone_hint(zone: str) -> str:
    """The IANA names that an abbreviation most likely means, or empty."""
    for word in re.findall(r"[A-Z]{2,4}", zone):
        if word in zone_words.ZONES:
            return zone_words.ZONES[word]
    if city := _CITY.search(zone):
        return zone_words.CITIES[city[1]]
    return next((hint for name, hint in zone_words.ZONE_NAMES.items() if name in zone.lower()), "")
