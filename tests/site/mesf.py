"""The sample forum as it is published, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from django.utils.text import slugify

from programme.model import Event, Release
from programme.publishing import History, next_release
from tests.reading.test_shown_programmes import sample


@cache
def mesf() -> Release:
    read = sample().programme
    event = Event(**{**{name: getattr(read.event, name) for name in ("title", "timezone")}, "slug": "mesf-2021"})
    event = replace(event, organiser="Institute for Peace & Diplomacy", venue="Online", languages=("en",))
    programme = replace(read, event=event)
    things = (("panel", programme.panels, "title"), ("speaker", programme.speakers, "name"))
    slugs = {
        (kind, item.uid): f"{slugify(getattr(item, name))}-{item.uid}" for kind, items, name in things for item in items
    }
    slugs |= {("room", room.uid): room.uid for room in programme.rooms}
    slugs |= {("track", track.uid): track.uid for track in programme.tracks}
    release = next_release(programme, None, History(slugs, {}), datetime(2021, 5, 1, tzinfo=UTC))
    assert release is not None
    return release
