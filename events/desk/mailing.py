"""Writing to speakers: who would get what is shown first, then sent, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from events import mail_changes, mails
from events.desk import access
from events.desk.pages import render_page, signed_in
from events.desk.speaker_list import event_of
from events.mails import Post
from events.models import Event, Mail
from events.site import languages
from speakers.models import Speaker

LONGEST_WORD = 3000
MOST_CHOSEN = 500
OWN_LINK = re.compile(r"\S*/entry/\d+-\S+")  # as invitations.address makes it, on whichever host
HIDDEN_LINK = "[their own link, shown to owners and editors]"


@dataclass(frozen=True)
class Kind:
    """A kind of e-mail that can be written."""

    name: str
    title: str
    lead: str
    letters: Callable[[Event, Collection[int] | None, str], Post]


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "invitation",
            "Invitation",
            "To all who have not declined: their own link, and where they have not answered yet, the question.",
            mails.invitations_to,
        ),
        Kind("reminder", "Reminder", "To those who have not answered yet: the question again.", mails.reminders_to),
        Kind(
            "changes",
            "Your panel has changed",
            "To the people of panels that a release moved, cancelled or brought back, with a calendar entry that "
            "changes the one they have. Only what is public is told.",
            mail_changes.changes_to,
        ),
    )
}


def to_these(request: HttpRequest, speakers: QuerySet[Speaker]) -> HttpResponse | None:
    """From the list's action to the page on which one looks it over."""
    event = event_of(request)
    if event is None:
        messages.warning(request, "Open the speakers of one event first: one writes to them about its panels.")
        return None
    chosen = list(speakers.order_by("pk").values_list("pk", flat=True)[: MOST_CHOSEN + 1])
    if len(chosen) > MOST_CHOSEN:
        messages.warning(request, f"Choose {MOST_CHOSEN} at most, or write to all by the button above the list.")
        return None
    url = reverse("admin:speaker_mail", args=[event.pk, "invitation"])
    return HttpResponseRedirect(f"{url}?only={','.join(map(str, chosen))}")


def write(request: HttpRequest, event: int, kind: str) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    if kind not in KINDS:
        raise Http404("There is no such kind of e-mail.")
    if not access.may_edit(request.user, found.pk):
        raise PermissionDenied("Only owners and editors write to speakers.")
    only = _only(request.POST.get("only", request.GET.get("only", "")))
    word = request.POST.get("word", "")[:LONGEST_WORD].replace("\r\n", "\n")
    post = None
    if request.method == "POST":
        post = KINDS[kind].letters(found, only, word)
        if request.POST.get("what") == "send":
            _send(request, found, post)
            return HttpResponseRedirect(request.get_full_path())
    return render_page(
        request,
        found,
        "mail",
        KINDS[kind].title,
        section="speakers",
        kind=KINDS[kind],
        kinds=KINDS.values(),
        word=word,
        only=",".join(map(str, sorted(only))) if only is not None else "",
        chosen=len(only) if only is not None else 0,
        post=post,
        due=sum(letter.due and not letter.sent for letter in post.letters) if post else 0,
        **_sent(post),
        set_up=mails.is_set_up(),
        sender=mails.sender()[1],
        language=languages.of_event(found.languages.split()).name,
        reply_to=getattr(request.user, "email", ""),
        longest=LONGEST_WORD,
    )


def _sent(post: Post | None) -> dict[str, Any]:
    """How many of the letters went out before, how many did not, and when the last of them went."""
    letters = post.letters if post else ()
    gone = [mail.sent_at for letter in letters for mail in letter.before if mail.state != Mail.State.FAILED]
    sent = sum(letter.sent for letter in letters)
    return {"sent": sent, "unsent": len(letters) - sent, "last_sent": max(gone, default=None)}


def log(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    mails_here = written(request, found)
    rows = shown(request, found, mails_here[:300])
    people = {speaker.uid: speaker for speaker in Speaker.objects.filter(uid__in={row.speaker for row in rows})}
    return render_page(
        request,
        found,
        "mail_log",
        "What was written",
        section="speakers",
        mails=[(row, people.get(row.speaker)) for row in rows],
        total=mails_here.count(),
        kinds=KINDS.values(),
    )


def written(request: HttpRequest, event: Event) -> QuerySet[Mail]:
    return access.seen_mails(request.user, event.pk).select_related("sent_by")


def shown(request: HttpRequest, event: Event, rows: Iterable[Mail]) -> list[Mail]:
    """To be read: whoever may not write to speakers does not see the links by which one answers as them."""
    found = list(rows)
    if not access.may_edit(request.user, event.pk):
        for row in found:
            row.text, row.error = (OWN_LINK.sub(HIDDEN_LINK, said) for said in (row.text, row.error))
    return found


def _send(request: HttpRequest, event: Event, post: Post) -> None:
    chosen = set(request.POST.getlist("send"))
    wanted = [letter for letter in post.letters if letter.chosen in chosen]
    if not chosen:
        messages.info(request, "Nobody was chosen, and nothing was sent.")
        return
    now, later = wanted[: mails.MOST_AT_ONCE], wanted[mails.MOST_AT_ONCE :]
    done = mails.send(event, now, signed_in(request))
    if done.sent:
        where = "Sent" if mails.is_set_up() else "Printed in the server’s log, sent to nobody"
        messages.success(request, f"{where}: {done.sent} e-mail{'s' if done.sent != 1 else ''}.")
    for letter, problem in done.failed[:5]:
        messages.error(request, f"{letter.speaker}: {problem}")
    if len(done.failed) > 5:
        messages.error(request, f"And {len(done.failed) - 5} more: see what was written.")
    if changed := len(chosen) - len(wanted) + done.twice:
        messages.warning(
            request, f"{changed} {'is' if changed == 1 else 'are'} not as you saw, or sent meanwhile. Look once more."
        )
    if later:
        messages.warning(
            request, f"{len(later)} wait: {mails.MOST_AT_ONCE} go at once. Look them over, and send again."
        )


def _only(text: str) -> set[int] | None:
    """Primary keys of people; None for all of the event."""
    keys = {int(part) for part in text.split(",") if part.isdecimal() and len(part) < 19}
    return set(sorted(keys)[:MOST_CHOSEN]) if keys else None


def urls(view: Any, event: str) -> list[URLPattern]:
    return [
        path(f"{event}mail/", view(log), name="speaker_mails"),
        path(f"{event}mail/<str:kind>/", view(write), name="speaker_mail"),
    ]
