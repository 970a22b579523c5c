"""What Django answered to the same question since the last publication, answered without Django.

Stands between the server and Django. Public pages are the same bytes for every visitor, so an answer to GET that says
it is public and has an ETag is kept as it left Django, headers and all, under all that it depends on: path, protocol
and which compression is understood. A publication, of whichever event, empties what is kept. Questions with
a query or with conditions other than one known ETag are Django's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from events.site.kept import coding
from events.site.store import KEEP_OCTETS, current

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[str, ...]

HOST = urlsplit(settings.SITE_URL).netloc  # other names of the site are Django's, so that nobody fills what is kept
CONDITIONS = {"HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE"}
NOT_MODIFIED_HEADERS = {"cache-control", "content-location", "date", "etag", "expires", "last-modified", "vary"}
NOT_MODIFIED_HEADERS |= {"access-control-allow-origin"}  # not every browser remembers it from the 200


@dataclass(frozen=True, slots=True)
class Answer:
    headers: Headers
    body: bytes
    etag: str
    not_modified: Headers  # the headers of a 304 (RFC 9110, 15.4.5)


class Front:
    def __init__(self, application: Application) -> None:
        self._application = application
        self._numbers: Mapping[str, int] = {}
        self._kept: dict[Key, Answer] = {}
        self._octets = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD") or environ.get("QUERY_STRING") or environ.get("HTTP_HOST", "").lower() != HOST:
            return self._application(environ, start_response)
        numbers = current.known()
        if numbers is None:  # it is time to ask what is public; that is for Django, with its connections
            return self._application(environ, start_response)
        if numbers is not self._numbers:
            if numbers != self._numbers:
                self._kept, self._octets = {}, 0
            self._numbers = numbers
        key: Key = (
            environ["PATH_INFO"],
            "https" if environ.get("HTTP_X_FORWARDED_PROTO") == "https" else environ["wsgi.url_scheme"],
            coding(environ.get("HTTP_ACCEPT_ENCODING", "")),
        )
        answer = self._kept.get(key)
        if answer is None:
            return self._ask(key, environ, start_response)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known == answer.etag:
            start_response("304 Not Modified", answer.not_modified)
            return ()
        if known or CONDITIONS & environ.keys():
            return self._application(environ, start_response)  # Django knows every form of them
        start_response("200 OK", answer.headers)
        return () if method == "HEAD" else (answer.body,)

    def _ask(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Django's answer, kept where it is one for everybody."""
        said: list[tuple[str, Headers]] = []
        numbers = self._numbers

        def listen(status: str, headers: Headers, *rest: Any) -> Any:
            said.append((status, headers))
            return start_response(status, headers, *rest)

        chunks = self._application(environ, listen)
        status, headers = said[0]
        names = {name.lower(): value for name, value in headers}
        public = names.get("cache-control", "").startswith("public") and "etag" in names and "set-cookie" not in names
        if environ["REQUEST_METHOD"] != "GET" or not status.startswith("200") or not public:
            return chunks
        try:
            body = b"".join(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close:
                close()
        if numbers is self._numbers:
            if self._octets + len(body) > KEEP_OCTETS:  # begin anew: what is asked for now is asked for often
                self._kept, self._octets = {}, 0
            brief = [(name, value) for name, value in headers if name.lower() in NOT_MODIFIED_HEADERS]
            self._kept[key] = Answer(headers, body, names["etag"], brief)
            self._octets += len(body)
        return (body,)
