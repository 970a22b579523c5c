"""When two spellings are the same name."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The key under which equal names meet: case, spaces, no-break spaces and typographic apostrophes do not count."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‐", "-").replace("‑", "-")
    return " ".join(plain.split()).casefold()
