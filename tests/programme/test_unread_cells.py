"""A sheet of ours that comes back with what cannot be read: what was known stays, and a warning says where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from programme import house_style as style
from programme.comparing import describe
from programme.model import Link, Programme, When
from programme.planning import Plan, plan
from programme.reading import read
from programme.withheld import HeldBack
from programme.writing.sheets import write_csv, write_workbook
from tests.builders import make_programme

NONE = Programme()


def drafts() -> Programme:
    """The second panel says something in each column."""
    made = make_programme(3)
    full = replace(
        made.panels[1],
        kind="workshop",
        state="draft",
        number="B2",
        abstract="Why it matters.",
        room="room-1",
        track="track-1",
        language="fr",
        links=(Link("https://example.org/a"),),
    )
    return replace(made, panels=(made.panels[0], full, made.panels[2]))


NOW = drafts()


def edited(cells: Mapping[str, str], row: int = 3, programme: Programme = NOW) -> bytes:
    """The workbook with other values in the cells of a row, by the headings of their columns."""
    book = openpyxl.load_workbook(BytesIO(write_workbook(programme)))
    for column, value in cells.items():
        book.worksheets[0].cell(row, style.COLUMNS.index(column) + 1).value = value
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def planned(document: bytes, base: Programme, held_back: HeldBack = frozenset()) -> Plan:
    return plan(read(document).programme, base, NOW, lambda key: f"new-{key}", {}, held_back=held_back)


BASE = planned(write_workbook(NOW), NONE).base  # what the sheet said when it went out


def changes(document: bytes, base: Programme = BASE) -> list[str]:
    return [describe(change) for change in planned(document, base).changes]


CELLS = [
    ("B3", {"Start": "25:99"}, "unread-cell"),
    ("B3", {"Start": "9h99"}, "unread-cell"),
    ("C3", {"End": "noon-ish"}, "unread-cell"),
    ("C3", {"End": "00:30"}, "unread-cell"),
    ("A3", {"Date": "2027-02-30"}, "unread-cell"),
    ("A3", {"Date": "31/11/2027"}, "unread-cell"),
    ("A3", {"Date": "03/04/2021"}, "unread-cell"),
    ("D3", {"Kind": "plenum"}, "unread-cell"),
    ("E3", {"Number": "#REF!"}, "unread-cell"),
    ("G3", {"Room": "=VLOOKUP(A3,Rooms,2)"}, "unread-cell"),
    ("H3", {"Track": "#N/A"}, "unread-cell"),
    ("I3", {"Language": "=A1"}, "unread-cell"),
    ("I3", {"Language": "<b>x</b>"}, "unread-cell"),
    ("J3", {"State": "maybe"}, "unread-cell"),
    ("K3", {"People": "=A1"}, "unread-cell"),
    ("L3", {"Abstract": "=A1"}, "unread-cell"),
    ("M3", {"Links": "the usual one"}, "unread-cell"),
    ("N3", {"Theme": "=A1"}, "unread-cell"),
    ("O3", {"Time zone": "Mars/Base"}, "unknown-zone"),
    ("O3", {"Time zone": "Asia/Tokyo"}, "zone-differs"),
    ("Row 3", {"Title": ""}, "no-title"),
    ("Row 3", {"Title": "=A1"}, "no-title"),
]


@pytest.mark.parametrize(("where", "cells", "code"), CELLS)
def test_what_cannot_be_read_stays_as_it_was_and_is_warned_about(where: str, cells: dict[str, str], code: str) -> None:
    document = edited(cells)
    reading = read(document)
    said = {note.code: note.message for note in reading.notes if note.level == "warning"}
    assert where in said.pop(code)
    assert set(said) <= {"unread-cell"}
    assert reading.complete
    assert (changes(document), changes(document, NONE)) == ([], [])


def test_what_can_be_read_beside_it_is_taken() -> None:
    document = edited({"Start": "25:99", "Room": "Hall 2"})
    assert changes(document) == [
        "Room “Hall 2” is new",
        "“Harbours and Tides, Part 2”: room changes from “Great Hall” to “Hall 2”",
    ]


@pytest.mark.parametrize("column", ["Start", "Number", "Track", "People", "Abstract", "Links"])
def test_a_cell_that_somebody_emptied_is_empty(column: str) -> None:
    assert changes(edited({column: ""})) != []


def test_the_row_of_a_panel_that_cannot_be_told_is_no_reason_to_cancel_it() -> None:
    made = planned(edited({"Title": "Nothing like it", "Date": "2027-02-30", "Number": "", "People": ""}), BASE)
    assert made.cancellations == ()


def test_a_row_of_a_new_panel_with_a_cell_that_cannot_be_read_is_new() -> None:
    document = edited({"Date": "2021-05-20", "Start": "25:99", "Kind": "talk", "Title": "Late"}, row=5)
    made = planned(document, BASE)
    assert [(panel.title, panel.when) for panel in made.result.panels if panel.uid not in NOW.panel] == [
        ("Late", When(date(2021, 5, 20)))
    ]


def test_a_row_without_a_title_takes_nobody_out_who_is_held_back() -> None:
    panel = NOW.panels[2]
    part = panel.people[0]
    public = replace(NOW, panels=(*NOW.panels[:2], replace(panel, people=panel.people[1:])))
    made = planned(edited({"Title": ""}, programme=public), BASE, frozenset({(panel.uid, part.speaker, part.role)}))
    assert made.changes == ()


def test_a_second_sheet_is_no_part_of_the_first() -> None:
    book = openpyxl.load_workbook(BytesIO(write_workbook(NOW)))
    notes = book.create_sheet("Notes")
    notes["A2"], notes["F2"] = "ring the hall", "and the caterer"
    assert changes(saved(book)) == []


def test_a_list_of_commas_says_the_cell_too() -> None:
    document = write_csv(NOW).replace(b"Great Hall", b"#REF!", 1)
    assert [note.message.partition(":")[0] for note in read(document).notes if note.code == "unread-cell"] == [
        "Cell G3 (Room) cannot be read"
    ]
    assert changes(document) == []
