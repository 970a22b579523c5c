"""The rows below a form, when several people have it open at once."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict


class Parts(BaseInlineFormSet):  # type: ignore[type-arg]
    """Its forms are SeenForms. Rows that others added stay; one that others deleted is asked for as a new one, where
    something was entered in it here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posted: list[str] = []  # keys of the rows that are on the page and still there, in its order
        if self.is_bound:
            self._part_from_gone()

    def get_deletion_widget(self) -> Any:  # type: ignore[override]  # an instance serves as well
        return forms.CheckboxInput({"aria-label": "Delete"})

    def every_row(self) -> Any:
        """As it is now, with what others added meanwhile."""
        return super().get_queryset()

    def get_queryset(self) -> Any:
        """The rows of the page: the admin writes their names beside the forms, one by one."""
        if not self.is_bound:
            return self.every_row()
        there = {str(row.pk): row for row in self.every_row()}
        return [there[key] for key in self.posted]

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # the stubs lack it
        form.part_of(self.instance)
        return form

    def _part_from_gone(self) -> None:
        """Rows that others deleted lose their key and go behind those that are there, before those that are new."""
        names = [f"{self.prefix}-{name}" for name in ("INITIAL_FORMS", "TOTAL_FORMS")]
        known, total = (int(text) if text.isdecimal() else 0 for text in (self.data.get(name, "") for name in names))
        if not known <= total <= self.absolute_max:
            return  # Django refuses it
        key = self.model._meta.pk.name  # type: ignore[union-attr]  # the factory has set it
        there = {str(row.pk) for row in self.every_row()}
        keys = {n: self.data.get(f"{self.prefix}-{n}-{key}", "") for n in range(known)}
        gone = [n for n, pk in keys.items() if pk.isdecimal() and pk not in there]
        self.posted = [pk for pk in keys.values() if pk in there]
        if gone:
            order = [*(n for n in keys if n not in gone), *gone, *range(known, total)]
            self.data = self._reordered(order)
            self.data[names[0]] = str(known - len(gone))
            for n in range(known - len(gone), known):
                self.data[f"{self.prefix}-{n}-{key}"] = ""

    def _reordered(self, order: list[int]) -> QueryDict:
        place = {str(n): to for to, n in enumerate(order)}
        row = re.compile(rf"{re.escape(str(self.prefix))}-(\d+)-(.*)")
        data = QueryDict(mutable=True)
        for name in self.data:
            found = row.fullmatch(name)
            to = f"{self.prefix}-{place[found[1]]}-{found[2]}" if found and found[1] in place else name
            data.setlist(to, self.data.getlist(name))  # type: ignore[attr-defined]  # a request's
        return data
