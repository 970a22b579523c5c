"""Somebody's own choice of panels, as short codes that mean the same panel in every release.

A code is made from the panel's address, which is the panel's for life: seven letters of Crockford's base 32 (35 bits).
That two of a thousand panels share one happens to one event in 70,000; then either brings the other along.
static/site/picks.js makes the same codes in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from programme.model import Panel, Release

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 7
MOST = 300  # panels of one choice


class CodeError(ValueError):
    """What somebody gave as a choice is none. The message says so to them."""


@lru_cache(20_000)
def code(slug: str) -> str:
    """FNV-1a of 64 bits, folded to 35."""
    mixed = 0xCBF29CE484222325
    for octet in slug.encode():
        mixed = (mixed ^ octet) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    folded = (mixed >> 35 ^ mixed) & (1 << 35) - 1
    return "".join(LETTERS[folded >> 5 * place & 31] for place in reversed(range(LENGTH)))


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of a choice, written one after the other, in order and each once. Raises CodeError."""
    if not re.fullmatch(f"[{LETTERS}]*", text) or len(text) % LENGTH:
        raise CodeError(f"A choice of panels is written as codes of {LENGTH} letters and digits, one after the other.")
    found = sorted({text[at : at + LENGTH] for at in range(0, len(text), LENGTH)})
    if len(found) > MOST:
        raise CodeError(f"A choice holds at most {MOST} panels; this one has {len(found)}.")
    return tuple(found)


def chosen(release: Release, codes: Iterable[str]) -> list[Panel]:
    """The panels of a choice, tombstones too. Codes of what the programme has no more are passed over."""
    wanted = frozenset(codes)
    return [panel for panel in (*release.programme.in_order, *release.tombstones) if code(panel.slug) in wanted]
