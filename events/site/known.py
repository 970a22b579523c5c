"""Something small that processes have in common and that changes at any time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.core.cache import cache
from django.db import DatabaseError

logger = logging.getLogger(__name__)

T = TypeVar("T")

CHECK_SECONDS = 0.5


class Known(Generic[T]):
    """Something small of every event, by its slug, that changes at any time: asked of the shared cache at most every
    CHECK_SECONDS, and of the database, by `find`, where that has forgotten it."""

    def __init__(self, key: str, seconds: int, find: Callable[[], dict[str, T]]) -> None:
        self._key, self._seconds, self._find = key, seconds, find
        self._checked, self._found = float("-inf"), dict[str, T]()

    def all(self) -> Mapping[str, T]:
        if (known := self.known()) is not None:
            return known
        now = time.monotonic()
        try:
            self._found = self._ask()
        except DatabaseError:
            if self._checked == float("-inf"):
                raise
            logger.exception("The database does not answer; what was public last is shown on.")
        self._checked = now
        return self._found

    def known(self) -> Mapping[str, T] | None:
        """What was found less than CHECK_SECONDS ago; asks nobody."""
        return self._found if time.monotonic() - self._checked < CHECK_SECONDS else None

    def forget(self) -> None:
        self._checked = float("-inf")

    def _ask(self) -> dict[str, T]:
        found: dict[str, T] | None = shared(cache.get, self._key)
        if found is None:
            found = self._find()
            # "add": what a publisher has said meanwhile is newer than what was read before it.
            shared(cache.add, self._key, found, self._seconds)
        return found


def shared(ask: Callable[..., Any], *args: Any) -> Any:
    """What the shared cache says, or None where it is away: then the database is asked, and pages are made here."""
    try:
        return ask(*args)
    except Exception:  # each kind of cache has errors of its own
        logger.exception("The shared cache does not answer.")
        return None
