"""forget_picks: what no calendar is likely to follow any more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from events import picks


class Command(BaseCommand):
    help = f"Delete the choices of panels that nobody has changed for {picks.UNUSED_DAYS} days. Run it once a day."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{picks.forget_unused()} forgotten.")
