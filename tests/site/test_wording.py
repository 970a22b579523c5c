from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from events.site import wording
from programme.model import Programme, When
from tests.builders import make_event

TORONTO = Programme(make_event(timezone="America/Toronto"))
TWENTY_FOUR = Programme(make_event(timezone="America/Toronto", clock="24"))
DAY = date(2021, 5, 19)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2021, 5, 19), (2021, 5, 19), "19 May 2021"),
        ((2021, 5, 19), (2021, 5, 20), "19–20 May 2021"),
        ((2021, 5, 30), (2021, 6, 2), "30 May – 2 June 2021"),
        ((2021, 12, 30), (2022, 1, 2), "30 December 2021 – 2 January 2022"),
        ((2021, 5, 19), (2022, 5, 20), "19 May 2021 – 20 May 2022"),
    ],
)
def test_dates_are_said_once(first: tuple[int, int, int], last: tuple[int, int, int], words: str) -> None:
    assert wording.date_range(date(*first), date(*last)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(DAY, time(10, 30), time(11, 45)), "10:30–11:45 am"),
        (When(DAY, time(11, 30), time(13, 15)), "11:30 am–1:15 pm"),
        (When(DAY, time(12), time(13)), "12:00–1:00 pm"),
        (When(DAY, time(0), time(0, 30)), "12:00–12:30 am"),
        (When(DAY, time(9)), "9:00 am"),
        (When(DAY, time(22), time(1), date(2021, 5, 20)), "10:00 pm–1:00 am (Thu 20 May)"),
        (When(DAY, time(9), time(9, 30), date(2021, 5, 20)), "9:00 am–9:30 am (Thu 20 May)"),
        (When(None, time(9), time(10)), "9:00–10:00 am"),
        (When(date(2021, 11, 7), time(1, 30), time(1, 50)), "1:30–1:50 am EDT"),
        (When(date(2021, 11, 7), time(1, 30, fold=1), time(1, 50, fold=1)), "1:30–1:50 am EST"),
    ],
)
def test_times_are_read_as_printed(when: When, words: str) -> None:
    assert str(wording.times(when, TORONTO)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(DAY, time(9), time(9, 30)), "09:00–09:30"),
        (When(DAY, time(11, 30), time(13, 15)), "11:30–13:15"),
        (When(DAY, time(22), time(0), date(2021, 5, 20)), "22:00–00:00 (Thu 20 May)"),
    ],
)
def test_an_event_of_24_hours_is_told_so_in_english_and_french_stays_as_it_is(when: When, words: str) -> None:
    assert str(wording.times(when, TWENTY_FOUR)) == words
    elsewhere = wording.times_in(when, TWENTY_FOUR, ZoneInfo("Asia/Tokyo"))
    assert not re.search("[ap]m", str(elsewhere))
    with translation.override("fr"):
        assert str(wording.times(when, TWENTY_FOUR)) == str(wording.times(when, TORONTO))


def test_machines_read_the_offset() -> None:
    found = wording.times(When(DAY, time(10, 30), time(11, 45)), TORONTO)
    assert found is not None
    assert (found.start_machine, found.end_machine) == ("2021-05-19T10:30-04:00", "2021-05-19T11:45-04:00")


def test_utc_says_its_date_where_it_is_another() -> None:
    late = wording.utc_times(When(DAY, time(22), time(23)), TORONTO)
    early = wording.utc_times(When(DAY, time(10)), TORONTO)
    assert late is not None
    assert early is not None
    assert (late.day, str(late), late.start_machine) == ("Thu 20 May", "2:00–3:00 am", "2021-05-20T02:00Z")
    assert early.day == ""
    assert wording.utc_times(When(DAY), TORONTO) is None


@pytest.mark.parametrize(
    ("zone", "days", "words"),
    [
        ("America/Toronto", [(5, 19), (5, 20)], "times in Toronto (EDT, UTC−4)"),
        ("America/Toronto", [(11, 6), (11, 8)], "times in Toronto (EDT, UTC−4; from 8 November EST, UTC−5)"),
        ("Asia/Muscat", [(5, 19)], "times in Muscat (UTC+4)"),
        ("Asia/Kolkata", [(5, 19)], "times in Kolkata (IST, UTC+5:30)"),
        ("America/Argentina/Buenos_Aires", [(5, 19)], "times in Buenos Aires (UTC−3)"),
        ("Europe/London", [(1, 19)], "times in London (GMT, UTC)"),
        ("UTC", [(5, 19)], "times in UTC"),
        ("Etc/GMT+5", [(5, 19)], "times in UTC−5"),
    ],
)
def test_the_zone_is_said_as_a_reader_knows_it(zone: str, days: list[tuple[int, int]], words: str) -> None:
    instants = [datetime(2021, month, day, 12, tzinfo=ZoneInfo(zone)) for month, day in days]
    assert wording.zone_words(zone, instants) == words


@pytest.mark.parametrize(("code", "name"), [("fr", "French"), ("pt-BR", "Portuguese"), ("Dari", "Dari")])
def test_languages_have_names(code: str, name: str) -> None:
    assert wording.language_name(code) == name
