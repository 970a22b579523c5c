"""From one release to the next: what calendars are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from programme.comparing import describe
from programme.model import Appearance, Former, Panel, Programme, Release, When
from programme.publishing import History, next_release
from tests.builders import make_programme

START = datetime(2021, 4, 1, tzinfo=UTC)
LATER = START + timedelta(days=1)
MUCH_LATER = datetime(2021, 9, 1, tzinfo=UTC)
MOVED = When(date(2021, 5, 19), time(7), time(8))


def history(programme: Programme, sequences: dict[str, int] | None = None) -> History:
    things = (("room", programme.rooms), ("track", programme.tracks), ("speaker", programme.speakers))
    slugs = {(kind, item.uid): item.uid for kind, items in things for item in items}  # type: ignore[attr-defined]
    return History(slugs | {("panel", panel.uid): panel.uid for panel in programme.panels}, sequences or {})


ALL = make_programme(9)


def publish(programme: Programme, previous: Release | None = None, at: datetime = LATER, **seen: int) -> Release:
    release = next_release(programme, previous, history(ALL, seen), at)
    assert release is not None
    return release


def edit(programme: Programme, number: int, /, **facts: Any) -> Programme:
    panels = list(programme.panels)
    panels[number - 1] = replace(panels[number - 1], **facts)
    return replace(programme, panels=tuple(panels))


def marks(release: Release) -> list[tuple[str, int, datetime | None]]:
    return [(panel.uid[-1], panel.sequence, panel.changed) for panel in release.programme.panels]


BASE = make_programme(3)
FIRST = publish(BASE, at=START)


def test_a_first_release_starts_every_sequence_at_nought() -> None:
    assert (FIRST.number, marks(FIRST)) == (1, [("1", 0, START), ("2", 0, START), ("3", 0, START)])


def test_publishing_again_with_nothing_changed_makes_no_release() -> None:
    assert next_release(BASE, FIRST, history(BASE), LATER) is None


def test_only_the_changed_panel_gets_a_new_sequence_and_date() -> None:
    second = publish(edit(BASE, 2, when=MOVED), FIRST)
    assert (second.number, sorted(marks(second))) == (2, [("1", 0, START), ("2", 1, LATER), ("3", 0, START)])
    assert [describe(change) for change in second.changes] == [
        "“Harbours and Tides, Part 2” moves from Wed 19 May 2021, 10:00–10:50 to Wed 19 May 2021, 07:00–08:00"
    ]


def test_a_person_renamed_changes_the_panels_that_they_are_in() -> None:
    speakers = tuple(replace(s, name="Ada Renamed") if s.uid == "speaker-2" else s for s in BASE.speakers)
    second = publish(replace(BASE, speakers=speakers), FIRST)
    assert [(uid, sequence) for uid, sequence, _ in marks(second)] == [("1", 1), ("2", 1), ("3", 0)]


def test_a_biography_is_published_and_changes_no_calendar_entry() -> None:
    second = publish(replace(BASE, speakers=tuple(replace(s, bio="New.") for s in BASE.speakers)), FIRST)
    assert marks(second) == marks(FIRST)


def test_another_time_zone_moves_every_entry() -> None:
    second = publish(replace(BASE, event=replace(BASE.event, timezone="Europe/Paris")), FIRST)
    assert [sequence for _, sequence, _ in marks(second)] == [1, 1, 1]


def test_a_withdrawn_panel_leaves_a_tombstone_without_anything_it_said() -> None:
    second = publish(replace(BASE, panels=BASE.panels[1:]), FIRST)
    gone = BASE.panels[0]
    assert second.tombstones == (
        Panel(
            gone.uid,
            gone.title,
            number="1",
            when=gone.when,
            state="cancelled",
            people=(Appearance("speaker-1"), Appearance("speaker-2")),
            slug=gone.uid,
            sequence=1,
            changed=LATER,
        ),
    )
    assert gone.uid not in second.programme.panel
    assert second.former == (Former("speaker", "speaker-1", "speaker-1"),)


def test_the_tombstone_of_an_embargoed_panel_tells_no_title() -> None:
    uid, rest = BASE.panels[0].uid, replace(BASE, panels=BASE.panels[1:])
    second = next_release(rest, FIRST, replace(history(ALL), embargoed=frozenset({uid})), LATER)
    assert second is not None
    assert [(grave.uid, grave.title, grave.number, grave.sequence) for grave in second.tombstones] == [(uid, "", "", 1)]


def test_a_panel_withdrawn_first_and_embargoed_later_is_named_in_calendars_no_more() -> None:
    uid, rest = BASE.panels[0].uid, replace(BASE, panels=BASE.panels[1:])
    second, embargoed = publish(rest, FIRST), replace(history(ALL), embargoed=frozenset({uid}))
    third = next_release(rest, second, embargoed, LATER + timedelta(hours=1))
    assert third is not None
    assert [(grave.title, grave.sequence) for grave in third.tombstones] == [("", 2)]
    assert next_release(rest, third, embargoed, LATER + timedelta(hours=2)) is None


def test_a_panel_that_loses_its_time_is_cancelled_in_calendars_and_stays_in_the_programme() -> None:
    second = publish(edit(BASE, 1, when=When(date(2021, 5, 19))), FIRST)
    assert [(grave.uid[-1], grave.sequence) for grave in second.tombstones] == [("1", 1)]
    assert second.programme.panel[BASE.panels[0].uid].sequence == 1
    third = publish(BASE, second)
    assert (third.tombstones, third.programme.panel[BASE.panels[0].uid].sequence) == ((), 2)


def test_a_tombstone_stays_until_its_time_is_over_and_everybody_has_heard() -> None:
    second = publish(replace(BASE, panels=BASE.panels[1:]), FIRST)
    soon = publish(replace(edit(BASE, 2, title="X"), panels=edit(BASE, 2, title="X").panels[1:]), second, LATER)
    assert [grave.uid[-1] for grave in soon.tombstones] == ["1"]
    much_later = publish(
        replace(edit(BASE, 2, title="Y"), panels=edit(BASE, 2, title="Y").panels[1:]), soon, MUCH_LATER
    )
    assert much_later.tombstones == ()


def test_a_panel_that_comes_back_has_a_higher_sequence_than_its_tombstone() -> None:
    second = publish(replace(BASE, panels=BASE.panels[1:]), FIRST)
    third = publish(BASE, second)
    assert (third.tombstones, third.programme.panel[BASE.panels[0].uid].sequence) == ((), 2)


def test_a_panel_that_comes_back_long_after_goes_on_from_where_it_was() -> None:
    uid = BASE.panels[0].uid
    second = publish(BASE, publish(replace(BASE, panels=BASE.panels[1:]), at=START), **{uid: 4})
    assert second.programme.panel[uid].sequence == 5


def test_a_cancelled_panel_stays_in_the_programme_and_one_never_public_does_not_enter() -> None:
    second = publish(edit(BASE, 1, state="cancelled"), FIRST)
    assert second.programme.panel[BASE.panels[0].uid].state == "cancelled"
    assert second.tombstones == ()
    fresh = publish(edit(BASE, 1, state="cancelled"))
    assert BASE.panels[0].uid not in fresh.programme.panel


def test_going_back_is_a_new_release_with_higher_sequences() -> None:
    second = publish(edit(BASE, 2, when=MOVED), FIRST)
    third = publish(FIRST.programme, second, LATER + timedelta(days=1))
    assert third.number == 3
    assert [(uid, sequence) for uid, sequence, _ in marks(third)] == [("1", 0), ("2", 2), ("3", 0)]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(1, 4), st.sampled_from(["A", "B"])),
        st.tuples(st.just("drop"), st.integers(1, 4), st.just("")),
        st.tuples(st.just("back"), st.integers(1, 9), st.just("")),
    ),
    max_size=12,
)


@given(STEPS)
def test_a_calendar_that_keeps_the_highest_sequence_always_ends_with_the_programme(steps: Any) -> None:
    """RFC 5545, 3.8.7.4: of two states of one entry the one with the higher sequence stands."""
    release = publish(make_programme(4), at=START)
    releases, entries = [release], {panel.uid: panel for panel in release.programme.panels}
    for day, (step, number, title) in enumerate(steps, 1):
        public = release.programme
        if step == "edit" and number <= len(public.panels):
            public = edit(public, number, title=title)
        elif step == "drop":
            public = replace(public, panels=tuple(p for n, p in enumerate(public.panels, 1) if n != number))
        elif step == "back":
            public = releases[number % len(releases)].programme
        made = next_release(public, release, history(make_programme(4)), START + timedelta(days=day))
        if made is None:
            continue
        release = made
        releases.append(made)
        for panel in (*made.programme.panels, *made.tombstones):
            if panel.uid not in entries or panel.sequence > entries[panel.uid].sequence:
                entries[panel.uid] = panel
    alive = {panel.uid: panel for panel in entries.values() if panel.state != "cancelled"}
    assert alive == {panel.uid: panel for panel in release.programme.panels}
