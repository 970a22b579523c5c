"""Where pages lead on to, and how little a large programme's first view weighs."""

from __future__ import annotations

import gzip
import random
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from lxml.html import HtmlElement

from events.site import sections, store
from programme.model import Appearance, Panel, Room, Speaker, When
from tests.builders import make_panel, make_programme, make_release
from tests.published import Published
from tests.site.forum import make_forum
from tests.site.reading import page, texts

pytestmark = pytest.mark.usefixtures("forum")

SECURITY = "/gulf-2021/panels/security/"


def test_previous_and_next_are_what_takes_place_before_and_after(client: Client, published: Published) -> None:
    def at(name: str, hour: int, room: str = "", **facts: str) -> Panel:
        return Panel(
            name, name, when=When(date(2021, 5, 19), time(hour), time(hour, 50)), room=room, slug=name, **facts
        )  # type: ignore[arg-type]

    forum = make_forum()
    panels = (
        *(at("before-hall", 10, "hall"), at("before-library", 10, "library")),
        *(at("here", 11, "library"), at("beside", 11, "hall"), at("all-day", 11)),
        *(at("gone", 12, "library", state="cancelled"), at("lunch", 12, kind="break")),
        *(at("after-hall", 14, "hall"), at("after-library", 14, "library")),
    )
    panels = tuple(
        replace(panel, when=When(date(2021, 5, 19), time(9), time(18))) if panel.slug == "all-day" else panel
        for panel in panels
    )
    published.show(replace(forum, programme=replace(forum.programme, panels=panels)))
    shown = page(client, "/gulf-2021/panels/here/")
    found = {link.get("rel"): link.get("href") for link in shown.xpath("//nav[@class='around']/a")}
    assert found == {"prev": "/gulf-2021/panels/before-library/", "next": "/gulf-2021/panels/after-library/"}
    alone = page(client, "/gulf-2021/panels/all-day/")
    assert alone.xpath("//nav[@class='around']/a") == []


def test_what_has_no_time_is_neither_before_nor_after_anything(client: Client, published: Published) -> None:
    forum = make_forum()
    day, next_day = date(2021, 5, 19), date(2021, 5, 20)
    panels = (
        Panel("d", "Dinner", when=When(day, time(22), time(0, 15), next_day), slug="dinner"),
        Panel("o", "Open", when=When(day), slug="open"),
        Panel("n", "Owls", when=When(next_day, time(0, 30), time(2)), slug="owls"),
    )
    published.show(replace(forum, programme=replace(forum.programme, panels=panels)))
    around = {
        slug: page(client, f"/gulf-2021/panels/{slug}/").xpath("//nav[@class='around']/a/@href")
        for slug in ("dinner", "open", "owls")
    }
    assert around == {
        "dinner": ["/gulf-2021/panels/owls/"],
        "open": [],
        "owls": ["/gulf-2021/panels/dinner/"],
    }


def test_a_day_s_theme_stands_with_the_day_and_is_no_track(client: Client) -> None:
    shown = page(client, SECURITY)
    assert texts(shown, "//article/header/p") == ["Panel 1"]
    assert texts(shown, "//div[@class='when']/dd")[0].startswith(
        "Wednesday 19 May 2021Geopolitics of the Gulf10:30–11:45 am"
    )


@pytest.mark.parametrize(
    ("query", "feeds"),
    [
        ("room=great-hall", ["rooms/great-hall"]),
        ("room=great-hall&track=security", ["rooms/great-hall", "tracks/security"]),
        ("day=2021-05-19", ["days/2021-05-19"]),
        ("kind=keynote", ["kinds/keynote"]),
        ("day=to-be-announced", []),
        ("day=2021-05-21&q=water", []),
    ],
)
def test_calendars_follow_the_filters(client: Client, query: str, feeds: list[str]) -> None:
    shown = page(client, f"/gulf-2021/?{query}")
    found = shown.xpath("//p[@class='found']/a[starts-with(@href, 'webcal:')]/@href")
    assert [href.split("/gulf-2021/")[1] for href in found] == [f"{feed}.ics" for feed in feeds]
    for href in found:
        assert client.get(f"/gulf-2021/{href.split('/gulf-2021/')[1]}").status_code == 200
    offered = "calendar" if len(feeds) != 1 else feeds[0]
    assert shown.xpath("//link[@type='text/calendar']/@href") == [f"/gulf-2021/{offered}.ics"]


