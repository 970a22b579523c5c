"""What the board shows where somebody else has moved panels since the page was made: theirs, and yours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from events import edits
from events.desk.board_moves import Place, place_of
from events.models import Event, Panel

KEPT = ("date", "minute", "time", "later", "length", "room", "shown")  # fields of a move that is asked for again


class ChangedError(Exception):
    """Somebody else put these panels elsewhere since the page was made."""


@dataclass(frozen=True)
class Conflict:
    """What two organisers want of a panel, or of two that were to be swapped."""

    what: str  # was moved by the other one
    who: str
    at: datetime | None
    theirs: list[str]
    yours: list[str]
    fields: list[tuple[str, str]]  # of a form that does it nevertheless
    action: str


def moved_since(panel: Panel, shown: str | None, wanted: Place) -> bool:
    """Whether a panel is neither where the page showed it (None: it did not say), nor where it is wanted anyway."""
    return shown is not None and place_of(panel).token not in (shown, wanted.token)


def of_move(asked: Mapping[str, str], event: Event, panel: Panel, wanted: Place) -> Conflict:
    fields = {name: asked[name] for name in KEPT if name in asked}
    fields |= {"panel": str(panel.pk), "was": place_of(panel).token}
    zone = event.zone
    places = [place_of(panel).said(zone)], [wanted.said(zone)]
    return _between(asked, event, [panel], places, fields, "move")


def swapped(asked: Mapping[str, str], event: Event, one: Panel, other: Panel) -> list[tuple[Panel, Place]]:
    """Where two panels go that change places: to where the page showed the other one. Raises PlaceError."""
    shown = [asked.get("to") or asked.get("other_was"), asked.get("other_to") or asked.get("was")]
    places = [Place.of_token(token, event) if token else None for token in shown]
    return [(one, places[0] or place_of(other)), (other, places[1] or place_of(one))]


def moved_of(asked: Mapping[str, str], pairs: list[tuple[Panel, Place]]) -> list[Panel]:
    """Which of two that are to be swapped somebody else has moved since."""
    marks = zip(pairs, ("was", "other_was"), strict=True)
    return [panel for (panel, wanted), name in marks if moved_since(panel, asked.get(name), wanted)]


def of_swap(asked: Mapping[str, str], event: Event, pairs: list[tuple[Panel, Place]]) -> Conflict:
    """Of the two panels, each with where it was to go: the place at which the page showed the other."""
    (one, to), (other, other_to) = pairs
    fields = {"panel": str(one.pk), "other": str(other.pk), "shown": asked.get("shown", "")}
    fields |= {
        "was": place_of(one).token,
        "other_was": place_of(other).token,
        "to": to.token,
        "other_to": other_to.token,
    }
    zone = event.zone
    theirs = [f"“{panel}”: {place_of(panel).said(zone)}" for panel, _ in pairs]
    yours = [f"“{panel}”: {place.said(zone)}" for panel, place in pairs]
    return _between(asked, event, moved_of(asked, pairs), (theirs, yours), fields, "swap")


def _between(
    asked: Mapping[str, str],
    event: Event,
    moved: list[Panel],
    places: tuple[list[str], list[str]],
    fields: dict[str, str],
    name: str,
) -> Conflict:
    since = asked.get("version", "")
    after = int(since[:18]) if since.isdecimal() else 0
    found = [edits.of_row(panel).filter(pk__gt=after).select_related("made_by").first() for panel in moved]
    edit = max((each for each in found if each), key=lambda each: each.pk, default=None)
    return Conflict(
        " and ".join(f"“{panel}”" for panel in moved),
        (edit.made_by.get_short_name() or edit.made_by.get_username()) if edit and edit.made_by else "Somebody",
        edit.made_at if edit else None,
        *places,
        list(fields.items()),
        reverse(f"admin:event_board_{name}", args=[event.pk]),
    )
