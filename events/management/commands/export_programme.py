"""Writes an event's programme as a document in the house style."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events import drafts, releases
from events.exporting import FORMATS, Format
from events.models import Event
from programme.model import Programme
from programme.writing.sheets import TooLongError


class Command(BaseCommand):
    help = "Write an event's programme as a document that can be sent, edited and imported again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("event", help="the event's address, as in mesf-2021")
        parser.add_argument("--format", choices=FORMATS, help="where the file's ending does not say it")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to; text is printed where none is given")
        parser.add_argument("--release", type=int, metavar="N", help="what the public saw as release N, not the drafts")
        parser.add_argument("--force", action="store_true", help="write over a file that is there")

    def handle(self, **parsed: Any) -> None:
        output: Path | None = parsed["output"]
        form = _format(parsed["format"], output)
        programme = _programme(parsed["event"], parsed["release"])
        try:
            content = form.write(programme)
        except TooLongError as error:
            raise CommandError(str(error)) from error
        if output is None:
            self.stdout.write(content.decode("utf-8-sig"), ending="")
            return
        _save(output, content, force=parsed["force"])
        self.stdout.write(f"Wrote {len(programme.panels)} panels to {output} ({form.label}).")


def _format(name: str | None, output: Path | None) -> Format:
    name = name or (output.suffix.lstrip(".").lower() if output else "txt")
    if name not in FORMATS:
        raise CommandError(f"{output} does not end with the name of a format. Say --format {'|'.join(FORMATS)}.")
    form = FORMATS[name]
    if output is None and not form.is_text:
        raise CommandError(f"{form.label} cannot be printed. Say where to: --output programme.{name}")
    return form


def _programme(slug: str, number: int | None) -> Programme:
    event = Event.objects.filter(slug=slug).first()
    if event is None:
        raise CommandError(f"There is no event at /{slug}/.")
    if number is None:
        return drafts.load(event)
    if not event.releases.filter(number=number).exists():
        raise CommandError(f"{event} has no release {number}.")
    return releases.load(slug, number).programme


def _save(output: Path, content: bytes, *, force: bool) -> None:
    try:
        with output.open("wb" if force else "xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise CommandError(f"{output} is there already. Say --force to write over it.") from error
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
