"""Real calendar programs subscribe to real feeds, and all of them have to read the same."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from programme.model import Appearance, Link, Panel, Release, Room, Speaker, Track, When
from programme.picks import code
from tests.builders import make_event, make_panel, make_programme, make_release
from tests.needs import need, need_program, need_shared
from tests.published import Published

pytestmark = [pytest.mark.clients, pytest.mark.xdist_group("clients")]  # some of them have but one profile

TOOLS = Path(os.environ.get("ICAL_CLIENTS_DIR") or Path(tempfile.gettempdir(), "ical-clients-tools"))
TO_INSTALL = "run ../shared/tools/ical_clients.sh once on any calendar, as root; it installs what it needs"
LATER = datetime(2021, 5, 3, 9, 30, tzinfo=UTC)
SATURDAY, SUNDAY = date(2021, 11, 6), date(2021, 11, 7)  # on which clocks in Toronto go back from 2:00 to 1:00


def awkward_release() -> Release:
    """All that has ever upset a program, over the night on which summer time ends."""
    panels = (
        make_panel(
            1,
            title="Fish, Salt; and War: “Who pays?” 🐟👩‍👩‍👧 \\ back\\Slash",
            slug="fish",
            abstract='<script>alert("x")</script> a < b & c\n\n- *one*, two; three\n- [four](https://example.org/?a=1,2)',
            when=When(SATURDAY, time(9), time(10, 15)),
            room="r",
            track="t",
            links=(
                Link("https://stream.example.org/live?x=1&y=2", rel="stream"),
                Link("https://stream.example.org/é;a,b", 'In Arabic: “بث”, "live"; ^1', "stream"),
            ),
            people=(Appearance("s", "keynote", "Mayor, Port-Réal; “the” Quay", paper="Salt, again"),),
        ),
        make_panel(2, title="Nets", state="cancelled", when=When(SATURDAY, time(11), time(12)), sequence=2),
        make_panel(3, title="港の会議 – مؤتمر الميناء", when=When(SATURDAY, time(22, 30), time(1), SUNDAY), people=()),
        make_panel(4, title="Once", when=When(SUNDAY, time(1, 15), time(1, 45)), people=()),
        make_panel(5, title="Again", when=When(SUNDAY, time(1, 15, fold=1), time(1, 45, fold=1)), people=()),
        make_panel(6, title="Without an end, " + "and very long " * 20, when=When(SUNDAY, time(14))),
        make_panel(7, title="Line\nbreak\ttab\x00null\u2028separator", when=When(SUNDAY, time(16), time(17))),
        make_panel(8, title="Without a time", when=When(SUNDAY)),
    )
    grave = Panel(
        "10000000-0000-4000-8000-000000000000",
        "Withdrawn, with; commas",
        when=When(SATURDAY, time(15), time(16)),
        state="cancelled",
        slug="withdrawn",
        sequence=4,
        changed=LATER,
    )
    moved = replace(grave, uid=panels[4].uid, title="Was here: مؤتمر", room="r", slug="moved")  # to no room
    ordinary = make_programme(items=panels[1:])
    programme = replace(
        ordinary,
        event=make_event(title="Harbour, Forum; 2021 ⚓", colour="#8a1f2b", venue="Quay 7, Port-Réal"),
        rooms=(Room("r", "Great Hall, West; Wing", slug="hall"),),
        tracks=(Track("t", "Policy, Law", slug="policy"),),
        speakers=(*ordinary.speakers, Speaker("s", "Zoë Ángel", "Dr.", slug="zoe")),
        panels=panels,
    )
    return make_release(programme=programme, tombstones=(grave,), left=(moved,))


CHOICE = "".join(map(code, ("fish", "harbours-and-tides-part-2", "withdrawn")))


@pytest.mark.parametrize(
    ("path", "events", "warned"),
    [
        ("calendar.ics", 8, []),
        ("rooms/hall.ics", 2, []),  # one of them has left it
        (f"my.ics?p={CHOICE}&alarm=10", 3, []),
    ],
)
def test_every_program_reads_the_same_and_none_complains(
    live_server: LiveServer, published: Published, path: str, events: int, warned: list[str]
) -> None:
    script = need_shared("tools/ical_clients.sh")
    for program in ("thunderbird", "calcurse", "node", "ruby", "php", "dbus-run-session"):
        need_program(program, TO_INSTALL)
    for file in ("venv/done", "js/done", "kcal_reader"):
        need((TOOLS / file).exists(), f"{file} among the calendar programs", TO_INSTALL)
    published.show(awkward_release())
    url = f"{live_server.url}/harbour-2021/{path}"
    run = subprocess.run(
        [script, "--no-install", "--http", *([] if warned else ["--strict"]), url],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said = run.stdout + run.stderr
    print(said)  # noqa: T201 - pytest shows it where the test fails
    assert f"OK: 17 programs read the same {events} events" in said
    assert [line for line in said.splitlines() if "WARN" in line or line.startswith("lint:")] == warned
    assert run.returncode == 0
