"""Who comes and who does not, and what speakers propose: in bulk on the list, and one by one on their own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from events import invitations, proposals
from events.desk import access, mailing, seen
from events.desk.pages import render_page, signed_in
from events.desk.speaker_list import ANSWERS, event_of, lacking
from events.models import Appearance, EntryLink, Event, Proposal
from speakers.models import Speaker

NO_EVENT = "Open the speakers of one event first: the answer is for its panels."
DONE = {"invited": "asked, not answered", "confirmed": "confirmed", "declined": "declined"}


def mark(request: HttpRequest, speakers: QuerySet[Speaker], state: str) -> None:
    """What the list's three actions do: all parts of these people in the event of the list."""
    event = event_of(request)
    if event is None:
        messages.warning(request, NO_EVENT)
        return
    access.refuse_unless_editor(request.user, event)
    done = invitations.set_state(event, list(speakers.values_list("pk", flat=True)), state, signed_in(request))
    if done.changed:
        messages.success(request, f"{_said(done.changed)}: {DONE[state]}. Publish to show it.")
    if done.left:
        messages.warning(request, f"{_said(done.left)} declined, and stays so. To ask again, mark as not answered.")
    if not done.changed and not done.left:
        messages.info(request, f"They were {DONE[state]} already.")


def beside_list(request: HttpRequest, event: Event) -> dict[str, Any]:
    """What stands above the list of an event's speakers."""
    return {"may_write": access.may_edit(request.user, event.pk), "proposed": proposals.waiting(event).count()}


def entry(request: HttpRequest, event: int, speaker: int) -> HttpResponse:
    """One person in one event: their answers, their link, what was written to them."""
    found = access.event_or_404(request.user, event)
    person = _person(found, speaker)
    if request.method == "POST":
        access.refuse_unless_editor(request.user, found)
        wanted = {part.pk: request.POST.get(f"answer-{part.pk}", "") for part in invitations.parts_of(found, person)}
        said = {pk: state for pk, state in wanted.items() if state in ANSWERS}
        changed = invitations.set_states(found, person, said, signed_in(request), "speakers")
        _tell(request, changed, f"Saved. Publish to show {'it' if changed == 1 else 'them'}.")
        return HttpResponseRedirect(request.path)
    link = EntryLink.objects.filter(event=found, speaker=person.uid).first()
    parts = invitations.parts_of(found, person)
    return render_page(
        request,
        found,
        "speaker_entry",
        str(person),
        section="speakers",
        speaker=person,
        parts=[(part, list(ANSWERS.items())) for part in parts],
        lacking=lacking(person, parts),
        may_change=access.may_change_speaker(request.user, person),
        link=link,
        address=invitations.address(link, found.slug) if link else "",
        proposed=proposals.waiting(found).filter(speaker=person.uid).count(),
        mails=mailing.shown(request, found, mailing.written(request, found).filter(speaker=person.uid)),
    )


