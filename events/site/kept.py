"""Finished answers, and a place to keep them in this process."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import brotli

CODINGS = ("br", "gzip")  # the smaller one first
# Of Brotli's eleven qualities: 90 ms for 30 kB, which is for what lasts longer than a release; 60 ms for a page of
# 130 kB; and 2 ms, for what is sent once.
DENSEST, DENSE, FAST = 11, 10, 5
LONG = 144 * 1024  # octets; more is not made to wait for the dense ones
DENSE_ALREADY = ("image/png", "image/jpeg", "application/pdf", "application/vnd.openxmlformats")


@dataclass(frozen=True, slots=True)
class Page:
    """A finished answer: its bytes with their ETag, and what they are in each of CODINGS once that is asked for."""

    body: bytes
    content_type: str
    etag: str
    modified: datetime | None
    quality: int = DENSE
    _coded: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, body: bytes, content_type: str, modified: datetime | None, quality: int = DENSE) -> Page:
        return cls(body, content_type, hashlib.sha256(body).hexdigest()[:32], modified, quality)

    def coding(self, accepted: str) -> str:
        """As `coding` says; empty for what no coding would make smaller."""
        return "" if self.content_type.startswith(DENSE_ALREADY) else coding(accepted)

    def coded(self, coding: str) -> bytes:
        """`coding`: one of CODINGS; empty for the body as it is."""
        if not coding:
            return self.body
        if coding not in self._coded:
            packed = gzip.compress(self.body, 9, mtime=0) if coding == "gzip" else brotlied(self.body, self.quality)
            self._coded[coding] = packed
        return self._coded[coding]

    @property
    def octets(self) -> int:
        """The most that it comes to take: with all its codings, no text is twice as long as without."""
        return 2 * len(self.body)


def brotlied(body: bytes, quality: int = DENSEST) -> bytes:
    return bytes(brotli.compress(body, quality=quality if len(body) <= LONG else FAST))


REFUSED = re.compile(r"q\s*=\s*0(\.0*)?\s*", re.IGNORECASE)


@lru_cache(100)
def coding(accepted: str) -> str:
    """The first of CODINGS that the header Accept-Encoding names, and not to refuse it (RFC 9110, 12.5.3); or empty."""
    parts = (part.partition(";") for part in accepted.split(","))
    taken = {name.strip().lower() for name, _, weight in parts if not REFUSED.fullmatch(weight.strip())}
    return next((each for each in CODINGS if each in taken), "")


class Kept:
    """The least recently used go first once `limit` octets are kept. Safe between threads."""

    def __init__(self, limit: int) -> None:
        self._limit, self._octets, self._lock = limit, 0, threading.Lock()
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def find(self, key: str) -> Page | None:
        with self._lock:
            if page := self._pages.get(key):
                self._pages.move_to_end(key)
            return page

    def keep(self, key: str, page: Page) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._octets += page.octets
            while self._octets > self._limit and len(self._pages) > 1:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._octets = 0

    def _drop(self, key: str) -> None:
        if page := self._pages.pop(key, None):
            self._octets -= page.octets
