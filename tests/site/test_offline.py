"""Manifest, icons and service worker over HTTP."""

from __future__ import annotations

import io
import json

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from events.site import colours, icons
from events.site.offline import short_name
from tests.builders import make_release
from tests.published import Published

HOME = "/gulf-2021/"


@pytest.fixture(autouse=True)
def _forum(forum: Published) -> None:
    forum.show(make_release(2))


def test_the_manifest_is_the_events(client: Client) -> None:
    response = client.get(f"{HOME}app.webmanifest")
    app = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (app["name"], app["short_name"]) == ("Gulf Forum 2021", "GF 2021")
    assert (app["id"], app["start_url"], app["scope"], app["display"]) == (HOME, HOME, HOME, "standalone")
    for icon in app["icons"]:
        answer = client.get(icon["src"])
        assert answer["Content-Type"] == icon["type"]
        if icon["type"] == "image/png":
            assert "{0}x{0}".format(Image.open(io.BytesIO(answer.content)).width) == icon["sizes"]
    for shortcut in app["shortcuts"]:
        assert client.get(shortcut["url"]).status_code == 200


def test_icons_have_the_events_colour_as_far_as_it_can_be_seen(client: Client) -> None:
    corner = [
        Image.open(io.BytesIO(client.get(path).content)).convert("RGB").getpixel((0, 0))
        for path in (
            f"{HOME}icon-192.png",  # #ffd400 made darker
            "/harbour-2021/icon-512.png",  # the site's own
        )
    ]
    assert corner == [(138, 114, 0), (138, 31, 43)]
    assert colours.contrast("#8a7200", icons.LIGHT) >= colours.READABLE
    assert client.get(f"{HOME}icon-64.png").status_code == 404


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("re:publica", "re:publica"),
        ("Middle East Strategy Forum 2021", "MESF 2021"),
        ("Jahrestagung der Hafenämter", "JH"),
        ("Donaudampfschifffahrt", "Donaudampfsc"),
    ],
)
def test_a_long_title_is_shortened_below_an_icon(title: str, short: str) -> None:
    assert short_name(title) == short


def test_the_service_worker_is_asked_for_anew_each_time(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert (response["Cache-Control"], response["Service-Worker-Allowed"]) == ("no-cache", "/")
    assert response.content.startswith(b'const BUILD = "')


def test_the_service_worker_can_be_ended(client: Client, settings: Settings) -> None:
    settings.OFFLINE = False
    assert b"registration.unregister()" in client.get("/sw.js").content
    assert b"BUILD" not in client.get("/sw.js").content
