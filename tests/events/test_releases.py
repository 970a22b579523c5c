"""Publishing over real drafts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from events import drafts, releases, storing
from events.models import Address, Appearance, Event, Panel, TimeSlot
from events.models import Release as Row
from programme.comparing import describe
from speakers.models import Speaker
from tests.builders import make_programme
from tests.events.test_drafts import with_uuids

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(event: Event) -> Event:
    with transaction.atomic():
        storing.store(event, drafts.load(event), with_uuids(make_programme(3)))
    return event


def test_nothing_is_public_before_the_first_release(filled: Event) -> None:
    assert releases.current_numbers() == {}
    assert releases.newest(filled) is None


def test_a_release_is_numbered_and_says_what_the_drafts_say(filled: Event) -> None:
    release = releases.publish(filled)
    assert release is not None
    assert (release.number, releases.current_numbers()) == (1, {"harbour-2021": 1})
    assert releases.load("harbour-2021", 1) == release
    assert [panel.slug for panel in release.programme.panels] == [f"harbours-and-tides-part-{n}" for n in (1, 2, 3)]


def test_publishing_twice_makes_one_release(filled: Event) -> None:
    releases.publish(filled)
    assert releases.publish(filled) is None
    assert Row.objects.count() == 1


def test_a_release_cannot_be_changed(filled: Event) -> None:
    releases.publish(filled)
    row = Row.objects.get()
    row.note = "Rewritten history"
    with pytest.raises(TypeError, match="never changed"):
        row.save()


def test_drafts_do_not_reach_the_public_until_published(filled: Event) -> None:
    releases.publish(filled)
    filled.panels.filter(number="1").update(title="Not yet public")
    assert "Not yet public" not in str(releases.newest(filled))
    assert [describe(c) for c in releases.unpublished(filled)] == [
        "“Harbours and Tides, Part 1” is now called “Not yet public”"
    ]
    release = releases.publish(filled)
    assert release is not None
    assert "Not yet public" in str(release)


def test_what_is_private_is_in_no_release(filled: Event) -> None:
    Panel.objects.filter(number="1").update(notes="PRIVATE", state="draft")
    Panel.objects.filter(number="2").update(notes="PRIVATE", embargo=timezone.now() + timedelta(days=1), title="SECRET")
    Speaker.objects.update(email="private@example.org")
    invited = Appearance.objects.filter(panel__number="3").first()
    assert invited is not None
    Appearance.objects.filter(pk=invited.pk).update(state="invited")
    Speaker.objects.filter(pk=invited.speaker_id).update(name="SECRET PERSON")
    releases.publish(filled)
    content = Row.objects.get().content
    assert [word for word in ("PRIVATE", "private@", "SECRET") if word in content] == []
    assert len(json.loads(content)["programme"]["panels"]) == 1


def test_an_address_is_for_life(filled: Event) -> None:
    releases.publish(filled)
    filled.panels.filter(number="1").update(title="Renamed")
    release = releases.publish(filled)
    assert release is not None
    assert "harbours-and-tides-part-1" in {panel.slug for panel in release.programme.panels}
    # Another panel with the old title does not get the old address, even when the first is gone.
    filled.panels.filter(number="1").delete()
    Panel.objects.create(event=filled, title="Harbours and Tides, Part 1", number="9")
    release = releases.publish(filled)
    assert release is not None
    assert {p.number: p.slug for p in release.programme.panels}["9"] == "harbours-and-tides-part-1-2"


def test_previewing_gives_out_no_address(filled: Event) -> None:
    release = releases.preview(filled)
    assert release is not None
    assert Address.objects.count() == 0


def test_names_in_other_scripts_get_addresses_too(filled: Event) -> None:
    filled.panels.filter(number__in=["1", "2"]).update(title="مؤتمر")
    release = releases.publish(filled)
    assert release is not None
    assert {"mutmr", "mutmr-2"} < {panel.slug for panel in release.programme.panels}


def test_going_back_says_again_what_was_said_and_leaves_the_drafts(filled: Event) -> None:
    first = releases.publish(filled)
    filled.panels.filter(number="1").update(title="Mistake")
    releases.publish(filled)
    third = releases.go_back(filled, 1)
    assert first is not None
    assert third is not None
    assert (third.number, third.note) == (3, "Back to release 1.")
    assert [p.title for p in third.programme.panels] == [p.title for p in first.programme.panels]
    assert sorted(panel.sequence for panel in third.programme.panels) == [0, 0, 2]
    assert filled.panels.get(number="1").title == "Mistake"
    assert releases.go_back(filled, 1) is None


def test_what_was_cancelled_before_it_was_public_is_nobodys_news(filled: Event) -> None:
    releases.publish(filled)
    panel = Panel.objects.create(event=filled, title="Secret", state="cancelled", room=filled.rooms.first())
    Appearance.objects.create(panel=panel, speaker=Speaker.objects.create(name="Secret Guest"))
    assert releases.publish(filled) is None
    assert not Address.objects.filter(slug__contains="secret").exists()


def test_going_back_does_not_bring_back_what_is_held_back_today(filled: Event) -> None:
    releases.publish(filled)
    filled.panels.filter(number="1").update(embargo=timezone.now() + timedelta(days=1))
    Appearance.objects.filter(panel__number="3", role="moderator").update(state="declined")
    releases.publish(filled)
    filled.panels.filter(number="2").update(title="Mistake")
    releases.publish(filled)
    release = releases.go_back(filled, 1)
    assert release is not None
    assert [panel.number for panel in release.programme.panels] == ["2", "3"]
    assert [part.role for part in release.programme.panels[1].people] == ["speaker"]
    preview = releases.preview(filled, 3)
    assert preview is not None
    assert "Mistake" in str(preview.changes)


def test_a_panel_back_from_long_ago_has_a_higher_sequence_than_ever(filled: Event) -> None:
    releases.publish(filled)
    filled.panels.filter(number="1").update(state="draft")
    releases.publish(filled)
    # Its tombstone has gone by now.
    row = Row.objects.get(number=2)
    content = json.loads(row.content)
    del content["tombstones"]
    Row.objects.filter(pk=row.pk).update(content=json.dumps(content))
    filled.panels.filter(number="1").update(state="confirmed")
    release = releases.publish(filled)
    assert release is not None
    assert {panel.number: panel.sequence for panel in release.programme.panels} == {"1": 1, "2": 0, "3": 0}


def test_a_hidden_event_is_not_public(filled: Event) -> None:
    releases.publish(filled)
    Event.objects.update(state="hidden")
    assert releases.current_numbers() == {}


def test_two_releases_cannot_have_one_number(filled: Event) -> None:
    releases.publish(filled)
    with pytest.raises(IntegrityError), transaction.atomic():
        Row.objects.create(event=filled, number=1, published_at=timezone.now(), content="{}")


def test_publishing_costs_as_many_queries_for_many_panels(
    event: Event, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with transaction.atomic():
        storing.store(event, drafts.load(event), with_uuids(make_programme(300)))
    with django_assert_max_num_queries(20):
        releases.publish(event)


def test_a_moved_slot_moves_every_panel_in_it(filled: Event) -> None:
    releases.publish(filled)
    slot = TimeSlot.objects.earliest("start")
    slot.end = datetime(2021, 5, 19, 13, 30, tzinfo=UTC)
    slot.save()
    assert [change.code for change in releases.unpublished(filled)] == ["moved"]


def test_what_a_panel_was_before_each_move_is_found_again(filled: Event) -> None:
    releases.publish(filled)
    assert releases.moves("harbour-2021", 1) == {}
    slot = TimeSlot.objects.earliest("start")
    for hour in (14, 15):
        slot.start, slot.end = (datetime(2021, 5, 19, hour, minute, tzinfo=UTC) for minute in (0, 30))
        slot.save()
        releases.publish(filled)
    panel = Panel.objects.get(slot=slot)
    before = ("Wed 19 May 2021, 10:00–10:30", "Wed 19 May 2021, 09:00–09:50")
    assert releases.moves("harbour-2021", 3) == {str(panel.uid): before}
    assert releases.moves("harbour-2021", 2) == {str(panel.uid): before[1:]}


def test_everybody_is_told_after_the_commit(
    filled: Event, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(releases.cache, "set", lambda *args: told.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        releases.publish(filled)
        assert told == []
    assert told == [("current", {"harbour-2021": 1}, 60)]
