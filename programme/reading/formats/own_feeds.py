"""Our own calendar feeds (programme/writing/calendar.py), read back: what they say in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from programme import silence
from programme.model import KINDS, ROLES, Kind, Link, Role
from programme.reading.formats.links import is_address
from programme.reading.marks import Field
from programme.reading.text import Source
from programme.reading.values import OUTSIDE
from programme.writing.places import EVERYWHERE, UNKNOWN

# A feed lists what is public and has a time.
SILENT = (
    *(silence.DAYS, silence.PANELS, silence.PEOPLE, silence.NUMBER, silence.LANGUAGE),
    *(silence.MARKUP, silence.NAMES, silence.STREAMS, silence.PLACES),
)
CANCELLED = "Cancelled: "
ENDLESS, STREAM = "End not announced.", "Stream: "
_TO_COME = re.compile(r"To be announced: \d+ (?:person|people)")
_PERSON = re.compile(rf"({'|'.join(role.capitalize() for role in ROLES)}): ([^,]+?)(?:, (.+?))?(?:: “(.*)”)?")


def is_ours(product: str) -> bool:
    return product.startswith("-//Convenor//")


def is_grave(title: str, address: str) -> bool:
    """Whether a cancelled entry only says what has become of a panel: it has left the calendar, or the programme."""
    return not title.startswith(CANCELLED) or "/panels/" not in address


def kind(categories: Sequence[str]) -> Kind:
    """The last category, behind the track."""
    return next((known for known in KINDS if categories and known.capitalize() == categories[-1]), "other")


def streams(pieces: Sequence[Source]) -> Iterator[Link]:
    lines = (piece.text for piece in pieces if piece.text.startswith(STREAM))
    yield from (Link(line.removeprefix(STREAM), rel="stream") for line in lines)


def described(piece: Source) -> Field:
    """What a line of the description in one of our own feeds is."""
    if found := _PERSON.fullmatch(piece.text):
        role: Role = next(role for role in ROLES if role.capitalize() == found[1])
        return Field("person", role, True, name=found[2], billing=found[3] or "", paper=found[4] or "")
    if piece.text.startswith(STREAM):
        return Field("link")
    told = piece.text == ENDLESS or is_address(piece.text) or _TO_COME.fullmatch(piece.text)
    return Field(OUTSIDE if told else "abstract")


def venue(places: Sequence[str]) -> str:
    """What all places end with, where one is nothing else: our feeds write “room, venue”, or the venue alone."""
    shortest = min(places, key=len, default="")
    ends = all(place == shortest or place.endswith(f", {shortest}") for place in places)
    return shortest if shortest and ends and (len(set(places)) > 1 or shortest == "Online") else ""


def room(place: str, venue: str) -> str:
    if place in (venue, "Online", EVERYWHERE, UNKNOWN):
        return ""
    return place.removesuffix(f", {venue}") if venue else place.removesuffix(", Online")
