"""Pages and feeds, made once a release and kept as bytes.

Two layers: this process's own dictionary, and Django's cache, which the processes of a node (files) or all nodes
(Redis) share. What changes when somebody publishes is one small entry of the cache, `current`: which release of each
event is the public one. Every page's key holds the release's number and the code's fingerprint, so nothing kept is ever
wrong and nothing has to be removed. A process asks the shared cache for `current` at most every CHECK_SECONDS, and the
database only where the cache has forgotten it (see events/releases.py).
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from events import former as gone
from events import messages as said
from events import releases
from events.site import languages, scripts
from events.site.kept import DENSE, DENSEST, FAST, Kept
from events.site.kept import Page as Page  # views know it from here
from events.site.known import Known, shared
from programme.model import Release
from programme.translating import release_in

logger = logging.getLogger(__name__)

HTML = "text/html; charset=utf-8"
KEEP_OCTETS = 32 * 1024 * 1024  # of pages, in each process; as much again in events/site/front.py


def fingerprint() -> str:
    """Of all that a page is made from besides the release, so that no page of an older version is ever served."""
    seen = hashlib.sha256(settings.SITE_URL.encode())
    for folder in ("events", "locale", "programme", "static", "templates"):
        for file in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if file.suffix != ".pyc" and file.is_file():
                seen.update(file.read_bytes())
    return seen.hexdigest()[:16]


BUILD = fingerprint()


class MissingError(Exception):
    """The release has no such page. The message says what was looked for."""


class GoneError(Http404):
    """What stood here has been deleted, for good: handler404 answers 410 (RFC 9110, 15.5.11)."""


class Current(Known[int]):
    """Which release of each event is public: {slug: number}."""

    def __init__(self) -> None:
        super().__init__(releases.CURRENT, releases.CURRENT_SECONDS, lambda: releases.current_numbers())

        self.only: frozenset[str] | None = None  # of these events alone; see `apart`

    def numbers(self) -> Mapping[str, int]:
        found = self.all()
        if coming := releases.previewed():
            found = {**found, coming.slug: coming.number}
        return found if self.only is None else {slug: found[slug] for slug in self.only & found.keys()}


pages = Kept(KEEP_OCTETS)
current = Current()
former = Known(gone.FORMER, gone.FORMER_SECONDS, lambda: gone.former())
messages = Known(said.SAID, said.SAID_SECONDS, lambda: said.said())
_parsed: dict[str, Release] = {}
_apart = False
_making = tuple(threading.Lock() for _ in range(16))  # a booklet is long in the making, and no page waits for it


@contextmanager
def apart(site_url: str, slugs: Collection[str]) -> Iterator[None]:
    """In this process all pages are those of a site at `site_url` that has these events only; none of them is kept.

    For commands: nobody else may be served meanwhile."""
    global _apart
    before = settings.SITE_URL
    settings.SITE_URL, current.only, _apart = site_url, frozenset(slugs), True
    try:
        yield
    finally:
        settings.SITE_URL, current.only, _apart = before, None, False


def release(slug: str) -> Release:
    """The event's public release. Raises Http404 where nothing is published; GoneError, which is one, where it was."""
    number = current.numbers().get(slug)
    if number is None:
        raise _no_event(slug)
    if (coming := releases.previewed()) and coming.slug == slug:
        return coming
    found = _parsed.get(slug)
    if found is None or found.number != number:
        found = _parsed[slug] = releases.load(slug, number)
    return found


def spoken(release: Release) -> Release:
    """The release with its words in the language of the page that is being made, as far as they are translated."""
    return release_in(release, languages.here().code)


def _no_event(slug: str) -> Http404:
    path = {"path": f"/{slug}/"}
    if slug in former.all():
        return GoneError(_("The event that stood at %(path)s has been deleted, and its programme with it.") % path)
    return Http404(_("No event is published at %(path)s.") % path)


