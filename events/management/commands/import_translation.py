"""Imports the same programme in another language: shows which words belong to what, and keeps them."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from events import drafts, edits, erased, translating
from events.management import documents
from events.models import Event
from events.models.translations import CODES
from programme.aligning import Alignment, align
from programme.model import Programme
from programme.reading import read
from programme.words import Translation


class Command(BaseCommand):
    help = "Import the same programme in another language: its words are shown to who reads that language."

    def add_arguments(self, parser: ArgumentParser) -> None:
        documents.add_arguments(parser)
        parser.add_argument("--event", metavar="SLUG", required=True, help="the event's address")
        parser.add_argument("--language", metavar="CODE", required=True, help="that of the document, as in fr")
        parser.add_argument("--dry-run", action="store_true", help="show what would be kept, change nothing")

    def handle(self, **parsed: Any) -> None:
        event, language = _event(parsed["event"]), _language(parsed["language"])
        options = replace(documents.options(parsed), timezone=parsed["timezone"] or event.timezone)
        reading = erased.left_out(event, read(documents.content(parsed["file"]), options))
        if reason := documents.refusal(reading):
            raise CommandError(f"{reason}\nNothing was changed.")
        if reading.programme.event.timezone != event.timezone:
            raise CommandError(f"The document's times are not those of {event.timezone}. Nothing was changed.")
        with transaction.atomic():
            ours = drafts.load(event)
            found = align(ours, reading.programme, language)
            changes = translating.plan(ours, event, found.translations)
            self._say(found, changes, ours)
            if parsed["dry_run"]:
                self.stdout.write("Dry run: nothing was changed.")
            elif changes:
                with edits.recording(event, None, f"Imported the words in “{language}”", "import"):
                    translating.apply(ours, event, changes)
                self.stdout.write("Kept. Publish to show them: manage.py publish " + event.slug)

    def _say(self, found: Alignment, changes: translating.Changes, ours: Programme) -> None:
        for one, other in found.pairs:
            self.stdout.write(f"  “{one.title}” = “{other.title}”")
        for words in changes.new:
            self.stdout.write(f"  new: {_what(words, ours)}: “{_short(words.text)}”")
        for words, before in changes.changed:
            self.stdout.write(f"  changed: {_what(words, ours)}: “{_short(words.text)}” (was “{_short(before)}”)")
        for words, desk in changes.kept:
            what = _what(words, ours)
            self.stdout.write(f"  left as the desk has it: {what}: “{_short(desk)}”, document “{_short(words.text)}”")
        for mismatch in found.mismatches:
            self.stdout.write(f"  differs: {mismatch}")
        counts = (len(found.pairs), len(changes.new), len(changes.changed), len(changes.kept), len(found.mismatches))
        said = "Plan: {} panels paired, {} texts new, {} changed, {} left as the desk has them, {} differences"
        self.stdout.write(said.format(*counts))


def _event(slug: str) -> Event:
    event = Event.objects.filter(slug=slug).first()
    if event is None:
        raise CommandError(f"There is no event at /{slug}/. Import the programme in its first language before this.")
    return event


def _language(code: str) -> str:
    try:
        CODES(code)
    except ValidationError as error:
        raise CommandError(f"--language {code}: {' '.join(error.messages)}") from error
    return code


def _what(words: Translation, ours: Programme) -> str:
    """Of what the words are: the billing of Ann Lee in “Harbours”."""
    panel, _, rest = words.uid.partition(" ")
    if words.subject == "appearance":
        return f"the {words.field} of {ours.speaker[rest.split()[0]].full_name} in “{ours.panel[panel].title}”"
    if words.subject == "panel":
        return f"the {words.field} of “{ours.panel[panel].title}”"
    if words.subject in ("room", "track"):
        return f"the {words.field} of the {words.subject} “{getattr(ours, words.subject)[words.uid].name}”"
    return f"the {words.field} of {words.uid or 'the event'}"


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
