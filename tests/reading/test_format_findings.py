"""What files say by their structure, and what once was lost or read as something else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from fpdf import FPDF

from programme.reading import Options, Reading, read
from programme.reading.text import decode
from tests.reading import files

OPTIONS = Options(timezone="Europe/Paris", start_date=date(2025, 5, 5))


def shown(reading: Reading) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The title, room and people of each panel."""
    programme = reading.programme
    return [
        (
            panel.title,
            programme.room[panel.room].name if panel.room else "",
            [(programme.speaker[p.speaker].full_name, p.billing) for p in panel.people],
        )
        for panel in programme.panels
    ]


def days(reading: Reading) -> list[tuple[str, str]]:
    """The title of each panel and when it begins, in the event's time."""
    return [
        (panel.title, f"{panel.when.date:%d} {panel.when.start:%H:%M}" if panel.when.date and panel.when.start else "")
        for panel in reading.programme.panels
    ]


def page(body: str) -> bytes:
    return f"<!doctype html><title>T</title><body><h1>Water Week</h1><h2>Monday 5 May 2025</h2>{body}</body>".encode()


def card(time: str, title: str, inner: str = "", room: str = "Great Hall") -> str:
    return f"<div class=c><div>{time}</div><div>{room}</div><h3>{title}</h3>{inner}</div>"


def test_a_room_between_the_time_and_the_heading_of_a_card_is_its_room() -> None:
    reading = read(
        page(card("9:00-10:00", "Opening: ports") + card("10:00-11:00", "Rivers", room="Main hall")), OPTIONS
    )
    assert shown(reading) == [("Opening: ports", "Great Hall", []), ("Rivers", "Main hall", [])]
    assert days(reading) == [("Opening: ports", "05 09:00"), ("Rivers", "05 10:00")]


def test_a_card_with_its_time_below_the_heading_is_read_the_same() -> None:
    cards = "".join(
        f"<article><h3>{title}</h3><span>{time}</span> <span>Main hall</span></article>"
        for title, time in (("Opening", "9:00 - 9:30"), ("Rivers and borders", "9:30 - 11:00"))
    )
    assert shown(read(page(cards), OPTIONS)) == [("Opening", "Main hall", []), ("Rivers and borders", "Main hall", [])]


@pytest.mark.parametrize(
    "person",
    [
        "<li><b>{}</b><br>{}</li>",
        "<p><strong>{}</strong> {}</p>",
        "<div><span>{}</span><span>{}</span></div>",
        "<div><span class=who>{}</span> <span class=org>{}</span></div>",
    ],
)
def test_one_person_alone_in_a_card_is_found(person: str) -> None:
    ann, bo = person.format("Ann Lee", "Oxfam"), person.format("Dr. Bo Chan", "MIT")
    cards = card("9:00-10:00", "Rivers", ann) + card("10:00-11:00", "Seas", bo)
    reading = read(page(cards), OPTIONS)
    assert shown(reading) == [
        ("Rivers", "Great Hall", [("Ann Lee", "Oxfam")]),
        ("Seas", "Great Hall", [("Dr. Bo Chan", "MIT")]),
    ]


def test_topics_set_strong_are_nobody() -> None:
    topics = "<ul><li><b>Floods</b><br>Rain and snow</li><li><b>Who pays?</b><br>The dykes</li></ul>"
    reading = read(page(card("9:00-10:00", "Rivers", topics) + card("10:00-11:00", "Seas")), OPTIONS)
    assert [people for _, _, people in shown(reading)] == [[], []]


def test_those_who_organise_are_nobody_in_the_last_session() -> None:
    committee = "<ul><li><b>John Smith</b><br>University of X</li><li><b>Jane Roe</b><br>University of Y</li></ul>"
    cards = card("9:00-10:00", "Rivers", "<li><b>Ann Lee</b><br>Oxfam</li>") + card("10:00-11:00", "Seas")
    for tail in (f"<h2>Organising committee</h2>{committee}", f"<footer>{committee}</footer>"):
        reading = read(page(cards + tail), OPTIONS)
        assert [people for _, _, people in shown(reading)] == [[("Ann Lee", "Oxfam")], []]
        assert {line.use for line in reading.ledger if "University" in line.text} == {"outside"}


def test_words_broken_over_elements_stay_whole() -> None:
    inner = "<p><span>T</span><span>he wa</span><span>ter of the delta is a question of law.</span></p>"
    reading = read(page(card("9:00-10:00", "Rivers", inner) + card("10:00-11:00", "Seas")), OPTIONS)
    assert reading.programme.panels[0].abstract == "The water of the delta is a question of law."


def pdf(*placed: tuple[float, float, str]) -> bytes:
    """Texts with the millimetres from the left and the top of the page at which they stand."""
    made = FPDF()
    made.core_fonts_encoding = "cp1252"
    made.add_page()
    made.set_font("Helvetica", size=10)
    for left, top, text in placed:
        made.text(left, top, text)
    return bytes(made.output())


