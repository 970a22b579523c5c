"""Two nodes that share a database and Redis, as in earnest: servers of their own, and a publisher beside them."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from events import drafts, releases, storing
from events.models import Event, Panel, TimeSlot
from events.site.walking import Answer
from tests.builders import make_programme
from tests.events.test_drafts import with_uuids
from tests.needs import need_program
from tests.servers import database_url, free_port, granian, running
from tests.site.outputs import outputs, read

# In one group: they measure a second, and share the static files.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nodes"), pytest.mark.django_db(transaction=True)]


def fetch(port: int, path: str = "") -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/harbour-2021/{path}", timeout=20) as answer:
        text: str = answer.read().decode()
        return text


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as a server gives them out."""
    folder = tmp_path_factory.mktemp("collected")
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    environment = {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(manage, cwd=settings.BASE_DIR, env=environment, check=True)
    return folder / "static"


@pytest.fixture
def environment(tmp_path: Path, collected: Path) -> Iterator[dict[str, str]]:
    """What nodes and publisher share: a Redis that is started for them, and the tests' database."""
    (tmp_path / "static").symlink_to(collected)
    redis = need_program("redis-server", "apt-get install redis-server")
    port = free_port()
    command = [redis, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with running(command, port):
        yield {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(tmp_path),
            "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }


@pytest.fixture
def nodes(environment: dict[str, str]) -> Iterator[list[int]]:
    with granian(environment) as (one, _), granian(environment) as (other, _):
        yield [one, other]


def test_both_nodes_show_a_publication_within_a_second(nodes: list[int], environment: Any) -> None:
    event = Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")
    with transaction.atomic():
        storing.store(event, drafts.load(event), with_uuids(make_programme(3)))
    releases.publish(event)
    publisher = [sys.executable, "manage.py", "publish", "harbour-2021"]
    for port in nodes:
        assert "Part 1" in fetch(port)
    Panel.objects.filter(number="1").update(title="Just renamed")
    subprocess.run(publisher, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True)
    time.sleep(1)
    for port in nodes:
        assert "Just renamed" in fetch(port)


def test_the_other_node_tells_of_a_moved_panel_in_every_output_within_a_second(
    nodes: list[int], environment: dict[str, str]
) -> None:
    event = Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")
    with transaction.atomic():
        storing.store(event, drafts.load(event), with_uuids(make_programme(3)))
    slot = TimeSlot.objects.get(panels__number="2")
    TimeSlot.objects.filter(pk=slot.pk).update(start=slot.start.replace(minute=37), end=slot.end.replace(minute=53))
    releases.publish(event)
    old = re.compile(r"(?:10|14)[:.h\s\u00a0\u202f]{1,3}37(?!\d)|T1[04]3700")
    told = {path for path, answer in outputs([event.slug], partial(ask, nodes[1])).items() if old.search(read(answer))}
    TimeSlot.objects.filter(pk=slot.pk).update(start=slot.start.replace(minute=41))
    publisher = [sys.executable, "manage.py", "publish", "harbour-2021"]
    subprocess.run(publisher, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True)
    time.sleep(1)
    found = outputs([event.slug], partial(ask, nodes[1]))
    history = re.compile(r'"previousStartDate":"[^"]*"|<section aria-labelledby="history">.*?</section>', re.DOTALL)
    left = {path for path in found if old.search(history.sub("", read(found[path]))) and "/changes" not in path}
    assert left == set()
    assert len(told) > 20, told


def ask(port: int, path: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return Answer(path, answer.status, answer.headers.get("Content-Type", ""), answer.read())


SAY = """
from events import messages
from events.models import Event, ScreenMessage
ScreenMessage.objects.create(event=Event.objects.get(), text="Lunch is served")
messages.announce()
"""


def test_both_nodes_say_on_screens_what_the_desk_says_within_a_second(
    nodes: list[int], environment: dict[str, str]
) -> None:
    event = Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")
    with transaction.atomic():
        storing.store(event, drafts.load(event), with_uuids(make_programme(3)))
    releases.publish(event)
    for port in nodes:
        assert '"messages":[]' in fetch(port, "screens/foyer.json")
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", SAY],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
    )
    time.sleep(1)
    for port in nodes:
        assert "Lunch is served" in fetch(port, "screens/foyer.json")
