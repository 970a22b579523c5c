"""Speakers, who belong to no event: a token reaches those that its person may see, and that its event needs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from events import merging
from events.desk import access
from events.desk.api.authentication import token_of
from events.desk.api.base import event_or_404
from events.desk.api.rows import Row, Rows
from events.desk.api.serializers import SpeakerSerializer
from events.models import Appearance
from speakers.models import Speaker

OF_EVENT = OpenApiParameter("event", OpenApiTypes.STR, description="An event's slug: who appears in it")


def in_reach(request: Request) -> QuerySet[Speaker]:
    seen = access.seen_speakers(request.user)
    if not token_of(request).event_id:
        return seen
    parts = Appearance.objects.filter(speaker=OuterRef("pk"))
    here, anywhere = parts.filter(panel__event=token_of(request).event_id), parts
    return seen.filter(Q(Exists(here)) | Q(~Exists(anywhere), created_by=request.user))


class Speakers(Rows):
    """The people that this token reaches, by family name."""

    thing, serializer_class, filters = "speaker", SpeakerSerializer, (OF_EVENT,)

    def rows(self, **where: Any) -> QuerySet[Any]:
        return in_reach(self.request)

    def chosen(self, rows: QuerySet[Any], asked: dict[str, str]) -> QuerySet[Any]:
        if "event" not in asked:
            return rows
        event = event_or_404(self.request, asked["event"])
        return rows.filter(Exists(Appearance.objects.filter(speaker=OuterRef("pk"), panel__event=event)))

    def fixed(self, **where: Any) -> dict[str, Any]:
        return {"created_by": self.request.user}

    def added(self, row: Speaker, made: Any) -> None:
        made.people.append(row.pk)

    def refuse_writing(self, request: Request) -> None:
        only = token_of(request).event_id
        if not (access.may_edit(request.user, only) if only else access.may_add_people(request.user)):
            raise PermissionDenied("Only who edits an event adds people, and only while it is not archived.")


class OneSpeaker(Row):
    """One person. Who appears in several events is changed by who edits all of them, with a token for all."""

    thing, serializer_class, names = "speaker", SpeakerSerializer, {"uid": "uid"}
    rows, refuse_writing = Speakers.rows, Speakers.refuse_writing

    def refuse_unseen(self, request: Request) -> None:
        self.found(**self.kwargs)

    def recorded(self, **where: Any) -> dict[str, Any]:
        return {"speakers": [self.found(**where).pk]}

    def refuse_change(self, row: Speaker) -> None:
        elsewhere = Appearance.objects.filter(speaker=row).exclude(panel__event=token_of(self.request).event_id)
        if not access.may_change_speaker(self.request.user, row) or (
            token_of(self.request).event_id and elsewhere.exists()
        ):
            raise PermissionDenied(
                "This person also appears in an event that is not this token's to change. Change the billing in your "
                "panel, which is yours, or ask an owner of that event."
            )

    def remove(self, row: Speaker) -> None:
        row.delete()
        merging.forget([row.uid])