def all_releases() -> list[Release]:
    return [release(slug) for slug in current.numbers()]


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for everybody, in the language of its address. It is to be read and nothing else: who tries otherwise
    hears that (405), not of tokens (403)."""

    @wraps(view)
    def in_its_language(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponseBase:
        with translation.override(languages.of_path(request.path).code):
            return view(request, *parts, **named)

    return csrf_exempt(require_safe(in_its_language))


def serve(
    request: HttpRequest,
    slug: str,
    make: Callable[[Release], str | bytes],
    *,
    content_type: str = HTML,
    state: str | None = None,
    words: bool | None = None,
) -> HttpResponseBase:
    """The page at this path, made by `make` if this release of the event has not been asked for it yet.

    `words`: whether it is in the language of its address; pages are. `state`: of what else than the release the page
    says. Such a page has no date, and is not kept in front of Django.
    """
    number = current.numbers().get(slug)
    if number is None:
        raise _no_event(slug)

    def build() -> Page:
        found = release(slug)
        in_words = content_type == HTML if words is None else words
        return _page(
            make(spoken(found) if in_words else found), content_type, found.published if state is None else None
        )

    page = _find(f"{slug}:{number}:{state or ''}:{request.path}", build)
    return answer(request, page) if state is None else answer(request, page, kept="no-cache")


def serve_beside(
    request: HttpRequest, slug: str, make: Callable[[Release, list[Release]], str | bytes]
) -> HttpResponseBase:
    """An event's page that the other public releases have a part in."""
    numbers = current.numbers()
    if slug not in numbers:
        raise _no_event(slug)

    def build() -> Page:
        found = all_releases()
        own = next(each for each in found if each.slug == slug)
        return _page(make(spoken(own), list(map(spoken, found))), HTML, max(each.published for each in found))

    return answer(request, _find(f":{_state(numbers)}:{request.path}", build))


def _state(numbers: Mapping[str, int]) -> str:
    return hashlib.sha256(repr(sorted(numbers.items())).encode()).hexdigest()[:16]


def serve_choice(
    request: HttpRequest, slug: str, choice: str, make: Callable[[Release], str | bytes], kept: bool
) -> HttpResponseBase:
    """A page of which there are as many as there are choices: it is made here, and kept in this process only if `kept`,
    so that nobody fills what all processes share."""
    found = release(slug)
    key, kept = f"choice:{found.number}:{request.path}?{choice}", kept and _is_kept()
    page = pages.find(key) if kept else None
    if page is None:
        page = Page.of(_octets(make(spoken(found))), HTML, found.published, DENSE if kept else FAST)
        if kept:
            pages.keep(key, page)
    return answer(request, page)


def serve_all(
    request: HttpRequest, make: Callable[[list[Release]], str | bytes], content_type: str
) -> HttpResponseBase:
    """The page at this path over all public releases."""
    state = _state(current.numbers())

    def build() -> Page:
        found = [spoken(each) if content_type == HTML else each for each in all_releases()]
        return _page(make(found), content_type, max((r.published for r in found), default=None))

    return answer(request, _find(f":{state}:{request.path}", build))


def _page(body: str | bytes, content_type: str, modified: datetime | None) -> Page:
    return Page.of(_octets(body), content_type, modified)


def _octets(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _find(name: str, build: Callable[[], Page]) -> Page:
    if not _is_kept():
        return _made(build)
    key = f"page:{BUILD}:{hashlib.sha256(name.encode()).hexdigest()}"
    if page := pages.find(key):
        return page
    page = shared(cache.get, key)
    if page is None:
        with _making[hash(key) % len(_making)]:  # one thread makes it, the others find it
            if page := pages.find(key):
                return page
            page = _made(build)
            shared(cache.set, key, page, None)
    pages.keep(key, page)
    return page


def is_apart() -> bool:
    return _apart


def _is_kept() -> bool:
    """Not what stands elsewhere, nor what is not public."""
    return not _apart and releases.previewed() is None


def _made(build: Callable[[], Page]) -> Page:
    try:
        return build()
    except MissingError as missing:
        raise Http404(str(missing)) from missing


@lru_cache(len(scripts.SCRIPTS))
def script(name: str) -> Page:
    return Page.of(scripts.TEXTS[name].encode(), "text/javascript; charset=utf-8", None, DENSEST)


def answer(request: HttpRequest, page: Page, kept: str = "public, max-age=0, must-revalidate") -> HttpResponseBase:
    """The page as this client wants it: compressed or not, or 304 (RFC 9110, 13.2.2)."""
    wanted = page.coding(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(page.coded(wanted), content_type=page.content_type)
    if wanted:
        response["Content-Encoding"] = wanted
    etag = f'W/"{page.etag}"' if wanted else f'"{page.etag}"'
    response["ETag"] = etag
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = kept
    stamp = int(page.modified.timestamp()) if page.modified else None
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    return get_conditional_response(request, etag=etag, last_modified=stamp, response=response) or response
