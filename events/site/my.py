"""Somebody's own schedule: one page for all, filled in by their browser, and what the browser alone cannot give them:
a QR code, and calendars of their choice. Nothing here knows who asks."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import picks as kept
from events.site import addresses, languages, markup, pages, scripts, shown, store
from events.site.codes import SVG, svg
from events.site.feed_words import say
from events.site.kept import FAST, Page
from events.site.store import public, serve
from programme import addresses as programme_addresses
from programme import picks
from programme.model import Panel, Release
from programme.writing.alarms import LONGEST, add_alarms
from programme.writing.calendar import calendar, ics

KEY = "[0-9a-f]{32}"
LARGEST = 8 * 1024  # octets of a choice on its way to us
PRIVATE = "private, no-cache"
NOT_KEPT = "no-store"


@public
def my(request: HttpRequest, event: str) -> HttpResponseBase:
    return serve(request, event, page)


def page(release: Release) -> str:
    return pages.render(
        release,
        "my.html",
        addresses.my(release),
        _("My schedule"),
        _("The panels that you have chosen, where they clash, and what has changed."),
        facts=shown.dates_and_place(release),
        zone_words=shown.zone_words(release),
        programme=[listed(release, panel) for panel in release.programme.in_order],
        script=scripts.MY_ADDRESS,
        most=picks.MOST,
        calendar_page=addresses.my_calendar(release),
        unlisted=True,  # whose choice it is stands in no search engine
    )


def listed(release: Release, panel: Panel) -> dict[str, Any]:
    """What my.js shows of a panel. Times are minutes since 1970 in UTC; what is empty is left out."""
    start, end = panel.when.span(release.programme.zone) or (None, None)
    room = release.programme.room.get(panel.room)
    found = {
        "slug": panel.slug,
        "title": markup.unbroken(panel.title),
        "url": addresses.panel(release, panel) if shown.is_read(panel) else "",
        "label": shown.label(panel),
        "start": _minutes(start),
        "end": _minutes(end),
        "day": f"{panel.when.date}" if panel.when.date else "",
        "room": shown.hall(release, panel),
        "at": room.slug if room else "",
        "people": [*(person.name for person in shown.persons(release, panel)), *filter(None, [shown.to_come(panel)])],
        "cancelled": panel.state == "cancelled",
    }
    return {name: fact for name, fact in found.items() if fact}


def _minutes(moment: datetime | None) -> int:
    return int(moment.timestamp()) // 60 if moment else 0


@public
def qr(request: HttpRequest, event: str) -> HttpResponseBase:
    """The link that takes a choice to another device, as a picture. Neither kept nor noted down."""
    store.release(event)  # or 404
    try:
        codes = picks.codes_in(request.GET.get("p", ""))
        link = f"{settings.SITE_URL}{request.path.removesuffix('qr.svg')}#p={''.join(codes)}"
        code = svg(link, error="l")
    except segno.DataOverflowError:
        return _refused("That are too many panels for one QR code. Copy the link instead.")
    except picks.CodeError as error:
        return _refused(str(error))
    return store.answer(request, Page.of(code, SVG, None, FAST), kept=NOT_KEPT)


@public
def carried(request: HttpRequest, event: str) -> HttpResponseBase:
    """The calendar of a choice that its address carries: it stays as it is, whatever is chosen later."""
    try:
        codes = picks.codes_in(request.GET.get("p", ""))
        return _calendar(request, event, codes, store.release(event).published)
    except picks.CodeError as error:
        return _refused(str(error))


@public
def followed(request: HttpRequest, event: str, key: str) -> HttpResponseBase:
    """The calendar that follows a choice kept under a key."""
    store.release(event)  # or 404
    codes = kept.find(event, key)
    if codes is None:
        return _refused("This calendar's address has been withdrawn by whoever made it, or there never was one.", 410)
    # Without Last-Modified: it would have to say when somebody last changed their choice, and nobody notes that.
    return _calendar(request, event, picks.codes_in(codes), None)


def _calendar(request: HttpRequest, slug: str, codes: tuple[str, ...], modified: datetime | None) -> HttpResponseBase:
    release = store.spoken(store.release(slug))
    here = settings.SITE_URL + languages.here().prefix
    alarm = request.GET.get("alarm", "")
    if alarm and not (re.fullmatch("[0-9]{1,4}", alarm) and 0 < int(alarm) <= LONGEST):
        return _refused(f"An alarm comes 1 to {LONGEST} minutes before, as in alarm=10.")
    panels = picks.chosen(release, codes)
    name = f"{_('My schedule')} – {release.programme.event.title}"
    page = programme_addresses.my(release)
    feed = calendar(release, here, panels, name=name, page=page, say=say)
    if alarm:
        add_alarms(feed, int(alarm))
    found = Page.of(ics(feed), "text/calendar; charset=utf-8", modified, FAST)
    return store.answer(request, found, kept=PRIVATE)


@csrf_exempt  # no cookie is looked at: who may change a choice is who knows its key
@require_http_methods(["PUT"])
def keep(request: HttpRequest, event: str) -> HttpResponseBase:
    """{"key": …, "codes": …, "instead_of": …}: keep the choice under `key`, and withdraw the key `instead_of`. Either
    may be left out."""
    store.release(event)
    try:
        key, codes, old = _read(request)
        if key:
            kept.keep(event, key, codes, old)
        elif old:
            kept.withdraw(event, old)
    except picks.CodeError as error:
        return _refused(str(error))
    except kept.BusyError as busy:
        refused = _refused("There are too many changes just now. Try again later.", 429)
        refused["Retry-After"] = str(busy.seconds)
        return refused
    return HttpResponse(status=204, headers={"Cache-Control": NOT_KEPT})


def _read(request: HttpRequest) -> tuple[str, tuple[str, ...], str]:
    """Key, codes and the key to be withdrawn. Raises CodeError."""
    if request.content_type != "application/json":  # what a page of another site cannot send unasked
        raise picks.CodeError("A choice is sent as application/json.")
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise picks.CodeError("This is more than a choice of panels can be.")
    try:
        said = json.loads(request.body)
        key, codes, old = (said.get(name) or "" for name in ("key", "codes", "instead_of"))
    except (ValueError, AttributeError, RecursionError) as error:
        raise picks.CodeError("This is no choice of panels in JSON.") from error
    if not all(isinstance(text, str) for text in (key, codes, old)):
        raise picks.CodeError("The parts of a choice are texts.")
    for given in (key, old):
        if given and not re.fullmatch(KEY, given):
            raise picks.CodeError("A key is 32 hexadecimal digits.")
    return key, picks.codes_in(codes), old


def _refused(message: str, status: int = 400) -> HttpResponse:
    headers = {"Cache-Control": NOT_KEPT}
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8", headers=headers)