@require_POST
def renew(request: HttpRequest, event: int, speaker: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    person = _person(found, speaker)
    access.refuse_unless_editor(request.user, found)
    had = EntryLink.objects.filter(event=found, speaker=person.uid).exists()
    if had:
        invitations.renew(found, person)
        messages.success(request, f"{person} has a new link. The one before it leads nowhere any more.")
    else:
        invitations.link_of(found, person)
        messages.success(request, f"{person} has a link now. Send it to nobody else.")
    return HttpResponseRedirect(reverse("admin:speaker_entry", args=[found.pk, person.pk]))


def proposed(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    if request.method == "POST":
        return _decide(request, found)
    rows = list(proposals.waiting(found).select_related("appearance__panel")[:200])
    people = proposals.people_of(rows)
    mine = access.changeable_speakers(request.user, people.values())
    grouped: dict[Speaker, list[dict[str, Any]]] = {}
    for row in rows:
        if row.speaker in people:
            person = people[row.speaker]
            grouped.setdefault(person, []).append(_shown(row, person, may_change=person.pk in mine))
    before = (
        Proposal.objects.filter(event=found).exclude(state="open").select_related("decided_by", "appearance__panel")
    )
    decided = list(before.order_by("-decided_at", "-pk")[:30])
    names = proposals.people_of(decided)
    return render_page(
        request,
        found,
        "proposals",
        "What speakers propose",
        section="speakers",
        people=grouped.items(),
        decided=[(row, proposals.LABELS[row.field], names.get(row.speaker)) for row in decided],
    )


def _decide(request: HttpRequest, event: Event) -> HttpResponse:
    access.refuse_unless_editor(request.user, event)
    said = {
        int(name[9:]): proposals.Choice(word, request.POST.get(f"seen-{name[9:]}", ""))
        for name, word in request.POST.items()
        if name.startswith("proposal-") and name[9:].isdecimal() and len(name) < 27 and word in ("accept", "refuse")
    }
    people = proposals.people_of(list(proposals.waiting(event).filter(pk__in=said)))
    mine = access.changeable_speakers(request.user, people.values())
    changeable = {person.uid for person in people.values() if person.pk in mine}
    done = proposals.decide(event, said, signed_in(request), changeable)
    if done.accepted:
        messages.success(request, f"Accepted: {done.accepted}. It stands in the programme; publish to show it.")
    if done.refused:
        messages.success(request, f"Refused: {done.refused}. The entry stays as it was there.")
    for problem in done.problems:
        messages.error(request, problem)
    _say_meanwhile(request, event, done)
    if not said:
        messages.info(request, "Nothing was chosen, and nothing changed.")
    return HttpResponseRedirect(request.path)


def _say_meanwhile(request: HttpRequest, event: Event, done: proposals.Decided) -> None:
    """What was not done, because something else was done while the page was open."""
    people = proposals.people_of([*(row for row, _ in done.changed), *done.before])
    for row, whose in done.changed:
        person = people.get(row.speaker)
        what = f"{person or 'They'} proposes something else now"
        if whose == "ours" and (found := row.appearance or person):
            now = Truncator(proposals.stands(row, person)).chars(200)
            what = f"{seen.who_changed(found, (row.field,))} to {f'“{now}”' if now else 'nothing'}"
        again = "Nothing was done about it: see both below, and decide once more."
        messages.warning(request, f"{_named(row, person)}: {what}. {again}")
    for row in done.before:
        at = date_format(timezone.localtime(row.decided_at, event.zone), "j M, H:i")
        what = f"{row.decided_by or 'Somebody'} {row.get_state_display()} this before you, {at}"
        messages.warning(request, f"{_named(row, people.get(row.speaker))}: {what}. Your choice changed nothing.")
    if done.gone:
        messages.info(request, f"{done.gone} of what you chose is proposed no more: who proposed it took it back.")


def _named(row: Proposal, person: Speaker | None) -> str:
    return f"{person or 'Somebody who is gone'}, {proposals.LABELS[row.field]}"


def _shown(row: Proposal, person: Speaker, *, may_change: bool) -> dict[str, Any]:
    now = proposals.stands(row, person)
    return {
        "row": row,
        "label": proposals.LABELS[row.field],
        "panel": row.appearance.panel if row.appearance else None,
        "now": now,
        "mark": proposals.mark(row, person),
        "changed_since": now != row.ours,
        "may": may_change or row.appearance is not None,
    }


def _person(event: Event, speaker: int) -> Speaker:
    """Somebody who appears in the event; 404 for anybody else."""
    here = Appearance.objects.filter(panel__event=event).values("speaker")
    return get_object_or_404(Speaker, pk=speaker, pk__in=here)


def _said(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} people"


def _tell(request: HttpRequest, changed: int, said: str) -> None:
    if changed:
        messages.success(request, said)
    else:
        messages.info(request, "Everything is as it was.")


def urls(view: Any, event: str) -> list[URLPattern]:
    return [
        path(f"{event}proposals/", view(proposed), name="speaker_proposals"),
        path(f"{event}speakers/<int:speaker>/", view(entry), name="speaker_entry"),
        path(f"{event}speakers/<int:speaker>/link/", view(renew), name="speaker_link"),
    ]
