"""Addresses as QR codes, for posters, slides and other people's telephones."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import TypeVar

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from events.site import addresses, store
from events.site.store import MissingError, public
from programme.model import Panel, Release, Speaker

SVG = "image/svg+xml"
Thing = TypeVar("Thing", Panel, Speaker)


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
    def address(release: Release) -> str:
        missing = _("%(event)s has no panel at this address.")
        return addresses.panel(release, _named(release, release.programme.panels, slug, missing))

    return _serve(request, event, address)


@public
def speaker(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    def address(release: Release) -> str:
        missing = _("%(event)s has no speaker at this address.")
        return addresses.speaker(release, _named(release, release.programme.speakers, slug, missing))

    return _serve(request, event, address)


def _serve(request: HttpRequest, slug: str, address: Callable[[Release], str]) -> HttpResponseBase:
    def make(release: Release) -> bytes:
        return svg(settings.SITE_URL + address(release))

    return store.serve(request, slug, make, content_type=SVG, words=True)


def _named(release: Release, things: Iterable[Thing], slug: str, missing: str) -> Thing:
    for thing in things:
        if thing.slug == slug:
            return thing
    raise MissingError(missing % {"event": release.programme.event.title})
