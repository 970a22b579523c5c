"""What was done at the desk, to an event or to one thing in it, and taking back one change of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from events import clocks, edits, merging, rows
from events.desk import access
from events.desk.pages import render_page, signed_in
from events.desk.speaker_list import event_around
from events.desk.told import MOST, may_turn, tell
from events.models import Edit, Event, Panel
from speakers.models import Speaker

A_PAGE = 30


@require_GET
def event_history(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    page = Paginator(edits.of(found).select_related("event"), A_PAGE).get_page(request.GET.get("page"))
    told = tell(request.user, list(page.object_list), found.zone)
    return render_page(request, found, "history", "History", layout="desk/page.html", told=told, page=page)


@require_GET
def event_edit(request: HttpRequest, event: int, edit: int) -> HttpResponse:
    """One edit with all that it changed."""
    found = access.event_or_404(request.user, event)
    one = get_object_or_404(edits.of(found), pk=edit)
    told = tell(request.user, [one], found.zone, most=MOST)
    return render_page(request, found, "history", "One change", layout="desk/page.html", told=told, alone=True)


def row_history(request: HttpRequest, row: models.Model) -> HttpResponse:
    """The history of one row of the drafts, which somebody has made sure that they may see."""
    if isinstance(row, Event):
        return HttpResponseRedirect(reverse("admin:event_history", args=[row.pk]))
    mine = Q(event=None) | Q(event__in=access.seen_events(request.user))
    found = edits.of_row(row).filter(mine).select_related("event")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    # All but people have an event.
    zone = None if isinstance(row, Speaker) else row.event.zone  # type: ignore[attr-defined]
    clock = zone or clocks.of_person(row, access.seen_events(request.user))  # type: ignore[arg-type]
    told = tell(request.user, list(page.object_list), clock, rows.key_of(row))
    title = f"History of {row}"
    shown: dict[str, Any] = {"told": told, "page": page, "row": row, "row_url": _url(row), "why_url": _why(row)}
    if not isinstance(row, Speaker):
        event: Event = row.event  # type: ignore[attr-defined]  # all others have one
        return render_page(request, event, "history", title, layout="desk/page.html", **shown)
    around = {"event": event_around(request, row), "section": "speakers", "layout": "desk/speakers_page.html"}
    shared = {**admin.site.each_context(request), "title": title, **around}
    return TemplateResponse(request, "desk/history.html", shared | shown)


def turns(event: Event) -> dict[str, Edit | None]:
    """What can be taken back and done again at once, for templates/desk/_turns.html and board.html."""
    return {"undo_next": edits.next_undo(event), "redo_next": edits.next_redo(event)}


def page_before_undo(edit: Edit) -> str:
    """Where one looks first at what goes: an import, or two people that were made one. Else empty."""
    if edit.run_id:
        return reverse("admin:import_undo", args=[edit.event_id, edit.run_id])
    apart = merging.of_edits([edit]).get(edit.pk)
    return reverse("admin:take_apart", args=[apart]) if apart else ""


@require_POST
def undo(request: HttpRequest, edit: int) -> HttpResponse:
    found = _turnable(request, edit)
    if url := page_before_undo(found):
        return HttpResponseRedirect(url)
    return _turn(request, found, edits.undo, "taken back")


@require_POST
def redo(request: HttpRequest, edit: int) -> HttpResponse:
    return _turn(request, _turnable(request, edit), edits.redo, "done again")


def _turn(request: HttpRequest, edit: Edit, turn: Callable[[Edit, User], None], said: str) -> HttpResponse:
    try:
        turn(edit, signed_in(request))
    except edits.RefusedError as error:
        messages.error(request, f"This was not {said}. {error}")
    else:
        messages.success(request, f"{said.capitalize()}: {edit}. Publish to show it.")
    return _back(request, edit)


def _turnable(request: HttpRequest, edit: int) -> Edit:
    """404 where one may not see it, 403 where one may not change all that it changed."""
    found = get_object_or_404(Edit.objects.select_related("event"), pk=edit)
    changed = list(found.rows.all())
    if found.event_id is not None:
        access.event_or_404(request.user, found.event_id)
    else:
        people = [row.key for row in changed if row.model == "speaker"]
        if not access.seen_speakers(request.user).filter(pk__in=people).exists():
            raise Http404("There is no such change that you may see.")
    if not may_turn(request.user, found, changed):
        raise PermissionDenied("You may not change all that this changed.")
    return found


def _url(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def _why(row: models.Model) -> str:
    if isinstance(row, Speaker):
        return reverse("admin:speaker_why", args=[row.pk])
    return reverse("admin:panel_why", args=[row.event_id, row.pk]) if isinstance(row, Panel) else ""


def _back(request: HttpRequest, edit: Edit) -> HttpResponseRedirect:
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = reverse("admin:event_history", args=[edit.event_id]) if edit.event_id else reverse("admin:index")
    return HttpResponseRedirect(wanted)
