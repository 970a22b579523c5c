"""Our own sample documents: each .txt has a .json beside it that says what is read in it, to the last line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from programme.reading import Options, as_json, read

SAMPLES = Path(__file__).parent / "samples"


def told(options: dict[str, Any]) -> Options:
    start = options.get("start_date")
    return Options(
        title=options.get("title", ""),
        timezone=options.get("timezone", ""),
        start_date=date.fromisoformat(start) if start else None,
        day_titles=tuple((date.fromisoformat(day), theme) for day, theme in options.get("day_titles", {}).items()),
    )


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.txt")))
def test_a_sample_is_read_as_its_json_says(name: str) -> None:
    expected = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    found = as_json(read((SAMPLES / f"{name}.txt").read_bytes(), told(expected.pop("options"))))
    uses: dict[str, list[int]] = {}
    for line in found.pop("lines"):
        uses.setdefault(line["use"], []).append(line["number"])
    found["uses"] = uses
    assert found.pop("format") == "txt"
    found["notes"] = [[note["code"], note["lines"]] for note in found["notes"]]
    found["questions"] = [question["code"] for question in found["questions"]]
    assert found == expected


@pytest.mark.parametrize("name", sorted(path.stem for path in (SAMPLES / "decoys").glob("*.txt")))
def test_a_text_that_only_has_times_and_names_is_no_programme(name: str) -> None:
    document = (SAMPLES / "decoys" / f"{name}.txt").read_bytes()
    reading = read(document, Options(start_date=date(2024, 5, 1), timezone="Europe/Paris"))
    assert reading.programme.panels == ()
    assert [(note.code, note.level) for note in reading.notes] == [("no-programme", "error")]
    assert reading.notes[0].message.startswith("No programme found: ")
    filled = [number for number, line in enumerate(document.decode().splitlines(), 1) if line.strip()]
    assert [(line.number, line.use, line.panel) for line in reading.ledger] == [(n, "outside", None) for n in filled]
    assert not reading.complete
