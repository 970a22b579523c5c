"""What stands in another language, on the page of what it translates: an event, a day, a room, a track, or a panel and
its people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from events.desk.base import EventPartInline
from events.desk.parts import Parts
from events.models import Appearance, Translation
from programme.translating import FIELDS


class Translations(Parts):
    """Each text once in each language, counting what somebody else added since the page was read."""

    def clean(self) -> None:
        super().clean()
        shown = {form.instance.pk for form in self.forms}
        seen = {(row.appearance, row.language, row.field) for row in self.every_row() if row.pk not in shown}
        for form in self.forms:
            said = form.cleaned_data if form.is_valid() else {}
            if not said or said.get("DELETE"):
                continue
            key = (said.get("appearance"), said["language"], said["field"])
            if key in seen:
                raise ValidationError(f"The {key[2]} stands here twice in “{key[1]}”. Delete one of the two.")
            seen.add(key)


class TranslationInline(EventPartInline):
    model = Translation
    formset = Translations
    fields = ["language", "field", "text"]
    subjects: tuple[str, ...] = ()  # of programme.translating: what has these fields
    called: dict[str, str] = {}  # what the desk calls a field that is called otherwise there
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea({"rows": 2, "class": "vLargeTextField"})},
    }

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        names = [name for subject in self.subjects for name in FIELDS[subject]]
        kwargs["choices"] = [("", "choose"), *((name, self.called.get(name, name)) for name in names)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class EventTranslationInline(TranslationInline):
    subjects = ("event",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(day=None, room=None, track=None, panel=None)


class DayTranslationInline(TranslationInline):
    subjects, called = ("day",), {"title": "theme"}


class RoomTranslationInline(TranslationInline):
    subjects = ("room",)


class TrackTranslationInline(TranslationInline):
    subjects = ("track",)


class PanelTranslationInline(TranslationInline):
    fields = ["language", "field", "appearance", "text"]
    subjects = ("panel", "appearance")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "appearance":
            panel = (request.resolver_match.kwargs if request.resolver_match else {}).get("object_id", "")
            of_panel = Appearance.objects.filter(panel=int(panel)) if panel.isdecimal() else Appearance.objects.none()
            kwargs["queryset"] = of_panel.select_related("speaker")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
