"""A speaker's own page: who opens it, what it shows, and the word back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from events import edits, invitations, merging, proposals, releases
from events.models import Appearance, Edit, Event, Panel, Proposal
from speakers.models import Speaker
from tests.desk.builders import make_event, make_member, make_panel

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def event() -> Event:
    return make_event(venue="Old Customs House")


@pytest.fixture
def panel(event: Event) -> Panel:
    return make_panel(event, 2, title="Rivers")


@pytest.fixture
def speaker(panel: Panel) -> Speaker:
    return panel.appearances.get().speaker


def url(event: Event, speaker: Speaker) -> str:
    return f"/{event.slug}/entry/{invitations.token(invitations.link_of(event, speaker))}/"


def test_the_link_shows_a_speaker_their_own_entry_and_panels(client: Client, event: Event, speaker: Speaker) -> None:
    make_panel(event, 3, title="Behind closed doors")
    Panel.objects.update(notes="Do not tell")
    Speaker.objects.update(email="private@example.org")
    answer = client.get(url(event, speaker))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Rivers" in page
    assert '<time class="start" datetime="2021-05-19T11:00:00+02:00">11:00</time>' in page
    assert "not public yet" in page
    for private in ("Behind closed doors", "Ada harbour-2021 3", "Do not tell", "private@example.org"):
        assert private not in page


def test_nobody_keeps_it_or_finds_it(client: Client, event: Event, speaker: Speaker) -> None:
    answer = client.get(url(event, speaker))
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "ETag" not in answer
    releases.publish(event)
    for address in ("/sitemap.xml", f"/{event.slug}/", f"/{event.slug}/programme.json"):
        assert b"/entry/" not in client.get(address).content


def test_another_token_opens_nothing(client: Client, event: Event, speaker: Speaker) -> None:
    other = make_event("other")
    good = url(event, speaker)
    link = invitations.link_of(event, speaker)
    for wrong in (
        good[:-3] + "x/", good.replace("harbour-2021", "other"), f"/{event.slug}/entry/{link.pk}-/",
        f"/{event.slug}/entry/x/",
        f"/{event.slug}/entry/{link.pk}-{link.key}/", f"/{event.slug}/entry/{'9' * 40}-a/", f"/{event.slug}/entry/²-a/",
    ):  # fmt: skip
        assert (wrong, client.get(wrong).status_code) == (wrong, 404)
    assert other.entry_links.count() == 0
    invitations.renew(event, speaker)
    assert client.get(good).status_code == 404
    assert client.get(url(event, speaker)).status_code == 200


def test_the_link_outlives_a_merge(client: Client, event: Event, speaker: Speaker) -> None:
    kept = make_panel(event, 4, title="Locks").appearances.get().speaker
    address = url(event, speaker)
    merging.merge(kept.pk, speaker.pk, {}, None)
    page = client.get(address).content.decode()
    assert "Rivers" in page
    assert "Locks" in page


def test_they_confirm_and_decline_for_themselves_alone(client: Client, event: Event, speaker: Speaker) -> None:
    mine = speaker.appearances.get()
    theirs = make_panel(event, 3).appearances.get()
    Appearance.objects.update(state="invited")
    answer = client.post(
        url(event, speaker),
        {"what": "answer", f"answer-{mine.pk}": "declined", f"answer-{theirs.pk}": "declined"},
        follow=True,
    )
    assert "The organisers have your answer." in answer.content.decode()
    states = dict(Appearance.objects.values_list("pk", "state"))
    assert states == {mine.pk: "declined", theirs.pk: "invited"}
    edit = Edit.objects.get()
    assert (edit.summary, edit.source, edit.made_by) == (
        f"{speaker.name}: declined, by their own link", "speaker", None,
    )  # fmt: skip
    assert invitations.link_of(event, speaker).answered_at is not None
    client.post(url(event, speaker), {"what": "answer", f"answer-{mine.pk}": "invited"})
    assert Appearance.objects.get(pk=mine.pk).state == "declined"


def test_what_is_public_is_shown_as_the_public_sees_it(client: Client, event: Event, speaker: Speaker) -> None:
    releases.publish(event)
    panel = event.panels.get()
    panel.slot.start += timedelta(hours=3)  # type: ignore[union-attr]
    panel.slot.end += timedelta(hours=3)  # type: ignore[union-attr,operator]
    panel.slot.save()  # type: ignore[union-attr]
    page = client.get(url(event, speaker)).content.decode()
    assert ">11:00</time>" in page
    assert "not public yet" not in page
    releases.publish(event)
    assert ">14:00</time>" in client.get(url(event, speaker)).content.decode()


def calendar_of(client: Client, event: Event, speaker: Speaker) -> dict[str, Any]:
    answer = client.get(url(event, speaker) + "calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    found = icalendar.Calendar.from_ical(answer.content)
    return {str(entry["uid"]): entry for entry in found.walk("VEVENT")}


def test_their_calendar_has_the_entries_of_the_public_feed(client: Client, event: Event, speaker: Speaker) -> None:
    releases.publish(event)
    event.panels.update(title="Rivers, Mended")
    releases.publish(event)
    hidden = make_panel(event, 5, title="Under wraps", embargo=timezone.now() + timedelta(days=9))
    other = Speaker.objects.create(name="Somebody Else")
    Appearance.objects.create(panel=hidden, speaker=other)
    Appearance.objects.create(panel=hidden, speaker=speaker)
    declined = make_panel(event, 6, title="Not for me")
    Appearance.objects.create(panel=declined, speaker=speaker, state="declined")
    public = icalendar.Calendar.from_ical(client.get(f"/{event.slug}/calendar.ics").content).walk("VEVENT")[0]
    found = calendar_of(client, event, speaker)
    assert set(found) == {str(public["uid"]), str(hidden.uid)}
    assert found[str(public["uid"])].to_ical() == public.to_ical()
    private = found[str(hidden.uid)]
    assert (private["sequence"], str(private["status"])) == (0, "TENTATIVE")
    assert "Somebody Else" not in private.to_ical().decode()


def propose(client: Client, event: Event, speaker: Speaker, **said: str) -> Any:
    facts = {name: getattr(speaker, name) for name in proposals.FACTS}
    return client.post(url(event, speaker), {"what": "propose", **facts, **said}, follow=True)


def test_a_correction_changes_nothing_before_it_is_accepted(client: Client, event: Event, speaker: Speaker) -> None:
    part = speaker.appearances.get()
    billing = {f"billing-{part.pk}": "Editor-in-chief"}
    answer = propose(client, event, speaker, name="Ada  Larsen", bio="Born\r\nby the sea.", **billing)
    assert "2 of your proposals" not in answer.content.decode()
    assert "3 of your proposals are waiting" in answer.content.decode()
    speaker.refresh_from_db()
    assert speaker.name == "Ada harbour-2021 2"
    assert Edit.objects.count() == 0
    found = {row.field: (row.ours, row.theirs) for row in Proposal.objects.all()}
    assert found == {
        "name": ("Ada harbour-2021 2", "Ada Larsen"),
        "bio": ("", "Born\nby the sea."),
        "billing": ("Editor, The Quayside Letter", "Editor-in-chief"),
    }
    assert b"Ada Larsen" not in client.get(f"/{event.slug}/speakers/").content


def test_proposing_again_replaces_and_saying_it_as_it_is_takes_back(
    client: Client, event: Event, speaker: Speaker
) -> None:
    propose(client, event, speaker, name="Ada Larsen")
    propose(client, event, speaker, name="Ada B. Larsen")
    assert [row.theirs for row in Proposal.objects.all()] == ["Ada B. Larsen"]
    propose(client, event, speaker)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " "}, "This field cannot be blank"),
        ({"name": "x" * 300}, "200 is the most"),
        ({"links": "javascript:alert(1)"}, "has no address that begins with"),
        ({"bio": "x" * 7000}, "6000 is the most"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    client: Client, event: Event, speaker: Speaker, said: dict[str, str], why: str
) -> None:
    answer = propose(client, event, speaker, **{"honorific": "Prof.", **said})
    assert answer.status_code == 400
    assert why in answer.content.decode()
    assert 'value="Prof."' in answer.content.decode()
    assert not Proposal.objects.exists()


def test_an_archived_event_is_read_only_to_speakers_too(client: Client, event: Event, speaker: Speaker) -> None:
    Event.objects.update(state="archived")
    answer = client.post(
        url(event, speaker), {"what": "answer", f"answer-{speaker.appearances.get().pk}": "declined"}, follow=True
    )
    assert "no longer changed" in answer.content.decode()
    assert speaker.appearances.get().state == "confirmed"
    assert "Send my answer" not in answer.content.decode()


def test_accepting_is_one_edit_that_can_be_taken_back(client: Client, event: Event, speaker: Speaker) -> None:
    user = make_member(event, "editor", "editor")
    propose(client, event, speaker, name="Ada Larsen", honorific="Dr.", bio="By the sea.")
    words = {"name": "accept", "honorific": "accept", "bio": "refuse"}
    said = {row.pk: proposals.Choice(words[row.field], proposals.mark(row, speaker)) for row in Proposal.objects.all()}
    done = proposals.decide(event, said, user, {speaker.uid})
    assert done == proposals.Decided(2, 1)
    speaker.refresh_from_db()
    assert (str(speaker), speaker.bio) == ("Dr. Ada Larsen", "")
    edit = Edit.objects.get()
    assert edit.made_by == user
    edits.undo(edit, user)
    speaker.refresh_from_db()
    assert str(speaker) == "Ada harbour-2021 2"
    assert not proposals.waiting(event).exists()


def test_the_page_speaks_the_events_language_or_the_one_chosen_there(
    client: Client, event: Event, speaker: Speaker
) -> None:
    Event.objects.filter(pk=event.pk).update(languages="fr")
    page = client.get(url(event, speaker)).content.decode()
    assert '<html lang="fr">' in page
    assert "Vos séances" in page
    assert '<a href="?lang=en" lang="en" hreflang="en">English</a>' in page
    assert "Your panels" in client.get(url(event, speaker), {"lang": "en"}).content.decode()
    said = client.post(url(event, speaker) + "?lang=fr", {"what": "answer"}, follow=True)
    assert "Votre réponse reste la même." in said.content.decode()
    wrong = client.post(url(event, speaker), {"what": "propose", "name": "x" * 300}).content.decode()
    assert "Trop long" in wrong
    wrong = client.post(url(event, speaker), {"what": "propose", "links": "htp:/x y"}).content.decode()
    assert "liens. «\u00a0htp:/x y\u00a0» n’a pas d’adresse qui commence par https:// ou http://." in wrong
    assert "has no address" not in wrong
    assert "<b>mer. 19 mai 2021</b>" in page  # as browsers write the day, in the line below
