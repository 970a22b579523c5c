"""People whom a document names in two ways, likely: said in a note, and left two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from programme.model import Programme
from programme.reading.values import Note, Origin
from programme.same import likely

MOST = 5_000  # people in a document; with more than that nobody would look at what is likely


def likely_doubles(programme: Programme, origins: Sequence[Origin]) -> Iterator[Note]:
    """One note for two people who never sit together. `origins` runs parallel to the programme's panels."""
    panels, lines = defaultdict[str, set[int]](set), dict[str, int]()
    for place, (panel, origin) in enumerate(zip(programme.panels, origins, strict=True)):
        for part, line in zip(panel.people, origin.people, strict=True):
            panels[part.speaker].add(place)
            lines.setdefault(part.speaker, line)
    names = {speaker.uid: speaker.name for speaker in programme.speakers if speaker.uid in lines}
    if len(names) > MOST:
        return
    for pair in likely(names):
        if pair.likeness.verdict == "likely" and not panels[pair.one] & panels[pair.other]:
            message = (
                f"“{names[pair.one]}” and “{names[pair.other]}” are likely the same person "
                f"({pair.likeness.reason}); they were left two."
            )
            yield Note("likely-same-person", "info", message, (lines[pair.one], lines[pair.other]))
