"""A faultless programme gives no findings; each fault that is put into it gives exactly its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from time import process_time
from typing import Any

import pytest

from programme.checking import check
from programme.findings import SEVERITIES, Finding, Thing, by_thing
from programme.model import Appearance, Day, Event, Kind, Link, Panel, Programme, Role, Room, Speaker, Track, When

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
STREAM = Link("https://watch.example/", "Watch", "stream")
NAMES = ("Ada Larsen", "Jon Berg", "Sanam Vikander", "Iris Okafor", "Tom Weiss", "Noor Haddad", "Lea Roy", "Max Hu")


def at(start: str, end: str, day: date = MONDAY) -> When:
    return When(day, time.fromisoformat(start), time.fromisoformat(end))


def part(speaker: str, role: Role = "speaker", billing: str = "Director, Institute of Harbours", **facts: Any) -> Any:
    return Appearance(speaker, role, billing, **facts)


def panel(
    uid: str, title: str, when: When, room: str = "", kind: Kind = "panel", people: str = "", **facts: Any
) -> Panel:
    """`people` by their letters, the first of whom moderates a panel."""
    parts = tuple(part(uid, "moderator" if not n and kind == "panel" else "speaker") for n, uid in enumerate(people))
    abstract = "" if kind in ("break", "registration", "opening", "social") else "What harbours are for."
    return Panel(uid, title, kind, abstract=abstract, when=when, room=room, people=parts, **facts)


FAULTLESS = Programme(
    event=Event("Harbour Forum", "harbour", "Europe/Oslo"),
    days=(Day(MONDAY), Day(TUESDAY)),
    rooms=(Room("hall", "Hall", stream="https://hall.example/"), Room("loft", "Loft"), Room("cellar", "Cellar")),
    tracks=(Track("policy", "Policy"),),
    speakers=tuple(Speaker(chr(ord("a") + n), name) for n, name in enumerate(NAMES)),
    panels=(
        panel("welcome", "Welcome", at("09:00", "09:30"), kind="opening", people="a"),
        panel("desk", "Registration", at("08:00", "12:00"), kind="registration"),
        panel("key", "Why Harbours", at("09:30", "10:15"), "hall", kind="keynote", people="b"),
        panel("coffee", "Coffee", at("10:15", "10:45"), kind="break"),
        panel("tides", "Tides", at("10:45", "12:00"), "hall", people="cde", number="1"),
        panel("ports", "Ports", at("10:45", "12:00"), "loft", people="fgh", number="2"),
        panel("lunch", "Lunch", at("12:00", "13:00"), kind="break"),
        panel("dredge", "Dredging", at("13:00", "14:00"), "loft", people="cfb", number="3"),
        panel("party", "Reception", at("19:00", "21:00"), kind="social"),
        panel("old", "Called off", at("10:45", "12:00"), "hall", people="cd", state="cancelled"),
        panel("late", "Quays", at("09:00", "10:00", TUESDAY), "cellar", people="deh", links=(STREAM,)),
        panel("work", "Knots", at("10:00", "11:00", TUESDAY), "loft", "workshop", people="a"),
    ),
)  # fmt: skip


def changed(uid: str, programme: Programme = FAULTLESS, **facts: Any) -> Programme:
    panels = tuple(replace(panel, **facts) if panel.uid == uid else panel for panel in programme.panels)
    return replace(programme, panels=panels)


def everywhere(kinds: tuple[str, ...], **facts: Any) -> Programme:
    panels = (replace(panel, **facts) if panel.kind in kinds else panel for panel in FAULTLESS.panels)
    return replace(FAULTLESS, panels=tuple(panels))


def of(uid: str) -> Panel:
    return FAULTLESS.panel[uid]


def named(uid: str, name: str) -> Programme:
    speakers = (replace(speaker, name=name) if speaker.uid == uid else speaker for speaker in FAULTLESS.speakers)
    return replace(FAULTLESS, speakers=tuple(speakers))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, set[str]]]:
    return [(found.code, found.message, {thing.key for thing in found.about}) for found in findings]


def test_a_faultless_programme_is_silent() -> None:
    for today in (None, MONDAY - timedelta(days=9), MONDAY, TUESDAY):
        assert check(FAULTLESS, today=today) == ()
    assert check(Programme()) == ()


WHOLE_HOUSE = (
    "“Welcome” and “Why Harbours” overlap on Mon 23 Nov from 09:30 to 09:45. "
    "“Welcome” has no room, so it takes the whole house."
)
WALK = "Noor Haddad has 3 minutes to walk from Hall to Loft on Mon 23 Nov, between “Why Harbours” and “Ports” at 10:45."
SEEDED: dict[str, tuple[str, Callable[[], Programme], str, set[str]]] = {
    "a room twice": (
        "room-twice",
        lambda: changed("ports", room="hall"),
        "Hall is booked twice on Mon 23 Nov from 10:45 to 12:00: “Tides” and “Ports”.",
        {"hall", "tides", "ports"},
    ),
    "a person twice": (
        "person-twice",
        lambda: changed("ports", people=(*of("ports").people, part("e"))),
        "Tom Weiss is in two panels at once on Mon 23 Nov from 10:45 to 12:00: “Tides” and “Ports”.",
        {"e", "tides", "ports"},
    ),
    "an overlap": (
        "overlap",
        lambda: changed("welcome", when=at("09:00", "09:45")),
        WHOLE_HOUSE,
        {"welcome", "key"},
    ),
    "a number twice": (
        "duplicate-number",
        lambda: changed("ports", number="1"),
        "“Tides” and “Ports” have the same number, 1, on Mon 23 Nov.",
        {"tides", "ports"},
    ),
    "no time": (
        "no-slot",
        lambda: changed("work", when=When(MONDAY)),
        "“Knots” has no time yet. It is announced for Mon 23 Nov.",
        {"work"},
    ),
    "nobody": ("no-people", lambda: changed("key", people=()), "“Why Harbours” has nobody in it.", {"key"}),
    "too small": (
        "too-small",
        lambda: changed("tides", people=of("tides").people[:2]),
        "“Tides” is a panel with only one person in it, beside who moderates.",
        {"tides"},
    ),
    "too small since somebody declined": (
        "too-small",
        lambda: changed("tides", people=(*of("tides").people[:2], part("e", state="declined"))),
        "“Tides” is a panel with only one person in it, beside who moderates.",
        {"tides"},
    ),
    "too large": (
        "too-large",
        lambda: large(),
        "“Quays” has 9 people in it, beside who moderates: more than 8.",
        {"late"},
    ),
    "no moderator": (
        "no-moderator",
        lambda: changed("tides", people=tuple(part(uid) for uid in "cde")),
        "“Tides” has no moderator or chair.",
        {"tides"},
    ),
    "no billing": (
        "no-billing",
        lambda: changed("tides", people=(*of("tides").people[:2], part("e", billing=" "))),
        "Tom Weiss has no billing in “Tides”.",
        {"e", "tides"},
    ),
    "no abstract": ("no-abstract", lambda: changed("work", abstract=""), "“Knots” has no abstract.", {"work"}),
    "a gap": (
        "gap",
        lambda: changed("dredge", when=at("14:00", "15:00")),
        "Nothing is on from 13:00 to 14:00 on Mon 23 Nov. A break can be entered too.",
        {""},
    ),
    "a tight walk": (
        "tight-walk",
        lambda: changed("key", when=at("09:30", "10:42"), people=(part("f"),)),
        WALK,
        {"f", "key", "ports"},
    ),
    "one name twice": (
        "duplicate-name",
        lambda: named("h", "A. Larsen"),
        "“Ada Larsen” and “A. Larsen” may be one person: an initial stands for a given name.",
        {"a", "h"},
    ),
    "no stream": (
        "no-stream",
        lambda: replace(
            FAULTLESS,
            panels=(*FAULTLESS.panels, panel("q", "Cranes", at("11:00", "12:00"), "cellar", people="dba", number="9")),
            speakers=FAULTLESS.speakers,
        ),
        "“Cranes” is today and has no link to its stream, which others like it have.",
        {"q"},
    ),
}  # fmt: skip


def large() -> Programme:
    names = ["Ann Bo", "Cy Dent", "Eve Fox", "Gus Hill", "Ida Jay", "Kim Lund", "Mia Nye"]
    more = tuple(Speaker(f"x{n}", name) for n, name in enumerate(names))
    people = (*of("late").people, *(part(speaker.uid) for speaker in more))
    return changed("late", replace(FAULTLESS, speakers=(*FAULTLESS.speakers, *more)), people=people)


@pytest.mark.parametrize("fault", SEEDED)
def test_a_seeded_fault_is_found_and_nothing_else(fault: str) -> None:
    code, made, message, about = SEEDED[fault]
    programme = made()
    if code == "no-stream":  # somebody of it is elsewhere then: only what is asked for is looked at
        assert [found for found in told(check(programme, today=MONDAY)) if found[0] == code] == [(code, message, about)]
        assert code not in {found.code for found in check(programme, today=MONDAY - timedelta(days=2))}
        return
    assert told(check(programme)) == [(code, message, about)]


def test_every_code_has_its_fault() -> None:
    assert {code for code, *_ in SEEDED.values()} | {"empty-slot"} == set(SEVERITIES)


def test_a_slot_without_a_panel_is_found() -> None:
    found = check(FAULTLESS, empty=[("7", at("15:00", "16:00"))])
    assert told(found) == [("empty-slot", "No panel stands in the time slot Mon 23 Nov 15:00–16:00.", {"7"})]


def test_all_faults_at_once_are_all_found_the_worst_first() -> None:
    programme = changed("ports", room="hall", people=(*of("ports").people, part("e")), abstract="")
    programme = changed("work", programme, when=When(MONDAY))
    codes = [found.code for found in check(programme)]
    assert codes == ["room-twice", "person-twice", "no-slot", "no-abstract"]


def test_what_no_panel_has_is_said_once() -> None:
    bare = everywhere(("panel", "keynote", "workshop"), abstract="")
    assert told(check(bare)) == [("no-abstract", "No panel has an abstract.", {""})]
    leaderless = FAULTLESS
    for each in FAULTLESS.panels:
        people = tuple(replace(part, role="speaker") for part in each.people)
        leaderless = changed(each.uid, leaderless, people=people)
    assert told(check(leaderless)) == [("no-moderator", "No panel has a moderator or chair.", {""})]
    untimed = replace(FAULTLESS, panels=tuple(replace(panel, when=When()) for panel in FAULTLESS.panels))
    assert told(check(untimed)) == [("no-slot", "No panel has a time yet.", {""})]


def test_talks_that_are_all_called_panels_are_said_once() -> None:
    lone = FAULTLESS
    for each in FAULTLESS.panels:
        lone = changed(each.uid, lone, people=each.people[1:2])
    assert [found.code for found in check(lone) if found.code == "too-small"] == ["too-small"]


def test_the_same_gap_on_every_day_is_said_once() -> None:
    tuesday = TUESDAY
    one = tuple(p for p in FAULTLESS.panels if p.when.date == MONDAY and p.uid not in ("lunch", "old", "party"))
    two = tuple(replace(p, uid=f"{p.uid}2", when=replace(p.when, date=tuesday)) for p in one)
    found = check(replace(FAULTLESS, panels=one + two))
    assert [f.message for f in found] == [
        "Nothing is on from 12:00 to 13:00 on 2 days (Mon 23 Nov, Tue 24 Nov). A break can be entered too."
    ]


def test_who_was_said_to_be_two_is_two() -> None:
    assert check(named("h", "A. Larsen"), apart={frozenset("ah")}) == ()


def test_sessions_below_a_parallel_heading_do_not_overlap_it() -> None:
    heading = panel("par", "Parallel Sessions", at("10:45", "12:00"), kind="other")
    assert check(replace(FAULTLESS, panels=(heading, *FAULTLESS.panels))) == ()


def test_a_fingerprint_changes_with_the_facts_and_not_with_the_words() -> None:
    (first,) = check(changed("ports", room="hall"))
    (renamed,) = check(changed("ports", changed("ports", room="hall"), title="Docks"))
    (later,) = check(changed("ports", changed("ports", room="hall"), when=at("11:00", "12:00")))
    assert (first.key, first.fingerprint) == (renamed.key, renamed.fingerprint)
    assert first.message != renamed.message
    assert later.key == first.key
    assert later.fingerprint != first.fingerprint


def test_findings_stand_with_each_thing_that_they_are_about() -> None:
    found = check(changed("ports", room="hall"))
    assert by_thing(found) == {"tides": found, "ports": found, "hall": found}
    assert found[0].about[0] == Thing("panel", "tides", "Tides")


def crowded(number: int) -> Panel:
    """One of many: twelve beside each other, nine hours a day, four people in each who are in others too."""
    when = at(f"{8 + number // 12 % 9:02}:00", f"{8 + number // 12 % 9:02}:50", MONDAY + timedelta(days=number // 108))
    people = tuple(part(f"s{(number * 2 + k) % 600}") for k in range(4))
    return replace(panel(f"p{number}", f"Tides {number}", when, f"r{number % 12}"), people=people)


def test_three_hundred_panels_are_checked_in_no_time() -> None:
    names = (f"{chr(65 + n % 26)}da {chr(65 + n // 26)}{'aeiou'[n % 5]}rsen{chr(97 + n % 23)}" for n in range(600))
    people = tuple(Speaker(f"s{n}", name) for n, name in enumerate(names))
    rooms = tuple(Room(f"r{n}", f"Room {n}") for n in range(12))
    large = replace(FAULTLESS, panels=tuple(map(crowded, range(300))), speakers=people, rooms=rooms)
    took: list[float] = []
    for _ in range(5):  # the best of five, of its own time: the machine may have other things to do
        began = process_time()
        assert len(check(large)) > 100
        took.append(process_time() - began)
    assert min(took) < 0.1
