"""What search engines read of a page: schema.org Events and Persons as JSON-LD.

Follows schema.org and what Google asks of an Event (name, startDate and location; the rest where it is known). What
nobody has said stands nowhere: a panel without a date has no Event, a billing is a description and not a job title.
Pure, without "now".
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from programme import addresses
from programme.history import read_when
from programme.language_tags import is_language
from programme.model import Appearance, Event, Panel, Release, Speaker, When
from programme.translating import languages
from programme.writing.places import attendance, location
from programme.writing.plain_text import one_line, plain
from programme.writing.saying import Say, as_written

CONTEXT = "https://schema.org"
# Panels from which on a schedule lists them in short, and not at all: its page stays small (300 panels in short are
# 15 kB compressed), and every panel's own page says what event it is part of.
LONG, VERY_LONG = 50, 150
DESCRIBED = 300  # characters of titles that say what an event is about

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """What is known beside the release. `moves`: by panel uid, what it was before each move, newest first, as
    `say_when` says it; the last is a change of this release, or an earlier one's."""

    url: str  # without a slash at its end
    moves: Mapping[str, Sequence[str]] = field(default_factory=dict)
    prefix: str = ""  # of the page's language, as in /fr; an @id is the same in all
    say: Say = as_written

    def page(self, path: str) -> str:
        return f"{self.url}{self.prefix}{path}"


# As Django's json_script does: nothing in the text ends the element that it stands in.
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def script(node: Node) -> str:
    """The node as text for <script type="application/ld+json">."""
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def schedule(release: Release, site: Site) -> Node | None:
    """The event with its panels; None while it has no date."""
    node = _event(release, site)
    if "startDate" not in node:
        return None
    dated = [panel for panel in release.programme.in_order if panel.when.date and not _quiet(panel)]
    inside = _listed if len(dated) <= LONG else _short
    subs = [inside(release, panel, site) for panel in dated] if len(dated) <= VERY_LONG else []
    return {"@context": CONTEXT, **node, **({"subEvent": subs} if subs else {})}


def panel(release: Release, panel: Panel, site: Site) -> Node | None:
    """The panel as an Event of its own within the event; None while it has no date."""
    if not panel.when.date:
        return None
    above = {name: value for name, value in _event(release, site).items() if name != "description"}
    node = _full(release, panel, site)
    said = {"description": plain(panel.abstract), "organizer": above.get("organizer"), "superEvent": above}
    return _known({"@context": CONTEXT, **node, **said})


def speaker(release: Release, speaker: Speaker, site: Site) -> Node:
    """The person, and the panels with a date that they appear in."""
    parts = release.appearances[speaker.uid]
    billings = "; ".join(dict.fromkeys(one_line(part.billing) for _, part in parts if part.billing))
    bio = plain(speaker.bio)
    links = [link.url for link in speaker.links if _is_web_address(link.url)]
    events = [_full(release, panel, site) for panel, _ in parts if panel.when.date]
    own = {
        "description": bio or billings,
        "disambiguatingDescription": billings if bio else "",
        "image": _photo(speaker, site),
        "sameAs": links,
        "performerIn": events,
    }
    return _known({"@context": CONTEXT, **_person(release, speaker, site), **own})


def previous_start(release: Release, panel: Panel, site: Site) -> str:
    """When it was to begin before it was moved last, as `startDate` says it; empty where it always was to begin so.
    The first hour on a day that was already said is no move.

    The change of the event's zone is known of this release alone: what was moved before is read in the zone of today.
    """
    event = {change.field: change.before for change in release.changes if change.subject == "event"}
    own = {change.code: change.before for change in release.changes if change.uid == panel.uid}
    if "added" in own:
        return ""
    zone = ZoneInfo(event.get("timezone") or release.programme.event.timezone)
    latest = [own["moved"]] if "moved" in own else []
    before = [read_when(text) for text in (*latest, *site.moves.get(panel.uid, ()))]
    if event.get("timezone") and not latest:
        before.insert(0, panel.when)
    now = _start(panel.when, release.programme.zone)
    said = (_start(when, zone) for when in before if when and when.date)
    return next((start for start in said if _instant(start) not in (_instant(now), now[:10])), "")


def _event(release: Release, site: Site) -> Node:
    """The whole event, without its panels."""
    programme, address = release.programme, site.page(addresses.event(release))
    event = programme.event
    titles = "; ".join(one_line(panel.title) for panel in programme.in_order if not _quiet(panel))
    return _known(
        {
            "@type": "Event",
            "@id": f"{site.url}{addresses.event(release)}#event",
            "name": one_line(event.title),
            "description": plain(event.about) or _cut(titles),
            "url": address,
            "identifier": event.slug,
            "image": site.page(addresses.card(release)),
            **_span(release),
            "eventStatus": f"{CONTEXT}/EventScheduled",
            "eventAttendanceMode": attendance(release, programme.panels),
            "location": location(release, programme.panels, address, site.say),
            "organizer": _organiser(event) if event.organiser else None,
            "inLanguage": [code for code in languages(programme) if is_language(code)],
        }
    )


