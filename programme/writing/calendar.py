"""Calendar feeds (RFC 5545, RFC 7986): pure, without "now", so the same release always gives the same bytes.

Times are UTC (…Z) and there is no VTIMEZONE: VTIMEZONEs make four of seventeen calendar programs show summer panels an
hour off. For what else is left out on purpose (a UID of the calendar's own, METHOD, X-WR-TIMEZONE, VALARM, the
components of RFC 9073) some program loses events, titles or the feed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import quote, urlsplit

import icalendar
from icalendar.prop import vCategory, vDatetime, vDuration, vText, vUri

from programme import addresses
from programme.leaving import fate, is_timed
from programme.model import Appearance, Link, Panel, Release, Room
from programme.writing.colours import css_name
from programme.writing.places import place
from programme.writing.plain_text import clean, one_line, plain
from programme.writing.saying import Say, as_written, titled

# A panel without an end needs one, or it lasts no time at all in most programs. It is the same hour for all, and not
# "up to the next panel in that room", because then one panel's edit would move another whose SEQUENCE has not changed.
# DESCRIPTION says that nobody has announced it.
UNANNOUNCED = timedelta(hours=1)

ENDLESS = "End not announced."
ONE_TO_COME, TO_COME = "To be announced: %(n)s person", "To be announced: %(n)s people"
REFRESH = timedelta(hours=1)
CONFERENCE = {"VALUE": "URI", "FEATURE": "VIDEO"}  # RFC 7986, 5.11
IN_ADDRESSES = "!#$%&'()*+,-./:;=?@[]_~"  # RFC 3986, 2.2 and 2.3, and what is escaped already
NOT_IN_LABELS = str.maketrans("", "", '"^')
OCTETS = 74  # of a line, and one for the space that a continued line begins with


class FactError(ValueError):
    """A panel cannot be an event of a calendar. icalendar would write it all the same, and programs choke on it."""

    def __init__(self, panel: Panel, what: str) -> None:
        super().__init__(f"“{panel.title}” (panel {panel.uid or 'without a uid'}) {what}.")


class Text(vText):
    """icalendar 7.3 takes a backslash before an N for a line break of its own; it is only a backslash (3.3.11)."""

    def to_ical(self) -> bytes:
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def panels_with_time(release: Release) -> tuple[Panel, ...]:
    """All that stands in the event's own feed, tombstones too."""
    return tuple(filter(is_timed, (*release.programme.in_order, *release.tombstones)))


def calendar(
    release: Release,
    site_url: str,
    panels: Iterable[Panel],
    *,
    name: str,
    page: str = "",
    say: Say = as_written,
) -> icalendar.Calendar:
    """The feed of these panels of the release, for `ics`, `jcal` and `xcal` to write; without those that have no time.

    `site_url` has no slash at its end; `page` is the path of the page that shows the same; `say` says it in another
    language than English. Raises FactError.
    """
    timed = [(span, panel) for panel in panels if (span := panel.when.span(release.programme.zone))]
    # By uid, not title, where panels begin together: who mends a title moves no event.
    timed.sort(key=lambda found: (found[0][0], found[1].uid))
    feed = icalendar.Calendar()
    feed.add("version", "2.0")
    feed.add("prodid", "-//Convenor//Calendar feeds//EN")
    feed.add("calscale", "GREGORIAN")
    _describe(feed, release, one_line(name), f"{release.programme.event.organiser} {site_url}{page}")
    seen = set[str]()
    for (start, end), panel in timed:
        _check(panel, start, end)
        if panel.uid in seen:
            raise FactError(panel, "stands in the feed twice")
        seen.add(panel.uid)
        feed.add_component(_event(release, site_url, panel, start, end, say))
    return feed


def ics(feed: icalendar.Calendar) -> bytes:
    return b"".join(_folded(line) for line in feed.content_lines() if line)


