"""What strangers' documents showed: each of these was read wrongly once."""

from __future__ import annotations

from datetime import date

import pytest

from programme.model import Link
from programme.reading import Options, Reading, read

LISBON = Options(timezone="Europe/Lisbon", start_date=date(2024, 5, 22))


def reading(text: str, options: Options = LISBON) -> Reading:
    return read(text.encode(), options)


def people(found: Reading) -> list[tuple[str, str]]:
    names = {speaker.uid: speaker.name for speaker in found.programme.speakers}
    return [(names[part.speaker], part.billing) for panel in found.programme.panels for part in panel.people]


@pytest.mark.parametrize("other", ["5:00-6:15 ET", "5:00-6:15 New York"])
def test_several_zones_by_city_leave_the_title_whole(other: str) -> None:
    found = reading(f"Panel 1: Voice and vote (10:00-11:15 Lisbon / {other})\nModerator: Sofia Almeida, Público\n")
    (panel,) = found.programme.panels
    assert (panel.title, f"{panel.when.start:%H:%M}", f"{panel.when.end:%H:%M}") == ("Voice and vote", "10:00", "11:15")
    assert "time-zones" in [note.code for note in found.notes]


def test_a_date_beside_the_title_is_asked_about_where_it_can_be_read_in_two_ways() -> None:
    text = (
        "Symposium on Quiet Machines, 05/06/2024\n\n9:00 am - 9:20 am Opening\n9:20 am - 10:00 am Listening to fans\n"
    )
    asked = reading(text, Options(timezone="Europe/Lisbon"))
    assert [question.code for question in asked.questions] == ["date-order"]
    told = reading(text, Options(timezone="Europe/Lisbon", date_order="month-first"))
    assert {panel.when.date for panel in told.programme.panels} == {date(2024, 5, 6)}


def test_two_items_are_a_programme_where_one_has_people() -> None:
    found = reading("09:00 Opening\n09:20 Listening to fans\nGrace Hull, Acme Acoustics\n")
    assert [panel.title for panel in found.programme.panels] == ["Opening", "Listening to fans"]


def test_a_library_is_nobody() -> None:
    found = reading("10:00 - 11:00 Panel 1: Books\nRuth Tennant\nOrkney Library\n\n11:00 - 12:00 Panel 2: Maps\n")
    assert [name for name, _ in people(found)] == ["Ruth Tennant"]


@pytest.mark.parametrize(("cell", "track"), [("Trade", "Trade"), ("https://live.example.org/1", "")])
def test_a_column_headed_stream_is_of_tracks_or_of_addresses(cell: str, track: str) -> None:
    found = reading(f"Session title,Start,End,Speaker,Stream\nPorts,09:00,10:00,Ann Lee,{cell}\n")
    (panel,) = found.programme.panels
    assert [each.name for each in found.programme.tracks] == ([track] if track else [])
    assert [link.url for link in panel.links] == ([] if track else [cell])


@pytest.mark.parametrize("listed", ["Day 1: Water | Day 2: Trade", "Day 1: Water\nDay 2: Trade"])
def test_a_list_of_days_heads_none_of_them(listed: str) -> None:
    times = ("4 (2:00 PM – 3:15 PM)", "3 (10:00 AM – 11:15 AM)", "2 (1:00 PM – 2:15 PM)", "1 (10:00 AM – 11:15 AM)")
    panels = "\n\n".join(f"Panel {time[0]}: Item {time[0]} {time[2:]}\n\nAnn Lee: Fellow, Acme" for time in times)
    found = reading(f"Inland Seas Conference\nMay 22-23, 2024\n{listed}\n\n{panels}\n")
    assert [(panel.number, panel.when.date and panel.when.date.day) for panel in found.programme.panels] == [
        *(("1", 22), ("2", 22), ("3", 23), ("4", 23))
    ]


def test_mixed_line_ends_and_a_stray_control_character_are_read_and_noted() -> None:
    found = read(b"10:00 - 11:00 Panel 1: Books\r\nAnn Lee: Fellow,\x07 Acme\nBo Ray: Poet\r\n", LISBON)
    assert [name for name, _ in people(found)] == ["Ann Lee", "Bo Ray"]
    assert {"mended", "line-ends"} <= {note.code for note in found.notes}


