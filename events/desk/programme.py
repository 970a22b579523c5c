"""The programme's rows: days, rooms, tracks, slots and panels with their people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from events.desk import access, bulk
from events.desk.base import EventPartInline, EventRowAdmin, OfSeenEvents, Parts
from events.desk.checking import beside
from events.desk.fields import ColourInput, WallClockField
from events.desk.translating import DayTranslationInline, PanelTranslationInline
from events.models import Appearance, Day, Panel, Room, TimeSlot, Track

BY_EVENT = ("event", OfSeenEvents)


@admin.register(Day)
class DayAdmin(EventRowAdmin):
    fields = ["date", "theme"]
    inlines = [DayTranslationInline]
    list_display = ["date", "theme", "event"]
    list_display_links = ["date", "theme"]
    list_filter = [BY_EVENT]
    list_select_related = ["event"]
    search_fields = ["theme"]
    nothing_yet = "Days come with an import, or add one to give a date its theme."


@admin.register(Room)
class RoomAdmin(EventRowAdmin):
    fields = ["name", "order", "capacity", "stream"]
    list_display = ["name", "order", "capacity", "event"]
    list_filter = [BY_EVENT]
    list_select_related = ["event"]
    search_fields = ["name"]
    nothing_yet = "Rooms come with an import. An event without rooms needs none: every panel is for the whole house."

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().render_change_form(request, context | beside(request, kwargs.get("obj")), *args, **kwargs)


@admin.register(Track)
class TrackAdmin(EventRowAdmin):
    fields = ["name", "colour"]
    list_display = ["name", "colour", "event"]
    list_filter = [BY_EVENT]
    list_select_related = ["event"]
    search_fields = ["name"]
    nothing_yet = "Tracks come with an import, or add one to group panels by subject."

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "colour":
            kwargs["widget"] = ColourInput()
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(TimeSlot)
class TimeSlotAdmin(EventRowAdmin):
    fields = ["start", "end"]
    list_display = ["when", "zone", "event"]
    list_filter = [BY_EVENT]
    list_select_related = ["event"]
    nothing_yet = "A slot is a start and an end that panels share. They come with an import, or with a panel."

    @admin.display(description="time", ordering="start")
    def when(self, slot: TimeSlot) -> str:
        return str(slot)

    @admin.display(description="zone")
    def zone(self, slot: TimeSlot) -> str:
        return slot.event.timezone


class PartsByTheClock(Parts):
    """Parts with moments, by the clock of the panel's event."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        return self._by_the_clock(super()._construct_form(i, **kwargs))  # type: ignore[misc]  # the stubs lack it

    @property
    def empty_form(self) -> Any:
        return self._by_the_clock(super().empty_form)

    def _by_the_clock(self, form: Any) -> Any:
        for name, field in form.fields.items():
            if isinstance(field, WallClockField):
                field.keep_to(self.instance.event.zone, getattr(form.instance, name))
        return form


class AppearanceInline(EventPartInline):
    model = Appearance
    formset = PartsByTheClock
    formfield_overrides = {models.DateTimeField: {"form_class": WallClockField}}
    fields = ["speaker", "role", "billing", "paper", "order", "state", "embargo"]
    autocomplete_fields = ["speaker"]
    verbose_name, verbose_name_plural = "person", "people"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("speaker")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "speaker":
            kwargs["queryset"] = access.seen_speakers(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DayFilter(admin.SimpleListFilter):
    """Panels by the day that they stand on, with a time or only announced for it."""

    title = "day"
    parameter_name = "day"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        days = self._days(request)
        return [(str(day.pk), str(day)) for day in days]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        day = self._days(request).select_related("event").filter(pk=value).first() if value.isdecimal() else None
        if day is None:
            return queryset
        start = datetime.combine(day.date, time(), day.event.zone)
        end = datetime.combine(day.date + timedelta(days=1), time(), day.event.zone)
        return queryset.filter(Q(day=day) | Q(event=day.event, slot__start__gte=start, slot__start__lt=end))

    def _days(self, request: HttpRequest) -> QuerySet[Day]:
        days = Day.objects.filter(event__in=access.seen_events(request.user))
        event = request.GET.get("event__id__exact", "")
        return days.filter(event_id=int(event)) if event.isdecimal() else days


@admin.register(Panel)
class PanelAdmin(EventRowAdmin):
    fieldsets = [
        (None, {"fields": [("kind", "number"), "title", "abstract"]}),
        ("When and where", {"fields": ["slot", "day", "room", "track"]}),
        ("What readers get", {"fields": [("state", "language"), "embargo", "links"]}),
        ("For organisers only", {"fields": ["notes"]}),
    ]
    inlines = [AppearanceInline, PanelTranslationInline]
    list_display = ["when", "number", "title", "room", "shown_state", "event"]
    list_display_links = ["title"]
    list_filter = [
        BY_EVENT, "state", DayFilter, ("room", OfSeenEvents), ("track", OfSeenEvents), "kind",
    ]  # fmt: skip
    list_select_related = ["event", "slot", "day", "room"]
    search_fields = ["title", "abstract", "speakers__name"]
    search_help_text = "Words of the title or abstract, or a name."
    actions = ["change_many", "confirm_panels", "cancel_panels"]
    nothing_yet = "Import a programme document, or add the first panel by hand."

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().render_change_form(request, context | beside(request, kwargs.get("obj")), *args, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if isinstance(obj, Panel):
            return access.may_edit_panel(request.user, obj)
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if isinstance(obj, Panel) and access.edits_only_part(request.user, obj):
            return access.NOT_OF_A_PART
        return super().get_readonly_fields(request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "abstract":
            kwargs["widget"] = forms.Textarea({"rows": 7, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="time", ordering="slot__start")
    def when(self, panel: Panel) -> str:
        if panel.slot:
            start, zone = panel.slot.start.astimezone(panel.event.zone), panel.event.zone
            end = f"–{panel.slot.end.astimezone(zone):%H:%M}" if panel.slot.end else ""
            return f"{start:%a} {start.day} {start:%b %Y, %H:%M}{end}"
        return f"{panel.day.date:%a} {panel.day.date.day} {panel.day.date:%b %Y}, no time" if panel.day else "no time"

    @admin.display(description="state", ordering="state")
    def shown_state(self, panel: Panel) -> str:
        return "draft: not published" if panel.state == "draft" else panel.state

    @admin.action(description="Change the chosen panels at once …", permissions=["change"])
    def change_many(self, request: HttpRequest, panels: QuerySet[Panel]) -> HttpResponse | None:
        return bulk.choose(request, bulk.event_of_rows(panels), "panels", panels)

    @admin.action(description="Confirm the chosen panels", permissions=["change"])
    def confirm_panels(self, request: HttpRequest, panels: QuerySet[Panel]) -> None:
        self._set_state(request, panels, "confirmed")

    @admin.action(description="Cancel the chosen panels", permissions=["change"])
    def cancel_panels(self, request: HttpRequest, panels: QuerySet[Panel]) -> None:
        self._set_state(request, panels, "cancelled")

    def _set_state(self, request: HttpRequest, panels: QuerySet[Panel], state: str) -> None:
        mine = panels.filter(event__in=access.edited_events(request.user)).exclude(state=state)
        changed = list(mine)
        for panel in changed:
            panel.state = state
            panel.save(update_fields=["state"])
            self.log_change(request, panel, f"State is now {state}.")
        text = f"{len(changed)} {'panel is' if len(changed) == 1 else 'panels are'} now {state}. Publish to show it."
        self.message_user(request, text, messages.SUCCESS if changed else messages.WARNING)
