from __future__ import annotations

import pytest

from programme.reading.dates import read_date
from programme.reading.text import flat
from programme.reading.times import read_span, settle


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("09:00", "09:00", None),
        ("10:30 AM – 11:45 AM", "10:30", "11:45"),
        ("10:30 AM -11:45 AM", "10:30", "11:45"),
        ("9:30 – 10:45 am", "09:30", "10:45"),
        ("11:00 am – noon", "11:00", "12:00"),
        ("noon – 1:00 pm", "12:00", "13:00"),
        ("12:30 - 2 p.m.", "12:30", "14:00"),
        ("11:30 – 1:00 pm", "11:30", "13:00"),
        ("09.00 a.m. to 10.15 a.m.", "09:00", "10:15"),
        ("9.30-10.30", "09:30", "10:30"),
        ("14h30 à 16h", "14:30", "16:00"),
        ("9 h 30 – 11 h 00", "09:30", "11:00"),
        ("11h à midi", "11:00", "12:00"),
        ("9 bis 10.30 Uhr", "09:00", "10:30"),
        ("0930 – 1015", "09:30", "10:15"),
        ("11: 40", "11:40", None),
        ("from 9:00 to 9:20", "09:00", "09:20"),
        ("10:00 (45 min)", "10:00", "10:45"),
        ("10:00 – 20 minutes", "10:00", "10:20"),
        ("17.00 – 17.99", "17:00", None),
        ("13:00 – 12:15", "13:00", None),
        ("25:00 – 26:00", None, None),
        ("10:30 AM – 11:45", "10:30", "11:45"),
        ("11:00 AM – 12:30", "11:00", "12:30"),
    ],
)
def test_a_time_is_read_in_every_way_it_is_written(text: str, start: str | None, end: str | None) -> None:
    span = read_span(flat(text), 0, digits=True)
    assert span is not None
    hours = settle(span)
    assert (clock(hours.start), clock(hours.end)) == (start, end)


def clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


@pytest.mark.parametrize("text", ["2030 Agenda", "9 to 5", "3 Days", "Panel 2", "in 2015 – 2020", "1.5 million"])
def test_a_number_is_no_time(text: str) -> None:
    assert read_span(flat(text), 0, digits=False) is None


def test_an_end_after_midnight_is_on_the_next_day() -> None:
    span = read_span("22:00 - 00:30", 0, digits=False)
    assert span is not None
    assert settle(span).end == 24 * 60 + 30
    assert settle(span).codes == ("past-midnight",)


def test_the_zone_is_kept_as_written() -> None:
    for text, zone in [
        ("9:00 – 10:00 ET", "ET"),
        ("9:00 CEST (UTC+2)", "CEST (UTC+2)"),
        ("9:00 Eastern Time", "Eastern Time"),
    ]:
        span = read_span(flat(text), 0, digits=False)
        assert span is not None
        assert (span.zone, span.stop) == (zone, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 14, 2023", (2023, 3, 14)),
        ("14 mars 2023", (2023, 3, 14)),
        ("Tuesday, March 14th, 2023", (2023, 3, 14)),
        ("Jeudi 16 novembre 2023", (2023, 11, 16)),
        ("les 16 et 17 novembre 2023", (2023, 11, 16)),
        ("7–8 June 2023", (2023, 6, 7)),
        ("May 19-20, 2021", (2021, 5, 19)),
        ("30 May – 1 June 2023", (2023, 5, 30)),
        ("16, 17 and 18 May 2024", (2024, 5, 16)),
        ("2024-05-16", (2024, 5, 16)),
        ("Donnerstag, 16. Mai 2024", (2024, 5, 16)),
        ("jueves 16 de mayo de 2024", (2024, 5, 16)),
        ("16.05.2024", (2024, 5, 16)),
        ("05/16/2024", (2024, 5, 16)),
        ("Monday 09/02/2024", (2024, 9, 2)),
        ("6 February", (None, 2, 6)),
    ],
)
def test_a_date_is_read_in_every_way_it_is_written(text: str, expected: tuple[int | None, int, int]) -> None:
    found = read_date(flat(text), 0)
    assert found is not None
    assert (found.year, found.month, found.day) == expected
    assert not found.swapped


def test_a_date_that_can_be_read_in_two_ways_says_so() -> None:
    found = read_date("05/09/2022", 0)
    assert found is not None
    assert found.swapped


@pytest.mark.parametrize("text", ["Panel 3", "March forward", "10:30", "In 2016", "May we?", "1.30 pm"])
def test_prose_has_no_date_at_its_start(text: str) -> None:
    assert read_date(text, 0) is None
