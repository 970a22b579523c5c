"""What stands before the programme: the event's title, its dates, its zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from programme.reading import words
from programme.reading.dates import Date, find_dates
from programme.reading.event_titles import bare_title, is_joint, title_among
from programme.reading.lines import Broken, DayLine, Field, Furniture, Mark, Ornament, TimeLine, is_generic
from programme.reading.text import LONGEST_HEADING, Source
from programme.reading.times import read_zone
from programme.reading.zone_names import city_time

LONGEST_LEAD = 15  # lines; with more before the programme, only what stands right above it is its head
LONGEST_PROSE = 200  # characters
_IANA = re.compile(r"\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_]+(?:/[A-Za-z_]+)?")
_ABOUT_ZONES = re.compile(
    r"\b(?:times?|heures?|horaires?|zeiten|horas?|horários?|orari?o?s?|ora (?:locale|di)"
    r"|(?:orts)?zeit(?:zone)?|fuseau|fuso|zona horaria|local (?:to|\())(?!\w)",
    re.IGNORECASE,
)
_ZONE_START = re.compile(r"(?:(?<=\()|\b)(?=[A-Zlh])")
_FURNITURE = re.compile(
    r"https?://|www\.|@|\s[|»›·>]\s|^(?:by|par|von|photo|image|posted|published|tags?)\b|^skip to"
    rf"|^(?:{'|'.join(words.MAIL_HEADERS)})\s?:",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"^(?:by|par|von) [^\W\d]|^skip to|^home\b|\s[»›]\s|^recent posts|^key points|\bmin read\b|^posted|^published",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(rf".*(?<!\w)(?:dates?|{'|'.join(words.TIME_LABELS)})\s?:\s*", re.IGNORECASE)
_SET_OFF = re.compile(r"[,|(\[/.-]\s*$")
_PLACE_AFTER = re.compile(
    r"[^\w]*(?:$|[^\W\d_a-zà-ÿ]|(?:in|at|à|au|en|im|a|alla|nel)\s(?:(?:the|la|le|el|il|der|den|dem|o|l')[\s']?)?[^\W\d_a-zà-ÿ])|\s*[|(]"
)
_NAMED_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(slots=True)
class Head:
    title: str = ""
    dates: list[Date] = field(default_factory=list)
    zone: str = ""  # as written
    timezone: str = ""  # an IANA name, where the document gives one
    year: int | None = None  # in the title
    days: list[int] = field(default_factory=list)  # places of the headings of days in it
    uses: dict[int, str] = field(default_factory=dict)
    dated: int = 0  # the line of the first date
    dropped: int = 0  # number of the line whose date gave way to what a person said


def read_head(lines: Sequence[Source], marks: Sequence[Mark], first: int, told: date | None = None) -> Head:
    """`first`: the place of the first item. `told`: the first day as a person says it, which goes before the head's."""
    head = Head()
    places = [place for place in range(first) if not isinstance(marks[place], Field | Furniture)]
    begin = _begin([lines[place] for place in places])
    _read_page(head, places[:begin], lines, marks, [marks[place] for place in places[begin:]])
    titles: list[int] = []
    for place in places[begin:]:
        line, mark = lines[place], marks[place]
        if isinstance(mark, DayLine):
            _read_day(head, place, mark, marks[place + 1 : first])
            _read_zone(head, line)
        elif not isinstance(mark, Ornament | Broken | TimeLine) and len(line.flat) <= LONGEST_HEADING:
            _read_line(head, place, line, titles)
    if titles and not head.title:
        _give_title(head, titles, lines)
    if not head.title and places and _is_one_word(lines[places[0]]) and head.uses.get(places[0]) is None:
        head.title, head.uses[places[0]] = lines[places[0]].text.strip(" #*=_"), "title"
    if told and head.dates and head.dates[0].on(head.dates[0].year or told.year) != told:
        head.dates = []
        head.dropped = next(lines[place].number for place, use in head.uses.items() if use == "date")
    return head


def _read_page(
    head: Head, above: Sequence[int], lines: Sequence[Source], marks: Sequence[Mark], below: Sequence[Mark]
) -> None:
    """Takes the year, and the title, from what a page says above its text, where it is the day of the first heading."""
    first = next((mark.date for mark in below if isinstance(mark, DayLine)), None)
    if first is None or first.year:
        return
    for place in above:
        mark, line = marks[place], lines[place]
        dates = [mark.date] if isinstance(mark, DayLine) else [found for _, found in find_dates(line.flat)]
        found = next((date for date in dates if date and date.year), None)
        if found and (found.month, found.day) == (first.month, first.day):
            head.dates, head.uses[place] = [found], "date"
            title = lines[place - 1] if place and not line.gap else None
            if title and title.words > 1 and not _is_prose(title):
                head.title, head.uses[place - 1] = title.text.strip(" #*=_"), "title"
            return


