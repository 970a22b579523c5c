"""What changed: the page of all releases, the page of one, and the same as an Atom feed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events import releases
from events.site import addresses, languages, pages, shown, wording
from events.site.entries import entry
from events.site.store import MissingError, public, serve
from programme import history
from programme.model import Release
from programme.writing import atom

IN_FULL = 10  # releases whose changes stand on the first page; of older ones, a line and a page of their own
MOST_GROUPS = 25  # of one release, where others stand beside it
IN_FEED = 30
NIL = UUID(int=0)


@public
def changes(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, page)


@public
def change(request: HttpRequest, event: str, number: int) -> HttpResponseBase:
    return serve(request, event, one(number))


@public
def changes_feed(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, feed, content_type="application/atom+xml; charset=utf-8", words=True)


def page(release: Release) -> str:
    log = releases.log(release.slug, release.number, newest=IN_FULL)
    entries = [entry(release, log, past, MOST_GROUPS) for past in history.told(log, release.programme)]
    return pages.render(
        release,
        "changes.html",
        addresses.changes(release),
        _("What changed"),
        _("What changed in the programme of %(event)s.") % {"event": release.programme.event.title},
        entries=entries[:IN_FULL],
        older=entries[IN_FULL:],
        atom=addresses.changes_feed(release),
        zone=_zone(release),
    )


def one(number: int) -> Callable[[Release], str]:
    """The page of one release, with all that it changed."""

    def make(release: Release) -> str:
        log = releases.log(release.slug, release.number, only=number)
        found = next((past for past in history.told(log, release.programme) if past.number == number), None)
        if found is None:
            event = release.programme.event.title
            raise MissingError(_("%(event)s has no release %(number)s yet.") % {"event": event, "number": number})
        title = _("Release %(number)s") % {"number": number}
        told = entry(release, log, found)
        return pages.render(
            release,
            "changes.html",
            addresses.change(release, number),
            title,
            told.summary[:200],
            entries=[told],
            only=number,
            unlisted=True,  # the page of all says it too
            all_changes=addresses.changes(release),
            atom=addresses.changes_feed(release),
            zone=_zone(release),
        )

    return make


def feed(release: Release) -> bytes:
    """Atom (RFC 4287): an entry for each release."""
    log = releases.log(release.slug, release.number, newest=IN_FEED)
    event, home = UUID(log.uid) if log.uid else uuid5(NIL, release.slug), settings.SITE_URL
    entries = [entry(release, log, past, MOST_GROUPS) for past in history.told(log, release.programme)[:IN_FEED]]
    return atom.feed(
        atom.Feed(
            id=event.urn,
            title=_("%(event)s: what changed") % {"event": release.programme.event.title},
            author=release.programme.event.organiser or release.programme.event.title,
            updated=release.published,
            page=home + addresses.changes(release),
            address=home + addresses.changes_feed(release),
            language=_language(release),
        ),
        [
            atom.Entry(
                id=uuid5(event, f"release {told.number}").urn,
                title=_("Release %(number)s") % {"number": told.number},
                updated=datetime.fromisoformat(told.machine),
                page=home + told.url,
                summary=told.summary,
                html=render_to_string(
                    "site/_changes.html", {"entry": told, "site": home, "event_lang": shown.lang(release)}
                ),
            )
            for told in entries
        ],
    )


def _language(release: Release) -> str:
    """That of most words of the feed."""
    here, known = languages.here().code, release.programme.event.languages
    if here in release.programme.translated:
        return here
    return known[0] if len(known) == 1 else ""


def _zone(release: Release) -> str:
    return wording.zone_city(release.programme.event.timezone) or release.programme.event.timezone
