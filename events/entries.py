"""A speaker's own page, behind a link that only they have: their entry, their panels, and a word back.

Nothing here is public: it is in no release, no sitemap and no cache, and search engines are told to leave it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from events import entry_panels, invitations, proposals
from events.entry_panels import Own, Part
from events.models import EntryLink, Event, Proposal
from events.site import languages, shown
from programme.links import read_links
from speakers.models import Speaker

app_name = "entries"
ROLES = {str(role): label for role, label in shown.ROLE_LABELS.items()}
ANSWERS = {"confirmed", "declined"}
ROWS = {"bio": 8, "links": 4}
HELP = {
    "name": gettext_noop("Without a title before it and without letters after it."),
    "honorific": gettext_noop("As in Dr., Prof., H.E."),
    "post_nominal": gettext_noop("As in OBE, PhD."),
    "bio": gettext_noop("A short paragraph or two. An empty line begins another; *stars* set words in italics."),
    "links": gettext_noop("One a line: the address, then what to call it."),
}

View = Callable[[HttpRequest, EntryLink, Speaker], HttpResponseBase]


def _by_link(view: View) -> Callable[..., HttpResponseBase]:
    """404 for a link that was never made or has ended; what it answers is kept by nobody and named to nobody."""

    @wraps(view)
    def opened(request: HttpRequest, event: str, token: str) -> HttpResponseBase:
        found = invitations.opened(event, token)
        if found is None:
            raise Http404(_("This link has ended, or is not complete. Ask the organisers for a new one."))
        with translation.override(_language(request, found[0].event).code):
            answer = view(request, *found)
        answer["Cache-Control"] = "no-store, private"
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def entry(request: HttpRequest, link: EntryLink, speaker: Speaker) -> HttpResponseBase:
    found = entry_panels.own(link.event, speaker)
    problem = ""
    if request.method == "POST":
        if link.event.state == Event.State.ARCHIVED:
            messages.error(request, _("The event is over, and its programme is no longer changed."))
            return HttpResponseRedirect(request.get_full_path())
        if request.POST.get("what") == "answer":
            return _answer(request, link, speaker, found)
        problem = _propose(request, link, speaker, found)
        if not problem:
            return HttpResponseRedirect(f"{request.get_full_path()}#entry")
    context = _context(link, speaker, found) | {"problem": problem}
    if problem:
        context["facts"], context["parts"] = _as_said(request, context)
    return render(request, "entry/entry.html", context, status=400 if problem else 200)


@require_safe
@_by_link
def calendar(request: HttpRequest, link: EntryLink, speaker: Speaker) -> HttpResponseBase:
    found = entry_panels.own(link.event, speaker)
    page = request.path.removesuffix("calendar.ics")
    body = entry_panels.file(found, speaker, settings.SITE_URL, page, timezone.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{link.event.slug}.ics"'
    return answer


def _answer(request: HttpRequest, link: EntryLink, speaker: Speaker, found: Own) -> HttpResponse:
    said = {
        part.appearance.pk: state
        for part in found.parts
        if (state := request.POST.get(f"answer-{part.appearance.pk}", "")) in ANSWERS and not part.cancelled
    }
    changed = invitations.set_states(link.event, speaker, said, None, "speaker")
    if changed:
        invitations.answered(link)
    thanks = _("Thank you. The organisers have your answer.") if changed else _("Your answer is as it was before.")
    messages.success(request, thanks)
    return HttpResponseRedirect(request.get_full_path())


def _propose(request: HttpRequest, link: EntryLink, speaker: Speaker, found: Own) -> str:
    """What is wrong with it; empty where it is kept."""
    rows = [part.appearance for part in found.parts]
    wanted = {key: request.POST[name] for key in proposals.facts(speaker, rows) if (name := _name(key)) in request.POST}
    try:
        open_now = proposals.propose(link.event, speaker, rows, wanted)
    except ValidationError as error:
        return " ".join(error.messages)
    invitations.answered(link)
    said = _("Thank you. The organisers look at what you propose; until then your entry stays as it is.")
    messages.success(request, said if open_now else _("Nothing is proposed: your entry stands as it is."))
    return ""


def _language(request: HttpRequest, event: Event) -> languages.Language:
    """What the reader chose here, else that of the e-mail which had the link."""
    return languages.of_event([request.GET.get("lang", ""), *event.languages.split()])


def _name(key: proposals.Key) -> str:
    """Of a field of the form."""
    return f"{key[1]}-{key[0]}" if key[0] is not None else key[1]


def _context(link: EntryLink, speaker: Speaker, found: Own) -> dict[str, Any]:
    event = link.event
    known = proposals.of_speaker(event, {speaker.uid, link.speaker})
    parts = [_shown(part, event, known.get((part.appearance.pk, "billing"))) for part in found.parts]
    token = invitations.token(link)
    return {
        "event": event,
        "language": languages.here(),
        "others": [each for each in languages.LANGUAGES if each != languages.here()],
        "speaker": speaker,
        "links": read_links(speaker.links),
        "parts": parts,
        "answerable": [part for part in parts if not part["cancelled"]],
        "facts": [_fact(name, speaker, known.get((None, name))) for name in proposals.FACTS],
        "proposed": len(known),
        "closed": event.state == Event.State.ARCHIVED,
        "calendar": reverse("entries:calendar", args=[event.slug, token]),
        "timed": any(part.start for part in found.parts),
        "home": f"/{event.slug}/" if found.release and event.state != Event.State.HIDDEN else "",
    }


def _fact(name: str, speaker: Speaker, proposal: Proposal | None) -> dict[str, Any]:
    ours = getattr(speaker, name)
    return {
        "name": name,
        "label": _(proposals.LABELS[name]),
        "text": proposal.theirs if proposal else ours,
        "ours": ours,
        "proposed": proposal is not None,
        "rows": ROWS.get(name, 0),
        "help": _(HELP[name]),
    }


def _shown(part: Part, event: Event, proposal: Proposal | None) -> dict[str, Any]:
    row, zone = part.appearance, event.zone
    times = [moment.astimezone(zone) if moment else None for moment in (part.start, part.end)]
    return {
        "pk": row.pk,
        "title": part.panel.title,
        "day": part.panel.when.date,
        "start": times[0],
        "end": times[1],
        "next_day": bool(times[0] and times[1] and times[0].date() != times[1].date()),
        "room": part.room,
        "venue": event.venue,
        "role": _(ROLES[row.role]),
        "paper": row.paper,
        "state": row.state,
        "cancelled": part.cancelled,
        "public": part.public,
        "billing": row.billing,
        "text": proposal.theirs if proposal else row.billing,
        "proposed": proposal is not None,
    }


def _as_said(request: HttpRequest, context: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """What was typed stays in the form although it could not be kept."""
    facts = [fact | {"text": request.POST.get(fact["name"], fact["text"])} for fact in context["facts"]]
    parts = [part | {"text": request.POST.get(f"billing-{part['pk']}", part["text"])} for part in context["parts"]]
    return facts, parts


urlpatterns = [
    path("<slug:event>/entry/<str:token>/", entry, name="entry"),
    path("<slug:event>/entry/<str:token>/calendar.ics", calendar, name="calendar"),
]
