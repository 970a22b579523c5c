"""People of a new document who are likely known: proposed, and taken for another only where somebody said so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from programme.comparing import describe
from programme.matching import rekey
from programme.meeting import People
from programme.model import Appearance, Programme, Speaker
from programme.planning import Plan, plan
from programme.uniting import unite
from tests.builders import make_panel, make_programme

KNOWN = "00000000-0000-4000-8000-00000000000a"


def programme(*people: tuple[str, str, str], panels: int = 1) -> Programme:
    """People by uid, name and billing; each in panel 1, or in a panel of their own where there are more."""
    parts = tuple(Appearance(uid, billing=billing) for uid, _, billing in people)
    items = tuple(
        make_panel(n, people=parts if panels == 1 else parts[n - 1 : n], slug="", changed=None)
        for n in range(1, panels + 1)
    )
    named = {uid: Speaker(uid, name) for uid, name, _ in people}
    return replace(make_programme(items=items), speakers=tuple(named.values()))


def make_plan(base: Programme, desk: Programme, document: Programme, people: People, **decisions: str) -> Plan:
    things = (*document.rooms, *document.tracks, *document.speakers, *document.panels)
    reading = rekey(document, {item.uid: f"key-{n}" for n, item in enumerate(things)})
    return plan(reading, base, desk, lambda key: f"new-{key}", decisions, people=people)


def said(made: Plan) -> list[Any]:
    return [describe(change) for change in made.changes]


DESK = programme((KNOWN, "Joost R. Hiltermann", "Director"))
DOCUMENT = programme(("s1", "Joost R. Hiltermann", "Director"), ("s2", "J. Hiltermann", "Editor"), panels=2)
KEY = f"person:j. hiltermann:{KNOWN}"


def test_who_is_likely_known_is_proposed_and_stays_another() -> None:
    made = make_plan(Programme(), DESK, DOCUMENT, People())
    assert [(p.key, p.name, p.known, p.reason, p.decided) for p in made.proposals] == [
        (KEY, "J. Hiltermann", "Joost R. Hiltermann", "an initial stands for a given name, a middle name left out", "")
    ]
    assert "Speaker “J. Hiltermann” is new" in said(made)


def test_who_is_said_to_be_the_same_is_one_person_under_the_desks_name() -> None:
    made = make_plan(Programme(), DESK, DOCUMENT, People(), **{KEY: "same"})
    assert [p.decided for p in made.proposals] == ["same"]
    assert [speaker.name for speaker in made.result.speakers] == ["Joost R. Hiltermann"]
    assert [[part.speaker for part in panel.people] for panel in made.result.panels] == [[KNOWN], [KNOWN]]
    assert made.conflicts == ()


def test_who_is_said_to_be_another_stays_another() -> None:
    made = make_plan(Programme(), DESK, DOCUMENT, People(), **{KEY: "different"})
    assert [p.decided for p in made.proposals] == ["different"]
    assert len(made.result.speakers) == 2


def test_the_next_document_plans_nothing_more_once_the_name_is_known() -> None:
    first = make_plan(Programme(), DESK, DOCUMENT, People(), **{KEY: "same"})
    known = People(aliases={"j. hiltermann": KNOWN})
    again = make_plan(first.base, first.result, DOCUMENT, known)
    assert (said(again), again.proposals, again.conflicts) == ([], (), ())


def test_somebody_of_another_event_is_proposed_with_it_and_keeps_their_own_facts() -> None:
    elsewhere = Speaker(KNOWN, "Joost R. Hiltermann", "Dr.", bio="Born by the sea.")
    people = People(elsewhere=((elsewhere, "Harbour Forum 2020"),))
    document = programme(("s2", "J. Hiltermann", "Editor"))
    empty = Programme(event=document.event)
    made = make_plan(Programme(), empty, document, people)
    assert [(p.known, p.where) for p in made.proposals] == [("Dr. Joost R. Hiltermann", "Harbour Forum 2020")]
    assert KNOWN not in made.result.speaker
    assert make_plan(Programme(), empty, document, people, **{KEY: "same"}).result.speaker[KNOWN] == elsewhere


def test_who_sits_in_one_panel_with_somebody_is_not_proposed_to_be_them() -> None:
    together = programme(("s1", "Joost R. Hiltermann", "Director"), ("s2", "J. Hiltermann", "Editor"))
    assert make_plan(Programme(), DESK, together, People()).proposals == ()


def test_a_title_in_the_name_makes_nobody_another() -> None:
    desk = programme((KNOWN, "Dr. Joost R. Hiltermann, PhD", "Director"))
    document = programme(("s1", "Joost R. Hiltermann", "Director"))
    assert [s.uid for s in make_plan(desk, desk, document, People()).result.speakers] == [KNOWN]


def test_who_was_merged_at_the_desk_does_not_come_back_with_the_document() -> None:
    base = programme((KNOWN, "Joost R. Hiltermann", "Director"), ("old", "J. Hiltermann", "Editor"), panels=2)
    desk = unite(base, {"old": KNOWN})
    people = People(aliases={"j. hiltermann": KNOWN}, merged={"old": KNOWN})
    assert said(make_plan(base, desk, DOCUMENT, people)) == []
    more = programme(
        ("s1", "Joost R. Hiltermann", "Director"), ("s2", "J. Hiltermann", "Editor"),
        ("s2", "J. Hiltermann", "Editor"), panels=3,
    )  # fmt: skip
    made = make_plan(base, desk, more, people)
    assert [speaker.uid for speaker in made.result.speakers] == [KNOWN]
    assert made.result.panels[2].people == (Appearance(KNOWN, billing="Editor"),)


def test_two_parts_in_one_panel_become_the_richer_one() -> None:
    both = programme((KNOWN, "Joost R. Hiltermann", "Director"), ("old", "J. Hiltermann", "Editor of the Letter"))
    (panel,) = unite(both, {"old": KNOWN}).panels
    assert panel.people == (Appearance(KNOWN, billing="Editor of the Letter"),)


def test_two_papers_in_one_panel_stay_two() -> None:
    (panel,) = programme((KNOWN, "Ann Lee", ""), ("old", "A. Lee", "")).panels
    parts = (Appearance(KNOWN, paper="Nets"), Appearance("old", paper="Tides"))
    both = replace(programme((KNOWN, "Ann Lee", ""), ("old", "A. Lee", "")), panels=(replace(panel, people=parts),))
    assert [part.paper for part in unite(both, {"old": KNOWN}).panels[0].people] == ["Nets", "Tides"]


def test_two_who_differ_by_a_title_only_stay_two() -> None:
    base = programme((KNOWN, "Ann Lee", "Director"), ("other", "Ann Lee, OBE", "Editor"), panels=2)
    made = make_plan(base, base, base, People())
    assert (said(made), made.proposals) == ([], ())
