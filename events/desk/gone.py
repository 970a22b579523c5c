"""What somebody deleted: who and when, for those who could see it. What another entered in it meanwhile is not lost."""

from __future__ import annotations

import json
import re
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from events import clocks, edits
from events.desk import access
from events.desk.seen import SEEN
from events.models import EditedRow

OF_A_ROW = re.compile(r"(.+-\d+)-(.+)")  # the name of a field in a row below a form
NO_TEXT = ("csrfmiddlewaretoken", SEEN, "id", "INITIAL_FORMS", "TOTAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


class GoneError(Http404):
    """The journal tells who asks that it was deleted. `admin`: of its model."""

    def __init__(self, row: EditedRow, model_admin: Any) -> None:
        super().__init__(f"“{row.name}” was deleted.")
        self.row, self.admin = row, model_admin


def missing(request: HttpRequest, model_admin: Any, object_id: str) -> Http404:
    """What to raise where there is nothing of this primary key: a GoneError where who asks could see what there was."""
    row = _deletion(request, model_admin.opts.model_name, object_id)
    if row is None:
        return Http404(f"There is no {model_admin.opts.verbose_name} {object_id} that you may see.")
    return GoneError(row, model_admin)


@never_cache
def answer(request: HttpRequest, error: GoneError) -> HttpResponse:
    """The form as it was entered, to be added anew, for who may do that; else a page that says what was done."""
    match, event = request.resolver_match, error.row.edit.event
    entered = request.method == "POST" and match is not None and (match.url_name or "").endswith("_change")
    if entered and (access.may_edit(request.user, event.pk) if event else access.may_add_people(request.user)):
        return _anew(request, error)
    zone = clocks.of_edit(error.row.edit)
    context = {
        **admin.site.each_context(request),
        "title": f"“{error.row.name}” is not there any more",
        "event": event,
        "layout": "desk/page.html" if event else "desk/speakers_page.html",
        "edit": error.row.edit,
        "at": edits.moment(error.row.edit),
        "by": error.row.edit.turned_by if error.row.edit.turned_at else error.row.edit.made_by,
        "zone": zone,
        "entered": _entered(request) if entered else [],
    }
    return TemplateResponse(request, "desk/gone.html", context, status=410)


def _anew(request: HttpRequest, error: GoneError) -> HttpResponse:
    """The form asks once before it adds (see SeenForm). The rows below it are no part of what is gone."""
    given = request.POST.copy()
    for name in request.POST:
        if (found := OF_A_ROW.fullmatch(name)) and found[2] == error.row.model:
            del given[name]
    request.POST = given  # type: ignore[assignment]  # a QueryDict as well
    if event := error.row.edit.event:
        here = request.GET.copy()
        here["event"] = str(event.pk)
        request.GET = here  # type: ignore[assignment]
    response: HttpResponse = error.admin.changeform_view(request, None)
    return response


def _deletion(request: HttpRequest, model: str, key: str) -> EditedRow | None:
    if model == "day":
        key = _posted_date(request)  # by which the journal knows it
    if not re.fullmatch(r"[0-9-]{1,20}", key):
        return None
    found = EditedRow.objects.filter(model=model, key=key).select_related(
        "edit__event", "edit__made_by", "edit__turned_by"
    )
    found = (
        _of_people(request.user, found, key)
        if model == "speaker"
        else found.filter(edit__event__in=access.seen_events(request.user))
    )
    return max(found, key=lambda row: (edits.moment(row.edit), row.pk), default=None)


def _posted_date(request: HttpRequest) -> str:
    try:
        return str(json.loads(request.POST.get(SEEN, ""))["date"])
    except (KeyError, TypeError, ValueError):
        return ""


def _of_people(user: Any, found: QuerySet[EditedRow], key: str) -> QuerySet[EditedRow]:
    """As access.seen_speakers has it, of somebody who is in no panel any more."""
    parts = EditedRow.objects.filter(model="appearance", edit__event__in=access.seen_events(user))
    was_here = parts.filter(Q(before__speaker=int(key)) | Q(after__speaker=int(key))).exists()
    mine = isinstance(user, User) and (user.is_superuser or found.filter(before__created_by=user.pk).exists())
    return found if was_here or mine else found.none()


def _entered(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, by the names of the fields; no keys and nothing of the form's own."""
    texts = []
    for name, value in request.POST.items():
        found = OF_A_ROW.fullmatch(name)
        field = found[2] if found else name
        if field.startswith("_") or field.rpartition("-")[2] in NO_TEXT or not str(value).strip():
            continue
        if not str(value).isdecimal():
            texts.append((field.replace("_", " "), str(value)))
    return texts
