"""People, events and documents of the desk; what a test does not name is ordinary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from events.models import Appearance, Day, Event, ImportRun, Membership, Panel, Room, TimeSlot, Track
from events.plans import importing
from programme.reading.values import Options
from speakers.models import Speaker

DOCUMENT = """Wednesday 19 May 2021

10:00 - 11:00 A New Order of the Ports
Why harbours matter to the towns behind them.
Ada Larsen, Director, Institute of Harbours
Jon Berg, Mayor of Bergen

11:30 - 12:30 Dredging in Practice
Sanam Vikander, Professor, Tidal University
"""
LONG = "how the harbours of the North answered the tide, and what the towns behind them made of it over forty years"
OPTIONS = Options(timezone="Europe/Oslo", start_date=date(2021, 5, 19))


def make_user(name: str, **facts: Any) -> User:
    return User.objects.create_user(name, password="secret", **facts)


def make_event(slug: str = "harbour-2021", **facts: Any) -> Event:
    ordinary = {"title": "Harbour Forum 2021", "slug": slug, "timezone": "Europe/Oslo"}
    return Event.objects.create(**{**ordinary, **facts})


def make_member(event: Event, name: str, role: str, **facts: Any) -> User:
    user = User.objects.filter(username=name).first() or make_user(name, **facts)
    Membership.objects.create(user=user, event=event, role=role)
    return user


def make_panel(event: Event, number: int = 1, **facts: Any) -> Panel:
    """Panel n, on the hour, with a person in it."""
    start = datetime(2021, 5, 19, 7, tzinfo=UTC) + timedelta(hours=number)
    slot, _ = TimeSlot.objects.get_or_create(event=event, start=start, end=start + timedelta(minutes=50))
    panel = Panel.objects.create(**{"event": event, "title": f"Tides, Part {number}", "slot": slot, **facts})
    speaker = Speaker.objects.create(name=f"Ada {event.slug} {number}")
    Appearance.objects.create(panel=panel, speaker=speaker, billing="Editor, The Quayside Letter")
    return panel


def make_programme(event: Event, panels: int = 1) -> None:
    """Panels with everything that may stand in them, rows made in bulk."""
    day = Day.objects.create(event=event, date=date(2021, 5, 19), theme="Tides")
    rooms = [Room.objects.create(event=event, name=f"Hall {n}") for n in range(3)]
    track = Track.objects.create(event=event, name="Policy")
    for number in range(1, panels + 1):
        make_panel(event, number, room=rooms[number % 3], track=track)
    Panel.objects.create(event=event, title="Some time that day", day=day)


def make_run(event: Event, document: str = DOCUMENT, **facts: Any) -> ImportRun:
    """A run that has been looked at and not applied."""
    run, _, _ = importing.prepare(event, document.encode(), "programme.txt", facts.pop("options", OPTIONS), **facts)
    run.save()
    return run


def make_fair(rooms: int, rounds: int) -> Event:
    """Rounds of 20 minutes from 09:00 in each room, and a plenary behind them."""
    event = make_event()
    halls = [Room.objects.create(event=event, name=f"Hall {n}", order=n) for n in range(1, rooms + 1)]
    start = datetime(2021, 5, 19, 7, tzinfo=UTC)
    for _ in range(rounds):
        slot = TimeSlot.objects.create(event=event, start=start, end=start + timedelta(minutes=20))
        Panel.objects.bulk_create(
            Panel(event=event, title=f"{hall}, {start:%H:%M}: {LONG}", slot=slot, room=hall) for hall in halls
        )
        start += timedelta(minutes=20)
    slot = TimeSlot.objects.create(event=event, start=start, end=start + timedelta(minutes=50))
    Panel.objects.create(event=event, title=f"Plenary: {LONG}", slot=slot)
    return event
