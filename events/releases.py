"""Releases: publish the drafts, go back to an older release, and say which one is public.

Data in: `drafts.load_public`. Data out: programme.model.Release, from the database or from `preview`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, fields
from functools import partial
from typing import Any

from anyascii import anyascii
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from events import drafts, merging, webhooks
from events.models import Address, Event, ReleaseChange
from events.models import Release as ReleaseRow
from programme import form, history
from programme.history import Past
from programme.model import Change, Panel, Programme, Release, Speaker
from programme.publishing import History, next_release, shown

CURRENT = "current"  # the cache's entry: which release of each event is public
BACK = gettext_noop("Back to release %(number)s.")  # the note of a release to which nobody wrote another
CURRENT_SECONDS = 60  # then the database is asked again: a publisher may have been killed before its word to the cache
_previewed: ContextVar[Release | None] = ContextVar("previewed", default=None)


def current_numbers() -> dict[str, int]:
    """The newest release of every event that is not hidden, by the event's slug."""
    rows = ReleaseRow.objects.exclude(event__state=Event.State.HIDDEN).order_by()
    return dict(rows.values_list("event__slug").annotate(Max("number")))


def load(slug: str, number: int) -> Release:
    row = ReleaseRow.objects.only("content").get(event__slug=slug, number=number)
    return form.loads(Release, row.content)


def newest(event: Event) -> Release | None:
    row = event.releases.first()
    return form.loads(Release, row.content) if row else None


def preview(event: Event, number: int | None = None) -> Release | None:
    """The release that publishing, or going back to release `number`, would make now; None for no difference."""
    return _next(event, number, "", keep=False)


def coming(event: Event) -> Release | None:
    """What publishing now would make public. An event without a panel has nothing to show yet."""
    release = preview(event)
    return None if release and release.number == 1 and not release.programme.panels else release


@contextmanager
def previewing(release: Release) -> Iterator[None]:
    """What is made here is made as if this release, which is stored nowhere, were the public one of its event."""
    token = _previewed.set(release)
    try:
        yield
    finally:
        _previewed.reset(token)


def previewed() -> Release | None:
    """The release that is previewed here, if one is."""
    return _previewed.get()


def unpublished(event: Event) -> tuple[Change, ...]:
    """What publishing would change for the public."""
    release = preview(event)
    return release.changes if release else ()


def publish(event: Event, user: User | None = None, note: str = "") -> Release | None:
    """Make the drafts public. None where nothing has changed since the last release."""
    return _publish(event, None, user, note)


def go_back(event: Event, number: int, user: User | None = None, note: str = "") -> Release | None:
    """Publish what release `number` said again, as a new release. None where that is what is public.

    What organisers hold back today (embargoes, people not confirmed) stays held back.
    """
    return _publish(event, number, user, note or BACK % {"number": number})


def never_shown(event: Event) -> tuple[str, ...]:
    """The titles of panels that were cancelled before they were ever public: no page and no calendar has them."""
    public = {str(uid) for uid in event.addresses.filter(kind="panel").values_list("uid", flat=True)}
    panels = event.panels.filter(state="cancelled").order_by("pk").values_list("uid", "title")
    return tuple(title for uid, title in panels if str(uid) not in public)


def holds_back(event: Event, number: int) -> bool:
    """Whether something that release `number` showed is held back today: under embargo, a draft, or not confirmed."""
    programme = load(event.slug, number).programme
    return drafts.without_private(programme, event, timezone.now()) != programme


def announce() -> None:
    """Tell every process, once this transaction is committed, that what is public has changed."""
    # robust: the release is published; where the cache is away, it is asked again after CURRENT_SECONDS
    transaction.on_commit(lambda: cache.set(CURRENT, current_numbers(), CURRENT_SECONDS), robust=True)


def _lock(event: Event) -> None:
    """Nobody else publishes this event until the transaction ends (SQLite: nobody writes at all)."""
    Event.objects.select_for_update().get(pk=event.pk)


