"""The programme as files for other programs. programme/writing/ writes most of them.

Plain views on purpose, as feeds.py has them: which file somebody gets, the address says, never a header.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from icalendar import Calendar

from events.exporting import FORMATS
from events.site import addresses, feeds, languages, store
from events.site.feed_words import say
from events.site.programme_json import programme_json, programme_schema
from events.site.store import MissingError, public
from events.site.values import Shown
from programme.model import Release
from programme.writing.frab import schedule_xml
from programme.writing.jcal import jcal
from programme.writing.saying import Say
from programme.writing.schedule_json import schedule_json
from programme.writing.sheets import TooLongError
from programme.writing.slots import NothingDatedError
from programme.writing.xcal import xcal

JSON = "application/json; charset=utf-8"
SCHEMA = "application/schema+json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class File(Shown):
    """A file in the list on the page "Subscribe"."""

    url: str
    form: str

    @property
    def name(self) -> str:
        return self.url.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Paper(Shown):
    label: str
    url: str
    form: str


def files(release: Release) -> list[tuple[str, list[File]]]:
    """The files that this release has, by what they are for."""
    apps = [
        File(addresses.schedule_xml(release), _("frab’s form, for Giggity, EventFahrplan and others")),
        File(addresses.schedule_json(release), _("c3voc’s form")),
    ]
    tables = [
        File(addresses.schedule_csv(release), _("a row for each panel")),
        File(addresses.schedule_xlsx(release), _("the same for Excel")),
    ]
    calendars = [
        File(addresses.schedule_xcal(release), _("the calendar as XML (RFC 6321)")),
        File(addresses.schedule_jcal(release), _("the calendar as JSON (RFC 7265)")),
    ]
    everything = [
        File(addresses.programme_json(release), _("panels and people with all that is public of them")),
        File(addresses.PROGRAMME_SCHEMA, _("what stands in it (JSON Schema)")),
    ]
    return [
        *([(_("Conference apps"), apps)] if release.programme.dates else ()),
        (_("Spreadsheets"), tables),
        (_("Calendars"), calendars),
        (_("Everything"), everything),
    ]


def papers(release: Release) -> list[Paper]:
    """What is printed, and what is edited before it is."""
    return [
        Paper("PDF", addresses.booklet(release), _("A booklet on A5: every day, abstracts, and an index of speakers.")),
        Paper("Word", addresses.programme_docx(release), _("To edit and to set yourself, also in LibreOffice.")),
        Paper("Markdown", addresses.programme_md(release), _("Plain text with marks, for any editor.")),
        Paper(_("QR code"), addresses.code(release), _("The schedule’s address, for posters and slides.")),
    ]


@public
def xml(request: HttpRequest, event: str) -> HttpResponseBase:
    return store.serve(request, event, _dated(schedule_xml), content_type="application/xml; charset=utf-8", words=True)


@public
def json(request: HttpRequest, event: str) -> HttpResponseBase:
    return store.serve(request, event, _dated(schedule_json), content_type=JSON, words=True)


@public
def xcalendar(request: HttpRequest, event: str) -> HttpResponseBase:
    content_type = "application/calendar+xml; charset=utf-8"
    return _calendar(request, event, xcal, content_type)


@public
def jcalendar(request: HttpRequest, event: str) -> HttpResponseBase:
    content_type = "application/calendar+json; charset=utf-8"
    return _calendar(request, event, jcal, content_type)


@public
def csv(request: HttpRequest, event: str) -> HttpResponseBase:
    return _download(request, event, "csv")


@public
def workbook(request: HttpRequest, event: str) -> HttpResponseBase:
    return _download(request, event, "xlsx")


@public
def word(request: HttpRequest, event: str) -> HttpResponseBase:
    return _download(request, event, "docx")


@public
def markdown(request: HttpRequest, event: str) -> HttpResponseBase:
    return _download(request, event, "md")


@public
def programme(request: HttpRequest, event: str) -> HttpResponseBase:
    return store.serve(request, event, programme_json, content_type=JSON, words=True)


@public
def schema(request: HttpRequest) -> HttpResponseBase:
    return store.serve_all(request, lambda releases: programme_schema(), SCHEMA)


def _calendar(
    request: HttpRequest, event: str, write: Callable[[Calendar], bytes], content_type: str
) -> HttpResponseBase:
    def make(release: Release) -> bytes:
        return feeds.written(release, feeds.everything(release), write)

    return store.serve(request, event, make, content_type=content_type, words=True)


def _dated(write: Callable[[Release, str, Say], bytes]) -> Callable[[Release], bytes]:
    def make(release: Release) -> bytes:
        try:
            return write(release, settings.SITE_URL + languages.here().prefix, say)
        except NothingDatedError as error:
            raise MissingError(str(error)) from error

    return make


def _download(request: HttpRequest, event: str, form: str) -> HttpResponseBase:
    """A file that browsers save, named after the event: what they would show of it helps nobody."""
    made = FORMATS[form]

    def make(release: Release) -> bytes:
        try:
            return made.write(release.programme)
        except TooLongError as error:
            raise MissingError(str(error)) from error

    response = store.serve(request, event, make, content_type=made.content_type, words=True)
    if response.status_code == 200:
        response["Content-Disposition"] = content_disposition_header(True, f"{event}.{form}") or "attachment"
    return response
