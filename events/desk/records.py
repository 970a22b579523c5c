"""What is kept for good and changed by nobody: imports, releases and the addresses they gave out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from events.desk.base import EventRowAdmin, OfSeenEvents
from events.desk.fields import zone_label
from events.models import Address, ImportRun, Release

BY_EVENT = ("event", OfSeenEvents)


class RecordAdmin(EventRowAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super(EventRowAdmin, self).get_form(request, obj, change, **kwargs)
        form.event = obj.event  # type: ignore[attr-defined]
        return form


@admin.register(ImportRun)
class ImportRunAdmin(RecordAdmin):
    list_display = ["name", "event", "source", "state", "made", "applied"]
    list_filter = [BY_EVENT, "state"]
    list_select_related = ["event"]
    search_fields = ["name", "source"]
    called = "imports"
    nothing_yet = "Nothing has been imported yet. Open an event and choose Import."

    @admin.display(description="given", ordering="created_at")
    def made(self, run: ImportRun) -> str:
        return _there(run, run.created_at)

    @admin.display(description="applied", ordering="applied_at")
    def applied(self, run: ImportRun) -> str:
        return _there(run, run.applied_at)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("document", "reading", "plan", "drafts", "base")

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        run = self.get_object(request, object_id)
        return HttpResponseRedirect(reverse("admin:import_review", args=[run.event_id, run.pk]))


@admin.register(Release)
class ReleaseAdmin(RecordAdmin):
    list_display = ["shown_number", "event", "published", "published_by", "note"]
    list_filter = [BY_EVENT]
    list_select_related = ["event", "published_by"]
    search_fields = ["note"]
    nothing_yet = "Nothing is public yet. Open an event and choose Publish."

    @admin.display(description="release", ordering="number")
    def shown_number(self, release: Release) -> str:
        return f"Release {release.number}"

    @admin.display(description="published", ordering="published_at")
    def published(self, release: Release) -> str:
        return _there(release, release.published_at)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("content")

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        release = self.get_object(request, object_id)
        return HttpResponseRedirect(reverse("admin:event_release", args=[release.event_id, release.number]))


@admin.register(Address)
class AddressAdmin(RecordAdmin):
    fields = ["event", "kind", "slug", "uid"]
    list_display = ["slug", "kind", "event"]
    list_filter = [BY_EVENT, "kind"]
    list_select_related = ["event"]
    search_fields = ["slug"]
    called = "public addresses"
    nothing_yet = "Addresses are given out when a programme is published, and stay for good."


def _there(row: ImportRun | Release, at: datetime | None) -> str:
    """By the event's own clock."""
    if at is None:
        return ""
    there = at.astimezone(row.event.zone)
    return f"{there.day} {there:%b %Y, %H:%M} ({zone_label(row.event.zone)})"
