"""The desk itself: who enters, and the pages that are its own."""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from events.desk import access, gone, members, two_factor
from events.desk.overview import index_context
from events.desk.urls import desk_urls

UNSAVED = "unsaved"  # in the address of the page to sign in: something was sent, and not saved
LONGEST_NUMBER = 18  # digits of a 64-bit integer, less one


class EntryForm(AdminAuthenticationForm):
    """Members sign in too, not only staff; with a code where they have switched that on."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": "No account here has this name and this password. Capital letters count in both."
    }
    username = UsernameField(
        label="User name or e-mail", widget=forms.TextInput({"autofocus": True, "autocomplete": "username"})
    )
    code = forms.CharField(
        required=False,
        max_length=20,
        label="Code from your app",
        help_text="Only if you have switched it on. A spare code works too.",
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.known = None
        if self.is_bound and "username" not in self.data:
            self.known = two_factor.known(request)
            if self.known:
                self._ask_for_code()

    def clean_username(self) -> str:
        """Their user name, where they typed the e-mail of one account; an address that several have names nobody."""
        typed: str = self.cleaned_data["username"]
        users = User.objects.filter(is_active=True)
        if "@" not in typed or users.filter(username=typed).exists():
            return typed
        named = list(users.filter(email__iexact=typed).values_list("username", flat=True)[:2])
        return named[0] if len(named) == 1 else typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.known:
            self.confirm_login_allowed(self.known)
            self.user_cache = self.known
        user: Any = self.get_user()
        request: Any = self.request
        if user is not None and two_factor.has_it(user):
            device = two_factor.device_of(user, cleaned.get("code", ""))
            if device is None:
                if not self.known:
                    two_factor.keep_known(request, user)
                self._ask_for_code()
                raise forms.ValidationError("Enter the code that your authenticator app shows now, or a spare code.")
            user.otp_device = device  # django-otp keeps it in the session
            request.session.pop(two_factor.KNOWN, None)
        return cleaned

    def _ask_for_code(self) -> None:
        """Of who has given their password, nothing else is asked."""
        self.fields = {"code": self.fields["code"]}
        self.fields["code"].widget.attrs["autofocus"] = True
        self["code"].help_text = "Or a spare code."  # of the field as it is shown, which may be made already

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
            if request.method == "POST" and _is_signed_out(request):
                return _sign_in_again(request)
            if _lacks_second_factor(request):
                return HttpResponseRedirect(reverse("admin:two_factor"))
            try:
                return inner(request, *args, **kwargs)
            except gone.GoneError as error:
                return gone.answer(request, error)

        return checked

    def get_urls(self) -> list[Any]:
        own = [
            path("two-factor/", super().admin_view(two_factor.two_factor), name="two_factor"),
            path("invitations/<str:token>/", members.accept, name="invitation"),  # for people without an account too
        ]
        return [*own, *desk_urls(self), *super().get_urls()]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().login(request, {"title": "Sign in", "unsaved": UNSAVED in request.GET, **(extra_context or {})})

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        return super().index(request, {**index_context(request), **(extra_context or {})})


def _is_signed_out(request: HttpRequest) -> bool:
    return not request.user.is_authenticated and request.path != reverse("admin:logout")


def _sign_in_again(request: HttpRequest) -> HttpResponseRedirect:
    """Nothing was saved; after signing in one is on the page again that one typed on, not where its form is sent to."""
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        parts = urlsplit(page)
        page = f"{parts.path}?{parts.query}" if parts.query else parts.path
    else:
        page = request.get_full_path()
    return HttpResponseRedirect(f"{reverse('admin:login')}?{urlencode({'next': page, UNSAVED: 1})}")


def _lacks_second_factor(request: HttpRequest) -> bool:
    """Where the site asks for it, nobody works without it; they are led to switch it on."""
    user: Any = request.user
    return settings.TWO_FACTOR_FOR_ALL and access.may_enter(user) and not user.is_verified()
