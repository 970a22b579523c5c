"""People who are likely the same: look at two entries, make them one, say they are two, take a merge apart again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from events import clocks, merging
from events.desk import access
from events.desk.pages import signed_in
from events.merging import FACTS, MergeRefusedError
from events.models import Appearance, Event
from programme.same import judge, likely
from speakers.models import Speaker, SpeakerMerge

SHOWN = 50  # pairs at once
LABELS = {"post_nominal": "after the name", "bio": "biography", "email": "e-mail (private)"}


@dataclass(frozen=True)
class Entry:
    """A speaker with their panels, as far as who looks may see them."""

    speaker: Speaker
    parts: tuple[Appearance, ...]


@dataclass(frozen=True)
class Two:
    one: Entry
    other: Entry
    reason: str
    may_change: bool


@dataclass(frozen=True)
class Choice:
    """A fact that differs between the two entries of a merge. `likely`: which of them is proposed."""

    name: str
    label: str
    one: Any
    other: Any
    likely: str  # "one" or "other"


def same_person(request: HttpRequest) -> HttpResponse:
    event = _event(request)
    rows = {str(row.uid): row for row in access.seen_speakers(request.user).order_by("sort_name", "pk")}
    apart = merging.told_apart()
    pairs = [pair for pair in likely(_names(rows.values())) if frozenset((pair.one, pair.other)) not in apart]
    if event:
        here = {str(uid) for uid in Speaker.objects.filter(panels__event=event).values_list("uid", flat=True)}
        pairs = [pair for pair in pairs if {pair.one, pair.other} & here]
    shown = pairs[:SHOWN]
    people = [rows[uid] for pair in shown for uid in (pair.one, pair.other)]
    entries, mine = _entries(request, people), access.changeable_speakers(request.user, people)
    return _page(
        request,
        "same_person",
        "Likely the same person",
        event=event,
        pairs=[
            Two(entries[one.pk], entries[other.pk], pair.likeness.reason, {one.pk, other.pk} <= mine)
            for pair in shown
            for one, other in [(rows[pair.one], rows[pair.other])]
        ],
        more=len(pairs) - len(shown),
        merges=_merges(request, rows, event),
    )


def merge(request: HttpRequest, one: int, other: int) -> HttpResponse:
    first, second = _pair(request, one, other)
    if request.method == "POST":
        _refuse_unless_theirs(request, first, second)
        return _merge(request, first, second)
    entries = _entries(request, [first, second])
    keep = _fuller((len(entries[pk].parts), len(entries[pk].speaker.name)) for pk in (first.pk, second.pk))
    may_change = len(access.changeable_speakers(request.user, [first, second])) == len(entries)
    return _page(
        request,
        "merge",
        "One person or two?",
        pair=Two(entries[first.pk], entries[second.pk], judge(first.name, second.name).reason, may_change),
        choices=[choice for fact in FACTS if (choice := _choice(fact, first, second, keep))],
        keep=keep,
        told_apart=frozenset((str(first.uid), str(second.uid))) in merging.told_apart(),
    )


@require_POST
def not_same(request: HttpRequest, one: int, other: int) -> HttpResponse:
    first, second = _pair(request, one, other)
    _refuse_unless_theirs(request, first, second)
    merging.tell_apart(first.uid, second.uid, signed_in(request))
    messages.success(request, f"{first} and {second} are two people, and are not proposed again.")
    return HttpResponseRedirect(_list(request))


def take_apart(request: HttpRequest, record: int) -> HttpResponse:
    found = get_object_or_404(SpeakerMerge.objects.select_related("merged_by", "undone_by"), pk=record)
    speaker = _now(request, found)
    if request.method == "POST":
        _refuse_unless_theirs(request, speaker)
        try:
            done = merging.take_apart(found.pk, signed_in(request))
        except MergeRefusedError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.path)
        messages.success(request, f"{speaker} and {found.name} are two again. Publish to show it.")
        _say(request, done.notes)
        return HttpResponseRedirect(reverse("admin:same_person"))
    moved = [part["pk"] for part in found.before["moved"]]
    parts = Appearance.objects.filter(pk__in=moved, panel__event__in=access.seen_events(request.user))
    return _page(
        request,
        "take_apart",
        f"Take {found.name} out of {speaker} again",
        record=found,
        speaker=speaker,
        clock=clocks.of_person(speaker, access.seen_events(request.user)),
        before=found.before["absorbed"]["fields"],
        parts=parts.select_related("panel__event", "panel__slot").order_by("panel__slot__start", "pk"),
        may_change=access.may_change_speaker(request.user, speaker),
    )


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    shared = {**admin.site.each_context(request), "title": title, "section": "speakers", "list_url": _list(request)}
    return TemplateResponse(request, f"desk/{name}.html", shared | context)


def _event(request: HttpRequest) -> Event | None:
    """The event that the list is kept to: ?event=, where one may see it."""
    wanted = request.GET.get("event", "")
    return access.seen_events(request.user).filter(pk=wanted).first() if wanted.isdecimal() else None


def _list(request: HttpRequest) -> str:
    event = _event(request)
    return reverse("admin:same_person") + (f"?event={event.pk}" if event else "")


def _names(rows: Iterable[Speaker]) -> dict[str, str]:
    return {str(row.uid): row.name for row in rows}


def _pair(request: HttpRequest, one: int, other: int) -> tuple[Speaker, Speaker]:
    seen: QuerySet[Speaker] = access.seen_speakers(request.user)
    if one == other:
        raise Http404("That is one entry. Choose two.")
    return get_object_or_404(seen, pk=one), get_object_or_404(seen, pk=other)


def _refuse_unless_theirs(request: HttpRequest, *speakers: Speaker) -> None:
    if len(access.changeable_speakers(request.user, speakers)) < len(speakers):
        raise PermissionDenied("Only who edits every event in which both appear makes them one, or says they are two.")


def _entries(request: HttpRequest, speakers: Iterable[Speaker]) -> dict[int, Entry]:
    rows = {speaker.pk: speaker for speaker in speakers}
    parts = Appearance.objects.filter(speaker__in=rows, panel__event__in=access.seen_events(request.user))
    by_speaker: dict[int, list[Appearance]] = defaultdict(list)
    for part in parts.select_related("panel__event", "panel__slot").order_by("panel__slot__start", "pk"):
        by_speaker[part.speaker_id].append(part)
    return {pk: Entry(row, tuple(by_speaker[pk])) for pk, row in rows.items()}


def _merges(
    request: HttpRequest, rows: dict[str, Speaker], event: Event | None
) -> list[tuple[SpeakerMerge, Speaker, tzinfo]]:
    """What was merged into people whom one sees, the newest first, and by which clock that is told."""
    now = merging.where_they_went()
    found = SpeakerMerge.objects.filter(undone_at=None).select_related("merged_by").defer("before", "after")
    mine = [(record, rows[uid]) for record in found if (uid := now[str(record.absorbed)]) in rows]
    default = event.zone if event else timezone.get_default_timezone()
    people = [] if event else [speaker.pk for _, speaker in mine]
    zones = clocks.of_people(people, access.seen_events(request.user))
    return [(record, speaker, zones.get(speaker.pk, default)) for record, speaker in mine]


def _now(request: HttpRequest, record: SpeakerMerge) -> Speaker:
    """Whom a merge is part of today; 404 where one may not see them."""
    uid = merging.where_they_went().get(str(record.kept), str(record.kept))
    return get_object_or_404(access.seen_speakers(request.user), uid=UUID(uid))


def _fuller(sizes: Iterable[Any]) -> str:
    one, other = sizes
    return "other" if other > one else "one"


def _choice(fact: str, one: Speaker, other: Speaker, keep: str) -> Choice | None:
    """None where nothing is to be chosen: both say the same, or one says nothing."""
    values = getattr(one, fact), getattr(other, fact)
    if values[0] == values[1] or not all(values):
        return None
    proposed = _fuller(map(len, values)) if fact in ("name", "bio") else keep
    return Choice(fact, LABELS.get(fact, fact), *values, proposed)


def _merge(request: HttpRequest, first: Speaker, second: Speaker) -> HttpResponse:
    keep = request.POST.get("keep", "one")
    kept, absorbed = (second, first) if keep == "other" else (first, second)
    chosen = {fact: "kept" if said == keep else "absorbed" for fact in FACTS if (said := request.POST.get(fact, ""))}
    try:
        done = merging.merge(kept.pk, absorbed.pk, chosen, signed_in(request))
    except MergeRefusedError as error:
        messages.error(request, f"Nothing was changed. {error}")
        return HttpResponseRedirect(request.get_full_path())
    kept.refresh_from_db()
    apart = reverse("admin:take_apart", args=[done.record.pk])
    said = 'The two are one now: {}. Publish to show it; you can still <a href="{}">take it apart</a>.'
    messages.success(request, format_html(said, kept, apart))
    _say(request, done.notes)
    return HttpResponseRedirect(_list(request))


def _say(request: HttpRequest, notes: Iterable[str]) -> None:
    for note in notes:
        messages.warning(request, note)
