"""What the templates show: words and addresses, worked out from a release so that a template only sets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from events.site import addresses, markup, people, wording
from events.site.spoken import Teller, Told, attribute, original, teller
from events.site.values import Shown
from programme import model
from programme.model import Appearance, Kind, Panel, Programme, Release, Role, Speaker
from programme.reading.labels import kind_of_title
from programme.translating import parts
from programme.writing.places import house

KIND_LABELS: dict[Kind, str] = {
    "panel": gettext_noop("Panel"),
    "keynote": gettext_noop("Keynote"),
    "talk": gettext_noop("Talk"),
    "workshop": gettext_noop("Workshop"),
    "opening": gettext_noop("Opening"),
    "closing": gettext_noop("Closing"),
    "break": gettext_noop("Break"),
    "registration": gettext_noop("Registration"),
    "social": gettext_noop("Social"),
    "other": gettext_noop("Other"),
}
ROLE_LABELS: dict[Role, str] = {
    "speaker": gettext_noop("Speaker"),
    "moderator": gettext_noop("Moderator"),
    "chair": gettext_noop("Chair"),
    "keynote": gettext_noop("Keynote"),
    "discussant": gettext_noop("Discussant"),
    "facilitator": gettext_noop("Facilitator"),
    "host": gettext_noop("Host"),
    "interpreter": gettext_noop("Interpreter"),
}
LABELLED = {"keynote", "workshop", "opening", "closing"}  # the others say what they are only where they have a number
UNDATED = "to-be-announced"
MANY = 80  # panels of a programme in whose schedule the abstracts would bury the titles, and be long on their way


@dataclass(frozen=True, slots=True)
class Person(Shown):
    name: str
    url: str
    role: str  # empty for who simply speaks
    billing: str
    paper: str
    billing_in: Told
    paper_in: Told
    photo: str  # address, or empty
    initials: str


@dataclass(frozen=True, slots=True)
class Item(Shown):
    """A panel in the schedule."""

    slug: str
    anchor: str
    url: str  # empty where there is nothing more to read
    kind: str
    room: str  # slugs
    track: str
    language: str  # where it is not the event's only one
    label: str
    title: str
    lang: SafeString  # of what was written of it first: ' lang="fr"', or nothing on a page in that language
    title_in: Told
    excerpt_in: Told
    times: wording.Times | None
    missing: str  # what stands where it has none, and
    day: str  # the date above that, where it has to be said
    hall: str  # where it is: in a grid its column says it
    about: str  # track and language
    excerpt: str
    more: bool
    people: tuple[Person, ...]
    quiet: bool
    cancelled: bool
    changed: str  # when a release last changed it, ISO 8601 in UTC
    new: bool  # whether it has stood as it does since it was first published
    cell: str  # classes: its place in the day's grid
    to_come: str  # how many people are still to be announced; empty where nobody is

    @property
    def place(self) -> str:
        """Room, track and language."""
        return " · ".join(filter(None, (self.hall, self.about)))


def item(
    release: Release,
    panel: Panel,
    zone: ZoneInfo | None = None,
    cell: str = "",
    *,
    dated: bool = False,
) -> Item:
    """`zone`: in which its times are said; the event's where none is given. `dated`: with the date beside the time."""
    programme = release.programme
    room, track = programme.room.get(panel.room), programme.track.get(panel.track)
    cancelled, quiet = panel.state == "cancelled", is_quiet(panel)
    wanted = panel.abstract and not cancelled and len(programme.panels) <= MANY
    short, more = markup.excerpt(panel.abstract) if wanted else ("", False)
    told = teller(release, original(release, panel))
    return Item(
        slug=panel.slug,
        anchor=anchor(panel),
        url=addresses.panel(release, panel) if is_read(panel) else "",
        kind=panel.kind,
        room=room.slug if room else "",
        track=track.slug if track else "",
        language=panel.language,
        label=label(panel),
        title=panel.title,
        lang=lang(release, panel),
        title_in=told("panel", panel.uid, "title"),
        excerpt_in=told("panel", panel.uid, "abstract"),
        times=_times(panel, programme, zone or programme.zone, dated),
        missing=_("Time to be announced") if panel.when.date else _("Date to be announced"),
        day=wording.short_day(panel.when.date) if dated and panel.when.date else "",
        hall=hall(release, panel),
        about=" · ".join(_about(release, panel)),
        excerpt=short,
        more=more,
        people=persons(release, panel),
        quiet=quiet,
        cancelled=cancelled,
        changed=f"{panel.changed:%Y-%m-%dT%H:%MZ}" if panel.changed else "",
        new=panel.sequence == 0,
        cell=cell,
        to_come=to_come(panel),
    )


def _times(panel: Panel, programme: Programme, there: ZoneInfo, dated: bool) -> wording.Times | None:
    """The times in the zone `there`, with the date where it is asked for or is another one than in the event's."""
    if there == programme.zone:
        found = wording.times(panel.when, programme)
        day = panel.when.date if dated else None
    else:
        found = wording.times_in(panel.when, programme, there)
        day = None
    return replace(found, day=wording.short_day(day)) if found and day else found


def persons(release: Release, panel: Panel) -> tuple[Person, ...]:
    told = teller(release, original(release, panel))
    return tuple(_person(release, uid, part, told) for uid, part in parts(panel))


