"""Programmes that say only when items begin: the ends stay empty unless a person says that each ends with the next."""

from __future__ import annotations

from datetime import date

import pytest

from programme.reading import Options, Reading, as_json, read
from programme.reading.values import Ends
from tests.reading.files import as_word

DAY = date(2024, 5, 22)

PLAIN = """\
09:00 Registration
09:30 Opening remarks
10:00 Panel 1: Who owns a river?
Ann Lee, Director, Acme Water
Bo Ray, Editor, The Quay
11:30 Coffee break
12:00 Panel 2: After the dykes
Cy Orr, Fellow, Institute of Sea Law
17:00 Closing remarks
"""
TABLE = """\
Time\tSession\tSpeaker
09:00\tOpening remarks\tAnn Lee
09:20\tListening to fans\tBo Ray
10:00\tCoffee break\t
10:30\tQuiet cities\tCy Orr
"""
ROOMS = """\
09:00 Opening remarks
Ann Lee, Director, Acme Water
09:30 Rivers (Room 1)
Bo Ray, Editor, The Quay
09:30 Lakes (Room 2)
Cy Orr, Fellow, Institute of Sea Law
10:15 Ponds (Room 1)
Di Fay, Poet
11:00 Coffee break (Foyer)
11:30 Dams (Room 1)
Ed Gil, Engineer
11:30 Weirs (Room 2)
Flo Hay, Engineer
12:30 Closing remarks
"""
NIGHT = """\
Wednesday, 22 May 2024
20:00 Panel 1: The sea at dusk
Ann Lee, Director, Acme Water
22:30 Panel 2: The sea at night
Bo Ray, Editor, The Quay
00:30 Panel 3: The sea before dawn
Cy Orr, Fellow, Institute of Sea Law

Thursday, 23 May 2024
10:00 Panel 4: The sea by day
Di Fay, Poet
"""


def told(ends: Ends = "") -> Options:
    return Options(timezone="Europe/Lisbon", start_date=DAY, ends=ends)


def reading(text: str, ends: Ends = "next") -> Reading:
    return read(text.encode(), told(ends))


def times(found: Reading) -> list[tuple[str, str, str | None]]:
    return [(panel["title"], panel["start"], panel["end"]) for panel in as_json(found)["panels"]]


def ends(found: Reading) -> list[str | None]:
    return [end for *_, end in times(found)]


def codes(found: Reading) -> list[str]:
    return [note.code for note in found.notes]


def test_nobody_is_taken_at_their_silence() -> None:
    found = reading(PLAIN, "")
    assert ends(found) == [None] * 6
    assert codes(found) == ["no-end"]
    assert [(question["code"], question["optional"]) for question in as_json(found)["questions"]] == [("ends", True)]
    assert found.questions[0].message.startswith(
        "Most items say only when they begin. Does each end when the next one begins?"
    )
    assert found.complete


def test_no_leaves_them_empty_and_is_not_asked_again() -> None:
    found = reading(PLAIN, "empty")
    assert (ends(found), codes(found), found.questions) == ([None] * 6, ["no-end"], ())


def test_yes_ends_each_with_the_next_but_the_last_and_one_before_a_long_gap() -> None:
    found = reading(PLAIN)
    assert ends(found) == ["09:30", "10:00", "11:30", "12:00", None, None]
    assert found.questions == ()
    notes = {note.code: note for note in found.notes}
    assert list(notes) == ["no-end", "derived-end"]
    assert notes["no-end"].lines == (1, 2, 3, 6, 7, 9)
    assert (notes["derived-end"].level, notes["derived-end"].lines) == ("info", (1, 2, 3, 6))


def test_a_gap_of_four_hours_is_filled() -> None:
    assert ends(reading(PLAIN.replace("17:00", "16:00")))[-2:] == ["16:00", None]


@pytest.mark.parametrize("document", [TABLE.encode(), TABLE.replace("\t", ",").encode(), as_word(PLAIN)])
def test_tables_and_files_are_asked_about_and_answered_alike(document: bytes) -> None:
    asked, answered = read(document, told()), read(document, told("next"))
    assert [question.code for question in asked.questions] == ["ends"]
    starts = [start for _, start, _ in times(answered)]
    assert ends(answered)[:3] == starts[1:4]
    assert "derived-end" in codes(answered)


def test_rooms_beside_each_other_go_on_by_themselves_and_what_is_for_all_ends_both() -> None:
    assert times(reading(ROOMS)) == [
        ("Opening remarks", "09:00", "09:30"),
        ("Rivers", "09:30", "10:15"),
        ("Lakes", "09:30", "11:00"),
        ("Ponds", "10:15", "11:00"),
        ("Coffee break", "11:00", "11:30"),
        ("Dams", "11:30", "12:30"),
        ("Weirs", "11:30", "12:30"),
        ("Closing remarks", "12:30", None),
    ]


