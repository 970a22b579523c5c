"""What a test needs that is not part of the repository."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest

IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
SHARED = Path(__file__).resolve().parents[2] / "shared"

Found = TypeVar("Found")


def need(found: Found | None, what: str, how: str) -> Found:
    """What was found, or the end of this test: skipped on somebody's own machine, failed in CI, which installs it all.

    need(shutil.which("chromium"), "Chromium", "apt-get install chromium")
    """
    if not found:
        _without(f"needs {what}, which is not here. To get it: {how}")
    return found


def need_program(name: str, how: str) -> str:
    """The path of a program on this machine."""
    return need(shutil.which(name), name, how)


def need_shared(path: str) -> Path:
    """A file of ../shared, which holds what is tested against and is not ours to publish."""
    found = SHARED / path
    return need(found if found.exists() else None, f"../shared/{path}", "it stands beside the project's own checkouts")


def _without(reason: str) -> NoReturn:
    __tracebackhide__ = True
    if IN_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
