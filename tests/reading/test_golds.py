"""Hard programmes with what a faithful reader finds in them. What ours still misses stands in gaps.json.

A gap that is mended has to be taken out of that file: python -m tests.reading.test_golds writes it anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from programme.reading import as_json, read
from tests.reading import scoring

GOLDS = Path(__file__).parent / "golds"
GAPS = Path(__file__).parent / "gaps.json"
STEMS = sorted(path.stem for path in GOLDS.glob("*.txt"))


def missed(stem: str) -> list[str]:
    gold = json.loads((GOLDS / f"{stem}.json").read_text(encoding="utf-8"))
    reading = as_json(read((GOLDS / gold["source"]).read_bytes(), scoring.options(gold)))
    lines = (GOLDS / gold["source"]).read_bytes().decode("utf-8-sig", "replace").splitlines()
    holes = {n for n, line in enumerate(lines, 1) if line.strip()} - {line["number"] for line in reading["lines"]}
    return scoring.misses(gold, reading) + [f"not in the ledger: line {line}" for line in sorted(holes)]


@pytest.mark.parametrize("stem", STEMS)
def test_a_hard_programme_is_read_as_its_gold_says(stem: str) -> None:
    known = json.loads(GAPS.read_text(encoding="utf-8"))
    assert missed(stem) == known.get(stem, [])


if __name__ == "__main__":
    gaps = {stem: found for stem in STEMS if (found := missed(stem))}
    GAPS.write_text(json.dumps(gaps, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
