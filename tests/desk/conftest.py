from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page

from events.models import Event
from tests.desk.builders import make_event, make_member, make_programme, make_user


@dataclass(frozen=True)
class Cast:
    """Who there is: three members of `event`, a stranger who owns `other`, a superuser, and somebody without events."""

    event: Event
    other: Event
    owner: User
    editor: User
    viewer: User
    stranger: User
    superuser: User
    nobody: User


@pytest.fixture
def cast(db: None) -> Cast:
    event, other = make_event(), make_event("other", title="Another Forum")
    make_programme(event)
    make_programme(other)
    return Cast(
        event,
        other,
        make_member(event, "owner", "owner", is_staff=True),
        make_member(event, "editor", "editor"),
        make_member(event, "viewer", "viewer"),
        make_member(other, "stranger", "owner"),
        make_user("root", is_staff=True, is_superuser=True),
        make_user("nobody"),
    )


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def page(chromium: Browser, live_server: Any) -> Iterator[Page]:
    with chromium.new_context(base_url=live_server.url) as context:
        yield context.new_page()
