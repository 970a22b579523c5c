"""The desk asks the database as often for one panel as for three hundred."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events import releases
from events.models import Event
from tests.desk.builders import make_event, make_member, make_panel, make_programme, make_run

pytestmark = pytest.mark.django_db
COUNTS = pytest.mark.parametrize("panels", [1, 300])


@pytest.fixture
def event(panels: int) -> Event:
    """A released event that was edited since."""
    event = make_event()
    make_programme(event, panels)
    releases.publish(event)
    make_panel(event, 400, title="New since")
    return event


@pytest.fixture
def client(event: Event, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


@COUNTS
def test_the_front_page(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(21):
        assert client.get(reverse("admin:index")).status_code == 200


@COUNTS
def test_the_events_page(client: Client, event: Event, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(40):
        assert client.get(reverse("admin:event_overview", args=[event.pk])).status_code == 200


@COUNTS
def test_the_list_of_panels(client: Client, event: Event, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(22):
        url = reverse("admin:events_panel_changelist")
        assert client.get(url, {"event__id__exact": event.pk}).status_code == 200


@COUNTS
@pytest.mark.parametrize("thing", ["room", "track", "day", "timeslot"])
def test_the_list_of_what_panels_stand_in(
    client: Client, event: Event, thing: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        url = reverse(f"admin:events_{thing}_changelist")
        assert client.get(url, {"event__id__exact": event.pk}).status_code == 200


@COUNTS
def test_the_timetable(client: Client, event: Event, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(13):
        assert client.get(reverse("admin:event_timetable", args=[event.pk])).status_code == 200


@COUNTS
def test_the_checks(client: Client, event: Event, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(16):
        assert client.get(reverse("admin:event_checks", args=[event.pk])).status_code == 200


@COUNTS
def test_the_page_to_publish_from(client: Client, event: Event, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(24):
        assert client.get(reverse("admin:event_publish", args=[event.pk])).status_code == 200


@COUNTS
def test_the_review_of_an_import(client: Client, event: Event, panels: int, django_assert_num_queries: Any) -> None:
    lines = [
        f"{9 + n % 9:02}:00 - {9 + n % 9:02}:50 Talk number {n}\nAda {chr(97 + n % 26)}son, Director\n"
        for n in range(panels)
    ]
    run = make_run(event, "Wednesday 19 May 2021\n\n15:00 - 16:00 Something Else\n\n" + "\n".join(lines))
    assert len(run.reading["panels"]) >= panels
    with django_assert_num_queries(6):
        assert client.get(reverse("admin:import_review", args=[event.pk, run.pk])).status_code == 200
