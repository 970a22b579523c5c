"""What is known of a person is given out whole, and taken away whole."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import edits, erasing, merging, personal, releases
from events.models import (
    AcceptedFinding,
    Appearance,
    Day,
    Event,
    FirstAnswer,
    ImportRun,
    Invitation,
    Mail,
    Panel,
    Preview,
    Proposal,
    Release,
    Room,
    ScheduledRelease,
    ScreenMessage,
    SheetExport,
    Token,
    Track,
    Translation,
    Webhook,
    WebhookMessage,
)
from events.plans import importing
from events.withholding import NAME
from speakers.models import Speaker
from tests.desk.builders import DOCUMENT, make_event, make_member, make_run
from tests.site.outputs import outputs, read

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[User], Client]
THEIRS = ("larsen", "institute of harbours", "ada@example.org", "born by the sea", "/ada")


@pytest.fixture
def event(settings: Any, tmp_path: Any) -> Event:
    """An event that has a person everywhere where one can be: imported, edited, written to, released twice."""
    settings.MEDIA_ROOT = tmp_path
    event = make_event()
    user = make_member(event, "owner", "owner")
    importing.apply(make_run(event, user=user), user)
    make_run(event, DOCUMENT.replace("10:00", "10:15"), user=user)
    ada = Speaker.objects.get(name="Ada Larsen")
    with edits.recording(event, user, "Told more of Ada Larsen"):
        ada.bio, ada.email, ada.links = "Born by the sea.", "ada@example.org", "https://example.org/ada home"
        ada.photo.save("ada-larsen.jpg", ContentFile(b"JPEG"))
    panel = event.panels.get(title="A New Order of the Ports")
    with edits.recording(event, user):
        Panel.objects.filter(pk=panel.pk).update(abstract="Dr. Ada Larsen asks why.", notes="Ring Ada Larsen.")
        Appearance.objects.filter(speaker=ada).update(billing="Director, Institute of Harbours, Oslo")
    part = Appearance.objects.get(speaker=ada)
    Translation.objects.create(
        event=event,
        panel=panel,
        appearance=part,
        language="no",
        field="billing",
        text="Direktør, Institute of Harbours",
    )
    releases.publish(event, user, "With Ada Larsen.")
    double = Speaker.objects.create(name="A. Larsen")
    Appearance.objects.create(panel=event.panels.get(title="Dredging in Practice"), speaker=double)
    releases.publish(event, user)
    merging.merge(ada.pk, double.pk, {}, user)
    releases.publish(event, user)
    Panel.objects.filter(title="Dredging in Practice").update(title="Not public yet")
    Mail.objects.create(event=event, speaker=ada.uid, kind="reminder", key="1", address=ada.email, subject="Ada Larsen",
        text="Dear Ada Larsen")  # fmt: skip
    Proposal.objects.create(event=event, speaker=ada.uid, field="name", ours="Ada Larsen", theirs="Ada B. Larsen")
    AcceptedFinding.objects.create(
        event=event, key="k", fingerprint="f", message="Ada Larsen in two places", reason="Ada Larsen knows."
    )
    _mention(event, user)
    ScreenMessage.objects.create(event=event, text="Ada Larsen is late")
    LogEntry.objects.create(user=user, object_repr="Dr. Ada Larsen", change_message="Added Ada Larsen", action_flag=1)
    return event


def _mention(event: Event, user: User) -> None:
    """The name wherever else somebody can write one, or a program says it to another."""
    later, name = timezone.now() + timedelta(days=1), "Ada Larsen"
    other = Speaker.objects.get(name="Jon Berg")
    Event.objects.filter(pk=event.pk).update(venue="The Ada Larsen House")
    Day.objects.update_or_create(event=event, date=date(2021, 5, 19), defaults={"theme": "In honour of Ada Larsen"})
    Room.objects.create(event=event, name="Ada Larsen Hall")
    Track.objects.create(event=event, name="The Ada Larsen lectures")
    Appearance.objects.filter(speaker=other).update(paper="What Ada Larsen saw")
    Mail.objects.create(event=event, speaker=other.uid, kind="reminder", key="2", subject="You", text=f"With {name}")
    Proposal.objects.create(event=event, speaker=other.uid, field="bio", ours="", theirs=f"A friend of {name}.")
    ScheduledRelease.objects.create(event=event, at=later, note=f"With {name}", made_by=user)
    Preview.objects.create(event=event, purpose=f"for {name}", until=later)
    Invitation.objects.create(event=event, whom=name, digest="d", expires_at=later)
    SheetExport.objects.create(event=event, base=json.dumps({"title": f"About {name}"}))
    hook = Webhook.objects.create(event=event, url="https://a.example/", secret="s")
    WebhookMessage.objects.create(webhook=hook, release=1, next_at=later, body=json.dumps({"changes": [name]}))
    token = Token.objects.create(user=user, name=f"for {name}", hashed="h")
    FirstAnswer.objects.create(token=token, key="k", request="r", body=json.dumps({"name": name}))


def may_hold_words() -> set[str]:
    """Every model of ours with a column for text, but for those that hold only what programs made up."""
    ours = [model for model in apps.get_models() if model._meta.app_label in ("events", "speakers")]
    texts = (models.CharField, models.TextField, models.JSONField)
    found = {m.__name__ for m in ours if any(isinstance(f, texts) and not f.choices for f in m._meta.concrete_fields)}
    return found - {"EntryLink", "ErasedName", "FormerEvent", "Picks", "Webhook"}


def kept() -> Iterator[tuple[str, str]]:
    """Everything that the database holds, in words, but for documents."""
    for model in apps.get_models():
        for row in model._default_manager.all().values():
            row.pop("document", None)
            yield model.__name__, " ".join(map(str, row.values())).lower()


def erase(event: Event, **said: Any) -> list[Release]:
    person = personal.find(Speaker.objects.get(name="Ada Larsen"))
    return erasing.erase(person, event.memberships.get().user, **said)


def where_they_are() -> set[str]:
    return {model for model, text in kept() if any(word in text for word in THEIRS)}


def test_nothing_that_is_kept_names_them_any_more(event: Event) -> None:
    assert where_they_are() == may_hold_words() | {"LogEntry"}, "a model that is new is to be cleaned, and told of here"
    photo = Speaker.objects.get(name="Ada Larsen").photo
    erase(event)
    assert where_they_are() == set()
    assert not photo.storage.exists(photo.name)
    panel = event.panels.get(title="A New Order of the Ports")
    assert (panel.abstract, panel.notes) == (f"{NAME} asks why.", f"Ring {NAME}.")
    assert [part.speaker.name for part in panel.appearances.all()] == [NAME, "Jon Berg"]


def test_the_public_no_longer_reads_the_name_and_reads_nothing_else_that_is_new(event: Event) -> None:
    client = Client()
    before = client.get("/harbour-2021/schedule.json").json()
    pages = ["", "speakers/", "changes/", "changes.atom", "programme.md", "calendar.ics"]
    paths = [*pages, "schedule.json", "schedule.xml", "schedule.csv"]
    assert "Ada Larsen" in client.get("/harbour-2021/").content.decode()
    assert client.get("/harbour-2021/speakers/ada-larsen/").status_code == 200
    made = erase(event)
    assert [(row.number, row.note) for row in made] == [(4, "A name was withheld.")]
    for path in paths:
        response = client.get(f"/harbour-2021/{path}")
        assert (path, response.status_code) == (path, 200)
        assert (path, [word for word in THEIRS if word in response.content.decode().lower()]) == (path, [])
        assert "Not public yet" not in response.content.decode()
    assert NAME in client.get("/harbour-2021/").content.decode()
    assert client.get("/harbour-2021/speakers/ada-larsen/").status_code == 404
    assert client.get("/harbour-2021/schedule.json").json().keys() == before.keys()
    assert releases.go_back(event, 1) is not None
    assert "larsen" not in client.get("/harbour-2021/").content.decode().lower()


def test_no_public_output_names_them(event: Event) -> None:
    assert any("larsen" in read(answer).lower() for answer in outputs([event.slug]).values())
    erase(event)
    found = outputs([event.slug])
    assert len(found) > 20
    assert {path for path, answer in found.items() if any(word in read(answer).lower() for word in THEIRS)} == set()


def test_a_document_does_not_bring_the_name_back(event: Event) -> None:
    user = event.memberships.get().user
    erase(event, documents=[run.pk for run in event.imports.all()])
    run = make_run(event, DOCUMENT.replace("Jon Berg, Mayor of Bergen", "Jon Berg, Mayor of Oslo"), user=user)
    assert [note["code"] for note in run.reading["notes"] if note["level"] == "warning"] == ["erased-name"]
    assert where_they_are() == set()
    importing.apply(run, user)
    panel = event.panels.get(title="A New Order of the Ports")
    assert [(part.speaker.name, part.billing) for part in panel.appearances.all()] == [
        (NAME, ""), ("Jon Berg", "Mayor of Oslo")
    ]  # fmt: skip
    assert Speaker.objects.filter(name=NAME).count() == 1
    assert where_they_are() == set()


def test_who_is_added_again_on_purpose_is_named_again(event: Event) -> None:
    erase(event)
    panel = event.panels.get(title="A New Order of the Ports")
    Appearance.objects.create(panel=panel, speaker=Speaker.objects.create(name="Ada Larsen"))
    assert "erased-name" not in {note["code"] for note in make_run(event).reading["notes"]}
    elsewhere = make_run(make_event("elsewhere"))
    assert "Ada Larsen" in str(elsewhere.plan), "another event knows nothing of it"


def test_calendars_hear_of_it(event: Event) -> None:
    uid = str(event.panels.get(title="A New Order of the Ports").uid)
    old = releases.newest(event)
    erase(event)
    new = releases.newest(event)
    assert old
    assert new
    assert new.sequences[uid] > old.sequences[uid]
    assert new.changes == ()
    assert [p.title for p in new.programme.in_order] == [p.title for p in old.programme.in_order]


def test_what_is_done_and_taken_back_later_does_not_bring_them_back(event: Event) -> None:
    erase(event)
    user = event.memberships.get().user
    while edit := edits.next_undo(event):
        try:
            edits.undo(edit, user)
        except edits.RefusedError:
            break
    assert where_they_are() == set()


def test_documents_go_only_where_that_is_said(event: Event) -> None:
    applied, looked_at = event.imports.order_by("pk")
    found = personal.imports_naming(personal.find(Speaker.objects.get(name="Ada Larsen")))
    assert [(run.pk, lines) for run, lines in found] == [
        (applied.pk, ["Ada Larsen, Director, Institute of Harbours"]),
        (looked_at.pk, ["Ada Larsen, Director, Institute of Harbours"]),
    ]
    erase(event, documents=[applied.pk, looked_at.pk])
    assert [bytes(run.document) for run in event.imports.all()] == [b""]


def test_a_namesake_keeps_the_name(event: Event) -> None:
    other = Speaker.objects.create(name="Ada Larsen", bio="Another person.")
    Appearance.objects.create(panel=event.panels.get(title="Not public yet"), speaker=other, billing="Poet")
    releases.publish(event)
    first = Speaker.objects.exclude(pk=other.pk).get(name="Ada Larsen")
    erasing.erase(personal.find(first), None)
    release = releases.newest(event)
    assert release
    assert sorted(speaker.name for speaker in release.programme.speakers) == [
        "Ada Larsen", "Jon Berg", NAME, "Sanam Vikander"
    ]  # fmt: skip
    assert Speaker.objects.get(pk=other.pk).name == "Ada Larsen"


def data_url(speaker: Speaker) -> str:
    return reverse("admin:personal_data", args=[speaker.pk])


def test_everything_is_given_out_to_read_and_for_programs(event: Event, sign_in: SignIn) -> None:
    ada, client = Speaker.objects.get(name="Ada Larsen"), sign_in(event.memberships.get().user)
    response = client.get(reverse("admin:personal_download", args=[ada.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="ada-larsen-data.zip"'
    with zipfile.ZipFile(io.BytesIO(response.content)) as whole:
        assert sorted(whole.namelist()) == ["personal-data.html", "personal-data.json", "photo.jpg"]
        said, page = json.loads(whole.read("personal-data.json")), whole.read("personal-data.html").decode()
    assert {title: len(rows) for title, rows in said.items() if title != "made"} == {
        "person": 1,
        "appearances": 2,
        "changes at the desk": 5,
        "e-mails": 1,
        "corrections that they proposed": 1,
        "links that they were given": 0,
        "documents that name them": 2,
        "releases in which they are named": 3,
        "merged into this entry": 1,
    }
    assert said["person"][0]["email"] == "ada@example.org"
    for words in ("Born by the sea.", "Director, Institute of Harbours, Oslo", "Dear Ada Larsen", "Ada B. Larsen"):
        assert words in page


def test_a_person_is_erased_by_their_name_only(event: Event, sign_in: SignIn) -> None:
    ada, client = Speaker.objects.get(name="Ada Larsen"), sign_in(event.memberships.get().user)
    assert "1 new release is published" in client.get(data_url(ada)).content.decode()
    wrong = client.post(data_url(ada), {"name": "Ada"}).content.decode()
    assert "This is not the name. It is: Ada Larsen" in wrong
    done = client.post(data_url(ada), {"name": "ada larsen", "documents": "on"}, follow=True).content.decode()
    assert "What is public says so already: release 4 of Harbour Forum 2021." in done
    assert "This person was erased." in done
    assert not ImportRun.objects.filter(state="previewed").exists()
    assert where_they_are() == set()
    assert LogEntry.objects.filter(object_repr=NAME, change_message__startswith="Erased").exists()


def test_only_who_owns_every_event_of_a_person_may(event: Event, sign_in: SignIn) -> None:
    ada, owner = Speaker.objects.get(name="Ada Larsen"), event.memberships.get().user
    editor, stranger = make_member(event, "editor", "editor"), make_member(make_event("other"), "stranger", "owner")
    for url in (data_url(ada), reverse("admin:personal_download", args=[ada.pk])):
        assert [sign_in(user).get(url).status_code for user in (owner, editor, stranger)] == [200, 403, 404]
    theirs = Panel.objects.create(event=Event.objects.get(slug="other"), title="Elsewhere")
    Appearance.objects.create(panel=theirs, speaker=ada)
    assert [sign_in(user).get(data_url(ada)).status_code for user in (owner, stranger)] == [403, 403]
    assert sign_in(owner).post(data_url(ada), {"name": "Ada Larsen"}).status_code == 403
    assert Speaker.objects.filter(name="Ada Larsen").exists()
