"""The checks of an event's drafts: what is found in them now, and what of it somebody accepted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from events import drafts, merging
from events.models import AcceptedFinding, Event
from programme import checking
from programme.findings import Finding
from programme.model import Programme, When


@dataclass(frozen=True)
class Open:
    """A finding that nobody has accepted. `before`: it was, while its facts were others."""

    finding: Finding
    before: AcceptedFinding | None = None


@dataclass(frozen=True)
class Accepted:
    finding: Finding
    record: AcceptedFinding


@dataclass(frozen=True)
class Findings:
    """All that is found, the worst first."""

    open: tuple[Open, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    def about(self, uid: str) -> Findings:
        """Those about one panel, speaker or room."""
        return Findings(
            tuple(item for item in self.open if _is_about(item.finding, uid)),
            tuple(item for item in self.accepted if _is_about(item.finding, uid)),
        )


def find(event: Event, programme: Programme | None = None, now: datetime | None = None) -> Findings:
    """`programme`: the event's drafts, where the caller has loaded them. As many queries for one panel as for many."""
    programme = programme or drafts.load(event)
    records = {record.key: record for record in event.accepted_findings.select_related("accepted_by")}
    still_open: list[Open] = []
    accepted: list[Accepted] = []
    for finding in _check(event, programme, now or timezone.now()):
        record = records.get(finding.key)
        if record and record.fingerprint == finding.fingerprint:
            accepted.append(Accepted(finding, record))
        else:
            still_open.append(Open(finding, record))
    return Findings(tuple(still_open), tuple(accepted))


def accept(event: Event, fingerprints: Collection[str], reason: str, user: User) -> tuple[Finding, ...]:
    """Those of the findings that are still found are fine, for this reason; returns them."""
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)
        found = tuple(item.finding for item in find(event).open if item.finding.fingerprint in fingerprints)
        for finding in found:
            facts = {"fingerprint": finding.fingerprint, "message": finding.message, "reason": reason}
            AcceptedFinding.objects.update_or_create(
                event=event, key=finding.key, defaults={**facts, "accepted_by": user}
            )
    return found


def _check(event: Event, programme: Programme, now: datetime) -> tuple[Finding, ...]:
    zone = event.zone
    empty = [
        (str(slot.pk), When.of_span(slot.start, slot.end, zone))
        for slot in event.slots.filter(panels=None).order_by("start", "pk")
    ]
    today = now.astimezone(zone).date()
    return checking.check(programme, empty=empty, apart=merging.told_apart(), today=today)


def _is_about(finding: Finding, uid: str) -> bool:
    return any(thing.key == uid for thing in finding.about)