def _read_day(head: Head, place: int, mark: DayLine, below: Sequence[Mark]) -> None:
    """A range of days above the headings of its days, without a year or not, is the event's date and no day's."""
    days = [other for other in below if isinstance(other, DayLine)]
    if mark.date and (mark.date.last or any(other.date is None for other in days)):
        head.dates.append(mark.date)
        head.uses[place] = "date"
    else:
        head.days.append(place)


def _begin(lines: Sequence[Source]) -> int:
    """Where in the lines before the first item the head begins: with the first, or below the last prose."""
    begin = len(lines)
    if begin <= LONGEST_LEAD and sum(map(_is_prose, lines)) <= 2 and not any(map(_is_page, lines)):
        return 0
    while begin > 0 and len(lines) - begin < LONGEST_LEAD and not _is_prose(lines[begin - 1]):
        begin -= 1
    return begin


def _is_page(line: Source) -> bool:
    """A line that only a web page or an article has."""
    return bool(_PAGE.search(line.flat)) and len(line.flat) <= LONGEST_PROSE


def _is_prose(line: Source) -> bool:
    return len(line.flat) > LONGEST_PROSE or (line.ends_sentence and line.words > 6)


def _give_title(head: Head, titles: Sequence[int], lines: Sequence[Source]) -> None:
    """The first line that may be the title; below the lines about who holds the event where these come first."""
    chosen = title_among([lines[place].text.strip(" #*=_") for place in titles])
    place = titles[chosen]
    head.title, head.uses[place] = bare_title(lines[place].text.strip(" #*=_")), "title"
    year = _NAMED_YEAR.search(lines[place].flat)
    head.year = int(year[1]) if year else None


def _read_line(head: Head, place: int, line: Source, titles: list[int]) -> None:
    """`titles`: the places of lines that may be the event's title; this one's is put to them."""
    dates = list(find_dates(line.flat))
    standing = bool(dates) and _stands(line, dates[0][0], dates[-1][1].stop)
    standing = standing and all(found.ends for _, found in dates)
    if _read_zone(head, line):
        head.uses[place] = "zone"
    if standing:
        head.dates += [found for _, found in dates]
        head.dated = head.dated or line.number
        head.uses[place] = "date"
        before = line.text[: dates[0][0]].strip(" \u00a0,|–—-·(:#*")
        if place == 0 and not head.title and len(before.split()) > 1:
            head.title = bare_title(before)
    if is_generic(line.text):
        head.uses[place] = "label"
    elif not head.title and not dates and place not in head.uses and (_is_title(line) or is_joint(line.flat)):
        titles.append(place)


def _read_zone(head: Head, line: Source) -> bool:
    """Whether the line states a zone; the first one counts."""
    zone, timezone = zone_in(line.flat)
    head.zone, head.timezone = head.zone or zone, head.timezone or timezone
    return bool(zone or timezone)


def _stands(line: Source, start: int, stop: int) -> bool:
    """Whether a date is set off in its line as a heading's is; not a byline's, a deadline's, or one in a sentence."""
    before, after = line.flat[:start], line.flat[stop:]
    if {word.strip(".,:;!()").casefold() for word in before.split()} & words.NOT_THE_DAYS:
        return False
    if not _PLACE_AFTER.match(after):
        return False
    if not before.strip(" #*=_~([") or _DATE_LABEL.fullmatch(before) or _SET_OFF.search(before):
        return True
    last = before.split()[-1]
    return not line.ends_sentence and not last.endswith(":") and not last[:1].islower()


def _is_title(line: Source) -> bool:
    """Whether it can be the event's title: neither prose nor a greeting, a page's furniture or a house's hours."""
    if line.bullet or _is_prose(line) or line.words < 2 or line.text.endswith((",", ":")):
        return False
    return not _FURNITURE.search(line.flat) and not any(word in line.flat.casefold() for word in words.OPENING_HOURS)


def _is_one_word(line: Source) -> bool:
    """The event's name in one word, “EuroDIG” or “Retreat2026”, where it stands on the first line."""
    return line.words == 1 and line.text.strip(" #*=_").isalnum() and line.text[0].isupper() and line.number == 1


def zone_in(flat: str) -> tuple[str, str]:
    """The zone that a line about times states: as written, and as an IANA name."""
    named = next((found[0] for found in _IANA.finditer(flat) if is_zone(found[0])), "")
    if named or not _ABOUT_ZONES.search(flat):
        return named, named
    if (told := city_time(flat))[0]:
        return told
    for found in re.finditer(r"\(([^()]{2,40})\)", flat):
        if zone := read_zone(found[1]):
            return zone, ""
    for start in _ZONE_START.finditer(flat):
        for stop in (len(flat.rstrip(". )")), flat.find(" ", start.end())):
            if stop > start.end() and (zone := read_zone(flat[start.end() : stop].strip(".,;)"))):
                return zone, ""
    return "", ""


def is_zone(name: str) -> bool:
    """Whether the zone database knows the name."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True
