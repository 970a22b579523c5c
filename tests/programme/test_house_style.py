"""The round trip: what is written in the house style and read again plans nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme import house_style as style
from programme.comparing import describe
from programme.model import Programme
from programme.planning import plan
from programme.reading import Reading, read
from programme.writing.markdown import write_markdown
from programme.writing.sheets import write_csv, write_workbook
from programme.writing.text import write_text
from programme.writing.word import write_word
from tests.builders import make_programme
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
@settings(max_examples=40, deadline=None)
@given(programme=programmes())
def test_a_programme_that_is_written_and_read_again_plans_nothing(form: str, programme: Programme) -> None:
    reading = read(WRITERS[form](programme))
    assert planned(programme, reading, programme) == []
    assert planned(programme, reading, Programme()) == []
    assert reading.complete


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=40, deadline=None)
@given(programme=programmes())
def test_every_line_of_what_was_written_is_used(form: str, programme: Programme) -> None:
    written = WRITERS[form](programme)
    reading = read(written)
    left_out = [line.text for line in reading.ledger if line.use in ("outside", "not-understood")]
    assert left_out == ([f"{style.one_line(programme.event.title)} ·"] if form == "docx" else [])
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
