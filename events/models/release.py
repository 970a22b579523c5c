"""What the public sees, for good: releases and the addresses they gave out."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.models.event import Event


class Release(models.Model):
    """A numbered Programme that never changes. `content` is the JSON form of programme.model.Release."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True)
    content = models.TextField()

    class Meta:
        ordering = ["event", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_release_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="releases_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"Release {self.number} of {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A release is never changed. Publish another one.")
        super().save(*args, **kwargs)


class Address(models.Model):
    """A public address once given. It leads to the same thing for life and is never given to another."""

    KINDS = ("panel", "speaker", "room", "track")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=7, choices=[(kind, kind) for kind in KINDS])
    uid = models.UUIDField()
    slug = models.SlugField(max_length=80)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "slug"], name="one_thing_an_address"),
            models.UniqueConstraint(fields=["event", "kind", "uid"], name="one_address_a_thing"),
            models.CheckConstraint(condition=~Q(slug=""), name="address_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}s/{self.slug}"


class ReleaseChange(models.Model):
    """One programme.model.Change of a release, beside the release's content so that few can be read of many.

    Left out are the changes of the first release, which only say that everything is new, and long texts (abstracts,
    biographies, links): that they changed is all that is ever told of them.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="changes")
    order = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    subject = models.CharField(max_length=7)
    uid = models.CharField(max_length=36, blank=True, db_index=True)
    title = models.TextField(blank=True)
    field = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["-release__number", "order"]
        constraints = [models.UniqueConstraint(fields=["release", "order"], name="changes_of_a_release_in_order")]

    def __str__(self) -> str:
        return f"{self.release}: {self.code} {self.title}"


class Preview(models.Model):
    """A link to the site as it would be, for somebody without an account. Who has the link sees it until it ends."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="previews")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    purpose = models.CharField("for", max_length=200, blank=True)
    until = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # by somebody, before its time

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Preview of {self.event} for {self.purpose or 'whoever has the link'}"

    def is_open(self, at: datetime | None = None) -> bool:
        return self.ended_at is None and self.until > (at or timezone.now())


class ScheduledRelease(models.Model):
    """That the drafts are to be published at a time, as they are then. `outcome` says in words what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        DONE = "done", "done"
        REFUSED = "refused", "not done"
        CANCELLED = "cancelled", "cancelled"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="scheduled_releases")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(state="waiting"), name="one_scheduled_release_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done", "refused", "cancelled"]), name="scheduled_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}, to be published {self.at:%Y-%m-%d %H:%M} UTC"
