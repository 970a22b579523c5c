"""Releases as a reader is told of them: what each changed, thing by thing.

What of it may be told today is the rule of programme/history.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import releases
from events.site import addresses, shown, telling, wording
from events.site.values import Shown
from programme import history
from programme.history import Log, Past
from programme.model import Change, Panel, Release

MOST_OF_PANEL = 20


@dataclass(frozen=True, slots=True)
class Group(Shown):
    """All that a release changed of one thing."""

    title: str
    url: str  # empty where it has no page
    lang: SafeString
    state: str  # Cancelled, New; empty where it only changed
    lines: tuple[str, ...]
    rank: int  # in which order things are told of


@dataclass(frozen=True, slots=True)
class Entry(Shown):
    """A release."""

    number: int
    url: str
    machine: str  # ISO 8601, UTC
    day: str
    clock: str
    note: str
    is_own: bool  # whether no organiser wrote the note: then it is in the language of the page
    sentences: tuple[str, ...]  # what concerns no single thing
    groups: tuple[Group, ...]
    more: int  # groups that only its own page shows

    @property
    def summary(self) -> str:
        """In one line of plain text."""
        about = (
            _("%(what)s: %(title)s")
            % {"what": group.title, "title": ", ".join(filter(None, (group.state, *group.lines)))}
            for group in self.groups
        )
        return " ".join(filter(None, (self.note, *self.sentences, "; ".join(about))))


def of_panel(release: Release, panel: Panel) -> list[Entry]:
    """What changed of a panel since it was first public, newest first. One that never changed costs no query."""
    if not panel.sequence:
        return []
    public = history.public_texts(release.programme)
    pasts = list(releases.log_of_panel(release.slug, release.number, panel.uid))
    codes = [change.code for past in pasts for change in past.changes]
    if pasts and pasts[-1].changes[0].code == "added" and "removed" not in codes:
        del pasts[-1]  # when it was first published, unless it has been taken out since
    told = (replace(past, changes=history.tell(past.changes, release.programme, public)) for past in pasts)
    entries = [_told(release, past) for past in told]
    return [entry for entry in entries if entry.groups][:MOST_OF_PANEL]


def entry(release: Release, log: Log, past: Past, most: int | None = None) -> Entry:
    """The release with, of what it changed, the `most` that is said of it where others stand beside it."""
    if past.number == 1:
        panels = sum(not shown.is_quiet(panel) for panel in log.first.panels)
        speakers = len(log.first.speakers)
        counts = wording.counts(panels, speakers)
        text = _("The programme was published: %(panels)s, %(speakers)s.")
        return _told(release, past, (text % {"panels": counts[0], "speakers": counts[1]},))
    gone = past.withdrawn
    text = ngettext("An entry was withdrawn.", "%(n)s entries were withdrawn.", gone) % {"n": gone}
    return _told(release, past, (text,) if gone else (), most)


def _told(release: Release, past: Past, sentences: tuple[str, ...] = (), most: int | None = None) -> Entry:
    at = past.published.astimezone(release.programme.zone)
    words, changes = _translations(past.changes)
    groups, sentences, own = _groups(release, changes), (*sentences, *words), telling.own_note(past.note)
    if not (groups or sentences or past.note):
        sentences = (_("No changes to what is in the programme today."),)
    return Entry(
        number=past.number,
        url=addresses.change(release, past.number),
        machine=past.published.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        day=wording.plain_date(at.date()),
        clock=" ".join(wording.clock(at.time(), release.programme.event.clock)).strip(),
        note=own or past.note,
        is_own=bool(own),
        sentences=sentences,
        groups=tuple(groups[:most]),
        more=max(0, len(groups) - most) if most else 0,
    )


def _translations(changes: Iterable[Change]) -> tuple[list[str], list[Change]]:
    """A translation of several things in one sentence for each language, and the changes that are left."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.code == "translated" and change.after:
            found.setdefault(change.after, []).append(change)
    many = {language: about for language, about in found.items() if len({(c.subject, c.uid) for c in about}) > 1}
    said = [
        _("New words in %(language)s, in %(n)s places")
        % {"language": wording.language_name(language), "n": len({(c.subject, c.uid) for c in about})}
        for language, about in many.items()
    ]
    return said, [change for change in changes if not (change.code == "translated" and change.after in many)]


def _groups(release: Release, changes: Iterable[Change]) -> list[Group]:
    things: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        things.setdefault((change.subject, change.uid), []).append(change)
    found = (_group(release, about) for about in things.values())
    return sorted((group for group in found if group.state or group.lines), key=lambda group: group.rank)


def _group(release: Release, about: list[Change]) -> Group:
    first, lines = about[0], tuple(filter(None, (telling.line(release, change) for change in about)))
    if first.subject == "panel":
        return _panel_group(release, release.programme.panel[first.uid], about, lines)
    url, title, rank = "", first.title, 2
    if first.subject == "speaker":
        url, rank = addresses.speaker(release, release.programme.speaker[first.uid]), 3
    elif first.subject == "day":
        title = wording.heading(wording.day_name(datetime.fromisoformat(first.uid).date()))
    return Group(title, url, shown.lang(release), "", lines, rank)


def _panel_group(release: Release, panel: Panel, about: list[Change], lines: tuple[str, ...]) -> Group:
    codes = {change.code for change in about}
    states = {
        "cancelled": _("Cancelled"),
        "restored": _("Takes place after all"),
        "added": _("New"),
        "removed": _("Taken out"),
    }
    code = next((code for code in states if code in codes), "")
    if code == "added":
        when = next((history.read_when(change.after) for change in about if change.code == "added"), None)
        lines = (telling.moment(release, when), *lines) if when else lines
    url = addresses.panel(release, panel) if shown.is_read(panel) else ""
    alarming = code in ("cancelled", "removed")
    return Group(panel.title, url, shown.lang(release, panel), states.get(code, ""), lines, 0 if alarming else 1)
