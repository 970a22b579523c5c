"""Calendars and files below /fr/: in French as far as the words go, the same panels, and led to from French pages."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.conf import settings
from django.test import Client

from programme.picks import code
from programme.translating import languages
from tests.published import Published
from tests.site.test_two_languages import bilingual

FEEDS = ("calendar.ics", "days/2021-05-19.ics", "rooms/great-hall.ics", "tracks/security.ics", "kinds/panel.ics",
         "speakers/sanam-vakil.ics", "panels/security.ics", "schedule.xcal", "schedule.jcal")  # fmt: skip
FILES = ("schedule.xml", "schedule.json", "schedule.csv", "programme.json", "programme.md")
FRENCH, ENGLISH = "Une nouvelle architecture de sécurité", "A New Security Architecture"


@pytest.fixture(autouse=True)
def both(published: Published) -> None:
    published.show(bilingual())


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("name", [*FEEDS, *FILES])
def test_each_address_says_it_in_its_language(client: Client, name: str) -> None:
    french, english = text(client, f"/fr/gulf-2021/{name}"), text(client, f"/gulf-2021/{name}")
    assert FRENCH in french
    assert ENGLISH not in french
    assert (FRENCH in english, ENGLISH in english) == (False, True)


def test_office_files_too(client: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/fr/gulf-2021/schedule.xlsx").content))
    assert FRENCH in {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert client.get("/fr/gulf-2021/programme.docx").status_code == 200


@pytest.mark.parametrize("name", FEEDS[:7])
def test_uids_sequences_and_times_are_the_same(client: Client, name: str) -> None:
    def bones(path: str) -> list[str]:
        return re.findall(r"^(?:UID|SEQUENCE|DTSTART|DTEND|LAST-MODIFIED|STATUS):.*$", text(client, path), re.MULTILINE)

    assert bones(f"/fr/gulf-2021/{name}") == bones(f"/gulf-2021/{name}") != []


def test_a_calendar_says_its_own_words_in_french(client: Client) -> None:
    said = text(client, "/fr/gulf-2021/calendar.ics")
    assert "SUMMARY:Annulé\u00a0: Trade & Diplomacy" in said
    assert "CATEGORIES:Security,Table ronde" in said
    assert "Modération\u00a0: Dr. Sanam Vakil\\, directrice adjointe" in said
    assert "Fin non annoncée." in said
    assert "/fr/gulf-2021/panels/security/" in said
    assert "Moderator:" not in said


def test_french_pages_lead_to_french_calendars_and_files(client: Client) -> None:
    page = text(client, "/fr/gulf-2021/subscribe/")
    found = set(re.findall(r"/(?:fr/)?gulf-2021/[\w./-]+\.(?:ics|xml|json|xcal|jcal|csv|xlsx|docx|md)", page))
    assert found
    assert {path for path in found if not path.startswith("/fr/")} == set()
    assert {path for path in found if client.get(path).status_code != 200} == set()


def test_the_feed_of_changes_is_french(client: Client) -> None:
    said = text(client, "/fr/gulf-2021/changes.atom")
    assert 'xml:lang="fr"' in said
    assert "/fr/gulf-2021/changes/" in said


def test_the_languages_are_those_that_it_can_be_read_in(client: Client) -> None:
    assert languages(bilingual().programme) == ("en", "fr")
    assert client.get("/gulf-2021/programme.json").json()["event"]["languages"] == ["en", "fr"]
    assert '"inLanguage":["en","fr"]' in text(client, "/gulf-2021/").replace(" ", "")


@pytest.mark.parametrize("name", [*FEEDS, "schedule.xml", "schedule.json", "programme.json", "changes.atom"])
def test_what_stands_in_them_leads_to_french_pages_and_calendars(client: Client, name: str) -> None:
    said = text(client, f"/fr/gulf-2021/{name}").replace("\\/", "/")
    led = set(re.findall(rf"{re.escape(settings.SITE_URL)}(/[^\s\"<>\\#,]+)", said))
    pages = {path for path in led if not path.startswith(("/api/", "/programme.schema.json"))}
    assert pages
    assert {path for path in pages if not path.startswith("/fr/")} == set()
    assert {path for path in pages if client.get(path).status_code != 200} == set()


def test_my_own_calendar_is_french(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "0123456789abcdef" * 2
    monkeypatch.setattr("events.picks.find", lambda event, asked: code("security") if asked == key else None)
    for path in (f"my.ics?p={code('security')}", f"my/{key}.ics"):
        said = text(client, f"/fr/gulf-2021/{path}")
        assert f"SUMMARY:{FRENCH}" in said
        assert "/fr/gulf-2021/panels/security/" in said
        assert f"SUMMARY:{ENGLISH}" in text(client, f"/gulf-2021/{path}")
