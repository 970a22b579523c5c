"""What an event says of itself, and where its readers turn with questions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from events.site import booklet
from programme.model import Release
from programme.words import Translation
from tests.published import Published
from tests.site.forum import make_forum
from tests.site.reading import page, texts
from tests.site.test_structured import node

ABOUT = "Two days on the **order** of the Gulf.\n\nFor all who work there."


def told(**facts: Any) -> Release:
    release = make_forum(**{"about": ABOUT, "contact": "forum@example.org", **facts})
    french = (Translation("event", "", "about", "fr", "Deux jours sur l’ordre du Golfe."),)
    return replace(release, programme=replace(release.programme, translations=french))


def test_it_stands_folded_above_the_schedule_and_nowhere_where_nobody_wrote_it(
    client: Client, published: Published
) -> None:
    published.show(told())
    found = page(client, "/gulf-2021/")
    (folded,) = found.xpath("//header//details[not(@open)]")
    assert texts(folded, "summary|div/p|p") == [
        *("About the event", "Two days on the order of the Gulf.", "For all who work there."),
        "Contact forum@example.org",
    ]
    assert folded.xpath(".//strong/text()") == ["order"]
    assert found.xpath("//footer//a/@href")[-1] == folded.xpath("p/a/@href")[0] == "mailto:forum@example.org"
    published.show(replace(make_forum(), number=4))
    found = page(client, "/gulf-2021/")
    assert found.xpath("//header//details | //footer//a[starts-with(@href, 'mailto:')]") == []


def test_it_is_read_in_french_where_somebody_translated_it(client: Client, published: Published) -> None:
    published.show(told())
    (folded,) = page(client, "/fr/gulf-2021/").xpath("//header//details")
    assert texts(folded, "summary|div") == ["À propos de l’événement", "Deux jours sur l’ordre du Golfe."]
    assert folded.xpath("div/@lang") == ["fr"]


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("https://example.org/ask?a=1", "https://example.org/ask?a=1"),
        ("ask&cc=x@example.org", "mailto:ask%26cc%3Dx@example.org"),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_contact_leads_to_a_page_or_a_mailbox(client: Client, published: Published, contact: str, link: str) -> None:
    published.show(told(contact=contact, about="<script>alert(1)</script>"))
    found = page(client, "/gulf-2021/")
    assert found.xpath("//header//details/p/a/@href") == [link] * bool(link)
    assert not found.xpath("//details//script")


def test_programs_read_it(client: Client, published: Published) -> None:
    published.show(told())
    said = node(client, "/gulf-2021/")
    assert said["description"] == "Two days on the order of the Gulf.\n\nFor all who work there."
    assert said["organizer"]["email"] == "forum@example.org"
    event = json.loads(client.get("/gulf-2021/programme.json").content)["event"]
    assert (event["about"], event["contact"]) == (ABOUT, "forum@example.org")


def test_it_stands_on_the_booklets_cover() -> None:
    cover = booklet.booklet(told())["event"]
    assert (cover["about"], cover["contact"]) == ("Two days on the order of the Gulf.", "forum@example.org")
