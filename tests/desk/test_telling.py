"""Webhooks at the desk: an owner's to choose, a secret that is shown once, and a log."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from events import reaching
from events.models import Webhook, WebhookMessage
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
URL = "https://www.example.org/told"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the other side answers, instead of a network."""
    found = [200]
    monkeypatch.setattr(reaching, "post", lambda *args: found[0])
    return found


def hook_of(cast: Cast) -> Webhook:
    return Webhook.objects.create(event=cast.event, url=URL, secret="a secret of some length")


def page_of(cast: Cast) -> str:
    return reverse("admin:event_webhooks", args=[cast.event.pk])


def test_an_owner_names_an_address_and_sees_its_secret_once(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.owner)
    page = client.post(page_of(cast), {"url": URL, "secret": ""})
    hook = Webhook.objects.get()
    assert len(hook.secret) > 30
    assert hook.secret in page.content.decode()
    assert hook.secret not in client.get(page_of(cast)).content.decode()


@pytest.mark.parametrize(
    "url", ["http://www.example.org/", "ftp://example.org", "https://a:b@example.org/", "https://"]
)
def test_what_is_no_open_address_is_refused(cast: Cast, sign_in: SignIn, url: str) -> None:
    page = sign_in(cast.owner).post(page_of(cast), {"url": url, "secret": ""})
    assert list(page.context["form"].errors) == ["url"]
    assert not Webhook.objects.exists()


INSIDE = [
    "127.0.0.1:9999",
    "localhost",
    "LOCALHOST.",
    "desk.localhost",
    "[::1]",
    "10.0.0.7",
    "169.254.169.254",
    "127.1",
]


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_is_refused_when_it_is_written_down(cast: Cast, sign_in: SignIn, host: str) -> None:
    page = sign_in(cast.owner).post(page_of(cast), {"url": f"https://{host}/x", "secret": ""})
    (said,) = page.context["form"].errors["url"]
    assert "leads into this server's own network, which is not allowed." in said
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("found", [["10.0.0.7", "127.0.0.1"], ["10.0.0.7", "93.184.216.34"], []])
def test_a_name_is_refused_where_all_that_it_has_is_inside(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, found: list[str]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [(0, 0, 0, "", (each, 443)) for each in found])
    sign_in(cast.owner).post(page_of(cast), {"url": URL, "secret": ""})
    assert Webhook.objects.exists() == (found[:2] != ["10.0.0.7", "127.0.0.1"])


def test_an_address_inside_is_taken_where_that_is_allowed(cast: Cast, sign_in: SignIn, settings: Any) -> None:
    settings.WEBHOOKS_INSIDE = True
    sign_in(cast.owner).post(page_of(cast), {"url": "https://127.0.0.1:9999/x", "secret": ""})
    assert Webhook.objects.exists()


def test_the_same_address_twice_or_a_short_secret_is_refused(cast: Cast, sign_in: SignIn) -> None:
    hook_of(cast)
    page = sign_in(cast.owner).post(page_of(cast), {"url": URL, "secret": "short"})
    assert set(page.context["form"].errors) == {"url", "secret"}


@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("viewer", 403), ("stranger", 404)])
def test_it_is_nobody_elses(cast: Cast, sign_in: SignIn, who: str, status: int) -> None:
    hook = hook_of(cast)
    message = WebhookMessage.objects.create(webhook=hook, release=1, body="{}", state="given-up")
    client = sign_in(getattr(cast, who))
    assert client.get(page_of(cast)).status_code == status
    for name, key in (("test", hook.pk), ("remove", hook.pk), ("again", message.pk)):
        url = reverse(f"admin:event_webhook_{name}", args=[cast.event.pk, key])
        assert client.post(url).status_code == status
    assert Webhook.objects.exists()
    assert WebhookMessage.objects.count() == 1


def test_anothers_webhook_is_not_reached_through_ones_own_event(cast: Cast, sign_in: SignIn) -> None:
    hook = hook_of(cast)
    url = reverse("admin:event_webhook_remove", args=[cast.other.pk, hook.pk])
    assert sign_in(cast.stranger).post(url).status_code == 404
    assert Webhook.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_says_whether_it_arrived_and_may_be_sent_again(cast: Cast, sign_in: SignIn, answers: list[int]) -> None:
    client, hook = sign_in(cast.owner), hook_of(cast)
    answers[0] = 500
    url = reverse("admin:event_webhook_test", args=[cast.event.pk, hook.pk])
    assert "did not arrive" in client.post(url, follow=True).content.decode()
    message = WebhookMessage.objects.get()
    assert (message.release, message.state) == (0, "waiting")
    at = message.created_at.astimezone(cast.event.zone)
    assert f"{at.day} {at:%b %Y, %H:%M} in Oslo · 1 attempt" in client.get(page_of(cast)).content.decode()
    answers[0] = 200
    client.post(reverse("admin:event_webhook_again", args=[cast.event.pk, message.pk]))
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 2)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 390])
def test_tokens_and_webhooks_by_keyboard(cast: Cast, page: Page, width: int, answers: Any, tmp_path: Any) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/admin/login/")
    page.fill("#id_username", "owner")
    page.fill("#id_password", "secret")
    page.keyboard.press("Enter")
    page.locator(".account > summary").press("Enter")
    page.get_by_role("link", name="API tokens").press("Enter")
    page.get_by_label("What it is for").fill("The institute’s website")
    page.keyboard.press("Enter")
    expect(page.locator(".secret")).to_have_text(re.compile("^cnv_"))
    _clean(page)
    page.get_by_role("button", name="Revoke The institute’s website").press("Enter")
    page.get_by_text("works no more").wait_for()
    page.goto(page_of(cast))
    page.get_by_role("textbox", name="Address").fill(URL)
    page.keyboard.press("Enter")
    page.get_by_text("is told from now on").wait_for()
    _clean(page)
    page.get_by_role("button", name=f"Send a test to {URL}").press("Enter")
    page.get_by_text("The test arrived").wait_for()
    _clean(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _clean(page: Page) -> None:
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
