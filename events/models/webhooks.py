"""Who is told when an event is published: addresses, and a log of what was sent to them."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q

from events.models.event import Event

LONGEST_BODY = 10_000  # octets


def validate_webhook_address(url: str) -> None:
    """What can be said without asking the network; which addresses it may lead to is looked at when it is sent."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # a port that is no number raises
    except ValueError:
        host = None
    if not host or parts.scheme not in ("https", "http") or "@" in parts.netloc:
        raise ValidationError("Write an address that begins with https://, without a name and password in it.")
    if parts.scheme == "http" and not settings.WEBHOOKS_INSIDE:
        raise ValidationError("Write https:// in front: what is sent would be open to everybody on the way.")


class Webhook(models.Model):
    """The secret is kept as it is, since every message is signed with it; the desk shows it once."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField("address", max_length=500, validators=[validate_webhook_address])
    secret = models.CharField(max_length=200, validators=[MinLengthValidator(16)])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "url"], name="one_webhook_an_address")]

    def __str__(self) -> str:
        return self.url


class WebhookMessage(models.Model):
    """One message to one address: the same body at every attempt."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        GIVEN_UP = "given-up", "given up"

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    release = models.PositiveIntegerField(help_text="0: a test.")
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(max_length=200, blank=True)  # of the last attempt, in words
    created_at = models.DateTimeField(auto_now_add=True)
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, db_index=True)  # when it is tried again

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "given-up"]), name="webhook_message_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(next_at=None), name="a_waiting_message_is_tried_again"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.webhook}: {self.get_state_display()}"
