"""The schedule on somebody else's website, in a real browser, while this site is up and when it is down."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, Page, expect

from programme.model import Release
from tests.published import Published
from tests.site.arabic import arabic
from tests.site.forum import make_forum

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOSTILE = """* { color: red !important; font-size: 40px; text-transform: uppercase; float: right; line-height: 4;
    font-family: cursive !important; direction: rtl; --ink: red; --paper: red; }
    a { display: none !important; } section { visibility: hidden !important; }"""


class Quiet(WSGIRequestHandler):
    def log_message(self, *said: Any) -> None:
        pass


class Site(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Foreign(BaseHTTPRequestHandler):
    """The page of somebody else: whatever stands in `body`."""

    body = ""

    def do_GET(self) -> None:
        content = f"<!doctype html><meta charset=utf-8><title>Theirs</title>{type(self).body}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *said: Any) -> None:
        pass


def started(server: socketserver.BaseServer) -> str:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"  # type: ignore[index]


@pytest.fixture
def site(forum: Published) -> Iterator[Site]:
    """A server of our site that a test may stop."""
    server = Site(("127.0.0.1", 0), Quiet)
    server.set_app(WSGIHandler())
    yield server
    stop(server)


def stop(server: Site) -> None:
    if server.fileno() != -1:
        server.shutdown()
        server.server_close()


@pytest.fixture
def foreign() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Foreign) as server:
        yield started(server)
        server.shutdown()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(color_scheme="light") as context:
        yield context


def tag(address: str, options: str = "") -> str:
    return (
        f'<h1>Theirs</h1><script async src="{address}/embed.js" data-event="gulf-2021" {options}></script>'
        f'<p id="link"><a href="{address}/gulf-2021/">The schedule</a></p>'
    )


def without(slug: str) -> Release:
    """The forum's next release, of which this panel is no part."""
    release = make_forum()
    panels = tuple(panel for panel in release.programme.panels if panel.slug != slug)
    return replace(release, number=release.number + 1, programme=replace(release.programme, panels=panels))


def computed(page: Page, selector: str, *names: str) -> list[str]:
    script = "(element, names) => names.map((name) => getComputedStyle(element)[name])"
    found: list[str] = page.locator(selector).first.evaluate(script, list(names))
    return found


def test_one_tag_shows_the_schedule_also_when_the_site_is_down(
    context: BrowserContext, site: Site, foreign: str
) -> None:
    Foreign.body = tag(started(site))
    page = context.new_page()
    page.goto(foreign)
    expect(page.locator(".embed .title")).to_have_count(8)
    expect(page.locator("#link")).to_be_hidden()
    expect(page.locator(".embed .stale")).to_be_hidden()
    stop(site)
    page.goto(foreign)
    expect(page.locator(".embed .title")).to_have_count(8)
    expect(page.locator(".embed .stale")).to_contain_text("As of")
    expect(page.locator(".embed .stale time")).to_have_attribute("datetime", re.compile(r"\d{4}-\d\d-\d\dT.*Z"))
    expect(page.locator("#link")).to_be_hidden()


def test_where_nothing_was_ever_shown_the_link_stays(context: BrowserContext, site: Site, foreign: str) -> None:
    address = started(site)
    Foreign.body = tag(address)
    context.route("**/embed.html", lambda route: route.abort())
    page = context.new_page()
    page.goto(foreign, wait_until="networkidle")
    expect(page.locator("#link")).to_be_visible()
    expect(page.locator(".embed")).to_have_count(0)


@pytest.mark.parametrize("deleted", [False, True])
def test_what_is_withdrawn_is_not_shown_any_more(
    context: BrowserContext, site: Site, foreign: str, forum: Published, deleted: bool
) -> None:
    Foreign.body = tag(started(site), 'data-panel="security"')
    page = context.new_page()
    page.goto(foreign)
    expect(page.locator(".embed .title")).to_have_text(["A New Security Architecture"])
    if deleted:
        forum.delete("gulf-2021")
    else:
        forum.show(without("security"))
    page.goto(foreign)
    expect(page.locator("#link")).to_be_visible()
    expect(page.locator(".embed")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_neither_page_styles_the_other(context: BrowserContext, site: Site, foreign: str) -> None:
    Foreign.body = f"<style>{HOSTILE}</style>{tag(started(site))}"
    page = context.new_page()
    page.goto(foreign)
    expect(page.locator(".embed")).to_be_visible()
    looks = ("color", "fontSize", "textTransform", "float", "direction", "visibility")
    assert computed(page, ".embed", *looks) == ["rgb(27, 26, 23)", "16px", "none", "none", "ltr", "visible"]
    assert computed(page, ".embed .title a", *looks)[0] == "rgb(27, 26, 23)"
    assert computed(page, ".embed", "backgroundColor") == ["rgb(253, 252, 249)"]
    assert "cursive" not in computed(page, ".embed .people", "fontFamily")[0]
    assert computed(page, "h1", "color", "fontSize") == ["rgb(255, 0, 0)", "40px"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_days_are_chosen_in_place_and_colours_by_the_page(context: BrowserContext, site: Site, foreign: str) -> None:
    Foreign.body = tag(started(site), 'data-theme="dark"')
    page = context.new_page()
    page.goto(foreign)
    assert computed(page, ".embed", "backgroundColor") == ["rgb(22, 21, 19)"]
    page.get_by_role("link", name="Thu 20 May", exact=True).click()
    expect(page.locator(".embed .title:visible")).to_have_count(2)
    assert page.url == f"{foreign}/"
    page.get_by_role("link", name="All", exact=True).click()
    expect(page.locator(".embed .title:visible")).to_have_count(8)


def test_a_part_is_named_by_the_tag(context: BrowserContext, site: Site, foreign: str) -> None:
    Foreign.body = tag(started(site), 'data-room="great-hall"')
    page = context.new_page()
    page.goto(foreign)
    expect(page.locator(".embed .title")).to_have_text(["A New Security Architecture"])


def test_a_frame_gets_the_height_of_what_is_in_it(context: BrowserContext, site: Site, foreign: str) -> None:
    address = started(site)
    Foreign.body = (
        f'<iframe src="{address}/gulf-2021/embed/#dark" title="Forum" width="100%" height="100"></iframe>'
        f'<script async src="{address}/embed.js"></script>'
    )
    page = context.new_page()
    page.goto(foreign, wait_until="networkidle")
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("link", name="A New Security Architecture")).to_be_visible()
    needed = inside.locator(".embed").evaluate("list => Math.ceil(list.getBoundingClientRect().height)")
    assert needed > 400
    expect(page.locator("iframe")).to_have_css("height", f"{needed}px")
    assert inside.locator(".embed").evaluate("list => getComputedStyle(list).backgroundColor") == "rgb(22, 21, 19)"


def test_what_is_arabic_begins_where_its_time_does_and_only_an_abstract_turns(
    context: BrowserContext, site: Site, forum: Published
) -> None:
    forum.show(arabic())
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{started(site)}/ports-2026/embed/panels/panel-3/")
    edges = """parts => parts.map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      return Math.round(Math.min(...[...range.getClientRects()].map(({ left }) => left)));
    })"""
    begins = page.locator("h1, .time, .title, .place, .people").evaluate_all(edges)
    assert (len(begins), len(set(begins))) == (5, 1)
    assert computed(page, ".abstract", "direction", "textAlign") == ["rtl", "start"]
