"""ETag and If-Match (RFC 9110, 13.1): nobody overwrites what they have not seen."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from events.desk.api.problems import ConditionMissingError, StaleError

TAG = re.compile(r'(?:W/)?("[^"]*")')


def etag_of(said: Any) -> str:
    """Of an answer's data as it is said: whatever shows in it makes another one."""
    text = JSONEncoder(sort_keys=True, ensure_ascii=False).encode(said)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def match_or_refuse(request: Request, said: Any, what: str = "this") -> None:
    """`said` is the thing as it is now, read in the transaction that is going to change it.

    Who compresses answers on their way marks ETags as weak (W/); ours stand for the data, so that they count here.
    Raises ConditionMissingError or StaleError.
    """
    wanted, now = request.headers.get("If-Match", "").strip(), etag_of(said)
    if not wanted:
        raise ConditionMissingError(
            f"Read {what} first, and send the ETag of that answer back as If-Match, so that nobody's change is lost. "
            "If-Match: * means: whatever it is now.",
            headers={"ETag": now},
        )
    if wanted != "*" and now not in TAG.findall(wanted):
        raise StaleError(
            "Somebody changed it since. This is what it is now: look at it, then send your change with its ETag.",
            headers={"ETag": now},
            current=said,
        )


def answer(request: Request, said: Any, status: int = 200, **headers: str) -> Response:
    """`said` with its ETag; 304 without a body to who reads again what they have."""
    etag = etag_of(said)
    known = TAG.findall(request.headers.get("If-None-Match", ""))
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", **headers}
    if request.method in ("GET", "HEAD") and (etag in known or request.headers.get("If-None-Match") == "*"):
        return Response(status=304, headers=headers)
    return Response(said, status=status, headers=headers)
