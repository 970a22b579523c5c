"""“Why does it say this?”: each public fact of a panel or a person, with where it comes from and what it was before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from events import clocks, rows, telling
from events.desk import access
from events.desk.pages import render_page
from events.desk.told import SOURCES, Names, say_moment, zone_of
from events.models import Appearance, Panel
from events.provenance import Documents, Line, Step, Touches

OF_A_PANEL = ("title", "number", "kind", "slot", "day", "room", "track", "abstract", "language", "links", "state")
OF_A_PART = ("role", "billing", "paper", "state")
OF_A_SPEAKER = ("name", "honorific", "post_nominal", "bio", "photo", "links")
MOST_EARLIER = 8


@dataclass(frozen=True)
class Said:
    """One step of a fact in words. `document` is the file's name where a document said it."""

    when: str
    who: str
    how: str
    before: str
    after: str
    new: bool
    document: str
    review_url: str
    lines: tuple[Line, ...]
    history_url: str


@dataclass(frozen=True)
class Fact:
    """`unknown`: the value is not the one that the journal last saw."""

    label: str
    value: str
    steps: tuple[Said, ...]  # the newest first
    unknown: bool = False

    @property
    def earlier(self) -> tuple[Said, ...]:
        return self.steps[1:MOST_EARLIER]


@dataclass(frozen=True)
class Part:
    """A person in a panel, or a panel of a person."""

    title: str
    url: str
    facts: tuple[Fact, ...]


@require_GET
def panel(request: HttpRequest, event: int, panel: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    row = get_object_or_404(found.panels.select_related("event", "slot", "day", "room", "track"), pk=panel)
    parts = list(row.appearances.select_related("speaker"))
    touches = Touches([*Touches.of("panel", [str(row.pk)]).rows, *_of_parts(parts).rows])
    teller = _Teller(request.user, touches, found.zone)
    facts = teller.facts(row, OF_A_PANEL, lambda run, field: teller.documents.of_panel(run, str(row.uid), field))
    return render_page(
        request,
        found,
        "why",
        f"Why does “{row}” say this?",
        section="panels",
        layout="desk/page.html",
        facts=facts,
        parts=[
            Part(str(part.speaker), reverse("admin:speaker_why", args=[part.speaker_id]), teller.part(part, row))
            for part in parts
        ],
        row=row,
        row_url=reverse("admin:events_panel_change", args=[row.pk]),
        history_url=reverse("admin:events_panel_history", args=[row.pk]),
    )


@require_GET
def speaker(request: HttpRequest, speaker: int) -> HttpResponse:
    row = access.seen_speakers(request.user).filter(pk=speaker).first()
    if row is None:
        raise Http404("There is no such speaker that you may see.")
    here = Appearance.objects.filter(speaker=row, panel__event__in=access.seen_events(request.user))
    parts = list(here.select_related("panel__event", "speaker").order_by("panel__slot__start", "pk"))
    touches = Touches([*Touches.of("speaker", [str(row.pk)]).rows, *_of_parts(parts).rows])
    teller = _Teller(request.user, touches, clocks.of_person(row, access.seen_events(request.user)))
    context = {
        **admin.site.each_context(request),
        "title": f"Why does it say this of {row}?",
        "layout": "desk/speakers_page.html",
        "facts": teller.facts(row, OF_A_SPEAKER, lambda run, _: teller.documents.of_speaker(run, str(row.uid))),
        "parts": [
            Part(
                f"In “{part.panel}”, {part.panel.event}",
                reverse("admin:panel_why", args=[part.panel.event_id, part.panel_id]),
                teller.part(part, part.panel),
            )
            for part in parts
        ],
        "row": row,
        "row_url": reverse("admin:speakers_speaker_change", args=[row.pk]),
        "history_url": reverse("admin:speakers_speaker_history", args=[row.pk]),
    }
    return TemplateResponse(request, "desk/why.html", context)


def _of_parts(parts: Iterable[Appearance]) -> Touches:
    return Touches.of("appearance", [str(part.pk) for part in parts])


class _Teller:
    """Says the steps of facts; what was done in events that one does not see is told without who and where."""

    def __init__(self, user: Any, touches: Touches, clock: tzinfo) -> None:
        self.user, self.touches, self.clock = user, touches, clock
        self.names = Names(touches.rows)
        self.documents = Documents(row.edit for row in touches.rows)

    def facts(self, row: Any, fields: Iterable[str], lines: Callable[[int, str], tuple[Line, ...]]) -> list[Fact]:
        """Of the fields that say something, or once did."""
        model, key = rows.key_of(row)
        found = [self._fact(row, field, self.touches.steps(model, key, field), lines) for field in fields]
        return [fact for fact in found if len(fact.steps) > 1 or fact.value not in ("", "confirmed")]

    def part(self, part: Appearance, panel: Panel) -> tuple[Fact, ...]:
        """Of a person's part in a panel."""
        uid, speaker = str(panel.uid), str(part.speaker.uid)
        return tuple(self.facts(part, OF_A_PART, lambda run, _: self.documents.of_person(run, uid, speaker)))

    def _fact(self, row: Any, field: str, steps: list[Step], lines: Callable[[int, str], tuple[Line, ...]]) -> Fact:
        event = getattr(row, "event", None) or (row.panel.event if isinstance(row, Appearance) else None)
        value = rows.plain(getattr(row, field) if field != "photo" else row.photo.name)
        said = tuple(
            self._said(replace(step, lines=lines(step.edit.run_id, field) if step.edit.run_id else ()), field)
            for step in steps
        )
        unknown = bool(steps) and (steps[0].after or "") != (value or "")
        label = {"slot": "time", "kind": "kind"}.get(field, telling.field_name(field))
        return Fact(label, _now(row, field) or self.names.say(field, value, zone_of(event, self.clock)), said, unknown)

    def _said(self, step: Step, field: str) -> Said:
        edit, zone = step.edit, zone_of(step.edit.event, self.clock)
        seen = edit.event_id is None or access.may_see(self.user, edit.event_id)
        run = self.documents.runs.get(edit.run_id or 0) if seen else None
        return Said(
            when=say_moment(edit.made_at, zone),
            who=str(edit.made_by or "") if seen else "",
            how=SOURCES.get(edit.source, "at the desk") if seen else "in another event",
            before=self.names.say(field, step.before, zone),
            after=self.names.say(field, step.after, zone),
            new=step.new,
            document=run.name if run else "",
            review_url=reverse("admin:import_review", args=[run.event_id, run.pk]) if run else "",
            lines=step.lines if seen else (),
            history_url=reverse("admin:event_edit", args=[edit.event_id, edit.pk]) if seen and edit.event_id else "",
        )


def _now(row: Any, field: str) -> str:
    """The name of what a row refers to now; empty for other fields."""
    other = getattr(row, field) if field in ("room", "track") else None
    return str(other) if other else ""
