"""The site as it would be after publishing, below a link of its own: the same pages, made by the same functions.

Feeds and files stay out of it, because who takes one away would follow what is not public. Nothing is kept on the way:
not here, not in a browser, not in a search engine.
"""

from __future__ import annotations

import copy
import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, resolve
from django.views.decorators.http import require_safe

from events import previews, releases
from events.previews import NoPreviewError, Preview
from events.site import listing
from programme.model import Release

PAGES = {"schedule", "now", "panel", "speakers", "speaker", "subscribe", "changes", "change", "screens", "screen"}
PARTS = {"style", "words", "screen-data"}  # that pages are made of
CONDITIONS = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH")
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "same-origin",  # the link is the key to it
}
LEFT_OUT = "A preview has the pages only. Calendars, files and chosen panels follow once the release is public."
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_BODY = re.compile(r"<body[^>]*>")
_DATA = re.compile(r'(<script [^>]*type="application/json"[^>]*>)(.*?)(</script>)', re.DOTALL)
_WORKERS = re.compile(r'<template id="say-all".*?</template>', re.DOTALL)  # stars, and copies for without a network
_SOCIAL = re.compile(r'<link rel="canonical"[^>]*>\n?')


@require_safe
def preview(request: HttpRequest, signed: str, path: str) -> HttpResponseBase:
    """The page at `path` of the site, as it would be."""
    try:
        found = previews.find(signed)
        match = _page_at(f"/{path}", found)
        release, is_new = previews.coming(found.event)
    except NoPreviewError as error:
        return _said(request, str(error), 410 if error.known else 404)
    except Http404 as error:
        return _said(request, str(error), 404)
    with releases.previewing(release):
        try:
            response = match.func(_asked(request, f"/{path}"), *match.args, **match.kwargs)
        except Http404 as error:
            return _said(request, str(error), 404)
    return _carried(response, found, release, is_new=is_new)


def _page_at(path: str, preview: Preview) -> ResolverMatch:
    try:
        match = resolve(path, "events.site.urls")
    except Resolver404 as error:
        raise Http404("The preview has no such page.") from error
    if match.kwargs.get("event") != preview.event.slug:
        raise Http404("The preview has no such page.")
    if match.url_name not in PAGES | PARTS:
        raise Http404(LEFT_OUT)
    return match


def _asked(request: HttpRequest, path: str) -> HttpRequest:
    """The question as the site's own page would hear it, and always for the whole answer."""
    asked = copy.copy(request)
    asked.__dict__.pop("headers", None)
    asked.META = {name: value for name, value in request.META.items() if name not in CONDITIONS}
    asked.method, asked.path, asked.path_info = "GET", path, path
    return asked


def _carried(response: HttpResponse, preview: Preview, release: Release, *, is_new: bool) -> HttpResponse:
    root, slug, kind = previews.root(preview), preview.event.slug, response.get("Content-Type", "")
    if response.has_header("Location"):
        return HttpResponse(status=302, headers={**HEADERS, "Location": root + response["Location"]})
    body: str | bytes = response.content
    if kind.startswith("text/html"):
        body = _marked(_below(response.content.decode(), root, slug), preview, release, is_new=is_new)
    return HttpResponse(body, status=response.status_code, content_type=kind, headers=HEADERS)


def _below(html: str, root: str, slug: str) -> str:
    """With all links to the event's own pages leading into the preview."""
    own = re.compile(rf'(?<=\s)(href|src|action|data-[\w-]+)="((?:/[a-z]{{2}})?/{re.escape(slug)}/)')
    html = _TAG.sub(lambda tag: own.sub(rf'\1="{root}\2', tag[0]), _SOCIAL.sub("", _WORKERS.sub("", html)))
    inside = re.compile(rf'"((?:/[a-z]{{2}})?/{re.escape(slug)}/)')
    return _DATA.sub(lambda data: data[1] + inside.sub(rf'"{root}\1', data[2]) + data[3], html)


def _marked(html: str, preview: Preview, release: Release, *, is_new: bool) -> str:
    """With a banner that says what this is, on every page."""
    until = preview.until.astimezone(preview.event.zone)
    facts = {
        "number": release.number,
        "is_new": is_new,
        "until": f"{until.day} {until:%B %Y, %H:%M} ({until.tzname()})",
    }
    head, banner = render_to_string("desk/preview_banner.html", facts).split("<!-- banner -->")
    html = html.replace("</head>", f"{head}</head>", 1)
    return _BODY.sub(lambda body: body[0] + banner, html, count=1)


def _said(request: HttpRequest, message: str, status: int) -> HttpResponse:
    return HttpResponse(listing.not_found(request.path, message, None), status=status, headers=HEADERS)
