"""What is kept of an import: enough to say what happened and to plan the next one. What it wrote is in the journal."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models.event import Event


class ImportRun(models.Model):
    class State(models.TextChoices):
        PREVIEWED = "previewed", "looked at, not applied"
        APPLIED = "applied", "applied"
        UNDONE = "undone", "undone"

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="imports")
    source = models.CharField(
        max_length=80, default="programme", help_text="Versions of one document share a source and are compared."
    )
    name = models.CharField("file name", max_length=255)
    document = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256 of the document
    options = models.JSONField(default=dict)
    reading = models.JSONField(default=dict)  # programme.reading.values.as_json
    plan = models.JSONField(default=dict)  # the changes and conflicts that were shown
    decisions = models.JSONField(default=dict)  # conflict key: "document" or "desk"
    drafts = models.TextField(blank=True)  # the drafts that the plan was made for, in JSON form
    base = models.TextField(blank=True)  # the programme as read, with uids: what the next import compares with
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREVIEWED)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["previewed", "applied", "undone"]), name="import_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="previewed") | Q(applied_at__isnull=False), name="import_applied_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False), name="import_undone_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    @property
    def timezone(self) -> str:
        """In which its times are read, whoever said so; empty where nobody did."""
        return str(self.reading.get("event", {}).get("timezone", ""))
