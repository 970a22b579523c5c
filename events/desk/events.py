"""Events: their facts, their members, and what deleting one means."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events import drafts, releases, storing
from events.desk import access, beginning, deleting
from events.desk.base import EventPartInline, EventRowAdmin
from events.desk.fields import AccountField, ColourInput
from events.desk.parts import Parts
from events.desk.seen import SeenForm, said_by
from events.desk.translating import EventTranslationInline
from events.desk.zones import ZoneField
from events.models import Day, Event, Membership, Room, Track

LOOKED_BACK = 50  # entries of an event's log, for who changed a member


class EventForm(SeenForm):
    timezone = ZoneField(
        help_text="A city, or a name as Europe/Paris. Where you change it, every panel keeps its time on the clock."
    )

    class Meta:
        model = Event
        fields = [
            "title",
            "slug",
            "timezone",
            "organiser",
            "venue",
            "about",
            "contact",
            "languages",
            "colour",
            "clock",
            "state",
        ]
        widgets = {"colour": ColourInput()}
        help_texts = {
            "languages": "Codes with spaces between them, as in: en fr",
            "colour": "The accent of the public page, as in #8a1f2b. Empty: the usual one.",
            "clock": "How readers of English are told a time. Other languages say times their own way.",
        }


class MembershipForm(SeenForm):
    user = AccountField(label="User name")

    class Meta:
        model = Membership
        fields = ["user", "role"]

    def _who_changed(self, name: str) -> str:
        """Members are not in the journal, but in the admin's own log."""
        member = str(self.instance)  # as it is now
        log = LogEntry.objects.filter(content_type__model="event", object_id=str(self.instance.event_id))
        for entry in log.select_related("user").order_by("-action_time", "-pk")[:LOOKED_BACK]:
            if any(what.get("object") == member for said in _log_of(entry) for what in said.values()):
                return said_by(entry.user, "changed", entry.action_time, self.instance.event.zone)
        return super()._who_changed(name)


def _log_of(entry: LogEntry) -> list[dict[str, dict[str, Any]]]:
    """As in [{"changed": {"name": "membership", "object": "anna: viewer of …", "fields": ["Role"]}}]."""
    try:
        found = json.loads(entry.change_message)
    except ValueError:
        return []  # a sentence
    return found if isinstance(found, list) else []


class Members(Parts):
    def clean(self) -> None:
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data.get("user")]
        kept = [row["role"] for row in rows if not row.get("DELETE")]
        if self.instance.pk and Membership.Role.OWNER not in kept and not any(self.errors):
            raise ValidationError("An event keeps at least one owner. Make somebody else the owner first.")


class MembershipInline(EventPartInline):
    model = Membership
    form = MembershipForm
    formset = Members
    fields = ["user", "role"]
    verbose_name, verbose_name_plural = "member", "members"

    def _owned(self, request: HttpRequest, event: Any) -> bool:
        return event is not None and event.pk is not None and access.may_own(request.user, event.pk)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._owned(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._owned(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._owned(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._owned(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Membership.objects.order_by("pk")  # only of the event, which has_view_permission has looked at


class DayInline(EventPartInline):
    model = Day
    fields = ["date", "theme"]


class RoomInline(EventPartInline):
    model = Room
    fields = ["name", "order", "capacity", "stream"]


class TrackInline(EventPartInline):
    model = Track
    fields = ["name", "colour"]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "colour":
            kwargs["widget"] = ColourInput()
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Event)
class EventAdmin(EventRowAdmin):
    form = EventForm  # type: ignore[assignment]  # it is no row of an event but the event
    fieldsets = [
        (None, {"fields": ["title", "slug", "timezone"]}),
        (
            "What readers see of it",
            {"fields": ["organiser", "venue", "about", "contact", "languages", "colour", "clock"]},
        ),
        ("State", {"fields": ["state"]}),
    ]
    inlines = [MembershipInline, DayInline, RoomInline, TrackInline, EventTranslationInline]
    list_display = ["title", "slug", "timezone", "state"]
    list_filter = ["state"]
    search_fields = ["title", "slug", "organiser"]
    nothing_yet = "Create an event: its title, its time zone, its first day, and its programme if there is one."

    def event_of(self, request: HttpRequest, obj: Any) -> Event | None:
        return obj if isinstance(obj, Event) else None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super(EventRowAdmin, self).get_queryset(request).filter(pk__in=access.seen_events(request.user))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return beginning.begin(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super(EventRowAdmin, self).get_form(request, obj, change, **kwargs)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context = {**context, "event": context["original"], "show_save_and_add_another": False}
        return super(EventRowAdmin, self).render_change_form(request, context, *args, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj is None:
            return []
        fixed = {"slug"} if obj.releases.exists() else set()
        if not access.may_own(request.user, obj.pk):
            fixed.add("state")
        if obj.state == Event.State.ARCHIVED:
            fixed |= set(EventForm.Meta.fields) - {"state"}
        return [name for name in EventForm.Meta.fields if name in fixed]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with transaction.atomic():
            before = drafts.load(obj) if "timezone" in form.changed_data else None
            wanted = obj.timezone
            if before:
                obj.timezone = before.event.timezone
            super().save_model(request, obj, form, change)
            if before:
                self._move_zone(request, obj, wanted)
            if "state" in form.changed_data:
                releases.announce()

    def _move_zone(self, request: HttpRequest, event: Event, zone: str) -> None:
        """10:30 stays 10:30: what the organisers wrote down is the clock, not the instant."""
        now = drafts.load(event)
        storing.store(event, now, replace(now, event=replace(now.event, timezone=zone)))
        messages.info(request, f"Times are now told in {zone}. Every panel has kept its time on the clock.")

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:event_overview", args=[obj.pk]))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        return deleting.delete(request, self.get_object(request, object_id).pk)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Events are deleted one by one, each by its name."""
        return {}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.may_enter(request.user) if obj is None else access.may_see(request.user, obj.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.may_create_events(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return access.may_edit_any(request.user)
        return access.may_edit(request.user, obj.pk) or access.may_own(request.user, obj.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return any(access.may_own(request.user, event) for event in access.standings(request.user))
        return access.may_own(request.user, obj.pk)
