"""Imports and publishes in child processes that are killed, and looks at what is left. Run by test_killed.py.

    python -m tests.events.killed

It needs a database of its own (DATABASE_URL), empty. A child is killed before every single statement that it sends,
and then a number of times at moments chosen by chance, so that commits are hit too.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection, connections  # noqa: E402

from events import edits, releases, rows  # noqa: E402
from events.models import Address, Event, ImportRun, Release  # noqa: E402
from events.plans import importing  # noqa: E402
from programme.reading.values import Options  # noqa: E402

DOCUMENT = Path(__file__).parents[2] / "fixtures" / "mesf-2021.txt"
OPTIONS = importing.options_from_json({"title": "Forum", "timezone": "America/Toronto", "start_date": "2021-05-19"})


def apply(event: Event, document: bytes) -> None:
    run, _, _ = importing.prepare(event, document, "programme.txt", Options())
    importing.apply(run)


def nothing_to_do(event: Event, document: bytes) -> bool:
    plan = importing.prepare(event, document, "programme.txt", Options())[2]
    return plan is not None and not plan.changes


def state(event: Event) -> tuple[Any, ...]:
    """Everything that an import or a publication writes."""
    return (
        rows.snapshot(event),
        list(ImportRun.objects.order_by("pk").values_list("pk", "state")),
        list(Release.objects.order_by("pk").values_list("number", "content")),
        list(Address.objects.order_by("kind", "uid").values_list("kind", "uid", "slug")),
    )


def child(work: Callable[[], object], kill_before: int = 0) -> int:
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        numbers = count(1)

        def killer(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            if next(numbers) == kill_before:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(killer):
            work()
        os._exit(0)
    except BaseException as error:
        print(f"child: {error!r}", file=sys.stderr)  # noqa: T201
        os._exit(1)


def ended(pid: int) -> bool:
    """Whether the child came to its end, rather than being killed. Any other end fails."""
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return False
    assert os.waitstatus_to_exitcode(status) == 0
    return True


def kill_before_each_statement(event: Event, work: Callable[[], object], whole: Callable[[], bool]) -> int:
    """Returns how many statements there are up to the commit. In the end the work is done."""
    before = state(event)
    for number in count(1):
        done = ended(child(work, number))
        if done or state(event) != before:  # committed: what is sent after that only tells others
            assert whole(), f"killed before statement {number}, half of it is left"
            return number - 1
    raise AssertionError


def kill_at_any_time(
    event: Event, work: Callable[[], object], take_back: Callable[[], object], times: int
) -> list[str]:
    """What was found after each kill: nothing, or everything (which is then taken back)."""
    began, before = time.monotonic(), state(event)[0]
    assert ended(child(work))
    duration, whole = time.monotonic() - began, state(event)
    take_back()
    found = []
    for _ in range(times):
        pid = child(work)
        time.sleep(random.uniform(0.3, 1.3) * duration)  # noqa: S311
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        now = state(event)
        if now[0] == before:
            found.append("nothing")
        else:
            assert len(now[0]) == len(whole[0])
            found.append("everything")
            take_back()
    return found


def main() -> None:
    call_command("migrate", verbosity=0)
    event = Event.objects.create(title="Forum", slug="forum", timezone="America/Toronto")
    run, _, _ = importing.prepare(event, DOCUMENT.read_bytes(), "first.txt", OPTIONS)
    importing.apply(run)
    releases.publish(event)
    changed = DOCUMENT.read_text().replace("12:00 PM", "12:15 PM").replace("Hon. ", "").encode()
    statements = kill_before_each_statement(event, lambda: apply(event, changed), lambda: nothing_to_do(event, changed))
    print(f"apply: killed before each of {statements} statements, nothing was left")  # noqa: T201
    statements = kill_before_each_statement(event, lambda: releases.publish(event), lambda: not releases.preview(event))
    print(f"publish: killed before each of {statements} statements, nothing was left")  # noqa: T201

    def take_back() -> None:
        edits.undo_import(ImportRun.objects.filter(state="applied").latest("applied_at"))

    found = kill_at_any_time(event, lambda: apply(event, DOCUMENT.read_bytes()), take_back, 20)
    print(f"apply: killed 20 times by chance, left nothing {found.count('nothing')} times, else everything")  # noqa: T201


if __name__ == "__main__":
    main()
