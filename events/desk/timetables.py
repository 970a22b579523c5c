"""A day of the drafts as the board shows it: rooms across, time down. Pure over rows that were loaded before.

Time is counted in minutes that pass since the day began, so that a night goes on behind midnight and a day on which
clocks change is as long as it is; what a person reads is the wall clock of the event. Places become classes (`h10 m6`
begins at half past ten, `e11 n0` ends at eleven), which static/desk/board.css turns into lines of the grid: our
Content-Security-Policy forbids inline style.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.models import Day, Panel, Room, TimeSlot

STEP = 5  # minutes
DRAWN = 60  # minutes that a panel is drawn for whose end nobody has said
EARLIEST, LATEST = 8, 19  # hours that a day shows at least
SHORT = 4  # steps from which a card has room for more than a line
LANES = 24  # in a column at most, as in board.css; who is beyond them shares the last
HOUSE = 0  # the column of the whole house


@dataclass
class Card:
    """A panel on the board. `start` and `end` are minutes of the day, `end` None where nobody has said it."""

    panel: Panel
    start: int
    end: int | None
    time: str
    column: int
    room: str
    lane: int = 0
    lanes: int = 1
    wide: bool = False  # over all rooms
    clashes: bool = False
    attributes: str = ""  # of its element

    @property
    def bottom(self) -> int:
        return max(self.end if self.end is not None else self.start + DRAWN, self.start + STEP)

    @property
    def place(self) -> str:
        """Classes."""
        end = -(-self.bottom // STEP)
        column = "wide" if self.wide else f"c{self.column}"
        lanes = f" l{self.lane} of{self.lanes}" if self.lanes > 1 else ""
        start = self.start // STEP
        short = " short" if end - start < SHORT else ""
        return f"h{start // 12} m{start % 12} e{end // 12} n{end % 12} {column}{lanes}{short}"


@dataclass
class Board:
    date: date
    theme: str
    start: datetime  # UTC
    cards: list[Card] = field(default_factory=list)
    first: int = EARLIEST  # hours since the day began
    last: int = LATEST
    clocks: list[str] = field(default_factory=list)  # what a clock shows as each hour begins
    repeated: bool = False  # clocks go back on this day

    @property
    def house(self) -> bool:
        """Whether the column of the whole house is needed for more than dropping something there."""
        return any(card.column == HOUSE and not card.wide for card in self.cards)

    @property
    def hours(self) -> list[tuple[int, str]]:
        return [(hour, self.clocks[hour]) for hour in range(self.first, self.last)]


@dataclass
class Reaching:
    """A panel of another day that may meet one of this day. `start` and `end` are minutes of this day."""

    panel: Panel
    start: int
    end: int
    attributes: str = ""


def reaching(board: Board, panels: Iterable[Panel]) -> list[Reaching]:
    """Which of the panels take place within the two days that begin with the board's."""
    found = []
    for panel in panels:
        if panel.slot and panel.slot.end:
            start, end = (minutes_between(board.start, edge) for edge in (panel.slot.start, panel.slot.end))
            if end > 0 and start < 48 * 60:
                found.append(Reaching(panel, start, end))
    return found


def date_of(panel: Panel, zone: ZoneInfo) -> date | None:
    if panel.slot:
        return panel.slot.start.astimezone(zone).date()
    return panel.day.date if panel.day else None


def dates(panels: Iterable[Panel], days: Iterable[Day], zone: ZoneInfo) -> list[date]:
    """Of the days that are announced and those on which a panel begins."""
    begun = {panel.slot.start.astimezone(zone).date() for panel in panels if panel.slot}
    return sorted(begun | {day.date for day in days})


def beginning(when: date, zone: ZoneInfo) -> datetime:
    """Of a day, in UTC. Where clocks leap over midnight it is the first moment behind."""
    return datetime.combine(when, time(), zone).astimezone(UTC)


def minutes_between(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)


def lay_out(panels: Iterable[Panel], rooms: list[Room], when: date, theme: str, zone: ZoneInfo) -> Board:
    """The board of a day with the panels that begin on it, by time and room."""
    board = Board(when, theme, beginning(when, zone))
    columns = {room.pk: number for number, room in enumerate(rooms, 1)}
    for panel in panels:
        if panel.slot and date_of(panel, zone) == when:
            board.cards.append(_card(panel, panel.slot, board.start, columns, zone))
    board.cards.sort(key=lambda card: (card.start, card.column, card.bottom, card.panel.pk))
    _spread(board.cards)
    board.first = min([EARLIEST, *(card.start // 60 for card in board.cards)])
    board.last = max([LATEST, *(-(-card.bottom // 60) + 1 for card in board.cards)])
    hours = [board.start + timedelta(hours=hour) for hour in range(max(board.last, 30))]
    board.clocks = [f"{hour.astimezone(zone):%H:%M}" for hour in hours]
    board.repeated = beginning(when + timedelta(days=1), zone) - board.start > timedelta(days=1)
    return board


def _card(panel: Panel, slot: TimeSlot, day: datetime, columns: dict[int, int], zone: ZoneInfo) -> Card:
    start, end = slot.start, slot.end
    return Card(
        panel,
        minutes_between(day, start),
        minutes_between(day, end) if end else None,
        say_span(start, end, zone),
        columns[panel.room_id] if panel.room_id else HOUSE,
        panel.room.name if panel.room else "Whole house",
    )


def say_span(start: datetime, end: datetime | None, zone: ZoneInfo) -> str:
    return f"{start.astimezone(zone):%H:%M}" + (f"–{end.astimezone(zone):%H:%M}" if end else "")


def _spread(cards: list[Card]) -> None:
    """Beside each other what overlaps in a column. The whole house is over all rooms unless something else is on."""
    for column in {card.column for card in cards}:
        group: list[Card] = []
        for card in (card for card in cards if card.column == column):
            if group and card.start >= max(other.bottom for other in group):
                _share(group)
                group = []
            group.append(card)
        _share(group)
    for card in cards:
        beside = (c for c in cards if c is not card and c.start < card.bottom and card.start < c.bottom)
        card.wide = card.column == HOUSE and not any(beside)


def _share(group: list[Card]) -> None:
    """Lanes for cards of a column of which each overlaps with another."""
    ends: list[int] = []
    for card in group:
        free = next((lane for lane, end in enumerate(ends) if end <= card.start), len(ends))
        ends[free:] = [card.bottom, *ends[free + 1 :]]
        card.lane = free
    for card in group:
        card.lane, card.lanes = min(card.lane, LANES - 1), min(len(ends), LANES)
