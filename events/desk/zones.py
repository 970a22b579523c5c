"""The zone of an event as an organiser names it: Toronto, Europe/Paris, Eastern time."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from anyascii import anyascii
from django import forms
from django.core.exceptions import ValidationError

from events.desk.fields import ZoneInput
from programme.reading.zone_names import cities, zone_hint


class ZoneField(forms.CharField):
    """Takes what people call a zone, gives its IANA name. Where nothing was said, the browser's is proposed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ZoneInput({"data-propose": ""})
        super().__init__(**{"label": "Time zone", "max_length": 60, "widget": widget, **kwargs})

    def to_python(self, value: Any) -> str:
        said = super().to_python(value) or ""
        return zone_of(said) if said else ""


def zone_of(said: str) -> str:
    """Raises ValidationError where it is none, or one of several."""
    known = available_timezones()
    if said in known:
        return said
    names = {name.casefold(): name for name in sorted(known) if "/" in name}
    by_city = {_plain(city): zone for city, zone in cities().items()}
    if found := names.get(said.casefold().replace(" ", "_")) or by_city.get(_plain(said)):
        return found
    hint = zone_hint(said)
    if hint in known:
        return hint
    meant = f"“{said}” may be {hint}. Write one of them." if hint else f"No city of the list is called “{said}”."
    raise ValidationError(meant if hint else f"{meant} Type the nearest large city, and choose.")


def _plain(name: str) -> str:
    return anyascii(name).casefold().replace("_", " ").strip()
