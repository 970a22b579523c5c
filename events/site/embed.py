"""The schedule on other websites: a page for frames, the same for embed.js, and how to put it there.

Frames of this page, and no other, may stand on anybody's site; what embed.js fetches may be read from there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from events.site import embedding, store, views
from events.site.kept import Page
from events.site.store import public, serve
from programme.model import Release

ANYBODY = {"frame-ancestors": ["*"]}
DAY, MONTH = 86_400, 30 * 86_400  # seconds
# Websites keep showing the schedule while this site is down, so browsers may keep the script that does it.
SCRIPT_KEPT = f"public, max-age={DAY}, stale-while-revalidate={MONTH}, stale-if-error={MONTH}"


@public
def page(request: HttpRequest, event: str, part: str = "", slug: str = "") -> HttpResponseBase:
    response = _found_or_not(request, event, partial(embedding.page, part, slug))
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
    response._csp_replace = ANYBODY  # type: ignore[attr-defined]
    return response


@public
def fragment(request: HttpRequest, event: str, part: str = "", slug: str = "") -> HttpResponseBase:
    response = _found_or_not(request, event, partial(embedding.fragment, part, slug))
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


def _found_or_not(request: HttpRequest, event: str, make: Callable[[Release], str]) -> HttpResponseBase:
    """That there is nothing here other websites have to be able to read and to frame too: embed.js would go on showing
    what it kept, and a frame the browser's refusal."""
    try:
        return serve(request, event, make)
    except Http404 as missing:
        return views.not_found(request, missing)


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
