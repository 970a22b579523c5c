"""Whatever people type stays whole, and no character of it breaks a program."""

from __future__ import annotations

import re
import unicodedata

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser.property import unescape_backslash

from programme.model import Room, Speaker
from programme.writing.calendar import calendar, ics
from programme.writing.colours import css_name
from programme.writing.plain_text import one_line, plain
from tests.builders import make_event, make_panel, make_programme, make_release

AWKWARD = [
    "\x00",
    "\x0b",
    "\x85",
    "\u2028",
    "\r",
    "\n",
    ",",
    ";",
    "\\",
    "\\n",
    "\\N",
    '"',
    ":",
    "^",
    "👩‍👩‍👧",
    "é",
    "中",
    "\ufeff",
]
texts = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(max_size=30)), max_size=40).map("".join)


@given(title=texts, name=texts, room=texts, event=texts)
def test_any_text_comes_back_from_the_feed_as_it_was_typed(title: str, name: str, room: str, event: str) -> None:
    people = make_panel().people[:1]
    programme = make_programme(
        items=(make_panel(title=title, people=people, room="r"),),
        speakers=(Speaker("speaker-1", name, slug="s"),),
        rooms=(Room("r", room, slug="r"),),
        event=make_event(title=event),
    )
    octets = ics(calendar(make_release(programme=programme), "https://a.example", programme.panels, name=event))

    assert max(map(len, octets.split(b"\r\n"))) <= 75
    assert octets.decode().count("\n") == octets.count(b"\r\n")
    assert not [c for c in octets.decode() if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\r\n"]
    for line in octets.split(b"\r\n"):
        line.decode()  # no character is cut

    feed = icalendar.Calendar.from_ical(octets)
    (entry,) = feed.events
    assert str(entry["SUMMARY"]) == (one_line(title) or "Panel")
    assert str(entry["LOCATION"]) == ", ".join(filter(None, (one_line(room), "Online")))
    # icalendar takes neither for text and leaves the backslashes.
    assert unescape_backslash(feed["NAME"]) == unescape_backslash(feed["X-WR-CALNAME"]) == one_line(event)
    assert one_line(name) in str(entry["DESCRIPTION"])
    assert not feed.errors
    assert not entry.errors


@given(texts, texts)
def test_cleaning_loses_nothing_that_can_be_seen(before: str, after: str) -> None:
    seen = [c for c in one_line(before + after) if c != " "]
    kept = unicodedata.normalize("NFC", before + after)
    assert set(seen) <= set(unicodedata.normalize("NFC", kept))
    assert not re.search(r"\s{2}|[\x00-\x1f]", "".join(one_line(before + after)))


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("", ""),
        ("Two lines\nof one paragraph.\n\n\nAnd another.", "Two lines of one paragraph.\n\nAnd another."),
        ("*Who* **pays** `now`?", "Who pays now?"),
        ("[The report](https://example.org/r) and <https://example.org>", "The report (https://example.org/r) and https://example.org"),
        ("# Why\n\n- ports\n- boats\n  - nets\n\n1. one\n2. b", "Why\n\n- ports\n- boats\n  - nets\n\n1. one\n2. b"),
        ("one  \ntwo<br>three <b>on</b>", "one\ntwo<br>three <b>on</b>"),
        ("<p>Tea & <i>talk</i></p>", "<p>Tea & <i>talk</i></p>"),
        ("<div>Mind <i>the</i> gap</div>\n\nAT&amp;T \\*", "<div>Mind <i>the</i> gap</div>\n\nAT&T *"),
        ("> quoted\n\n---\n\n![A quay](https://example.org/q.png)", "quoted\n\nA quay"),
        ("- a\n\n- b", "- a\n\n- b"),
        ("5 < 6, a - b\u2028and \x07more", "5 < 6, a - b and more"),
    ],
)  # fmt: skip
def test_markdown_reads_as_plain_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize(
    ("colour", "name"), [("#8a1f2b", "brown"), ("#000080", "navy"), ("#FFFFFF", "white"), ("", ""), ("red", "")]
)
def test_a_colour_has_the_name_nearest_to_it(colour: str, name: str) -> None:
    assert css_name(colour) == name
