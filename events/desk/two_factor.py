"""Signing in with a code of an authenticator app (RFC 6238) beside the password. django-otp does the work."""

from __future__ import annotations

from base64 import b32encode
from time import time
from typing import Any

import segno
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django_otp import devices_for_user, login, verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from events.desk.pages import signed_in

KNOWN = "password-given"  # in the session
MINUTES = 5  # between password and code
CODES = 10  # for the day on which the telephone is lost
WRONG = "This code is not right, or no longer. Wait for the next one and enter that."


def has_it(user: Any) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def device_of(user: Any, code: str) -> Any:
    """The device that gives this code, None where none does. A code works once, and guessing is slowed down.

    Spare codes are no numbers, so that trying the one does not slow down the other.
    """
    code = code.replace(" ", "")
    if not code:
        return None
    kind = TOTPDevice if code.isdecimal() else StaticDevice
    for device in devices_for_user(user):
        if isinstance(device, kind) and (found := verify_token(user, device.persistent_id, code)):
            return found
    return None


def keep_known(request: HttpRequest, user: Any) -> None:
    """Remember for some minutes who has given their password, and is asked for the code alone."""
    request.session[KNOWN] = [user.pk, user.backend, user.get_session_auth_hash(), time()]


def known(request: HttpRequest) -> Any:
    """Who that is; None where it is nobody, too long ago, or their password was changed since."""
    key, backend, password, at = request.session.get(KNOWN) or (0, "", "", 0.0)
    user: Any = User.objects.filter(pk=key, is_active=True).first() if time() - at < MINUTES * 60 else None
    if user is None or not constant_time_compare(user.get_session_auth_hash(), password):
        return None
    user.backend = backend
    return user


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20, widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"})
    )

    def __init__(self, user: User, device: TOTPDevice | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.device = user, device

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).replace(" ", "")
        right = self.device.verify_token(code) if self.device else device_of(self.user, code)
        if not right:
            raise forms.ValidationError(WRONG)
        return code


@never_cache
def two_factor(request: HttpRequest) -> HttpResponse:
    """Switch it on: scan, enter a code, keep the spare codes. Switch it off: with a code."""
    user = signed_in(request)
    on = has_it(user)
    device = None if on else TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})[0]
    form = CodeForm(user, device, request.POST or None)
    codes: list[str] = []
    if request.method == "POST" and form.is_valid():
        if device is None:
            _switch_off(user)
            messages.success(request, "From now on your password alone lets you in.")
            return HttpResponseRedirect(reverse("admin:two_factor"))
        codes, on = _switch_on(request, user, device), True
        form = CodeForm(user, None)
    shown = device if not on else None
    context = {
        **admin.site.each_context(request), "title": "Signing in with a code", "on": on, "codes": codes, "form": form,
        "picture": _picture(shown), "secret": _secret(shown),
    }  # fmt: skip
    return TemplateResponse(request, "desk/two_factor.html", context)


def _switch_on(request: HttpRequest, user: User, device: TOTPDevice) -> list[str]:
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    StaticDevice.objects.filter(user=user).delete()
    spare = StaticDevice.objects.create(user=user, name="spare codes")
    codes = [StaticToken.random_token() for _ in range(CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=spare, token=code) for code in codes])
    login(request, device)
    return codes


def _switch_off(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _picture(device: TOTPDevice | None) -> str:
    if device is None:
        return ""
    code = segno.make(device.config_url, error="m")
    return mark_safe(code.svg_inline(scale=5, title="QR code for your authenticator app"))  # noqa: S308 (segno's own)


def _secret(device: TOTPDevice | None) -> str:
    """The key to be typed where nothing can be scanned, in groups of four."""
    if device is None:
        return ""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[n : n + 4] for n in range(0, len(key), 4))
