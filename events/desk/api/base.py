"""What every address of the desk's API has in common: who asks, what they may, and how they are answered.

Rights are looked at before anything else, an answer that is given again included. Whoever may not see an event is told
that there is none (404); who sees it and may not do this there, or has a token that may not, is told why (403).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from rest_framework import serializers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.desk import access
from events.desk.api import idempotency, preconditions
from events.desk.api.authentication import PerToken, TokenAuthentication, token_of
from events.desk.api.describing import DeskSchema
from events.desk.api.parsing import BoundedJSONParser
from events.desk.api.problems import Problem, answer_problem
from events.models import Event, Token

READING = ("GET", "HEAD", "OPTIONS")


class AlwaysJSON(DefaultContentNegotiation):
    """What is sent has to be what its Content-Type says; what is answered is JSON, whatever is asked for."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Desk(APIView):
    """An address of the desk's API, below an event where there is one in it: then `self.event` is that event."""

    authentication_classes = [TokenAuthentication]
    throttle_classes = [PerToken]
    parser_classes: Any = [BoundedJSONParser]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJSON
    schema = DeskSchema()
    writing = "write"  # the scope that a token needs here for what is no reading
    thing = "event"  # as in the schema: what this address is about
    event: Event

    def get_exception_handler(self) -> Any:
        return answer_problem

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        token = token_of(request)  # 401: nobody has said who they are
        if "event" in kwargs:
            self.event = event_or_404(request, kwargs["event"])
        self.refuse_unseen(request)
        if request.method not in READING:
            refuse_without_scope(token, self.writing)
            self.refuse_writing(request)

    def refuse_unseen(self, request: Request) -> None:
        """Raises Http404 for what is in no event and not to be seen."""

    def refuse_writing(self, request: Request) -> None:
        """Raises PermissionDenied for who may look at this but not change it."""
        if "event" in self.kwargs:
            access.refuse_unless_editor(request.user, self.event)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        done = super().finalize_response(request, response, *args, **kwargs)
        if getattr(done, "exception", False):
            done.accepted_renderer, done.accepted_media_type = Problem(), Problem.media_type
        done.setdefault("Vary", "Authorization")
        return done


class Doing(Desk):
    """An address that things are posted to; each of them once for its Idempotency-Key."""

    def post(self, request: Request, **where: Any) -> HttpResponseBase:
        return idempotency.once(request, lambda: self.do(request, **where))

    def do(self, request: Request, **where: Any) -> Response:
        raise NotImplementedError


class RootSerializer(serializers.Serializer[Any]):
    user = serializers.CharField()
    token = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField(), help_text="read, write, publish")
    expires = serializers.DateTimeField(allow_null=True)
    only_event = serializers.CharField(allow_null=True, help_text="The slug of the one that it reaches; null: all")
    events = serializers.URLField()
    speakers = serializers.URLField()
    schema = serializers.URLField(help_text="This API as OpenAPI 3")
    docs = serializers.URLField()


class Root(Desk):
    """Where everything is, and what this token may do."""

    thing = "root"

    def get_serializer_class(self) -> type[RootSerializer]:
        return RootSerializer

    def get(self, request: Request) -> Response:
        token = token_of(request)
        said = {
            "user": request.user.get_username(),
            "token": token.name,
            "scopes": token.scopes,
            "expires": token.expires_at,
            "only_event": token.event.slug if token.event else None,
            **{name: address(name) for name in ("events", "speakers", "schema", "docs")},
        }
        return preconditions.answer(request, said)


def address(name: str, **where: Any) -> str:
    return settings.SITE_URL + reverse(f"desk-api:{name}", kwargs=where)


def events_in_reach(request: Request) -> QuerySet[Event]:
    events = access.seen_events(request.user)
    only = token_of(request).event_id
    return events.filter(pk=only) if only else events


def event_or_404(request: Request, slug: str) -> Event:
    found = events_in_reach(request).filter(slug=slug).first()
    if found is None:
        raise Http404(f"There is no event “{slug}” that this token reaches. {address('events')} lists those it does.")
    return found


def refuse_without_scope(token: Token, scope: str) -> None:
    if scope not in token.scopes:
        raise PermissionDenied(
            f"This token may {' and '.join(token.scopes)}, and this needs “{scope}”. "
            f"Make a token that may at {settings.SITE_URL}{reverse('admin:api_tokens')}."
        )
