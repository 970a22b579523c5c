"""The site in earnest, over the database that the benchmark has filled."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from tests.servers import granian


@contextmanager
def served(*options: str) -> Iterator[tuple[int, int]]:
    """Its port and process id; `options` are Granian's."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
    environment["BENCH_DATABASE"] = str(settings.DATABASES["default"]["NAME"])
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=settings.BASE_DIR, env=environment, check=True)
    with granian(environment, *options) as server:
        yield server
