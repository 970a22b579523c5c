"""The timetable board where two organisers move the same panels: both places are shown, and nothing is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event
from tests.desk.builders import make_member
from tests.desk.test_board import DAY, SignIn, client, event, move, panel_of, said, shown, span, was

__all__ = ["client", "event"]  # fixtures
pytestmark = pytest.mark.django_db


def test_two_organisers_lose_nothing(client: Client, event: Event, sign_in: SignIn) -> None:
    panel = panel_of(event)
    page = shown(client, event, panel=panel.pk, day=DAY)
    mine = {"was": page.context["chosen"].token, "version": page.context["version"], "date": DAY, "time": "15:00"}
    ann = sign_in(make_member(event, "ann", "owner", first_name="Ann"))
    move(ann, panel, date=DAY, time="12:00", room=panel.room_id, was=mine["was"])
    refused = move(client, panel, **mine)
    assert refused.status_code == 409
    assert span(panel) == "19 12:00-19 12:50 Hall A"
    conflict = refused.context["conflict"]
    assert (conflict.who, conflict.theirs, conflict.yours) == (
        "Ann", ["Wed 19 May, 12:00–12:50, Hall A"], ["Wed 19 May, 15:00–15:50, whole house"],
    )  # fmt: skip
    assert conflict.at is not None
    client.post(conflict.action, dict(conflict.fields))  # mine after all
    assert span(panel) == "19 15:00-19 15:50 house"


def test_a_swap_asks_too_where_one_of_the_two_was_moved(client: Client, event: Event, sign_in: SignIn) -> None:
    one, other = panel_of(event), panel_of(event, 2)
    url = reverse("admin:event_board_swap", args=[event.pk])
    mine = {"panel": one.pk, "other": other.pk, "was": was(client, one), "other_was": was(client, other), "shown": DAY}
    ann = sign_in(make_member(event, "ann", "owner", first_name="Ann"))
    move(ann, other, date=DAY, time="16:00", room=other.room_id)
    refused = client.post(url, mine)
    assert refused.status_code == 409
    assert (span(one), span(other)) == ("19 10:00-19 10:50 Hall A", "19 16:00-19 16:50 Hall B")
    conflict = refused.context["conflict"]
    assert (conflict.who, conflict.what) == ("Ann", "“Tides, Part 2”")
    assert conflict.theirs == [
        "“Tides, Part 1”: Wed 19 May, 10:00–10:50, Hall A", "“Tides, Part 2”: Wed 19 May, 16:00–16:50, Hall B",
    ]  # fmt: skip
    assert conflict.yours == [
        "“Tides, Part 1”: Wed 19 May, 11:00–11:50, Hall B", "“Tides, Part 2”: Wed 19 May, 10:00–10:50, Hall A",
    ]  # fmt: skip
    client.post(conflict.action, dict(conflict.fields))  # mine after all
    assert (span(one), span(other)) == ("19 11:00-19 11:50 Hall B", "19 10:00-19 10:50 Hall A")


@pytest.mark.parametrize(
    "token", ["x", "2021-05-19T10:00 2021-05-19T11:00  ", "   999999", " 2021-05-19T10:00+00:00  "]
)
def test_a_swap_to_no_place_is_refused(client: Client, event: Event, token: str) -> None:
    one, other = panel_of(event), panel_of(event, 2)
    url = reverse("admin:event_board_swap", args=[event.pk])
    response = client.post(url, {"panel": one.pk, "other": other.pk, "to": token}, follow=True)
    assert len(said(response)) == 1
    assert (span(one), span(other)) == ("19 10:00-19 10:50 Hall A", "19 11:00-19 11:50 Hall B")


def test_what_others_changed_elsewhere_stops_nobody(client: Client, event: Event) -> None:
    panel = panel_of(event)
    known = was(client, panel)
    move(client, panel_of(event, 2), date=DAY, time="16:00")
    event.panels.filter(pk=panel.pk).update(abstract="Mended since")
    move(client, panel, date=DAY, time="15:00", was=known)
    assert span(panel) == "19 15:00-19 15:50 house"
    assert panel_of(event).abstract == "Mended since"
