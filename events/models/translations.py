"""What organisers have in another language than they first wrote it in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from events.models.event import Event
from events.models.programme import Appearance, Day, Panel, Room, Track
from programme.translating import FIELDS
from programme.words import Subject

CODES = RegexValidator(r"\A[a-z]{2,3}\Z", "A language is written as a code of two or three letters, as in fr.")
NAMES = {field: field for fields in FIELDS.values() for field in fields}


class Translation(models.Model):
    """One field's words in another language: of a part in a panel, else of a panel, room, track, day or the event.

    `imported` is what a document last said: whoever mends `text` at the desk is not overruled by the same document.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="translations")
    day = models.ForeignKey(Day, null=True, blank=True, on_delete=models.CASCADE, related_name="translations")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.CASCADE, related_name="translations")
    track = models.ForeignKey(Track, null=True, blank=True, on_delete=models.CASCADE, related_name="translations")
    panel = models.ForeignKey(Panel, null=True, blank=True, on_delete=models.CASCADE, related_name="translations")
    appearance = models.ForeignKey(
        Appearance,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="translations",
        verbose_name="person",
        help_text="For a billing or a paper: whose.",
    )
    language = models.CharField(max_length=3, validators=[CODES], help_text="A code, as in fr.")
    field = models.CharField(max_length=10, choices=NAMES)
    text = models.TextField()
    imported = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "language", "field"],
                condition=Q(day=None, room=None, track=None, panel=None),
                name="one_translation_of_the_event",
            ),
            models.UniqueConstraint(fields=["day", "language", "field"], name="one_translation_of_a_day"),
            models.UniqueConstraint(fields=["room", "language", "field"], name="one_translation_of_a_room"),
            models.UniqueConstraint(fields=["track", "language", "field"], name="one_translation_of_a_track"),
            models.UniqueConstraint(
                fields=["panel", "language", "field"],
                condition=Q(appearance=None),
                name="one_translation_of_a_panel",
            ),
            models.UniqueConstraint(fields=["appearance", "language", "field"], name="one_translation_of_a_part"),
            models.CheckConstraint(condition=~Q(text=""), name="translation_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if whole := self.panel or self.day or self.room or self.track:
            self.event = whole.event  # as the desk adds it below one of these
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.appearance_id and self.appearance and self.appearance.panel_id != self.panel_id:
            raise ValidationError({"appearance": "This person stands in another panel."})
        if self.field and self.field not in FIELDS[self.subject]:
            known = " or ".join(FIELDS[self.subject])
            whose = (
                "Choose the person whose it is." if self.field in FIELDS["appearance"] else f"Translate its {known}."
            )
            raise ValidationError({"field": whose})

    @property
    def subject(self) -> Subject:
        if self.appearance_id:
            return "appearance"
        wholes: tuple[Subject, ...] = ("panel", "day", "room", "track")
        return next((whole for whole in wholes if getattr(self, f"{whole}_id")), "event")
