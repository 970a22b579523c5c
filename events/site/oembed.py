"""oEmbed (oembed.com): what other websites ask to show an event, a panel or a speaker of ours in their pages."""

from __future__ import annotations

import json
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import gettext as _

from events.site import addresses, social, store
from events.site.feed_words import marked
from events.site.store import public
from programme.model import Panel, Release, Speaker

WIDTH = 640  # pixels, unless less is asked for
HEIGHTS = {"schedule": 640, "panel": 360, "speaker": 420}  # by the name of the address, likewise
CACHE_AGE = 3600  # seconds
TYPES = {"json": "application/json", "xml": "text/xml"}

Answer = dict[str, str | int]


@public
def oembed(request: HttpRequest) -> HttpResponse:
    """404 for what is not ours or cannot be shown so, 501 for a format that we do not speak (2.3.4)."""
    form = request.GET.get("format", "json").lower()
    if form not in TYPES:
        return HttpResponse(_("Formats are json and xml."), status=501, content_type="text/plain; charset=utf-8")
    answer = _answer(request.GET.get("url", ""), _limit(request, "maxwidth"), _limit(request, "maxheight"))
    body = json.dumps(answer, ensure_ascii=False) if form == "json" else _xml(answer)
    response = HttpResponse(body, content_type=f"{TYPES[form]}; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _limit(request: HttpRequest, name: str) -> int | None:
    """What is no number of pixels asks for nothing."""
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and int(said[:9]) > 0 else None


def _answer(url: str, width: int | None, height: int | None) -> Answer:
    name, release, about = _wanted(url)
    event = release.programme.event
    title = marked(about, about.title) if isinstance(about, Panel) else about.full_name if about else event.title
    part = "" if about is None else f"{name}s/{about.slug}"
    wide, high = min(WIDTH, width or WIDTH), min(HEIGHTS[name], height or HEIGHTS[name])
    frame = {"address": settings.SITE_URL + addresses.embed(release, part), "title": title}
    answer: Answer = {
        "version": "1.0",
        "type": "rich",
        "title": title if about is None else f"{title} · {event.title}",
        "provider_name": event.title,
        "provider_url": settings.SITE_URL + addresses.event(release),
        "cache_age": CACHE_AGE,
        "html": iframe(**frame, width=wide, height=high),
        "width": wide,
        "height": high,
    }
    if event.organiser:
        answer["author_name"] = event.organiser
    return {**answer, **_thumbnail(release, about, width, height)}


def iframe(address: str, title: str, width: int | str, height: int) -> str:
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        *(address, title, width, height),
    )


def _thumbnail(release: Release, about: Panel | Speaker | None, width: int | None, height: int | None) -> Answer:
    """The card, where it is not larger than what was asked for."""
    if (width or social.WIDTH) < social.WIDTH or (height or social.HEIGHT) < social.HEIGHT:
        return {}
    return {
        "thumbnail_url": settings.SITE_URL + social.card(release, about),
        "thumbnail_width": social.WIDTH,
        "thumbnail_height": social.HEIGHT,
    }


def _wanted(url: str) -> tuple[str, Release, Panel | Speaker | None]:
    """The name of an address of ours and what it shows. Raises Http404."""
    try:
        parts = urlsplit(url)
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        raise Http404(_("Nothing of this site stands at that address.")) from None
    name, known = found.url_name or "", found.kwargs
    if parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc or found.namespace != "site" or name not in HEIGHTS:
        raise Http404(_("Nothing of this site stands at that address."))
    release = store.release(known["event"])
    if name == "schedule":
        return name, release, None
    everybody: tuple[Panel | Speaker, ...] = release.programme.panels if name == "panel" else release.programme.speakers
    about = next((one for one in everybody if one.slug == known["slug"]), None)
    if about is None:
        raise Http404(_("Nothing of this site stands at that address."))
    return name, release, about


def _xml(answer: Answer) -> str:
    fields = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in answer.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{fields}</oembed>\n'