def _publish(event: Event, number: int | None, user: User | None, note: str) -> Release | None:
    with transaction.atomic():
        _lock(event)
        release = _next(event, number, note, keep=True)
        if release is None:
            return None
        row = ReleaseRow.objects.create(
            event=event,
            number=release.number,
            published_at=release.published,
            published_by=user,
            note=release.note,
            content=form.dumps(release),
        )
        if release.number > 1:  # the changes of the first only say that everything is new
            _remember(row, release.changes)
        announce()
        webhooks.tell(event, release)
        return release


def _remember(row: ReleaseRow, changes: Iterable[Change]) -> None:
    rows = (
        ReleaseChange(release=row, order=order, **asdict(history.kept(change))) for order, change in enumerate(changes)
    )
    ReleaseChange.objects.bulk_create(rows, batch_size=500)


def log(slug: str, number: int, newest: int = 0, only: int = 0) -> history.Log:
    """All releases up to `number`, with the changes of the `newest` of them or of the release `only`."""
    rows = list(
        ReleaseRow.objects.filter(event__slug=slug, number__lte=number)
        .order_by("-number")
        .values_list("number", "published_at", "note", "event__uid")
    )
    if coming := _coming(slug, number):
        uid = rows[0][3] if rows else Event.objects.values_list("uid", flat=True).get(slug=slug)
        rows.insert(0, (coming.number, coming.published, coming.note, uid))
    wanted = [only] if only else [row[0] for row in rows[:newest]]
    found: dict[int, list[Change]] = {}
    for release, change in _changes(slug, number, release__number__in=wanted):
        found.setdefault(release, []).append(change)
    if coming and coming.number in wanted and coming.number > 1:
        found[coming.number] = [history.kept(change) for change in coming.changes]
    named = _changes(slug, number, Q(code__in=("added", "removed", "renamed")) | Q(field="people"))
    first = coming.programme if coming and coming.number == 1 else load(slug, 1).programme
    return history.Log(
        str(rows[0][3]) if rows else "",
        tuple(Past(release, at, note, tuple(found.get(release, ()))) for release, at, note, _ in rows),
        frozenset((*history.names_in(first), *history.names(change for _, change in named))),
        first,
    )


def log_of_panel(slug: str, number: int, uid: str) -> tuple[Past, ...]:
    """The releases up to `number` that changed a panel, newest first, with what they changed of it."""
    found: dict[int, list[Change]] = {}
    for release, change in _changes(slug, number, uid=uid, subject="panel"):
        found.setdefault(release, []).append(change)
    times = ReleaseRow.objects.filter(event__slug=slug, number__in=found).values_list("number", "published_at")
    pasts = tuple(Past(release, at, "", tuple(found[release])) for release, at in times.order_by("-number"))
    if not (coming := _coming(slug, number)) or coming.number == 1:
        return pasts
    new = tuple(history.kept(change) for change in coming.changes if change.subject == "panel" and change.uid == uid)
    return (Past(coming.number, coming.published, "", new), *pasts) if new else pasts


