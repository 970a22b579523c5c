"""The page that says how to subscribe to the calendars, and which there are. A pure function Release -> str."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from events.site import addresses, feeds, files, shown, wording
from events.site.calendar_programs import programs
from events.site.following import Feed
from events.site.pages import render
from events.site.values import Shown
from programme.leaving import part
from programme.model import KINDS, Kind, Panel, Release, Room, Track

LARGEST = 1_000_000  # octets of a calendar that Google reads
AN_ENTRY = 1_500  # octets of a calendar's entry without its abstract, of which none has more
FEW = 4  # calendars of a group that is shown unfolded

Belongs = Callable[[Panel], bool]


@dataclass(frozen=True, slots=True)
class Group(Shown):
    heading: str
    feeds: tuple[Feed, ...]

    @property
    def unfolded(self) -> bool:
        return len(self.feeds) <= FEW


def subscribe(release: Release) -> str:
    programme = release.programme
    octets = sizes(release) if may_be_large(release) else {}
    whole = sum(octets.values())
    large = wording.octets(whole) if whole > LARGEST else ""
    return render(
        release,
        "subscribe.html",
        addresses.subscribe(release),
        _("Subscribe"),
        _("%(event)s in your own calendar, kept up to date: Apple, Google, Outlook, Thunderbird.")
        % {"event": programme.event.title},
        feed=Feed.at(programme.event.title, addresses.calendar(release)),
        groups=groups(release, octets if large else {}),
        large=large,
        my=addresses.my(release),
        speakers=addresses.speakers(release),
        programs=programs(),
        papers=files.papers(release),
        files=files.files(release),
    )


def may_be_large(release: Release) -> bool:
    """Whether it is worth writing the calendar to see how large it is."""
    panels = release.programme.panels
    return len(panels) * AN_ENTRY + sum(len(panel.abstract.encode()) for panel in panels) * 11 // 10 > LARGEST


def sizes(release: Release) -> dict[str, int]:
    """The octets that each entry has in the event's calendar, by the panel's uid; by "" what stands before them."""
    head, *entries = feeds.written(release, feeds.everything(release)).split(b"BEGIN:VEVENT\r\n")
    found = {entry.split(b"UID:", 1)[1].split(b"\r\n", 1)[0].decode(): len(entry) + 14 for entry in entries}
    return {"": len(head), **found}


def groups(release: Release, octets: dict[str, int]) -> list[Group]:
    """The calendars of parts of the programme, by what they are parts of; only where there is more than one."""
    programme = release.programme
    timed = [panel for panel in programme.in_order if panel.when.span(programme.zone)]
    dates = dict.fromkeys(panel.when.date for panel in timed if panel.when.date)
    kinds = {panel.kind for panel in timed}

    def sized(name: str, path: str, belongs: Belongs) -> Feed:
        uids = [panel.uid for panel in part(release, belongs)] if octets else []
        total = octets[""] + sum(octets.get(uid, 0) for uid in uids) if octets else 0
        return Feed.at(name, path, wording.octets(total) if total else "")

    def of_day(day: date) -> Feed:
        name = wording.heading(wording.day_name(day))
        return sized(name, addresses.day_calendar(release, day), lambda panel: panel.when.date == day)

    def of_room(room: Room) -> Feed:
        return sized(room.name, addresses.room_calendar(release, room), lambda panel: panel.room == room.uid)

    def of_track(track: Track) -> Feed:
        return sized(track.name, addresses.track_calendar(release, track), lambda panel: panel.track == track.uid)

    def of_kind(kind: Kind) -> Feed:
        name = wording.heading(shown.kind_label(kind))
        return sized(name, addresses.kind_calendar(release, kind), lambda panel: panel.kind == kind)

    found = (
        (_("One day"), map(of_day, dates)),
        (_("One room"), (of_room(room) for room in programme.rooms if _used(timed, room))),
        (_("One track"), (of_track(track) for track in programme.tracks if _used(timed, track))),
        (_("One kind"), (of_kind(kind) for kind in KINDS if kind in kinds)),
    )
    made = [Group(heading, tuple(each)) for heading, each in found]
    return [group for group in made if len(group.feeds) > 1]


def _used(panels: Iterable[Panel], where: Room | Track) -> bool:
    return any(where.uid in (panel.room, panel.track) for panel in panels)
