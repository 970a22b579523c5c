"""Messages for the screens in the house. They are public at once, without a release."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from events import messages
from events.desk.base import EventRowAdmin, OfSeenEvents
from events.models import ScreenMessage


@admin.register(ScreenMessage)
class ScreenMessageAdmin(EventRowAdmin):
    fields = ["text", "room", ("start", "end")]
    list_display = ["text", "where", "start_there", "end_there", "event"]
    list_filter = [("event", OfSeenEvents), ("room", OfSeenEvents)]
    list_select_related = ["event", "room"]
    search_fields = ["text"]
    nothing_yet = "Nothing is said on the screens. A message shows on them within a minute, without publishing."

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea({"rows": 2, "maxlength": 200, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="screens", ordering="room")
    def where(self, message: ScreenMessage) -> str:
        return str(message.room or "all")

    @admin.display(description="from", ordering="start")
    def start_there(self, message: ScreenMessage) -> str:
        return self._there(message, message.start)

    @admin.display(description="until", ordering="end")
    def end_there(self, message: ScreenMessage) -> str:
        return self._there(message, message.end)

    def _there(self, message: ScreenMessage, at: Any) -> str:
        """The event's own clock."""
        there = at.astimezone(message.event.zone)
        return f"{there:%a} {there.day} {there:%b, %H:%M}"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        if not change:
            obj.created_by = request.user
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            messages.announce()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            super().delete_model(request, obj)
            messages.announce()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            messages.announce()
