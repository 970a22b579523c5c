"""A row of the drafts as it is sent. The models' own rules hold; all that is wrong with it is said at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as RuleError
from django.db import models
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.utils.encoders import JSONEncoder

from events.desk.api.problems import WHOLE

Wrong = dict[str, Any]  # field: its messages, as DRF has them


class RowSerializer(serializers.ModelSerializer[Any]):
    """What is misspelt is an error, and so is changing what cannot be changed here; sending it back unchanged is none.

    `context`: the event; `fixed`, the fields of a new row that its address says; `not_theirs`, what of a changed row
    this person may not set so, by field.
    """

    def run_validation(self, data: Any = empty) -> dict[str, Any]:
        """As DRF's, but a wrong field keeps no other from being looked at, and no rule of the model."""
        if not isinstance(data, Mapping):
            return dict(super().run_validation(data))
        attrs, wrong = self._taken(data)
        wrong |= self._unknown(data)
        row = self.instance or self.Meta.model(**self.context.get("fixed", {}))
        if self.instance and not self.partial:
            attrs = {**self.left_out(attrs), **attrs}
        try:
            attrs = self.complete(row, attrs, wrong)
        except serializers.ValidationError as error:
            wrong = {**serializers.as_serializer_error(error), **wrong}
        for name, value in attrs.items():
            setattr(row, name, value)
        wrong = {**_against_the_rules(row, wrong), **wrong}
        if "not_theirs" in self.context:
            wrong = {**self.context["not_theirs"](row), **wrong}
        if wrong:
            raise serializers.ValidationError(wrong)
        self.row = row
        return attrs

    def _taken(self, data: Mapping[str, Any]) -> tuple[dict[str, Any], Wrong]:
        attrs, wrong = {}, Wrong()
        for name, field in self.fields.items():
            if field.read_only:
                continue
            try:
                attrs[str(field.source)] = field.run_validation(field.get_value(data))
            except serializers.ValidationError as error:
                wrong[name] = error.detail
            except serializers.SkipField:
                pass
        return attrs, wrong

    def _unknown(self, data: Mapping[str, Any]) -> Wrong:
        said = plain(self.to_representation(self.instance)) if self.instance else {}
        errors = Wrong()
        for name, value in data.items():
            field = self.fields.get(name)
            if field is None:
                can = ", ".join(name for name, field in self.fields.items() if not field.read_only)
                errors[name] = [f"There is no such field. What can be written: {can}."]
            elif field.read_only and (self.instance is None or value != said[name]):
                errors[name] = [f"It cannot be set here. {field.help_text or 'Leave it out.'}"]
        return errors

    def left_out(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """PUT says the whole row: what it leaves out is as in a new one."""
        model = {field.name: field for field in self.Meta.model._meta.fields}
        names = [field.source for field in self.fields.values() if not field.read_only and field.source in model]
        return {name: model[name].get_default() for name in names if name not in attrs}

    def complete(self, row: Any, attrs: dict[str, Any], wrong: Collection[str]) -> dict[str, Any]:
        """The row's fields, made of what was sent; `wrong` names what of it could not be taken."""
        return attrs

    def save(self, **kwargs: Any) -> Any:
        self.row.save()
        self.instance = self.row
        return self.row

    def where(self) -> dict[str, str]:
        return {"event": self.context["event"].slug}

    class Meta:
        model: type[models.Model]
        fields: list[str]


def _against_the_rules(row: models.Model, wrong: Collection[str]) -> Wrong:
    """What the model has against it, but for the fields that are known to be wrong."""
    try:
        row.full_clean(exclude=set(wrong))
    except RuleError as error:
        return {WHOLE if name == NON_FIELD_ERRORS else name: said for name, said in error.message_dict.items()}
    return {}


def plain(said: Any) -> Any:
    """As a client gets it and sends it back."""
    return json.loads(JSONEncoder().encode(said))
