"""Which dates are the programme's, and headings written in less usual ways. Small documents, one rule each."""

from __future__ import annotations

from datetime import date

import pytest

from programme.reading import Options, Reading, read

TOLD = Options(timezone="Europe/Oslo", start_date=date(2022, 5, 5))
UNTOLD = Options(timezone="Europe/Oslo")
PANELS = """
Panel 1: Salt (10:30 – 11:45)
Ann Lee: Chemist
Bob Ray: Miner

Panel 2: Tin (12:00 – 13:00)
Cy Poe: Smith
Di Orr: Smelter
"""


def titles(document: str) -> list[str]:
    return [panel.title for panel in under_a_date(document).programme.panels]


def hours(document: str) -> list[tuple[str, str, str]]:
    """(title, start, end) of each panel below a date."""
    return [
        (panel.title, f"{panel.when.start or '':%H:%M}", f"{panel.when.end or '':%H:%M}" if panel.when.end else "")
        for panel in under_a_date(document).programme.panels
    ]


def under_a_date(document: str) -> Reading:
    return read(f"14 March 2023\n\n{document}".encode(), UNTOLD)


def days(reading: Reading) -> set[date | None]:
    return {panel.when.date for panel in reading.programme.panels}


def questions(reading: Reading) -> list[str]:
    return [question.code for question in reading.questions]


@pytest.mark.parametrize(
    "line",
    [
        "Posted on: April 27, 2021 by Admin",
        "Sent: Monday, 6 March 2023 09:14",
        "Updated Jan 9, 2024 at 10:30 AM",
        "Register by March 1, 2023.",
        "Related: Panel 3: Old Rivers (May 3, 2019)",
        "We shall meet on March 1, 2023 in the",
        "The river rose on 9 March 1962.",
        "Salt Days, 14–31 June 2023",
    ],
)
def test_a_date_that_heads_nothing_is_not_the_programmes(line: str) -> None:
    untold, told = (read(f"{line}\n{PANELS}".encode(), options) for options in (UNTOLD, TOLD))
    assert (days(untold), questions(untold)) == ({None}, ["start-date"])
    assert (days(told), questions(told)) == ({date(2022, 5, 5)}, [])


@pytest.mark.parametrize(
    "line",
    [
        "14 March 2023",
        "Oslo, 14–15 March 2023",
        "Salt Days (14 March 2023)",
        "Salt Days 14 March 2023",
        "When: 14 March 2023",
        "14 March 2023, Town Hall",
        "14 March 2023 in Oslo",
    ],
)
def test_a_date_that_stands_as_a_heading_dates_the_programme(line: str) -> None:
    reading = read(f"{line}\n{PANELS}".encode(), UNTOLD)
    assert (days(reading), questions(reading)) == ({date(2023, 3, 14)}, [])


def test_a_byte_order_mark_alone_on_its_line_is_accounted_for() -> None:
    reading = read(f"\ufeff\n14 March 2023\n{PANELS}".encode(), UNTOLD)
    assert [(line.number, line.use) for line in reading.ledger[:3]] == [(1, "outside"), (2, "day"), (4, "heading")]


@pytest.mark.parametrize(
    "heading",
    [
        "CANCELLED: Panel 2: Tin (12:00 PM – 1:15 PM)",
        "Panel 2: Tin (12:00 PM - 1:15 PM) – CANCELLED",
        "Panel 2: Tin (12:00 PM - 1:15 PM) (Cancelled)",
        "Panel 2 (cancelled): Tin (12:00 – 13:15)",
    ],
)
def test_a_heading_says_that_it_is_cancelled_before_within_or_after(heading: str) -> None:
    assert hours(heading) == [("Tin", "12:00", "13:15")]
    assert [panel.state for panel in under_a_date(heading).programme.panels] == ["cancelled"]


@pytest.mark.parametrize(
    ("heading", "end"),
    [
        ("Panel 2: Tin (12:00 PM - 1:15 PM ET", "13:15"),
        ("Panel 2: Tin @ 12:00 PM", ""),
        ("Panel 2: Tin (12:00 PM onwards)", ""),
    ],
)
def test_a_time_in_a_heading_is_read_however_it_is_set_off(heading: str, end: str) -> None:
    assert hours(heading) == [("Tin", "12:00", end)]


@pytest.mark.parametrize("line", ["14-Mar-2023", "14-Mar-23", "2023/03/14", "14 Mar 23", "Tuesday 14 Mar 23"])
def test_a_date_is_read_in_shorter_ways(line: str) -> None:
    assert days(read(f"{line}\n{PANELS}".encode(), UNTOLD)) == {date(2023, 3, 14)}


def test_a_date_with_hours_above_the_items_heads_their_day() -> None:
    reading = read(f"Tuesday, March 14, 2023, 10:30 AM - 1:30 PM ET\n{PANELS}".encode(), UNTOLD)
    assert [panel.title for panel in reading.programme.panels] == ["Salt", "Tin"]
    assert (days(reading), questions(reading)) == ({date(2023, 3, 14)}, [])


