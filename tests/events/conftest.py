from __future__ import annotations

import pytest

from events.models import Event
from events.plans import importing
from programme import form
from programme.matching import rekey
from programme.model import Programme
from programme.reading.limits import Limits
from programme.reading.values import Options, Reading


@pytest.fixture
def event(db: None) -> Event:
    return Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")


@pytest.fixture
def plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are programmes in JSON form, so that a test of plans does not depend on how text is read."""

    def read(document: bytes, options: Options, limits: Limits) -> Reading:
        programme = form.loads(Programme, document)
        items = (*programme.rooms, *programme.tracks, *programme.speakers, *programme.panels)
        return Reading(rekey(programme, {item.uid: f"key-{n}" for n, item in enumerate(items)}))

    monkeypatch.setattr(importing, "read", read)
    monkeypatch.setattr(importing, "as_json", lambda reading: {})
