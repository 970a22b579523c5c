"""What the public downloads leave out, because it is held back, is no news: a plan does not take it out."""

from __future__ import annotations

from dataclasses import replace

from programme.model import Appearance, Panel, Programme

HeldBack = frozenset[tuple[str, str, str]]  # panel and speaker by uid, and the role; a whole panel without these two


def with_held_back(reading: Programme, base: Programme, held_back: HeldBack) -> Programme:
    """The reading of our own export with what is held back as the last document had it, unless it names any of it: then
    it is an export of the drafts, and whatever is missing in it has been taken out."""
    if not held_back or any(_names(panel, held_back) for panel in reading.panels):
        return reading
    read = {panel.uid for panel in reading.panels}
    panels = [_with_people(panel, base.panel.get(panel.uid), held_back) for panel in reading.panels]
    panels += [panel for panel in base.panels if panel.uid not in read and (panel.uid, "", "") in held_back]
    rooms, tracks = {panel.room for panel in panels}, {panel.track for panel in panels}
    people = {part.speaker for panel in panels for part in panel.people}
    return replace(
        reading,
        panels=tuple(panels),
        rooms=(*reading.rooms, *(it for it in base.rooms if it.uid in rooms - reading.room.keys())),
        tracks=(*reading.tracks, *(it for it in base.tracks if it.uid in tracks - reading.track.keys())),
        speakers=(*reading.speakers, *(it for it in base.speakers if it.uid in people - reading.speaker.keys())),
    )


def _names(panel: Panel, held_back: HeldBack) -> bool:
    return (panel.uid, "", "") in held_back or any(
        (panel.uid, part.speaker, part.role) in held_back for part in panel.people
    )


def _with_people(said: Panel, known: Panel | None, held_back: HeldBack) -> Panel:
    """With those who are held back right behind whom they stood behind. The desk may have given one another role: who
    is not named at all is held back in any."""
    named = {part.speaker for part in said.people}
    hidden = {speaker for panel, speaker, _ in held_back if panel == said.uid} - named
    people: list[Appearance] = list(said.people)
    behind = 0
    for part in known.people if known else ():
        if part.speaker in hidden or (said.uid, part.speaker, part.role) in held_back:
            people.insert(behind, part)
        behind = next((n + 1 for n, other in enumerate(people) if other.speaker == part.speaker), behind)
    return replace(said, people=tuple(people))
