"""The timetable board by plain forms: what moves, what is refused, and two organisers at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events import edits
from events.desk import board_clashes
from events.models import Day, Event, Panel, Room, TimeSlot
from events.plans import importing
from tests.desk.builders import make_event, make_member, make_panel, make_run
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
DAY = "2021-05-19"


@pytest.fixture
def event() -> Event:
    """Two rooms; Part 1 at 10:00 in Hall A, Part 2 at 11:00 in Hall B; wall clock of Oslo."""
    event = make_event()
    for order, name in enumerate(("Hall A", "Hall B"), 1):
        room = Room.objects.create(event=event, name=name, order=order)
        make_panel(event, order, room=room)
    return event


@pytest.fixture
def client(event: Event, sign_in: SignIn) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


def panel_of(event: Event, number: int = 1) -> Panel:
    return event.panels.select_related("slot", "room").get(title=f"Tides, Part {number}")


def room_of(event: Event, name: str) -> int:
    return event.rooms.get(name=name).pk


def shown(client: Client, event: Event, **query: Any) -> Any:
    return client.get(reverse("admin:event_timetable", args=[event.pk]), query)


def was(client: Client, panel: Panel) -> str:
    page = shown(client, panel.event, panel=panel.pk, day=DAY)
    return str(page.context["chosen"].token)


def move(client: Client, panel: Panel, **fields: Any) -> Any:
    url = reverse("admin:event_board_move", args=[panel.event_id])
    return client.post(url, {"panel": panel.pk, "shown": DAY, **fields}, follow=True)


def span(panel: Panel) -> str:
    """Wall clock and room."""
    panel = Panel.objects.select_related("slot", "room", "event", "day").get(pk=panel.pk)
    if not panel.slot:
        return f"tray {panel.day.date if panel.day else ''}".strip()
    start, end = (at.astimezone(panel.event.zone) if at else None for at in (panel.slot.start, panel.slot.end))
    assert start
    return f"{start:%d %H:%M}-{end.strftime('%d %H:%M') if end else ''} {panel.room or 'house'}"


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_panel_is_moved_by_form(client: Client, event: Event) -> None:
    panel = panel_of(event)
    response = move(client, panel, date=DAY, time="14:30", length="45", room=room_of(event, "Hall B"))
    assert span(panel) == "19 14:30-19 15:15 Hall B"
    assert said(response) == ["Moved “Tides, Part 1” to Wed 19 May, 14:30–15:15, Hall B."]
    assert event.slots.count() == 2  # the one that nobody needs is gone


def test_a_slot_that_others_share_stays_and_one_that_is_there_is_taken(client: Client, event: Event) -> None:
    other = make_panel(event, 1, title="Beside it")
    slot = other.slot
    move(client, panel_of(event), date=DAY, time="11:00", length="50")
    assert panel_of(event).slot == panel_of(event, 2).slot
    assert Panel.objects.get(pk=other.pk).slot == slot
    move(client, panel_of(event), date=DAY, time="10:00", length="50")
    assert panel_of(event).slot == slot


def test_a_panel_that_is_only_moved_keeps_its_length_and_its_open_end(client: Client, event: Event) -> None:
    panel = panel_of(event)
    move(client, panel, date=DAY, time="12:05", room=panel.room_id)
    assert span(panel) == "19 12:05-19 12:55 Hall A"
    TimeSlot.objects.filter(pk=panel_of(event).slot_id).update(end=None)
    move(client, panel, date=DAY, minute="600", room=panel.room_id)
    assert span(panel) == "19 10:00- Hall A"


def test_a_panel_goes_into_the_tray_and_comes_back(client: Client, event: Event) -> None:
    panel = panel_of(event)
    assert said(move(client, panel)) == ["Took the time off “Tides, Part 1”."]
    assert span(panel) == "tray"
    assert [each.panel.pk for each in shown(client, event).context["tray"]] == [panel.pk]
    move(client, panel, date=DAY)
    assert span(panel) == "tray 2021-05-19"
    move(client, panel, date=DAY, time="09:00", length="60")
    assert span(panel) == "19 09:00-19 10:00 house"


def test_a_night_goes_on_past_midnight(client: Client, event: Event) -> None:
    panel = panel_of(event)
    move(client, panel, date=DAY, minute=str(23 * 60 + 30), length="90", room=panel.room_id)
    assert span(panel) == "19 23:30-20 01:00 Hall A"
    move(client, panel, date=DAY, minute=str(24 * 60 + 30), length="60", room=panel.room_id)
    assert span(panel) == "20 00:30-20 01:30 Hall A"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": "2021-03-28", "minute": "180", "length": "60"}, "28 04:00-28 05:00 house"),  # an hour is missing
        ({"date": "2021-10-31", "minute": "150", "length": "60"}, "31 02:30-31 02:30 house"),  # an hour comes twice
        ({"date": "2021-10-31", "time": "02:30", "later": "1", "length": "60"}, "31 02:30-31 03:30 house"),
        ({"date": "2021-03-28", "time": "01:30", "length": "60"}, "28 01:30-28 03:30 house"),
    ],
)
def test_lengths_are_true_where_clocks_change(
    client: Client, event: Event, fields: dict[str, str], expected: str
) -> None:
    panel = panel_of(event)
    move(client, panel, **fields)
    assert span(panel) == expected
    slot = panel_of(event).slot
    assert slot
    assert slot.end
    assert slot.end - slot.start == timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date": "2021-03-28", "time": "02:30"}, "clocks go forward"),
        ({"time": "10:00"}, "A time needs a day"),
        ({"date": "19 May", "time": "10:00"}, "is no date"),
        ({"date": "0021-05-19", "time": "10:00"}, "is not a date of a conference"),
        ({"date": DAY, "time": "ten"}, "is no time"),
        ({"date": DAY, "time": "10:00", "length": "-5"}, "is no length"),
        ({"date": DAY, "time": "10:00", "length": "99999999999"}, "is no length"),
        ({"date": DAY, "minute": "99999", "length": "5"}, "outside the day"),
        ({"date": DAY, "time": "10:00", "room": "999999"}, "The room is not there any more"),
    ],
)
def test_what_cannot_be_is_refused_in_words(client: Client, event: Event, fields: dict[str, str], words: str) -> None:
    panel = panel_of(event)
    before = span(panel)
    assert words in said(move(client, panel, **fields))[0]
    assert span(panel) == before
    assert not edits.of(event).exists()


def test_a_room_of_another_event_is_refused(cast: Cast, sign_in: SignIn) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    theirs = cast.other.rooms.first()
    assert theirs
    response = move(sign_in(cast.editor), panel, date=DAY, time="10:00", room=theirs.pk)
    assert said(response) == ["The room is not there any more. Choose another one."]


def test_two_panels_change_places_and_back(client: Client, event: Event) -> None:
    one, other = panel_of(event), panel_of(event, 2)
    url = reverse("admin:event_board_swap", args=[event.pk])
    response = client.post(url, {"panel": one.pk, "other": other.pk, "was": was(client, one)}, follow=True)
    assert said(response) == ["Swapped “Tides, Part 1” and “Tides, Part 2”."]
    assert (span(one), span(other)) == ("19 11:00-19 11:50 Hall B", "19 10:00-19 10:50 Hall A")
    assert event.slots.count() == 2


def turn(client: Client, event: Event, name: str) -> Any:
    edit = shown(client, event).context[f"{name}_next"]
    return client.post(reverse("admin:event_board_turn", args=[event.pk]), {name: edit.number}, follow=True)


def test_what_was_moved_is_taken_back_and_done_again(client: Client, event: Event) -> None:
    panel = panel_of(event)
    before = span(panel)
    move(client, panel, date=DAY, time="14:30", length="45")
    assert said(turn(client, event, "undo"))[0].startswith("Taken back: Moved “Tides, Part 1” to")
    assert span(panel) == before
    assert said(turn(client, event, "redo"))[0].startswith("Done again: Moved “Tides, Part 1” to")
    assert span(panel) == "19 14:30-19 15:15 house"


def test_what_undo_takes_back_is_said_beside_it(client: Client, event: Event) -> None:
    panel = panel_of(event)
    Panel.objects.filter(pk=panel.pk).update(title="Tides " * 20)
    move(client, panel, date=DAY, time="14:30")
    page = shown(client, event).content.decode()
    said = re.search(r'Undo<span.*?</button> <span class="what" aria-hidden="true">(.*?)</span>', page)
    assert said
    assert (said[1][:16], said[1][-1], len(said[1])) == ("Moved “Tides Tid", "…", 48)


def test_undo_of_an_import_leads_to_its_own_page(client: Client, event: Event) -> None:
    run = make_run(event)
    importing.apply(run)
    page = reverse("admin:import_undo", args=[event.pk, run.pk])
    overview = client.get(reverse("admin:event_overview", args=[event.pk])).content.decode()
    for text in (shown(client, event).content.decode(), overview):
        assert re.search(f'<a class="button quiet-button" href="{page}"[^>]*>Undo<', text)
    edit = shown(client, event).context["undo_next"]
    posted = [
        client.post(reverse("admin:event_board_turn", args=[event.pk]), {"undo": edit.number}),
        client.post(reverse("admin:edit_undo", args=[edit.pk])),
    ]
    assert [answer["Location"] for answer in posted] == [page, page]
    run.refresh_from_db()
    assert run.state == "applied"


def test_undo_takes_back_only_what_the_page_showed(client: Client, event: Event) -> None:
    move(client, panel_of(event), date=DAY, time="14:30")
    number = shown(client, event).context["undo_next"].number
    move(client, panel_of(event, 2), date=DAY, time="15:30")
    url = reverse("admin:event_board_turn", args=[event.pk])
    assert "something else was done since" in said(client.post(url, {"undo": number}, follow=True))[0]
    assert span(panel_of(event, 2)) == "19 15:30-19 16:20 house"


def test_clashes_are_told_after_saving(client: Client, event: Event) -> None:
    other = panel_of(event, 2)
    appearance = panel_of(event).appearances.get()
    other.appearances.create(speaker=appearance.speaker)
    response = move(client, panel_of(event), date=DAY, time="11:20", room=room_of(event, "Hall B"))
    assert [clash.said for clash in response.context["clashes"]] == [
        "“Tides, Part 2” and “Tides, Part 1” overlap in Hall B",
        "Ada harbour-2021 1 is in “Tides, Part 2” and “Tides, Part 1” at once",
    ]
    assert b"2 clashes on this day" in response.content


def test_a_break_beside_panels_and_what_is_cancelled_clash_with_nothing(event: Event) -> None:
    slot = panel_of(event).slot
    Panel.objects.create(event=event, title="Coffee", kind="break", slot=slot)
    Panel.objects.create(event=event, title="Off", state="cancelled", slot=slot)
    assert clashes_of(event) == []
    Panel.objects.create(event=event, title="Plenary", slot=slot)
    assert clashes_of(event) == ["“Tides, Part 1” and “Plenary” overlap and one of them is for the whole house"]


def test_a_heading_over_parallel_panels_and_a_session_with_its_talks_clash_with_nothing(event: Event) -> None:
    one, hall = panel_of(event), panel_of(event).room
    Panel.objects.create(event=event, title="Parallel Sessions", kind="other", slot=one.slot)
    Panel.objects.filter(pk=one.pk).update(number="1")
    Panel.objects.create(event=event, title="Its first talk", kind="talk", slot=one.slot, room=hall)
    assert clashes_of(event) == []
    Panel.objects.create(event=event, title="Another panel", slot=one.slot, room=hall)
    assert "“Tides, Part 1” and “Another panel” overlap in Hall A" in clashes_of(event)


def clashes_of(event: Event) -> list[str]:
    people = board_clashes.people_of(event)
    rows = event.panels.select_related("slot", "room").order_by("pk")
    return [told.said for told in board_clashes.find(board_clashes.stays(rows, people), people)]


def test_a_tight_walk_is_told(client: Client, event: Event) -> None:
    guest = panel_of(event).appearances.get().speaker
    panel_of(event, 2).appearances.create(speaker=guest)
    response = move(client, panel_of(event), date=DAY, time="10:08", room=room_of(event, "Hall A"))
    assert [(walk.said, f"{walk.start:%H:%M}") for walk in response.context["walks"]] == [
        (f"{guest} has 2 minutes to walk from “Tides, Part 1” in Hall A to “Tides, Part 2” in Hall B", "08:58")
    ]
    assert "1 tight walk on this day" in response.content.decode()


def test_panels_of_one_title_are_told_apart_in_the_form(client: Client, event: Event) -> None:
    Panel.objects.create(event=event, title="Tides, Part 1", room=panel_of(event).room)
    page = shown(client, event)
    assert sorted(name for _, name in page.context["choices"] if name.startswith("Tides, Part 1")) == [
        "Tides, Part 1 (Wed 19 May, 10:00–10:50, Hall A)",
        "Tides, Part 1 (no time)",
    ]


def test_overlapping_panels_stand_side_by_side_and_plenaries_over_all_rooms(client: Client, event: Event) -> None:
    make_panel(event, 1, title="Over it", room=event.rooms.get(name="Hall A"))
    make_panel(event, 5, title="Plenary")
    cards = {card.panel.title: card.place for card in shown(client, event, day=DAY).context["board"].cards}
    assert cards == {
        "Tides, Part 1": "h10 m0 e10 n10 c1 l0 of2",
        "Over it": "h10 m0 e10 n10 c1 l1 of2",
        "Tides, Part 2": "h11 m0 e11 n10 c2",
        "Plenary": "h14 m0 e14 n10 wide",
    }


def test_a_panel_begun_the_evening_before_is_known_to_the_next_day(client: Client, event: Event) -> None:
    Day.objects.create(event=event, date=date(2021, 5, 20))
    move(client, panel_of(event), date=DAY, minute=str(23 * 60), length="120")
    page = shown(client, event, day="2021-05-20")
    assert [(each.start, each.end) for each in page.context["beside"] if each.end > 0] == [(-60, 60)]
    assert page.context["board"].cards == []


def test_a_viewer_sees_the_board_without_handles(event: Event, sign_in: SignIn) -> None:
    client = sign_in(make_member(event, "viewer", "viewer"))
    page = shown(client, event, day=DAY)
    assert b"Tides, Part 1" in page.content
    assert not any(part in page.content for part in (b"handle", b"board.js", b"Running late", b'id="move"'))
    panel = panel_of(event)
    for name in ("move", "swap", "turn"):
        url = reverse(f"admin:event_board_{name}", args=[event.pk])
        assert client.post(url, {"panel": panel.pk, "date": DAY, "time": "15:00"}).status_code == 403
        assert client.get(url).status_code == 405
    assert span(panel) == "19 10:00-19 10:50 Hall A"


def test_panels_of_other_events_are_not_there(cast: Cast, sign_in: SignIn) -> None:
    theirs = cast.other.panels.get(title="Tides, Part 1")
    url = reverse("admin:event_board_move", args=[cast.event.pk])
    assert sign_in(cast.editor).post(url, {"panel": theirs.pk, "date": DAY, "time": "15:00"}).status_code == 404
    for name in ("move", "swap", "turn"):
        url = reverse(f"admin:event_board_{name}", args=[cast.event.pk])
        assert sign_in(cast.stranger).post(url, {"panel": theirs.pk}).status_code == 404


def test_an_event_without_anything_says_what_to_do(sign_in: SignIn) -> None:
    event = make_event()
    page = shown(sign_in(make_member(event, "editor", "editor")), event, day="nonsense")
    assert b"Import a programme" in page.content


def test_many_panels_in_one_room_at_a_time_get_lanes(client: Client, event: Event) -> None:
    start = datetime(2021, 5, 19, 8, 30, tzinfo=UTC)
    slot = TimeSlot.objects.create(event=event, start=start, end=start + timedelta(minutes=20))
    for number in range(3):
        Panel.objects.create(event=event, title=f"Lane {number}", slot=slot, room=event.rooms.get(name="Hall A"))
    cards = shown(client, event, day=DAY).context["board"].cards
    assert {card.lanes for card in cards if card.panel.room and card.panel.room.name == "Hall A"} == {4}
    for number in range(30):
        Panel.objects.create(event=event, title=f"Beyond {number}", slot=slot, room=event.rooms.get(name="Hall A"))
    styles = Path(settings.BASE_DIR, "static/desk/board.css").read_text()
    for card in shown(client, event, day=DAY).context["board"].cards:
        assert card.lane < card.lanes, "it stays in its column"
        assert all(f".{name} {{" in styles for name in card.place.split() if name not in ("wide", "short", "l0"))
