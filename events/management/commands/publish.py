"""Makes an event's drafts public, or an older release again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events import releases
from events.models import Event
from events.site import letters
from programme.comparing import describe
from programme.model import Release


class Command(BaseCommand):
    help = "Publish an event: make its drafts the next release, or go back to an older one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("event", help="the event's address, as in mesf-2021")
        parser.add_argument("--note", default="", help="a word to the readers")
        parser.add_argument("--go-back", type=int, metavar="N", help="publish what release N said again")
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def handle(self, **parsed: Any) -> None:
        event = Event.objects.filter(slug=parsed["event"]).first()
        if event is None:
            raise CommandError(f"There is no event at /{parsed['event']}/.")
        number = parsed["go_back"]
        if number is not None and not event.releases.filter(number=number).exists():
            raise CommandError(f"{event} has no release {number}.")
        if parsed["dry_run"]:
            release = releases.preview(event, number)
        elif number is not None:
            release = releases.go_back(event, number, note=parsed["note"])
        else:
            release = releases.publish(event, note=parsed["note"])
        if release is None:
            self.stdout.write(_nothing(event, number))
            return
        self._tell(event, release, number, dry_run=parsed["dry_run"])

    def _tell(self, event: Event, release: Release, number: int | None, *, dry_run: bool) -> None:
        for change in release.changes:
            self.stdout.write(f"  {describe(change)}")
        for title in releases.never_shown(event) if number is None else ():
            self.stdout.write(f"  “{title}” is not shown: it was cancelled before it was ever public")
        verb = "Would publish" if dry_run else "Published"
        count = f"{len(release.changes)} change{'' if len(release.changes) == 1 else 's'}"
        self.stdout.write(f"{verb} release {release.number} of {event}: {count}")
        for warning in letters.lacking(release.programme):
            self.stderr.write(warning)


def _nothing(event: Event, number: int | None) -> str:
    if number is not None and releases.holds_back(event, number):
        return (
            f"Nothing to publish: what release {number} showed beyond what is public is held back today, "
            "under embargo or not confirmed."
        )
    return "Nothing to publish: the public already sees this."
