"""The booklet of a programme in Arabic: every page from right to left, whatever language the event says it is in."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache

import pdfplumber
import pytest

from events.site import booklet, cards, typesetting
from tests.site.arabic import arabic
from tests.site.forum import make_forum

GLANCE, DAY, INDEX = 1, 2, 4  # pages


@cache
def words(page: int) -> list[tuple[str, float, float]]:
    """Each with the points from the left at which it begins and ends; Arabic as it is read."""
    with pdfplumber.open(io.BytesIO(typesetting.pdf(arabic()))) as pdf:
        found = pdf.pages[page].extract_words(x_tolerance=1.5)
    return [(word["text"] if word["text"].isascii() else word["text"][::-1], word["x0"], word["x1"]) for word in found]


def left(page: int, text: str, at: int = 0) -> float:
    return [begins for word, begins, _ in words(page) if word == text][at]


def right(page: int, text: str, at: int = 0) -> float:
    return [ends for word, _, ends in words(page) if word == text][at]


def test_a_day_has_its_times_at_the_right_and_all_else_begins_where_they_end() -> None:
    margin = right(DAY, "May")
    assert [right(DAY, time) for time in ("9:00", "10:00")] == pytest.approx([margin, margin], abs=1)
    for begins in ("التسجيل", "ليلى", "مستقبل", "سامر", "تدريب", "ريم", "3", "sea"):  # the only one of a panel, too
        assert margin - right(DAY, begins) == pytest.approx(59.5, abs=1.5), begins  # 21 mm
    assert right(DAY, "Moderator") < left(DAY, "سامر")
    assert right(DAY, "نادية") < left(DAY, "سامر") - 60
    assert right(DAY, "interpreted.") == pytest.approx(margin - 59.5, abs=1.5)


def test_a_grid_has_its_hours_and_then_its_first_room_at_the_right() -> None:
    assert left(GLANCE, "11:15") > right(GLANCE, "القاعة") > right(GLANCE, "طنجة") > right(GLANCE, "بيروت")
    assert right(GLANCE, "تدريب") == pytest.approx(right(GLANCE, "قاعة"), abs=1)
    assert right(GLANCE, "Ports") < left(GLANCE, "Panel", 1)
    assert left(GLANCE, "10:30") > right(GLANCE, "10") > right(GLANCE, "الختامية")  # a day as a list


def test_the_index_names_pages_at_the_left_of_people() -> None:
    margin = right(INDEX, "Speakers")
    assert [right(INDEX, name) for name in ("ليلى", "Lindqvist")] == pytest.approx([margin, margin], abs=1)
    assert right(INDEX, "3") < left(INDEX, "Anne") - 40


def test_titles_and_not_the_name_of_the_event_say_which_way_it_runs() -> None:
    release = arabic()
    named = replace(release.programme, event=replace(release.programme.event, title="Arab Ports 2026"))
    assert booklet.booklet(replace(release, programme=named))["event"]["rtl"]
    forum = make_forum()
    named = replace(forum.programme, event=release.programme.event)
    assert not booklet.booklet(replace(forum, programme=named))["event"]["rtl"]


def test_the_card_of_an_arabic_panel_names_people_and_facts_from_the_right() -> None:
    release = arabic()
    panel = release.programme.panels[2]
    data = json.dumps(cards.of_panel(release, panel))
    with pdfplumber.open(io.BytesIO(typesetting.run("card", data, created=0, form="pdf", machine_fonts=True))) as pdf:
        found = {word["text"]: word["x0"] for word in pdf.pages[0].extract_words()}
    assert found["سامر"[::-1]] > found["نادية"[::-1]] > found["يوسف"[::-1]] > found["Anne"]
    assert found["Tuesday"] > found["القاعة"[::-1]]
