"""The link by which a speaker sees their own entry, and what they propose to change in it.

People are named by uid here, since rows of speakers come and go: two are made one, an edit is taken back.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models.event import Event
from events.models.programme import Appearance


def new_key() -> str:
    return secrets.token_urlsafe(16)


class EntryLink(models.Model):
    """One a speaker and event. The address is made of `key` and the site's secret; another key ends the old address."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="entry_links")
    speaker = models.UUIDField()  # Speaker.uid
    key = models.CharField(max_length=40, default=new_key, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, editable=False)  # when they last confirmed, declined or proposed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "speaker"], name="one_link_a_speaker_and_event")]

    def __str__(self) -> str:
        return f"Link of {self.speaker}"


class Proposal(models.Model):
    """One fact that a speaker would have otherwise: of themselves, or of a part of theirs in a panel (`appearance`)."""

    class State(models.TextChoices):
        OPEN = "open", "not decided"
        ACCEPTED = "accepted", "accepted"
        REFUSED = "refused", "refused"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="proposals")
    speaker = models.UUIDField(db_index=True)  # Speaker.uid
    appearance = models.ForeignKey(Appearance, null=True, on_delete=models.CASCADE, related_name="proposals")
    field = models.CharField(max_length=20)
    ours = models.TextField(blank=True)  # what the drafts said when it was proposed
    theirs = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["open", "accepted", "refused"]), name="proposal_state_known"),
            models.UniqueConstraint(
                fields=["event", "speaker", "field"],
                condition=Q(state="open", appearance=None),
                name="one_open_proposal_a_fact",
            ),
            models.UniqueConstraint(
                fields=["appearance", "field"], condition=Q(state="open"), name="one_open_proposal_a_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.theirs}"
