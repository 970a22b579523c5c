"""What changed, as visitors and feed readers are told of it, from real releases."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from lxml.html import document_fromstring
from pytest_django import DjangoAssertNumQueries

from events import drafts, releases, storing
from events.models import Appearance, Event, Panel, Room, TimeSlot
from events.site import store
from speakers.models import Speaker
from tests.builders import make_programme
from tests.events.test_drafts import with_uuids
from tests.site.reading import by_class, page, texts

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
CHANGES, FEED = "/harbour-2021/changes/", "/harbour-2021/changes.atom"
RFC_3339 = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"


@pytest.fixture
def event() -> Event:
    """Three panels that are public."""
    event = Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")
    storing.store(event, drafts.load(event), with_uuids(make_programme(3)))
    publish(event)
    return event


def publish(event: Event, note: str = "") -> None:
    releases.publish(event, note=note)
    store.current.forget()
    store.cache.clear()  # these tests commit nothing, so that nobody is told


def edit(number: int, **facts: Any) -> Panel:
    Panel.objects.filter(number=str(number)).update(**facts)
    return Panel.objects.get(number=str(number))


def move(panel: Panel, **by: int) -> None:
    assert panel.slot
    start = panel.slot.start + timedelta(**by)
    panel.slot = TimeSlot.objects.create(event=panel.event, start=start, end=start + timedelta(minutes=50))
    panel.save()


def test_the_first_release_says_how_much_there_is(client: Client, event: Event) -> None:
    found = page(client, CHANGES)
    assert texts(found, "//article//p") == ["The programme was published: 3 panels, 4 speakers."]
    assert texts(found, "//article//ul") == []


def test_changes_stand_below_the_panel_that_they_are_of(client: Client, event: Event) -> None:
    move(edit(2, title="A New Title", room=Room.objects.create(event=event, name="Small Hall")), hours=5)
    Speaker.objects.filter(appearances__panel__number="3", appearances__role="moderator").update(name="Yuki Tanaka")
    edit(1, state="cancelled")
    publish(event, "Part 2 has moved to the afternoon.")
    found = page(client, CHANGES)
    newest, _ = found.xpath("//article")
    assert texts(newest, ".//h2/a") == ["Release 2"]
    assert texts(newest, f".{by_class('note')}") == ["Part 2 has moved to the afternoon."]
    assert texts(newest, ".//ul[@class='things']/li/a") == [
        "Harbours and Tides, Part 1",
        "A New Title",
        "Dr. Yuki Tanaka",
    ]
    assert texts(newest, ".//ul[@class='things']/li[1]/strong") == ["Cancelled"]
    assert texts(newest, ".//ul[@class='things']/li[2]//li") == [
        "Has a new title",
        "Moved from 10:00–10:50 am to 3:00–3:50 pm on Wed 19 May",
        "Now in Small Hall",
    ]
    assert texts(newest, ".//ul[@class='things']/li[3]")[0].endswith("Has a new name")
    for address in newest.xpath(".//a/@href"):
        assert client.get(address).status_code == 200, address


def test_each_release_has_its_moment_in_the_events_zone(client: Client, event: Event) -> None:
    row = event.releases.get()
    (time,) = page(client, CHANGES).xpath("//article//time")
    assert datetime.fromisoformat(time.get("datetime")) == row.published_at.replace(microsecond=0)
    there = row.published_at.astimezone(event.zone)
    assert f"{there.day} {there:%B %Y}" in time.text_content()
    assert f"{there.hour % 12 or 12}:{there:%M}" in time.text_content()


SECRETS = ("Zenobia", "Quartz", "Ministry", "Whistleblowers", "Her story", "A Spy")


def withdraw_a_secret(event: Event) -> None:
    """It is public for three releases, is moved and renamed, is named in notes, and is put under embargo."""
    panel = edit(2, title="Whistleblowers Unmasked", abstract="Her story.")
    speaker = Speaker.objects.create(name="Zenobia Quartz")
    part = Appearance.objects.create(panel=panel, speaker=speaker, billing="Ministry of Secrets", paper="A Spy Tells")
    publish(event, "With Zenobia Quartz")
    move(panel, hours=5)
    publish(event, "Whistleblowers move to 3 pm")
    part.billing = "Formerly of the Ministry"
    part.save()
    publish(event)
    edit(2, embargo=datetime.fromisoformat("2999-01-01T00:00Z"))
    publish(event, "Ms Quartz asked for it.")


def test_nothing_tells_of_what_is_not_public_any_more(client: Client, event: Event) -> None:
    withdraw_a_secret(event)
    for path in (CHANGES, FEED, *(f"{CHANGES}{number}/" for number in range(1, 6))):
        said = client.get(path).content.decode()
        assert not [secret for secret in SECRETS if secret.casefold() in said.casefold()], path
    entries = [texts(article, ".//p") for article in page(client, CHANGES).xpath("//article")]
    gone = "No changes to what is in the programme today."
    assert entries[0] == ["An entry was withdrawn."]
    assert entries[1:4] == [[gone], [gone], [gone]]


def test_a_person_who_is_not_confirmed_any_more_is_not_named(client: Client, event: Event) -> None:
    panel = edit(1)
    part = Appearance.objects.create(panel=panel, speaker=Speaker.objects.create(name="Zenobia Quartz"))
    publish(event, "Zenobia joins")
    own = "/harbour-2021/panels/harbours-and-tides-part-1/"
    for path in (CHANGES, FEED, own):
        assert "Zenobia Quartz joins" in client.get(path).content.decode()
    part.state = "invited"
    part.save()
    publish(event)
    for path in (CHANGES, FEED, own, f"{CHANGES}2/", f"{CHANGES}3/"):
        assert "Zenobia" not in client.get(path).content.decode()
    assert texts(page(client, own), "//section[@aria-labelledby='history']//li/p") == ["Somebody no longer takes part"]


def test_a_panels_page_tells_what_became_of_it(client: Client, event: Event) -> None:
    own, other = (f"/harbour-2021/panels/harbours-and-tides-part-{number}/" for number in (2, 3))
    assert texts(page(client, own), "//*[@id='history']") == []
    move(edit(2), days=1)
    publish(event)
    edit(2, state="cancelled")
    publish(event)
    found = page(client, own)
    assert texts(found, "//section[@aria-labelledby='history']//li/span/a") == ["Release 3", "Release 2"]
    assert texts(found, "//section[@aria-labelledby='history']//li/p") == [
        "Cancelled",
        "Moved from Wed 19 May, 10:00–10:50 am to Thu 20 May, 10:00–10:50 am",
    ]
    assert texts(page(client, other), "//*[@id='history']") == []


def test_a_panel_that_was_taken_out_again_tells_from_its_beginning(client: Client, event: Event) -> None:
    slot = TimeSlot.objects.first()
    Panel.objects.create(event=event, title="Late", slot=slot)
    publish(event)
    releases.go_back(event, 1)
    publish(event)
    own = page(client, "/harbour-2021/panels/late/")
    assert texts(own, "//section[@aria-labelledby='history']//b") == ["New", "Taken out", "New"]


def test_what_we_note_ourselves_is_in_the_readers_language(client: Client, event: Event) -> None:
    edit(1, title="Ebb")
    publish(event, "Back to the sea.")
    releases.go_back(event, 1)
    store.current.forget()
    store.cache.clear()
    french = page(client, f"/fr{CHANGES}").xpath("//p[@class='note']")
    assert [(note.text, note.get("lang")) for note in french] == [
        ("Retour à la version 1.", None),
        ("Back to the sea.", "en"),
    ]
    assert texts(page(client, CHANGES), "//p[@class='note']") == ["Back to release 1.", "Back to the sea."]
    assert "Retour à la version 1." in client.get(f"/fr{FEED}").content.decode()


def test_a_summary_in_french_has_french_colons(client: Client, event: Event) -> None:
    edit(3, state="cancelled")
    publish(event)
    edit(3, state="confirmed")
    publish(event)
    feed = etree.fromstring(client.get(f"/fr{FEED}").content)
    assert [found.text.replace("\u00a0", " ") for found in feed.findall("a:entry/a:summary", ATOM)][:2] == [
        "Harbours and Tides, Part 3 : Finalement maintenu",
        "Harbours and Tides, Part 3 : Annulé",
    ]


def test_a_panel_published_later_has_no_history_of_its_own_beginning(client: Client, event: Event) -> None:
    Panel.objects.create(event=event, title="Late", slot=TimeSlot.objects.first())
    publish(event)
    assert texts(page(client, "/harbour-2021/panels/late/"), "//*[@id='history']") == []
    Panel.objects.filter(title="Late").update(abstract="Now with one.")
    publish(event)
    found = page(client, "/harbour-2021/panels/late/")
    assert texts(found, "//section[@aria-labelledby='history']//li/p") == ["The abstract changed"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_as_many_queries_and_stays_small_for_many_releases(
    client: Client, event: Event, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        edit(2, title=f"Title {number}")
        publish(event)
    client.get("/harbour-2021/")
    with django_assert_num_queries(4):  # releases, their changes, the first of them, all names
        answer = client.get(CHANGES)
    found = document_fromstring(answer.content)
    assert len(found.xpath("//article")) == min(count + 1, 10)
    assert len(found.xpath("//section[@class='older']//li")) == max(0, count - 9)


def test_a_big_release_is_shortened_beside_others_and_whole_on_its_own_page(client: Client, event: Event) -> None:
    slot = TimeSlot.objects.first()
    Panel.objects.bulk_create(Panel(event=event, title=f"Extra {n}", slot=slot) for n in range(40))
    publish(event)
    (newest, _) = page(client, CHANGES).xpath("//article")
    assert len(newest.xpath(".//ul[@class='things']/li")) == 25
    assert texts(newest, ".//div/p") == ["And 15 more changes of release 2"]
    whole = page(client, f"{CHANGES}2/")
    assert len(whole.xpath("//ul[@class='things']/li")) == 40


@pytest.mark.parametrize("number", ["0", "2", "99999"])
def test_a_release_that_is_not_there_is_not_found(client: Client, event: Event, number: str) -> None:
    assert client.get(f"{CHANGES}{number}/").status_code == 404


@pytest.fixture
def feed(client: Client, event: Event) -> Callable[[], etree._Element]:
    return lambda: etree.fromstring(client.get(FEED).content)


def test_the_feed_is_as_rfc_4287_wants_it(feed: Callable[[], etree._Element], event: Event) -> None:
    edit(2, title="Ports & <b>Tides</b>")
    publish(event, "A note & more")
    root = feed()
    for element in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
        assert element.findtext("a:title", namespaces=ATOM)
        assert len(element.xpath("a:link[@rel='alternate']", namespaces=ATOM)) == 1
    assert len(root.findall("a:author/a:name", ATOM)) == 1
    assert root.xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM).endswith(FEED)
    for moment in root.xpath("//a:updated | //a:published", namespaces=ATOM):
        assert re.fullmatch(RFC_3339, moment.text)
    ids = [element.text for element in root.xpath("//a:id", namespaces=ATOM)]
    assert len(ids) == len(set(ids)) == 3
    assert ids[0] == event.uid.urn
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", found) for found in ids)
    assert root.findtext("a:updated", namespaces=ATOM) == root.findtext("a:entry/a:updated", namespaces=ATOM)
    newest = root.find("a:entry", ATOM)
    assert newest is not None
    assert newest.findtext("a:summary", namespaces=ATOM) == ("A note & more Ports & <b>Tides</b>: Has a new title")
    content = newest.find("a:content", ATOM)
    assert content is not None
    assert content.get("type") == "html"
    html = document_fromstring(content.text or "")
    assert html.xpath("string(//li/a)") == "Ports & <b>Tides</b>"
    assert all(url.startswith("http") for url in html.xpath("//@href"))


def test_an_entry_of_the_feed_keeps_its_id_and_its_date(feed: Callable[[], etree._Element], event: Event) -> None:
    def entries() -> set[tuple[str, ...]]:
        names = ("id", "updated", "title")
        return {tuple(found.findtext(f"a:{n}", "", ATOM) for n in names) for found in feed().findall("a:entry", ATOM)}

    before = entries()
    edit(2, title="Renamed")
    publish(event)
    assert before < entries()


def test_control_characters_do_not_break_the_feed(feed: Callable[[], etree._Element], event: Event) -> None:
    edit(2, title="A\x0bB\x1fC")
    publish(event)
    assert "A" in (feed().findtext("a:entry/a:summary", namespaces=ATOM) or "")


def test_pages_name_the_feed_to_feed_readers(client: Client, event: Event) -> None:
    for path in ("/harbour-2021/", CHANGES):
        assert page(client, path).xpath("//link[@type='application/atom+xml']/@href") == [FEED]
    assert client.get(FEED)["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert client.get(FEED, headers={"If-None-Match": client.get(FEED)["ETag"]}).status_code == 304
