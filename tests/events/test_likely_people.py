"""An import that names somebody known in another way: proposed, said, remembered, taken back."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from events.edits import undo_import
from events.models import Event, ImportRun, Membership
from events.plans import importing
from programme.reading.values import Options
from speakers.models import Speaker, SpeakersApart

pytestmark = pytest.mark.django_db
OPTIONS = Options(timezone="Europe/Oslo")
FIRST = """Wednesday 19 May 2021

09:00 - 09:45 Opening of the Locks
Bo Ray, Mayor of Bergen

10:00 - 11:00 A New Order of the Ports
Dr. Joost R. Hiltermann, Director, Institute of Harbours
"""
SECOND = FIRST + "\n11:30 - 12:30 Dredging in Practice\nJ. Hiltermann, Director, Institute of Harbours\n"
OTHER = SECOND.replace("Dr. Joost R. Hiltermann", "Ann Lee").replace("Bo Ray", "Ole Berg")


def bring(event: Event, document: str, user: User | None = None, **decisions: Any) -> ImportRun:
    run, _, made = importing.prepare(event, document.encode(), "p.txt", OPTIONS, user=user, decisions=decisions)
    assert made
    importing.apply(run, user)
    return run


def proposals(event: Event, document: str, user: User | None = None) -> list[tuple[str, str, str]]:
    _, _, made = importing.prepare(event, document.encode(), "p.txt", OPTIONS, user=user)
    assert made
    return [(p.name, p.known, p.where) for p in made.proposals]


def names() -> list[str]:
    """Of everybody but Bo Ray."""
    return [str(speaker) for speaker in Speaker.objects.exclude(name="Bo Ray")]


def hiltermann() -> Speaker:
    return Speaker.objects.get(name="Joost R. Hiltermann")


def key(name: str = "j. hiltermann") -> str:
    return f"person:{name}:{hiltermann().uid}"


@pytest.fixture
def known(event: Event) -> Event:
    bring(event, FIRST)
    return event


@pytest.fixture
def later(known: Event) -> tuple[Event, User]:
    """The next year's event, and who owns both."""
    user = User.objects.create_user("owner")
    after = Event.objects.create(title="Harbour Forum 2022", slug="harbour-2022", timezone="Europe/Oslo")
    for event in (known, after):
        Membership.objects.create(user=user, event=event, role="owner")
    return after, user


def test_who_is_likely_at_the_desk_is_proposed_and_stays_two_unsaid(known: Event) -> None:
    assert proposals(known, SECOND) == [("J. Hiltermann", "Dr. Joost R. Hiltermann", "")]
    bring(known, SECOND)
    assert sorted(names()) == ["Dr. Joost R. Hiltermann", "J. Hiltermann"]


def test_what_was_said_holds_for_the_next_document_and_goes_with_the_import(known: Event) -> None:
    run = bring(known, SECOND, **{key(): "same"})
    assert names() == ["Dr. Joost R. Hiltermann"]
    assert hiltermann().appearances.count() == 2
    _, _, made = importing.prepare(known, SECOND.encode(), "p.txt", OPTIONS)
    assert made
    assert (made.summary, made.proposals) == ("nothing to do", ())
    undo_import(run)
    assert proposals(known, SECOND) == [("J. Hiltermann", "Dr. Joost R. Hiltermann", "")]


def test_that_two_are_not_the_same_is_remembered(known: Event) -> None:
    bring(known, SECOND, **{key(): "different"})
    uids = {str(uid) for uid in Speaker.objects.exclude(name="Bo Ray").values_list("uid", flat=True)}
    assert [{str(row.one), str(row.other)} for row in SpeakersApart.objects.all()] == [uids]


def test_people_of_another_event_are_proposed_to_who_may_see_it(known: Event, later: tuple[Event, User]) -> None:
    event, user = later
    assert proposals(event, OTHER, user) == [("J. Hiltermann", "Dr. Joost R. Hiltermann", known.title)]
    assert proposals(event, FIRST, user) == [
        ("Bo Ray", "Bo Ray", known.title),
        ("Dr. Joost R. Hiltermann", "Dr. Joost R. Hiltermann", known.title),
    ]
    Membership.objects.filter(event=known).delete()
    assert proposals(event, OTHER, User.objects.get(pk=user.pk)) == []


def test_a_run_whose_maker_is_gone_shows_nobody_of_other_events(known: Event, later: tuple[Event, User]) -> None:
    event, user = later
    run, _, _ = importing.prepare(event, OTHER.encode(), "p.txt", OPTIONS, user=user)
    run.save()
    user.delete()
    _, made = importing.reread(ImportRun.objects.get(pk=run.pk))
    assert made
    assert made.proposals == ()


def test_somebody_of_another_event_is_listed_with_their_own_facts_and_undo_leaves_them(
    known: Event, later: tuple[Event, User]
) -> None:
    event, user = later
    Speaker.objects.update(bio="Born by the sea.")
    run = bring(event, OTHER, user, **{key(): "same"})
    speaker = hiltermann()
    assert (speaker.honorific, speaker.bio, speaker.appearances.count()) == ("Dr.", "Born by the sea.", 2)
    undo_import(run)
    assert names() == ["Dr. Joost R. Hiltermann"]
    assert hiltermann().appearances.count() == 1


def test_another_events_news_does_not_hold_an_import_up(known: Event, later: tuple[Event, User]) -> None:
    event, user = later
    run, _, _ = importing.prepare(event, OTHER.encode(), "p.txt", OPTIONS, user=user)
    Speaker.objects.filter(pk=hiltermann().pk).update(name="Renamed Meanwhile")
    importing.apply(run, user)
    assert event.panels.count() == 3


def test_the_command_says_who_is_likely_whom_and_how_to_decide(known: Event, tmp_path: Path) -> None:
    file = tmp_path / "p.txt"
    file.write_text(SECOND)
    given = [str(file), "--event", known.slug, "--timezone", "Europe/Oslo"]
    out = StringIO()
    call_command("import_programme", *given, "--dry-run", stdout=out)
    assert (
        "  likely the same person: “J. Hiltermann” and “Dr. Joost R. Hiltermann” of the desk (an initial stands for a "
        f"given name, a middle name left out); left two: --decide '{key()}=same|different'"
    ) in out.getvalue().splitlines()
    call_command("import_programme", *given, "--decide", f"{key()}=same", stdout=StringIO())
    assert names() == ["Dr. Joost R. Hiltermann"]


def test_the_command_proposes_namesakes_of_other_events_and_makes_them_one_where_it_is_told_to(
    known: Event, later: tuple[Event, User], tmp_path: Path
) -> None:
    event, _ = later
    file = tmp_path / "p.txt"
    file.write_text(OTHER.replace("J. Hiltermann", "Joost R. Hiltermann"))
    given = [str(file), "--event", event.slug, "--timezone", "Europe/Oslo"]
    out = StringIO()
    decision = key("joost r. hiltermann")
    call_command("import_programme", *given, "--dry-run", stdout=out)
    assert (
        f"  likely the same person: “Joost R. Hiltermann” and “Dr. Joost R. Hiltermann” of {known.title} "
        f"(the same name); left two: --decide '{decision}=same|different'"
    ) in out.getvalue().splitlines()
    call_command("import_programme", *given, "--decide", f"{decision}=same", stdout=StringIO())
    assert hiltermann().appearances.count() == 2
