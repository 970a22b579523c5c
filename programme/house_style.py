"""The house style: the form in which we write a programme, and which we read back without a guess.

    Panel 1: Tides and towns (10:30 – 11:45)
    Room: Great Hall
    Moderator:
    - Dr. Ada Smith: Editor, The Quayside Letter
    Abstract:
    Why it matters.

What would be read as something else is written with a backslash before the sign that misleads. Texts are written as
`tidy` and `one_line` leave them.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from programme.links import LinkError, read_links
from programme.model import Kind, Link, Role, When
from programme.writing.plain_text import clean

MARK = "Set in Convenor’s house style"
END = "End of the programme"
NO_DATE = "Date to be announced"
NO_TIME = "time to be announced"
ABSTRACT = "Abstract"
NO_HEADING = "\\ "  # before a line of an abstract that looks like a heading
CANCELLED = "Cancelled"

KINDS: dict[Kind, str] = {
    "panel": "Panel", "keynote": "Keynote", "talk": "Talk", "workshop": "Workshop", "opening": "Opening",
    "closing": "Closing", "break": "Break", "registration": "Registration", "social": "Social event", "other": "Item",
}  # fmt: skip
ROLES: dict[Role, tuple[str, str]] = {
    "speaker": ("Speaker", "Speakers"), "moderator": ("Moderator", "Moderators"), "chair": ("Chair", "Chairs"),
    "keynote": ("Keynote speaker", "Keynote speakers"), "discussant": ("Discussant", "Discussants"),
    "facilitator": ("Facilitator", "Facilitators"), "host": ("Host", "Hosts"),
    "interpreter": ("Interpreter", "Interpreters"),
}  # fmt: skip
FACTS = ("Room", "Track", "Language", "Link", "Status", "Number", "Paper")
HEAD = ("Time zone", "Organiser", "Venue", "Languages")
COLUMNS = (
    "Date", "Start", "End", "Kind", "Number", "Title", "Room", "Track", "Language", "State", "People", "Abstract",
    "Links", "Theme", "Time zone",
)  # fmt: skip

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATE = rf"(?P<weekday>{'|'.join(_WEEKDAYS)}) (?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})"
_DAY = re.compile(rf"{_DATE}(?::\s+(?P<theme>.*))?")
_WHEN = (
    rf"(?P<start>[0-2]\d:[0-5]\d)(?:\s?[–-]\s?(?P<end>[0-2]\d:[0-5]\d)(?:\s(?P<next>the next day)|\son\s{_DATE})?)?"
    rf"|{NO_TIME}"
)
_HOURS = re.compile(_WHEN)
_HEADING = re.compile(rf"(?P<body>(?:\\.|[^\\])*?)\s*\((?:{_WHEN})\)(?P<cancelled>\s+[–-]\s+{CANCELLED})?")
_KINDS = {label: kind for kind, label in KINDS.items()}
_LABEL = re.compile(rf"(?P<label>{'|'.join(_KINDS)})(?: (?P<number>[^\s:\\()]{{1,12}}))?:(?:\s+(?P<title>.*))?$")
_NUMBER = re.compile(r"[^\s:\\()]{0,11}\d[^\s:\\()]{0,11}|[A-Za-z]|[IVXLivxl]{1,6}|[A-Z]{3,6}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
BULLET = re.compile(r"[-*•]\s+")
_BELOW = re.compile(
    rf"\**(?:{'|'.join((*FACTS, ABSTRACT, *(label for labels in ROLES.values() for label in labels)))})\**:",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"[`*_\[\]<]|&(?=#|\w+;)")
_BLANKS = re.compile(r"\n{3,}")
_BLANK = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060"), " ")


class Parted(NamedTuple):
    """A heading taken apart. `kind` is None where it has no label."""

    kind: Kind | None
    number: str
    title: str
    cancelled: bool
    hours: Hours


class Hours(NamedTuple):
    """What stands in a heading's brackets. `later` are the days from the start's date to the end's; or `last` is it."""

    start: time | None = None
    end: time | None = None
    later: int = 0
    last: date | None = None


@lru_cache(4096)
def one_line(text: str) -> str:
    """The text as it can stand in a heading, a label or a person's line."""
    text = clean(text).replace("\n", " ").strip()
    return text if text.translate(_BLANK).strip() else ""


@lru_cache(4096)
def tidy(text: str) -> str:
    """The text as it can stand in an abstract: no space at a line's end, at most one blank line, indents of spaces."""
    lines = []
    for line in clean(text).split("\n"):
        bare = line.strip() if line.translate(_BLANK).strip() else ""
        lines.append(" " * (len(line) - len(line.lstrip())) + bare if bare else "")
    return _BLANKS.sub("\n\n", "\n".join(lines).strip("\n"))


def escape(text: str, markdown: bool = False) -> str:
    """The text of one line, so that `unescape` gives it back; `markdown`: and no mark of Markdown works in it."""
    text = one_line(text).replace("\\", "\\\\")
    return _MARKDOWN.sub(lambda found: f"\\{found[0]}", text) if markdown else text


def unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def say_date(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def say_day(day: date, theme: str, markdown: bool = False) -> str:
    """The heading of a day."""
    heading = f"{say_date(day)}: {escape(theme, markdown)}" if one_line(theme) else say_date(day)
    return heading if read_heading(heading) is None else without_brackets(heading)


def read_day(text: str) -> tuple[date | None, str, str] | None:
    """Of a day's heading: the date, None for one that is not; its theme; and the weekday as written."""
    found = _DAY.fullmatch(text)
    if found is None or read_heading(text):
        return None
    return _date(found), unescape(found["theme"] or ""), found["weekday"]


def weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), _MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None


def say_dates(first: date, last: date) -> str:
    return say_date(first) if first == last else f"{say_date(first)} – {say_date(last)}"


def is_mark(text: str) -> bool:
    """Whether the line says that the document is in the house style."""
    return text.replace("'", "’").casefold() == MARK.casefold()


def read_head(text: str) -> tuple[str, str] | None:
    """A line about the whole event: its label and the text after it; ("dates", …) and ("mark", …) have no label."""
    if is_mark(text):
        return "mark", text
    if re.fullmatch(rf"{_DATE}(?: [–-] .*)?", text):
        return "dates", text
    label, colon, value = text.partition(":")
    known = next((name for name in HEAD if name.casefold() == label.casefold()), None)
    return (known, value.strip()) if colon and known else None


def say_hours(when: When) -> str:
    """As in “10:30 – 11:45”, “23:00 – 01:00 the next day”."""
    if when.start is None:
        return NO_TIME
    if when.end is None:
        return f"{when.start:%H:%M}"
    text = f"{when.start:%H:%M} – {when.end:%H:%M}"
    if when.end_date is None or when.end_date == when.date:
        return text
    if when.date and when.end_date == when.date + timedelta(days=1):
        return f"{text} the next day"
    return f"{text} on {say_date(when.end_date)}"


def read_hours(text: str) -> Hours | None:
    found = _HOURS.fullmatch(text)
    return _hours(found) if found else None


def _hours(found: re.Match[str]) -> Hours | None:
    try:
        start, end = (time.fromisoformat(found[name]) if found[name] else None for name in ("start", "end"))
    except ValueError:
        return None
    return Hours(start, end, int(bool(found["next"])), _date(found) if found["day"] else None)


def say_heading(kind: Kind | None, number: str, title: str, when: When, cancelled: bool, markdown: bool = False) -> str:
    """An item's heading; without a label where `kind` is None."""
    text = escape(title, markdown)
    if kind:
        text = f"{KINDS[kind]}{f' {number}' if number else ''}: {text}".rstrip()
    elif _LABEL.match(text) or _BELOW.match(text):
        text = text.replace(":", "\\:", 1)
    elif BULLET.match(f"{text} "):
        text = f"\\{text}"
    heading = f"{text} ({say_hours(when)})".lstrip()
    return f"{heading} – {CANCELLED}" if cancelled else heading


def read_heading(text: str) -> Parted | None:
    found = _HEADING.fullmatch(text)
    hours = _hours(found) if found else None
    if found is None or hours is None:
        return None
    body, kind, number = found["body"], None, ""
    label = _LABEL.match(body)
    if label and (not label["number"] or may_follow_label(label["number"])):
        kind, number, body = _KINDS[label["label"]], label["number"] or "", label["title"] or ""
    return Parted(kind, number, unescape(body), bool(found["cancelled"]), hours)


def is_below(text: str) -> bool:
    """Whether the line begins as a fact or a person of an item does."""
    return bool(BULLET.match(text) or _BELOW.match(text))


def may_follow_label(number: str) -> bool:
    """Whether a number can stand behind “Panel”: 1, ONE, A1, IV."""
    return bool(_NUMBER.fullmatch(number)) and len(number) <= 12


def without_brackets(text: str) -> str:
    """The text with a backslash before its last bracket, so that it says nothing."""
    place = text.rindex("(")
    return f"{text[:place]}\\{text[place:]}"


def shield(line: str) -> str:
    """A line of an abstract in a cell, which loses the sign for no heading where it begins with one."""
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}{NO_HEADING}{bare}" if bare.startswith(NO_HEADING) else line


def guard(text: str, comma_separated: bool) -> str:
    """A cell's text so that no spreadsheet works it out as a formula, and `unguard` gives it back."""
    signs = "=+-@'" if comma_separated else "'"
    guarded = text[:1] == "'" and text[1:2] in tuple("=+-@'") if signs == "'" else text[:1] in tuple(signs)
    return f"'{text}" if guarded else text


def unguard(text: str) -> str:
    """The text without the apostrophe that marks it as text."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@'") else text


def say_link(link: Link) -> str:
    return " ".join(filter(None, (link.rel, link.url, one_line(link.label))))


def read_link(text: str) -> tuple[Link, ...] | None:
    """The link in the text, None where there is none."""
    try:
        return read_links(text)
    except LinkError:
        return None
