"""Two documents of one programme: sure pairs only, and a word about everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from programme.aligning import Alignment, align
from programme.model import Appearance, Panel, Programme, Room, Speaker, Track, When
from programme.words import Translation
from tests.builders import FIRST_DAY, make_event, make_panel, make_programme

NINE = When(FIRST_DAY, time(9), time(10))


def panel(uid: str, title: str, **facts: Any) -> Panel:
    return Panel(uid, title, when=facts.pop("when", NINE), **facts)


def programme(*panels: Panel, people: tuple[str, ...] = ()) -> Programme:
    speakers = tuple(Speaker(name, name) for name in people)
    return Programme(make_event(title="", organiser="", venue=""), speakers=speakers, panels=panels)


def said(found: Alignment) -> list[tuple[str, str, str]]:
    return [(words.uid, words.field, words.text) for words in found.translations]


def test_the_same_programme_in_french_is_paired_whole() -> None:
    ours = make_programme(9)
    theirs = replace(
        ours, panels=tuple(replace(p, uid=f"x{p.uid}", title=f"Ports {p.number}", abstract="") for p in ours.panels)
    )
    found = align(ours, theirs, "fr")
    assert found.mismatches == ()
    assert [(one.uid, other.uid) for one, other in found.pairs] == [(p.uid, f"x{p.uid}") for p in ours.in_order]
    assert len([words for words in found.translations if words.subject == "appearance"]) == 18


def test_what_begins_alone_is_paired_whatever_it_is_called() -> None:
    found = align(programme(panel("a", "Harbours")), programme(panel("z", "Les ports", abstract="Pourquoi.")), "fr")
    assert said(found) == [("a", "title", "Les ports"), ("a", "abstract", "Pourquoi.")]


def test_what_begins_at_once_is_paired_by_number_and_names() -> None:
    ours = programme(
        panel("a", "One", number="Panel 1"),
        panel("b", "Two", people=(Appearance("Ann Lee"),)),
        people=("Ann Lee",),
    )
    theirs = programme(
        panel("y", "Deux", people=(Appearance("Ann Lee"),)),
        panel("z", "Un", number="Table ronde 1"),
        people=("Ann Lee",),
    )
    found = align(ours, theirs, "fr")
    assert [(one.uid, other.uid) for one, other in found.pairs] == [("b", "y"), ("a", "z")]


def test_two_candidates_are_told_and_not_guessed() -> None:
    found = align(
        programme(panel("a", "One"), panel("b", "Two")), programme(panel("y", "Un"), panel("z", "Deux")), "fr"
    )
    assert (found.pairs, found.translations) == ((), ())
    assert found.mismatches == (
        "“One” (Wed 19 May 2021, 09:00–10:00) may be any of several in the document.",
        "“Two” (Wed 19 May 2021, 09:00–10:00) may be any of several in the document.",
        "“Deux” (Wed 19 May 2021, 09:00–10:00) of the document may be any of several here.",
        "“Un” (Wed 19 May 2021, 09:00–10:00) of the document may be any of several here.",
    )


def test_a_panel_without_a_partner_is_told() -> None:
    later = When(FIRST_DAY, time(14), time(15))
    found = align(programme(panel("a", "One")), programme(panel("z", "Un", when=later)), "fr")
    assert found.mismatches == (
        "“One” (Wed 19 May 2021, 09:00–10:00) is not in the document.",
        "“Un” (Wed 19 May 2021, 14:00–15:00) is only in the document.",
    )


def test_a_coffee_break_is_no_panel() -> None:
    found = align(programme(panel("a", "One")), programme(panel("z", "Pause", kind="break")), "fr")
    assert found.translations == ()
    assert found.mismatches == (
        "“One” (Wed 19 May 2021, 09:00–10:00) is a panel here, and a break in the document: “Pause”.",
    )


def people(*names: str, billing: str = "", role: str = "speaker") -> Programme:
    parts = tuple(Appearance(name, role, billing) for name in names)  # type: ignore[arg-type]
    return programme(panel("a", "", people=parts), people=names)


def test_people_are_paired_by_name_and_the_rest_in_order() -> None:
    ours = people("Ann Lee", "Mohammed Ali")
    theirs = people("Mohamed Aly", "Ann Lee", billing="Présidente")
    found = align(ours, theirs, "fr")
    assert found.mismatches == ()
    assert [words.uid for words in found.translations] == ["a Ann Lee", "a Mohammed Ali"]


def test_people_of_different_counts_are_paired_by_name_only() -> None:
    found = align(people("Ann Lee", "Bo Ek"), people("Ann Lee", "Carl Ott", "Dora Nin", billing="Présidente"), "fr")
    assert [words.uid for words in found.translations] == ["a Ann Lee"]
    assert found.mismatches == ("“” (Wed 19 May 2021, 09:00–10:00) has Bo Ek; the document has Carl Ott, Dora Nin.",)


def test_another_role_is_another_person() -> None:
    found = align(people("Ann Lee"), people("Carl Ott", billing="Modérateur", role="moderator"), "fr")
    assert found.translations == ()
    assert found.mismatches[0].endswith("has Ann Lee as speaker, the document Carl Ott as moderator.")


def test_what_has_no_time_is_paired_by_number() -> None:
    when = When(FIRST_DAY)
    ours, theirs = (programme(make_panel(1, title=title, when=when, people=())) for title in ("One", "Un"))
    assert len(align(ours, theirs, "fr").pairs) == 1
    bare = [programme(panel(title, title, when=when)) for title in ("One", "Un")]
    assert align(*bare, "fr").pairs == ()


def test_an_end_that_differs_is_told_and_the_panels_are_paired() -> None:
    ours, theirs = When(FIRST_DAY, time(14), time(15)), When(FIRST_DAY, time(14), time(15, 30))
    found = align(programme(panel("a", "One", when=ours)), programme(panel("z", "Un", when=theirs)), "fr")
    assert len(found.pairs) == 1
    assert found.mismatches == (
        "“One” (Wed 19 May 2021, 14:00–15:00) ends at another time in the document: Wed 19 May 2021, 14:00–15:30.",
    )


def test_kinds_are_told_in_grammar() -> None:
    found = align(programme(panel("a", "Tea", kind="break")), programme(panel("z", "X", kind="other")), "fr")
    assert found.mismatches == (
        "“Tea” (Wed 19 May 2021, 09:00–10:00) is a break here, and of no special kind in the document: “X”.",
    )


def placed(*rooms: str) -> Programme:
    """Panels an hour apart, each in the room of that name."""
    panels = (panel(f"{n}", f"{n}", when=When(FIRST_DAY, time(9 + n)), room=name) for n, name in enumerate(rooms))
    return replace(programme(*panels), rooms=tuple(Room(name, name) for name in dict.fromkeys(rooms)))


def test_a_track_that_is_called_otherwise_has_its_name_in_that_language() -> None:
    ours = make_programme(2)
    ours = replace(
        ours,
        tracks=(Track("t", "Water"),),
        panels=tuple(replace(panel, track="t") for panel in ours.panels),
    )
    found = align(ours, replace(ours, tracks=(Track("t", "Eau"),)), "fr")
    assert [words for words in found.translations if words.subject == "track"] == [
        Translation("track", "t", "name", "fr", "Eau")
    ]
    assert found.mismatches == ()


def test_rooms_that_stand_in_each_others_places_are_told_and_not_kept() -> None:
    names = [(words.uid, words.text) for words in align(placed("A", "B"), placed("Un", "Deux"), "fr").translations]
    assert {("A", "Un"), ("B", "Deux")} <= set(names)
    ours, theirs = placed("Quay", "Quay", "Pier"), placed("Quai", "Jetée", "Jetée")
    found = align(ours, theirs, "fr")
    assert not [words for words in found.translations if words.subject == "room"]
    assert found.mismatches == (
        "The room “Quay” is “Quai” in the document, which is not kept.",
        "The room “Quay” is “Jetée” in the document, which is not kept.",
        "The room “Pier” is “Jetée” in the document, which is not kept.",
    )


def test_the_name_of_another_room_is_no_translation() -> None:
    ours, theirs = placed("Quay", "Pier"), placed("Pier")
    assert "The room “Quay” is “Pier” in the document, which is not kept." in align(ours, theirs, "fr").mismatches