@pytest.mark.parametrize(("first", "second"), [("09:00 –", "10:30"), ("09:00", "- 10:30")])
def test_a_time_broken_over_two_lines_of_a_column_without_borders_is_one(first: str, second: str) -> None:
    reading = read(
        pdf(
            (20, 20, "Water Week"), (20, 28, "Monday 5 May 2025"),
            (20, 40, first), (50, 40, "Panel 1: Rivers and borders"), (20, 45, second), (50, 45, "Ann Lee, Oxfam"),
            (50, 50, "Bo Chan, MIT"),
            (20, 60, first.replace("09:00", "11:00")), (50, 60, "Lunch"), (20, 65, second.replace("10", "12")),
        ),
        OPTIONS,
    )  # fmt: skip
    assert shown(reading) == [("Rivers and borders", "", [("Ann Lee", "Oxfam"), ("Bo Chan", "MIT")]), ("Lunch", "", [])]
    whens = [panel.when for panel in reading.programme.panels]
    assert [(f"{when.start:%H:%M}", f"{when.end:%H:%M}") for when in whens] == [("09:00", "10:30"), ("11:00", "12:30")]


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


@pytest.mark.parametrize(
    ("page", "name", "text"),
    [
        ("cp1250", "Windows-1250", "Łukasz Żak, Uniwersytet Łódzki: żółć i gęś; przewodniczący Jan Ślązak"),
        ("cp1250", "Windows-1250", "Konference o vodě. Předsedající: Jiří Dvořák, Univerzita Karlova"),
        ("cp1250", "Windows-1250", "Megnyitó: Szabó Gergő, Eötvös Loránd Egyetem. Fő előadó: Kovács Győző"),
        ("cp1251", "Windows-1251", "Открытие. Иван Петров, Университет. Перерыв"),
        ("cp1254", "Windows-1254", "Açılış: Ayşe Yılmaz, Boğaziçi Üniversitesi. Işık ve gölge"),
        ("cp1252", "Windows-1252", "Ouverture : Hélène Lefèvre, École des Ponts – déjà vu ; où ça ?"),
        ("cp1252", "Windows-1252", "Café – Zoë Brontë, £5, José Müller, Søren Åberg, François, m³"),
        ("cp1252", "Windows-1252", "Inauguración: José Núñez, ¿qué es el agua? Año 2025"),
    ],
)
def test_a_text_that_is_not_utf_8_is_read_in_the_encoding_that_makes_letters_of_it(
    page: str, name: str, text: str
) -> None:
    decoded, notes = decode(f"Forum\n{text}\n".encode(page))
    assert decoded == f"Forum\n{text}\n"
    assert [(note.code, name in note.message) for note in notes] == [("encoding", True)]


def test_a_page_whose_elements_stand_too_deep_is_refused_for_that() -> None:
    deep = "<div>" * 3000 + "5 May 2025<p>09:00 - 10:00 Opening<p>10:00 - 11:00 Next"
    assert "too deep in one another" in read(deep.encode(), OPTIONS).notes[0].message


def calendar(description: str) -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Univ//Cal//EN", "BEGIN:VEVENT", "UID:a1@x",
        "DTSTAMP:20240101T000000Z", "DTSTART;TZID=Europe/Rome:20240516T090000",
        "DTEND;TZID=Europe/Rome:20240516T103000", "SUMMARY:Liability", f"DESCRIPTION:{description}",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize(
    ("description", "people", "abstract"),
    [
        (
            r"Who pays?\nChair: Paola Conti (Bologna)\nSpeakers: Dr. Felix Brandt (Humboldt)\; Noor al-Hadi (AUB)",
            [("Paola Conti", "Bologna", "chair"), ("Dr. Felix Brandt", "Humboldt", "speaker"),
             ("Noor al-Hadi", "AUB", "speaker")],
            "Who pays?",
        ),
        (
            r"Speakers:\n- Ann Lee\, Oxfam\n- Bo Chan\, MIT\n\nWho pays?",
            [("Ann Lee", "Oxfam", "speaker"), ("Bo Chan", "MIT", "speaker")],
            "Who pays?",
        ),
        (r"Speakers: see the website.\nAnn Lee\, of Oxfam\, once said no.", [], None),
    ],
)  # fmt: skip
def test_people_whom_the_description_of_an_event_labels_are_found(
    description: str, people: list[tuple[str, str, str]], abstract: str | None
) -> None:
    reading = read(calendar(description), OPTIONS)
    panel = reading.programme.panels[0]
    found = [(reading.programme.speaker[p.speaker].full_name, p.billing, p.role) for p in panel.people]
    assert found == people
    assert abstract is None or panel.abstract == abstract


def test_notes_of_a_schedule_tell_repeated_ids_apart_and_name_what_is_past_midnight() -> None:
    event = "<event id='{}'><start>{}</start><duration>1:00</duration><title>{}</title></event>"
    inner = event.format(1, "22:00", "Rivers") + event.format(1, "23:00", "Seas") + event.format(2, "00:30", "Hack")
    head = "<conference><title>Camp</title><time_zone_name>Europe/Rome</time_zone_name></conference>"
    day = f"<day index='1' date='2025-10-04'><room name='Aula'>{inner}</room></day>"
    reading = read(f"<schedule>{head}{day}</schedule>".encode())
    assert days(reading) == [("Rivers", "04 22:00"), ("Seas", "04 23:00"), ("Hack", "05 00:30")]
    said = {note.code: note.message for note in reading.notes}
    assert said["repeated-id"].endswith("See event 1/title, event 1 (number 2)/title.")
    assert "past-midnight" in said
