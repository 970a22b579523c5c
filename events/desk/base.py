"""What the admin classes of things in an event have in common: whose they are, and which event they are added to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.forms.models import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString

from events.desk import access, gone, lists
from events.desk.fields import DateInput, WallClockField
from events.desk.history import row_history
from events.desk.parts import Parts
from events.desk.recorded import Recorded
from events.desk.seen import SEEN, SeenForm
from events.models import Event, Panel
from events.rows import MODELS

OF_THE_EVENT = {"room": "rooms", "track": "tracks"}  # field: the event's own of it


class InEventForm(SeenForm):
    """A form for something of one event, which is settled before the form is shown and is no field of it."""

    event: Event  # set by EventRowAdmin.get_form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.event = self.event
        zone = self.event.zone
        for name, field in self.fields.items():
            if name in OF_THE_EVENT and isinstance(field, ModelChoiceField):
                field.queryset = getattr(self.event, OF_THE_EVENT[name]).all()
                field.empty_label = "none"
                field.error_messages["invalid_choice"] = f"That {name} was deleted meanwhile. Choose another."
            if isinstance(field, WallClockField):
                field.keep_to(zone, self.initial.get(name))

    def _get_validation_exclusions(self) -> set[str]:
        """What is unique within an event is checked although the event is no field."""
        return super()._get_validation_exclusions() - {"event"}  # type: ignore[misc,no-any-return]


class EventRowAdmin(Recorded):
    """Rows of an event: seen by its members, changed by its owners and editors, nobody else's business."""

    form = InEventForm
    list_per_page = 50
    empty_value_display = ""
    save_on_top = False
    formfield_overrides = {
        models.DateField: {"widget": DateInput},
        models.URLField: {"assume_scheme": "https"},
        models.DateTimeField: {"form_class": WallClockField},
        models.TextField: {"widget": forms.Textarea({"rows": 3, "class": "vLargeTextField"})},
    }
    nothing_yet = ""  # what to do where the list is empty
    called = ""  # the list, where people call what is in it otherwise than the model

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(event__in=access.seen_events(request.user))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Django would send people elsewhere with a message; what is not there for them is 404."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise gone.missing(request, self, object_id)
        return found

    def event_of(self, request: HttpRequest, obj: Any) -> Event | None:
        return obj.event if obj else self.event_for(request)

    def event_for(self, request: HttpRequest) -> Event | None:
        """The event that something is added to: ?event=, or the only one that there is to add to."""
        events = access.edited_events(request.user)
        if wanted := request.GET.get("event"):
            return get_object_or_404(events, pk=wanted) if wanted.isdecimal() else _no_event(wanted)
        found = list(events[:2])
        return found[0] if len(found) == 1 else None

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if self.event_for(request) is None:
            return self._ask_for_event(request)
        return super().add_view(request, form_url, extra_context)

    def _ask_for_event(self, request: HttpRequest) -> HttpResponse:
        kept = request.GET.copy()
        choices = []
        for event in access.edited_events(request.user):
            kept["event"] = str(event.pk)
            choices.append((event, f"?{kept.urlencode()}"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Add a {self.opts.verbose_name}: to which event?",
            "choices": choices,
            "is_popup": "_popup" in request.GET,
        }
        return TemplateResponse(request, "desk/choose_event.html", context)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return only_adding(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_list_display(self, request: HttpRequest) -> Any:
        """Where one event is looked at, it need not be said on every line."""
        columns = super().get_list_display(request)
        return [name for name in columns if name != "event" or not request.GET.get(lists.OF_EVENT)]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        event = obj.event if obj else self.event_for(request)
        if event is None:
            raise Http404("Nobody has said to which event this is to be added.")
        form.event = event  # type: ignore[attr-defined]
        return form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        event = context["adminform"].form.event
        return super().render_change_form(request, {**context, "event": event}, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        event = lists.event_of(request)
        title = str(self.called or self.opts.verbose_name_plural)
        shared = {"title": title[0].upper() + title[1:], "nothing_yet": self.nothing_yet}
        context = {**lists.list_context(request, event), **shared, **(extra_context or {})}
        return super().changelist_view(request, context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The journal's, which says what each field was, instead of Django's own."""
        if self.opts.model_name not in MODELS:
            return super().history_view(request, object_id, extra_context)
        return row_history(request, self.get_object(request, object_id))

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return _to_its_event(super().response_post_save_add(request, obj), obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return _to_its_event(super().response_post_save_change(request, obj), obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access.may_enter(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.may_enter(request.user) if obj is None else access.may_see(request.user, obj.event_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.may_edit_any(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.may_edit_any(request.user) if obj is None else access.may_edit(request.user, obj.event_id)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class EventPartInline(admin.TabularInline):  # type: ignore[type-arg]
    """Part of something: changed by whoever may change that."""

    form = SeenForm
    formset = Parts
    extra = 0
    formfield_overrides = {models.DateField: {"widget": DateInput}, models.URLField: {"assume_scheme": "https"}}

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return labelled(only_adding(super().formfield_for_dbfield(db_field, request, **kwargs)))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_fields(request, obj)
        return [*fields, SEEN] if self.has_change_permission(request, obj) else fields

    def allowed(self, request: HttpRequest, parent: Any) -> bool:
        if parent is None or parent.pk is None:
            return True  # who may add the whole may add its parts
        if isinstance(parent, Panel):
            return access.may_edit_panel(request.user, parent)
        event = parent.pk if isinstance(parent, Event) else parent.event_id
        return access.may_edit(request.user, event)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # its parent has been shown already

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allowed(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allowed(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allowed(request, obj)


def only_adding(field: Any) -> Any:
    """Beside a choice stands a way to add what is missing; to change or delete what others use, one goes there."""
    if isinstance(field, ModelChoiceField) and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
    return field


def labelled(field: Any) -> Any:
    """A table's heading is no label to who cannot see it: each field of an inline says its own name."""
    if field is not None:
        field.widget.attrs["aria-label"] = field.label
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.widget.attrs["aria-label"] = field.label
    return field


class OfSeenEvents(admin.RelatedFieldListFilter):
    """A filter that offers only what belongs to events that one may see, and to the one that is looked at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = SafeString("none")

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        events = access.seen_events(request.user)
        if field.related_model is Event:
            return [(event.pk, str(event)) for event in events]
        wanted = request.GET.get("event__id__exact", "")
        rows = field.related_model._default_manager.filter(event__in=events)
        if wanted.isdecimal():
            rows = rows.filter(event=wanted)
        return [(row.pk, str(row)) for row in rows]


def _to_its_event(response: HttpResponseRedirect, row: Any) -> HttpResponseRedirect:
    """After saving, the list of the same event; the list that one came from where there was one."""
    if "?" in response.url:
        return response
    return HttpResponseRedirect(f"{response.url}?event__id__exact={row.event_id}")


def _no_event(wanted: str) -> Event:
    raise Http404(f"{wanted} is no event.")
