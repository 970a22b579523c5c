"""schema.org's Event in a page (JSON-LD): a programme where it lists its sessions, else the event's title and dates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from programme.reading.dates import Date
from programme.reading.formats.markup import one_line, prose
from programme.reading.formats.moments import Moment, iso_moment
from programme.reading.head import is_zone
from programme.reading.headings import Facts, Heading, kind_of_title
from programme.reading.marks import DayLine, Field
from programme.reading.text import Source
from programme.reading.times import Clock, Span
from programme.reading.values import Note, Options
from programme.reading.weaving import Weaver

FEWEST = 2  # sessions from which on the data is the programme
_CANCELLED = "EventCancelled"


@dataclass(frozen=True, slots=True)
class _Session:
    data: Mapping[str, Any]
    start: Moment
    end: Moment | None
    local: datetime


def find_event(scripts: Sequence[str]) -> Mapping[str, Any] | None:
    """The event with the most sessions in the page's data; None where there is none."""
    events = [event for script in scripts for event in _events(_parsed(script))]
    return max(events, key=lambda event: len(_listed(event.get("subEvent"))), default=None)


def sessions_of(event: Mapping[str, Any], options: Options) -> list[_Session]:
    zone = ZoneInfo(options.timezone) if is_zone(options.timezone) else None
    found = []
    for data in _listed(event.get("subEvent")):
        start = iso_moment(_text(data.get("startDate")))
        if start and _text(data.get("name")):
            end = iso_moment(_text(data.get("endDate")))
            found.append(_Session(data, start, end, start.in_zone(zone)))
    return sorted(found, key=lambda session: (session.local, _place(session.data)))


def weave(event: Mapping[str, Any], sessions: Sequence[_Session], weaver: Weaver) -> None:
    """Puts the sessions, and what the data says of the whole event."""
    tell_event(event, weaver)
    weaver.head.zone = next((session.start.zone for session in sessions if session.start.zone), "")
    latest = None
    for number, session in enumerate(sessions, 1):
        prefix = f"session {number} "
        date = _piece(weaver, prefix + "startDate", session.data["startDate"])
        if session.local.date() != latest:
            latest = session.local.date()
            weaver.mark(date, DayLine(_date(session.local), None, sure=True))
            _weave_session(session, prefix, [], weaver)
        else:
            _weave_session(session, prefix, [(date, "time")], weaver)
    message = "The page's data for search engines lists its sessions; they were read, and its text was left out."
    weaver.notes.append(Note("page-data", "info", message))


def tell_event(event: Mapping[str, Any], weaver: Weaver) -> None:
    """The event's title and dates, which a page's text may not say."""
    if title := one_line(_text(event.get("name"))):
        weaver.head.title = title
        weaver.told(_piece(weaver, "event name", title), "title")
    start, end = (iso_moment(_text(event.get(name))) for name in ("startDate", "endDate"))
    if start:
        date = _date(start.local)
        last = (end.local.month, end.local.day) if end and end.local.date() > start.local.date() else None
        weaver.head.dates = [Date(date.day, date.month, date.year, None, 0, last)]
        weaver.told(_piece(weaver, "event startDate", event["startDate"]), "date")


def _weave_session(session: _Session, prefix: str, own: list[tuple[Source, str]], weaver: Weaver) -> None:
    data = session.data
    title = one_line(_text(data["name"]))
    minutes = int((session.end - session.start).total_seconds() // 60) if session.end else 0
    timed = "T" in _text(data["startDate"])
    clock = Clock(session.local.hour, session.local.minute, sure=True)
    span = Span(clock, None, 0, duration=max(minutes, 0)) if timed else None
    facts = Facts(span=span, room=one_line(_place(data)), cancelled=_CANCELLED in _text(data.get("eventStatus")))
    heading = Heading(title, kind_of_title(title), facts=facts)
    own = [(_piece(weaver, prefix + "name", title), "heading"), *own]
    own += [(_piece(weaver, prefix + "endDate", data["endDate"]), "time")] if session.end else []
    own += [(_piece(weaver, prefix + "location", facts.room), "room")] if facts.room else []
    weaver.item(heading, own)
    for line in prose(_text(data.get("description"))).splitlines():
        if line.strip():
            weaver.mark(_piece(weaver, prefix + "description", line), Field("abstract"))
    for key in ("performer", "actor", "speaker"):
        for person in _listed(data.get(key)):
            _weave_person(person, prefix + key, weaver)


def _weave_person(person: Mapping[str, Any], place: str, weaver: Weaver) -> None:
    if name := one_line(_text(person.get("name"))):
        weaver.mark(_piece(weaver, f"{place} name", name), Field("person", exact=True))
        works = next(iter(_listed(person.get("affiliation")) or _listed(person.get("worksFor"))), {})
        said = ", ".join(filter(None, (_text(person.get("jobTitle")), _text(works.get("name")))))
        if said:
            weaver.mark(_piece(weaver, f"{place} jobTitle", said), Field("billing"))


def _piece(weaver: Weaver, place: str, text: object) -> Source:
    return weaver.number(str(text), place=place, gap=True)


def _parsed(script: str) -> object:
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None


def _events(data: object) -> Iterator[Mapping[str, Any]]:
    """The events in the data, however it is wrapped."""
    if isinstance(data, list):
        for item in data:
            yield from _events(item)
    elif isinstance(data, Mapping):
        if "Event" in str(data.get("@type", "")):
            yield data
        yield from _events(data.get("@graph"))


def _listed(data: object) -> list[Mapping[str, Any]]:
    """What may be one or several, or only a name."""
    items = data if isinstance(data, list) else [data]
    named = ({"name": item} if isinstance(item, str) else item for item in items)
    return [item for item in named if isinstance(item, Mapping)]


def _place(data: Mapping[str, Any]) -> str:
    return next((_text(place.get("name")) for place in _listed(data.get("location"))), "")


def _text(data: object) -> str:
    return data.strip() if isinstance(data, str) else ""


def _date(moment: datetime) -> Date:
    return Date(moment.day, moment.month, moment.year, None, 0)
