"""Whatever organisers do, and however often a calendar program looks: it shows the programme, and no ghosts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from events import merging, releases
from events.models import Address, Appearance, Event, Panel, Room, TimeSlot, Track
from events.site import store
from programme.model import Panel as Shown
from programme.model import Release
from programme.picks import code
from speakers.models import Speaker, SpeakerMerge
from tests.calendars.subscribers import Entry, Subscriber, read

pytestmark = pytest.mark.django_db
START = datetime(2021, 5, 1, 12, tzinfo=UTC)
FIRST = date(2021, 5, 19)
Belongs = Callable[[Shown, Release], bool]


class Desk:
    """An event whose organisers change their minds."""

    def __init__(self, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same every time
        self.clock = START
        monkeypatch.setattr(timezone, "now", lambda: self.clock)
        self.event = Event.objects.create(title="Harbour Forum", slug="harbour", timezone="America/Toronto")
        self.rooms = [Room.objects.create(event=self.event, name=name) for name in ("Hall", "Attic", "Quay")]
        self.tracks = [Track.objects.create(event=self.event, name=name) for name in ("Law", "Trade")]
        self.people = [Speaker.objects.create(name=name) for name in ("Ada", "Bo", "Chloé", "Dan")]
        hours = (datetime(2021, 5, day, hour, tzinfo=UTC) for day in (19, 20) for hour in (13, 14, 15))
        self.slots = [TimeSlot.objects.create(event=self.event, start=at, end=at + timedelta(hours=1)) for at in hours]
        for _ in range(5):
            self.add()

    def any_panel(self) -> Panel:
        return self.random.choice(list(self.event.panels.order_by("pk"))) if self.event.panels.exists() else self.add()

    def add(self) -> Panel:
        choose = self.random.choice
        panel = Panel.objects.create(
            event=self.event,
            title=f"Tides {self.random.random()}",
            slot=choose(self.slots),
            room=choose([None, *self.rooms]),
            track=choose([None, *self.tracks]),
        )
        self.appear(panel)
        return panel

    def appear(self, panel: Panel) -> None:
        person = self.random.choice(list(Speaker.objects.order_by("pk")))
        Appearance.objects.get_or_create(panel=panel, speaker=person, defaults={"billing": "Mayor"})

    def edit(self) -> None:
        """One of the things that organisers do; some more often than others."""
        choose, panel = self.random.choice, self.any_panel()
        facts = {
            "slot": [None, *self.slots, *self.slots],
            "room": [None, *self.rooms, *self.rooms],
            "track": [None, *self.tracks],
            "kind": ["panel", "talk"],
            "state": ["confirmed", "confirmed", "cancelled", "draft"],
            "title": ["Salt", "Nets; torn", "Eels"],
            "embargo": [None, self.clock + timedelta(days=1)],
        }
        name = choose([*facts, "slot", "room", "state", "who", "whose", "place", "merge", "apart", "gone"])
        if name in facts:
            setattr(panel, name, choose(facts[name]))
            panel.save()
        else:
            {"who": self._who, "whose": self._whose, "place": self._place}.get(name, self._merge)(panel)
            if name == "gone":
                panel.delete()
                self.add()

    def _who(self, panel: Panel) -> None:
        self.appear(panel)

    def _whose(self, panel: Panel) -> None:
        part = panel.appearances.order_by("?").first()
        if part:
            part.delete()

    def _place(self, panel: Panel) -> None:
        room = self.random.choice(self.rooms)
        room.name = f"{room.name.split()[0]} {self.random.randrange(9)}"
        room.save()
        Event.objects.filter(pk=self.event.pk).update(venue=self.random.choice(["Quay 7", ""]))

    def _merge(self, panel: Panel) -> None:
        record = SpeakerMerge.objects.filter(undone_at=None).first()
        people = list(Speaker.objects.order_by("pk"))
        if record:
            merging.take_apart(record.pk, None)
        elif len(people) > 1:
            kept, absorbed = self.random.sample(people, 2)
            merging.merge(kept.pk, absorbed.pk, {}, None)

    def publish(self) -> Release | None:
        """The next release: of the drafts, or an older one again."""
        self.clock += timedelta(hours=self.random.randrange(1, 40))
        newest = releases.newest(self.event)
        if newest and self.random.random() < 0.15:
            release = releases.go_back(self.event, self.random.randint(1, newest.number))
        else:
            release = releases.publish(self.event)
        cache.clear()
        store.current.forget()
        return release


def watched(desk: Desk, first: Release) -> Iterator[tuple[str, Belongs]]:
    """The address of each feed, and what belongs in it, said in another way than the site says it."""
    picks = [panel.uid for panel in first.programme.panels[:3]]
    codes = "".join(sorted(code(panel.slug) for panel in first.programme.panels[:3]))
    yield "calendar.ics", lambda panel, release: True
    yield f"my.ics?p={codes}", lambda panel, release: panel.uid in picks
    yield f"panels/{first.programme.panels[0].slug}.ics", lambda panel, release: panel.uid == picks[0]
    for day in {panel.when.date for panel in first.programme.panels if panel.when.date}:
        yield f"days/{day}.ics", lambda panel, release, day=day: panel.when.date == day  # type: ignore[misc]
    yield "kinds/panel.ics", lambda panel, release: panel.kind == "panel"
    addresses = [each for kind in ("room", "track", "speaker") for each in Address.objects.filter(kind=kind)[:2]]
    for address in addresses:
        yield f"{address.kind}s/{address.slug}.ics", followed(address.kind, str(address.uid))


def followed(kind: str, uid: str) -> Belongs:
    if kind != "speaker":
        return lambda panel, release: uid in (panel.room, panel.track)

    def belongs(panel: Shown, release: Release) -> bool:
        """Who was merged into somebody when it was published is they."""
        uids = {uid, release.merged.get(uid, uid)}
        return any(part.speaker in uids for part in panel.people)

    return belongs


class Watch:
    """A feed, and everybody who subscribes to it."""

    def __init__(self, path: str, belongs: Belongs) -> None:
        self.path, self.belongs = f"/harbour/{path}", belongs
        self.subscribers = [Subscriber(merges, strict) for merges in (False, True) for strict in (False, True)]
        self.said: dict[tuple[str, int], Entry] = {}
        self.last: dict[str, int] = {}

    def look(self, client: Client, looking: list[bool], stamps: set[str]) -> None:
        answer = client.get(self.path)
        if answer.status_code == 404:
            return  # a program keeps what it has
        feed = read(answer.content.decode())
        for uid, entry in feed.items():
            sequence = entry.version[0]
            assert sequence >= self.last.get(uid, 0), self.path
            assert self.said.setdefault((uid, sequence), entry).text == entry.text
            assert entry.facts["DTSTAMP"] == entry.facts["LAST-MODIFIED"]
            assert entry.facts["DTSTAMP"] in stamps
            self.last[uid] = sequence
        for subscriber, looks in zip(self.subscribers, looking, strict=True):
            if looks:
                subscriber.look(feed)

    def check(self, release: Release) -> None:
        zone = release.programme.zone
        true = {}
        for panel in release.programme.panels:
            span = panel.when.span(zone)
            if span and panel.state != "cancelled" and self.belongs(panel, release):
                true[panel.uid] = (f"{span[0]:%Y%m%dT%H%M%SZ}", panel.title, panel.sequence)
        for one in self.subscribers:
            shown = {
                uid: (entry.facts["DTSTART"], entry.facts["SUMMARY"].replace("\\", ""), entry.version[0])
                for uid, entry in one.kept.items()
                if entry.takes_place
            }
            assert shown == true, (self.path, one.merges, one.strict)


# The programs are the same whichever database the drafts came from.
@pytest.mark.parametrize("seed", range(50 if connection.vendor == "sqlite" else 10))
def test_every_program_ends_with_the_programme_and_no_ghosts(
    seed: int, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(seed, monkeypatch)
    release = desk.publish()
    assert release
    watches = [Watch(path, belongs) for path, belongs in watched(desk, release)]
    stamps = {f"{release.published:%Y%m%dT%H%M%SZ}"}
    for watch in watches:
        watch.look(client, [True] * 4, stamps)
    for _ in range(6):
        for _ in range(desk.random.randrange(1, 5)):
            desk.edit()
        release = desk.publish() or release
        stamps.add(f"{release.published:%Y%m%dT%H%M%SZ}")
        looking = [desk.random.random() < 0.6 for _ in range(4)]
        for watch in watches:
            watch.look(client, looking, stamps)
    for watch in watches:
        watch.look(client, [True] * 4, stamps)
        watch.check(release)
    before = [client.get(watch.path).content for watch in watches]
    desk.clock += timedelta(days=1)
    cache.clear()
    store.pages.clear()
    assert [client.get(watch.path).content for watch in watches] == before
