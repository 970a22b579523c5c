"""Addresses in files: which texts are some, and what links lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

_RELS = (
    ("slide", "slides"), ("stream", "stream"), ("live", "stream"), ("video", "recording"), ("recording", "recording"),
)  # fmt: skip


def is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, text))
    except ValueError:
        return False


def address_slug(url: str) -> str:
    """The last part of an address: of an event's page that we serve, the event's own."""
    return url.rstrip("/").rpartition("/")[2]


def rel_of(name: str, kind: str) -> str:
    """What a link leads to, by its type or the name of its field."""
    low = f"{kind} {name}".casefold()
    return next((rel for sign, rel in _RELS if sign in low), "")
