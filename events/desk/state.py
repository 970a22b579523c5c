"""The one state of an event: which release is public, what changed since, and what is going to be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events import checks, releases, scheduling
from events.desk import access
from events.desk.fields import zone_label
from events.models import Event, Release, ScheduledRelease
from programme.model import Release as Published


@dataclass(frozen=True)
class State:
    """`changes` is how many publishing would bring. Times are the event's wall clock."""

    public: str  # "Release 7, published 14:02", or that nothing is
    since: str  # "3 changes since"; empty where nothing changed
    scheduled: str  # "Release 8 follows 3 June, 09:00"; empty where none waits
    changes: int

    @property
    def words(self) -> str:
        return " · ".join(filter(None, (self.public, self.since, self.scheduled)))


def state_of(event: Event, last: Release | None, coming: Published | None, later: ScheduledRelease | None) -> State:
    """`last` needs its number and time only."""
    changes = len(coming.changes) if coming else 0
    following = coming.number if coming else last.number + 1 if last else 1
    return State(
        f"Release {last.number}, published {say_moment(last.published_at, event)}" if last else "Nothing is public yet",
        _since(changes, coming, last),
        f"release {following} follows {say_moment(later.at, event)}" if later else "",
        changes,
    )


@require_safe
def state(request: HttpRequest, event: int) -> JsonResponse:
    """For the head of every page of the desk, which does not wait for it."""
    found = access.event_or_404(request.user, event)
    scheduling.publish_due(found)
    last = found.releases.defer("content").first()
    known = state_of(found, last, releases.coming(found), scheduling.waiting(found))
    answer: dict[str, str | int] = {
        "public": known.public,
        "since": known.since,
        "scheduled": known.scheduled,
        "changes": known.changes,
    }
    answer["findings"] = checks.count(found)
    return JsonResponse({**answer, "url": reverse("admin:event_publish", args=[found.pk])})


def say_moment(moment: datetime, event: Event) -> str:
    """As in "14:02 (Toronto time)" today, with "3 June, " before it this year, with "3 June 2021, " else."""
    local, today = moment.astimezone(event.zone), timezone.now().astimezone(event.zone)
    clock = f"{local:%H:%M} ({zone_label(event.zone)})"
    if local.date() == today.date():
        return clock
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {local:%B}{year}, {clock}"


def _since(changes: int, coming: Published | None, last: Release | None) -> str:
    if not coming:
        return "nothing changed since" if last else ""
    if not last:
        return "ready for the first release"
    return f"{changes} change{'' if changes == 1 else 's'} since" if changes else "changed in form only"
