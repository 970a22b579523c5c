"""Speakers' own links to their entry, and whether they come: invited, confirmed, declined.

A link's address holds no name and no key of the database's: it is made of the link's key and the site's secret, so that
a copy of the database alone opens nobody's entry. A new key ends the old address.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from events import edits, merging
from events.models import Appearance, EntryLink, Event
from events.models.proposals import new_key
from programme.model import APPEARANCE_STATES
from speakers.models import Speaker

DIGITS = 18  # of a primary key: more, and no database holds it
WORDS = {"invited": "Invited", "confirmed": "Confirmed", "declined": "Declined for"}
NAMED = 3  # people in an edit's summary


@dataclass(frozen=True)
class Done:
    """The names of those whose parts were `changed`, and of those who had declined and are `left` so."""

    changed: tuple[str, ...]
    left: tuple[str, ...] = ()


def link_of(event: Event, speaker: Speaker) -> EntryLink:
    return links_of(event, [speaker])[speaker.uid]


def links_of(event: Event, speakers: Iterable[Speaker]) -> dict[UUID, EntryLink]:
    """By uid; made for those who had none. Two queries, or three."""
    wanted = {speaker.uid for speaker in speakers}
    rows = EntryLink.objects.filter(event=event, speaker__in=wanted)
    found = {link.speaker: link for link in rows}
    if missing := wanted - found.keys():
        new = [EntryLink(event=event, speaker=uid) for uid in sorted(missing)]
        EntryLink.objects.bulk_create(new, ignore_conflicts=True)  # somebody else may have made them meanwhile
        found = {link.speaker: link for link in rows.all()}
    return found


def renew(event: Event, speaker: Speaker) -> EntryLink:
    """Another address; the one before it leads nowhere from now on."""
    link = link_of(event, speaker)
    link.key, link.made_at = new_key(), timezone.now()
    link.save(update_fields=["key", "made_at"])
    return link


def token(link: EntryLink) -> str:
    return f"{link.pk}-{_mac(link)}"


def address(link: EntryLink, slug: str) -> str:
    return f"{settings.SITE_URL}/{slug}/entry/{token(link)}/"


def opened(slug: str, said: str) -> tuple[EntryLink, Speaker] | None:
    """Whose entry this is; None where the address was never given out, has ended, or is of a person who is gone."""
    number, _, mac = said.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= DIGITS):
        return None
    link = EntryLink.objects.filter(event__slug=slug, pk=int(number)).select_related("event").first()
    if link is None or not constant_time_compare(_mac(link), mac):
        return None
    now = merging.where_they_went().get(str(link.speaker), str(link.speaker))
    speaker = Speaker.objects.filter(uid=UUID(now)).first()
    return (link, speaker) if speaker else None


def parts_of(event: Event, speaker: Speaker) -> list[Appearance]:
    rows = Appearance.objects.filter(panel__event=event, speaker=speaker)
    return list(
        rows.select_related("panel__slot", "panel__day", "panel__room").order_by("panel__slot__start", "panel", "pk")
    )


def set_state(event: Event, speakers: Collection[int], state: str, user: User | None) -> Done:
    """Of all that these people do in the event. Who declined is not confirmed over their head, only asked again."""
    if state not in APPEARANCE_STATES:
        raise ValueError(f"{state} is no state of an appearance.")
    rows = Appearance.objects.filter(panel__event=event, speaker__in=speakers).exclude(state=state)
    kept = rows.filter(state="declined") if state == "confirmed" else rows.none()
    left = _names(kept)
    wanted = rows.exclude(pk__in=[row.pk for row in kept])
    names = _names(wanted)
    if names:
        with edits.recording(event, user, f"{WORDS[state]} {_brief(names)}", source="speakers"):
            for row in wanted.select_for_update(of=("self",)):
                row.state = state
                row.save(update_fields=["state"])
    return Done(names, left)


def set_states(event: Event, speaker: Speaker, wanted: Mapping[int, str], user: User | None, source: str) -> int:
    """Of single parts of one person, by primary key of the appearance; how many changed. Others' parts are left."""
    parts = [part for part in parts_of(event, speaker) if wanted.get(part.pk, part.state) != part.state]
    changed = [part for part in parts if wanted[part.pk] in APPEARANCE_STATES]
    if not changed:
        return 0
    states = {wanted[part.pk] for part in changed}
    said = f"{speaker.name}: {' and '.join(sorted(states))}" + (", by their own link" if source == "speaker" else "")
    with edits.recording(event, user, said, source=source):
        for part in changed:
            part.state = wanted[part.pk]
            part.save(update_fields=["state"])
    return len(changed)


def answered(link: EntryLink) -> None:
    link.answered_at = timezone.now()
    link.save(update_fields=["answered_at"])


def _mac(link: EntryLink) -> str:
    made = salted_hmac("events.invitations", f"{link.pk}:{link.key}", algorithm="sha256").digest()
    return urlsafe_b64encode(made[:24]).decode()


def _names(rows: Iterable[Appearance]) -> tuple[str, ...]:
    found = Speaker.objects.filter(pk__in={row.speaker_id for row in rows}).order_by("sort_name", "pk")
    return tuple(found.values_list("name", flat=True))


def _brief(names: tuple[str, ...]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
