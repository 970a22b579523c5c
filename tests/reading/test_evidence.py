"""What is enough to be a programme, and what a refusal says of what is not."""

from __future__ import annotations

from datetime import date

import pytest

from programme.reading import Options, read

TOLD = Options(timezone="Europe/Paris", start_date=date(2026, 3, 5))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("18:00 Lecture: Wells\n19:00 Reception\n", ["Wells", "Reception"]),
        (
            "09:00 Rivers\nAnn Lee, Acme\n09:30 Lakes\nBo Ray, Beta\n10:00 Wells\nCy Orr, Gamma\n",
            ["Rivers", "Lakes", "Wells"],
        ),
    ],
    ids=["a short evening of usual words", "starts with people below them"],
)
def test_starts_alone_are_a_programme_where_words_or_people_say_so(text: str, titles: list[str]) -> None:
    assert [panel.title for panel in read(text.encode(), TOLD).programme.panels] == titles


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Lunch at the office\n12:00 Bob\n13:00 Ann\n",
            "a time and a title stand together in line 2, but nothing says",
        ),
        ("10:30 Bob: are you there\nyes\n10:31 Ann: ok\n10:35 Bob: thanks\n", "stand together in line 1, but nothing"),
        ("Dear all,\n\nsee you on Monday.\n", "no line has a time beside a title"),
    ],
    ids=["a list", "messages", "a letter"],
)
def test_a_refusal_says_what_is_missing(text: str, reason: str) -> None:
    reading = read(text.encode(), TOLD)
    assert reading.programme.panels == ()
    assert reason in reading.notes[-1].message
