"""The public side as files: complete, at the addresses it has, and working from a disk and below any path."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from playwright.sync_api import Browser, Page, expect

from events.management.folders import LIST
from events.site import pages, store, typesetting
from tests.builders import make_release
from tests.published import Published

URL = "https://example.org/programme"


def export(folder: Path, *options: str) -> str:
    return str(call_command("export_site", str(folder), *options) or "")


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Booklets and cards are long in the making, and files like all others here."""
    monkeypatch.setattr(typesetting, "_typeset", lambda *asked: b"%PDF")


@pytest.fixture
def folder(forum: Published, tmp_path: Path) -> Path:
    forum.show(make_release(1))
    export(tmp_path / "out", "--url", URL)
    return tmp_path / "out"


class Links(HTMLParser):
    """What a page leads to, as it is written there."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src", "action") and value}


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    found = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(folder)): (file.stat().st_mtime_ns, file.read_bytes()) for file in found}


def test_every_page_and_file_stands_where_its_address_says(folder: Path) -> None:
    found = files(folder).keys()
    expected = "index.html gulf-2021/index.html fr/gulf-2021/index.html gulf-2021/panels/security/index.html"
    expected += (
        " gulf-2021/calendar.ics gulf-2021/panels/security.ics gulf-2021/days/2021-05-19.ics robots.txt 404.html"
    )
    expected += (
        " gulf-2021/programme.pdf gulf-2021/words.json gulf-2021/screens/foyer.json gulf-2021/embed.html sitemap.xml"
    )
    expected += " gulf-2021/app.webmanifest gulf-2021/icon-192.png gulf-2021/offline/index.html sw.js embed.js"
    assert set(expected.split()) - found == set()
    assert not [name for name in found if name.startswith(("admin", "api", "gulf-2021/my.ics", "oembed"))]
    assert (folder / "gulf-2021/calendar.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_every_link_is_relative_and_leads_to_a_file(folder: Path) -> None:
    for page in folder.rglob("*.html"):
        if page.name == "404.html":
            continue
        for link in Links(page).found:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("//"):
                continue
            assert not link.startswith("/"), (page, link)
            target = page.parent / unquote(parts.path) if parts.path else page
            assert target.resolve().is_file(), (page, link)


def test_what_has_to_be_absolute_names_the_address_that_was_given(folder: Path) -> None:
    page = (folder / "gulf-2021/index.html").read_text()
    assert f'<link rel="canonical" href="{URL}/gulf-2021/">' in page
    assert f'<meta property="og:image" content="{URL}/gulf-2021/card.png">' in page
    assert "oembed" not in page
    assert f"URL:{URL}/gulf-2021/panels/security/\r\n" in (folder / "gulf-2021/calendar.ics").read_bytes().decode()
    assert f"<loc>{URL}/gulf-2021/</loc>" in (folder / "sitemap.xml").read_text()
    assert f"Sitemap: {URL}/sitemap.xml" in (folder / "robots.txt").read_text()
    assert 'href="/programme/static/site/site' in (folder / "404.html").read_text()
    texts = [content for _, content in files(folder).values()]
    assert not [text for text in texts if settings.SITE_URL.encode() in text]


def test_an_app_begins_where_its_manifest_stands(folder: Path) -> None:
    app = json.loads((folder / "gulf-2021/app.webmanifest").read_text())
    assert (app["id"], app["start_url"], app["scope"]) == ("/gulf-2021/", "./", "./")
    assert app["icons"][0]["src"] == "icon.svg"


def test_an_export_of_one_event_knows_no_other(forum: Published, tmp_path: Path) -> None:
    forum.show(make_release(3))
    export(tmp_path / "out", "--event", "gulf-2021")
    assert not (tmp_path / "out/harbour-2021").exists()
    assert not [name for name, (_, content) in files(tmp_path / "out").items() if b"harbour-2021" in content]
    assert store.current.numbers().keys() == {"gulf-2021", "harbour-2021"}


def test_a_second_export_touches_only_what_differs_and_removes_what_is_gone(
    folder: Path, forum: Published, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "CNAME").write_text("example.org")
    before = files(folder)
    capsys.readouterr()
    export(folder, "--url", URL)
    assert "0 new, 0 changed" in capsys.readouterr().out
    assert files(folder) == before
    export(folder, "--url", URL, "--event", "gulf-2021")
    after = files(folder)
    assert not (folder / "harbour-2021").exists()
    assert after["gulf-2021/panels/security/index.html"] == before["gulf-2021/panels/security/index.html"]
    assert "CNAME" in after


def test_a_folder_with_other_things_in_it_is_refused(forum: Published, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Years of work")
    with pytest.raises(CommandError, match="is no earlier export"):
        export(tmp_path)
    assert list(files(tmp_path)) == ["thesis.txt"]


def test_a_page_that_cannot_be_made_is_named_and_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, render = files(folder), pages.render

    def broken(release: Any, template: str, path: str, *args: Any, **facts: Any) -> str:
        if path == "/gulf-2021/changes/":
            raise RuntimeError("no ink")
        return render(release, template, path, *args, **facts)

    monkeypatch.setattr(pages, "render", broken)
    with pytest.raises(CommandError, match=re.escape("/gulf-2021/changes/ cannot be made: no ink")):
        export(folder)
    assert files(folder) == before
    assert [entry.name for entry in folder.parent.iterdir()] == ["out"]


def test_an_event_that_is_not_public_and_an_address_that_is_none_are_refused(forum: Published, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No event is published at /gulf-2022/"):
        export(tmp_path / "out", "--event", "gulf-2022")
    with pytest.raises(CommandError, match="is no address of a site"):
        export(tmp_path / "out", "--url", "example.org")


def test_the_list_of_files_is_believed_only_within_the_folder(folder: Path) -> None:
    other = folder.parent / "other.txt"
    other.write_text("Mine")
    (folder / LIST).write_text(json.dumps({"files": ["../other.txt", "gone.txt"]}))
    export(folder)
    assert other.read_text() == "Mine"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """A web host that serves the folder and knows nothing else."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/below"
    server.shutdown()
    server.server_close()