@pytest.mark.parametrize(
    "sentence",
    [
        "At 10:30 the gate failed. Who knew",
        "5:00 AM, March 9, 1962: the river rose.",
        "At 2:14 a.m. on February 15, 2021 the frequency fell below 59.4. What was learned?",
        "(10:30 is when the tide turns.)",
    ],
)
def test_a_time_that_opens_a_sentence_begins_no_item(sentence: str) -> None:
    document = f"Panel 1: Salt (10:30 – 11:45)\n\n{sentence}\n\nAnn Lee: Chemist\nBob Ray: Miner\n"
    assert hours(document) == [("Salt", "10:30", "11:45")]
    assert under_a_date(document).programme.panels[0].abstract == sentence


def test_a_person_named_like_a_time_is_a_person() -> None:
    document = "Panel 1: Salt (10:30 – 11:45)\nNoon Ibrahim: Fellow, Salt House\nAnn Lee: Chemist\n"
    assert [speaker.name for speaker in under_a_date(document).programme.speakers] == ["Noon Ibrahim", "Ann Lee"]
    assert hours("Noon Lunch: buffet\n\nPanel 1: Salt (13:30 – 14:45)") == [
        ("Lunch: buffet", "12:00", ""),
        ("Salt", "13:30", "14:45"),
    ]


def test_a_usual_word_in_small_letters_after_a_time_is_an_item() -> None:
    document = "9:00 le petit-déjeuner\n\n10:00 – 11:00 Ouverture\n\n11:00 – 12:00 Débat\n"
    assert titles(document) == ["le petit-déjeuner", "Ouverture", "Débat"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Panel 2: Trade over a Very Long\nCentury (12:00 PM - 1:15 PM)", "Trade over a Very Long Century"),
        ("Panel 2: Trade (12:00 PM -\n1:15 PM ET)", "Trade"),
        ("Panel 2: Trade (12:00 PM\n- 1:15 PM ET)", "Trade"),
        ("Panel 2\nTrade (12:00 PM - 1:15 PM)", "Trade"),
    ],
)  # fmt: skip
def test_a_heading_broken_over_two_lines_is_one(heading: str, title: str) -> None:
    assert hours(f"{heading}\nAnn Lee: Chemist\nBob Ray: Miner\n") == [(title, "12:00", "13:15")]


def test_a_slot_below_an_untimed_panel_stays_its_own_item() -> None:
    document = "Panel 2: Trade and Business in a Very Long\nRivers (12:00 – 12:20)\nSeas and Lakes (12:20 – 12:40)\n"
    assert titles(document)[-2:] == ["Rivers", "Seas and Lakes"]


def test_the_same_number_at_the_same_time_without_headings_asks_for_the_order() -> None:
    reading = read(b"Panel 1 (10:30-11:45)\nAnn Lee: Chemist\n\nPanel 1 (10:30-11:45)\nBob Ray: Miner\n", TOLD)
    assert (days(reading), questions(reading)) == ({None}, ["order"])


def test_opening_hours_are_no_programme() -> None:
    text = "Salt Museum\nTuesday – Friday: 10:00 – 17:00\nSaturday: 10:00 – 18:00\nCafé: 9:30 – 16:30\n"
    reading = read(text.encode(), UNTOLD)
    assert (reading.programme.panels, [note.code for note in reading.notes]) == ((), ["no-programme"])


def test_four_digits_in_brackets_are_times_where_several_panels_have_them() -> None:
    assert hours("Panel 1: Salt (1030-1145)\n\nPanel 2: Tin (1200-1315)\n") == [
        ("Salt", "10:30", "11:45"),
        ("Tin", "12:00", "13:15"),
    ]
    mixed = "Panel 1: Ore (09:00-10:15)\n\nPanel 2: Salt (1030-1145)\n\nPanel 3: Tin (12:00-13:15)\n"
    assert titles(mixed) == ["Ore", "Salt (1030-1145)", "Tin"]


@pytest.mark.parametrize(
    "honorific",
    [
        *("Cllr", "Eng.", "Assoc. Prof.", "Assistant Professor", "Major-General", "Rear Admiral", "Lieutenant-General"),
        *("Her Excellency", "Rev’d", "Dra.", "Dre", "Dr.-Ing.", "Shri", "Dato’", "General (ret.)", "Colonel (Ret'd)"),
    ],
)
def test_an_honorific_is_set_apart_from_the_name(honorific: str) -> None:
    reading = under_a_date(f"Panel 1: Salt (10:30 – 11:45)\n{honorific} Ann Lee: Chemist\nBob Ray: Miner\n")
    first = reading.programme.speakers[0]
    assert (first.honorific, first.name) == (honorific, "Ann Lee")
