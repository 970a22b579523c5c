"""What a token may: never more than its person, and no more than it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from events import releases
from events.desk.api import authentication
from events.desk.api.urls import urlpatterns
from events.models import Token
from speakers.models import Speaker
from tests.api.client import DESK, Program, make_token
from tests.desk.builders import make_member, make_panel, make_run
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
EVENT = "events/harbour-2021/"
OPEN = {"root", "schema", "docs", "events", "speakers", "nothing"}  # nothing in them is of an event in their address
Made = Callable[..., Program]


def addresses(cast: Cast) -> dict[str, str]:
    """Every address of the API that leads to something of the cast's event, by walking the URL conf."""
    event = cast.event
    releases.publish(event)
    panel = event.panels.get(title="Tides, Part 1")
    part = panel.appearances.get()
    of: dict[str, Any] = {
        "day": event.days.first(), "room": event.rooms.first(), "track": event.tracks.first(),
        "slot": event.slots.first(), "panel": panel, "appearances": panel, "speaker": part.speaker,
        "appearance": part, "import": make_run(event),
    }  # fmt: skip
    of |= {"import-apply": of["import"], "import-undo": of["import"]}
    found = {}
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        name = str(pattern.name)
        row, where = of.get(name), {}
        for part_of in re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern)) if name not in OPEN else ():
            known = {"event": event.slug, "number": 1, "uid": getattr(row, "uid", panel.uid)}
            where[part_of] = known[part_of] if part_of in known else getattr(row, part_of)
        if name != "nothing":
            found[name] = reverse(f"desk-api:{name}", kwargs=where)
    return found


METHODS = ("get", "head", "options", "post", "put", "patch", "delete")


@pytest.mark.parametrize("who", ["stranger", "nobody"])
@pytest.mark.parametrize("method", METHODS)
def test_for_who_has_no_rights_there_is_nothing(cast: Cast, program: Made, who: str, method: str) -> None:
    asking = program(getattr(cast, who))
    for name, url in addresses(cast).items():
        if name not in OPEN:
            response = asking.send(method, url, {} if method in ("post", "put", "patch") else None, If_Match="*")
            assert (name, method, response.status_code) == (name, method, 404)
            assert b"Tides" not in response.content


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_lists_over_all_events_hold_only_ones_own(cast: Cast, program: Made, who: str) -> None:
    asking = program(getattr(cast, who))
    addresses(cast)
    for path in ("", "events/", "speakers/"):
        text = asking.send("get", path).content.decode()
        assert "harbour-2021" not in text.replace("Ada harbour", "")
        assert "Ada harbour" not in text
    asking.get("speakers/?event=harbour-2021", 404)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("secret", ["", "Bearer", "Bearer cnv_nonsense", "Basic b3duZXI6c2VjcmV0", "Token x"])
def test_without_a_token_one_is_asked_for_it(cast: Cast, secret: str, method: str) -> None:
    client = Client()
    client.force_login(cast.owner)  # a browser's session is no token
    for name, url in addresses(cast).items():
        if name not in ("schema", "docs"):
            response = getattr(client, method)(url, headers={"Authorization": secret} if secret else {})
            assert (name, response.status_code) == (name, 401)
            assert response["WWW-Authenticate"] == 'Bearer realm="desk"'


def test_a_viewer_reads_all_of_it_and_writes_nothing(cast: Cast, program: Made) -> None:
    viewer = program(cast.viewer)
    for name, url in addresses(cast).items():
        for method in ("post", "put", "patch", "delete"):
            response = viewer.send(method, url, {}, If_Match="*")
            assert (name, method, response.status_code) in [(name, method, status) for status in (403, 405)]
        assert viewer.send("get", url).status_code in (200, 405)


@pytest.mark.parametrize(
    ("scope", "writes", "publishes"), [("read", 403, 403), ("write", 201, 403), ("publish", 201, 201)]
)
def test_a_token_does_what_its_scopes_say(cast: Cast, program: Made, scope: str, writes: int, publishes: int) -> None:
    asking = program(cast.owner, scope)
    said = asking.post(f"{EVENT}rooms/", {"name": "Attic"}, writes)
    assert writes == 201 or "Make a token" in said["detail"]
    asking.post(f"{EVENT}releases/", {}, publishes, If_Match="*")
    assert cast.event.releases.exists() == (publishes == 201)


