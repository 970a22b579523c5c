"""What the commands that take a programme document have in common: its file and what is said beside it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from programme.reading.values import Note, Options, Question, Reading, where

ANSWERS = (
    "timezone",
    "start-date",
    "order",
    "date-order",
    "ends",
)  # questions whose answer is an option of the same name


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the programme document")
    parser.add_argument("--title", default="", help="the event's title, where the document does not give it")
    parser.add_argument("--timezone", default="", metavar="ZONE", help="as in America/Toronto")
    parser.add_argument(
        "--start-date", type=_date, metavar="DATE", help="the first day, where the document has no dates"
    )
    parser.add_argument(
        "--day-title",
        type=_day_title,
        action="append",
        default=[],
        metavar="DATE=THEME",
        help="the theme of a day; may be given more than once",
    )
    _add_readings(parser)


def _add_readings(parser: ArgumentParser) -> None:
    """The answers to what can be read in two ways."""
    parser.add_argument(
        "--order",
        choices=["as-written", "last-first"],
        default="",
        help="in which order the days stand, where they have no headings",
    )
    parser.add_argument(
        "--date-order",
        choices=["day-first", "month-first"],
        default="",
        help="how a date such as 05/06/2024 is read, where nothing in the document tells",
    )
    parser.add_argument(
        "--ends",
        choices=["next", "empty"],
        default="",
        help="where most items say only when they begin: each ends when the next begins, or the ends stay empty; "
        "if nothing is said, they stay empty",
    )


def options(parsed: dict[str, Any]) -> Options:
    return Options(
        parsed["title"],
        parsed["timezone"],
        parsed["start_date"],
        tuple(parsed["day_title"]),
        parsed["order"],
        parsed["date_order"],
        parsed["ends"],
    )


def content(file: Path) -> bytes:
    """Raises CommandError where the file cannot be read or is larger than a programme is."""
    try:
        size = file.stat().st_size
        if size > settings.MAX_DOCUMENT_SIZE:
            limit = settings.MAX_DOCUMENT_SIZE // 1024**2
            raise CommandError(f"{file} has {size / 1024**2:.0f} MB; a programme document may have {limit} MB.")
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def refusal(reading: Reading) -> str:
    """Why the reading cannot be used yet, and the way out; empty where it can."""
    reasons = [note.message for note in reading.notes if note.level == "error"]
    reasons += [_with_option(question) for question in reading.needed]
    return "\n".join(reasons)


def say_note(note: Note, reading: Reading) -> str:
    place = where(reading, note.lines)
    return f"{note.level}: {place}{': ' if place else ''}{note.message} [{note.code}]"


def say_question(question: Question) -> str:
    return f"question: {_with_option(question)} [{question.code}]"


def _with_option(question: Question) -> str:
    return f"{question.message} (--{question.code})" if question.code in ANSWERS else question.message


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no date. Write it as in 2021-05-19.") from error


def _day_title(text: str) -> tuple[date, str]:
    day, sign, title = text.partition("=")
    if not sign:
        raise ArgumentTypeError(f"“{text}” has no =. Write it as in 2021-05-19=Geopolitics.")
    return _date(day), title
