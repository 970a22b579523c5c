"""The desk itself: who enters, and the pages that are its own."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from events.desk import access
from events.desk.overview import index_context
from events.desk.urls import desk_urls

LONGEST_NUMBER = 18  # digits of a 64-bit integer, less one


class EntryForm(AdminAuthenticationForm):
    """Members sign in too, not only staff."""

    def confirm_login_allowed(self, user: Any) -> None:
        AuthenticationForm.confirm_login_allowed(self, user)
        if not access.may_enter(user):
            raise self.get_invalid_login_error()


class Desk(admin.AdminSite):
    site_header = site_title = "Convenor"
    index_title = "Your events"
    enable_nav_sidebar = False
    login_form = EntryForm

    def has_permission(self, request: HttpRequest) -> bool:
        return access.may_enter(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A number in the address that no database can hold names nothing; SQLite would raise OverflowError."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if any(str(value).isdecimal() and len(value) > LONGEST_NUMBER for value in request.GET.values()):
                raise Http404("Nothing has this number.")
            return inner(request, *args, **kwargs)

        return checked

    def get_urls(self) -> list[Any]:
        return [*desk_urls(self), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        return super().index(request, {**index_context(request), **(extra_context or {})})