def test_a_zone_in_the_document_that_is_not_the_one_given_is_told() -> None:
    text = "Baltic Forum\nRiga, 10 May 2027. All times Riga time (EEST).\n\n10:00–11:00 Panel 1: Grain\nAnn Lee, Acme\n"
    found = {zone: reading(text, Options(timezone=zone)) for zone in ("UTC", "Europe/Riga", "Europe/Athens")}
    told = [zone for zone, read in found.items() if "zone-differs" in [note.code for note in read.notes]]
    assert told == ["UTC"]


@pytest.mark.parametrize(
    ("line", "written", "zone"),
    [
        ("All times are local time (Oslo).", "local time (Oslo)", "Europe/Oslo"),
        ("Times are given in Oslo time", "Oslo time", "Europe/Oslo"),
        ("All times in São Paulo local time unless noted", "São Paulo local time", "America/Sao_Paulo"),
        ("All times listed are Port-au-Prince time", "Port-au-Prince time", "America/Port-au-Prince"),
        ("Toutes les heures sont en heure de Paris", "heure de Paris", "Europe/Paris"),
        ("All times are local time (Tromsø)", "", ""),  # no city of the zone database
        ("All times are local time", "local time", ""),
        ("Pasta and Paris time and again", "", ""),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_city_in_a_line_about_times_is_the_zone(line: str, written: str, zone: str, below: bool) -> None:
    item = "10:00–11:00 Panel 1: Grain\nWhat to grow, and who pays for it?\nSpeaker: Ann Lee, Fellow, Acme\n"
    text = f"Forum\n10 May 2027\n\n{item}\n{line}\n" if below else f"Forum\n10 May 2027\n{line}\n\n{item}"
    event = reading(text, Options()).programme.event
    assert (event.timezone_as_written, event.timezone) == (written, zone)


@pytest.mark.parametrize("line", ["Oslo, 10 May 2027 | local time (Oslo)", "10 May 2027 | local time (Oslo)"])
def test_a_line_gives_the_date_and_the_zone(line: str) -> None:
    text = f"Forum\n{line}\n\n10:00–11:00 Panel 1: Grain\nAnn Lee, Acme\n"
    found = reading(text, Options())
    assert (found.programme.event.timezone, found.programme.panels[0].when.date) == ("Europe/Oslo", date(2027, 5, 10))


ASSEMBLY = (
    "Friday 20 November 2026\n\n10:15–11:30 Yak herders and the market\n{line}\nSpeaker: Pasang Lhamu, Herder\n\n"
    "11:30–12:00 Lunch\n"
)


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Speaker: X Æ A-12 Li, Founder, YakCo", ("X Æ A-12 Li", "Founder, YakCo")),
        ("Intervenant : X Æ A-12 Li, fondateur, YakCo", ("X Æ A-12 Li", "fondateur, YakCo")),
        ("Chair: Amina wa Thiong’o, Researcher, Nairobi Lab", ("Amina wa Thiong’o", "Researcher, Nairobi Lab")),
        ("Speaker: Ólafur d’Arc y Núñez de Balboa, Judge", ("Ólafur d’Arc y Núñez de Balboa", "Judge")),
    ],
)
def test_a_label_makes_a_person_of_an_odd_name(line: str, person: tuple[str, str]) -> None:
    found = reading(ASSEMBLY.format(line=line))
    assert people(found) == [person, ("Pasang Lhamu", "Herder")]
    assert {panel.abstract for panel in found.programme.panels} == {""}
    assert ("two-people" in [note.code for note in found.notes]) == (" y " in line)


@pytest.mark.parametrize(
    "line", ["Introduction: Why Rivers, Lakes Matter", "Speaker: why Water 2.0, and when, matters"]
)
def test_a_label_makes_nobody_of_a_topic(line: str) -> None:
    assert people(reading(ASSEMBLY.format(line=line))) == [("Pasang Lhamu", "Herder")]


def test_several_who_are_said_to_be_are_told_apart_at_y() -> None:
    found = reading(ASSEMBLY.format(line="Ponentes: Ana Elm y Luis Oak de Prado, Acme"))
    assert [name for name, _ in people(found)] == ["Ana Elm", "Luis Oak de Prado", "Pasang Lhamu"]


