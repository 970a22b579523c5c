"""What the public downloads leave out for an embargo is no news of it: a plan does not take it out."""

from __future__ import annotations

from dataclasses import replace

from programme.model import Appearance, Panel, Programme

Embargoed = frozenset[tuple[str, str]]  # panel and speaker by uid; a whole panel without a speaker


def with_embargoed(reading: Programme, base: Programme, embargoed: Embargoed) -> Programme:
    """The reading of our own export with what is under embargo as the last document had it, unless it names any of it:
    then it is an export of the drafts, and whatever is missing in it has been taken out."""
    if not embargoed or any(_names(panel, embargoed) for panel in reading.panels):
        return reading
    read = {panel.uid for panel in reading.panels}
    panels = [_with_people(panel, base.panel.get(panel.uid), embargoed) for panel in reading.panels]
    panels += [panel for panel in base.panels if panel.uid not in read and (panel.uid, "") in embargoed]
    rooms, tracks = {panel.room for panel in panels}, {panel.track for panel in panels}
    people = {part.speaker for panel in panels for part in panel.people}
    return replace(
        reading,
        panels=tuple(panels),
        rooms=(*reading.rooms, *(it for it in base.rooms if it.uid in rooms - reading.room.keys())),
        tracks=(*reading.tracks, *(it for it in base.tracks if it.uid in tracks - reading.track.keys())),
        speakers=(*reading.speakers, *(it for it in base.speakers if it.uid in people - reading.speaker.keys())),
    )


def _names(panel: Panel, embargoed: Embargoed) -> bool:
    return (panel.uid, "") in embargoed or any((panel.uid, part.speaker) in embargoed for part in panel.people)


def _with_people(said: Panel, known: Panel | None, embargoed: Embargoed) -> Panel:
    """With those under embargo right behind whom they stood behind."""
    people: list[Appearance] = list(said.people)
    behind = 0
    for part in known.people if known else ():
        if (said.uid, part.speaker) in embargoed:
            people.insert(behind, part)
        behind = next((n + 1 for n, other in enumerate(people) if other.speaker == part.speaker), behind)
    return replace(said, people=tuple(people))
