"""Sends what webhooks still wait for; to be run every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from events import webhooks
from events.models import WebhookMessage

TOGETHER = 10


class Command(BaseCommand):
    help = "Send webhooks whose time has come, and forget what was settled 90 days ago. Run it every minute."

    def handle(self, **parsed: Any) -> None:
        keys = webhooks.due()
        for first in range(0, len(keys), TOGETHER):
            webhooks.send(keys[first : first + TOGETHER])
        sent = WebhookMessage.objects.filter(pk__in=keys, state=WebhookMessage.State.SENT).count()
        webhooks.forget()
        if keys:
            self.stdout.write(f"{sent} of {len(keys)} sent; what was not is tried again.")