def moves(slug: str, number: int) -> dict[str, tuple[str, ...]]:
    """By the uid of each panel that a release up to `number` moved: when it was to be before, newest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for release, change in _changes(slug, number, code="moved", subject="panel") if number > 1 else ():
        found.setdefault(change.uid, []).append((release, change.before))
    coming = _coming(slug, number)
    for change in coming.changes if coming else ():
        if change.code == "moved" and change.subject == "panel":
            found.setdefault(change.uid, []).append((number, change.before))
    return {uid: tuple(before for _, before in sorted(each, reverse=True)) for uid, each in found.items()}


def _coming(slug: str, number: int) -> Release | None:
    """The release of this number where it is previewed, and stored nowhere yet."""
    coming = previewed()
    is_it = coming is not None and (coming.slug, coming.number) == (slug, number)
    stored = is_it and ReleaseRow.objects.filter(event__slug=slug, number=number).exists()
    return coming if is_it and not stored else None


def _changes(slug: str, number: int, *which: Q, **filters: Any) -> Iterator[tuple[int, Change]]:
    rows = ReleaseChange.objects.filter(*which, release__event__slug=slug, release__number__lte=number, **filters)
    for release, *facts in rows.values_list("release__number", *(field.name for field in fields(Change))):
        yield release, Change(*facts)


def _next(event: Event, number: int | None, note: str, *, keep: bool) -> Release | None:
    """From the drafts, or from release `number`. `keep`: give out addresses for good."""
    now = timezone.now()
    if number is None:
        public = drafts.load_public(event, now)
    else:
        public = drafts.without_private(load(event.slug, number).programme, event, now)
    previous = newest(event)
    public = shown(public, previous)
    slugs = _addresses(event, public, keep=keep)
    gone = {uid for kind, uid in slugs if kind == "speaker"}.difference(speaker.uid for speaker in public.speakers)
    merged = merging.where_they_went() if gone else {}
    history = History(slugs, _past_sequences(event, public, previous), merged, drafts.embargoed(event, now))
    return next_release(public, previous, history, now, note)


def remembered(event: Event, known: Collection[str]) -> Programme:
    """Panels and people that were public once and are not among the `known` uids: whoever comes back is still they."""
    missing = {str(uid) for uid in event.addresses.values_list("uid", flat=True)}.difference(known)
    panels, speakers = dict[str, Panel](), dict[str, Speaker]()
    for row in event.releases.all() if missing else ():
        past = form.loads(Release, row.content).programme
        panels = {p.uid: p for p in past.panels if p.uid in missing} | panels
        speakers = {s.uid: s for s in past.speakers if s.uid in missing} | speakers
    return Programme(speakers=tuple(speakers.values()), panels=tuple(panels.values()))


def _past_sequences(event: Event, public: Programme, previous: Release | None) -> dict[str, int]:
    """The sequences of panels that come back: released once, and in the last release neither alive nor a tombstone."""
    if previous is None:
        return {}
    known = previous.sequences.keys()
    released = {str(uid) for uid in event.addresses.filter(kind="panel").values_list("uid", flat=True)}
    wanted = {panel.uid for panel in public.panels} & released - known
    found: dict[str, int] = {}
    for row in event.releases.all() if wanted else ():
        past = form.loads(Release, row.content)
        for uid in wanted & past.sequences.keys():
            found[uid] = max(past.sequences[uid], found.get(uid, 0))
    return found


def _addresses(event: Event, programme: Programme, *, keep: bool) -> dict[tuple[str, str], str]:
    """The public address of everything in the programme, given out anew where it has none yet."""
    rows = event.addresses.all()
    slugs = {(row.kind, str(row.uid)): row.slug for row in rows}
    taken = {(row.kind, row.slug) for row in rows}
    new = []
    for kind, uid, name in _addressable(programme):
        if (kind, uid) not in slugs:
            slug = _free(partial(_is_free, taken, kind), slugify(anyascii(name))[:70].strip("-") or kind)
            slugs[kind, uid] = slug
            taken.add((kind, slug))
            new.append(Address(event=event, kind=kind, uid=uid, slug=slug))
    if keep:
        Address.objects.bulk_create(new)
    return slugs


def _is_free(taken: set[tuple[str, str]], kind: str, slug: str) -> bool:
    return (kind, slug) not in taken


def _free(is_free: partial[bool], slug: str) -> str:
    """The slug, or slug-2, slug-3, … where it is taken."""
    number, candidate = 1, slug
    while not is_free(candidate):
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def _addressable(programme: Programme) -> Iterable[tuple[str, str, str]]:
    yield from (("panel", panel.uid, panel.title) for panel in programme.in_order)
    yield from (("speaker", speaker.uid, speaker.name) for speaker in programme.speakers)
    yield from (("room", room.uid, room.name) for room in programme.rooms)
    yield from (("track", track.uid, track.name) for track in programme.tracks)
