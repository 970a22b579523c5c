"""The site's JavaScript as one file, so that a page asks for it once: what stands in static/site/, one after the other.

Each module is a block of its own and shares nothing with the others but what SHARED defines; they are not changed on
the way.
"""

from __future__ import annotations

import hashlib

from django.conf import settings

SHARED = ("clock.js", "picks.js")
MODULES = (
    "schedule.js",
    "panel.js",
    "stars.js",
    "my.js",
    "offline.js",
)


def _read(name: str) -> str:
    return (settings.BASE_DIR / "static" / "site" / name).read_text(encoding="utf-8")


def _joined() -> str:
    return "\n".join((*map(_read, SHARED), *(f"{{\n{_read(name)}}}\n" for name in MODULES)))


SCRIPT = _joined()
FINGERPRINT = hashlib.sha256(SCRIPT.encode()).hexdigest()[:12]
ADDRESS = f"/site.{FINGERPRINT}.js"
