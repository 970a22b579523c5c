"""The page of one panel: everything that somebody asks who thinks of going. A pure function Release -> str."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from events.site import adding, addresses, choosing, entries, markup, named, sections, shown, wording
from events.site.choosing import Choice
from events.site.feed_words import marked
from events.site.following import Feed
from events.site.pages import Tab, render
from events.site.spoken import original, told
from programme.model import Link, Panel, Release
from programme.writing.places import house

LINK_LABELS = {
    "stream": gettext_noop("Watch the stream"),
    "recording": gettext_noop("Watch the recording"),
    "slides": gettext_noop("Slides"),
}


@dataclass(frozen=True, slots=True)
class Around(Tab):
    """A panel before or after another."""

    when: str


def panel(slug: str) -> Callable[[Release], str]:
    def make(release: Release) -> str:
        return _panel(release, named.panel(release, slug))

    return make


def _panel(release: Release, panel: Panel) -> str:
    zone, day = release.programme.zone, panel.when.date
    theme = next((row.title for row in release.programme.days if row.date == day), "")
    timed = panel.when.span(zone) is not None
    before, after = _neighbours(release, panel)
    room, track = release.programme.room.get(panel.room), release.programme.track.get(panel.track)
    when, item = _when(panel, release), shown.item(release, panel)
    return render(
        release,
        "panel.html",
        addresses.panel(release, panel),
        marked(panel, panel.title),
        marked(panel, markup.excerpt(panel.abstract)[0] or f"{panel.title}, {when}"),
        addresses.panel_calendar(release, panel) if timed else "",
        about=panel,
        item=item,
        faces=any(person.photo for person in item.people),
        when=when,
        times=wording.times(panel.when, release.programme),
        zone=wording.zone_at(shown.instants(release, [panel])[0]) if timed else "",
        utc=wording.utc_times(panel.when, release.programme) if zone.key not in ("UTC", "Etc/UTC") else None,
        day=wording.heading(wording.full_day(day)) if day else "",
        day_page=sections.page_of(release, panel),
        day_anchor=shown.day_anchor(panel),
        day_name=wording.heading(wording.day_name(day)) if day else _("To be announced"),
        theme=theme,
        theme_in=told(release, "day", f"{day}", "title", original(release)),
        room=room,
        house=release.programme.event.venue if room or not timed else house(release, _),
        room_url=choosing.address(release, Choice(room=(room.slug,))) if room else "",
        track=track,
        track_url=choosing.address(release, Choice(track=(track.slug,))) if track else "",
        language=wording.language_label(panel.language),
        stream=_stream(release, panel),
        abstract=markup.to_html(panel.abstract),
        links=labelled(tuple(link for link in panel.links if panel.state != "cancelled" or link.rel != "stream")),
        panel_calendar=addresses.panel_calendar(release, panel) if timed else "",
        panel_webcal=Feed.at("", addresses.panel_calendar(release, panel)).webcal,
        ways=adding.ways(release, panel),
        day_calendar=Feed.at("", addresses.day_calendar(release, day)).webcal if timed and day else "",
        code=addresses.panel_code(release, panel),
        history=entries.of_panel(release, panel),
        before=before,
        after=after,
    )


def _when(panel: Panel, release: Release) -> str:
    """Wednesday 19 May 2021, 10:30–11:45 am, as far as it is known."""
    times = wording.times(panel.when, release.programme)
    day = wording.full_day(panel.when.date) if panel.when.date else _("date to be announced")
    return f"{day}, {times or _('time to be announced')}"


def _stream(release: Release, panel: Panel) -> str:
    """The room's stream, unless the panel has one of its own."""
    room = release.programme.room.get(panel.room)
    own = any(link.rel == "stream" for link in panel.links)
    return room.stream if room and not own and panel.state != "cancelled" and markup.is_web_address(room.stream) else ""


def labelled(links: tuple[Link, ...]) -> list[tuple[str, str]]:
    """Label and address of those that may be followed."""
    return [
        (
            link.label or _label(link.rel) or urlsplit(link.url).netloc.removeprefix("www."),
            link.url,
        )
        for link in links
        if markup.is_web_address(link.url)
    ]


def _label(rel: str) -> str:
    return _(LINK_LABELS[rel]) if rel in LINK_LABELS else ""


def _neighbours(release: Release, panel: Panel) -> tuple[Around | None, Around | None]:
    """What takes place before and after this panel, and not at its time: of several at once that in its room, else in
    its track. Coffee is no panel to go on to, and nothing stands before or after what has no time yet."""
    zone = release.programme.zone
    if not panel.when.span(zone):
        return None, None
    row = [
        other
        for other in release.programme.in_order
        if other is panel or (_goes_on_to(other) and other.when.span(zone))
    ]
    at = row.index(panel)
    before, after = (_nearest(release, panel, others) for others in (reversed(row[:at]), row[at + 1 :]))
    return before, after


def _goes_on_to(panel: Panel) -> bool:
    return panel.state != "cancelled" and not shown.is_quiet(panel)


def _nearest(release: Release, panel: Panel, others: Iterable[Panel]) -> Around | None:
    """`others`: from the nearest in time to the furthest."""
    apart = (other for other in others if not _meet(panel, other, release.programme.zone))
    first = next(apart, None)
    if first is None:
        return None
    starts = first.when.date, first.when.start
    at_once = [first, *takewhile(lambda other: (other.when.date, other.when.start) == starts, apart)]
    return _around(release, min(at_once, key=lambda other: (other.room != panel.room, other.track != panel.track)))


def _meet(one: Panel, other: Panel, zone: ZoneInfo) -> bool:
    span, spans = one.when.span(zone), other.when.span(zone)
    if span is None or spans is None:
        return False
    (start, end), (starts, ends) = span, spans
    return start == starts or bool(end and ends and start < ends and starts < end)


def _around(release: Release, panel: Panel) -> Around:
    times = wording.times(panel.when, release.programme)
    day = wording.short_day(panel.when.date) if panel.when.date else ""
    return Around(panel.title, addresses.panel(release, panel), False, f"{day}, {times}")
