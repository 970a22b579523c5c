"""Which of the lines above a programme is the event's title, and which says only who holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from programme.reading import head_words as words
from programme.reading.rooms import names_room

_QUOTED = re.compile(r"“[^“”]{3,}”|«[^«»]{3,}»|„[^„“”]{3,}[“”]|\"[^\"]{3,}\"")
_AND = ("and", "et", "und", "y", "e", "&")
_JOINTS = frozenset((*words.INVITES, *words.HELD_BY, *_AND))
# The ends of those after which one more house stands: “in cooperation with”, not “presents”.
_MORE = (*(f" {word}" for word in _AND), " with", " by", " avec", " mit", " con", " com", " par", " von", " da")
_FARTHEST = 6  # lines below the first one in which the title is looked for
_SURE = 3  # words from which on a text is a title, and no place or kind of event


def title_among(texts: Sequence[str]) -> int:
    """Which of the texts is the title: the first, unless it says who holds the event and a better one follows."""
    texts = texts[:_FARTHEST]
    first = next((place for place in range(len(texts)) if not _is_holder(texts, place)), None)
    if first is None or not first:
        return next((place for place, text in enumerate(texts) if not is_joint(text)), 0)
    if _is_plain(texts[first]) and len(texts[first].split()) >= _SURE:
        return first
    named = (place for place in range(first, len(texts)) if _is_named(texts[place]))
    return next(named, first if _is_plain(texts[first]) else 0)


def is_joint(text: str) -> bool:
    """Whether a line only joins who holds the event to the event, or to who else does: “presents”, “and”."""
    return text.casefold().strip(" :…") in _JOINTS


def bare_title(text: str) -> str:
    """The text without the quotation marks around all of it, and without who holds the event at its end."""
    low = text.casefold()
    for phrase in words.HELD_BY if len(low) == len(text) else ():
        before = text[: max(0, low.find(f" {phrase} "))].strip(" ,;:(-–—|")
        if before.count(" "):
            return bare_title(before)
    return text[1:-1].strip() if _QUOTED.fullmatch(text) else text


def _is_named(text: str) -> bool:
    """Whether a text says what the event is called, and not only what kind it is: “International conference”."""
    return bool(_QUOTED.search(text)) or (_names_event(text) and len(text.split()) >= _SURE)


def _is_holder(texts: Sequence[str], place: int) -> bool:
    """“Organised by Acme”, “Acme presents”, “University of Leiden”, and who stands beside “in cooperation with”."""
    text = texts[place]
    low = text.casefold().replace("’", "'").strip(" :")
    if low.startswith(words.HELD_BY) or any(low.endswith(f" {word}") for word in words.INVITES):
        return True
    if is_joint(text) or any(map(is_joint, texts[place + 1 : place + 2])):
        return True
    if place and is_joint(texts[place - 1]) and f" {texts[place - 1]}".casefold().strip(":").endswith(_MORE):
        return True
    return not words.HOUSES.isdisjoint(_words(text)) and not _names_event(text) and not _QUOTED.search(text)


def _names_event(text: str) -> bool:
    found = _words(text)
    return not words.EVENTS.isdisjoint(found) or any(word.endswith(words.EVENT_ENDINGS) for word in found)


def _is_plain(text: str) -> bool:
    """Whether a text that names neither a house nor an event may be a title: no place, no address, no “Draft”."""
    if "," in text or names_room(text) or any(char.isdecimal() for char in text):
        return False
    return words.LISTS.isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return [word.strip(".,:;()“”«»\"'–-") for word in text.casefold().replace("’", "'").split()]
