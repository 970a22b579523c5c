"""The pages in French: complete, beside the English ones, and the same bytes for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import urldefrag

import polib
import pytest
from django.conf import settings
from django.test import Client
from lxml.html import HtmlElement

from tests.builders import make_release
from tests.published import Published
from tests.site.forum import make_forum
from tests.site.reading import page, texts
from tests.site.said import in_source

CATALOGUE = settings.BASE_DIR / "locale" / "fr" / "LC_MESSAGES"
# What is called the same in both languages, or is no language at all.
NAMES = {
    *("Google", "Google Calendar", "Outlook", "Outlook.com", "Microsoft 365", "Thunderbird", "Android", "Mac"),
    *("GNOME Calendar, Evolution", "KDE: Kontact, KOrganizer, Merkuro", "Nextcloud", "Proton Calendar", "Fastmail"),
    *("iPhone, iPad", "UTC", "PDF", "Word", "Markdown", "English", "Français"),
}
FILE = re.compile(r"/|\.\w")  # an address, or the name of a file
NO_WORDS = ("script", "style", "code", "pre")
SAID = ("aria-label", "alt", "placeholder", "title", "content")


def test_every_string_has_a_translation_and_none_is_left_over() -> None:
    known = {entry.msgid for entry in polib.pofile(str(CATALOGUE / "django.po")) if entry.translated()}
    assert (in_source() - known, known - in_source()) == (set(), set())


def test_no_translation_is_a_guess_or_loses_a_fact() -> None:
    for entry in polib.pofile(str(CATALOGUE / "django.po")):
        assert not entry.fuzzy
        for said in entry.msgstr_plural.values() or (entry.msgstr,):
            facts = placeholders(said)
            assert facts in (placeholders(entry.msgid), placeholders(entry.msgid_plural)), entry.msgid
            assert not re.search(r"[ ]([:;!?»])|«[ ]", said), f"{said} breaks before its sign"


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s|\{\w+\}|<[^>]+>", text))


def test_the_compiled_catalogue_is_what_the_readable_one_says() -> None:
    """After a change: .venv/bin/python -m tests.site.said"""
    assert (CATALOGUE / "django.mo").read_bytes() == polib.pofile(str(CATALOGUE / "django.po")).to_binary()


@pytest.mark.usefixtures("forum")
def test_a_page_names_itself_in_the_other_language(client: Client) -> None:
    for path, other, name in (
        ("/gulf-2021/panels/security/", "/fr/gulf-2021/panels/security/", "Français"),
        ("/fr/gulf-2021/panels/security/", "/gulf-2021/panels/security/", "English"),
        ("/", "/fr/", "Français"),
    ):
        shown = page(client, path)
        (link,) = shown.xpath("//a[@class='language']")
        assert (link.text, link.get("href"), link.get("lang")) == (name, other, link.get("hreflang"))
        english, french = (f"http://127.0.0.1:8000{each}" for each in sorted((path, other), key=lambda p: "/fr/" in p))
        found = {link.get("hreflang"): link.get("href") for link in shown.xpath("//link[@hreflang]")}
        assert found == {"en": english, "fr": french, "x-default": english}
        assert shown.xpath("//link[@rel='canonical']/@href") == [f"http://127.0.0.1:8000{path}"]


@pytest.mark.usefixtures("forum")
def test_the_language_is_changed_without_losing_the_choice(client: Client) -> None:
    (link,) = page(client, "/gulf-2021/?room=great-hall").xpath("//a[@class='language']/@href")
    assert link == "/fr/gulf-2021/?room=great-hall"


@pytest.mark.usefixtures("forum")
def test_dates_times_and_zones_are_french(client: Client) -> None:
    shown = page(client, "/fr/gulf-2021/")
    assert shown.xpath("/html/@lang") == ["fr"]
    assert texts(shown, "//p[@class='facts']") == ["19–20 mai 2021 · Kempinski Hotel · heures de Toronto (HAE, UTC−4)"]
    assert texts(shown, "//h2")[:2] == ["Mercredi 19 mai Geopolitics of the Gulf", "Jeudi 20 mai"]
    assert texts(shown, "//p[@class='time']")[:2] == ["9 h – 10 h 30", "10 h 30 – 11 h 45"]
    assert texts(shown, "//p[@class='label']")[0] == "Table ronde 1 · Great Hall · Security"
    assert shown.xpath("//h3[text() or a]/@lang")[0] == "en"


def test_what_the_organisers_wrote_keeps_its_language(client: Client, published: Published) -> None:
    published.show(make_forum(languages=("fr",)))
    assert page(client, "/gulf-2021/").xpath("//h1/@lang") == ["fr"]
    assert page(client, "/fr/gulf-2021/").xpath("//h1/@lang") == []


@pytest.mark.usefixtures("forum")
def test_what_is_not_there_is_said_in_french(client: Client) -> None:
    shown = page(client, "/fr/gulf-2021/panels/no/", 404)
    assert texts(shown, "//h1 | //p[@class='lead']") == [
        *("Page introuvable", "Gulf Forum 2021 n’a aucune séance à cette adresse.")
    ]
    assert shown.xpath("//main//ul//a/@href") == ["/fr/gulf-2021/", "/fr/gulf-2021/speakers/", "/fr/"]


def test_every_page_in_french_is_french(client: Client, forum: Published) -> None:
    forum.show(make_release(30))
    own = set(organisers_words(make_forum())) | set(organisers_words(make_release(30)))
    for path in every_page(client, "/fr/"):
        ours, english = (said(page(client, each), own) for each in (path, path.removeprefix("/fr")))
        assert ours & english <= NAMES, path


def every_page(client: Client, start: str) -> list[str]:
    """All that pages below this prefix lead to below it."""
    wanted, seen = [start], dict[str, None]()
    while wanted:
        path = wanted.pop()
        if path in seen:
            continue
        seen[path] = None
        links = page(client, path).xpath("//a[not(@class='language')]/@href")
        inside = {urldefrag(link).url for link in links if link.startswith("/") and link.endswith("/")}
        assert not {link for link in inside if not link.startswith(start) and link != "/admin/"}, path
        wanted += [link for link in inside if link.startswith(start)]
    assert len(seen) > 60
    return list(seen)


def said(tree: HtmlElement, own: set[str]) -> set[str]:
    """The words of the interface on a page, in its language and without what the organisers wrote."""
    found = {text for element in tree.iter() for text in of_element(element)}
    return {left for text in found if re.search(r"[^\W\d_]{3}", left := without(text, own)) and not FILE.search(left)}


def of_element(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in NO_WORDS:
        return
    texts = [element.text, *(child.tail for child in element)]
    texts += [value for name, value in element.items() if name in SAID or (element.tag == "template" and name != "id")]
    if element.xpath("string(ancestor-or-self::*[@lang][1]/@lang) != string(/html/@lang)"):
        return
    if element.tag == "meta" and "description" not in str(element.get("name")):
        return
    yield from (" ".join(text.split()) for text in texts if text)


def without(text: str, own: set[str]) -> str:
    for word in sorted(own, key=len, reverse=True):
        text = text.replace(word, "")
    return text.strip(" ·,;:()–")


def organisers_words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (" ".join(part.split()) for part in value.split("\n\n") if len(part) > 3)
    elif isinstance(value, tuple):
        yield from (word for each in value for word in organisers_words(each))
    elif is_dataclass(value):
        yield from (word for field in fields(value) for word in organisers_words(getattr(value, field.name)))
        if full := getattr(value, "full_name", ""):
            yield full
