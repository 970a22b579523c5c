"""What speakers propose to change in their own entry: not in the drafts before an organiser accepts it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from events import edits, merging
from events.models import Appearance, Event, Proposal
from programme.links import LinkError, read_links
from speakers.models import Speaker

FACTS = ("name", "honorific", "post_nominal", "bio", "links")
LABELS = {
    "name": gettext_noop("name"),
    "honorific": gettext_noop("title before the name"),
    "post_nominal": gettext_noop("after the name"),
    "bio": gettext_noop("biography"),
    "links": gettext_noop("links"),
    "billing": gettext_noop("billing"),
}
LONGEST = {"bio": 6000, "links": 2000}
MOST_LINKS = 12

Key = tuple[int | None, str]  # primary key of the appearance or None for the person, and the field


class Choice(NamedTuple):
    """What somebody decides, and the `mark` of what they saw then."""

    word: str  # "accept" or "refuse"
    seen: str


@dataclass(frozen=True)
class Decided:
    accepted: int
    refused: int
    problems: tuple[str, ...] = ()  # why what was accepted could not be written; it is still open
    changed: tuple[tuple[Proposal, str], ...] = ()  # still open, since "ours" or "theirs" is not what was seen
    before: tuple[Proposal, ...] = ()  # somebody else has decided them
    gone: int = 0  # taken back by who proposed them


def facts(speaker: Speaker, parts: list[Appearance]) -> dict[Key, str]:
    """All that may be proposed otherwise, as it stands."""
    found: dict[Key, str] = {(None, name): getattr(speaker, name) for name in FACTS}
    return found | {(part.pk, "billing"): part.billing for part in parts}


def waiting(event: Event) -> QuerySet[Proposal]:
    return Proposal.objects.filter(event=event, state=Proposal.State.OPEN).order_by("made_at", "pk")


def of_speaker(event: Event, uids: set[UUID]) -> dict[Key, Proposal]:
    return {(row.appearance_id, row.field): row for row in waiting(event).filter(speaker__in=uids)}


def propose(event: Event, speaker: Speaker, parts: list[Appearance], wanted: Mapping[Key, str]) -> int:
    """Keep what is wanted otherwise; how much is proposed now. What is said as it stands takes an earlier one back.

    Raises ValidationError by the field's name, and keeps nothing then.
    """
    now = facts(speaker, parts)
    said = {key: _clean(key[1], text) for key, text in wanted.items() if key in now}
    _check(said, {part.pk: part for part in parts})
    with transaction.atomic():
        known = of_speaker(event, {speaker.uid})
        for key, theirs in said.items():
            row = known.pop(key, None) or Proposal(event=event, speaker=speaker.uid, appearance_id=key[0], field=key[1])
            if theirs == _clean(key[1], now[key]):
                if row.pk:
                    row.delete()
            elif row.theirs != theirs:
                row.ours, row.theirs = now[key], theirs
                row.save()
        return waiting(event).filter(speaker=speaker.uid).count()


def decide(event: Event, decisions: Mapping[int, Choice], user: User, changeable: set[UUID]) -> Decided:
    """Accept or refuse, by the proposal's primary key; all that is accepted is one edit.

    `changeable`: the uids of people whom this user may change; of others only their billing is written.
    """
    with transaction.atomic():
        chosen = list(_locked(event, decisions))
        people = people_of(chosen)
        rows = [row for row in chosen if row.state == Proposal.State.OPEN]
        changed = {row: whose for row in rows if (whose := _differs(row, people.get(row.speaker), decisions[row.pk]))}
        said = {row: decisions[row.pk].word for row in rows if row not in changed}
        refused = [row for row, word in said.items() if word == "refuse"]
        wanted = [row for row, word in said.items() if word == "accept"]
        problems, accepted = list[str](), list[Proposal]()
        with edits.recording(event, user, _summary(wanted, people), source="proposals"):
            for row in wanted:
                speaker = people.get(row.speaker)
                if problem := _write(row, speaker, changeable):
                    problems.append(problem)
                else:
                    accepted.append(row)
        _close(accepted, Proposal.State.ACCEPTED, user)
        _close(refused, Proposal.State.REFUSED, user)
    before = tuple(row for row in chosen if row.state != Proposal.State.OPEN and row not in (*accepted, *refused))
    gone = len(decisions) - len(chosen)
    return Decided(len(accepted), len(refused), tuple(problems), tuple(changed.items()), before, gone)


def stands(row: Proposal, speaker: Speaker | None) -> str:
    """What the drafts say where this is proposed."""
    return str(getattr(row.appearance or speaker, row.field, ""))


def mark(row: Proposal, speaker: Speaker | None) -> str:
    """Of the two texts that one decides between, ours and theirs: what a page carries of what it showed."""
    return ".".join(sha256(text.encode()).hexdigest()[:16] for text in (stands(row, speaker), row.theirs))


def _differs(row: Proposal, speaker: Speaker | None, choice: Choice) -> str:
    """Whose text is not the one that was seen; empty where both are."""
    pairs = zip(("ours", "theirs"), choice.seen.partition(".")[::2], mark(row, speaker).split("."), strict=True)
    return next((whose for whose, seen, now in pairs if seen != now), "")


def _locked(event: Event, keys: Collection[int]) -> QuerySet[Proposal]:
    """These proposals, with what they are about: nobody else writes it until this transaction has ended."""
    list(Event.objects.select_for_update().filter(pk=event.pk))
    found = Proposal.objects.filter(event=event, pk__in=keys).order_by("made_at", "pk")
    uids = {person.uid for person in people_of(list(found)).values()}
    list(Speaker.objects.select_for_update().filter(uid__in=uids).order_by("pk"))
    return found.all().select_related("appearance__panel", "decided_by").select_for_update(of=("self",))


def people_of(rows: list[Proposal]) -> dict[UUID, Speaker]:
    """By the uid that stands in the proposals: who they are now."""
    went = merging.where_they_went()
    now = {row.speaker: UUID(went.get(str(row.speaker), str(row.speaker))) for row in rows}
    found = {speaker.uid: speaker for speaker in Speaker.objects.filter(uid__in=now.values())}
    return {uid: found[other] for uid, other in now.items() if other in found}


def _summary(rows: list[Proposal], people: Mapping[UUID, Speaker]) -> str:
    names = list(dict.fromkeys(people[row.speaker].name for row in rows if row.speaker in people))
    return f"Accepted what {', '.join(names[:3])}{' and others' if len(names) > 3 else ''} proposed"


def _write(row: Proposal, speaker: Speaker | None, changeable: set[UUID]) -> str:
    """What is in the way; empty where it is written."""
    if speaker is None:
        return "This person is no longer here."
    found: Any = row.appearance or speaker
    if found is speaker and speaker.uid not in changeable:
        return f"{speaker} also appears in an event that you do not edit. Ask an owner of that event."
    before = getattr(found, row.field)
    setattr(found, row.field, row.theirs)
    try:
        found.full_clean(exclude=[name for name in ("panel", "speaker", "photo") if name != row.field])
    except ValidationError as error:
        setattr(found, row.field, before)
        return f"{speaker}, {LABELS[row.field]}: {' '.join(error.messages)}"
    found.save()
    return ""


def _close(rows: list[Proposal], state: str, user: User) -> None:
    for row in rows:
        row.state, row.decided_at, row.decided_by = state, timezone.now(), user
    Proposal.objects.bulk_update(rows, ["state", "decided_at", "decided_by"])


def _clean(field: str, text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip() if field in LONGEST else " ".join(text.split())


def _check(said: Mapping[Key, str], parts: Mapping[int, Appearance]) -> None:
    for (part, name), text in said.items():
        model = Appearance if part is not None else Speaker
        field: Any = model._meta.get_field(name)
        longest = LONGEST.get(name) or field.max_length
        label = _(LABELS[name]) + (f" (“{parts[part].panel}”)" if part is not None else "")
        if len(text) > longest:
            facts = {"what": label, "now": len(text), "most": longest}
            raise ValidationError(_("Too long: %(what)s, %(now)s characters; %(most)s is the most.") % facts)
        if name == "links" and len(text.splitlines()) > MOST_LINKS:
            raise ValidationError(_("%(n)s links are the most.") % {"n": MOST_LINKS})
        if why := _wrong(field, text) if text or name == "name" else "":
            raise ValidationError(_("This cannot be kept: %(what)s. %(why)s") % {"what": label, "why": why})


def _wrong(field: Any, text: str) -> str:
    """What is wrong with it, in the reader's language; empty where nothing is."""
    try:
        if field.name == "links":
            read_links(text)
        field.clean(text, None)
    except LinkError as error:
        return _("“%(line)s” has no address that begins with https:// or http://.") % {"line": error.line}
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
