"""Publish what the drafts say, and go back to what was public before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from events import releases
from events.desk import access
from events.desk.pages import render_page, signed_in
from events.desk.wording import sections
from events.models import Appearance, Event, Release
from programme.model import Change
from programme.model import Release as Published


@dataclass(frozen=True)
class LeftOut:
    """What stays private for now: how it is called, why, and where to change that."""

    title: str
    why: str
    url: str


def publish(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    if request.method == "POST":
        return _publish(request, found)
    last, coming = releases.newest(found), coming_release(found)
    changes = coming.changes if coming else ()
    return render_page(
        request,
        found,
        "publish",
        "Publish",
        coming=coming,
        last=last,
        sections=sections(changes),
        count=len(changes),
        shown=fingerprint(coming),
        left_out=left_out(found, last),
    )


def _publish(request: HttpRequest, event: Event) -> HttpResponse:
    access.refuse_unless_editor(request.user, event)
    note = request.POST.get("note", "").strip()
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)  # nobody publishes between the look and the deed
        coming = coming_release(event)
        if coming and request.POST.get("shown") != fingerprint(coming):
            messages.warning(
                request, "Nothing was published: the drafts changed since you looked. Read the new list, then publish."
            )
            return HttpResponseRedirect(reverse("admin:event_publish", args=[event.pk]))
        done = releases.publish(event, signed_in(request), note) if coming else None
    if done is None:
        messages.info(request, "There was nothing to publish: the public sees this programme already.")
    else:
        messages.success(request, f"Release {done.number} is public. Calendars follow when they next ask.")
    return HttpResponseRedirect(reverse("admin:event_overview", args=[event.pk]))


def release(request: HttpRequest, event: int, number: int) -> HttpResponse:
    """One release: what it changed, and what going back to it would change."""
    found = access.event_or_404(request.user, event)
    row = get_object_or_404(Release.objects.select_related("published_by"), event=found, number=number)
    newest = releases.newest(found)
    then = releases.load(found.slug, number)
    back = releases.preview(found, number)
    return render_page(
        request,
        found,
        "release",
        f"Release {number}",
        row=row,
        panels=len(then.programme.panels),
        people=len(then.programme.speakers),
        sections=sections(then.changes),
        is_newest=newest is not None and newest.number == number,
        newest=newest,
        back=sections(back.changes if back else ()),
        section="publish",
    )


@require_POST
def go_back(request: HttpRequest, event: int, number: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    if not found.releases.filter(number=number).exists():
        raise Http404(f"{found} has no release {number}.")
    if request.POST.get("newest") != str(found.releases.values_list("number", flat=True).first()):
        messages.warning(request, "Nothing was changed: another release was published since you looked.")
        return HttpResponseRedirect(reverse("admin:event_release", args=[found.pk, number]))
    done = releases.go_back(found, number, signed_in(request), request.POST.get("note", "").strip())
    if done is None:
        messages.info(request, f"Nothing was changed: what release {number} says is what is public.")
    else:
        messages.success(
            request,
            f"Release {done.number} is public and says what release {number} said. Your drafts are as they were: "
            "publishing them again brings their changes back.",
        )
    return HttpResponseRedirect(reverse("admin:event_overview", args=[found.pk]))


def coming_release(event: Event) -> Published | None:
    """What publishing now would make public. An event without a panel has nothing to show yet."""
    coming = releases.preview(event)
    return None if coming and coming.number == 1 and not coming.programme.panels else coming


def fingerprint(coming: Published | None) -> str:
    """Of the changes that are shown: what is published is what somebody has read."""
    changes: tuple[Change, ...] = coming.changes if coming else ()
    return hashlib.sha256(repr(changes).encode()).hexdigest()[:16]


def left_out(event: Event, last: Published | None) -> list[LeftOut]:
    now = timezone.now()
    known = set(last.programme.panel) if last else set()
    found = []
    for panel in event.panels.filter(Q(state="draft") | Q(state="cancelled") | Q(embargo__gt=now)):
        if panel.state == "draft":
            why = "it is a draft. Confirm it to publish it."
        elif panel.embargo and panel.embargo > now:
            until = panel.embargo.astimezone(event.zone)
            why = f"embargo until {until:%a} {until.day} {until:%b %Y %H:%M}. Publish again after that."
        elif str(panel.uid) not in known:
            why = "it was cancelled before it was ever public."
        else:
            continue
        found.append(LeftOut(panel.title, why, reverse("admin:events_panel_change", args=[panel.pk])))
    waiting = Appearance.objects.filter(panel__event=event).exclude(state="confirmed")
    for part in waiting.exclude(panel__state="draft").select_related("speaker", "panel"):
        url = reverse("admin:events_panel_change", args=[part.panel_id])
        found.append(LeftOut(f"{part.speaker} in “{part.panel}”", f"{part.state}, not confirmed.", url))
    return found
