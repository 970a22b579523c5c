"""The schema of the desk's API says what it does, and the public one is as it was."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from events.desk.api.urls import urlpatterns
from tests.api.client import Program
from tests.api.test_schema import _check
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
EVENT = "/api/v1/desk/events/{event}/"


@pytest.fixture
def schema(client: Client) -> Any:
    return client.get("/api/v1/desk/schema/?format=json").json()


def test_the_schema_is_valid_and_has_every_address(schema: Any, capfd: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    options = ("--validate", "--fail-on-warn", "--custom-settings", "events.desk.api.schema.TOLD_SO")
    call_command("spectacular", *options, stdout=out)
    assert capfd.readouterr().err == ""
    assert len(schema["paths"]) == len(urlpatterns) - 3  # not the schema, its page and what is not there
    assert all(path.startswith("/api/v1/desk/") for path in schema["paths"])


def test_the_public_schema_says_nothing_of_the_desk(client: Client) -> None:
    said = client.get("/api/v1/schema/?format=json")
    assert b"/desk/" not in said.content
    assert b"If-Match" not in said.content


def test_every_change_asks_for_if_match_and_every_post_takes_a_key(schema: Any) -> None:
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            headers = {
                each["name"]: each.get("required", False) for each in said["parameters"] if each["in"] == "header"
            }
            wanted = {"get": "If-None-Match", "post": "Idempotency-Key"}.get(method, "If-Match")
            assert wanted in headers, (path, method)
            assert headers.get("If-Match", True), (path, method)
            statuses = {"get": {"200"}, "delete": {"204", "412", "428"}}.get(method, set())
            assert statuses | {"401", "404", "429"} <= set(said["responses"]), (path, method)
            assert "application/problem+json" in said["responses"]["404"]["content"]


def test_answers_have_exactly_the_fields_that_the_schema_names(schema: Any, editor: Program, cast: Cast) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    paths = {
        "": "/api/v1/desk/",
        "events/": "/api/v1/desk/events/",
        "events/harbour-2021/": EVENT,
        **{
            f"events/harbour-2021/{name}/": f"{EVENT}{name}/"
            for name in ("days", "rooms", "tracks", "slots", "panels", "imports", "publication", "releases")
        },
        f"events/harbour-2021/panels/{panel.uid}/": f"{EVENT}panels/{{uid}}/",
        f"events/harbour-2021/panels/{panel.uid}/people/": f"{EVENT}panels/{{uid}}/people/",
        "speakers/": "/api/v1/desk/speakers/",
    }
    for path, template in paths.items():
        said = schema["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        _check(editor.get(path), said, schema["components"]["schemas"], path)
