"""Everybody's way to every address of the desk: what is theirs, what they may only look at, what is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import previews, releases, scheduling
from events.models import Appearance, Event, ImportRun, Panel, Release, ScreenMessage
from events.plans import importing
from speakers.models import Speaker
from tests.desk.builders import make_member, make_panel, make_run
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
EVENT_ROWS = ("day", "room", "track", "timeslot", "panel", "screenmessage", "importrun", "release", "address")
FOR_SUPERUSERS = {"user", "group", "totpdevice", "staticdevice"}
RECORDS = {"importrun", "release", "address"}
LOOKING = ["event_overview", "event_timetable", "event_late", "event_publish", "event_checks", "event_history"]


@pytest.fixture
def full(cast: Cast) -> Cast:
    """The cast, with a row of every kind in both events."""
    for event in (cast.event, cast.other):
        importing.apply(make_run(event, user=cast.owner))
        releases.publish(event)
        scheduling.schedule(event, timezone.now() + timedelta(days=1))
        previews.make(event, 1, cast.owner)
        make_run(event)
        ScreenMessage.objects.create(event=event, text="Lunch")
    return cast


def row_of(event: Event, name: str) -> Any:
    model = next(m for m in admin.site._registry if m._meta.model_name == name)
    if name == "speaker":
        return Speaker.objects.filter(appearances__panel__event=event).first()
    return event if name == "event" else model._default_manager.filter(event=event).first()


def rows(event: Event) -> list[tuple[str, Any]]:
    return [(name, row_of(event, name)) for name in ("event", "speaker", *EVENT_ROWS)]


def object_urls(event: Event) -> list[str]:
    return [
        reverse(f"admin:{row._meta.app_label}_{name}_{page}", args=[row.pk])
        for name, row in rows(event)
        for page in ("change", "delete", "history")
    ]


def desk_urls(event: Event) -> dict[str, str]:
    run, release = event.imports.filter(state="previewed").first(), event.releases.first()
    assert run
    assert release
    urls = {
        name: reverse(f"admin:{name}", args=[event.pk]) for name in [*LOOKING, "import_upload", "event_checks_accept"]
    }
    urls["event_download"] = reverse("admin:event_download", args=[event.pk, "txt"])
    for name in ("import_review", "import_document", "import_undo", "import_answer", "import_apply"):
        urls[name] = reverse(f"admin:{name}", args=[event.pk, run.pk])
    for name in ("event_release", "event_go_back"):
        urls[name] = reverse(f"admin:{name}", args=[event.pk, release.number])
    for name in ("event_state", "event_schedule", "event_preview", "event_held_back"):
        urls[name] = reverse(f"admin:{name}", args=[event.pk])
    later, link = event.scheduled_releases.first(), event.previews.first()
    assert later
    assert link
    urls["event_unschedule"] = reverse("admin:event_unschedule", args=[event.pk, later.pk])
    urls["event_preview_end"] = reverse("admin:event_preview_end", args=[event.pk, link.pk])
    return urls


POST_ONLY = {"event_checks_accept", "import_apply", "event_go_back"}
POST_ONLY |= {"event_schedule", "event_unschedule", "event_preview", "event_preview_end", "event_held_back"}


def test_every_model_of_the_desk_is_in_these_tests() -> None:
    names = {model._meta.model_name for model in admin.site._registry}
    assert names == {"event", "speaker", *FOR_SUPERUSERS, *EVENT_ROWS}


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_ones_event_is_not_there_at_all(full: Cast, sign_in: SignIn, method: str) -> None:
    client = sign_in(full.stranger)
    for url in [*object_urls(full.event), *desk_urls(full.event).values()]:
        response = getattr(client, method)(url)
        expected = 405 if response.status_code == 405 else 404  # not asked for in this way, whoever asks
        assert (url, response.status_code) == (url, expected)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["anonymous", "nobody"])
def test_without_an_event_one_is_asked_to_sign_in(full: Cast, sign_in: SignIn, who: str, method: str) -> None:
    client = Client() if who == "anonymous" else sign_in(full.nobody)
    lists = [reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist") for m in admin.site._registry]
    for url in [reverse("admin:index"), *lists, *object_urls(full.event), *desk_urls(full.event).values()]:
        response = getattr(client, method)(url)
        assert (url, response.status_code, response["Location"].split("?")[0]) == (url, 302, reverse("admin:login"))


@pytest.mark.parametrize("who", ["owner", "editor", "viewer", "superuser"])
def test_members_see_all_of_their_event(full: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(getattr(full, who))
    for name, row in rows(full.event):
        expected = 302 if name in ("importrun", "release") else 200  # these lead to the desk's own pages
        url = reverse(f"admin:{row._meta.app_label}_{name}_change", args=[row.pk])
        assert (name, client.get(url).status_code) == (name, expected)
    for name, url in desk_urls(full.event).items():
        expected = 405 if name in POST_ONLY else 403 if (name, who) == ("import_upload", "viewer") else 200
        expected = 302 if name == "import_answer" else expected  # back to the review
        assert (name, client.get(url).status_code) == (name, expected)


def test_a_viewer_changes_nothing(full: Cast, sign_in: SignIn) -> None:
    client = sign_in(full.viewer)
    before = [Panel.objects.count(), Release.objects.count(), ImportRun.objects.filter(state="applied").count()]
    for name, row in rows(full.event):
        for page in ("change", "delete"):
            url = reverse(f"admin:{row._meta.app_label}_{name}_{page}", args=[row.pk])
            expected = 302 if name in ("importrun", "release") and page == "change" else 403
            assert (url, client.post(url, {"post": "yes"}).status_code) == (url, expected)
        assert client.get(reverse(f"admin:{row._meta.app_label}_{name}_add")).status_code == 403
    looked_at = {"event_state", "event_overview", "event_timetable", "event_download", "import_review", "event_release"}
    for name, url in desk_urls(full.event).items():
        if name not in looked_at | {"import_document", "event_checks", "event_history"}:
            assert (name, client.post(url).status_code) == (name, 403)
    assert before == [
        Panel.objects.count(), Release.objects.count(), ImportRun.objects.filter(state="applied").count()
    ]  # fmt: skip


def test_records_are_changed_and_deleted_by_nobody(full: Cast, sign_in: SignIn) -> None:
    client = sign_in(full.superuser)
    for name in RECORDS:
        row = row_of(full.event, name)
        assert client.post(reverse(f"admin:events_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
        assert client.get(reverse(f"admin:events_{name}_add")).status_code == 403


def test_only_owners_delete_an_event_and_see_its_members_form(full: Cast, sign_in: SignIn) -> None:
    change, delete = (reverse(f"admin:events_event_{page}", args=[full.event.pk]) for page in ("change", "delete"))
    assert b"memberships-0-user" not in sign_in(full.editor).get(change).content
    name = {"name": full.event.title}
    assert sign_in(full.editor).post(delete, name).status_code == 403
    assert b"memberships-0-user" in sign_in(full.owner).get(change).content
    assert sign_in(full.owner).post(delete, name).status_code == 302
    assert not Event.objects.filter(pk=full.event.pk).exists()


def test_lists_and_filters_hold_only_ones_own(full: Cast, sign_in: SignIn) -> None:
    client = sign_in(full.stranger)
    for model in admin.site._registry:
        if model._meta.model_name in FOR_SUPERUSERS:
            continue
        page = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        assert (model, page.status_code) == (model, 200)
        assert "Harbour Forum 2021" not in page.content.decode()
        assert "Ada harbour-2021" not in page.content.decode()
    full.event.panels.update(title="Behind closed doors")
    page = client.get(reverse("admin:events_panel_changelist"), {"event__id__exact": full.event.pk})
    assert "Behind closed doors" not in page.content.decode()


def test_accounts_are_for_superusers(cast: Cast, sign_in: SignIn) -> None:
    for name in ("auth_user", "auth_group"):
        url = reverse(f"admin:{name}_changelist")
        assert sign_in(cast.owner).get(url).status_code == 403
        assert sign_in(cast.superuser).get(url).status_code == 200


def autocomplete(client: Client, term: str) -> list[str]:
    query = {"app_label": "events", "model_name": "appearance", "field_name": "speaker", "term": term}
    return [item["text"] for item in client.get(reverse("admin:autocomplete"), query).json()["results"]]


def test_autocomplete_offers_only_people_of_ones_own_events(cast: Cast, sign_in: SignIn) -> None:
    assert autocomplete(sign_in(cast.editor), "Ada") == ["Ada harbour-2021 1"]
    assert autocomplete(sign_in(cast.stranger), "Ada") == ["Ada other 1"]
    assert autocomplete(sign_in(cast.superuser), "Ada") == ["Ada harbour-2021 1", "Ada other 1"]


def panel_data(panel: Panel, **facts: Any) -> dict[str, Any]:
    part = panel.appearances.get()
    ordinary = {
        "kind": "panel", "title": panel.title, "state": "confirmed",
        "when_date": "2021-05-19", "when_begin": "10:00", "when_end": "10:50",
        "translations-TOTAL_FORMS": 0, "translations-INITIAL_FORMS": 0,
        "appearances-TOTAL_FORMS": 1, "appearances-INITIAL_FORMS": 1, "appearances-0-id": part.pk,
        "appearances-0-panel": panel.pk, "appearances-0-speaker": part.speaker_id, "appearances-0-role": "speaker",
        "appearances-0-order": 0, "appearances-0-state": "confirmed",
    }  # fmt: skip
    return {**ordinary, **facts}


@pytest.mark.parametrize("field", ["room", "track"])
def test_a_crafted_form_cannot_reach_into_another_event(cast: Cast, sign_in: SignIn, field: str) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    theirs = row_of(cast.other, field)
    url = reverse("admin:events_panel_change", args=[panel.pk])
    response = sign_in(cast.editor).post(url, panel_data(panel, **{field: theirs.pk}))
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [field]


def test_after_saving_a_panel_one_is_back_among_those_of_its_event(cast: Cast, sign_in: SignIn) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    url = reverse("admin:events_panel_change", args=[panel.pk])
    response = sign_in(cast.editor).post(url, panel_data(panel, title="Mended"))
    assert response["Location"] == f"{reverse('admin:events_panel_changelist')}?event__id__exact={cast.event.pk}"
    assert cast.event.panels.get(pk=panel.pk).title == "Mended"
    assert not cast.event.releases.exists()


def test_a_crafted_form_cannot_name_a_person_of_another_event(cast: Cast, sign_in: SignIn) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    theirs = row_of(cast.other, "speaker")
    url = reverse("admin:events_panel_change", args=[panel.pk])
    response = sign_in(cast.editor).post(url, panel_data(panel, **{"appearances-0-speaker": theirs.pk}))
    assert response.status_code == 200
    assert panel.appearances.get().speaker.name == "Ada harbour-2021 1"


def test_a_panels_words_in_another_language_are_written_below_it(cast: Cast, sign_in: SignIn) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    url = reverse("admin:events_panel_change", args=[panel.pk])
    title = {"translations-0-language": "fr", "translations-0-field": "title", "translations-0-text": "Marées, 1"}
    data = panel_data(panel, **{"translations-TOTAL_FORMS": 1, **title})
    assert sign_in(cast.editor).post(url, data).status_code == 302
    found = panel.translations.get()
    assert (found.text, found.event) == ("Marées, 1", cast.event)
    found.delete()
    theirs = Appearance.objects.filter(panel__event=cast.other)[0]
    crafted = sign_in(cast.editor).post(
        url, {**data, "translations-0-field": "billing", "translations-0-appearance": theirs.pk}
    )
    assert crafted.status_code == 200
    assert not panel.translations.exists()


def test_nothing_is_added_to_another_ones_event(cast: Cast, sign_in: SignIn) -> None:
    url = f"{reverse('admin:events_room_add')}?event={cast.other.pk}"
    assert sign_in(cast.editor).post(url, {"name": "Back door", "order": 0}).status_code == 404
    rows = {"translations-TOTAL_FORMS": 0, "translations-INITIAL_FORMS": 0}
    own = sign_in(cast.editor).post(
        reverse("admin:events_room_add"), {"name": "Own", "order": 0, "event": cast.other.pk, **rows}
    )
    assert own.status_code == 302
    assert list(cast.other.rooms.values_list("name", flat=True)) == ["Hall 0", "Hall 1", "Hall 2"]
    assert cast.event.rooms.filter(name="Own").exists()


def test_with_several_events_one_is_asked_for_which(cast: Cast, sign_in: SignIn) -> None:
    make_member(cast.other, "editor", "editor")
    page = sign_in(cast.editor).get(reverse("admin:events_panel_add"))
    assert [str(event) for event, _ in page.context["choices"]] == ["Another Forum", "Harbour Forum 2021"]


def test_actions_leave_other_roles_rows_alone(cast: Cast, sign_in: SignIn) -> None:
    """A viewer of one event who edits another sees both, and changes one."""
    make_member(cast.other, "viewer", "editor")
    panels = list(Panel.objects.filter(title="Tides, Part 1").order_by("event_id"))
    data = {"action": "cancel_panels", "_selected_action": [panel.pk for panel in panels]}
    sign_in(cast.viewer).post(reverse("admin:events_panel_changelist"), data)
    assert [Panel.objects.get(pk=panel.pk).state for panel in panels] == ["confirmed", "cancelled"]


def test_a_speaker_of_two_events_is_read_only_for_who_edits_one(cast: Cast, sign_in: SignIn) -> None:
    speaker = row_of(cast.event, "speaker")
    make_panel(cast.other, 2).appearances.update(speaker=speaker)
    url = reverse("admin:speakers_speaker_change", args=[speaker.pk])
    page = sign_in(cast.editor).get(url).content.decode()
    assert "You can read this speaker, but not change them" in page
    assert "Another Forum" not in page
    assert sign_in(cast.editor).post(url, {"name": "Renamed"}).status_code == 403
    assert sign_in(cast.superuser).post(url, {"name": "Renamed"}).status_code == 302


def test_who_creates_a_speaker_sees_them(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.editor).post(reverse("admin:speakers_speaker_add"), {"name": "New Person"})
    speaker = Speaker.objects.get(name="New Person")
    assert speaker.created_by == cast.editor
    assert autocomplete(sign_in(cast.editor), "New") == ["New Person"]
    assert autocomplete(sign_in(cast.owner), "New") == []


def test_an_archived_event_is_only_looked_at(cast: Cast, sign_in: SignIn) -> None:
    Event.objects.filter(pk=cast.event.pk).update(state="archived")
    panel = cast.event.panels.get(title="Tides, Part 1")
    client = sign_in(cast.owner)
    assert client.get(reverse("admin:events_panel_change", args=[panel.pk])).status_code == 200
    assert client.post(reverse("admin:events_panel_change", args=[panel.pk]), panel_data(panel)).status_code == 403
    assert client.post(reverse("admin:event_publish", args=[cast.event.pk])).status_code == 403


def test_members_without_staff_sign_in_and_others_do_not(cast: Cast) -> None:
    url = reverse("admin:login")
    assert Client().post(url, {"username": "viewer", "password": "secret"}).status_code == 302
    assert Client().post(url, {"username": "nobody", "password": "secret"}).status_code == 200


def test_who_forgot_their_user_name_signs_in_with_their_e_mail_unless_two_have_it(cast: Cast) -> None:
    url = reverse("admin:login")
    User.objects.filter(username="viewer").update(email="Vi@example.org")
    form = {"username": "vi@Example.org", "password": "secret"}
    assert Client().post(url, form).status_code == 302
    assert Client().post(url, form | {"password": "wrong"}).status_code == 200
    User.objects.filter(username="editor").update(email="vi@example.org")
    assert Client().post(url, form).status_code == 200


def test_staff_create_events_and_own_them(cast: Cast, sign_in: SignIn) -> None:
    data = {"title": "Next Forum", "slug": "next", "timezone": "Europe/Paris", "languages": "en", "organiser": ""}
    assert sign_in(cast.editor).post(reverse("admin:events_event_add"), data).status_code == 403
    response = sign_in(cast.owner).post(reverse("admin:events_event_add"), data)
    event = Event.objects.get(slug="next")
    assert response["Location"] == reverse("admin:event_overview", args=[event.pk])
    assert [(m.user, m.role) for m in event.memberships.all()] == [(cast.owner, "owner")]


def test_a_number_that_no_database_holds_names_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    assert client.get(f"/admin/events/panel/?event__id__exact={'9' * 30}").status_code == 404
