"""What programmes that the reader had not seen were found to say in ways of their own."""

from __future__ import annotations

from typing import Any

import pytest

from programme.reading import Options, as_json, read

HEAD = "Forum on Rain\n\n3 May 2024\n\n"


def panels(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = as_json(read(text.encode(), Options(timezone="Europe/London")))["panels"]
    return found


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "Ann Lee (Acme); Bo Ray (respondent, Beta)",
            [("Ann Lee", "Acme", "speaker"), ("Bo Ray", "Beta", "discussant")],
        ),
        (
            "Speakers: Ann Lee (Acme); Bo Ray (Chair, Beta)",
            [("Ann Lee", "Acme", "speaker"), ("Bo Ray", "Chair, Beta", "speaker")],
        ),
        ("Speakers: Ann Lee (online), Acme", [("Ann Lee", "Acme", "speaker")]),
        (
            "Moderator: Ann Lee, Acme; Speakers: Bo Ray, Beta; Cy Orr, Gamma",
            [("Ann Lee", "Acme", "moderator"), ("Bo Ray", "Beta", "speaker"), ("Cy Orr", "Gamma", "speaker")],
        ),
        ("Presentation by Ms. Ann Lee, Acme", [("Ann Lee", "Acme", "speaker")]),
        ("Vortrag von Prof. Dr. Ann Lee (Acme)", [("Ann Lee", "Acme", "speaker")]),
        ("Referat: Dr. Ann Lee, Acme", [("Ann Lee", "Acme", "speaker")]),
        ("Commentary: Ann Lee, Acme", [("Ann Lee", "Acme", "discussant")]),
        (
            "Ne parlano: Ann Lee, Bo Ray e Cy Orr",
            [("Ann Lee", None, "speaker"), ("Bo Ray", None, "speaker"), ("Cy Orr", None, "speaker")],
        ),
        ("Coordinadora: Ann Lee (Acme)", [("Ann Lee", "Acme", "moderator")]),
        (
            "Speakers: Ann Lee (Acme), Bo Ray (Beta), moderated by Cy Orr",
            [("Ann Lee", "Acme", "speaker"), ("Bo Ray", "Beta", "speaker"), ("Cy Orr", None, "moderator")],
        ),
    ],
)
def test_people_are_read(line: str, people: list[tuple[str, str | None, str]]) -> None:
    (panel,) = panels(f"{HEAD}9:00 - 10:00 Panel 1: Rain\n{line}\n")
    assert [(one["name"], one["billing"], one["role"]) for one in panel["people"]] == people


@pytest.mark.parametrize("when", ["10:45 – 10:30", "10.45 - 10.30"])
def test_an_end_just_before_its_start_is_left_empty(when: str) -> None:
    first, _ = panels(f"{HEAD}{when} Break\n11:00 – 12:00 Panel 1: Rain\n")
    assert first["end"] is None


@pytest.mark.parametrize(
    "day", ["Friday 3 May 2024, 9:00 – 12:00", "Friday 3 May 2024, 9:00", "Programme for Friday 3 May 2024"]
)
def test_the_events_own_time_is_its_day_and_no_item(day: str) -> None:
    found = panels(f"Forum on Rain\n{day}\nTown Hall\n\n9:00 Registration\n9:30 Welcome\nAnn Lee, Acme\n10:00 Rain\n")
    assert [(panel["date"], panel["start"]) for panel in found] == [
        ("2024-05-03", "09:00"),
        ("2024-05-03", "09:30"),
        ("2024-05-03", "10:00"),
    ]


def test_what_follows_a_dated_item_has_its_date() -> None:
    found = panels("Forum on Rain\n3 May 2024, 9:00 Registration\n9:30 Welcome\n4 May 2024, 9:00 Trip\n10:00 Closing\n")
    assert [panel["date"] for panel in found] == ["2024-05-03", "2024-05-03", "2024-05-04", "2024-05-04"]


def test_a_house_behind_a_name_is_no_room() -> None:
    found = panels(f"{HEAD}9:00 – 9:10 Welcome – Ann Lee (Ynni Dyfi)\n9:10 – 10:00 Rain – Ann Lee (Ynni Dyfi)\n")
    assert [(panel["room"], panel["people"][0]["billing"]) for panel in found] == [(None, "Ynni Dyfi")] * 2


def test_a_number_with_a_letter_is_no_time() -> None:
    found = panels(
        f"{HEAD}14:00 – 15:30 Parallel sessions\n2a. Heat in old houses (Room 1)\n2b. Law of the grid (Room 2)\n"
    )
    assert [(panel["start"], panel["number"], panel["room"]) for panel in found] == [
        ("14:00", "2a", "Room 1"),
        ("14:00", "2b", "Room 2"),
    ]


def test_the_title_stands_behind_who_gives_the_talk() -> None:
    text = "9:00 – 10:00 Keynote by Professor Ann Lee, Acme University: The cost of rain\n10:00 – 11:00 Lunch\n"
    panel, _ = panels(HEAD + text)
    assert (panel["title"], panel["people"][0]["billing"]) == ("The cost of rain", "Acme University")
