"""Running late: the rest of a room's day, or of the whole house's, some minutes later, after a look at what follows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from events import edits, releases
from events.desk import access, board_clashes, timetables
from events.desk.board_moves import Place, place_of, put
from events.desk.pages import render_page, signed_in
from events.desk.wording import sentences
from events.models import Event, Panel, Room
from programme.comparing import compare
from programme.model import Change, When

MOST = 12 * 60  # minutes, either way
HOUSE = "house"  # what the form calls all rooms together


class AskedError(ValueError):
    """The form asks for what cannot be; the message says what to write."""


@dataclass(frozen=True)
class Asked:
    """From a moment of a day on, in a room or (None) everywhere; later by `minutes`, or earlier.

    `stretch`: what is under way then ends later too.
    """

    day: date
    clock: time
    room: Room | None
    minutes: int
    stretch: bool

    def start(self, event: Event) -> datetime:
        return datetime.combine(self.day, self.clock, event.zone)

    @property
    def where(self) -> str:
        return self.room.name if self.room else "the whole house"

    @property
    def amount(self) -> str:
        n = abs(self.minutes)
        return f"{n} minute{'' if n == 1 else 's'} {'later' if self.minutes > 0 else 'earlier'}"


@dataclass(frozen=True)
class Shift:
    """A panel that moves, or (`stretched`) only ends at another time."""

    panel: Panel
    before: Place
    after: Place
    was: str
    becomes: str
    stretched: bool
    night: bool  # goes on past midnight, which it did not before

    @property
    def where(self) -> str:
        return str(self.panel.room or "whole house")


@dataclass(frozen=True)
class Preview:
    where: str
    amount: str
    shifts: list[Shift]
    clashes: list[board_clashes.Told]  # that are not there now
    walks: list[board_clashes.Told]  # that are not tight now
    solved: int  # clashes of now that end
    public: tuple[Change, ...]  # what readers see move
    others: tuple[Change, ...]  # what else publishing would make public
    note: str

    @property
    def fingerprint(self) -> str:
        facts = [(s.panel.pk, s.before.token, s.after.token) for s in self.shifts]
        return hashlib.sha256(repr((facts, self.public, self.others)).encode()).hexdigest()[:16]

    @property
    def nights(self) -> list[Shift]:
        return [shift for shift in self.shifts if shift.night]

    @property
    def other_words(self) -> list[str]:
        return sentences(self.others, 8)


def late(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    if request.method == "POST":
        access.refuse_unless_editor(request.user, found)
        return _move(request, found)
    return _show(request, found, request.GET)


def _show(request: HttpRequest, found: Event, given: QueryDict, refused: str = "") -> HttpResponse:
    """What follows of what is `given`. After a refusal the note stands as it was typed."""
    panels, rooms = _panels(found), list(found.rooms.all())
    dates = timetables.dates(panels, found.days.all(), found.zone)
    fields = _fields(given, dates, found, panels)
    preview, wrong = None, ""
    if "minutes" in given:
        try:
            preview = look(found, read(given, rooms), panels)
        except AskedError as error:
            wrong = str(error)
    page = render_page(
        request, found, "late", "Running late", section="timetable", fields=fields, dates=dates, rooms=rooms,
        preview=preview, wrong=refused or wrong, note=given.get("note"),
    )  # fmt: skip
    page.status_code = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return page


def _panels(event: Event) -> list[Panel]:
    rows = event.panels.select_related("slot", "day", "room")
    return list(rows.defer("abstract", "notes", "links"))


def _fields(given: QueryDict, dates: list[date], event: Event, panels: list[Panel]) -> dict[str, Any]:
    """What the form shows: what was asked, else today and now where that is a day of the event, else its first item."""
    now = timezone.now().astimezone(event.zone)
    day = given.get("day", "") or str(now.date() if now.date() in dates or not dates else dates[0])
    from_now = f"{now.replace(minute=now.minute - now.minute % timetables.STEP):%H:%M}"
    return {
        "day": day,
        "from": given.get("from", "") or (from_now if day == str(now.date()) else _first(day, event, panels)),
        "room": given.get("room", HOUSE),
        "minutes": given.get("minutes", "10"),
        "stretch": "minutes" not in given or "stretch" in given,
    }


def _first(day: str, event: Event, panels: list[Panel]) -> str:
    """When the first item of that day begins, by the wall clock."""
    starts = (panel.slot.start.astimezone(event.zone) for panel in panels if panel.slot)
    return min((f"{start:%H:%M}" for start in starts if str(start.date()) == day), default="00:00")


def read(given: QueryDict, rooms: list[Room]) -> Asked:
    """Raises AskedError."""
    try:
        day, clock = date.fromisoformat(given.get("day", "")), time.fromisoformat(given.get("from", ""))
    except ValueError as error:
        raise AskedError("Give the day, and the time from which panels move, as in 10:30.") from error
    text = given.get("minutes", "").strip().replace("−", "-")
    if not text.removeprefix("-").isdecimal() or not 0 < abs(int(text[:9])) <= MOST:
        raise AskedError(f"Give the minutes as a number from 1 to {MOST}, or below nothing for earlier: -10.")
    key = given.get("room", HOUSE)
    room = next((room for room in rooms if str(room.pk) == key), None)
    if room is None and key != HOUSE:
        raise AskedError("The room is not there any more. Choose another one.")
    return Asked(day, clock.replace(tzinfo=None), room, int(text), "stretch" in given)


def look(event: Event, asked: Asked, panels: list[Panel]) -> Preview:
    """What follows, without writing anything."""
    shifts = _shifts(event, asked, panels)
    people = board_clashes.people_of(event)
    after = {shift.panel.pk: shift.after for shift in shifts}
    places = [(panel, after.get(panel.pk) or place_of(panel)) for panel in panels]
    moved = (board_clashes.stay(p, place.start, place.end, people) for p, place in places)
    now, then = board_clashes.stays(panels, people), [each for each in moved if each]
    clashes, walks = (
        [find(those, people) for those in (now, then)] for find in (board_clashes.find, board_clashes.walks)
    )
    public, others = _public(event, shifts)
    return Preview(
        asked.where,
        asked.amount,
        shifts,
        _without(*clashes),
        _without(*walks),
        len(_without(*reversed(clashes))),
        public,
        others,
        f"{asked.where[0].upper()}{asked.where[1:]}: everything from {asked.clock:%H:%M} on {asked.amount}.",
    )


def _without(known: list[board_clashes.Told], those: list[board_clashes.Told]) -> list[board_clashes.Told]:
    keys = {told.key for told in known}
    return [told for told in those if told.key not in keys]


def _shifts(event: Event, asked: Asked, panels: list[Panel]) -> list[Shift]:
    start, by = asked.start(event), timedelta(minutes=asked.minutes)
    found = []
    for panel in panels:
        if not panel.slot or panel.state == "cancelled" or (asked.room and panel.room_id != asked.room.pk):
            continue
        before = place_of(panel)
        if panel.slot.start >= start and timetables.date_of(panel, event.zone) == asked.day:
            end = panel.slot.end + by if panel.slot.end else None
            found.append(_shift(panel, before, replace(before, start=panel.slot.start + by, end=end), event))
        elif asked.stretch and panel.slot.end and panel.slot.start < start < panel.slot.end:
            end = max(panel.slot.end + by, panel.slot.start + timedelta(minutes=timetables.STEP))
            found.append(_shift(panel, before, replace(before, end=end), event))
    return sorted(found, key=lambda shift: (str(shift.before.start), shift.where))


def _shift(panel: Panel, before: Place, after: Place, event: Event) -> Shift:
    zone = event.zone
    day = timetables.date_of(panel, zone)
    return Shift(
        panel,
        before,
        after,
        _say(before, zone),
        _say(after, zone),
        before.start == after.start,
        _last_day(after, zone) != day and _last_day(before, zone) == day,
    )


def _say(place: Place, zone: ZoneInfo) -> str:
    return timetables.say_span(place.start, place.end, zone) if place.start else ""


def _last_day(place: Place, zone: ZoneInfo) -> date | None:
    """The day on which it ends; midnight belongs to the day before it."""
    last = max(filter(None, (place.start, place.end and place.end - timedelta(seconds=1))), default=None)
    return last.astimezone(zone).date() if last else None


def _public(event: Event, shifts: list[Shift]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What readers would see move, and what else would be published with it."""
    newest = releases.newest(event)
    if newest is None:
        return (), ()
    coming = releases.coming(event)
    drafts = (coming or newest).programme
    whens = {str(s.panel.uid): When.of_span(s.after.start, s.after.end, event.zone) for s in shifts if s.after.start}
    panels = tuple(replace(p, when=whens[p.uid]) if p.uid in whens else p for p in drafts.panels)
    changes = compare(newest.programme, replace(drafts, panels=panels))
    moved = tuple(c for c in changes if c.uid in whens and c.subject == "panel" and c.field in ("", "when"))
    return moved, tuple(change for change in changes if change not in moved)


