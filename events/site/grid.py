"""A day's panels as a grid: a column for each room, a row for each stretch of time in which nothing begins or ends.

Only classes come out of it: `a3 z5 c2 d3` stands in the rows 3 up to 5 and the columns 2 up to 3. The event's own
stylesheet says what they mean, so that pages need no inline style, which our Content-Security-Policy forbids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from operator import itemgetter

from events.site import wording
from events.site.values import Shown
from programme.model import Panel, Release, Room

UNANNOUNCED = timedelta(hours=1)  # how long a panel is drawn whose end nobody has said
MOST_COLUMNS = 60
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Head(Shown):
    """A room above its column or columns, or the hour beside a row."""

    name: str
    place: str  # classes


@dataclass(frozen=True, slots=True)
class Grid(Shown):
    columns: str  # class
    rooms: tuple[Head, ...]
    hours: tuple[Head, ...]
    places: dict[str, str]  # classes by the panel's uid


def grid(release: Release, panels: Sequence[Panel]) -> Grid | None:
    """None where one column is enough: a list says the same with less."""
    zone = release.programme.zone
    spans = {panel.uid: _span(panel, release) for panel in panels if panel.when.span(zone)}
    placed = [panel for panel in panels if panel.uid in spans]
    rooms = [room for room in release.programme.rooms if any(panel.room == room.uid for panel in placed)]
    if len(rooms) < 2:
        return None
    lanes = _lanes(placed, rooms, spans)
    count = sum(len(of_room) for _, of_room in lanes)
    if count > MOST_COLUMNS:
        return None
    edges = sorted({edge for span in spans.values() for edge in span})
    row = {edge: number for number, edge in enumerate(edges, 2)}  # the rooms stand in row 1
    columns: dict[str, list[int]] = {}
    heads: list[Head] = []
    column = 2  # the hours stand in column 1
    for room, of_room in lanes:
        if of_room:
            heads.append(Head(room.name if room else "", f"c{column} d{column + len(of_room)}"))
        for lane in of_room:
            for uid in lane:
                columns.setdefault(uid, []).append(column)
            column += 1
    whole = f"c2 d{column}"
    across = {uid: f"c{found[0]} d{found[-1] + 1}" for uid, found in columns.items()}
    places = {uid: f"{_rows(span, row)} {across.get(uid, whole)}" for uid, span in spans.items()}
    untimed = [panel.uid for panel in panels if panel.uid not in spans]  # below all that has a time
    places |= {uid: f"a{number} z{number + 1} {whole}" for number, uid in enumerate(untimed, len(edges) + 2)}
    starts = sorted({span[0] for span in spans.values()})
    hours = tuple(  # each down to the next: panels pass behind them where the rooms are moved sideways
        Head(_clock(edge, release), f"a{row[edge]} z{row[until]}") for edge, until in pairwise((*starts, edges[-1]))
    )
    if untimed:
        hours += (Head("", f"a{len(edges) + 2} z{len(edges) + 2 + len(untimed)}"),)
    return Grid(f"n{count}", tuple(heads), hours, places)


def _lanes(
    panels: Sequence[Panel], rooms: Sequence[Room], spans: dict[str, Span]
) -> list[tuple[Room | None, list[list[str]]]]:
    """The columns of each room, more than one where panels overlap in it. What is of the whole house and goes on beside
    others stands in as many of them as are free then, or else in columns of its own, which come first; what has the
    house for itself fills all columns, and is in none."""
    house = [panel for panel in panels if not panel.room]
    beside = [
        panel
        for panel in house
        if any(other is not panel and _meet(spans[panel.uid], spans[other.uid]) for other in panels)
    ]
    of_rooms = [(room, _side_by_side([p for p in panels if p.room == room.uid], spans)) for room in rooms]
    lanes, alone = [lane for _, of_room in of_rooms for lane in of_room], []
    for panel in sorted(beside, key=lambda panel: spans[panel.uid]):
        free = _free(lanes, spans[panel.uid], spans)
        for lane in free:
            lane.append(panel.uid)
        alone += [] if free else [panel]
    return [(None, _side_by_side(alone, spans)), *of_rooms]


def _free(lanes: list[list[str]], span: Span, spans: dict[str, Span]) -> list[list[str]]:
    """The most neighbours in which nothing goes on then; a single one would be taken for that room."""
    taken = [any(_meet(spans[uid], span) for uid in lane) for lane in lanes]
    runs = [[lane for _, lane in run] for is_taken, run in groupby(zip(taken, lanes), itemgetter(0)) if not is_taken]
    return max((run for run in runs if len(run) > 1), key=len, default=[])


def _side_by_side(panels: Iterable[Panel], spans: dict[str, Span]) -> list[list[str]]:
    """Uids in columns in which nothing overlaps."""
    columns: list[list[str]] = []
    for panel in sorted(panels, key=lambda panel: spans[panel.uid]):
        free = next((c for c in columns if not _meet(spans[c[-1]], spans[panel.uid])), None)
        if free is None:
            columns.append([panel.uid])
        else:
            free.append(panel.uid)
    return columns


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _span(panel: Panel, release: Release) -> Span:
    span = panel.when.span(release.programme.zone)
    assert span is not None  # noqa: S101 - the caller has seen it
    start, end = span
    return start, end if end and end > start else start + UNANNOUNCED


def _rows(span: Span, row: dict[datetime, int]) -> str:
    return f"a{row[span[0]]} z{row[span[1]]}"


def _clock(edge: datetime, release: Release) -> str:
    at = edge.astimezone(release.programme.zone).time()
    return " ".join(wording.clock(at, release.programme.event.clock)).strip()


def stylesheet(grids: Iterable[Grid]) -> str:
    """What the classes of all grids of an event mean."""
    found = list(grids)
    used = {name for g in found for head in (*g.rooms, *g.hours) for name in head.place.split()}
    used |= {name for g in found for place in g.places.values() for name in place.split()}
    used |= {g.columns for g in found}
    rules = (_rule(name) for name in sorted(used, key=lambda name: (name[0], int(name[1:]))))
    return f"@media screen and (min-width: 62rem) {{\n{''.join(rules)}}}\n" if used else ""


def _rule(name: str) -> str:
    kind, number = name[0], name[1:]
    if kind == "n":
        return f".grid.{name} {{ --rooms: {number}; }}\n"
    side = {"a": "row-start", "z": "row-end", "c": "column-start", "d": "column-end"}[kind]
    return f".grid > .{name} {{ grid-{side}: {number}; }}\n"
