"""Addresses as QR codes, for posters, slides and other people's telephones."""

from __future__ import annotations

import io
from collections.abc import Callable

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from events.site import addresses, named, store
from events.site.store import public
from programme.model import Release

SVG = "image/svg+xml"


def svg(link: str, error: str = "m") -> bytes:
    """Black on white in any light, with the four modules of quiet around it that cameras need (ISO/IEC 18004).

    `error`: how much of it may be damaged, from "l" to "h". Raises segno.DataOverflowError.
    """
    written = io.BytesIO()
    code = segno.make(link, error=error, micro=False)
    code.save(written, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True)
    return written.getvalue()


@public
def event(request: HttpRequest, event: str) -> HttpResponseBase:
    return _serve(request, event, addresses.event)


@public
def panel(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    return _serve(request, event, lambda release: addresses.panel(release, named.panel(release, slug)))


@public
def speaker(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    return _serve(request, event, lambda release: addresses.speaker(release, named.speaker(release, slug)))


def _serve(request: HttpRequest, slug: str, address: Callable[[Release], str]) -> HttpResponseBase:
    def make(release: Release) -> bytes:
        return svg(settings.SITE_URL + address(release))

    return store.serve(request, slug, make, content_type=SVG, words=True)
