"""The programme on paper, and the pictures that links to it are shown with, as they are fetched."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header

from events.site import store, typesetting
from events.site.store import public

PNG = "image/png"


@public
def booklet(request: HttpRequest, event: str) -> HttpResponseBase:
    """Shown in the browser; who keeps it has a file named after the event."""
    response = store.serve(request, event, typesetting.pdf, content_type="application/pdf", words=True)
    if response.status_code == 200:
        response["Content-Disposition"] = content_disposition_header(False, f"{event}.pdf") or "inline"
    return response


@public
def card(request: HttpRequest, event: str) -> HttpResponseBase:
    return store.serve(request, event, typesetting.card, content_type=PNG, words=True)


@public
def panel_card(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    return store.serve(request, event, typesetting.panel_card(slug), content_type=PNG, words=True)
