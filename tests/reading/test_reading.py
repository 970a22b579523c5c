"""What holds for every document: bytes, options, the ledger, and the rules that are not one layout's."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.reading import Options, Reading, read

ONE_PANEL = "Panel 1: Élan (10:30 AM – 11:45 AM ET)\n\nZoë Brontë: Writer\nJan Nový: Editor\n"
TOLD = Options(timezone="America/Toronto", start_date=date(2021, 5, 19))


def codes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]


def names(reading: Reading) -> list[str]:
    return [speaker.name for speaker in reading.programme.speakers]


@pytest.mark.parametrize(
    "document",
    [b"", b"   \n\n\t\n", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", b"PK\x03\x04\x14\x00\x06\x00", b"\x00" * 100],
    ids=["empty", "blank", "jpeg", "docx", "nuls"],
)
def test_what_is_no_text_is_refused_in_words(document: bytes) -> None:
    reading = read(document)
    assert reading.programme.panels == ()
    assert reading.notes[-1].code == "no-programme"
    assert reading.notes[-1].message.startswith("No programme found: the file is ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_document_is_read_in_its_encoding(encoding: str) -> None:
    text = ONE_PANEL.replace("Nový", "Novy")
    reading = read(text.encode(encoding), TOLD)
    assert names(reading) == ["Zoë Brontë", "Jan Novy"]
    assert codes(reading) == (["encoding"] if encoding == "cp1252" else [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind_count_the_same(end: str) -> None:
    reading = read(ONE_PANEL.replace("\n", end).encode(), TOLD)
    assert [line.number for line in reading.ledger] == [1, 3, 4]


def test_a_zone_nobody_knows_is_an_error_that_shows_a_valid_one() -> None:
    reading = read(ONE_PANEL.encode(), Options(timezone="Mars/Olympus", start_date=date(2021, 5, 19)))
    assert [(note.code, note.level) for note in reading.notes] == [("bad-timezone", "error")]
    assert "Mars/Olympus" in reading.notes[0].message
    assert "America/Toronto" in reading.notes[0].message
    assert reading.programme.event.timezone == ""
    assert not reading.complete


def test_a_zone_without_a_place_is_a_hint_to_confirm() -> None:
    reading = read(ONE_PANEL.encode(), Options(start_date=date(2021, 5, 19)))
    assert [question.code for question in reading.questions] == ["timezone"]
    assert "“ET”" in reading.questions[0].message
    assert "America/Toronto" in reading.questions[0].message


def test_what_cannot_be_dated_is_read_and_asked_about() -> None:
    reading = read(ONE_PANEL.encode(), Options(timezone="America/Toronto"))
    assert [question.code for question in reading.questions] == ["start-date"]
    assert reading.programme.panels[0].when.date is None
    assert names(reading) == ["Zoë Brontë", "Jan Nový"]


def test_the_documents_dates_go_before_the_start_date() -> None:
    reading = read(("20 May 2021\n\n" + ONE_PANEL).encode(), TOLD)
    assert reading.programme.panels[0].when.date == date(2021, 5, 20)
    assert codes(reading) == ["start-date"]


def test_no_break_spaces_count_as_spaces() -> None:
    text = "Panel\u00a01: Tides (10:30\u00a0AM – 11:45\u00a0AM)\nAda Moor:\u00a0 Pilot\nHon.\u00a0Bo Lind:\u00a0Judge\n"
    reading = read(text.encode(), TOLD)
    assert [(s.honorific, s.name) for s in reading.programme.speakers] == [("", "Ada Moor"), ("Hon.", "Bo Lind")]
    assert [part.billing for part in reading.programme.panels[0].people] == ["Pilot", "Judge"]


def test_a_person_of_several_panels_is_one_speaker() -> None:
    text = (
        "Panel 1: A (9:00 – 10:00)\nAda Moor: Pilot\nBo Lind: Judge\n\n"
        "Panel 2: B (10:00 – 11:00)\nDr. ADA  MOOR: Captain\nCy Dow: Poet\n"
    )
    programme = read(text.encode(), TOLD).programme
    assert [speaker.uid for speaker in programme.speakers] == ["s1", "s2", "s3"]
    assert programme.panels[1].people[0].speaker == "s1"
    assert programme.panels[1].people[0].billing == "Captain"


def test_one_line_with_a_colon_is_no_evidence_for_a_person() -> None:
    text = "Panel 1: A (9:00 – 10:00)\n\nMarginal Costs: who bears them\n\nPanel 2: B (10:00 – 11:00)\n"
    reading = read(text.encode(), TOLD)
    assert reading.programme.speakers == ()
    assert reading.programme.panels[0].abstract == "Marginal Costs: who bears them"


def test_chair_within_a_job_is_no_role() -> None:
    text = (
        "Panel 1: A (9:00 – 10:00)\nAda Moor: Chair, Tide Board\nBo Lind: Professor and Chair of Law\nChair: Cy Dow\n"
    )
    roles = [part.role for part in read(text.encode(), TOLD).programme.panels[0].people]
    assert roles == ["speaker", "speaker", "chair"]


def test_a_panel_heading_in_a_footer_is_not_the_programmes() -> None:
    text = ONE_PANEL + "\nRelated posts\nPanel 2: a recap\nThe Long View (3 May 2019)\n"
    reading = read(text.encode(), TOLD)
    assert len(reading.programme.panels) == 1
    assert [line.use for line in reading.ledger[-3:]] == ["outside"] * 3


def test_theme_of_a_day_comes_from_the_options_first() -> None:
    text = "Day 1 – 19 May 2021: Old\n\n" + ONE_PANEL
    options = Options(timezone="America/Toronto", day_titles=((date(2021, 5, 19), "New"),))
    assert [day.title for day in read(text.encode(), options).programme.days] == ["New"]
    assert [day.title for day in read(text.encode(), TOLD).programme.days] == ["Old"]


def filled(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if line.strip()]


PIECES = st.sampled_from(
    """\
