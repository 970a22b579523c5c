"""What an address asks of the schedule, answered by the server: as it is without JavaScript."""

from __future__ import annotations

import lxml.html
import pytest
from django.test import Client

from tests.builders import make_programme, make_release
from tests.published import Published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forum")]


def shown(client: Client, query: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(client.get(f"/gulf-2021/?{query}").content)


def titles(client: Client, query: str) -> list[str]:
    return [heading.text_content() for heading in shown(client, query).xpath("//li[starts-with(@id, 'panel-')]//h3")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("room=great-hall", ["A New Security Architecture"]),
        ("track=security", ["A New Security Architecture"]),
        ("kind=keynote", ["Closing Address"]),
        ("day=2021-05-20", ["Closing Address", "Humanitarian Diplomacy"]),
        ("language=fr", ["Trade & Diplomacy"]),
        ("q=PRICE", ["A New Security Architecture"]),
        ("q=kerckhove+cairo", ["A New Security Architecture"]),
        ("q=debate&room=library", ["Night of Debate"]),
        ("q=debate&room=great-hall", []),
        ("room=gone", []),
        ("room=library&room=great-hall", ["A New Security Architecture", "Night of Debate"]),
        ("room=library&room=great-hall&kind=keynote", []),
        ("kind=keynote&language=fr&language=gone&kind=panel", ["Trade & Diplomacy"]),
    ],
)
def test_what_is_asked_for_is_shown(client: Client, query: str, expected: list[str]) -> None:
    assert sorted(titles(client, query)) == sorted(expected)


def test_nothing_found_leads_back_to_everything(client: Client) -> None:
    page = shown(client, "q=nobody")
    assert page.xpath("//p[@class='nothing']/a/@href") == ["/gulf-2021/"]
    assert page.xpath("string(//p[@class='found'])").startswith("0 panels found.")


def test_what_is_chosen_is_named_above_what_is_found_and_the_filter_stays_shut(client: Client) -> None:
    page = shown(client, "day=2021-05-19&room=great-hall")
    said = page.xpath("string(//p[@class='found'])")
    assert said.startswith("Wednesday 19 May · Great Hall · 1 panel found. Show everything")
    assert page.xpath("//details[@class='filters']/@open") == []


def test_filters_are_links_that_keep_what_else_is_asked_for(client: Client) -> None:
    page = shown(client, "q=diplomacy&day=2021-05-19")
    rooms = dict(zip(page.xpath("//a[@data-field='room']/text()"), page.xpath("//a[@data-field='room']/@href")))
    assert rooms["Library"] == "/gulf-2021/?day=2021-05-19&room=library&q=diplomacy"
    assert page.xpath("//a[@data-field='day' and @aria-current]/text()") == ["Wednesday 19 May"]
    assert page.xpath("//input[@name='q']/@value") == ["diplomacy"]


def test_a_filter_takes_several_and_each_link_adds_one_or_takes_it_away(client: Client) -> None:
    page = shown(client, "room=library&kind=keynote&kind=panel")
    links = {link.get("data-value"): link.get("href") for link in page.xpath("//a[@data-field='kind']")}
    assert links[""] == "/gulf-2021/?room=library"
    assert links["keynote"] == "/gulf-2021/?room=library&kind=panel"
    assert links["workshop"] == "/gulf-2021/?room=library&kind=keynote&kind=panel&kind=workshop"
    assert page.xpath("//a[@data-field='kind' and @aria-current]/text()") == ["Panel", "Keynote"]


def test_a_calendar_is_offered_only_where_there_is_one_of_just_that(client: Client) -> None:
    one, two = (
        shown(client, query).xpath("//p[@class='found']/a/@href")
        for query in ("room=library", "kind=keynote&kind=panel")
    )
    assert one[1:] == ["webcal://127.0.0.1:8000/gulf-2021/rooms/library.ics"]
    assert two[1:] == ["/gulf-2021/my/"]


def test_times_are_said_in_the_zone_that_is_asked_for(client: Client) -> None:
    page = shown(client, "tz=Asia/Tokyo")
    assert page.xpath("string(//span[@class='zone-words'])") == "times in Tokyo (JST, UTC+9)"
    night = page.xpath("//li[@id='panel-night']//p[@class='time']")[0]
    assert night.text_content().split() == ["Thu", "20", "May", "11:00", "am–2:00", "pm"]


def test_by_track_the_day_is_said_too_where_only_the_time_is_still_open(client: Client) -> None:
    said = shown(client, "view=tracks").xpath("string(//li[@id='panel-humanitarian']//p[@class='time'])")
    assert said == "Thu 20 May Time to be announced"


def test_what_nobody_knows_is_left_out(client: Client) -> None:
    plain = client.get("/gulf-2021/").content
    assert client.get("/gulf-2021/?utm_source=mail&tz=Nowhere&view=odd").content == plain


def test_a_narrowed_page_is_not_what_everybody_gets(client: Client, forum: Published) -> None:
    assert titles(client, "kind=keynote") == ["Closing Address"]
    assert len(lxml.html.fromstring(client.get("/gulf-2021/").content).xpath("//li[starts-with(@id, 'panel-')]")) == 8
    assert shown(client, "kind=keynote").xpath("//link[@rel='canonical']/@href")[0].endswith("/gulf-2021/")


def test_a_long_programme_is_offered_in_brief(client: Client, published: Published) -> None:
    published.show(make_release(programme=make_programme(25)))
    offered = lxml.html.fromstring(client.get("/harbour-2021/").content).xpath("//a[text()='In brief']/@href")
    assert offered == ["/harbour-2021/?view=brief"]
    brief = lxml.html.fromstring(client.get(offered[0]).content).get_element_by_id("schedule")
    assert "data-brief" in brief.attrib
    assert "data-part" not in brief.attrib
    assert not shown(client, "").xpath("//a[text()='In brief']")  # the forum is short
