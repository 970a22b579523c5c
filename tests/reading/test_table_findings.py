"""Tables in files of every kind: what once was lost, published though private, or put on another day."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest

from programme.reading import Options, Reading, read
from tests.reading import files
from tests.reading.showing import OPTIONS, days, page, shown


def book(*sheets: tuple[str, Sequence[Sequence[str | None]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


LIST = ("Time", "Title", "Room")
OPENING, CLOSING = ("9:00-10:00", "Opening", "Hall A"), ("9:00-10:00", "Closing", "Hall A")
DATED = ("Date", "Time", "Title")


@pytest.mark.parametrize(
    "sheets",
    [
        (("Day 1 (5 May 2025)", [LIST, OPENING]), ("Day 2", [LIST, CLOSING])),
        (("Monday 5 May 2025", [LIST, OPENING]), ("Day 2", [LIST, CLOSING])),
        (("Day 1", [["Congress"], ["5 May 2025"], LIST, OPENING]), ("Day 2", [LIST, CLOSING])),
        (("Day 1", [["Congress, 5-6 May 2025"], [], LIST, OPENING]), ("Day 2", [LIST, CLOSING])),
        (("Overview", [["Congress, 5-6 May 2025"]]), ("Day 1", [LIST, OPENING]), ("Day 2", [LIST, CLOSING])),
        (
            ("Day 1", [DATED, ["2025-05-05", "9:00-10:00", "Opening"]]),
            ("Day 2", [DATED, [None, "9:00-10:00", "Closing"]]),
        ),
    ],
)
def test_a_sheet_called_day_2_is_the_day_after_day_1(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> None:
    reading = read(book(*sheets), Options(timezone="Europe/Paris"))
    assert days(reading) == [("Opening", "05 09:00"), ("Closing", "06 09:00")]


def test_sheets_without_any_date_are_counted_from_the_start_date() -> None:
    sheets = ("Day 1", [LIST, OPENING]), ("Day 2", [LIST, CLOSING])
    assert days(read(book(*sheets), OPTIONS)) == [("Opening", "05 09:00"), ("Closing", "06 09:00")]
    undated = read(book(*sheets), Options(timezone="Europe/Paris"))
    assert (days(undated), [q.code for q in undated.questions]) == (
        [("Opening", ""), ("Closing", "")],
        ["start-date"],
    )


def test_a_day_with_one_row_in_the_rooms_of_the_day_before_is_read() -> None:
    rooms = ("", "Aula", "Room 2")
    first = [rooms, ("9:00-10:00", "Milk", "Wool"), ("10:00-11:00", "Sand", "Oil")]
    reading = read(book(("Day 1", first), ("Day 2", [rooms, ("9:00-10:00", "Rain", "Wind")])), OPTIONS)
    assert shown(reading)[4:] == [("Rain", "Aula", []), ("Wind", "Room 2", [])]
    assert days(reading)[4:] == [("Rain", "06 09:00"), ("Wind", "06 09:00")]


def whens(reading: Reading) -> list[tuple[str, str]]:
    return [
        (panel.title, f"{panel.when.start:%H:%M}" if panel.when.start else "") for panel in reading.programme.panels
    ]


@pytest.mark.parametrize(
    ("first", "second", "time"),
    [
        ("Session A: Funding (Room 56)", "Session B: Members (Room 30)", "11:15"),  # rooms beside the titles
        ("Session A: Funding", "Session B: Members", "11:15"),  # letters
        ("Panel 1: Funding", "Panel 2: Members", ""),  # numbers may as well follow one another
    ],
)
def test_an_empty_time_is_that_of_the_row_above_where_items_are_clearly_parallel(
    first: str, second: str, time: str
) -> None:
    rows = (("Time", "Session", "Who"), ("11:15-12:30", first, "Ann Lee, Oxfam"), ("", second, "Bo Chan, MIT"))
    reading = read(files.as_word_with_table(rows), OPTIONS)
    assert whens(reading) == [("Funding", "11:15"), ("Members", time)]
    assert ("time-from-above" if time else "no-time") in {note.code for note in reading.notes}


def test_who_is_talking_is_a_column_of_people() -> None:
    rows = (("From", "What", "Who is talking", "Who chairs?"), ("9:00", "Rivers", "Ann Lee (Oxfam)", "Bo Chan"))
    reading = read(book(("Programme", rows)), OPTIONS)
    assert [(p.role, p.billing) for p in reading.programme.panels[0].people] == [("speaker", "Oxfam"), ("chair", "")]
    assert not [note for note in reading.notes if note.code == "unknown-column"]


@pytest.mark.parametrize(
    "heading", ["Internal remarks (do not share)", "Internal notes", "Private", "Notes (internes)"]
)
@pytest.mark.parametrize(
    "names",
    [
        ("Time", "Session", "Speaker"),
        ("", "Aula", "Room 2"),  # rooms across
        ("Session", "", ""),  # only lays text out
    ],
)
def test_what_stands_below_a_private_heading_is_never_published(heading: str, names: tuple[str, ...]) -> None:
    rows = [
        (*names, heading),
        ("9:00-10:00", "Rivers", "Ann Lee", "fee 900 unpaid"),
        ("10:00-11:00", "Seas", "Bo Chan", "allergic to nuts"),
    ]
    for content in (book(("Programme", rows)), files.as_word_with_table(rows)):
        reading = read(content, OPTIONS)
        assert [panel.title for panel in reading.programme.panels if panel.title in ("Rivers", "Seas")]
        assert "unpaid" not in str(reading.programme)
        assert "nuts" not in str(reading.programme)
        assert "private-column" in [note.code for note in reading.notes]
        uses = {line.text: line.use for line in reading.ledger}
        assert (uses["fee 900 unpaid"], uses["allergic to nuts"]) == ("outside", "outside")


def test_a_private_dining_room_is_a_room() -> None:
    rows = (("", "Aula", "Private Dining Room"), ("9:00-10:00", "Rivers", "Seas"), ("10:00-11:00", "Hills", "Lakes"))
    assert ("Seas", "Private Dining Room", []) in shown(read(book(("Programme", rows)), OPTIONS))


def test_a_formula_that_was_never_worked_out_is_left_empty() -> None:
    rows = [
        ("Date", "Start", "End", "Title", "Room", "Speakers"),
        ("2025-05-05", "9:00", "10:00", "Rivers", "Aula", "Ann Lee"),
        ("2025-05-05", "10:00", "11:00", '=A1&"x"', "=B7", "Bo Chan"),
        ("2025-05-05", "11:00", "12:00", '=HYPERLINK("https://example.org/","Real ""talk""")', "Aula", "Cara Diaz"),
    ]
    reading = read(book(("Programme", rows)), OPTIONS)
    assert shown(reading) == [
        ("Rivers", "Aula", [("Ann Lee", "")]),
        ("Untitled", "", [("Bo Chan", "")]),
        ('Real "talk"', "Aula", [("Cara Diaz", "")]),
    ]
    assert not [line for line in reading.ledger if line.text.startswith("=")]
    said = next(note.message for note in reading.notes if note.code == "formula")
    assert said.startswith("Cells with a formula that was never worked out were left empty: D3, E3.")


