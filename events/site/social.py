"""What machines read in the head of a page: how a link to it is shown elsewhere, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from events import releases
from events.site import addresses, wording
from events.site.choosing import Choice
from events.site.feed_words import marked, say
from events.site.languages import here
from events.site.values import Shown
from programme.model import Panel, Release, Speaker
from programme.writing import structured

WIDTH, HEIGHT = 1200, 630  # of every card, in pixels
LOCALES = {"en": "en_GB", "fr": "fr_CA"}  # of the interface, as Open Graph writes them


@dataclass(frozen=True, slots=True)
class Social(Shown):
    """A link to a page as networks and messengers show it (ogp.me, Twitter cards)."""

    title: str
    kind: str  # og:type
    site: str
    image: str
    alt: str
    locale: str
    width: int = WIDTH
    height: int = HEIGHT


def head(
    release: Release, path: str, title: str, about: Panel | Speaker | None = None, choice: Choice | None = None
) -> dict[str, Any]:
    """For templates/site/_social.html. `about`: whom or what the page at `path` is about, if not the whole event;
    `choice`: what of the schedule it shows. Only the whole schedule says what it is about."""
    event = release.programme.event
    whole = path == addresses.event(release)
    return {
        "social": Social(
            title=event.title if whole else title,
            kind="article" if isinstance(about, Panel) else "profile" if isinstance(about, Speaker) else "website",
            site=event.title,
            image=settings.SITE_URL + card(release, about),
            alt=_alt(release, about),
            locale=LOCALES.get((get_language() or "en").split("-")[0], LOCALES["en"]),
        ),
        "embed_how": addresses.embed_how(release),
        "oembed": oembed(path) if whole or about else "",
        "structured": _structured(release, about) if about or (whole and not (choice and choice.query())) else "",
    }


def card(release: Release, about: Panel | Speaker | None) -> str:
    return addresses.panel_card(release, about) if isinstance(about, Panel) else addresses.card(release)


def oembed(path: str) -> str:
    """Where the page at this path describes itself for embedding (oembed.com); `&format=` is to follow."""
    return f"{settings.SITE_URL}/oembed?{urlencode({'url': settings.SITE_URL + path})}"


def _alt(release: Release, about: Panel | Speaker | None) -> str:
    """What the card shows: the title of what it is about, and when."""
    event, days = release.programme.event, release.programme.dates
    if isinstance(about, Panel):
        when = wording.full_day(about.when.date) if about.when.date else ""
        return " · ".join(filter(None, (marked(about, about.title), when, event.title)))
    return " · ".join(filter(None, (event.title, wording.date_range(days[0], days[-1]) if days else "")))


def _structured(release: Release, about: Panel | Speaker | None) -> SafeString:
    moves = releases.moves(release.slug, release.number)
    site = structured.Site(settings.SITE_URL, moves, here().prefix, say)
    if isinstance(about, Panel):
        node = structured.panel(release, about, site)
    elif isinstance(about, Speaker):
        node = structured.speaker(release, about, site)
    else:
        node = structured.schedule(release, site)
    return mark_safe(structured.script(node)) if node else SafeString("")  # noqa: S308 (script escapes)
