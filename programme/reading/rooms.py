"""Rooms and tracks, and how they are set off from a title."""

from __future__ import annotations

import re

from programme.reading import words

_LONGEST = 6  # words
_PIECES = re.compile(r"\s*[|;\t]\s*|\s{2,}")
_LAST = words.FLOORS | words.ROOM_LAST
_TITLE_SIGNS = frozenset().union(*(signs for _, signs in words.TITLE_KINDS))
_COLUMN = re.compile(r"\s*\t\s*|\s+\|\s+|\s{2,}|\s+@\s+")
_DASH = re.compile(r"\s+-+\s+")
_FIRST_DASH = re.compile(r"[^:|]{4,40}?(\s+-+\s+|\s?:\s+)(?=\S)")
_STOP = re.compile(r"(?<=\w\w)\.\s+")
_COMMA = re.compile(r",\s+")
_NUMBER = re.compile(r"[a-z]?\d+(?:\.\d+)*[a-z]?|[a-z]|[ivx]+", re.IGNORECASE)


def is_room(low: str) -> bool:
    """Whether a text in small letters, in brackets or a cell of its own, names a room."""
    parts = low.split()
    if not 0 < len(parts) <= _LONGEST or "(" in low:
        return False
    if parts[0] in words.ROOM_NUMBERED and len(parts) == 2 and _NUMBER.fullmatch(parts[1]):
        return True
    return any(part.strip(".'\"") in words.ROOM_WORDS for part in (parts[0], parts[-1], *parts[1:2]))


def names_room(text: str) -> bool:
    """Whether a text that no bracket sets off is the name of a room and nothing else: “Room 2”, “Salle Rousseau”."""
    parts = text.split()
    if not 0 < len(parts) <= _LONGEST or parts[-1][-1] in ".!?:;":
        return False
    low = [part.strip("(),'\"").casefold() for part in parts]
    if low[0] not in words.ROOM_FIRST and _LAST.isdisjoint(low[-2:]):
        return False
    return (low[0] in words.ROOM_KINDS and _is_plain(parts, low)) or _is_named(parts, low)


def _is_named(parts: list[str], low: list[str]) -> bool:
    """Whether words, with and without their capitals, are a room's name."""
    if not all(_is_capital(part) or part.casefold() in words.ROOM_LINKS for part in parts):
        return False
    if low[0] in words.ROOM_FIRST and low[-1] in words.FLOORS and len(parts) == 3:
        return True  # “Foyer, 2nd floor”
    if any(part in "-–—" for part in parts) or low[0] in _TITLE_SIGNS:
        return False
    if low[0] in words.ROOM_FIRST and (len(parts) == 1 or low[1] not in words.NOT_A_ROOM):
        return True
    if low[-1] in words.FLOORS:
        return len(low) > 1 and (low[-2] in words.WHICH_FLOOR or low[-2][0].isdecimal())
    last = low[-2] if len(low) > 1 and _NUMBER.fullmatch(low[-1]) else low[-1]
    return last in words.ROOM_LAST and (len(parts) > 1 or last in words.ROOM_ALONE)


def _is_plain(parts: list[str], low: list[str]) -> bool:
    """“Main stage”, “Meeting room 2”: what needs no more capitals than one."""
    counted = len(low) == 3 and bool(_NUMBER.fullmatch(low[2]))
    return parts[0][0].isupper() and (len(low) == 2 or counted) and low[1] in words.ROOM_PLAIN


def _is_capital(part: str) -> bool:
    return not part.lstrip("(\"'")[:1].islower() or part[:2] in ("d'", "l'", "d’", "l’")


def labelled_place(text: str) -> tuple[str, str]:
    """The room and the track that a text states, one of them or both: “Room 2 | Track: Salt”, “Salle : Rousseau”."""
    room = track = ""
    for piece in _PIECES.split(_without_brackets(text)):
        name, colon, value = piece.partition(":")
        label, value = name.strip().casefold(), value.strip()
        if colon and value and label in words.ROOM_LABELS and len(value.split()) <= _LONGEST * 2:
            room = room or value
        elif colon and value and _is_track(label):
            track = track or (value if label in words.TRACK_LABELS else piece.strip())
        elif not colon and _is_track(label):
            track = track or piece.strip()
        elif not colon and names_room(piece.strip()):
            room = room or piece.strip()
        else:
            return "", ""
    return room, track


def _without_brackets(text: str) -> str:
    """The text without the brackets around it; “Lhotse (2nd floor)” and “(Old) Library” keep their own."""
    bare = text.strip(" []()")
    before = "(" if bare.count(")") > bare.count("(") and "(" in text.partition(bare)[0] else ""
    after = ")" if bare.count("(") > bare.count(")") and text.rstrip().endswith(")") else ""
    return f"{before}{bare}{after}"


def _is_track(label: str) -> bool:
    """“Track”, or “Track A”."""
    first, _, number = label.partition(" ")
    return first in words.TRACK_LABELS and (not number or bool(_NUMBER.fullmatch(number)) or number in words.NUMBERS)


def cut_room(text: str, flat: str, loose: bool) -> tuple[int, int, str, str]:
    """Where the title begins and stops, and the room and track set off before or after it.

    A column, a bar or @ sets any of them off; a dash a room that is sure; a comma one of two words or, where the item
    is `loose` (a break, a reception), of one.
    """
    start, stop, room, track = 0, len(flat), "", ""
    columned = "  " in flat or "\t" in text or "|" in flat or "@" in flat
    while columned and (found := _last(_COLUMN, text, start, stop)):
        named = labelled_place(text[found.end() : stop])
        if not any(named):
            break
        room, track, stop = room or named[0], track or named[1], found.start()
    if columned and (found := _COLUMN.search(text, 0, stop)) and any(named := labelled_place(text[: found.start()])):
        room, track, start = room or named[0], track or named[1], found.end()
    if not room and (found := _FIRST_DASH.match(flat, start, stop)) and _is_sure(text[start : found.start(1)]):
        room, start = text[start : found.start(1)], found.end()
    for sign, form, least in (("-", _DASH, 1), (".", _STOP, 1 if loose else 2), (",", _COMMA, 1 if loose else 2)):
        if room or sign not in flat or not (found := _last(form, flat, start, stop)):
            continue
        piece = text[found.end() : stop]
        if len(piece.split()) >= least and names_room(piece):
            room, stop = piece, found.start()
    return start, stop, room, track


def _is_sure(text: str) -> bool:
    """Whether the text before a title can only be a room: not “Library”, nor “Forum”."""
    return len(text.split()) > 1 and names_room(text)


def _last(form: re.Pattern[str], text: str, start: int, stop: int) -> re.Match[str] | None:
    """The last place of the form that has something before it."""
    found = None
    for found in form.finditer(text, start, stop):  # noqa: B007 - the last one
        pass
    return found if found and found.start() > start else None