MARKED = """# Water Week

## Monday 5 May 2025

### 9:00-10:00 Panel 1: Rivers

What is a river?

| Name | Organisation | Role |
|------|------|------|
| Dr. Ann Lee | Oxfam | Chair |
| Bo Chan | MIT | Director |

### 10:00-11:00 Panel 2: Seas

| Speaker | Affiliation |
|---|---|
| Cara Diaz | UNAM |
"""


def test_a_table_of_people_below_an_item_names_its_people() -> None:
    reading = read(MARKED.encode(), OPTIONS)
    assert shown(reading) == [
        ("Rivers", "", [("Dr. Ann Lee", "Oxfam"), ("Bo Chan", "MIT, Director")]),
        ("Seas", "", [("Cara Diaz", "UNAM")]),
    ]
    assert [p.role for p in reading.programme.panels[0].people] == ["chair", "speaker"]
    assert reading.programme.panels[0].abstract == "What is a river?"
    assert {line.use for line in reading.ledger if line.number > 8} == {"label", "ornament", "person", "heading"}


def test_a_table_of_people_in_a_page_names_those_of_its_item() -> None:
    people = "<table><tr><th>Name<th>Organisation<th>Role</tr><tr><td>Ann Lee<td>Oxfam<td>Moderator</tr></table>"
    body = f"<h3>9:00-10:00 Panel 1: Rivers</h3><p>What is a river?</p>{people}<h3>10:00-11:00 Panel 2: Seas</h3>"
    reading = read(page(body), OPTIONS)
    assert shown(reading) == [("Rivers", "", [("Ann Lee", "Oxfam")]), ("Seas", "", [])]
    assert reading.programme.panels[0].people[0].role == "moderator"


def test_a_table_of_all_speakers_at_the_end_is_not_of_the_last_item() -> None:
    everybody = "\n## Our speakers\n\n| Name | Organisation |\n|---|---|\n| Ann Lee | Oxfam |\n| Bo Chan | MIT |\n"
    reading = read((MARKED + everybody).encode(), OPTIONS)
    assert shown(reading)[1] == ("Seas", "", [("Cara Diaz", "UNAM")])
