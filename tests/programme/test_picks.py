from __future__ import annotations

import pytest

from programme.picks import MOST, CodeError, chosen, code, codes_in
from programme.writing.alarms import add_alarms
from programme.writing.calendar import calendar, ics
from tests.builders import make_panel, make_programme, make_release


def test_a_code_is_the_panels_whatever_the_release() -> None:
    assert code("foobar") == "7krqvy6"  # FNV-1a: 85944171f73967e8, as its authors say
    assert len({code(f"harbours-and-tides-part-{n}") for n in range(10_000)}) == 10_000


def test_a_choice_is_read_in_any_order_and_each_code_once() -> None:
    assert codes_in("") == ()
    assert codes_in(code("nets") + code("coffee") + code("nets")) == tuple(sorted((code("nets"), code("coffee"))))


@pytest.mark.parametrize("text", ["abc", "abcdefu", "ABCDEFG", "é234567", "abcdefg\n", "0" * 6])
def test_what_is_no_choice_is_refused(text: str) -> None:
    with pytest.raises(CodeError):
        codes_in(text)


def test_a_choice_has_an_end() -> None:
    with pytest.raises(CodeError, match="at most 300"):
        codes_in("".join(code(str(n)) for n in range(MOST + 1)))


def test_the_chosen_stand_in_the_programmes_order_and_tombstones_last() -> None:
    items = make_panel(2, slug="salt"), make_panel(1, slug="nets"), make_panel(3, slug="eels")
    release = make_release(programme=make_programme(items=items), tombstones=(make_panel(4, slug="gulls"),))
    wanted = [code(slug) for slug in ("gulls", "salt", "nets", "never-was")]
    assert [panel.slug for panel in chosen(release, wanted)] == ["nets", "salt", "gulls"]


def test_alarms_come_before_what_takes_place() -> None:
    items = make_panel(1, title="Nets, mended"), make_panel(2, state="cancelled")
    release = make_release(programme=make_programme(items=items))
    mine = calendar(release, "https://example.org", items, name="Mine")
    add_alarms(mine, 10)
    feed = ics(mine).decode()
    assert feed.count("BEGIN:VALARM") == 1
    alarm = feed[feed.index("BEGIN:VALARM") : feed.index("END:VALARM")].split("\r\n")
    assert sorted(alarm[1:-1]) == ["ACTION:DISPLAY", "DESCRIPTION:Nets\\, mended", "TRIGGER:-PT10M"]
