"""One truth: what is published stands in every output, and what is held back in none, whatever outputs there are."""

from __future__ import annotations

import json
import re
import time as clock
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from events import drafts, releases, storing
from events.api.urls import urlpatterns as api_addresses
from events.models import Appearance as AppearanceRow
from events.models import Event
from events.models import Panel as PanelRow
from events.site import known, sections, typesetting
from events.site.urls import urlpatterns as addresses
from programme.matching import rekey
from programme.model import Appearance, Panel, Programme, Room, Speaker, When
from programme.picks import code
from tests.site.forum import FIRST, make_forum
from tests.site.outputs import outputs, read

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = When(FIRST, time(10, 37), time(11, 43)), When(FIRST, time(15, 11), time(16, 19))
# With a query there are as many as there are choices; these are asked for with one.
WITH_A_QUERY = {"site:oembed"}
NOT_ASKED_FOR = {"site:my-picks", "site:my-followed-calendar", "site:sitemap-part", "api:nothing"}
HISTORY = {"site:changes", "site:change", "site:changes-feed"}

DECLINED = Speaker("declined", "Zebulon Quarrington", bio="Born in Wexcombe.")
INVITED = Speaker("invited", "Ottoline Vexworth", bio="Raised in Brackenfell.")
HIDDEN = Speaker("hidden", "Percival Underhay", bio="Lives in Tarnhollow.")
WITHDRAWN = Speaker("withdrawn", "Lavinia Thistlewick", "Prof.", bio="Works in Ormsbyvale.")
NEVER = {"Quarrington", "Wexcombe", "Walrus", "Vexworth", "Brackenfell", "Narwhal"}
NEVER |= {"Underhay", "Tarnhollow", "Clandestine", "Wolframite", "Quartz", "Molybdenum", "ZQ9", "Feldspar"}
NAMELESS = {
    "invited": (Speaker("one", "Ottoline Vexworth", "Dame", bio="Raised in Brackenfell."), "Narwhal", "Xylophone"),
    "declined": (Speaker("two", "Zebulon Quarrington", bio="Born in Wexcombe."), "Walrus", "Zither"),
    "embargo": (Speaker("three", "Cornelius Hathersage", bio="Grew up in Mossgarth."), "Pangolin", "Clavichord"),
}
NAMELESS_WORDS = {"Vexworth", "Brackenfell", "Quarrington", "Wexcombe", "Hathersage", "Mossgarth"}
NAMELESS_WORDS |= {word for _, *words in NAMELESS.values() for word in words}
NO_MORE = {"Thistlewick", "Ormsbyvale", "Obsidian", "Rhyolite", "Gneiss", "Pumice", "ZQ8", "Basalt"}


def times(when: When) -> re.Pattern[str]:
    """Its start or end as anybody may write it: local or UTC, by the clock, as a stamp, or as minutes since 1970."""
    found = []
    span = when.span(make_forum().programme.zone)
    assert span
    for wall, moment in zip((when.start, when.end), span, strict=True):
        assert wall
        assert moment
        hours = {wall.hour, wall.hour % 12 or 12, moment.hour, moment.hour % 12 or 12}
        found += [rf"(?<!\d)0?{hour}(?:[:.]|[\s\u00a0\u202f]*h[\s\u00a0\u202f]*){wall.minute}(?!\d)" for hour in hours]
        found += [rf"T{hour:02}{wall.minute}00" for hour in hours]
        found += [rf"(?<!\d){int(moment.timestamp()) // 60}(?!\d)", rf"(?<!\d){int(moment.timestamp())}(?!\d)"]
    return re.compile("|".join(found))


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card is what it is drawn from: no program reads words out of a picture."""
    set_in_type = typesetting._typeset

    def typeset(template: str, facts: dict[str, Any], release: Any, form: str) -> bytes:
        if form == "png":
            return json.dumps(facts, ensure_ascii=False).encode()
        return set_in_type(template, facts, release, form)

    monkeypatch.setattr(typesetting, "_typeset", typeset)


@pytest.fixture(autouse=True)
def by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of a large schedule are walked too."""
    monkeypatch.setattr(sections, "LARGE", 2)


@pytest.fixture
def fill() -> Callable[..., Event]:
    """The forum of tests/site/forum.py, with panel 1 at OLD, and what a test adds to it, as drafts."""

    def make(*panels: Panel, people: tuple[Appearance, ...] = (), speakers: tuple[Speaker, ...] = ()) -> Event:
        forum = make_forum().programme
        facts = {"when": OLD, "links": (), "abstract": "Of the order of the region."}
        own = [replace(p, **facts, people=(*p.people, *people)) if p.uid == "1" else p for p in forum.panels]
        programme = replace(
            forum,
            rooms=(*forum.rooms, Room("secret", "Basalt Chamber"), Room("deep", "Feldspar Vault")),
            speakers=(*(replace(speaker, links=()) for speaker in forum.speakers), *speakers),
            panels=(*own, *panels),
        )
        event = Event.objects.create(title=forum.event.title, slug="gulf-2021", timezone="America/Toronto")
        with transaction.atomic():
            storing.store(event, drafts.load(event), with_uuids(programme))
        return event

    return make


