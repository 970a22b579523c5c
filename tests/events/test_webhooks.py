"""Who is told of a release: signed, once more after a failure, and never inside this server's own network."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from events import reaching, releases, webhooks
from events.models import Event, Webhook, WebhookMessage
from tests.desk.builders import make_event, make_panel, make_programme

SECRET = "a secret of some length"


class Receiver(HTTPServer):
    """A program that is told: it answers `status` and keeps what it got."""

    status = 200

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_port}/told?from=convenor"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(({**self.headers, "path": self.path}, body))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_INSIDE = True
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def event(transactional_db: None) -> Event:
    event = make_event()
    make_programme(event)
    return event


def make_hook(event: Event, receiver: Receiver) -> Webhook:
    return Webhook.objects.create(event=event, url=receiver.url, secret=SECRET)


def later(**how: int) -> None:
    """As if this time had passed."""
    for message in WebhookMessage.objects.exclude(next_at=None):
        message.next_at = (message.next_at or timezone.now()) - timedelta(**how)
        message.save()


def test_a_release_is_told_at_once_and_signed(event: Event, receiver: Receiver) -> None:
    make_hook(event, receiver)
    releases.publish(event)
    [(headers, body)] = receiver.got
    stamp, _, found = headers["Convenor-Signature"].partition(",v1=")
    at = stamp.removeprefix("t=")
    assert abs(int(at) - timezone.now().timestamp()) < 60
    assert found == hmac.new(SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert (headers["path"], headers["Content-Type"]) == ("/told?from=convenor", "application/json")
    said, message = json.loads(body), WebhookMessage.objects.get()
    assert said["id"] == headers["Convenor-Id"] == str(message.uid)
    assert [said["type"], said["event"]["slug"], said["release"]["number"]] == ["release.published", "harbour-2021", 1]
    assert (message.state, message.attempts, message.result, message.next_at) == ("sent", 1, "Taken.", None)


def test_nothing_private_is_told(event: Event, receiver: Receiver) -> None:
    make_hook(event, receiver)
    releases.publish(event)
    make_panel(event, 5, title="Behind closed doors", state="draft", notes="Ask the minister")
    make_panel(event, 6, title="Open doors")
    releases.publish(event)
    body = receiver.got[-1][1].decode()
    assert "Open doors" in body
    assert "closed doors" not in body
    assert "minister" not in body


def test_no_message_is_larger_than_ten_kilobytes(event: Event, receiver: Receiver) -> None:
    make_hook(event, receiver)
    releases.publish(event)
    for number in range(2, 120):
        make_panel(event, number, title=f"“Çédille” {number} {'x' * 300}")
    releases.publish(event, note="é" * 5000)
    body = receiver.got[-1][1]
    said = json.loads(body)
    assert len(body) <= 10_000
    release = releases.newest(event)
    assert release
    assert len(said["changes"]) + said["more_changes"] == len(release.changes)
    assert said["changes"]


def test_a_failure_is_tried_again_ever_later_and_given_up_in_the_end(event: Event, receiver: Receiver) -> None:
    make_hook(event, receiver)
    receiver.status = 500
    releases.publish(event)
    message = WebhookMessage.objects.get()
    assert (message.state, message.result) == ("waiting", "It answered 500.")
    call_command("send_webhooks")
    assert len(receiver.got) == 1  # not before its time
    for wait in webhooks.WAITS:
        later(seconds=wait.total_seconds() + 1)
        call_command("send_webhooks")
    message.refresh_from_db()
    assert (message.state, message.attempts, message.next_at) == ("given-up", 1 + len(webhooks.WAITS), None)
    assert len({body for _, body in receiver.got}) == 1
    call_command("send_webhooks")
    assert len(receiver.got) == 8


def test_it_arrives_when_the_other_side_is_there_again(event: Event, receiver: Receiver) -> None:
    make_hook(event, receiver)
    receiver.status = 302  # which is not followed
    releases.publish(event)
    assert [headers["path"] for headers, _ in receiver.got] == ["/told?from=convenor"]
    receiver.status = 204
    later(minutes=2)
    call_command("send_webhooks")
    assert (WebhookMessage.objects.get().state, len(receiver.got)) == ("sent", 2)


def test_who_does_not_answer_holds_nobody_up(event: Event, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WEBHOOKS_INSIDE = True
    monkeypatch.setattr(webhooks, "AT_ONCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        Webhook.objects.create(event=event, url=url, secret=SECRET)
        start = timezone.now()
        assert releases.publish(event)
        assert timezone.now() - start < timedelta(seconds=3)
    assert WebhookMessage.objects.get().state == "waiting"


def test_a_hidden_event_tells_nobody(event: Event, receiver: Receiver) -> None:
    make_hook(event, receiver)
    event.state = Event.State.HIDDEN
    event.save()
    releases.publish(event)
    assert receiver.got == []


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "localhost", "[::1]", "10.0.0.7", "169.254.169.254", "[::ffff:10.0.0.7]"]
)
def test_nothing_is_sent_into_the_own_network(event: Event, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        Webhook.objects.create(event=event, url=f"https://{name}:{server.getsockname()[1]}/", secret=SECRET)
        releases.publish(event)
        with pytest.raises(TimeoutError):
            server.accept()
    message = WebhookMessage.objects.get()
    assert (message.state, "own network" in message.result) == ("waiting", True)


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("0.0.0.0", False),  # noqa: S104 - nothing listens there
        ("100.64.0.1", False),
        ("172.16.5.4", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_other_peoples(address: str, outside: bool) -> None:
    assert reaching.is_outside(address) is outside


def test_a_name_with_one_address_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (address, 443)) for address in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(reaching.UnreachableError, match="own network"):
        reaching.checked_address("rebinding.example", 443)


def test_the_connection_is_made_to_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def connect(address: Any, timeout: float) -> None:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [(0, 0, 0, "", ("93.184.216.34", 443))])
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(reaching.UnreachableError, match="Nothing answers"):
        reaching.post("https://name.example/x", {}, b"{}", 1)
    assert asked == [("93.184.216.34", 443)]
