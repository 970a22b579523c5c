"""What the checks find, on a page of its own and beside what it is about; each can be accepted with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from events import checks
from events.checks import Accepted, Findings, Open
from events.desk import access
from events.desk.pages import render_page, signed_in
from events.models import AcceptedFinding, Event, Panel, Room
from programme.findings import Finding, Severity, Thing
from speakers.models import Speaker

LONGEST_REASON = 300
MOST_EVENTS = 3  # a person's newest, since each is checked as a whole
MANY = 5  # of one sort, from which on they are folded
TITLES: Mapping[Severity, str] = {
    "error": "Cannot be so",
    "warning": "Worth a look",
    "info": "Missing or untidy",
}
SORTS = {
    "room-twice": "A room in two places at once",
    "person-twice": "A person in two places at once",
    "overlap": "Overlapping",
    "duplicate-number": "The same number twice",
    "no-slot": "Without a time",
    "no-stream": "Without a stream",
    "no-people": "Nobody in it",
    "too-small": "Panels with too few people",
    "duplicate-name": "Perhaps one person",
    "tight-walk": "Tight walks between rooms",
    "too-large": "Panels with many people",
    "no-moderator": "Without a moderator or chair",
    "no-billing": "People without a billing",
    "no-abstract": "Without an abstract",
    "gap": "Gaps in a day",
    "empty-slot": "Time slots without a panel",
}


@dataclass(frozen=True)
class Shown:
    """A finding with the pages where it is put right. `before` and `record`: what was said of it."""

    finding: Finding
    links: tuple[tuple[str, str], ...]  # address, name
    before: AcceptedFinding | None = None
    record: AcceptedFinding | None = None


@dataclass(frozen=True)
class Sort:
    """Findings of one code."""

    title: str
    items: tuple[Shown, ...]

    @property
    def folded(self) -> bool:
        return len(self.items) > MANY

    @property
    def together(self) -> bool:
        return len(self.items) > 1


@require_GET
def findings(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    result = checks.find(found)
    shown = _Links(found)
    sections = [
        (severity, title, items, sum(len(sort.items) for sort in items))
        for severity, title in TITLES.items()
        if (items := _sorts(item for item in map(shown.open, result.open) if item.finding.severity == severity))
    ]
    return render_page(
        request,
        found,
        "checks",
        "Checks",
        sections=sections,
        accepted=[shown.accepted(item) for item in result.accepted],
        open_findings=len(result.open),
    )


@require_POST
def accept(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    reason = " ".join(request.POST.get("reason", "").split())[:LONGEST_REASON]
    wanted = request.POST.getlist("finding")
    if not reason:
        messages.error(request, "Say in a few words why it is fine; whoever looks next will want to know.")
        return _back(request, found)
    accepted = checks.accept(found, wanted, reason, signed_in(request))
    if accepted:
        said = "1 finding is" if len(accepted) == 1 else f"{len(accepted)} findings are"
        messages.success(request, f"{said} accepted: {reason}. What changes comes back.")
    if len(accepted) < len(wanted):
        messages.warning(request, "Something changed meanwhile. What is found now stands below.")
    return _back(request, found)


@require_POST
def reopen(request: HttpRequest, event: int, accepted: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    get_object_or_404(found.accepted_findings, pk=accepted).delete()
    messages.success(request, "This stands among the findings again.")
    return _back(request, found)


@dataclass(frozen=True)
class About:
    """The findings about one thing, in one event."""

    event: Event
    may_edit: bool
    open: tuple[Shown, ...]
    accepted: tuple[Shown, ...]


def beside(request: HttpRequest, row: Panel | Room | None) -> dict[str, Any]:
    """What the edit page of a panel or a room shows of the checks; nothing while it is new."""
    if row is None:
        return {}
    everything = checks.find(row.event)
    return {
        "findings": [_about(request, row.event, everything, str(row.uid))],
        "open_findings": len(everything.open),
    }


def beside_speaker(request: HttpRequest, speaker: Speaker) -> dict[str, Any]:
    """The same of a person, for each event of theirs that one may see and that is still worked on."""
    seen = access.seen_events(request.user).exclude(state=Event.State.ARCHIVED)
    events = seen.filter(panels__speakers=speaker).distinct().order_by("-pk")[:MOST_EVENTS]
    return {"findings": [_about(request, event, checks.find(event), str(speaker.uid)) for event in events]}


def _about(request: HttpRequest, event: Event, everything: Findings, uid: str) -> About:
    its, links, may_edit = everything.about(uid), _Links(event, uid), access.may_edit(request.user, event.pk)
    return About(event, may_edit, tuple(map(links.open, its.open)), tuple(map(links.accepted, its.accepted)))


def _sorts(items: Iterable[Shown]) -> list[Sort]:
    return [Sort(SORTS[code], tuple(its)) for code, its in groupby(items, lambda item: item.finding.code)]


class _Links:
    """Where the things of an event are edited. `itself`: the uid of the thing on whose page they stand."""

    def __init__(self, event: Event, itself: str | None = None) -> None:
        self.event, self.itself = event, itself
        speakers = Speaker.objects.filter(panels__event=event).order_by().distinct()
        self.rows = {
            "panel": _by_uid(event.panels.order_by()),
            "room": _by_uid(event.rooms.order_by()),
            "speaker": _by_uid(speakers),
        }

    def open(self, item: Open) -> Shown:
        return Shown(item.finding, self._links(item.finding), before=item.before)

    def accepted(self, item: Accepted) -> Shown:
        return Shown(item.finding, self._links(item.finding), record=item.record)

    def _links(self, finding: Finding) -> tuple[tuple[str, str], ...]:
        found = [(self._url(thing), _name(thing)) for thing in finding.about if thing.key != self.itself]
        if finding.code == "duplicate-name":
            two = [self.rows["speaker"][thing.key] for thing in finding.about]
            found.append((f"{reverse('admin:merge_speakers', args=two)}?event={self.event.pk}", "One person or two?"))
        return tuple(found)

    def _url(self, thing: Thing) -> str:
        if thing.kind == "event":
            return f"{reverse('admin:events_panel_changelist')}?event__id__exact={self.event.pk}"
        if thing.kind == "slot":
            return reverse("admin:events_timeslot_change", args=[thing.key])
        app = "speakers" if thing.kind == "speaker" else "events"
        return reverse(f"admin:{app}_{thing.kind}_change", args=[self.rows[thing.kind][thing.key]])


def _name(thing: Thing) -> str:
    return "All panels" if thing.kind == "event" else thing.name


def _by_uid(rows: Any) -> dict[str, int]:
    return {str(uid): pk for uid, pk in rows.values_list("uid", "pk")}


def _back(request: HttpRequest, event: Event) -> HttpResponseRedirect:
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = reverse("admin:event_checks", args=[event.pk])
    return HttpResponseRedirect(wanted)
