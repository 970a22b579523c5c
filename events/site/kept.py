"""Finished answers, and a place to keep them in this process."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A finished answer: its bytes, plain and compressed, with their ETag."""

    body: bytes
    gzipped: bytes
    content_type: str
    etag: str
    modified: datetime | None

    @classmethod
    def of(cls, body: bytes, content_type: str, modified: datetime | None) -> Page:
        return cls(body, gzip.compress(body, 9, mtime=0), content_type, hashlib.sha256(body).hexdigest()[:32], modified)


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
            self._octets += len(page.body) + len(page.gzipped)
            while self._octets > self._limit and len(self._pages) > 1:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._octets = 0

    def _drop(self, key: str) -> None:
        if page := self._pages.pop(key, None):
            self._octets -= len(page.body) + len(page.gzipped)
