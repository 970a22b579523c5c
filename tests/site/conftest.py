from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.builders import make_release
from tests.published import Published
from tests.site.forum import make_forum

Open = Callable[..., Page]


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Published:
    return Published(monkeypatch)


@pytest.fixture
def forum(published: Published) -> Published:
    """The forum of tests/site/forum.py is public."""
    published.show(make_forum())
    return published


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer, forum: Published) -> Iterator[Open]:
    """Opens a page of the site in Chromium, where the forum of tests/site/forum.py and another event are public.
    Without the service worker, unless a test asks for it."""
    forum.show(make_release(30))
    contexts = []

    def open_page(path: str, **options: Any) -> Page:
        ordinary = {"viewport": {"width": 1280, "height": 900}, "service_workers": "block"}
        context = chromium.new_context(**{**ordinary, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
