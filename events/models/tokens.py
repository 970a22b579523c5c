"""What programs sign in with, and what is remembered so that a request that is sent twice is done once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.models.event import Event

START = "cnv_"  # so that people, and programs that look for secrets in code, know what it is
SHOWN = 4  # of the secret's letters, by which its owner tells it from others


class Token(models.Model):
    """A person's key for a program: it may do no more than the person, and no more than its scopes say.

    Only the secret's SHA-256 is kept: 256 random bits cannot be guessed from it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.CASCADE, related_name="api_tokens", help_text="None: all."
    )
    name = models.CharField(max_length=80, help_text="What it is for.")
    hashed = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)  # the first letters of the secret
    may_write = models.BooleanField(default=False)
    may_publish = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    def new_secret(self) -> str:
        """Give the token, which is not saved yet, its secret: to be shown once and never again."""
        secret = START + secrets.token_urlsafe(32)
        self.hashed, self.start = hashed(secret), secret[: len(START) + SHOWN]
        return secret

    @property
    def scopes(self) -> list[str]:
        return ["read", *(["write"] if self.may_write else []), *(["publish"] if self.may_publish else [])]

    def works(self, at: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)

    def revoke(self) -> None:
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])


class FirstAnswer(models.Model):
    """What a request with an Idempotency-Key was answered, so that the same request again is answered the same."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=64)  # SHA-256 of the header
    request = models.CharField(max_length=64)  # SHA-256 of address and body
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return f"{self.token}: {self.status}"


def hashed(secret: str) -> str:
    """What is kept of a secret that is random, so that a copy of the database opens nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
