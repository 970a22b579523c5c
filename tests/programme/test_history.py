"""What of older changes may be told: nothing that the current release does not say itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from programme.comparing import compare, say_when
from programme.history import Log, Past, kept, names, read_when, told
from programme.model import Appearance, Change, Programme, Room, Speaker, When
from tests.builders import make_panel, make_programme

AT = datetime(2021, 5, 1, tzinfo=UTC)
DAY = date(2021, 12, 31)


def log(*programmes: Programme, notes: tuple[str, ...] = ()) -> Log:
    """The log of releases that said these programmes, one after the other."""
    steps = [compare(old, new) for old, new in zip((Programme(), *programmes), programmes)]
    said = [*notes, *[""] * len(programmes)]
    pasts = [Past(n, AT, said[n - 1], tuple(map(kept, changes))) for n, changes in enumerate(steps, 1)]
    return Log("uid", tuple(reversed(pasts)), frozenset(names(change for step in steps for change in step)))


def everything(past: tuple[Past, ...]) -> str:
    return repr(past)


def with_secret() -> Programme:
    """Three panels; the second is by Zenobia Quartz, of whom nobody must know later."""
    programme = make_programme(3)
    first, second, third = programme.panels
    secret = replace(
        second,
        title="Whistleblowers Unmasked",
        abstract="Her story.",
        people=(Appearance("z", "keynote", "Formerly of the Ministry of Secrets", "Diaries of a Spy"),),
    )
    return replace(
        programme, panels=(first, secret, third), speakers=(*programme.speakers, Speaker("z", "Zenobia Quartz", "Dr."))
    )


def test_what_a_later_release_withdrew_is_not_told() -> None:
    before, now = with_secret(), make_programme(3)
    moved = replace(before, panels=tuple(replace(p, when=When(DAY, time(9))) for p in before.panels))
    notes = ("", "Zenobia’s keynote is moved", "The whistleblowers are off", "We lost Dr Quartz.")
    renamed = replace(moved, panels=(moved.panels[0], replace(moved.panels[1], title="A Quiet Talk"), moved.panels[2]))
    gone = replace(now, panels=(now.panels[0], now.panels[2]))
    found = told(log(before, moved, renamed, gone, notes=notes), gone)
    for word in ("Zenobia", "Quartz", "Whistle", "whistle", "Quiet Talk", "Ministry", "Diaries", "Her story"):
        assert word not in everything(found)
    assert [past.withdrawn for past in found] == [1, 0, 0, 0]
    assert [past.note for past in found] == ["", "", "", ""]
    assert len(found[2].changes) == 2  # the moves of those that are still there


def test_a_person_taken_out_of_a_panel_is_told_of_without_a_name_where_they_are_nowhere_else() -> None:
    before = make_programme(2)
    first, second = before.panels
    only = replace(before, panels=(first, replace(second, people=second.people[:1])))
    now = replace(only, speakers=tuple(s for s in only.speakers if s.uid != "speaker-3"))
    assert "Speaker-3" in everything(told(log(before, now), before))
    found = told(log(before, now), now)
    assert "Speaker-3" not in everything(found)
    (out,) = found[0].changes
    assert (out.code, out.before, out.title) == ("person-removed", "", second.title)


def test_who_is_still_public_is_named() -> None:
    before = make_programme(2)
    first, second = before.panels
    now = replace(before, panels=(replace(first, people=first.people[:1]), second))
    (out,) = told(log(before, now), now)[0].changes
    assert (out.code, out.before) == ("person-removed", "Dr. Ada Speaker-2")


def test_a_role_said_behind_a_name_is_no_part_of_the_name() -> None:
    before = make_programme(1)
    (panel,) = before.panels
    now = replace(before, panels=(replace(panel, people=(*panel.people, Appearance("speaker-1", "chair"))),))
    (joins,) = (c for c in told(log(before, now), now)[0].changes if c.code == "person-added")
    assert joins.after == "Dr. Ada Speaker-1 (chair)"


def test_an_older_title_billing_and_room_are_not_repeated() -> None:
    before = make_programme(1)
    (panel,) = before.panels
    people = (replace(panel.people[0], billing="Mayor"), panel.people[1])
    now = replace(before, panels=(replace(panel, title="Now Called This", people=people, room="r"),))
    now = replace(now, rooms=(Room("r", "Small Hall"),))
    changes = {change.code: change for change in told(log(before, now), now)[0].changes}
    assert (changes["renamed"].before, changes["renamed"].after) == ("", "Now Called This")
    assert (changes["billing"].before, changes["billing"].after) == ("", "Mayor")
    assert (changes["room"].before, changes["room"].after) == ("", "Small Hall")


def test_times_are_told() -> None:
    before = make_programme(1)
    (panel,) = before.panels
    now = replace(before, panels=(replace(panel, when=When(DAY, time(22), time(1), date(2022, 1, 1))),))
    (moved,) = (c for c in told(log(before, now), now)[0].changes if c.subject == "panel")
    assert (moved.before, moved.after) == ("Wed 19 May 2021, 09:00–09:50", "Fri 31 Dec 2021, 22:00–01:00 on 1 Jan")


def test_a_note_that_names_nobody_hidden_is_told() -> None:
    programme = make_programme(2)
    assert told(log(programme, notes=("Ada Speaker-1 is back",)), programme)[0].note == "Ada Speaker-1 is back"


@pytest.mark.parametrize("subject", ["panel", "speaker", "room", "track", "day", "event", "something"])
def test_changes_of_an_unknown_kind_tell_no_text(subject: str) -> None:
    programme = make_programme(1)
    change = Change("weird", subject, programme.panels[0].uid, "Secret", "Secret’s x", "Secret", "Secret")  # type: ignore[arg-type]
    found = told(Log("uid", (Past(2, AT, "", (change, replace(change, field="x"))),)), programme)
    assert "Secret" not in everything(found)


@pytest.mark.parametrize(
    "when",
    [
        When(DAY),
        When(DAY, time(9)),
        When(DAY, time(9), time(10, 30)),
        When(DAY, time(22), time(1), date(2022, 1, 1)),
        When(None, time(9), time(10)),
    ],
)
def test_a_time_is_read_as_it_was_said(when: When) -> None:
    assert read_when(say_when(when)) == when


@pytest.mark.parametrize(
    "text", ["", "Zenobia", "Fri 31 Dec 2021, 22:00 Zenobia", "Mon 31 Dec 2021", "Fri 31 Foo 2021", "99:00", "–", ", "]
)
def test_nothing_else_is_read_as_a_time(text: str) -> None:
    assert read_when(text) is None


def test_a_panel_that_came_back_is_told_of_again() -> None:
    before = make_programme(2)
    gone = replace(before, panels=before.panels[:1])
    found = told(log(before, gone, before), before)
    assert [change.code for past in found[:2] for change in past.changes if change.subject == "panel"] == [
        "added",
        "removed",
    ]
    assert make_panel(2).title in everything(found)
