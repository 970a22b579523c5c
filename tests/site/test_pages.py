"""What visitors find on the pages of an event."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

import pytest
from django.test import Client

from programme.model import Appearance, Day, Panel, Programme, Room, Speaker, Track, When
from tests.builders import make_event, make_panel, make_programme, make_release
from tests.published import Published
from tests.site.forum import ARABIC, make_forum
from tests.site.reading import by_class, page, texts

pytestmark = pytest.mark.usefixtures("forum")

SECURITY = "/gulf-2021/panels/security/"


def test_the_schedule_says_what_when_and_where(client: Client) -> None:
    shown = page(client, "/gulf-2021/")
    assert texts(shown, "//header/p | //header/h1") == [
        "Institute of Harbours",
        "Gulf Forum 2021",
        "19–20 May 2021 · Kempinski Hotel · times in Toronto (EDT, UTC−4)",
    ]
    assert texts(shown, "//h2") == [
        "Wednesday 19 May Geopolitics of the Gulf",
        "Thursday 20 May",
        "To be announced",
    ]
    assert texts(shown, "//nav[@aria-label='Days']/a") == ["Wed 19 May", "Thu 20 May", "To be announced"]
    assert [
        (*texts(panel, ".//p[@class='time']"), *texts(panel, ".//p[@class='label']"), *texts(panel, ".//h3"))
        for panel in shown.xpath(by_class("panel"))
    ] == [
        ("9:00–10:30 am", "Registration"),
        ("10:30–11:45 am", "Panel 1 · Great Hall · Security", "A New Security Architecture"),
        ("11:45 am–12:00 pm", "Coffee"),
        ("12:00–1:15 pm", "Cancelled Panel 2 · Kempinski Hotel · in French", "Trade & Diplomacy"),
        ("10:00 pm–1:00 am Thu 20 May", "Library", "Night of Debate"),
        ("5:00 pm", "Keynote · Kempinski Hotel", "Closing Address"),
        ("Time to be announced", "Panel 3", "Humanitarian Diplomacy"),
        ("Date to be announced", "Workshop A2", "To Come"),
    ]


def test_machines_find_the_start_with_its_offset(client: Client) -> None:
    assert page(client, "/gulf-2021/").xpath("//time/@datetime")[:2] == [
        "2021-05-19T09:00-04:00",
        "2021-05-19T10:30-04:00",
    ]


def test_people_stand_with_role_billing_and_paper(client: Client) -> None:
    assert texts(page(client, "/gulf-2021/"), "//ul[@class='people']/li") == [
        "Dr. Sanam Vakil ModeratorDeputy Director, Chatham House",
        "Ferry de KerckhoveFormer Ambassador to EgyptThe Long View from Cairo",
        "Hon. Sergio MarchiFormer Minister",
        "Erica Di Ruggiero Keynote",
        f"{ARABIC}رئيس مجلس الإدارة",
    ]


def test_a_long_abstract_leads_on_to_the_panel(client: Client) -> None:
    (abstract,) = page(client, "/gulf-2021/").xpath("//p[@class='abstract']")
    assert abstract.text.strip() == ("The order of the region is being redrawn. " * 8 + "Who guarantees it?")
    assert abstract.xpath("./a/@href") == [SECURITY]


def test_a_cancelled_panel_is_struck_through(client: Client) -> None:
    (panel,) = page(client, "/gulf-2021/").xpath(by_class("cancelled"))
    assert texts(panel, ".//s") == ["Trade & Diplomacy"]
    shown = page(client, "/gulf-2021/panels/trade/")
    assert texts(shown, "//h1/s") == ["Trade & Diplomacy"]
    assert texts(shown, "//p[@class='notice']") == ["This panel has been cancelled."]


@pytest.mark.parametrize(("prefix", "word"), [("", "Cancelled: "), ("/fr", "Annulé : ")])
def test_a_link_to_a_cancelled_panel_says_so_wherever_it_is_shown(client: Client, prefix: str, word: str) -> None:
    shown = page(client, f"{prefix}/gulf-2021/panels/trade/")
    names = ("og:title", "og:description", "og:image:alt", "description")
    said = [shown.xpath("string(//title)")]
    said += [shown.xpath(f"string(//meta[@property='{name}' or @name='{name}']/@content)") for name in names]
    assert [text.replace("\xa0", " ").startswith(word) for text in said] == [True] * 5
    assert texts(shown, "//h1") == ["Trade & Diplomacy"]


def test_what_others_wrote_in_french_says_so(client: Client) -> None:
    assert page(client, "/gulf-2021/").xpath("//h3/@lang") == ["fr"]


def test_a_panel_page_says_all(client: Client) -> None:
    shown = page(client, SECURITY)
    assert texts(shown, "//title") == ["A New Security Architecture · Gulf Forum 2021"]
    assert texts(shown, "//p[@class='label']") == ["Panel 1"]
    assert texts(shown, "//dl/div") == [
        "WhenWednesday 19 May 2021Geopolitics of the Gulf10:30–11:45 am (EDT, UTC−4)2:30–3:45 pm UTC",
        "WhereGreat HallKempinski Hotel",
        "TrackSecurity",
        "LinksWatch the stream",
        "CalendarFollow this panelFollow the whole dayAdd once: file · Google · Outlook.com · Microsoft 365",
        "This pageQR code",
    ]
    assert shown.xpath("//time/@datetime") == [
        *("2021-05-19T10:30-04:00", "2021-05-19T11:45-04:00"),
        *("2021-05-19T14:30Z", "2021-05-19T15:45Z"),
    ]
    assert shown.xpath("//dl//a/@href")[:6] == [
        *("/gulf-2021/?room=great-hall", "/gulf-2021/?track=security", "https://example.org/live"),
        "webcal://127.0.0.1:8000/gulf-2021/panels/security.ics",
        "webcal://127.0.0.1:8000/gulf-2021/days/2021-05-19.ics",
        "/gulf-2021/panels/security.ics",
    ]
    assert "dates=20210519T143000Z%2F20210519T154500Z" in shown.xpath("//a[.='Google']/@href")[0]
    assert texts(shown, "//div[@class='prose']/p[2]") == ["And at what price?"]
    assert shown.xpath("//nav[@aria-label='Breadcrumbs']//a/@href") == [
        *("/gulf-2021/", "/gulf-2021/#2021-05-19", "/gulf-2021/#panel-security")
    ]


def test_panels_lead_on_past_the_coffee(client: Client) -> None:
    shown = page(client, "/gulf-2021/panels/trade/")
    assert texts(shown, "//nav[@class='around']/a") == [
        "Previous · Wed 19 May, 10:30–11:45 am A New Security Architecture",
        "Next · Wed 19 May, 10:00 pm–1:00 am (Thu 20 May) Night of Debate",
    ]


@pytest.mark.parametrize("slug", ["humanitarian", "to-come"])
def test_a_panel_without_a_time_has_no_calendar(client: Client, slug: str) -> None:
    shown = page(client, f"/gulf-2021/panels/{slug}/")
    assert shown.xpath("//main//a[contains(@href, '.ics')]") == []
    assert shown.xpath("//time") == []


def test_speakers_stand_by_family_name_with_their_panels(client: Client) -> None:
    shown = page(client, "/gulf-2021/speakers/")
    assert texts(shown, "//li/a[@class='name']") == [
        *("Erica Di Ruggiero", "Ferry de Kerckhove", "Hon. Sergio Marchi", "Dr. Sanam Vakil", ARABIC)
    ]
    assert texts(shown, "//li/a[@class='part']") == [
        "Thu 20 May, 5:00 pm Closing Address",
        "Wed 19 May, 10:30–11:45 am A New Security Architecture",
        "Cancelled · Wed 19 May, 12:00–1:15 pm Trade & Diplomacy",
        "Wed 19 May, 10:30–11:45 am A New Security Architecture",
        "Thu 20 May, 5:00 pm Closing Address",
    ]


@pytest.mark.parametrize(("panels", "letters"), [(3, 0), (40, 1)])
def test_many_speakers_have_letters_to_jump_to(client: Client, published: Published, panels: int, letters: int) -> None:
    published.show(make_release(panels))
    shown = page(client, "/harbour-2021/speakers/")
    assert len(shown.xpath("//nav[@aria-label='Speakers by letter']/a")) == letters
    assert len(shown.xpath("//li/a[@class='name']")) == panels + 1


def test_speakers_named_by_number_share_one_heading(client: Client, published: Published) -> None:
    programme = make_programme(40)
    numbered = tuple(replace(each, name=f"Speaker {n}{'ab'[n % 2]}") for n, each in enumerate(programme.speakers))
    published.show(make_release(programme=replace(programme, speakers=numbered)))
    shown = page(client, "/harbour-2021/speakers/")
    assert shown.xpath("//section[@class='letter']/h2/@id") == ["letter-#"]
    assert shown.xpath("//nav[@aria-label='Speakers by letter']/a/@href") == ["#letter-%23"]


def test_a_speaker_page_says_who_and_when(client: Client) -> None:
    shown = page(client, "/gulf-2021/speakers/sanam-vakil/")
    assert texts(shown, "//h1") == ["Dr. Sanam Vakil"]
    assert texts(shown, "//p[@class='billing']") == ["Deputy Director, Chatham House"]
    assert texts(shown, by_class("initials")) == ["SV"]
    assert texts(shown, "//div[@class='prose']") == ["Writes on Iran and the Gulf."]
    assert texts(shown, "//ul[@class='parts']/li") == [
        "Panel 1 · Wed 19 May, 10:30–11:45 am A New Security Architecture Moderator"
    ]
    assert shown.xpath("//main//a/@href")[-2:] == [
        *("/gulf-2021/speakers/sanam-vakil.ics", "/gulf-2021/speakers/sanam-vakil/qr.svg")
    ]


@pytest.mark.parametrize(
    ("photo", "sources"),
    [
        ("/media/vakil.jpg", ["/media/vakil.jpg"]),
        ("https://elsewhere.example/vakil.jpg", []),
        ("//elsewhere.example/vakil.jpg", []),
    ],
)
def test_a_photo_is_shown_where_it_is_ours(
    client: Client, published: Published, photo: str, sources: list[str]
) -> None:
    programme = make_programme(speakers=(Speaker("s", "Sanam Vakil", photo=photo, slug="s"),), items=(Panel("p", "P"),))
    published.show(make_release(programme=programme))
    assert page(client, "/harbour-2021/speakers/s/").xpath("//img/@src") == sources


def test_a_panels_page_shows_the_faces_of_its_people(client: Client, published: Published) -> None:
    people = (Speaker("s", "Sanam Vakil", photo="/media/v.jpg", slug="s"), Speaker("t", "No Photo", slug="t"))
    panel = Panel("p", "P", slug="p", abstract="Why.", people=(Appearance("s"), Appearance("t")))
    published.show(make_release(programme=make_programme(speakers=people, items=(panel,))))
    listed = page(client, "/harbour-2021/panels/p/").xpath("//ul[@class='people']/li")
    assert [entry.xpath("img/@src | i[@aria-hidden]/text()") for entry in listed] == [["/media/v.jpg"], ["NP"]]
    assert not page(client, "/harbour-2021/").xpath("//main//img")  # the schedule stays light


def test_where_nobody_has_a_photo_no_initials_stand_either(client: Client) -> None:
    assert not page(client, "/gulf-2021/panels/security/").xpath("//ul[@class='people']//*[@class='initials']")


def test_calendars_are_offered_whole_and_in_part(client: Client) -> None:
    shown = page(client, "/gulf-2021/subscribe/")
    assert shown.xpath("//input/@value") == [
        "http://127.0.0.1:8000/gulf-2021/calendar.ics",
        "webcal://127.0.0.1:8000/gulf-2021/calendar.ics",
    ]
    kinds = ["Panel", "Keynote", "Break", "Registration"]
    assert texts(shown, "//ul[@class='feeds']/li//b") == [
        *("Wednesday 19 May", "Thursday 20 May", "Great Hall", "Library"),
        *kinds,
    ]
    feeds = shown.xpath("//ul[@class='feeds']/li")
    assert all(
        client.get(f"{link.text}".removeprefix("http://127.0.0.1:8000")).status_code == 200
        for feed in feeds
        for link in feed.xpath(".//code")
    )
    assert len(shown.xpath("//section[@class='how']/details")) == 12
    assert not shown.xpath("//*[@class='large']")


def test_where_a_calendar_is_larger_than_google_reads_its_parts_come_first(
    client: Client, published: Published
) -> None:
    long = "The towns behind the quays, and who owns them. " * 12
    items = tuple(make_panel(n, abstract=long, room=f"room-{n % 20}") for n in range(1, 1401))
    rooms = tuple(Room(f"room-{n}", f"Hall {n}", slug=f"hall-{n}") for n in range(20))
    published.show(make_release(programme=make_programme(items=items, rooms=rooms)))
    shown = page(client, "/harbour-2021/subscribe/")
    whole = len(client.get("/harbour-2021/calendar.ics").content)
    assert whole > 1_400_000
    assert f"a calendar of {whole / 1e6:.1f} MB" in texts(shown, "//*[@class='large']")[0]
    assert [heading.get("id") for heading in shown.xpath("//h2")][:2] == ["parts", "whole"]
    for row in shown.xpath("//ul[@class='feeds']/li")[170:185]:
        there = row.xpath(".//code")[0].text.removeprefix("http://127.0.0.1:8000")
        octets = len(client.get(there).content)
        assert octets < 1_000_000
        assert abs(int(texts(row, ".//small")[0].split()[0]) - octets / 1000) < 2


@pytest.mark.parametrize(
    ("path", "current"), [("", "Schedule"), ("speakers/", "Speakers"), ("subscribe/", "Subscribe")]
)
def test_the_menu_says_where_one_is(client: Client, path: str, current: str) -> None:
    shown = page(client, f"/gulf-2021/{path}")
    assert texts(shown, "//nav//a[@aria-current='page']") == [current]
    assert shown.xpath("//link[@rel='canonical']/@href") == [f"http://127.0.0.1:8000/gulf-2021/{path}"]


def test_the_footer_dates_the_release_in_the_events_zone(client: Client) -> None:
    assert texts(page(client, "/gulf-2021/"), "//footer") == ["Release 3, published 16 May 2021 · calendar"]


def test_an_event_without_a_programme_says_so(client: Client, published: Published) -> None:
    published.show(make_release(programme=Programme(make_event())))
    assert texts(page(client, "/harbour-2021/"), "//p[@class='facts']") == ["Online"]
    assert texts(page(client, "/harbour-2021/"), "//p[@class='nothing']") == [
        "The programme has not been announced yet. Subscribe, and it will come to your calendar."
    ]
    assert texts(page(client, "/harbour-2021/speakers/"), "//main/p") == [
        "Who speaks has not been announced yet. The schedule says what is known."
    ]
    page(client, "/harbour-2021/subscribe/")


def test_a_day_without_panels_keeps_its_heading(client: Client, published: Published) -> None:
    published.show(make_release(programme=Programme(make_event(), (Day(date(2021, 5, 19), "Boats"),))))
    shown = page(client, "/harbour-2021/")
    assert (texts(shown, "//h2"), texts(shown, "//section/p")) == (["Wednesday 19 May Boats"], ["To be announced."])
    assert texts(shown, "//p[@class='facts']") == ["19 May 2021 · Online · times in Toronto (EDT, UTC−4)"]


def test_headings_say_the_year_where_there_are_two(client: Client, published: Published) -> None:
    days = (Day(date(2021, 12, 31)), Day(date(2022, 1, 1)))
    published.show(make_release(programme=Programme(make_event(), days)))
    assert texts(page(client, "/harbour-2021/"), "//h2") == ["Friday 31 December 2021", "Saturday 1 January 2022"]


def test_the_header_says_when_the_clocks_change(client: Client, published: Published) -> None:
    items = tuple(make_panel(n, when=When(date(2021, 11, day), time(9))) for n, day in ((1, 6), (2, 8)))
    published.show(make_release(programme=make_programme(items=items)))
    assert texts(page(client, "/harbour-2021/"), "//p[@class='facts']") == [
        "6–8 November 2021 · Online · times in Toronto (EDT, UTC−4; from 8 November EST, UTC−5)"
    ]


def test_nothing_that_others_wrote_becomes_markup(client: Client, published: Published) -> None:
    evil = "<script>alert('x')</script>\"'&"
    panel = make_panel(1, title=evil, abstract=evil, number=evil, people=(Appearance("s", billing=evil, paper=evil),))
    event = make_event(title=evil, organiser=evil, venue=evil, colour='#fff;}"')
    programme = make_programme(items=(panel,), event=event, speakers=(Speaker("s", evil, evil, evil, slug="s"),))
    published.show(make_release(programme=replace(programme, days=(Day(panel.when.date or date.min, evil),))))
    for path in ("", panel_path(panel), "speakers/", "speakers/s/", "subscribe/", "nothing/"):
        body = client.get(f"/harbour-2021/{path}").content.decode()
        assert "<script>" not in body, path
        assert body.count("<script") == body.count('<script type="'), path
        assert "&lt;script&gt;" in body, path
    assert "style.css" not in body


def panel_path(panel: Panel) -> str:
    return f"panels/{panel.slug}/"


@pytest.mark.parametrize("path", [SECURITY, "/gulf-2021/speakers/sergio-marchi/"])
def test_links_that_run_scripts_are_left_out(client: Client, path: str) -> None:
    assert b"javascript" not in client.get(path).content
    assert b"Trap" not in client.get(path).content


def test_the_events_colour_can_be_read_in_light_and_dark(client: Client) -> None:
    assert page(client, "/gulf-2021/").xpath("//link[@rel='stylesheet']/@href")[-1] == "/gulf-2021/style.css"
    response = client.get("/gulf-2021/style.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response.content.decode().startswith(
        ":root { --accent: #826c00; }\n@media (prefers-color-scheme: dark) { :root { --accent: #ffd400; } }\n"
        "@media print { :root { --accent: #826c00; } }\n"
    )


def test_a_panel_wears_the_colour_of_its_track(client: Client, published: Published) -> None:
    tracks = (Track("track-1", "Policy", "#1b6a5a", slug="policy"),)
    programme = make_programme(items=(make_panel(track="track-1"),), tracks=tracks)
    published.show(make_release(programme=programme))
    assert b'data-track="policy"' in client.get("/harbour-2021/").content
    assert b'[data-track="policy"] { --track: #1b6a5a; }' in client.get("/harbour-2021/style.css").content


def test_an_event_without_a_colour_has_no_stylesheet_of_its_own(client: Client, published: Published) -> None:
    published.show(make_release())
    assert b"style.css" not in client.get("/harbour-2021/").content
    assert client.get("/harbour-2021/style.css").status_code == 404


def test_the_forum_is_small(client: Client) -> None:
    assert len(client.get("/gulf-2021/").content) < 20_000


def test_a_speaker_leads_to_the_other_events_they_appear_in(client: Client, published: Published) -> None:
    second = replace(make_release(2).programme, speakers=(make_forum().programme.speaker["marchi"],))
    panel = replace(second.panels[0], people=(Appearance("marchi"),))
    published.show(make_release(programme=replace(second, panels=(panel,))))
    shown = page(client, "/gulf-2021/speakers/sergio-marchi/")
    assert shown.xpath("//h2[.='Also at']/following-sibling::ul//a/@href") == ["/harbour-2021/speakers/sergio-marchi/"]
    assert b"Also at" not in client.get("/gulf-2021/speakers/sanam-vakil/").content


def test_no_page_of_an_event_of_24_hours_says_am_or_pm(client: Client, forum: Published) -> None:
    half = re.compile(r"\d[\s\u00a0]*[ap]m\b")
    paths = ("", "?tz=Asia/Tokyo", "panels/night/", "speakers/", "speakers/sanam-vakil/", "changes/", "embed.html")
    twelve = [bool(half.search(page(client, f"/gulf-2021/{path}").text_content())) for path in paths]
    forum.show(replace(make_forum(clock="24"), number=4))
    said = [page(client, f"/gulf-2021/{path}").text_content() for path in paths]
    assert (twelve, [half.findall(text) for text in said]) == ([True] * len(paths), [[]] * len(paths))
    assert "22:00–01:00" in " ".join(said)
