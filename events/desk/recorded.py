"""The admin's own forms, lists and deletions, each recorded as one edit; nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse

from events import clocks, edits, rows
from events.desk.lists import ChosenForm
from events.models import Edit, Event

VERSION = "_version"  # the form's field that says what its row was like when the form was made


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
        obj = self.get_object(request, object_id) if object_id else None
        if request.method != "POST":
            seen = edits.version(obj) if obj else ""
            return super().changeform_view(request, object_id, form_url, {"version": seen, **(extra_context or {})})
        with self._recording(request, obj):
            version = edits.version(obj) if obj else ""  # read once more: nobody changes the row from here on
            context = {"version": version, **(extra_context or {})}
            return super().changeform_view(request, object_id, form_url, context)

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


class SeenForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that takes over what others changed meanwhile, and says where that is not what is entered here."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        version = self.data.get(VERSION)
        if self.instance.pk and version is not None and (others := _since(self.instance, version)):
            first = _as_it_was(self.instance, others)
            for name, value in first.items():
                self._meet(name, value, others)
            if not first:
                self.add_error(None, f"{_who(others[0])}: “{others[0]}”. {_LOOK}")
        return cleaned

    def _meet(self, name: str, first: Any, others: list[Edit]) -> None:
        if name not in self.cleaned_data:
            return
        theirs, mine = getattr(self.instance, name), self.cleaned_data[name]
        if mine == theirs:
            return
        if rows.plain(mine) == first:
            self.cleaned_data[name] = theirs  # not touched here
        else:
            self.add_error(
                name, say_theirs(next(edit for edit in others if name in _fields(edit, self.instance)), theirs)
            )


_LOOK = "Look at the page in another window. What stands below is yours: save once more to keep it."


def _since(row: Any, version: str) -> list[Edit]:
    """The edits of the row since this version of it, newest first."""
    if version == edits.version(row):
        return []
    number, _, at = version.partition("-")
    seen = float(at) if number.isdecimal() else 0.0
    found = edits.of_row(row).prefetch_related("rows")
    return sorted((e for e in found if edits.moment(e).timestamp() > seen + 1e-6), key=edits.moment, reverse=True)


def _fields(edit: Edit, row: Any) -> dict[str, tuple[Any, Any]]:
    """What the edit changed in the row, or put back: each field's value before it and after it."""
    key = rows.key_of(row)
    found = {name: (was, is_) for r in edit.rows.all() if (r.model, r.key) == key for name, was, is_ in r.fields}
    return found if edit.state == Edit.State.DONE else {name: (is_, was) for name, (was, is_) in found.items()}


def _as_it_was(row: Any, others: list[Edit]) -> dict[str, Any]:
    """The fields that others changed, with the values that the form was made with."""
    first: dict[str, Any] = {}
    for edit in reversed(others):
        for name, (was, _) in _fields(edit, row).items():
            first.setdefault(name, was)
    return first


def _who(edit: Edit) -> str:
    who = (edit.turned_by if edit.turned_at else edit.made_by) or "Somebody"
    return f"{who} changed this at {edits.moment(edit).astimezone(clocks.of_edit(edit)):%H:%M}"


def say_theirs(edit: Edit, theirs: Any) -> str:
    said = f"“{theirs}”" if theirs not in (None, "") else "nothing"
    return f"{_who(edit)} to {said}. Yours stands here: save once more to keep it, or enter theirs."
