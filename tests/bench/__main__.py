"""What reading, importing and serving cost on this machine, beside the limit that each has to keep.

    make bench        (or: python -m tests.bench)

Nothing is asserted here. Where wrk or nginx is not installed, what needs them is left out and said so.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from events import drafts, releases, storing  # noqa: E402
from events.management.commands import demo  # noqa: E402
from events.models import Event  # noqa: E402
from events.plans import importing  # noqa: E402
from events.site import store  # noqa: E402
from programme.model import Programme  # noqa: E402
from programme.reading import keeping, read  # noqa: E402
from programme.reading.values import Options  # noqa: E402
from tests.bench import board, first_view, serving  # noqa: E402
from tests.bench.crowds import crowd  # noqa: E402
from tests.bench.programmes import document, ordinary, programme  # noqa: E402
from tests.reading import files  # noqa: E402

SAMPLE = Path(__file__).parents[2] / "fixtures" / "mesf-2021.txt"
TORONTO = importing.options_from_json({"timezone": "America/Toronto", "start_date": "2021-05-19"})


def say(what: str, found: str, limit: str = "") -> None:
    print(f"  {what:58}{found:>16}   {limit}")  # noqa: T201


def best(work: Callable[[], object], times: int) -> float:
    """Seconds of the fastest run."""

    def once() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return min(once() for _ in range(times))


@contextmanager
def headed(text: str) -> Iterator[None]:
    print(f"\n{text}")  # noqa: T201
    yield


def reading() -> None:
    sample = SAMPLE.read_bytes()
    say("the sample forum", f"{1000 * best(lambda: afresh(sample), 20):.1f} ms", "limit 20 ms")
    times = {}
    for panels in (1_000, 10_000):
        text = document(panels)
        times[panels] = best(lambda text=text: afresh(text), 2)  # type: ignore[misc]
        limit = "limit 5 s" if panels == 10_000 else ""
        say(f"{panels:,} panels, {memory(text) / panels / 1000:.1f} kB a panel", f"{times[panels]:.2f} s", limit)
    say("10,000 panels beside 1,000", f"{times[10_000] / times[1_000]:.1f} times", "limit 12 times")
    rows = (files.HEADINGS, *files.ROWS * 250)
    for what, content in (
        ("Word, a paragraph a line", files.as_word(document(1_000).decode())),
        ("HTML", files.as_page(document(1_000).decode())),
        ("Excel", files.as_spreadsheet(rows)),
        ("CSV", files.as_comma_separated(rows)),
    ):
        say(f"1,000 items from {what}, {len(content) / 1000:,.0f} kB", f"{best(lambda c=content: afresh(c), 1):.2f} s")  # type: ignore[misc]


def afresh(content: bytes) -> object:
    """The reading, with nothing kept of an earlier one."""
    keeping.forget()
    return read(content, TORONTO)


def memory(content: bytes) -> int:
    """The most that reading takes, in octets."""
    tracemalloc.start()
    afresh(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def importing_and_publishing() -> None:
    facts = demo.json.loads(demo.FACTS.read_text())
    began = time.perf_counter()
    demo.load(SAMPLE, facts)
    say("the forum: read, plan, apply, publish", f"{time.perf_counter() - began:.2f} s", "limit 1 s")
    for panels in (1_000, 10_000):
        event = Event.objects.create(title=f"{panels} panels", slug=f"large-{panels}", timezone="America/Toronto")
        run, _, _ = importing.prepare(event, document(panels), "large.txt", Options())
        began = time.perf_counter()
        importing.apply(run)
        releases.publish(event)
        say(f"{panels:,} panels: plan anew, apply, publish", f"{time.perf_counter() - began:.2f} s")
        event.delete()


def publish(slug: str, value: Programme) -> None:
    event = Event.objects.create(title="An event", slug=slug, timezone="America/Toronto")
    with transaction.atomic():
        storing.store(event, drafts.load(event), value)
    releases.publish(event)


def cold() -> None:
    publish("large", programme())
    client = Client(SERVER_NAME="127.0.0.1")
    for what, path, limit in (
        ("first day of 1,000 panels, 700 speakers, 20 rooms", "/large/", "limit 300 ms"),
        ("all its days", "/large/days/", ""),
        ("its calendar", "/large/calendar.ics", "limit 500 ms"),
        ("its speakers", "/large/speakers/", ""),
    ):
        client.get("/mesf-2021/")  # templates are loaded
        size = len(client.get(path).content)
        say(f"{what}, {size / 1000:,.0f} kB", f"{1000 * best(lambda path=path: unmade(client, path), 3):.0f} ms", limit)


def unmade(client: Client, path: str) -> None:
    store.current.forget()
    store.pages.clear()
    store._parsed.clear()
    cache.clear()
    client.get(path, headers={"Accept-Encoding": "gzip" if path.endswith(".ics") else "gzip, br"})


def main() -> None:
    call_command("migrate", verbosity=0)
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")  # noqa: T201
    with headed("Reading"):
        reading()
    with headed("From a document to a release (SQLite)"):
        importing_and_publishing()
    with headed("First request after a publication"):
        cold()
    with headed("First view of the schedule, Chromium as a slow phone: 4 times slower, 1.6 Mbit/s"):
        if shutil.which("chromium"):
            publish("ordinary", ordinary())
            publish("crowd", crowd())
            first_view.measure(say)
        else:
            say("not measured", "", "needs Chromium: apt-get install chromium")
    with headed("The desk's board, 300 panels in 12 rooms"):
        board.measure(say, best)
    with headed("Warm, Granian with 2 workers, wrk with 8 connections on the same cores"):
        if shutil.which("wrk"):
            serving.measure(say)
        else:
            say("not measured", "", "needs wrk: apt-get install wrk nginx-light")


if __name__ == "__main__":
    main()
