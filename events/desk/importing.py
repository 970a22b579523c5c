"""An import at the desk: give a document, look over what was read, decide, apply."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from events.desk import access, reviewing
from events.desk.forms import OptionsForm, UploadForm
from events.desk.pages import render_page, signed_in
from events.desk.wording import sections, stored
from events.models import Event, ImportRun
from events.plans import importing
from events.plans.importing import ImportRefusedError
from programme.reading.values import Options

# The field that answers a question.
ASKED = {
    "timezone": "timezone", "start-date": "start_date", "order": "order", "date-order": "date_order", "ends": "ends",
    "title": "title",
}  # fmt: skip

KEPT = 2  # the rank of what stays as the desk has it


def upload(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    form = UploadForm(request.POST or None, request.FILES or None, event=found)
    if request.method == "POST" and form.is_valid():
        content, name = form.said_document()
        run, _, _ = importing.prepare(
            found, content, name, form.options, source=form.said_source(), user=signed_in(request)
        )
        run.save()
        return HttpResponseRedirect(reverse("admin:import_review", args=[found.pk, run.pk]))
    return render_page(request, found, "upload", "Import a programme", form=form, section="import")


def review(request: HttpRequest, event: int, run: int) -> HttpResponse:
    found, kept = run_or_404(request, event, run)
    return _show(request, found, kept, OptionsForm(initial=_said(kept)))


def answer(request: HttpRequest, event: int, run: int) -> HttpResponse:
    """Read the document again with what has been said now. Its address stays in the bar where that is refused."""
    found, kept = run_or_404(request, event, run)
    here = HttpResponseRedirect(reverse("admin:import_review", args=[found.pk, kept.pk]))
    if request.method != "POST":
        return here
    access.refuse_unless_editor(request.user, found)
    form = OptionsForm(request.POST)
    if not form.is_valid():
        return _show(request, found, kept, form)
    with transaction.atomic():
        if _still_open(kept):
            prepare_anew(kept, form.options)
            messages.success(request, "The document was read again with what you said.")
        else:
            messages.warning(request, "This import was applied meanwhile; it stays as it was.")
    return here


@require_POST
def apply(request: HttpRequest, event: int, run: int) -> HttpResponse:
    found, kept = run_or_404(request, event, run)
    access.refuse_unless_editor(request.user, found)
    here = HttpResponseRedirect(reverse("admin:import_review", args=[found.pk, kept.pk]))
    if request.POST.get("shown") != str(kept.uid):
        messages.warning(request, "Nothing was changed: the document was read again since you looked. Look once more.")
        return here
    decisions = decisions_in(request, kept)
    try:
        _apply(kept, decisions, request)
    except ImportRefusedError as error:
        messages.error(request, f"Nothing was changed. {error}")
        with transaction.atomic():
            if _still_open(kept):
                prepare_anew(kept, importing.options_from_json(kept.options), decisions)
        return here
    messages.success(
        request, f"Imported: {kept.plan['summary']}. Nothing of it is public before you publish; you can still undo it."
    )
    return HttpResponseRedirect(reverse("admin:event_overview", args=[found.pk]))


@require_safe
def document(request: HttpRequest, event: int, run: int) -> HttpResponse:
    """The document exactly as it was given; never shown by the browser, whatever it is."""
    _, kept = run_or_404(request, event, run)
    name = kept.name if "." in kept.name else f"{kept.name}.txt"
    return HttpResponse(
        bytes(kept.document),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )


def run_or_404(request: HttpRequest, event: int, run: int) -> tuple[Event, ImportRun]:
    found = access.event_or_404(request.user, event)
    runs = found.imports.select_related("created_by", "applied_by", "undone_by")
    return found, get_object_or_404(runs, pk=run)


def decisions_in(request: HttpRequest, run: ImportRun) -> dict[str, str]:
    """What was chosen, by conflict key; the form calls its choices by their place in the plan."""
    chosen, rest = {}, request.POST.get("rest", "")
    for place, conflict in enumerate(run.plan.get("conflicts", ())):
        choice = request.POST.get(f"conflict-{place}", rest)
        if choice in ("desk", "document"):
            chosen[conflict["key"]] = choice
    for proposal in _likely(request, run):
        choice = request.POST.get(f"person-{proposal['place']}", "")
        if choice in ("same", "different"):
            chosen[proposal["key"]] = choice
    return chosen


def prepare_anew(run: ImportRun, options: Options, decisions: dict[str, str] | None = None) -> None:
    """Read and plan again, in the place of this run, under a new uid: what somebody still has before them is old."""
    fresh, _, _ = importing.prepare(
        run.event,
        bytes(run.document),
        run.name,
        options,
        source=run.source,
        user=run.created_by,
        decisions=decisions,
        base=run.base,
    )
    fresh.pk, fresh.created_at = run.pk, run.created_at
    fresh.save(force_update=True)


def _apply(run: ImportRun, decisions: dict[str, str], request: HttpRequest) -> None:
    if decisions != run.decisions:
        _, made = importing.reread(run)
        if made and importing.plan_as_json(made) == run.plan:  # otherwise applying says that it is out of date
            run.decisions = decisions
            _, made = importing.reread(run)
            run.plan = importing.plan_as_json(made) if made else {}
    importing.apply(run, signed_in(request))


def _still_open(run: ImportRun) -> bool:
    """Nobody can apply it until this transaction ends."""
    Event.objects.select_for_update().get(pk=run.event_id)
    return ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.PREVIEWED).exists()


def _show(request: HttpRequest, event: Event, run: ImportRun, form: OptionsForm) -> HttpResponse:
    if not run.reading:
        raise Http404("Nothing was kept of this reading.")
    changes, compared = stored(run.plan.get("changes", ())), reviewing.things(run.plan)
    cancelled = sum(change.code == "cancelled" for change in changes)
    standing = event.panels.exclude(state="cancelled").count()
    questions = run.reading.get("questions", ())
    asked = {ASKED.get(question["code"], "") for question in questions}
    return render_page(
        request,
        event,
        "review",
        f"Review “{run.name}”",
        run=run,
        open=run.state == ImportRun.State.PREVIEWED,
        form=form,
        asked=[field for field in form if field.name in asked],
        others=[field for field in form if field.name not in asked],
        questions=questions,
        needed=any(not question.get("optional") for question in questions),
        read=reviewing.summary(run.reading),
        zone=reviewing.zone(run),
        stretches=reviewing.stretches(run.reading),
        panels=reviewing.panels(run.reading),
        notes=reviewing.notes(run.reading),
        sections=sections(changes),
        things=[thing for thing in compared if thing.rank < KEPT],
        kept=[thing for thing in compared if thing.rank == KEPT],
        conflicts=reviewing.alone(run.plan),
        undecided=len(run.plan.get("conflicts", ())),
        people=_likely(request, run),
        cancelled=cancelled,
        standing=standing,
        too_many=cancelled * 2 > standing,
        section="import",
    )


def _likely(request: HttpRequest, run: ImportRun) -> list[dict[str, Any]]:
    """Who is likely known; people of other events only where who looks may see them."""
    proposals = [{**proposal, "place": place} for place, proposal in enumerate(run.plan.get("people", ()))]
    uids = {proposal["uid"] for proposal in proposals}
    seen = {str(uid) for uid in access.seen_speakers(request.user).filter(uid__in=uids).values_list("uid", flat=True)}
    return [proposal for proposal in proposals if proposal["uid"] in seen or not proposal["where"]]


def _said(run: ImportRun) -> dict[str, Any]:
    themes = run.options.get("day_titles", {})
    return {
        **run.options,
        "timezone": run.timezone,
        "day_titles": "\n".join(f"{day}={title}" for day, title in themes.items()),
    }
