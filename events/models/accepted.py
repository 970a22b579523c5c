"""Findings of the checks that somebody looked at and said are fine."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models.event import Event


class AcceptedFinding(models.Model):
    """It holds while the finding rests on the same facts; then the finding is open again, whatever was said of it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="accepted_findings")
    key = models.CharField(max_length=64)  # of programme.findings.Finding: its code and what it is about
    fingerprint = models.CharField(max_length=64)  # the same, with the facts as they were
    message = models.TextField()  # as it stood there then
    reason = models.CharField(max_length=300)
    accepted_at = models.DateTimeField(auto_now=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="a_finding_is_accepted_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_finding_is_accepted_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.message} ({self.reason})"
