"""Speakers' own links: seen by those who may write to speakers, and nowhere by anybody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events import edits, invitations, mails, previews, releases
from events.desk.api.urls import urlpatterns
from events.exporting import FORMATS
from events.models import Appearance, Event, Mail, Membership
from events.plans import importing
from tests.api.client import DESK, Program, make_token
from tests.desk.builders import make_member, make_panel, make_run
from tests.desk.conftest import Cast
from tests.desk.test_access import rows

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture
def event(cast: Cast) -> Event:
    """Everybody in it has a link and an e-mail that holds it; there is a row of nearly everything."""
    event = cast.event
    importing.apply(make_run(event, user=cast.owner))
    make_panel(event, 2)
    make_run(event)
    releases.publish(event)
    previews.make(event, 1, cast.owner)
    for part in Appearance.objects.filter(panel__event=event).select_related("speaker"):
        part.speaker.email = "somebody@example.org"
        with edits.recording(event, cast.owner, "An address", source="speakers"):
            part.speaker.save()
    mails.send(event, mails.invitations_to(event, None, "").letters, cast.owner)
    Mail.objects.update(error="Refused: see " + next(iter(secrets(event))))
    return event


@pytest.fixture
def part(cast: Cast) -> User:
    user = make_member(cast.event, "part", "part")
    Membership.objects.get(user=user).tracks.add(cast.event.tracks.get(name="Policy"))
    return user


def secrets(event: Event) -> set[str]:
    return {invitations.address(link, event.slug) for link in event.entry_links.all()}


def filled(path: str, **facts: Any) -> str:
    return PLACE.sub(lambda found: str(facts.get(found[1], 1)), path)


def desk_paths(event: Event) -> Iterator[str]:
    first, second = Appearance.objects.filter(panel__event=event)[:2]
    run = event.imports.get(state="previewed")
    edit, preview = event.edits.filter(source="speakers").first(), event.previews.get()
    facts = {"event": event.pk, "run": run.pk, "edit": edit and edit.pk, "preview": preview.pk, "panel": first.panel_id}
    objects = {f"{row._meta.app_label}/{name}/": row.pk for name, row in rows(event) if row is not None}
    for pattern in admin.site.get_urls():
        for each in getattr(pattern, "url_patterns", [pattern]):
            path = str(pattern.pattern) * (each is not pattern) + str(each.pattern)
            if path.startswith(("^", "(", "r/", "logout")):
                continue
            known = {**facts, "object_id": next((pk for at, pk in objects.items() if path.startswith(at)), 1)}
            for speaker in (first.speaker_id, second.speaker_id):
                for form in FORMATS if "<str:form>" in path else [""]:
                    yield "/admin/" + filled(path, **known, speaker=speaker, one=first.speaker_id,
                                             other=second.speaker_id, form=form, kind="invitation")  # fmt: skip


def api_paths(event: Event) -> Iterator[str]:
    part = Appearance.objects.filter(panel__event=event).select_related("panel", "speaker")[0]
    day, run = event.days.all()[0], event.imports.all()[0]
    for pattern in urlpatterns[:-1]:
        path = str(pattern.pattern)
        kinds = {"panels": part.panel, "speakers": part.speaker, "rooms": event.rooms.all()[0]}
        row = next((row for name, row in kinds.items() if name in path), event.tracks.all()[0])
        pk = run.pk if "imports" in path else event.slots.all()[0].pk if "slots" in path else part.pk
        yield DESK + filled(path, event=event.slug, uid=row.uid, date=day.date, pk=pk)


def told(answer: Any) -> str:
    body = answer.getvalue() if answer.streaming else answer.content
    if is_zipfile(BytesIO(body)):
        whole = ZipFile(BytesIO(body))
        body = b"".join(whole.read(name) for name in whole.namelist())
    return str(body.decode(errors="replace"))


@pytest.mark.parametrize("who", ["viewer", "part"])
def test_no_page_and_no_answer_holds_one(event: Event, cast: Cast, part: User, sign_in: SignIn, who: str) -> None:
    user = part if who == "part" else cast.viewer
    client, program, statuses = sign_in(user), Program(make_token(user)), list[int]()
    for path in {*desk_paths(event), *api_paths(event)}:
        answer = program.send("get", path) if path.startswith(DESK) else client.get(path, follow=True)
        statuses.append(answer.status_code)
        assert not re.search(r"/entry/\d", told(answer)), path
    sheet = client.post(reverse("admin:event_sheet", args=[event.pk]), {"form": "xlsx"})
    assert "/entry/" not in told(sheet)
    assert statuses.count(200) > 90, "The walk went nowhere."


def test_who_writes_to_speakers_sees_them(event: Event, cast: Cast, sign_in: SignIn) -> None:
    log = told(sign_in(cast.editor).get(reverse("admin:speaker_mails", args=[event.pk])))
    assert all(address in log for address in secrets(event))


def test_others_read_the_words_around_them(event: Event, cast: Cast, part: User, sign_in: SignIn) -> None:
    url = reverse("admin:speaker_mails", args=[event.pk])
    seen = {user.username: told(sign_in(user).get(url)) for user in (cast.viewer, part)}
    assert seen["viewer"].count("[their own link, shown to owners and editors]") == 2 * Mail.objects.count()
    assert "On this page, which is yours alone, you see what the programme says of you" in seen["viewer"]
    assert "Ada harbour-2021 1" in seen["part"]
    assert "Ada harbour-2021 2" in seen["viewer"]
    assert "Ada harbour-2021 2" not in seen["part"]  # she is in no panel of theirs
