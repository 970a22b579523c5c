"""How a document tells the times of the afternoon: 2:30 pm, or 14:30."""

from __future__ import annotations

import re

from programme.model import Clock
from programme.reading.values import Reading

_HALF = re.compile(r"\d\s?[ap]\.?\s?m\b", re.IGNORECASE)


def clock_of(reading: Reading) -> Clock:
    """24 where a time that was read stands there like that; empty where it is said with am or pm, or nobody can tell.
    What a program wrote (such formats lack words for something) is not how people there tell the time."""
    said = "\n".join(line.text for line in reading.ledger)
    if reading.programme.silent or _HALF.search(said):
        return ""
    starts = {panel.when.start for panel in reading.programme.panels if panel.when.start and panel.when.start.hour > 12}
    written = (rf"(?<![\dT:]){at.hour}\s?[:.h]\s?{at.minute:02}(?![\d:])" for at in starts)
    return "24" if any(re.search(pattern, said, re.IGNORECASE) for pattern in written) else ""
