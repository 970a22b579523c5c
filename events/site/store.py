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
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from events import messages as said
from events import releases
from events.site import languages, scripts
from events.site.kept import Kept
from events.site.kept import Page as Page  # views know it from here
from programme.model import Release
from programme.translating import in_language

logger = logging.getLogger(__name__)

T = TypeVar("T")

CHECK_SECONDS = 0.5
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


class Known(Generic[T]):
    """Something small of every event, by its slug, that changes at any time: asked of the shared cache at most every
    CHECK_SECONDS, and of the database, by `find`, where that has forgotten it."""

    def __init__(self, key: str, seconds: int, find: Callable[[], dict[str, T]]) -> None:
        self._key, self._seconds, self._find = key, seconds, find
        self._checked, self._found = float("-inf"), dict[str, T]()

    def all(self) -> Mapping[str, T]:
        if (known := self.known()) is not None:
            return known
        now = time.monotonic()
        try:
            self._found = self._ask()
        except DatabaseError:
            if self._checked == float("-inf"):
                raise
            logger.exception("The database does not answer; what was public last is shown on.")
        self._checked = now
        return self._found

    def known(self) -> Mapping[str, T] | None:
        """What was found less than CHECK_SECONDS ago; asks nobody."""
        return self._found if time.monotonic() - self._checked < CHECK_SECONDS else None

    def forget(self) -> None:
        self._checked = float("-inf")

    def _ask(self) -> dict[str, T]:
        found: dict[str, T] | None = shared(cache.get, self._key)
        if found is None:
            found = self._find()
            # "add": what a publisher has said meanwhile is newer than what was read before it.
            shared(cache.add, self._key, found, self._seconds)
        return found


class Current(Known[int]):
    """Which release of each event is public: {slug: number}."""

    def __init__(self) -> None:
        super().__init__(releases.CURRENT, releases.CURRENT_SECONDS, lambda: releases.current_numbers())

    def numbers(self) -> Mapping[str, int]:
        return self.all()


def shared(ask: Callable[..., Any], *args: Any) -> Any:
    """What the shared cache says, or None where it is away: then the database is asked, and pages are made here."""
    try:
        return ask(*args)
    except Exception:  # each kind of cache has errors of its own
        logger.exception("The shared cache does not answer.")
        return None


pages = Kept(KEEP_OCTETS)
current = Current()
messages = Known(said.SAID, said.SAID_SECONDS, lambda: said.said())
_parsed: dict[str, Release] = {}
_making = tuple(threading.Lock() for _ in range(16))  # a booklet is long in the making, and no page waits for it


def release(slug: str) -> Release:
    """The event's public release. Raises Http404 where nothing is published."""
    number = current.numbers().get(slug)
    if number is None:
        raise Http404(_no_event(slug))
    found = _parsed.get(slug)
    if found is None or found.number != number:
        found = _parsed[slug] = releases.load(slug, number)
    return found


def spoken(release: Release) -> Release:
    """The release with its words in the language of the page that is being made, as far as they are translated."""
    programme = in_language(release.programme, languages.here().code)
    return release if programme is release.programme else replace(release, programme=programme)


def _in_words(release: Release, content_type: str) -> Release:
    """Files are for programs, and the same in all languages."""
    return spoken(release) if content_type == HTML else release


def _no_event(slug: str) -> str:
    return _("No event is published at %(path)s.") % {"path": f"/{slug}/"}


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
) -> HttpResponseBase:
    """The page at this path, made by `make` if this release of the event has not been asked for it yet.

    `state`: of what else than the release the page says. Such a page has no date, and is not kept in front of Django.
    """
    number = current.numbers().get(slug)
    if number is None:
        raise Http404(_no_event(slug))

    def build() -> Page:
        found = release(slug)
        return _page(make(_in_words(found, content_type)), content_type, found.published if state is None else None)

    page = _find(f"{slug}:{number}:{state or ''}:{request.path}", build)
    return answer(request, page) if state is None else answer(request, page, kept="no-cache")


def serve_beside(
    request: HttpRequest, slug: str, make: Callable[[Release, list[Release]], str | bytes]
) -> HttpResponseBase:
    """An event's page that the other public releases have a part in."""
    numbers = current.numbers()
    if slug not in numbers:
        raise Http404(_no_event(slug))

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
    key = f"choice:{found.number}:{request.path}?{choice}"
    page = pages.find(key) if kept else None
    if page is None:
        page = _page(make(spoken(found)), HTML, found.published)
        if kept:
            pages.keep(key, page)
    return answer(request, page)


def serve_all(
    request: HttpRequest, make: Callable[[list[Release]], str | bytes], content_type: str
) -> HttpResponseBase:
    """The page at this path over all public releases."""
    state = _state(current.numbers())

    def build() -> Page:
        found = [_in_words(each, content_type) for each in all_releases()]
        return _page(make(found), content_type, max((r.published for r in found), default=None))

    return answer(request, _find(f":{state}:{request.path}", build))


def _page(body: str | bytes, content_type: str, modified: datetime | None) -> Page:
    return Page.of(body.encode() if isinstance(body, str) else body, content_type, modified)


def _find(name: str, build: Callable[[], Page]) -> Page:
    key = f"page:{BUILD}:{hashlib.sha256(name.encode()).hexdigest()}"
    if page := pages.find(key):
        return page
    page = shared(cache.get, key)
    if page is None:
        with _making[hash(key) % len(_making)]:  # one thread makes it, the others find it
            if page := pages.find(key):
                return page
            try:
                page = build()
            except MissingError as missing:
                raise Http404(str(missing)) from missing
            shared(cache.set, key, page, None)
    pages.keep(key, page)
    return page


REFUSED = re.compile(r"q\s*=\s*0(\.0*)?\s*", re.IGNORECASE)


def takes_gzip(accepted: str) -> bool:
    """Whether the header Accept-Encoding names gzip, and not to refuse it (RFC 9110, 12.5.3)."""
    codings = (part.partition(";") for part in accepted.split(","))
    return any(name.strip().lower() == "gzip" and not REFUSED.fullmatch(weight.strip()) for name, _, weight in codings)


@lru_cache(len(scripts.SCRIPTS))
def script(name: str) -> Page:
    return Page.of(scripts.TEXTS[name].encode(), "text/javascript; charset=utf-8", None)


def answer(request: HttpRequest, page: Page, kept: str = "public, max-age=0, must-revalidate") -> HttpResponseBase:
    """The page as this client wants it: compressed or not, or 304 (RFC 9110, 13.2.2)."""
    compressed = takes_gzip(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(page.gzipped if compressed else page.body, content_type=page.content_type)
    if compressed:
        response["Content-Encoding"] = "gzip"
    etag = f'W/"{page.etag}"' if compressed else f'"{page.etag}"'
    response["ETag"] = etag
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = kept
    stamp = int(page.modified.timestamp()) if page.modified else None
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    return get_conditional_response(request, etag=etag, last_modified=stamp, response=response) or response
