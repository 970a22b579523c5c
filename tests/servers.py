"""Real servers for tests and benchmarks: they listen on 127.0.0.1 alone and end with the block that started them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """The program's process id, once something answers on the port."""
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield server.pid
        finally:
            server.terminate()


@contextmanager
def granian(environment: Mapping[str, str], *options: str) -> Iterator[tuple[int, int]]:
    """The site on its production server: port and process id."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--no-ws", "--blocking-threads", "4", "--log-level", "error", *options, "config.wsgi:application"]
    with running(command, port, {**environment, "SITE_URL": f"http://127.0.0.1:{port}"}) as pid:
        yield port, pid


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def database_url(name: str = "") -> str:
    """DATABASE_URL for another process: the tests' own database, or the one of that name beside it."""
    name = name or str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