def _folded(line: str) -> bytes:
    """A content line in pieces of at most 75 octets with their CRLFs (3.1).

    Neither a character nor an escape is cut. icalendar's own goes through every character, a quarter of all the time.
    """
    octets, start, pieces = line.encode(), 0, []
    while len(octets) - start > OCTETS:
        end = start + OCTETS
        while octets[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        if (end - len(octets[:end].rstrip(b"\\"))) % 2:  # after the backslash of an escape
            end -= 1
        pieces.append(octets[start:end])
        start = end
    return b"\r\n ".join((*pieces, octets[start:])) + b"\r\n"


def _describe(feed: icalendar.Calendar, release: Release, name: str, description: str) -> None:
    """RFC 7986, 5, and what programs read that are older than it."""
    feed.add("name", Text(name))
    feed.add("x-wr-calname", Text(name))
    feed.add("x-wr-caldesc", Text(one_line(description)))
    if colour := css_name(release.programme.event.colour):
        feed.add("color", Text(colour))
    feed.add("refresh-interval", vDuration(REFRESH, params={"VALUE": "DURATION"}))
    feed.add("x-published-ttl", vDuration(REFRESH))


def _check(panel: Panel, start: datetime, end: datetime | None) -> None:
    if not panel.uid:
        raise FactError(panel, "has no uid")
    if panel.changed is None or panel.changed.utcoffset() is None:
        raise FactError(panel, "does not say at what instant a release last changed it")
    if panel.sequence < 0:
        raise FactError(panel, f"has the sequence {panel.sequence}; sequences count from 0")
    if end is not None and end <= start:
        raise FactError(panel, f"ends at {end:%Y-%m-%d %H:%M} UTC, which is not after its start, {start:%H:%M} UTC")


def _event(
    release: Release, site_url: str, panel: Panel, start: datetime, end: datetime | None, say: Say
) -> icalendar.Event:
    cancelled, programme = panel.state == "cancelled", release.programme
    room, track = programme.room.get(panel.room), programme.track.get(panel.track)
    address = site_url + _page(release, panel)
    title = one_line(panel.title) or say(panel.kind.capitalize())
    streams = () if cancelled else _streams(panel, room)
    assert panel.changed is not None  # noqa: S101 - _check has seen it
    event = icalendar.Event()
    event.add("uid", Text(panel.uid))
    event["dtstamp"] = event["last-modified"] = _instant(panel.changed)
    event.add("sequence", panel.sequence)
    event["dtstart"] = _instant(start)
    event["dtend"] = _instant(end or start + UNANNOUNCED)
    event.add("summary", Text(titled(say, fate(panel, programme), title) if cancelled else title))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    event.add("location", Text(place(release, panel, say)))
    event.add("description", Text(_description(release, panel, streams, address, say, ends=end is not None)))
    event.add("url", address)
    names = (one_line(track.name) if track else "", say(panel.kind.capitalize()))
    event.add("categories", vCategory([Text(text) for text in names if text]))
    for stream in streams:
        if uri := as_uri(stream.url):
            event.add("conference", vUri(uri, params={**CONFERENCE, "LABEL": _label(stream)}))
    return event


@lru_cache(4096)  # icalendar looks for the names of each one's zone, and rooms have their hours in common
def _instant(moment: datetime) -> vDatetime:
    return vDatetime(moment.astimezone(UTC))


def _page(release: Release, panel: Panel) -> str:
    """A withdrawn panel has no page of its own any more."""
    return addresses.panel(release, panel) if panel.uid in release.programme.panel else addresses.event(release)


def _description(release: Release, panel: Panel, streams: Iterable[Link], address: str, say: Say, *, ends: bool) -> str:
    blocks = [
        "" if ends else say(ENDLESS),
        ""
        if _is_grave(release, panel)
        else "\n".join((*(_person(release, p, say) for p in panel.people), *_to_come(panel, say))),
        plain(panel.abstract),
        "\n".join(titled(say, "Stream", clean(stream.url)) for stream in streams),
        address,
    ]
    return "\n\n".join(filter(None, blocks))


def _to_come(panel: Panel, say: Say) -> Iterable[str]:
    """That somebody is still to be announced, and nothing of who."""
    if panel.to_come:
        yield say(ONE_TO_COME if panel.to_come == 1 else TO_COME) % {"n": panel.to_come}


def _is_grave(release: Release, panel: Panel) -> bool:
    """Whether it only says what has become of a panel. Its people are names no longer."""
    return panel != release.programme.panel.get(panel.uid)


def _streams(panel: Panel, room: Room | None) -> tuple[Link, ...]:
    streams = tuple(link for link in panel.links if link.rel == "stream")
    return streams or ((Link(room.stream, rel="stream"),) if room and room.stream else ())


def as_uri(url: str) -> str:
    """The address as RFC 3986 writes it; empty where it is none of the web's, or its host is not in ASCII."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    whole = parts.scheme in ("http", "https") and host.isascii() and host
    return quote(url, safe=IN_ADDRESSES) if whole else ""


def _label(stream: Link) -> str:
    """Without the marks that a parameter cannot hold, or only in RFC 6868's way, which few programs know."""
    return one_line(stream.label).translate(NOT_IN_LABELS) or "Stream"


def _person(release: Release, part: Appearance, say: Say) -> str:
    who = ", ".join(filter(None, (one_line(release.programme.speaker[part.speaker].full_name), one_line(part.billing))))
    paper = f": “{one_line(part.paper)}”" if part.paper else ""
    return titled(say, part.role.capitalize(), f"{who}{paper}")
