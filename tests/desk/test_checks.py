"""The checks at the desk: found on their page and beside what they are about, accepted, and back when facts change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from events import checks, edits
from events.models import AcceptedFinding, Appearance, Event, Panel, Room, TimeSlot
from speakers.models import Speaker, SpeakersApart
from tests.desk.builders import make_event, make_member
from tests.desk.conftest import Cast
from tests.desk.test_browser import sign_in as sign_in_at

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def make_faultless(event: Event) -> dict[str, Panel]:
    """Two panels one after the other in one room, three people in each of whom one moderates."""
    hall = Room.objects.create(event=event, name="Hall")
    panels = {}
    for hour, title, names in (
        (8, "Rivers", "Ada Larsen|Jon Berg|Iris Okafor"),
        (9, "Lakes", "Noor Haddad|Lea Roy|Max Hu"),
    ):
        slot = TimeSlot.objects.create(
            event=event, start=datetime(2021, 5, 19, hour, tzinfo=UTC), end=datetime(2021, 5, 19, hour, 50, tzinfo=UTC)
        )
        panel = panels[title] = Panel.objects.create(
            event=event, title=title, slot=slot, room=hall, abstract="What it is about."
        )
        for order, name in enumerate(names.split("|")):
            Appearance.objects.create(
                panel=panel, speaker=Speaker.objects.create(name=name), role="speaker" if order else "moderator",
                billing="Editor, The Quayside Letter", order=order,
            )  # fmt: skip
    return panels


@pytest.fixture
def panels(cast: Cast) -> dict[str, Panel]:
    cast.event.panels.all().delete()
    cast.event.slots.all().delete()
    cast.event.rooms.all().delete()
    return make_faultless(cast.event)


def found(event: Event) -> list[str]:
    return [item.finding.code for item in checks.find(event).open]


def checks_page(event: Event) -> str:
    return reverse("admin:event_checks", args=[event.pk])


def accept(client: Client, event: Event, reason: str = "The hall has two halves.") -> None:
    fingerprints = [item.finding.fingerprint for item in checks.find(event).open]
    url = reverse("admin:event_checks_accept", args=[event.pk])
    assert client.post(url, {"finding": fingerprints, "reason": reason})["Location"] == checks_page(event)


def test_a_faultless_event_is_silent(cast: Cast, panels: dict[str, Panel], sign_in: SignIn) -> None:
    assert checks.find(cast.event) == checks.Findings()
    client = sign_in(cast.owner)
    assert "Nothing to put right" in client.get(checks_page(cast.event)).content.decode()
    assert "nothing to put right" in client.get(reverse("admin:event_overview", args=[cast.event.pk])).content.decode()


def test_what_is_found_leads_to_where_it_is_put_right(cast: Cast, panels: dict[str, Panel], sign_in: SignIn) -> None:
    rivers, lakes = panels["Rivers"], panels["Lakes"]
    Panel.objects.filter(pk=lakes.pk).update(slot=rivers.slot)
    page = sign_in(cast.viewer).get(checks_page(cast.event))
    said = page.content.decode()
    assert found(cast.event) == ["room-twice", "empty-slot"]
    assert "Hall is booked twice on Wed 19 May from 10:00 to 10:50: “Rivers” and “Lakes”." in said
    for panel in (rivers, lakes):
        assert reverse("admin:events_panel_change", args=[panel.pk]) in said
    assert reverse("admin:events_timeslot_change", args=[lakes.slot_id]) in said
    assert "Known and fine" not in said  # a viewer changes nothing


def test_each_thing_shows_its_own_findings(cast: Cast, panels: dict[str, Panel], sign_in: SignIn) -> None:
    Panel.objects.filter(pk=panels["Lakes"].pk).update(abstract="")
    ada = Speaker.objects.get(name="Ada Larsen")
    ada.appearances.update(billing="")
    client = sign_in(cast.owner)

    def said(name: str, pk: int) -> str:
        return client.get(reverse(f"admin:{name}_change", args=[pk])).content.decode()

    for page, lacks_abstract, lacks_billing in (
        (said("events_panel", panels["Lakes"].pk), True, False),
        (said("events_panel", panels["Rivers"].pk), False, True),
        (said("speakers_speaker", ada.pk), False, True),
        (said("events_room", cast.event.rooms.get().pk), False, False),
    ):
        assert ("“Lakes” has no abstract." in page) is lacks_abstract
        assert ("Ada Larsen has no billing in “Rivers”." in page) is lacks_billing


def test_accepted_is_quiet_until_its_facts_change(cast: Cast, panels: dict[str, Panel], sign_in: SignIn) -> None:
    lakes, slot = panels["Lakes"], panels["Lakes"].slot
    client = sign_in(cast.editor)
    Panel.objects.filter(pk=lakes.pk).update(slot=panels["Rivers"].slot)
    accept(client, cast.event)
    assert found(cast.event) == []
    page = client.get(checks_page(cast.event)).content.decode()
    assert "Accepted" in page
    assert "The hall has two halves. · editor" in page
    Panel.objects.filter(pk=lakes.pk).update(title="Lakes and Ponds")  # words are no facts
    assert found(cast.event) == []
    TimeSlot.objects.filter(pk=panels["Rivers"].slot_id).update(end=datetime(2021, 5, 19, 8, 40, tzinfo=UTC))
    assert found(cast.event) == ["room-twice"]
    assert (
        "(“The hall has two halves.”), and has changed since." in client.get(checks_page(cast.event)).content.decode()
    )
    assert slot is not None


def test_accepted_can_be_taken_back(cast: Cast, panels: dict[str, Panel], sign_in: SignIn) -> None:
    client = sign_in(cast.editor)
    Panel.objects.filter(pk=panels["Lakes"].pk).update(abstract="")
    accept(client, cast.event)
    url = reverse("admin:event_checks_reopen", args=[cast.event.pk, AcceptedFinding.objects.get().pk])
    assert sign_in(cast.stranger).post(url).status_code == 404
    assert sign_in(cast.viewer).post(url).status_code == 403
    client.post(url)
    assert found(cast.event) == ["no-abstract"]


def test_without_a_reason_nothing_is_accepted(cast: Cast, panels: dict[str, Panel], sign_in: SignIn) -> None:
    Panel.objects.filter(pk=panels["Lakes"].pk).update(abstract="")
    accept(sign_in(cast.editor), cast.event, reason=" ")
    assert found(cast.event) == ["no-abstract"]


def test_only_editors_accept(cast: Cast, panels: dict[str, Panel], sign_in: SignIn) -> None:
    Panel.objects.filter(pk=panels["Lakes"].pk).update(abstract="")
    data = {"finding": [item.finding.fingerprint for item in checks.find(cast.event).open], "reason": "Fine"}
    for who, status in ((cast.viewer, 403), (cast.stranger, 404), (cast.editor, 302)):
        url = reverse("admin:event_checks_accept", args=[cast.event.pk])
        assert sign_in(who).post(url, data).status_code == status
    assert sign_in(cast.stranger).get(checks_page(cast.event)).status_code == 404


def test_nobody_is_sent_to_another_site(cast: Cast, panels: dict[str, Panel], sign_in: SignIn) -> None:
    url = reverse("admin:event_checks_accept", args=[cast.event.pk])
    answer = sign_in(cast.editor).post(url, {"reason": "Fine", "next": "https://elsewhere.example/"})
    assert answer["Location"] == checks_page(cast.event)


def test_who_was_told_apart_is_not_proposed_again(cast: Cast, panels: dict[str, Panel]) -> None:
    ada, lea = Speaker.objects.get(name="Ada Larsen"), Speaker.objects.get(name="Lea Roy")
    Speaker.objects.filter(pk=lea.pk).update(name="A. Larsen")
    assert found(cast.event) == ["duplicate-name"]
    one, other = sorted((ada.uid, lea.uid))
    SpeakersApart.objects.create(one=one, other=other)
    assert found(cast.event) == []


def test_a_stream_is_missed_on_the_day_in_the_events_zone(cast: Cast, panels: dict[str, Panel]) -> None:
    Panel.objects.filter(pk=panels["Rivers"].pk).update(links="stream https://watch.example/ Watch")
    day_before, two_before = datetime(2021, 5, 17, 23, tzinfo=UTC), datetime(2021, 5, 17, 21, tzinfo=UTC)
    for now, codes in ((day_before, ["no-stream"]), (two_before, [])):
        assert [item.finding.code for item in checks.find(cast.event, now=now).open] == codes


def test_the_count_follows_edits_what_is_turned_and_what_is_accepted(
    cast: Cast, panels: dict[str, Panel], sign_in: SignIn
) -> None:
    event, client = cast.event, sign_in(cast.editor)
    assert checks.count(event) == 0
    with edits.recording(event, cast.editor) as made:
        Panel.objects.filter(pk=panels["Lakes"].pk).update(abstract="")
    assert checks.count(event) == 1
    state = client.get(reverse("admin:event_state", args=[event.pk])).json()
    assert state["findings"] == 1
    assert made.edit
    edits.undo(made.edit, cast.editor)
    assert checks.count(event) == 0
    edits.redo(made.edit, cast.editor)
    assert checks.count(event) == 1
    accept(client, event)
    assert checks.count(event) == 0
    event.accepted_findings.all().delete()
    assert checks.count(event) == 1


def test_the_count_knows_people_of_other_events_and_who_was_told_apart(cast: Cast, panels: dict[str, Panel]) -> None:
    ada, lea = Speaker.objects.get(name="Ada Larsen"), Speaker.objects.get(name="Lea Roy")
    assert checks.count(cast.event) == 0
    with edits.recording(cast.other, cast.editor, speakers=[lea.pk]):
        Speaker.objects.filter(pk=lea.pk).update(name="A. Larsen")
    assert checks.count(cast.event) == 1
    one, other = sorted((ada.uid, lea.uid))
    SpeakersApart.objects.create(one=one, other=other)
    assert checks.count(cast.event) == 0


def test_the_count_is_another_on_another_day(
    cast: Cast, panels: dict[str, Panel], monkeypatch: pytest.MonkeyPatch
) -> None:
    Panel.objects.filter(pk=panels["Rivers"].pk).update(links="stream https://watch.example/ Watch")
    for hour, number in ((21, 0), (23, 1)):  # in Oslo two hours more: the day before, and two before
        now = datetime(2021, 5, 17, hour, tzinfo=UTC)
        monkeypatch.setattr("events.checks.timezone.now", lambda now=now: now)
        assert checks.count(cast.event) == number


def test_the_count_is_kept_while_nothing_changes(
    cast: Cast, panels: dict[str, Panel], django_assert_num_queries: Any
) -> None:
    checks.count(cast.event)
    with django_assert_num_queries(3):
        checks.count(cast.event)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_accepting_with_the_keyboard(page: Page, width: int) -> None:
    event = make_event()
    lakes = make_faultless(event)["Lakes"]
    Panel.objects.filter(pk=lakes.pk).update(abstract="")
    page.set_viewport_size({"width": width, "height": 900})
    sign_in_at(page, make_member(event, "editor", "editor"))
    change = reverse("admin:events_panel_change", args=[lakes.pk])
    page.goto(reverse("admin:event_overview", args=[event.pk]))
    page.get_by_role("link", name="Checks 1 to look at").press("Enter")
    page.get_by_role("link", name="Lakes").press("Enter")
    page.wait_for_url(f"**{change}")  # either page has what is pressed next
    page.get_by_text("Known and fine", exact=False).first.press("Enter")
    page.get_by_label("Why it is fine").press_sequentially("It comes on Friday")
    page.get_by_label("Why it is fine").press("Enter")
    page.get_by_text("1 finding is accepted: It comes on Friday.").wait_for()
    assert page.url.endswith(change)
    page.goto(checks_page(event))
    assert page.get_by_text("Nothing to put right").is_visible()
    for url in (page.url, change):
        page.goto(url)
        worst = [
            item["id"] for item in Axe().run(page).response["violations"] if item["impact"] in ("serious", "critical")
        ]
        assert (url, worst) == (url, [])
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
