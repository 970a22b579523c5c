"""Feeds as a calendar program fetches them."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from events.site import store
from programme import addresses
from programme.model import Appearance, Former, Panel, Release, When
from tests.builders import FIRST_DAY, make_panel, make_programme, make_release
from tests.published import Published

WHOLE = "/harbour-2021/calendar.ics"
LATER = datetime(2021, 5, 3, 9, 30, tzinfo=UTC)


def titles(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    lines = response.content.decode().replace("\r\n ", "").split("\r\n")
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]


def busy_release() -> Release:
    """Nets (day 1, hall, policy), Salt (a keynote, day 2), Eels without a time; Gulls withdrawn from day 2's hall."""
    items = (
        make_panel(1, title="Nets", slug="nets", room="room-1", track="track-1"),
        make_panel(9, title="Salt", slug="salt", kind="keynote"),
        make_panel(3, title="Eels", slug="eels", when=When()),
    )
    when = When(FIRST_DAY + timedelta(days=1), items[1].when.start, items[1].when.end)
    grave = Panel("g", "Gulls", when=when, room="room-1", state="cancelled", slug="gulls", changed=LATER)
    return make_release(programme=make_programme(items=items), tombstones=(grave,))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("calendar", ["Nets", "Salt", "Cancelled: Gulls"]),
        ("days/2021-05-19", ["Nets"]),
        ("days/2021-05-20", ["Salt", "Cancelled: Gulls"]),
        ("rooms/great-hall", ["Nets", "Cancelled: Gulls"]),
        ("tracks/policy", ["Nets"]),
        ("kinds/keynote", ["Salt"]),
        ("kinds/panel", ["Nets", "Cancelled: Gulls"]),
        ("speakers/ada-speaker-1", ["Nets"]),
        ("speakers/ada-speaker-3", []),  # their panel has no time yet
        ("panels/salt", ["Salt"]),
        ("panels/gulls", ["Cancelled: Gulls"]),
        ("panels/eels", []),
    ],
)
def test_each_feed_holds_its_panels_and_tombstones(
    client: Client, published: Published, path: str, expected: list[str]
) -> None:
    published.show(busy_release())
    assert titles(client, f"/harbour-2021/{path}.ics") == expected


def test_what_the_addresses_say_is_served(client: Client, published: Published) -> None:
    release = busy_release()
    published.show(release)
    programme = release.programme
    paths = [
        addresses.calendar(release),
        addresses.day_calendar(release, FIRST_DAY),
        addresses.room_calendar(release, programme.rooms[0]),
        addresses.track_calendar(release, programme.tracks[0]),
        addresses.kind_calendar(release, "keynote"),
        addresses.speaker_calendar(release, programme.speakers[0]),
        addresses.panel_calendar(release, programme.panels[0]),
    ]
    assert [client.get(path).status_code for path in paths] == [200] * 7


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/calendar.ics",
        "/harbour-2021/days/2021-05-25.ics",
        "/harbour-2021/days/2021-02-31.ics",
        "/harbour-2021/rooms/attic.ics",
        "/harbour-2021/tracks/none.ics",
        "/harbour-2021/kinds/workshop.ics",
        "/harbour-2021/kinds/nonsense.ics",
        "/harbour-2021/speakers/nobody.ics",
        "/harbour-2021/panels/nothing.ics",
    ],
)
def test_what_is_not_there_is_404(client: Client, published: Published, path: str) -> None:
    published.show(busy_release())
    assert client.get(path).status_code == 404


def test_the_headers_are_what_calendar_programs_want(client: Client, published: Published) -> None:
    published.show(busy_release())
    response = client.get(WHOLE, headers={"Accept": "image/png"})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Last-Modified"] == "Tue, 27 Apr 2021 12:00:00 GMT"  # when it was published
    assert response["Vary"] == "Accept-Encoding"
    assert "Content-Disposition" not in response
    assert not response.cookies


def test_head_says_the_same_without_the_body(client: Client, published: Published) -> None:
    published.show(busy_release())
    head, got = client.head(WHOLE), client.get(WHOLE)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == got["ETag"]
    assert head["Content-Length"] == got["Content-Length"] == str(len(got.content))


def test_nothing_can_be_written_to_a_feed(client: Client, published: Published) -> None:
    published.show(busy_release())
    assert client.post(WHOLE).status_code == 405


