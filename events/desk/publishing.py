"""Publish what the drafts say, and go back to what was public before."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from events import releases, scheduling
from events.desk import access, preview
from events.desk.fields import WallClockField
from events.desk.holding_back import left_out
from events.desk.pages import render_page, signed_in
from events.desk.reviewing import counted
from events.desk.state import say_moment, state_of
from events.desk.wording import sections
from events.models import Event, Release, ScheduledRelease
from events.site import letters
from programme.model import Change
from programme.model import Release as Published


class TimeForm(forms.Form):
    """When to publish, by the event's wall clock."""

    use_required_attribute = False  # the note's form has another button, to publish now
    at = WallClockField(label="Publish at")

    def __init__(self, event: Event, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for field in self.fields.values():
            if isinstance(field, WallClockField):
                field.keep_to(event.zone, None)


def publish(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    return _publish(request, found) if request.method == "POST" else show(request, found)


def show(
    request: HttpRequest, found: Event, wrong: str = "", *, time_form: TimeForm | None = None, status: int = 200
) -> HttpResponse:
    """The page to publish from. After a refusal (`wrong`: why) the note stands as it was typed, and the time."""
    scheduling.publish_due(found)
    last = found.releases.select_related("published_by").first()
    coming, latest = releases.coming(found), found.scheduled_releases.select_related("made_by").first()
    later = latest if latest and latest.state == ScheduledRelease.State.WAITING else None
    changes = coming.changes if coming else ()
    page = render_page(
        request,
        found,
        "publish",
        "Publish",
        wrong=wrong,
        note=request.POST.get("note", ""),
        coming=coming,
        last=last,
        state=state_of(found, last, coming, later),
        later=later,
        later_at=say_moment(later.at, found) if later else "",
        refused=latest if latest and latest.state == ScheduledRelease.State.REFUSED else None,
        time_form=time_form or TimeForm(found),
        sections=sections(changes),
        count=len(changes),
        becoming=_becoming(coming) if coming else "",
        shown=fingerprint(coming),
        links=preview.links(found),
        days=preview.OFFERED,
        left_out=left_out(found),
        held_back=Event.HeldBack,
    )
    page.status_code = status
    return page


def _becoming(coming: Published) -> str:
    rows = [(panel.kind, [one.speaker for one in panel.people]) for panel in coming.programme.panels]
    return str(counted(rows)["said"])


def _publish(request: HttpRequest, event: Event) -> HttpResponse:
    access.refuse_unless_editor(request.user, event)
    note = request.POST.get("note", "").strip()
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)  # nobody publishes between the look and the deed
        coming = releases.coming(event)
        stale = coming is not None and request.POST.get("shown") != fingerprint(coming)
        done = releases.publish(event, signed_in(request), note) if coming and not stale else None
    if stale:
        wrong = "Nothing was published: the drafts changed since you looked. Read the new list, then publish."
        return show(request, event, wrong, status=HTTPStatus.CONFLICT)
    nothing = "There was nothing to publish: the public sees this programme already."
    if done is None and note:
        return show(request, event, nothing, status=HTTPStatus.CONFLICT)
    if done is None:
        messages.info(request, nothing)
    else:
        messages.success(request, f"Release {done.number} is public. Calendars follow when they next ask.")
        _warn_of_boxes(request, done)
    return HttpResponseRedirect(reverse("admin:event_overview", args=[event.pk]))


def release(request: HttpRequest, event: int, number: int) -> HttpResponse:
    """One release: what it changed, and what going back to it would change."""
    return _show_release(request, access.event_or_404(request.user, event), number)


def _show_release(
    request: HttpRequest, found: Event, number: int, wrong: str = "", *, status: int = 200
) -> HttpResponse:
    row = get_object_or_404(Release.objects.select_related("published_by"), event=found, number=number)
    newest = releases.newest(found)
    then = releases.load(found.slug, number)
    back = releases.preview(found, number)
    page = render_page(
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
        wrong=wrong,
        note=request.POST.get("note", ""),
    )
    page.status_code = status
    return page


@require_POST
def go_back(request: HttpRequest, event: int, number: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    if not found.releases.filter(number=number).exists():
        raise Http404(f"{found} has no release {number}.")
    if request.POST.get("newest") != str(found.releases.values_list("number", flat=True).first()):
        wrong = "Nothing was changed: another release was published since you looked."
        return _show_release(request, found, number, wrong, status=HTTPStatus.CONFLICT)
    done = releases.go_back(found, number, signed_in(request), request.POST.get("note", "").strip())
    if done is None:
        messages.info(request, f"Nothing was changed: what release {number} says is what is public.")
    else:
        messages.success(
            request,
            f"Release {done.number} is public and says what release {number} said. Your drafts are as they were: "
            "publishing them again brings their changes back.",
        )
        _warn_of_boxes(request, done)
    return HttpResponseRedirect(reverse("admin:event_overview", args=[found.pk]))


def _warn_of_boxes(request: HttpRequest, done: Published) -> None:
    for warning in letters.lacking(done.programme):
        messages.warning(request, warning)


def fingerprint(coming: Published | None) -> str:
    """Of the changes that are shown: what is published is what somebody has read."""
    changes: tuple[Change, ...] = coming.changes if coming else ()
    return hashlib.sha256(repr(changes).encode()).hexdigest()[:16]
