"""The site as an app that works without a network: manifest, icons, service worker, a page for what is missing."""

from __future__ import annotations

import json
from functools import lru_cache, partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.site import addresses, colours, icons, pages, store
from events.site.kept import Page
from events.site.store import BUILD, public, serve
from programme.model import Release

SHORT = 12  # letters that fit below an icon

# In place of the service worker where the site is to have none: it takes itself and its copies away.
END = """addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("convenor-")) await caches.delete(name);
  await registration.unregister();
})()));
"""


@public
def worker(request: HttpRequest) -> HttpResponseBase:
    response = store.answer(request, _worker(settings.OFFLINE), kept="no-cache")
    response["Service-Worker-Allowed"] = "/"
    return response


@lru_cache(2)
def _worker(wanted: bool) -> Page:
    code = (settings.BASE_DIR / "static" / "site" / "sw.js").read_text(encoding="utf-8")
    body = f'const BUILD = "{BUILD}";\n\n{code}' if wanted else END
    return Page.of(body.encode(), "text/javascript; charset=utf-8", None)


@public
def page(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, offline)


def offline(release: Release) -> str:
    said = _("What can be read of the programme without a network.")
    return pages.render(release, "offline.html", addresses.offline(release), _("No network"), said, unlisted=True)


@public
def manifest(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, app, content_type="application/manifest+json")


def app(original: Release) -> str:
    release = store.spoken(original)
    event, home = release.programme.event, addresses.event(release)
    png = [
        {"src": addresses.icon(release, size), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in icons.SIZES
        for purpose in ("any", "maskable")
    ]
    facts = {
        "id": home,
        "name": event.title,
        "short_name": short_name(event.title),
        "description": _("The programme of %(event)s") % {"event": event.title},
        "lang": get_language() or "en",
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": colours.LIGHT_GROUNDS[0],
        "theme_color": icons.colour(release),
        "icons": [{"src": addresses.icon(release), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}, *png],
        "shortcuts": [
            {"name": _("Now and next"), "url": addresses.now(release)},
            {"name": _("My schedule"), "url": addresses.my(release)},
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1)


def short_name(title: str) -> str:
    """The title as far as it fits below an icon; of a longer one its initials and its numbers: MESF 2021."""
    if len(title) <= SHORT:
        return title
    words = title.replace("-", " ").split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    numbers = [word for word in words if word.isdecimal()]
    return " ".join([initials, *numbers]) if len(initials) > 1 else title[:SHORT].strip()


@public
def icon(request: HttpRequest, event: str, size: int = 0) -> HttpResponseBase:
    if not size:
        return serve(request, event, icons.svg, content_type="image/svg+xml")
    if size not in icons.SIZES:
        raise Http404(f"Icons are {' or '.join(map(str, icons.SIZES))} pixels to a side.")
    return serve(request, event, partial(icons.png, size=size), content_type="image/png")
