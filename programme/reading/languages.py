"""What documents call a language: its name, its code, a program's locale."""

from __future__ import annotations

from programme.language_tags import is_language
from programme.reading.columns import LANGUAGES


def language_of(text: str) -> str:
    """The code of “French”, “fr” or “fr_CA”; empty where it is none."""
    said = text.strip()
    tag = said.replace("_", "-")
    return LANGUAGES.get(said.casefold()) or (tag if is_language(tag) else "")
