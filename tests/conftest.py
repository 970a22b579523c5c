"""What holds for all tests. Settings stand in tests/settings.py, what tests need of the machine in tests/needs.py."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from events.site import known, store
from tests.needs import IN_CI, need

# A busy machine is slow, and no mistake.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")
expect.set_options(timeout=20_000)

# Playwright's own, which ours would replace, and then what Chromium draws above a page, for every window anew: a third
# of what a test in it costs.
WITHOUT = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"),
    *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
    *("PreconnectToSearch", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
)

ORDER = ("slow", "browser", "clients")  # after all that has none of these marks


def pytest_configure() -> None:
    # The settings are loaded; a program that a test starts takes the real ones.
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is fast comes first, so that most mistakes show within seconds.

    On PostgreSQL only what asks a database: the rest would be the same again, and has just run on SQLite.
    """
    items.sort(
        key=lambda item: max((ORDER.index(m.name) + 1 for m in item.iter_markers() if m.name in ORDER), default=0)
    )
    if connection.vendor == "postgresql":
        left = [item for item in items if not _asks_a_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if _asks_a_database(item)]


def _asks_a_database(item: pytest.Item) -> bool:
    """Not where the fixture `published` shows releases that the test made itself (tests/published.py), nor in a
    browser: what a page does there is the same whichever database it came from.
    """
    if item.get_closest_marker("browser"):
        return False
    names = set(getattr(item, "fixturenames", ()))
    return "published" not in names and bool(
        item.get_closest_marker("django_db") or names & {"db", "transactional_db", "live_server"}
    )


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No page, release or entry of the cache outlives its test, and what is published shows at once."""
    monkeypatch.setattr(known, "CHECK_SECONDS", 0)
    _forget()
    yield
    _forget()


def _forget() -> None:
    store.pages.clear()
    store.current.forget()
    store.former.forget()
    store.messages.forget()
    store._parsed.clear()
    cache.clear()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, for all browser tests of a run."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    path = need(found, "Chromium", "apt-get install chromium")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright's loop makes Django think that the test itself is asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", f"--disable-features={','.join(WITHOUT)}"]
        )
        yield browser
        browser.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if IN_CI and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reasons = _skipped(config)
    if reasons:
        terminalreporter.section("skipped, which fails in CI" if IN_CI else "skipped")
        for reason, count in reasons.most_common():
            terminalreporter.line(f"{count} {'test' if count == 1 else 'tests'}: {reason}")
    if os.environ.get("RESULTS") and not hasattr(config, "workerinput"):  # make test says it again at its end
        counts = {name: len(terminalreporter.getreports(name)) for name in ("passed", "failed", "error", "skipped")}
        failed = counts["failed"] + counts["error"]
        line = f"{connection.display_name}: {counts['passed']} passed, {failed} failed"
        line += f", {counts['skipped']} skipped" if counts["skipped"] else ""
        with Path(os.environ["RESULTS"]).open("a") as file:
            file.write(f"{line}\n")


def _skipped(config: pytest.Config) -> Counter[str]:
    """Why tests were skipped, and how many for each reason."""
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.getreports("skipped") if reporter else []
    return Counter(
        report.longrepr[2].removeprefix("Skipped: ") for report in reports if isinstance(report.longrepr, tuple)
    )
