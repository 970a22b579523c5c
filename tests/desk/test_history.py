"""Who did what at the desk: told field by field, taken back one by one, and only by who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events import edits, merging
from events.models import Appearance, Edit, Event, Panel, Room
from speakers.models import Speaker
from tests.desk.builders import make_member, make_panel
from tests.desk.conftest import Cast

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def edit(cast: Cast, panel: Panel, user: User | None = None, summary: str = "", **facts: Any) -> Edit:
    """What `user` does to the panel."""
    with edits.recording(cast.event, user or cast.editor, summary) as made:
        for name, value in facts.items():
            setattr(panel, name, value)
        panel.save()
    assert made.edit
    return made.edit


@pytest.fixture
def panel(cast: Cast) -> Panel:
    return cast.event.panels.get(title="Tides, Part 1")


def history(event: Event) -> str:
    return reverse("admin:event_history", args=[event.pk])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_each_field_is_told_before_and_after(cast: Cast, panel: Panel, sign_in: SignIn) -> None:
    was = panel.room
    attic = Room.objects.create(event=cast.event, name="Attic")
    edit(cast, panel, title="High Tides", room=attic, notes="Ask the mayor")
    for url in (history(cast.event), reverse("admin:events_panel_history", args=[panel.pk])):
        page = text(sign_in(cast.viewer), url)
        assert "<strong>Changed panel “High Tides”: " in page
        assert "editor ·" in page
        for field, before, after in (("title", "Tides, Part 1", "High Tides"), ("room", was, "Attic")):
            assert f'<span class="field">{field}</span> <del>{before}</del>' in page
            assert f"<ins>{after}</ins>" in page
        assert '<span class="field">private notes</span> <span class="quiet">empty</span>' in page
        assert "Undo this change" not in page  # a viewer changes nothing


def test_times_are_told_in_the_events_zone(cast: Cast, panel: Panel, sign_in: SignIn) -> None:
    other = make_panel(cast.event, 2)
    edit(cast, panel, slot=other.slot)
    page = text(sign_in(cast.viewer), history(cast.event))
    assert "<del>Wed 19 May 2021, 10:00–10:50</del>" in page
    assert "<ins>Wed 19 May 2021, 11:00–11:50</ins>" in page


def test_edits_of_people_stand_in_the_events_clock_too(cast: Cast, sign_in: SignIn) -> None:
    cast.event.timezone = "Asia/Tokyo"
    cast.event.save()
    two = Speaker.objects.filter(panels__event=cast.event)[0], Speaker.objects.create(name="Bo Ek")
    with edits.recording(None, cast.superuser, speakers=[two[0].pk]):
        Speaker.objects.filter(pk=two[0].pk).update(bio="By the sea.")
    record = merging.merge(two[0].pk, two[1].pk, {}, cast.superuser).record
    moment = datetime(2021, 5, 1, 22, 5, tzinfo=UTC)
    Edit.objects.update(made_at=moment)
    type(record).objects.update(merged_at=moment)
    client, key = sign_in(cast.superuser), [two[0].pk]
    for url in (
        history(cast.event),
        *(reverse(f"admin:speakers_speaker_{name}", args=key) for name in ("history", "change")),
    ):
        page = text(client, url)
        assert "2 May 2021, 07:05" in page
        assert "22:05" not in page
    assert "2 May 2021" in text(client, reverse("admin:same_person"))
    assert "2 May 2021, 07:05" in text(client, reverse("admin:take_apart", args=[record.pk]))


def test_one_change_is_taken_back_and_done_again(cast: Cast, panel: Panel, sign_in: SignIn) -> None:
    first = edit(cast, panel, title="High Tides")
    edit(cast, panel, number="7")
    client = sign_in(cast.editor)
    answer = client.post(reverse("admin:edit_undo", args=[first.pk]), follow=True)
    assert "Taken back: Changed panel “High Tides”: title. Publish to show it." in answer.content.decode()
    panel.refresh_from_db()
    assert (panel.title, panel.number) == ("Tides, Part 1", "7")
    assert "taken back by editor" in text(client, history(cast.event))
    client.post(reverse("admin:edit_redo", args=[first.pk]))
    panel.refresh_from_db()
    assert panel.title == "High Tides"


def test_a_later_change_of_the_same_field_is_named(cast: Cast, panel: Panel, sign_in: SignIn) -> None:
    first = edit(cast, panel, title="High Tides")
    edit(cast, panel, cast.owner, "Renamed once more", title="Low Tides")
    answer = sign_in(cast.editor).post(reverse("admin:edit_undo", args=[first.pk]), follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 1
    assert said[0].startswith("This was not taken back. ")
    assert "owner" in said[0]
    assert "Renamed once more" in said[0]
    assert cast.event.panels.get(pk=panel.pk).title == "Low Tides"


def test_only_who_may_change_it_takes_it_back(cast: Cast, panel: Panel, sign_in: SignIn) -> None:
    made = edit(cast, panel, title="High Tides")
    for way in ("undo", "redo"):
        url = reverse(f"admin:edit_{way}", args=[made.pk])
        assert sign_in(cast.stranger).post(url).status_code == 404
        assert sign_in(cast.viewer).post(url).status_code == 403
        assert sign_in(cast.editor).get(url).status_code == 405
    assert sign_in(cast.stranger).get(history(cast.event)).status_code == 404
    assert sign_in(cast.stranger).get(reverse("admin:event_edit", args=[cast.event.pk, made.pk])).status_code == 404
    assert sign_in(cast.stranger).get(reverse("admin:event_edit", args=[cast.other.pk, made.pk])).status_code == 404
    assert cast.event.panels.get(pk=panel.pk).title == "High Tides"


def test_a_part_editor_takes_back_what_touches_only_their_part(cast: Cast, panel: Panel, sign_in: SignIn) -> None:
    other, helper = make_panel(cast.event, 2), make_member(cast.event, "helper", "part")
    cast.event.memberships.get(user=helper).tracks.add(panel.track)  # type: ignore[arg-type]  # it stands in one
    with edits.recording(cast.event, helper) as made:
        new = Speaker.objects.create(name="Bo Ek", created_by=helper)
        made.people.append(new.pk)
        Appearance.objects.create(panel=panel, speaker=new)
    brought = made.edit
    words = edit(cast, panel, helper, title="High Tides")
    room, theirs = edit(cast, panel, room=None), edit(cast, other, title="Low Tides")
    with edits.recording(cast.event, cast.editor) as made:
        panel.abstract, other.abstract = "Of this", "Of that"
        panel.save()
        other.save()
    assert brought
    assert made.edit
    client = sign_in(helper)
    page = client.get(history(cast.event))
    assert {told.edit.pk: told.may_turn for told in page.context["told"]} == {
        brought.pk: True,
        words.pk: True,
        room.pk: False,
        theirs.pk: False,
        made.edit.pk: False,
    }
    for each, status in ((words, 302), (brought, 302), (room, 403), (theirs, 403), (made.edit, 403)):
        assert client.post(reverse("admin:edit_undo", args=[each.pk])).status_code == status
    panel.refresh_from_db()
    assert (panel.title, panel.room, panel.abstract) == ("Tides, Part 1", None, "Of this")
    assert not Speaker.objects.filter(name="Bo Ek").exists()
    client.post(reverse("admin:edit_redo", args=[words.pk]))
    assert cast.event.panels.get(pk=panel.pk).title == "High Tides"
    cast.event.memberships.get(user=helper).tracks.clear()
    assert sign_in(helper).post(reverse("admin:edit_undo", args=[words.pk])).status_code == 403


def test_a_person_of_two_events_is_changed_back_by_who_edits_both(cast: Cast, sign_in: SignIn) -> None:
    speaker = Speaker.objects.filter(panels__event=cast.event)[0]
    make_panel(cast.other, 2).appearances.update(speaker=speaker)
    with edits.recording(None, cast.superuser, speakers=[speaker.pk]) as made:
        speaker.name = "Ada Renamed"
        speaker.save()
    assert made.edit
    url = reverse("admin:edit_undo", args=[made.edit.pk])
    page = text(sign_in(cast.editor), reverse("admin:speakers_speaker_history", args=[speaker.pk]))
    assert "Ada Renamed" in page
    assert "Undo this change" not in page
    assert sign_in(cast.editor).post(url).status_code == 403
    assert sign_in(cast.nobody).post(url).status_code == 302  # to sign in
    assert sign_in(cast.superuser).post(url).status_code == 302
    assert Speaker.objects.get(pk=speaker.pk).name == "Ada harbour-2021 1"


def test_a_persons_history_tells_nothing_of_events_that_one_does_not_see(cast: Cast, sign_in: SignIn) -> None:
    mine = Speaker.objects.filter(panels__event=cast.event)[0]
    theirs = Speaker.objects.filter(panels__event=cast.other)[0]
    make_panel(cast.other, 2).appearances.update(speaker=mine)
    with edits.recording(cast.other, cast.stranger, "Secret doings of the other forum"):
        Speaker.objects.filter(pk=mine.pk).update(bio="Born by the sea.")
    with edits.recording(None, cast.superuser, speakers=[mine.pk, theirs.pk]):
        Speaker.objects.filter(pk=mine.pk).update(honorific="Dr.")
        Speaker.objects.filter(pk=theirs.pk).update(honorific="Dr.")
    client = sign_in(cast.editor)
    for url in (reverse("admin:speakers_speaker_history", args=[mine.pk]), history(cast.event)):
        page = text(client, url)
        assert "Dr." in page
        assert "Secret doings" not in page
        assert "Ada other" not in page


def test_the_event_page_takes_back_what_was_done_last(cast: Cast, panel: Panel, sign_in: SignIn) -> None:
    made = edit(cast, panel, title="High Tides")
    client = sign_in(cast.editor)
    overview = reverse("admin:event_overview", args=[cast.event.pk])
    assert reverse("admin:edit_undo", args=[made.pk]) in text(client, overview)
    answer = client.post(reverse("admin:edit_undo", args=[made.pk]), {"next": overview})
    assert answer["Location"] == overview
    page = text(client, overview)
    assert reverse("admin:edit_redo", args=[made.pk]) in page
    assert reverse("admin:edit_undo", args=[made.pk]) not in page


def test_a_row_that_came_and_went_keeps_its_name(cast: Cast, panel: Panel, sign_in: SignIn) -> None:
    attic = Room.objects.create(event=cast.event, name="Attic")
    edit(cast, panel, room=attic)
    edit(cast, panel, room=None)
    with edits.recording(cast.event, cast.editor):
        attic.delete()
    assert "<ins>Attic</ins>" in text(sign_in(cast.viewer), history(cast.event))


@pytest.mark.parametrize("number", [1, 25])
def test_a_constant_number_of_queries(
    cast: Cast, panel: Panel, sign_in: SignIn, number: int, django_assert_num_queries: Any
) -> None:
    for n in range(number):
        edit(cast, panel, title=f"Tides {n}", room=Room.objects.create(event=cast.event, name=f"Room {n}"))
    client = sign_in(cast.editor)
    with django_assert_num_queries(10):
        assert client.get(history(cast.event)).status_code == 200