Panel 1: A title (10:30 AM – 11:45 AM ET)
Panel 2: Another (4:30 PM – 5:45 PM)
Lunch (noon – 1:00 pm)
09:00 – 10:00
10:30 Coffee
Day 2 – Wednesday, March 15, 2023: Theme
31 June 2024
Tuesday
Moderator: Ada Moor
Speakers:
• Bo Lind, Poet
Ada Moor: Pilot
Cy Dow
Text that says something, and ends.
wrapped on
: Translator
▒▒▒▒ ▒▒: ▒▒
1S:3O – l6.4S  P@ne|

-----
Speaker TBC
Room: Main Hall
17.00 – 17.99 Broken
24:00 – 25:00 Late
CANCELLED: Panel 3: Gone
Panel 4
© 2024
0900 – 1000 Digits
Panel 1: No time
All times are CET
(((
10:30 -
Co-chairs: A B, C; D E, F
""".splitlines()
)


@given(st.lists(PIECES, max_size=25).map("\n".join))
def test_every_line_of_a_programme_is_accounted_for_once(text: str) -> None:
    reading = read(text.encode(), TOLD)
    assert [line.number for line in reading.ledger] == filled(text)
    panels = len(reading.programme.panels)
    assert all(line.panel is None or 0 <= line.panel < panels for line in reading.ledger)
    assert len(reading.origins) == panels
    for panel, origin in zip(reading.programme.panels, reading.origins, strict=True):
        assert origin.first <= origin.last
        assert len(origin.people) == len(panel.people)


CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")  # a few of them are read as spaces


@given(st.text(max_size=300))
def test_every_line_of_any_text_is_accounted_for_once(text: str) -> None:
    reading = read(text.encode(errors="ignore"))
    if reading.ledger:
        assert [line.number for line in reading.ledger] == filled(
            CONTROLS.sub(" ", text.encode(errors="ignore").decode().removeprefix("\ufeff"))
        )


@given(st.binary(max_size=300))
def test_any_bytes_give_a_reading(document: bytes) -> None:
    assert isinstance(read(document), Reading)


@pytest.mark.parametrize(
    "piece", ["a", "(", "10:30 - ", "Panel 1: ", "\t1", "Opening ", "Monday ", "1 May ", ": ", "1/1/"]
)
def test_one_endless_line_is_read(piece: str) -> None:
    line = piece * (200_000 // len(piece))
    assert len(read(line.encode(), TOLD).ledger) == 1


def test_a_long_programme_is_read_whole() -> None:
    text = "".join(
        f"Day {n}\nPanel {n}: Title {n} (10:00 – 11:00)\nAda Moor: Pilot\nBo Lind: Judge\n\n" for n in range(1, 99)
    )
    programme = read(text.encode(), TOLD).programme
    assert len(programme.panels) == 98
    assert len(programme.days) == 98
    assert len(programme.speakers) == 2
