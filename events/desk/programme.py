"""The programme's rows: days, rooms, tracks, slots and panels with their people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.desk import access, bulk, lists, panel_list
from events.desk.base import EventPartInline, EventRowAdmin, OfSeenEvents
from events.desk.board_moves import Place, put
from events.desk.checking import beside
from events.desk.fields import ColourInput, WallClockField
from events.desk.panel_form import PanelForm
from events.desk.panel_list import DayFilter, KindFilter, MissingFilter, StateFilter
from events.desk.parts import Parts
from events.desk.translating import (
    DayTranslationInline,
    PanelTranslationInline,
    RoomTranslationInline,
    TrackTranslationInline,
)
from events.models import Appearance, Day, Panel, Room, TimeSlot, Track

BY_EVENT = ("event", OfSeenEvents)


class WithPanels(EventRowAdmin):
    """What panels stand in: with how many, and the way to them."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).annotate(panels_here=Count("panels"))
        return rows

    @admin.display(description="panels")
    def how_many(self, row: Any) -> SafeString | str:
        if not (number := row.panels_here):
            return "no panels"
        name = self.opts.model_name
        query = urlencode({lists.OF_EVENT: row.event_id, f"{name}__id__exact": row.pk})
        url = f"{reverse('admin:events_panel_changelist')}?{query}"
        return format_html('<a href="{}">{} panel{}</a>', url, number, "" if number == 1 else "s")


@admin.register(Day)
class DayAdmin(EventRowAdmin):
    fields = ["date", "theme"]
    inlines = [DayTranslationInline]
    list_display = ["on", "theme", "event"]
    list_display_links = ["on", "theme"]
    list_filter = [BY_EVENT]
    list_select_related = ["event"]
    search_fields = ["theme"]
    nothing_yet = "Days come with an import, or add one to give a date its theme."

    @admin.display(description="day", ordering="date")
    def on(self, day: Day) -> str:
        return f"{day.date:%A} {day.date.day} {day.date:%B %Y}"


@admin.register(Room)
class RoomAdmin(WithPanels):
    fields = ["name", "order", "capacity", "stream"]
    inlines = [RoomTranslationInline]
    list_display = ["name", "seats", "stream", "how_many", "event"]
    ordering = ["event", "order", "name", "pk"]
    list_filter = [BY_EVENT]
    list_select_related = ["event"]
    search_fields = ["name"]
    nothing_yet = "Rooms come with an import. An event without rooms needs none: every panel is for the whole house."

    @admin.display(description="seats", ordering="capacity")
    def seats(self, room: Room) -> str:
        return f"{room.capacity} seats" if room.capacity else ""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().render_change_form(request, context | beside(request, kwargs.get("obj")), *args, **kwargs)


@admin.register(Track)
class TrackAdmin(WithPanels):
    fields = ["name", "colour"]
    inlines = [TrackTranslationInline]
    list_display = ["name", "shown_colour", "how_many", "event"]
    list_filter = [BY_EVENT]
    list_select_related = ["event"]
    search_fields = ["name"]
    nothing_yet = "Tracks come with an import, or add one to group panels by subject."

    @admin.display(description="colour")
    def shown_colour(self, track: Track) -> SafeString | str:
        if not track.colour:
            return ""
        box = '<svg class="swatch" aria-hidden="true" viewBox="0 0 1 1"><rect width="1" height="1" fill="{0}"/></svg>'
        return format_html(f"{box} {{0}}", track.colour)

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
        return self._by_the_clock(super()._construct_form(i, **kwargs))

    @property
    def empty_form(self) -> Any:
        return self._by_the_clock(super().empty_form)

    def _by_the_clock(self, form: Any) -> Any:
        for name, field in form.fields.items():
            if isinstance(field, WallClockField):
                field.keep_to(self.instance.event.zone, form.initial.get(name))
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
            kwargs["error_messages"] = {"invalid_choice": "They were deleted meanwhile. Choose somebody else."}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Panel)
class PanelAdmin(EventRowAdmin):
    form = PanelForm
    fieldsets = [
        (None, {"fields": [("kind", "number"), "title", "abstract"]}),
        ("When and where", {"fields": ["when", ("room", "track")]}),
        ("What readers get", {"fields": [("state", "language"), "embargo", "links"]}),
        ("For organisers only", {"fields": ["notes"]}),
    ]
    inlines = [AppearanceInline, PanelTranslationInline]
    list_display = ["when", "where", "shown_title", "people", "shown_state", "event"]
    list_display_links = ["shown_title"]
    list_filter = [
        BY_EVENT, DayFilter, ("room", OfSeenEvents), ("track", OfSeenEvents), KindFilter, StateFilter, MissingFilter,
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
            return (*access.NOT_OF_A_PART, "when")
        return super().get_readonly_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Panel, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if isinstance(place := form.cleaned_data.get("when"), Place):
            put(obj.event, [(obj, replace(place, room=obj.room))])

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "abstract":
            kwargs["widget"] = forms.Textarea({"rows": 7, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        match, panels = request.resolver_match, super().get_queryset(request)
        return panel_list.with_people(panels) if match and match.url_name == "events_panel_changelist" else panels

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        return [*columns, panel_list.missing_column(request)] if lists.event_of(request) else columns

    @admin.display(description="day and time", ordering="slot__start")
    def when(self, panel: Panel) -> str:
        return panel_list.when(panel, panel.event.zone)

    @admin.display(description="room", ordering="room")
    def where(self, panel: Panel) -> str:
        return str(panel.room or "whole house")

    @admin.display(description="title", ordering="title")
    def shown_title(self, panel: Panel) -> str:
        return f"{panel.number} · {panel.title}" if panel.number else panel.title

    @admin.display(description="people")
    def people(self, panel: Panel) -> str:
        return panel_list.people(panel)

    @admin.display(description="state", ordering="state")
    def shown_state(self, panel: Panel) -> str:
        return panel_list.state(panel)

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
