from __future__ import annotations

from programme.reading import Options, read

HEAD = "Wednesday 19 May 2021\n\n"
FIRST = "10:00 - 11:00 A New Order of the Ports\nJoost R. Hiltermann, Director, Institute of Harbours\n"
SECOND = "\n11:30 - 12:30 Dredging in Practice\nJ. Hiltermann, Director, Institute of Harbours\n"


def doubles(text: str) -> list[tuple[str, tuple[int, ...]]]:
    reading = read(text.encode(), Options(timezone="Europe/Oslo"))
    return [(note.message, note.lines) for note in reading.notes if note.code == "likely-same-person"]


def test_one_person_written_in_two_ways_is_said_and_left_two() -> None:
    message = (
        "“Joost R. Hiltermann” and “J. Hiltermann” are likely the same person "
        "(an initial stands for a given name, a middle name left out); they were left two."
    )
    assert doubles(HEAD + FIRST + SECOND) == [(message, (4, 7))]
    assert len(read((HEAD + FIRST + SECOND).encode(), Options(timezone="Europe/Oslo")).programme.speakers) == 2


def test_who_sits_together_is_two() -> None:
    assert doubles(HEAD + FIRST + "J. Hiltermann, Deputy Director, Institute of Harbours\n") == []


def test_letters_after_a_name_make_nobody_another() -> None:
    text = HEAD + FIRST + SECOND.replace("J. Hiltermann,", "Dr. Joost R. Hiltermann, OBE,")
    reading = read(text.encode(), Options(timezone="Europe/Oslo"))
    assert [speaker.full_name for speaker in reading.programme.speakers] == ["Dr. Joost R. Hiltermann, OBE"]