def _move(request: HttpRequest, event: Event) -> HttpResponse:
    try:
        asked = read(request.POST, list(event.rooms.all()))
        with transaction.atomic():
            done, release = _write(request, event, asked)
    except AskedError as error:
        return _show(request, event, request.POST, str(error))
    if release:
        messages.success(request, f"{done}. Release {release.number} is public. Calendars follow when they next ask.")
    else:
        messages.success(request, f"{done}. Publish to show it.")
    url = reverse("admin:event_timetable", args=[event.pk])
    return HttpResponseRedirect(f"{url}?{urlencode({'day': asked.day})}")


def _write(request: HttpRequest, event: Event, asked: Asked) -> tuple[str, Any]:
    """Raises AskedError where it would do something else than what was shown."""
    shift = f"{asked.amount} from {asked.clock:%H:%M} on {asked.day:%a} {asked.day.day} {asked.day:%b}"
    said = f"Moved {asked.where} {shift}"
    user = signed_in(request)
    with edits.recording(event, user, said, source="late"):
        preview = look(event, asked, _panels(event))
        if not preview.shifts:
            raise AskedError("Nothing was moved: there is nothing to move from then on.")
        if request.POST.get("shown") != preview.fingerprint:
            raise AskedError("Nothing was moved: the programme changed since you looked. This is how it is now.")
        put(event, [(shift.panel, shift.after) for shift in preview.shifts])
    if "publish" not in request.POST:
        return said, None
    return said, releases.publish(event, user, request.POST.get("note", "").strip())
