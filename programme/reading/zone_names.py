"""The names of time zones as they stand beside a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from zoneinfo import available_timezones

from programme.reading import city_words, zone_words


def _any(terms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, terms), key=len, reverse=True))


_OFFSET = r"(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d{2})?"
_REGION = rf"(?:{_any(n.title() for n in zone_words.ZONE_NAMES)})(?:\s(?:Standard|Daylight|Summer))?(?:\s[Tt]ime)?"
_LOCAL = (
    r"(?:[A-Z][a-z]+\s|[Ll]ocal\s){1,2}[Tt]ime|[Ll]ocal\s\([A-Z][a-z]+\)\s[Tt]ime|heure\s(?:locale|d[e']\s?[A-Z][\w-]+)"
)
_CITY_NAME = r"[A-Z][\w-]+(?:\s[A-Z][\w-]+(?=\s*(?:$|[),;\]])))?"
_IN_WORDS = rf"[A-Z][\w-]+er\s(?:Orts)?[Zz]eit|(?:hor[aá]rio|hora|ora)\s(?:d[eio]\s|d['’])(?:{_CITY_NAME})"
_TOLD = re.compile(_IN_WORDS)
_ZONE = re.compile(
    rf"\s?,?\s?(?:[(\[]\s?)?({_OFFSET}|{_REGION}|{_LOCAL}|{_IN_WORDS}|(?:{_any(zone_words.ZONES)})\b)(?:\s?[)\]])?"
)
_CITY = re.compile(rf"\b({_any(zone_words.CITIES)})\b")
_SAYS = re.compile(
    r"\b(?:times|zone|local|heures|horaires|horas|hor[aá]rios|orari|zeiten|zeitzone|fuseau|fuso|zona)\b", re.IGNORECASE
)  # and is no title


def zone_at(flat: str, stop: int) -> tuple[str, int]:
    """The zone as written, one name or a name and its offset."""
    first = _ZONE.match(flat, stop)
    if first is None or first[1].partition(" ")[0].casefold() in zone_words.NOT_A_ZONE:
        return "", stop
    if _TOLD.fullmatch(first[1]) and not city_time(first[1])[0]:
        return "", stop  # “Unserer Zeit voraus”
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
    """The IANA names that a name as written most likely means, or empty."""
    if "/" in zone and zone in available_timezones():
        return zone
    for word in re.findall(r"[A-Z]{2,4}", zone):
        if word in zone_words.ZONES:
            return zone_words.ZONES[word]
    if city := _CITY.search(zone):
        return zone_words.CITIES[city[1]]
    named = next((hint for name, hint in zone_words.ZONE_NAMES.items() if name in zone.lower()), "")
    return named or city_time(zone)[1]


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """The IANA name by the city's: those of the zone database, and others as people write them, in their languages."""
    zones = [name for name in sorted(available_timezones()) if name.partition("/")[0] in zone_words.AREAS]
    named = {name.rpartition("/")[2].replace("_", " "): name for name in zones}
    return city_words.OTHER_NAMES | named | zone_words.CITIES


def city_time(flat: str) -> tuple[str, str]:
    """The time of a city that a line tells, as written and by its IANA name; empty where it tells none, or several."""
    found: dict[str, str] = {}
    for match in _city_times().finditer(_bare(flat)):
        city = match["city"]
        whole = match.end() >= len(flat.rstrip(" .)"))
        if (whole or _SAYS.search(flat)) and city.casefold() not in zone_words.NOT_A_ZONE:
            found.setdefault(_bare_cities()[city], flat[match.start() : match.end()])
    return next(((written, zone) for zone, written in found.items()), ("", "")) if len(found) == 1 else ("", "")


@lru_cache(maxsize=1)
def _city_times() -> re.Pattern[str]:
    """“local time (Oslo)”, “Oslo time”, “heure de Paris”, “Berliner Zeit”; the names are many, so they stand once."""
    local = r"[Ll]ocal(?: [Tt]imes?)?|[Hh]eure locale|[Hh]ora(?:rio)? local|[Oo]ra locale|Ortszeit"
    hours = r"[Hh]eures?|[Hh]oraires?|[Hh]oras?|[Hh]orarios?|[Oo]ra|[Oo]rari"
    zone = r"Zeitzone|[Tt]ime [Zz]one|[Ff]useau horaire|[Zz]ona horaria|[Ff]uso h?orario"
    of = r"(?:(?:in|to|of|for|at|a|de|do|du|en|di|von|d['’])\s?)?"
    before = rf"(?:{local})[,:]?\s?{of}|(?:{hours}) (?:(?:de|di|do|du|del|de la) |d['’])|(?:{zone})\s?[:(]?\s?{of}"
    after = rf"\b \((?:{local})\)|"
    after += r"\b(?:, [A-Z]\w+)?(?: local)? (?:time\b|Time(?=\s*(?:$|[.,;)])))|er (?:Orts)?[Zz]eit\b"
    return re.compile(
        rf"\b(?:(?P<among>(?:{local}|[Ll]oca(?:is|les|li))\s?\([^()]*?)"
        rf"|(?P<alone>(?:{hours}|[Tt]imes|[Zz]eiten) \()|(?P<before>{before}))?"
        rf"\b(?P<city>{_any(_bare_cities())})"
        rf"(?(among)\b[^()]*\)(?: time)?|(?(alone)\)|(?(before)\b|(?:{after}))))"
    )


@lru_cache(maxsize=1)
def _bare_cities() -> Mapping[str, str]:
    return {_bare(city): zone for city, zone in (cities() | city_words.ADJECTIVES).items()}


def _bare(text: str) -> str:
    """Without accents, and as long as before."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)
