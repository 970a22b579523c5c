"""Names: honorific, name and what stands after it; and how they stand in a list."""

from __future__ import annotations

import pytest

from programme.names import Name, family_name, full_name, sort_key, take_apart
from programme.reading.titles import parse, split_titles, without_honorific


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Joost R. Hiltermann", ("", "Joost R. Hiltermann", "")),
        ("Dr. Hilary Munt, OBE", ("Dr.", "Hilary Munt", "OBE")),
        ("H.E. Dr. Ali bin Said", ("H.E. Dr.", "Ali bin Said", "")),
        ("Mme Aïcha Moh-Diallo", ("Mme", "Aïcha Moh-Diallo", "")),
        ("Prof. Dr. med. Jürgen Groß", ("Prof. Dr. med.", "Jürgen Groß", "")),
        ("Excma. Sra. Dña. María Luz", ("Excma. Sra. Dña.", "María Luz", "")),
        ("Dott.ssa Lucia Bò", ("Dott.ssa", "Lucia Bò", "")),
        ("Exma. Sra. Dra. Inês Faria", ("Exma. Sra. Dra.", "Inês Faria", "")),
        ("Sir John Smith, KCMG, OBE", ("Sir", "John Smith", "KCMG, OBE")),
        ("Dame Constance Mbeki-Hart DBE FRSL", ("Dame", "Constance Mbeki-Hart", "DBE FRSL")),
        ("John Smith Jr., PhD, MP", ("", "John Smith Jr.", "PhD, MP")),
        ("Martin Luther King Jr.", ("", "Martin Luther King Jr.", "")),
        ("Shri Devendra Phadke, IAS (Retd.)", ("Shri", "Devendra Phadke", "IAS (Retd.)")),
        ("Gen. Carl Hess (ret.)", ("Gen.", "Carl Hess", "(ret.)")),
        ("Lt. Col. (Dr.) P. K. Srinivasan VSM", ("Lt. Col. (Dr.)", "P. K. Srinivasan", "VSM")),
        ("Dr. (Mrs.) Sharmila Kelkar-D’Souza", ("Dr. (Mrs.)", "Sharmila Kelkar-D’Souza", "")),
        ("Hon. Justice (Rtd) Efua Dankwa, MP", ("Hon. Justice (Rtd)", "Efua Dankwa", "MP")),
        ("Prof. Emerita Ruth Okello-Ssali, PhD", ("Prof. Emerita", "Ruth Okello-Ssali", "PhD")),
        ("The Rt Hon. the Lord Wexcombe CBE", ("The Rt Hon. the", "Lord Wexcombe", "CBE")),
        ("Baroness Tavy of Lydford", ("", "Baroness Tavy of Lydford", "")),
        ("Yo-Yo Ma", ("", "Yo-Yo Ma", "")),
        ("Li MA", ("", "Li MA", "")),
        ("YO-YO MA", ("", "YO-YO MA", "")),
        ("PhD", ("", "PhD", "")),
        ("Pelé", ("", "Pelé", "")),
        ("", ("", "", "")),
    ],
)
def test_a_printed_name_is_taken_apart(full: str, parts: tuple[str, str, str]) -> None:
    assert split_titles(full) == parts


@pytest.mark.parametrize(
    "full",
    [
        "Dr. Hilary Munt, OBE",
        "Gen. Carl Hess (ret.)",
        "Sir John Smith, KCMG, OBE",
        "Devendra Phadke, IAS (Retd.)",
        "Pelé",
        "The Rt Hon. the Lord Wexcombe, CBE",
    ],
)
def test_a_printed_name_is_put_together_again(full: str) -> None:
    honorific, name, after = split_titles(full)
    assert full_name(name, honorific, after) == full


@pytest.mark.parametrize(
    ("full", "rest"),
    [
        ("Dr. Hilary Munt, OBE", "Hilary Munt, OBE"),
        ("Hon. Justice (Rtd) Efua Dankwa, MP", "Efua Dankwa, MP"),
        ("The Rt Hon. the Lord Wexcombe CBE", "Lord Wexcombe CBE"),
        ("Pelé", "Pelé"),
    ],
)
def test_a_name_without_its_honorific_is_as_it_was_written(full: str, rest: str) -> None:
    assert without_honorific(full) == rest


def test_a_name_has_a_given_and_a_family_part() -> None:
    assert parse("Prof. Dr. Anna van der Berg, OBE") == Name(
        "Anna van der Berg", "Anna", "van der Berg", "Prof. Dr.", "OBE"
    )


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("HILTERMANN, Joost R.", "Joost R.", "HILTERMANN"),
        ("van der Berg, Anna", "Anna", "van der Berg"),
        ("HILTERMANN Joost", "Joost", "HILTERMANN"),
        ("Joost HILTERMANN", "Joost", "HILTERMANN"),
        ("Ludwig von DER LEYEN", "Ludwig", "von DER LEYEN"),
        ("LI Wei", "Wei", "LI"),
        ("JR Ewing", "JR", "Ewing"),
        ("AMINATA LADO", "AMINATA", "LADO"),
        ("J. R. HILTERMANN", "J. R.", "HILTERMANN"),
        ("Ricardo Santamaría y Vélez", "Ricardo", "Santamaría y Vélez"),
        ("Ana Silva e Costa", "Ana", "Silva e Costa"),
        ("田中 由美子", "由美子", "田中"),
        ("王小明", "", "王小明"),
        ("김 정은", "정은", "김"),
        ("Ελένη Παπαδάκη", "Ελένη", "Παπαδάκη"),
        ("Mahmoud Abu Rdeineh", "Mahmoud", "Abu Rdeineh"),
        ("van Gogh", "", "van Gogh"),
        ("Ben Affleck", "Ben", "Affleck"),
        ("John Smith Jr.", "John", "Smith"),
        ("Jane Doe, PhD", "Jane", "Doe"),
        ("Pelé", "", "Pelé"),
        ("", "", ""),
    ],
)
def test_the_family_name_is_found(name: str, given: str, family: str) -> None:
    found = take_apart(name)
    assert (found.given, found.family) == (given, family)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Anna van der Berg", "Berg"),
        ("Jan Van den Berg", "Van den Berg"),
        ("Mohammed bin Salman", "Salman"),
        ("Mohammed bin Salman Al Saud", "Saud"),
        ("Mona El Baradei", "Baradei"),
        ("أمل الحداد", "حداد"),
        ("田中 由美子", "田中"),
        ("de Gaulle, Charles", "Gaulle"),
    ],
)
def test_what_a_list_is_sorted_by(name: str, family: str) -> None:
    assert family_name(name) == family


def test_people_of_one_family_stand_together_by_their_given_names() -> None:
    names = ["Zoë Smith", "Ann Smith-Jones", "Ann Smith", "SMITH, Bob", "Ångström Smith", "Pelé", "Al Smithers"]
    assert sorted(names, key=sort_key) == [
        "Pelé", "Ångström Smith", "Ann Smith", "SMITH, Bob", "Zoë Smith", "Ann Smith-Jones", "Al Smithers",
    ]  # fmt: skip
