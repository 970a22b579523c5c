"""Rows of the drafts as the API says and takes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError as RuleError
from rest_framework import serializers

from events.desk.api.base import address
from events.desk.api.fields import Clock, ClockOfSlot, CodesField, DayField, LinksField, SlotField, UidField
from events.desk.api.taking import RowSerializer
from events.models import Appearance, Day, Event, Panel, Room, TimeSlot, Track
from speakers.models import Speaker


class EventSerializer(RowSerializer):
    """An event's facts, and where its parts are."""

    languages = CodesField(required=False, help_text="Codes, as in en")
    release = serializers.SerializerMethodField(help_text="POST …/releases/ publishes.")
    parts = serializers.SerializerMethodField(help_text="Where the event's parts are.")
    url = serializers.SerializerMethodField(help_text="It follows from the slug.")

    class Meta:
        model = Event
        fields = [
            *("uid", "slug", "title", "timezone", "organiser", "venue", "about", "contact", "languages", "colour"),
            *("clock", "state", "release", "parts", "url"),
        ]
        extra_kwargs = {"slug": {"help_text": "The public address begins with it. Fixed once it was published."}}

    def get_release(self, event: Event) -> int | None:
        """The number of the public release; null before the first."""
        newest: int | None = event.releases.order_by("-number").values_list("number", flat=True).first()
        return newest

    def get_parts(self, event: Event) -> dict[str, str]:
        names = ("days", "rooms", "tracks", "slots", "panels", "imports", "publication", "releases")
        here = {name: address(name, event=event.slug) for name in names}
        return {**here, "speakers": f"{address('speakers')}?event={event.slug}"}

    def get_url(self, event: Event) -> str:
        return address("event", event=event.slug)


class DaySerializer(RowSerializer):
    url = serializers.SerializerMethodField(help_text="It follows from the date.")

    class Meta:
        model = Day
        fields = ["date", "theme", "url"]

    def get_url(self, day: Day) -> str:
        return address("day", **self.where(), date=day.date)


class RoomSerializer(RowSerializer):
    url = serializers.SerializerMethodField()

    class Meta:
        model = Room
        fields = ["uid", "name", "order", "capacity", "stream", "url"]

    def get_url(self, room: Room) -> str:
        return address("room", **self.where(), uid=room.uid)


class TrackSerializer(RowSerializer):
    url = serializers.SerializerMethodField()

    class Meta:
        model = Track
        fields = ["uid", "name", "colour", "url"]

    def get_url(self, track: Track) -> str:
        return address("track", **self.where(), uid=track.uid)


