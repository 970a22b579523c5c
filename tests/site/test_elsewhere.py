"""What search engines and other websites learn of the pages: cards, the sitemap, oEmbed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import etree
from lxml.html import fromstring

from events.site import codes, sitemap
from tests.builders import make_release
from tests.published import Published
from tests.site.forum import PUBLISHED, make_forum
from tests.site.reading import page

SITE = "http://127.0.0.1:8000"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def properties(client: Client, path: str) -> dict[str, str]:
    metas = page(client, path).xpath("//meta[@property or starts-with(@name, 'twitter:')]")
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in metas}


@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize(
    ("path", "title", "kind", "image"),
    [
        ("", "Gulf Forum 2021", "website", "card.png"),
        ("speakers/", "Speakers", "website", "card.png"),
        ("subscribe/", "Subscribe", "website", "card.png"),
        ("panels/security/", "A New Security Architecture", "article", "panels/security/card.png"),
        ("speakers/sanam-vakil/", "Dr. Sanam Vakil", "profile", "card.png"),
    ],
)
def test_links_to_pages_are_shown_with_a_picture(client: Client, path: str, title: str, kind: str, image: str) -> None:
    found = properties(client, f"/gulf-2021/{path}")
    assert found.pop("og:description")
    alt = found.pop("og:image:alt")
    assert alt == (
        f"{title} · Wednesday 19 May 2021 · Gulf Forum 2021"
        if kind == "article"
        else "Gulf Forum 2021 · 19–20 May 2021"
    )
    assert found == {
        "og:title": title,
        "og:type": kind,
        "og:url": f"{SITE}/gulf-2021/{path}",
        "og:site_name": "Gulf Forum 2021",
        "og:image": f"{SITE}/gulf-2021/{image}",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:locale": "en_GB",
        "twitter:card": "summary_large_image",
    }


def entries(client: Client, path: str = "/sitemap.xml", root: str = "urlset") -> dict[str, str]:
    """Address: lastmod, of a sitemap that keeps to the rules of sitemaps.org."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    tree = etree.fromstring(response.content)
    assert tree.tag == f"{SITEMAPS}{root}"
    assert 0 < len(tree) <= 50_000
    found = {}
    for entry in tree:
        assert entry.tag == SITEMAPS + {"urlset": "url", "sitemapindex": "sitemap"}[root]
        assert [child.tag.removeprefix(SITEMAPS) for child in entry] in (["loc", "lastmod"], ["loc"])
        address = entry.findtext(f"{SITEMAPS}loc") or ""
        assert address.startswith(f"{SITE}/")
        assert len(address) < 2048
        found[address] = entry.findtext(f"{SITEMAPS}lastmod") or ""
        assert datetime.fromisoformat(found[address]).utcoffset() == timedelta()
    assert len(found) == len(tree)
    return found


def test_the_sitemap_has_every_page_that_may_be_found(client: Client, forum: Published) -> None:
    changed = PUBLISHED - timedelta(days=3)
    release = make_forum()
    panels = tuple(replace(p, changed=changed) if p.slug == "security" else p for p in release.programme.panels)
    forum.show(replace(release, programme=replace(release.programme, panels=panels)), make_release(2))
    found = entries(client)
    assert found[f"{SITE}/gulf-2021/panels/security/"] == "2021-05-14T02:00:00Z"
    assert found[f"{SITE}/gulf-2021/"] == found[f"{SITE}/"] == "2021-05-17T02:00:00Z"
    assert f"{SITE}/gulf-2021/panels/coffee/" not in found
    for address in found:
        shown = page(client, address.removeprefix(SITE))
        assert shown.xpath("//link[@rel='canonical']/@href") == [address]
        assert shown.xpath("//meta[@name='robots']") == []


@pytest.mark.usefixtures("forum")
def test_a_sitemap_of_too_many_has_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = entries(client)
    monkeypatch.setattr(sitemap, "MOST", 12)  # of 6 and more pages in each language
    found = {}
    for part in ("/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"):
        found |= entries(client, part)
    assert found == whole
    assert client.get("/sitemap-4.xml").status_code == client.get("/sitemap-0.xml").status_code == 404


def test_the_index_names_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 12)  # of 6 and more pages in each language
    tree = etree.fromstring(sitemap.whole([make_forum()]).encode())
    assert [found.text for found in tree.iter(f"{SITEMAPS}loc")] == [f"{SITE}/sitemap-{n}.xml" for n in (1, 2, 3)]


def test_robots_find_the_sitemap(client: Client) -> None:
    assert client.get("/robots.txt").content.decode() == f"User-agent: *\nDisallow:\n\nSitemap: {SITE}/sitemap.xml\n"


