"""Pages over HTTP: made once, the same for everybody, found again, and what is said where there is none."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urldefrag, urljoin

import brotli
import pytest
from django.template.loader import render_to_string
from django.test import Client
from lxml.html import HtmlElement, document_fromstring

from events.site import pages
from tests.builders import make_event, make_programme, make_release
from tests.published import Published
from tests.site.forum import make_forum
from tests.site.reading import page, texts

PAGES = (
    "/",
    "/gulf-2021/",
    "/gulf-2021/panels/security/",
    "/gulf-2021/speakers/",
    "/gulf-2021/speakers/sanam-vakil/",
    "/gulf-2021/subscribe/",
    "/gulf-2021/changes/",
    "/gulf-2021/changes/3/",
    "/gulf-2021/changes.atom",
    "/gulf-2021/screens/",
    "/gulf-2021/screens/foyer/",
    "/gulf-2021/style.css",
)

every_page = pytest.mark.parametrize("path", PAGES)


@every_page
@pytest.mark.usefixtures("forum")
def test_pages_ask_no_database_and_set_no_cookie(client: Client, path: str) -> None:
    # No database is set up for this test: a query would raise.
    for _ in range(2):
        response = client.get(path)
        assert response.status_code == 200
        assert response.cookies == {}
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert response["Vary"] == "Accept-Encoding"


@every_page
@pytest.mark.usefixtures("forum")
def test_every_visitor_gets_the_same_bytes(client: Client, path: str) -> None:
    first = client.get(path)
    other = Client(headers={"Accept-Language": "fr", "User-Agent": "Other", "Cookie": "theme=dark"}).get(path)
    assert (first.content, first["ETag"]) == (other.content, other["ETag"])


@every_page
def test_a_page_is_made_the_same_again(client: Client, forum: Published, path: str) -> None:
    first = client.get(path).content
    forum.show(make_forum())
    assert client.get(path).content == first


def test_a_schedule_is_made_once_a_release(client: Client, forum: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(pages, "schedule", lambda release: made.append(release.number) or f"Release {release.number}")
    assert [client.get("/gulf-2021/").content for _ in range(3)] == [b"Release 3"] * 3
    forum.show(replace(make_forum(), number=4))
    assert client.get("/gulf-2021/").content == b"Release 4"
    assert made == [3, 4]


@every_page
@pytest.mark.usefixtures("forum")
def test_an_unchanged_page_is_not_sent_again(client: Client, path: str) -> None:
    fresh = client.get(path)
    etag, stamp = fresh["ETag"], fresh["Last-Modified"]
    for headers in (
        {"If-None-Match": etag},
        {"If-None-Match": f"W/{etag}"},
        {"If-None-Match": f'"other", {etag}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": stamp},
    ):
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag), headers
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(path, headers={"If-Modified-Since": "Sun, 16 May 2021 00:00:00 GMT"}).status_code == 200
    # the ETag decides where both are sent (RFC 9110, 13.2.2)
    both = {"If-None-Match": '"other"', "If-Modified-Since": stamp}
    assert client.get(path, headers=both).status_code == 200


@every_page
@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize(
    ("asked", "coding", "unpack"),
    [
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_pages_are_compressed_for_those_who_ask(
    client: Client, path: str, asked: str, coding: str, unpack: Callable[[bytes], bytes]
) -> None:
    plain, small = client.get(path), client.get(path, headers={"Accept-Encoding": asked})
    assert (small["Content-Encoding"], small["Vary"]) == (coding, "Accept-Encoding")
    assert small["Content-Length"] == str(len(small.content))
    assert unpack(small.content) == plain.content
    again = client.get(path, headers={"Accept-Encoding": asked, "If-None-Match": small["ETag"]})
    assert again.status_code == 304


@every_page
@pytest.mark.usefixtures("forum")
def test_head_says_what_get_would(client: Client, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head[name] for name in ("ETag", "Content-Type", "Last-Modified")} == {
        name: get[name] for name in ("ETag", "Content-Type", "Last-Modified")
    }
    assert head["Content-Length"] == str(len(get.content))
    assert client.post(path).status_code == 405


def test_events_stand_latest_first(client: Client, published: Published) -> None:
    undated = make_programme(event=make_event(slug="undated", title="Undated"), items=(), days=(), speakers=())
    undated = replace(undated, panels=())
    later = make_programme(20, event=make_event(slug="later", title="Later"))
    published.show(make_forum(), make_release(programme=later), make_release(programme=undated))
    shown = page(client, "/")
    assert texts(shown, "//h2") == ["Later", "Gulf Forum 2021", "Undated"]
    assert shown.xpath("//h2/a/@href") == ["/later/", "/gulf-2021/", "/undated/"]
    assert texts(shown, "//p[@class='facts']") == [
        *("19–21 May 2021 · Online", "19–20 May 2021 · Kempinski Hotel", "Online")
    ]
    assert texts(shown, "//p[@class='counts']") == [
        "20 panels, 21 speakers",
        "6 panels, 5 speakers",
        "0 panels, 0 speakers",
    ]


@pytest.mark.usefixtures("published")
def test_an_empty_site_says_how_to_begin(client: Client) -> None:
    shown = page(client, "/")
    assert texts(shown, "//p[@class='lead']") == ["Nothing is published yet."]
    assert texts(shown, "//pre") == ["python manage.py import_programme programme.txt --publish"]
    assert shown.xpath("//main//a/@href") == ["/admin/"]


@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize(
    ("path", "message", "onward"),
    [
        ("/gulf-2021/panels/no/", "Gulf Forum 2021 has no panel at this address.", True),
        ("/gulf-2021/speakers/no/", "Gulf Forum 2021 has no speaker at this address.", True),
        ("/gulf-2021/no/way", "Nothing stands at /gulf-2021/no/way.", True),
        ("/other/", "No event is published at /other/.", False),
        ("/other/panels/x/", "No event is published at /other/.", False),
        ("/a.php", "Nothing stands at /a.php.", False),
    ],
)
def test_what_is_not_there_leads_to_what_is(client: Client, path: str, message: str, onward: bool) -> None:
    response = client.get(path)
    assert response.status_code == 404
    shown = document_fromstring(response.content.decode())
    assert texts(shown, "//h1 | //p[@class='lead']") == ["Not found", message]
    links = shown.xpath("//main//ul//a/@href")
    assert links == (["/gulf-2021/", "/gulf-2021/speakers/"] if onward else []) + ["/"]
    assert "ETag" not in response


@pytest.mark.usefixtures("forum")
def test_a_path_is_repeated_as_text_only(client: Client) -> None:
    body = client.get("/<script>alert(1)</script>").content.decode()
    assert "<script>" not in body
    assert "&lt;script&gt;" in body


def test_a_hidden_event_leaves_no_trace(client: Client, published: Published) -> None:
    published.show()
    assert b"Gulf" not in client.get("/gulf-2021/panels/security/").content


@pytest.mark.parametrize(
    ("status", "title"), [(400, "Not understood"), (403, "Not allowed"), (500, "Something went wrong")]
)
def test_error_pages_need_nothing(status: int, title: str) -> None:
    shown = document_fromstring(render_to_string(f"{status}.html"))
    assert texts(shown, "//title | //h1") == [title, title]


def test_every_link_of_the_site_leads_somewhere(client: Client, forum: Published) -> None:
    forum.show(make_release(30))
    seen: dict[str, set[str]] = {}  # page: its ids
    wanted: list[tuple[str, str, str]] = [("", "/", "")]
    found: set[tuple[str, str]] = set()
    while wanted:
        source, path, anchor = wanted.pop()
        if path not in seen:
            response = client.get(path)
            assert response.status_code == 200, f"{source} links to {path}"
            html = response["Content-Type"].startswith("text/html")
            seen[path] = set()
            if html:
                tree = document_fromstring(response.content.decode())
                ids = tree.xpath("//@id")
                assert len(ids) == len(set(ids)), f"{path} has an id twice"
                seen[path] = set(ids)
                wanted += [(path, *link) for link in internal_links(tree, path) if link not in found]
                found |= set(internal_links(tree, path))
        assert not anchor or anchor in seen[path], f"{source} links to {path}#{anchor}"
    assert {"/gulf-2021/panels/security/", "/gulf-2021/days/2021-05-19.ics", "/harbour-2021/speakers/"} <= seen.keys()


def internal_links(tree: HtmlElement, path: str) -> Iterator[tuple[str, str]]:
    # As search engines do: each choice of a narrowed schedule leads to every other.
    links = "//link[@rel='alternate' or @rel='canonical' or @rel='stylesheet']/@href"
    for href in tree.xpath(f"//a[not(@rel='nofollow')]/@href | {links}"):
        url = urljoin(f"http://127.0.0.1:8000{path}", href)
        if url.startswith("http://127.0.0.1:8000/") and not href.startswith(("/static/", "/admin/")):
            target, anchor = urldefrag(url.removeprefix("http://127.0.0.1:8000"))
            yield target, anchor
