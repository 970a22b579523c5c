"""Where things stand on the public site: paths below the site's own URL. They never change once published."""

from __future__ import annotations

from datetime import date

from programme.model import Kind, Panel, Release, Room, Speaker, Track

PROGRAMME_SCHEMA = "/programme.schema.json"


def event(release: Release) -> str:
    return f"/{release.slug}/"


def now(release: Release) -> str:
    return f"/{release.slug}/now/"


def day(release: Release, anchor: str) -> str:
    """A day of a schedule that has a page a day. `anchor`: 2021-05-19, or to-be-announced for what has no date."""
    return f"/{release.slug}/days/{anchor}/"


def days(release: Release) -> str:
    """All days of such a schedule on one page."""
    return f"/{release.slug}/days/"


def panel(release: Release, panel: Panel) -> str:
    return f"/{release.slug}/panels/{panel.slug}/"


def speakers(release: Release) -> str:
    return f"/{release.slug}/speakers/"


def speaker(release: Release, speaker: Speaker) -> str:
    return f"/{release.slug}/speakers/{speaker.slug}/"


def my(release: Release) -> str:
    """Somebody's own schedule; which one, only their browser knows."""
    return f"/{release.slug}/my/"


def my_calendar(release: Release) -> str:
    """?p= and the codes of programme/picks.py"""
    return f"/{release.slug}/my.ics"


def offline(release: Release) -> str:
    """What is shown of the event without a network, in place of a page never seen."""
    return f"/{release.slug}/offline/"


def manifest(release: Release) -> str:
    """What makes the event's pages an app (W3C Web Application Manifest)."""
    return f"/{release.slug}/app.webmanifest"


def icon(release: Release, size: int = 0) -> str:
    """`size`: pixels of a PNG to a side; the SVG where none is given."""
    return f"/{release.slug}/icon-{size}.png" if size else f"/{release.slug}/icon.svg"


def subscribe(release: Release) -> str:
    return f"/{release.slug}/subscribe/"


def style(release: Release) -> str:
    """The stylesheet of the event's own: its colour, and the grids of its days."""
    return f"/{release.slug}/style.css"


def words(release: Release) -> str:
    """What the panels of its schedule are found by."""
    return f"/{release.slug}/words.json"


def card(release: Release) -> str:
    """The picture that a link to the event is shown with, 1200 by 630 pixels."""
    return f"/{release.slug}/card.png"


def panel_card(release: Release, panel: Panel) -> str:
    return f"/{release.slug}/panels/{panel.slug}/card.png"


def code(release: Release) -> str:
    """The schedule's address as a QR code."""
    return f"/{release.slug}/qr.svg"


def panel_code(release: Release, panel: Panel) -> str:
    return f"/{release.slug}/panels/{panel.slug}/qr.svg"


def speaker_code(release: Release, speaker: Speaker) -> str:
    return f"/{release.slug}/speakers/{speaker.slug}/qr.svg"


def embed(release: Release, part: str = "") -> str:
    """The schedule for other websites, as a page for a frame. `part`: empty for all, or as in "tracks/security"."""
    return f"/{release.slug}/embed/{part}{'/' if part else ''}"


def embed_fragment(release: Release, part: str = "") -> str:
    """The same for embed.js, as the inside of a page."""
    return f"/{release.slug}/embed{'/' if part else ''}{part}.html"


def embed_style(release: Release) -> str:
    return f"/{release.slug}/embed.css"


def embed_how(release: Release) -> str:
    """How to put the schedule on another website."""
    return f"/{release.slug}/embed/how/"


def changes(release: Release) -> str:
    """What changed, the newest release first."""
    return f"/{release.slug}/changes/"


def change(release: Release, number: int) -> str:
    return f"/{release.slug}/changes/{number}/"


def changes_feed(release: Release) -> str:
    return f"/{release.slug}/changes.atom"


def screens(release: Release) -> str:
    return f"/{release.slug}/screens/"


def screen(release: Release, room: Room | None) -> str:
    """The screen beside a room's door; None: the one in the foyer, which shows all rooms."""
    return f"/{release.slug}/screens/{screen_slug(room)}/"


def screen_data(release: Release, room: Room | None) -> str:
    return f"/{release.slug}/screens/{screen_slug(room)}.json"


def screen_slug(room: Room | None) -> str:
    """No room's address ends in an underscore: so a room called Foyer has a screen of its own too."""
    if room is None:
        return "foyer"
    return "foyer_" if room.slug == "foyer" else room.slug


def calendar(release: Release) -> str:
    return f"/{release.slug}/calendar.ics"


def booklet(release: Release) -> str:
    """The programme on paper, as PDF."""
    return f"/{release.slug}/programme.pdf"


def programme_docx(release: Release) -> str:
    """In the house style, for who sets or edits it: what is changed in it can be read again."""
    return f"/{release.slug}/programme.docx"


def programme_md(release: Release) -> str:
    return f"/{release.slug}/programme.md"


def schedule_xml(release: Release) -> str:
    """frab's form, for conference apps."""
    return f"/{release.slug}/schedule.xml"


def schedule_json(release: Release) -> str:
    """c3voc's form."""
    return f"/{release.slug}/schedule.json"


def schedule_xcal(release: Release) -> str:
    return f"/{release.slug}/schedule.xcal"


def schedule_jcal(release: Release) -> str:
    return f"/{release.slug}/schedule.jcal"


def schedule_csv(release: Release) -> str:
    return f"/{release.slug}/schedule.csv"


def schedule_xlsx(release: Release) -> str:
    return f"/{release.slug}/schedule.xlsx"


def programme_json(release: Release) -> str:
    """All that is public, in our own form; PROGRAMME_SCHEMA says which."""
    return f"/{release.slug}/programme.json"


def day_calendar(release: Release, day: date) -> str:
    return f"/{release.slug}/days/{day.isoformat()}.ics"


def room_calendar(release: Release, room: Room) -> str:
    return f"/{release.slug}/rooms/{room.slug}.ics"


def track_calendar(release: Release, track: Track) -> str:
    return f"/{release.slug}/tracks/{track.slug}.ics"


def kind_calendar(release: Release, kind: Kind) -> str:
    return f"/{release.slug}/kinds/{kind}.ics"


def speaker_calendar(release: Release, speaker: Speaker) -> str:
    return f"/{release.slug}/speakers/{speaker.slug}.ics"


def panel_calendar(release: Release, panel: Panel) -> str:
    return f"/{release.slug}/panels/{panel.slug}.ics"
