"""Words in another language than they were first written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Subject = Literal["event", "day", "room", "track", "panel", "appearance"]
Words = Mapping[tuple[str, str, str], str]  # by subject, uid and field


@dataclass(frozen=True, slots=True)
class Translation:
    """One field's words in another language than they were first written in.

    `uid` is a day's date, the uid of a room, track or panel, or of an appearance the panel's and the speaker's with a
    space between, and behind another one how often the speaker stood in the panel before, where that is not 0; empty
    for the event.
    """

    subject: Subject
    uid: str
    field: str
    language: str  # ISO 639
    text: str


def by_language(translations: Iterable[Translation]) -> Mapping[str, Words]:
    found: dict[str, dict[tuple[str, str, str], str]] = {}
    for words in translations:
        found.setdefault(words.language, {})[words.subject, words.uid, words.field] = words.text
    return found
