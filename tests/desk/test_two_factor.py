"""Signing in with a code: switched on, asked for, and a way in without the telephone."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from events.desk import two_factor
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAGE = "/admin/two-factor/"


def code(device: TOTPDevice, later: int = 0) -> str:
    return f"{totp(device.bin_key, drift=later):06}"


def switch_on(client: Client, user: User) -> list[str]:
    """The spare codes."""
    assert "<svg" in client.get(PAGE).content.decode()
    said = client.post(PAGE, {"code": code(TOTPDevice.objects.get(user=user))}).content.decode()
    return re.findall(r"<code>(\w+)</code>", said)


def sign_in_with(user: User, **code: str) -> Any:
    form = {"username": user.username, "password": "secret", **code}
    client = Client()
    said = client.post("/admin/login/?next=/admin/", form)
    return said.status_code == 302


def test_who_has_switched_it_on_needs_a_code(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in_with(cast.editor)
    spare = switch_on(sign_in(cast.editor), cast.editor)
    device = TOTPDevice.objects.get(user=cast.editor)
    assert len(spare) == 10
    assert not sign_in_with(cast.editor)
    assert not sign_in_with(cast.editor, code="123456")
    assert sign_in_with(cast.editor, code=spare[0])
    assert not sign_in_with(cast.editor, code=spare[0])  # once
    device.refresh_from_db()
    device.throttle_reset()
    assert sign_in_with(cast.editor, code=code(device, later=1))
    assert sign_in_with(cast.owner)  # nobody else is asked


def test_a_wrong_code_switches_nothing_on(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.editor)
    client.get(PAGE)
    assert "This code is not right" in client.post(PAGE, {"code": "000000"}).content.decode()
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_it_is_switched_off_with_a_code_only(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.editor)
    spare = switch_on(client, cast.editor)
    client.post(PAGE, {"code": "123456"})
    assert TOTPDevice.objects.filter(confirmed=True).exists()
    client.post(PAGE, {"code": spare[1]})
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    assert sign_in_with(cast.editor)


def test_where_all_need_it_nobody_works_without(cast: Cast, sign_in: SignIn, settings: Any) -> None:
    settings.TWO_FACTOR_FOR_ALL = True
    client = sign_in(cast.editor)
    assert client.get("/admin/").headers["Location"] == PAGE
    switch_on(client, cast.editor)
    assert client.get("/admin/").status_code == 200


def test_the_password_is_not_asked_for_again_with_the_code(cast: Cast, sign_in: SignIn) -> None:
    spare = switch_on(sign_in(cast.editor), cast.editor)
    given = {"username": cast.editor.username, "password": "secret"}

    def asked(client: Client, form: dict[str, str]) -> list[str]:
        said = client.post("/admin/login/?next=/admin/", form)
        return [] if said.status_code == 302 else list(said.context["form"].fields)

    client, other = Client(), Client()
    assert asked(client, given) == ["code"]
    assert client.get("/admin/").status_code == 302  # nobody is in by the password alone
    assert asked(client, {"code": "123456"}) == ["code"]
    assert asked(other, {"code": spare[0]}) == ["username", "password", "code"]  # another browser
    assert asked(client, {"code": spare[0]}) == []
    assert client.get("/admin/").status_code == 200
    assert two_factor.KNOWN not in client.session
    assert asked(other, given) == ["code"]
    cast.editor.set_password("another")
    cast.editor.save()
    assert asked(other, {"code": spare[1]}) == ["username", "password", "code"]


def test_between_password_and_code_are_minutes_only(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare, client = switch_on(sign_in(cast.editor), cast.editor), Client()
    client.post("/admin/login/", {"username": cast.editor.username, "password": "secret"})
    later = time() + two_factor.MINUTES * 60
    monkeypatch.setattr(two_factor, "time", lambda: later)
    late = client.post("/admin/login/", {"code": spare[0]})
    assert list(late.context["form"].fields) == ["username", "password", "code"]
    assert client.get("/admin/").status_code == 302
