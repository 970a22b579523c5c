"""The time elements of a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from programme.reading.dates import read_date
from programme.reading.text import flat
from programme.reading.times import read_span


def moment_of(element: Any) -> str:
    """What a time element says for machines, where its own words are none that are read; empty otherwise."""
    try:
        moment = datetime.fromisoformat((element.get("datetime") or "").strip())
    except ValueError:
        return ""
    words = flat(" ".join("".join(element.itertext()).split()))
    date, span = read_date(words, 0), read_span(words, 0, False)
    if span or (date and date.year):
        return ""
    if date:
        return f"{moment:%d} {moment:%B} {moment:%Y}"
    return f"{moment:%H:%M}" if "T" in (element.get("datetime") or "") and not words.strip() else ""
