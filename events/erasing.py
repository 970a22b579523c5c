"""Erasing a person: their name and what says who they are, in drafts, releases, journals and imports, at once.

Panels stay, and so does that somebody spoke there. Every event in which a release names them gets a new release, which
says nothing else that is new: so every page and feed is made again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from events import drafts, erased, merging, personal, releases, webhooks
from events.models import (
    AcceptedFinding,
    Address,
    Appearance,
    Day,
    Edit,
    EditedRow,
    EntryLink,
    Event,
    FirstAnswer,
    ImportRun,
    Invitation,
    Mail,
    Panel,
    Preview,
    Proposal,
    Release,
    ReleaseChange,
    Room,
    ScheduledRelease,
    ScreenMessage,
    SheetExport,
    Token,
    Track,
    Translation,
    WebhookMessage,
)
from events.personal import Person, json_without
from events.withholding import NAME, Withheld
from programme import form
from programme import model as value
from programme.publishing import History, next_release
from speakers.models import Speaker, SpeakerMerge

NOTE = gettext_noop("A name was withheld.")
PLAIN: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (  # texts of an event in which a name may stand
    (Day, ("theme",)),
    (Room, ("name",)),
    (Track, ("name",)),
    (Panel, ("number", "title", "abstract", "links", "notes")),
    (Translation, ("text", "imported")),
    (ScreenMessage, ("text",)),
    (AcceptedFinding, ("message", "reason")),
    (ScheduledRelease, ("note", "outcome")),
    (Edit, ("summary",)),
    (ImportRun, ("name", "source")),
    (Mail, ("subject", "text", "error")),
    (Proposal, ("ours", "theirs")),
    (Preview, ("purpose",)),
    (Token, ("name",)),
    (Invitation, ("whom",)),
)


def erase(person: Person, user: Any, documents: Collection[int] = ()) -> list[Release]:
    """Returns the new releases. `documents`: the imports whose document goes too."""
    with transaction.atomic():
        transaction.on_commit(cache.clear, robust=True)  # older pages are kept there, though nobody is shown them
        events = list(Event.objects.select_for_update().filter(pk__in=[event.pk for event in person.events]))
        public = {event.pk: releases.newest(event) for event in {row.event for row in person.releases}}
        withheld = replace(person.withheld, slugs=_new_addresses(person))
        _imports(person, withheld, documents)
        _journal(person, withheld)
        _drafts(person, withheld, events)
        _past(withheld, events)
        erased.remember(events, person.names)
        made = [_publish(event, public[event.pk], withheld, user) for event in events if public.get(event.pk)]
        if made:
            releases.announce()
    return made


def _drafts(person: Person, withheld: Withheld, events: Iterable[Event]) -> None:
    speaker = Speaker.objects.select_for_update().get(pk=person.speaker.pk)
    names = {name for name in (speaker.photo.name, *_merged_photos(person)) if name}
    for name in names:
        transaction.on_commit(partial(speaker.photo.storage.delete, name), robust=True)
    speaker.name, speaker.photo = NAME, ""
    speaker.honorific = speaker.post_nominal = speaker.bio = speaker.links = speaker.email = ""
    speaker.save()
    parts = Appearance.objects.filter(speaker=speaker)
    Translation.objects.filter(appearance__in=parts, field="billing").delete()
    parts.update(billing="")
    merging.forget([speaker.uid])
    for gone in (Mail, EntryLink, Proposal):
        gone._default_manager.filter(speaker__in=person.uids).delete()
    others = Appearance.objects.filter(panel__event__in=list(events))
    _write_texts(others.only("pk", "billing", "paper"), ("billing", "paper"), withheld)
    whole = Event.objects.filter(pk__in=[event.pk for event in events])
    facts = ("title", "organiser", "venue", "about", "contact")
    _write_texts(whole.only("pk", *facts), facts, withheld)
    for model, names_of in PLAIN:
        rows = model._default_manager.filter(event__in=list(events))
        _write_texts(rows.only("pk", *names_of), names_of, withheld)


def _write_texts(rows: Iterable[Any], names: tuple[str, ...], withheld: Withheld) -> None:
    for row in rows:
        clean = {name: withheld.text(getattr(row, name)) for name in names}
        if any(clean[name] != getattr(row, name) for name in names):
            type(row)._default_manager.filter(pk=row.pk).update(**clean)


def _merged_photos(person: Person) -> list[str]:
    """Of those who were merged into them, and what they had before a photo was changed."""
    merges = SpeakerMerge.objects.filter(kept__in=person.uids).values_list("before", "after")
    kept = [data for before, after in merges for data in (*before.values(), after) if isinstance(data, dict)]
    edited = EditedRow.objects.filter(model="speaker", key=str(person.speaker.pk)).values_list("before", "after")
    return [str(data.get("photo", "")) for data in (*kept, *(d for pair in edited for d in pair if d))]


def _new_addresses(person: Person) -> dict[str, str]:
    """The old address says who they were: it leads nowhere from now on. By uid, the new slugs."""
    found: dict[str, str] = {}
    for address in Address.objects.filter(kind="speaker", uid__in=person.uids):
        address.slug = found[str(address.uid)] = f"withheld-{address.uid.hex[:12]}"
        address.save(update_fields=["slug"])
    return found


def _journal(person: Person, withheld: Withheld) -> None:
    own = {row.pk for row in personal.edited_rows(person)}
    theirs = Q(edit__event__in=person.events) | Q(edit__event=None) | Q(pk__in=own)
    rows = EditedRow.objects.filter(theirs)
    for row in rows.iterator():
        clean = [_fields(row, data, own, withheld) for data in (row.before, row.after)]
        name = NAME if row.pk in own and row.model == "speaker" else withheld.text(row.name)
        if (row.before, row.after, row.name) != (*clean, name):
            EditedRow.objects.filter(pk=row.pk).update(before=clean[0], after=clean[1], name=name)
    _write_texts(Edit.objects.filter(event=None), ("summary",), withheld)
    _write_texts(Token.objects.filter(event=None), ("name",), withheld)
    for entry in LogEntry.objects.only("object_repr", "change_message").iterator():
        _write_texts([entry], ("object_repr", "change_message"), withheld)


def _fields(row: EditedRow, data: Any, own: set[int], withheld: Withheld) -> Any:
    if not data:
        return data
    clean = withheld.value(data)
    if row.pk in own:
        return (
            withheld.person(clean)
            if row.model == "speaker"
            else clean | ({"billing": ""} if "billing" in clean else {})
        )
    return clean


def _imports(person: Person, withheld: Withheld, documents: Collection[int]) -> None:
    """What was read stays as the record of it. Without its document, a run that was only looked at has no use."""
    runs = ImportRun.objects.filter(event__in=person.events)
    runs.filter(pk__in=documents, state=ImportRun.State.PREVIEWED).delete()
    for export in SheetExport.objects.filter(event__in=person.events).iterator():
        if (clean_base := json_without(export.base, withheld)) != export.base:
            SheetExport.objects.filter(pk=export.pk).update(base=clean_base)
    for run in runs.defer("document").iterator():
        kept = {name: getattr(run, name) for name in ("reading", "plan", "decisions", "options")}
        clean = {name: withheld.value(data) for name, data in kept.items()}
        clean |= {"drafts": json_without(run.drafts, withheld), "base": json_without(run.base, withheld)}
        if run.pk in documents:
            clean["document"] = b""
        changed = {name: data for name, data in clean.items() if name == "document" or data != getattr(run, name)}
        if changed:
            ImportRun.objects.filter(pk=run.pk).update(**changed)


def _past(withheld: Withheld, events: list[Event]) -> None:
    """A release never changes, but for this: that somebody is named no longer."""
    for row in Release.objects.filter(event__in=events).iterator():
        clean = json_without(row.content, withheld)
        note = withheld.text(row.note)
        if (clean, note) != (row.content, row.note):
            Release.objects.filter(pk=row.pk).update(content=clean, note=note)
    for change in ReleaseChange.objects.filter(release__event__in=events).iterator():
        facts = {name: getattr(change, name) for name in ("subject", "uid", "title", "field", "before", "after")}
        if (clean := withheld.value(facts)) != facts:
            ReleaseChange.objects.filter(pk=change.pk).update(**clean)
    _sent(withheld, events)


def _sent(withheld: Withheld, events: list[Event]) -> None:
    for message in WebhookMessage.objects.filter(webhook__event__in=events).only("body").iterator():
        if (body := _json(message.body, withheld)) != message.body:
            WebhookMessage.objects.filter(pk=message.pk).update(body=body)
    for answer in FirstAnswer.objects.only("body").iterator():
        if (body := _json(answer.body, withheld)) != answer.body:
            FirstAnswer.objects.filter(pk=answer.pk).update(body=body)


def _json(text: str, withheld: Withheld) -> str:
    """A message as it is, where nothing in it has to change."""
    try:
        data = json.loads(text)
    except ValueError:
        return withheld.text(text)
    clean = withheld.value(data)
    return text if clean == data else json.dumps(clean, ensure_ascii=False)


def _publish(event: Event, previous: value.Release | None, withheld: Withheld, user: Any) -> Release:
    """What was public, without them. Nothing that organisers changed since comes along."""
    assert previous  # noqa: S101 - who calls has looked
    now = timezone.now()
    public = form.loads(value.Release, json_without(form.dumps(previous), withheld))
    slugs = {(address.kind, str(address.uid)): address.slug for address in event.addresses.all()}
    history = History(slugs, {}, merging.where_they_went(), drafts.embargoed(event, now))
    made = next_release(public.programme, previous, history, now, NOTE) or replace(
        public, number=previous.number + 1, published=now, note=NOTE
    )
    made = form.loads(value.Release, json_without(form.dumps(replace(made, changes=())), withheld))
    row = Release.objects.create(
        event=event,
        number=made.number,
        published_at=now,
        published_by=user if user and user.pk else None,
        note=NOTE,
        content=form.dumps(made),
    )
    webhooks.tell(event, made)
    return row
