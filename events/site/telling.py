"""One change in the words of a reader, as it stands below the title of what changed."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from events import releases
from events.erasing import NOTE
from events.site import shown, wording
from programme.comparing import TO_COME
from programme.history import owner, read_when, without_role
from programme.model import KINDS, ROLES, Change, Release, When

_BACK = re.compile(re.escape(releases.BACK % {"number": 0}).replace("0", r"(\d+)"))
UNTOLD = {"added", "colour", "capacity", "languages", "clock"}  # codes and fields that say nothing to a reader


def line(release: Release, change: Change) -> str:
    """Empty where there is nothing to say beyond what its group says."""
    if change.subject != "panel":
        return _about_others(change)
    if change.field == "when":
        return _when(release, change)
    if owner(change):
        return _about_person(change)
    told = PANELS.get(change.code) or PANELS.get(change.field)
    return told(change) if told else ""


def own_note(note: str) -> str:
    """In the reader's words, where no organiser wrote it but we did; else empty."""
    back = _BACK.fullmatch(note)
    return _(releases.BACK) % {"number": back[1]} if back else _(NOTE) if note == NOTE else ""


def moment(release: Release, when: When) -> str:
    """Wed 19 May, 10:30–11:45 am"""
    times = wording.times(when, release.programme)
    day = wording.short_day(when.date) if when.date else ""
    return ", ".join(filter(None, (day, str(times or ""))))


def _when(release: Release, change: Change) -> str:
    before, after = read_when(change.before), read_when(change.after)
    if before and after and before.start and after.start:
        facts = {"before": moment(release, before), "after": moment(release, after)}
        if before.date == after.date and before.date:
            day = wording.short_day(before.date)
            facts = {"before": _clock(release, before), "after": _clock(release, after), "day": day}
            return _("Moved from %(before)s to %(after)s on %(day)s") % facts
        return _("Moved from %(before)s to %(after)s") % facts
    if after and after.start:
        return _("Now on %(after)s") % {"after": moment(release, after)}
    if before and before.start:
        return _("No time yet; it was %(before)s") % {"before": moment(release, before)}
    return _("The day is now %(after)s") % {"after": moment(release, after)} if after else _("The time changed")


def _clock(release: Release, when: When) -> str:
    return str(wording.times(when, release.programme) or "")


def _joined(change: Change) -> str:
    name = without_role(change.after)
    if not name:
        return ""  # who is not public today never joined
    role = change.after.removeprefix(name).strip(" ()")
    if role in ROLES:
        return _("%(name)s joins as %(role)s") % {"name": name, "role": shown.role_name(role)}
    return _("%(name)s joins") % {"name": name}


def _left(change: Change) -> str:
    name = without_role(change.before)
    if not name:
        return _("Somebody no longer takes part")
    return _("%(name)s no longer takes part") % {"name": name}


def _room(change: Change) -> str:
    if change.before and change.after:
        return _("Moved from %(before)s to %(after)s") % {"before": change.before, "after": change.after}
    return _("Now in %(room)s") % {"room": change.after} if change.after else _("The room changed")


def _track(change: Change) -> str:
    return _("Now in the track %(track)s") % {"track": change.after} if change.after else _("The track changed")


def _kind(change: Change) -> str:
    kind = next((kind for kind in KINDS if kind == change.after), None)
    return _("Now: %(kind)s") % {"kind": shown.kind_label(kind)} if kind else ""


def _number(change: Change) -> str:
    return _("The number is now %(number)s") % {"number": change.after} if change.after else ""


def _language(change: Change) -> str:
    if not change.after:
        return ""
    return _("The language is now %(language)s") % {"language": wording.language_name(change.after)}


def _translated(change: Change) -> str:
    if not change.after:
        return _("The translation changed")
    return _("New words in %(language)s") % {"language": wording.language_name(change.after)}


PANELS: dict[str, Callable[[Change], str]] = {
    "person-added": _joined,
    "person-removed": _left,
    "people-reordered": lambda change: _("The people stand in another order"),
    "renamed": lambda change: _("Has a new title"),  # which stands beside; the old one is not told (history.py)
    "room": _room,
    "track": _track,
    "abstract": lambda change: _("The abstract changed"),
    "links": lambda change: _("The links changed"),
    "kind": _kind,
    "number": _number,
    "language": _language,
    "translated": _translated,
    TO_COME: lambda change: _("How many people are to be announced has changed"),
}


def _about_person(change: Change) -> str:
    facts = {"name": owner(change), "now": change.after}
    if change.code == "role":
        return _("%(name)s: now %(now)s") % {**facts, "now": shown.role_name(change.after)} if change.after else ""
    if change.code == "billing":
        return _("%(name)s: now “%(now)s”") % facts if change.after else _("%(name)s: described anew") % facts
    if change.code == "paper":
        return _("%(name)s will speak on “%(now)s”") % facts if change.after else _("%(name)s: another topic") % facts
    return ""


def _about_others(change: Change) -> str:
    if change.code == "translated":
        return _translated(change)
    if {change.code, change.field} & UNTOLD or change.code == "removed":
        return ""
    told = {
        ("event", "venue"): _("The venue is now %(now)s"),
        ("event", "organiser"): _("The organiser is now %(now)s"),
        ("event", "about"): _("The description changed"),
        ("event", "contact"): _("The contact is now %(now)s"),
        ("event", "timezone"): _("Times are now those of %(now)s"),
        ("room", "stream"): _("The stream has another address"),
        ("speaker", "bio"): _("The biography changed"),
        ("speaker", "photo"): _("The photo changed"),
        ("speaker", "links"): _("The links changed"),
    }.get((change.subject, change.field))
    if told is None:
        is_said = change.subject == "speaker" or change.after in ("", change.title)  # by the name beside it
        told = _("Has a new name") if is_said else _("Now called “%(now)s”")
    needs_text = "%(now)s" in told
    return "" if needs_text and not change.after else told % {"now": change.after} if needs_text else told
