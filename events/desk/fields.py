"""The desk's own form fields: the browser's pickers, wall clocks in the event's zone, accounts by name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

MINUTES = "%Y-%m-%dT%H:%M"


def zone_label(zone: ZoneInfo) -> str:
    """As in "Toronto time"."""
    return f"{zone.key.rpartition('/')[2].replace('_', ' ')} time"


def moment_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """UTC, of what the clock on the wall says; the first of two in the hour that comes twice.

    Raises ValidationError for a time that the clocks jump over; OverflowError outside the years that there are.
    """
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    back = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    if back != wall.replace(fold=0):
        raise ValidationError(
            f"{wall:%H:%M} does not exist on that day in {zone.key}: the clocks go forward. "
            f"The same moment is {back:%H:%M}."
        )
    return moment


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ColourInput(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": "#8a1f2b", "size": 8, "maxlength": 7, **(attrs or {})})


class ZoneInput(forms.TextInput):
    """A text field that offers every time zone while one types, a city's name for example."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"list": "zones", "autocomplete": "off", "spellcheck": "false", **(attrs or {})})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        zones = render_to_string("desk/zones.html", {"zones": sorted(z for z in available_timezones() if "/" in z)})
        return super().render(name, value, attrs, renderer) + SafeString(zones)


class WallClockField(forms.DateTimeField):
    """A moment, shown and entered as the clock on the wall says it in the event's zone; UTC before and after.

    The clock that was shown stands for the very moment that it was shown for: in the hour that comes twice when summer
    time ends, saving what one did not touch changes nothing. Entered anew, that hour means the first of the two.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.DateTimeInput({"type": "datetime-local"}, format=MINUTES)
        kwargs.pop("form_class", None)
        super().__init__(**kwargs)
        self.zone = ZoneInfo("UTC")
        self.shown: datetime | None = None

    def keep_to(self, zone: ZoneInfo, shown: datetime | None) -> None:
        self.zone, self.shown = zone, shown
        self.label = f"{self.label} ({zone_label(zone)})"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(UTC):  # the digits as they stand
            parsed = super().to_python(value)
        if parsed is None:
            return None
        wall = parsed.replace(tzinfo=None)
        if self.shown and self.shown.astimezone(self.zone).strftime(MINUTES) == wall.strftime(MINUTES):
            return self.shown
        return moment_of(wall, self.zone)


class AccountField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An account by its user name: nobody is shown a list of everybody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            User.objects.filter(is_active=True),
            to_field_name="username",
            widget=forms.TextInput({"autocomplete": "off", "size": 24, "aria-label": "User name"}),
            error_messages={"invalid_choice": "Nobody has this user name. Ask them for the name they sign in with."},
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return User.objects.filter(pk=value).values_list("username", flat=True).first()
        return super().prepare_value(value)
