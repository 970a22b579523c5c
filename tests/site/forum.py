"""A forum with one of everything that a page may have to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from programme.model import Appearance, Day, Link, Panel, Programme, Release, Room, Speaker, Track, When
from tests.builders import make_event

FIRST = date(2021, 5, 19)
PUBLISHED = datetime(2021, 5, 17, 2, tzinfo=UTC)  # the evening of 16 May in Toronto
SECOND = FIRST + timedelta(days=1)
ARABIC = "عبدالعزيز بن عبدالرحمن بن محمد آل سعود الحسيني"


def make_speakers() -> tuple[Speaker, ...]:
    return (
        Speaker("vakil", "Sanam Vakil", "Dr.", "Writes on *Iran* and the Gulf.", slug="sanam-vakil"),
        Speaker("kerckhove", "Ferry de Kerckhove", slug="ferry-de-kerckhove"),
        Speaker("ruggiero", "Erica Di Ruggiero", slug="erica-di-ruggiero"),
        Speaker(
            "marchi",
            "Sergio Marchi",
            "Hon.",
            links=(Link("https://example.org/marchi", "His page"), Link("javascript:alert(1)", "Trap")),
            slug="sergio-marchi",
        ),
        Speaker("abdulaziz", ARABIC, slug="abdulaziz"),
    )


def make_panels() -> tuple[Panel, ...]:
    long = "The order of the region is being redrawn. " * 8 + "Who guarantees it?"
    return (
        Panel("r", "Registration", "registration", when=When(FIRST, time(9), time(10, 30)), slug="registration"),
        Panel(
            "1",
            "A New Security Architecture",
            number="1",
            abstract=f"{long}\n\nAnd at **what** price?",
            when=When(FIRST, time(10, 30), time(11, 45)),
            room="hall",
            track="security",
            links=(Link("https://example.org/live", "", "stream"), Link("javascript:alert(1)", "Trap")),
            people=(
                Appearance("vakil", "moderator", "Deputy Director, Chatham House"),
                Appearance("kerckhove", billing="Former Ambassador to Egypt", paper="The Long View from Cairo"),
            ),
            slug="security",
        ),
        Panel("c", "Coffee", "break", when=When(FIRST, time(11, 45), time(12)), slug="coffee"),
        Panel(
            "2",
            "Trade & Diplomacy",
            number="2",
            abstract="Short.",
            when=When(FIRST, time(12), time(13, 15)),
            language="fr",
            state="cancelled",
            people=(Appearance("marchi", billing="Former Minister"),),
            slug="trade",
        ),
        Panel("n", "Night of Debate", when=When(FIRST, time(22), time(1), SECOND), room="library", slug="night"),
        Panel("3", "Humanitarian Diplomacy", number="3", when=When(SECOND), slug="humanitarian"),
        Panel(
            "k",
            "Closing Address",
            "keynote",
            when=When(SECOND, time(17)),
            people=(Appearance("ruggiero", "keynote"), Appearance("abdulaziz", billing="رئيس مجلس الإدارة")),
            slug="address",
        ),
        Panel("t", "To Come", "workshop", "A2", slug="to-come"),
    )


def make_forum(**facts: Any) -> Release:
    programme = Programme(
        make_event(title="Gulf Forum 2021", slug="gulf-2021", colour="#ffd400", venue="Kempinski Hotel", **facts),
        (Day(FIRST, "Geopolitics of the Gulf"),),
        (Room("hall", "Great Hall", slug="great-hall"), Room("library", "Library", slug="library")),
        (Track("security", "Security", slug="security"),),
        make_speakers(),
        tuple(replace(panel, changed=PUBLISHED) for panel in make_panels()),
    )
    return Release(3, PUBLISHED, programme)
