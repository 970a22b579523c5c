"""Who may see and change what at the desk: every rule of access stands here.

A member of an event sees all of it. Owners and editors change its programme, import and publish; owners also choose
its members, its state, and delete it. A part editor changes the words and people of the panels that are named, or that
stand in the tracks that are named. Speakers' own links are seen by those who may write to them. An archived event is
changed by nobody until its owner opens it. Superusers are owners everywhere. Speakers belong to no event: they are
seen where they appear, and by whoever created them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from events.models import Appearance, Event, Mail, Membership, Panel, Track
from speakers.models import Speaker

Role = Membership.Role
EDITING = (Role.OWNER, Role.EDITOR)
# What of a panel is for the event's editors alone: when and where it is, and whether anybody sees it.
NOT_OF_A_PART = ("kind", "number", "slot", "day", "room", "track", "state", "embargo")


class Standing(NamedTuple):
    """What a person is in an event."""

    role: str
    archived: bool


def standings(user: Any) -> Mapping[int, Standing]:
    """By the event's primary key. Asked for once a request: a request's user is nobody else's object."""
    kept: dict[int, Standing] | None = getattr(user, "_standings", None)
    if kept is None:
        kept = user._standings = {
            event: Standing(role, state == Event.State.ARCHIVED) for event, role, state in _rows(user)
        }
    return kept


def _rows(user: Any) -> list[tuple[int, str, str]]:
    if not user.is_active or not user.pk:
        return []
    if user.is_superuser:
        return [(pk, Role.OWNER, state) for pk, state in Event.objects.order_by().values_list("pk", "state")]
    return list(Membership.objects.filter(user=user).values_list("event_id", "role", "event__state"))


def make_owner(user: Any, event: Event) -> None:
    Membership.objects.get_or_create(user=user, event=event, defaults={"role": Role.OWNER})
    user._standings = None


def may_enter(user: Any) -> bool:
    return bool(user.is_active and (user.is_staff or user.is_superuser or standings(user)))


def may_create_events(user: Any) -> bool:
    return bool(user.is_active and (user.is_staff or user.is_superuser))


def may_see(user: Any, event: int) -> bool:
    return event in standings(user)


def may_edit(user: Any, event: int) -> bool:
    standing = standings(user).get(event)
    return standing is not None and standing.role in EDITING and not standing.archived


def may_edit_panel(user: Any, panel: Panel) -> bool:
    return may_edit(user, panel.event_id) or edits_only_part(user, panel)


def edits_only_part(user: Any, panel: Panel) -> bool:
    """Whether this user changes the panel's words and people, but neither its time nor its place."""
    standing = standings(user).get(panel.event_id)
    if standing is None or standing.role != Role.PART or standing.archived:
        return False
    mine = Membership.objects.filter(user=user, event=panel.event_id)
    return mine.filter(Q(panels=panel.pk) | Q(tracks__panels=panel.pk)).exists()


def part_of(user: Any, event: int) -> tuple[list[Panel], list[Track]]:
    """What a part editor changes: panels one by one, and all that stand in these tracks. Others have no part."""
    standing = standings(user).get(event)
    if standing is None or standing.role != Role.PART or standing.archived:
        return [], []
    mine = Q(membership__user=user, membership__event=event)
    return list(Panel.objects.filter(mine)), list(Track.objects.filter(mine))


def panels_of_part(user: Any, event: int) -> frozenset[int]:
    """Primary keys of the panels that a part editor changes, those of their tracks included."""
    panels, tracks = part_of(user, event)
    if not panels and not tracks:
        return frozenset()
    in_tracks = Panel.objects.filter(track__in=tracks).values_list("pk", flat=True)
    return frozenset([*(panel.pk for panel in panels), *in_tracks])


def seen_mails(user: Any, event: int) -> QuerySet[Mail]:
    """What was written to speakers; a part editor sees what was written to the people of their part."""
    found = Mail.objects.filter(event=event)
    standing = standings(user).get(event)
    if standing is None or standing.role != Role.PART:
        return found
    theirs = Appearance.objects.filter(panel__in=panels_of_part(user, event))
    return found.filter(speaker__in=theirs.values("speaker__uid"))


def may_own(user: Any, event: int) -> bool:
    standing = standings(user).get(event)
    return standing is not None and standing.role == Role.OWNER


def may_edit_any(user: Any) -> bool:
    return any(may_edit(user, event) for event in standings(user))


def may_add_people(user: Any) -> bool:
    return any(s.role in (*EDITING, Role.PART) and not s.archived for s in standings(user).values())


def seen_events(user: Any) -> QuerySet[Event]:
    return Event.objects.all() if _sees_all(user) else Event.objects.filter(pk__in=_memberships(user))


def edited_events(user: Any) -> QuerySet[Event]:
    events = Event.objects.exclude(state=Event.State.ARCHIVED)
    return events if _sees_all(user) else events.filter(pk__in=_memberships(user, *EDITING))


def _sees_all(user: Any) -> bool:
    return bool(user.is_active and user.is_superuser)


def _memberships(user: Any, *roles: str) -> QuerySet[Any]:
    if not user.is_active:
        return Membership.objects.none().values("event")
    mine = Membership.objects.filter(user=user)
    return (mine.filter(role__in=roles) if roles else mine).values("event")


def event_or_404(user: Any, event: int) -> Event:
    """The event, where this user may see it."""
    return get_object_or_404(seen_events(user), pk=event)


def refuse_unless_editor(user: Any, event: Event) -> None:
    if not may_edit(user, event.pk):
        raise PermissionDenied(f"Only owners and editors change {event}, and only while it is not archived.")


def seen_speakers(user: Any) -> QuerySet[Speaker]:
    if _sees_all(user):
        return Speaker.objects.all()
    here = Appearance.objects.filter(speaker=OuterRef("pk"), panel__event__in=seen_events(user))
    return Speaker.objects.filter(Q(created_by=user) | Exists(here))


def may_change_speaker(user: Any, speaker: Speaker) -> bool:
    return speaker.pk in changeable_speakers(user, [speaker])


def changeable_speakers(user: Any, speakers: Iterable[Speaker]) -> set[int]:
    """Where they appear in events, one has to be owner or editor of every one; else to have created them."""
    asked = {speaker.pk: speaker for speaker in speakers}
    if user.is_superuser:
        return set(asked) if may_enter(user) else set()
    parts = Appearance.objects.filter(speaker__in=asked).order_by().values_list("speaker", "panel__event").distinct()
    events: dict[int, set[int]] = {pk: set() for pk in asked}
    for speaker, event in parts:
        events[speaker].add(event)
    mine = {event for event, standing in standings(user).items() if standing.role in EDITING}
    return {pk for pk, where in events.items() if (where <= mine if where else asked[pk].created_by_id == user.pk)}
