"""What the API says, field by field: the OpenAPI schema is made from these, so each field has its exact type.

They only write. Rows come from rows.py.
"""

from __future__ import annotations

from datetime import datetime

from rest_framework import serializers

from programme.model import KINDS, ROLES


class InstantField(serializers.DateTimeField):
    """RFC 3339 with the offset that the value carries; the field it extends turns all into the site's own zone."""

    def to_representation(self, value: datetime) -> str:
        return value.isoformat()


class LinkSerializer(serializers.Serializer[object]):
    url = serializers.URLField()
    label = serializers.CharField()  # type: ignore[assignment] # the metaclass takes it off the class
    rel = serializers.CharField(help_text="stream, recording, slides or empty")


class RootSerializer(serializers.Serializer[object]):
    events = serializers.URLField()
    schema = serializers.URLField(help_text="This API as OpenAPI 3")
    docs = serializers.URLField()


class EventSerializer(serializers.Serializer[object]):
    slug = serializers.SlugField()
    title = serializers.CharField()
    timezone = serializers.CharField(help_text="IANA name, such as America/New_York")
    organiser = serializers.CharField()
    venue = serializers.CharField()
    about = serializers.CharField(help_text="Markdown")
    contact = serializers.CharField(help_text="An e-mail address, a URL or empty")
    languages = serializers.ListField(child=serializers.CharField())
    colour = serializers.CharField(help_text="#rrggbb or empty")
    clock = serializers.ChoiceField(
        choices=["", "24"], help_text="24 where English readers are told 14:30, not 2:30 pm"
    )
    first_day = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    release = serializers.IntegerField(help_text="Rises with each publication")
    published = InstantField()
    days = serializers.URLField()
    rooms = serializers.URLField()
    tracks = serializers.URLField()
    panels = serializers.URLField()
    speakers = serializers.URLField()
    page = serializers.URLField()
    calendar = serializers.URLField()


class DaySerializer(serializers.Serializer[object]):
    date = serializers.DateField()
    title = serializers.CharField()
    panels = serializers.URLField()
    calendar = serializers.URLField(allow_null=True, help_text="null where no panel of that day has a time yet")


class RoomSerializer(serializers.Serializer[object]):
    slug = serializers.SlugField()
    name = serializers.CharField()
    capacity = serializers.IntegerField(allow_null=True, help_text="Seats")
    stream = serializers.CharField(help_text="URL or empty")
    panels = serializers.URLField()
    calendar = serializers.URLField()


class TrackSerializer(serializers.Serializer[object]):
    slug = serializers.SlugField()
    name = serializers.CharField()
    colour = serializers.CharField(help_text="#rrggbb or empty")
    panels = serializers.URLField()
    calendar = serializers.URLField()


class NamedSerializer(serializers.Serializer[object]):
    slug = serializers.SlugField()
    name = serializers.CharField()


class PersonSerializer(serializers.Serializer[object]):
    speaker = serializers.SlugField(help_text="The speaker's slug")
    name = serializers.CharField(help_text="With the honorific and the letters after it")
    role = serializers.ChoiceField(ROLES)
    billing = serializers.CharField(help_text="As printed in the programme")
    paper = serializers.CharField(help_text="The title of their talk within the panel")
    url = serializers.URLField()


class PanelSerializer(serializers.Serializer[object]):
    uid = serializers.CharField(help_text="The same for life, and the UID of the panel's calendar entry")
    slug = serializers.SlugField()
    number = serializers.CharField(help_text="As written")
    title = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    status = serializers.ChoiceField(("confirmed", "cancelled"))
    abstract = serializers.CharField(help_text="Markdown")
    day = serializers.DateField(allow_null=True)
    start = InstantField(allow_null=True)
    end = InstantField(allow_null=True, help_text="null where nobody has announced it")
    timezone = serializers.CharField(help_text="The event's zone; start and end have its offset")
    room = NamedSerializer(allow_null=True, help_text="null for the whole house")
    track = NamedSerializer(allow_null=True)
    language = serializers.CharField()
    links = LinkSerializer(many=True)
    people = PersonSerializer(many=True)
    to_come = serializers.IntegerField(help_text="How many people are still to be announced")
    sequence = serializers.IntegerField(help_text="Rises with each change, as in the calendar")
    changed = InstantField()
    url = serializers.URLField()
    page = serializers.URLField()
    calendar = serializers.URLField()


class SpeakerSerializer(serializers.Serializer[object]):
    uid = serializers.CharField()
    slug = serializers.SlugField()
    name = serializers.CharField()
    honorific = serializers.CharField()
    post_nominal = serializers.CharField(help_text="What stands after the name, as in OBE, PhD")
    bio = serializers.CharField(help_text="Markdown")
    photo = serializers.CharField(help_text="URL or empty")
    links = LinkSerializer(many=True)
    url = serializers.URLField()
    page = serializers.URLField()
    calendar = serializers.URLField()


class PartSerializer(serializers.Serializer[object]):
    panel = serializers.SlugField(help_text="The panel's slug")
    title = serializers.CharField()
    status = serializers.ChoiceField(("confirmed", "cancelled"))
    start = InstantField(allow_null=True)
    end = InstantField(allow_null=True)
    role = serializers.ChoiceField(ROLES)
    billing = serializers.CharField()
    paper = serializers.CharField()
    url = serializers.URLField()


class SpeakerWithPanelsSerializer(SpeakerSerializer):
    panels = PartSerializer(many=True)


class ErrorSerializer(serializers.Serializer[object]):
    detail = serializers.CharField(help_text="What was wrong, and what is allowed")


class PageSerializer(serializers.Serializer[object]):
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class EventPageSerializer(PageSerializer):
    results = EventSerializer(many=True)


class DayPageSerializer(PageSerializer):
    results = DaySerializer(many=True)


class RoomPageSerializer(PageSerializer):
    results = RoomSerializer(many=True)


class TrackPageSerializer(PageSerializer):
    results = TrackSerializer(many=True)


class PanelPageSerializer(PageSerializer):
    results = PanelSerializer(many=True)


class SpeakerPageSerializer(PageSerializer):
    results = SpeakerSerializer(many=True)