def test_now_and_next_is_a_list_at_every_width(client: Client, published: Published) -> None:
    forum = make_forum()
    rooms = [
        Panel(f"p{n}", f"P {n}", when=When(date(2021, 5, 19), time(20)), room=room, slug=f"p{n}")
        for n, room in enumerate(("hall", "library"))
    ]
    programme = replace(forum.programme, panels=(*forum.programme.panels, *rooms))
    published.show(replace(forum, programme=programme))
    assert page(client, "/gulf-2021/").xpath("//ol[contains(@class, 'grid')]")
    assert not page(client, "/gulf-2021/now/").xpath("//ol[contains(@class, 'grid')]")


def days_of(shown: HtmlElement) -> list[str]:
    return [link.get("href") for link in shown.xpath("//nav[@class='days']/a")]


def test_a_large_schedule_has_a_page_a_day_and_loses_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def panels(path: str) -> list[str]:
        return [item.get("id") for item in page(client, path).xpath("//li[@id]")]

    everything = panels("/gulf-2021/")
    monkeypatch.setattr(sections, "LARGE", 2)
    store.pages.clear()
    cache.clear()
    *days, whole = days_of(page(client, "/gulf-2021/"))
    assert days == [f"/gulf-2021/days/{day}/" for day in ("2021-05-19", "2021-05-20", "to-be-announced")]
    assert whole == "/gulf-2021/days/"
    assert [panel for day in days for panel in panels(day)] == everything == panels(whole)
    assert panels("/gulf-2021/") == panels(days[0])
    assert days_of(page(client, whole))[0] == "#2021-05-19"
    assert "Deputy Director, Chatham House" in " ".join(texts(page(client, days[0]), "//ul[@class='people']/li"))
    crumbs = page(client, SECURITY).xpath("//nav[@class='crumbs']//a/@href")
    assert crumbs == ["/gulf-2021/", f"{days[0]}#2021-05-19", f"{days[0]}#panel-security"]
    assert client.get("/gulf-2021/days/2021-05-22/").status_code == 404
    assert page(client, "/fr/gulf-2021/").xpath("//nav[@class='days']/a[2]/@href") == ["/fr" + days[1]]
    assert page(client, "/gulf-2021/?room=great-hall").xpath("//p[@class='found']/a/@href")[0] == whole


def test_a_day_of_a_schedule_on_one_page_stands_there(client: Client) -> None:
    assert client.get("/gulf-2021/days/2021-05-20/").headers["Location"] == "/gulf-2021/#2021-05-20"
    assert client.get("/fr/gulf-2021/days/").headers["Location"] == "/fr/gulf-2021/"
    assert not page(client, "/gulf-2021/").xpath("//body[@data-whole]")


def test_the_first_view_of_300_panels_weighs_little(client: Client, published: Published) -> None:
    words = [
        f"{a}{b}" for a in ("har", "ti", "qua", "sa", "lan", "mo") for b in ("bour", "de", "y", "lt", "tern", "or")
    ]
    choose = random.Random(5)  # noqa: S311 - the same at each run
    chosen = lambda count: " ".join(choose.choices(words, k=count)).title()  # noqa: E731
    rooms = tuple(Room(f"room-{n}", f"Room {n}", slug=f"room-{n}") for n in range(20))
    speakers = tuple(Speaker(f"s{n}", f"{chosen(2)} {n}", slug=f"s-{n}") for n in range(1200))
    panels = tuple(
        make_panel(
            n,
            title=chosen(6),
            abstract=chosen(40),
            room=rooms[n % 20].uid,
            when=When(date(2021, 5, 19 + n // 100), time(9 + n // 20 % 5), time(9 + n // 20 % 5, 50)),
            people=tuple(Appearance(f"s{4 * n + part}", billing=chosen(4)) for part in range(4)),
        )
        for n in range(300)
    )
    programme = make_programme(items=panels, rooms=rooms, speakers=speakers, days=())
    published.show(make_release(programme=programme))
    shown = page(client, "/harbour-2021/")
    asked = ["/harbour-2021/", *shown.xpath("//link[@rel='stylesheet']/@href"), *shown.xpath("//script[@src]/@src")]
    assert len(asked) == 4
    bodies = (
        Path(settings.BASE_DIR, path[1:]).read_bytes() if path.startswith("/static/") else client.get(path).content
        for path in asked
    )
    assert sum(len(gzip.compress(body)) for body in bodies) < 40_000
