"""Who is likely the same person: proposed where the names agree as far as they go, and never otherwise."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.same import CROWD, judge, likely, likely_between


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("J. R. Hiltermann", "Joost R. Hiltermann", "an initial stands for a given name"),
        ("J.R. Hiltermann", "Joost R. Hiltermann", "an initial stands for a given name"),
        ("J. Hiltermann", "Joost R. Hiltermann", "an initial stands for a given name, a middle name left out"),
        ("Joost Hiltermann", "Joost R. Hiltermann", "a middle name left out"),
        ("Anna Rosa Bell", "Anna Maria Rosa Bell", "a middle name left out"),
        ("Hiltermann Joost", "Joost Hiltermann", "the same names in another order"),
        ("Lopez M.", "Maria Lopez", "the same names in another order, an initial stands for a given name"),
        ("Hiltermann Joost", "Joost R. Hiltermann", "the same names in another order, a middle name left out"),
        ("Kim Min-ji", "Minji Kim", "the same names in another order"),
        ("HILTERMANN, Joost", "Joost Hiltermann", "the same names in another order"),
        ("HILTERMANN Joost", "Joost R. Hiltermann", "a middle name left out"),
        ("Jürgen Groß", "Juergen Gross", "the same letters, but for accents, capitals, hyphens or spaces"),
        ("José Peña", "Jose Pena", "the same letters, but for accents, capitals, hyphens or spaces"),
        ("Эрик Линдеманн", "Erik Lindemann", "the same name in another script"),
        ("Jean-Paul Martin", "Jean Paul Martin", "the same letters, but for accents, capitals, hyphens or spaces"),
        ("Anna van der Berg", "Anna Vanderberg", "the same letters, but for accents, capitals, hyphens or spaces"),
        ("Ferry de Kerckhove", "Ferry Kerckhove", "a particle of the family name differs"),
        ("Ebtesam Al-Ketbi", "Ebtesam Ketbi", "the family name is spelt another way"),
        ("Joost Hiltermann", "Joost Hilterman", "one letter of the family name differs"),
        ("Joost Hiltermann", "Joost Hitlermann", "one letter of the family name differs"),
        ("Katharina Lenz", "Katarina Lenz", "one letter of a given name differs"),
        ("John Smith", "J. Smith Jr.", "an initial stands for a given name, and only one is “jr”"),
    ],
)  # fmt: skip
def test_they_are_likely_one(one: str, other: str, reason: str) -> None:
    assert [judge(one, other).verdict, judge(one, other).reason] == ["likely", reason]
    assert judge(other, one) == judge(one, other)
    assert [pair.likeness for pair in likely({1: one, 2: other})] == [judge(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Miller", "Anna Miller"),
        ("Ann Lee", "Lee Ann Womack"),
        ("Maria Lopez", "Lopez Garcia"),
        ("Ann Miller", "Ann Muller"),
        ("Daniel Weber", "Daniela Weber"),
        ("Francesco Rossi", "Francesca Rossi"),
        ("Andrea Marchetti", "Andreas Marchetti"),
        ("John A. Smith", "John B. Smith"),
        ("Bob Miller", "Robert Miller"),
        ("J. Miller", "Joost Hiltermann"),
        ("Joost Hiltermann", "Jan Hiltermann"),
        ("J. Hiltermann", "J. Hilterman"),
        ("Anna Smith", "Anna Smith-Jones"),
        ("Bosco", "John Bosco"),
        ("Pelé", "Edson Pelé"),
        ("王小明", "王晓鸣"),
        ("John Smith Jr.", "John Smith Sr."),
        ("Ole Hansen", "Ole Hanson"),
        ("", "Ann Lee"),
    ],
)
def test_they_are_two(one: str, other: str) -> None:
    assert judge(one, other).verdict == judge(other, one).verdict == "no"
    assert likely({1: one, 2: other}) == []


def test_case_spaces_and_apostrophes_make_no_other_name() -> None:
    assert judge("AMINATA  D’LADO", "Aminata D'Lado").verdict == "same"


def test_new_people_are_compared_with_those_known_and_not_with_one_another() -> None:
    pairs = likely_between(
        {"a": "Joost R. Hiltermann", "b": "Ann Lee"}, {"c": "J. Hiltermann", "d": "Joost Hiltermann"}
    )
    assert [(pair.one, pair.other) for pair in pairs] == [("c", "a"), ("d", "a")]


def test_thousands_of_people_are_compared_at_once() -> None:
    given = [
        f"{a}{b}" for a, b in itertools.product(("Ada", "Ben", "Cleo", "Dina", "Eli"), ("bel", "dor", "gin", "ro"))
    ]
    family = [
        f"{a}{b}"
        for a, b in itertools.product(("Kim", "Hilter", "Vander", "Ostro", "Mac"), (str(n) * 3 for n in range(20)))
    ]
    names = {n: f"{g} {f}" for n, (g, f) in enumerate(itertools.product(given, family))}
    started = time.process_time()
    found = likely(names | {-1: "A. Kim333"})
    assert {pair.likeness.reason for pair in found} == {"an initial stands for a given name"}
    assert time.process_time() - started < 10  # pair by pair it would be minutes


GIVEN = ["Joost R.", "J. R.", "J.", "Joost", "Anna Maria", "Anna-Maria", "Anna", "Katharina", "Katarina", "Jürgen", ""]
FAMILY = ["Hiltermann", "Hilterman", "Hitlermann", "van der Berg", "Vanderberg", "Berg", "Al-Hakim", "Al Hakim", "Groß"]


@given(
    st.lists(
        st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from(("{} {}", "{1} {0}", "{1}, {0}"))),
        max_size=CROWD,
    )
)
def test_who_is_not_compared_is_not_likely_either(drawn: list[tuple[str, str, str]]) -> None:
    names = {place: form.format(one, other).strip(" ,") for place, (one, other, form) in enumerate(drawn)}
    expected = {
        (one, other)
        for one, other in itertools.combinations(names, 2)
        if judge(names[one], names[other]).verdict != "no"
    }
    assert {(pair.one, pair.other) for pair in likely(names)} == expected
    assert all(judge(names[one], names[other]) == judge(names[other], names[one]) for one, other in expected)
