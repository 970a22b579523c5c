"""Many panels or people changed at once: as it was shown, as one change, by who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from events import edits
from events.models import Appearance, Event, Panel
from speakers.models import Speaker
from tests.desk.builders import make_event, make_member, make_panel, make_programme
from tests.desk.conftest import Cast
from tests.desk.test_browser import sign_in as sign_in_at

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def event(cast: Cast) -> Event:
    make_panel(cast.event, 2)
    make_panel(cast.event, 3)
    return cast.event


def rows(event: Event) -> str:
    return ".".join(str(pk) for pk in event.panels.filter(title__startswith="Tides").values_list("pk", flat=True))


def post(client: Client, event: Event, of: str = "panels", /, **said: Any) -> Any:
    return client.post(reverse("admin:event_bulk", args=[event.pk, of]), {"rows": rows(event), **said})


def looked_at(client: Client, event: Event, of: str = "panels", /, **said: Any) -> list[tuple[str, str, str, str]]:
    planned = post(client, event, of, **said).context["planned"]
    return [(step.title, step.field, step.before, step.after) for step in planned.steps]


def change(client: Client, event: Event, of: str = "panels", /, **said: Any) -> Any:
    shown = post(client, event, of, **said).context["planned"].fingerprint
    return post(client, event, of, shown=shown, **said)


def test_the_list_leads_to_a_form_of_only_what_is_to_change(event: Event, sign_in: SignIn) -> None:
    data = {"action": "change_many", "_selected_action": [int(pk) for pk in rows(event).split(".")]}
    client = sign_in(event.memberships.get(role="editor").user)
    page = client.post(reverse("admin:events_panel_changelist"), data)
    assert "Change 3 panels at once" in page.content.decode()
    back = client.get(reverse("admin:event_bulk", args=[event.pk, "panels"]))  # the address that stays in the bar
    assert back["Location"].startswith(reverse("admin:events_panel_changelist"))
    assert [field.name for field in page.context["form"]] == [
        "kind", "room", "track", "language", "state", "moderator", "answer"
    ]  # fmt: skip


def test_a_language_is_a_code(cast: Cast, event: Event, sign_in: SignIn) -> None:
    said = post(sign_in(cast.editor), event, language="<b>x</b>").content.decode()
    assert "Write a language’s code, as in fr, pt-BR or zh-Hant." in said


def test_what_changes_is_shown_first_and_written_as_one_change(cast: Cast, event: Event, sign_in: SignIn) -> None:
    client, hall = sign_in(cast.editor), event.rooms.get(name="Hall 1")
    said = {"room": hall.pk, "kind": "talk", "language": "no"}
    assert looked_at(client, event, **said) == [
        ("Tides, Part 1", "kind", "panel", "talk"),
        ("Tides, Part 1", "language", "none", "no"),
        ("Tides, Part 2", "kind", "panel", "talk"),
        ("Tides, Part 2", "language", "none", "no"),
        ("Tides, Part 2", "room", "none", "Hall 1"),
        ("Tides, Part 3", "kind", "panel", "talk"),
        ("Tides, Part 3", "language", "none", "no"),
        ("Tides, Part 3", "room", "none", "Hall 1"),
    ]
    assert not event.panels.filter(kind="talk").exists()
    response = change(client, event, **said)
    assert response["Location"] == f"{reverse('admin:events_panel_changelist')}?event__id__exact={event.pk}"
    assert event.panels.filter(kind="talk", room=hall, language="no").count() == 3
    made = edits.next_undo(event)
    assert made
    assert (made.summary, made.source) == ("Changed kind, language and room in 3 panels", "bulk")
    edits.undo(made, cast.editor)
    assert event.panels.filter(kind="panel", language="").count() == 4


def test_a_field_is_emptied_and_a_moderator_added_once(cast: Cast, event: Event, sign_in: SignIn) -> None:
    client, ada = sign_in(cast.editor), Speaker.objects.get(name="Ada harbour-2021 2")
    Appearance.objects.create(panel=event.panels.get(title="Tides, Part 3"), speaker=ada, role="moderator", order=7)
    assert looked_at(client, event, track="none", moderator=ada.pk) == [
        ("Tides, Part 1", "track", "Policy", "none"),
        ("Tides, Part 1", "moderator", "none", "Ada harbour-2021 2"),
        ("Tides, Part 2", "moderator", "none", "Ada harbour-2021 2"),
    ]
    change(client, event, track="none", moderator=ada.pk)
    parts = Appearance.objects.filter(speaker=ada, role="moderator").order_by("panel__title")
    assert [(part.panel.title, part.order) for part in parts] == [
        ("Tides, Part 1", 1), ("Tides, Part 2", 1), ("Tides, Part 3", 7)
    ]  # fmt: skip


def test_roles_and_answers_of_many_people(cast: Cast, event: Event, sign_in: SignIn) -> None:
    first = Speaker.objects.get(name="Ada harbour-2021 1")
    Appearance.objects.create(panel=event.panels.get(title="Tides, Part 1"), speaker=first, role="chair")
    make_panel(cast.other, 5).appearances.update(speaker=first)
    client, keys = sign_in(cast.editor), {"rows": f"{first.pk}"}
    response = post(client, event, "people", role="chair", answer="invited", **keys)
    planned = response.context["planned"]
    assert [(left.title, left.why) for left in planned.left] == [
        ("Ada harbour-2021 1, “Tides, Part 1”", "is chair there already")
    ]
    assert [(step.field, step.before, step.after) for step in planned.steps] == [
        ("answer", "confirmed", "invited"), ("answer", "confirmed", "invited")
    ]  # fmt: skip
    change(client, event, "people", answer="invited", **keys)
    assert list(Appearance.objects.filter(speaker=first, state="invited").values_list("panel__event", flat=True)) == [
        event.pk, event.pk
    ]  # fmt: skip


def test_what_somebody_changed_meanwhile_is_shown_again(cast: Cast, event: Event, sign_in: SignIn) -> None:
    client = sign_in(cast.editor)
    shown = post(client, event, kind="talk").context["planned"].fingerprint
    event.panels.filter(title="Tides, Part 2").update(kind="workshop")
    page = post(client, event, kind="talk", shown=shown).content.decode()
    assert "Nothing was changed: somebody changed these meanwhile." in page
    assert not event.panels.filter(kind="talk").exists()


def test_only_editors_and_only_their_events_panels(cast: Cast, event: Event, sign_in: SignIn) -> None:
    theirs = cast.other.panels.get(title="Tides, Part 1")
    for user, status in ((cast.stranger, 404), (cast.viewer, 403), (cast.editor, 200)):
        assert (user, post(sign_in(user), event, kind="talk").status_code) == (user, status)
    assert looked_at(sign_in(cast.editor), event, kind="talk", rows=str(theirs.pk)) == []
    assert post(sign_in(cast.editor), event, "rooms").status_code == 404
    client = sign_in(cast.editor)
    assert post(client, event, room=cast.other.rooms.first().pk).context["form"].errors.keys() == {"room"}  # type: ignore[union-attr]


@pytest.mark.parametrize("panels", [1, 60])
def test_a_look_asks_the_database_as_often_for_many(
    panels: int, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    event = make_event()
    make_programme(event, panels)
    client = sign_in(make_member(event, "editor", "editor"))
    with django_assert_num_queries(11):
        assert len(looked_at(client, event, kind="talk", answer="invited")) == 2 * panels


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_many_are_changed_with_the_keyboard(page: Page, width: int) -> None:
    event = make_event()
    make_programme(event, 3)
    page.set_viewport_size({"width": width, "height": 900})
    sign_in_at(page, make_member(event, "editor", "editor"))
    page.goto(f"{reverse('admin:events_panel_changelist')}?event__id__exact={event.pk}")
    page.get_by_role("checkbox", name="Select all").press("Space")
    page.get_by_label("With the chosen").select_option("Change the chosen panels at once …")
    page.get_by_role("button", name="Do it").press("Enter")
    page.get_by_label("Kind").select_option("workshop")
    with page.expect_navigation():
        page.get_by_role("button", name="Show what changes").press("Enter")
    found = Axe().run(page).response["violations"]
    assert [item["id"] for item in found if item["impact"] in ("serious", "critical")] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_role("button", name="Change them").press("Enter")
    page.get_by_text("Changed kind in 4 panels.").wait_for()
    assert Panel.objects.filter(kind="workshop").count() == 4
