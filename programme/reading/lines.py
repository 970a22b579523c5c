"""What each line is, looked at alone: a heading, a day, a time, an ornament, something broken, or text."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence

from programme.reading import words
from programme.reading.dates import find_dates, read_date
from programme.reading.daylines import PART_OF_DAY, WEEK, WEEK_RANGE, read_day_line
from programme.reading.headings import (
    Facts,
    Heading,
    give_time,
    kind_of_title,
    leading_gap,
    read_facts,
    read_heading,
    read_label,
)
from programme.reading.marks import Broken, DayLine, Field, Furniture, Item, Mark, Ornament, Text, TimeLine
from programme.reading.naming import is_name
from programme.reading.text import LONGEST_HEADING, Source, flat
from programme.reading.times import Span, join, read_others, read_span

__all__ = ["Broken", "DayLine", "Field", "Furniture", "Item", "Mark", "Ornament", "Text", "TimeLine", "classify"]

LONGEST_TITLE = 40  # words; a longer line that begins or ends with a time is prose
LONGEST_RANGED = 80  # words, where it begins with a range or ends with one in brackets

_TEXT, _ORNAMENTAL = Text(), Ornament()  # most lines are these: one of each is enough

_ORNAMENT = re.compile(r"[\W_]+")
_OPENED = re.compile(r"[\[(]?\s?(?=\d|[^\W\d_])")
_LOOKS_LIKE_A_TIME = re.compile(r"(?=.{0,6}[OoSslIZB|])[\dOoSslIZB|]{1,2}[:.][\dOoSslIZB|]{2}\s?(?:-|$|\s)")
_YEARS = re.compile(r"(?<!\d)([01]\d[0-5][05])(?=\s?-\s?[012]\d[0-5]\d(?!\d))")
_FOUR_AND_TITLE = re.compile(r"((?:[01]\d|2[0-3])[0-5][05])\s+(?=[^\W\d_])")
_AFTER_DATE = re.compile(r"\s*(?:[,:|;]|-+(?=\s))?\s*(?:(?:at|à|um|a las|alle|às)\s)?")
_DOTTED = re.compile(r"(?:[01]\d|2[0-3])\.[0-5][05]")
_IN_BRACKETS = re.compile(r"\((?:0\d|1[0-7])[0-5][05]\s?-\s?[012]\d[0-5][05]\)$")
_CLOCK = re.compile(r"\d\s?(?:[:.h]\s?\d\d|[ap]\.?m\b)", re.IGNORECASE)
_WHEN = re.compile(rf"(?:{'|'.join(words.TIME_LABELS)})\s?:\s*", re.IGNORECASE)
_OPEN = re.compile(
    rf"(?:{'|'.join(words.TIME_LABELS)})\s(?:{'|'.join(words.OPEN_TIMES)})\s?(?:[:|]|-+\s|\s{{2}})\s*", re.IGNORECASE
)
_OPENING_HOURS = re.compile(rf"\b(?:{'|'.join(words.OPENING_HOURS)})\b", re.IGNORECASE)
_BRACKETS = str.maketrans("()[]", "    ")
_NEXT_COLUMN = re.compile(r"\s*(?:\t|\|)\s*|\s{2,}")
_GLUED = re.compile(r"[^\W\d_]{2}")
_DIGIT = re.compile(r"\d")
_WITHIN = 60  # characters in which a time that leads a line is named
# Without a digit only these are a time.
_WORDS = re.compile(r"[^\W_]+")
_FIRST_WORDS = re.compile(r"[\W_]*([^\W_]+)(?:[\W_]+([^\W_]+))?(?:[\W_]+([^\W_]+))?")
# The words that a line without a digit has to begin with, so that it can be more than text.
_TELLING = frozenset(
    word.casefold()
    for terms in (
        words.LABELS, words.LABEL_EXTRAS, words.ORDINALS, words.NUMBERS, words.WEEKDAYS_SHORT, words.DAYS,
        words.DAYS_LONG, words.PARTS_OF_DAY, words.NOON, words.MIDNIGHT, words.TIME_LABELS, words.CANCELLED,
    )
    for term in terms
    for word in re.findall(r"[^\W_]+", term)
)  # fmt: skip
_NAMED = re.compile(rf"\b(?:{'|'.join(map(re.escape, (*words.NOON, *words.MIDNIGHT)))})\b", re.IGNORECASE)
_WEEK_HOURS = re.compile(
    rf"{WEEK_RANGE.pattern}[\s,:(]*\d{{1,2}}\s?(?:[:.h]\s?\d\d|-|[ap]\.?m)|\b(?:tel|phone|mobile)\b[.:]", re.IGNORECASE
)
_OF_WEEKS = frozenset(words.WEEKDAYS_SHORT) | {"tel", "phone", "mobile"}
_STATED = frozenset(
    word for word in words.NOT_THE_DAYS if word not in ("register", "registration", "inscription", "anmeldung")
)
_HOURS = re.compile(r"(\d{1,2})([:.h]\d\d)?\s?-\s?(\d{1,2})([:.h]\d\d)?(?=\s+[^\W\d]|\s*$)")


def four_digits(lines: Sequence[Source]) -> bool:
    """Whether 0930 is a time here: where a range begins a line that cannot be one of years.

    In brackets after a title it may well be one of years: only where several labelled lines end so, and no time is
    written otherwise, is it not.
    """
    if any((found := _YEARS.match(line.flat)) and int(found[1]) < 1800 for line in lines):
        return True
    if _starts_in_four_digits(lines):
        return True
    labelled = sum(bool(_IN_BRACKETS.search(line.flat) and read_label(line.flat)[2]) for line in lines)
    return labelled >= 2 and not any(_CLOCK.search(line.flat) for line in lines)


def _starts_in_four_digits(lines: Sequence[Source]) -> bool:
    """Whether several lines begin with four digits that rise as times do through a day, and not as years."""
    found = [int(match[1]) for line in lines if (match := _FOUR_AND_TITLE.match(line.flat))]
    rising = sum(first <= second for first, second in itertools.pairwise(found))
    return len(found) > 2 and sum(value < 1800 for value in found) > 1 and rising * 3 >= (len(found) - 1) * 2


def bare_hours(lines: Sequence[Source]) -> bool:
    """Whether “2-3” is from two to three here: where times and mere numbers stand side by side in ranges."""
    found = [(match, line.flat) for line in lines if (match := _HOURS.match(line.flat))]
    bare = [(match, flat) for match, flat in found if not (match[2] and match[4])]
    if len(bare) < 2 or any(int(hour) > 24 for match, _ in bare for hour in (match[1], match[3])):
        return False
    mixed = any(match[2] or match[4] for match, _ in bare)
    return mixed or any(kind_of_title(flat[match.end() :].strip()) != "other" for match, flat in bare)


def classify(line: Source, digits: bool, hours: bool = False) -> Mark:
    """`digits`: whether four digits are a time in this document; `hours`: whether two numbers are hours."""
    if len(line.flat) > LONGEST_HEADING:
        return _TEXT
    if _ORNAMENT.fullmatch(line.flat):
        return Broken(heading=False) if _is_rubbish(line.flat) else _ORNAMENTAL
    telling = _DIGIT.search(line.flat) or _may_say(line.flat)
    mark = _telling(line, digits, hours) if telling else None
    if mark:
        return mark
    return Broken(heading=False) if _is_rubbish(line.flat) else _TEXT


def _telling(line: Source, digits: bool, hours: bool) -> Mark | None:
    """What a line is that has a digit, or begins or ends as a heading may; None where it says nothing."""
    if PART_OF_DAY.fullmatch(line.flat):
        return Field("label")
    if day := read_day_line(line, digits):
        return day
    if found := _OPEN.match(line.flat):
        return _without_time(line, found.end(), digits)
    if item := _led_by_time(line, digits, hours) or _led_by_label(line, digits):
        return item
    if _LOOKS_LIKE_A_TIME.match(line.flat) and not line.flat[:2].isalpha():
        return Broken(heading=True)
    return None


def _without_time(line: Source, start: int, digits: bool) -> Mark:
    """“Time TBC: Panel 4”: an item whose time is still open."""
    heading = read_heading(line.text[start:], line.flat[start:], digits)
    heading.facts.open = True
    return Item(heading) if heading.title else _TEXT


def _may_say(flat: str) -> bool:
    """Whether a line without a digit may be a heading, a day or a time: it ends with a bracket, or begins so."""
    if flat.endswith((")", "]")):
        return True
    found = _FIRST_WORDS.match(flat, 0, _WITHIN)
    return found is not None and not _TELLING.isdisjoint(word.casefold() for word in found.groups(""))


def _is_rubbish(flat: str) -> bool:
    """Whether most of it is neither letters nor digits nor what stands between them."""
    if flat.isascii():
        return False
    odd = sum(unicodedata.category(char) in ("So", "Co", "Cn", "Cc") or char == "\ufffd" for char in flat)
    return odd * 2 > len(flat.replace(" ", ""))


def _led_by_time(line: Source, digits: bool, hours: bool) -> Mark | None:
    """A line that begins with a time, or that states a time and other facts and nothing else."""
    flat = line.flat
    if not _may_lead_with_time(flat):
        return None
    label = _end(_WHEN, flat, 0)
    text, smooth = line.text[label:].translate(_BRACKETS).strip(), flat[label:].translate(_BRACKETS).strip()
    if facts := read_facts(smooth, text, digits, hours, bracketed=False):
        if facts.span and (facts.span.ranged or not facts.span.digits or digits):
            return TimeLine(facts)
        return None
    date = read_date(flat, 0)
    span = read_span(flat, _end(_OPENED, flat, _end(_AFTER_DATE, flat, date.stop) if date else 0), digits, hours)
    if span is None or span.start.bare:
        return None
    span, others = _whole_time(line, span, digits)
    start = leading_gap(flat, span.stop)
    if start == span.stop and not span.ranged and not (flat[start : start + 1].isspace() or _is_glued(flat, start)):
        return None  # 10.30th, 12:30pm-ish
    rest, text = flat[start:], line.text[start:]
    if not span.ranged and _goes_on(flat, rest):
        return _TEXT
    if _is_prose(line, rest, span.ranged) or not rest:
        return None
    heading = read_heading(text, rest, digits)
    give_time(heading, Facts(span, date, zone=span.zone, zones=others))
    return Item(heading)


def _may_lead_with_time(flat: str) -> bool:
    """Whether a line names a time at all, and does not begin with a label and a number as “Panel 1: …” does."""
    if not (_DIGIT.search(flat) or _NAMED.search(flat, 0, _WITHIN)):
        return False
    return not (flat[:1].isalpha() and all(read_label(flat)[1:3]))


def _whole_time(line: Source, span: Span, digits: bool) -> tuple[Span, tuple[Span, ...]]:
    """The time with its end from the next column, and the times in other zones after it."""
    gap = _NEXT_COLUMN.match(line.text, span.stop)
    if gap and not span.ranged and (last := read_span(line.flat, gap.end(), digits)):
        span = join(span, last) or span
    span, others, stop = read_others(line.flat, span, digits)
    return (span.until(stop), others) if others else (span, ())


def _is_glued(flat: str, start: int) -> bool:
    """Whether a title stands right behind the time: a capital and a letter, “14:00Keynote”."""
    clock = ":" in flat[:start] or _DOTTED.fullmatch(flat[:start])
    return flat[start : start + 1].isupper() and bool(_GLUED.match(flat, start)) and bool(clock)


def _end(pattern: re.Pattern[str], flat: str, place: int) -> int:
    found = pattern.match(flat, place)
    return found.end() if found else place


def _goes_on(flat: str, rest: str) -> bool:
    """Whether what follows a time is the rest of a sentence, or the time is somebody's first name."""
    date = read_date(rest, 0)
    first = rest.split(maxsplit=1)[0] if rest else ""
    if (date and date.year) or (first in words.GO_ON and kind_of_title(rest) == "other"):
        return True
    if first.strip(":").casefold() in _STATED and next(find_dates(rest), None):
        return True
    if first.islower() and re.search(r"[.?!]\s[^\W\d_a-zà-ÿ]", rest):
        return True
    name = re.match(r"[^\W\d_][^:,]*(?=\s?[:,])", flat)
    if name is None or kind_of_title(rest) != "other" or read_label(rest)[1]:
        return False
    return is_name(name[0].strip())


