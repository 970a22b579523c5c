"""Deleting an event: for owners, after a look at what goes, and only with its name typed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events import former, merging, releases
from events.desk import access
from events.desk.pages import render_page
from events.models import Address, Appearance, Edit, Event, Picks
from speakers.models import Speaker


@dataclass(frozen=True)
class Loss:
    """So many of something."""

    count: int
    one: str
    several: str

    def __str__(self) -> str:
        return f"{self.count} {self.one if self.count == 1 else self.several}"


def delete(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    if not access.may_own(request.user, found.pk):
        raise PermissionDenied(f"Only owners delete {found}.")
    typed = request.POST.get("name", "")
    if request.method == "POST" and _same(typed, found.title):
        title = found.title
        delete_event(found, people="people" in request.POST)
        messages.success(request, f"“{title}” was deleted, and all that was in it.")
        return HttpResponseRedirect(reverse("admin:index"))
    public = found.releases.exists() and found.state != Event.State.HIDDEN
    return render_page(
        request,
        found,
        "delete",
        f"Delete {found}",
        losses=[loss for loss in losses(found) if loss.count],
        public=public,
        addresses=addresses(found) if public else [],
        alone=people_only_here(found).count(),
        typed=typed,
        wrong=request.method == "POST",
        section="settings",
    )


def losses(event: Event) -> list[Loss]:
    return [
        Loss(event.panels.count(), "panel", "panels"),
        Loss(event.releases.count(), "release", "releases"),
        Loss(event.imports.count(), "import with its document", "imports with their documents"),
        Loss(Edit.objects.filter(event=event).count(), "recorded change", "recorded changes: none can be taken back"),
        Loss(event.memberships.count(), "member’s rights in it", "members’ rights in it"),
        Loss(Picks.objects.filter(event=event).count(), "calendar of one’s choice", "calendars of people’s choice"),
    ]  # fmt: skip


def addresses(event: Event) -> list[str]:
    """What is gone, in words: the page, what was given out below it, and what calendars subscribe to."""
    counts = dict.fromkeys(("panel", "speaker", "room", "track"), 0)
    for kind in event.addresses.values_list("kind", flat=True):
        counts[kind] += 1
    subscribed = (
        f"/{event.slug}/calendar.ics and {sum(counts.values())} other calendars. Programs that subscribed to them keep "
        "the entries that they have, or drop them; nobody is told."
    )
    return [
        f"/{event.slug}/ and every page below it: {counts['panel']} of panels, {counts['speaker']} of speakers",
        subscribed,
        "every place elsewhere in which the schedule is embedded",
    ]


def people_only_here(event: Event) -> QuerySet[Speaker]:
    """Whom nobody would see any more: they appear in no other event, and did in no release of one."""
    parts = Appearance.objects.order_by()
    elsewhere = Address.objects.filter(kind="speaker").exclude(event=event)
    return (
        Speaker.objects.filter(pk__in=parts.filter(panel__event=event).values("speaker"))
        .exclude(pk__in=parts.exclude(panel__event=event).values("speaker"))
        .exclude(uid__in=elsewhere.values("uid"))
    )


def delete_event(event: Event, *, people: bool = False) -> None:
    """Panels go first: they hold on to the slots and rooms that go with the event. `people`: who is only in it, too."""
    with transaction.atomic():
        transaction.on_commit(cache.clear, robust=True)  # its pages are kept there, though nobody is shown them
        former.remember(event)
        gone = list(people_only_here(event)) if people else []
        event.panels.all().delete()
        event.delete()
        merging.forget([speaker.uid for speaker in gone])
        for speaker in gone:
            photo, name = speaker.photo, speaker.photo.name
            speaker.delete()
            if name:
                transaction.on_commit(partial(photo.storage.delete, name), robust=True)
        releases.announce()


def _same(typed: str, title: str) -> bool:
    return " ".join(typed.split()).casefold() == " ".join(title.split()).casefold()
