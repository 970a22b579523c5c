"""The shown programmes outside the repository, and the sample made from the first of them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from programme.reading import Options, Reading, as_json, read

REPOSITORY = Path(__file__).parents[2]
SHOWN = REPOSITORY.parent / "shared" / "programmes"
STEMS = (
    "01-seedlike-with-dates",
    "02-agenda-24h-date-headings",
    "05-roles-keynote-discussant",
    "07-francais",
    "10-article-with-footer",
    "14-with-mistakes",
    "mesf-2021",
)


def shown(stem: str) -> tuple[dict[str, Any], Reading]:
    """What the document says, and what we read in it."""
    path = SHOWN / f"{stem}.json"
    if not path.exists():
        reason = f"The shown programmes are not beside the repository ({stem})."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    gold = json.loads(path.read_text(encoding="utf-8"))
    options = gold["options"]
    start = options.get("start_date")
    themes = tuple((date.fromisoformat(day["date"]), day["title"]) for day in options.get("days", []))
    told = Options(
        options.get("title", ""), options.get("timezone", ""), date.fromisoformat(start) if start else None, themes
    )
    return gold, read((SHOWN / gold["source"]).read_bytes(), told)


def plain(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize("stem", STEMS)
def test_every_item_of_a_shown_programme_is_read_exactly(stem: str) -> None:
    gold, reading = shown(stem)
    panels = as_json(reading)["panels"]
    assert len(panels) == len(gold["sessions"])
    by_time = {(panel["date"], panel["start"], panel["number"], panel["room"]): panel for panel in panels}
    for session in gold["sessions"]:
        number = None if session["number"] is None else str(session["number"])
        panel = by_time[session["day"], session["start"], number, session["room"]]
        assert plain(panel["title"]) in [plain(title) for title in (session["title"], *session.get("title_accept", []))]
        assert (panel["end"], panel["track"]) == (session["end"], session["track"])
        assert_abstract(panel["abstract"], session)
        assert_people(panel["people"], session["people"])


def assert_abstract(abstract: str | None, session: dict[str, Any]) -> None:
    if session["abstract_starts_with"] is None:
        assert abstract is None
        return
    assert abstract is not None
    assert plain(abstract).startswith(session["abstract_starts_with"])
    assert plain(abstract).endswith(session["abstract_ends_with"])
    assert len(plain(abstract)) == session["abstract_chars"]
    assert len(abstract.split("\n\n")) == session["abstract_paragraphs"]


def assert_people(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    said = [(plain(f"{p['honorific'] or ''} {p['name']}"), plain(p["billing"]) or None, p["role"]) for p in found]
    assert said == [(plain(p["name"]), p["role_text"], p["part"]) for p in expected]
    assert [p["name"] for p in found] == [p.get("name_plain", p["name"]) for p in expected]


@pytest.mark.parametrize("stem", STEMS)
def test_the_event_of_a_shown_programme_is_read(stem: str) -> None:
    gold, reading = shown(stem)
    event = reading.programme.event
    assert (event.title, event.timezone) == (gold["event"]["title"], gold["options"]["timezone"])
    assert event.timezone_as_written == (gold["event"]["timezone_as_written"] or "")
    themes = gold["event"].get("days", [])
    if themes:
        assert as_json(reading)["days"] == themes
    assert reading.complete


def sample() -> Reading:
    facts = json.loads((REPOSITORY / "fixtures" / "mesf-2021.json").read_text(encoding="utf-8"))
    themes = tuple((date.fromisoformat(day), theme) for day, theme in facts["day_titles"].items())
    options = Options(facts["title"], facts["timezone"], date.fromisoformat(facts["start_date"]), themes)
    return read((REPOSITORY / "fixtures" / "mesf-2021.txt").read_bytes(), options)


def test_the_sample_is_read_in_order_though_it_runs_backwards() -> None:
    reading = sample()
    assert [
        (panel.when.date, panel.when.start and f"{panel.when.start:%H:%M}", panel.number or panel.title)
        for panel in reading.programme.panels
    ] == [
        (date(2021, 5, 19), "10:30", "1"),
        (date(2021, 5, 19), "12:00", "2"),
        (date(2021, 5, 19), "15:00", "3"),
        (date(2021, 5, 19), "16:30", "4"),
        (date(2021, 5, 20), "10:30", "1"),
        (date(2021, 5, 20), "12:00", "2"),
        (date(2021, 5, 20), "15:00", "3"),
        (date(2021, 5, 20), "16:30", "4"),
        (date(2021, 5, 20), "17:45", "Closing"),
    ]
    assert len(reading.programme.speakers) == 38
    assert [(note.code, note.lines) for note in reading.notes] == [
        ("text-outside", (1, 2)),
        ("order-reversed", (5, 129)),
    ]
    assert reading.complete


def test_the_sample_states_the_facts_of_the_shown_programme_in_its_own_words() -> None:
    _, original = shown("mesf-2021")

    def facts(reading: Reading) -> list[Any]:
        keys = ("kind", "number", "title", "date", "start", "end")
        people = ("name", "honorific", "billing", "role")
        return [
            ([panel[key] for key in keys], [[person[key] for key in people] for person in panel["people"]])
            for panel in as_json(reading)["panels"]
        ]

    ours = sample()
    assert facts(ours) == facts(original)
    for panel, first in zip(ours.programme.panels, original.programme.panels, strict=True):
        assert len(panel.abstract.split("\n\n")) == len(first.abstract.split("\n\n"))
        assert panel.abstract != first.abstract or not panel.abstract
