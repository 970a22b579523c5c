"""The public pages: which function of a release makes which address. They ask for no session and set no cookie."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext as _

from events.site import addresses, languages, listing, pages, panels, scripts, sections, store, subscribing, who
from events.site.choosing import EVERYTHING, Choice
from events.site.store import answer, public, serve, serve_all, serve_beside, serve_choice
from programme.model import Release

HTML = "text/html; charset=utf-8"


@public
def events(request: HttpRequest) -> HttpResponseBase:
    return serve_all(request, listing.events, HTML)


@public
def schedule(request: HttpRequest, event: str) -> HttpResponseBase:
    choice = Choice.of(request.GET) if request.GET else EVERYTHING
    if choice == EVERYTHING:
        return serve(request, event, pages.schedule)
    return serve_choice(request, event, choice.query(), lambda release: pages.schedule(release, choice), choice.kept)


@public
def now(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, pages.now)


@public
def day(request: HttpRequest, event: str, anchor: str = "") -> HttpResponseBase:
    """A day, or all of them, of a schedule that has a page a day; of any other, where that stands on its one page."""
    found = store.release(event)
    if sections.is_by_day(found):
        return serve(request, event, pages.day(anchor) if anchor else pages.days)
    return HttpResponseRedirect(addresses.event(found) + (f"#{anchor}" if anchor else ""))


@public
def script(request: HttpRequest, fingerprint: str, name: str) -> HttpResponseBase:
    """The site's JavaScript; of an older version's address there is none any more."""
    if fingerprint != scripts.FINGERPRINTS[name]:
        raise Http404(_("This script belongs to another version of the site."))
    return answer(request, store.script(name), kept="public, max-age=31536000, immutable")


@public
def panel(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    return serve(request, event, panels.panel(slug))


@public
def speakers(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, who.speakers)


@public
def speaker(request: HttpRequest, event: str, slug: str) -> HttpResponseBase:
    try:
        return serve_beside(request, event, who.speaker(slug))
    except Http404:
        found = store.release(event)
        if now := found.moved_to(slug):  # not for good: a merge may be taken apart
            return HttpResponseRedirect(addresses.speaker(found, now))
        raise


@public
def subscribe(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, subscribing.subscribe)


@public
def style(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, pages.style, content_type="text/css; charset=utf-8")


@public
def words(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, pages.words, content_type="application/json")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404. Our own exceptions say what was looked for; Django's hold data for developers."""
    gone = isinstance(exception, store.GoneError)
    said = exception.args[0] if (gone or type(exception) is Http404) and exception.args else ""
    message = said if isinstance(said, str) else ""
    with translation.override(languages.of_path(request.path).code):
        page = listing.not_found(request.path, message, _event_of(request.path), gone=gone)
    return HttpResponse(page, status=410 if gone else 404)


def _event_of(path: str) -> Release | None:
    slug = languages.bare(path).split("/")[1] if path.startswith("/") else ""
    return store.release(slug) if slug in store.current.numbers() else None
