"""What the desk's own pages have in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from events.desk import access
from events.models import Event


def render_page(request: HttpRequest, event: Event, name: str, title: str, **context: Any) -> HttpResponse:
    """The page templates/desk/{name}.html; `section` in the context marks it in the event's navigation."""
    shared = {
        **admin.site.each_context(request),
        "event": event,
        "title": title,
        "section": name,
        "may_edit": access.may_edit(request.user, event.pk),
        "may_own": access.may_own(request.user, event.pk),
        "public_url": f"{settings.SITE_URL}/{event.slug}/",
    }
    return TemplateResponse(request, f"desk/{name}.html", shared | context)


def signed_in(request: HttpRequest) -> User:
    """Who asks; nobody comes this far without an account."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
