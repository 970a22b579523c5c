"""publish_due: what organisers scheduled, once its time has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events import scheduling
from events.models import ScheduledRelease


class Command(BaseCommand):
    help = "Publish the releases whose time has come. Run it every minute; it does nothing where nothing is due."

    def handle(self, **options: Any) -> None:
        done = scheduling.publish_due()
        for each in done:
            self.stdout.write(f"{each.event.slug}: {each.outcome}")
        if any(each.state == ScheduledRelease.State.REFUSED for each in done):
            raise CommandError("Not everything that was due could be published; the desk says what.")
