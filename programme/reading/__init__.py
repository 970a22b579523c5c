"""Reads a programme document: bytes in, a Reading out. Pure: no clock, no files, no Django.

    lines (text) → marks (lines) → anchors → bodies (blocks, people) → dates (entries, days) → Programme (building)

`read` never raises on what a document says. The ledger has every line that is not blank exactly once.
"""

from __future__ import annotations

from dataclasses import replace

from programme.model import Event, Programme
from programme.reading.assembling import read_document
from programme.reading.documents import UnreadableError
from programme.reading.formats import take_apart
from programme.reading.head import is_zone
from programme.reading.house import is_house, read_house
from programme.reading.keeping import reading_of
from programme.reading.ledger import nothing_found
from programme.reading.limits import LIMITS, Limits
from programme.reading.values import Line, Note, Options, Origin, Question, Reading, as_json

YEARS = range(1900, 2200)

__all__ = ["Line", "Note", "Options", "Origin", "Question", "Reading", "as_json", "read"]


def read(document: bytes, options: Options = Options(), limits: Limits = LIMITS) -> Reading:  # noqa: B008 - frozen
    """What the document says of a programme; `options` say what it does not."""
    notes = _check_options(options)
    if options.start_date and options.start_date.year not in YEARS:
        options = replace(options, start_date=None)
    try:
        opened = take_apart(document, options, limits)
    except UnreadableError as error:
        return Reading(_empty(options), notes=(*notes, nothing_found(str(error))))
    reader = read_house if is_house(opened) else read_document
    with reading_of(len(opened.pieces)):
        return reader(opened, options, (*notes, *opened.notes))


def _empty(options: Options) -> Programme:
    return Programme(Event(title=options.title, timezone=options.timezone if is_zone(options.timezone) else ""))


def _check_options(options: Options) -> tuple[Note, ...]:
    notes = []
    if options.timezone and not is_zone(options.timezone):
        message = f"“{options.timezone}” is no time zone that is known. Give its IANA name, as in America/Toronto."
        notes.append(Note("bad-timezone", "error", message))
    if options.start_date and options.start_date.year not in YEARS:
        message = f"{options.start_date} is no day of a conference. Give the first day, as in 2021-05-19."
        notes.append(Note("bad-date", "error", message))
    return tuple(notes)
