"""programme.json, read again and planned against what it was made of, changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from events.site.programme_json import programme_json
from programme.model import Programme
from programme.planning import NOTHING
from tests.builders import make_release
from tests.programme.test_round_trip import as_drafts, changes, make_forum
from tests.published import Published


@pytest.mark.parametrize("based", [True, False])
def test_programme_json_comes_back(based: bool, published: Published) -> None:
    forum = make_forum()
    base: Programme = as_drafts(forum) if based else NOTHING
    assert changes(programme_json(make_release(programme=forum)).encode(), as_drafts(forum), base) == []


def test_it_says_numbers_and_papers(published: Published) -> None:
    forum = make_forum()
    first = forum.panels[0]
    people = (replace(first.people[0], paper="On Ports"), *first.people[1:])
    panels = (replace(first, number="12", people=people), *forum.panels[1:])
    written = programme_json(make_release(programme=replace(forum, panels=panels))).encode()
    assert changes(written, as_drafts(forum), as_drafts(forum)) == [
        "“Harbours and Tides, Part 1”: number changes from “1” to “12”",
        "“Harbours and Tides, Part 1”: Dr. Ada Speaker-1, OBE’s paper is now “On Ports”",
    ]
