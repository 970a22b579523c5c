"""The admin's own forms, lists and deletions, each recorded as one edit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse

from events import edits
from events.desk.lists import ChosenForm
from events.models import Event

PROSE = "Plain text; a blank line begins a paragraph, *stars* make italics, [text](https://…) a link."


class Recorded(admin.ModelAdmin):  # type: ignore[type-arg]
    """For models that events.rows keeps. Posts are recorded as the admin answers them."""

    show_facets = admin.ShowFacets.NEVER
    action_form = ChosenForm

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in ("abstract", "about", "bio"):
            kwargs["help_text"] = PROSE
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_action_choices(self, request: HttpRequest, default_choices: Any = None) -> Any:
        return super().get_action_choices(request, default_choices or [("", "choose what to do")])

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if deleting := actions.get("delete_selected"):
            actions["delete_selected"] = (*deleting[:2], "Delete the chosen …")
        return actions

    def event_of(self, request: HttpRequest, obj: Any) -> Event | None:
        """Whose edit it is: None for people, who belong to no event."""
        return getattr(obj, "event", None)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with self._recording(request, self.get_object(request, object_id) if object_id else None):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        if request.method != "POST" or self.opts.model_name == "event":  # its journal goes with it
            return super().delete_view(request, object_id, extra_context)
        with self._recording(request, self.get_object(request, object_id)):
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with ExitStack() as stack:
            for event, speakers in self._chosen(request):
                stack.enter_context(edits.recording(event, request.user, speakers=speakers))
            return super().changelist_view(request, extra_context)

    @contextmanager
    def _recording(self, request: HttpRequest, obj: Any) -> Iterator[None]:
        event, of_people = self.event_of(request, obj), self.opts.model_name == "speaker"
        if event is None and not of_people:
            yield  # an event that is only now made
            return
        with edits.recording(event, request.user, speakers=[obj.pk] if obj and of_people else []) as made:
            request.made = made  # type: ignore[attr-defined]  # who is new is added to it
            yield

    def _chosen(self, request: HttpRequest) -> list[tuple[Event | None, list[Any]]]:
        """The events of the chosen rows, or the people chosen."""
        keys = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if key.isdecimal()]
        chosen = self.get_queryset(request).filter(pk__in=keys)
        if self.opts.model_name == "speaker":
            return [(None, list(chosen.values_list("pk", flat=True)))]
        if self.opts.model_name == "event":
            return []
        events = Event.objects.filter(pk__in=chosen.order_by().values("event"))
        return [(event, []) for event in events.order_by("pk")]
