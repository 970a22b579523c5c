"""E-mails to speakers: shown before they go, sent once, written down, and never to who declined."""

from __future__ import annotations

import email
import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any

import icalendar
import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from config.mailing import email_settings
from events import invitations, mail_changes, mails, releases
from events.models import Appearance, Event, Mail, Panel, TimeSlot
from speakers.models import Speaker
from tests.desk.builders import make_event, make_member, make_panel

ASKING = (
    "Please tell us whether you will be there. On this page, which is yours alone, you can say so, see what the "
    "programme says of you, and can correct it. It needs no account and no password:"
)


@pytest.fixture
def event(db: None) -> Event:
    return make_event(organiser="Institute of Harbours")


@pytest.fixture
def user(event: Event) -> User:
    return make_member(event, "editor", "editor", email="ann@example.org")


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def panel(event: Event) -> Panel:
    """With Ada, who has confirmed, Jon, who has not answered, Sanam, who declined, and Ola, who has no address."""
    found = make_panel(event, 2, title="Rivers")
    found.appearances.all().delete()
    for name, state in (("Ada", "confirmed"), ("Jon", "invited"), ("Sanam", "declined")):
        add(found, name, state, email=f"{name.lower()}@example.org")
    add(found, "Ola", "invited")
    return found


def add(panel: Panel, name: str, state: str = "confirmed", **facts: Any) -> Speaker:
    speaker = Speaker.objects.create(name=name, **facts)
    Appearance.objects.create(panel=panel, speaker=speaker, state=state)
    return speaker


def move(panel: Panel, hours: int = 3) -> None:
    start = datetime(2021, 5, 19, 9, tzinfo=UTC) + timedelta(hours=hours)
    panel.slot = TimeSlot.objects.create(event=panel.event, start=start, end=start + timedelta(minutes=50))
    panel.save()


def names(post: mails.Post) -> list[str]:
    return [letter.speaker.name for letter in post.letters]


def left(post: mails.Post) -> dict[str, str]:
    return {speaker.name: why for speaker, why in post.left}


