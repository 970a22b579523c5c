"""The round trip: what is written in the house style and read again plans nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme import house_style as style
from programme.comparing import describe
from programme.model import Appearance, Event, Panel, Programme, Speaker
from programme.planning import plan
from programme.reading import Options, Reading, read
from programme.writing.markdown import write_markdown
from programme.writing.plain_text import one_line
from programme.writing.sheets import write_csv, write_workbook
from programme.writing.text import write_text
from programme.writing.word import write_word
from tests.builders import make_programme
from tests.needs import need_shared
from tests.programme.programmes import programmes, text

Writer = Callable[[Programme], bytes]

WRITERS: dict[str, Writer] = {
    "txt": lambda programme: write_text(programme).encode(),
    "md": lambda programme: write_markdown(programme).encode(),
    "docx": write_word,
    "csv": write_csv,
    "xlsx": write_workbook,
}


def planned(programme: Programme, reading: Reading, base: Programme) -> list[str]:
    made = plan(reading.programme, base, programme, lambda key: f"new-{key}", {})
    return [describe(change) for change in made.changes] + [str(conflict) for conflict in made.conflicts]


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=40)
@given(programme=programmes())
def test_a_programme_that_is_written_and_read_again_plans_nothing_and_each_line_is_used(
    form: str, programme: Programme
) -> None:
    written = WRITERS[form](programme)
    reading = read(written)
    assert planned(programme, reading, programme) == []
    assert planned(programme, reading, Programme()) == []
    assert reading.complete
    left_out = [line.text for line in reading.ledger if line.use in ("outside", "not-understood")]
    assert left_out == ([" ".join(f"{one_line(programme.event.title)} ·".split())] if form == "docx" else [])
    if form in ("txt", "md"):
        lines = [number for number, line in enumerate(written.decode().splitlines(), 1) if line.strip()]
        assert [line.number for line in reading.ledger] == lines


@given(text)
def test_one_line_and_tidy_are_settled_at_once(said: str) -> None:
    assert style.one_line(style.one_line(said)) == style.one_line(said)
    assert style.tidy(style.tidy(said)) == style.tidy(said)


@given(text.map(style.one_line), st.booleans())
def test_what_is_escaped_comes_back(said: str, markdown: bool) -> None:
    assert style.unescape(style.escape(said, markdown)) == said


def test_texts_that_cannot_stand_on_a_line_come_back_tidied() -> None:
    programme = make_programme(2)
    untidy = replace(programme.panels[0], title=" Tides\r\nand  towns\t", abstract="\r\nOne. \r\n\r\n\r\n  - two\r\n")
    reading = read(write_text(replace(programme, panels=(untidy,))).encode())
    (panel,) = reading.programme.panels
    assert (panel.title, panel.abstract) == ("Tides and  towns", "One.\n\n  - two")


READING = Path(__file__).parents[1] / "reading"
SAMPLES = sorted([*READING.glob("samples/*.txt"), *READING.glob("golds/*.txt")])
SHOWN = (
    "01-seedlike-with-dates", "02-agenda-24h-date-headings", "05-roles-keynote-discussant", "07-francais",
    "10-article-with-footer", "14-with-mistakes", "mesf-2021",
)  # fmt: skip


def assert_comes_back(document: bytes, form: str) -> None:
    programme = read(document, Options(timezone="Europe/London", start_date=date(2024, 5, 6))).programme
    if not programme.panels:
        pytest.skip("nothing is read in it, so that nothing can be written")
    assert planned(programme, read(WRITERS[form](programme)), programme) == []


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_comes_back(sample: Path, form: str) -> None:
    assert_comes_back(sample.read_bytes(), form)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("stem", SHOWN)
def test_every_shown_programme_comes_back(stem: str, form: str) -> None:
    assert_comes_back(need_shared(f"programmes/{stem}.txt").read_bytes(), form)


EDITED = """Harbour Forum
=============

Time zone: America/Toronto
Set in Convenor's house style

Wednesday 19 May 2021: Tides
----------------------------

Panel 1: Who Owns the Tide? (10:30 – 11:45)
Room: Great Hall
Moderator:
- Dr. Ada Fenwick: Editor
Speakers:
- Omar Haddad (invited): Reader, Silt Institute
  Paper: On silt
- Ines Roy
Abstract:
One.

- two
\\ Panel 9: not an item (10:00 – 11:00)

