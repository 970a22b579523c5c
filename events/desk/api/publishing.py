"""Publishing: what it would change, doing it, and going back. A token needs the scope “publish”."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events import releases
from events.api.asking import PAGING, page_of, parameters
from events.desk.api import preconditions
from events.desk.api.base import Desk, Doing, address
from events.desk.api.problems import InTheWayError
from events.desk.api.rows import Counted
from events.models import Event, Release
from programme.comparing import describe
from programme.model import Change


class NoteSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(required=False, allow_blank=True, default="", help_text="A word to the readers")


class ChangeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    subject = serializers.CharField(help_text="event, day, room, track, speaker or panel")
    uid = serializers.CharField()
    text = serializers.CharField(help_text="In words")


class PublicationSerializer(serializers.Serializer[Any]):
    """What publishing now would do."""

    public = serializers.IntegerField(allow_null=True, help_text="The release that is public; null before the first")
    next = serializers.IntegerField(allow_null=True, help_text="null: the public sees all of it already")
    changes = ChangeSerializer(many=True)


class ReleaseSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    published_by = serializers.CharField()
    note = serializers.CharField()
    url = serializers.URLField()


class OneReleaseSerializer(ReleaseSerializer):
    back = ChangeSerializer(many=True, help_text="What going back to it would change for the public")


class About(Desk):
    thing, tag, writing = "release", "publishing", "publish"
    serializer_class: type[serializers.BaseSerializer[Any]] = ReleaseSerializer

    def get_serializer_class(self) -> Any:
        return self.serializer_class

    def publication(self) -> dict[str, Any]:
        coming = releases.coming(self.event)
        return {
            "public": self.event.releases.values_list("number", flat=True).first(),
            "next": coming.number if coming else None,
            "changes": [_say(change) for change in (coming.changes if coming else ())],
        }

    def say(self, release: Release) -> dict[str, Any]:
        return {
            "number": release.number,
            "published_at": release.published_at,
            "published_by": str(release.published_by or ""),
            "note": release.note,
            "url": address("release", event=self.event.slug, number=release.number),
        }

    def say_with_way_back(self, release: Release) -> dict[str, Any]:
        back = releases.preview(self.event, release.number)
        return {**self.say(release), "back": [_say(change) for change in (back.changes if back else ())]}

    def release_or_404(self, number: int) -> Release:
        found = self.event.releases.select_related("published_by").filter(number=number).first()
        if found is None:
            raise Http404(f"{self.event} has no release {number}.")
        return found

    def note(self) -> str:
        sent = NoteSerializer(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return str(sent.validated_data["note"]).strip()

    def lock(self) -> None:
        """Nobody publishes or changes the event between the look and the deed."""
        Event.objects.select_for_update().get(pk=self.event.pk)


class Publication(About):
    """What publishing now would change for the public."""

    thing, serializer_class = "publication", PublicationSerializer

    def get(self, request: Request, **where: Any) -> Response:
        parameters(request, ())
        return preconditions.answer(request, self.publication())


class Releases(About, Doing):
    """The releases, newest first. POST publishes what …/publication/ says, by whose ETag you say that you read it."""

    is_list, needs_match, asked, verb = True, True, NoteSerializer, "publish"

    def get(self, request: Request, **where: Any) -> Response:
        rows = self.event.releases.select_related("published_by").defer("content")
        page = page_of(request, parameters(request, PAGING), Counted(rows), self.say)
        return preconditions.answer(request, {**page, "results": list(page["results"])})

    def do(self, request: Request, **where: Any) -> Response:
        note = self.note()
        with transaction.atomic():
            self.lock()
            said = self.publication()
            preconditions.match_or_refuse(request, said, address("publication", event=self.event.slug))
            if said["next"] is None:
                raise InTheWayError("There is nothing to publish: the public sees this programme already.")
            releases.publish(self.event, request.user, note)  # type: ignore[arg-type]  # an account
            made = self.say(self.release_or_404(said["next"]))
        return preconditions.answer(request, made, 201, Location=made["url"])


class OneRelease(About):
    """One release, and what going back to it would change."""

    serializer_class = OneReleaseSerializer

    def get(self, request: Request, number: int, **where: Any) -> Response:
        parameters(request, ())
        return preconditions.answer(request, self.say_with_way_back(self.release_or_404(number)))


class Back(About, Doing):
    """Publish what an older release said as a new one. The drafts stay as they are."""

    needs_match, asked, verb = True, NoteSerializer, "go_back_to"

    def do(self, request: Request, **where: Any) -> Response:
        note = self.note()
        with transaction.atomic():
            self.lock()
            release = self.release_or_404(where["number"])
            preconditions.match_or_refuse(request, self.say_with_way_back(release), "this release")
            done = releases.go_back(self.event, release.number, request.user, note)  # type: ignore[arg-type]
            if done is None:
                raise InTheWayError(f"What release {release.number} says is what is public.")
            made = self.say(self.release_or_404(done.number))
        return preconditions.answer(request, made, 201, Location=made["url"])


def _say(change: Change) -> dict[str, str]:
    return {"code": change.code, "subject": change.subject, "uid": change.uid, "text": describe(change)}
