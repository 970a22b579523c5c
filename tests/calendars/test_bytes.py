"""The feed to the byte, and what must never stand in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from programme.model import Appearance, Link, Panel, Release, Room, Speaker, Track, When
from programme.writing.calendar import FactError, calendar, ics, panels_with_time
from tests.builders import FIRST_DAY, make_event, make_panel, make_programme, make_release

SITE = "https://schedule.example.org"
LATER = datetime(2021, 5, 3, 9, 30, tzinfo=UTC)


def feed(release: Release) -> str:
    return ics(calendar(release, SITE, panels_with_time(release), name=release.programme.event.title)).decode()


def entries(text: str) -> dict[str, str]:
    """Each VEVENT, unfolded, by its UID."""
    found = text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
    return {entry.split("UID:")[1].split("\r\n")[0]: entry for entry in found}


def small_release() -> Release:
    """A panel that the public sees, one that was withdrawn and one without a time."""
    panel = make_panel(
        title="Fish, Salt; and\tWar – “Who pays?”",
        abstract="The **quays**:\n\n- [who](https://example.org/a?b=1,2) owned them\n- who <b>pays</b>",
        room="r",
        track="t",
        kind="keynote",
        links=(Link("https://stream.example.org/1", rel="stream"),),
        people=(Appearance("s", "keynote", "Mayor, Port-Réal", paper="Salt"), Appearance("q", "moderator")),
        sequence=3,
    )
    grave = Panel("gone", "Eels", when=When(FIRST_DAY, time(8)), state="cancelled", slug="eels", sequence=1)
    return make_release(
        programme=make_programme(
            items=(panel, make_panel(2, when=When(FIRST_DAY))),
            event=make_event(title="Harbour, Forum", colour="#8a1f2b", venue="Quay 7"),
            rooms=(Room("r", "Great Hall", slug="great-hall"),),
            tracks=(Track("t", "Policy; Law", slug="policy"),),
            speakers=tuple(
                Speaker(uid, name, honorific, slug=uid)
                for uid, name, honorific in (("s", "Zoë Ángel", "Dr."), ("q", "Wu 伍", ""), *OTHERS)
            ),
        ),
        tombstones=(replace(grave, changed=LATER),),
    )


OTHERS = (("speaker-2", "Ada", ""), ("speaker-3", "Bo", ""))

GOLDEN = r"""
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Convenor//Calendar feeds//EN
CALSCALE:GREGORIAN
X-WR-CALDESC:Institute of Harbours https://schedule.example.org
NAME:Harbour\, Forum
X-WR-CALNAME:Harbour\, Forum
COLOR:brown
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
BEGIN:VEVENT
SUMMARY:Cancelled: Eels
DTSTART:20210519T120000Z
DTEND:20210519T130000Z
DTSTAMP:20210503T093000Z
UID:gone
SEQUENCE:1
CATEGORIES:Panel
DESCRIPTION:End not announced.\n\nhttps://schedule.example.org/harbour-202
 1/
LAST-MODIFIED:20210503T093000Z
LOCATION:Quay 7
STATUS:CANCELLED
TRANSP:TRANSPARENT
URL:https://schedule.example.org/harbour-2021/
END:VEVENT
BEGIN:VEVENT
SUMMARY:Fish\, Salt\; and War – “Who pays?”
DTSTART:20210519T130000Z
DTEND:20210519T135000Z
DTSTAMP:20210427T120000Z
UID:00000000-0000-4000-8000-000000000001
SEQUENCE:3
CATEGORIES:Policy\; Law,Keynote
CONFERENCE;FEATURE=VIDEO;LABEL=Stream;VALUE=URI:https://stream.example.org
 /1
