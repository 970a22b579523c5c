"""“Why does it say this?”: the line of the document, who changed it since, and what it was before."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from events import edits
from events.models import Appearance, Event, Panel
from events.plans import importing
from speakers.models import Speaker
from tests.desk.builders import DOCUMENT, make_event, make_member, make_run
from tests.desk.conftest import Cast
from tests.desk.test_browser import sign_in as sign_in_at

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(cast: Cast) -> Panel:
    importing.apply(make_run(cast.event, user=cast.owner), cast.owner)
    return cast.event.panels.get(title="A New Order of the Ports")


def why(panel: Panel) -> str:
    return reverse("admin:panel_why", args=[panel.event_id, panel.pk])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def fact(page: str, label: str) -> str:
    """What stands under a label."""
    return page.split(f"<div><dt>{label}</dt>", 1)[1].split("</dd></div>", 1)[0]


def source(number: int, line: str) -> str:
    return f'<span class="number">line {number}</span> <q>{line}</q>'


def test_an_imported_fact_shows_its_line(cast: Cast, imported: Panel, sign_in: SignIn) -> None:
    page = text(sign_in(cast.viewer), why(imported))
    heading = source(3, "10:00 - 11:00 A New Order of the Ports")
    title = fact(page, "title")
    assert '<p class="value">A New Order of the Ports</p>' in title
    assert ">programme.txt</a>, imported by owner, " in title
    assert heading in title
    time = fact(page, "time")
    assert '<p class="value">Wed 19 May 2021, 10:00–11:00</p>' in time
    assert source(1, "Wednesday 19 May 2021") in time
    assert heading in time
    assert source(4, "Why harbours matter to the towns behind them.") in fact(page, "abstract")
    assert source(5, "Ada Larsen, Director, Institute of Harbours") in fact(page, "billing")
    assert "Before that" not in page
    assert "<dt>state</dt>" not in page  # that it takes place goes without saying


def test_what_was_changed_at_the_desk_says_by_whom_and_what_it_was(
    cast: Cast, imported: Panel, sign_in: SignIn
) -> None:
    with edits.recording(cast.event, cast.editor):
        imported.title = "A New Order of All Ports"
        imported.save()
    title = fact(text(sign_in(cast.viewer), why(imported)), "title")
    first, earlier = title.split("Before that")
    assert '<p class="value">A New Order of All Ports</p>' in first
    assert "Changed at the desk by editor, " in first
    assert "it was <del>A New Order of the Ports</del>" in first
    assert source(3, "10:00 - 11:00 A New Order of the Ports") in earlier


def test_a_new_version_of_the_document_shows_its_own_line(cast: Cast, imported: Panel, sign_in: SignIn) -> None:
    again = make_run(cast.event, "Forum\n\n" + DOCUMENT.replace("10:00 - 11:00", "10:15 - 11:15"), user=cast.editor)
    importing.apply(again, cast.editor)
    page = text(sign_in(cast.viewer), why(imported))
    time = fact(page, "time")
    assert '<p class="value">Wed 19 May 2021, 10:15–11:15</p>' in time
    assert "it was <del>Wed 19 May 2021, 10:00–11:00</del>" in time
    assert source(5, "10:15 - 11:15 A New Order of the Ports") in time
    assert source(3, "10:00 - 11:00 A New Order of the Ports") in fact(page, "title")  # the first one said it


def test_what_was_taken_back_counts_no_more(cast: Cast, imported: Panel, sign_in: SignIn) -> None:
    with edits.recording(cast.event, cast.editor) as made:
        imported.title = "Other"
        imported.save()
    assert made.edit
    edits.undo(made.edit, cast.editor)
    title = fact(text(sign_in(cast.viewer), why(imported)), "title")
    assert '<p class="value">A New Order of the Ports</p>' in title
    assert "Other" not in title


def test_a_change_past_the_journal_is_owned_up_to(cast: Cast, imported: Panel, sign_in: SignIn) -> None:
    Panel.objects.filter(pk=imported.pk).update(title="From a shell")
    title = fact(text(sign_in(cast.viewer), why(imported)), "title")
    assert "the journal does not say by whom" in title
    older = cast.event.panels.get(title="Tides, Part 1")
    assert "when the desk began to keep a journal" in fact(text(sign_in(cast.viewer), why(older)), "title")


def test_a_persons_name_shows_its_line_and_their_panels(cast: Cast, imported: Panel, sign_in: SignIn) -> None:
    ada = imported.appearances.get(speaker__name="Ada Larsen").speaker
    page = text(sign_in(cast.viewer), reverse("admin:speaker_why", args=[ada.pk]))
    assert source(5, "Ada Larsen, Director, Institute of Harbours") in fact(page, "name")
    assert "In “A New Order of the Ports”, Harbour Forum 2021" in page
    assert why(imported) in page


def test_only_who_sees_the_event_sees_why(cast: Cast, imported: Panel, sign_in: SignIn) -> None:
    ada = Speaker.objects.get(name="Ada Larsen")
    for url in (why(imported), reverse("admin:speaker_why", args=[ada.pk])):
        assert sign_in(cast.stranger).get(url).status_code == 404
        assert sign_in(cast.nobody).get(url).status_code == 302
    theirs = reverse("admin:panel_why", args=[cast.other.pk, imported.pk])
    assert sign_in(cast.stranger).get(theirs).status_code == 404


def test_nothing_of_another_event_is_told(cast: Cast, imported: Panel, sign_in: SignIn) -> None:
    ada = Speaker.objects.get(name="Ada Larsen")
    with edits.recording(cast.other, cast.stranger, "Secret doings"):
        Appearance.objects.create(panel=cast.other.panels.first(), speaker=ada, billing="Their secret guest")
    with edits.recording(cast.other, cast.stranger, "Secret doings"):
        Speaker.objects.filter(pk=ada.pk).update(honorific="Dr.")
    page = text(sign_in(cast.editor), reverse("admin:speaker_why", args=[ada.pk]))
    assert "in another event" in fact(page, "honorific")
    for secret in ("stranger", "Secret doings", "Their secret guest", "Another Forum"):
        assert secret not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_from_a_panel_to_the_line_and_back_to_what_it_was(page: Page, width: int) -> None:
    """By the keyboard: rename a panel, look why it says so, take that back in its history."""
    event: Event = make_event()
    editor = make_member(event, "editor", "editor")
    importing.apply(make_run(event, user=editor), editor)
    panel = event.panels.get(title="A New Order of the Ports")
    change = reverse("admin:events_panel_change", args=[panel.pk])
    page.set_viewport_size({"width": width, "height": 900})
    sign_in_at(page, editor)
    page.goto(change)
    page.get_by_label("Title:").fill("All Ports")
    with page.expect_navigation():  # to the same page, which has the same link
        page.get_by_role("button", name="Save and stay here").press("Enter")
    page.get_by_role("link", name="Why does it say this?").press("Enter")
    page.get_by_text("Before that: title").press("Enter")
    expect(page.get_by_text("10:00 - 11:00 A New Order of the Ports").first).to_be_visible()
    look(page)
    with page.expect_navigation():
        page.get_by_role("link", name="History: who changed what").press("Enter")
    look(page)
    page.get_by_role("button", name=re.compile("Undo this change.*Changed panel “All Ports”")).press("Enter")
    page.get_by_text("Taken back: Changed panel “All Ports”").wait_for()
    page.goto(reverse("admin:event_history", args=[event.pk]))
    look(page)
    panel.refresh_from_db()
    assert panel.title == "A New Order of the Ports"


def look(page: Page) -> None:
    page.wait_for_load_state()
    worst = [item["id"] for item in Axe().run(page).response["violations"] if item["impact"] in ("serious", "critical")]
    assert (page.url, worst) == (page.url, [])
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
