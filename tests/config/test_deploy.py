"""The units that an operator copies: each timer has its service, and each service a command that is there."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest
from django.core.management import get_commands

DEPLOY = Path(__file__).parents[2] / "deploy"
MANUAL = (DEPLOY.parent / "docs" / "deploying.md").read_text()


def read(file: Path) -> ConfigParser:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # a unit's words keep their capitals
    unit.read(file)
    return unit


@pytest.mark.parametrize(
    ("name", "command", "when"),
    [
        ("convenor-publish", "publish_due", "minutely"),
        ("convenor-webhooks", "send_webhooks", "minutely"),
        ("convenor-forget", "forget_picks", "daily"),
    ],
)
def test_what_runs_by_the_clock_has_a_timer_and_is_in_the_manual(name: str, command: str, when: str) -> None:
    assert read(DEPLOY / f"{name}.timer")["Timer"]["OnCalendar"] == when
    assert read(DEPLOY / f"{name}.service")["Service"]["ExecStart"].endswith(f"manage.py {command}")
    assert command in get_commands()
    assert f"`manage {command}`" in MANUAL
    assert f"{name}.timer" in MANUAL


def test_what_runs_by_the_clock_is_as_confined_as_the_others() -> None:
    timed = [read(timer.with_suffix(".service"))["Service"] for timer in sorted(DEPLOY.glob("*.timer"))]
    assert len(timed) == 3
    assert len({tuple(item for item in unit.items() if item[0] != "ExecStart") for unit in timed}) == 1
