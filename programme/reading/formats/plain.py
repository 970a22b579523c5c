"""Plain text, with or without Markdown's marks."""

from __future__ import annotations

from programme.reading.documents import Document
from programme.reading.text import sources
from programme.reading.values import Note


def take_apart(text: str, notes: tuple[Note, ...]) -> Document:
    return Document(sources(text), notes=notes)
