"""Each way of setting out times, days, rooms and parallel sessions, in small documents of several languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from programme.reading import Options, as_json, read

START = date(2024, 5, 1)


def reading(text: str, timezone: str = "Europe/Paris", start: date | None = None) -> dict[str, Any]:
    return as_json(read(text.encode(), Options(timezone=timezone, start_date=start)))


def items(text: str, **options: Any) -> list[str]:
    """Each item as “start-end title”; - where a time is not known."""
    return [f"{p['start'] or ''}-{p['end'] or ''} {p['title']}" for p in reading(text, **options)["panels"]]


def dates(text: str, **options: Any) -> list[tuple[str | None, str]]:
    return [(p["date"], p["title"]) for p in reading(text, **options)["panels"]]


def placed(text: str, **options: Any) -> list[tuple[str | None, str | None, str | None, str]]:
    """Start, room, track and title of each item."""
    return [(p["start"], p["room"], p["track"], p["title"]) for p in reading(text, **options)["panels"]]


def codes(text: str, **options: Any) -> list[str]:
    return [note["code"] for note in reading(text, **options)["notes"]]


HEAD = "Coast Forum\n\n6 June 2024\n\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "9-10:30 Opening plenary\n10:30-11 Coffee break\n12:30-2 Lunch\n2-3:30 Session 1: Canals",
            ["09:00-10:30 Opening plenary", "10:30-11:00 Coffee break", "12:30-14:00 Lunch", "14:00-15:30 Canals"],
        ),
        (
            "10:45 am-Noon Session 1: Rivers\n12 noon-1 pm Lunch\n1-2:15 pm Session 2: Lakes",
            ["10:45-12:00 Rivers", "12:00-13:00 Lunch", "13:00-14:15 Lakes"],
        ),
        (
            "9.30 Uhr Begrüßung\nMittag – 13.00 Mittagessen\n13 bis 14 Uhr Rundgang",
            ["09:30- Begrüßung", "12:00-13:00 Mittagessen", "13:00-14:00 Rundgang"],
        ),
        (
            "das 11h15 às 12h30 Mesa 1: Rios\nmeio-dia e meia Almoço\n14h Sessão 2: Lagos",
            ["11:15-12:30 Rios", "12:30- Almoço", "14:00- Lagos"],
        ),
        (
            "10:00 horas Apertura\n11 h 30 Mesa 1: Ríos\n12:00 mediodía Comida",
            ["10:00- Apertura", "11:30- Ríos", "12:00- Comida"],
        ),
        (
            "ore 15 Registrazione\ndalle 15.30 alle 16.30 Sessione 1: Acque\n16.30 Pausa caffè",
            ["15:00- Registrazione", "15:30-16:30 Acque", "16:30- Pausa caffè"],
        ),
        (
            "9:15 Why rivers bend (45')\n10:30 Group work (1h30)\n12:00 Lunch (1 h)\n13:00 Mapping – 90 minutes",
            ["09:15-10:00 Why rivers bend", "10:30-12:00 Group work", "12:00-13:00 Lunch", "13:00-14:30 Mapping"],
        ),
        (
            "11.30-11.50Position Paper\n11.50-12.10Reply to the Paper\n14:00Keynote: Ice",
            ["11:30-11:50 Position Paper", "11:50-12:10 Reply to the Paper", "14:00- Ice"],
        ),
        (
            "10:30 AM Session 1: Rivers\n20 minutes\n11:30 AM Coffee\n(15 min)\n12:00 PM Lunch",
            ["10:30-10:50 Rivers", "11:30-11:45 Coffee", "12:00- Lunch"],
        ),
        (
            "17h00-17h30 Débat\n17.45 -17.99 Cocktail\n18h30-18h00 Concert",
            ["17:00-17:30 Débat", "17:45- Cocktail", "18:30- Concert"],
        ),
    ],
)
def test_times_are_read_in_every_form(lines: str, expected: list[str]) -> None:
    assert items(HEAD + lines) == expected


def test_a_number_after_a_spaced_dash_may_begin_a_title() -> None:
    assert items(HEAD + "9:30 - 10:30 Welcome\n10:30 - 11 ways to save water\n12:00 - 13:00 Lunch") == [
        "09:30-10:30 Welcome",
        "10:30- 11 ways to save water",
        "12:00-13:00 Lunch",
    ]


def test_titles_stand_above_their_times_where_most_of_them_must() -> None:
    text = (
        "Opening\n09:00 – 09:30\n\nWhy rivers bend\n09:30 – 10:30\nAnn Lee, Delta University\n\nCoffee\n10:30 – 11:00"
    )
    assert items(text, start=START) == ["09:00-09:30 Opening", "09:30-10:30 Why rivers bend", "10:30-11:00 Coffee"]


@pytest.mark.parametrize(
    ("timezone", "start"), [("America/New_York", "09:00"), ("Europe/Rome", "15:00"), ("Asia/Tokyo", "09:00")]
)
def test_of_several_zones_the_events_counts_and_else_the_first(timezone: str, start: str) -> None:
    text = "Call\n\n6 June 2024\n\n09:00 – 10:00 ET / 15:00 – 16:00 CET / 14:00 – 15:00 BST Opening\n18:00 Lunch"
    assert reading(text, timezone)["panels"][0]["start"] == start


def test_clocks_that_disagree_between_zones_are_noted() -> None:
    text = "Call\n\n20 March 2024\n\n09:00-10:00 ET / 15:00-16:00 CET Opening\n11:00-12:00 ET / 16:00-17:00 CET Closing"
    found = [(n["level"], n["lines"]) for n in reading(text, "America/New_York")["notes"] if "disagree" in n["message"]]
    assert found == [("warning", [5])]


def test_midnight_and_after_is_the_next_day() -> None:
    text = HEAD + "20:00 – 21:30 Panel 1: Light\n22:00 – 24:00 Concert\n24:00 – 00:30 Reading\n01:00 – 02:00 Last dance"
    assert dates(text) == [
        ("2024-06-06", "Light"),
        ("2024-06-06", "Concert"),
        ("2024-06-07", "Reading"),
        ("2024-06-07", "Last dance"),
    ]


TWO_DAYS = "{}\n09:00 Welcome\n10:00 Panel 1: Rivers\n\n{}\n09:00 Panel 2: Lakes\n11:00 Farewell\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Day One - June 6, 2024", "Day Two"),
        ("Jour 1 – jeudi 6 juin 2024", "Jour 2"),
        ("1. Tag, 6. Juni 2024", "2. Tag"),
        ("Primera jornada: 6 de junio de 2024", "Segunda jornada"),
        ("Thursday 06/06/2024", "Friday 06/07/2024"),
        ("6/6/2024, Thursday", "6/7/2024, Friday"),
        ("Do, 6.6.2024", "Fr, 7.6.2024"),
        ("Giovedì 6 giugno 2024", "Venerdì 7 giugno"),
        ("Quinta-feira, 6 de junho de 2024", "Sexta-feira, 7 de junho"),
        ("Conference Day 1: Thursday, June 6, 2024", "Conference Day 2: Friday, June 7, 2024"),
        ("Thursday Morning, 6 June 2024", "Friday Morning, 7 June 2024"),
        ("6-7 June 2024\n\nThursday", "Friday"),
        ("6-7 June 2024\n\nDAY 1: HARBOURS", "DAY 2: MARSHES"),
        ("Thursday, 6 June 2024 (9:00 - 17:00 CEST)", "Friday, 7 June 2024, 9:00 - 13:00 CEST"),
    ],
)
def test_days_are_read_in_every_form(first: str, second: str) -> None:
    assert dates("Coast Forum\n" + TWO_DAYS.format(first, second)) == [
        ("2024-06-06", "Welcome"),
        ("2024-06-06", "Rivers"),
        ("2024-06-07", "Lakes"),
        ("2024-06-07", "Farewell"),
    ]


def test_an_undated_second_day_is_counted_with_a_note() -> None:
    assert "counted-day" in codes("Forum\n" + TWO_DAYS.format("Day 1, 6 June 2024", "Day 2"))


def test_weekdays_run_on_from_a_start_date_that_is_none_of_them() -> None:
    text = "Coast Forum\n" + TWO_DAYS.format("Monday", "Thursday")
    assert [day for day, _ in dates(text, start=START)] == ["2024-05-06", "2024-05-06", "2024-05-09", "2024-05-09"]
    assert "weekday" in codes(text, start=START)


def test_a_heads_date_that_gives_way_to_the_start_date_is_noted() -> None:
    assert "start-date" in codes("Forum, 7-8 June 2024\n\n09:00 Welcome\n10:00 Panel 1: Rivers\n", start=START)


def test_a_lost_heading_is_asked_for_where_numbers_run_on() -> None:
    text = HEAD + "09:00 Panel 1: A\n14:00 Panel 2: B\n09:00 Panel 3: C\n10:30 Panel 4: D"
    assert [question["code"] for question in reading(text)["questions"]] == ["order", "ends"]


def test_a_theme_stands_below_its_day() -> None:
    text = "Forum\n" + TWO_DAYS.format("6 June 2024\nTheme: Salt water", "7 June 2024\nSALT MARSHES")
    assert [day["title"] for day in reading(text)["days"]] == ["Salt water", "SALT MARSHES"]


def test_a_theme_for_the_end_of_time_is_no_day() -> None:
    options = Options(timezone="UTC", day_titles=((date(9999, 12, 31), "Never"),))
    found = as_json(read(b"Forum\n\n09:00 Panel 1: A\n10:00 Panel 2: B\n09:00 Panel 3: C\n10:00 Panel 4: D", options))
    assert "day-title" in [note["code"] for note in found["notes"]]


@pytest.mark.parametrize(
    "lines",
    [
        "11:00–12:30 Parallel sessions\nSession A: Rivers (Room 1)\nSession B: Lakes (Room 2)",
        "11:00–12:30\nSession A: Rivers (Room 1)\nSession B: Lakes (Room 2)",
        "11:00 – 12:30 | Parallel sessions I\nPanel 1A: Rivers | Room 1\nPanel 1B: Lakes | Room 2",
        "11:00-12:30 Concurrent sessions\nA. Rivers (Room 1)\nB. Lakes (Room 2)",
        "11:00-12:30 Breakout sessions\n- Rivers (Room 1)\n- Lakes (Room 2)",
        "11h00 – 12h30 Ateliers parallèles\nAtelier 1 : Rivers\nRoom 1\nAtelier 2 : Lakes\nRoom 2",
        "11.00 – 12.30 Uhr Parallele Workshops\nWorkshop 1: Rivers – Room 1\nWorkshop 2: Lakes – Room 2",
        "11:00-12:30\tSession 1: Rivers\tRoom 1\n11:00-12:30\tSession 2: Lakes\tRoom 2",
        "11:00-12:30   Session 1: Rivers   Room 1\n11:00-12:30   Session 2: Lakes   Room 2",
        "11:00-12:30 | Room 1 | Session 1: Rivers\n11:00-12:30 | Room 2 | Session 2: Lakes",
        "11:00-12:30\nRoom 1\nRivers\n11:00-12:30\nRoom 2\nLakes",
        "\nRoom 1\n11:00-12:30 Session 1: Rivers\nRoom 2\n11:00-12:30 Session 2: Lakes",
    ],
)
def test_parallel_sessions_have_their_time_and_room(lines: str) -> None:
    assert [
        found[:2] + found[3:] for found in placed(HEAD + "09:00–10:30 Opening\n" + lines + "\n13:00-14:00 Lunch")
    ] == [
        ("09:00", None, "Opening"),
        ("11:00", "Room 1", "Rivers"),
        ("11:00", "Room 2", "Lakes"),
        ("13:00", None, "Lunch"),
    ]


def test_a_ruling_line_with_a_title_of_its_own_is_an_item_too() -> None:
    text = HEAD + "11:00–12:30 Breakout sessions: Water and work\nGroup A: Rivers\nGroup B: Lakes\n14:00–15:30 Closing"
    assert [found[3] for found in placed(text)] == ["Breakout sessions: Water and work", "Rivers", "Lakes", "Closing"]


def test_a_room_and_track_between_time_and_title() -> None:
    text = HEAD + "09:00 – 10:30\nRoom 2 | Track: Salt\nWhy tides turn\n\n10:30 – 11:00\nFoyer\nCoffee"
    assert placed(text) == [("09:00", "Room 2", "Salt", "Why tides turn"), ("10:30", "Foyer", None, "Coffee")]


def test_a_track_above_a_list_is_that_of_its_items() -> None:
    text = "Forum, 6 June 2024\n\nTrack A: Law\n09:00–10:00 Sea\n10:00–11:00 Shore\nTrack B: Works\n09:00–10:00 Walls"
    assert sorted((track or "", title) for _, _, track, title in placed(text)) == [
        ("Track A: Law", "Sea"),
        ("Track A: Law", "Shore"),
        ("Track B: Works", "Walls"),
    ]


def test_a_break_alone_between_items_has_no_time() -> None:
    text = HEAD + "9:00 Panel 1: Rivers\nAnn Lee, Trust\n\nLunch\n\n14:00 Panel 2: Lakes\nBo Ray, Board"
    assert items(text) == ["09:00- Rivers", "- Lunch", "14:00- Lakes"]
    assert "no-time" in codes(text)


@pytest.mark.parametrize(
    "line",
    [
        "CANCELLED: Rivers and roads",
        "10:00 CANCELLED – Rivers and roads",
        "10:00 Rivers and roads (annulé)",
        "10:00 ~~Rivers and roads~~",
        "10:00 – 10:30 [ABGESAGT] Rivers and roads",
    ],
)
def test_a_cancelled_item_is_kept_and_marked(line: str) -> None:
    panels = reading(HEAD + f"09:00 – 09:30 Welcome\n{line}\n11:00 – 11:30 Coffee")["panels"]
    assert [(p["title"], p["cancelled"]) for p in panels] == [
        ("Welcome", False),
        ("Rivers and roads", True),
        ("Coffee", False),
    ]


def test_a_heading_may_be_long_or_wrapped() -> None:
    long = " ".join(["harbours and tides"] * 15)
    wrapped = "11:00 – 12:00 Panel 2: A very long title that was broken by the mail\nprogramme over two lines"
    text = HEAD + f"09:00 – 10:30 Panel 1: {long}\n{wrapped}\nAnn Lee, Trust"
    assert items(text) == [
        f"09:00-10:30 {long}",
        "11:00-12:00 A very long title that was broken by the mail programme over two lines",
    ]


@pytest.mark.parametrize(
    "end",
    [
        "Kind regards,\nAnn\n\nTel: 01752 555 017 | Mon–Thu 9:00–16:00",
        "Cordialement,\nAnne Lys\nPermanence téléphonique : lundi-jeudi 9h00-16h00",
        "Mit freundlichen Grüßen\nAnna\nTel.: 0431 1234567 (Mo–Do 9:00–16:00 Uhr)",
        "Office hours: Mon–Fri 9:00–17:00",
        "Call us: 0431 1234-567, Mon to Fri 9:00 – 17:00",
        "12:05 | Updated 4 May 2024",
    ],
)
def test_what_stands_around_a_programme_is_no_item(end: str) -> None:
    text = HEAD + f"09:00 – 09:30 Welcome\n09:30 – 10:30 Panel 1: Rivers\n10:30 – 11:00 Coffee\n\n{end}\n"
    assert items(text) == ["09:00-09:30 Welcome", "09:30-10:30 Rivers", "10:30-11:00 Coffee"]
