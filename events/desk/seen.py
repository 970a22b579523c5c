"""Forms that several people have open at once: what others saved meanwhile stays, unless one has entered something else
and saves once more after being told."""

from __future__ import annotations

import json
from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.forms.formsets import DELETION_FIELD_NAME

from events import clocks, edits, rows
from events.models import Edit, EditedRow, Event

SEEN = "seen"
KEY, TOLD = "pk", "told"  # beside the fields, for a row that is there no more: which it was, and whether that was said


class SeenField(forms.JSONField):
    """What the page carries of a row: each field as it was when the form was made, or as one was told since."""

    widget = forms.HiddenInput
    first: dict[str, Any] = {}  # set by SeenForm

    def __init__(self) -> None:
        super().__init__(required=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False

    def clean(self, value: Any) -> Any:
        return None  # SeenForm has read it

    def bound_data(self, data: Any, initial: Any) -> Any:
        return self.first


class SeenForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that takes over what others changed meanwhile, and says where that is not what is entered here."""

    seen = SeenField()
    stands_for: dict[str, tuple[str, ...]] = {}  # a field: those of the row that it says
    whole: Any = None  # what the row is a part of, where Parts has made the form: an event, or something in one

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = {} if self.instance._state.adding else {KEY: str(self.instance.pk), **self._values()}
        self.first = self._posted() if self.is_bound else self.now
        self.fields[SEEN].first = self.first  # type: ignore[attr-defined]
        self.initial[SEEN] = self.now

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.first and self.instance._state.adding:
            self._say_gone()
        changed = [name for name, value in self.first.items() if name in self.now and self.now[name] != value]
        if changed and cleaned.get(DELETION_FIELD_NAME):
            self._keep(changed)
        else:
            for name in changed:
                self._meet(name)
        return cleaned

    def _values(self) -> dict[str, Any]:
        """The row's fields that this form asks for, as JSON has them."""
        known = [field for field in self.instance._meta.concrete_fields if not isinstance(field, models.FileField)]
        return {f.name: rows.plain(getattr(self.instance, f.attname)) for f in known if f.name in self.fields}

    def _posted(self) -> dict[str, Any]:
        """What the page carried. What was touched is told by it, not by what the row is now."""
        try:
            found = json.loads(self.data.get(self.add_prefix(SEEN)) or "{}")
            known = {name: value for name, value in found.items() if name in (KEY, TOLD, *self.fields)}
            self.initial.update(
                {name: self._python(name, value) for name, value in known.items() if name in self.fields}
            )
        except (AttributeError, TypeError, ValueError, ValidationError, FieldDoesNotExist):
            return {}  # no page of ours
        return known

    def _python(self, name: str, value: Any) -> Any:
        """Of a JSON value, as a form is given it. Raises ValueError, ValidationError."""
        return self.instance._meta.get_field(name).to_python(value)

    def _plain(self, value: Any) -> Any:
        """Of a value that was entered, as JSON has it."""
        plain = value.pk if isinstance(value, models.Model) else rows.plain(value)
        return plain.replace("\r\n", "\n") if isinstance(plain, str) else plain

    def _theirs(self, name: str) -> Any:
        return getattr(self.instance, name)

    def _meet(self, name: str) -> None:
        """Somebody changed the field meanwhile."""
        mine = self._plain(self.cleaned_data.get(name))
        if name not in self.changed_data or (name in self.cleaned_data and mine == self._plain(self.first[name])):
            self.errors.pop(name, None)  # where what stood here was deleted
            self.cleaned_data[name] = self._theirs(name)
        elif name in self.cleaned_data and mine != self._plain(self.now[name]):
            said = self._say_changed(name)
            self.add_error(name, f"{said}. Yours stands here: save once more to keep it, or enter theirs.")
            self.first[name] = self.now[name]

    def _keep(self, changed: list[str]) -> None:
        """What is to be deleted is not what was seen."""
        del self.cleaned_data[DELETION_FIELD_NAME]
        for name in changed:
            self.add_error(name, f"{self._say_changed(name)}. Save once more to delete it all the same.")
        self.first.update(self.now)

    def part_of(self, whole: Any) -> None:
        """Of a row that is there no more, what it led to may be chosen again: a person may be in no other panel."""
        self.whole = whole
        if self.first and whole._state.adding:  # gone with it, and asked for with it: none of it stands anywhere
            self.first[TOLD] = True
            self.initial = {SEEN: self.first}
        if self.first and self.instance._state.adding:
            had = [{**(row.before or {}), **(row.after or {})} for row in self._journal()]
            for name, field in self.fields.items():
                pk = self.first.get(name)
                if isinstance(field, forms.ModelChoiceField) and pk and any(fields.get(name) == pk for fields in had):
                    known = field.queryset.model._default_manager  # type: ignore[union-attr]
                    field.queryset = known.filter(Q(pk__in=field.queryset.values("pk")) | Q(pk=pk))  # type: ignore[union-attr]

    def _journal(self) -> QuerySet[EditedRow]:
        """What it tells, in this event, of a row that is there no more. A day is known by its date."""
        whole = self.whole or getattr(self, "event", None)  # none: people belong to no event
        event = whole if isinstance(whole, Event) or whole is None else whole.event
        key = str(self.first.get("date", self.first.get(KEY)))
        found = EditedRow.objects.filter(edit__event=event, model=self.instance._meta.model_name, key=key)
        return found.select_related("edit__made_by", "edit__turned_by")

    def _say_gone(self) -> None:
        """The row is there no more, and something was entered in it here."""
        if self.first.get(TOLD):
            return
        said = _by(max((row.edit for row in self._journal()), key=edits.moment, default=None), "deleted")
        stands = "What you entered stands here: save once more to add it anew"
        instead = "or remove it" if self.whole else "or leave it, and take the deletion back in the history"
        self.add_error(None, f"{said}. {stands}, {instead}.")
        self.first[TOLD] = True

    def _say_changed(self, name: str) -> str:
        return f"{self._who_changed(name)} to {self._spoken(name)}"

    def _who_changed(self, name: str) -> str:
        return who_changed(self.instance, self.stands_for.get(name, (name,)))

    def _spoken(self, name: str) -> str:
        """What others saved, in quotation marks."""
        theirs = self._theirs(name)
        if theirs in (None, ""):
            return "nothing"
        if isinstance(theirs, datetime):
            return f"“{self.fields[name].prepare_value(theirs):%Y-%m-%d %H:%M}”"
        said = getattr(self.instance, f"get_{name}_display", None)
        return f"“{said() if said else theirs}”"


def who_changed(row: models.Model, names: tuple[str, ...]) -> str:
    """Who changed one of these fields last, and when, as the beginning of a sentence."""
    found = sorted(edits.of_row(row).prefetch_related("rows"), key=edits.moment, reverse=True)
    return _by(next((edit for edit in found if _changes(edit, row, names)), None), "changed")


def _changes(edit: Edit, row: models.Model, names: tuple[str, ...]) -> bool:
    key = rows.key_of(row)
    return any(name in names for r in edit.rows.all() if (r.model, r.key) == key for name, _, _ in r.fields)


def _by(edit: Edit | None, did: str) -> str:
    if edit is None:
        return f"Somebody {did} this meanwhile"
    return said_by(edit.turned_by if edit.turned_at else edit.made_by, did, edits.moment(edit), clocks.of_edit(edit))


def said_by(user: object, did: str, at: datetime, zone: tzinfo) -> str:
    return f"{user or 'Somebody'} {did} this at {at.astimezone(zone):%H:%M}"