DESCRIPTION:Keynote: Dr. Zoë Ángel\, Mayor\, Port-Réal: “Salt”\nMod
 erator: Wu 伍\n\nThe quays:\n\n- who (https://example.org/a?b=1\,2) owned
  them\n- who <b>pays</b>\n\nStream: https://stream.example.org/1\n\nhttps:
 //schedule.example.org/harbour-2021/panels/harbours-and-tides-part-1/
LAST-MODIFIED:20210427T120000Z
LOCATION:Great Hall\, Quay 7
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:https://schedule.example.org/harbour-2021/panels/harbours-and-tides-pa
 rt-1/
END:VEVENT
END:VCALENDAR
""".lstrip()


def test_a_small_feed_is_exactly_this() -> None:
    assert feed(small_release()) == GOLDEN.replace("\n", "\r\n")


def test_two_builds_give_the_same_bytes() -> None:
    assert feed(make_release(30)) == feed(make_release(30))


def test_an_edit_changes_the_entry_of_its_panel_only() -> None:
    before = make_release(20)
    edited = make_panel(7, title="Another title, first in the alphabet", sequence=1, changed=LATER)
    panels = tuple(edited if panel.uid == edited.uid else panel for panel in before.programme.panels)
    after = make_release(number=2, programme=replace(before.programme, panels=panels))
    old, new = entries(feed(before)), entries(feed(after))
    assert list(old) == list(new)
    assert [uid for uid in old if old[uid] != new[uid]] == [edited.uid]
    assert "SEQUENCE:1\r\n" in new[edited.uid]
    assert "DTSTAMP:20210503T093000Z\r\n" in new[edited.uid]


def test_no_feed_holds_what_programs_fall_over() -> None:
    text = feed(small_release())
    head = text.split("BEGIN:VEVENT")[0]
    assert "UID" not in head
    assert not [
        what
        for what in ("VTIMEZONE", "TZID", "METHOD", "X-WR-TIMEZONE", "VALARM", "PARTICIPANT", "VLOCATION", "ATTENDEE")
        if what in text
    ]


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        ((2021, 3, 13), "20210313T140000Z", "20210313T145000Z"),  # winter in Toronto
        ((2021, 3, 14), "20210314T130000Z", "20210314T135000Z"),  # summer time has begun
    ],
)
def test_times_are_utc_on_either_side_of_summer_time(day: tuple[int, int, int], start: str, end: str) -> None:
    when = When(datetime(*day, tzinfo=UTC).date(), time(9), time(9, 50))
    text = feed(make_release(programme=make_programme(items=(make_panel(when=when),))))
    assert f"DTSTART:{start}\r\nDTEND:{end}\r\n" in text


def test_the_repeated_hour_is_told_apart() -> None:
    day = datetime(2021, 11, 7, tzinfo=UTC).date()  # at 2:00 clocks in Toronto go back to 1:00
    items = tuple(
        make_panel(n, when=When(day, time(1, 15, fold=fold), time(1, 45, fold=fold))) for n, fold in ((1, 0), (2, 1))
    )
    found = entries(feed(make_release(programme=make_programme(items=items))))
    assert "DTSTART:20211107T051500Z\r\n" in found[items[0].uid]
    assert "DTSTART:20211107T061500Z\r\n" in found[items[1].uid]


def test_a_panel_past_midnight_ends_on_the_next_day() -> None:
    when = When(FIRST_DAY, time(22), time(1), FIRST_DAY.replace(day=20))
    text = feed(make_release(programme=make_programme(items=(make_panel(when=when),))))
    assert "DTSTART:20210520T020000Z\r\nDTEND:20210520T050000Z\r\n" in text


def test_a_cancelled_panel_says_so_and_takes_no_time() -> None:
    text = feed(make_release(programme=make_programme(items=(make_panel(title="Nets", state="cancelled"),))))
    assert "SUMMARY:Cancelled: Nets\r\n" in text
    assert "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n" in text


def test_an_end_that_nobody_announced_is_an_hour_and_says_so_whatever_follows() -> None:
    items = (make_panel(1, when=When(FIRST_DAY, time(9))), make_panel(2, when=When(FIRST_DAY, time(9, 15))))
    first = entries(feed(make_release(programme=make_programme(items=items))))[items[0].uid]
    assert "DTSTART:20210519T130000Z\r\nDTEND:20210519T140000Z\r\n" in first
    assert "DESCRIPTION:End not announced.\\n\\nModerator: " in first


def test_without_room_and_venue_it_is_online_only_where_something_says_so() -> None:
    def place(**facts: object) -> str:
        event = make_event(venue="")
        text = feed(make_release(programme=make_programme(event=event, items=(make_panel(1, **facts),), **rooms)))
        return text.split("LOCATION:")[1].split("\r\n")[0]

    rooms: dict[str, object] = {"rooms": ()}
    assert place() == "Place not announced"
    assert place(links=(Link("https://s.example/1", rel="stream"),)) == "Online"
    rooms = {}
    assert (place(), place(room="room-1")) == ("Everywhere", "Great Hall")


def test_the_rooms_stream_stands_for_a_panel_without_its_own() -> None:
    rooms = (Room("r", "Hall", stream="https://stream.example.org/hall", slug="hall"),)
    text = feed(make_release(programme=make_programme(items=(make_panel(room="r"),), rooms=rooms)))
    assert "Stream: https://stream.example.org/hall" in text.replace("\r\n ", "")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"when": When(FIRST_DAY, time(9), time(8))}, "ends at 2021-05-19 12:00 UTC, which is not after its start"),
        ({"when": When(FIRST_DAY, time(9), time(9))}, "ends at 2021-05-19 13:00 UTC, which is not after its start"),
        ({"changed": None}, "does not say at what instant"),
        ({"changed": datetime(2021, 5, 1)}, "does not say at what instant"),  # noqa: DTZ001
        ({"sequence": -1}, "has the sequence -1"),
        ({"uid": ""}, "has no uid"),
    ],
)
def test_facts_that_programs_choke_on_are_an_error_that_names_the_panel(facts: dict[str, object], message: str) -> None:
    release = make_release(programme=make_programme(items=(make_panel(**{"title": "Nets", **facts}),)))
    with pytest.raises(FactError, match=f"^“Nets” .*{message}"):
        feed(release)


def test_one_uid_twice_is_an_error() -> None:
    release = make_release(2)
    twice = replace(release, tombstones=(release.programme.panels[0],))
    with pytest.raises(FactError, match="stands in the feed twice"):
        feed(twice)
