"""People who are likely the same, at the desk: proposed, merged, told apart, taken apart again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from events import merging
from events.edits import RefusedError, undo_import
from events.merging import MergeRefusedError
from events.models import Appearance, Event, Membership, Panel
from events.plans import importing
from speakers.models import Speaker, SpeakerMerge, SpeakersApart
from tests.desk.builders import make_event, make_member, make_panel, make_run
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST = "/admin/speakers/same/"


def make_speaker(name: str, *panels: Panel, **facts: Any) -> Speaker:
    speaker = Speaker.objects.create(name=name, **facts)
    for panel in panels:
        Appearance.objects.create(panel=panel, speaker=speaker, billing=f"{name} of {panel.title}")
    return speaker


@pytest.fixture
def event(db: None) -> Event:
    return make_event()


@pytest.fixture
def panels(event: Event) -> list[Panel]:
    return [make_panel(event, number) for number in (1, 2, 3)]


@pytest.fixture
def two(panels: list[Panel]) -> tuple[Speaker, Speaker]:
    """Joost in panels 1 and 2, and J. in 3."""
    return make_speaker("Joost R. Hiltermann", *panels[:2]), make_speaker("J. Hiltermann", panels[2], bio="By the sea.")


@pytest.fixture
def client(event: Event, sign_in: SignIn) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


def url(name: str, *speakers: Speaker) -> str:
    return reverse(f"admin:{name}", args=[speaker.pk for speaker in speakers])


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows() -> list[Any]:
    """Everything that merging touches."""
    return [
        *Speaker.objects.order_by("pk").values(),
        *Appearance.objects.order_by("pk").values(),
    ]


def merge(kept: Speaker, absorbed: Speaker, **chosen: str) -> merging.Done:
    return merging.merge(kept.pk, absorbed.pk, chosen, None)


def parts(speaker: Speaker) -> list[str]:
    return [part.panel.title for part in speaker.appearances.order_by("panel")]


def test_who_is_likely_the_same_is_proposed_with_the_reason(client: Client, two: tuple[Speaker, Speaker]) -> None:
    (pair,) = client.get(LIST).context["pairs"]
    assert {pair.one.speaker, pair.other.speaker} == set(two)
    assert pair.reason == "an initial stands for a given name, a middle name left out"
    assert {len(pair.one.parts), len(pair.other.parts)} == {1, 2}
    assert pair.may_change


def test_the_list_can_be_kept_to_one_event(client: Client, event: Event, two: tuple[Speaker, Speaker]) -> None:
    other = make_event("other", title="Another Forum")
    make_member(other, "editor", "editor")
    assert len(client.get(LIST, {"event": event.pk}).context["pairs"]) == 1
    assert client.get(LIST, {"event": other.pk}).context["pairs"] == []


def test_not_the_same_is_remembered(client: Client, two: tuple[Speaker, Speaker]) -> None:
    response = client.post(url("not_same_person", *two))
    assert response["Location"] == LIST
    assert client.get(LIST).context["pairs"] == []
    assert SpeakersApart.objects.get().said_by == User.objects.get(username="editor")
    assert client.get(url("merge_speakers", *two)).context["told_apart"]


def test_two_are_merged_with_what_was_chosen(client: Client, two: tuple[Speaker, Speaker]) -> None:
    kept, absorbed = two
    page = client.get(url("merge_speakers", *two))
    assert [choice.name for choice in page.context["choices"]] == ["name"]
    response = client.post(url("merge_speakers", *two), {"keep": "one", "name": "other"})
    apart = reverse("admin:take_apart", args=[SpeakerMerge.objects.get().pk])
    assert said(response) == [
        f'The two are one now: J. Hiltermann. Publish to show it; you can still <a href="{apart}">take it apart</a>.'
    ]
    kept.refresh_from_db()
    assert (kept.name, kept.bio) == ("J. Hiltermann", "By the sea.")
    assert parts(kept) == ["Tides, Part 1", "Tides, Part 2", "Tides, Part 3"]
    assert not Speaker.objects.filter(pk=absorbed.pk).exists()
    (listed,) = client.get(LIST).context["merges"]
    assert listed[:2] == (SpeakerMerge.objects.get(), kept)


def test_the_other_entry_may_stay(client: Client, two: tuple[Speaker, Speaker]) -> None:
    client.post(url("merge_speakers", *two), {"keep": "other", "name": "one"})
    kept = Speaker.objects.get(pk=two[1].pk)
    assert (kept.name, len(parts(kept))) == ("Joost R. Hiltermann", 3)


def test_a_merge_is_taken_apart_to_the_last_field(client: Client, two: tuple[Speaker, Speaker]) -> None:
    before = rows()
    record = merge(*two, name="absorbed").record
    page = client.get(reverse("admin:take_apart", args=[record.pk]))
    assert [part.panel.title for part in page.context["parts"]] == ["Tides, Part 3"]
    response = client.post(reverse("admin:take_apart", args=[record.pk]))
    assert said(response) == ["J. Hiltermann and J. Hiltermann are two again. Publish to show it."]
    assert rows() == before
    assert client.get(LIST).context["pairs"] == []  # they are not the same: that was said by taking them apart
    assert said(client.post(reverse("admin:take_apart", args=[record.pk]))) == ["This was taken apart already."]


def test_history_and_the_page_of_who_stayed_lead_to_taking_apart(
    client: Client, event: Event, two: tuple[Speaker, Speaker]
) -> None:
    record = merge(*two).record
    apart = f'href="{reverse("admin:take_apart", args=[record.pk])}"'
    history = reverse("admin:event_history", args=[event.pk])
    change = reverse("admin:speakers_speaker_change", args=[two[0].pk])
    page = client.get(history)
    (told,) = page.context["told"]
    assert (told.summary, told.may_turn) == ("Merged “J. Hiltermann” into “Joost R. Hiltermann”", False)
    assert apart in page.content.decode()
    assert "Undo this change" not in page.content.decode()
    page = client.get(change)
    assert "Merged before: J. Hiltermann" in page.content.decode()
    assert apart in page.content.decode()
    undone = client.post(reverse("admin:edit_undo", args=[told.edit.pk]))
    assert undone["Location"] == reverse("admin:take_apart", args=[record.pk])
    merging.take_apart(record.pk, None)
    page = client.get(history)
    assert page.context["told"][0].summary == "Took “J. Hiltermann” out of “Joost R. Hiltermann” again"
    assert apart not in page.content.decode()
    assert "Merged before" not in client.get(change).content.decode()


@pytest.mark.parametrize("richer", ["kept", "absorbed"])
def test_of_two_entries_in_one_panel_the_richer_stays_and_comes_back(
    panels: list[Panel], two: tuple[Speaker, Speaker], richer: str
) -> None:
    kept, absorbed = two
    own = kept.appearances.get(panel=panels[0])
    its = Appearance.objects.create(panel=panels[0], speaker=absorbed, billing="x")
    (its if richer == "absorbed" else own).__class__.objects.filter(
        pk=(its if richer == "absorbed" else own).pk
    ).update(role="chair")
    before = rows()
    done = merge(*two)
    part = kept.appearances.get(panel=panels[0])
    assert part.pk == (its if richer == "absorbed" else own).pk
    assert part.role == "chair"
    lost = "x" if richer == "kept" else own.billing
    assert done.notes == (
        f"Both were in “Tides, Part 1”: the fuller entry stayed, the other ({lost}) is kept with the merge.",
    )
    assert merging.take_apart(done.record.pk, None).notes == ()
    assert rows() == before


def test_two_roles_of_weight_in_one_panel_both_stay(panels: list[Panel], two: tuple[Speaker, Speaker]) -> None:
    kept, absorbed = two
    kept.appearances.filter(panel=panels[0]).update(role="moderator")
    Appearance.objects.create(panel=panels[0], speaker=absorbed, role="keynote")
    assert merge(*two).notes == ()
    assert {part.role for part in kept.appearances.filter(panel=panels[0])} == {"moderator", "keynote"}


def test_what_was_edited_since_stays_edited(panels: list[Panel], two: tuple[Speaker, Speaker]) -> None:
    kept, absorbed = two
    uid = absorbed.uid
    record = merge(*two, name="absorbed").record
    Speaker.objects.filter(pk=kept.pk).update(name="Joost Hiltermann")
    panels[2].delete()
    new = Appearance.objects.create(panel=make_panel(panels[0].event, 4), speaker=kept)
    assert merging.take_apart(record.pk, None).notes == (
        "The name of Joost Hiltermann was edited since the merge and stays.",
        "1 appearance is not there any more and stay so.",
    )
    assert parts(Speaker.objects.get(uid=uid)) == []
    assert new in kept.appearances.all()


def test_taking_apart_says_what_is_in_the_way(panels: list[Panel], two: tuple[Speaker, Speaker]) -> None:
    third = make_speaker("Hiltermann Joost R.", panels[2])
    first = merge(*two).record
    second = merge(third, Speaker.objects.get(pk=two[0].pk)).record
    with pytest.raises(MergeRefusedError, match=r"“Joost R. Hiltermann” was merged into somebody else since"):
        merging.take_apart(first.pk, None)
    merging.take_apart(second.pk, None)
    Speaker.objects.create(uid=first.absorbed, name="J. Hiltermann")
    with pytest.raises(MergeRefusedError, match=r"“J. Hiltermann” is at the desk again already"):
        merging.take_apart(first.pk, None)
    Speaker.objects.filter(uid=first.absorbed).delete()
    Appearance.objects.filter(speaker=two[0]).delete()
    two[0].delete()
    with pytest.raises(MergeRefusedError, match=r"The speaker who stayed was deleted since"):
        merging.take_apart(first.pk, None)


def test_an_archived_event_is_left_as_it_is(event: Event, two: tuple[Speaker, Speaker]) -> None:
    other = make_event("other", title="Another Forum", state="archived")
    old = make_speaker("Joost Hiltermann", make_panel(other))
    with pytest.raises(MergeRefusedError, match=r"appears in Another Forum, which is archived. Keep Joost Hiltermann,"):
        merge(two[0], old)
    record = merge(old, two[0]).record
    event.state = "archived"
    event.save()
    with pytest.raises(MergeRefusedError, match=r"which is archived. Open it first"):
        merging.take_apart(record.pk, None)


def test_after_a_merge_the_same_document_plans_nothing_and_undo_says_what_is_in_its_way(event: Event) -> None:
    document = """Wednesday 19 May 2021

