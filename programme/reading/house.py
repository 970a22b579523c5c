"""Reads a document in the house style (programme.house_style): what we wrote comes back exactly.

People edit such documents. A line that is not as we write it is read as in any other document, where it can be read.
"""

from __future__ import annotations

from programme import house_style as style
from programme.model import Event
from programme.reading.clocks import drop_unreal_times
from programme.reading.documents import Document
from programme.reading.head import is_zone
from programme.reading.house_checks import check_programme
from programme.reading.house_items import Found, build
from programme.reading.house_lines import LinesReader
from programme.reading.house_lists import ListReader, is_list
from programme.reading.ledger import make_ledger, note_left_out, nothing_found, with_places
from programme.reading.values import Note, Options, Question, Reading

MARK_WITHIN = 12  # pieces


def is_house(document: Document) -> bool:
    """Whether the document says, near its beginning, that it is in the house style, or is a list with its columns."""
    return is_list(document) or any(style.is_mark(piece.written) for piece in document.pieces[:MARK_WITHIN])


def read_house(document: Document, options: Options, notes: tuple[Note, ...]) -> Reading:
    """`notes` are those about the file as a whole."""
    found: Found = LinesReader(document)
    if is_list(document):
        found = ListReader(document)
        # Those about places are about how any list would be read.
        notes = tuple(note for note in notes if not note.lines and note.code != "formula")
    found.read()
    pieces = document.pieces
    themes = found.days | {day: theme for day, theme in options.day_titles if day in found.days}
    event, questions = _event(found, options)
    lasts = {item.place: pieces[place].number for place, item in sorted(found.owners.items())}
    programme, origins = build(found, themes, event, lasts)
    programme, unreal = drop_unreal_times(programme, origins)
    index = {id(item): number for number, item in enumerate(found.items)}
    ledger = make_ledger(pieces, found.uses, {place: index[id(item)] for place, item in found.owners.items()})
    notes = (
        *notes,
        *found.notes,
        *note_left_out(pieces, found.uses, found.said),
        *check_programme(programme, origins),
        *unreal,
    )
    if not programme.panels:
        notes = (*notes, nothing_found("no line is the heading of an item, as in “Panel 1: Title (10:30 – 11:45)”"))
    if not document.lined:
        notes = with_places(notes, pieces)
    return Reading(programme, ledger, notes, questions, tuple(origins), document.format)


def _event(found: Found, options: Options) -> tuple[Event, tuple[Question, ...]]:
    """What is said of the event, and the question where nobody says the zone."""
    written = found.head.get("Time zone", "")
    timezone = next((name for name in (options.timezone, written) if name and is_zone(name)), "")
    question = Question("timezone", "The time zone is not known. Give its IANA name, as in America/Toronto.")
    languages = found.head.get("Languages", "").split(",")
    event = Event(
        title=options.title or found.title,
        timezone=timezone,
        timezone_as_written=written,
        organiser=found.head.get("Organiser", ""),
        venue=found.head.get("Venue", ""),
        languages=tuple(part.strip() for part in languages if part.strip()),
    )
    return event, () if timezone else (question,)
