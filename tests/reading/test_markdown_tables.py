"""Markdown with a table for each day."""

from __future__ import annotations

from itertools import product

import pytest

from programme.reading import Options, Reading, read
from tests.reading.showing import days

DAYS = ("Thursday 3 June 2027", "Friday 4 June 2027", "Saturday 5 June 2027", "Sunday 6 June 2027")
COLUMNS = ("Time", "Session", "Room", "Speakers", "Track")
ROWS = [
    ("09:00 - 10:00", "Harbours", "Hall A", "Ana Ruiz (Acme)", "Water"),
    ("10:30 - 11:30", "Rivers", "Hall B", "Luis Soto (CEPAL)", "Trade"),
    ("12:00 - 13:00", "Lunch", "", "", ""),
]
TITLES = [("Harbours", "09:00"), ("Rivers", "10:30"), ("Lunch", "12:00")]
PARAGRAPH = "Everything takes place at the harbour museum."


def document(heading: str, count: int, width: int, *, blank: bool = True, outer: bool = True, below: str = "") -> str:
    """`heading`: how that of a day is written; `below`: a paragraph between it and the table."""
    rows = [COLUMNS, ["---"] * len(COLUMNS), *ROWS]
    bars = "| {} |" if outer else "{}"
    table = [bars.format(" | ".join(row[:width])) for row in rows]
    parts = [part for day in DAYS[:count] for part in (heading.format(day), *filter(None, [below]), "\n".join(table))]
    return ("\n\n" if blank else "\n").join(parts)


def ones_of(reading: Reading, use: str) -> list[str]:
    return [line.text for line in reading.ledger if line.use == use]


@pytest.mark.parametrize("heading", ["# {}", "## {}", "#### {}", "**{}**", "{}\n---", "{}"])
@pytest.mark.parametrize("width", [3, 4, 5])
def test_every_table_stands_on_the_day_of_its_heading(heading: str, width: int) -> None:
    for count, outer, below in product((1, 2, 3, 4), (True, False), ("", PARAGRAPH)):
        for blank in (True, False) if not below else (True,):
            text = document(heading, count, width, blank=blank, outer=outer, below=below)
            found = read(text.encode(), Options(timezone="Europe/Madrid"))
            expected = [(title, f"0{3 + day} {start}") for day in range(count) for title, start in TITLES]
            assert (days(found), ones_of(found, "not-understood")) == (expected, []), text
            assert sum(len(panel.people) for panel in found.programme.panels) == (2 * count if width > 3 else 0)


def test_a_heading_between_rows_of_one_table_is_their_day() -> None:
    rows = document("## {}", 1, 4).splitlines()
    text = "\n".join([*rows, "", f"## {DAYS[1]}", "", *rows[-3:]])
    found = read(text.encode(), Options(timezone="Europe/Madrid"))
    assert days(found) == [(title, f"0{day} {start}") for day in (3, 4) for title, start in TITLES]


def test_rooms_run_across_the_table_of_each_day() -> None:
    table = "| | Hall A | Hall B |\n|--|--|--|\n| 9:00-10:00 | Harbours | Rivers |\n| 10:00-11:00 | Locks | Canals |\n"
    found = read("\n".join(f"## {day}\n\n{table}" for day in DAYS[:2]).encode(), Options(timezone="Europe/Madrid"))
    day = [("Harbours", "09:00"), ("Rivers", "09:00"), ("Locks", "10:00"), ("Canals", "10:00")]
    assert days(found) == [(title, f"0{date} {start}") for date in (3, 4) for title, start in day]
    assert ones_of(found, "not-understood") == []
