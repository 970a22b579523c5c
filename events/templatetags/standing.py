"""What whoever looks at a page of the desk may do in its event, for what stands on every page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template

from events.desk import access
from events.models import Event
from events.site.wording import zone_city, zone_name

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Any, verb: str, event: Event) -> bool:
    """`verb`: "edit" or "own"."""
    user = getattr(context.get("request"), "user", None)
    if user is None or event.pk is None:
        return False
    return {"edit": access.may_edit, "own": access.may_own}[verb](user, event.pk)


@register.filter
def city(zone: str) -> str:
    """Auckland, of Pacific/Auckland; a zone of no place by its name."""
    return zone_city(zone) or zone


@register.filter
def clocks(at: datetime) -> str:
    """Auckland (NZDT): whose time a moment is told in, and what it is called then."""
    return f"{city(str(at.tzinfo))} ({zone_name(at)})"
