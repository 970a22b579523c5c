"""The same time in several zones: which one is the event's, and whether the clocks agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from datetime import timezone as fixed
from functools import lru_cache
from zoneinfo import ZoneInfo

from programme.reading import zone_words
from programme.reading.entries import Entry
from programme.reading.times import DAY, Span, zone_hint
from programme.reading.values import Note

_IANA = re.compile(r"[A-Z][A-Za-z]+/[A-Za-z_/-]+|UTC")
_OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?")
_LOCAL = re.compile(r"\blocale?\b", re.IGNORECASE)  # says nothing, without a city
_SUMMER, _WINTER = date(2021, 7, 1), date(2021, 1, 1)


def choose_zones(entries: Iterable[Entry], timezone: str) -> None:
    """Takes the time in the event's zone, `timezone`, where an item has it in several; otherwise the first counts."""
    for entry in entries:
        facts = entry.anchor.heading.facts
        if not timezone or not facts.span or not facts.zones or _is_zone(facts.span.zone, timezone):
            continue
        own = next((span for span in facts.zones if _is_zone(span.zone, timezone)), None)
        if own:
            facts.zones = (facts.span, *(span for span in facts.zones if span is not own))
            facts.span, facts.zone = own, own.zone


def check_zones(entries: Iterable[Entry]) -> Iterator[Note]:
    """Notes where an item's times in several zones are not the same moment."""
    for entry in entries:
        facts = entry.anchor.heading.facts
        if not facts.span or not facts.zones or not entry.date:
            continue
        for other in facts.zones:
            if not _agree(facts.span, other, entry.date):
                message = (
                    f"The clocks disagree: on {entry.date}, “{other.text}” is not the same time as "
                    f"“{facts.span.text}”, which was taken."
                )
                yield Note("time-zones", "warning", message, (entry.line,))
                break


def check_written(written: str, timezone: str, dates: Iterable[date]) -> Iterator[Note]:
    """A note where the document names a zone in words, and the one that somebody gave shows other clocks."""
    if not written or not timezone or _is_zone(written, timezone):
        return
    if _LOCAL.search(written) and not zone_hint(written):
        return
    day = next(iter(dates), _SUMMER)
    if _offset(ZoneInfo(timezone), day) not in _offsets(written, day):
        message = f"The document says “{written}”, but the times were taken as {timezone}. Check which one is right."
        yield Note("zone-differs", "warning", message)


def _agree(first: Span, other: Span, day: date) -> bool:
    """Whether two spans begin at one moment, as far as their zones are known."""
    here, there = _offsets(first.zone, day), _offsets(other.zone, day)
    if not here or not there:
        return True
    whole = DAY // 2 if first.start.open or other.start.open else DAY
    apart = other.start.minutes - first.start.minutes
    return any((b - a - apart) % whole == 0 for a in here for b in there)


@lru_cache(maxsize=256)
def _offsets(zone: str, day: date) -> frozenset[int]:
    """The minutes from UTC that a zone as written can mean on that day; none where it is not known."""
    if found := _OFFSET.search(zone):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return frozenset({minutes if found[1] == "+" else -minutes})
    known = {_offset(ZoneInfo(name), day) for name in _IANA.findall(zone_hint(zone))}
    return frozenset(
        known | {zone_words.ZONE_OFFSETS[name] for name in zone.split() if name in zone_words.ZONE_OFFSETS}
    )


def _offset(zone: ZoneInfo | fixed, day: date) -> int:
    offset = datetime.combine(day, time(12), zone).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


@lru_cache(maxsize=256)
def _is_zone(written: str, timezone: str) -> bool:
    """Whether a zone as written is that of the IANA name: by name, or because its clocks always show the same."""
    try:
        own = ZoneInfo(timezone)
    except (KeyError, OSError, ValueError):
        return False
    names: Sequence[str] = _IANA.findall(zone_hint(written))
    return timezone in names or any(_same(ZoneInfo(name), own) for name in names if name != UTC.tzname(None))


def _same(one: ZoneInfo, other: ZoneInfo) -> bool:
    return all(_offset(one, day) == _offset(other, day) for day in (_SUMMER, _WINTER))
