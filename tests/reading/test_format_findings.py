"""What files say by their structure, and what once was lost or read as something else."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from programme.reading import read
from programme.reading.text import decode
from tests.reading.showing import OPTIONS, days, page, shown


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
