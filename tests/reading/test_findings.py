"""What a stranger found: documents in which a word, a mark or a place in the line was read as something else."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from programme.reading import Options, as_json, read

HEAD = "Conference on Rivers\n5 March 2026\n\n"


def reading(text: str) -> dict[str, Any]:
    return as_json(read(text.encode(), Options(timezone="Europe/Paris", start_date=date(2026, 3, 5))))


def names(text: str) -> list[tuple[str | None, str]]:
    return [(person["honorific"], person["name"]) for panel in reading(text)["panels"] for person in panel["people"]]


def test_a_single_m_is_an_initial_unless_the_document_is_french() -> None:
    items = "10:00 - 11:00 {}\nM. Lopez, Leiden University\nM. Jean Petit, Lyon\nProf. M. van Dam, Utrecht\n"
    items += "\n11:00 - 12:00 Wood\nBo Ray, Leiden\n"
    assert names(HEAD + items.format("Water and Stone")) == [
        (None, "M. Lopez"),
        ("M.", "Jean Petit"),
        ("Prof.", "M. van Dam"),
        (None, "Bo Ray"),
    ]
    french = "Colloque Rivières\n5 mars 2026\n\n" + items.format("L'eau et la pierre")
    assert names(french)[0] == ("M.", "Lopez")


LAST = "\n15:00 - 16:00 Farewell of the Guests\nBo Ray, Leiden University\n"


def people(below: str) -> list[tuple[str, str | None, str]]:
    """Name, billing and role of those in an item with these lines below its heading."""
    first = reading(f"{HEAD}10:00 - 11:00 Water and Stone\n{below}\n{LAST}")["panels"][0]
    return [(person["name"], person["billing"], person["role"]) for person in first["people"]]


def test_a_surname_in_capitals_and_a_given_name_stand_before_a_house_or_a_post() -> None:
    assert people("KIM, Min-ji, Seoul National University\nLEE, Ann, Director") == [
        ("KIM, Min-ji", "Seoul National University", "speaker"),
        ("LEE, Ann", "Director", "speaker"),
    ]
    assert people("NATO, Brussels, Belgium\nUNESCO, Paris, France") == []


def test_who_leads_is_the_chair_and_who_moderates_the_moderator() -> None:
    assert people("Leitung: Ann Lee, Köln\nModeration: Cy Orr") == [
        ("Ann Lee", "Köln", "chair"),
        ("Cy Orr", None, "moderator"),
    ]


def test_initials_and_another_order_are_likely_one_person() -> None:
    text = HEAD + "10:00 - 11:00 Water\nMaria Lopez, Leiden\n\n11:00 - 12:00 Stone\nLopez Maria, Leiden\n"
    text += "\n12:00 - 13:00 Wood\nM. Lopez, Leiden\n"
    said = [note["message"] for note in reading(text)["notes"] if note["code"] == "likely-same-person"]
    assert [message.split(" are ")[0] for message in said] == [
        "“Maria Lopez” and “Lopez Maria”",
        "“Maria Lopez” and “M. Lopez”",
        "“Lopez Maria” and “M. Lopez”",
    ]


PANEL = "Panel {}: Item {} ({})\nAnn Lee, Leiden University\n\n"
LATE, EARLY = "14:00 - 15:00", "10:00 - 11:00"


@pytest.mark.parametrize(
    ("numbers", "times", "head", "asked"),
    [
        ((4, 3, 2, 1), (EARLY, LATE, EARLY, LATE), "Forum of Rivers", ["order"]),
        ((3, 4, 1, 2), (EARLY, LATE, EARLY, LATE), "Forum of Rivers", ["order"]),
        ((2, 1, 4, 3), (LATE, EARLY, LATE, EARLY), "Forum of Rivers", ["order"]),
        ((2, 1, 4, 3), (LATE, EARLY, LATE, EARLY), "Forum of Rivers\n5 March 2026", ["order"]),
        ((4, 3, 2, 1), (LATE, EARLY, LATE, EARLY), "Forum of Rivers", []),
        ((2, 1, 2, 1), (LATE, EARLY, LATE, EARLY), "Forum of Rivers", []),
        ((1, 2, 3, 4), (EARLY, LATE, EARLY, LATE), "Forum of Rivers", []),
    ],
)
def test_the_order_of_days_is_asked_for_where_numbers_and_times_disagree(
    numbers: tuple[int, ...], times: tuple[str, ...], head: str, asked: list[str]
) -> None:
    items = "".join(PANEL.format(number, number, time) for number, time in zip(numbers, times, strict=True))
    assert [question["code"] for question in reading(f"{head}\n\n{items}")["questions"]] == asked


def test_the_order_of_days_is_asked_for_where_items_without_numbers_fall() -> None:
    items = "".join(f"{time} Item {n}\nAnn Lee, Oxford\n\n" for n, time in enumerate((LATE, EARLY, LATE, EARLY)))
    assert [question["code"] for question in reading(f"Forum of Rivers\n\n{items}")["questions"]] == ["order"]


def test_a_lab_with_a_number_behind_a_title_is_the_room() -> None:
    first = reading(f"{HEAD}10:00 Workshop: Digital tools (Lab 2)\nAnn Lee, Oxford\n{LAST}")["panels"][0]
    assert (first["kind"], first["title"], first["room"]) == ("workshop", "Digital tools", "Lab 2")
    first = reading(f"{HEAD}10:00 Better laws (Policy Lab)\nAnn Lee, Oxford\n{LAST}")["panels"][0]
    assert (first["title"], first["room"]) == ("Better laws (Policy Lab)", None)


@pytest.mark.parametrize(
    ("heading", "title", "person"),
    [
        ("Welcome (Dean Olga Marin)", "Welcome", ("Olga Marin", "Dean", "speaker")),
        ("Welcome by Vice Rector Olga Marin", "Welcome", ("Olga Marin", "Vice Rector", "speaker")),
        ("Closing: Mayor Olga Marin, Split", "Closing", ("Olga Marin", "Mayor, Split", "speaker")),
        (
            "Mot de bienvenue, par Mme Claire Dubois, directrice",
            "Mot de bienvenue",
            ("Claire Dubois", "directrice", "speaker"),
        ),
        (
            "Ouverture, par Mme la rectrice Claire Dubois, Lyon",
            "Ouverture",
            ("Claire Dubois", "Lyon", "speaker"),
        ),
        ("Talk: Law (Prof. Dr. Anna Schmidt, Bonn)", "Law", ("Anna Schmidt", "Bonn", "speaker")),
        ("Rivers animé par Mme Claire Dubois, Lyon", "Rivers", ("Claire Dubois", "Lyon", "moderator")),
    ],
)
def test_who_stands_behind_a_title_is_a_person(heading: str, title: str, person: tuple[str, str, str]) -> None:
    first = reading(f"{HEAD}10:00 - 11:00 {heading}\n{LAST}")["panels"][0]
    assert first["title"] == title
    assert [(one["name"], one["billing"], one["role"]) for one in first["people"]] == [person]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Pause-café", "break"),
        ("Anreise und Kaffee", "registration"),
        ("Kaffee und Kuchen", "break"),
        ("AG 1: Wasser", "workshop"),
        ("Arbeitsgruppe: Holz", "workshop"),
        ("Table ronde, animée par Mme Claire Dubois, Lyon", "panel"),
    ],
)
def test_the_words_of_a_title_say_its_kind(title: str, kind: str) -> None:
    assert reading(f"{HEAD}10:00 - 11:00 {title}\n{LAST}")["panels"][0]["kind"] == kind


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Institute for Water Studies\npresents\nConference on Rivers", "Conference on Rivers"),
        ("Organised by the Institute for Water Studies\nThe Long River", "The Long River"),
        ("University of Leiden\nin cooperation with\nAcme Foundation\n\nThe Long River", "The Long River"),
        ("Université de Lyon\nprésente\n« Les eaux vives »", "Les eaux vives"),
        ("Acme Players\npresents\nThe Long River", "The Long River"),
        ("Acme Players\nand\nBeta Trust\ninvite you to\nThe Long River", "The Long River"),
        ("University of Leiden\nFinal programme for guests", "University of Leiden"),
        ("Institute for Water Studies\nThe Long River\nInternational conference", "The Long River"),
        ("University of Leiden\nNew York\nConference on Rivers 2026", "Conference on Rivers 2026"),
        ("Université de Lyon\nColloque « Les rivières longues »", "Colloque « Les rivières longues »"),
        ("« Les rivières longues »\nColloque international", "Les rivières longues"),
        ("“The Long River”", "The Long River"),
        ("The Long River, organised by the Institute for Water Studies", "The Long River"),
        ("Council of Rivers\nA day about water", "Council of Rivers"),
        ("Institute for Water Studies", "Institute for Water Studies"),
    ],
)
def test_the_title_of_the_event_is_told_from_who_holds_it(head: str, title: str) -> None:
    assert reading(f"{head}\n5 March 2026\n\n10:00 - 11:00 Water and Stone\n{LAST}")["event"]["title"] == title


def test_the_title_in_the_merged_first_row_of_a_list_without_headings_is_the_events() -> None:
    book = openpyxl.Workbook()
    rows = [
        ["Forum of Rivers 2026"],
        *([f"1{n}:00", title, "Ann Lee"] for n, title in enumerate(("Tin", "Ore", "Zinc"))),
    ]
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.save(file := io.BytesIO())
    found = as_json(read(file.getvalue(), Options(timezone="Europe/Paris", start_date=date(2026, 3, 5))))
    assert (found["event"]["title"], len(found["panels"])) == ("Forum of Rivers 2026", 3)


TWO = [("Ann Lee", "Oxford", "speaker"), ("Bo Ray", "Leiden", "speaker")]


@pytest.mark.parametrize("joint", [" & ", " and ", ", and ", " et "])
def test_two_people_with_their_houses_on_one_line_are_two(joint: str) -> None:
    line = f"Ann Lee, Oxford{joint}Bo Ray, Leiden"
    assert people(line) == people(f"Speakers:\n{line}") == TWO


@pytest.mark.parametrize(
    "billing",
    [
        "Ernst & Young, Paris",
        "Marks and Spencer, London",
        "Trade and Middle East, Acme",
        "Food and Drug Administration, Washington",
        "Department of Health and Social Care, Leeds",
        "Institute for Gulf and Middle East, Acme",
        "Founder and Managing Partner, Acme",
        "Johns Hopkins and Sciences Po",
    ],
)
def test_what_somebody_does_with_an_and_in_it_is_nobody_else(billing: str) -> None:
    assert people(f"Ann Lee, {billing}\nCy Orr, Editor") == [
        ("Ann Lee", billing, "speaker"),
        ("Cy Orr", "Editor", "speaker"),
    ]


@pytest.mark.parametrize("line", ["Ann Lee, Bo Ray and Carla Diaz", "Ann Lee, Bo Ray & Carla Diaz"])
def test_three_names_on_a_line_are_three_people(line: str) -> None:
    assert people(line) == [(name, None, "speaker") for name in ("Ann Lee", "Bo Ray", "Carla Diaz")]


def test_each_line_of_a_block_may_have_a_separator_of_its_own_where_it_says_what_somebody_does() -> None:
    assert people("Ann Lee, Head of Unit\nBo Ray – Fellow, Leiden University\nCy Orr, Director") == [
        ("Ann Lee", "Head of Unit", "speaker"),
        ("Bo Ray", "Fellow, Leiden University", "speaker"),
        ("Cy Orr", "Director", "speaker"),
    ]
    assert people("Ann Lee (Acme)\nBo Ray – Oxford\nCy Orr, Bern") == [
        ("Ann Lee", "Acme", "speaker"),
        ("Bo Ray", "Oxford", "speaker"),
        ("Cy Orr", "Bern", "speaker"),
    ]
