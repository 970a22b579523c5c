"""The programme set by typst: the booklet as PDF, and the pictures that links are shown with. Pure functions of a
release.

What anybody typed reaches typst as JSON and is shown as text; what typst runs is templates/paper/ and nothing else.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from events.site import booklet, cards, named
from programme.model import Release

PROGRAM = Path(__file__).with_name("typeset.py")  # never imported: typst is seven MiB of every process that knows it
LONGEST = 120  # seconds; a thousand panels take four

# What typst's own fonts show: Latin, Greek, Cyrillic and Hebrew. A programme in these looks the same on every machine.
# For any other script the machine's fonts are asked as well.
_OWN = re.compile(r"[\u0000-\u0481\u048a-\u04ff\u0591-\u05f4\u1e00-\u1fff\u2000-\u206f\u20ac\u2100-\u2bff]*")


def pdf(release: Release) -> bytes:
    """The booklet, tagged for screen readers (PDF/UA-1); equal releases give equal bytes."""
    return _typeset("booklet", booklet.booklet(release), release, "pdf")


def card(release: Release) -> bytes:
    """A PNG of 1200 by 630 pixels (Open Graph)."""
    return _typeset("card", cards.of_event(release), release, "png")


def panel_card(slug: str) -> Callable[[Release], bytes]:
    def make(release: Release) -> bytes:
        return _typeset("card", cards.of_panel(release, named.panel(release, slug)), release, "png")

    return make


def _typeset(template: str, facts: dict[str, Any], release: Release, form: str) -> bytes:
    data = json.dumps(facts, ensure_ascii=False)
    created = int(release.published.timestamp())
    return run(template, data, created=created, form=form, machine_fonts=not is_own(data))


def is_own(text: str) -> bool:
    """Whether typst's own fonts have all its letters."""
    return _OWN.fullmatch(text) is not None


def run(template: str, data: str, *, created: int, form: str, machine_fonts: bool) -> bytes:
    """What PROGRAM answers, which says what it is asked. Raises RuntimeError."""
    asked = {
        "template": str(settings.BASE_DIR / "templates" / "paper" / f"{template}.typ"),
        "data": data,
        "created": created,
        "format": form,
        "machine_fonts": machine_fonts,
    }
    program = [sys.executable, "-P", str(PROGRAM)]
    done = subprocess.run(  # noqa: S603 - nothing of it is anybody's words
        program, input=json.dumps(asked).encode(), capture_output=True, check=False, timeout=LONGEST
    )
    if done.returncode:
        raise RuntimeError(f"typst could not set the {template}: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout
