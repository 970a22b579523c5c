"""Who: a person who appears in panels, with or without an account or an e-mail address."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from programme.links import LinkError, read_links
from programme.names import full_name, sort_key


def validate_links(text: str) -> None:
    try:
        read_links(text)
    except LinkError as error:
        raise ValidationError(str(error)) from error


class Speaker(models.Model):
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, help_text="Without the honorific and without letters after the name.")
    honorific = models.CharField(max_length=60, blank=True, help_text="As in Dr., Hon., H.E., Mme.")
    post_nominal = models.CharField(
        "after the name", max_length=100, blank=True, help_text="As in OBE, PhD, (ret.). Shown behind the name."
    )
    sort_name = models.CharField(max_length=250, editable=False, default="")  # by which lists stand: family name first
    bio = models.TextField("biography", blank=True, help_text="Markdown.")
    photo = models.ImageField(upload_to="speakers", blank=True)
    links = models.TextField(blank=True, validators=[validate_links], help_text="One a line: https://… what to call it")
    email = models.EmailField("e-mail", blank=True, help_text="Private: never published.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["sort_name", "name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="speaker_has_a_name")]

    def __str__(self) -> str:
        return full_name(self.name, self.honorific, self.post_nominal)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)[:250]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.name = " ".join(self.name.split())
        self.sort_name = sort_key(self.name)[:250]
        if not self.name:
            raise ValidationError({"name": "A speaker needs a name."})


class SpeakersApart(models.Model):
    """Two people of whom somebody said that they are not the same, however alike their names are."""

    one = models.UUIDField()  # Speaker.uid; the smaller of the two
    other = models.UUIDField()
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name_plural = "speakers apart"
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="two_speakers_are_told_apart_once")]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"


class SpeakerMerge(models.Model):
    """Two speakers became one: what there was before, so that it can be taken apart again.

    `before` is {"kept": fields, "absorbed": fields, "moved": [appearance fields with pk], "dropped": [the same]};
    `after` the fields of the kept one as the merge left them. Rows are named by uid, since they come and go.
    """

    kept = models.UUIDField(db_index=True)
    absorbed = models.UUIDField(db_index=True)
    name = models.CharField("name of the one that went", max_length=200)
    before = models.JSONField()
    after = models.JSONField()
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at=None), name="one_merge_a_speaker")
        ]

    def __str__(self) -> str:
        return f"{self.name} was merged"
