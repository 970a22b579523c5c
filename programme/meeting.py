"""Who in a new reading is likely somebody known: proposals, which people decide. Nobody is taken for another unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from programme.matching import identify, known_by_name, person_key
from programme.model import Programme, Speaker
from programme.same import Pair, likely_between
from programme.uniting import unite

Decided = Literal["same", "different", ""]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody new in the document, and somebody known who is likely the same. `uid` is the known one's.

    `key` names it for the decision; `where` says where the known one appears, empty for this event.
    """

    key: str
    uid: str
    name: str
    known: str
    reason: str
    where: str = ""
    decided: Decided = ""


@dataclass(frozen=True)
class People:
    """What is known of people beside the drafts of the event.

    `elsewhere` are people of other events, each with where they appear. `aliases` are other names of people of this
    event, by `person_key`; `merged` the uids of people who were merged into others, with those others' uids.
    """

    elsewhere: tuple[tuple[Speaker, str], ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Met:
    """`reading` with each person once; `said` are the uids of those whom somebody said to be known, by their key."""

    reading: Programme
    said: Mapping[str, str]
    proposals: tuple[Proposal, ...]


def meet(
    reading: Programme,
    base: Programme,
    drafts: Programme,
    past: Programme,
    decisions: Mapping[str, str],
    people: People,
) -> Met:
    """`base`, `drafts` and `past` as for `matching.identify`."""
    named = known_by_name(reading, base, drafts, past)
    here = base.speaker.keys() | drafts.speaker.keys()
    said = {
        speaker.uid: uid
        for speaker in reading.speakers
        if speaker.uid not in named and (uid := people.aliases.get(person_key(speaker.name), "")) in here
    }
    proposals = _proposals(reading, base, drafts, past, decisions, people, named | said)
    for key, proposal in proposals:
        if proposal.decided == "same":
            said[key] = proposal.uid
    firsts = {uid: key for key, uid in reversed((named | said).items())}
    doubles = {key: firsts[uid] for key, uid in said.items() if firsts[uid] != key}
    return Met(
        unite(reading, doubles),
        {key: uid for key, uid in said.items() if key not in doubles},
        tuple(proposal for _, proposal in proposals),
    )


def with_those_said(met: Met, base: Programme, drafts: Programme, people: People) -> tuple[Programme, Programme]:
    """`base` and `drafts` in which those who were said to be known are known: the desk's spelling of them stands."""
    elsewhere = {speaker.uid: speaker for speaker, _ in people.elsewhere}
    read = [replace(met.reading.speaker[key], uid=uid) for key, uid in met.said.items() if uid not in base.speaker]
    known = [elsewhere[uid] for uid in met.said.values() if uid not in drafts.speaker and uid in elsewhere]
    return replace(base, speakers=(*base.speakers, *read)), replace(drafts, speakers=(*drafts.speakers, *known))


def _proposals(
    reading: Programme,
    base: Programme,
    drafts: Programme,
    past: Programme,
    decisions: Mapping[str, str],
    people: People,
    matched: Mapping[str, str],
) -> list[tuple[str, Proposal]]:
    """Each with the reading's key of the new person."""
    new = {speaker.uid: speaker.name for speaker in reading.speakers if speaker.uid not in matched}
    known = {speaker.uid: (speaker, "") for speaker in drafts.speakers}
    known |= {speaker.uid: (speaker, where) for speaker, where in people.elsewhere if speaker.uid not in known}
    pairs = likely_between({uid: speaker.name for uid, (speaker, _) in known.items()}, new)
    if not pairs:
        return []
    found = identify(reading, base, drafts, past, str, matched)  # knows also whose name was mended in the document
    new_still = {speaker.uid for speaker in found.speakers}
    seats = _seats(reading, matched)
    return [
        (pair.one, _proposal(reading, pair, *known[pair.other], decisions))
        for pair in pairs
        if pair.one in new_still and seats[pair.one].isdisjoint(seats[pair.other])  # in one panel, they are two
    ]


def _proposal(
    reading: Programme, pair: Pair[str], known: Speaker, where: str, decisions: Mapping[str, str]
) -> Proposal:
    name = reading.speaker[pair.one]
    key = f"person:{person_key(name.name)}:{known.uid}"
    decided = decisions.get(key, "")
    choice: Decided = "same" if decided == "same" else "different" if decided == "different" else ""
    return Proposal(key, known.uid, name.full_name, known.full_name, pair.likeness.reason, where, choice)


def _seats(reading: Programme, matched: Mapping[str, str]) -> defaultdict[str, set[str]]:
    """The panels of the document in which each person sits: by the reading's key, and by the uid of whom it is."""
    found = defaultdict[str, set[str]](set)
    for panel in reading.panels:
        for part in panel.people:
            found[part.speaker].add(panel.uid)
            if part.speaker in matched:
                found[matched[part.speaker]].add(panel.uid)
    return found
