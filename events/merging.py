"""Two speakers become one, and two again.

A merge moves the appearances of one to the other and keeps what was there before; taking it apart puts back what of it
still exists. What is public changes with the next release: its addresses lead on (see `where_they_went`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core import serializers
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from events import edits
from events.models import Appearance, Edit, EditedRow, Event, Panel
from programme.uniting import is_double, richness
from speakers.models import Speaker, SpeakerMerge, SpeakersApart

FACTS = ("name", "honorific", "post_nominal", "bio", "photo", "links", "email")  # what may be chosen from either


class MergeRefusedError(ValueError):
    """Nothing was changed. The message says what is in the way, and what to do."""


@dataclass(frozen=True)
class Done:
    """What a person should know of what was done, as sentences."""

    record: SpeakerMerge
    notes: tuple[str, ...] = ()


def where_they_went() -> dict[str, str]:
    """The uids of people who were merged into others, with the uid of whom they are now."""
    into = {
        str(absorbed): str(kept)
        for absorbed, kept in SpeakerMerge.objects.filter(undone_at=None).values_list("absorbed", "kept")
    }
    return {uid: _last(into, uid) for uid in into}


def merged_into(speaker: Speaker) -> list[SpeakerMerge]:
    """What can be taken out of this speaker again, the newest first."""
    uids = [uid for uid, now in where_they_went().items() if now == str(speaker.uid)]
    found = SpeakerMerge.objects.filter(absorbed__in=uids, undone_at=None)
    return list(found.select_related("merged_by").defer("before", "after"))


def of_edits(made: Iterable[Edit]) -> dict[int, int]:
    """By the primary key of an edit that merged two people, the record by which they can be taken apart still."""
    wanted = [edit.pk for edit in made if edit.source == "merge"]
    if not wanted:
        return {}
    gone = EditedRow.objects.filter(edit__in=wanted, model="speaker", after__isnull=True).select_related("edit")
    whose = {row.edit_id: (str(row.before["uid"]), row.edit.made_at) for row in gone if row.before}
    records = SpeakerMerge.objects.filter(absorbed__in={uid for uid, _ in whose.values()}, undone_at=None)
    there = {str(uid): (pk, at) for pk, uid, at in records.values_list("pk", "absorbed", "merged_at")}
    return {edit: there[uid][0] for edit, (uid, at) in whose.items() if uid in there and there[uid][1] <= at}


def other_names(uids: Collection[str]) -> list[tuple[str, str]]:
    """(name, uid of whom they are now) of those who were merged into one of these."""
    now = where_they_went()
    rows = SpeakerMerge.objects.filter(undone_at=None).values_list("name", "absorbed")
    return [(name, now[str(absorbed)]) for name, absorbed in rows if now[str(absorbed)] in uids]


def forget(uids: Collection[UUID]) -> None:
    """What merges keep of people who are deleted, and of those who were merged into them: it is deleted with them."""
    gone: set[UUID] = set(uids)
    while absorbed := set(SpeakerMerge.objects.filter(kept__in=gone).values_list("absorbed", flat=True)) - gone:
        gone |= absorbed
    SpeakerMerge.objects.filter(kept__in=gone).delete()
    SpeakersApart.objects.filter(Q(one__in=gone) | Q(other__in=gone)).delete()


def tell_apart(one: UUID, other: UUID, user: User | None) -> None:
    first, second = sorted((one, other), key=str)
    SpeakersApart.objects.get_or_create(one=first, other=second, defaults={"said_by": user})


def told_apart() -> set[frozenset[str]]:
    return {frozenset((str(one), str(other))) for one, other in SpeakersApart.objects.values_list("one", "other")}


def merge(kept: int, absorbed: int, chosen: Mapping[str, str], user: User | None) -> Done:
    """Make the second speaker the first; both by primary key. Raises MergeRefusedError.

    `chosen` says for each of FACTS "absorbed" where the second one's is to stay; else the first one's does, unless it
    is empty.
    """
    with _recorded([kept, absorbed], user, _say_merged(kept, absorbed)):
        one, other = _locked(kept), _locked(absorbed)
        if one.pk == other.pk:
            raise MergeRefusedError("This is one speaker already.")
        _refuse_archived(other, f"Keep {other}, and let {one} go instead")
        before: dict[str, Any] = {"kept": _data(one), "absorbed": _data(other)}
        moved, dropped = _sort_out(one, other)
        before["moved"] = [_data(part) for part in moved]
        before["dropped"] = [_data(part) for part in dropped]
        for part in dropped:
            part.delete()
        for part in moved:
            part.speaker = one
            part.save(update_fields=["speaker"])
        _choose(one, other, chosen)
        other.delete()
        one.save()
        SpeakersApart.objects.filter(one__in=(one.uid, other.uid), other__in=(one.uid, other.uid)).delete()
        SpeakerMerge.objects.filter(absorbed=other.uid, undone_at=None).update(
            undone_at=timezone.now()
        )  # came back since
        record = SpeakerMerge.objects.create(
            kept=one.uid, absorbed=other.uid, name=other.name, before=before, after=_data(one)["fields"], merged_by=user
        )
    return Done(record, tuple(_say_dropped(part) for part in dropped))


def take_apart(record: int, user: User | None) -> Done:
    """Make two of a merged speaker again. Raises MergeRefusedError."""
    name, uid = SpeakerMerge.objects.values_list("name", "kept").get(pk=record)
    who = dict(Speaker.objects.filter(uid=uid).values_list("pk", "name"))
    with _recorded(list(who), user, f"Took “{name}” out of “{''.join(who.values())}” again"):
        found = SpeakerMerge.objects.select_for_update().get(pk=record)
        kept = _refuse_unless_possible(found)
        _refuse_archived(kept, "Open it first", [part["pk"] for part in found.before["moved"]])
        absorbed = _bring_back(found.before["absorbed"])
        notes = [*_put_back_facts(kept, found), *_put_back_parts(kept, absorbed, found)]
        tell_apart(kept.uid, absorbed.uid, user)
        found.undone_at, found.undone_by = timezone.now(), user
        found.save(update_fields=["undone_at", "undone_by"])
    return Done(found, tuple(notes))


def _last(into: Mapping[str, str], uid: str) -> str:
    while uid in into:
        uid = into[uid]
    return uid


@contextmanager
def _recorded(speakers: list[int], user: User | None, summary: str) -> Iterator[None]:
    """One transaction, and an edit of each event in which these people are; nobody else changes those meanwhile."""
    keys = Appearance.objects.filter(speaker__in=speakers).order_by().values_list("panel__event", flat=True)
    events: list[Event | None] = list(Event.objects.filter(pk__in=set(keys)).order_by("pk"))
    with transaction.atomic(), ExitStack() as stack:
        for event in events or [None]:
            stack.enter_context(edits.recording(event, user, summary, "merge", speakers=speakers))
        yield


def _say_merged(kept: int, absorbed: int) -> str:
    names = dict(Speaker.objects.filter(pk__in=(kept, absorbed)).values_list("pk", "name"))
    return f"Merged “{names.get(absorbed, '')}” into “{names.get(kept, '')}”"


def _locked(pk: int) -> Speaker:
    row = Speaker.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise MergeRefusedError("One of the two is no longer there. Look at the list again.")
    return row


def _parts(speaker: Speaker) -> list[Appearance]:
    return list(speaker.appearances.select_related("panel__event").order_by("panel", "order", "pk"))


def _refuse_archived(speaker: Speaker, way_out: str, only: Collection[int] | None = None) -> None:
    """Nobody changes the programme of an archived event."""
    parts = [part for part in _parts(speaker) if only is None or part.pk in only]
    archived = sorted({str(part.panel.event) for part in parts if part.panel.event.state == Event.State.ARCHIVED})
    if archived:
        raise MergeRefusedError(f"{speaker} appears in {', '.join(archived)}, which is archived. {way_out}.")


def _sort_out(kept: Speaker, absorbed: Speaker) -> tuple[list[Appearance], list[Appearance]]:
    """The appearances that go to the kept one, and those that go away because both were in one panel."""
    own: dict[int, list[Appearance]] = {}
    for part in _parts(kept):
        own.setdefault(part.panel_id, []).append(part)
    moved, dropped = [], []
    for part in _parts(absorbed):
        doubles = [mine for mine in own.get(part.panel_id, ()) if is_double(mine, part)]
        double = max(doubles, key=lambda mine: (mine.role, mine.paper) == (part.role, part.paper), default=None)
        if double is None:
            moved.append(part)
        elif richness(part) > richness(double):
            own[part.panel_id].remove(double)
            dropped.append(double)
            moved.append(part)
        else:
            dropped.append(part)
    return moved, dropped


def _choose(kept: Speaker, absorbed: Speaker, chosen: Mapping[str, str]) -> None:
    for fact in FACTS:
        theirs = getattr(absorbed, fact)
        if chosen.get(fact) == "absorbed" or (fact not in chosen and theirs and not getattr(kept, fact)):
            setattr(kept, fact, theirs)


def _say_dropped(part: Appearance) -> str:
    role = "" if part.role == "speaker" else f"{part.role}, "
    said = f"{role}{part.billing or 'no billing'}"
    return f"Both were in “{part.panel.title}”: the fuller entry stayed, the other ({said}) is kept with the merge."


def _refuse_unless_possible(record: SpeakerMerge) -> Speaker:
    if record.undone_at:
        raise MergeRefusedError("This was taken apart already.")
    kept = Speaker.objects.select_for_update().filter(uid=record.kept).first()
    if kept is None:
        later = SpeakerMerge.objects.filter(absorbed=record.kept, undone_at=None).first()
        if later:
            raise MergeRefusedError(f"“{later.name}” was merged into somebody else since. Take that apart first.")
        raise MergeRefusedError("The speaker who stayed was deleted since, so there is nothing to take apart.")
    if Speaker.objects.filter(uid=record.absorbed).exists():
        raise MergeRefusedError(f"“{record.name}” is at the desk again already. Merge the two, or leave them.")
    return kept


def _data(row: Model) -> dict[str, Any]:
    """The row as JSON data: model, pk, fields."""
    found: dict[str, Any] = json.loads(serializers.serialize("json", [row]))[0]
    return found


def _bring_back(data: Mapping[str, Any]) -> Speaker:
    """The row under the primary key that it had, so that what refers to it by that does again."""
    fields = dict(data["fields"])
    if fields["created_by"] and not User.objects.filter(pk=fields["created_by"]).exists():
        fields["created_by"] = None
    pk = None if Speaker.objects.filter(pk=data["pk"]).exists() else data["pk"]
    _restore([{**data, "pk": pk, "fields": fields}])
    return Speaker.objects.get(uid=fields["uid"])


def _restore(data: Iterable[Mapping[str, Any]]) -> None:
    for restored in serializers.deserialize("json", json.dumps(list(data))):
        restored.save()


def _put_back_facts(kept: Speaker, record: SpeakerMerge) -> list[str]:
    """What nobody has edited since becomes as it was."""
    before, after, now = record.before["kept"]["fields"], record.after, _data(kept)["fields"]
    edited = [fact for fact in FACTS if now[fact] != after[fact] and before[fact] != after[fact]]
    for fact in FACTS:
        if now[fact] == after[fact]:
            setattr(kept, fact, before[fact])
    kept.save()
    return [f"The {fact.replace('_', '-')} of {kept} was edited since the merge and stays." for fact in edited]


def _put_back_parts(kept: Speaker, absorbed: Speaker, record: SpeakerMerge) -> list[str]:
    parts = {part.pk: part for part in _parts(kept)}
    notes, back = [], 0
    for data in record.before["moved"]:
        if part := parts.get(data["pk"]):
            part.speaker = absorbed
            part.save(update_fields=["speaker"])
            back += 1
    gone = len(record.before["moved"]) - back
    for data in record.before["dropped"]:
        whose = absorbed if data["fields"]["speaker"] == record.before["absorbed"]["pk"] else kept
        gone += not _bring_back_part(data, whose)
    if gone:
        notes.append(f"{gone} {'appearance is' if gone == 1 else 'appearances are'} not there any more and stay so.")
    return notes


def _bring_back_part(data: Mapping[str, Any], speaker: Speaker) -> bool:
    """An appearance that the merge took away; not where its panel is gone, archived, or has one like it."""
    fields = data["fields"]
    if not Panel.objects.filter(pk=fields["panel"]).exclude(event__state=Event.State.ARCHIVED).exists():
        return False
    like_it = Appearance.objects.filter(panel=fields["panel"], speaker=speaker, role=fields["role"])
    if like_it.filter(paper=fields["paper"]).exists():
        return False
    pk = None if Appearance.objects.filter(pk=data["pk"]).exists() else data["pk"]
    _restore([{**data, "pk": pk, "fields": {**fields, "speaker": speaker.pk}}])
    return True
