"""The public programme as JSON (docs at /api/v1/docs/): fetch, ask, write. Releases only, and no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from csp.decorators import csp_update
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from events.api import rows
from events.api import serializers as api
from events.api.answers import Public, answer
from events.api.asking import FILTERS, PAGING, chosen_panels, page_of, parameters
from events.api.describing import BAD, GONE, MISSING, MOVED, PAGES, PANEL_FILTERS
from events.site import store
from programme.model import Release

Thing = TypeVar("Thing")


class Slugged(Protocol):
    @property
    def slug(self) -> str: ...


Named = TypeVar("Named", bound=Slugged)


class Root(Public):
    """Where everything is."""

    @extend_schema(operation_id="root", tags=["events"], responses={200: api.RootSerializer})
    def get(self, request: Request) -> HttpResponseBase:
        parameters(request, ())
        return answer(request, [], api.RootSerializer(rows.root()))


class Events(Public):
    """All events with a public programme."""

    @extend_schema(operation_id="events", parameters=PAGES, responses={200: api.EventPageSerializer, 400: BAD})
    def get(self, request: Request) -> HttpResponseBase:
        releases = store.all_releases()
        page = page_of(request, parameters(request, PAGING), releases, rows.event)
        return answer(request, releases, api.EventPageSerializer(page))


class Event(Public):
    """One event, and where its parts are."""

    @extend_schema(operation_id="event", responses={200: api.EventSerializer, 404: MISSING, 410: GONE})
    def get(self, request: Request, event: str) -> HttpResponseBase:
        release = _release(request, event)
        return answer(request, [release], api.EventSerializer(rows.event(release)))


class Days(Public):
    """Every date that has a heading or a panel, in order."""

    @extend_schema(
        operation_id="days", parameters=PAGES, responses={200: api.DayPageSerializer, 400: BAD, 404: MISSING, 410: GONE}
    )
    def get(self, request: Request, event: str) -> HttpResponseBase:
        release = store.release(event)
        return _page(request, release, rows.days(release), rows.day, api.DayPageSerializer)


class Rooms(Public):
    """The rooms in the programme's order."""

    @extend_schema(
        operation_id="rooms",
        parameters=PAGES,
        responses={200: api.RoomPageSerializer, 400: BAD, 404: MISSING, 410: GONE},
    )
    def get(self, request: Request, event: str) -> HttpResponseBase:
        release = store.release(event)
        return _page(request, release, release.programme.rooms, rows.room, api.RoomPageSerializer)


class Tracks(Public):
    """The tracks in the programme's order."""

    @extend_schema(
        operation_id="tracks",
        parameters=PAGES,
        responses={200: api.TrackPageSerializer, 400: BAD, 404: MISSING, 410: GONE},
    )
    def get(self, request: Request, event: str) -> HttpResponseBase:
        release = store.release(event)
        return _page(request, release, release.programme.tracks, rows.track, api.TrackPageSerializer)


class Panels(Public):
    """The panels by time, those without a time last. Cancelled ones are among them and say so."""

    @extend_schema(
        operation_id="panels",
        parameters=[*PANEL_FILTERS, *PAGES],
        responses={200: api.PanelPageSerializer, 400: BAD, 404: MISSING, 410: GONE},
    )
    def get(self, request: Request, event: str) -> HttpResponseBase:
        release = store.release(event)
        panels = chosen_panels(release, parameters(request, (*FILTERS, *PAGING)))
        return _page(request, release, panels, rows.panel, api.PanelPageSerializer, FILTERS)


class Panel(Public):
    """One panel, the same as in the list."""

    @extend_schema(operation_id="panel", responses={200: api.PanelSerializer, 404: MISSING, 410: GONE})
    def get(self, request: Request, event: str, slug: str) -> HttpResponseBase:
        release = _release(request, event)
        panel = _named(release.programme.panels, slug, "panel")
        return answer(request, [release], api.PanelSerializer(rows.panel(release, panel)))


class Speakers(Public):
    """The speakers in the programme's order."""

    @extend_schema(
        operation_id="speakers",
        parameters=PAGES,
        responses={200: api.SpeakerPageSerializer, 400: BAD, 404: MISSING, 410: GONE},
    )
    def get(self, request: Request, event: str) -> HttpResponseBase:
        release = store.release(event)
        return _page(request, release, release.programme.speakers, rows.speaker, api.SpeakerPageSerializer)


class Speaker(Public):
    """One speaker, with what they do in which panel."""

    @extend_schema(
        operation_id="speaker", responses={200: api.SpeakerWithPanelsSerializer, 302: MOVED, 404: MISSING, 410: GONE}
    )
    def get(self, request: Request, event: str, slug: str) -> HttpResponseBase:
        release = _release(request, event)
        if now := release.moved_to(slug):
            return HttpResponseRedirect(rows.address("speaker", event=release.slug, slug=now.slug))
        speaker = _named(release.programme.speakers, slug, "speaker")
        return answer(request, [release], api.SpeakerWithPanelsSerializer(rows.speaker_with_panels(release, speaker)))


class Nothing(Public):
    """Whatever else is asked for here."""

    @extend_schema(exclude=True)
    def get(self, request: Request, rest: str) -> HttpResponseBase:
        raise Http404(f"There is nothing at {request.path}. {rows.address('root')} says what there is.")


class Schema(Public, SpectacularAPIView):
    """This API as OpenAPI 3, in YAML or JSON."""

    content_negotiation_class = DefaultContentNegotiation


# Swagger UI sets styles in its elements, which the site's own policy forbids. Its script comes from an address.
@method_decorator(csp_update({"style-src": ["'self'", "'unsafe-inline'"]}), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    url_name = "api:schema"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Its script asks for a CSRF token, which nothing here needs, and which would leave a cookie."""
        response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]

        def forget(rendered: Any) -> None:
            request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)

        response.add_post_render_callback(forget)
        return response


def _release(request: Request, event: str) -> Release:
    """For a page that takes no parameters."""
    parameters(request, ())
    return store.release(event)


def _page(
    request: Request,
    release: Release,
    things: Sequence[Thing],
    row: Callable[[Release, Thing], rows.Row],
    serializer: type[BaseSerializer[Any]],
    filters: Sequence[str] = (),
) -> HttpResponseBase:
    asked = parameters(request, (*filters, *PAGING))
    return answer(request, [release], serializer(page_of(request, asked, things, lambda thing: row(release, thing))))


def _named(things: Iterable[Named], slug: str, what: str) -> Named:
    for thing in things:
        if thing.slug == slug:
            return thing
    raise Http404(f"There is no {what} “{slug}” in this programme.")
