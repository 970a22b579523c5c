"""Names that were erased from an event, known again when a document brings them back, and left out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.crypto import salted_hmac

from events.models import ErasedName, Event
from events.personal import json_without
from events.withholding import NAME, Withheld
from programme import form
from programme.matching import person_key
from programme.model import Programme
from programme.reading.values import Note, Reading
from speakers.models import Speaker

CODE = "erased-name"


def remember(events: Iterable[Event], names: Iterable[str]) -> None:
    keys = {person_key(name) for name in names}
    rows = [ErasedName(event=event, digest=_digest(event, key)) for event in events for key in sorted(keys)]
    ErasedName.objects.bulk_create(rows, ignore_conflicts=True)


def left_out(event: Event, reading: Reading) -> Reading:
    """The reading without whom somebody erased, and a note where that leaves anybody out.

    Whoever was added again at the desk under such a name stays: that was said on purpose, or it is somebody else.
    """
    erased = set(ErasedName.objects.filter(event=event).values_list("digest", flat=True)) if event.pk else set()
    if not erased:
        return reading
    there = {person_key(name) for name in Speaker.objects.filter(panels__event=event).values_list("name", flat=True)}
    programme = reading.programme
    theirs = [who for who in programme.speakers if _digest(event, person_key(who.name)) in erased]
    theirs = [who for who in theirs if person_key(who.name) not in there]
    if not theirs:
        return reading
    uids = frozenset(who.uid for who in theirs)
    parts = [part for panel in programme.panels for part in panel.people if part.speaker in uids]
    names = tuple(who.name for who in theirs)
    return _without(reading, Withheld(uids, frozenset(), names, frozenset(part.billing for part in parts)))


def _without(reading: Reading, withheld: Withheld) -> Reading:
    lines = tuple(line.number for line in reading.ledger if withheld.text(line.text) != line.text)
    note = Note(
        CODE,
        "warning",
        f"The document names somebody who was erased from this event. They stay “{NAME}”, and what is printed behind "
        "their name is left out. If they are to be named again, add them to a panel at the desk first.",
        lines,
    )
    return replace(
        reading,
        programme=form.loads(Programme, json_without(form.dumps(reading.programme), withheld)),
        ledger=tuple(line._replace(text=withheld.text(line.text)) for line in reading.ledger),
        notes=(*(replace(each, message=withheld.text(each.message)) for each in reading.notes), note),
        questions=tuple(replace(each, message=withheld.text(each.message)) for each in reading.questions),
        origins=tuple(
            replace(each, names=tuple(withheld.text(name) for name in each.names)) for each in reading.origins
        ),
    )


def _digest(event: Event, key: str) -> str:
    return salted_hmac(f"events.erased:{event.pk}", key, algorithm="sha256").hexdigest()
