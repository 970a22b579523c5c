"""The schema of the desk's API: what every address of it takes and answers beside its own fields."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from events.api.describing import DESK, PAGES

HEADER: Literal["header"] = "header"
IF_MATCH = OpenApiParameter(
    "If-Match", OpenApiTypes.STR, HEADER, required=True, description="The ETag of what you read, or *"
)
IF_NONE_MATCH = OpenApiParameter("If-None-Match", OpenApiTypes.STR, HEADER, description="The ETag of what you have")
KEY = OpenApiParameter(
    "Idempotency-Key", OpenApiTypes.STR, HEADER, description="Sent again under the same key, it is done once"
)
CHANGING = ("PUT", "PATCH", "DELETE")
PROBLEMS = {
    400: "A field cannot be taken: its name and why",
    401: "No token, or one that does not work",
    403: "You may see this but not do it, or the token may not",
    404: "There is nothing here that this token reaches",
    409: "Something stands in the way",
    412: "It was changed since; `current` is what it is now",
    422: "The Idempotency-Key was used for another request",
    428: "If-Match is missing",
    429: "Too many requests; Retry-After says when to go on",
}


class FieldErrorSerializer(serializers.Serializer[Any]):
    field = serializers.CharField(help_text="As in links.0.url; empty where it is about the whole")
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457"""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FieldErrorSerializer(many=True, required=False)  # type: ignore[assignment] # the metaclass takes it
    current = serializers.DictField(required=False, help_text="With 412: what you wanted to change, as it is now")


class DeskSchema(AutoSchema):
    """Views say `thing`, `serializer_class` and `answers`, the serializers of other answers by method and status."""

    view: Any  # a view of ours

    def get_operation_id(self) -> str:
        verbs = {"GET": "list" if self._is_list() else "read", "POST": "add", "PUT": "replace", "PATCH": "change"}
        verb = getattr(self.view, "verb", "") if self.method == "POST" else ""
        return f"{verb or verbs.get(str(self.method), 'delete')}_{self.view.thing}"

    def get_tags(self) -> list[str]:
        return [getattr(self.view, "tag", self.view.thing)]

    def get_override_parameters(self) -> list[Any]:
        if self.method == "GET":
            return [*(PAGES if self._is_list() else ()), *getattr(self.view, "filters", ()), IF_NONE_MATCH]
        if self.method in CHANGING:
            return [IF_MATCH]
        return [KEY, *([IF_MATCH] if getattr(self.view, "needs_match", False) else [])]

    def get_request_serializer(self) -> Any:
        asked = getattr(self.view, "asked", None)
        return asked if self.method == "POST" and asked is not None else super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        answers = {status: OpenApiResponse(ProblemSerializer, PROBLEMS[status]) for status in self._problems()}
        given = getattr(self.view, "answers", {}).get(self.method)
        if given is not None:
            return given | self._as_problems(answers)
        if self.method == "DELETE":
            return {204: OpenApiResponse(None, "It is gone")} | self._as_problems(answers)
        serializer = self.view.get_serializer_class()
        if self.method == "GET" and self._is_list():
            return {200: page_of(serializer)} | self._as_problems(answers)
        return {201 if self.method == "POST" else 200: serializer} | self._as_problems(answers)

    def _as_problems(self, answers: dict[int, Any]) -> dict[Any, Any]:
        return {(status, "application/problem+json"): answer for status, answer in answers.items()}

    def _problems(self) -> list[int]:
        found = [401, 404, 429]
        if self.method != "GET":
            found += [400, 403, 409]
        if self.method == "POST":
            found.append(422)
        if self.method in CHANGING or (self.method == "POST" and getattr(self.view, "needs_match", False)):
            found += [412, 428]
        return sorted(found)

    def _is_list(self) -> bool:
        return getattr(self.view, "is_list", False)

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False  # lists are pages; `page_of` describes them


def page_of(serializer: type[serializers.BaseSerializer[Any]]) -> type[serializers.BaseSerializer[Any]]:
    """As events.api.asking.page_of answers it."""
    name = serializer.__name__.removesuffix("Serializer")
    fields = {
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": serializer(many=True),
    }
    return type(f"{name}PageSerializer", (serializers.Serializer,), fields)


def only_the_desk(endpoints: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(DESK)]


def whole_answers(result: dict[str, Any], **told: Any) -> dict[str, Any]:
    """An answer has every field, whatever may be left out of what is sent."""
    for name, said in result["components"]["schemas"].items():
        if "properties" in said and name != "Problem" and not name.endswith("Request"):
            said["required"] = list(said["properties"])
    return result
