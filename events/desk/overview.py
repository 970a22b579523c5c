"""The desk's front page, and an event's own page, which leads on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from events import checks, releases
from events.desk import access
from events.desk.beginning import BeginForm
from events.desk.history import turns
from events.desk.pages import render_page
from events.desk.wording import sentences
from events.exporting import FORMATS
from events.models import Day, Event, Membership, Panel, Release, TimeSlot
from programme.model import Change
from speakers.models import Speaker

SHOWN = 8  # changes in words on the event's page
COMPARED = 12  # events whose drafts are compared on the front page


@dataclass
class Card:
    """An event on the front page. `unpublished` is None where nobody has counted."""

    event: Event
    role: str
    may_edit: bool
    panels: int = 0
    dates: str = ""
    release: int | None = None
    published: Any = None
    unpublished: int | None = None


@dataclass(frozen=True)
class Step:
    """One thing to do for an event: where, and how far it is."""

    title: str
    url: str
    status: str
    done: bool = False
    alarming: bool = field(default=False)


def index_context(request: HttpRequest) -> dict[str, Any]:
    user = request.user
    events = list(access.seen_events(user).order_by("state", "-pk"))
    numbers = {r["event"]: r for r in _by_event(Release, events, number=Max("number"), at=Max("published_at"))}
    panels = {row["event"]: row["n"] for row in _by_event(Panel, events, n=Count("pk"))}
    spans = _spans(events)
    cards: list[Card] = []
    for event in events:
        standing, release = access.standings(user)[event.pk], numbers.get(event.pk, {})
        role = Membership.Role(standing.role).word
        card = Card(event, role, access.may_edit(user, event.pk), panels.get(event.pk, 0))
        card.dates = say_dates(*spans[event.pk]) if event.pk in spans else ""
        card.release, card.published = release.get("number"), release.get("at")
        if not standing.archived and len(cards) < COMPARED:
            card.unpublished = len(waiting(event))
        cards.append(card)
    return {"cards": cards, "may_create": access.may_create_events(user), "form": None if cards else BeginForm()}


def overview(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    changes = waiting(found)
    counts = _counts(found)
    past = list(found.releases.defer("content").select_related("published_by"))
    light = found.imports.defer("document", "reading", "plan", "drafts", "base")
    runs = list(light.select_related("created_by", "applied_by"))
    applied = [run for run in runs if run.state == "applied"]
    spans = _spans([found])
    open_findings = checks.count(found)
    return render_page(
        request,
        found,
        "overview",
        found.title,
        role=access.standings(request.user)[found.pk].role,
        part=_part(request, found),
        dates=say_dates(*spans[found.pk]) if found.pk in spans else "",
        steps=_steps(found, counts, changes, past, open_findings, access.may_edit(request.user, found.pk)),
        counts=counts,
        open_findings=open_findings,
        **turns(found),
        unpublished=sentences(changes, SHOWN),
        more=max(0, len(changes) - SHOWN),
        changes=len(changes),
        releases=past,
        next_number=past[0].number + 1 if past else 1,
        runs=runs,
        undoable=max(applied, key=attrgetter("applied_at"), default=None),  # the others wait for it
        members=found.memberships.select_related("user").prefetch_related("tracks", "panels").order_by("pk"),
        formats=FORMATS.values(),
        calendar_url=f"{settings.SITE_URL}/{found.slug}/calendar.ics",
    )


def waiting(event: Event) -> tuple[Change, ...]:
    """What publishing would change for the public."""
    coming = releases.coming(event)
    return coming.changes if coming else ()


def _counts(event: Event) -> dict[str, int]:
    counts = event.panels.aggregate(
        panels=Count("pk"),
        untimed=Count("pk", filter=Q(slot=None) & ~Q(state="cancelled")),
        drafts=Count("pk", filter=Q(state="draft")),
        cancelled=Count("pk", filter=Q(state="cancelled")),
    )
    counts["people"] = Speaker.objects.filter(appearances__panel__event=event).distinct().count()
    return counts


def _steps(
    event: Event,
    counts: dict[str, int],
    changes: tuple[Change, ...],
    past: list[Release],
    findings: int,
    may_edit: bool,
) -> list[Step]:
    n, rows = counts["panels"], f"?event__id__exact={event.pk}"
    parts = [(counts["untimed"], "without a time"), (counts["drafts"], "still a draft")]
    parts.append((counts["cancelled"], "cancelled"))
    said = "".join(f", {count} {words}" for count, words in parts if count)
    waiting = f"{len(changes)} {'change is' if len(changes) == 1 else 'changes are'} not public yet"
    if not past:
        waiting = "ready for the first release"
    public = f"everything is public, as release {past[0].number}" if past else "nothing to publish yet"
    bring = Step("Import a programme", _url("import_upload", event), _import_status(n), bool(n))
    show = Step("Publish", _url("event_publish", event), waiting if changes else public, bool(past) and not changes)
    between = [
        Step("Panels", reverse("admin:events_panel_changelist") + rows, f"{_say(n, 'panel')}{said}", bool(n)),
        Step(
            "Speakers",
            reverse("admin:speakers_speaker_changelist") + f"?event={event.pk}",
            _say(counts["people"], "speaker"),
            bool(counts["people"]),
        ),
        Step("Timetable", _url("event_timetable", event), "each day by time and room", bool(n > counts["untimed"])),
        Step("Checks", _url("event_checks", event), _findings_status(n, findings), bool(n) and not findings),
    ]  # fmt: skip
    return [bring, *between, show] if may_edit else between


def _part(request: HttpRequest, event: Event) -> list[tuple[str, str]]:
    """What a part editor changes, each with the page where they do."""
    panels, tracks = access.part_of(request.user, event.pk)
    rows = reverse("admin:events_panel_changelist") + f"?event__id__exact={event.pk}&track__id__exact="
    found = [(f"“{panel.title}”", reverse("admin:events_panel_change", args=[panel.pk])) for panel in panels]
    return found + [(f"the track {track.name}", f"{rows}{track.pk}") for track in tracks]


def _import_status(panels: int) -> str:
    return "a new version of the document shows only what changed" if panels else "paste the document or upload it"


def _findings_status(panels: int, findings: int) -> str:
    if findings:
        return f"{_say(findings, 'thing')} to look at"
    return "nothing to put right" if panels else "nothing to check yet"


def _url(name: str, event: Event) -> str:
    return reverse(f"admin:{name}", args=[event.pk])


def _say(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _by_event(model: Any, events: list[Event], **sums: Any) -> Any:
    return model.objects.filter(event__in=events).order_by().values("event").annotate(**sums)


def _spans(events: list[Event]) -> dict[int, tuple[date, date]]:
    """The first and last date of each event, in its own zone: by its slots, and by days that are only announced."""
    zones = {event.pk: event.zone for event in events}
    found: dict[int, list[date]] = {}
    for row in _by_event(TimeSlot, events, first=Min("start"), last=Max("start")):
        ends = (row["first"], row["last"])
        found.setdefault(row["event"], []).extend(end.astimezone(zones[row["event"]]).date() for end in ends)
    for row in _by_event(Day, events, first=Min("date"), last=Max("date")):
        found.setdefault(row["event"], []).extend((row["first"], row["last"]))
    return {pk: (min(dates), max(dates)) for pk, dates in found.items()}


def say_dates(first: date, last: date) -> str:
    """As in "19–20 May 2021"."""
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {first:%B}{'' if first.year == last.year else f' {first.year}'} – {end}"