def with_uuids(programme: Programme) -> Programme:
    items = (*programme.rooms, *programme.tracks, *programme.speakers, *programme.panels)
    return rekey(programme, {item.uid: str(uuid4()) for item in items})


def texts(slug: str = "gulf-2021") -> dict[str, str]:
    """All outputs, and what is asked for with a query: somebody's own calendar, and the description of a page."""
    found = {path: read(answer) for path, answer in outputs([slug]).items()}
    client, release = Client(SERVER_NAME="localhost"), releases.newest(Event.objects.get(slug=slug))
    assert release
    codes = "".join(sorted(code(panel.slug) for panel in release.programme.panels))
    asked = [f"/{slug}/my.ics?p={codes}", f"/{slug}/?view=tracks", f"/{slug}/?q=a", f"/fr/{slug}/?tz=Asia/Tokyo"]
    pages = [path for path in found if resolve(path).view_name in ("site:panel", "site:schedule")]
    asked += [f"/oembed?{urlencode({'url': f'http://127.0.0.1:8000{path}'})}" for path in pages]
    for path in asked:
        answer = client.get(path, secure=True)
        assert answer.status_code == 200, path
        found[path] = answer.content.decode().replace("\r\n ", "")
    return found


def without_history(path: str, text: str) -> str:
    """What is said of now: neither of what was before, nor of how it became so."""
    if resolve(path.partition("?")[0]).view_name in HISTORY:
        return ""
    text = re.sub(r'"previousStartDate":\s*(?:"[^"]*"|\[[^]]*\])', "", text)
    return re.sub(r'<section aria-labelledby="history">.*?</section>', "", text, flags=re.DOTALL)


def move(event: Event, when: When) -> None:
    before = drafts.load(event)
    panels = tuple(replace(p, when=when) if p.number == "1" else p for p in before.panels)
    with transaction.atomic():
        storing.store(event, before, replace(before, panels=panels))


def test_the_walk_comes_by_every_address_that_the_site_has(fill: Callable[..., Event]) -> None:
    releases.publish(fill())
    names = {f"site:{page.name}" for page in addresses if getattr(page, "name", "")}
    names |= {f"api:{page.name}" for page in api_addresses}
    walked = {resolve(path).view_name for path in outputs(["gulf-2021"])}
    assert names - walked == WITH_A_QUERY | NOT_ASKED_FOR


