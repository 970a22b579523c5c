"""What the words of dates, times and zones are made of, in each language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from events.site import cities
from programme.model import Clock

NARROW, WIDE = "\u202f", "\u00a0"  # spaces that no line breaks at


@dataclass(frozen=True, slots=True)
class Tongue:
    weekdays: tuple[str, ...]  # from Monday
    months: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    short_months: tuple[str, ...]
    languages: Mapping[str, str]  # ISO 639: as in "in French"
    dash: str  # between two times
    semicolon: str
    thousands: str
    decimal: str
    cities: Mapping[str, str] = field(default_factory=dict)  # which the zones are named after, where not as in English
    zones: Mapping[str, str] = field(default_factory=dict)  # what clocks of the Americas are called in it

    def day_number(self, day: int) -> str:
        return str(day)

    def clock(self, at: time, asked: Clock) -> tuple[str, str]:
        """10:30 and am; 10:30 and nothing of 24 hours."""
        if asked == "24":
            return f"{at:%H:%M}", ""
        return f"{at.hour % 12 or 12}:{at.minute:02}", "am" if at.hour < 12 else "pm"

    def times_in(self, city: str) -> str:
        return f"times in {city}"

    def since(self, day: str, zone: str) -> str:
        return f"from {day} {zone}"


class French(Tongue):
    """As the Office québécois de la langue française and the Translation Bureau write: 1er juin, 10 h 30, HAE."""

    __slots__ = ()

    def day_number(self, day: int) -> str:
        return "1er" if day == 1 else str(day)

    def clock(self, at: time, asked: Clock) -> tuple[str, str]:
        minutes = f"{WIDE}{at.minute:02}" if at.minute else ""
        return f"{at.hour}{WIDE}h{minutes}", ""

    def times_in(self, city: str) -> str:
        if city.startswith("Le "):
            return f"heures du {city[3:]}"
        return (
            f"heures d’{city}" if city[0].upper() in "AEIOUÉÈÂÎ" and not city.startswith("UTC") else f"heures de {city}"
        )

    def since(self, day: str, zone: str) -> str:
        return f"à partir du {day}, {zone}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

ENGLISH = Tongue(
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    short_weekdays=tuple(name[:3] for name in _WEEKDAYS),
    short_months=tuple(name[:3] for name in _MONTHS),
    languages={
        "ar": "Arabic",
        "cs": "Czech",
        "da": "Danish",
        "de": "German",
        "el": "Greek",
        "en": "English",
        "es": "Spanish",
        "et": "Estonian",
        "fa": "Persian",
        "fi": "Finnish",
        "fr": "French",
        "he": "Hebrew",
        "hi": "Hindi",
        "hu": "Hungarian",
        "id": "Indonesian",
        "it": "Italian",
        "ja": "Japanese",
        "ko": "Korean",
        "ku": "Kurdish",
        "lt": "Lithuanian",
        "lv": "Latvian",
        "nb": "Norwegian",
        "nl": "Dutch",
        "no": "Norwegian",
        "pl": "Polish",
        "ps": "Pashto",
        "pt": "Portuguese",
        "ro": "Romanian",
        "ru": "Russian",
        "sv": "Swedish",
        "sw": "Swahili",
        "th": "Thai",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "ur": "Urdu",
        "zh": "Chinese",
    },
    dash="–",
    semicolon="; ",
    thousands=",",
    decimal=".",
)

FRENCH = French(
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
        *("août", "septembre", "octobre", "novembre", "décembre"),
    ),
    short_weekdays=("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    short_months=("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
    languages={
        "ar": "arabe",
        "cs": "tchèque",
        "da": "danois",
        "de": "allemand",
        "el": "grec",
        "en": "anglais",
        "es": "espagnol",
        "et": "estonien",
        "fa": "persan",
        "fi": "finnois",
        "fr": "français",
        "he": "hébreu",
        "hi": "hindi",
        "hu": "hongrois",
        "id": "indonésien",
        "it": "italien",
        "ja": "japonais",
        "ko": "coréen",
        "ku": "kurde",
        "lt": "lituanien",
        "lv": "letton",
        "nb": "norvégien",
        "nl": "néerlandais",
        "no": "norvégien",
        "pl": "polonais",
        "ps": "pachto",
        "pt": "portugais",
        "ro": "roumain",
        "ru": "russe",
        "sv": "suédois",
        "sw": "swahili",
        "th": "thaï",
        "tr": "turc",
        "uk": "ukrainien",
        "ur": "ourdou",
        "zh": "chinois",
    },
    dash=f" –{WIDE}",
    semicolon=f"{WIDE}; ",
    thousands=NARROW,
    decimal=",",
    cities=cities.FRENCH,
    zones={
        "NST": "HNT",
        "NDT": "HAT",
        "AST": "HNA",
        "ADT": "HAA",
        "EST": "HNE",
        "EDT": "HAE",
        "CST": "HNC",
        "CDT": "HAC",
        "MST": "HNR",
        "MDT": "HAR",
        "PST": "HNP",
        "PDT": "HAP",
    },
)

TONGUES = {"en": ENGLISH, "fr": FRENCH}
