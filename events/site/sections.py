"""The schedule in sections: by day, or by track, narrowed to what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from events.site import grid, shown, wording
from events.site.choosing import Choice
from events.site.shown import UNDATED, Item
from events.site.spoken import Told, original, told
from events.site.values import Shown
from programme.model import Panel, Release

Make = Callable[..., Item]


@dataclass(frozen=True, slots=True)
class Section(Shown):
    """A day of the schedule, or what has no date yet; or a track of it."""

    anchor: str
    heading: str
    tab: tuple[str, str]  # "Wed 19", "May"
    theme: str
    items: tuple[Item, ...]
    day: str = ""  # 2021-05-19
    grid: grid.Grid | None = None
    theme_in: Told | None = None


def sections(release: Release, choice: Choice, *, gridded: bool = True, billed: bool = True) -> list[Section]:
    """`gridded`: with rooms side by side, where nothing that is asked for stands against it. `billed`: with what
    everybody is."""
    make = partial(shown.item, release, zone=choice.zone(release), billed=billed)
    panels = [panel for panel in release.programme.in_order if not choice.narrowed or choice.takes(release, panel)]
    if choice.view == "tracks":
        return _by_track(release, panels, make)
    return _by_day(release, panels, choice, make, gridded=gridded and not (choice.narrowed or choice.tz or choice.view))


def grids(release: Release) -> list[grid.Grid]:
    """Of each day that has one."""
    days = release.programme.dates
    found = (grid.grid(release, [p for p in release.programme.in_order if p.when.date == day]) for day in days)
    return [each for each in found if each]


def _by_day(release: Release, panels: list[Panel], choice: Choice, make: Make, *, gridded: bool) -> list[Section]:
    programme = release.programme
    themes = {day.date: day.title for day in programme.days}
    found: dict[date | None, list[Panel]] = {} if choice.narrowed else {day: [] for day in programme.dates}
    for panel in panels:
        found.setdefault(panel.when.date, []).append(panel)
    named = wording.full_day if len({day.year for day in programme.dates}) > 1 else wording.day_name
    grids = {day: grid.grid(release, row) if gridded and day else None for day, row in found.items()}
    return [
        _day(release, day, row, make, named, themes.get(day, "") if day else "", grids[day])
        for day, row in found.items()
    ]


def _day(
    release: Release,
    day: date | None,
    panels: list[Panel],
    make: Make,
    named: Callable[[date], str],
    theme: str,
    drawn: grid.Grid | None,
) -> Section:
    if day is None:
        items = tuple(make(panel) for panel in panels)
        return Section(UNDATED, _("To be announced"), (_("To be announced"), ""), "", items)
    items = tuple(make(panel, cell=drawn.places.get(panel.uid, "") if drawn else "") for panel in panels)
    return Section(
        day.isoformat(),
        wording.heading(named(day)),
        wording.tab(day),
        theme,
        items,
        day=day.isoformat(),
        grid=drawn,
        theme_in=told(release, "day", day.isoformat(), "title", original(release)),
    )


def _by_track(release: Release, panels: Iterable[Panel], make: Make) -> list[Section]:
    programme = release.programme
    found: dict[str, list[Panel]] = {uid: [] for uid in (*programme.track, "")}
    for panel in panels:
        found[panel.track].append(panel)
    return [
        Section(
            f"track-{track.slug}" if track else "no-track",
            track.name if track else _("All tracks"),
            (track.name if track else _("All tracks"), ""),
            "",
            tuple(make(panel, dated=True) for panel in row),
        )
        for uid, row in found.items()
        if row
        for track in [programme.track.get(uid)]
    ]
