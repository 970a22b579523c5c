"""The few words of their own that calendars and schedules say, in another language where somebody gives a way to say
them: `Say` takes the English and gives what stands for it."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], str]

TITLED = "%(what)s: %(title)s"  # Cancelled: A New Order


def as_written(text: str) -> str:
    return text


def titled(say: Say, what: str, title: str) -> str:
    return say(TITLED) % {"what": say(what), "title": title}
