"""Programmes as hypothesis makes them: everything that a document can say, in words that are easily mistaken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import strategies as st

from programme.house_style import one_line, tidy
from programme.model import (
    KINDS,
    PANEL_STATES,
    ROLES,
    Appearance,
    Day,
    Event,
    Kind,
    Link,
    Panel,
    Programme,
    Room,
    Speaker,
    Track,
    When,
)
from programme.names import fold

FIRST = date(2021, 5, 19)
PIECES = (
    "Tides",
    "and",
    "Panel 1:",
    "PANEL ONE",
    "(10:30 – 11:45)",
    "(Part 1)",
    "–",
    "-",
    "- ",
    ":",
    ": ",
    "10:30",
    "Room: Hall",
    "Speakers:",
    "Abstract:",
    "=1+1",
    "@",
    "+",
    "\xa0",
    "é",
    "“",
    "Wednesday 19 May 2021",
    "19 May 2021: Theme",
    "# ",
    "\\",
    "\\:",
    "[Dr.]",
    "]",
    "*",
    "_x_",
    "<b>",
    "&amp;",
    "&",
    ".",
    "Ph.D.",
    ",",
    ";",
    "'",
    "(invited)",
    "Cancelled",
    "Item:",
    "– Cancelled",
    "End of the programme",
    "Set in Convenor’s house style",
    "TBC",
    "(time to be announced)",
    "Break",
    "Lunch",
    "Day 2",
    "===",
    "Date to be announced",
    "Moderator",
    "Paper: x",
    "Dr.",
    "Prince",
    "深圳",
    "10h30",
    "---",
    "  ",
    "\t",
    "\x85",
    "\u2028",
    "\u200b",
    "\ufeff",
    "\x07",
    "#hash",
    "1.",
    "o ",
    "> ",
    "```",
    "CANCELLED",
    "https://example.org/a",
    '"',
    "|",
)
NAMES = (
    "Ada Smith",
    "Dr. No",
    "Prince Rogers",
    "bell hooks",
    "X",
    "Ann and Bob Miller",
    "Name: With Colon",
    "[Ray]",
    "María-José O’Neil",
    "Ambassador",
    "Sir",
    "The Hon. Judge",
    "王小明",
    "Ada Smith (invited)",
    "TBC",
    "- Dash",
    "Speaker TBA",
    "Room: Six",
    "a\\b",
    "Lt.-Gen. (ret.) Bo",
    "Paper",
    "Ngũgĩ wa Thiong’o",
    "Panel 3: Me (10:00 – 11:00)",
    "=SUM(A1)",
    "Abstract",
)

text = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=6).map(" ".join)
line = text.map(one_line)
titles = (line | st.sampled_from(PIECES).map(one_line)).filter(bool)
abstracts = st.lists(text, max_size=8).map("\n".join).map(tidy) | st.lists(text, max_size=5).map("\n\n".join).map(tidy)
numbers = st.sampled_from(("", "", "1", "2", "ONE", "A1", "IV", "3.2", "1 bis", "n: 1", "(x)", "Panel 4"))
names = st.lists(st.sampled_from(NAMES) | line.filter(bool), max_size=5, unique_by=fold)
honorifics = st.sampled_from(("", "", "Dr.", "Prof. Dr.", "Chief", "H.E.", "x]y", "Ambassador", "Name:"))
after_names = st.sampled_from(("", "", "OBE", "OBE, PhD", "(ret.)", "a]b", "MP", "Esq.: x"))
clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 5, 30, 59)))


@st.composite
def times(draw: st.DrawFn) -> When:
    """A date or none, a start or none; the end after the start, on the same date or up to three days later."""
    day = draw(st.none() | st.integers(0, 3).map(lambda n: FIRST + timedelta(days=n)))
    start = draw(st.none() | clocks)
    if start is None or day is None:
        return When(day)
    end, later = draw(st.none() | clocks), draw(st.sampled_from((0, 0, 0, 1, 3)))
    if end is None or (later == 0 and end <= start):
        return When(day, start)
    return When(day, start, end, day + timedelta(days=later) if later else None)


def links() -> st.SearchStrategy[tuple[Link, ...]]:
    made = st.builds(
        Link, st.sampled_from(("https://example.org/x", "http://a.example/?q=1,2")), st.sampled_from(("", "Watch it")),
        st.sampled_from(("", "stream", "slides")),
    )  # fmt: skip
    return st.lists(made, max_size=2).map(tuple)


@st.composite
def people(draw: st.DrawFn, speakers: list[Speaker]) -> tuple[Appearance, ...]:
    chosen = draw(st.lists(st.sampled_from(speakers), max_size=4)) if speakers else []
    return tuple(
        Appearance(
            speaker.uid, draw(st.sampled_from(ROLES)), draw(line), draw(line | st.just("")),
            draw(st.sampled_from(("confirmed", "confirmed", "invited", "declined"))),
        )
        for speaker in chosen
    )  # fmt: skip


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A programme as drafts can hold it, every room and speaker in use, every date with a day."""
    speakers = [
        Speaker(f"s{n}", name, draw(honorifics), post_nominal=draw(after_names)) for n, name in enumerate(draw(names))
    ]
    rooms = [Room(f"r{n}", name) for n, name in enumerate(draw(st.lists(titles, max_size=3, unique_by=fold)))]
    tracks = [Track(f"t{n}", name) for n, name in enumerate(draw(st.lists(titles, max_size=2, unique_by=fold)))]
    kinds: st.SearchStrategy[Kind] = st.sampled_from(KINDS)
    panels = [
        Panel(
            uid=f"p{n}",
            title=title,
            kind=draw(kinds),
            number=draw(numbers),
            abstract=draw(abstracts),
            when=draw(times()),
            room=draw(st.sampled_from(["", *(room.uid for room in rooms)])),
            track=draw(st.sampled_from(["", *(track.uid for track in tracks)])),
            language=draw(st.sampled_from(("", "en", "fr-CA"))),
            links=draw(links()),
            state=draw(st.sampled_from(PANEL_STATES)),
            people=draw(people(speakers)),
        )
        for n, title in enumerate(draw(st.lists(titles, min_size=1, max_size=5, unique_by=fold)))
    ]
    dates = {panel.when.date for panel in panels if panel.when.date} | set(draw(st.sets(st.just(FIRST))))
    event = Event(
        draw(titles), timezone="America/Toronto", organiser=draw(line), venue=draw(line), languages=("en", "fr")
    )
    days = tuple(Day(day, draw(line)) for day in sorted(dates))
    return in_use(Programme(event, days, tuple(rooms), tuple(tracks), tuple(speakers), tuple(panels)))


def in_use(programme: Programme) -> Programme:
    used = {uid for p in programme.panels for uid in (p.room, p.track, *(part.speaker for part in p.people))}
    return replace(
        programme,
        rooms=tuple(room for room in programme.rooms if room.uid in used),
        tracks=tuple(track for track in programme.tracks if track.uid in used),
        speakers=tuple(speaker for speaker in programme.speakers if speaker.uid in used),
    )
