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


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ferry de Kerckhove", "FK"), ("Erica Di Ruggiero", "ED"), ("Pelé", "P"), ("علي حسن", "ع"), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert people.initials(name) == letters
