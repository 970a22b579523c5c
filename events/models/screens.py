"""What the desk says on the screens in the house, beside the programme."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from events.models.event import Event
from events.models.programme import Room


def in_an_hour() -> datetime:
    return timezone.now().replace(second=0, microsecond=0) + timedelta(hours=1)


def this_minute() -> datetime:
    return timezone.now().replace(second=0, microsecond=0)


class ScreenMessage(models.Model):
    """A few words for every screen of an event, or for those of one room. Public as soon as it is saved."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="messages")
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.CASCADE, related_name="messages", help_text="None: every screen."
    )
    text = models.CharField(max_length=200, help_text="Short enough to be read in passing.")
    start = models.DateTimeField("from", default=this_minute)
    end = models.DateTimeField("until", default=in_an_hour)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="message_ends_after_its_start",
                violation_error_message="“Until” has to be later than “from”.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.room and self.room.event_id != self.event_id:
            raise ValidationError({"room": f"“{self.room}” belongs to another event."})