class SlotSerializer(RowSerializer):
    """A start and an end that panels share; panels can also be given theirs directly."""

    start = Clock()
    end = Clock(required=False, allow_null=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = TimeSlot
        fields = ["id", "start", "end", "url"]

    def get_url(self, slot: TimeSlot) -> str:
        return address("slot", **self.where(), pk=slot.pk)


class AppearanceSerializer(RowSerializer):
    """A speaker's part in a panel."""

    speaker = serializers.SlugRelatedField(
        slug_field="uid", queryset=Speaker.objects.none(), help_text="A uid of …/speakers/."
    )
    name = serializers.CharField(source="speaker.__str__", read_only=True, help_text="It is the speaker's.")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Appearance
        fields = ["id", "speaker", "name", "role", "billing", "paper", "order", "state", "url"]

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        speaker: Any = fields["speaker"]
        speaker.queryset = self.context.get("speakers", Speaker.objects.none())
        return fields

    def get_url(self, part: Appearance) -> str:
        return address("appearance", **self.where(), uid=part.panel.uid, pk=part.pk)


class PanelSerializer(RowSerializer):
    """One item of the programme. Its time is a slot, or a start and an end of which a slot is found or made."""

    slot = SlotField(required=False, allow_null=True, help_text="A slot's id; or give start and end.")
    start = ClockOfSlot(required=False, allow_null=True, help_text="Alone, it moves the panel: its length stays.")
    end = ClockOfSlot(required=False, allow_null=True, help_text="null: nobody has said it yet.")
    day = DayField(required=False, allow_null=True, help_text="A date, only while there is no time.")
    room = UidField("room", required=False, allow_null=True, help_text="A room's uid. null: the whole house.")
    track = UidField("track", required=False, allow_null=True, help_text="A track's uid.")
    links = LinksField(required=False)
    embargo = Clock(required=False, allow_null=True, help_text="Not published before this.")
    people = AppearanceSerializer(
        source="appearances", many=True, read_only=True, help_text="POST to …/people/ below this panel."
    )
    url = serializers.SerializerMethodField()

    class Meta:
        model = Panel
        fields = [
            *("uid", "kind", "number", "title", "abstract", "slot", "start", "end", "day", "room", "track"),
            *("language", "links", "state", "embargo", "notes", "people", "url"),
        ]

    def complete(self, row: Any, attrs: dict[str, Any], wrong: Collection[str]) -> dict[str, Any]:
        said = {name: attrs.pop(name) for name in ("start", "end") if name in attrs}
        if {"slot", "start", "end"} & set(wrong):
            return attrs  # what the panel's time would be is not known
        was, slot = row.slot, attrs.get("slot", row.slot)
        wanted = slot_for(row, said) if said else slot
        if span(wanted) == span(slot) or span(wanted) == span(was):
            return attrs  # the clocks say the same as the slot, or were sent back as they were
        if slot != was:
            raise serializers.ValidationError({"slot": "Give either slot, or start and end."})
        attrs["slot"] = saved_slot(wanted) if wanted else None
        if wanted and "day" not in attrs:
            attrs["day"] = None  # the slot says the day
        return attrs

    def left_out(self, attrs: dict[str, Any]) -> dict[str, Any]:
        empty = super().left_out(attrs)
        if "start" in attrs or "end" in attrs:
            empty.pop("slot", None)  # the clocks say it
            empty |= {name: None for name in ("start", "end") if name not in attrs}
        return empty

    def save(self, **kwargs: Any) -> Panel:
        left = Panel.objects.filter(pk=self.row.pk).values_list("slot", flat=True).first() if self.row.pk else None
        panel: Panel = super().save(**kwargs)
        if left and left != panel.slot_id:
            panel.event.slots.filter(pk=left, panels=None).delete()  # as an import does: nothing needs it any more
        return panel

    def get_url(self, panel: Panel) -> str:
        return address("panel", **self.where(), uid=panel.uid)


class SpeakerSerializer(RowSerializer):
    """A person. They belong to no event: who appears in several is changed by who edits all of these."""

    links = LinksField(required=False)
    photo = serializers.SerializerMethodField(help_text="It is uploaded at the desk.")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Speaker
        fields = ["uid", "name", "honorific", "post_nominal", "bio", "photo", "links", "email", "url"]

    def get_photo(self, speaker: Speaker) -> str:
        return speaker.photo.url if speaker.photo else ""

    def get_url(self, speaker: Speaker) -> str:
        return address("speaker", uid=speaker.uid)


def slot_for(panel: Panel, said: Mapping[Any, Any]) -> TimeSlot | None:
    """The slot, not saved, of a panel that is given this start, this end, or both. None for no time."""
    was = panel.slot
    length = was.end - was.start if was and was.end else None
    start = said.get("start", was.start if was else None)
    if start is None:
        if said.get("end"):
            raise serializers.ValidationError({"start": "An end needs a start."})
        return None
    end = said.get("end", start + length if length else None)
    return TimeSlot(event=panel.event, start=start, end=end)


def saved_slot(wanted: TimeSlot) -> TimeSlot:
    known = wanted.event.slots.filter(start=wanted.start, end=wanted.end).first()
    if known is None:
        try:
            wanted.full_clean()
        except RuleError as error:
            raise serializers.ValidationError(error.message_dict) from error
        wanted.save()
    return known or wanted


def span(slot: TimeSlot | None) -> tuple[datetime, datetime | None] | None:
    return (slot.start, slot.end) if slot else None
