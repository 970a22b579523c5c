"""A speaker's own panels: what is public as the public sees it, the rest as organisers have it now.

So nobody is told of an hour's rearranging at the desk, and a calendar entry is the one that the public feed has: the
same uid, the same sequence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import icalendar
from django.utils.translation import gettext as _

from events import drafts, invitations, releases
from events.models import Appearance, Event
from programme.model import Panel, Programme, Release
from programme.writing import calendar
from programme.writing.plain_text import one_line
from speakers.models import Speaker


@dataclass(frozen=True)
class Part:
    """A panel of theirs. `public`: it is in the newest release, which says when and where."""

    appearance: Appearance
    panel: Panel
    room: str
    public: bool
    start: datetime | None  # UTC
    end: datetime | None

    @property
    def cancelled(self) -> bool:
        return self.panel.state == "cancelled"


@dataclass(frozen=True)
class Own:
    """A speaker's parts in an event, in the order of time, those without a time last."""

    release: Release | None
    draft: Programme
    parts: tuple[Part, ...]


def own(event: Event, speaker: Speaker) -> Own:
    rows = invitations.parts_of(event, speaker)
    release, draft = releases.newest(event), drafts.load(event)
    parts = [_part(row, release, draft) for row in rows]
    parts.sort(key=lambda part: (part.start is None, part.start.timestamp() if part.start else 0, part.appearance.pk))
    return Own(release, draft, tuple(parts))


def file(found: Own, speaker: Speaker, site_url: str, page: str, now: datetime) -> bytes:
    """Their calendar (RFC 5545), without what they declined. Of what is not public yet it names nobody but them."""
    name = f"{found.draft.event.title}: {speaker}"
    wanted = {part.panel.uid: part for part in found.parts if part.appearance.state != "declined"}
    public = [part.panel for part in wanted.values() if part.public]
    rest = [replace(part.panel, sequence=0, changed=now) for part in wanted.values() if not part.public]
    coming = Release(0, now, replace(found.draft, panels=()))
    feed = calendar.calendar(found.release or coming, site_url, public, name=name, page=page)
    for entry in calendar.calendar(coming, site_url, rest, name=name, page=page).walk("VEVENT"):
        _keep_private(entry, site_url + page)
        feed.add_component(entry)
    return calendar.ics(feed)


def _keep_private(entry: icalendar.Component, address: str) -> None:
    entry["url"] = calendar.Text(address)
    entry["description"] = calendar.Text(f"{_('Not public yet.')}\n\n{address}")
    entry["status"] = calendar.Text("CANCELLED" if entry["status"] == "CANCELLED" else "TENTATIVE")


def _part(row: Appearance, release: Release | None, draft: Programme) -> Part:
    uid = str(row.panel.uid)
    told = release.programme.panel.get(uid) if release else None
    programme = release.programme if release and told else draft
    panel = told or draft.panel[uid]
    span = panel.when.span(programme.zone) or (None, None)
    room = programme.room.get(panel.room)
    return Part(row, panel, one_line(room.name) if room else "", told is not None, *span)
