"""The OpenAPI schema says what the API does, and its page works in a browser."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from programme.model import Link, Room, Track
from tests.builders import make_panel, make_programme, make_release
from tests.published import Published


def test_the_schema_is_valid_and_complete(capfd: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    assert capfd.readouterr().err == ""
    paths = [line.strip(" :\n") for line in out.getvalue().splitlines() if line.startswith("  /api/v1/")]
    event = "/api/v1/events/{event}/"
    collections = ("days/", "panels/", "panels/{slug}/", "rooms/", "speakers/", "speakers/{slug}/", "tracks/")
    assert sorted(paths) == sorted(["/api/v1/", "/api/v1/events/", event, *(event + name for name in collections)])


def test_answers_have_exactly_the_fields_that_the_schema_names(client: Client, published: Published) -> None:
    panel = make_panel(room="r", track="t", links=(Link("https://a.example"),))
    programme = make_programme(items=(panel,), rooms=(Room("r", "R", slug="r"),), tracks=(Track("t", "T", slug="t"),))
    published.show(make_release(programme=programme))
    schema = client.get("/api/v1/schema/?format=json").json()
    event = "/api/v1/events/harbour-2021/"
    for path, template in {
        "/api/v1/": "/api/v1/",
        "/api/v1/events/": "/api/v1/events/",
        event: "/api/v1/events/{event}/",
        **{f"{event}{n}/": f"/api/v1/events/{{event}}/{n}/" for n in ("days", "rooms", "tracks", "panels", "speakers")},
        f"{event}panels/{panel.slug}/": "/api/v1/events/{event}/panels/{slug}/",
        f"{event}speakers/ada-speaker-1/": "/api/v1/events/{event}/speakers/{slug}/",
    }.items():
        answer = schema["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        _check(client.get(path).json(), answer, schema["components"]["schemas"], path)


def _check(value: Any, said: dict[str, Any], schemas: dict[str, Any], where: str) -> None:
    """As much of JSON Schema as ours uses."""
    if value is None:
        assert said.get("nullable"), where
        return
    for reference in [said, *said.get("allOf", [])]:
        if "$ref" in reference:
            _check(value, schemas[reference["$ref"].split("/")[-1]], schemas, where)
    if "properties" in said:
        assert list(value) == list(said["properties"]), where
        assert set(said["required"]) == set(value), where
        for name in value:
            _check(value[name], said["properties"][name], schemas, f"{where} {name}")
    kinds = {"string": str, "integer": int, "array": list, "object": dict}
    assert "type" not in said or isinstance(value, kinds[said["type"]]), where
    assert "enum" not in said or value in said["enum"], where
    for item in value if "items" in said else ():
        _check(item, said["items"], schemas, where)


@pytest.mark.browser
def test_the_page_of_the_schema_works_under_the_sites_policy(
    chromium: Browser, live_server: LiveServer, published: Published
) -> None:
    published.show(make_release())
    page = chromium.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    response = page.goto(f"{live_server.url}/api/v1/docs/")
    expect(page.locator(".opblock")).to_have_count(10, timeout=30_000)
    expect(page.locator(".opblock-summary-path")).to_have_count(10)
    expect(page.locator(".info .title")).to_have_text(re.compile("^Convenor"))
    assert said == []
    assert page.context.cookies() == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert "script-src" not in response.headers["content-security-policy"]  # so 'self', by default-src
