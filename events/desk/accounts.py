"""Accounts, for superusers only: an owner chooses members by their user names and sees nobody else's."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django_otp.plugins.otp_static.admin import StaticDeviceAdmin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDeviceAdmin
from django_otp.plugins.otp_totp.models import TOTPDevice


def is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)


class ForSuperusers:
    """The one rule for both; it stands before Django's own admin classes."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)


for model in (User, Group, TOTPDevice, StaticDevice):
    admin.site.unregister(model)


@admin.register(User)
class Users(ForSuperusers, UserAdmin):  # type: ignore[type-arg]
    pass


@admin.register(Group)
class Groups(ForSuperusers, GroupAdmin):
    pass


@admin.register(TOTPDevice)
class Apps(ForSuperusers, TOTPDeviceAdmin):  # type: ignore[misc]  # django-otp has no types
    """Where somebody has lost their telephone and their spare codes: deleted here, they sign in with the password."""


@admin.register(StaticDevice)
class SpareCodes(ForSuperusers, StaticDeviceAdmin):  # type: ignore[misc]
    pass
