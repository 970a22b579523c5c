"""Idempotency-Key: who does not know whether a POST arrived sends it again, and it is done once.

Kept is only what was done: a refused request may be mended and sent again under its key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from events.desk.api.authentication import token_of
from events.desk.api.problems import KeyTakenError, refuse
from events.models import FirstAnswer
from events.models.tokens import hashed

KEPT = timedelta(days=1)
LONGEST_KEY = 200
KEPT_HEADERS = ("ETag", "Location", "Cache-Control")


def once(request: Request, do: Callable[[], Response]) -> HttpResponseBase:
    """What `do` answers, or what it answered the first time. Raises KeyTakenError for another request under this key.

    The key and what is done are one transaction; who sends the same at the same moment waits for it.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return do()
    if len(key) > LONGEST_KEY:
        raise refuse(**{"Idempotency-Key": f"A key has at most {LONGEST_KEY} letters, as in a UUID."})
    asked = _fingerprint(request)
    with transaction.atomic():
        row, first = _claim(request, hashed(key), asked)
        if not first:
            return _again(row, asked)
        response = do()
        row.status, row.body = response.status_code, JSONRenderer().render(response.data).decode()
        row.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        row.save()
    return response


def _claim(request: Request, key: str, asked: str) -> tuple[FirstAnswer, bool]:
    answers = FirstAnswer.objects.filter(token=token_of(request))
    answers.filter(at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            return FirstAnswer.objects.create(token=token_of(request), key=key, request=asked), True
    except IntegrityError:
        return answers.get(key=key), False


def _again(row: FirstAnswer, asked: str) -> HttpResponse:
    if row.request != asked:
        raise KeyTakenError("Make a new key for a new request. The same key is only for sending the same once more.")
    headers = {**row.headers, "Idempotent-Replayed": "true"}
    return HttpResponse(row.body, status=row.status, content_type="application/json", headers=headers)


def _fingerprint(request: Request) -> str:
    """Of the address and of what was sent, not of how: a form's boundary is another one each time."""
    said = [request.method, request.get_full_path(), _plain(request.data)]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _plain(data: Any) -> Any:
    if not hasattr(data, "lists"):
        return data
    return {name: [_digest(value) for value in values] for name, values in data.lists()}


def _digest(value: Any) -> Any:
    if not isinstance(value, UploadedFile):
        return value
    found = hashlib.sha256(b"".join(value.chunks())).hexdigest()
    value.seek(0)
    return [value.name, found]
