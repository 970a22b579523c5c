"""Calendars of somebody's own choice."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from events import picks as kept
from events.models import Event, Picks
from programme.picks import code
from tests.builders import make_panel, make_programme, make_release
from tests.calendars.test_http import busy_release, titles
from tests.published import Published

KEY, OTHER = "0123456789abcdef" * 2, "f" * 32
PICKS = "/harbour-2021/my/picks"
CARRIED = "/harbour-2021/my.ics"
FOLLOWED = f"/harbour-2021/my/{KEY}.ics"

NETS, SALT, EELS, GULLS = map(code, ("nets", "salt", "eels", "gulls"))


@pytest.fixture(autouse=True)
def harbour(published: Published) -> Published:
    published.show(busy_release())
    return published


@pytest.fixture
def event(db: None) -> Event:
    return Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")


def put(client: Client, facts: Any) -> HttpResponse:
    return client.put(PICKS, facts if isinstance(facts, str) else json.dumps(facts), content_type="application/json")


def events_of(client: Client, path: str) -> set[str]:
    """The VEVENTs of a feed, each as its text."""
    feed = client.get(path).content.decode()
    return {block.split("END:VEVENT")[0] for block in feed.split("BEGIN:VEVENT")[1:]}


def test_an_address_carries_a_choice(client: Client) -> None:
    assert titles(client, f"{CARRIED}?p={GULLS}{NETS}{EELS}0000000") == ["Nets", "Cancelled: Gulls"]
    assert titles(client, CARRIED) == []


def test_every_event_is_the_same_as_in_the_whole_calendar(client: Client) -> None:
    assert events_of(client, f"{CARRIED}?p={NETS}{SALT}{GULLS}") == events_of(client, "/harbour-2021/calendar.ics")


def test_only_who_asks_for_alarms_has_them(client: Client) -> None:
    assert b"VALARM" not in client.get(f"{CARRIED}?p={NETS}").content
    assert b"TRIGGER:-PT10M" in client.get(f"{CARRIED}?p={NETS}&alarm=10").content


@pytest.mark.parametrize(
    "query", ["p=abc", "p=ABCDEFG", "p=%00", "p=%ff", f"p={NETS}&alarm=x", "alarm=-1", "alarm=9999"]
)
def test_what_is_no_choice_is_said_so(client: Client, query: str) -> None:
    response = client.get(f"{CARRIED}?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_a_calendar_follows_the_choice_that_its_key_keeps(client: Client, event: Event) -> None:
    assert put(client, {"key": KEY, "codes": NETS}).status_code == 204
    assert titles(client, FOLLOWED) == ["Nets"]
    assert put(client, {"key": KEY, "codes": SALT + NETS}).status_code == 204
    assert titles(client, FOLLOWED) == ["Nets", "Salt"]
    assert b"TRIGGER:-PT5M" in client.get(f"{FOLLOWED}?alarm=5").content


def test_it_follows_the_programme_too(client: Client, event: Event, published: Published) -> None:
    put(client, {"key": KEY, "codes": NETS})
    items = (make_panel(1, title="Nets, mended", slug="nets", sequence=1),)
    published.show(make_release(number=2, programme=make_programme(items=items)))
    assert titles(client, FOLLOWED) == ["Nets\\, mended"]


def test_nothing_is_kept_but_panels_under_a_hashed_key(client: Client, event: Event) -> None:
    put(client, {"key": KEY, "codes": NETS})
    row = Picks.objects.values().get()
    assert {name for name in row if name not in ("id", "event_id")} == {"hashed_key", "codes", "changed"}
    assert KEY not in str(row)
    assert row["changed"] == timezone.now().date()


def test_a_new_address_ends_the_old_one(client: Client, event: Event) -> None:
    put(client, {"key": KEY, "codes": NETS})
    assert put(client, {"key": OTHER, "codes": NETS, "instead_of": KEY}).status_code == 204
    assert client.get(FOLLOWED).status_code == 410
    assert titles(client, f"/harbour-2021/my/{OTHER}.ics") == ["Nets"]
    assert put(client, {"instead_of": OTHER}).status_code == 204
    assert Picks.objects.count() == 0


@pytest.mark.parametrize(
    "said",
    [
        *("", "[]", "null", "{", "[" * 100_000, '{"key": 5}', '{"key": "abc"}', '{"instead_of": "g"}'),
        json.dumps({"key": KEY, "codes": "abc"}),
        json.dumps({"key": KEY, "codes": ["abcdefg"]}),
        json.dumps({"key": KEY, "codes": "".join(code(str(n)) for n in range(301))}),
        " " * 9000 + "{}",
    ],
)
def test_what_is_no_choice_is_not_kept(client: Client, event: Event, said: str) -> None:
    response = put(client, said)
    assert (response.status_code, Picks.objects.count()) == (400, 0)


def test_a_form_of_another_website_changes_nothing(client: Client, event: Event) -> None:
    facts = json.dumps({"key": KEY, "codes": NETS})
    assert client.put(PICKS, facts, content_type="text/plain").status_code == 400
    assert client.post(PICKS, facts, content_type="application/json").status_code == 405
    assert Picks.objects.count() == 0


def test_too_much_at_once_is_refused_for_a_while(client: Client, event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "NEW_AN_HOUR", 1)
    assert put(client, {"key": KEY, "codes": NETS}).status_code == 204
    refused = put(client, {"key": OTHER, "codes": NETS})
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert put(client, {"key": KEY, "codes": SALT}).status_code == 204  # who has one already may go on
    monkeypatch.setattr(kept, "CHANGES_A_MINUTE", 2)
    assert put(client, {"key": KEY, "codes": NETS}).status_code == 429


def test_unused_choices_are_forgotten(event: Event) -> None:
    today = timezone.now().date()
    for days in (400, 401):
        Picks.objects.create(event=event, hashed_key=str(days), changed=today - timedelta(days=days))
    call_command("forget_picks", verbosity=0)
    assert list(Picks.objects.values_list("hashed_key", flat=True)) == ["400"]


def test_unchanged_feeds_are_not_sent_twice(client: Client, event: Event) -> None:
    put(client, {"key": KEY, "codes": NETS})
    for path in (FOLLOWED, f"{CARRIED}?p={NETS}"):
        first = client.get(path)
        assert "Set-Cookie" not in first
        assert first["Cache-Control"] == "private, no-cache"
        assert first.has_header("Last-Modified") == (path != FOLLOWED)  # nobody notes when somebody chose
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = client.head(path)
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
    put(client, {"key": KEY, "codes": SALT})
    assert client.get(FOLLOWED, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_qr_code_is_drawn_and_not_kept(client: Client) -> None:
    drawn = client.get(f"/harbour-2021/my/qr.svg?p={NETS}{SALT}")
    assert (drawn.status_code, drawn["Content-Type"], drawn["Cache-Control"]) == (200, "image/svg+xml", "no-store")
    assert drawn.content.startswith(b"<svg")
    assert client.get("/harbour-2021/my/qr.svg?p=x").status_code == 400


def test_the_page_lists_every_panel_for_the_browser_to_choose_from(client: Client) -> None:
    page = client.get("/harbour-2021/my/").content.decode()
    found = json.loads(page.split('<script id="programme" type="application/json">')[1].split("</script>")[0])
    assert [panel["slug"] for panel in found] == ["nets", "salt", "eels"]
    assert found[0]["start"] == 1621429200 // 60
    assert found[0]["room"] == "Great Hall"
    assert client.get("/nowhere/my/").status_code == 404
