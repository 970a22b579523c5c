"""What whoever looks at a page of the desk may do in its event, for what stands on every page."""

from __future__ import annotations

from typing import Any

from django import template

from events.desk import access
from events.models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Any, verb: str, event: Event) -> bool:
    """`verb`: "edit" or "own"."""
    user = getattr(context.get("request"), "user", None)
    if user is None or event.pk is None:
        return False
    return {"edit": access.may_edit, "own": access.may_own}[verb](user, event.pk)