def _organiser(event: Event) -> Node:
    contact = {"url" if "://" in event.contact else "email": event.contact} if event.contact else {}
    return {"@type": "Organization", "name": one_line(event.organiser), **contact}


def _cut(titles: str) -> str:
    """As many whole titles as fit."""
    return titles if len(titles) <= DESCRIBED else titles[:DESCRIBED].rpartition(";")[0] or titles[:DESCRIBED]


def _full(release: Release, panel: Panel, site: Site) -> Node:
    """A panel with all that it is found by, but for its abstract and what it is part of."""
    own = {
        "identifier": panel.uid,
        "image": site.page(addresses.panel_card(release, panel)),
        "performer": [_performer(release, part, site) for part in panel.people],
        "inLanguage": _language(release, panel),
    }
    return _known({**_listed(release, panel, site), **own})


def _listed(release: Release, panel: Panel, site: Site) -> Node:
    """A panel among others: who is who stands on its own page."""
    address, was = site.page(addresses.panel(release, panel)), previous_start(release, panel, site)
    status = "Cancelled" if panel.state == "cancelled" else "Rescheduled" if was else "Scheduled"
    people = (release.programme.speaker[part.speaker] for part in panel.people)
    return _known(
        {
            **_short(release, panel, site),
            "endDate": _end(panel.when, release.programme.zone),
            "eventStatus": f"{CONTEXT}/Event{status}",
            "previousStartDate": was if status == "Rescheduled" else "",
            "eventAttendanceMode": attendance(release, [panel]),
            "location": location(release, [panel], address, site.say),
            "performer": [{"@type": "Person", "name": one_line(person.full_name)} for person in people],
        }
    )


def _short(release: Release, panel: Panel, site: Site) -> Node:
    address = addresses.panel(release, panel)
    node = {"@type": "Event", "@id": f"{site.url}{address}#event", "name": one_line(panel.title)}
    return {**node, "url": site.page(address), "startDate": _start(panel.when, release.programme.zone)}


def _performer(release: Release, part: Appearance, site: Site) -> Node:
    person = _person(release, release.programme.speaker[part.speaker], site)
    return _known({**person, "description": one_line(part.billing)})


def _person(release: Release, speaker: Speaker, site: Site) -> Node:
    address = addresses.speaker(release, speaker)
    node = {"@type": "Person", "@id": f"{site.url}{address}#person", "name": one_line(speaker.full_name)}
    return {**node, "url": site.page(address)}


def _photo(speaker: Speaker, site: Site) -> str:
    ours = speaker.photo.startswith("/") and not speaker.photo.startswith("//")
    return site.url + speaker.photo if ours else speaker.photo if _is_web_address(speaker.photo) else ""


def _span(release: Release) -> Node:
    """From the first start to the last end; whole days where the hours are not known."""
    programme = release.programme
    if not programme.dates:
        return {}
    spans = [span for panel in programme.panels if (span := panel.when.span(programme.zone))]
    first, last = programme.dates[0].isoformat(), programme.dates[-1].isoformat()
    if spans:
        start = min(span[0] for span in spans).astimezone(programme.zone)
        end = max(span[1] or span[0] for span in spans).astimezone(programme.zone)
        first = start.isoformat() if start.date().isoformat() <= first else first
        last = end.isoformat() if end.date().isoformat() >= last else last
    return {"startDate": first, "endDate": last}


def _start(when: When, zone: ZoneInfo) -> str:
    """The start with its offset, or the date alone where no time is known; empty without a date."""
    if when.date is None:
        return ""
    span = when.span(zone)
    return span[0].astimezone(zone).isoformat() if span else when.date.isoformat()


def _end(when: When, zone: ZoneInfo) -> str:
    span = when.span(zone)
    return span[1].astimezone(zone).isoformat() if span and span[1] else ""


def _instant(said: str) -> datetime | str:
    return datetime.fromisoformat(said) if "T" in said else said


def _language(release: Release, panel: Panel) -> str:
    languages = release.programme.event.languages
    code = panel.language or (languages[0] if len(languages) == 1 else "")
    return code if is_language(code) else ""


def _is_web_address(url: str) -> bool:
    return re.match(r"https?://[^/\s]", url) is not None


def _quiet(panel: Panel) -> bool:
    """Coffee and the like, which nobody looks for."""
    return panel.kind in ("break", "registration", "social") and not panel.people


def _known(facts: Mapping[str, Any]) -> Node:
    return {name: value for name, value in facts.items() if value or value == 0}
