"""Dates, times and zones in the words of the page's language. Nothing here depends on the machine or on "now"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.site.languages import here
from events.site.tongues import TONGUES, Tongue
from events.site.values import Shown
from programme.model import Clock, Programme, When


@dataclass(frozen=True, slots=True)
class Times(Shown):
    """When a panel begins and ends, ready to be set: "10:30" and "11:45 am", with what machines read beside them.

    `start_half` is empty where the end says am or pm for both. `end_day` is set where the end is on another date.
    """

    start: str
    start_half: str = ""
    end: str = ""
    end_half: str = ""
    end_day: str = ""
    day: str = ""  # of the start, where it has to be said again
    zone: str = ""  # only where the clock shows this time twice that night
    start_machine: str = ""  # ISO 8601 with offset, or the bare clock where the date is not known
    end_machine: str = ""
    dash: str = "–"

    def __str__(self) -> str:
        begins = f"{self.start} {self.start_half}".strip()
        ends = f"{self.dash}{self.end} {self.end_half}".rstrip() if self.end else ""
        day = f" ({self.end_day})" if self.end_day else ""
        return f"{begins}{ends}{day} {self.zone}".strip()

    @property
    def html(self) -> SafeString:
        return _as_html(self)


@lru_cache(maxsize=1_000)
def _as_html(times: Times) -> SafeString:
    """Kept, as the panels of twenty rooms have their times in common."""
    return mark_safe(render_to_string("site/_times.html", {"times": times}).strip())  # noqa: S308 (the template escapes)


def tongue() -> Tongue:
    return TONGUES[here().code]


def month(day: date) -> str:
    return tongue().months[day.month - 1]


def day_and_month(day: date) -> str:
    return f"{tongue().day_number(day.day)} {month(day)}"


def day_name(day: date) -> str:
    return f"{tongue().weekdays[day.weekday()]} {day_and_month(day)}"


def full_day(day: date) -> str:
    return f"{day_name(day)} {day.year}"


def heading(words: str) -> str:
    """Where they begin a line: Mercredi 19 mai."""
    return words[:1].upper() + words[1:]


def short_day(day: date) -> str:
    return f"{tongue().short_weekdays[day.weekday()]} {day_and_month(day)}"


def tab(day: date) -> tuple[str, str]:
    """Wed 19, and May."""
    words = tongue()
    return f"{words.short_weekdays[day.weekday()]} {words.day_number(day.day)}", words.short_months[day.month - 1]


def plain_date(day: date) -> str:
    return f"{day_and_month(day)} {day.year}"


def date_range(first: date, last: date) -> str:
    """19 May 2021; 19–20 May 2021; 30 May – 2 June 2021; 30 December 2021 – 2 January 2022."""
    if first == last:
        return plain_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{tongue().day_number(first.day)}–{plain_date(last)}"
    begins = plain_date(first) if first.year != last.year else day_and_month(first)
    return f"{begins} – {plain_date(last)}"


def clock(at: time, asked: Clock) -> tuple[str, str]:
    """10:30 and am; what has no halves of the day has the second part empty. `asked`: what the event asks for."""
    return tongue().clock(at, asked)


def times(when: When, programme: Programme) -> Times | None:
    """The times of a panel in its event's zone; None while its start is not known."""
    return _times(when, programme.zone, programme.event.clock)


def _times(when: When, zone: ZoneInfo, asked: Clock) -> Times | None:
    if when.start is None:
        return None
    start, half = clock(when.start, asked)
    starts = _machine(when.date, when.start, zone)
    named = _zone_where_doubtful(when, zone)
    if when.end is None:
        return Times(start, half, zone=named, start_machine=starts)
    end, end_half = clock(when.end, asked)
    other_day = short_day(when.end_date) if when.end_date and when.end_date != when.date else ""
    return Times(
        start,
        half if half != end_half or other_day else "",
        end,
        end_half,
        other_day,
        zone=named,
        start_machine=starts,
        end_machine=_machine(when.end_date or when.date, when.end, zone),
        dash=tongue().dash,
    )


