"""In which language the organisers' words stand on a page: its own where somebody has translated them, else the one
they were written in, and then with a word about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.site import wording
from events.site.languages import here
from events.site.values import Shown
from programme.model import Panel, Release
from programme.words import Subject

NOTHING = SafeString("")
CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


Teller = Callable[[Subject, str, str], "Told"]


@dataclass(frozen=True, slots=True)
class Told(Shown):
    """Of a text: its lang attribute, empty where it is the page's; and as HTML "(in English)", where it stands in."""

    lang: SafeString
    mark: SafeString = NOTHING
    code: str = ""  # where lang is set


def original(release: Release, panel: Panel | None = None) -> str:
    """The code of the language that a panel, or else the event, was written in; English where nobody has said it."""
    languages = release.programme.event.languages
    code = (panel.language if panel else "") or (languages[0] if languages else "")
    return code if _is_code(code) else "en"


@lru_cache(200)
def _is_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None


def attribute(code: str) -> SafeString:
    return _attribute(code, here().code)


@lru_cache(200)
def _attribute(code: str, page: str) -> SafeString:
    return SafeString("") if code.split("-")[0].lower() == page else format_html(' lang="{}"', code)


def told(release: Release, subject: Subject, uid: str, field: str, code: str) -> Told:
    """Of a field that was written in the language `code`. A mark has only what stands beside other words that are
    translated: of an event in one language readers need not be told everywhere."""
    return teller(release, code)(subject, uid, field)


def teller(release: Release, code: str) -> Teller:
    """`told` for many fields that were written in one language."""
    page = here().code
    known = release.programme.translated.get(page)
    written, translated = _first_written(code, page, marked=bool(known)), _translated(page)
    if not known:
        return lambda subject, uid, field: written
    return lambda subject, uid, field: translated if (subject, uid, field) in known else written


@lru_cache(20)
def _translated(page: str) -> Told:
    """With its language, because what is around it may be in another."""
    return Told(format_html(' lang="{}"', page), code=page)


@lru_cache(200)
def _first_written(code: str, page: str, *, marked: bool) -> Told:
    lang = _attribute(code, page)
    if not lang:
        return Told(lang)
    said = _("in %(language)s") % {"language": wording.language_name(code)}
    mark = format_html(' <small class="in" lang="{}">({})</small>', page, said) if marked else NOTHING
    return Told(lang, mark, code)
