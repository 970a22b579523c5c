"""docs/reading.md names every note and question that the reader has."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CODES = r"([a-z]+(?:-[a-z]+)+|cancelled|formula|mended|weekday|overlap|encoding|order|timezone|recurring)"
SAID = re.compile(rf"""(?:Note\(\s*|Question\(\s*|_note\(\s*|^ {{4}}|\bsay\(\s*)"{_CODES}"\s*[,:]""", re.MULTILINE)


def test_every_note_and_question_stands_in_the_documentation() -> None:
    documented = set(re.findall(r"[a-z]+(?:-[a-z]+)*", (ROOT / "docs" / "reading.md").read_text()))
    sources = [path.read_text() for path in (ROOT / "programme" / "reading").rglob("*.py")]
    used = {
        code for source in sources if re.search(r"\bNote\b|\bQuestion\b|tally", source) for code in SAID.findall(source)
    }
    assert len(used) > 40
    assert used - documented == set()
