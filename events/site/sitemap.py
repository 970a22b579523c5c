"""What there is to be found by search engines: the sitemap (sitemaps.org, 0.9) and robots.txt.

It lists what the site links to, each with when that last changed: coffee breaks have nothing to read, and what is not
to be indexed (frames for other sites, personal pages) is not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from events.site import shown
from events.site.languages import LANGUAGES
from events.site.store import MissingError, public, serve_all
from programme import addresses
from programme.model import Release

XML = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # addresses in one file, by its rules

PAGES = (addresses.event, addresses.speakers, addresses.changes, addresses.subscribe, addresses.embed_how)

Entry = tuple[str, datetime | None]  # an address below the site's own, and when it last changed


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Everything is for everybody, calendars above all (CALENDARS.md, 15)."""
    rules = f"User-agent: *\nDisallow:\n\nSitemap: {settings.SITE_URL}/sitemap.xml\n"
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")


@public
def sitemap(request: HttpRequest) -> HttpResponseBase:
    return serve_all(request, whole, XML)


@public
def sitemap_part(request: HttpRequest, number: int) -> HttpResponseBase:
    return serve_all(request, partial(part, number), XML)


def whole(releases: list[Release]) -> str:
    """Of all events, or the index of the parts where they are too many for one."""
    found = entries(releases)
    if len(found) <= MOST:
        return _document("urlset", "url", found)
    latest = max((changed for _, changed in found if changed), default=None)
    parts = range(1, -(-len(found) // MOST) + 1)
    return _document("sitemapindex", "sitemap", [(f"/sitemap-{part}.xml", latest) for part in parts])


def part(number: int, releases: list[Release]) -> str:
    """A part of the sitemap, the first being number 1."""
    found = entries(releases)
    own = found[(number - 1) * MOST : number * MOST] if number > 0 else []
    if not own or len(found) <= MOST:
        raise MissingError(f"The sitemap has no part {number}.")
    return _document("urlset", "url", own)


def entries(releases: list[Release]) -> list[Entry]:
    latest = max((release.published for release in releases), default=None)
    ordered = sorted(releases, key=lambda release: release.slug)
    found = [("/", latest), *(entry for release in ordered for entry in _event(release))]
    return [(language.prefix + path, changed) for language in LANGUAGES for path, changed in found]


def _event(release: Release) -> Iterator[Entry]:
    published = release.published
    for address in PAGES:
        yield address(release), published
    for panel in release.programme.in_order:
        if shown.is_read(panel):
            yield addresses.panel(release, panel), panel.changed or published
    for speaker in release.programme.speakers:
        yield addresses.speaker(release, speaker), published  # which release changed a biography is not kept


def _document(root: str, element: str, found: list[Entry]) -> str:
    site = settings.SITE_URL
    body = "\n".join(f"<{element}><loc>{escape(site + path)}</loc>{_changed(at)}</{element}>" for path, at in found)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n{body}\n</{root}>\n'


def _changed(at: datetime | None) -> str:
    return f"<lastmod>{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if at else ""
