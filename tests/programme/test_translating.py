"""Words in two languages: each in its own, the original where there is no other, and none of what is not public."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from programme import form
from programme.comparing import describe
from programme.model import Programme, Release, Room, Track
from programme.publishing import History, next_release, pruned
from programme.translating import in_language, parts
from programme.words import Translation
from tests.builders import make_programme, make_release

NOW = datetime(2021, 4, 1, tzinfo=UTC)


def translated(count: int = 2) -> Programme:
    programme = make_programme(count)
    first, second = programme.panels[:2]
    uid = next(uid for uid, _ in parts(first))
    words = (
        Translation("event", "", "title", "fr", "Forum des ports 2021"),
        Translation("day", "2021-05-19", "title", "fr", "Le premier jour"),
        Translation("panel", first.uid, "title", "fr", "Ports et marées"),
        Translation("panel", second.uid, "abstract", "fr", "Pourquoi."),
        Translation("appearance", uid, "billing", "fr", "Rédactrice"),
    )
    return replace(programme, translations=words)


def test_each_language_shows_its_own_words_and_else_the_original() -> None:
    french = in_language(translated(), "fr")
    assert (french.event.title, french.days[0].title) == ("Forum des ports 2021", "Le premier jour")
    assert [panel.title for panel in french.panels] == ["Ports et marées", "Harbours and Tides, Part 2"]
    assert [part.billing for part in french.panels[0].people] == ["Rédactrice", "Professor and Chair, Tidal University"]
    assert french.panels[1].abstract == "Pourquoi."
    assert in_language(translated(), "en") == translated()


def named(*words: tuple[str, str, str]) -> Programme:
    rooms, tracks = (Room("r", "Quay", slug="quay"), Room("s", "Pier", slug="pier")), (Track("t", "Water"),)
    panels = tuple(replace(panel, room="r", track="t") for panel in make_programme(2).panels)
    found = tuple(Translation(subject, uid, "name", "fr", text) for subject, uid, text in words)  # type: ignore[arg-type]
    return replace(make_programme(2), rooms=rooms, tracks=tracks, panels=panels, translations=found)


def test_rooms_and_tracks_are_called_in_each_language_and_keep_their_addresses() -> None:
    french = in_language(named(("room", "r", "Quai"), ("track", "t", "Eau")), "fr")
    assert [(room.name, room.slug) for room in french.rooms] == [("Quai", "quay"), ("Pier", "pier")]
    assert [track.name for track in french.tracks] == ["Eau"]


def test_two_rooms_of_one_name_keep_the_first_ones() -> None:
    for other in ("Pier", "Quai"):
        words = ("room", "r", other), ("room", "s", "Quai")
        assert len({room.name for room in in_language(named(*words), "fr").rooms}) == 2


def test_a_new_name_in_another_language_is_a_change_that_calendars_hear_of() -> None:
    slugs = {("room", "r"): "quay", ("track", "t"): "water"}
    history = History({**addresses(make_release(programme=make_programme(2))).slugs, **slugs}, {})
    first = next_release(named(), None, history, NOW)
    assert first
    second = next_release(named(("track", "t", "Eau"), ("room", "s", "Jetée")), first, history, NOW)
    assert second
    assert [describe(change) for change in second.changes] == ["Track “Water” has other words in the language fr"]
    assert {panel.sequence for panel in second.programme.panels} == {1}


def test_the_first_words_in_a_language_change_only_the_entries_that_they_are_in() -> None:
    plain = make_programme(3)
    first = next_release(plain, None, addresses(make_release(programme=plain)), NOW)
    assert first
    title = Translation("panel", plain.panels[1].uid, "title", "fr", "Ports et marées")
    venue = Translation("event", "", "venue", "fr", "En ligne")
    for words, sequences in (((title,), [0, 1, 0]), ((title, venue), [1, 1, 1])):
        second = next_release(
            replace(plain, translations=words), first, addresses(first), datetime(2021, 4, 2, tzinfo=UTC)
        )
        assert second
        assert [second.programme.panel[panel.uid].sequence for panel in plain.panels] == sequences
        assert [panel.changed == NOW for panel in second.programme.panels] == [not each for each in sequences]


def test_who_appears_twice_has_words_for_each_time() -> None:
    panel = make_programme(1).panels[0]
    twice = replace(panel, people=(panel.people[0], panel.people[1], replace(panel.people[0], paper="Tides")))
    assert [uid.removeprefix(panel.uid) for uid, _ in parts(twice)] == [" speaker-1", " speaker-2", " speaker-1 1"]


def test_the_form_keeps_translations_and_older_forms_have_none() -> None:
    assert form.from_json(Programme, form.to_json(translated())) == translated()
    assert "translations" not in form.to_json(make_programme(1))


def test_words_of_what_is_not_public_are_not_public() -> None:
    programme = translated()
    left = pruned(replace(programme, panels=programme.panels[1:]))
    assert [(words.subject, words.field) for words in left.translations] == [
        *(("event", "title"), ("day", "title"), ("panel", "abstract"))
    ]


def addresses(release: Release) -> History:
    programme = release.programme
    things = {
        "panel": programme.panels,
        "room": programme.rooms,
        "track": programme.tracks,
        "speaker": programme.speakers,
    }
    return History({(kind, each.uid): each.slug for kind, known in things.items() for each in known}, {})


def test_a_translation_is_a_change_that_calendars_in_that_language_hear_of() -> None:
    before = make_release(2)
    release = next_release(translated(), before, addresses(before), NOW)
    assert release is not None
    assert [panel.sequence for panel in release.programme.panels] == [
        panel.sequence + 1 for panel in before.programme.panels
    ]
    assert [describe(change) for change in release.changes if change.code == "translated"] == [
        "The event has other words in the language fr",
        "Day “2021-05-19” has other words in the language fr",
        "“Harbours and Tides, Part 1” has other words in the language fr",
        "“Harbours and Tides, Part 2” has other words in the language fr",
    ]
