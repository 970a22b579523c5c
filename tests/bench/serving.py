"""Warm pages under load, beside nginx with static files of the same bytes in the same run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.server import served
from tests.servers import free_port, running

PATHS = ("/mesf-2021/", "/mesf-2021/calendar.ics", "/large/", "/large/calendar.ics", "/api/v1/events/mesf-2021/panels/")
SECONDS = 5


def measure(say: Callable[..., None]) -> None:
    with served("--workers", "2") as (port, pid):
        bodies = {path: fetch(f"http://127.0.0.1:{port}{path}") for path in PATHS}
        ours = {path: load(port, path) for path in PATHS}
        memory = sum(resident(worker) for worker in children(pid)) / max(1, len(children(pid)))
        again = load(port, "/mesf-2021/", etag_of(f"http://127.0.0.1:{port}/mesf-2021/"))
    static: dict[str, tuple[float, str]] = {}
    if shutil.which("nginx"):
        with nginx(bodies) as port:
            static = {path: load(port, f"/{PATHS.index(path)}") for path in PATHS}
    for path in PATHS:
        peer = f"nginx, static file: {static[path][0]:,.0f}/s" if path in static else ""
        rate, p99 = ours[path]
        say(f"{path}, {len(bodies[path]) / 1000:,.0f} kB, p99 {p99}", f"{rate:,.0f}/s", peer)
    say(f"/mesf-2021/ asked again (304), p99 {again[1]}", f"{again[0]:,.0f}/s")
    say("memory of a worker, all of these warm", f"{memory / 1024:.0f} MiB", "limit 150 MiB")


def load(port: int, path: str, etag: str = "") -> tuple[float, str]:
    """Requests a second and the 99th percentile, as wrk says them."""
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "--latency", f"http://127.0.0.1:{port}{path}"]
    if etag:
        command += ["-H", f"If-None-Match: {etag}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said and not etag:
        return 0.0, "errors"
    rate, p99 = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+(\S+)", said)
    return float(rate[1]) if rate else 0.0, p99[1] if p99 else "?"


@contextmanager
def nginx(bodies: dict[str, bytes]) -> Iterator[int]:
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for number, body in enumerate(bodies.values()):
            (folder / str(number)).write_bytes(body)
        user = "user root;" if os.getuid() == 0 else ""
        temporary = " ".join(
            f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/error.log; {user}\n"
            f"events {{ worker_connections 512; }}\n"
            f"http {{ access_log off; sendfile on; tcp_nopush on; default_type text/html; {temporary}\n"
            f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
        )
        with running(["nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"], port):
            yield port


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:  # noqa: S310
        body: bytes = answer.read()
        return body


def etag_of(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310
        return str(answer.headers["ETag"])


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def resident(pid: int) -> int:
    """KiB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0
