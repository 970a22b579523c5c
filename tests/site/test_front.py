"""The short way: what Django answered is answered again without it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from events.site import front
from events.site.front import Front

HEADERS = [
    ("Content-Type", "text/html"),
    ("Cache-Control", "public, max-age=0"),
    ("ETag", '"one"'),
    ("Content-Security-Policy", "default-src 'self'"),
]


class Django:
    """Counts how often it is asked; answers with its headers and what it was asked."""

    def __init__(self, status: str = "200 OK", headers: list[tuple[str, str]] = HEADERS) -> None:
        self.asked, self.status, self.headers = 0, status, headers

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        start_response(self.status, self.headers)
        return [f"{environ['HTTP_HOST']}{environ['PATH_INFO']}".encode()]


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    numbers = {"forum": 1}
    monkeypatch.setattr(front.current, "known", lambda: numbers.copy())
    return numbers


def ask(site: Front, path: str = "/forum/", method: str = "GET", **more: str) -> tuple[str, dict[str, str], bytes]:
    said: list[Any] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "127.0.0.1:8000",
        **more,
    }
    body = b"".join(site(environ, lambda status, headers: said.append((status, dict(headers)))))
    return (*said[0], body)


def test_the_second_answer_is_the_first_without_django() -> None:
    site = Front(django := Django())
    assert ask(site) == ask(site) == ("200 OK", dict(HEADERS), b"127.0.0.1:8000/forum/")
    assert django.asked == 1


def test_head_and_304_come_from_what_is_kept() -> None:
    site = Front(django := Django())
    ask(site)
    assert ask(site, method="HEAD") == ("200 OK", dict(HEADERS), b"")
    assert ask(site, HTTP_IF_NONE_MATCH='"one"') == (
        "304 Not Modified",
        {"Cache-Control": "public, max-age=0", "ETag": '"one"'},
        b"",
    )
    assert django.asked == 1


def test_who_may_read_an_answer_is_said_again_where_it_is_unchanged() -> None:
    site = Front(Django(headers=[*HEADERS, ("Access-Control-Allow-Origin", "*")]))
    ask(site)
    assert ask(site, HTTP_IF_NONE_MATCH='"one"')[1]["Access-Control-Allow-Origin"] == "*"


def test_a_publication_empties_what_is_kept(published: dict[str, int]) -> None:
    site = Front(django := Django())
    ask(site)
    published["forum"] = 2
    ask(site)
    assert django.asked == 2


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "127.0.0.1:1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_ACCEPT_ENCODING": "br, gzip"},
        {"QUERY_STRING": "page=2"},
        {"HTTP_IF_NONE_MATCH": '"two", W/"one"'},
        {"HTTP_IF_UNMODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ],
)
def test_another_question_is_djangos(other: dict[str, str]) -> None:
    site = Front(django := Django())
    ask(site)
    ask(site, **other)
    assert django.asked == 2


@pytest.mark.parametrize(
    "django",
    [
        Django("404 Not Found"),
        Django("302 Found"),
        Django(headers=[*HEADERS, ("Set-Cookie", "session=1")]),
        Django(headers=[("Cache-Control", "private"), ("ETag", '"one"')]),
        Django(headers=[("Cache-Control", "public")]),
    ],
)
def test_what_is_not_for_everybody_is_not_kept(django: Django) -> None:
    site = Front(django)
    ask(site)
    ask(site)
    assert django.asked == 2


def test_a_post_is_djangos() -> None:
    site = Front(django := Django())
    ask(site)
    ask(site, method="POST")
    assert django.asked == 2


def test_it_asks_nobody_what_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    site = Front(django := Django())
    ask(site)
    monkeypatch.setattr(front.current, "known", lambda: None)
    ask(site)
    assert django.asked == 2


def test_what_is_kept_has_a_limit_and_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "KEEP_OCTETS", 50)
    site = Front(django := Django())
    for number in range(9):
        ask(site, f"/forum/{number}/")
    ask(site, "/forum/8/")
    assert django.asked == 9


def test_made_up_headers_do_not_fill_it() -> None:
    site = Front(Django())
    for number in range(9):
        ask(site, HTTP_HOST=f"127.0.0.1:{number}", HTTP_X_FORWARDED_PROTO=f"p{number}")
        ask(site, HTTP_X_FORWARDED_PROTO=f"p{number}")
    assert len(site._kept) == 1