10:00 - 11:00 A New Order of the Ports
Joost R. Hiltermann, Director, Institute of Harbours

11:30 - 12:30 Dredging in Practice
J. Hiltermann, Director, Institute of Harbours
"""
    run = make_run(event, document)
    importing.apply(run)
    kept, absorbed = (Speaker.objects.get(name=name) for name in ("Joost R. Hiltermann", "J. Hiltermann"))
    record = merge(kept, absorbed).record
    _, _, made = importing.prepare(event, document.encode(), "p.txt", importing.options_from_json(run.options))
    assert made
    assert (made.summary, made.proposals) == ("nothing to do", ())
    with pytest.raises(RefusedError, match=r"Edited since this import"):
        undo_import(run)
    merging.take_apart(record.pk, None)
    undo_import(run)
    assert Speaker.objects.count() == 0


def test_a_merged_name_in_another_document_is_known(event: Event, two: tuple[Speaker, Speaker]) -> None:
    merge(*two)
    document = (
        "Thursday 20 May 2021\n\n10:00 - 11:00 Locks\nJ. Hiltermann, Director\n\n11:00 - 12:00 Keys\nBo Ray, Mayor\n"
    )
    importing.apply(make_run(event, document))
    assert parts(two[0])[-1] == "Locks"
    assert not Speaker.objects.filter(name="J. Hiltermann").exists()


def test_the_speakers_list_leads_here(client: Client, two: tuple[Speaker, Speaker]) -> None:
    changelist = reverse("admin:speakers_speaker_changelist")
    assert LIST in client.get(changelist).content.decode()
    chosen = {"action": "merge_two", "_selected_action": [speaker.pk for speaker in two]}
    response = client.post(changelist, chosen)
    assert set(response["Location"].strip("/").split("/")[-2:]) == {str(speaker.pk) for speaker in two}
    response = client.post(changelist, {**chosen, "_selected_action": [two[0].pk]})
    assert said(response) == ["Choose two speakers, no more and no fewer."]


def test_who_may_look_and_who_may_settle(cast: Cast, sign_in: SignIn) -> None:
    panel, other = cast.event.panels.first(), cast.other.panels.first()
    assert panel
    assert other
    one, two = make_speaker("Joost Hiltermann", panel), make_speaker("J. Hiltermann", panel)
    record = merge(one, make_speaker("Hiltermann Joost", panel)).record
    pages = [url("merge_speakers", one, two), reverse("admin:take_apart", args=[record.pk])]
    posts = [url("not_same_person", one, two), *pages]
    for who, get, post in (("stranger", 404, 404), ("viewer", 200, 403), ("nobody", 302, 302)):
        client = sign_in(getattr(cast, who))
        assert [client.get(page).status_code for page in pages] == [get, get]
        assert [client.post(page).status_code for page in posts] == [post] * 3
    assert sign_in(cast.editor).get(posts[0]).status_code == 405
    assert sign_in(cast.nobody).get(LIST).status_code == 302
    assert sign_in(cast.stranger).get(LIST).context["pairs"] == []
    assert [pair.may_change for pair in sign_in(cast.viewer).get(LIST).context["pairs"]] == [False]
    Appearance.objects.create(panel=other, speaker=two)
    client = sign_in(cast.editor)
    page = client.get(pages[0])
    assert "You can look at these two, but not merge them" in page.content.decode()
    assert "Another Forum" not in page.content.decode()
    assert [client.post(post).status_code for post in posts] == [403, 403, 302]
    assert SpeakersApart.objects.count() == 1  # the merge that was taken apart


def test_who_edits_both_events_merges_over_them(cast: Cast, sign_in: SignIn) -> None:
    Membership.objects.create(user=cast.editor, event=cast.other, role="editor")
    panels = [event.panels.first() for event in (cast.event, cast.other)]
    assert all(panels)
    one, two = (make_speaker("Joost Hiltermann", panel) for panel in panels if panel)
    (pair,) = sign_in(cast.editor).get(LIST).context["pairs"]
    assert (pair.reason, pair.may_change) == ("the same name", True)
    assert sign_in(cast.editor).post(url("merge_speakers", one, two), {"keep": "one"}).status_code == 302
    assert {part.panel.event for part in one.appearances.all()} == {cast.event, cast.other}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, event: Event, panels: list[Panel], count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        name = f"Hilter{'mn'[number % 2] * 3}{'abc'[number] * 3}"
        make_speaker(f"Joost {name}", panels[0])
        merge(make_speaker(f"J. {name}", panels[1]), make_speaker(f"{name} Joost", panels[2]))
    with django_assert_num_queries(10):
        page = client.get(LIST)
    assert (len(page.context["pairs"]), len(page.context["merges"])) == (count, count)


def test_who_is_deleted_is_not_kept_in_a_merge(client: Client, two: tuple[Speaker, Speaker]) -> None:
    merge(*two)
    two[0].appearances.all().delete()
    Speaker.objects.filter(pk=two[0].pk).update(created_by=User.objects.get(username="editor"))
    url = reverse("admin:speakers_speaker_delete", args=[two[0].pk])
    assert client.post(url, {"post": "yes"}).status_code == 302
    assert (Speaker.objects.filter(pk=two[0].pk).count(), SpeakerMerge.objects.count()) == (0, 0)
