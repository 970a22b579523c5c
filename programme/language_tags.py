"""Languages by their tags, as in fr or pt-BR (BCP 47, RFC 5646)."""

from __future__ import annotations

import re

LONGEST = 20  # characters, of what is kept
WANTED = "Write a language’s code, as in fr, pt-BR or zh-Hant."
_TAG = re.compile(
    r"""[a-z]{2,3}(?:-[a-z]{3}){0,3}    # a language, and what extends it; names of five letters and more are none yet
    (?:-[a-z]{4})?                      # its script
    (?:-(?:[a-z]{2}|[0-9]{3}))?         # its region
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*    # variants
    (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*         # extensions
    (?:-x(?:-[a-z0-9]{1,8})+)?                  # what some agreed on among themselves
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)


def is_language(text: str) -> bool:
    return len(text) <= LONGEST and _TAG.fullmatch(text) is not None
