"""The schedule on other websites: a page for frames, the same for embed.js, and how to put it there.

Frames of this page, and no other, may stand on anybody's site; what embed.js fetches may be read from there.
"""

from __future__ import annotations

from functools import lru_cache, partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from events.site import embedding, store, views
from events.site.kept import Page
from events.site.store import public, serve

ANYBODY = {"frame-ancestors": ["*"]}
DAY, MONTH = 86_400, 30 * 86_400  # seconds
# Websites keep showing the schedule while this site is down, so browsers may keep the script that does it.
SCRIPT_KEPT = f"public, max-age={DAY}, stale-while-revalidate={MONTH}, stale-if-error={MONTH}"


@public
def page(request: HttpRequest, event: str, part: str = "", slug: str = "") -> HttpResponseBase:
    response = serve(request, event, partial(embedding.page, part, slug))
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
    response._csp_replace = ANYBODY  # type: ignore[attr-defined]
    return response


@public
def fragment(request: HttpRequest, event: str, part: str = "", slug: str = "") -> HttpResponseBase:
    response: HttpResponseBase
    try:
        response = serve(request, event, partial(embedding.fragment, part, slug))
    except Http404 as missing:  # embed.js has to be able to read that too, or it goes on showing what it kept
        response = views.not_found(request, missing)
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


@public
def style(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, embedding.style, content_type="text/css; charset=utf-8")


@public
def how(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, embedding.how)


@public
def script(request: HttpRequest) -> HttpResponseBase:
    response = store.answer(request, _script(), kept=SCRIPT_KEPT)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@lru_cache(1)
def _script() -> Page:
    source = (settings.BASE_DIR / "static" / "site" / "embed.js").read_bytes()
    return Page.of(source, "text/javascript; charset=utf-8", None)
