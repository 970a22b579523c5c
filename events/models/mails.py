"""What was written to whom: kept so that nobody is told the same twice by accident."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models.event import Event


class Mail(models.Model):
    """An e-mail to a speaker about `key`: what it tells, so that the same is not told again unless somebody asks.

    The row is there before the mail goes out. One that stays `sending` was interrupted: nobody knows whether it went.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", "invitation"
        REMINDER = "reminder", "reminder"
        MOVED = "moved", "panel changed"
        CANCELLED = "cancelled", "panel cancelled"

    class State(models.TextChoices):
        SENDING = "sending", "interrupted: perhaps sent"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="mails")
    speaker = models.UUIDField(db_index=True)  # Speaker.uid
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=80)
    attempt = models.PositiveIntegerField(default=1)
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.SENDING)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "speaker", "kind", "key", "attempt"], name="a_mail_goes_out_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["invitation", "reminder", "moved", "cancelled"]), name="mail_kind_is_known"
            ),
            models.CheckConstraint(condition=Q(state__in=["sending", "sent", "failed"]), name="mail_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.address}"
