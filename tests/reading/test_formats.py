"""One programme in files of every kind ends in one Programme; files that are none are refused in a sentence."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from programme.model import Programme
from programme.reading import Options, Reading, read
from programme.reading.limits import LIMITS
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE
from tests.reading import files

ZONE = Options(timezone="Europe/Amsterdam")
TEXT = read(files.LINES.encode())
AS_TEXT = {
    "docx": files.as_word(files.LINES),
    "odt": files.as_opendocument(files.LINES),
    "pdf": files.as_pdf(files.LINES),
    "html": files.as_page(files.LINES),
    "txt": files.LINES.replace("\n", "\r\n").encode("utf-16"),
}
ROWS = (files.HEADINGS, *files.ROWS)
AS_TABLE = {
    "csv": files.as_comma_separated(ROWS),
    "tsv": "\n".join("\t".join(cell.replace("\n", "; ") for cell in row) for row in ROWS).encode(),
    "xlsx": files.as_spreadsheet(ROWS),
    "html": files.as_page_with_table(ROWS),
    "docx": files.as_word_with_table(ROWS),
    "md": files.as_markdown_table(ROWS),
}


def facts(programme: Programme) -> list[object]:
    return [
        (
            panel.title, panel.kind, panel.number, panel.when, panel.abstract,
            programme.room[panel.room].name if panel.room else "",
            [(programme.speaker[p.speaker].full_name, p.billing, p.role) for p in panel.people],
        )
        for panel in programme.panels
    ]  # fmt: skip


def test_the_text_itself_is_read_whole() -> None:
    assert [panel.title for panel in TEXT.programme.panels] == [
        "Registration", "Who Owns a River?", "Coffee break", "After the Dykes"
    ]  # fmt: skip
    assert len(TEXT.programme.speakers) == 5
    assert TEXT.complete


@pytest.mark.parametrize("kind", AS_TEXT)
def test_a_text_is_read_the_same_from_any_kind_of_file(kind: str) -> None:
    reading = read(AS_TEXT[kind])
    expected = TEXT.programme
    if kind == "pdf":  # its font has no ń
        expected = read(files.LINES.replace("ń", "n").encode()).programme
    assert reading.format == kind
    assert facts(reading.programme) == facts(expected)
    assert (reading.programme.event, reading.programme.days) == (expected.event, expected.days)


@pytest.mark.parametrize("kind", AS_TABLE)
def test_a_list_is_read_the_same_from_any_kind_of_file(kind: str) -> None:
    reading = read(AS_TABLE[kind], ZONE)
    assert reading.format == kind
    assert facts(reading.programme) == facts(TEXT.programme)
    assert not [line for line in reading.ledger if line.use in (OUTSIDE, NOT_UNDERSTOOD)]


@pytest.mark.parametrize("content", [*AS_TEXT.values(), *AS_TABLE.values()])
def test_every_piece_of_a_file_is_accounted_for_once(content: bytes) -> None:
    check_ledger(read(content, ZONE))


def check_ledger(reading: Reading) -> None:
    pieces = [(line.number, line.place) for line in reading.ledger]
    assert len(pieces) == len(set(pieces))
    said = " ".join(line.text for line in reading.ledger)
    for panel in reading.programme.panels:
        assert panel.title in said
    assert {line.panel for line in reading.ledger if line.panel is not None} == set(
        range(len(reading.programme.panels))
    )


MATRIX = (
    ("6 June 2024", "", "", ""),
    ("Time", "Aula", "Room 2", "Room 3"),
    ("09:00–10:00", "Opening Words\nAda Larsen, Editor", "", ""),
    ("10:00–11:00", "Rivers\nBo Raymond, Port of Ghent", "Dykes\nEwa Nowak, Gdańsk", "Locks\nDirk van Houten, Delft"),
    ("11:00–11:30", "Coffee", "Coffee", "Coffee"),
)


@pytest.mark.parametrize("content", [files.as_spreadsheet(MATRIX), files.as_page_with_table(MATRIX)])
def test_a_matrix_of_rooms_and_times_is_read(content: bytes) -> None:
    programme = read(content, ZONE).programme
    found = [
        (p.title, f"{p.when.start:%H:%M}", programme.room[p.room].name if p.room else "", len(p.people))
        for p in programme.panels
    ]
    assert found == [
        ("Opening Words", "09:00", "Aula", 1),
        ("Rivers", "10:00", "Aula", 1), ("Dykes", "10:00", "Room 2", 1), ("Locks", "10:00", "Room 3", 1),
        ("Coffee", "11:00", "", 0),
    ]  # fmt: skip


def test_times_across_and_rooms_down_are_read_as_well() -> None:
    turned = [list(column) for column in zip(*MATRIX[1:])]
    turned[0][0] = "Room"
    programme = read(files.as_spreadsheet(turned), replace(ZONE, start_date=None)).programme
    assert {panel.title for panel in programme.panels} == {"Opening Words", "Rivers", "Dykes", "Locks", "Coffee"}


def test_a_row_a_speaker_gathers_the_speakers_of_an_item() -> None:
    rows = (
        ("Day", "Time", "Session", "Name", "Affiliation"),
        ("6 June 2024", "09:00-10:00", "Rivers", "Ada Larsen", "Tidewater"),
        ("6 June 2024", "09:00-10:00", "Rivers", "Bo Raymond", "Port of Ghent"),
        ("", "", "", "Ewa Nowak", "Gdańsk"),
        ("6 June 2024", "10:00-11:00", "Dykes", "Dirk van Houten", "Delft"),
    )
    programme = read(files.as_spreadsheet(rows), ZONE).programme
    people = [[(programme.speaker[p.speaker].name, p.billing) for p in panel.people] for panel in programme.panels]
    assert people == [
        [("Ada Larsen", "Tidewater"), ("Bo Raymond", "Port of Ghent"), ("Ewa Nowak", "Gdańsk")],
        [("Dirk van Houten", "Delft")],
    ]


def test_a_sheet_a_day_gives_each_day_its_items() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Thu 6 June 2024"
    book.create_sheet("Fri 7 June 2024")
    book.create_sheet("Budget").append(["Lunch", 400])
    for sheet, title in zip(book.worksheets, ("Rivers", "Dykes")):
        sheet.append(["Time", "Title", "Speaker"])
        sheet.append(["09:00", title, "Ada Larsen"])
        sheet.append(["10:00", "Coffee", None])
    kept = BytesIO()
    book.save(kept)
    reading = read(kept.getvalue(), ZONE)
    assert [(str(p.when.date), p.title) for p in reading.programme.panels] == [
        ("2024-06-06", "Rivers"), ("2024-06-06", "Coffee"), ("2024-06-07", "Dykes"), ("2024-06-07", "Coffee"),
    ]  # fmt: skip
    assert [line.use for line in reading.ledger if line.place.startswith("Budget")] == [OUTSIDE, OUTSIDE]


def test_a_column_that_is_not_known_is_left_out_and_said_once() -> None:
    rows = [(*row, "soup" if number else "Catering") for number, row in enumerate(ROWS)]
    reading = read(files.as_spreadsheet(rows), ZONE)
    notes = [note for note in reading.notes if note.level == "warning"]
    assert [(note.code, "Catering" in note.message) for note in notes] == [("unknown-column", True)]
    assert sum(line.use == NOT_UNDERSTOOD for line in reading.ledger) == len(files.ROWS)


def test_what_is_not_for_the_public_in_a_list_stays_out() -> None:
    rows = [(*row, "ada@example.org" if number else "E-mail") for number, row in enumerate(ROWS)]
    reading = read(files.as_spreadsheet(rows), ZONE)
    assert [note.code for note in reading.notes if "E-mail" in note.message] == ["private-column"]
    assert "example.org" not in str(reading.programme)


def test_a_time_element_says_the_year_that_the_page_does_not() -> None:
    page = b"""<!doctype html><body><h1>Forum</h1><h2><time datetime="2024-06-06">Thursday 6 June</time></h2>
    <h3>09:00-10:00 Rivers</h3><p>Ada Larsen, Editor</p><h3>10:00-11:00 Lunch</h3></body>"""
    programme = read(page, ZONE).programme
    assert [(p.title, str(p.when.date)) for p in programme.panels] == [
        ("Rivers", "2024-06-06"), ("Lunch", "2024-06-06")
    ]  # fmt: skip


def test_the_data_of_a_page_that_lists_its_sessions_is_the_programme() -> None:
    page = b"""<!doctype html><script type="application/ld+json">{"@type": "BusinessEvent", "name": "Forum",
    "startDate": "2024-06-06", "subEvent": [
     {"@type": "Event", "name": "Dykes", "startDate": "2024-06-06T12:00:00Z", "endDate": "2024-06-06T13:00:00Z"},
     {"@type": "Event", "name": "Rivers", "startDate": "2024-06-06T09:00+02:00", "location": {"name": "Aula"},
      "performer": {"name": "Ada Larsen", "jobTitle": "Editor", "affiliation": "Tidewater"}}]}</script>
    <body><h1>Forum</h1><p>09:00-10:00 Something else</p></body>"""
    reading = read(page, ZONE)
    found = [(p.title, str(p.when.start), str(p.when.end)) for p in reading.programme.panels]
    assert found == [("Rivers", "09:00:00", "None"), ("Dykes", "14:00:00", "15:00:00")]
    assert [(reading.programme.speakers[0].name, p.billing) for p in reading.programme.panels[0].people] == [
        ("Ada Larsen", "Editor, Tidewater")
    ]  # fmt: skip


REFUSED = {
    "the old format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "Rich Text": rb"{\rtf1\ansi 9:00 Opening}",
    "no Word file or spreadsheet": files.packed({"programme.txt": b"09:00-10:00 Opening"}),
    "is damaged": AS_TEXT["docx"][:2000],
    "PDF is damaged": b"%PDF-1.7\n" + bytes(range(256)) * 20,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(300),
    "looks like a Word document but": files.packed({"word/document.xml": b"<w:document", "[Content_Types].xml": b""}),
    "is empty": b" \n\t\r\n",
}


@pytest.mark.parametrize("said", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_a_way_out(said: str) -> None:
    reading = read(REFUSED[said], ZONE)
    assert [note.level for note in reading.notes] == ["error"]
    assert said in reading.notes[0].message
    assert not reading.complete


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = files.packed({"word/document.xml": b" " * 50_000_000, "word/media/a": b"\0" * 200_000_000})
    assert len(bomb) < 1_000_000
    monkeypatch.delattr(zipfile.ZipFile, "open")
    reading = read(bomb, ZONE)
    assert "unpacks to 250 MB" in reading.notes[0].message


def test_entities_in_an_office_file_are_not_worked_out() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lol}]><x>&l9;</x>'.encode()
    for name in ("content.xml", "word/document.xml"):
        reading = read(files.packed({name: xml, "[Content_Types].xml": b"<x/>"}), ZONE)
        assert not reading.programme.panels


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    reading = read(AS_TEXT["txt"], ZONE, replace(LIMITS, size=1000))
    assert "MB" in reading.notes[0].message
    assert not reading.programme.panels


def test_a_formula_is_said_and_never_worked_out() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Date", "Start", "Title", "Speaker"), ("2024-06-06", "09:00", '=CONCAT("Ri";"vers")', "=1+1")):
        sheet.append(row)
    sheet.append(("2024-06-06", "10:00", "Dykes", "Ada Larsen"))
    kept = BytesIO()
    book.save(kept)
    reading = read(kept.getvalue(), ZONE)
    assert "formula" in [note.code for note in reading.notes]
    assert all("Rivers" not in panel.title for panel in reading.programme.panels)
