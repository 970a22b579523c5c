"""The languages of the interface: English, and others below a prefix of their own, as in /fr/. The address alone says
which, so that every address is the same bytes for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from events.site.values import Shown


@dataclass(frozen=True, slots=True)
class Language(Shown):
    """A language, in its own words; `offer` and `decline` are for who is reading another one."""

    code: str
    name: str
    prefix: str
    offer: str
    decline: str


@dataclass(frozen=True, slots=True)
class Version(Shown):
    """A page in one of the languages."""

    language: Language
    url: str
    here: bool


LANGUAGES = (
    Language("en", "English", "", "This page is available in English.", "No, thank you"),
    Language("fr", "Français", "/fr", "Cette page existe en français.", "Non merci"),
)


def here() -> Language:
    """That of the page which is being made."""
    return _of_code(get_language() or "")


@lru_cache(20)
def _of_code(code: str) -> Language:
    return next((language for language in LANGUAGES if language.code == code.split("-")[0]), LANGUAGES[0])


def of_path(path: str) -> Language:
    found = (language for language in LANGUAGES[1:] if path.startswith(f"{language.prefix}/"))
    return next(found, LANGUAGES[0])


def of_event(codes: Iterable[str]) -> Language:
    """The first of an event's languages that the interface has."""
    known = {language.code: language for language in LANGUAGES}
    return next((known[code] for code in codes if code in known), LANGUAGES[0])


def bare(path: str) -> str:
    """The path of the same page in English."""
    return path.removeprefix(of_path(path).prefix)


def versions(path: str) -> list[Version]:
    """The page at this path in every language."""
    plain, now = bare(path), of_path(path)
    return [Version(language, language.prefix + plain, language is now) for language in LANGUAGES]
