"""In which zone an import's times are read: what the review says is what is stored, whoever said it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from events import drafts, edits, storing
from events.models import Event, ImportRun
from events.plans import importing
from programme.reading.values import Options
from tests.desk.builders import DOCUMENT, make_event, make_member, make_run

pytestmark = pytest.mark.django_db
LISBON = "Europe/Lisbon"
ANSWERED = Options(timezone=LISBON)


@pytest.fixture
def client(sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_member(make_event("another"), "ann", "owner", is_staff=True))


def starts(event: Event) -> list[datetime]:
    return [panel.slot.start for panel in event.panels.select_related("slot").order_by("slot__start") if panel.slot]


def at(zone: str) -> list[datetime]:
    """When the document's panels begin, if that is its zone."""
    return [datetime(2021, 5, 19, *clock, tzinfo=ZoneInfo(zone)) for clock in ((10, 0), (11, 30))]


def move_to(event: Event, zone: str) -> None:
    """As somebody changes it by hand: every panel keeps its time on the clock."""
    now = drafts.load(event)
    storing.store(event, now, replace(now, event=replace(now.event, timezone=zone)))


def answer_and_apply(client: Client, run: ImportRun, zone: str) -> str:
    """Returns what the review says of the zone."""
    where = [run.event_id, run.pk]
    if zone:
        client.post(reverse("admin:import_answer", args=where), {"timezone": zone})
    page = client.get(reverse("admin:import_review", args=where))
    client.post(reverse("admin:import_apply", args=where), {"shown": str(ImportRun.objects.get(pk=run.pk).uid)})
    run.refresh_from_db()
    assert run.state == "applied"
    return str(page.context["zone"])


@pytest.mark.parametrize("answer", ["", LISBON])
@pytest.mark.parametrize(
    ("line", "zone", "proposed", "read"),
    [
        ("", "UTC", "UTC", "UTC"),  # the browser's
        ("", "America/New_York", "", "America/New_York"),  # by hand
        ("Oslo time", "UTC", "UTC", "Europe/Oslo"),  # the document's own
        ("Oslo time", "America/New_York", "", "America/New_York"),
    ],
)
def test_a_first_documents_times_are_stored_in_the_zone_that_the_review_says(
    client: Client, line: str, zone: str, proposed: str, read: str, answer: str
) -> None:
    text = f"All times are {line}\n\n{DOCUMENT}" if line else DOCUMENT
    said = {"title": "Forum", "text": text, "timezone": zone, "proposed": proposed}
    client.post(reverse("admin:events_event_add"), said)
    run = ImportRun.objects.select_related("event").get()
    told = answer_and_apply(client, run, answer)
    wanted = answer or read
    assert told.startswith(f"Times are read as {wanted} time")
    assert ("becomes the event’s" in told) == bool(answer)
    event = Event.objects.get(pk=run.event_id)
    assert (event.timezone, starts(event)) == (wanted, at(wanted))
    changed = [change["text"] for change in run.plan["changes"] if change["field"] == "timezone"]
    assert changed == ([f"The event: timezone changes from “{read}” to “{LISBON}”"] if answer else [])


@pytest.mark.parametrize(
    ("by_hand", "line", "answer", "wanted"),
    [
        ("", "", "", "UTC"),
        ("", "", LISBON, LISBON),
        ("", "Oslo time", "", "UTC"),  # and the review asks which one is right
        ("", "Oslo time", LISBON, LISBON),
        ("America/New_York", "", "", "America/New_York"),
        ("America/New_York", "", LISBON, LISBON),
        ("America/New_York", "", "UTC", "UTC"),  # as the last document said
        ("America/New_York", "Oslo time", "Europe/Oslo", "Europe/Oslo"),
    ],
)
def test_a_later_documents_times_are_stored_in_the_zone_that_the_review_says(
    client: Client, by_hand: str, line: str, answer: str, wanted: str
) -> None:
    event = make_event(timezone="UTC")
    make_member(event, "ann", "owner")
    importing.apply(make_run(event, options=Options()))
    if by_hand:
        move_to(event, by_hand)
        assert starts(event) == at(by_hand)
    text = f"All times are {line}\n\n{DOCUMENT}" if line else DOCUMENT
    run = make_run(event, text, options=Options())
    answer_and_apply(client, run, answer)
    event.refresh_from_db()
    assert (run.timezone, event.timezone, starts(event)) == (wanted, wanted, at(wanted))


def test_an_import_taken_back_gives_the_event_its_zone_again() -> None:
    event = make_event(timezone="UTC")
    importing.apply(make_run(event, options=Options()))
    second = make_run(event, options=ANSWERED)
    importing.apply(second)
    event.refresh_from_db()
    assert (event.timezone, starts(event)) == (LISBON, at(LISBON))
    edits.undo_import(second)
    event.refresh_from_db()
    assert (event.timezone, starts(event)) == ("UTC", at("UTC"))


def test_what_is_there_already_keeps_its_time_on_the_clock_in_the_zone_that_is_said() -> None:
    event = make_event(timezone="UTC")
    importing.apply(make_run(event, options=Options()))
    other = "Wednesday 19 May 2021\n\n9:00 - 9:30 Nets\nEli Dahl, Mayor\n\n12:45 - 13:00 Eels\nIda Moe, Poet\n"
    importing.apply(make_run(event, other, options=ANSWERED, source="more"))
    assert [panel.when.start for panel in drafts.load(event).in_order] == [
        time(9),
        time(10),
        time(11, 30),
        time(12, 45),
    ]
    event.refresh_from_db()
    assert event.timezone == LISBON


def test_a_zone_that_nobody_said_gives_way_to_one_set_meanwhile(client: Client) -> None:
    event = make_event(timezone="UTC")
    make_member(event, "ann", "owner")
    client.post(reverse("admin:import_upload", args=[event.pk]), {"text": DOCUMENT, "timezone": "UTC"})
    run = event.imports.get()
    move_to(event, LISBON)
    where = [event.pk, run.pk]
    client.post(reverse("admin:import_apply", args=where), {"shown": str(run.uid)})
    run.refresh_from_db()
    assert (run.state, run.timezone) == ("previewed", LISBON)  # to be looked at once more
    form = client.get(reverse("admin:import_review", args=where)).context["form"]
    assert form["timezone"].value() == LISBON
    assert "event’s zone" in answer_and_apply(client, run, "")
    event.refresh_from_db()
    assert (event.timezone, starts(event)) == (LISBON, at(LISBON))


@pytest.mark.parametrize("again", [False, True])
def test_the_command_stores_the_zone_that_it_is_given(tmp_path: Path, again: bool) -> None:
    event = make_event(timezone="UTC")
    file = tmp_path / "agenda.txt"
    file.write_text(DOCUMENT)
    out: Any = StringIO()
    if again:
        call_command("import_programme", file, event=event.slug, stdout=out)
    call_command("import_programme", file, event=event.slug, timezone=LISBON, stdout=out)
    assert f"The event: timezone changes from “UTC” to “{LISBON}”" in out.getvalue()
    event.refresh_from_db()
    assert (event.timezone, starts(event)) == (LISBON, at(LISBON))
