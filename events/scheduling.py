"""Releases for later: published at their time by whoever comes by first, `manage.py publish_due` or the desk."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from events import releases
from events.models import Event, ScheduledRelease

logger = logging.getLogger(__name__)
State = ScheduledRelease.State
FURTHEST = timedelta(days=5 * 365)  # ahead of now: more is a slip of the hand


class NotScheduledError(ValueError):
    """The message says why, in words for the desk."""


def waiting(event: Event) -> ScheduledRelease | None:
    return event.scheduled_releases.filter(state=State.WAITING).select_related("made_by").first()


def schedule(event: Event, at: datetime, note: str = "", user: User | None = None) -> ScheduledRelease:
    """At `at` (aware), the drafts are published as they are then. Raises NotScheduledError."""
    if at <= timezone.now():
        raise NotScheduledError("That time is past. Publish now, or choose a later time.")
    if at > timezone.now() + FURTHEST:
        raise NotScheduledError("That is more than five years ahead. Choose an earlier time.")
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)
        if known := waiting(event):
            when = known.at.astimezone(event.zone)
            raise NotScheduledError(f"A release waits for {when.day} {when:%B %Y, %H:%M} already. Cancel it first.")
        return ScheduledRelease.objects.create(event=event, at=at, note=note, made_by=user)


def cancel(scheduled: ScheduledRelease, user: User | None = None) -> bool:
    """Whether it was still waiting."""
    rows = ScheduledRelease.objects.filter(pk=scheduled.pk, state=State.WAITING)
    return bool(rows.update(state=State.CANCELLED, ended_at=timezone.now(), ended_by=user))


def publish_due(event: Event | None = None) -> list[ScheduledRelease]:
    """Publish what is due, of one event or of all. Each is tried once: what failed says so at the desk."""
    due = ScheduledRelease.objects.filter(state=State.WAITING, at__lte=timezone.now()).order_by("at", "pk")
    keys = list((due.filter(event=event) if event else due).values_list("pk", "event_id"))
    return [done for pk, event_id in keys if (done := _publish(pk, event_id))]


def _publish(pk: int, event_id: int) -> ScheduledRelease | None:
    """None where somebody else was first, or cancelled it meanwhile."""
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=event_id)
        found = ScheduledRelease.objects.filter(pk=pk, state=State.WAITING).select_related("event", "made_by").first()
        if found is None:
            return None
        found.state, found.outcome = _try(event, found)
        found.ended_at = timezone.now()
        found.save(update_fields=["state", "outcome", "ended_at"])
    return found


def _try(event: Event, scheduled: ScheduledRelease) -> tuple[str, str]:
    if event.state == Event.State.ARCHIVED:
        return State.REFUSED, "The event is archived, so nothing was published."
    try:
        with transaction.atomic():
            coming = releases.coming(event)
            release = releases.publish(event, scheduled.made_by, scheduled.note) if coming else None
    except Exception:  # one event's trouble is no other's
        logger.exception("The scheduled release of %s failed.", event.slug)
        return State.REFUSED, "Something went wrong, and nothing was published. Publish it by hand."
    if release is None:
        return State.DONE, "There was nothing to publish: the public saw this programme already."
    return State.DONE, f"Release {release.number} was published."
