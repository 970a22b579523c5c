from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.needs import need
from tests.published import Published
from tests.site.forum import make_forum


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Published:
    return Published(monkeypatch)


@pytest.fixture
def forum(published: Published) -> Published:
    """The forum of tests/site/forum.py is public."""
    published.show(make_forum())
    return published


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, for all browser tests of a run."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    path = need(found, "Chromium", "apt-get install chromium")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright's loop makes Django think that the test itself is asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
