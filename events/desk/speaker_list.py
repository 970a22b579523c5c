"""The list of speakers: what each of them still lacks, how they answered, and by which of both to look for them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from events.desk import access, lists
from events.models import Appearance, Event
from speakers.models import Speaker

ANSWERS = {"invited": "not answered", "confirmed": "confirmed", "declined": "declined"}
LACKING = {"billing": "billing", "photo": "photo", "bio": "biography", "email": "e-mail"}
CHIPS = {"invited": "draft", "confirmed": "applied", "declined": "cancelled"}  # the desk's colours for it


def event_of(request: HttpRequest) -> Event | None:
    """The event that the list is kept to: ?event=, where one may see it."""
    return lists.event_of(request, "event")


def event_around(request: HttpRequest, speaker: Speaker) -> Event | None:
    """That event; else the only one of the speaker's that one may see. For the head of a page about them."""
    if found := event_of(request):
        return found
    theirs = list(access.seen_events(request.user).filter(panels__speakers=speaker).distinct()[:2])
    return theirs[0] if len(theirs) == 1 else None


def parts_here(request: HttpRequest) -> QuerySet[Appearance]:
    """What people do in that event, or in all that one may see."""
    wanted = request.GET.get("event", "")
    rows = Appearance.objects.filter(panel__event__in=access.seen_events(request.user))
    return rows.filter(panel__event=int(wanted)) if wanted.isdecimal() else rows


def with_parts(request: HttpRequest, speakers: QuerySet[Any]) -> QuerySet[Any]:
    wanted = request.GET.get("event", "")
    event = int(wanted) if wanted.isdecimal() and access.may_see(request.user, int(wanted)) else None
    rows = parts_here(request).select_related("panel").order_by("panel", "pk")
    speakers = speakers.annotate(event_here=Value(event, output_field=IntegerField()))
    return speakers.prefetch_related(Prefetch("appearances", rows, to_attr="parts_here"))


class Lacking(admin.SimpleListFilter):
    title = "missing"
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*LACKING.items(), ("nothing", "nothing")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        unbilled = Exists(_billable(parts_here(request)).filter(speaker=OuterRef("pk"), billing=""))
        tests = {"billing": Q(unbilled), "photo": Q(photo=""), "bio": Q(bio=""), "email": Q(email="")}
        if self.value() == "nothing":
            return queryset.exclude(tests["billing"] | tests["photo"] | tests["bio"] | tests["email"])
        return queryset.filter(tests[value]) if (value := self.value() or "") in tests else queryset


class Answered(admin.SimpleListFilter):
    title = "answer"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(ANSWERS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if (value := self.value() or "") not in ANSWERS:
            return queryset
        return queryset.filter(Exists(parts_here(request).filter(speaker=OuterRef("pk"), state=value)))


def lacking(speaker: Speaker, parts: list[Appearance]) -> list[str]:
    """Of LACKING, in its order."""
    billed = all(part.billing for part in parts if part.state != "declined" and part.panel.state != "cancelled")
    there = {"billing": billed, "photo": speaker.photo, "bio": speaker.bio, "email": speaker.email}
    return [words for name, words in LACKING.items() if not there[name]]


def panels_in_short(parts: list[Appearance]) -> str:
    titles = list(dict.fromkeys(part.panel.title for part in parts))
    more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
    return f"{Truncator(titles[0]).chars(60)}{more}" if titles else "in no panel"


def answers(speaker: Speaker, parts: list[Appearance]) -> SafeString | str:
    """A chip for each answer, with how often where they gave several; in one event, the way to change them."""
    count = {state: sum(part.state == state for part in parts) for state in ANSWERS}
    given = [state for state in ANSWERS if count[state]]
    rows = [
        (CHIPS[state], ANSWERS[state], f" × {count[state]}" if len(given) > 1 and count[state] > 1 else "")
        for state in given
    ]
    chips = format_html_join(" ", '<span class="chip {}">{}{}</span>', rows) if rows else SafeString("–")
    event = getattr(speaker, "event_here", None)
    if event is None or not rows:
        return chips
    url, name = reverse("admin:speaker_entry", args=[event, speaker.pk]), speaker.name
    shown = '<a href="{}" class="answers-link">{}<span class="visually-hidden">, answers and link of {}</span></a>'
    return format_html(shown, url, chips, name)


def _billable(rows: QuerySet[Appearance]) -> QuerySet[Appearance]:
    return rows.exclude(state="declined").exclude(panel__state="cancelled")
