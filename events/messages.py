"""What the desk says on the screens: read for the public side, and told to every process as soon as it changes.

It is public without a release. What is to be said later is given out ahead, with its time, so that a screen without
network says it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from events.models import Event, ScreenMessage

SAID = "messages"  # the cache's entry: what is said, by the event's slug
SAID_SECONDS = 60  # then the database is asked again, as for what is public (see events/releases.py)


@dataclass(frozen=True)
class Message:
    """`room` is the room's uid, empty for every screen; `start` and `end` are UTC."""

    room: str
    text: str
    start: datetime
    end: datetime


Said = dict[str, tuple[Message, ...]]


def said() -> Said:
    """What is said now and later, by the event's slug, in the order in which it begins."""
    rows = ScreenMessage.objects.filter(end__gt=timezone.now()).exclude(event__state=Event.State.HIDDEN)
    found: dict[str, list[Message]] = {}
    for slug, room, text, start, end in rows.order_by("start", "pk").values_list(
        "event__slug", "room__uid", "text", "start", "end"
    ):
        found.setdefault(slug, []).append(Message(str(room or ""), text, start, end))
    return {slug: tuple(messages) for slug, messages in found.items()}


def announce() -> None:
    """Tell every process, once this transaction is committed, what is said now."""
    transaction.on_commit(lambda: cache.set(SAID, said(), SAID_SECONDS), robust=True)
