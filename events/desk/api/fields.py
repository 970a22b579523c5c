"""Fields of the desk's API: other rows of the event by what names them, clocks of the event, links and languages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist
from django.core.exceptions import ValidationError as RuleError
from django.utils.timezone import is_aware
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.desk.fields import moment_of
from events.models import Panel
from programme.links import RELS, LinkError, read_links, write_links
from programme.model import Link

NAMED = {"room": "rooms", "track": "tracks", "slot": "slots", "day": "days"}  # field: the event's own of it


class OfEvent(serializers.RelatedField[Any, Any, Any]):
    """Another row of the same event, by its uid, its date or, of a slot, its id."""

    default_error_messages = {
        "missing": "There is no {kind} {value} in this event. GET …/{kinds}/ lists what there is.",
    }

    def __init__(self, kind: str, by: str = "uid", **kwargs: Any) -> None:
        self.kind, self.by = kind, by
        if not kwargs.get("read_only"):
            kwargs["queryset"] = Panel.objects.none()  # asked for by the class; the rows come from the event
        super().__init__(**kwargs)

    def get_queryset(self) -> Any:
        return getattr(self.context["event"], NAMED[self.kind]).all()

    def use_pk_only_optimization(self) -> bool:
        return False

    def to_internal_value(self, data: Any) -> Any:
        try:
            return self.get_queryset().get(**{self.by: self._key(data)})
        except (ObjectDoesNotExist, TypeError, ValueError, OverflowError):
            self.fail("missing", kind=self.kind, kinds=NAMED[self.kind], value=f"“{data}”")

    def _key(self, data: Any) -> Any:
        fields: dict[str, Any] = {
            "uid": serializers.UUIDField(),
            "date": serializers.DateField(),
            "pk": serializers.IntegerField(),
        }
        try:
            return fields[self.by].to_internal_value(data)
        except serializers.ValidationError as error:
            raise ValueError from error

    def to_representation(self, value: Any) -> Any:
        named = getattr(value, self.by)
        return str(named) if isinstance(named, UUID) else named.isoformat() if self.by == "date" else named


@extend_schema_field(OpenApiTypes.UUID)
class UidField(OfEvent):
    """A room or a track."""


@extend_schema_field(OpenApiTypes.INT)
class SlotField(OfEvent):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__("slot", "pk", **kwargs)


@extend_schema_field(OpenApiTypes.DATE)
class DayField(OfEvent):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__("day", "date", **kwargs)


class Clock(serializers.DateTimeField):
    """RFC 3339 in the event's zone. Without an offset it is the event's wall clock; UTC once it is taken."""

    def default_timezone(self) -> ZoneInfo:
        zone: ZoneInfo = self.context["event"].zone
        return zone

    def enforce_timezone(self, value: datetime) -> datetime:
        if is_aware(value):
            return super().enforce_timezone(value)
        try:
            return moment_of(value, self.default_timezone())
        except RuleError as error:
            raise serializers.ValidationError(error.messages) from error
        except OverflowError:
            self.fail("overflow")

    def to_internal_value(self, value: Any) -> datetime:
        try:
            return super().to_internal_value(value).astimezone(UTC)
        except OverflowError:
            self.fail("overflow")


class ClockOfSlot(Clock):
    """A panel's own start or end, which stands in its slot."""

    def get_attribute(self, instance: Any) -> Any:
        slot = instance.slot
        return getattr(slot, str(self.field_name)) if slot else None


class LinkSerializer(serializers.Serializer[Any]):
    url = serializers.URLField(max_length=2000)
    label = serializers.CharField(required=False, allow_blank=True, default="")  # type: ignore[assignment]
    rel = serializers.ChoiceField(choices=["", *RELS], required=False, default="")


class LinksField(serializers.ListField):
    """A list of links; the drafts keep them as text, one a line."""

    child = LinkSerializer()

    def to_internal_value(self, data: Any) -> Any:
        said: Any = super().to_internal_value(data)
        if any("url" not in each for each in said):  # of a part of a panel, DRF lets parts of a link pass
            raise serializers.ValidationError("Each link needs its url.")
        links = tuple(Link(each["url"], " ".join(each.get("label", "").split()), each.get("rel", "")) for each in said)
        text = write_links(links)
        try:
            if read_links(text) == links:
                return text
        except LinkError as error:
            raise serializers.ValidationError(str(error)) from error
        raise serializers.ValidationError("A link's address has no blank in it; write %20.")

    def to_representation(self, data: Any) -> Any:
        return [{"url": link.url, "label": link.label, "rel": link.rel} for link in read_links(data)]


class CodesField(serializers.ListField):
    """A list of language codes; the event keeps them with blanks between them."""

    child = serializers.CharField(max_length=20)

    def to_internal_value(self, data: Any) -> Any:
        said: Any = super().to_internal_value(data)
        return " ".join(said)

    def to_representation(self, data: Any) -> Any:
        return data.split()