@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize(
    ("path", "frame", "title", "height"),
    [
        ("", "embed/", "Gulf Forum 2021", 640),
        ("panels/security/", "embed/panels/security/", "A New Security Architecture · Gulf Forum 2021", 360),
        ("panels/trade/", "embed/panels/trade/", "Cancelled: Trade & Diplomacy · Gulf Forum 2021", 360),
        ("speakers/sanam-vakil/", "embed/speakers/sanam-vakil/", "Dr. Sanam Vakil · Gulf Forum 2021", 420),
    ],
)
def test_pages_say_how_they_are_embedded(client: Client, path: str, frame: str, title: str, height: int) -> None:
    links = page(client, f"/gulf-2021/{path}").xpath("//link[contains(@type, 'oembed')]/@href")
    as_json, as_xml = (client.get(link.removeprefix(SITE)) for link in links)
    assert (as_json["Content-Type"], as_xml["Content-Type"]) == (
        *("application/json; charset=utf-8", "text/xml; charset=utf-8"),
    )
    found = as_json.json()
    assert {name: found[name] for name in ("version", "type", "title", "width", "height")} == {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "width": 640,
        "height": height,
    }
    element = fromstring(found["html"])
    assert (element.tag, element.get("src")) == ("iframe", f"{SITE}/gulf-2021/{frame}")
    assert client.get(f"/gulf-2021/{frame}").status_code == 200
    tree = etree.fromstring(as_xml.content)
    assert {child.tag: child.text for child in tree} == {name: str(value) for name, value in found.items()}


@pytest.mark.usefixtures("forum")
def test_an_embed_is_no_larger_than_asked_for(client: Client) -> None:
    asked = f"/oembed?url={quote(f'{SITE}/gulf-2021/', safe='')}&maxwidth=300&maxheight=200"
    found = client.get(asked).json()
    assert (found["width"], found["height"]) == (300, 200)
    assert "thumbnail_url" not in found  # it would be larger
    assert client.get(asked.replace("300", "-1").replace("200", "many")).json()["width"] == 640


@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize(
    ("url", "form", "status"),
    [
        (f"{SITE}/gulf-2021/", "yaml", 501),
        ("", "json", 404),
        ("https://elsewhere.example/gulf-2021/", "json", 404),
        (f"{SITE}/gulf-2021/subscribe/", "json", 404),
        (f"{SITE}/gulf-2021/panels/not-there/", "xml", 404),
        (f"{SITE}/not-there/", "xml", 404),
        (f"{SITE}/admin/login/", "json", 404),
        ("http://[", "json", 404),
    ],
)
def test_what_is_not_ours_is_not_embedded(client: Client, url: str, form: str, status: int) -> None:
    assert client.get("/oembed", {"url": url, "format": form}).status_code == status


def test_whatever_is_linked_is_in_the_sitemap_or_says_that_it_is_not(client: Client, forum: Published) -> None:
    forum.show(make_release(3))
    listed = {address.removeprefix(SITE) for address in entries(client)}
    seen, wanted = set[str](), ["/"]
    while wanted:
        path = wanted.pop()
        seen.add(path)
        tree = page(client, path)
        canonical = [address.removeprefix(SITE) for address in tree.xpath("//link[@rel='canonical']/@href")]
        hidden = tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
        assert hidden or canonical[0] in listed, path
        assert not hidden or path not in listed, path
        links = {link.partition("#")[0] for link in tree.xpath("//a/@href") if "?" not in link}
        wanted += sorted(
            link for link in links - seen - {*wanted} if re.fullmatch(r"/\w.*/", link) and link != "/admin/"
        )
    assert listed <= seen


@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/gulf-2021/subscribe/", "/gulf-2021/"),
        ("/fr/gulf-2021/subscribe/", "/fr/gulf-2021/"),
        ("/gulf-2021/panels/security/", "/gulf-2021/panels/security/"),
        ("/gulf-2021/speakers/sanam-vakil/", "/gulf-2021/speakers/sanam-vakil/"),
        ("/fr/gulf-2021/panels/security/", "/fr/gulf-2021/panels/security/"),
    ],
)
def test_a_page_leads_to_the_qr_code_of_its_address(client: Client, path: str, to: str) -> None:
    (link,) = page(client, path).xpath("//main//a[contains(@href, 'qr.svg')]/@href")
    answer = client.get(link)
    assert (answer["Content-Type"], answer.content) == (codes.SVG, codes.svg(f"{SITE}{to}"))


@pytest.mark.usefixtures("forum")
def test_what_is_not_there_has_no_qr_code(client: Client) -> None:
    assert [client.get(f"/gulf-2021/{path}/nobody/qr.svg").status_code for path in ("panels", "speakers")] == [404, 404]
