from __future__ import annotations

import pytest

from events.site import people
from programme.model import Speaker


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Joost R. Hiltermann", "Hiltermann"),
        ("Ferry de Kerckhove", "Kerckhove"),
        ("Erica Di Ruggiero", "Di Ruggiero"),
        ("Ludwig van der Rohe", "Rohe"),
        ("Jan Van den Berg", "Van den Berg"),
        ("Jean de La Fontaine", "La Fontaine"),
        ("Ebtesam Al-Ketbi", "Ketbi"),
        ("Mona El Baradei", "Baradei"),
        ("Martin Luther King Jr.", "King"),
        ("Jane Doe, PhD", "Doe"),
        ("Van Morrison", "Morrison"),
        ("Pelé", "Pelé"),
        ("", ""),
    ],
)
def test_the_family_name_is_what_an_index_takes(name: str, family: str) -> None:
    assert people.family_name(name) == family


def test_people_stand_by_family_name_under_their_letter() -> None:
    names = ("Zoë Ångström", "Ebtesam Al-Ketbi", "Ferry de Kerckhove", "Erica Di Ruggiero", "Jan Øster", "علي حسن")
    found = people.by_letter(Speaker(name, name) for name in names)
    assert [(letter, [speaker.name for speaker in group]) for letter, group in found] == [
        ("A", ["Zoë Ångström"]),
        ("D", ["Erica Di Ruggiero"]),
        ("K", ["Ferry de Kerckhove", "Ebtesam Al-Ketbi"]),
        ("O", ["Jan Øster"]),
        ("ح", ["علي حسن"]),
    ]


def test_each_letter_stands_once_whatever_names_begin_with() -> None:
    names = (
        *(
            "Speaker 2a",
            "Adam Ant",
            "Speaker 1a",
            "Speaker 3b",
            "Bea Bolt",
            "“Bono”",
            "Nasser ʿAziz",
            "٣",
            "(…)",
            "Pelé",
        ),
        *("Ebtesam Al-Ketbi", "Ferry de Kerckhove", "Анна Белова", "Ёлка", "Егор Елин", "王小明", "王芳", "李娜"),
    )
    found = people.by_letter(Speaker(name, name) for name in names)
    assert [(letter, [speaker.name for speaker in group]) for letter, group in found] == [
        ("#", ["(…)", "Speaker 1a", "Speaker 2a", "Speaker 3b", "٣"]),
        ("A", ["Adam Ant", "Nasser ʿAziz"]),
        ("B", ["Bea Bolt", "“Bono”"]),
        ("K", ["Ferry de Kerckhove", "Ebtesam Al-Ketbi"]),
        ("P", ["Pelé"]),
        ("Б", ["Анна Белова"]),
        ("Е", ["Егор Елин", "Ёлка"]),
        ("李", ["李娜"]),
        ("王", ["王小明", "王芳"]),
    ]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ferry de Kerckhove", "FK"), ("Erica Di Ruggiero", "ED"), ("Pelé", "P"), ("علي حسن", "ع"), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert people.initials(name) == letters