End of the programme
Sent by the communications office
"""


def edited(*changes: tuple[str, str]) -> tuple[Reading, list[str]]:
    """The document with texts replaced, and what that would change."""
    document = EDITED
    for old, new in changes:
        assert document.count(old) == 1, old
        document = document.replace(old, new)
    before, after = read(EDITED.encode()).programme, read(document.encode())
    return after, planned(before, after, before)


def test_a_document_in_the_house_style_is_read_to_the_last_line() -> None:
    reading, _ = edited()
    (panel,) = reading.programme.panels
    assert (panel.kind, panel.number, panel.title) == ("panel", "1", "Who Owns the Tide?")
    assert panel.abstract == "One.\n\n- two\nPanel 9: not an item (10:00 – 11:00)"
    people = [
        (reading.programme.speaker[p.speaker].full_name, p.role, p.billing, p.paper, p.state) for p in panel.people
    ]
    assert people == [
        ("Dr. Ada Fenwick", "moderator", "Editor", "", "confirmed"),
        ("Omar Haddad", "speaker", "Reader, Silt Institute", "On silt", "invited"),
        ("Ines Roy", "speaker", "", "", "confirmed"),
    ]
    assert [(line.number, line.use, line.panel) for line in reading.ledger] == [
        (1, "title", None), (2, "ornament", None), (4, "zone", None), (5, "label", None), (7, "day", None),
        (8, "ornament", None), (10, "heading", 0), (11, "room", 0), (12, "label", 0), (13, "person", 0),
        (14, "label", 0), (15, "person", 0), (16, "person", 0), (17, "person", 0), (18, "label", 0),
        (19, "abstract", 0), (21, "abstract", 0), (22, "abstract", 0), (24, "label", None), (25, "outside", None),
    ]  # fmt: skip
    assert [(note.code, note.lines) for note in reading.notes] == [("text-outside", (25,))]
    assert [(origin.first, origin.last, origin.people) for origin in reading.origins] == [(10, 22, (13, 15, 17))]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("(10:30 – 11:45)", "(10:45 - 12:00)", "from Wed 19 May 2021, 10:30–11:45 to Wed 19 May 2021, 10:45–12:00"),
        ("(10:30 – 11:45)", "(2:30 PM – 3:45 PM)", "to Wed 19 May 2021, 14:30–15:45"),
        ("(10:30 – 11:45)", "(10:30 – 11:45) – cancelled", "is cancelled"),
        ("Who Owns the Tide?", "Who Owns the Tides?", "is now called"),
        ("Wednesday 19 May 2021: Tides", "Wednesday, May 19, 2021: Ports", "changes from “Tides” to “Ports”"),
        ("Room: Great Hall", "Room: Cellar", "room changes from “Great Hall” to “Cellar”"),
        ("- Ines Roy", "- Ines Roy\n\n- Bo Ray: Poet", "Bo Ray joins"),
        ("- Ines Roy", "Ines Roy: Actuary", "Ines Roy’s billing is now “Actuary”"),
        ("One.\n", "One and a half.\n", "the abstract is rewritten"),
        ("End of", "Panel 2: Ports (1 pm – 2 pm)\n\nEnd of", "“Ports” is new (Wed 19 May 2021, 13:00–14"),
        ("Paper: On silt", "Paper: On sand", "Omar Haddad’s paper changes from “On silt” to “On sand”"),
    ],
)  # fmt: skip
def test_what_somebody_edits_is_what_changes(old: str, new: str, change: str) -> None:
    reading, changes = edited((old, new))
    assert reading.complete
    assert any(change in said for said in changes), changes
    assert len({said.partition("”")[0] for said in changes}) <= (3 if "Room" in old else 2)


def test_a_wrong_weekday_and_a_day_that_is_none_are_noted() -> None:
    reading, _ = edited(("Wednesday 19 May 2021", "Thursday 19 May 2021"))
    assert [note.code for note in reading.notes] == ["weekday", "text-outside"]
    reading, _ = edited(("Wednesday 19 May 2021: Tides", "Wednesday 31 June 2021: Tides"))
    assert [note.code for note in reading.notes] == ["bad-date", "text-outside"]
    assert reading.programme.panels[0].when.date is None


def test_without_the_line_that_says_so_it_is_read_as_any_document() -> None:
    reading, _ = edited(("Set in Convenor's house style\n", ""))
    (panel,) = [panel for panel in reading.programme.panels if panel.number == "1"]
    assert (panel.title, panel.when.start and panel.when.start.hour) == ("Who Owns the Tide?", 10)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_equal_programmes_are_equal_files(form: str) -> None:
    assert WRITERS[form](make_programme(3)) == WRITERS[form](make_programme(3))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1", '=HYPERLINK("http://x.example")'])
def test_no_cell_works_as_a_formula(text: str) -> None:
    programme = make_programme(1)
    programme = replace(programme, panels=(replace(programme.panels[0], title=text, abstract=text),))
    rows = list(csv.reader(write_csv(programme).decode("utf-8-sig").splitlines()))
    assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row)
    sheet = openpyxl.load_workbook(BytesIO(write_workbook(programme))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert [sheet["F1"].value, sheet["F2"].quotePrefix] == ["Title", text[0] in "=+-@"]


def test_a_word_document_has_words_own_styles() -> None:
    document = docx.Document(BytesIO(write_word(make_programme(1))))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[:1] == ["Title"]
    assert {"Heading 1", "Heading 2", "List Bullet", "Body Text"} <= set(styles)
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml
    assert document.core_properties.title == "Harbour Forum 2021"


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", ["Paper", "Room", "Link", "Status", "Chair", "Abstract"])
def test_somebody_may_be_called_as_a_label_is(form: str, name: str) -> None:
    part = Appearance(speaker="s", billing="Tides")
    panel = Panel(uid="p", title="Tides", people=(part,))
    programme = Programme(Event(title="Tides"), speakers=(Speaker(uid="s", name=name),), panels=(panel,))
    assert planned(programme, read(WRITERS[form](programme)), Programme()) == []
