"""Letters that no font of this machine has: the booklet and the pictures show boxes for them.

typst alone knows what its fonts have, so it is asked, in a process of its own. Programmes in its own fonts' scripts
cost nothing.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from django.core import checks

from events.site import typesetting
from programme.model import Programme

EAST = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC"}
SAMPLES = {"fonts-noto-cjk": "中かカ한", "fonts-noto-core": "हবกქአ"}
MOST = 200  # different letters of a script; who lacks one of these lacks the script
ADVICE = "Whoever runs the site can install them: apt-get install %s"


def lacking(programme: Programme) -> list[str]:
    """A sentence for each package of fonts that this programme needs and the machine has not."""
    found: dict[str, dict[str, str]] = {}  # by script: each letter and a text that has it
    for text in _texts(programme):
        for letter in set(text) if not typesetting.is_own(text) else ():
            if not typesetting.is_own(letter) and letter.isalpha():
                found.setdefault(_script(letter), {}).setdefault(letter, text)
    missing = _missing({script: "".join(sorted(letters)[:MOST]) for script, letters in found.items()})
    said = {_package(script): next(iter(found[script].values())) for script in reversed(missing)}
    return [_warning(package, text) for package, text in said.items()]


def _texts(programme: Programme) -> Iterator[str]:
    yield programme.event.title
    for speaker in programme.speakers:
        yield speaker.full_name
    for panel in programme.panels:
        yield from (panel.title, panel.abstract, *(part.billing for part in panel.people))
    yield from (words.text for words in programme.translations)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _package(script: str) -> str:
    return "fonts-noto-cjk" if script in EAST else "fonts-noto-core"


def _warning(package: str, text: str) -> str:
    said = text if len(text) <= 60 else f"{text[:59]}…"
    return f"No font on this machine has the letters of “{said}”: booklet and pictures show boxes. {ADVICE % package}"


def _missing(samples: dict[str, str]) -> list[str]:
    """The names of the samples of whose letters at least one is in no font."""
    if not samples:
        return []
    data = json.dumps(list(samples.values()))
    answer = typesetting.run("letters", data, created=0, form="lacking", machine_fonts=True)
    return [name for name, lacks in zip(samples, json.loads(answer), strict=True) if lacks]


@checks.register("fonts", deploy=True)
def check_fonts(app_configs: Iterable[Any] | None = None, **options: Any) -> list[checks.CheckMessage]:
    """With `check --deploy`: which scripts this machine has no fonts for. Not every site needs them."""
    said = "No font on this machine has all of “%s”: booklets and pictures show boxes for such letters."
    return [
        checks.Info(said % SAMPLES[package], hint=ADVICE % package, id=f"convenor.{package}")
        for package in _missing(SAMPLES)
    ]