def test_who_edits_a_part_changes_its_words_and_people_and_nothing_else(cast: Cast, program: Made) -> None:
    mine, others = cast.event.panels.get(title="Tides, Part 1"), make_panel(cast.event, 2)
    part = make_member(cast.event, "part", "part")
    part.memberships.get().panels.add(mine)
    asking = program(part)
    url, people = f"{EVENT}panels/{mine.uid}/", f"{EVENT}panels/{mine.uid}/people/"
    assert asking.change(url, {"title": "Ebb", "notes": "Mine"})["title"] == "Ebb"
    person = asking.post("speakers/", {"name": "Wu Ling"})
    made = asking.post(people, {"speaker": person["uid"]})
    assert asking.change(made["url"], {"role": "moderator"})["role"] == "moderator"
    asking.change(made["url"], None, 204, "delete")
    for sent in ({"state": "cancelled"}, {"room": None}, {"start": "2021-05-19T20:00"}, {"track": None}):
        said = asking.change(url, sent, 400)
        assert "whole event" in said["detail"]
    asking.change(url, None, 403, "delete")
    asking.change(f"{EVENT}panels/{others.uid}/", {"title": "Not mine"}, 403)
    asking.post(f"{EVENT}panels/{others.uid}/people/", {"speaker": person["uid"]}, 403)
    asking.post(f"{EVENT}rooms/", {"name": "Attic"}, 403)
    asking.post(f"{EVENT}releases/", {}, 403, If_Match="*")


def test_a_token_of_one_event_reaches_no_other(cast: Cast, program: Made) -> None:
    make_member(cast.other, "owner", "owner")
    make_panel(cast.other, 4).appearances.update(speaker=Speaker.objects.get(name="Ada harbour-2021 1"))
    only = program(cast.owner, event=cast.event)
    assert [event["slug"] for event in only.get("events/")["results"]] == ["harbour-2021"]
    assert [person["name"] for person in only.get("speakers/")["results"]] == ["Ada harbour-2021 1"]
    only.get("events/other/", 404)
    only.post("events/other/rooms/", {"name": "Attic"}, 404)
    only.post("events/", {"title": "X", "slug": "x", "timezone": "UTC"}, 403)
    [person] = only.get("speakers/")["results"]
    assert "also appears" in only.change(person["url"], {"name": "Renamed"}, 403)["detail"]
    assert program(cast.owner).change(person["url"], {"name": "Renamed"})["name"] == "Renamed"


def test_a_person_of_another_event_is_put_into_no_panel(cast: Cast, editor: Program) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    theirs = Speaker.objects.get(name="Ada other 1")
    editor.post(f"{EVENT}panels/{panel.uid}/people/", {"speaker": str(theirs.uid)}, 400)
    editor.get(f"speakers/{theirs.uid}/", 404)


def test_revoked_expired_and_of_somebody_who_left(cast: Cast, program: Made) -> None:
    for field, value in (("revoked_at", timezone.now()), ("expires_at", timezone.now() - timedelta(seconds=1))):
        asking = program(cast.owner)
        asking.get("events/")
        Token.objects.filter(revoked_at=None).update(**{field: value})
        assert "Make a new one" in asking.get("events/", 401)["detail"]
    asking = program(cast.viewer)
    User.objects.filter(pk=cast.viewer.pk).update(is_active=False)
    asking.get("events/", 401)


def test_only_the_secrets_digest_is_kept_and_when_it_was_used(cast: Cast) -> None:
    secret = make_token(cast.owner)
    token = Token.objects.get()
    assert secret not in repr(vars(token))
    assert token.last_used_at is None
    Program(secret).get("")
    token.refresh_from_db()
    assert token.last_used_at


def test_too_many_requests_are_told_to_wait(editor: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authentication, "REQUESTS_A_MINUTE", 2)
    answers = [editor.send("get", "events/") for _ in range(6)]  # a minute may begin between them
    last = next(answer for answer in answers if answer.status_code == 429)
    assert 0 < int(last["Retry-After"]) <= 60
    assert last.json()["status"] == 429


def test_what_is_not_there_is_a_problem_that_says_where_to_look(editor: Program) -> None:
    assert editor.get("nonsense/", 404)["detail"] == (
        "There is nothing at /api/v1/desk/nonsense/. http://127.0.0.1:8000/api/v1/desk/ says what there is."
    )


def test_the_page_makes_a_token_that_works_and_takes_it_away(cast: Cast, sign_in: Callable[[User], Client]) -> None:
    client, url = sign_in(cast.editor), reverse("admin:api_tokens")
    page = client.post(url, {"name": "Website", "event": cast.event.pk, "scope": "write", "expires": "30"})
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert Program(secret).get("")["only_event"] == "harbour-2021"
    assert secret not in client.get(url).content.decode()
    token = Token.objects.get()
    assert token.scopes == ["read", "write"]
    assert token.expires_at
    assert token.expires_at - timezone.now() <= timedelta(days=30)
    revoke = reverse("admin:api_token_revoke", args=[token.pk])
    assert sign_in(cast.owner).post(revoke).status_code == 404
    assert client.post(revoke).status_code == 302
    Program(secret).get("", 401)


def test_no_token_is_made_for_an_event_of_others(cast: Cast, sign_in: Callable[[User], Client]) -> None:
    data = {"name": "Website", "event": cast.other.pk, "scope": "write", "expires": "30"}
    assert list(sign_in(cast.editor).post(reverse("admin:api_tokens"), data).context["form"].errors) == ["event"]
    assert not Token.objects.exists()


def test_desk_is_the_address() -> None:
    assert reverse("desk-api:root") == DESK
