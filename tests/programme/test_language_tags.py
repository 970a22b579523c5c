"""Languages as documents and organisers name them."""

from __future__ import annotations

import pytest

from programme.language_tags import is_language
from programme.reading import read
from programme.reading.languages import language_of

GOOD = [
    "fr",
    "FR",
    "gsw",
    "pt-BR",
    "zh-Hant-TW",
    "es-419",
    "zh-cmn-Hans-CN",
    "sl-rozaj-biske",
    "de-CH-1996",
    "en-x-easy",
]
GOOD += ["en-u-ca-gregory"]
BAD = ["", "<b>x</b>", "x", "French", "en_GB", "en-", "e n", "fr, en", "français", "en-gb-oxendict-verbose", "fr\n"]


@pytest.mark.parametrize("text", GOOD)
def test_a_tag_is_a_language(text: str) -> None:
    assert is_language(text)


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_tag_is_none(text: str) -> None:
    assert not is_language(text)


@pytest.mark.parametrize(("said", "code"), [("French", "fr"), (" en_GB ", "en-GB"), ("fr", "fr"), ("<b>x</b>", "")])
def test_a_document_names_languages_its_own_way(said: str, code: str) -> None:
    assert language_of(said) == code


@pytest.mark.parametrize(("said", "code", "noted"), [("<b>x</b>", "", True), ("Deutsch", "de", False)])
def test_a_file_that_says_no_language_is_warned_about(said: str, code: str, noted: bool) -> None:
    document = f"""<schedule><conference><title>Tides</title></conference>
<day date="2021-05-19"><room name="Hall"><event id="1"><date>2021-05-19T10:00:00+02:00</date><duration>00:30</duration>
<title>Rivers</title><language>{said.replace("<", "&lt;")}</language></event></room></day></schedule>"""
    reading = read(document.encode())
    assert [panel.language for panel in reading.programme.panels] == [code]
    assert ("bad-language" in [note.code for note in reading.notes]) == noted
