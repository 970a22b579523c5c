"""Markdown as a typesetter is handed it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from programme.writing.prose import DEEPEST, Block, prose


def test_marks_become_facts_of_the_text_that_they_hold() -> None:
    (block,) = prose("Who *pays* and **who _asks_**, `code`, [here](https://example.org/) ![a quay](x.png)")
    assert block.form == "paragraph"
    assert block.runs == (
        {"text": "Who "}, {"text": "pays", "italic": True}, {"text": " and "}, {"text": "who ", "bold": True},
        {"text": "asks", "bold": True, "italic": True}, {"text": ", "}, {"text": "code", "code": True},
        {"text": ", "}, {"text": "here", "url": "https://example.org/"}, {"text": " "}, {"text": "a quay"},
    )  # fmt: skip


def test_addresses_are_links_as_they_stand_but_not_in_code() -> None:
    (block,) = prose("See https://example.org/, not `https://a.example`.")
    assert block.runs == (
        {"text": "See "}, {"text": "https://example.org/", "url": "https://example.org/"}, {"text": ", not "},
        {"text": "https://a.example", "code": True}, {"text": "."},
    )  # fmt: skip


def test_lists_are_flat_and_know_their_numbers_and_how_far_in_they_stand() -> None:
    found = prose("# Why\n\n3. three\n4. four\n   - inside\n\n   more of four\n\n> said\n\n***\n\n    typed")
    assert [(block.form, block.number, block.indent) for block in found] == [
        ("heading", 0, 0), ("number", 3, 1), ("number", 4, 1), ("bullet", 0, 2), ("paragraph", 0, 1),
        ("paragraph", 0, 1), ("rule", 0, 0), ("code", 0, 0),
    ]  # fmt: skip


@given(st.text("ab *_`[](){}#$@\\<>-+1.\n\t!&;/=~|", max_size=200))
def test_whatever_is_written_is_text_and_not_deep(written: str) -> None:
    for block in prose(written):
        assert isinstance(block, Block)
        assert 0 <= block.indent <= DEEPEST
        assert all(isinstance(run["text"], str) and run["text"] for run in block.runs)
