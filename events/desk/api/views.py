"""Events and what stands in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from events import drafts, releases, storing
from events.desk import access
from events.desk.api import serializers as api
from events.desk.api.authentication import token_of
from events.desk.api.base import events_in_reach
from events.desk.api.people import in_reach
from events.desk.api.problems import refuse
from events.desk.api.rows import Row, Rows
from events.desk.api.taking import RowSerializer
from events.models import Appearance, Event, Panel
from programme.model import KINDS, PANEL_STATES


class Events(Rows):
    """The events that this token reaches; and a new one, which belongs to the person whose token it is."""

    serializer_class = api.EventSerializer

    def rows(self, **where: Any) -> QuerySet[Event]:
        return events_in_reach(self.request)

    def refuse_writing(self, request: Request) -> None:
        if not access.may_create_events(request.user) or token_of(request).event_id:
            raise PermissionDenied("Only staff create events, with a token for all of their events.")

    def fixed(self, **where: Any) -> dict[str, Any]:
        return {}

    def recording(self, **more: Any) -> Any:
        return transaction.atomic()  # an event that is new has no journal yet

    def added(self, row: Event, made: Any) -> None:
        access.make_owner(self.request.user, row)


class OneEvent(Row):
    """One event. Its slug is fixed once it was published; its state is its owners' to change."""

    serializer_class = api.EventSerializer
    http_method_names = ["get", "head", "put", "patch", "options"]  # deleted at the desk, which says what goes with it

    def refuse_writing(self, request: Request) -> None:
        if not access.may_own(request.user, self.event.pk):
            super().refuse_writing(request)

    def found(self, **where: Any) -> Event:
        return Event.objects.get(pk=self.event.pk)

    def context(self, **where: Any) -> dict[str, Any]:
        return {"event": self.event}

    def keep(self, serializer: RowSerializer) -> Any:
        event: Any = serializer.row
        was = Event.objects.get(pk=event.pk)
        zone, event.timezone = event.timezone, was.timezone
        self.put_in(serializer)
        if zone != was.timezone:  # as at the desk: 10:30 stays 10:30
            now = drafts.load(event)
            storing.store(event, now, replace(now, event=replace(now.event, timezone=zone)))
        if event.state != was.state:
            releases.announce()
        return event

    def not_theirs(self, row: Event) -> dict[str, list[str]]:
        was = Event.objects.get(pk=row.pk)
        changed = {field.name for field in Event._meta.fields if getattr(row, field.name) != getattr(was, field.name)}
        said = {}
        if "slug" in changed and was.releases.exists():
            said["slug"] = ["It was published under this address, which stays for life. Leave it as it is."]
        if "state" in changed and not access.may_own(self.request.user, was.pk):
            said["state"] = ["Only an owner of the event opens, hides or archives it."]
        if was.state == Event.State.ARCHIVED:
            said |= {name: ["The event is archived. Set its state to open first."] for name in changed - {"state"}}
        return said


class Days(Rows):
    """The days that have a theme, or a panel without a time."""

    thing, serializer_class = "day", api.DaySerializer

    def rows(self, **where: Any) -> QuerySet[Any]:
        return self.event.days.all()


class OneDay(Row):
    thing, serializer_class, names = "day", api.DaySerializer, {"date": "date"}
    rows = Days.rows


class Rooms(Rows):
    """The rooms in their order."""

    thing, serializer_class = "room", api.RoomSerializer

    def rows(self, **where: Any) -> QuerySet[Any]:
        return self.event.rooms.all()


class OneRoom(Row):
    thing, serializer_class, names = "room", api.RoomSerializer, {"uid": "uid"}
    rows = Rooms.rows


class Tracks(Rows):
    """The tracks by name."""

    thing, serializer_class = "track", api.TrackSerializer

    def rows(self, **where: Any) -> QuerySet[Any]:
        return self.event.tracks.all()


class OneTrack(Row):
    thing, serializer_class, names = "track", api.TrackSerializer, {"uid": "uid"}
    rows = Tracks.rows


class Slots(Rows):
    """The pairs of a start and an end, by time."""

    thing, serializer_class = "slot", api.SlotSerializer

    def rows(self, **where: Any) -> QuerySet[Any]:
        return self.event.slots.all()


class OneSlot(Row):
    """One slot. Changing it moves every panel that has it."""

    thing, serializer_class, names = "slot", api.SlotSerializer, {"pk": "pk"}
    rows = Slots.rows


class Panels(Rows):
    """The panels with their people, those without a time first."""

    thing, serializer_class = "panel", api.PanelSerializer
    filters = (
        OpenApiParameter("kind", OpenApiTypes.STR, enum=KINDS),
        OpenApiParameter("state", OpenApiTypes.STR, enum=PANEL_STATES),
    )

    def rows(self, **where: Any) -> QuerySet[Any]:
        parts = Prefetch("appearances", Appearance.objects.select_related("speaker", "panel"))
        return self.event.panels.select_related("slot", "day", "room", "track").prefetch_related(parts)

    def chosen(self, rows: QuerySet[Any], asked: dict[str, str]) -> QuerySet[Any]:
        for each in self.filters:
            allowed = [str(value) for value in each.enum or ()]
            if each.name in asked and asked[each.name] not in allowed:
                raise refuse(**{each.name: f"It can be one of {', '.join(allowed)}."})
        return rows.filter(**{each.name: asked[each.name] for each in self.filters if each.name in asked})


class OnePanel(Row):
    """One panel. Who edits only a part of the event changes its words here, neither its time nor its place."""

    thing, serializer_class, names = "panel", api.PanelSerializer, {"uid": "uid"}
    rows = Panels.rows

    def refuse_writing(self, request: Request) -> None:
        if request.method == "DELETE" or not edits_part(self, request):
            super().refuse_writing(request)

    def not_theirs(self, row: Panel) -> dict[str, list[str]]:
        if not access.edits_only_part(self.request.user, row):
            return {}
        was = Panel.objects.get(pk=row.pk)
        fixed = [name for name in access.NOT_OF_A_PART if getattr(row, name) != getattr(was, name)]
        return {name: ["This is for those who edit the whole event. Leave it as it is."] for name in fixed}


class Appearances(Rows):
    """The people of a panel, in their order."""

    thing, serializer_class = "appearance", api.AppearanceSerializer

    def panel(self, **where: Any) -> Panel:
        found = self.event.panels.filter(uid=where["uid"]).first()
        if found is None:
            raise Http404("There is no such panel here that this token reaches.")
        return found

    def rows(self, **where: Any) -> QuerySet[Any]:
        return self.panel(**where).appearances.select_related("speaker", "panel")

    def refuse_writing(self, request: Request) -> None:
        if not edits_part(self, request):
            super().refuse_writing(request)

    def fixed(self, **where: Any) -> dict[str, Any]:
        return {"panel": self.panel(**where)}

    def context(self, **where: Any) -> dict[str, Any]:
        return {"event": self.event, "speakers": in_reach(self.request)}


class OneAppearance(Row):
    """One person's part in a panel."""

    thing, serializer_class, names = "appearance", api.AppearanceSerializer, {"pk": "pk"}
    panel, rows, context = Appearances.panel, Appearances.rows, Appearances.context

    def refuse_writing(self, request: Request) -> None:
        if not edits_part(self, request):
            super().refuse_writing(request)


def edits_part(view: Row | Rows, request: Request) -> bool:
    """Whether the panel in the address is one that this person edits without editing the whole event."""
    panel = view.event.panels.filter(uid=view.kwargs["uid"]).first()
    return panel is not None and access.edits_only_part(request.user, panel)
