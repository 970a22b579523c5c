"""The three-way merge, as an organiser would tell it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.comparing import describe
from programme.matching import rekey
from programme.model import Appearance, Panel, Programme, Room, Speaker, When
from programme.planning import Plan, plan
from tests.builders import make_panel, make_programme

MOVED = When(date(2021, 5, 19), time(9, 30), time(10, 30))


def as_read(programme: Programme) -> Programme:
    """What a reader makes of a document: the same facts under keys of its own."""
    items = (*programme.rooms, *programme.tracks, *programme.speakers, *programme.panels)
    return rekey(programme, {item.uid: f"key-{n}" for n, item in enumerate(items)})


def edit(programme: Programme, number: int, /, **facts: Any) -> Programme:
    panels = list(programme.panels)
    panels[number - 1] = replace(panels[number - 1], **facts)
    return replace(programme, panels=tuple(panels))


def without(programme: Programme, number: int) -> Programme:
    return replace(programme, panels=tuple(p for n, p in enumerate(programme.panels, 1) if n != number))


def make_plan(base: Programme, desk: Programme, document: Programme, **decisions: str) -> Plan:
    return plan(as_read(document), base, desk, lambda key: f"new-{key}", decisions)


def said(made: Plan) -> list[str]:
    return [describe(change) for change in made.changes]


def test_the_same_document_plans_nothing() -> None:
    programme = make_programme(20)
    made = make_plan(programme, programme, programme)
    assert (said(made), made.conflicts, made.summary) == ([], (), "nothing to do")
    assert made.result == programme


def test_a_first_document_brings_everything() -> None:
    programme = make_programme(2)
    made = make_plan(Programme(), Programme(event=programme.event), programme)
    assert made.summary == "1 day, 3 speakers, 2 panels new"
    assert [panel.title for panel in made.result.panels] == [panel.title for panel in programme.panels]


def test_a_title_mended_at_the_desk_and_a_time_changed_in_the_document_both_survive() -> None:
    base = make_programme(3)
    made = make_plan(base, edit(base, 1, title="Mended"), edit(base, 1, when=MOVED))
    assert said(made) == ["“Mended” moves from Wed 19 May 2021, 09:00–09:50 to Wed 19 May 2021, 09:30–10:30"]
    assert made.result.panels[0] == replace(base.panels[0], title="Mended", when=MOVED)
    assert made.conflicts == ()


def test_a_panel_that_vanished_is_cancelled_and_stays_so() -> None:
    base = make_programme(3)
    made = make_plan(base, base, without(base, 2))
    assert said(made) == ["“Harbours and Tides, Part 2” is cancelled"]
    again = make_plan(made.base, made.result, without(base, 2))
    assert again.changes == ()


def test_a_panel_that_comes_back_takes_place_after_all() -> None:
    base = make_programme(3)
    gone = make_plan(base, base, without(base, 2))
    back = make_plan(gone.base, gone.result, base)
    assert said(back) == ["“Harbours and Tides, Part 2” takes place after all"]
    assert {panel.uid for panel in back.result.panels} == {panel.uid for panel in base.panels}


def test_a_cancellation_revoked_at_the_desk_is_not_repeated() -> None:
    base = make_programme(3)
    gone = make_plan(base, base, without(base, 2))
    assert make_plan(gone.base, base, without(base, 2)).changes == ()


def test_both_changing_one_field_is_a_conflict_that_somebody_decides() -> None:
    base = make_programme(2)
    desk, document = edit(base, 1, when=MOVED), edit(base, 1, when=When(date(2021, 5, 19), time(8), time(9)))
    made = make_plan(base, desk, document)
    (conflict,) = made.conflicts
    assert (conflict.field, conflict.before, conflict.desk, conflict.document) == (
        "when",
        "Wed 19 May 2021, 09:00–09:50",
        "Wed 19 May 2021, 09:30–10:30",
        "Wed 19 May 2021, 08:00–09:00",
    )
    assert made.undecided == (conflict,)
    assert made.result.panels[0].when == MOVED
    decided = plan(as_read(document), base, desk, str, {conflict.key: "document"})
    assert decided.undecided == ()
    assert decided.result.panels[0].when == document.panels[0].when


def test_both_making_the_same_change_is_no_conflict() -> None:
    base = make_programme(2)
    both = edit(base, 1, title="Mended")
    made = make_plan(base, both, both)
    assert (made.changes, made.conflicts) == ((), ())


def test_what_the_desk_deleted_is_not_brought_back_by_the_same_document() -> None:
    base = make_programme(3)
    made = make_plan(base, without(base, 2), base)
    assert made.changes == ()


def test_what_the_desk_deleted_and_the_document_changed_is_a_conflict() -> None:
    base = make_programme(3)
    made = make_plan(base, without(base, 2), edit(base, 2, when=MOVED))
    assert [(c.field, c.desk) for c in made.conflicts] == [("panel", "deleted")]
    assert made.changes == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda p: edit(p, 2, title="Harbours and Tides, Part Two"),
        lambda p: edit(p, 2, when=When(date(2021, 5, 21), time(18), time(19))),
        lambda p: edit(p, 2, number="9"),
        lambda p: edit(p, 2, title="Something Else Altogether"),  # same number and people
        lambda p: edit(p, 2, people=()),
        lambda p: edit(p, 2, title="Something Else", when=MOVED),  # same people
        lambda p: edit(p, 2, title="Something Else", people=p.panels[1].people[:1]),  # one of two, at the same time
    ],
)
def test_a_changed_panel_is_still_the_same_panel(change: Callable[[Programme], Programme]) -> None:
    base = make_programme(5)
    document = change(base)
    made = make_plan(base, base, document)
    assert {panel.uid for panel in made.result.panels} == {panel.uid for panel in base.panels}
    assert {panel.title for panel in made.result.panels} == {panel.title for panel in document.panels}


def test_two_coffee_breaks_are_told_apart_by_their_times() -> None:
    def coffee(number: int, hour: int) -> Panel:
        when = When(date(2021, 5, 19), time(hour), time(hour, 30))
        return make_panel(number, title="Coffee", kind="break", number="", people=(), when=when)

    base = make_programme(items=(coffee(1, 10), coffee(2, 15)))
    moved = edit(edit(base, 1, when=coffee(1, 11).when), 2, when=coffee(2, 16).when)
    made = make_plan(base, base, moved)
    assert [(panel.uid, panel.when) for panel in made.result.panels] == [(p.uid, p.when) for p in moved.panels]
    fewer = make_plan(base, base, without(base, 1))
    assert [(c.code, c.uid) for c in fewer.changes] == [("cancelled", base.panels[0].uid)]


def test_a_name_mended_in_the_document_renames_the_person() -> None:
    base = make_programme(2)
    speakers = tuple(replace(s, name="Ada Speaker-One") if s.uid == "speaker-1" else s for s in base.speakers)
    made = make_plan(base, base, replace(base, speakers=speakers))
    assert said(made) == ["Speaker “Ada Speaker-1” is now called “Ada Speaker-One”"]


def test_a_name_mended_at_the_desk_stays_while_the_document_repeats_the_old_one() -> None:
    base = make_programme(2)
    desk = replace(base, speakers=tuple(replace(s, name=f"{s.name} MP") for s in base.speakers))
    assert make_plan(base, desk, edit(base, 1, when=MOVED)).result.speakers == desk.speakers


def test_people_come_and_go_and_the_desks_additions_stay() -> None:
    base = make_programme(1)
    first, second = base.panels[0].people
    added = Speaker("speaker-9", "Guest of the Desk")
    desk = replace(edit(base, 1, people=(first, second, Appearance("speaker-9"))), speakers=(*base.speakers, added))
    new = Speaker("speaker-7", "New in the Document")
    document = replace(edit(base, 1, people=(Appearance("speaker-7"), first)), speakers=(*base.speakers, new))
    made = make_plan(base, desk, document)
    names = [made.result.speaker[part.speaker].name for part in made.result.panels[0].people]
    assert names == ["New in the Document", "Ada Speaker-1", "Guest of the Desk"]
    assert sorted(c.code for c in made.changes) == ["added", "person-added", "person-removed", "removed"]


def test_a_billing_changed_on_both_sides_is_a_conflict() -> None:
    base = make_programme(1)
    first, second = base.panels[0].people
    desk = edit(base, 1, people=(replace(first, billing="Desk"), second))
    document = edit(base, 1, people=(replace(first, billing="Document"), second))
    made = make_plan(base, desk, document)
    assert [(c.desk, c.document) for c in made.conflicts] == [("Desk", "Document")]


def test_a_room_renamed_at_the_desk_is_still_the_documents_room() -> None:
    base = make_programme(items=(make_panel(1, room="room-1"), make_panel(2)))
    desk = replace(base, rooms=(Room("room-1", "Aula Magna", 200),))
    made = make_plan(base, desk, edit(base, 2, room="room-1"))
    assert [room.name for room in made.result.rooms] == ["Aula Magna"]
    assert made.result.panels[1].room == "room-1"


def test_panels_made_by_hand_are_found_by_the_first_document() -> None:
    desk = make_programme(2)
    made = make_plan(Programme(), desk, edit(desk, 1, when=MOVED))
    assert [panel.uid for panel in made.result.panels] == [panel.uid for panel in desk.panels]
    assert [conflict.field for conflict in made.conflicts] == ["when"]


def test_what_the_desk_called_the_event_stands_until_a_document_renames_it() -> None:
    desk = make_programme(1)
    first = replace(desk, event=replace(desk.event, title="AGENDA"))
    made = make_plan(Programme(), desk, first)
    assert (made.result.event.title, made.conflicts) == ("Harbour Forum 2021", ())
    second = replace(desk, event=replace(desk.event, title="Harbour Forum, in Winter"))
    desk_kept = make_plan(made.base, made.result, second)
    assert [(c.desk, c.document) for c in desk_kept.conflicts] == [("Harbour Forum 2021", "Harbour Forum, in Winter")]


def test_a_silent_document_leaves_the_events_facts_alone() -> None:
    base = make_programme(1)
    document = replace(base, event=replace(base.event, title="", organiser="", venue=""))
    assert make_plan(base, base, document).changes == ()


EDITS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(
            [{"title": "Mended"}, {"when": MOVED}, {"abstract": "New"}, {"people": ()}, {"state": "cancelled"}, {}]
        ),
    ),
    max_size=6,
)


@given(EDITS, EDITS, st.sets(st.integers(1, 6)))
def test_a_merge_settles_and_loses_no_panel(desk: Any, document: Any, dropped: set[int]) -> None:
    base = make_programme(6)
    ours, theirs = base, base
    for number, facts in desk:
        ours = edit(ours, number, **facts)
    for number, facts in document:
        theirs = edit(theirs, number, **facts)
    theirs = replace(theirs, panels=tuple(p for n, p in enumerate(theirs.panels, 1) if n not in dropped))
    made = make_plan(base, ours, theirs)
    assert {panel.uid for panel in made.result.panels} >= {panel.uid for panel in base.panels}
    again = plan(as_read(theirs), made.base, made.result, str, {})
    assert again.changes == ()
    assert again.conflicts == ()


def test_a_date_without_a_theme_is_nothing_new_where_a_panel_has_it() -> None:
    desk = make_programme(1)
    silent = replace(desk, days=tuple(replace(day, title="") for day in desk.days))
    made = make_plan(Programme(), replace(desk, days=()), silent)
    assert (said(made), made.result.days) == ([], ())
    made = make_plan(Programme(), replace(desk, days=()), desk)
    assert [day.title for day in made.result.days] == ["Theme of day 1"]
