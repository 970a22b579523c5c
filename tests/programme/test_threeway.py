"""Document then, desk, document now: what differs, and whose the drafts would have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from programme.merging import merge
from programme.model import Appearance, Event, Panel, Programme, Room, Speaker, When
from programme.threeway import differences

DAY = date(2021, 5, 19)
PANEL = Panel("p", "Tides", when=When(DAY, time(10), time(11)), people=(Appearance("ada", billing="Editor"),))
BASE = Programme(
    Event(title="Harbour Forum"),
    rooms=(Room("hall", "Hall"),),
    speakers=(Speaker("ada", "Ada Larsen"), Speaker("jon", "Jon Berg")),
    panels=(PANEL,),
)


def told(desk: Panel, now: Panel, base: Programme = BASE, **decisions: str) -> list[tuple[str, str, str, str, str]]:
    ours, theirs = replace(BASE, panels=(desk,)), replace(BASE, panels=(now,))
    merged = merge(base, ours, theirs, {key.replace("__", ":"): choice for key, choice in decisions.items()})
    found = differences(base, ours, merged.base, merged.result, merged.conflicts)
    return [(each.field, each.then, each.desk, each.now, each.outcome) for each in found]


def test_what_is_the_same_in_all_three_or_was_changed_alike_is_not_told() -> None:
    assert told(PANEL, PANEL) == []
    mended = replace(PANEL, title="Tides, Mended")
    assert told(mended, mended) == []


def test_what_one_side_changed_is_that_sides() -> None:
    mended, moved = replace(PANEL, title="Mended"), replace(PANEL, when=When(DAY, time(12), time(13)))
    assert told(mended, moved) == [
        ("title", "Tides", "Mended", "Tides", "desk"),
        ("when", "Wed 19 May 2021, 10:00–11:00", "Wed 19 May 2021, 10:00–11:00", "Wed 19 May 2021, 12:00–13:00",
         "document"),
    ]  # fmt: skip


@pytest.mark.parametrize("choice", ["desk", "document"])
def test_what_both_changed_is_decided_by_somebody(choice: str) -> None:
    desk, now = replace(PANEL, title="Mended"), replace(PANEL, title="Rewritten")
    assert told(desk, now) == [("title", "Tides", "Mended", "Rewritten", "undecided")]
    assert told(desk, now, panel__p__title=choice) == [("title", "Tides", "Mended", "Rewritten", choice)]


def test_people_who_come_go_and_are_billed_anew_are_told() -> None:
    jon = replace(PANEL, people=(Appearance("jon"),))
    assert told(PANEL, jon) == [
        ("Ada Larsen", "speaker: Editor", "speaker: Editor", "not in the panel", "document"),
        ("Jon Berg", "not in the panel", "not in the panel", "speaker: no billing", "document"),
    ]
    billed = replace(PANEL, people=(Appearance("ada", billing="Publisher"),))
    assert told(billed, PANEL) == [("Ada Larsen’s billing", "Editor", "Publisher", "Editor", "desk")]


def test_who_was_added_at_the_desk_only_is_no_difference_to_a_document() -> None:
    both = replace(PANEL, people=(*PANEL.people, Appearance("jon")))
    assert told(both, PANEL) == []


def test_a_panel_that_vanished_from_the_document_is_told_as_cancelled() -> None:
    merged = merge(BASE, BASE, replace(BASE, panels=()))
    (found,) = differences(BASE, BASE, merged.base, merged.result, merged.conflicts)
    assert (found.field, found.then, found.desk, found.now) == ("state", "confirmed", "confirmed", "cancelled")


def test_a_first_document_tells_what_it_fills_and_not_what_it_leaves_open() -> None:
    desk = replace(PANEL, room="hall", number="")
    now = replace(PANEL, number="1")
    assert told(desk, now, Programme()) == [("number", "", "", "1", "document")]