def sent(number: int = 0) -> EmailMessage:
    """The mail as it goes out."""
    found = email.message_from_bytes(mail.outbox[number].message().as_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_an_invitation_asks_who_has_not_answered_and_shows_the_rest_their_entry(event: Event, panel: Panel) -> None:
    post = mails.invitations_to(event, None, "We look forward to it.")
    assert names(post) == ["Ada", "Jon"]
    assert left(post) == {"Ola": "no e-mail address", "Sanam": "declined"}
    ada, jon = post.letters
    assert ada.subject == "Harbour Forum 2021: your entry in the programme"
    assert jon.subject == "Harbour Forum 2021: will you be there?"
    link = invitations.address(invitations.link_of(event, jon.speaker), event.slug)
    assert jon.text.splitlines() == [
        "Dear Jon,", "",
        "you are invited to Harbour Forum 2021:", "",
        "- Rivers (speaker)",
        "  Wednesday 19 May 2021, 11:00–11:50 Oslo (CEST)", "",
        "We look forward to it.", "",
        ASKING, "",
        link, "",
        "Please do not pass it on: whoever has it can answer for you.", "",
        "Harbour Forum 2021",
        "Institute of Harbours",
    ]  # fmt: skip
    assert "Please tell us" not in ada.text
    assert mail.outbox == []


def test_a_reminder_goes_to_who_has_not_answered(event: Event, panel: Panel) -> None:
    post = mails.reminders_to(event, None, "")
    assert names(post) == ["Jon"]
    assert left(post) == {"Ada": "has answered", "Ola": "no e-mail address", "Sanam": "declined"}
    panel.state = "cancelled"
    panel.save()
    assert mails.reminders_to(event, None, "") == mails.Post((), ())


def test_names_with_marks_reach_the_letter_as_they_are(event: Event, panel: Panel) -> None:
    panel.title = "Q&A: <Tides> & “Locks”"
    panel.save()
    Speaker.objects.filter(name="Jon").update(name="Jon O’Neil & Søn")
    text = mails.reminders_to(event, None, "1 < 2").letters[0].text
    assert "Dear Jon O’Neil & Søn," in text
    assert "- Q&A: <Tides> & “Locks” (speaker)" in text
    assert "1 < 2" in text


def test_what_is_sent_is_written_down_and_proposed_no_more(event: Event, panel: Panel, user: User) -> None:
    done = mails.send(event, mails.invitations_to(event, None, "").letters, user)
    assert done == mails.Sent(2, (), 0)
    assert [message.to for message in mail.outbox] == [["ada@example.org"], ["jon@example.org"]]
    assert mail.outbox[0].reply_to == ["ann@example.org"]
    row = Mail.objects.get(address="jon@example.org")
    assert (row.kind, row.state, row.sent_by, row.attempt, row.text) == (
        "invitation", "sent", user, 1, mail.outbox[1].body,
    )  # fmt: skip
    again = mails.invitations_to(event, None, "").letters
    assert [letter.sent for letter in again] == [True, True]
    Appearance.objects.create(panel=make_panel(event, 5), speaker=again[1].speaker, state="invited")
    assert [
        letter.sent for letter in mails.invitations_to(event, None, "").letters if letter.speaker.name == "Jon"
    ] == [False]


def test_two_who_send_at_once_send_once(event: Event, panel: Panel, user: User) -> None:
    letters = mails.invitations_to(event, None, "").letters
    mails.send(event, letters, user)
    assert mails.send(event, letters, user) == mails.Sent(0, (), 2)
    assert len(mail.outbox) == 2


def test_what_fails_is_told_and_can_be_sent_again(
    event: Event, panel: Panel, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: EmailBackend, messages: list[Any]) -> int:
        if messages[0].to == ["ada@example.org"]:
            raise ConnectionRefusedError("no such host")
        mail.outbox.extend(messages)
        return 1

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        done = mails.send(event, mails.invitations_to(event, None, "").letters, user)
    assert (done.sent, [(letter.speaker.name, why) for letter, why in done.failed]) == (
        1, [("Ada", "ConnectionRefusedError: no such host")],
    )  # fmt: skip
    ada, jon = mails.invitations_to(event, None, "").letters
    assert (ada.sent, jon.sent) == (False, True)
    assert mails.send(event, [ada], user).sent == 1
    states = Mail.objects.filter(address="ada@example.org").order_by("attempt").values_list("attempt", "state")
    assert list(states) == [(1, "failed"), (2, "sent")]


def entry_of(message: EmailMessage) -> tuple[str, Any]:
    """The method, and the event of the calendar in the mail; it stands there twice, and says so in its type."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    bodies = [part.get_payload(decode=True) for part in parts]
    assert len(parts) == 2
    assert bodies[0] == bodies[1]
    found = icalendar.Calendar.from_ical(bodies[0])
    assert {part.get_param("method") for part in parts} == {str(found["method"])}
    (entry,) = found.walk("VEVENT")
    return str(found["method"]), entry


def test_a_moved_panel_updates_the_entry_that_they_have(client: Client, event: Event, panel: Panel, user: User) -> None:
    releases.publish(event)
    assert mail_changes.changes_to(event, None, "") == mails.Post((), ())
    move(panel)
    assert mail_changes.changes_to(event, None, "").letters == ()  # nothing is told before it is public
    releases.publish(event)
    post = mail_changes.changes_to(event, None, "")
    assert names(post) == ["Ada", "Jon"]
    assert left(post) == {"Ola": "no e-mail address"}
    assert [letter.subject for letter in post.letters] == ["Harbour Forum 2021: “Rivers” has changed"] * 2
    mails.send(event, post.letters, user)
    message = sent()
    method, entry = entry_of(message)
    public = icalendar.Calendar.from_ical(client.get(f"/{event.slug}/calendar.ics").content).walk("VEVENT")[0]
    assert method == "REQUEST"
    for name in ("uid", "sequence", "dtstamp", "dtstart", "dtend", "summary", "location", "status"):
        assert (name, entry[name].to_ical() if name != "sequence" else entry[name]) == (
            name, public[name].to_ical() if name != "sequence" else public[name],
        )  # fmt: skip
    assert entry["sequence"] == 1
    assert str(entry["attendee"]) == "mailto:ada@example.org"
    assert entry["attendee"].params["PARTSTAT"] == "ACCEPTED"
    assert str(entry["organizer"]).startswith("mailto:")
    assert entry["organizer"].params["CN"] == "Institute of Harbours"
    assert "Wed 19 May" in mail.outbox[0].body
    assert entry_of(sent(1))[1]["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert all(letter.sent for letter in mail_changes.changes_to(event, None, "").letters)


def test_a_cancelled_panel_is_taken_out_of_calendars(event: Event, panel: Panel, user: User) -> None:
    releases.publish(event)
    panel.state = "cancelled"
    panel.save()
    releases.publish(event)
    post = mail_changes.changes_to(event, None, "")
    assert names(post) == ["Ada", "Jon"]
    mails.send(event, post.letters, user)
    method, entry = entry_of(sent())
    assert (method, str(entry["status"]), entry["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert str(entry["uid"]) == str(panel.uid)
    assert "your panel “Rivers” is cancelled." in mail.outbox[0].body


def test_who_was_in_a_panel_that_was_deleted_is_told(event: Event, panel: Panel) -> None:
    make_panel(event, 4)
    releases.publish(event)
    panel.delete()
    releases.publish(event)
    post = mail_changes.changes_to(event, None, "")
    assert [(letter.speaker.name, letter.method) for letter in post.letters] == [("Ada", "CANCEL")]


def test_a_panel_that_lost_its_time_is_taken_out_of_calendars(event: Event, panel: Panel) -> None:
    releases.publish(event)
    panel.slot = None
    panel.save()
    releases.publish(event)
    letter = mail_changes.changes_to(event, None, "").letters[0]
    assert letter.method == "CANCEL"
    assert letter.subject == "Harbour Forum 2021: “Rivers” no longer has a time"


def test_what_an_earlier_release_changed_is_offered_and_not_ticked(event: Event, panel: Panel) -> None:
    releases.publish(event)
    move(panel)
    releases.publish(event)
    make_panel(event, 9)
    releases.publish(event)
    assert [letter.due for letter in mail_changes.changes_to(event, None, "").letters] == [False, False]


def page(client: Client, event: Event, kind: str = "invitation", **said: Any) -> Any:
    return client.post(reverse("admin:speaker_mail", args=[event.pk, kind]), said, follow=True)


def test_only_what_was_looked_at_is_sent(client: Client, event: Event, panel: Panel) -> None:
    preview = page(client, event, what="preview", word="Until soon.")
    assert mail.outbox == []
    assert "2 e-mails, not sent yet" in preview.content.decode()
    assert "Until soon." in preview.content.decode()
    chosen = [letter.chosen for letter in preview.context["post"].letters]
    Speaker.objects.filter(name="Ada").update(email="other@example.org")
    Appearance.objects.filter(speaker__name="Jon").update(state="declined")
    answer = page(client, event, what="send", word="Until soon.", send=chosen)
    assert mail.outbox == []
    assert "2 are not as you saw, or sent meanwhile." in answer.content.decode()


def test_a_form_sent_twice_sends_once(client: Client, event: Event, panel: Panel) -> None:
    chosen = [letter.chosen for letter in page(client, event, what="preview").context["post"].letters]
    assert "Sent: 2 e-mails." in page(client, event, what="send", send=chosen).content.decode()
    assert "not as you saw, or sent meanwhile" in page(client, event, what="send", send=chosen).content.decode()
    assert len(mail.outbox) == 2
    again = page(client, event, what="preview").content.decode()
    assert again.count("Tick to send it again.") == 2
    assert "not sent yet" not in again
    assert re.search(r"2 e-mails, sent \d+ \w{3}, \d\d:\d\d<", again)
    Mail.objects.filter(pk=Mail.objects.latest("pk").pk).update(state="failed")
    assert "2 e-mails: 1 sent before, the last " in page(client, event, what="preview").content.decode()
    assert " checked" not in again
    log = client.get(reverse("admin:speaker_mails", args=[event.pk])).content.decode()
    assert log.count("will you be there?") >= 1


def test_only_the_chosen_are_written_to(client: Client, event: Event, panel: Panel) -> None:
    jon = Speaker.objects.get(name="Jon")
    url = f"/admin/speakers/speaker/?event={event.pk}"
    answer = client.post(url, {"action": "write_to", "_selected_action": [jon.pk]})
    assert answer["Location"] == f"{reverse('admin:speaker_mail', args=[event.pk, 'invitation'])}?only={jon.pk}"
    assert names(page(client, event, what="preview", only=str(jon.pk)).context["post"]) == ["Jon"]


def test_nobody_of_another_event_is_written_to(client: Client, event: Event, panel: Panel) -> None:
    theirs = make_panel(make_event("other"), 3).appearances.get().speaker
    Speaker.objects.update(email="x@example.org")
    assert page(client, event, what="preview", only=str(theirs.pk)).context["post"].letters == ()


@pytest.mark.parametrize("people", [1, 60])
def test_a_preview_asks_as_often_for_one_as_for_many(
    event: Event, panel: Panel, people: int, django_assert_num_queries: Any
) -> None:
    for number in range(people):
        add(panel, f"Person {number}", "invited", email=f"p{number}@example.org")
    mails.invitations_to(event, None, "")
    with django_assert_num_queries(3):
        assert len(mails.invitations_to(event, None, "").letters) == people + 2


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://me:p%40ss@mail.example.org", ("mail.example.org", 587, "me", "p@ss", True, False)),
        ("smtps://mail.example.org:4650", ("mail.example.org", 4650, "", "", False, True)),
        ("smtp+plain://localhost", ("localhost", 25, "", "", False, False)),
    ],
)
def test_the_mail_server_comes_from_the_environment(url: str, expected: tuple[Any, ...]) -> None:
    found = email_settings(url, "Forum <a@example.org>", "host")
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert email_settings("", "", "host")["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example.org", "a@example.org"),
        ("smtp://mail.example.org:x", "a@example.org"),
        ("smtp://:25", "a@example.org"),
        ("smtps://mail.example.org", ""),
        ("", "nobody"),
    ],
)
def test_a_wrong_mail_server_is_refused_at_start(url: str, sender: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        email_settings(url, sender, "host")


def breaking(text: str) -> str:
    """With ordinary spaces before its signs, as one types them."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_they_are_written_in_the_events_first_language_and_shown_so(
    client: Client, event: Event, panel: Panel, user: User
) -> None:
    Event.objects.filter(pk=event.pk).update(languages="fr en")
    event.refresh_from_db()
    client.force_login(user)
    jon = mails.reminders_to(event, None, "À bientôt.").letters[0]
    assert breaking(jon.subject) == "Harbour Forum 2021 : pouvons-nous compter sur vous ?"
    link = invitations.address(invitations.link_of(event, jon.speaker), event.slug)
    assert breaking(jon.text).splitlines() == [
        "Bonjour Jon,", "",
        "nous ne savons pas encore si vous serez des nôtres :", "",
        "- Rivers (intervention)",
        "  mercredi 19 mai 2021, 11:00–11:50 Oslo (CEST)", "",
        "À bientôt.", "",
        "Merci de répondre ici par oui ou par non. Cela ne prend qu’un instant, sans compte ni mot de passe :", "",
        link, "",
        "Merci de ne pas transmettre ce lien : quiconque l’a peut répondre à votre place.", "",
        "Harbour Forum 2021",
        "Institute of Harbours",
    ]  # fmt: skip
    shown = page(client, event, "reminder", what="preview").content.decode()
    assert "<dt>Language</dt><dd>Français</dd>" in shown
    assert "Bonjour Jon," in shown
    releases.publish(event)
    move(panel)
    releases.publish(event)
    moved = mail_changes.changes_to(event, None, "").letters[0]
    assert breaking(moved.subject) == "Harbour Forum 2021 : « Rivers » a changé"
    assert "votre séance « Rivers » a changé :" in breaking(moved.text)
    assert not re.search(r"\b(your|the|has|now|panel)\b", moved.text)
    Event.objects.filter(pk=event.pk).update(languages="ar")
    event.refresh_from_db()
    assert "Dear" in mails.invitations_to(event, None, "").letters[0].text
