"""In which language the organisers' words stand on a page: its own where somebody has translated them, else the one
they were written in, and then with a word about it."""

from __future__ import annotations

import re
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

CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Told(Shown):
    """Of a text: its lang attribute, empty where it is the page's; and "in English", where it stands in."""

    lang: SafeString
    mark: str = ""
    code: str = ""  # where lang is set


def original(release: Release, panel: Panel | None = None) -> str:
    """The code of the language that a panel, or else the event, was written in; English where nobody has said it."""
    languages = release.programme.event.languages
    code = (panel.language if panel else "") or (languages[0] if languages else "")
    return code if CODE.fullmatch(code) else "en"


def attribute(code: str) -> SafeString:
    return _attribute(code, here().code)


@lru_cache(200)
def _attribute(code: str, page: str) -> SafeString:
    return SafeString("") if code.split("-")[0].lower() == page else format_html(' lang="{}"', code)


def told(release: Release, subject: Subject, uid: str, field: str, code: str) -> Told:
    """Of a field that was written in the language `code`. A mark has only what stands beside other words that are
    translated: of an event in one language readers need not be told everywhere."""
    page = here().code
    known = release.programme.translated.get(page)
    lang = _attribute(code, page)
    if known is None or not lang:
        return Told(lang, code=code if lang else "")
    if (subject, uid, field) in known:
        return Told(format_html(' lang="{}"', page), code=page)  # said, because what is around it may be in another
    return Told(lang, _("in %(language)s") % {"language": wording.language_name(code)}, code)
