"""What was found out about a text is kept while a document is read, because each line is looked at several times."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])

MOST = 65_536  # texts
LARGE = 5_000  # pieces of a document after which nothing is kept for the next one

_forget: list[Callable[[], None]] = []


def kept(function: F) -> F:
    """The function, which gives the same for the same arguments, with its last answers kept."""
    cached = lru_cache(maxsize=MOST)(function)
    _forget.append(cached.cache_clear)
    return cached  # type: ignore[return-value]  # it takes and gives what the function does


def forget() -> None:
    """Gives the memory back."""
    for clear in _forget:
        clear()


@contextmanager
def reading_of(pieces: int) -> Iterator[None]:
    """Around the reading of so many pieces.

    Of many it makes a great number of things that stay and none that hold each other: looking again and again for those
    that do would take a third of the time. Nothing is kept for the next document.
    """
    paused = pieces > LARGE and gc.isenabled()
    if paused:
        gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()
        if pieces > LARGE:
            forget()
