"""The journal of the desk: every change that somebody made, row by row, so that it can be told and taken back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models.event import Event
from events.models.imports import ImportRun


class Edit(models.Model):
    """What one person did at once. Taken back, it stays, and can be done again."""

    class State(models.TextChoices):
        DONE = "done", "done"
        UNDONE = "undone", "undone"

    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="edits")  # none: people only
    summary = models.CharField(max_length=500)
    source = models.CharField(max_length=12, default="desk")  # desk, board, import, merge, api, speaker …
    run = models.OneToOneField(ImportRun, null=True, on_delete=models.CASCADE, related_name="edit")
    state = models.CharField(max_length=6, choices=State.choices, default=State.DONE)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    turned_at = models.DateTimeField(null=True)  # when it was last taken back or done again
    turned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=["done", "undone"]), name="edit_state_is_known")]

    def __str__(self) -> str:
        return self.summary

    @property
    def number(self) -> int:
        return int(self.pk)


class EditedRow(models.Model):
    """A row that an edit added (`before` is None), deleted (`after` is None) or changed: then only what differs.

    `key` is the row's primary key; a day's is its date and a time slot's its span, as in events.rows.
    """

    edit = models.ForeignKey(Edit, on_delete=models.CASCADE, related_name="rows")
    model = models.CharField(max_length=12)  # panel, appearance, speaker …
    key = models.CharField(max_length=80)
    panel = models.CharField(max_length=20, blank=True)  # of what belongs to a panel: its key
    name = models.CharField(max_length=500)  # as it was called then
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["model", "key"]), models.Index(fields=["panel"])]

    def __str__(self) -> str:
        return f"{self.model} “{self.name}”"

    @property
    def fields(self) -> list[tuple[str, Any, Any]]:
        """Each field that differs: its name, and its JSON value before and after."""
        before, after = self.before or {}, self.after or {}
        return [(name, before.get(name), after.get(name)) for name in {**before, **after}]
