"""The conference and who may work on it."""

from __future__ import annotations

import re
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import Q

# First parts of addresses that are the site's own; no event may take them.
RESERVED_SLUGS = {
    *(
        "accounts",
        "admin",
        "api",
        "desk",
        "docs",
        "embed",
        "healthz",
        "media",
        "metrics",
        "oembed",
        "readyz",
        "robots",
        "static",
    ),
    *("ar", "de", "en", "es", "fr", "it", "pt"),  # languages of the interface
}

validate_colour = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", "A colour is written #rrggbb, as in #8a1f2b.")


def validate_timezone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is no time zone. Write it as in America/Toronto or Europe/Paris.")


def validate_languages(text: str) -> None:
    if not all(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) for code in text.split()):
        raise ValidationError("Write language codes with spaces between them, as in: en fr")


def validate_contact(text: str) -> None:
    try:
        (URLValidator(("http", "https")) if "://" in text else EmailValidator())(text)
    except ValidationError as error:
        raise ValidationError("Write an e-mail address, or a page’s address with https://") from error


class Event(models.Model):
    class State(models.TextChoices):
        OPEN = "open", "open"
        HIDDEN = "hidden", "hidden: nothing of it is public"
        ARCHIVED = "archived", "archived: public, and no longer edited"

    class Clock(models.TextChoices):
        TWELVE = "", "2:30 pm"
        TWENTY_FOUR = "24", "14:30"

    class HeldBack(models.TextChoices):
        LEFT_OUT = "left-out", "left out"
        TO_COME = "to-come", "counted as “to be announced”"

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        help_text="The public address begins with it. It stays as it is for life.",
    )
    timezone = models.CharField(
        "time zone", max_length=60, validators=[validate_timezone], help_text="As in America/Toronto."
    )
    organiser = models.CharField(max_length=200, blank=True)
    venue = models.CharField(max_length=200, blank=True, help_text="A place, or: Online")
    about = models.TextField("description", blank=True, help_text="What it is, in Markdown, as abstracts are.")
    contact = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_contact],
        help_text="Where readers turn with questions: an e-mail address, or a page’s address with https://",
    )
    languages = models.CharField(max_length=60, default="en", validators=[validate_languages])
    colour = models.CharField(max_length=7, blank=True, validators=[validate_colour])
    clock = models.CharField(
        "times in English",
        max_length=2,
        blank=True,
        choices=Clock,
        help_text="Empty: as in 2:30 pm; 24: as in 14:30. Other languages say times their own way.",
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    held_back = models.CharField(
        "people held back",
        max_length=8,
        choices=HeldBack.choices,
        default=HeldBack.LEFT_OUT,
        help_text="Who is invited, has declined or is under embargo is never named. Their panels may say how many are "
        "still to be announced.",
    )
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="events")

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="event_has_a_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="event_has_an_address"),
            models.CheckConstraint(condition=~Q(timezone=""), name="event_has_a_time_zone"),
            models.CheckConstraint(condition=Q(state__in=["open", "hidden", "archived"]), name="event_state_is_known"),
            models.CheckConstraint(condition=Q(clock__in=["", "24"]), name="event_clock_is_known"),
            models.CheckConstraint(condition=Q(held_back__in=["left-out", "to-come"]), name="event_held_back_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": f"/{self.slug}/ is an address of the site itself. Choose another."})

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class FormerEvent(models.Model):
    """That an event was public under this address and has been deleted. Nothing else is kept of it."""

    slug = models.SlugField(max_length=80, primary_key=True)

    def __str__(self) -> str:
        return self.slug


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", "owner: everything, members too"
        EDITOR = "editor", "editor: the programme, imports, releases"
        PART = "part", "part editor: the words of the panels named here"
        VIEWER = "viewer", "viewer: looks, changes nothing"

        @property
        def word(self) -> str:
            """As in "part editor"."""
            return str(self.label).split(":")[0]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.EDITOR)
    tracks = models.ManyToManyField("events.Track", blank=True, help_text="A part editor’s: every panel in them.")
    panels = models.ManyToManyField("events.Panel", blank=True, help_text="A part editor’s, one by one.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "event"], name="one_membership_a_person"),
            models.CheckConstraint(
                condition=Q(role__in=["owner", "editor", "part", "viewer"]), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role_word} of {self.event}"

    @property
    def role_word(self) -> str:
        return self.Role(self.role).word


class Invitation(models.Model):
    """A link by which somebody becomes a member. The link holds the token; kept is only what it hashes to."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=6, choices=Membership.Role.choices, default=Membership.Role.EDITOR)
    tracks = models.ManyToManyField("events.Track", blank=True)
    panels = models.ManyToManyField("events.Panel", blank=True)
    whom = models.CharField("for", max_length=200, help_text="So that you know the link by it: a name or an address.")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the token
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["owner", "editor", "part", "viewer"]), name="invitation_role_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.whom}: {Membership.Role(self.role).word}"
