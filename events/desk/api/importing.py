"""Importing a document: send it, read the plan, answer and decide, apply, take back. The same runs as at the desk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from events import edits
from events.api.asking import PAGING, page_of, parameters
from events.desk.api import preconditions
from events.desk.api.base import Desk, Doing, address
from events.desk.api.parsing import BoundedJSONParser
from events.desk.api.people import in_reach
from events.desk.api.problems import InTheWayError, refuse
from events.desk.api.rows import Counted
from events.desk.importing import prepare_anew
from events.desk.zones import zone_of
from events.models import Event, ImportRun
from events.plans import importing
from events.plans.importing import ImportRefusedError
from programme.reading.values import Options

MEGABYTE = 1024 * 1024
DECISIONS = ("desk", "document", "same", "different")


class OptionsSerializer(serializers.Serializer[Any]):
    """What the document does not say itself."""

    timezone = serializers.CharField(
        required=False, help_text="As in Europe/Oslo, or a city; becomes the event’s when the import is applied"
    )
    start_date = serializers.DateField(required=False, help_text="Where the document says “Day 1”")
    title = serializers.CharField(required=False, max_length=200)
    order = serializers.ChoiceField(choices=["as-written", "last-first"], required=False)
    date_order = serializers.ChoiceField(
        choices=["day-first", "month-first"], required=False, help_text="How 05/06/2024 is read"
    )
    day_titles = serializers.DictField(
        child=serializers.CharField(), required=False, help_text="A theme by date, as in 2021-05-19"
    )

    def validate_timezone(self, said: str) -> str:
        return zone_of(said)

    def validate_day_titles(self, said: Mapping[str, str]) -> tuple[Any, ...]:
        dates = serializers.DateField()
        return tuple((dates.to_internal_value(day), title) for day, title in said.items())

    def options(self, known: Options) -> Options:
        """What is known already, with what was said now."""
        names = ("timezone", "start_date", "title", "order", "date_order", "day_titles")
        return replace(known, **{name: self.validated_data[name] for name in names if name in self.validated_data})


class UploadSerializer(OptionsSerializer):
    """A document as a file, or as text."""

    document = serializers.FileField(required=False, allow_empty_file=True, help_text="As multipart/form-data")
    text = serializers.CharField(required=False, trim_whitespace=False)
    name = serializers.CharField(required=False, max_length=255, default="sent text")
    source = serializers.CharField(  # type: ignore[assignment] # the metaclass takes it off the class
        required=False, max_length=80, default="programme", help_text="Versions of one document share it"
    )

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data.get("day_titles") if isinstance(data, Mapping) else None, str):
            data = data.dict()
            try:
                data["day_titles"] = json.loads(data["day_titles"])
            except ValueError as error:
                raise refuse(day_titles='In a form, write it as JSON: {"2021-05-19": "Theme"}') from error
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        file, text = attrs.get("document"), attrs.get("text")
        if (file is None) == (text is None):
            raise refuse(document="Send a file as document, or the programme as text: one of the two.")
        if (len(str(text).encode()) if file is None else file.size) > settings.MAX_DOCUMENT_SIZE:
            most = settings.MAX_DOCUMENT_SIZE // MEGABYTE
            raise refuse(
                **{"document" if file else "text": f"A programme may have {most} MB. Send it without pictures."}
            )
        return attrs

    @property
    def said_document(self) -> tuple[bytes, str]:
        """Its bytes and its name."""
        file = self.validated_data.get("document")
        if file is None:
            return self.validated_data["text"].encode(), self.validated_data["name"]
        return file.read(), file.name


class AnswerSerializer(OptionsSerializer):
    """What was asked, and what was left to decide."""

    decisions = serializers.DictField(
        child=serializers.ChoiceField(choices=DECISIONS),
        required=False,
        help_text="By the key of a conflict: desk or document; of a person: same or different",
    )


class RunSerializer(serializers.Serializer[Any]):
    """One document, as read and planned."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    state = serializers.ChoiceField(choices=ImportRun.State.values)
    options = serializers.DictField()
    decisions = serializers.DictField()
    questions = serializers.ListField(child=serializers.DictField(), help_text="To be answered by PATCH")
    notes = serializers.ListField(child=serializers.DictField())
    plan = serializers.DictField(help_text="summary, changes, conflicts, people; empty while a question is open")
    created_at = serializers.DateTimeField()
    applied_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)
    url = serializers.URLField()


