"""What, when and where: the programme as organisers edit it. Instants are UTC; the wall clock is the event's zone."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from events.models.event import Event, validate_colour
from programme.language_tags import WANTED, is_language
from programme.model import APPEARANCE_STATES, KINDS, PANEL_STATES, ROLES
from speakers.models import Speaker, validate_links


def choices(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Day(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    theme = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["date", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "date"], name="one_day_a_date")]

    def __str__(self) -> str:
        return f"{self.date:%a %d %b %Y} {self.theme}".strip()


class Room(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="rooms")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    order = models.PositiveIntegerField(default=0, help_text="Rooms stand in this order.")
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="Seats.")
    stream = models.URLField(blank=True, help_text="Where the room can be watched.")

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="one_room_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="room_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Track(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tracks")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7, blank=True, validators=[validate_colour])

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="one_track_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="track_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class TimeSlot(models.Model):
    """A start and an end that any number of panels share. The end is empty while nobody has said it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    start = models.DateTimeField()
    end = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start", "end", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "start", "end"], name="one_slot_a_pair"),
            models.UniqueConstraint(fields=["event", "start"], condition=Q(end=None), name="one_open_slot_a_start"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gt=F("start")), name="slot_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        zone = self.event.zone
        end = f"–{self.end.astimezone(zone):%H:%M}" if self.end else ""
        return f"{self.start.astimezone(zone):%a %d %b %Y %H:%M}{end}"

    def clean(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": "A slot ends after it starts."})


class Panel(models.Model):
    """One item of the programme, a coffee break included."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="panels")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=choices(KINDS), default="panel")
    number = models.CharField(max_length=40, blank=True, help_text="As printed: 1, ONE, A1.")
    title = models.CharField(max_length=500)
    abstract = models.TextField(blank=True, help_text="Markdown.")
    slot = models.ForeignKey(TimeSlot, null=True, blank=True, on_delete=models.RESTRICT, related_name="panels")
    day = models.ForeignKey(
        Day,
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="panels_without_a_time",
        help_text="Only while it has no slot: the day it is announced for.",
    )
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.RESTRICT, related_name="panels", help_text="None: whole house."
    )
    track = models.ForeignKey(Track, null=True, blank=True, on_delete=models.RESTRICT, related_name="panels")
    language = models.CharField(max_length=20, blank=True)
    links = models.TextField(
        blank=True, validators=[validate_links], help_text="One a line: stream https://… what to call it"
    )
    state = models.CharField(
        max_length=9, choices=choices(PANEL_STATES), default="confirmed", help_text="Drafts are not published."
    )
    embargo = models.DateTimeField(null=True, blank=True, help_text="Not published before this.")
    notes = models.TextField("private notes", blank=True, help_text="Never published.")
    speakers = models.ManyToManyField(Speaker, through="Appearance", related_name="panels")

    class Meta:
        ordering = ["slot__start", "room__order", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="panel_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="panel_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=PANEL_STATES), name="panel_state_is_known"),
            models.CheckConstraint(condition=Q(slot=None) | Q(day=None), name="panel_has_a_slot_or_a_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        self.abstract = self.abstract.replace("\r\n", "\n").replace("\r", "\n")  # a browser's line ends
        others = {field: getattr(self, field) for field in ("slot", "day", "room", "track")}
        wrong = {
            field: f"“{other}” belongs to another event."
            for field, other in others.items()
            if other and other.event_id != self.event_id
        }
        if self.slot_id and self.day_id:
            wrong["day"] = "The slot says the day. Leave one of the two empty."
        if self.language and not is_language(self.language) and not self._keeps_language():
            wrong["language"] = WANTED
        if wrong:
            raise ValidationError(wrong)

    def _keeps_language(self) -> bool:
        """Whether it stands there already: what was taken before tags were asked for keeps nothing else back."""
        return Panel.objects.filter(pk=self.pk, language=self.language).exists()


class Appearance(models.Model):
    """A speaker's part in a panel."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="appearances")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="appearances")
    role = models.CharField(max_length=12, choices=choices(ROLES), default="speaker")
    billing = models.CharField(max_length=500, blank=True, help_text="As printed: President, Al-Monitor")
    paper = models.CharField(max_length=500, blank=True, help_text="The title of their talk inside the panel.")
    order = models.PositiveIntegerField(default=0, validators=[MinValueValidator(0)])
    state = models.CharField(
        max_length=9,
        choices=choices(APPEARANCE_STATES),
        default="confirmed",
        help_text="Only confirmed ones are published.",
    )
    embargo = models.DateTimeField(null=True, blank=True, help_text="Not named in public before this.")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "speaker", "role", "paper"], name="one_appearance_a_role"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="appearance_role_is_known"),
            models.CheckConstraint(condition=Q(state__in=APPEARANCE_STATES), name="appearance_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}, {self.role}"
