"""The timetable board: a day at a time, panels moved by hand, by keyboard or by form, and nobody's change lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from events import edits
from events.desk import access, board_clashes, board_conflict, timetables
from events.desk.board_clashes import Told
from events.desk.board_conflict import ChangedError, Conflict, moved_since
from events.desk.board_moves import PlaceError, asked_place, place_of, put, said_move
from events.desk.history import page_before_undo, turns
from events.desk.pages import render_page, signed_in
from events.models import Event, Panel
from programme.checking import holds, is_heading, is_part
from programme.clashing import is_aside


@dataclass(frozen=True)
class Waiting:
    """A panel in the tray."""

    panel: Panel
    attributes: str


@dataclass
class Chosen:
    """A panel in the form beside the board."""

    panel: Panel
    token: str
    date: str
    time: str
    length: str
    room: int | None
    later: bool


def timetable(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    return _render(request, found, _date(request.GET.get("day", "")))


def _render(request: HttpRequest, event: Event, when: date | None, **extra: Any) -> HttpResponse:
    panels, rooms, days = _loaded(event), list(event.rooms.all()), list(event.days.all())
    people, dates = board_clashes.people_of(event), timetables.dates(panels, days, event.zone)
    when = when or (dates[0] if dates else None)
    board, clashes, walks, beside = None, list[Told](), list[Told](), list[timetables.Reaching]()
    if when:
        theme = next((day.theme for day in days if day.date == when), "")
        board = timetables.lay_out(panels, rooms, when, theme, event.zone)
        clashes, walks, beside = _filled(board, panels, people)
    chosen = request.GET.get("panel", "")
    last = edits.of(event).first()
    return render_page(
        request,
        event,
        "board",
        "Timetable",
        section="timetable",
        board=board,
        dates=dates,
        rooms=rooms,
        tray=_tray(panels, people),
        clashes=clashes,
        walks=walks,
        least=board_clashes.LEAST,
        beside=beside,
        choices=[(panel.pk, f"{panel} ({place_of(panel).said(event.zone)})") for panel in panels],
        chosen=next((_chosen(panel, event) for panel in panels if str(panel.pk) == chosen), None),
        version=last.number if last else 0,
        **(turns(event) if access.may_edit(request.user, event.pk) else {}),
        **extra,
    )


def _loaded(event: Event) -> list[Panel]:
    rows = event.panels.select_related("slot", "day", "room")
    return list(rows.defer("abstract", "notes", "links"))


def _attributes(
    panel: Panel, people: board_clashes.People, more: dict[str, str], start: int | None = None, end: int | None = None
) -> str:
    """What board.js knows of a panel, as attributes of its element: those that say something. Times are minutes of the
    day."""
    known = list(people.get(panel.pk, {}).items())
    heading = is_heading(panel.title, None, known)
    facts: dict[str, Any] = {
        "panel": panel.pk,
        "was": place_of(panel).token,
        "start": start,
        "end": end,
        "room": panel.room_id,
        "track": f"track {panel.track_id}" if panel.track_id else "",
        "state": panel.state,
        "aside": "always" if is_aside(panel.kind) else "roomless" if heading else "",
        "holds": holds(panel.title, panel.number),
        "part": "part" if is_part(panel.kind, panel.number) else "",
        "people": json.dumps(known, ensure_ascii=False) if known else "",
    }
    return flatatt(more | {f"data-{name}": str(value) for name, value in facts.items() if value not in ("", None)})


def _dress(board: timetables.Board, people: board_clashes.People) -> None:
    for card in board.cards:
        panel = card.panel
        words = ["slip", card.place, panel.kind, panel.state, "clashes" * card.clashes, "open" * (card.end is None)]
        more = {"class": " ".join(words), "role": "group", "aria-label": f"{panel.title}, {card.time}, {card.room}"}
        card.attributes = _attributes(panel, people, more, card.start, card.end)


def _tray(panels: list[Panel], people: board_clashes.People) -> list[Waiting]:
    found = []
    for panel in panels:
        if not panel.slot:
            more = {"class": f"slip {panel.state}", "role": "group", "aria-label": f"{panel.title}, no time"}
            found.append(Waiting(panel, _attributes(panel, people, more)))
    return found


def _filled(
    board: timetables.Board, panels: list[Panel], people: board_clashes.People
) -> tuple[list[Told], list[Told], list[timetables.Reaching]]:
    """The clashes of the day, its cards marked; its tight walks; and what of other days reaches into it."""
    here = {card.panel.pk for card in board.cards}
    known = board_clashes.stays(panels, people)
    both = board_clashes.find(known, people), board_clashes.walks(known, people)
    found, walks = ([told for told in each if {told.one.pk, told.other.pk} & here] for each in both)
    marked = {pk for clash in found for pk in (clash.one.pk, clash.other.pk)}
    for card in board.cards:
        card.clashes = card.panel.pk in marked
    _dress(board, people)
    beside = timetables.reaching(board, (panel for panel in panels if panel.pk not in here))
    for each in beside:
        each.attributes = _attributes(each.panel, people, {}, each.start, each.end)
    return found, walks, beside


def _chosen(panel: Panel, event: Event) -> Chosen:
    place = place_of(panel)
    local = place.start.astimezone(event.zone) if place.start else None
    length = timetables.minutes_between(place.start, place.end) if place.start and place.end else None
    return Chosen(
        panel,
        place.token,
        str(local.date() if local else place.day or ""),
        f"{local:%H:%M}" if local else "",
        str(length) if length else "",
        panel.room_id,
        bool(local and local.fold),
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _back(event: Event, request: HttpRequest) -> HttpResponse:
    """To the day that the board showed."""
    shown = _date(request.POST.get("shown", ""))
    query = f"?{urlencode({'day': shown})}" if shown else ""
    return HttpResponseRedirect(reverse("admin:event_timetable", args=[event.pk]) + query)


def _editable(request: HttpRequest, event: int) -> Event:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    return found


def _panel(event: Event, key: str) -> Panel:
    rows = event.panels.select_related("slot", "day", "room")
    return get_object_or_404(rows, pk=int(key) if key.isdecimal() and len(key) < 18 else 0)


@require_POST
def move(request: HttpRequest, event: int) -> HttpResponse:
    """Put a panel elsewhere, or make it longer or shorter: fields as in `board_moves.asked_place`, and `was`, where
    the page showed it. 409 with the choice between both where somebody else has moved it since."""
    found = _editable(request, event)
    panel = _panel(found, request.POST.get("panel", ""))
    try:
        place = asked_place(request.POST, found, place_of(panel))
        said = said_move(panel, place_of(panel), place, found.zone)
        with edits.recording(found, signed_in(request), said, source="board") as made:
            panel = _panel(found, str(panel.pk))  # as it is now that nobody else can change it
            if moved_since(panel, request.POST.get("was"), place):
                raise ChangedError
            put(found, [(panel, place)])
    except PlaceError as error:
        messages.error(request, str(error))
        return _back(found, request)
    except ChangedError:
        return _conflicting(request, found, board_conflict.of_move(request.POST, found, panel, place))
    messages.success(request, f"{said}.") if made.edit else messages.info(request, f"“{panel}” was there already.")
    return _back(found, request)


@require_POST
def swap(request: HttpRequest, event: int) -> HttpResponse:
    """Let two panels change places, time and room. `was` and `other_was` are where the page showed them, `to` and
    `other_to` where they are to go if that is not where the other one is now. 409 with the choice as in `move`."""
    found = _editable(request, event)
    keys = [request.POST.get(name, "") for name in ("panel", "other")]
    if keys[0] == keys[1] or not keys[1]:
        messages.error(request, "Choose another panel to swap with.")
        return _back(found, request)
    one, other = (_panel(found, key) for key in keys)
    said = f"Swapped “{one}” and “{other}”"
    try:
        with edits.recording(found, signed_in(request), said, source="board") as made:
            one, other = (_panel(found, key) for key in keys)
            pairs = board_conflict.swapped(request.POST, found, one, other)
            if board_conflict.moved_of(request.POST, pairs):
                raise ChangedError
            put(found, pairs)
    except PlaceError as error:
        messages.error(request, str(error))
        return _back(found, request)
    except ChangedError:
        return _conflicting(request, found, board_conflict.of_swap(request.POST, found, pairs))
    messages.success(request, f"{said}.") if made.edit else messages.info(request, "Both were at one place already.")
    return _back(found, request)


def _conflicting(request: HttpRequest, event: Event, conflict: Conflict) -> HttpResponse:
    response = _render(request, event, _date(request.POST.get("shown", "")), conflict=conflict)
    response.status_code = 409
    return response


@require_POST
def turn(request: HttpRequest, event: int) -> HttpResponse:
    """Take the last change back (`undo`), or do it again (`redo`): the edit whose number the page showed."""
    found = _editable(request, event)
    again = "redo" in request.POST
    edit = edits.next_redo(found) if again else edits.next_undo(found)
    if edit is None or str(edit.number) != request.POST.get("redo" if again else "undo"):
        messages.warning(request, "Nothing was changed: something else was done since. Look, and try again.")
        return _back(found, request)
    if not again and (url := page_before_undo(edit)):
        return HttpResponseRedirect(url)
    try:
        (edits.redo if again else edits.undo)(edit, signed_in(request))
    except edits.RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{'Done again' if again else 'Taken back'}: {edit.summary}.")
    return _back(found, request)
