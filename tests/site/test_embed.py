"""The schedule for other websites, as it leaves this one: who may frame it, who may fetch it, how much it is."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from tests.builders import make_release
from tests.published import Published
from tests.site.reading import by_class, page, texts

pytestmark = pytest.mark.usefixtures("forum")

PARTS = ("", "days/2021-05-19", "rooms/great-hall", "tracks/security", "panels/security", "speakers/sanam-vakil")
every_part = pytest.mark.parametrize("part", PARTS)


@every_part
def test_anybody_may_frame_it(client: Client, part: str) -> None:
    for _ in range(2):
        response = client.get(f"/gulf-2021/embed/{part}{'/' if part else ''}")
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response
        assert b'<meta name="robots" content="noindex">' in response.content


@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize("path", ["/gulf-2021/embed/panels/withdrawn/", "/gulf-2020/embed/"])
def test_a_frame_of_what_is_not_there_says_so(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize("path", ["", "panels/security/", "subscribe/", "embed/how/", "embed.html"])
def test_nothing_else_may_be_framed(client: Client, path: str) -> None:
    response = client.get(f"/gulf-2021/{path}")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@every_part
def test_anybody_may_fetch_it_for_the_script(client: Client, part: str) -> None:
    path = f"/gulf-2021/embed{'/' if part else ''}{part}.html"
    response = client.get(path)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    again = client.get(path, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    assert "Access-Control-Allow-Origin" not in client.get("/gulf-2021/")


@pytest.mark.parametrize(
    ("part", "name", "titles"),
    [
        ("days/2021-05-20", [], ["Closing Address", "Humanitarian Diplomacy"]),
        ("rooms/great-hall", ["Great Hall"], ["A New Security Architecture"]),
        ("tracks/security", ["Security"], ["A New Security Architecture"]),
        ("panels/trade", [], ["Cancelled Trade & Diplomacy"]),
        ("speakers/sergio-marchi", ["Hon. Sergio Marchi"], ["Cancelled Trade & Diplomacy"]),
    ],
)
def test_a_part_has_only_its_panels(client: Client, part: str, name: list[str], titles: list[str]) -> None:
    shown = page(client, f"/gulf-2021/embed/{part}/")
    assert (texts(shown, by_class("name")), texts(shown, by_class("title"))) == (name, titles)


@pytest.mark.parametrize("part", ["days/2021-05-30", "rooms/not-there", "tracks/not-there", "panels/x", "speakers/x"])
def test_what_is_not_there_is_not_embedded(client: Client, part: str) -> None:
    assert client.get(f"/gulf-2021/embed/{part}/").status_code == 404
    response = client.get(f"/gulf-2021/embed/{part}.html")
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (404, "*")


@pytest.mark.parametrize("deleted", [False, True])
@every_part
def test_the_script_may_read_that_it_is_gone(client: Client, forum: Published, part: str, deleted: bool) -> None:
    path = f"gulf-2021/embed{'/' if part else ''}{part}.html"
    (forum.delete if deleted else forum.hide)("gulf-2021")
    for address in (f"/{path}", f"/fr/{path}"):
        response = client.get(address)
        assert (response.status_code, response["Access-Control-Allow-Origin"]) == (410 if deleted else 404, "*")
    assert "Access-Control-Allow-Origin" not in client.get("/gulf-2021/")


def test_links_lead_to_the_site_in_a_new_tab(client: Client) -> None:
    links = page(client, "/gulf-2021/embed/").xpath("//main//a[not(@data-day)]")
    assert {(link.get("target"), link.get("rel")) for link in links} == {("_blank", "noopener")}
    assert all(link.get("href").startswith("http://127.0.0.1:8000/gulf-2021/") for link in links)


def test_the_events_colour_is_in_both(client: Client) -> None:
    for path in ("embed.css", "embed.html"):
        assert b".embed { --accent: #826c00; }" in client.get(f"/gulf-2021/{path}").content


def test_the_script_may_be_kept_for_long(client: Client) -> None:
    response = client.get("/embed.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert "stale-if-error=2592000" in response["Cache-Control"]


def test_it_is_small(client: Client, published: Published) -> None:
    published.show(make_release(8))
    sizes = {
        name: len(gzip.compress(client.get(name).content, 9)) for name in ("/embed.js", "/harbour-2021/embed.html")
    }
    assert sizes["/embed.js"] < 3_000
    assert sizes["/harbour-2021/embed.html"] < 4_000


def test_what_to_paste_is_shown_to_copy(client: Client) -> None:
    by_script, by_frame = (code.text_content() for code in page(client, "/gulf-2021/embed/how/").xpath("//pre/code"))
    assert by_script == (
        '<script async src="http://127.0.0.1:8000/embed.js" data-event="gulf-2021"></script>\n'
        '<p><a href="http://127.0.0.1:8000/gulf-2021/">Gulf Forum 2021: the schedule</a></p>'
    )
    assert by_frame.startswith('<iframe src="http://127.0.0.1:8000/gulf-2021/embed/" title="Gulf Forum 2021"')
