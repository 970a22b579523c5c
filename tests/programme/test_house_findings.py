"""What a stranger found in documents in the house style: numbers with letters, and clashes that nobody was told of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from programme.planning import plan
from programme.reading import Options, read
from programme.writing.markdown import write_markdown
from programme.writing.sheets import write_csv, write_workbook
from programme.writing.text import write_text
from programme.writing.word import write_word
from tests.builders import make_programme

WRITERS = {
    "txt": lambda programme: write_text(programme).encode(),
    "md": lambda programme: write_markdown(programme).encode(),
    "docx": write_word,
    "csv": write_csv,
    "xlsx": write_workbook,
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "number", ["2a", "2A", "2 a", "A2", "2.1", "2-1", "IV", "IVb", "2a/b", "II.3", "ten", "10a", "a"]
)
def test_a_number_with_a_letter_comes_back_as_it_is(form: str, number: str) -> None:
    made = make_programme(rooms=(), tracks=())
    programme = replace(made, panels=(replace(made.panels[0], number=number), *made.panels[1:]))
    found = plan(read(WRITERS[form](programme)).programme, programme, programme, lambda key: f"new-{key}", {})
    assert found.changes == ()
    assert read(WRITERS[form](programme)).programme.in_order[0].number == number


CLASHES = """Forum of Rivers
5 March 2026

Panel 2a: Rivers (10:00 - 11:00)
Ann Lee, Oxford
Bo Ray, Leiden

Panel 2b: Lakes (10:30 - 11:30)
Ann Lee, Oxford
Cy Orr, Leiden

Panel 2b: Seas (12:00 - 13:00)
Maria Lopez, Bern
M. Orr, Bern

Panel 3: Ponds (14:00 - 15:00)
M. Lopez, Bern
Di Poe, Bern
"""


@pytest.mark.parametrize("form", WRITERS)
def test_a_document_in_the_house_style_is_checked_as_any_other(form: str) -> None:
    options = Options(timezone="Europe/Paris")
    other = read(CLASHES.encode(), options)
    house = read(WRITERS[form](other.programme), options)
    codes = ["duplicate-number", "overlap", "same-speaker", "likely-same-person"]
    notes = [note for note in house.notes if note.code != "text-outside"]  # the page's number
    assert [note.code for note in notes] == codes
    assert [note.message for note in notes] == [note.message for note in other.notes]
    assert plan(house.programme, other.programme, other.programme, str, {}).changes == ()