def utc_times(when: When, programme: Programme) -> Times | None:
    """The same in UTC, for readers elsewhere; None where the start is not known."""
    return times_in(when, programme, ZoneInfo("UTC"))


def times_in(when: When, programme: Programme, elsewhere: ZoneInfo) -> Times | None:
    """The same in another zone; `day` is set where that has another date."""
    span = when.span(programme.zone)
    if span is None:
        return None
    there = When.of_span(*span, elsewhere)
    found = _times(there, elsewhere, programme.event.clock)
    return replace(found, day=short_day(there.date)) if found and there.date and there.date != when.date else found


def zone_city(name: str) -> str:
    """America/Toronto is Toronto; Europe/Warsaw in French Varsovie. Those of no place (Etc/GMT+5, UTC) are empty."""
    area, _, place = name.rpartition("/")
    city = place.replace("_", " ")
    return "" if area in ("", "Etc") else tongue().cities.get(city, city)


def zone_at(at: datetime) -> str:
    """EDT, UTC−4: what the clocks of an aware datetime's zone are called on that day, and their offset."""
    offset, name = offset_words(at.utcoffset() or timedelta()), zone_name(at)
    return offset if name.startswith(("+", "-")) or name == "UTC" else f"{name}, {offset}"


def zone_name(at: datetime) -> str:
    """EDT; in French HAE, where it is the Americas' (CST is China's too)."""
    name = at.tzname() or ""
    american = getattr(at.tzinfo, "key", "").startswith(("America/", "Canada/", "US/"))
    return tongue().zones.get(name, name) if american else name


def offset_words(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def zone_words(name: str, instants: Iterable[datetime]) -> str:
    """times in Toronto (EDT, UTC−4; from 7 November EST, UTC−5). `instants` are in that zone and in order."""
    words = tongue()
    offsets = [(zone, next(group)) for zone, group in groupby(instants, zone_at)]
    said = words.semicolon.join(
        zone if index == 0 else words.since(day_and_month(first.date()), zone)
        for index, (zone, first) in enumerate(offsets)
    )
    city = zone_city(name)
    if not city:
        return words.times_in(said or name)
    return words.times_in(f"{city} ({said})" if said else city)


def counts(panels: int, speakers: int) -> tuple[str, str]:
    """8 panels; 1,038 speakers."""
    return (
        ngettext("%(n)s panel", "%(n)s panels", panels) % {"n": _number(panels)},
        ngettext("%(n)s speaker", "%(n)s speakers", speakers) % {"n": _number(speakers)},
    )


def _number(count: int) -> str:
    return f"{count:,}".replace(",", tongue().thousands)


def octets(count: int) -> str:
    """712 kB; 1.4 MB. As programs' limits are given: a thousand octets to the kB."""
    if count < 999_500:
        return _("%(n)s kB") % {"n": max(1, round(count / 1_000))}
    return _("%(n)s MB") % {"n": f"{count / 1_000_000:.1f}".replace(".", tongue().decimal)}


def language_name(code: str) -> str:
    """fr is French, fr-CA too; what is no code we know stands as written."""
    return tongue().languages.get(code.split("-")[0].lower(), code)


def language_label(code: str) -> str:
    return heading(language_name(code))


def _machine(day: date | None, at: time, zone: ZoneInfo) -> str:
    if day is None:
        return at.isoformat("minutes")
    return datetime.combine(day, at, zone).isoformat(timespec="minutes").replace("+00:00", "Z")


def _zone_where_doubtful(when: When, zone: ZoneInfo) -> str:
    """EST, in the night when summer time ends and 1:30 comes twice."""
    if when.date is None or when.start is None:
        return ""
    first, second = (datetime.combine(when.date, when.start.replace(fold=fold), zone) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ""
    return zone_name(datetime.combine(when.date, when.start, zone))