def test_a_panel_that_moves_has_its_new_time_in_every_output_within_a_second(
    fill: Callable[..., Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    event = fill()
    releases.publish(event)
    before = {path for path, text in texts().items() if times(OLD).search(text)}
    shown = {resolve(path.partition("?")[0]).view_name for path in before}
    assert len(shown) > 25, "most outputs say when a panel is"
    monkeypatch.setattr(known, "CHECK_SECONDS", 0.5)
    move(event, NEW)
    release = releases.publish(event)
    assert release
    clock.sleep(0.6)
    after = texts()
    left = {path for path, text in after.items() if times(OLD).search(without_history(path, text))}
    assert left == set()
    lacking = {path for path in before if not times(NEW).search(after[path])}
    assert lacking == set()
    changed = f"{release.published.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    assert f"/panels/a-new-security-architecture/</loc><lastmod>{changed}<" in after["/sitemap.xml"]


def secrets() -> dict[str, Any]:
    """Everything that may be held back, each with words of its own."""
    hidden = Panel(
        str(uuid4()),
        "Clandestine Zinc Summit",
        number="ZQ9",
        abstract="Of *Wolframite* and its friends.",
        when=When(FIRST, time(18, 1), time(18, 59)),
        room="deep",
        people=(Appearance("hidden", billing="Minister of Quartz", paper="On Molybdenum"),),
    )
    withdrawn = replace(
        hidden,
        uid=str(uuid4()),
        title="Obsidian Accord Talks",
        number="ZQ8",
        abstract="Of *Rhyolite* and its friends.",
        room="secret",
        people=(Appearance("withdrawn", billing="Envoy for Gneiss", paper="On Pumice"),),
    )
    people = (
        Appearance("declined", billing="Chief Walrus Officer", state="declined"),
        Appearance("invited", billing="Keeper of the Narwhal", state="invited"),
    )
    return {"panels": (hidden, withdrawn), "people": people, "speakers": (DECLINED, INVITED, HIDDEN, WITHDRAWN)}


def told(words: set[str], found: dict[str, str]) -> dict[str, set[str]]:
    """By path: the words that stand there, or in the path itself."""
    said = {path: {w for w in words if w.casefold() in f"{path}\n{text}".casefold()} for path, text in found.items()}
    return {path: words for path, words in said.items() if words}


def test_what_is_held_back_stands_in_no_output_and_goes_from_all_where_it_once_was_public(
    fill: Callable[..., Event],
) -> None:
    facts = secrets()
    event = fill(*facts["panels"], people=facts["people"], speakers=facts["speakers"])
    rows = PanelRow.objects.filter(event=event)
    rows.filter(number="ZQ9").update(embargo=timezone.now() + timedelta(days=1))
    releases.publish(event)
    first = texts()
    assert told(NEVER, first) == {}
    public = told(NO_MORE, first)
    assert set().union(*public.values()) == NO_MORE
    assert len({resolve(path.partition("?")[0]).view_name for path in public}) > 25

    rows.filter(number="ZQ8").update(embargo=datetime(2999, 1, 1, tzinfo=UTC))
    releases.publish(event, note="The Obsidian talks with Prof. Thistlewick are withdrawn.")
    second = texts()
    assert told(NEVER | NO_MORE, second) == {}
    assert "SUMMARY:No longer here: Panel\r\n" in second["/gulf-2021/calendar.ics"]
    again = {path: Client(SERVER_NAME="localhost").get(path, secure=True) for path in first if path not in second}
    still = {path: answer.content.decode() for path, answer in again.items() if answer.status_code == 200}
    words = {path: {word for word in NO_MORE if word in text} for path, text in still.items()}
    assert not set().union(*words.values()), words
    assert still, "calendars of what is withdrawn say so"


def hold_back_people(event: Event) -> None:
    """Each of the nameless in the state that has made them so."""
    later = timezone.now() + timedelta(days=1)
    states: dict[str, dict[str, Any]] = {"embargo": {"embargo": later}}
    for state, (speaker, *_) in NAMELESS.items():
        parts = AppearanceRow.objects.filter(panel__event=event, speaker__name=speaker.name)
        assert parts.update(**states.get(state, {"state": state})) == 1


@pytest.mark.parametrize("choice", ["left-out", "to-come"])
def test_who_is_not_named_stands_in_no_output_whether_they_are_counted_or_not(
    fill: Callable[..., Event], choice: str
) -> None:
    people = tuple(
        Appearance(speaker.uid, billing=f"Keeper of the {billing}", paper=f"On the {paper}")
        for speaker, billing, paper in NAMELESS.values()
    )
    event = fill(people=people, speakers=tuple(speaker for speaker, *_ in NAMELESS.values()))
    Event.objects.filter(pk=event.pk).update(held_back=choice)
    hold_back_people(event)
    releases.publish(event)
    assert told(NAMELESS_WORDS, texts()) == {}, "they never were public"

    AppearanceRow.objects.filter(panel__event=event).update(state="confirmed", embargo=None)
    releases.publish(event)
    public = told(NAMELESS_WORDS, texts())
    assert set().union(*public.values()) == NAMELESS_WORDS
    assert len({resolve(path.partition("?")[0]).view_name for path in public}) > 25

    hold_back_people(event)
    releases.publish(event, note="Dame Ottoline, Mr Quarrington and Cornelius Hathersage are not with us.")
    last = texts()
    assert told(NAMELESS_WORDS, last) == {}, "they were public, and are not any more"
    asked = {path: Client(SERVER_NAME="localhost").get(path, secure=True) for path in public if path not in last}
    still = [answer.content.decode() for answer in asked.values() if answer.status_code == 200]
    assert not [text for text in still if told(NAMELESS_WORDS, {"": text})]
    assert still, "calendars of who is not named any more say no name"

    counted = {path for path, text in last.items() if "3 more people to be announced" in text}
    kinds = {resolve(path.partition("?")[0]).view_name for path in counted}
    wanted = {"site:schedule", "site:panel", "site:embed", "site:screen-data", "site:my", "site:booklet"}
    assert kinds >= wanted if choice == "to-come" else not kinds
    is_said = "To be announced: 3 people" in last["/gulf-2021/calendar.ics"]
    assert is_said == (choice == "to-come")
    assert json.loads(last["/gulf-2021/programme.json"])["panels"][1]["to_come"] == (3 if is_said else 0)


def test_whoever_is_named_in_a_panel_in_another_part_is_not_to_come(fill: Callable[..., Event]) -> None:
    speaker = NAMELESS["invited"][0]
    event = fill(people=(Appearance(speaker.uid), Appearance(speaker.uid, "moderator")), speakers=(speaker,))
    Event.objects.filter(pk=event.pk).update(held_back="to-come")
    AppearanceRow.objects.filter(panel__event=event, speaker__name=speaker.name, role="speaker").update(state="invited")
    release = releases.publish(event)
    assert release
    panel = next(panel for panel in release.programme.panels if panel.number == "1")
    assert (panel.to_come, [part.role for part in panel.people][-1]) == (0, "moderator")
