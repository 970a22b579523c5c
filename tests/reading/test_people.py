"""Who is in an item, in every layout that programmes have: with which words after the name, in which role."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from programme.reading import Options, as_json, read

TOLD = Options(timezone="Europe/Paris", start_date=date(2024, 5, 1))
Found = list[tuple[str, str | None, str]]


def item(body: str, *, after: str = "Panel 2: Tides (11:00 – 12:00)\n\nZoe Last: Writer\nYan Final: Editor\n") -> Any:
    """The first panel of a programme, with these lines below its heading."""
    return as_json(read(f"Panel 1: Winds (9:00 – 10:30)\n\n{body}\n\n{after}".encode(), TOLD))["panels"][0]


def people(body: str, *, after: str = "Panel 2: Tides (11:00 – 12:00)\n") -> Found:
    """Everybody in it: honorific and name, billing, role."""
    found = item(body, after=after)["people"]
    return [
        (" ".join(filter(None, (person["honorific"], person["name"]))), person["billing"], person["role"])
        for person in found
    ]


def speakers(*pairs: tuple[str, str | None]) -> Found:
    return [(name, billing, "speaker") for name, billing in pairs]


@pytest.mark.parametrize(
    "body",
    [
        "Ann Lee: Director, Acme\nBo Ray: Fellow, Beta",
        "Ann Lee, Director, Acme\nBo Ray, Fellow, Beta",
        "Ann Lee (Director, Acme)\nBo Ray (Fellow, Beta)",
        "Ann Lee – Director, Acme\nBo Ray – Fellow, Beta",
        "Ann Lee | Director, Acme\nBo Ray | Fellow, Beta",
        "Ann Lee\tDirector, Acme\nBo Ray\tFellow, Beta",
        "Ann Lee\tDirector\tAcme\nBo Ray\tFellow\tBeta",
        "Ann Lee      Director, Acme\nBo Ray       Fellow, Beta",
        "Ann Lee\nDirector, Acme\nBo Ray\nFellow, Beta",
        "Ann Lee\nDirector, Acme\n\nBo Ray\nFellow, Beta",
        "Ann Lee\n\nDirector, Acme\n\nBo Ray\n\nFellow, Beta",
        "• Ann Lee\n  Director, Acme\n• Bo Ray\n  Fellow, Beta",
        "Speakers:\n• Ann Lee, Director, Acme\n• Bo Ray, Fellow, Beta",
        "Speakers: Ann Lee, Director, Acme; Bo Ray, Fellow, Beta",
        "with Ann Lee (Director, Acme) and Bo Ray (Fellow, Beta)",
        "Speakers:\n• Ann Lee, Director, Acme;\n• Bo Ray, Fellow, Beta;",
        "Ann Lee, Director,\n   Acme\nBo Ray, Fellow, Beta",
    ],
)
def test_a_name_and_a_role_are_told_apart_in_every_layout(body: str) -> None:
    assert people(body) == speakers(("Ann Lee", "Director, Acme"), ("Bo Ray", "Fellow, Beta"))


@pytest.mark.parametrize(
    ("line", "name", "billing", "role"),
    [
        ("Moderator: Ann Lee, Acme", "Ann Lee", "Acme", "moderator"),
        ("Moderated by Ann Lee, Acme", "Ann Lee", "Acme", "moderator"),
        ("Panel Moderator: Ann Lee", "Ann Lee", None, "moderator"),
        ("Facilitator: Ann Lee", "Ann Lee", None, "moderator"),
        ("Diskussionsleitung: Ann Lee (Acme)", "Ann Lee", "Acme", "moderator"),
        ("Moderator:in: Ann Lee", "Ann Lee", None, "moderator"),
        ("Modera: Ana Ruiz, periodista", "Ana Ruiz", "periodista", "moderator"),
        ("Moderação: Rui Sá, RTP", "Rui Sá", "RTP", "moderator"),
        ("Débat animé par Paul Roux, Ouest", "Paul Roux", "Ouest", "moderator"),
        ("Présidence de séance : Mme Claire Roux (CNRS)", "Mme Claire Roux", "CNRS", "chair"),
        ("Chair: Ann Lee (Acme)", "Ann Lee", "Acme", "chair"),
        ("Presiede: Prof.ssa Giulia Neri (Pavia)", "Prof.ssa Giulia Neri", "Pavia", "chair"),
        ("Rapporteur: Ann Lee", "Ann Lee", None, "speaker"),
        ("Grußwort: Staatssekretärin Dr. Petra Vogel, Bund", "Staatssekretärin Dr. Petra Vogel", "Bund", "speaker"),
        ("Respondent: Ann Lee, Acme", "Ann Lee", "Acme", "discussant"),
        ("Ann Lee, Acme – Moderator", "Ann Lee", "Acme", "moderator"),
        ("Ann Lee (Chair), Acme", "Ann Lee", "Acme", "chair"),
        ("Ann Lee [Discussant], Acme", "Ann Lee", "Acme", "discussant"),
    ],
)
def test_a_role_comes_from_a_label_or_a_suffix(line: str, name: str, billing: str | None, role: str) -> None:
    assert people(line) == [(name, billing, role)]


def test_chair_in_a_job_is_no_role() -> None:
    body = "Ann Lee, Chair, Acme Board\nBo Ray, Professor and Chair of Law, Beta"
    assert people(body) == speakers(("Ann Lee", "Chair, Acme Board"), ("Bo Ray", "Professor and Chair of Law, Beta"))


@pytest.mark.parametrize(
    ("name", "honorific"),
    [
        ("H. E. Karl Brenner", "H. E."),
        ("HE Karl Brenner", "HE"),
        ("Tan Sri Azman bin Osman", "Tan Sri"),
        ("S.E.M. Pierre Vallon", "S.E.M."),
        ("Dott.ssa Anna Bassi", "Dott.ssa"),
        ("Univ.-Prof. Dr. h.c. mult. Ute Kramer", "Univ.-Prof. Dr. h.c. mult."),
        ("Mme la Ministre Jeanne Roux", "Mme la Ministre"),
        ("Hon. Sergio Marchi", "Hon."),
    ],
)
def test_an_honorific_may_have_several_words(name: str, honorific: str) -> None:
    found = item(f"{name}: Guest\nBo Ray: Editor")["people"][0]
    assert (found["honorific"], found["name"]) == (honorific, name.removeprefix(honorific).strip())


@pytest.mark.parametrize(
    "name",
    [
        "李小龙",
        "Дмитрий Петров",
        "محمد علي",
        "Stefan zu Ahlen",
        "Siti binti Rahmat",
        "Aoife Mac an tSaoir",
        "Joost R. Hiltermann",
        "NGUYEN Thi Bich Hang",
        "JANE DOE",
    ],
)
def test_names_of_every_kind_are_names(name: str) -> None:
    assert people(f"Ann Lee: Director\n{name}: Editor\nBo Ray: Fellow")[1] == (name, "Editor", "speaker")


def test_letters_after_a_name_do_not_change_the_separator() -> None:
    body = "Dr Hilary Munt, OBE: Trustee\nSamuel Obi, PhD: Researcher\nAngela Frith: Lock Keeper"
    assert [billing for _, billing, _ in people(body)] == ["Trustee", "Researcher", "Lock Keeper"]


def test_an_office_after_a_comma_is_what_somebody_does() -> None:
    found = people("Edgar Poole, MP\nAnn Lee, MP for Wharfside\nBo Ray, Editor")
    assert [billing for _, billing, _ in found] == ["MP", "MP for Wharfside", "Editor"]


def test_one_name_counts_between_people_of_the_same_form() -> None:
    body = "Bosco: Dancer\nAnn Lee: Singer\nTadhg: Ranger\nBo Ray: Fiddler\nMoll: Boater"
    assert [name for name, _, _ in people(body)] == ["Bosco", "Ann Lee", "Tadhg", "Bo Ray", "Moll"]
    assert people("Bosco: Dancer") == []


def test_a_role_may_end_as_a_sentence_does() -> None:
    body = "Ann Lee: Director, Acme Inc.\nBo Ray: Fellow, Verein Küste e. V.\nUma Bee: Founder, Yahoo!"
    assert [name for name, _, _ in people(body)] == ["Ann Lee", "Bo Ray", "Uma Bee"]


def test_pronouns_are_neither_name_nor_role() -> None:
    body = "Ana Ruiz (she/her), Acme\nBo Ray (elle), Beta"
    assert people(body) == speakers(("Ana Ruiz", "Acme"), ("Bo Ray", "Beta"))


@pytest.mark.parametrize(
    "line",
    [
        "Speaker TBC",
        "Two further speakers to be announced",
        "N.N.",
        "Intervenant à confirmer",
        "Speaker TBC: Department of Rivers",
        "Representative of the Ministry of Rivers (TBC)",
        "Moderator: TBD",
    ],
)
def test_an_open_place_is_noted_and_nobody(line: str) -> None:
    document = f"Panel 1: Winds (9:00 – 10:30)\n\nAnn Lee: Director\nBo Ray: Editor\n{line}\n"
    reading = read(document.encode(), TOLD)
    assert [speaker.name for speaker in reading.programme.speakers] == ["Ann Lee", "Bo Ray"]
    assert ("to-be-confirmed", (5,)) in [(note.code, note.lines) for note in reading.notes]


def test_who_is_still_to_be_confirmed_is_invited() -> None:
    reading = read(b"Panel 1: Winds (9:00 - 10:30)\n\nSpeakers:\nAnn Lee, Acme (TBC)\nBo Ray (tbc), Beta\n", TOLD)
    assert [(part.billing, part.state) for part in reading.programme.panels[0].people] == [
        ("Acme", "invited"),
        ("Beta", "invited"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Ann Lee (Oxford): “Who pays?”\nBo Ray (Leiden): “Who owns?”",
        "“Who pays?”, Ann Lee (Oxford)\n“Who owns?”, Bo Ray (Leiden)",
        "« Who pays? », par Ann Lee (Oxford)\n« Who owns? », par Bo Ray (Leiden)",
        "Who pays? – Ann Lee, Oxford\nWho owns? – Bo Ray, Leiden",
        "• Ann Lee, Oxford\n  “Who pays?”\n• Bo Ray, Leiden\n  “Who owns?”",
        "Who pays?\nAnn Lee, Oxford\nWho owns?\nBo Ray, Leiden",
        "Ann Lee, Oxford\nTitle: Who pays?\nBo Ray, Leiden\nTitle: Who owns?",
        "Ann Lee (Oxford): Who pays? (20 min)\nBo Ray (Leiden): Who owns? (15')",
        "“Who pays?” (20 min), Ann Lee, Oxford\n“Who owns?” (20 min), Bo Ray, Leiden",
        "Who pays? – Ann Lee, Oxford (20 min)\nWho owns? – Bo Ray, Leiden (20 min)",
    ],
)
def test_a_talk_inside_an_item_has_its_title(body: str) -> None:
    found = item(body)["people"]
    assert [(person["name"], person["billing"], person["paper"]) for person in found] == [
        ("Ann Lee", "Oxford", "Who pays?"),
        ("Bo Ray", "Leiden", "Who owns?"),
    ]


def test_a_title_within_a_role_is_no_talk() -> None:
    found = item("Ann Lee: Author of “Why Not Ferries?”\nBo Ray: Editor")["people"][0]
    assert (found["billing"], found["paper"]) == ("Author of “Why Not Ferries?”", None)


@pytest.mark.parametrize(
    "line",
    [
        "Bring your own rope",
        "Note: lunch is provided",
        "Laudatio: still open",
        "Lisbon, Portugal",
        "Refreshments are provided by Acme Shipping",
    ],
)
def test_what_follows_the_people_and_is_neither_is_not_understood(line: str) -> None:
    document = (
        f"Panel 1: Winds (9:00 – 10:30)\n\nAnn Lee, Acme\nBo Ray, Beta\n{line}\n\nPanel 2: Tides (11:00 – 12:00)\n"
    )
    reading = as_json(read(document.encode(), TOLD))
    assert [person["name"] for person in reading["panels"][0]["people"]] == ["Ann Lee", "Bo Ray"]
    assert reading["panels"][0]["abstract"] is None
    assert ["not-understood", [5]] in [[note["code"], note["lines"]] for note in reading["notes"]]


@pytest.mark.parametrize(
    "line",
    [
        "United Nations, the European Union and others have set targets",
        "Oak Labs, 12 Quay Street, Bergen",
        "Jane Doe, who chairs the Board, will speak.",
        "• Safe Routes\n• Alternative fuels\n• Port Cities, People and Water",
        "Green Energy\nUrban Mobility\nSmart Cities",
        "Green Energy, Storage\nUrban Mobility, Housing",
        "Topics:\n• Safe Routes\n• Port Cities",
    ],
)
def test_prose_and_topics_are_nobody(line: str) -> None:
    assert people(f"{line}\n\nAnn Lee, Director, Acme\nBo Ray, Fellow, Beta") == speakers(
        ("Ann Lee", "Director, Acme"), ("Bo Ray", "Fellow, Beta")
    )


@pytest.mark.parametrize(
    "line", ["This panel has been cancelled.", "CANCELLED", "Cette table ronde est annulée.", "Sitzung abgesagt"]
)
def test_a_line_may_cancel_its_item(line: str) -> None:
    found = item(f"{line}\n\nAnn Lee: Director\nBo Ray: Editor")
    assert (found["cancelled"], found["abstract"]) == (True, None)


def test_an_abstract_about_something_cancelled_cancels_nothing() -> None:
    assert not item("The treaty that was cancelled is back.")["cancelled"]


def test_two_lines_for_one_person_are_noted() -> None:
    reading = read(b"Panel 1: Winds (9:00 - 10:30)\n\nAnn Lee\nDirector, Acme\nBo Ray\nFellow, Beta\n", TOLD)
    assert [(note.code, note.level, note.lines) for note in reading.notes if note.code == "two-lines"] == [
        ("two-lines", "info", (4, 6))
    ]


def test_a_label_for_several_has_names_between_commas() -> None:
    assert people("Tutors: Ann Lee, Bo Ray") == speakers(("Ann Lee", None), ("Bo Ray", None))
    assert people("Tutor: Ann Lee, Oak Labs") == speakers(("Ann Lee", "Oak Labs"))


def test_people_in_a_sentence_of_nothing_else_are_found() -> None:
    line = "With Ann Lee (Oak Labs), Sr. Bo Ray (Elm House) and Cy and Dee Orr (growers)."
    assert people(line) == speakers(("Ann Lee", "Oak Labs"), ("Sr. Bo Ray", "Elm House"), ("Cy and Dee Orr", "growers"))


def test_a_title_and_a_stop_stand_before_a_name() -> None:
    found = item("Reams and lies. Ann Lee (Oxford)\nHow thick is it? Bo Ray (Leiden)")["people"]
    assert [(person["name"], person["billing"], person["paper"]) for person in found] == [
        ("Ann Lee", "Oxford", "Reams and lies"),
        ("Bo Ray", "Leiden", "How thick is it?"),
    ]


@pytest.mark.parametrize(
    ("line", "name", "billing"),
    [
        ("Shri Ann Lee, IAS (Retd.), Secretary", "Shri Ann Lee, IAS (Retd.)", "Secretary"),
        ("The Rt Hon. the Lord Ray CBE, Patron", "The Rt Hon. the Lord Ray CBE", "Patron"),
        ("The Honourable / L’honorable Ann Lee, Senator", "The Honourable / L’honorable Ann Lee", "Senator"),
        ("田中 由美子 (Ann Tanaka), interpreter", "田中 由美子 (Ann Tanaka)", "interpreter"),
        ("Walker Two Elk, Counsel", "Walker Two Elk", "Counsel"),
        ("Ms. A. Lee (she/her)", "Ms. A. Lee", None),
    ],
)
def test_a_name_may_have_more_to_it(line: str, name: str, billing: str | None) -> None:
    assert people(f"Bo Ray, Editor\nCy Orr, Baker\n{line}")[2] == (name, billing, "speaker")


def test_a_line_after_a_gap_says_nothing_of_the_last_speaker() -> None:
    reading = as_json(read(b"Panel 1: Winds (9:00 - 10:30)\nDr Ann Lee\n\nFree entrance while there are seats\n", TOLD))
    assert [(person["name"], person["billing"]) for person in reading["panels"][0]["people"]] == [("Ann Lee", None)]


def test_two_with_one_affiliation_agree_with_others_on_how_it_is_set_off() -> None:
    assert people("Ann Lee & Bo Ray (Oak Labs)\nCy Orr (Elm House)") == speakers(
        ("Ann Lee", "Oak Labs"), ("Bo Ray", "Oak Labs"), ("Cy Orr", "Elm House")
    )


def test_what_somebody_does_tells_a_person_alone_but_a_house_does_not() -> None:
    assert people("Ann Lee, Secretary of the Board", after="") == speakers(("Ann Lee", "Secretary of the Board"))
    assert people("Ann Lee (freelancer)", after="") == speakers(("Ann Lee", "freelancer"))
    for line in (
        "Senate House, University of London",
        "Tate Modern, Museum of Art",
        "Blue Planet, a film by its director",
    ):
        assert people(line, after="") == []


def test_who_has_a_role_elsewhere_is_a_person_everywhere() -> None:
    assert people("Ann Lee, Oak Labs", after="Panel 2: Tides (11:00 – 12:00)\n\nChair: Ann Lee\n") == speakers(
        ("Ann Lee", "Oak Labs")
    )


def test_the_title_of_a_talk_is_no_house_of_the_chair() -> None:
    assert people("Chair: Ann Lee\nWind and waves: what we know") == [("Ann Lee", None, "chair")]
    assert people("Chair: Ann Lee\nBank of Elm") == [("Ann Lee", "Bank of Elm", "chair")]


def test_a_third_line_belongs_to_the_person_before_a_gap() -> None:
    body = "Speakers\nAnn Lee\nDirector of Access\nOak Labs\n\nBo Ray\nFellow, Beta\n\nCy Orr\nEditor, Gamma"
    assert people(body) == speakers(
        ("Ann Lee", "Director of Access Oak Labs"), ("Bo Ray", "Fellow, Beta"), ("Cy Orr", "Editor, Gamma")
    )


@pytest.mark.parametrize("form", ["{}. {}", "{}) {}", "({}) {}"])
def test_people_may_be_numbered(form: str) -> None:
    lines = (form.format(number, who) for number, who in enumerate(("Ann Lee, Oak Labs", "Bo Ray, Elm House"), 1))
    assert people("\n".join(lines)) == speakers(("Ann Lee", "Oak Labs"), ("Bo Ray", "Elm House"))


def test_who_signs_a_letter_is_no_speaker() -> None:
    body = "Ann Lee, Editor\nBo Ray, Baker\n\nBest,\nCy\n\n--\nCy Orr, Coordinator"
    assert people(body, after="") == speakers(("Ann Lee", "Editor"), ("Bo Ray", "Baker"))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Speakers: Ann Lee, Bo Ray.", speakers(("Ann Lee", None), ("Bo Ray", None))),
        ("Moderated by Ann Lee, Director, Oak Labs.", [("Ann Lee", "Director, Oak Labs", "moderator")]),
        ("Chaired by Ann Lee, this panel asks how we got here.", []),
        ("Chaired by Ann Lee, the board met in May.", []),
        ("Ann Lee, Oak Labs; Bo Ray, Elm House", speakers(("Ann Lee", "Oak Labs"), ("Bo Ray", "Elm House"))),
        ("Energy, Trade; Water, Food", []),
        ("Moderator: Ann Lee | Panel: Bo Ray", [("Ann Lee", None, "moderator"), ("Bo Ray", None, "speaker")]),
        (
            "Chair: Ann Lee; Panelists: Bo Ray, Cy Orr",
            [("Ann Lee", None, "chair"), ("Bo Ray", None, "speaker"), ("Cy Orr", None, "speaker")],
        ),
        ("Led by Ann Lee and Bo Ray", speakers(("Ann Lee", None), ("Bo Ray", None))),
    ],
)
def test_one_line_may_name_several_people(line: str, found: Found) -> None:
    assert people(line) == found


def test_names_with_initials_are_people_between_commas() -> None:
    assert people("Speakers:\nA. Lee, B. Ray\nC. Orr, D. Elm") == speakers(
        ("A. Lee", None), ("B. Ray", None), ("C. Orr", None), ("D. Elm", None)
    )


def test_the_surname_may_come_first() -> None:
    assert people("Panelists:\nLEE, Ann, Director\nRAY, Bo") == speakers(("LEE, Ann", "Director"), ("RAY, Bo", None))
    assert people("LEE, Ann (Acme)\nRAY, Bo (Beta)") == speakers(("LEE, Ann", "Acme"), ("RAY, Bo", "Beta"))
    assert people("NATO, Brussels\nUNESCO, Paris") == []


def test_a_mark_for_a_footnote_is_no_affiliation() -> None:
    assert people("Ann Lee (Oak Labs) *\nBo Ray (Elm House)†") == speakers(
        ("Ann Lee", "Oak Labs"), ("Bo Ray", "Elm House")
    )


def test_a_line_apart_is_no_role_where_lines_are_not_set_apart() -> None:
    body = "Chair: Ann Lee\n\nTopics include Big Wind, Small Wind"
    assert people(body, after="Panel 2: Tides (11:00 – 12:00)\n\nZoe Last: Writer\nYan Final: Editor\n") == [
        ("Ann Lee", None, "chair")
    ]
    assert people("White Paper: Ann Lee\nGreen Paper: Bo Ray") == []


@pytest.mark.parametrize(
    "line", ["Language: French", "**Language:** French", "Langue : français (avec interprétation)"]
)
def test_a_line_says_the_language_of_its_item(line: str) -> None:
    document = (
        f"# Forum\n\n## 19 May 2021\n\n### Panel 1: Ports (10:00 – 11:00)\n\n{line}\n\nModerator: Ann Lee, Director\n"
    )
    reading = read(document.encode(), Options(timezone="America/Toronto"))
    (panel,) = reading.programme.panels
    assert (panel.language, panel.abstract, len(panel.people)) == ("fr", "", 1)
    assert [found.use for found in reading.ledger if found.text == line] == ["language"]
