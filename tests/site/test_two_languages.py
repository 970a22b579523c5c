"""An event whose words exist in two languages: each page shows its own, and says where it has none."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pdfplumber
import pytest
from django.test import Client

from programme.model import Change, Release
from programme.translating import parts
from programme.words import Translation
from tests.published import Published
from tests.site.forum import make_forum
from tests.site.reading import page, texts

PANEL = "/fr/gulf-2021/panels/security/"


def bilingual() -> Release:
    """The forum with, in French, its title, a day's theme, and of one panel the title and who the moderator is."""
    release = make_forum()
    security = release.programme.panel["1"]
    vakil = next(uid for uid, part in parts(security) if part.speaker == "vakil")
    words = (
        Translation("event", "", "title", "fr", "Forum du Golfe 2021"),
        Translation("day", "2021-05-19", "title", "fr", "Géopolitique du Golfe"),
        Translation("panel", "1", "title", "fr", "Une nouvelle architecture de sécurité"),
        Translation("appearance", vakil, "billing", "fr", "directrice adjointe, Chatham House"),
    )
    return replace(release, programme=replace(release.programme, translations=words))


@pytest.fixture(autouse=True)
def both(published: Published) -> None:
    published.show(bilingual())


def test_each_page_shows_the_words_in_its_language(client: Client) -> None:
    french, english = page(client, "/fr/gulf-2021/"), page(client, "/gulf-2021/")
    assert texts(french, "//h1") == ["Forum du Golfe 2021"]
    assert texts(french, "//h2")[0] == "Mercredi 19 mai Géopolitique du Golfe"
    assert "Une nouvelle architecture de sécurité" in texts(french, "//h3")
    assert texts(english, "//h1 | //h2")[:2] == ["Gulf Forum 2021", "Wednesday 19 May Geopolitics of the Gulf"]
    assert "A New Security Architecture" in texts(english, "//h3")
    assert english.xpath("//small[@class='in']") == []


def test_what_is_not_translated_says_so_and_keeps_its_language(client: Client) -> None:
    shown = page(client, PANEL)
    assert shown.xpath("//h1/@lang") == ["fr"]
    assert shown.xpath("//div[@class='prose']/@lang") == ["en"]
    assert texts(shown, "//div[@class='body']/p/small[@class='in']") == ["(en anglais)"]
    assert texts(shown, "//ul[@class='people']/li/span") == [
        *("directrice adjointe, Chatham House", "Former Ambassador to Egypt (en anglais)")
    ]
    assert shown.xpath("//ul[@class='people']/li/span/@lang") == ["fr", "en"]
    untold = page(client, "/fr/gulf-2021/panels/address/")
    assert texts(untold, "//header/small[@class='in']") == ["(en anglais)"]


def test_one_language_needs_no_marks(client: Client, published: Published) -> None:
    published.show(make_forum())
    assert page(client, PANEL).xpath("//small[@class='in']") == []


def test_speakers_pages_say_it_too(client: Client) -> None:
    shown = page(client, "/fr/gulf-2021/speakers/sanam-vakil/")
    assert texts(shown, "//p[@class='billing']") == ["directrice adjointe, Chatham House"]
    assert texts(shown, "//h3") == ["Une nouvelle architecture de sécurité"]


def test_the_booklet_and_the_cards_of_french_pages_are_french(client: Client) -> None:
    with pdfplumber.open(io.BytesIO(client.get("/fr/gulf-2021/programme.pdf").content)) as pdf:
        written = re.sub(r"[\W_]", "", "".join(char["text"] for page in pdf.pages for char in page.chars))
        assert pdf.doc.catalog["Lang"] == b"fr"
    assert [said in written for said in ("Unenouvellearchitecturedesécurité", "directriceadjointeChathamHouse")] == [
        True
    ] * 2
    assert "ANewSecurityArchitecture" not in written
    for name in ("card.png", "panels/security/card.png"):
        assert client.get(f"/fr/gulf-2021/{name}").content != client.get(f"/gulf-2021/{name}").content


def test_search_engines_are_led_to_french_pages_and_cards_of_the_same_event(client: Client) -> None:
    french, english = (
        json.loads(page(client, f"{prefix}/gulf-2021/").xpath("//script[@type='application/ld+json']")[0].text)
        for prefix in ("/fr", "")
    )
    assert french["image"] == "http://127.0.0.1:8000/fr/gulf-2021/card.png"
    assert french["url"] == "http://127.0.0.1:8000/fr/gulf-2021/"
    assert [each["@id"] for each in (french, *french["subEvent"])] == [
        each["@id"] for each in (english, *english["subEvent"])
    ]
    shown = page(client, "/fr/gulf-2021/")
    assert shown.xpath("//meta[@property='og:image']/@content") == [french["image"]]


def test_files_and_calendars_stay_as_they_were_first_written(client: Client) -> None:
    for path in ("calendar.ics", "schedule.json", "panels/security.ics"):
        body = client.get(f"/gulf-2021/{path}").content.decode()
        assert "A New Security Architecture" in body
        assert "nouvelle architecture" not in body


def test_screens_and_embeds_in_french_are_french(client: Client) -> None:
    assert "Une nouvelle architecture" in client.get("/fr/gulf-2021/embed.html").content.decode()
    entries = client.get("/fr/gulf-2021/screens/foyer.json").json()["entries"]
    found = next(entry for entry in entries if entry["title"].startswith("Une nouvelle"))
    assert (found["lang"], found["time"].replace("\xa0", " ")) == ("fr", "10 h 30 – 11 h 45")


def test_it_is_found_by_the_words_of_both(client: Client) -> None:
    assert texts(page(client, "/gulf-2021/?q=nouvelle architecture"), "//h3") == ["A New Security Architecture"]
    words = client.get("/gulf-2021/words.json").json()["security"]
    assert "a new security architecture" in words
    assert "une nouvelle architecture de securite" in words
    for asked in ("nouvelle architecture", "new security"):
        assert texts(page(client, f"/fr/gulf-2021/?q={asked}"), "//h3") == ["Une nouvelle architecture de sécurité"]
        words = client.get("/fr/gulf-2021/words.json").json()["security"]
        assert all(word in words for word in asked.split())


def test_a_translation_of_much_is_told_of_in_one_line(published: Published, client: Client) -> None:
    changes = [
        Change("translated", "panel", panel.uid, panel.title, "translation", after="fr")
        for panel in bilingual().programme.panels
    ]
    cancelled = Change("cancelled", "panel", "2", "Trade & Diplomacy")
    published.show(replace(bilingual(), changes=(*changes, cancelled)))
    changed = page(client, "/gulf-2021/changes/")
    assert texts(changed, "//article/div/p") == ["New words in French, in 8 places"]
    assert texts(changed, "//ul[@class='things']/li") == ["Cancelled Trade & Diplomacy"]


def test_a_translation_is_told_of_in_a_line(published: Published, client: Client) -> None:
    change = Change("translated", "panel", "1", "A New Security Architecture", "translation", after="fr")
    published.show(replace(bilingual(), changes=(change,)))
    assert texts(page(client, "/gulf-2021/changes/"), "//ul[@class='things']/li/ul/li") == ["New words in French"]
    assert texts(page(client, "/fr/gulf-2021/changes/"), "//ul[@class='things']/li/ul/li") == [
        "Nouveau texte en français"
    ]
