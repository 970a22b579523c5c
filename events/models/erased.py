"""That somebody was erased from an event: enough to know their name again, and not enough to tell it."""

from __future__ import annotations

from django.db import models

from events.models.event import Event


class ErasedName(models.Model):
    """`digest` is keyed with the site's secret: neither a copy of the database nor a list of names gives it away."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="erased_names")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "digest"], name="one_erased_name_an_event")]

    def __str__(self) -> str:
        return f"a name erased from {self.event}"
