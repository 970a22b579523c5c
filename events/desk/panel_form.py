"""The panel's form: its day, begin and end by the event's clock. The slot behind them is found or made on saving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.desk.base import InEventForm
from events.desk.board_moves import Place, PlaceError, place_of, spoken_place
from events.desk.fields import DateInput, zone_label
from events.models import Event


class TimeInput(forms.TimeInput):
    input_type = "time"


class WhenInput(forms.MultiWidget):
    """A day and two times. It carries what it showed, so that what nobody touched stays the very same moment."""

    template_name = "desk/when.html"
    event: Event

    def __init__(self) -> None:
        super().__init__(
            {"date": DateInput(), "begin": TimeInput(), "end": TimeInput(), "was": forms.HiddenInput()}
        )  # fmt: skip

    def decompress(self, value: Place | None) -> list[str]:
        place = value or Place()
        return [*clocks(place, self.event), place.token]


class WhenField(forms.Field):
    """Its value is a Place without a room."""

    widget: WhenInput = WhenInput  # type: ignore[assignment]  # Django makes it of the class
    event: Event

    def keep_to(self, event: Event) -> None:
        self.event = self.widget.event = event
        self.label = f"When ({zone_label(event.zone)})"

    def to_python(self, value: Any) -> Place:
        """Raises ValidationError."""
        try:
            said, shown = self._read(value)
            return shown if said == clocks(shown, self.event) else spoken_place(said, self.event.zone)
        except PlaceError as error:
            raise ValidationError(str(error)) from error

    def _read(self, value: list[str | None]) -> tuple[list[str], Place]:
        """What the inputs say, and the place that they showed. Raises PlaceError."""
        day, begin, end, was = (text or "" for text in value)
        return [day.strip(), begin.strip()[:5], end.strip()[:5]], Place.of_token(
            was, self.event
        ) if was.strip() else Place()

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or Place()))
        except ValidationError:
            return True


def clocks(place: Place, event: Event) -> list[str]:
    """Date, begin and end as inputs have them; empty where there is none."""
    if place.start is None:
        return [str(place.day or ""), "", ""]
    begin, end = (at.astimezone(event.zone) if at else None for at in (place.start, place.end))
    assert begin  # noqa: S101 - for the type checker
    return [str(begin.date()), f"{begin:%H:%M}", f"{end:%H:%M}" if end else ""]


class PanelForm(InEventForm):
    stands_for = {"when": ("slot", "day")}
    when = WhenField(
        required=False,
        help_text="A day alone: it is announced for that day. An end before its begin is on the next day.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("when"), WhenField):
            field.keep_to(self.event)
            self.initial.setdefault("when", self._place())

    def _place(self) -> Place:
        """Where it is, without its room, which has a field of its own."""
        place = place_of(self.instance)
        return Place(place.start, place.end, place.day)

    def _values(self) -> dict[str, Any]:
        """Slot and day are no fields: the clocks say them."""
        found = super()._values()
        return {**found, "when": self._place().token} if "when" in self.fields else found

    def _python(self, name: str, value: Any) -> Any:
        return Place.of_token(value, self.event) if name == "when" else super()._python(name, value)

    def _plain(self, value: Any) -> Any:
        return value.token if isinstance(value, Place) else super()._plain(value)

    def _theirs(self, name: str) -> Any:
        return self._place() if name == "when" else super()._theirs(name)

    def _spoken(self, name: str) -> str:
        if name != "when":
            return super()._spoken(name)
        return f"“{self._place().said(self.event.zone).removesuffix(', whole house')}”"
