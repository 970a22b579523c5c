from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from events import drafts, storing
from events.models import Appearance, Day, Event, Panel, Room, TimeSlot
from programme.matching import rekey
from programme.model import Appearance as Part
from programme.model import Link, Programme, When
from speakers.models import Speaker
from tests.builders import make_panel, make_programme


def with_uuids(programme: Programme) -> Programme:
    items = (*programme.rooms, *programme.tracks, *programme.speakers)
    programme = rekey(programme, {item.uid: str(uuid4()) for item in items})
    return replace(
        programme,
        rooms=tuple(replace(room, slug="") for room in programme.rooms),
        tracks=tuple(replace(track, slug="") for track in programme.tracks),
        speakers=tuple(replace(speaker, slug="") for speaker in programme.speakers),
        panels=tuple(replace(panel, slug="", changed=None) for panel in programme.panels),
    )


def stored(event: Event, programme: Programme) -> Programme:
    with transaction.atomic():
        storing.store(event, drafts.load(event), programme)
    event.refresh_from_db()
    return drafts.load(event)


def by_name(programme: Programme) -> Programme:
    return replace(programme, speakers=tuple(sorted(programme.speakers, key=lambda speaker: speaker.name)))


FULL = with_uuids(
    make_programme(
        items=(
            make_panel(1, room="room-1", track="track-1", links=(Link("https://example.org/s", "Watch", "stream"),)),
            make_panel(2, when=When(date(2021, 5, 19), time(23), time(0, 30), date(2021, 5, 20)), language="fr"),
            make_panel(3, when=When(date(2021, 5, 19), time(19, 30)), kind="social"),
            make_panel(4, when=When(date(2021, 5, 20)), state="draft"),
            make_panel(5, when=When(), state="cancelled"),
            make_panel(6, when=When(date(2021, 11, 7), time(1, 30, fold=1), time(2, 30))),
            make_panel(7, people=(Part("speaker-1", "chair"), Part("speaker-1", "speaker", "Poet", "On Tides"))),
        )
    )
)


@pytest.mark.django_db
def test_the_drafts_hold_a_whole_programme(event: Event) -> None:
    assert by_name(stored(event, FULL)) == by_name(FULL)


