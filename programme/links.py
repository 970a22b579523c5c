"""Links as people type them: one a line, `[stream|recording|slides] https://… what to call it`."""

from __future__ import annotations

from urllib.parse import urlsplit

from programme.model import Link

RELS = ("stream", "recording", "slides")


class LinkError(ValueError):
    """A line is no link; the message names the `line`."""

    def __init__(self, line: str) -> None:
        super().__init__(f"“{line}” has no address that begins with https:// or http://")
        self.line = line


def read_links(text: str) -> tuple[Link, ...]:
    """Raises LinkError for a line without an http or https address."""
    return tuple(_read(line.split(), line) for line in text.splitlines() if line.strip())


def _read(words: list[str], line: str) -> Link:
    rel = words.pop(0).lower() if words[0].lower() in RELS else ""
    url = words.pop(0) if words else ""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        whole = False
    if not whole:
        raise LinkError(line.strip())
    return Link(url, " ".join(words), rel)


def write_links(links: tuple[Link, ...]) -> str:
    """The inverse of `read_links`."""
    return "\n".join(" ".join(filter(None, (link.rel, link.url, link.label))) for link in links)
