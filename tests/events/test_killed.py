from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.servers import database_url


@pytest.fixture
def own_database(tmp_path: Path, transactional_db: None) -> Iterator[str]:
    """The URL of an empty database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield database_url(str(tmp_path / "killed.sqlite3"))
        return
    name = "convenor_killed"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield database_url(name)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_nothing_half_done(own_database: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": own_database, "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.events.killed"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("nothing was left") == 2
