"""What calendars that follow somebody's choice are made from: panels under a random key, and nothing of the person."""

from __future__ import annotations

from django.db import models

from events.models.event import Event


class Picks(models.Model):
    """A choice of panels. Who knows the key (32 hexadecimal digits, made in the browser) may read and replace it; only
    the key's SHA-256 is kept, so that nobody finds the calendar's address here."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="picks")
    hashed_key = models.CharField(max_length=64)
    codes = models.TextField(blank=True)  # of programme.picks, one after the other
    changed = models.DateField()  # a date, not a time: only what is long unused needs to be found

    class Meta:
        verbose_name_plural = "picks"
        constraints = [models.UniqueConstraint(fields=["event", "hashed_key"], name="one_choice_a_key")]

    def __str__(self) -> str:
        return f"A choice of panels of {self.event}"
