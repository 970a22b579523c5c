"""Methods, conditional requests, compression and other sites' scripts."""

from __future__ import annotations

import gzip
import json

import pytest
from django.test import Client

from tests.builders import make_event, make_programme, make_release
from tests.published import Published

PANELS = "/api/v1/events/harbour-2021/panels/"
PATHS = ["/api/v1/", "/api/v1/events/", "/api/v1/events/harbour-2021/", PANELS, f"{PANELS}?kind=panel"]


@pytest.fixture(autouse=True)
def _shown(published: Published) -> None:
    published.show(make_release(30))


@pytest.mark.parametrize("path", PATHS)
def test_who_asks_again_gets_304(client: Client, path: str) -> None:
    etag = client.get(path)["ETag"]
    for form in ("{}", "W/{}", '"other", {}'):
        again = client.get(path, headers={"If-None-Match": form.format(etag)})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == etag
        assert again["Access-Control-Allow-Origin"] == "*"


def test_who_knows_only_dates_gets_304(client: Client) -> None:
    first = client.get(PANELS)
    assert first["Last-Modified"] == "Tue, 27 Apr 2021 12:00:00 GMT"
    assert client.get(PANELS, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


def test_another_release_or_another_query_is_another_answer(client: Client, published: Published) -> None:
    etags = {client.get(path)["ETag"] for path in PATHS}
    assert len(etags) == len(PATHS)
    published.show(make_release(30, number=2))
    assert client.get(PANELS)["ETag"] not in etags


def test_another_events_release_leaves_this_ones_answers_as_they_are(client: Client, published: Published) -> None:
    before, listed = client.get(PANELS)["ETag"], client.get("/api/v1/events/")["ETag"]
    published.show(make_release(programme=make_programme(event=make_event(slug="other"))))
    assert client.get(PANELS)["ETag"] == before
    assert client.get("/api/v1/events/")["ETag"] != listed


def test_a_mistake_is_never_304(client: Client) -> None:
    since = {"If-Modified-Since": "Tue, 01 Jan 2030 12:00:00 GMT", "If-None-Match": "*"}
    assert client.get(f"{PANELS}nothing/", headers=since).status_code == 404
    assert client.get(f"{PANELS}?kind=nonsense", headers=since).status_code == 400


def test_head_says_the_same_without_the_body(client: Client) -> None:
    head, got = client.head(PANELS), client.get(PANELS)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Length"]) == (got["ETag"], str(len(got.content)))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", [*PATHS, "/api/v1/schema/"])
def test_nothing_can_be_written(client: Client, path: str, method: str) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert f'Method "{method.upper()}" not allowed.' in response.content.decode().replace("\\", "")


def test_options_says_what_can_be_done(client: Client) -> None:
    response = client.options(PANELS)
    assert response.status_code == 200
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "path", [*PATHS, f"{PANELS}nothing/", f"{PANELS}?kind=x", "/api/v1/nothing/", "/api/v1/schema/"]
)
def test_scripts_of_every_site_may_read_answers_and_errors(client: Client, path: str) -> None:
    response = client.get(path)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert not response.cookies


def test_compressed_is_the_same_answer_under_the_same_etag(client: Client) -> None:
    plain, packed = client.get(PANELS), client.get(PANELS, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content)) == plain.json()
    assert packed["ETag"] == f"W/{plain['ETag']}"
    again = client.get(PANELS, headers={"If-None-Match": packed["ETag"], "Accept-Encoding": "gzip"})
    assert again.status_code == 304


@pytest.mark.parametrize("accept", ["text/html", "*/*", "application/xml", "image/png"])
def test_whoever_asks_gets_json(client: Client, accept: str) -> None:
    response = client.get(PANELS, headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
