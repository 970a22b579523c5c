"""A panel's time on its own page: a day, a begin and an end, and no slots to choose from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events import edits
from events.models import Event, Panel, TimeSlot
from tests.desk.builders import make_event, make_member, make_panel
from tests.desk.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return make_event()


@pytest.fixture
def client(event: Event, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


def save(client: Client, panel: Panel, **said: str) -> Any:
    url = f"/admin/events/panel/{panel.pk}/change/"
    return client.post(url, {**filled(client, url), **said})


def span(panel: Panel) -> str:
    return str(Panel.objects.select_related("slot").get(pk=panel.pk).slot)


def test_a_time_is_a_day_a_begin_and_an_end(client: Client, event: Event) -> None:
    panel = make_panel(event, 1)
    shown = filled(client, f"/admin/events/panel/{panel.pk}/change/")
    assert [shown[f"when_{name}"] for name in ("date", "begin", "end")] == ["2021-05-19", "10:00", "10:50"]
    assert save(client, panel, when_begin="10:15", when_end="11:05").status_code == 302
    assert span(panel) == "Wed 19 May 2021 10:15–11:05"
    assert TimeSlot.objects.count() == 1  # the one that nobody is left in is gone
    edit = edits.of(event).get()
    edits.undo(edit, make_member(event, "owner", "owner"))
    assert span(panel) == "Wed 19 May 2021 10:00–10:50"


def test_panels_at_one_time_share_their_slot(client: Client, event: Event) -> None:
    one, other = make_panel(event, 1), make_panel(event, 2)
    save(client, one, when_begin="11:00", when_end="11:50")
    assert event.panels.get(pk=one.pk).slot_id == other.slot_id


def test_a_night_ends_on_the_next_day_and_a_day_alone_is_no_time(client: Client, event: Event) -> None:
    panel = make_panel(event, 1)
    save(client, panel, when_begin="22:30", when_end="00:45")
    slot = TimeSlot.objects.get()
    assert (slot.start, slot.end) == (
        datetime(2021, 5, 19, 20, 30, tzinfo=UTC),
        datetime(2021, 5, 19, 22, 45, tzinfo=UTC),
    )
    save(client, panel, when_begin="", when_end="")
    found = event.panels.select_related("day").get()
    assert (found.slot, str(found.day)) == (None, "Wed 19 May 2021")


def test_what_cannot_be_is_refused_beside_the_clocks(client: Client, event: Event) -> None:
    panel = make_panel(event, 1)
    for said, why in (
        ({"when_date": ""}, "A time needs a day."),
        ({"when_begin": ""}, "An end needs a begin."),
        ({"when_date": "2021-03-28", "when_begin": "02:30", "when_end": "03:30"}, "does not exist on that day"),
    ):
        assert why in save(client, panel, **said).content.decode()
    assert span(panel) == "Wed 19 May 2021 10:00–10:50"


def test_a_language_is_a_code_and_what_was_taken_before_keeps_nothing_back(client: Client, event: Event) -> None:
    panel = make_panel(event, 1)
    assert "Write a language’s code, as in fr" in save(client, panel, language="<b>x</b>").content.decode()
    event.panels.update(language="Klingon")
    assert save(client, panel, title="Lakes").status_code == 302
    assert save(client, panel, language="pt-BR").status_code == 302
    assert list(event.panels.values_list("title", "language")) == [("Lakes", "pt-BR")]


def test_the_hour_that_comes_twice_stays_which_it_was(client: Client, event: Event) -> None:
    second = datetime(2021, 10, 31, 1, 15, tzinfo=UTC)
    slot = TimeSlot.objects.create(event=event, start=second, end=datetime(2021, 10, 31, 1, 45, tzinfo=UTC))
    panel = make_panel(event, 1, slot=slot)
    save(client, panel, title="Mended")
    found = event.panels.select_related("slot").get()
    assert found.slot
    assert (found.title, found.slot.start) == ("Mended", second)


def test_a_time_that_others_changed_meanwhile_is_not_overwritten_unsaid(client: Client, event: Event) -> None:
    panel, other = make_panel(event, 1), make_member(event, "other", "editor")
    url = f"/admin/events/panel/{panel.pk}/change/"
    mine = filled(client, url)
    with edits.recording(event, other, "Moved it"):
        panel.slot = TimeSlot.objects.create(event=event, start=datetime(2021, 5, 19, 12, tzinfo=UTC))
        panel.save()
    refused = client.post(url, {**mine, "when_begin": "09:00"}).content.decode()
    assert "other changed this at" in refused
    assert "to “Wed 19 May, 14:00”" in refused
    assert client.post(url, {**mine, "title": "Mended"}).status_code == 302
    assert span(panel) == "Wed 19 May 2021 14:00"


def test_a_new_panel_is_given_its_time_at_once(client: Client, event: Event) -> None:
    url = f"/admin/events/panel/add/?event={event.pk}"
    said = {"title": "Tides", "when_date": "2021-05-19", "when_begin": "09:00", "when_end": "09:45"}
    assert client.post(url, {**filled(client, url), **said}).status_code == 302
    assert str(event.panels.select_related("slot").get().slot) == "Wed 19 May 2021 09:00–09:45"
