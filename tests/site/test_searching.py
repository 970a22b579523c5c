"""What a search finds is the same with and without JavaScript: tests/site/searches.json says it once for both."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time
from pathlib import Path

import lxml.html
import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from programme.model import Appearance, Panel, Release, When
from tests.published import Published
from tests.site.conftest import Open
from tests.site.forum import FIRST, PUBLISHED, make_forum

SEARCHES: dict[str, list[str]] = json.loads(Path(__file__).with_name("searches.json").read_text(encoding="utf-8"))


def searchable() -> Release:
    """The forum with panels whose times, labels and abstracts hold the same numbers, in many scripts."""
    forum = make_forum()
    people = (
        Appearance("vakil", "moderator"),
        Appearance("kerckhove", billing="Former Ambassador", paper="The Long View from Cairo"),
    )
    long = "The order of the region is redrawn. " * 9 + "At what price?"
    held = (
        Panel("1", "Security of the House", number="1", abstract=long, room="hall", people=people, slug="first"),
        Panel("2", "A Second Wind", number="2", abstract="The harbour dam of 2021.", slug="second"),
        Panel("9", "الأمن الغذائي", number="9", state="cancelled", slug="ninth"),
        Panel("12", "Sécurité d’aujourd’hui", number="12", slug="twelfth"),
        Panel("a", "Cybersicherheit in der Straße", "workshop", "A1", slug="unhoused"),
        Panel("k", "国家安全会議第3回", "keynote", slug="address"),
        Panel("n", "λόγος, सुरक्षा and C++ 17", "talk", slug="night"),
    )
    panels = tuple(
        replace(panel, when=When(FIRST, time(9 + hour), time(10 + hour, 11)), changed=PUBLISHED)
        for hour, panel in enumerate(held)
    )
    return replace(forum, programme=replace(forum.programme, panels=panels))


@pytest.mark.django_db
def test_the_server_finds_what_is_said_and_not_what_stands_around_it(client: Client, published: Published) -> None:
    published.show(searchable())
    found = {}
    for asked in SEARCHES:
        page = lxml.html.fromstring(client.get("/gulf-2021/", {"q": asked}).content)
        found[asked] = page.xpath("//li/@id[starts-with(., 'panel-')]")
    assert found == {asked: [f"panel-{slug}" for slug in slugs] for asked, slugs in SEARCHES.items()}


def typed(page: Page) -> dict[str, list[str]]:
    """By what is typed: the panels that are left."""
    found = {}
    for asked in SEARCHES:
        page.get_by_role("searchbox").fill(asked)
        found[asked] = page.locator("li.panel:visible").evaluate_all("all => all.map((panel) => panel.id.slice(6))")
    return found


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_browser_finds_what_the_server_finds_while_it_is_typed(visit: Open, published: Published) -> None:
    published.show(searchable())
    page = visit("/gulf-2021/")
    page.get_by_role("searchbox").fill("price")  # far on in an abstract: the words have come
    expect(page.locator("li.panel:visible")).to_have_count(1)
    assert typed(page) == SEARCHES


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_where_no_words_come_titles_labels_and_people_are_searched(visit: Open, published: Published) -> None:
    published.show(searchable())
    page = visit("/gulf-2021/")
    page.route("**/words.json", lambda route: route.abort())
    found = typed(page)
    in_abstracts = {"am": ["first"], "2021": [], "harbour 2021": [], "price": []}
    assert found == SEARCHES | in_abstracts
