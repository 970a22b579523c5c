"""The schedule in sections: by day, or by track, narrowed to what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from events.site import addresses, grid, shown, store, wording
from events.site.choosing import Choice
from events.site.shown import UNDATED, Item
from events.site.spoken import Told, original, told
from events.site.values import Shown
from programme.model import Panel, Release

Make = Callable[..., Item]
LARGE = 400  # panels, and people in them, that a schedule shows on one page


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


@dataclass(frozen=True, slots=True)
class Tab(Shown):
    """Leads to a section."""

    words: tuple[str, str]
    url: str
    day: str = ""  # where the section is a page of its own
    here: bool = False


def is_by_day(release: Release) -> bool:
    """Whether its schedule is a page a day: on one it would be long on its way, and longer to read. Not in an export:
    files are searched without asking for others."""
    programme = release.programme
    shows = len(programme.panels) + sum(len(panel.people) for panel in programme.panels)
    return shows > LARGE and len({panel.when.date for panel in programme.panels} - {None}) > 1 and not store.is_apart()


def anchors(release: Release) -> list[str]:
    """Of the sections that a schedule with a page a day has."""
    found = {panel.when.date for panel in release.programme.panels}
    return [
        *(day.isoformat() for day in release.programme.dates if day in found),
        *([UNDATED] if None in found else []),
    ]


def page_of(release: Release, panel: Panel) -> str:
    """The page of the schedule that the panel stands on."""
    return addresses.day(release, shown.day_anchor(panel)) if is_by_day(release) else addresses.event(release)


def whole(release: Release) -> str:
    """Where the whole schedule stands on one page."""
    return addresses.days(release) if is_by_day(release) else addresses.event(release)


def tabs(release: Release, found: list[Section], only: str = "") -> list[Tab]:
    """To each section of the page, or to each page of the schedule where this one shows `only` one section."""
    if not only:
        return [Tab(section.tab, f"#{section.anchor}") for section in found if section.items] if len(found) > 1 else []
    named = {day.isoformat(): wording.tab(day) for day in release.programme.dates}
    named[UNDATED] = (_("To be announced"), "")
    return [
        *(Tab(named[each], addresses.day(release, each), each, each == only) for each in anchors(release)),
        Tab((_("All days"), ""), addresses.days(release)),
    ]


def sections(release: Release, choice: Choice, *, gridded: bool = True, only: str = "") -> list[Section]:
    """`gridded`: with rooms side by side, where nothing that is asked for stands against it. `only`: the anchor of the
    one day that is wanted."""
    make = partial(shown.item, release, zone=choice.zone(release))
    panels = [panel for panel in release.programme.in_order if not choice.narrowed or choice.takes(release, panel)]
    if choice.view == "tracks":
        return _by_track(release, panels, make)
    days = [] if choice.narrowed else [day for day in release.programme.dates if only in ("", day.isoformat())]
    if only:
        panels = [panel for panel in panels if shown.day_anchor(panel) == only]
    return _by_day(release, panels, days, make, gridded=gridded and not (choice.narrowed or choice.tz or choice.view))


def grids(release: Release) -> list[grid.Grid]:
    """Of each day that has one."""
    days = release.programme.dates
    found = (grid.grid(release, [p for p in release.programme.in_order if p.when.date == day]) for day in days)
    return [each for each in found if each]


def _by_day(release: Release, panels: list[Panel], days: list[date], make: Make, *, gridded: bool) -> list[Section]:
    """`days`: those that have a section even if nothing is on."""
    programme = release.programme
    themes = {day.date: day.title for day in programme.days}
    found: dict[date | None, list[Panel]] = {day: [] for day in days}
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
