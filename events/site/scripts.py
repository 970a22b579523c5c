"""The site's JavaScript in one file a page, so that it asks once: what stands in static/site/, one after the other.

Each module is a block of its own and shares nothing with the others but what SHARED defines. Comments and spaces stay
behind: they stand in static/site/ for who wants to read.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from rjsmin import jsmin

SHARED = ("clock.js", "picks.js")
SCRIPTS = {
    "site": ("schedule.js", "rooms.js", "panel.js", "copy.js", "stars.js", "offline.js", "languages.js"),
    "my": ("stars.js", "my.js", "offline.js", "languages.js"),
}


def _read(name: str) -> str:
    return (settings.BASE_DIR / "static" / "site" / name).read_text(encoding="utf-8")


def _joined(modules: tuple[str, ...]) -> str:
    return str(jsmin("\n".join((*map(_read, SHARED), *(f"{{\n{_read(name)}}}\n" for name in modules)))))


TEXTS = {name: _joined(modules) for name, modules in SCRIPTS.items()}
FINGERPRINTS = {name: hashlib.sha256(text.encode()).hexdigest()[:12] for name, text in TEXTS.items()}
ADDRESS, MY_ADDRESS = (f"/{name}.{FINGERPRINTS[name]}.js" for name in ("site", "my"))
