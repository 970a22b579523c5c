"""What went wrong, as application/problem+json (RFC 9457): the field it is about, and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

WHOLE = "non_field_errors"
TITLES = {
    "invalid": "What was sent cannot be taken as it is",
    "not_authenticated": "A token is needed",
    "authentication_failed": "The token does not work",
    "permission_denied": "You may not do this",
    "not_found": "There is nothing here",
    "throttled": "Too many requests",
}


class Problem(JSONRenderer):
    media_type = "application/problem+json"


class ProblemError(exceptions.APIException):
    """Something that stands in the way; `more` goes into the answer beside its title and detail."""

    title = ""

    def __init__(self, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.headers, self.more = dict(headers or {}), more


class ConditionMissingError(ProblemError):
    status_code, default_code, title = 428, "precondition_required", "If-Match is needed"


class StaleError(ProblemError):
    status_code, default_code, title = 412, "stale", "It was changed since you read it"


class InTheWayError(ProblemError):
    status_code, default_code, title = 409, "conflict", "It cannot be done as things stand"


class TooLargeError(ProblemError):
    status_code, default_code, title = 413, "too_large", "That is more than is taken at once"


class KeyTakenError(ProblemError):
    status_code, default_code, title = 422, "key_taken", "This Idempotency-Key was used for another request"


def refuse(**fields: str) -> exceptions.ValidationError:
    """To be raised: each field by its name, with what to do."""
    return exceptions.ValidationError({name: [message] for name, message in fields.items()})


def answer_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, told as a problem. None, a plain 500, for what nobody expected."""
    if isinstance(error, Http404):
        error = exceptions.NotFound(str(error) or None)
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
    response = exception_handler(error, context)
    if response is None or not isinstance(error, exceptions.APIException):
        return response
    code = error.default_code
    said: dict[str, Any] = {
        "type": f"urn:convenor:problem:{code.replace('_', '-')}",
        "title": getattr(error, "title", "") or TITLES.get(code) or HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
    }
    if isinstance(error, exceptions.ValidationError):
        errors = list(_errors(error.detail))
        said["detail"] = " ".join(f"{e['field']}: {e['message']}" if e["field"] else e["message"] for e in errors)
        said["errors"] = errors
    else:
        said["detail"] = str(error.detail)
    response.data = {**said, **getattr(error, "more", {})}
    for name, value in getattr(error, "headers", {}).items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response


def _errors(detail: Any, field: str = "") -> Iterator[dict[str, str]]:
    """One for each message; a field in a field is told as links.0.url."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            below = "" if name in (WHOLE, "__all__") else str(name)
            yield from _errors(inner, ".".join(filter(None, (field, below))))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            below = str(place) if isinstance(inner, Mapping) else ""
            yield from _errors(inner, ".".join(filter(None, (field, below))))
    else:
        yield {"field": field, "message": str(detail)}
