"""The checks of an event's drafts: what is found in them now, and what of it somebody accepted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from events import drafts, merging
from events.models import AcceptedFinding, Edit, Event
from programme import checking
from programme.findings import Finding
from programme.model import When
from speakers.models import SpeakersApart

KEPT = 600  # seconds


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


def find(event: Event, now: datetime | None = None) -> Findings:
    """What is found now. As many queries for one panel as for many."""
    records = {record.key: record for record in event.accepted_findings.select_related("accepted_by")}
    still_open: list[Open] = []
    accepted: list[Accepted] = []
    for finding in _check(event, _today(event, now)):
        record = records.get(finding.key)
        if record and record.fingerprint == finding.fingerprint:
            accepted.append(Accepted(finding, record))
        else:
            still_open.append(Open(finding, record))
    return Findings(tuple(still_open), tuple(accepted))


def count(event: Event) -> int:
    """How many findings nobody has accepted, for the head of every page: they are looked for again only after the
    journal has gone on, on another day in the event's zone, or after KEPT seconds, since not all is in the journal."""
    today = _today(event, None)
    key = f"findings-{event.pk}-{today}-{_stamp()}"
    found = cache.get(key)
    if found is None:
        found = [(finding.key, finding.fingerprint) for finding in _check(event, today)]
        cache.set(key, found, KEPT)
    accepted = set(event.accepted_findings.values_list("key", "fingerprint"))
    return sum(each not in accepted for each in found)


def _stamp() -> str:
    """Another one after every edit, whoever's event it was made in: people are in several."""
    journal = Edit.objects.order_by().aggregate(last=Max("pk"), turned=Max("turned_at"))
    apart = SpeakersApart.objects.order_by().aggregate(last=Max("pk"), number=Count("pk"))
    turned = f"{journal['turned']:%Y%m%d%H%M%S%f}" if journal["turned"] else ""
    return f"{journal['last']}-{turned}-{apart['last']}-{apart['number']}"


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


def _today(event: Event, now: datetime | None) -> date:
    return (now or timezone.now()).astimezone(event.zone).date()


def _check(event: Event, today: date) -> tuple[Finding, ...]:
    empty = [
        (str(slot.pk), When.of_span(slot.start, slot.end, event.zone))
        for slot in event.slots.filter(panels=None).order_by("start", "pk")
    ]
    return checking.check(drafts.load(event), empty=empty, apart=merging.told_apart(), today=today)


def _is_about(finding: Finding, uid: str) -> bool:
    return any(thing.key == uid for thing in finding.about)
