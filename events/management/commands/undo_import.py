"""Takes an import back, unless somebody edited what it brought."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events import edits
from events.models import ImportRun


class Command(BaseCommand):
    help = "Take an import back: the drafts are as they were before it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("import", type=int, help="its number, as import_programme printed it")

    def handle(self, **parsed: Any) -> None:
        run = ImportRun.objects.filter(pk=parsed["import"]).first()
        if run is None:
            raise CommandError(f"There is no import {parsed['import']}.")
        try:
            edits.undo_import(run)
        except edits.RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Import {run.pk} ({run.name}) is undone; what is public stays until somebody publishes.")