@pytest.mark.parametrize(
    ("written", "room"),
    [("Room: Lhotse (2nd floor)", "Lhotse (2nd floor)"), ("[Room: Salt]", "Salt"), ("Room: (Old) Hall", "(Old) Hall")],
)
def test_a_room_keeps_its_own_brackets(written: str, room: str) -> None:
    assert [each.name for each in reading(ASSEMBLY.format(line=written)).programme.rooms] == [room]


@pytest.mark.parametrize("label", ["Live", "Stream", "Livestream", "Watch", "Zoom", "En direct "])
def test_a_labelled_address_is_the_stream_and_no_prose(label: str) -> None:
    found = reading(ASSEMBLY.format(line=f"Prices, cheese and wool.\n{label}: https://v.example.org/live/1"))
    panel = found.programme.panels[0]
    assert (panel.abstract, panel.links) == (
        "Prices, cheese and wool.",
        (Link("https://v.example.org/live/1", rel="stream"),),
    )
    assert [line.use for line in found.ledger if "https" in line.text] == ["link"]


def test_the_last_items_stream_is_no_footer() -> None:
    found = reading(ASSEMBLY.format(line="Prices.") + "Watch live: <https://v.example.org/2>\n")
    assert [link.url for panel in found.programme.panels for link in panel.links] == ["https://v.example.org/2"]


@pytest.mark.parametrize(
    "heading",
    ["Side event: the choir (time to be announced)", "Side event: the choir (horaire à annoncer)"],
)
def test_a_heading_whose_time_is_open_is_a_panel_without_one(heading: str) -> None:
    found = reading(
        ASSEMBLY.format(line="Prices.").replace("11:30–12", f"{heading}\nSpeaker: Bo Ray, Acme\n\n11:30–12")
    )
    before, choir, lunch = found.programme.panels
    assert [before.title, choir.title, lunch.title] == ["Yak herders and the market", "Side event: the choir", "Lunch"]
    assert (choir.when.date, choir.when.start, len(choir.people), len(before.people)) == (
        date(2026, 11, 20),
        None,
        1,
        1,
    )
    assert "no-time" in [note.code for note in found.notes]


def test_a_heading_like_those_around_is_a_panel_where_it_has_people() -> None:
    found = reading(
        "# Friday 20 November 2026\n\n## 09:00–10:00 Rivers\n\nSpeaker: Ann Lee, Acme\n\n## The glacier choir\n\n"
        "Room: Salt\n\nSpeaker: Bo Ray, Acme\n\n## Getting there\n\nTake the bus.\n\n## 10:00–11:00 Lakes\n\nWater.\n"
    )
    titles = [(panel.title, len(panel.people), panel.when.start is None) for panel in found.programme.panels]
    assert titles == [("Rivers", 1, False), ("The glacier choir", 1, True), ("Lakes", 0, False)]


@pytest.mark.parametrize(
    ("written", "title", "kind"),
    [
        ("Closing plenary: the Lalitpur declaration", "Closing plenary: the Lalitpur declaration", "closing"),
        ("Opening keynote: Ice", "Opening keynote: Ice", "keynote"),
        ("Debate: who pays?", "Debate: who pays?", "panel"),
        ("Workshop: reading a map", "reading a map", "workshop"),
        ("Panel: Salt", "Salt", "panel"),
        ("Panel 2: salt", "salt", "panel"),
        ("Seeds: a conversation", "Seeds: a conversation", "talk"),
        ("Fireside chat with the mayor", "Fireside chat with the mayor", "talk"),
    ],
)
def test_a_label_is_kept_where_the_kind_says_less(written: str, title: str, kind: str) -> None:
    panel = reading(ASSEMBLY.format(line="x").replace("Lunch", f"Lunch\n\n12:00–13:00 {written}")).programme.panels[-1]
    assert (panel.title, panel.kind) == (title, kind)


def test_notes_keep_the_letter_of_a_panel_as_it_is_written() -> None:
    text = "10:00–11:00 Panel A: Digitale Häfen\nAnn Lee, Acme\n\n10:30–12:00 Panel B: Flüsse\nBo Ray, Acme\n"
    (overlap,) = [note.message for note in reading(text).notes if "overlap" in note.message]
    assert overlap.startswith("“Panel A: Digitale Häfen” and “Panel B: Flüsse” overlap")
