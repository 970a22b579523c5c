"""The files for other programs, as they are fetched."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from django.test import Client
from hypothesis import given, settings

from events.site.programme_json import programme_json, programme_schema
from programme import addresses
from programme.model import Programme, When
from programme.reading import Options, read
from tests.builders import make_panel, make_programme, make_release
from tests.needs import need_shared
from tests.programme.programmes import programmes
from tests.programme.released import plain, released, timed
from tests.published import Published
from tests.site.forum import make_forum

TYPES = {
    "schedule.xml": "application/xml; charset=utf-8",
    "schedule.json": "application/json; charset=utf-8",
    "schedule.xcal": "application/calendar+xml; charset=utf-8",
    "schedule.jcal": "application/calendar+json; charset=utf-8",
    "schedule.csv": "text/csv; charset=utf-8",
    "schedule.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "programme.json": "application/json; charset=utf-8",
}
SCHEMA = addresses.PROGRAMME_SCHEMA
SCHEDULES = ("schedule.xml", "schedule.json")  # which cannot say that there is no date
SEEN = ("calendar.ics", "schedule.xml", "schedule.json", "schedule.csv", "schedule.xlsx", "programme.json")


def validator() -> Any:
    kind = jsonschema.Draft202012Validator
    schema = json.loads(programme_schema())
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


@pytest.mark.parametrize("name", [*TYPES, SCHEMA])
def test_each_file_has_its_type_and_is_told_unchanged_until_a_release(
    client: Client, forum: Published, name: str
) -> None:
    path = name if name == SCHEMA else f"/gulf-2021/{name}"
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == TYPES.get(name, "application/schema+json; charset=utf-8")
    assert answer.has_header("Content-Disposition") == name.endswith((".csv", ".xlsx"))
    assert not answer.cookies
    again = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content, again.has_header("Content-Disposition")) == (304, b"", False)
    assert client.get(path, headers={"Accept": "image/png"}).content == answer.content


def test_what_is_downloaded_is_named_after_the_event(client: Client, forum: Published) -> None:
    assert client.get("/gulf-2021/schedule.csv")["Content-Disposition"] == 'attachment; filename="gulf-2021.csv"'
    assert client.get("/gulf-2021/schedule.xlsx")["Content-Disposition"] == 'attachment; filename="gulf-2021.xlsx"'


def test_subscribe_links_every_file(client: Client, forum: Published) -> None:
    page = client.get("/gulf-2021/subscribe/").content.decode()
    assert [name for name in TYPES if f'href="/gulf-2021/{name}"' not in page] == []
    assert f'href="{SCHEMA}"' in page


def test_without_a_date_there_is_no_schedule_and_no_link_to_one(client: Client, published: Published) -> None:
    published.show(make_release(programme=make_programme(items=(make_panel(when=When()),))))
    for name in ("schedule.xml", "schedule.json"):
        answer = client.get(f"/harbour-2021/{name}")
        assert answer.status_code == 404
        assert "has no dates yet" in answer.content.decode()
        assert name not in client.get("/harbour-2021/subscribe/").content.decode()
    assert [n for n in TYPES if n not in SCHEDULES and client.get(f"/harbour-2021/{n}").status_code != 200] == []


def test_no_cell_of_a_file_works_as_a_formula(client: Client, published: Published) -> None:
    published.show(make_release(programme=make_programme(items=(make_panel(title="=HYPERLINK(0)"),))))
    assert b",'=HYPERLINK(0)," in client.get("/harbour-2021/schedule.csv").content


def test_a_text_longer_than_a_cell_may_be_is_in_the_csv_alone(client: Client, published: Published) -> None:
    published.show(make_release(programme=make_programme(items=(make_panel(abstract="tide " * 7000),))))
    assert client.get("/harbour-2021/schedule.xlsx").status_code == 404
    assert client.get("/harbour-2021/schedule.csv").status_code == 200


def test_our_own_json_is_what_its_schema_says_and_what_the_api_says(client: Client, forum: Published) -> None:
    said = client.get("/gulf-2021/programme.json").json()
    validator().validate(said)
    assert client.get(SCHEMA).json()["$id"] == said["$schema"]
    api = "/api/v1/events/gulf-2021/"
    assert said["event"] == client.get(api).json()
    for name in ("days", "rooms", "tracks", "panels", "speakers"):
        assert said[name] == client.get(f"{api}{name}/").json()["results"], name


def test_the_schema_finds_what_is_wrong(client: Client, forum: Published) -> None:
    said = client.get("/gulf-2021/programme.json").json()
    for wrong in ({"version": 2}, {"panels": [{}]}, {"event": None}, {"days": [{**said["days"][0], "date": "soon"}]}):
        assert not validator().is_valid({**said, **wrong}), wrong
    assert validator().is_valid({**said, "added": 1})


@settings(max_examples=30)
@given(programmes())
def test_our_own_json_comes_back_for_whatever_takes_place(programme: Programme) -> None:
    release = released(plain(programme))
    said = programme_json(release)
    validator().validate(json.loads(said))
    again = read(said.encode()).programme
    assert timed(again, ends=False) == timed(release.programme, ends=False)
    assert {p.title for p in again.panels} == {p.title for p in release.programme.panels}  # those without a time too


@pytest.mark.parametrize("name", SEEN)
def test_the_sample_comes_back_from_every_file(client: Client, published: Published, name: str) -> None:
    options = Options(timezone="America/Toronto", start_date=make_forum().programme.days[0].date)
    release = released(read(need_shared("programmes/mesf-2021.txt").read_bytes(), options).programme)
    published.show(release)
    again = read(client.get(f"/harbour-2021/{name}").content, options).programme
    roles = name != "schedule.xml"
    assert timed(again, ends=False, roles=roles) == timed(release.programme, ends=False, roles=roles)
    assert len(timed(again)) == 9


def test_what_is_withdrawn_is_in_no_file_but_calendars(client: Client, published: Published) -> None:
    release = make_forum()
    (first, *others) = release.programme.panels
    gone = replace(first, title="Secret Supper", state="cancelled")
    published.show(replace(release, programme=replace(release.programme, panels=tuple(others)), tombstones=(gone,)))
    told = [name for name in TYPES if b"Secret Supper" in client.get(f"/gulf-2021/{name}").content]
    assert told == ["schedule.xcal", "schedule.jcal"]
