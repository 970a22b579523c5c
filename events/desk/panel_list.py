"""The list of panels: when and where they are, who is in them, and what of each is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events import checks
from events.desk import access, lists
from events.models import Appearance, Day, Panel

LACKING = {
    "no-slot": "time",
    "no-people": "people",
    "no-moderator": "moderator",
    "no-billing": "billing",
    "no-abstract": "abstract",
    "no-stream": "stream",
}
STATES = {"draft": "draft: not published", "confirmed": "confirmed", "cancelled": "cancelled"}
CHIPS = {"confirmed": "applied", "draft": "draft", "cancelled": "cancelled"}  # the desk's colours for it
NAMED = 4  # people of a panel, before the rest are only counted


def with_people(panels: QuerySet[Any]) -> QuerySet[Any]:
    parts = Appearance.objects.select_related("speaker").order_by("order", "pk")
    return panels.prefetch_related(Prefetch("appearances", parts, to_attr="parts_here"))


def lacking(request: HttpRequest) -> Mapping[str, list[str]]:
    """What the checks miss of each panel, by its uid; of the event that the list is kept to, once a request."""
    kept: dict[str, list[str]] | None = getattr(request, "_lacking", None)
    if kept is None:
        event = lists.event_of(request)
        kept = request._lacking = _lacking(checks.find(event)) if event else {}  # type: ignore[attr-defined]
    return kept


def _lacking(findings: checks.Findings) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for item in findings.open:
        if item.finding.code in LACKING:
            for thing in item.finding.about:
                found.setdefault(thing.key, set()).add(item.finding.code)
    return {key: [words for code, words in LACKING.items() if code in codes] for key, codes in found.items()}


def missing_column(request: HttpRequest) -> Callable[[Panel], str]:
    @admin.display(description="missing")
    def missing(panel: Panel) -> str:
        return ", ".join(lacking(request).get(str(panel.uid), []))

    return missing


def when(panel: Panel, zone: Any) -> SafeString | str:
    """As in “Wed 19 May 2021, 10:30–11:45”."""
    if panel.slot:
        start = panel.slot.start.astimezone(zone)
        end = f"–{panel.slot.end.astimezone(zone):%H:%M}" if panel.slot.end else ""
        return format_html("{} <b>{}</b>", f"{start:%a} {start.day} {start:%b %Y},", f"{start:%H:%M}{end}")
    return f"{panel.day.date:%a} {panel.day.date.day} {panel.day.date:%b %Y}, no time" if panel.day else "no time"


def people(panel: Panel) -> str:
    parts = getattr(panel, "parts_here", [])
    names = list(dict.fromkeys(part.speaker.name for part in parts if part.state != "declined"))
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def state(panel: Panel) -> SafeString:
    return format_html('<span class="chip {}">{}</span>', CHIPS[panel.state], STATES[panel.state])


class DayFilter(admin.SimpleListFilter):
    """Panels by the day that they stand on, with a time or only announced for it."""

    title = "day"
    parameter_name = "day"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(str(day.pk), f"{day.date:%a} {day.date.day} {day.date:%b %Y}") for day in self._days(request)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        day = self._days(request).select_related("event").filter(pk=value).first() if value.isdecimal() else None
        if day is None:
            return queryset
        start = datetime.combine(day.date, time(), day.event.zone)
        end = datetime.combine(day.date + timedelta(days=1), time(), day.event.zone)
        return queryset.filter(Q(day=day) | Q(event=day.event, slot__start__gte=start, slot__start__lt=end))

    def _days(self, request: HttpRequest) -> QuerySet[Day]:
        days = Day.objects.filter(event__in=access.seen_events(request.user))
        event = request.GET.get(lists.OF_EVENT, "")
        return days.filter(event_id=int(event)) if event.isdecimal() else days


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return STATES.items()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() in STATES else queryset


class KindFilter(admin.SimpleListFilter):
    """Only the kinds that there are."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        panels = Panel.objects.filter(event__in=access.seen_events(request.user)).order_by("kind")
        if event := lists.event_of(request):
            panels = panels.filter(event=event)
        kinds = list(panels.values_list("kind", flat=True).distinct())
        return [(kind, kind) for kind in kinds] if len(kinds) > 1 or self.value() else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class MissingFilter(admin.SimpleListFilter):
    """By what the checks miss; only of one event, and only what is missing somewhere."""

    title = "missing"
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        there = {word for words in lacking(request).values() for word in words} | {self.value()}
        return [(word, word) for word in LACKING.values() if word in there]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not (value := self.value()):
            return queryset
        return queryset.filter(uid__in=[uid for uid, words in lacking(request).items() if value in words])
