"""Telling other programs that an event was published: signed, tried again for two days, logged.

A message is kept in the transaction that publishes, tried once when that is committed, and from then on by
`manage.py send_webhooks`. What is sent is made of the release alone, so that nothing private can be in it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events import reaching
from events.models import Event, Webhook, WebhookMessage
from events.models.webhooks import LONGEST_BODY
from programme import addresses
from programme.comparing import describe
from programme.model import Release

AT_ONCE = 4.0  # seconds that whoever publishes waits for all of them together
PATIENCE = 10.0  # seconds, where nobody waits
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
LEASE = timedelta(minutes=5)  # nobody else tries what is being tried
KEPT = timedelta(days=90)
State = WebhookMessage.State


@dataclass(frozen=True)
class Attempt:
    """One request, with all that it needs: it is made beside the database."""

    message: int
    url: str
    headers: dict[str, str]
    body: bytes


def tell(event: Event, release: Release) -> None:
    """Keep a message for every address, and try once when this transaction is committed."""
    hooks = list(event.webhooks.all()) if event.state != Event.State.HIDDEN else []
    if hooks:
        keys = [keep(hook, release.number, said(release)).pk for hook in hooks]
        transaction.on_commit(lambda: send(keys, AT_ONCE), robust=True)


def test(hook: Webhook) -> WebhookMessage:
    """Send a message that says it is a test, at once."""
    facts = {"slug": hook.event.slug, "title": hook.event.title, "page": settings.SITE_URL + f"/{hook.event.slug}/"}
    message = keep(hook, 0, {"type": "test", "event": facts})
    send([message.pk], AT_ONCE)
    message.refresh_from_db()
    return message


def said(release: Release) -> dict[str, Any]:
    """What a message says: the changes in words, as many as there is room for; the API has all of them."""
    facts = release.programme.event
    changes = [describe(change) for change in release.changes] if release.number > 1 else []
    whole: dict[str, Any] = {
        "type": "release.published",
        "event": {
            "slug": release.slug,
            "title": facts.title,
            "page": settings.SITE_URL + addresses.event(release),
            "api": f"{settings.SITE_URL}/api/v1/events/{release.slug}/",
        },
        "release": {"number": release.number, "published": release.published.isoformat(), "note": release.note[:1000]},
        "changes": [],
        "more_changes": len(changes),
    }
    left = LONGEST_BODY - len(_written(whole)) - 100  # for the message's own id
    for change in changes:
        left -= len(json.dumps(change)) + 2
        if left < 0:
            break
        whole["changes"].append(change)
        whole["more_changes"] -= 1
    return whole


def keep(hook: Webhook, release: int, whole: dict[str, Any]) -> WebhookMessage:
    uid = uuid4()
    body = _written({"id": str(uid), **whole})
    return WebhookMessage.objects.create(webhook=hook, uid=uid, release=release, body=body, next_at=timezone.now())


def signature(secret: str, at: int, body: bytes) -> str:
    """t=…,v1=…: the time in seconds, and HMAC-SHA256 of that time, a full stop and the body, in hexadecimal digits."""
    found = hmac.new(secret.encode(), b"%d.%s" % (at, body), hashlib.sha256).hexdigest()
    return f"t={at},v1={found}"


def due() -> list[int]:
    """The messages whose time has come, the oldest first."""
    waiting = WebhookMessage.objects.filter(state=State.WAITING, next_at__lte=timezone.now())
    return list(waiting.order_by("created_at", "pk").values_list("pk", flat=True))


def forget() -> int:
    """Delete what was settled long ago. How many."""
    settled = WebhookMessage.objects.exclude(state=State.WAITING).filter(created_at__lt=timezone.now() - KEPT)
    return settled.delete()[0]


def send(keys: Iterable[int], patience: float = PATIENCE) -> None:
    """Try these messages once, side by side, and write down what became of them. Takes at most `patience` seconds.

    Outside of any transaction: nothing is locked while others make us wait.
    """
    attempts = [attempt for key in keys if (attempt := _claim(key))]
    results: SimpleQueue[tuple[int, str]] = SimpleQueue()
    for attempt in attempts:
        Thread(target=_try, args=(attempt, results), daemon=True).start()
    open_, end = {attempt.message for attempt in attempts}, timezone.now() + timedelta(seconds=patience)
    while open_:
        try:
            message, wrong = results.get(timeout=max(0.0, (end - timezone.now()).total_seconds()))
        except Empty:
            break
        open_.discard(message)
        _settle(message, wrong)
    for message in open_:
        _settle(message, f"No answer within {patience:.0f} seconds.")


def _claim(key: int) -> Attempt | None:
    """None where another process has it, or where it was settled."""
    now = timezone.now()
    mine = WebhookMessage.objects.filter(pk=key, state=State.WAITING, next_at__lte=now)
    if not mine.update(next_at=now + LEASE, attempts=F("attempts") + 1, tried_at=now):
        return None
    message = WebhookMessage.objects.select_related("webhook").get(pk=key)
    body, at = message.body.encode(), int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"Convenor ({settings.SITE_URL})",
        "Convenor-Id": str(message.uid),
        "Convenor-Signature": signature(message.webhook.secret, at, body),
    }
    return Attempt(key, message.webhook.url, headers, body)


def _try(attempt: Attempt, results: SimpleQueue[tuple[int, str]]) -> None:
    """In a thread of its own, which asks no database: names can take long to be found, answers for ever."""
    try:
        status = reaching.post(attempt.url, attempt.headers, attempt.body, PATIENCE)
        wrong = "" if 200 <= status < 300 else f"It answered {status}."
    except reaching.UnreachableError as error:
        wrong = str(error)
    results.put((attempt.message, wrong))


def _settle(key: int, wrong: str) -> None:
    """`wrong` is empty where it was taken."""
    message = WebhookMessage.objects.filter(pk=key).first()
    if message is None:
        return  # its webhook was deleted meanwhile
    message.result = (wrong or "Taken.")[:200]
    message.next_at = _next(message.attempts) if wrong else None
    message.state = State.WAITING if message.next_at else State.GIVEN_UP if wrong else State.SENT
    message.save(update_fields=["result", "next_at", "state"])


def _next(attempts: int) -> datetime | None:
    return timezone.now() + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def _written(whole: dict[str, Any]) -> str:
    return json.dumps(whole)  # ASCII, so that letters are octets
