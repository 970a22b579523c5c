"""How the API answers: to reads only, to every site's scripts, compressed, and with 304 where nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.views.decorators.gzip import gzip_page
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from events.site import store
from programme.model import Release

# All of this is public and nobody is logged in, so scripts of any site may read it (Fetch standard, 3.2).
FOR_EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
}


class OnlyJSON(BaseContentNegotiation):
    """A browser asks for HTML and a script for anything; both get what there is."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


@method_decorator(gzip_page, name="dispatch")
class Public(APIView):
    """An address of the API. What stands here holds for its errors too."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class: type[BaseContentNegotiation] = OnlyJSON

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        if isinstance(exc, store.GoneError):
            response.status_code = 410
        return response

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        finished = super().finalize_response(request, response, *args, **kwargs)
        for name, value in FOR_EVERYBODY.items():
            finished[name] = value
        return finished


def answer(request: Request, releases: Sequence[Release], said: BaseSerializer[Any]) -> HttpResponseBase:
    """What `said` writes, or 304 where the client has it already: it depends on nothing but these releases, the
    request's address and the code (RFC 9110, 13.2.2).
    """
    state = [store.BUILD, request.get_full_path(), *(f"{release.slug}:{release.number}" for release in releases)]
    etag = f'"{hashlib.sha256(repr(state).encode()).hexdigest()[:32]}"'
    modified = max((int(release.published.timestamp()) for release in releases), default=None)
    response = Response(headers={"ETag": etag})
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    found = get_conditional_response(request._request, etag=etag, last_modified=modified, response=response)
    if found is response:
        response.data = said.data
    return found or response
