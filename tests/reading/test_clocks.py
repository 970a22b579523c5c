"""Times that no clock shows."""

from __future__ import annotations

from datetime import date, time

from programme.model import When
from programme.reading import Options, read

DAY = date(2025, 3, 9)  # at 2:00 the clocks in Toronto go to 3:00
DOCUMENT = b"""Sunday, 9 March 2025

Panel 1: Before (1:00 AM - 1:30 AM)

Panel 2: Into the Gap (1:30 AM - 2:15 AM)

Panel 3: In the Gap (2:30 AM - 3:15 AM)

Panel 4: After (3:30 AM - 4:00 AM)
"""


def test_a_time_that_the_clocks_skip_is_left_empty_and_noted() -> None:
    reading = read(DOCUMENT, Options(timezone="America/Toronto"))
    assert [panel.when for panel in reading.programme.panels] == [
        When(DAY, time(1), time(1, 30)),
        When(DAY, time(1, 30)),
        When(DAY),
        When(DAY, time(3, 30), time(4)),
    ]
    assert [note.lines for note in reading.notes if note.code == "no-such-time"] == [(5,), (7,)]


def test_where_no_hour_is_skipped_nothing_is_lost() -> None:
    reading = read(DOCUMENT, Options(timezone="Asia/Kathmandu"))
    assert [panel.when.start for panel in reading.programme.panels] == [time(1), time(1, 30), time(2, 30), time(3, 30)]


def test_a_start_date_at_the_end_of_time_is_refused() -> None:
    reading = read(DOCUMENT, Options(timezone="UTC", start_date=date(9999, 12, 31)))
    assert [note.code for note in reading.notes if note.level == "error"] == ["bad-date"]
