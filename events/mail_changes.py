"""E-mails about panels that a release moved, cancelled or brought back: only of what is public."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields

from django.conf import settings
from django.utils.translation import gettext as _

from events import releases
from events.mails import Letter, Post, Reader, in_language_of, sender, text_of, with_links, with_past
from events.models import Appearance, Event, Mail, ReleaseChange
from events.site import telling
from programme.leaving import is_timed
from programme.model import Change, Panel, Release
from programme.writing import itip
from programme.writing.plain_text import one_line
from speakers.models import Speaker

CODES = ("moved", "unscheduled", "room", "cancelled", "restored", "removed")
GONE = ("cancelled", "unscheduled", "removed")


@dataclass(frozen=True)
class Told:
    """What the last release that moved or cancelled a panel did to it."""

    number: int
    changes: tuple[Change, ...]
    panel: Panel
    title: str
    gone: bool

    @property
    def about(self) -> str:
        return f"{self.panel.uid}:{self.number}"


def changes_to(event: Event, only: Collection[int] | None, word: str) -> Post:
    """To all in such a panel who have not declined it. Proposed to be sent now: what the newest release changed."""
    release = releases.newest(event)
    if release is None or release.number == 1:
        return Post((), ())
    told = {found.panel.uid: found for found in _told(event, release)}
    pairs = _people(event, told, only)
    links = {reader.speaker: reader for reader in with_links(event, {s: Reader(s, ()) for _, s, _ in pairs}.values())}
    found, left = list[Letter](), dict[Speaker, str]()
    for one, speaker, state in pairs:
        if not speaker.email:
            left[speaker] = "no e-mail address"
        else:
            with in_language_of(event):
                found.append(_letter(event, release, one, links[speaker], word, accepted=state == "confirmed"))
    return Post(with_past(event, found), tuple(left.items()))


def _told(event: Event, release: Release) -> Iterator[Told]:
    """Of each panel the newest release that changed it so."""
    rows = ReleaseChange.objects.filter(release__event=event, subject="panel", code__in=CODES)
    last: dict[str, tuple[int, list[Change]]] = {}
    for number, *facts in rows.order_by("release__number", "order").values_list(
        "release__number", *(field.name for field in fields(Change))
    ):
        change = Change(*facts)
        if last.get(change.uid, (0, []))[0] != number:
            last[change.uid] = (number, [])
        last[change.uid][1].append(change)
    graves = {panel.uid: panel for panel in release.tombstones}
    drafts = {str(uid): title for uid, title in event.panels.values_list("uid", "title")}
    for uid, (number, changes) in last.items():
        panel = graves.get(uid) or release.programme.panel.get(uid)
        if panel:
            gone = uid in graves or panel.state == "cancelled"
            yield Told(number, tuple(changes), panel, panel.title or drafts.get(uid, "Your panel"), gone)


def _people(event: Event, told: dict[str, Told], only: Collection[int] | None) -> list[tuple[Told, Speaker, str]]:
    """Who is in each of these panels, with their state: as organisers have it now, and as the public last saw it."""
    rows = Appearance.objects.filter(panel__event=event, panel__uid__in=told).select_related("speaker", "panel")
    states: dict[tuple[str, Speaker], set[str]] = {}
    for row in rows.order_by("panel", "order", "pk"):
        states.setdefault((str(row.panel.uid), row.speaker), set()).add(row.state)
    kept = {str(uid) for uid in event.panels.filter(uid__in=told).values_list("uid", flat=True)}
    gone = {part.speaker for uid, one in told.items() if uid not in kept for part in one.panel.people}
    people = {str(speaker.uid): speaker for speaker in Speaker.objects.filter(uid__in=gone)} if gone else {}
    for uid, one in told.items():
        if uid not in kept:  # deleted at the desk: only the grave knows who was in it
            for part in one.panel.people:
                if part.speaker in people:
                    states.setdefault((uid, people[part.speaker]), {"confirmed"})
    return [
        (told[uid], speaker, "confirmed" if "confirmed" in said else "invited")
        for (uid, speaker), said in states.items()
        if said != {"declined"} and (only is None or speaker.pk in only)
    ]


def _letter(event: Event, release: Release, one: Told, reader: Reader, word: str, *, accepted: bool) -> Letter:
    kind = Mail.Kind.CANCELLED if one.gone else Mail.Kind.MOVED
    subject, sentence = _fate(one)
    lines = [line for change in one.changes if (line := telling.line(release, change))]
    now = "" if one.gone else telling.moment(release, one.panel.when)
    room = release.programme.room.get(one.panel.room)
    due = one.number == release.number
    method: itip.Method = "CANCEL" if one.gone else "REQUEST"
    body = _calendar(event, release, one, reader.speaker, method, accepted=accepted) if is_timed(one.panel) else b""
    said = {"event": event.title, "panel": one.title}
    facts = {"sentence": sentence % said, "lines": lines, "now": now, "room": room.name if room else ""}
    text = text_of(kind, event, reader, word, **facts, attached=bool(body))
    return Letter(reader.speaker, kind, one.about, one_line(subject % said), text, body, method if body else "", due)


def _fate(one: Told) -> tuple[str, str]:
    """What became of the panel: the subject of an e-mail, and its first sentence without an end."""
    codes = {change.code for change in one.changes}
    if one.gone and "unscheduled" in codes:
        return _("%(event)s: “%(panel)s” no longer has a time"), _("your panel “%(panel)s” no longer has a time")
    if one.gone:
        return _("%(event)s: “%(panel)s” is cancelled"), _("your panel “%(panel)s” is cancelled")
    if "restored" in codes:
        return _("%(event)s: “%(panel)s” takes place after all"), _("your panel “%(panel)s” takes place after all")
    return _("%(event)s: “%(panel)s” has changed"), _("your panel “%(panel)s” has changed")


def _calendar(
    event: Event, release: Release, one: Told, speaker: Speaker, method: itip.Method, *, accepted: bool
) -> bytes:
    organiser = itip.Party(event.organiser or event.title, sender()[1])
    guest = itip.Party(str(speaker), speaker.email)
    return itip.message(release, settings.SITE_URL, one.panel, method, organiser, guest, accepted=accepted)