def test_items_that_begin_together_without_rooms_share_the_next_start() -> None:
    text = "09:00 Opening remarks\n09:30 Workshop A: Rivers\nAnn Lee, Poet\n09:30 Workshop B: Lakes\nBo Ray, Poet\n"
    assert ends(reading(text + "11:00 Closing remarks\n")) == ["09:30", "11:00", "11:00", None]


def test_one_after_the_other_in_changing_rooms_each_ends_with_the_next() -> None:
    text = (
        "09:00 Panel 1: Rivers (Aula)\nAnn Lee, Poet\n10:00 Panel 2: Lakes (Room 2)\nBo Ray, Poet\n"
        "11:00 Panel 3: Ponds (Aula)\nCy Orr, Poet\n"
    )
    assert ends(reading(text)) == ["10:00", "11:00", None]


def test_a_room_that_may_be_for_all_or_beside_the_others_leaves_it_open() -> None:
    text = (
        "09:00 Panel 1: Rivers (Aula)\nAnn Lee, Poet\n10:00 Panel 2: Lakes (Room 1)\nBo Ray, Poet\n"
        "10:00 Panel 3: Ponds (Room 2)\nCy Orr, Poet\n11:00 Coffee break\n"
    )
    assert ends(reading(text)) == [None, "11:00", "11:00", None]


def test_a_list_for_each_room_is_taken_room_by_room() -> None:
    text = (
        "Room: Aula\n09:00 Panel 1: Rivers\nAnn Lee, Poet\n10:00 Panel 2: Lakes\nBo Ray, Poet\n\n"
        "Room: Hall\n09:15 Panel 3: Ponds\nCy Orr, Poet\n10:30 Panel 4: Dams\nDi Fay, Poet\n"
    )
    ended = {title: end for title, _, end in times(reading(text))}
    assert ended == {"Rivers": "10:00", "Lakes": None, "Ponds": "10:30", "Dams": None}


def test_the_night_belongs_to_the_day_and_the_next_day_does_not() -> None:
    found = reading(NIGHT)
    assert ends(found) == ["22:30", "00:30", None, None]
    assert [panel.when.end_date for panel in found.programme.panels] == [None, date(2024, 5, 23), None, None]


def test_a_calendar_without_ends_is_answered_too() -> None:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{hour}@x\r\nDTSTART:20240522T{hour:02}0000Z\r\nSUMMARY:Talk {hour}\r\nEND:VEVENT\r\n"
        for hour in (9, 10, 12)
    )
    found = reading(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
    assert times(found) == [("Talk 9", "10:00", "11:00"), ("Talk 10", "11:00", "13:00"), ("Talk 12", "13:00", None)]


@pytest.mark.parametrize(
    "text",
    [
        "09:00-10:00 Panel 1: Rivers\nAnn Lee, Poet\n10:00 Panel 2: Lakes\nBo Ray, Poet\n11:00 Closing remarks\n",
        "09:00 Panel 1: Rivers\nAnn Lee, Poet\n10:00 Panel 2: Lakes\nBo Ray, Poet\n",
        "".join(
            f"{n:02}:00{f'-{n + 1}:00' if n < 12 else ''} Panel {n - 8}: Rivers\nAnn Lee, Poet\n" for n in range(9, 15)
        ),
    ],
)
def test_a_programme_that_gives_ends_or_hardly_begins_is_not_asked_about_nor_filled(text: str) -> None:
    assert reading(text, "").questions == ()
    assert ends(reading(text)) == ends(reading(text, ""))
    assert "derived-end" not in codes(reading(text))


def test_one_item_a_day_leaves_nothing_to_ask() -> None:
    text = "".join(f"{22 + n} May 2024\n09:00 Panel {n + 1}: Rivers\nAnn Lee, Poet\n\n" for n in range(3))
    assert reading(text, "").questions == ()


def test_an_end_that_cannot_be_is_not_repaired() -> None:
    found = reading(PLAIN.replace("10:00 Panel 1", "10:00-09:00 Panel 1"))
    assert ends(found) == ["09:30", "10:00", None, "12:00", None, None]


def test_a_person_in_two_items_at_one_time_is_seen_once_their_ends_are_known() -> None:
    found = reading(ROOMS.replace("Cy Orr, Fellow, Institute of Sea Law", "Di Fay, Poet"))
    assert "same-speaker" in codes(found)