def _is_prose(line: Source, rest: str, ranged: bool) -> bool:
    if line.words > (LONGEST_RANGED if ranged else LONGEST_TITLE):
        return True
    return line.text.endswith(".") and (rest[:1].islower() or (not ranged and line.words > 12))


def _led_by_label(line: Source, digits: bool) -> Item | None:
    """A line that ends with a time, or that begins with a label and a number."""
    longest = LONGEST_RANGED if line.flat[-1] in ")]" else LONGEST_TITLE
    if line.words > longest or line.text.endswith((".", ";")):
        return None
    if not (line.flat[-1] in ")]" or _DIGIT.search(line.flat) or read_label(line.flat)[1]):
        return None
    if _may_be_a_week(line.flat) and _WEEK_HOURS.search(line.flat):
        return None
    heading = read_heading(line.text, line.flat, digits)
    span = heading.facts.span
    numbered = bool(heading.label and heading.number)
    if span is None:
        return Item(heading) if numbered else None
    bracketed = line.flat[-1] in ")]"
    if _OPENING_HOURS.search(heading.title) or WEEK.fullmatch(flat(heading.title)):
        return None
    if not heading.title or (not bracketed and _ends_like_prose(heading, numbered)):
        return None
    return Item(heading)


def _may_be_a_week(flat: str) -> bool:
    """Whether it names a day of the week or a telephone, which is quicker to see than where."""
    return not _OF_WEEKS.isdisjoint(_WORDS.findall(flat.casefold()))


def _ends_like_prose(heading: Heading, numbered: bool) -> bool:
    """A time at a line's end without brackets is a heading's only beside a label, a range, or a usual word."""
    span = heading.facts.span
    if numbered or heading.label:
        return False
    known = heading.kind != "other" and len(heading.title.split()) <= 6
    short = len(heading.title.split()) <= 15
    return not (known or (span is not None and span.end is not None and short and not heading.title.endswith(":")))


def is_generic(text: str) -> bool:
    """Whether a line only says that this is a programme, or is a page's furniture."""
    return " ".join(text.casefold().strip(" :.#*").split()) in words.GENERIC_TITLES