def follow(page: Page) -> None:
    """From the first page to a speaker's in French, by links."""
    page.get_by_role("link", name="Gulf Forum 2021").first.click()
    expect(page.get_by_role("heading", name="A New Security Architecture")).to_be_visible()
    page.get_by_role("link", name="Speakers").click()
    page.get_by_role("link", name="Sanam Vakil").first.click()
    page.get_by_role("link", name="Français").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_it_is_read_from_a_disk_and_from_a_host_below_a_path(
    forum: Published, tmp_path: Path, host: str, chromium: Browser, script: bool
) -> None:
    export(tmp_path / "below", "--event", "gulf-2021", "--url", host)
    for first in ((tmp_path / "below/index.html").as_uri(), f"{host}/"):
        page = chromium.new_page(java_script_enabled=script)
        failed: list[str] = []
        page.on("pageerror", lambda error, failed=failed: failed.append(f"{error}"))
        page.on("console", lambda said, failed=failed: failed.extend([said.text] if said.type == "error" else []))
        page.on(
            "requestfailed",  # aborted is what the page still awaited when a link was followed
            lambda request, failed=failed: failed.extend(
                [request.url] if request.failure != "net::ERR_ABORTED" else []
            ),
        )
        page.on("response", lambda answer, failed=failed: failed.extend([answer.url] if answer.status >= 400 else []))
        page.goto(first)
        follow(page)
        assert failed == []
        if script:
            clean = not first.startswith("file:")
            assert page.url.endswith("/fr/gulf-2021/speakers/sanam-vakil/" + ("" if clean else "index.html"))
            page.goto(f"{first.removesuffix('index.html')}gulf-2021/{'' if clean else 'index.html'}?q=trade")
            page.get_by_role("searchbox").fill("trade &")
            expect(page.locator("li.panel:visible")).to_have_count(1)
            assert failed == []
        page.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_now_and_next_is_found_on_a_disk(forum: Published, tmp_path: Path, chromium: Browser) -> None:
    export(tmp_path / "out", "--event", "gulf-2021", "--url", URL)
    page = chromium.new_page()
    page.clock.set_fixed_time("2021-05-19T15:00:00Z")
    page.goto((tmp_path / "out/gulf-2021/index.html").as_uri())
    page.get_by_role("link", name="Now and next").click()
    page.wait_for_url("**/gulf-2021/now/index.html")
    expect(page.locator("li.panel:visible h3")).to_have_text(["A New Security Architecture", "Coffee"])
    page.close()
