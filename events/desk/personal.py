"""A person's data at the desk: give it out, or take it away."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from events import erasing, giving, personal
from events.desk import access
from events.desk.pages import signed_in
from events.models import ImportRun
from events.personal import Person
from events.withholding import NAME
from programme.matching import person_key


def data(request: HttpRequest, speaker: int) -> HttpResponse:
    """What is known of them, and the way to erase it."""
    person = person_or_refusal(request, speaker)
    runs = personal.imports_naming(person)
    typed, wrong = request.POST.get("name", ""), False
    if request.method == "POST":
        if person_key(typed) == person_key(person.speaker.name):
            return _erase(request, person, runs)
        wrong = True
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"Data of {person.speaker}",
        "speaker": person.speaker,
        "person": person,
        "new_releases": len({row.event_id for row in person.releases}),
        "runs": [{"run": run, "lines": lines, "documented": bool(run.digest)} for run, lines in runs],
        "counts": {title: len(rows) for title, rows in giving.everything(person).items() if title != "person"},
        "slugs": _panel_addresses(person),
        "alone": person.withheld.alone,
        "one_word": all(len(name.split()) == 1 for name in person.names),
        "erased": person.speaker.name == NAME,
        "typed": typed,
        "wrong": wrong,
        "withheld": NAME,
    }
    return TemplateResponse(request, "desk/personal.html", context)


@require_safe
def download(request: HttpRequest, speaker: int) -> HttpResponse:
    person = person_or_refusal(request, speaker)
    name = slugify(person.speaker.name) or "person"
    headers = {"Content-Disposition": f'attachment; filename="{name}-data.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(giving.archive(person, timezone.now()), content_type="application/zip", headers=headers)


def person_or_refusal(request: HttpRequest, speaker: int) -> Person:
    """It reaches into every event where they are or were: who asks has to own all of these."""
    found = get_object_or_404(access.seen_speakers(request.user), pk=speaker)
    person = personal.find(found)
    user = signed_in(request)
    mine = all(access.may_own(user, event.pk) for event in person.events)
    if not user.is_superuser and not (mine if person.events else found.created_by_id == user.pk):
        raise PermissionDenied("Only who owns every event in which a person appears gives out or erases their data.")
    return person


def _erase(request: HttpRequest, person: Person, runs: list[tuple[ImportRun, list[str]]]) -> HttpResponse:
    chosen = {run.pk for run, _ in runs} if "documents" in request.POST else set()
    made = erasing.erase(person, signed_in(request), chosen)
    kind = ContentType.objects.get_for_model(person.speaker)
    LogEntry.objects.create(user=signed_in(request), content_type=kind, object_id=str(person.speaker.pk),
        object_repr=NAME, action_flag=CHANGE, change_message="Erased what is known of this person.")  # fmt: skip
    public = f" What is public says so already: {_say_releases(made)}." if made else ""
    left = " The documents that name them are still kept." if runs and not chosen else ""
    messages.success(request, f"The name and all that says who it was were erased.{public}{left}")
    return HttpResponseRedirect(reverse("admin:personal_data", args=[person.speaker.pk]))


def _say_releases(made: list[Any]) -> str:
    return ", ".join(f"release {row.number} of {row.event}" for row in made)


def _panel_addresses(person: Person) -> list[str]:
    """Public addresses of panels that hold the name, from titles that once did."""
    parts = {slugify(name) for name in person.names if " " in name}
    found = [
        f"/{event.slug}/panels/{slug}/"
        for event in person.events
        for slug in event.addresses.filter(kind="panel").values_list("slug", flat=True)
    ]
    return [url for url in found if any(part in url for part in parts)]