@pytest.mark.django_db
def test_storing_what_is_there_writes_nothing(event: Event, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stored(event, FULL)
    before = drafts.load(event)
    with django_assert_num_queries(6) as captured:
        storing.store(event, before, before)
    assert [q["sql"] for q in captured if q["sql"].split()[0] in ("INSERT", "UPDATE")] == []


@pytest.mark.django_db
def test_a_panel_keeps_its_row_and_an_appearance_its_own(event: Event) -> None:
    stored(event, FULL)
    rows = {row.uid: row.pk for row in Panel.objects.all()}
    parts = {(part.panel_id, part.speaker_id, part.role): part.pk for part in Appearance.objects.all()}
    panels = tuple(replace(panel, title=f"New {panel.title}", people=panel.people[::-1]) for panel in FULL.panels)
    assert by_name(stored(event, replace(FULL, panels=panels))).panels == panels
    assert {row.uid: row.pk for row in Panel.objects.all()} == rows
    assert {(p.panel_id, p.speaker_id, p.role): p.pk for p in Appearance.objects.all()}.keys() == parts.keys()


@pytest.mark.django_db
def test_a_slot_that_no_panel_needs_goes_and_one_made_by_hand_stays(event: Event) -> None:
    stored(event, FULL)
    by_hand = TimeSlot.objects.create(event=event, start=datetime(2021, 5, 21, 9, tzinfo=UTC))
    moved = replace(FULL.panels[0], when=When(date(2021, 5, 22), time(9), time(10)))
    stored(event, replace(FULL, panels=(moved, *FULL.panels[1:])))
    assert by_hand in event.slots.all()
    assert not event.slots.filter(start=datetime(2021, 5, 19, 13, tzinfo=UTC)).exists()


@pytest.mark.django_db
def test_a_speakers_biography_and_address_survive_an_import(event: Event) -> None:
    stored(event, FULL)
    Speaker.objects.update(bio="By hand.", email="a@example.org")
    now = drafts.load(event)
    renamed = replace(now, speakers=tuple(replace(s, name=f"{s.name} MP") for s in now.speakers))
    stored(event, renamed)
    assert {(s.bio, s.email, s.name[-3:]) for s in Speaker.objects.all()} == {("By hand.", "a@example.org", " MP")}


@pytest.mark.django_db
def test_what_a_draft_cannot_hold_is_refused_by_name(event: Event) -> None:
    long = replace(FULL, panels=(replace(FULL.panels[0], title="T" * 501), *FULL.panels[1:]))
    with pytest.raises(storing.DraftsError, match="500"), transaction.atomic():
        storing.store(event, drafts.load(event), long)
    assert Panel.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("panels", [1, 300])
def test_loading_costs_as_many_queries_for_one_panel_as_for_many(
    event: Event, panels: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stored(event, with_uuids(make_programme(panels)))
    with django_assert_num_queries(6):
        drafts.load(event)


@pytest.mark.django_db
def test_only_public_facts_are_public(event: Event) -> None:
    stored(event, FULL)
    Panel.objects.filter(number="2").update(embargo=datetime(2021, 5, 1, tzinfo=UTC))
    Panel.objects.filter(number="3").update(notes="Sponsor has not paid.")
    Appearance.objects.filter(panel__number="1", role="moderator").update(state="invited")
    Speaker.objects.update(email="private@example.org")
    public = drafts.load_public(event, datetime(2021, 4, 30, tzinfo=UTC))
    assert sorted(panel.number for panel in public.panels) == ["1", "3", "5", "6", "7"]  # 4 is a draft
    assert [part.role for part in public.panel[FULL.panels[0].uid].people] == ["speaker"]
    assert "private" not in repr(public)
    assert "Sponsor" not in repr(public)
    assert {part.speaker for p in public.panels for part in p.people} == {s.uid for s in public.speakers}
    after = drafts.load_public(event, datetime(2021, 5, 2, tzinfo=UTC))
    assert "2" in {panel.number for panel in after.panels}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        lambda e: Panel.objects.create(event=e, title=""),
        lambda e: Panel.objects.create(event=e, title="T", kind="party"),
        lambda e: Panel.objects.create(event=e, title="T", state="gone"),
        lambda e: TimeSlot.objects.create(
            event=e, start=datetime(2021, 5, 19, 10, tzinfo=UTC), end=datetime(2021, 5, 19, 9, tzinfo=UTC)
        ),
        lambda e: [TimeSlot.objects.create(event=e, start=datetime(2021, 5, 19, 10, tzinfo=UTC)) for _ in range(2)],
        lambda e: [Day.objects.create(event=e, date=date(2021, 5, 19)) for _ in range(2)],
        lambda e: [Room.objects.create(event=e, name="Foyer") for _ in range(2)],
        lambda e: Event.objects.create(title="Other", slug=e.slug, timezone="UTC"),
        lambda e: Speaker.objects.create(name=""),
        lambda e: Panel.objects.create(
            event=e,
            title="T",
            day=Day.objects.create(event=e, date=date(2021, 5, 19)),
            slot=TimeSlot.objects.create(event=e, start=datetime(2021, 5, 19, 10, tzinfo=UTC)),
        ),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(event: Event, make: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(event)


@pytest.mark.django_db
def test_clean_says_what_is_wrong(event: Event) -> None:
    other = Event.objects.create(title="Other", slug="other", timezone="UTC")
    room = Room.objects.create(event=other, name="Foyer")
    for wrong, message in (
        (Panel(event=event, title="T", room=room), "“Foyer” belongs to another event."),
        (Panel(event=event, title="T", links="stream nowhere"), "has no address that begins with https://"),
        (Event(title="A", slug="admin", timezone="UTC"), "/admin/ is an address of the site itself."),
        (Event(title="A", slug="a", timezone="Toronto"), "“Toronto” is no time zone."),
        (Event(title="A", slug="a", timezone="UTC", colour="red"), "#rrggbb"),
    ):
        with pytest.raises(ValidationError) as caught:
            wrong.full_clean()
        assert message in str(caught.value)


def test_what_stands_after_a_name_is_kept_and_lists_stand_by_family_name(event: Event) -> None:
    known = make_programme(1)
    people = (
        replace(known.speakers[0], name="Hilary Munt", honorific="Dr.", post_nominal="OBE"),
        replace(known.speakers[1], name="Zoë Abel", honorific=""),
    )
    programme = with_uuids(replace(known, speakers=people))
    assert stored(event, programme).speakers == programme.speakers
    assert [str(row) for row in Speaker.objects.all()] == ["Zoë Abel", "Dr. Hilary Munt, OBE"]
