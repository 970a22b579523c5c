"""Reads a programme document and says what is in it. Writes nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.management import documents
from programme.comparing import say_when
from programme.model import Panel, Programme
from programme.reading import read
from programme.reading.values import NOT_UNDERSTOOD, OUTSIDE, Reading, as_json, unit


class Command(BaseCommand):
    help = "Read a programme document and say what is in it. Writes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        documents.add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print the reading as JSON (docs/reading.md)")

    def handle(self, **parsed: Any) -> None:
        reading = read(documents.content(parsed["file"]), documents.options(parsed))
        if parsed["json"]:
            self.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(say(reading)))
        if not reading.programme.panels:
            raise CommandError(documents.refusal(reading) or "No programme found.")


def say(reading: Reading) -> list[str]:
    """The reading as lines of text."""
    programme = reading.programme
    themes = {day.date: day.title for day in programme.days}
    zone = programme.event.timezone or "time zone not known"
    lines = [f"{programme.event.title or 'Untitled'} ({zone})"] if programme.panels else []
    shown = None
    for panel in programme.panels:
        if panel.when.date != shown or not lines[1:]:
            shown = panel.when.date
            heading = (
                f"{shown:%A} {shown.day} {shown:%B %Y}  {themes.get(shown, '')}".rstrip() if shown else "Date not known"
            )
            lines += ["", heading]
        lines += _panel(panel, programme)
    unread = sum(line.use == NOT_UNDERSTOOD for line in reading.ledger)
    outside = sum(line.use == OUTSIDE for line in reading.ledger)
    found = f"{len(programme.panels)} panels, {len(programme.speakers)} people"
    uses = f"{len(reading.ledger) - outside - unread} used, {outside} outside the programme, {unread} not understood"
    lines += ["", f"{found}; of {len(reading.ledger)} {unit(reading.format)} {uses}"]
    lines += [documents.say_note(note, reading) for note in reading.notes]
    lines += [documents.say_question(question) for question in reading.questions]
    return lines


def _panel(panel: Panel, programme: Programme) -> list[str]:
    times = say_when(panel.when).rpartition(", ")[2] if panel.when.start else "no time"
    label = f"{panel.kind.capitalize()} {panel.number}: " if panel.number else ""
    room = f"  ({programme.room[panel.room].name})" if panel.room else ""
    cancelled = "  CANCELLED" if panel.state == "cancelled" else ""
    lines = [f"  {times:13} {label}{panel.title}{room}{cancelled}"]
    for part in panel.people:
        role = "" if part.role == "speaker" else f"{part.role}: "
        billing = f", {part.billing}" if part.billing else ""
        lines.append(f"  {'':13}   {role}{programme.speaker[part.speaker].full_name}{billing}")
    return lines