class About(Desk):
    thing = "import"
    serializer_class: type[serializers.BaseSerializer[Any]] = RunSerializer

    def get_serializer_class(self) -> Any:
        return self.serializer_class

    def runs(self) -> QuerySet[ImportRun]:
        return self.event.imports.defer("document", "base", "drafts")

    def run_or_404(self, number: int) -> ImportRun:
        found = self.event.imports.filter(pk=number).first()
        if found is None:
            raise Http404("There is no such import here that this token reaches.")
        return found

    def say(self, run: ImportRun) -> dict[str, Any]:
        names = ("name", "source", "state", "decisions", "created_at", "applied_at", "undone_at")
        return {
            "id": run.pk,
            **{name: getattr(run, name) for name in names},
            "options": {**run.options, "timezone": run.timezone},
            "questions": run.reading.get("questions", []),
            "notes": run.reading.get("notes", []),
            "plan": {**run.plan, "people": self._people(run)} if run.plan else {},
            "url": address("import", event=self.event.slug, pk=run.pk),
        }

    def _people(self, run: ImportRun) -> list[Any]:
        """Who is likely known; people of other events only where this token reaches them."""
        proposals = run.plan.get("people", [])
        wanted = [proposal["uid"] for proposal in proposals if proposal["where"]]
        known = in_reach(self.request).filter(uid__in=wanted).values_list("uid", flat=True) if wanted else ()
        seen = {str(uid) for uid in known}
        return [proposal for proposal in proposals if not proposal["where"] or proposal["uid"] in seen]

    def locked(self, number: int) -> ImportRun:
        """The run as it is; nobody applies it, or changes the event, until this transaction ends."""
        Event.objects.select_for_update().get(pk=self.event.pk)
        run = self.run_or_404(number)
        preconditions.match_or_refuse(self.request, self.say(run), "this import")
        return run


class Imports(About, Doing):
    """The imports, newest first. Adding one reads the document and changes nothing."""

    is_list, asked, verb = True, UploadSerializer, "upload"
    parser_classes = [BoundedJSONParser, MultiPartParser, FormParser]

    def get(self, request: Request, **where: Any) -> Response:
        asked = parameters(request, PAGING)
        page = page_of(request, asked, Counted(self.runs()), self.say)
        return preconditions.answer(request, {**page, "results": list(page["results"])})

    def do(self, request: Request, **where: Any) -> Response:
        sent = UploadSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        content, name = sent.said_document
        user: Any = request.user
        source, options = sent.validated_data["source"], sent.options(Options())
        run, _, _ = importing.prepare(self.event, content, name, options, source=source, user=user)
        run.save()
        said = self.say(run)
        return preconditions.answer(request, said, 201, Location=said["url"])


class OneImport(About):
    """One import. PATCH answers its questions and decides its conflicts: it is read and planned anew."""

    answers = {"PATCH": {200: RunSerializer}}

    def get_serializer_class(self) -> Any:
        return AnswerSerializer if self.request and self.request.method == "PATCH" else RunSerializer

    def get(self, request: Request, pk: int, **where: Any) -> Response:
        parameters(request, ())
        return preconditions.answer(request, self.say(self.run_or_404(pk)))

    def patch(self, request: Request, pk: int, **where: Any) -> Response:
        with transaction.atomic():
            run = self.locked(pk)
            if run.state != ImportRun.State.PREVIEWED:
                raise InTheWayError("This import was applied already; it stays as it was. Send the document again.")
            sent = AnswerSerializer(data=request.data)
            sent.is_valid(raise_exception=True)
            decisions = {**run.decisions, **sent.validated_data.get("decisions", {})}
            prepare_anew(run, sent.options(importing.options_from_json(run.options)), decisions)
        return preconditions.answer(request, self.say(self.run_or_404(pk)))


class Step(About, Doing):
    """What is done with an import that one has read, and that is still as it was then."""

    needs_match, asked = True, serializers.Serializer
    answers = {"POST": {200: RunSerializer}}

    def do(self, request: Request, **where: Any) -> Response:
        try:
            with transaction.atomic():
                self.step(self.locked(where["pk"]))
        except (ImportRefusedError, edits.RefusedError) as error:
            raise InTheWayError(str(error)) from error
        return preconditions.answer(request, self.say(self.run_or_404(where["pk"])))

    def step(self, run: ImportRun) -> None:
        raise NotImplementedError


class Apply(Step):
    """Write what the plan says, all or nothing. Nothing of it is public before it is published."""

    verb = "apply"

    def step(self, run: ImportRun) -> None:
        importing.apply(run, self.request.user)  # type: ignore[arg-type]  # somebody with a token has an account


class Undo(Step):
    """Take an import back, unless somebody edited since what it changed."""

    verb = "undo"

    def step(self, run: ImportRun) -> None:
        edits.undo_import(run, self.request.user)