def _person(release: Release, uid: str, part: Appearance, told: Teller) -> Person:
    speaker = release.programme.speaker[part.speaker]
    return Person(
        speaker.full_name,
        addresses.speaker(release, speaker),
        role_label(part),
        part.billing,
        part.paper,
        told("appearance", uid, "billing"),
        told("appearance", uid, "paper"),
        photo(speaker),
        people.initials(speaker.name),
    )


def photo(speaker: Speaker) -> str:
    """Its address. A page asks no other host for anything: a photo that lies elsewhere is not shown."""
    own = speaker.photo.startswith("/") and not speaker.photo.startswith("//")
    return speaker.photo if own or speaker.photo.startswith(f"{settings.SITE_URL}/") else ""


def to_come(panel: Panel) -> str:
    """How many of its people are not named yet, and nothing else of them."""
    if not panel.to_come:
        return ""
    if panel.people:
        said = ngettext("%(n)s more person to be announced", "%(n)s more people to be announced", panel.to_come)
    else:
        said = ngettext("%(n)s person to be announced", "%(n)s people to be announced", panel.to_come)
    return said % {"n": panel.to_come}


def kind_label(kind: Kind) -> str:
    return _(KIND_LABELS[kind])


def role_label(part: Appearance) -> str:
    return "" if part.role == "speaker" else _(ROLE_LABELS[part.role])


def role_name(role: str) -> str:
    """As it stands within a sentence; what is no role we know stands as written."""
    label = next((_(label) for known, label in ROLE_LABELS.items() if known == role), role)
    return label[:1].lower() + label[1:]


def is_quiet(panel: Panel) -> bool:
    """What is set smaller, and not counted."""
    return model.is_quiet(panel.kind, panel.people)


def is_read(panel: Panel) -> bool:
    """Whether there is more to read of it than its line in the schedule."""
    return not is_quiet(panel) or bool(panel.abstract or panel.links)


def label(panel: Panel) -> str:
    """Panel 1, Keynote, Workshop A2; empty where the title says it or there is nothing to say."""
    kind, number = "" if panel.kind == "other" else kind_label(panel.kind), panel.number
    if not number:
        return kind if panel.kind in LABELLED and not _is_said(panel, kind) else ""
    written_out = len(number.split()) > 1 or not kind  # "Session 4", "Table ronde 2"
    return number if written_out else f"{kind} {number}"


def _is_said(panel: Panel, kind: str) -> bool:
    """Whether the title says what kind of item it is, in the page's words or in others: “Welcome”."""
    title = panel.title.replace("'", "’")  # “Séance d’ouverture” has the word apart
    return title.casefold().startswith(kind.casefold()) or kind_of_title(title) == panel.kind


def place(release: Release, panel: Panel) -> list[str]:
    """Room, track, and the language where it is not simply the event's."""
    return [*filter(None, [hall(release, panel)]), *_about(release, panel)]


def hall(release: Release, panel: Panel) -> str:
    """The room, or the whole house for what others are in the rooms of. Coffee needs no place, and what has no time
    has none yet."""
    room, rooms = release.programme.room.get(panel.room), release.programme.rooms
    if room or not rooms or is_quiet(panel) or not panel.when.start:
        return room.name if room else ""
    return house(release, _)


def _about(release: Release, panel: Panel) -> list[str]:
    programme = release.programme
    words = [programme.track[panel.track].name] if panel.track else []
    if panel.language and (panel.language,) != programme.event.languages:
        words.append(_("in %(language)s") % {"language": wording.language_name(panel.language)})
    return words


def anchor(panel: Panel) -> str:
    return f"panel-{panel.slug}"


def day_anchor(panel: Panel) -> str:
    """Of its day in the schedule."""
    return panel.when.date.isoformat() if panel.when.date else UNDATED


def lang(release: Release, panel: Panel | None = None) -> SafeString:
    """The lang attribute of what the organisers wrote first, where that is another language than the page's."""
    return attribute(original(release, panel))


def dates_and_place(release: Release) -> str:
    """19–20 May 2021 · Online"""
    days = release.programme.dates
    when = wording.date_range(days[0], days[-1]) if days else ""
    return " · ".join(filter(None, (when, release.programme.event.venue)))


def facts(release: Release, zone: ZoneInfo | None = None) -> str:
    """19–20 May 2021 · Online · times in Toronto (EDT, UTC−4); `zone` where it is another than the event's."""
    return " · ".join(filter(None, (dates_and_place(release), zone_words(release, zone))))


def zone_words(release: Release, zone: ZoneInfo | None = None) -> str:
    starts = instants(release, release.programme.panels)
    there = zone or release.programme.zone
    return wording.zone_words(there.key, [at.astimezone(there) for at in starts]) if starts else ""


def instants(release: Release, panels: Iterable[Panel]) -> list[datetime]:
    """In order and in the event's zone: when each panel starts; noon of each day where none has a time yet."""
    zone = release.programme.zone
    spans = [span[0] for panel in panels if (span := panel.when.span(zone))]
    if not spans:
        spans = [datetime.combine(day, time(12), zone).astimezone(UTC) for day in release.programme.dates]
    return [at.astimezone(zone) for at in sorted(spans)]
