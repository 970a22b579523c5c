"""What clashes, case by case. The timetable board's script is held to the same cases: tests/desk/test_board_fits.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from programme.clashing import Stay, find, repeated, walks

CASES = json.loads((Path(__file__).parent / "clashes.json").read_text(encoding="utf-8"))
LEAST = 5


def stay(facts: dict[str, Any]) -> Stay[str]:
    known = {name: value for name, value in facts.items() if name not in ("id", "people")}
    return Stay(facts["id"], **known, people={name: name.title() for name in facts.get("people", ())})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
@pytest.mark.parametrize("way", [1, -1])
def test_a_case_is_found_and_nothing_else(case: dict[str, Any], way: int) -> None:
    stays = [stay(facts) for facts in case["stays"]][::way]
    found = find(stays)
    assert {frozenset((c.one, c.other)) for c in found if not c.people} == pairs(case, "places")
    assert {frozenset((c.one, c.other)) for c in found if c.people} == pairs(case, "people")
    assert [f"{w.one} {w.other} {w.left}" for w in walks(stays, LEAST)] == case.get("walks", [])


def pairs(case: dict[str, Any], name: str) -> set[frozenset[str]]:
    return {frozenset(pair.split()) for pair in case.get(name, ())}


def test_a_clash_says_from_when_to_when_and_who() -> None:
    one, other = (stay({"id": n, "start": at, "end": at + 60, "people": ["ada"]}) for n, at in (("a", 630), ("b", 600)))
    place, person = find([one, other])
    assert (place.one, place.other, place.start, place.end, place.people) == ("b", "a", 630, 660, ())
    assert (person.start, person.end, person.people) == (630, 660, ("ada",))


def test_what_has_a_key_again_stands_with_the_first() -> None:
    assert list(repeated([(1, "a"), (2, "b"), (1, "c"), (1, "d")])) == [("a", "c"), ("a", "d")]