def test_compressed_is_the_same_calendar(client: Client, published: Published) -> None:
    published.show(busy_release())
    response = client.get(WHOLE, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == client.get(WHOLE).content


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_program_that_asks_again_gets_304(client: Client, published: Published, form: str) -> None:
    published.show(busy_release())
    etag = client.get(WHOLE)["ETag"]
    again = client.get(WHOLE, headers={"If-None-Match": form.format(etag)})
    assert (again.status_code, again.content) == (304, b"")


def test_a_program_that_knows_only_dates_gets_304(client: Client, published: Published) -> None:
    published.show(busy_release())
    since = {"If-Modified-Since": client.get(WHOLE)["Last-Modified"]}
    assert client.get(WHOLE, headers=since).status_code == 304


def test_a_feed_whose_panels_did_not_change_stays_the_same_in_the_next_release(
    client: Client, published: Published
) -> None:
    """Its ETag too. Its Last-Modified is that of the release: it cannot know whether a panel has left it."""
    first = make_release(9)
    published.show(first)
    before = {day: client.get(f"/harbour-2021/days/{day}.ics") for day in ("2021-05-19", "2021-05-20")}
    panels = (*first.programme.panels[:8], make_panel(9, title="Mended", sequence=1, changed=LATER))
    published.show(make_release(number=2, programme=replace(first.programme, panels=panels), published=LATER))
    after = {day: client.get(f"/harbour-2021/days/{day}.ics") for day in before}
    assert after["2021-05-19"].content == before["2021-05-19"].content
    assert after["2021-05-19"]["ETag"] == before["2021-05-19"]["ETag"]
    assert after["2021-05-20"]["ETag"] != before["2021-05-20"]["ETag"]
    assert after["2021-05-20"]["Last-Modified"] == "Mon, 03 May 2021 09:30:00 GMT"


def test_who_asks_by_date_hears_of_a_panel_that_left_the_feed(client: Client, published: Published) -> None:
    path = "/harbour-2021/days/2021-05-19.ics"
    first = make_release(2)
    published.show(first)
    since = {"If-Modified-Since": client.get(path)["Last-Modified"]}
    moved = make_panel(2, when=When(FIRST_DAY + timedelta(days=1), make_panel().when.start), changed=LATER, sequence=1)
    programme = replace(first.programme, panels=(first.programme.panels[0], moved))
    published.show(make_release(number=2, programme=programme, published=LATER))
    answer = client.get(path, headers=since)
    assert answer.status_code == 200
    assert answer.content.count(b"BEGIN:VEVENT") == 1


def test_a_release_that_changes_no_panel_keeps_bytes_and_etag(client: Client, published: Published) -> None:
    first = busy_release()
    published.show(first)
    before = client.get(WHOLE)
    published.show(replace(first, number=2, published=LATER + timedelta(days=1)))
    store.pages.clear()
    after = client.get(WHOLE)
    assert after.content == before.content
    assert after["ETag"] == before["ETag"]


def test_who_asks_by_date_hears_that_the_event_was_renamed(client: Client, published: Published) -> None:
    first = make_release(2)
    published.show(first)
    since = {"If-Modified-Since": client.get(WHOLE)["Last-Modified"]}
    renamed = replace(first.programme, event=replace(first.programme.event, title="Renamed"))
    published.show(replace(first, number=2, published=LATER, programme=renamed))
    assert b"NAME:Renamed" in client.get(WHOLE, headers=since).content


def test_the_feeds_of_a_withdrawn_panels_people_and_room_say_so(client: Client, published: Published) -> None:
    gone = make_panel(1, state="cancelled", abstract="", room="room-9", people=(Appearance("speaker-9"),))
    former = (Former("speaker", "speaker-9", "ada"), Former("room", "room-9", "attic"))
    published.show(make_release(programme=make_programme(items=(make_panel(2),)), tombstones=(gone,), former=former))
    for path in ("/harbour-2021/speakers/ada.ics", "/harbour-2021/rooms/attic.ics"):
        assert b"STATUS:CANCELLED" in client.get(path).content


@pytest.mark.parametrize("refusal", ["gzip;q=0", "gzip; q=0.0", "identity", ""])
def test_who_refuses_compression_gets_none(client: Client, published: Published, refusal: str) -> None:
    published.show(make_release())
    assert "Content-Encoding" not in client.get(WHOLE, headers={"Accept-Encoding": refusal})


def test_who_writes_hears_that_it_is_to_be_read(published: Published) -> None:
    published.show(make_release())
    strict = Client(enforce_csrf_checks=True)
    assert [strict.post(path).status_code for path in (WHOLE, "/harbour-2021/", "/")] == [405, 405, 405]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_no_feed_asks_the_database(client: Client, published: Published, count: int) -> None:
    """There is no database in this test: any query fails it."""
    published.show(make_release(count))
    assert len(titles(client, WHOLE)) == count
