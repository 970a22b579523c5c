"""The times of a calendar (RFC 5545, 3.3.4 and 3.3.5), and the time zones that they are told in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from programme.reading.formats.content_lines import Property
from programme.reading.formats.moments import Moment, is_place, placed

_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?", re.IGNORECASE)
_LONGEST = 500  # lines of a definition


@dataclass(slots=True)
class Zones:
    """`defined`: the lines of each VTIMEZONE by its TZID. `default`: the calendar's own zone (X-WR-TIMEZONE)."""

    defined: dict[str, list[str]] = field(default_factory=dict)
    default: str = ""

    def moment(self, prop: Property | None) -> Moment | None:
        """The date or the time that a property gives; None where it cannot be read."""
        found = _STAMP.fullmatch(prop.value.strip()) if prop else None
        if prop is None or found is None:
            return None
        year, month, day, hour, minute, second, universal = found.groups()
        try:
            parts = int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
            local = datetime(*parts)  # noqa: DTZ001 - a wall clock
        except ValueError:
            return None
        if hour is None:
            return Moment(local, all_day=True)
        if universal:
            return Moment(local, local.replace(tzinfo=UTC), "UTC")
        zone, name = self.zone(prop.params.get("TZID", "") or self.default)
        return placed(local, zone, name)

    def zone(self, name: str) -> tuple[tzinfo | None, str]:
        """The zone of a TZID, None where nobody knows it, and its IANA name where it has one."""
        plain = WINDOWS_TO_OLSON.get(name, name)
        lines = self.defined.get(name, [])
        place = next((line.partition(":")[2].strip() for line in lines if line.startswith("X-LIC-LOCATION")), "")
        parts = plain.split("/")
        for candidate in (plain, "/".join(parts[-2:]), "/".join(parts[-3:]), place):
            if is_place(candidate):
                return ZoneInfo(candidate), candidate
        return (_defined("\r\n".join(lines)) if 0 < len(lines) <= _LONGEST else None), name


@lru_cache(32)
def _defined(lines: str) -> tzinfo | None:
    """The zone that a VTIMEZONE defines."""
    try:
        zone = Timezone.from_ical(lines + "\r\n")
        return zone.to_tz() if isinstance(zone, Timezone) else None
    except Exception:  # the library raises whatever a broken definition makes it stumble over
        return None
